//! Making, changing and destroying zaken.

use std::collections::HashSet;
use std::sync::Arc;

use ::store::{Actie, Numbered, Tx};
use autorisaties::handlers::Urls;
use catalogi::Zaaktype;
use jiff::Timestamp;
use uuid::Uuid;
use values::{Actor, Id};

use super::termijnen::tell_termijn;
use super::{Change, announce, tell};
use crate::access::{self, Scope};
use crate::register::{Soort, Verwijzing};
use crate::rules::zaak::{self, ZaakFacts};
use crate::{InvalidField, NewZaak, Zaak, ZaakGegevens, ZakenError, register, store, views};

/// Makes a zaak with a number of its own. It has no status yet: the caller sets the first one in the same transaction.
///
/// # Errors
/// [`ZakenError::Forbidden`], or `not-published` when the zaaktype is a concept.
pub async fn create_zaak(tx: &mut Tx, actor: &Actor, new: &NewZaak<'_>) -> Result<Zaak, ZakenError> {
    let gegevens = ZaakGegevens {
        omschrijving: new.omschrijving.chars().take(80).collect(),
        toelichting: new.toelichting.chars().take(1000).collect(),
        ..ZaakGegevens::new(new.organisatie.clone(), new.startdatum)
    };
    register_zaak(tx, actor, new.zaaktype, with_terms(new.zaaktype, gegevens)).await
}

/// Registers a zaak with the facts that another system gives.
///
/// Rules: zrc-001 (valideren zaaktype), zrc-002 (uniciteit identificatie), zrc-009 (vertrouwelijkheidaanduiding), zrc-011
/// (relevanteAndereZaken), zrc-013 (hoofdzaak), zrc-014 (betalingsindicatie), zrc-015 (productenOfDiensten), zrc-022 (archiefstatus).
///
/// # Errors
/// [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] with every fault.
pub async fn register_zaak(
    tx: &mut Tx,
    actor: &Actor,
    zaaktype: &Zaaktype,
    new: ZaakGegevens,
) -> Result<Zaak, ZakenError> {
    let level = new.vertrouwelijkheidaanduiding.unwrap_or(zaaktype.vertrouwelijkheidaanduiding);
    if !access::is_allowed(actor, Scope::Aanmaken, zaaktype, level) {
        return Err(ZakenError::Forbidden(Scope::Aanmaken.as_str()));
    }
    refuse_faults(list_faults(tx, actor, zaaktype, &new, None).await?)?;

    let own = new.identificatie.clone();
    let identificatie = match &own {
        Some(identificatie) => identificatie.clone(),
        None => next_identificatie(tx).await?,
    };
    let base = Base { uuid: tx.new_id(), identificatie, today: tx.today(), now: tx.now() };
    let mut zaak = merge(zaaktype, &new, base);
    zaak.bijzonderheden.opschorting.sinds = zaak.bijzonderheden.opschorting.indicatie.then(|| tx.today());
    while !store::insert_zaak(tx, &zaak).await? {
        if own.is_some() {
            return Err(ZakenError::Invalid(vec![zaak::identificatie_not_unique()]));
        }
        // Another system chose a number of our form for a zaak of its own.
        zaak.identificatie = next_identificatie(tx).await?;
    }
    insert_relaties(tx, zaak.uuid, &new).await?;

    // A new zaak names nothing but what it was given.
    let named =
        if new.has_relaties() { register::list_verwijzingen(tx, [zaak.uuid.uuid()]).await? } else { Vec::new() };
    let change = Change::create(
        "zaak",
        zaak.uuid.uuid(),
        &zaak.identificatie,
        views::kept(&views::zaak(&zaak, &named, &Urls::paths())),
    );
    tell(tx, &zaak, zaaktype, change);
    Ok(zaak)
}

/// Returns a number that is given to no other zaak.
///
/// # Errors
/// When the database fails.
pub async fn next_identificatie(tx: &mut Tx) -> Result<String, ZakenError> {
    Ok(format!("ZAAK-{}-{:010}", tx.today().year(), tx.next_number(Numbered::Zaak).await?))
}

