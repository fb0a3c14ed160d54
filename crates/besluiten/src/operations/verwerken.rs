//! A decision with its documents in one go, as Open Zaak has it.

use ::store::{Actie, Tx};
use catalogi::Besluittype;
use documenten::Stuk;
use uuid::Uuid;
use values::Actor;

use super::{Opened, besluiten, register_besluit, relaties};
use crate::domain::ZaakElders;
use crate::{Besluit, BesluitGegevens, BesluitInformatieobject, BesluitenError, store};

/// A decision with its documents, of which nobody was told yet.
#[derive(Debug)]
pub(crate) struct Verwerking {
    pub(crate) opened: Opened,
    pub(crate) relaties: Vec<(BesluitInformatieobject, Stuk)>,
}

/// Where the mirrors are that other registers made: the id of the relation here, and the URL there.
pub(crate) type Mirrors = [(Uuid, String)];

/// Registers a decision and says which documents record it: all of it, or nothing.
///
/// # Errors
/// As [`register_besluit`] and for each document; faults are named by their place in the whole.
pub(crate) async fn verwerk_besluit(
    tx: &mut Tx,
    actor: &Actor,
    (besluittype, new): (Besluittype, BesluitGegevens),
    stukken: &[Stuk],
) -> Result<(Besluit, Vec<BesluitInformatieobject>), BesluitenError> {
    let opened = register_besluit(tx, actor, besluittype, new).await.map_err(|error| error.within("besluit"))?;
    let allowed = catalogi::list_informatieobjecttypen_of_besluittype(tx, opened.besluittype.uuid).await?;
    let (mut made, mut faults) = (Vec::with_capacity(stukken.len()), Vec::new());
    for (index, stuk) in stukken.iter().enumerate() {
        let added = relaties::add_allowed(tx, actor, &opened, &allowed, stuk).await;
        made.extend(part(added, index, &mut faults)?);
    }
    if faults.is_empty() { Ok((opened.besluit, made)) } else { Err(BesluitenError::Invalid(faults)) }
}

/// Does the same when the zaak or a document is in another register, before it is mirrored there: nobody is told yet.
/// [`confirm_verwerking`] or [`withdraw_verwerking`] must follow.
///
/// # Errors
/// As [`verwerk_besluit`].
pub(crate) async fn lay_verwerking(
    tx: &mut Tx,
    actor: &Actor,
    (besluittype, new): (Besluittype, BesluitGegevens),
    stukken: Vec<Stuk>,
    zaak: Option<&ZaakElders>,
) -> Result<Verwerking, BesluitenError> {
    let laid = besluiten::lay_besluit(tx, actor, besluittype, new, zaak).await;
    let opened = laid.map_err(|error| error.within("besluit"))?;
    let allowed = catalogi::list_informatieobjecttypen_of_besluittype(tx, opened.besluittype.uuid).await?;
    let (mut made, mut faults) = (Vec::with_capacity(stukken.len()), Vec::new());
    for (index, stuk) in stukken.into_iter().enumerate() {
        let laid = relaties::lay_allowed(tx, actor, &opened, &allowed, &stuk).await;
        made.extend(part(laid, index, &mut faults)?.map(|relatie| (relatie, stuk)));
    }
    let verwerking = Verwerking { opened, relaties: made };
    if faults.is_empty() { Ok(verwerking) } else { Err(BesluitenError::Invalid(faults)) }
}

/// Tells of a decision with its documents, now that the other registers have the mirrors.
///
/// # Errors
/// When the database fails. A decision that was removed in the meantime takes the mirrors with it.
pub(crate) async fn confirm_verwerking(
    tx: &mut Tx,
    verwerking: &Verwerking,
    mirrors: &Mirrors,
) -> Result<(), BesluitenError> {
    let Verwerking { opened, relaties } = verwerking;
    let uuid = opened.besluit.uuid;
    keep_mirrors(tx, verwerking, mirrors).await?;
    if store::lock_besluit(tx, uuid).await?.is_none() {
        return Ok(diensten::drop_mirrors(tx, uuid.uuid()).await?);
    }
    besluiten::tell_created(tx, opened);
    if let Some(zaak) = opened.besluit.own_zaak() {
        zaken::operations::mirror_besluit(tx, zaak, uuid.uuid(), Actie::Create).await?;
    }
    for (relatie, stuk) in relaties {
        relaties::tell_created(tx, opened, relatie, &stuk.titel);
    }
    Ok(())
}

/// Takes a decision with its documents back: a register does not want to know. The mirrors that others made go.
///
/// # Errors
/// When the database fails.
pub(crate) async fn withdraw_verwerking(
    tx: &mut Tx,
    verwerking: &Verwerking,
    mirrors: &Mirrors,
) -> Result<(), BesluitenError> {
    keep_mirrors(tx, verwerking, mirrors).await?;
    besluiten::withdraw_besluit(tx, &verwerking.opened).await
}

async fn keep_mirrors(tx: &mut Tx, verwerking: &Verwerking, mirrors: &Mirrors) -> Result<(), BesluitenError> {
    for (relatie, url) in mirrors {
        diensten::keep_mirror(tx, *relatie, verwerking.opened.besluit.uuid.uuid(), url).await?;
    }
    Ok(())
}

/// Gathers the faults of a document, named by its place in the whole.
fn part(
    outcome: Result<BesluitInformatieobject, BesluitenError>,
    index: usize,
    faults: &mut Vec<autorisaties::InvalidField>,
) -> Result<Option<BesluitInformatieobject>, BesluitenError> {
    match outcome.map_err(|error| error.within(&format!("besluitinformatieobjecten.{index}"))) {
        Ok(relatie) => Ok(Some(relatie)),
        Err(BesluitenError::Invalid(found)) => {
            faults.extend(found);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
