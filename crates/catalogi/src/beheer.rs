//! Types for who manages them: functional administrators on their pages, and files.
//!
//! A type is handed over as a [`Document`]: the fields of the standard, in its own words, with paths instead of URLs. So one table of
//! questions makes a form for each kind, and a file is read by the very rules that hold for the API. Administrators have no
//! forced scopes: what is published stays as it is. Here stands also what only they ask for: overviews, copies, new versions.

use std::collections::BTreeMap;

use ::store::{Actie, Reader, Tx};
use autorisaties::handlers::{Fields, Urls};
use autorisaties::{Found, Window, is_extern};
use jiff::civil::Date;
use serde_json::{Map, Value};
use uuid::Uuid;
use web::InvalidParam;

use crate::error::InvalidField;
use crate::gegevens::{
    BesluittypeGegevens, CatalogusGegevens, EigenschapGegevens, InformatieobjecttypeGegevens, ResultaattypeGegevens,
    RoltypeGegevens, StatustypeGegevens, ZaakobjecttypeGegevens, ZaaktypeGegevens,
    ZaaktypeInformatieobjecttypeGegevens,
};
use crate::handlers::Relaties;
use crate::handlers::resource::{Basis, Herkomst, Wire};
use crate::operations::kopieren::{self, Kopie, Kopieerbaar};
use crate::operations::publiceren;
use crate::operations::schrijven::{self, Geforceerd, Verwijzingen, Wijziging};
use crate::register::{self, Regel, Relatie, Rond, Soort};
use crate::rules::versies::{self, Geldig, Opvolging};
use crate::store::overzicht;
use crate::{CatalogiError, Klassen, Selectielijst};

/// The fields of the standard. What Loket keeps besides them stands under [`EIGEN`].
pub type Velden = Map<String, Value>;

/// The name of the object with what Loket keeps besides the standard.
pub const EIGEN: &str = "loket";

/// A type, a part of one, or a catalogus.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its kind.
    pub soort: Soort,
    /// Its id.
    pub uuid: Uuid,
    /// The name that people see.
    pub naam: String,
    /// Its fields, with what it names.
    pub velden: Velden,
    /// What surrounds it.
    pub rond: Rond,
}

/// A catalogus, and how much it holds.
#[derive(Debug, Clone)]
pub struct CatalogusRij {
    /// Its id.
    pub uuid: Uuid,
    /// Five signs at most.
    pub domein: String,
    /// Whose it is.
    pub rsin: String,
    /// The name for people.
    pub naam: String,
    /// How many versions of zaaktypen it has.
    pub zaaktypen: i64,
    /// How many versions of kinds of documents it has.
    pub informatieobjecttypen: i64,
    /// How many versions of kinds of decisions it has.
    pub besluittypen: i64,
}

/// One version of a type in a list.
#[derive(Debug, Clone)]
pub struct TypeRij {
    /// Its kind.
    pub soort: Soort,
    /// Its id.
    pub uuid: Uuid,
    /// Its catalogus.
    pub catalogus: Uuid,
    /// What all versions share: the identificatie of a zaaktype, the omschrijving of others.
    pub naam: String,
    /// The omschrijving.
    pub omschrijving: String,
    /// Its first day.
    pub begin_geldigheid: Date,
    /// The day after its last.
    pub einde_geldigheid: Option<Date>,
    /// Not published yet.
    pub concept: bool,
}

/// Which types a list shows.
#[derive(Debug, Clone, Default)]
pub struct Zoekvraag {
    /// Only those of this catalogus.
    pub catalogus: Option<Uuid>,
    /// Only those with this text in name or omschrijving.
    pub zoek: Option<String>,
    /// Only concepts, or only what is published.
    pub concept: Option<bool>,
    /// Only what is valid on this day.
    pub day: Option<Date>,
}