/// Replaces the facts of a zaak. What is below it stays.
///
/// Rules: as [`register_zaak`]; zaaktype and identificatie don't change.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] with every fault.
pub async fn change_zaak(
    tx: &mut Tx,
    actor: &Actor,
    uuid: Id<Zaak>,
    new: &ZaakGegevens,
    actie: Actie,
) -> Result<(Zaak, Vec<Verwijzing>), ZakenError> {
    let current = store::lock_zaak(tx, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, current.zaaktype).await?;
    access::require_change(actor, &zaaktype, &current, &[])?;
    refuse_faults(list_faults(tx, actor, &zaaktype, new, Some(&current)).await?)?;

    let named = register::list_verwijzingen(tx, [uuid.uuid()]).await?;
    let oud = views::kept(&views::zaak(&current, &named, &Urls::paths()));
    let base =
        Base { uuid, identificatie: current.identificatie.clone(), today: current.registratiedatum, now: tx.now() };
    let mut zaak = Zaak {
        einddatum: current.einddatum,
        status: current.status,
        resultaat: current.resultaat,
        ..merge(&zaaktype, new, base)
    };
    let was = &current.bijzonderheden.opschorting;
    let now = &mut zaak.bijzonderheden.opschorting;
    now.eerder = was.eerder || was.indicatie;
    now.sinds = if now.indicatie { was.sinds.or_else(|| Some(tx.today())) } else { None };
    store::update_zaak(tx, &zaak).await?;
    store::delete_relaties(tx, uuid).await?;
    insert_relaties(tx, uuid, new).await?;
    tx.keep_row(uuid.uuid(), zaak.clone());

    let named = register::list_verwijzingen(tx, [uuid.uuid()]).await?;
    let nieuw = views::kept(&views::zaak(&zaak, &named, &Urls::paths()));
    let change = Change::of(actie, "zaak", uuid.uuid(), &zaak.identificatie).from(oud).to(nieuw);
    tell(tx, &zaak, &zaaktype, change);
    tell_termijn(tx, &current, &zaak);
    Ok((zaak, named))
}

/// Keeps when the owner of a zaak last looked at it. That is no change of the zaak: `laatstGemuteerd` stays, so that the two together tell
/// whether there is news.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`] or [`ZakenError::Forbidden`].
pub async fn open_zaak(
    tx: &mut Tx,
    actor: &Actor,
    uuid: Id<Zaak>,
    moment: Option<Timestamp>,
) -> Result<(Zaak, Vec<Verwijzing>), ZakenError> {
    let current = store::lock_zaak(tx, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, current.zaaktype).await?;
    access::require_change(actor, &zaaktype, &current, &[])?;
    let mut zaak = Zaak::clone(&current);
    zaak.bijzonderheden.laatst_geopend = moment;
    let named = write_facts(tx, &current, &zaak, &zaaktype, "zaak-geopend").await?;
    Ok((zaak, named))
}

/// Writes facts of a zaak itself, not what it names, and tells them and what was done. Returns what it names.
pub(super) async fn write_facts(
    tx: &mut Tx,
    current: &Zaak,
    zaak: &Zaak,
    zaaktype: &Zaaktype,
    gebeurtenis: &'static str,
) -> Result<Vec<Verwijzing>, ZakenError> {
    let named = write_change(tx, current, zaak, zaaktype).await?;
    announce(tx, zaak, zaaktype, gebeurtenis);
    Ok(named)
}

/// Writes facts of a zaak itself and tells them, as a part of something else that is told by itself. Returns what it names.
pub(super) async fn write_change(
    tx: &mut Tx,
    current: &Zaak,
    zaak: &Zaak,
    zaaktype: &Zaaktype,
) -> Result<Vec<Verwijzing>, ZakenError> {
    let uuid = zaak.uuid.uuid();
    let named = register::list_verwijzingen(tx, [uuid]).await?;
    store::update_zaak(tx, zaak).await?;
    let change = Change::of(Actie::PartialUpdate, "zaak", uuid, &zaak.identificatie)
        .from(views::kept(&views::zaak(current, &named, &Urls::paths())))
        .to(views::kept(&views::zaak(zaak, &named, &Urls::paths())));
    tell(tx, zaak, zaaktype, change);
    Ok(named)
}

