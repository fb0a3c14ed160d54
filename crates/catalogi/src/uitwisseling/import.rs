//! Making concepts of what a file holds: all of it or nothing.

use std::collections::{HashMap, HashSet};

use ::store::{Reader, Tx};
use autorisaties::Window;
use serde_json::Value;
use uuid::Uuid;
use web::InvalidParam;

use super::relink::{self, Koppeling, text};
use super::{BESTANDEN, Bundel, bestand_of};
use crate::beheer::{self, BeheerError, EIGEN, TypeRij, Velden, Zoekvraag};
use crate::register::Soort;
use crate::selectielijst::OMSCHRIJVING;
use crate::{Naslag, Selectielijst};

/// More faults than this help nobody.
const FAULTS_MAX: usize = 100;
/// More types than any catalogus has.
const TYPES_MAX: u64 = 100_000;

/// Where imported types come to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doel {
    /// In the catalogus that the file holds, which is made.
    Nieuw,
    /// In a catalogus that is there.
    Bestaand(Uuid),
}

/// A kind of document or decision of the file, and which one here it can be.
#[derive(Debug, Clone)]
pub struct Hergebruik {
    /// Its kind.
    pub soort: Soort,
    /// Its URL in the file.
    pub url: String,
    /// Its omschrijving.
    pub omschrijving: String,
    /// The one here with the same omschrijving.
    pub gelijk: Option<Uuid>,
    /// All that there are of its kind, by name.
    pub keuzes: Vec<(Uuid, String)>,
}

/// How a file is imported.
#[derive(Debug, Clone)]
pub struct ImportOpties {
    /// Where to.
    pub doel: Doel,
    /// Which types of the file, by their URL, are not made because one here takes their place.
    pub hergebruik: HashMap<String, Uuid>,
    /// What a new catalogus is called, when not as in the file.
    pub als: Option<Naamgeving>,
    /// What the selectielijst says of what the file names.
    pub naslag: Naslag,
}

impl ImportOpties {
    /// Imports a file as it is.
    pub fn new(doel: Doel) -> Self {
        Self { doel, hergebruik: HashMap::new(), als: None, naslag: Naslag::default() }
    }
}

/// The names of a catalogus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naamgeving {
    /// Five signs at most.
    pub domein: String,
    /// The name for people.
    pub naam: String,
}

/// The place of something in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herkomst {
    /// The file in the archive.
    pub bestand: &'static str,
    /// The name of the type, or its place in the file from 1 when it has none.
    pub naam: String,
    /// The field, in the words of the API.
    pub veld: String,
}

impl std::fmt::Display for Herkomst {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.bestand, self.naam)?;
        // What is wrong with the whole has no field.
        if self.veld == "nonFieldErrors" { Ok(()) } else { write!(f, ": {}", self.veld) }
    }
}

/// Something in a file that can't be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fout {
    /// Where it stands.
    pub herkomst: Herkomst,
    /// The code of the standard.
    pub code: String,
    /// The reason, in Dutch, beside its code.
    pub reason: String,
}

/// Something that was left out, or has to be filled in later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Melding {
    /// A type was named that is neither in the file nor here.
    Weggelaten {
        /// Where it stood.
        herkomst: Herkomst,
        /// What was named.
        wat: String,
    },
    /// A resultaattype has no selectielijst.
    GeenSelectielijst {
        /// Which one.
        herkomst: Herkomst,
    },
    /// The class of a resultaattype is of another process than its zaaktype: that can't be published.
    AnderProcestype {
        /// Which one.
        herkomst: Herkomst,
    },
    /// A resultaattype has no general name, and the list of them could not be asked.
    GeenOmschrijvingGeneriek {
        /// Which one.
        herkomst: Herkomst,
    },
}

/// What was made.
#[derive(Debug, Clone, Default)]
pub struct Uitslag {
    /// The catalogus.
    pub catalogus: Uuid,
    /// The zaaktypen, with their identificatie.
    pub zaaktypen: Vec<(Uuid, String)>,
    /// How many types were made of each kind, parts too.
    pub gemaakt: Vec<(Soort, usize)>,
    /// How many kinds of documents and decisions were not made, because one was there.
    pub hergebruikt: usize,
    /// What was left out.
    pub meldingen: Vec<Melding>,
}