/// How managing types can be refused or fail.
#[derive(Debug, thiserror::Error)]
pub enum BeheerError {
    /// There is no such type.
    #[error("there is no such type")]
    NotFound,
    /// Fields break a rule, each told by its name in the standard; `nonFieldErrors` for the whole.
    #[error("{} invalid field(s)", .0.len())]
    Invalid(Vec<InvalidParam>),
    /// Somebody else changed it since it was shown.
    #[error("it was changed since it was shown")]
    Changed,
    /// The module itself failed.
    #[error(transparent)]
    Catalogi(CatalogiError),
}

/// Returns a mark of what these fields say now: a form takes it along, so that nobody overwrites what she did not see.
pub fn mark<'a>(velden: &Velden, names: impl Iterator<Item = &'a str>) -> String {
    let shown: BTreeMap<&str, Option<&Value>> = names.map(|name| (name, velden.get(name))).collect();
    web::mark(&serde_json::to_vec(&shown).unwrap_or_default())
}

fn as_params(faults: &[InvalidField]) -> Vec<InvalidParam> {
    faults.iter().cloned().map(InvalidParam::from).collect()
}

impl From<CatalogiError> for BeheerError {
    fn from(error: CatalogiError) -> Self {
        match error {
            CatalogiError::InvalidFields(faults) => Self::Invalid(as_params(&faults)),
            error => Self::Catalogi(error),
        }
    }
}

impl From<::store::StoreError> for BeheerError {
    fn from(error: ::store::StoreError) -> Self {
        Self::Catalogi(error.into())
    }
}

/// Calls a function for the records of a kind.
macro_rules! of_soort {
    ($soort:expr, $call:ident($($arg:expr),*)) => {
        match $soort {
            Soort::Catalogus => $call::<CatalogusGegevens>($($arg),*).await,
            Soort::Zaaktype | Soort::Deelzaaktype | Soort::Gerelateerd => $call::<ZaaktypeGegevens>($($arg),*).await,
            Soort::Statustype => $call::<StatustypeGegevens>($($arg),*).await,
            Soort::Resultaattype => $call::<ResultaattypeGegevens>($($arg),*).await,
            Soort::Roltype => $call::<RoltypeGegevens>($($arg),*).await,
            Soort::Eigenschap => $call::<EigenschapGegevens>($($arg),*).await,
            Soort::Zaakobjecttype => $call::<ZaakobjecttypeGegevens>($($arg),*).await,
            Soort::Informatieobjecttype => $call::<InformatieobjecttypeGegevens>($($arg),*).await,
            Soort::ZaaktypeInformatieobjecttype => {
                $call::<ZaaktypeInformatieobjecttypeGegevens>($($arg),*).await
            }
            Soort::Besluittype => $call::<BesluittypeGegevens>($($arg),*).await,
        }
    };
}

/// Calls a function for the records of a kind that has versions; nothing is found of the others.
macro_rules! of_versioned {
    ($soort:expr, $call:ident($($arg:expr),*)) => {
        match $soort {
            Soort::Zaaktype => $call::<ZaaktypeGegevens>($($arg),*).await,
            Soort::Informatieobjecttype => $call::<InformatieobjecttypeGegevens>($($arg),*).await,
            Soort::Besluittype => $call::<BesluittypeGegevens>($($arg),*).await,
            _ => Err(BeheerError::NotFound),
        }
    };
}

/// Returns all catalogi, by domein: one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_catalogi(db: &mut Reader) -> Result<Vec<CatalogusRij>, BeheerError> {
    Ok(overzicht::list_catalogi(db).await?)
}

/// Returns the zaaktypen, kinds of documents or kinds of decisions in the window, by name: one statement, two when there is more.
///
/// # Errors
/// When the database fails.
pub async fn list_typen(
    db: &mut Reader,
    soort: Soort,
    vraag: &Zoekvraag,
    window: Window,
) -> Result<Found<TypeRij>, BeheerError> {
    Ok(overzicht::list(db, soort, vraag, window).await?)
}