/// Destroys a zaak with its deelzaken and all below them: audit trail, events and who looked at them included.
///
/// Rule: zrc-023 (vernietigen).
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], [`ZakenError::Forbidden`], or `related-besluiten`.
pub async fn destroy_zaak(tx: &mut Tx, actor: &Actor, uuid: Id<Zaak>) -> Result<(), ZakenError> {
    store::lock_to_remove(tx, uuid).await?;
    let zaak = store::lock_zaak(tx, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    access::require(actor, Scope::Verwijderen, &zaaktype, &zaak)?;
    if store::has_besluiten(tx, uuid).await? {
        let reason = "De zaak of een deelzaak heeft besluiten: verwijder die eerst.";
        return Err(ZakenError::invalid_whole("related-besluiten", reason));
    }
    let below = store::list_below(tx, uuid).await?;
    store::delete_zaak(tx, uuid).await?;
    for one in below.iter().chain([&*zaak]) {
        let zaaktype = catalogi::read_zaaktype(tx, one.zaaktype).await?;
        tell(tx, one, &zaaktype, Change::of(Actie::Destroy, "zaak", one.uuid.uuid(), &one.identificatie));
        forget(tx, one.uuid).await?;
    }
    Ok(())
}

/// Takes away what others keep of a zaak that was deleted: relations of documents, mirrors, audit trail, events and who looked at it.
pub(super) async fn forget(tx: &mut Tx, zaak: Id<Zaak>) -> Result<(), ZakenError> {
    documenten::forget_object(tx, zaak.uuid()).await?;
    diensten::drop_mirrors(tx, zaak.uuid()).await?;
    Ok(tx.remove_traces(zaak.uuid()).await?)
}

fn refuse_faults(faults: Vec<InvalidField>) -> Result<(), ZakenError> {
    if faults.is_empty() { Ok(()) } else { Err(ZakenError::Invalid(faults)) }
}

/// Looks up what the rules need to know and returns every fault.
pub(crate) async fn list_faults(
    tx: &mut Tx,
    actor: &Actor,
    zaaktype: &Zaaktype,
    new: &ZaakGegevens,
    current: Option<&Zaak>,
) -> Result<Vec<InvalidField>, ZakenError> {
    let identificatie = new.identificatie.as_deref().or_else(|| Some(current?.identificatie.as_str()));
    let same_identificatie = match identificatie {
        Some(identificatie) => store::find_identificatie(tx, identificatie, new.bronorganisatie.as_str()).await?,
        None => None,
    };
    let becomes_deelzaak = new.hoofdzaak.is_some() && current.is_none_or(|current| current.hoofdzaak != new.hoofdzaak);
    let hoofdzaak = match new.hoofdzaak {
        // Locked, so that it can't become a deelzaak itself at the same moment.
        Some(uuid) if becomes_deelzaak => store::lock_zaak(tx, uuid).await?,
        Some(uuid) => store::find_zaak(tx, uuid).await?.map(Arc::new),
        None => None,
    };
    let has_deelzaken = match current {
        Some(current) if becomes_deelzaak => !store::list_deelzaken(tx, current.uuid).await?.is_empty(),
        _ => false,
    };
    // A zaak that the caller may not read does not exist for it. What is named already may stay.
    let hoofdzaak = hoofdzaak.filter(|hoofdzaak| {
        let stays = current.is_some_and(|current| current.hoofdzaak == Some(hoofdzaak.uuid));
        stays || !matches!(actor, Actor::Applicatie(_)) || access::is_reached(actor, Scope::Lezen, hoofdzaak)
    });
    // Rule: zrc-013 (hoofdzaak). Only a zaak that becomes part of another is judged.
    let allows_deelzaaktype = match &hoofdzaak {
        Some(hoofdzaak) if becomes_deelzaak => catalogi::has_deelzaaktype(tx, hoofdzaak.zaaktype, zaaktype).await?,
        _ => true,
    };
    let named: Vec<_> =
        new.relevante_andere_zaken.iter().map(|one| one.zaak).chain(new.gerelateerde_zaken.iter().copied()).collect();
    let mut existing = list_existing(tx, actor, named, current).await?;
    existing.extend(new.elders.iter().map(|object| object.uuid));
    let is_archived = new.archiefstatus != crate::NOG_TE_ARCHIVEREN;
    let has_open_documents = match current {
        Some(zaak) if is_archived => store::has_open_documenten(tx, zaak.uuid).await?,
        _ => false,
    };
    let facts = ZaakFacts {
        zaaktype,
        current,
        same_identificatie,
        hoofdzaak: hoofdzaak.as_deref().map(|hoofdzaak| (hoofdzaak, allows_deelzaaktype)),
        has_deelzaken,
        existing: &existing,
        has_open_documents,
        now: tx.now(),
        today: tx.today(),
    };
    Ok(zaak::faults(new, &facts))
}

/// Returns those of the other zaken that exist for the actor: for an application those that it may read, and those that the zaak names
/// already.
async fn list_existing(
    tx: &mut Tx,
    actor: &Actor,
    named: Vec<Id<Zaak>>,
    current: Option<&Zaak>,
) -> Result<HashSet<Uuid>, ZakenError> {
    if named.is_empty() {
        return Ok(HashSet::new());
    }
    // Kept from being removed until the transaction ends.
    let mut existing: HashSet<Uuid> = store::list_existing(tx, named.clone()).await?.into_iter().collect();
    if matches!(actor, Actor::Applicatie(_)) {
        let visible = register::by_ids::visible(tx, actor, named.clone()).await?;
        existing.retain(|zaak| visible.contains(zaak));
    }
    if let Some(current) = current
        && named.iter().any(|zaak| !existing.contains(&zaak.uuid()))
    {
        let own = register::list_verwijzingen(tx, [current.uuid.uuid()]).await?;
        let others = own.iter().filter(|one| matches!(one.soort, Soort::Relevant | Soort::Gerelateerd));
        existing.extend(others.map(|one| one.uuid));
    }
    Ok(existing)
}

/// What a zaak has besides what it was given.
pub(super) struct Base {
    pub(super) uuid: Id<Zaak>,
    pub(super) identificatie: String,
    pub(super) today: jiff::civil::Date,
    pub(super) now: jiff::Timestamp,
}

/// Fills in the terms of the zaaktype where none are given: for what Loket makes itself. What another system registers stays as it was sent.
fn with_terms(zaaktype: &Zaaktype, gegevens: ZaakGegevens) -> ZaakGegevens {
    let start = gegevens.startdatum;
    let gepland = || zaaktype.servicenorm.and_then(|term| term.after(start));
    ZaakGegevens {
        einddatum_gepland: gegevens.einddatum_gepland.or_else(gepland),
        uiterlijke_einddatum_afdoening: gegevens
            .uiterlijke_einddatum_afdoening
            .or_else(|| zaaktype.doorlooptijd.after(start)),
        ..gegevens
    }
}

pub(super) fn merge(zaaktype: &Zaaktype, new: &ZaakGegevens, base: Base) -> Zaak {
    Zaak {
        uuid: base.uuid,
        identificatie: base.identificatie,
        bronorganisatie: new.bronorganisatie.as_str().to_owned(),
        omschrijving: new.omschrijving.clone(),
        toelichting: new.toelichting.clone(),
        zaaktype: zaaktype.uuid,
        registratiedatum: new.registratiedatum.unwrap_or(base.today),
        verantwoordelijke_organisatie: new.verantwoordelijke_organisatie.as_str().to_owned(),
        startdatum: new.startdatum,
        einddatum: None,
        einddatum_gepland: new.einddatum_gepland,
        uiterlijke_einddatum_afdoening: new.uiterlijke_einddatum_afdoening,
        vertrouwelijkheidaanduiding: new.vertrouwelijkheidaanduiding.unwrap_or(zaaktype.vertrouwelijkheidaanduiding),
        betalingsindicatie: new.betalingsindicatie.clone(),
        archiefnominatie: new.archiefnominatie.clone(),
        archiefstatus: new.archiefstatus.clone(),
        archiefactiedatum: new.archiefactiedatum,
        startdatum_bewaartermijn: new.startdatum_bewaartermijn,
        hoofdzaak: new.hoofdzaak,
        status: None,
        resultaat: None,
        laatst_gemuteerd: base.now,
        bijzonderheden: new.bijzonderheden.clone(),
    }
}

async fn insert_relaties(tx: &mut Tx, zaak: Id<Zaak>, new: &ZaakGegevens) -> Result<(), ZakenError> {
    store::insert_kenmerken(tx, zaak, &new.kenmerken).await?;
    store::insert_relevante(tx, zaak, &new.relevante_andere_zaken).await?;
    for object in &new.elders {
        diensten::hold(tx, object).await?;
    }
    store::insert_gerelateerde(tx, zaak, &new.gerelateerde_zaken).await?;
    Ok(())
}
