//! Writing types through the API: making, changing and removing them. Publishing is in [`super::publiceren`].
//!
//! A concept can be changed freely. What is published stays as it is, except its last day and corrections by who has the forced
//! scopes. Rules: ztc-009 (published is fixed), ztc-010 (parts of a published zaaktype), ztc-016 (geen overlap).

use ::store::{Actie, AuditLine, Event, Reader, Tx};
use autorisaties::is_extern;
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::CatalogiError;
use crate::error::InvalidField;
use crate::gegevens::{CatalogusGegevens, ZaaktypeGegevens};
use crate::register::{Gerelateerd, Regel, Rond, Soort};
use crate::soorten::Gegeven;
use crate::store::{regels, relaties, verwijderen};

/// How a body names another type: by its URL, or by the name that its versions share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verwijzing {
    Id(Uuid),
    Naam(String),
}

impl Verwijzing {
    /// Returns the id, when it is named by its URL.
    pub(crate) fn id(&self) -> Option<Uuid> {
        match self {
            Self::Id(uuid) => Some(*uuid),
            Self::Naam(_) => None,
        }
    }

    /// Returns the name, when it is named so.
    pub(crate) fn naam(&self) -> Option<&str> {
        match self {
            Self::Id(_) => None,
            Self::Naam(naam) => Some(naam),
        }
    }

    /// Decides whether it means this type: a name counts within the catalogus of who names it.
    pub(crate) fn means(&self, row: &regels::Gevonden, catalogus: Uuid) -> bool {
        match self {
            Self::Id(uuid) => row.uuid == *uuid,
            Self::Naam(naam) => row.naam == *naam && row.catalogus == catalogus,
        }
    }
}

/// The types that a body names; none where it says nothing about them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Verwijzingen {
    pub(crate) besluittypen: Option<Vec<Verwijzing>>,
    pub(crate) informatieobjecttypen: Option<Vec<Verwijzing>>,
    /// The one of a relation between a zaaktype and a kind of document.
    pub(crate) informatieobjecttype: Option<Verwijzing>,
    pub(crate) deelzaaktypen: Option<Vec<Verwijzing>>,
    pub(crate) gerelateerd: Option<Vec<(Verwijzing, String, String)>>,
    /// The eigenschappen that need a value before a statustype.
    pub(crate) eigenschappen: Option<Vec<Uuid>>,
    /// The process that a class of the selectielijst is of.
    pub(crate) procestype: Option<String>,
}

/// What a caller may do to what is published.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Geforceerd(pub(crate) bool);

const PUBLISHED: InvalidField =
    InvalidField::whole("non-concept-object", "Het object is gepubliceerd en kan niet worden gewijzigd of verwijderd.");
const PART_OF_PUBLISHED: InvalidField =
    InvalidField::whole("non-concept-zaaktype", "Het zaaktype is gepubliceerd en kan niet worden gewijzigd.");
const OTHER_CATALOGUS: InvalidField =
    InvalidField::whole("relations-incorrect-catalogus", "De objecten horen niet bij dezelfde catalogus.");
const OTHER_ZAAKTYPE: InvalidField =
    InvalidField::whole("relations-incorrect-zaaktype", "De objecten horen niet bij hetzelfde zaaktype.");
const OVERLAP: InvalidField =
    InvalidField::new("beginGeldigheid", "overlap", "Een andere versie is al geldig in (een deel van) deze periode.");
const OTHER_PROCESTYPE: InvalidField = InvalidField::whole(
    "procestype-mismatch",
    "De selectielijstklasse hoort niet bij het procestype van het zaaktype.",
);
const TAKEN: InvalidField = InvalidField::whole("unique", "Er bestaat al een object met deze gegevens.");
const IN_USE: InvalidField = InvalidField::whole("pending-relations", "Het object is nog in gebruik.");

/// The catalogus that a record is in, and whether it is published there.
pub(crate) struct Plaats {
    pub(crate) catalogus: Uuid,
    pub(super) is_published: bool,
}