/// Returns all versions of a type, the newest first; itself included.
///
/// # Errors
/// When the database fails.
pub async fn list_versies(db: &mut Reader, document: &Document) -> Result<Vec<TypeRij>, BeheerError> {
    let naam = &document.naam;
    Ok(overzicht::list_versies(db, document.soort, document.rond.catalogus.uuid(), naam).await?)
}

/// Returns a type with what it names: two statements.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &mut Reader, soort: Soort, uuid: Uuid) -> Result<Option<Document>, BeheerError> {
    if is_extern(uuid) {
        return Ok(None);
    }
    of_soort!(soort, find_one(db, uuid))
}

async fn find_one<T: Wire>(db: &mut Reader, uuid: Uuid) -> Result<Option<Document>, BeheerError> {
    let Some(regel) = T::tabel().find(db, uuid).await? else { return Ok(None) };
    let relaties = register::list_relaties(db, T::SOORT, [uuid], today(db)).await?;
    Ok(Some(document(&regel, &relaties)))
}

/// Returns the parts of zaaktypen, or the types of catalogi, in their order: two statements, however many there are.
///
/// # Errors
/// When the database fails.
pub async fn list_of(db: &mut Reader, soort: Soort, owners: &[Uuid]) -> Result<Vec<Document>, BeheerError> {
    let mut all = of_soort!(soort, list_one(db, owners))?;
    // Where the standard has a volgnummer, that is the order; the others stand in the order in which they were made.
    all.sort_by_key(|one| one.velden.get("volgnummer").and_then(Value::as_i64));
    Ok(all)
}

async fn list_one<T: Wire>(db: &mut Reader, owners: &[Uuid]) -> Result<Vec<Document>, BeheerError> {
    let rows = T::tabel().of_owners(db, owners).await?;
    documents(db, &rows).await
}

/// Returns the types with these ids: two statements, however many there are.
pub(crate) async fn find_all(db: &mut Reader, soort: Soort, ids: &[Uuid]) -> Result<Vec<Document>, BeheerError> {
    of_soort!(soort, find_all_one(db, ids))
}

async fn find_all_one<T: Wire>(db: &mut Reader, ids: &[Uuid]) -> Result<Vec<Document>, BeheerError> {
    let rows = T::tabel().find_all(db, ids).await?;
    documents(db, &rows).await
}

async fn documents<T: Wire>(db: &mut Reader, rows: &[Regel<T>]) -> Result<Vec<Document>, BeheerError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let day = today(db);
    let relaties = register::list_relaties(db, T::SOORT, rows.iter().map(|regel| regel.gegevens.uuid()), day).await?;
    Ok(rows.iter().map(|regel| document(regel, &relaties)).collect())
}

fn today(db: &Reader) -> Date {
    values::local_date(db.db().clock().now())
}

fn document<T: Wire>(regel: &Regel<T>, relaties: &[Relatie]) -> Document {
    let uuid = regel.gegevens.uuid();
    Document {
        soort: T::SOORT,
        uuid,
        naam: regel.gegevens.weergave().to_owned(),
        velden: velden_of(regel, relaties),
        rond: regel.rond.clone(),
    }
}

fn velden_of<T: Wire>(regel: &Regel<T>, relaties: &[Relatie]) -> Velden {
    let urls = Urls::paths();
    let view = T::view(regel, &Relaties::of(relaties, regel.gegevens.uuid(), &urls), &urls);
    let mut velden = match serde_json::to_value(view) {
        Ok(Value::Object(map)) => map,
        other => unreachable!("a view is an object: {other:?}"),
    };
    if let Some(eigen) = regel.gegevens.eigen() {
        velden.insert(EIGEN.to_owned(), eigen);
    }
    velden
}

