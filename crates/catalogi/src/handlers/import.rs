//! Types of another register: each is read as a body is, and keeps its id and its state.

use ::store::{StoreError, Tx};
use autorisaties::handlers::import::{Import, Incoming, Outcome, is_missing};
use autorisaties::handlers::{Fields, Urls};
use uuid::Uuid;

use super::resource::{Basis, Herkomst, Wire};
use crate::gegevens::{
    BesluittypeGegevens, CatalogusGegevens, EigenschapGegevens, InformatieobjecttypeGegevens, ResultaattypeGegevens,
    RoltypeGegevens, StatustypeGegevens, ZaakobjecttypeGegevens, ZaaktypeGegevens,
    ZaaktypeInformatieobjecttypeGegevens,
};
use crate::operations::import::{self, Deel};
use crate::operations::schrijven::Verwijzingen;
use crate::register::Soort;
use crate::{CatalogiError, Selectielijst, store};

/// What names the selectielijst: other registers keep what an older list had.
const SELECTIELIJST: [&str; 3] = ["selectielijstProcestype", "selectielijstklasse", "resultaattypeomschrijving"];

/// Runs a generic function for the record of a kind.
macro_rules! by_soort {
    ($soort:expr, $function:ident ( $($argument:expr),* )) => {
        match $soort {
            Soort::Catalogus => $function::<CatalogusGegevens>($($argument),*).await,
            Soort::Zaaktype | Soort::Deelzaaktype | Soort::Gerelateerd => {
                $function::<ZaaktypeGegevens>($($argument),*).await
            }
            Soort::Statustype => $function::<StatustypeGegevens>($($argument),*).await,
            Soort::Resultaattype => $function::<ResultaattypeGegevens>($($argument),*).await,
            Soort::Roltype => $function::<RoltypeGegevens>($($argument),*).await,
            Soort::Eigenschap => $function::<EigenschapGegevens>($($argument),*).await,
            Soort::Zaakobjecttype => $function::<ZaakobjecttypeGegevens>($($argument),*).await,
            Soort::Informatieobjecttype => $function::<InformatieobjecttypeGegevens>($($argument),*).await,
            Soort::ZaaktypeInformatieobjecttype => {
                $function::<ZaaktypeInformatieobjecttypeGegevens>($($argument),*).await
            }
            Soort::Besluittype => $function::<BesluittypeGegevens>($($argument),*).await,
        }
    };
}

/// Takes types over. What they name must be here before: catalogussen, informatieobjecttypen, besluittypen, zaaktypen, statustypen,
/// then the rest; what zaaktypen name of one another comes last, by [`import_zaaktyperelaties`].
///
/// # Errors
/// When the database fails.
pub async fn import(
    tx: &mut Tx,
    with: &Import,
    soort: Soort,
    incoming: Vec<Incoming>,
) -> Result<Vec<Outcome>, CatalogiError> {
    by_soort!(soort, take(tx, with, incoming))
}

/// Lays the relations between zaaktypen that are here: deelzaaktypen and gerelateerdeZaaktypen.
///
/// # Errors
/// When the database fails.
pub async fn import_zaaktyperelaties(
    tx: &mut Tx,
    with: &Import,
    incoming: Vec<Incoming>,
) -> Result<Vec<Outcome>, CatalogiError> {
    let mut outcomes = Vec::with_capacity(incoming.len());
    for one in incoming {
        outcomes.push(take_one::<ZaaktypeGegevens>(tx, with, one, Deel::Relaties).await?);
    }
    Ok(outcomes)
}

async fn take<T: Wire>(tx: &mut Tx, with: &Import, incoming: Vec<Incoming>) -> Result<Vec<Outcome>, CatalogiError> {
    let ids: Vec<Uuid> = incoming.iter().map(|one| one.uuid).collect();
    let mut present = store::import::tabel(T::SOORT).list_present(tx, ids).await?;
    let mut outcomes = Vec::with_capacity(incoming.len());
    for one in incoming {
        let uuid = one.uuid;
        let outcome = match present.insert(uuid) {
            true => take_one::<T>(tx, with, one, Deel::Record).await?,
            false => Outcome::Present,
        };
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

async fn take_one<T: Wire>(tx: &mut Tx, with: &Import, one: Incoming, deel: Deel) -> Result<Outcome, CatalogiError> {
    let nieuw = with.kept(&one.fields);
    match read::<T>(one, &with.urls, None) {
        Ok((record, named)) => import::take_over(tx, with.is_published, record, &named, deel, nieuw).await,
        Err(outcome) => Ok(outcome),
    }
}

/// Reads a record of another register, with its state; `current` is the one that it comes in place of.
fn read<T: Wire>(one: Incoming, urls: &Urls, current: Option<&T>) -> Result<(T, Verwijzingen), Outcome> {
    let is_concept = one.fields.get("concept").and_then(serde_json::Value::as_bool).unwrap_or(false);
    let mut fields = Fields::new(one.fields);
    let read = T::read(
        &mut fields,
        urls,
        &Basis { uuid: one.uuid, current, herkomst: Herkomst::Bestand, lijst: &Selectielijst::default() },
    );
    if read.is_some() {
        fields.forgive(|fault| is_missing(fault) || SELECTIELIJST.contains(&fault.name.as_str()));
    }
    let Some((mut record, named)) = read.filter(|_| fields.is_valid()) else {
        return Err(Outcome::unreadable(fields));
    };
    if let Some(versie) = record.versie() {
        *versie.concept = is_concept;
    }
    Ok((record, named))
}

/// Writes a copy of a type that stays in another register, in place of the one that was written before. What it names must be copied before.
pub(crate) async fn copy(tx: &mut Tx, soort: Soort, one: Incoming, deel: Deel) -> Result<Outcome, CatalogiError> {
    by_soort!(soort, copy_one(tx, one, deel))
}

async fn copy_one<T: Wire>(tx: &mut Tx, one: Incoming, deel: Deel) -> Result<Outcome, CatalogiError> {
    let current = T::tabel().find(tx, one.uuid).await?.map(|regel| regel.gegevens);
    match read::<T>(one, &Urls::of_elders(), current.as_ref()) {
        Ok((mut record, named)) => {
            record.become_copy();
            import::copy(tx, record, &named, deel, current.is_none()).await
        }
        Err(outcome) => Ok(outcome),
    }
}

/// Removes a copy that nothing names any more, and returns whether it did.
pub(crate) async fn remove_copy(tx: &mut Tx, soort: Soort, uuid: Uuid) -> Result<bool, CatalogiError> {
    let mark = tx.mark().await?;
    match by_soort!(soort, delete(tx, uuid)) {
        Ok(()) => {
            tx.keep(mark).await?;
            Ok(true)
        }
        Err(error) if error.is_conflict() => {
            tx.undo_to(mark).await?;
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

async fn delete<T: Wire>(tx: &mut Tx, uuid: Uuid) -> Result<(), StoreError> {
    store::verwijderen::clear(tx, T::SOORT, uuid).await?;
    T::tabel().delete(tx, uuid).await
}