pub(crate) async fn find_plaats<T: Gegeven>(tx: &mut Tx, record: &mut T) -> Result<Plaats, CatalogiError> {
    let eigenaar = record.eigenaar();
    if T::SOORT == Soort::Catalogus {
        return Ok(Plaats { catalogus: eigenaar, is_published: false });
    }
    if let Some(versie) = record.versie() {
        let is_published = !*versie.concept;
        if CatalogusGegevens::tabel().find(tx, eigenaar).await?.is_none() {
            let fault = InvalidField::new("catalogus", "does_not_exist", "De catalogus bestaat niet.");
            return Err(CatalogiError::InvalidFields(vec![fault]));
        }
        return Ok(Plaats { catalogus: eigenaar, is_published });
    }
    match ZaaktypeGegevens::tabel().find(tx, eigenaar).await? {
        Some(zaaktype) => {
            Ok(Plaats { catalogus: zaaktype.rond.catalogus.uuid(), is_published: !zaaktype.gegevens.concept })
        }
        None => {
            let fault = InvalidField::new("zaaktype", "does_not_exist", "Het zaaktype bestaat niet.");
            Err(CatalogiError::InvalidFields(vec![fault]))
        }
    }
}

/// Finds the catalogus of a record that is written here: it is no copy of what another register has.
async fn find_own_plaats<T: Gegeven>(tx: &mut Tx, record: &mut T) -> Result<Plaats, CatalogiError> {
    let plaats = find_plaats(tx, record).await?;
    if is_extern(plaats.catalogus) {
        let name = if record.versie().is_some() { "catalogus" } else { "zaaktype" };
        let fault = InvalidField::new(name, "does_not_exist", "Dit object is van een ander register.");
        return Err(CatalogiError::InvalidFields(vec![fault]));
    }
    Ok(plaats)
}

/// Makes a record.
pub(crate) async fn create<T: Gegeven>(
    tx: &mut Tx,
    mut record: T,
    named: &Verwijzingen,
    geforceerd: Geforceerd,
) -> Result<Uuid, CatalogiError> {
    regels::lock(tx).await?;
    let (plaats, named) = judge_new(tx, &mut record, named, geforceerd).await?;
    T::tabel().insert(tx, &record).await?;
    write_relaties::<T>(tx, record.uuid(), &named).await?;
    tell(tx, &record, &plaats, Actie::Create, Value::Null, (T::tabel().json)(&record)).await?;
    Ok(record.uuid())
}

/// Judges a new record, and finds where it is and what it names. Tells all faults at once, also where its catalogus or zaaktype does not exist.
async fn judge_new<T: Gegeven>(
    tx: &mut Tx,
    record: &mut T,
    named: &Verwijzingen,
    geforceerd: Geforceerd,
) -> Result<(Plaats, Gevonden), CatalogiError> {
    let plaats = match find_own_plaats(tx, record).await {
        Err(CatalogiError::InvalidFields(mut faults)) => {
            faults.extend(record.faults());
            return Err(CatalogiError::InvalidFields(faults));
        }
        found => found?,
    };
    // What can't be written at all need not be right.
    if plaats.is_published && !geforceerd.0 {
        return Err(CatalogiError::InvalidFields(vec![PART_OF_PUBLISHED]));
    }
    let named = check(tx, record, named, &plaats).await?;
    Ok((plaats, named))
}

/// Returns which rules a record breaks whose fields are not all right.
pub(crate) async fn list_faults<T: Gegeven>(
    tx: &mut Tx,
    mut record: T,
    named: &Verwijzingen,
    geforceerd: Geforceerd,
) -> Result<Vec<InvalidField>, CatalogiError> {
    match judge_new(tx, &mut record, named, geforceerd).await {
        Err(CatalogiError::InvalidFields(faults)) => Ok(faults),
        outcome => outcome.map(|_| Vec::new()),
    }
}

/// Returns a record that is going to be changed. No other writer comes between.
pub(crate) async fn lock<T: Gegeven>(tx: &mut Tx, uuid: Uuid) -> Result<Option<Regel<T>>, CatalogiError> {
    // What another register has is changed there.
    if is_extern(uuid) {
        return Ok(None);
    }
    regels::lock(tx).await?;
    Ok(T::tabel().find(tx, uuid).await?)
}