/// Reads a record; tells all that is wrong with it, also what its rules say where the fields themselves can be read.
fn read<T: Wire>(mut fields: Fields, basis: &Basis<'_, T>) -> Result<(T, Verwijzingen), BeheerError> {
    let found = T::read(&mut fields, &Urls::paths(), basis);
    let eigen = fields.object(EIGEN);
    let found = match (found, eigen) {
        (Some((mut record, named)), Some(map)) => {
            fields.within(EIGEN, map, |inner| record.read_eigen(inner, basis.lijst));
            Some((record, named))
        }
        (found, _) => found,
    };
    match found {
        Some(found) if fields.is_valid() => Ok(found),
        found => {
            let mut faults = fields.refuse().invalid_params().to_vec();
            let rules = found.map(|(record, _)| as_params(&record.faults())).unwrap_or_default();
            for fault in rules {
                if !faults.iter().any(|told| told.name == fault.name) {
                    faults.push(fault);
                }
            }
            Err(BeheerError::Invalid(faults))
        }
    }
}

/// Makes a concept, a part of a concept, or a catalogus.
///
/// # Errors
/// [`BeheerError::Invalid`] with all faults.
pub async fn create(tx: &mut Tx, soort: Soort, velden: Velden, lijst: &Selectielijst) -> Result<Uuid, BeheerError> {
    of_soort!(soort, create_one(tx, velden, lijst, Herkomst::Pagina))
}

/// Makes what a file holds.
pub(crate) async fn create_from_file(
    tx: &mut Tx,
    soort: Soort,
    velden: Velden,
    lijst: &Selectielijst,
) -> Result<Uuid, BeheerError> {
    of_soort!(soort, create_one(tx, velden, lijst, Herkomst::Bestand))
}

/// Tells what is wrong with a record of a file that is not made, because what it belongs to can't be.
pub(crate) async fn read_from_file(soort: Soort, velden: Velden) -> Result<(), BeheerError> {
    of_soort!(soort, read_one(velden))
}

async fn read_one<T: Wire>(velden: Velden) -> Result<(), BeheerError> {
    let basis =
        Basis { uuid: Uuid::nil(), current: None, herkomst: Herkomst::Bestand, lijst: &Selectielijst::default() };
    let (record, _) = read::<T>(Fields::new(velden), &basis)?;
    let faults = record.faults();
    if faults.is_empty() { Ok(()) } else { Err(BeheerError::Invalid(as_params(&faults))) }
}

async fn create_one<T: Wire>(
    tx: &mut Tx,
    velden: Velden,
    lijst: &Selectielijst,
    herkomst: Herkomst,
) -> Result<Uuid, BeheerError> {
    let basis = Basis { uuid: tx.new_uuid(), current: None, herkomst, lijst };
    let (record, named) = read::<T>(Fields::new(velden), &basis)?;
    lijst.hold(tx).await?;
    Ok(schrijven::create(tx, record, &named, Geforceerd(false)).await?)
}

/// Changes a concept, a part of a concept, or a catalogus. Fields that were not sent stay.
///
/// # Errors
/// [`BeheerError::Invalid`] with all faults, also when it is published.
pub async fn change(
    tx: &mut Tx,
    soort: Soort,
    uuid: Uuid,
    sent: Velden,
    lijst: &Selectielijst,
) -> Result<(), BeheerError> {
    of_soort!(soort, change_one(tx, uuid, (sent, lijst), Geval::Alles))
}

/// Changes what somebody saw: [`mark`] of the fields that she sent must be what it was then.
///
/// # Errors
/// As [`change`], or [`BeheerError::Changed`].
pub async fn change_as_shown(
    tx: &mut Tx,
    soort: Soort,
    uuid: Uuid,
    (sent, lijst): (Velden, &Selectielijst),
    shown: &str,
) -> Result<(), BeheerError> {
    of_soort!(soort, change_one(tx, uuid, (sent, lijst), Geval::AsShown(shown)))
}

/// What is changed, and on which terms.
#[derive(Debug, Clone, Copy)]
enum Geval<'a> {
    Alles,
    AsShown(&'a str),
    AlleenEinde,
}