/// How an import can be refused or fail.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file holds no catalogus, and none was chosen.
    #[error("the file holds no catalogus: choose the one to import into")]
    NoCatalogus,
    /// The catalogus that was chosen is not there.
    #[error("there is no such catalogus")]
    UnknownCatalogus,
    /// Something in the file breaks a rule.
    #[error("{} fault(s) in the file: {}", .0.len(), .0.iter().map(|one| format!("{}: {}", one.herkomst, one.reason)).collect::<Vec<_>>().join("; "))]
    Fouten(Vec<Fout>),
    /// The module itself failed.
    #[error(transparent)]
    Beheer(#[from] BeheerError),
}

/// Returns which kinds of documents and decisions of a file may be ones that are here: two statements.
///
/// # Errors
/// When the database fails.
pub async fn proposal(db: &mut Reader, bundel: &Bundel, doel: Doel) -> Result<Vec<Hergebruik>, BeheerError> {
    let Doel::Bestaand(catalogus) = doel else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for soort in [Soort::Informatieobjecttype, Soort::Besluittype] {
        let here = newest(list_here(db, soort, catalogus).await?);
        for velden in bundel.of(soort) {
            let omschrijving = text(velden, "omschrijving").to_owned();
            all.push(Hergebruik {
                soort,
                url: text(velden, "url").to_owned(),
                gelijk: here.iter().find(|one| one.naam == omschrijving).map(|one| one.uuid),
                keuzes: here.iter().map(|one| (one.uuid, one.naam.clone())).collect(),
                omschrijving,
            });
        }
    }
    Ok(all)
}

async fn list_here(db: &mut Reader, soort: Soort, catalogus: Uuid) -> Result<Vec<TypeRij>, BeheerError> {
    let vraag = Zoekvraag { catalogus: Some(catalogus), ..Zoekvraag::default() };
    Ok(beheer::list_typen(db, soort, &vraag, Window { limit: TYPES_MAX, offset: 0 }).await?.rows)
}

/// Keeps one version of each name: the newest that is published, else the newest.
fn newest(rows: Vec<TypeRij>) -> Vec<TypeRij> {
    let mut kept: Vec<TypeRij> = Vec::new();
    for row in rows {
        match kept.iter_mut().find(|one| one.naam == row.naam) {
            Some(one) if one.concept && !row.concept => *one = row,
            Some(_) => {}
            None => kept.push(row),
        }
    }
    kept
}

/// Makes concepts of all that a file holds, with ids of their own, tied together as in the file. Some ten statements for each type.
///
/// # Errors
/// [`ImportError::Fouten`] with everything that is wrong; the caller must then drop the transaction.
pub async fn import(tx: &mut Tx, mut bundel: Bundel, opties: &ImportOpties) -> Result<Uitslag, ImportError> {
    relink::gather(&mut bundel);
    let mut import = Import {
        koppeling: Koppeling::default(),
        fouten: Vec::new(),
        uitslag: Uitslag::default(),
        naslag: &opties.naslag,
    };
    import.choose_catalogus(tx, &bundel, opties).await?;
    if !import.fouten.is_empty() {
        // Without its catalogus nothing is made; what else is wrong is told all the same.
        for (soort, _) in BESTANDEN.iter().skip(1) {
            for (place, record) in bundel.of(*soort).iter().enumerate() {
                import.check_only(*soort, record, place).await?;
            }
        }
    } else {
        for (url, uuid) in &opties.hergebruik {
            let of = |soort: Soort| bundel.of(soort).iter().any(|velden| text(velden, "url") == url).then_some(soort);
            if let Some(soort) = of(Soort::Informatieobjecttype).or_else(|| of(Soort::Besluittype)) {
                import.koppeling.add(url, soort, *uuid);
                import.uitslag.hergebruikt += 1;
            }
        }
        for (soort, _) in BESTANDEN.iter().skip(1) {
            import.make_all(tx, *soort, &bundel).await?;
        }
        import.relate_zaaktypen(tx, &bundel).await?;
    }
    if import.fouten.is_empty() { Ok(import.uitslag) } else { Err(ImportError::Fouten(import.fouten)) }
}

struct Import<'a> {
    koppeling: Koppeling,
    fouten: Vec<Fout>,
    uitslag: Uitslag,
    naslag: &'a Naslag,
}