/// Changes a record. `only_einde` says that nothing but its last day was sent.
pub(crate) async fn change<T: Gegeven>(
    tx: &mut Tx,
    current: &Regel<T>,
    mut record: T,
    named: &Verwijzingen,
    change: Wijziging,
) -> Result<(), CatalogiError> {
    let may_change = current.rond.concept || T::SOORT == Soort::Catalogus || change.geforceerd.0;
    let is_end = change.only_einde && record.versie().is_some();
    if !may_change && !is_end {
        let fault = if record.versie().is_some() { PUBLISHED } else { PART_OF_PUBLISHED };
        return Err(CatalogiError::InvalidFields(vec![fault]));
    }
    let plaats = find_own_plaats(tx, &mut record).await?;
    if plaats.is_published && current.rond.concept {
        // A part can't move into what is published.
        return Err(CatalogiError::InvalidFields(vec![PART_OF_PUBLISHED]));
    }
    let named = check(tx, &mut record, named, &plaats).await?;
    T::tabel().update(tx, &record).await?;
    write_relaties::<T>(tx, record.uuid(), &named).await?;
    let oud = (T::tabel().json)(&current.gegevens);
    let plaats = Plaats { is_published: plaats.is_published || is_shown(&current.rond), ..plaats };
    tell(tx, &record, &plaats, change.actie, oud, (T::tabel().json)(&record)).await
}

/// How a record is changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wijziging {
    pub(crate) actie: Actie,
    /// Nothing but its last day was sent.
    pub(crate) only_einde: bool,
    pub(crate) geforceerd: Geforceerd,
}

fn is_shown(rond: &Rond) -> bool {
    !rond.concept
}

/// Removes a record, with its parts.
pub(crate) async fn destroy<T: Gegeven>(
    tx: &mut Tx,
    current: &Regel<T>,
    geforceerd: Geforceerd,
) -> Result<(), CatalogiError> {
    let mut record = current.gegevens.clone();
    if T::SOORT != Soort::Catalogus && !current.rond.concept && !geforceerd.0 {
        let fault = if record.versie().is_some() { PUBLISHED } else { PART_OF_PUBLISHED };
        return Err(CatalogiError::InvalidFields(vec![fault]));
    }
    let plaats = Plaats { catalogus: current.rond.catalogus.uuid(), is_published: is_shown(&current.rond) };
    let removed = async {
        verwijderen::clear(tx, T::SOORT, record.uuid()).await?;
        T::tabel().delete(tx, record.uuid()).await
    };
    match removed.await {
        // Zaken, documents and decisions name their types; this crate does not know them.
        Err(error) if error.is_conflict() => return Err(CatalogiError::InvalidFields(vec![IN_USE])),
        outcome => outcome?,
    }
    tell(tx, &record, &plaats, Actie::Destroy, (T::tabel().json)(&record), Value::Null).await
}

/// Rule: ztc-016 (geen overlap).
pub(super) async fn overlap<T: Gegeven>(
    db: &mut Reader,
    record: &mut T,
    catalogus: Uuid,
) -> Result<Option<InvalidField>, CatalogiError> {
    let (uuid, naam) = (record.uuid(), record.weergave().to_owned());
    let Some(versie) = record.versie() else { return Ok(None) };
    if *versie.concept {
        return Ok(None);
    }
    let (begin_geldigheid, einde_geldigheid) = (versie.begin, *versie.einde);
    let versie = regels::Versie { soort: T::SOORT, uuid, catalogus, naam: &naam, begin_geldigheid, einde_geldigheid };
    Ok(regels::overlaps(db, &versie).await?.then_some(OVERLAP))
}

/// The ids of the types that a body names.
#[derive(Default)]
pub(crate) struct Gevonden {
    pub(crate) besluittypen: Option<Vec<Uuid>>,
    pub(crate) informatieobjecttypen: Option<Vec<Uuid>>,
    pub(crate) deelzaaktypen: Option<Vec<Uuid>>,
    pub(crate) gerelateerd: Option<Vec<Gerelateerd>>,
    eigenschappen: Option<Vec<Uuid>>,
}