/// Sets the last day of a type, published or not; none takes it away.
///
/// # Errors
/// [`BeheerError::Invalid`] when it is no day, or lies before the first.
pub async fn end(tx: &mut Tx, soort: Soort, uuid: Uuid, einde: Option<&str>) -> Result<(), BeheerError> {
    let sent = Velden::from_iter([("eindeGeldigheid".to_owned(), Value::from(einde))]);
    of_versioned!(soort, change_one(tx, uuid, (sent, &Selectielijst::default()), Geval::AlleenEinde))
}

async fn change_one<T: Wire>(
    tx: &mut Tx,
    uuid: Uuid,
    (sent, lijst): (Velden, &Selectielijst),
    geval: Geval<'_>,
) -> Result<(), BeheerError> {
    let only_einde = matches!(geval, Geval::AlleenEinde);
    let regel = schrijven::lock::<T>(tx, uuid).await?.ok_or(BeheerError::NotFound)?;
    let day = tx.today();
    let relaties = register::list_relaties(tx, T::SOORT, [uuid], day).await?;
    let mut current = velden_of(&regel, &relaties);
    if let Geval::AsShown(shown) = geval
        && mark(&current, sent.keys().map(String::as_str)) != shown
    {
        return Err(BeheerError::Changed);
    }
    current.remove(EIGEN);
    let basis = Basis { uuid, current: Some(&regel.gegevens), herkomst: Herkomst::Pagina, lijst };
    let (record, mut named) = read::<T>(Fields::over(current, sent), &basis)?;
    if only_einde {
        named = Verwijzingen::default();
    }
    lijst.hold(tx).await?;
    let wijziging = Wijziging { actie: Actie::PartialUpdate, only_einde, geforceerd: Geforceerd(false) };
    Ok(schrijven::change(tx, &regel, record, &named, wijziging).await?)
}

/// Removes a concept with its parts, or a part of a concept.
///
/// # Errors
/// [`BeheerError::Invalid`] when it is published or in use.
pub async fn destroy(tx: &mut Tx, soort: Soort, uuid: Uuid) -> Result<(), BeheerError> {
    // The standard has no way to remove a catalogus.
    if soort == Soort::Catalogus {
        return Err(BeheerError::NotFound);
    }
    of_soort!(soort, destroy_one(tx, uuid))
}

async fn destroy_one<T: Wire>(tx: &mut Tx, uuid: Uuid) -> Result<(), BeheerError> {
    let regel = schrijven::lock::<T>(tx, uuid).await?.ok_or(BeheerError::NotFound)?;
    Ok(schrijven::destroy(tx, &regel, Geforceerd(false)).await?)
}

/// Returns everything that keeps a concept from being published, as far as is known without asking others: some seven statements.
///
/// # Errors
/// [`BeheerError::NotFound`] when there is no such type.
pub async fn publish_faults(db: &mut Reader, soort: Soort, uuid: Uuid) -> Result<Vec<InvalidParam>, BeheerError> {
    of_versioned!(soort, publish_faults_one(db, uuid))
}

async fn publish_faults_one<T: Wire>(db: &mut Reader, uuid: Uuid) -> Result<Vec<InvalidParam>, BeheerError> {
    let regel = T::tabel().find(db, uuid).await?.filter(|_| !is_extern(uuid)).ok_or(BeheerError::NotFound)?;
    let klassen = Klassen::kept(db, T::SOORT, uuid).await?;
    Ok(as_params(&publiceren::publish_faults(db, &regel, &klassen).await?))
}

/// Decides what publishing a concept does to the other versions of its name, which are handed over. Rule: ztc-016 (geen overlap).
pub fn follow(document: &Document, versies: &[TypeRij], today: Date) -> Opvolging<Uuid> {
    let rond = &document.rond;
    versies::follow(&published(versies, document.uuid), (rond.begin_geldigheid, rond.einde_geldigheid), today)
}