/// The types that a kind names, beside the zaaktype that it belongs to: field, field with the names, kind.
fn named(soort: Soort) -> &'static [(&'static str, &'static str, Soort)] {
    match soort {
        Soort::Besluittype => {
            &[("informatieobjecttypen", "informatieobjecttypeOmschrijvingen", Soort::Informatieobjecttype)]
        }
        Soort::Zaaktype => &[("besluittypen", "besluittypeOmschrijving", Soort::Besluittype)],
        Soort::Resultaattype => &[
            ("besluittypen", "besluittypeOmschrijving", Soort::Besluittype),
            ("informatieobjecttypen", "informatieobjecttypeOmschrijving", Soort::Informatieobjecttype),
        ],
        _ => &[],
    }
}

fn herkomst(soort: Soort, velden: &Velden, place: usize, veld: &str) -> Herkomst {
    let naam = ["identificatie", "domein", "omschrijving", "naam", "relatieOmschrijving"]
        .iter()
        .map(|name| text(velden, name))
        .find(|naam| !naam.is_empty())
        .map_or_else(|| (place + 1).to_string(), str::to_owned);
    Herkomst { bestand: bestand_of(soort), naam, veld: veld.to_owned() }
}

impl Import<'_> {
    async fn choose_catalogus(
        &mut self,
        tx: &mut Tx,
        bundel: &Bundel,
        opties: &ImportOpties,
    ) -> Result<(), ImportError> {
        let own = bundel.of(Soort::Catalogus);
        self.uitslag.catalogus = match opties.doel {
            Doel::Bestaand(uuid) => {
                if beheer::find(tx, Soort::Catalogus, uuid).await?.is_none() {
                    return Err(ImportError::UnknownCatalogus);
                }
                uuid
            }
            Doel::Nieuw => {
                let [velden] = own else { return Err(ImportError::NoCatalogus) };
                let mut velden = velden.clone();
                if let Some(Naamgeving { domein, naam }) = &opties.als {
                    velden.insert("domein".to_owned(), domein.as_str().into());
                    velden.insert("naam".to_owned(), naam.as_str().into());
                }
                let lijst = Selectielijst::default();
                match beheer::create_from_file(tx, Soort::Catalogus, velden.clone(), &lijst).await {
                    Ok(uuid) => {
                        self.count(Soort::Catalogus);
                        uuid
                    }
                    Err(error) => {
                        self.refuse(Soort::Catalogus, &velden, 0, error)?;
                        return Ok(());
                    }
                }
            }
        };
        for velden in own {
            self.koppeling.add(text(velden, "url"), Soort::Catalogus, self.uitslag.catalogus);
        }
        for soort in [Soort::Zaaktype, Soort::Informatieobjecttype, Soort::Besluittype] {
            for row in list_here(tx, soort, self.uitslag.catalogus).await? {
                self.koppeling.add_naam(soort, &row.naam);
            }
        }
        Ok(())
    }

    fn count(&mut self, soort: Soort) {
        match self.uitslag.gemaakt.iter_mut().find(|(own, _)| *own == soort) {
            Some((_, count)) => *count += 1,
            None => self.uitslag.gemaakt.push((soort, 1)),
        }
    }

    /// Keeps what is wrong with a type; other failures end the import.
    fn refuse(&mut self, soort: Soort, velden: &Velden, place: usize, error: BeheerError) -> Result<(), ImportError> {
        let BeheerError::Invalid(params) = error else { return Err(error.into()) };
        self.koppeling.fail(text(velden, "url"));
        for InvalidParam { name, code, reason } in params {
            if self.fouten.len() < FAULTS_MAX {
                self.fouten.push(Fout { herkomst: herkomst(soort, velden, place, &name), code, reason });
            }
        }
        Ok(())
    }

    fn left_out(&mut self, herkomst: &Herkomst, lost: Vec<String>) {
        let told = lost.into_iter().map(|wat| Melding::Weggelaten { herkomst: herkomst.clone(), wat });
        self.uitslag.meldingen.extend(told);
    }

    async fn make_all(&mut self, tx: &mut Tx, soort: Soort, bundel: &Bundel) -> Result<(), ImportError> {
        let mut seen: HashSet<&str> = HashSet::new();
        for (place, record) in bundel.of(soort).iter().enumerate() {
            let url = text(record, "url");
            if !seen.insert(url) && !url.is_empty() {
                let twice = InvalidParam::new("url", "unique", "Deze URL komt twee keer voor in het bestand.");
                self.refuse(soort, record, place, BeheerError::Invalid(vec![twice]))?;
                continue;
            }
            if self.koppeling.find(url).is_some() {
                // One that is here takes its place.
                continue;
            }
            let Some(velden) = self.relink(soort, record, place)? else {
                if self.lacks_what_failed(soort, record) {
                    self.check_only(soort, record, place).await?;
                }
                continue;
            };
            let lijst = self.naslag.of(soort, record);
            match beheer::create_from_file(tx, soort, velden, &lijst).await {
                Ok(uuid) => {
                    self.koppeling.add(url, soort, uuid);
                    self.count(soort);
                    if soort == Soort::Resultaattype {
                        self.judge_resultaattype(record, place, bundel, &lijst);
                    }
                    if soort == Soort::Zaaktype {
                        self.uitslag.zaaktypen.push((uuid, text(record, "identificatie").to_owned()));
                    }
                }
                Err(error) => self.refuse(soort, record, place, error)?,
            }
        }
        Ok(())
    }

    /// Decides whether a record is not made because something that it needs could not be.
    fn lacks_what_failed(&self, soort: Soort, record: &Velden) -> bool {
        let has_failed = |name: &str| self.koppeling.has_failed(text(record, name));
        (relink::is_deel(soort) && has_failed("zaaktype"))
            || (soort == Soort::ZaaktypeInformatieobjecttype && has_failed("informatieobjecttype"))
    }

    /// Tells what is wrong with a record by itself, as if all that it names were there: so that all faults of a file come at once.
    async fn check_only(&mut self, soort: Soort, record: &Velden, place: usize) -> Result<(), ImportError> {
        let path = |soort: Soort| Value::from(format!("{}{}", soort.path(), Uuid::nil()));
        let mut velden = record.clone();
        let own = if relink::is_deel(soort) { Soort::Zaaktype } else { Soort::Catalogus };
        velden.insert(own.resource().to_owned(), path(own));
        for name in [
            "besluittypen",
            "informatieobjecttypen",
            "deelzaaktypen",
            "gerelateerdeZaaktypen",
            "eigenschappen",
            "statustype",
        ] {
            velden.remove(name);
        }
        if soort == Soort::ZaaktypeInformatieobjecttype {
            velden.insert("informatieobjecttype".to_owned(), path(Soort::Informatieobjecttype));
        }
        match beheer::read_from_file(soort, velden).await {
            Ok(()) => Ok(()),
            Err(error) => self.refuse(soort, record, place, error),
        }
    }

    /// Says what of a resultaattype is still to be put right here. Rule: ztc-002 (valideren resultaattype).
    fn judge_resultaattype(&mut self, record: &Velden, place: usize, bundel: &Bundel, lijst: &Selectielijst) {
        let zaaktype = text(record, "zaaktype").trim_end_matches('/');
        let own = bundel.of(Soort::Zaaktype).iter().find(|one| text(one, "url").trim_end_matches('/') == zaaktype);
        let procestype = own.map_or("", |own| text(own, "selectielijstProcestype"));
        let plek = |veld: &str| herkomst(Soort::Resultaattype, record, place, veld);
        if self.naslag.is_other(text(record, "selectielijstklasse"), procestype) {
            self.uitslag.meldingen.push(Melding::AnderProcestype { herkomst: plek("selectielijstklasse") });
        }
        let is_blank = text(record, "omschrijvingGeneriek").is_empty() && !record.contains_key(EIGEN);
        if is_blank && lijst.find(OMSCHRIJVING).is_none() {
            let herkomst = plek("omschrijvingGeneriek");
            self.uitslag.meldingen.push(Melding::GeenOmschrijvingGeneriek { herkomst });
        }
    }

    /// Returns a type as it is made here; none when it can't be, because what it belongs to can't.
    fn relink(&mut self, soort: Soort, record: &Velden, place: usize) -> Result<Option<Velden>, ImportError> {
        let mut velden = record.clone();
        if relink::is_deel(soort) {
            let url = text(record, "zaaktype");
            let Some(path) = self.koppeling.find(url) else {
                if !self.koppeling.has_failed(url) {
                    let reason = "Dit zaaktype staat niet in ZaakType.json.";
                    let fault = InvalidParam::new("zaaktype", "does_not_exist", reason);
                    self.refuse(soort, record, place, BeheerError::Invalid(vec![fault]))?;
                }
                return Ok(None);
            };
            velden.insert("zaaktype".to_owned(), path.into());
        } else {
            let path = format!("{}{}", Soort::Catalogus.path(), self.uitslag.catalogus);
            velden.insert("catalogus".to_owned(), path.into());
        }
        for (name, names, other) in named(soort) {
            let lost = self.koppeling.relink_list(&mut velden, name, names, *other);
            self.left_out(&herkomst(soort, record, place, name), lost);
        }
        let statustype = text(record, "statustype");
        if !statustype.is_empty() {
            let path = self.koppeling.find(statustype).map(str::to_owned);
            if path.is_none() && !self.koppeling.has_failed(statustype) {
                self.left_out(&herkomst(soort, record, place, "statustype"), vec![statustype.to_owned()]);
            }
            velden.insert("statustype".to_owned(), path.into());
        }
        match soort {
            // Told at the other side, or once all zaaktypen are there.
            Soort::Statustype => drop(velden.remove("eigenschappen")),
            Soort::Zaaktype => {
                velden.remove("deelzaaktypen");
                velden.remove("gerelateerdeZaaktypen");
            }
            Soort::ZaaktypeInformatieobjecttype => {
                let url = text(record, "informatieobjecttype");
                if let Some(path) = self.koppeling.find(url) {
                    velden.insert("informatieobjecttype".to_owned(), path.into());
                } else if self.koppeling.has_failed(url) {
                    return Ok(None);
                } else if url.contains("://") {
                    let reason = "Dit informatieobjecttype staat niet in InformatieObjectType.json.";
                    let fault = InvalidParam::new("informatieobjecttype", "does_not_exist", reason);
                    self.refuse(soort, record, place, BeheerError::Invalid(vec![fault]))?;
                    return Ok(None);
                }
            }
            Soort::Resultaattype => self.read_resultaattype(record, place, &mut velden),
            _ => {}
        }
        Ok(Some(velden))
    }

    /// The general name is copied from a list by who made the file; a bouwsteen has no selectielijst.
    fn read_resultaattype(&mut self, record: &Velden, place: usize, velden: &mut Velden) {
        let generiek = text(record, "omschrijvingGeneriek");
        if !generiek.is_empty() && !record.contains_key(EIGEN) {
            velden.insert(EIGEN.to_owned(), serde_json::json!({ "omschrijvingGeneriek": generiek }));
        }
        if text(record, "selectielijstklasse").is_empty() {
            let herkomst = herkomst(Soort::Resultaattype, record, place, "selectielijstklasse");
            self.uitslag.meldingen.push(Melding::GeenSelectielijst { herkomst });
        }
    }

    /// Ties zaaktypen to one another, when all of them are there.
    async fn relate_zaaktypen(&mut self, tx: &mut Tx, bundel: &Bundel) -> Result<(), ImportError> {
        for (_, naam) in self.uitslag.zaaktypen.clone() {
            self.koppeling.add_naam(Soort::Zaaktype, &naam);
        }
        let mut made = self.uitslag.zaaktypen.clone().into_iter();
        for (place, record) in bundel.of(Soort::Zaaktype).iter().enumerate() {
            let url = text(record, "url");
            if self.koppeling.has_failed(url) {
                continue;
            }
            let Some((uuid, _)) = made.next() else { continue };
            let mut velden = Velden::new();
            for name in ["deelzaaktypen", "deelzaaktypeIdentificaties", "gerelateerdeZaaktypen"] {
                velden.insert(name.to_owned(), record.get(name).cloned().unwrap_or_default());
            }
            let names = "deelzaaktypeIdentificaties";
            let lost = self.koppeling.relink_list(&mut velden, "deelzaaktypen", names, Soort::Zaaktype);
            self.left_out(&herkomst(Soort::Zaaktype, record, place, "deelzaaktypen"), lost);
            let lost = self.koppeling.relink_gerelateerd(&mut velden);
            self.left_out(&herkomst(Soort::Zaaktype, record, place, "gerelateerdeZaaktypen"), lost);
            velden.remove(names);
            velden.retain(|_, value| value.as_array().is_some_and(|list| !list.is_empty()));
            if velden.is_empty() {
                continue;
            }
            if let Err(error) = beheer::change(tx, Soort::Zaaktype, uuid, velden, &Selectielijst::default()).await {
                self.refuse(Soort::Zaaktype, record, place, error)?;
            }
        }
        Ok(())
    }
}

/// Returns the value of a list of names, for who tells what was made.
impl Uitslag {
    /// Returns how many types of a kind were made.
    pub fn count_of(&self, soort: Soort) -> usize {
        self.gemaakt.iter().find(|(own, _)| *own == soort).map_or(0, |(_, count)| *count)
    }
}