/// Judges a record as it will be, and finds what it names. Tells all faults at once.
async fn check<T: Gegeven>(
    tx: &mut Tx,
    record: &mut T,
    named: &Verwijzingen,
    plaats: &Plaats,
) -> Result<Gevonden, CatalogiError> {
    let mut faults = record.faults();
    let mut found = Gevonden::default();
    faults.extend(overlap(tx, record, plaats.catalogus).await?);

    let mut seek = Seek { catalogus: plaats.catalogus, day: tx.today(), faults: &mut faults };
    if let Some(one) = &named.informatieobjecttype {
        let ids = seek.find(tx, Soort::Informatieobjecttype, "informatieobjecttype", std::slice::from_ref(one)).await?;
        ids.into_iter().for_each(|uuid| record.set_informatieobjecttype(uuid));
    }
    if let Some(all) = &named.besluittypen {
        found.besluittypen = Some(seek.find(tx, Soort::Besluittype, "besluittypen", all).await?);
    }
    if let Some(all) = &named.informatieobjecttypen {
        found.informatieobjecttypen =
            Some(seek.find(tx, Soort::Informatieobjecttype, "informatieobjecttypen", all).await?);
    }
    if let Some(all) = &named.deelzaaktypen {
        found.deelzaaktypen = Some(seek.find(tx, Soort::Zaaktype, "deelzaaktypen", all).await?);
    }
    if let Some(all) = &named.gerelateerd {
        let zaaktypen: Vec<Verwijzing> = all.iter().map(|(zaaktype, _, _)| zaaktype.clone()).collect();
        let ids = seek.find(tx, Soort::Zaaktype, "gerelateerdeZaaktypen", &zaaktypen).await?;
        let with = |(zaaktype, (_, aard, toelichting)): (Uuid, &(Verwijzing, String, String))| Gerelateerd {
            zaaktype,
            aard: aard.clone(),
            toelichting: toelichting.clone(),
        };
        found.gerelateerd = Some(ids.into_iter().zip(all).map(with).collect());
    }

    // Rule: ztc-002 (valideren resultaattype). A zaaktype without a procestype says nothing about its classes.
    if let Some(procestype) = &named.procestype {
        let zaaktype = ZaaktypeGegevens::tabel().find(tx, record.eigenaar()).await?;
        let own = zaaktype.map(|zaaktype| zaaktype.gegevens.selectielijst_procestype).unwrap_or_default();
        if !own.is_empty() && own != *procestype {
            faults.push(OTHER_PROCESTYPE);
        }
    }

    // Once it is known what the record names, which may be a part of it.
    let uniek = record.uniek();
    if !uniek.is_empty() && regels::is_taken(tx, T::SOORT, &uniek).await? {
        faults.push(TAKEN);
    }
    drop(uniek);

    let parts: Vec<Uuid> =
        record.statustype().into_iter().chain(named.eigenschappen.iter().flatten().copied()).collect();
    if !parts.is_empty() {
        let today = tx.today();
        let own = relaties::list_relaties(tx, Soort::Zaaktype, [record.eigenaar()], today).await?;
        if !parts.iter().all(|part| own.iter().any(|relatie| relatie.uuid == *part)) {
            faults.push(OTHER_ZAAKTYPE);
        }
    }
    found.eigenschappen.clone_from(&named.eigenschappen);
    if faults.is_empty() { Ok(found) } else { Err(CatalogiError::InvalidFields(faults)) }
}

/// Finds the types that are named, all in one catalogus.
struct Seek<'a> {
    catalogus: Uuid,
    day: Date,
    faults: &'a mut Vec<InvalidField>,
}