fn published(versies: &[TypeRij], but: Uuid) -> Vec<Geldig<Uuid>> {
    let others = versies.iter().filter(|one| !one.concept && one.uuid != but);
    others.map(|one| Geldig { van: one.uuid, begin: one.begin_geldigheid, einde: one.einde_geldigheid }).collect()
}

/// Publishes a concept. With `end_earlier` the version that is valid until then ends on its first day, which is returned then; not in the
/// past, for what began since has that version. Rule: ztc-016 (geen overlap).
///
/// # Errors
/// [`BeheerError::Invalid`] with everything that it lacks.
pub async fn publish(
    tx: &mut Tx,
    soort: Soort,
    uuid: Uuid,
    end_earlier: bool,
    klassen: &Klassen,
) -> Result<Option<Date>, BeheerError> {
    of_versioned!(soort, publish_one(tx, uuid, end_earlier, klassen))
}

async fn publish_one<T: Wire>(
    tx: &mut Tx,
    uuid: Uuid,
    end_earlier: bool,
    klassen: &Klassen,
) -> Result<Option<Date>, BeheerError> {
    let regel = schrijven::lock::<T>(tx, uuid).await?.ok_or(BeheerError::NotFound)?;
    let mut ended = None;
    if end_earlier && regel.rond.concept {
        let (begin, einde) = (regel.rond.begin_geldigheid, regel.rond.einde_geldigheid);
        let naam = regel.gegevens.weergave();
        let versies = overzicht::list_versies(tx, T::SOORT, regel.rond.catalogus.uuid(), naam).await?;
        let today = tx.today();
        if let Opvolging::Eindigt(earlier) = versies::follow(&published(&versies, uuid), (begin, einde), today) {
            for one in earlier {
                end(tx, T::SOORT, one, Some(&begin.to_string())).await?;
                ended = Some(begin);
            }
        }
    }
    publiceren::publish(tx, &regel, klassen).await?;
    Ok(ended)
}

/// Makes a concept that is the same but for its first day (`beginGeldigheid`), and its `identificatie` and `omschrijving` where they
/// were sent; a zaaktype with all its parts.
///
/// # Errors
/// [`BeheerError::Invalid`] with all faults.
pub async fn copy(tx: &mut Tx, soort: Soort, uuid: Uuid, sent: Velden) -> Result<Uuid, BeheerError> {
    let mut fields = Fields::new(sent);
    let mut text = |name: &str, length_max| {
        let is_sent = fields.has(name);
        is_sent.then(|| fields.text_required(name, length_max))
    };
    let identificatie = text("identificatie", 50);
    let omschrijving = text("omschrijving", 80);
    let begin = fields.date_required("beginGeldigheid").filter(|_| fields.is_valid());
    let Some(begin) = begin else { return Err(BeheerError::Invalid(fields.refuse().invalid_params().to_vec())) };
    let kopie = Kopie { identificatie, omschrijving, begin };
    of_versioned!(soort, copy_one(tx, uuid, &kopie))
}

async fn copy_one<T: Kopieerbaar>(tx: &mut Tx, uuid: Uuid, kopie: &Kopie) -> Result<Uuid, BeheerError> {
    if is_extern(uuid) {
        return Err(BeheerError::NotFound);
    }
    // What the versions of a type share is what makes a copy a type of its own.
    let (name, naam) = match T::SOORT {
        Soort::Zaaktype => ("identificatie", &kopie.identificatie),
        _ => ("omschrijving", &kopie.omschrijving),
    };
    if let Some(naam) = naam {
        let own = T::tabel().find(tx, uuid).await?.ok_or(BeheerError::NotFound)?;
        if !overzicht::list_versies(tx, T::SOORT, own.rond.catalogus.uuid(), naam).await?.is_empty() {
            let reason = "Er is al een type met deze naam. Kies een andere naam, of maak een nieuwe versie.";
            return Err(BeheerError::Invalid(vec![InvalidParam::new(name, "unique", reason)]));
        }
    }
    kopieren::copy::<T>(tx, uuid, kopie).await?.ok_or(BeheerError::NotFound)
}