impl Seek<'_> {
    async fn find(
        &mut self,
        tx: &mut Tx,
        soort: Soort,
        name: &'static str,
        all: &[Verwijzing],
    ) -> Result<Vec<Uuid>, CatalogiError> {
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let ids = all.iter().filter_map(Verwijzing::id);
        let namen: Vec<&str> = all.iter().filter_map(Verwijzing::naam).collect();
        let rows = regels::resolve(tx, soort, ids, self.catalogus, &namen, self.day).await?;
        let mut found = Vec::with_capacity(all.len());
        for one in all {
            // The version that is valid today comes first.
            let row = rows.iter().find(|row| one.means(row, self.catalogus));
            match row {
                Some(row) if row.catalogus == self.catalogus => found.push(row.uuid),
                Some(_) if self.faults.contains(&OTHER_CATALOGUS) => {}
                Some(_) => self.faults.push(OTHER_CATALOGUS),
                None => self.faults.push(InvalidField::new(name, "does_not_exist", "Dit object bestaat niet.")),
            }
        }
        Ok(found)
    }
}

pub(crate) async fn write_relaties<T: Gegeven>(tx: &mut Tx, uuid: Uuid, named: &Gevonden) -> Result<(), CatalogiError> {
    if let Some(besluittypen) = &named.besluittypen {
        relaties::set_besluittypen(tx, T::SOORT, uuid, besluittypen).await?;
    }
    if let Some(informatieobjecttypen) = &named.informatieobjecttypen {
        relaties::set_informatieobjecttypen(tx, T::SOORT, uuid, informatieobjecttypen).await?;
    }
    if let Some(deelzaaktypen) = &named.deelzaaktypen {
        relaties::set_deelzaaktypen(tx, uuid, deelzaaktypen).await?;
    }
    if let Some(gerelateerd) = &named.gerelateerd {
        relaties::set_gerelateerd(tx, uuid, gerelateerd).await?;
    }
    if let Some(eigenschappen) = &named.eigenschappen {
        relaties::set_eigenschappen(tx, uuid, eigenschappen).await?;
    }
    Ok(())
}

/// Tells of a published type that was written in another way than through the API. `before` is none when it is new.
pub(super) async fn tell_published<T: Gegeven>(
    tx: &mut Tx,
    record: &T,
    catalogus: Uuid,
    actie: Actie,
    before: Option<&T>,
) -> Result<(), CatalogiError> {
    let json = T::tabel().json;
    let oud = before.map_or(Value::Null, json);
    tell(tx, record, &Plaats { catalogus, is_published: true }, actie, oud, json(record)).await
}

/// Writes the audit line and the event, and marks that what is published changed.
pub(super) async fn tell<T: Gegeven>(
    tx: &mut Tx,
    record: &T,
    plaats: &Plaats,
    actie: Actie,
    oud: Value,
    nieuw: Value,
) -> Result<(), CatalogiError> {
    note(tx, record, plaats, actie, oud, nieuw).await?;
    emit(tx, record, plaats, actie);
    Ok(())
}

/// Returns the type that subscribers know a record by: a part belongs to its zaaktype.
fn hoofd_object<T: Gegeven>(record: &T) -> Uuid {
    let is_part = T::SOORT.kanaal() == Some("zaaktypen");
    if is_part && T::SOORT != Soort::Zaaktype { record.eigenaar() } else { record.uuid() }
}

/// Writes the audit line, and marks that what is published changed.
pub(crate) async fn note<T: Gegeven>(
    tx: &mut Tx,
    record: &T,
    plaats: &Plaats,
    actie: Actie,
    oud: Value,
    nieuw: Value,
) -> Result<(), CatalogiError> {
    if plaats.is_published {
        let stand = tx.new_uuid();
        regels::set_stand(tx, stand).await?;
    }
    tx.audit(AuditLine {
        bron: "ztc",
        actie,
        resource: T::SOORT.resource(),
        resource_id: record.uuid(),
        hoofd_object: hoofd_object(record),
        weergave: record.weergave().to_owned(),
        oud,
        nieuw,
    });
    Ok(())
}

/// Tells subscribers.
pub(crate) fn emit<T: Gegeven>(tx: &mut Tx, record: &T, plaats: &Plaats, actie: Actie) {
    if let Some(kanaal) = T::SOORT.kanaal() {
        let kenmerken = json!({ "catalogus": plaats.catalogus.to_string() });
        tx.emit(Event {
            kanaal,
            resource: T::SOORT.resource(),
            actie,
            hoofd_object: hoofd_object(record),
            resource_id: record.uuid(),
            kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
        });
    }
}
