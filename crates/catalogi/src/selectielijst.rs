//! What the selectielijst says of what a type names, asked before the type is written.
//!
//! The selectielijst is a system of its own, which the municipality may add as a dienst. Without one its URLs are judged by their shape: a
//! register must work where no such system can be reached.

use std::collections::{HashMap, HashSet};

use ::store::{Db, Reader, StoreError, Tx};
use autorisaties::extern_id;
use diensten::{Diensten, ElderFault, ExternObject, ObjectSoort};
use futures_util::{Stream, StreamExt, stream};
use serde_json::{Map, Value};
use uuid::Uuid;
use web::InvalidParam;

use crate::gegevens::{ResultaattypeGegevens, ZaaktypeGegevens};
use crate::register::Soort;
use crate::rules;
use crate::soorten::Gegeven;

/// The field with the process of a zaaktype.
pub(crate) const PROCESTYPE: &str = "selectielijstProcestype";
/// The field with the class of a resultaattype.
pub(crate) const KLASSE: &str = "selectielijstklasse";
/// The field with the general name of a resultaattype.
pub(crate) const OMSCHRIJVING: &str = "resultaattypeomschrijving";

/// A field that names an entry, the list that it must be in, and what it is.
type Veld = (&'static str, &'static str, ObjectSoort);

/// What a zaaktype names of the selectielijst.
const OF_ZAAKTYPE: &[Veld] = &[(PROCESTYPE, rules::PROCESTYPE, ObjectSoort::Procestype)];
/// What a resultaattype names of it.
const OF_RESULTAATTYPE: &[Veld] = &[
    (OMSCHRIJVING, rules::RESULTAATTYPEOMSCHRIJVING, ObjectSoort::Resultaattypeomschrijving),
    (KLASSE, rules::RESULTAAT, ObjectSoort::Selectielijstresultaat),
];

/// What the selectielijst says of the fields of one body.
#[derive(Debug, Default)]
pub struct Selectielijst(Vec<(&'static str, Result<ExternObject, InvalidParam>)>);

impl Selectielijst {
    /// Asks for what a body names. `changed` is what it changes in part: what the body leaves out, that has.
    ///
    /// # Errors
    /// [`ElderFault`], when the fault is ours.
    pub async fn ask(
        diensten: &Diensten,
        db: &Db,
        soort: Soort,
        changed: Option<Uuid>,
        body: &Map<String, Value>,
    ) -> Result<Self, ElderFault> {
        let fields = match soort {
            Soort::Zaaktype => OF_ZAAKTYPE,
            Soort::Resultaattype => OF_RESULTAATTYPE,
            _ => return Ok(Self::default()),
        };
        let current = match changed.filter(|_| soort == Soort::Resultaattype) {
            Some(uuid) => ResultaattypeGegevens::tabel().find(&mut db.reader(), uuid).await?,
            None => None,
        };
        let kept = |name: &str| {
            let own = &current.as_ref()?.gegevens;
            Some(if name == KLASSE { own.selectielijstklasse.as_str() } else { &own.resultaattypeomschrijving })
        };
        let mut found = Vec::new();
        for (name, collection, asked) in fields {
            let url = match body.get(*name) {
                Some(sent) => sent.as_str(),
                None => kept(name),
            };
            let Some(url) = url.filter(|url| rules::is_resource(url, collection)) else { continue };
            match diensten.find(db, url, *asked).await {
                Ok(object) => found.push((*name, Ok(object))),
                Err(ElderFault::UnknownService) => {}
                Err(fault) => match fault.param(name) {
                    Some(param) => found.push((*name, Err(param))),
                    None => return Err(fault),
                },
            }
        }
        Ok(Self(found))
    }

    /// Keeps what a row of this transaction names, so that pages can say what it is without asking.
    pub(crate) async fn hold(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for object in self.0.iter().filter_map(|(_, found)| found.as_ref().ok()) {
            diensten::hold(tx, object).await?;
        }
        Ok(())
    }

    /// Returns what a field leads to; none when that is not known.
    pub(crate) fn find(&self, name: &str) -> Option<&ExternObject> {
        self.0.iter().find(|(field, _)| *field == name)?.1.as_ref().ok()
    }

    /// Returns what is wrong with what a field names.
    pub(crate) fn fault(&self, name: &str) -> Option<&InvalidParam> {
        self.0.iter().find(|(field, _)| *field == name)?.1.as_ref().err()
    }
}

/// Returns what entries of the selectielijst are called, by their URL, as far as they were asked before: one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_selectielijst_namen(db: &mut Reader, urls: &[String]) -> Result<HashMap<String, String>, StoreError> {
    let ids: Vec<Uuid> = urls.iter().filter(|url| !url.is_empty()).map(|url| extern_id(url)).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let all = diensten::list_objects(db, &ids).await?;
    let name = |object: &ExternObject| entry_name(object.soort, &object.inhoud);
    Ok(all.iter().filter_map(|object| Some((object.url.clone(), name(object)?))).collect())
}

/// Returns what people call an entry of the selectielijst: its number and name.
pub(crate) fn entry_name(soort: ObjectSoort, entry: &Map<String, Value>) -> Option<String> {
    let text = |name: &str| match entry.get(name) {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) => text.clone(),
        _ => String::new(),
    };
    match soort {
        ObjectSoort::Resultaattypeomschrijving => Some(text("omschrijving")),
        ObjectSoort::Procestype | ObjectSoort::Selectielijstresultaat => {
            let number = Some(text("volledigNummer")).filter(|text| !text.is_empty()).unwrap_or_else(|| text("nummer"));
            let year = Some(text("jaar")).filter(|text| !text.is_empty());
            let year = year.map(|year| format!(" ({year})")).unwrap_or_default();
            Some(format!("{number} {}{year}", text("naam")).trim().to_owned())
        }
        _ => None,
    }
}

/// Of which process the classes are that resultaattypen name, as far as that is known: what is asked before a zaaktype is published, for
/// its procestype can have changed since its resultaattypen were made. Rule: ztc-002 (valideren resultaattype).
#[derive(Debug, Default)]
pub struct Klassen(HashMap<String, String>);

impl Klassen {
    /// Asks for the classes of a zaaktype; of others there are none. A list that can't be reached is no reason not to publish: what it
    /// said earlier counts then.
    ///
    /// # Errors
    /// [`ElderFault`], when the fault is ours.
    pub async fn ask(diensten: &Diensten, db: &Db, soort: Soort, uuid: Uuid) -> Result<Self, ElderFault> {
        let mut found = Self::kept(&mut db.reader(), soort, uuid).await?;
        let urls = urls_of(&mut db.reader(), soort, uuid).await?;
        for url in urls {
            match diensten.find_recent(db, &url, ObjectSoort::Selectielijstresultaat).await {
                Ok(klasse) => found.add(&klasse),
                Err(ElderFault::UnknownService | ElderFault::Gone | ElderFault::InvalidResource) => {}
                // Who is away would let every other class wait as long.
                Err(ElderFault::BadUrl(_)) => break,
                Err(fault) => return Err(fault),
            }
        }
        Ok(found)
    }

    /// Returns what is known without asking: three statements at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept(db: &mut Reader, soort: Soort, uuid: Uuid) -> Result<Self, StoreError> {
        let urls = urls_of(db, soort, uuid).await?;
        let mut found = Self::default();
        if urls.is_empty() {
            return Ok(found);
        }
        let ids: Vec<Uuid> = urls.iter().map(|url| extern_id(url)).collect();
        for klasse in diensten::list_objects(db, &ids).await? {
            if klasse.soort == ObjectSoort::Selectielijstresultaat {
                found.add(&klasse);
            }
        }
        Ok(found)
    }

    fn add(&mut self, klasse: &ExternObject) {
        self.0.insert(klasse.url.clone(), klasse.text("procesType").to_owned());
    }

    /// Decides whether a class is known to be of another process.
    pub(crate) fn is_other(&self, klasse: &str, procestype: &str) -> bool {
        is_other(self.0.get(klasse).map(String::as_str), procestype)
    }
}

/// What the selectielijst says of all that a file names, asked before the file is imported.
#[derive(Debug, Clone, Default)]
pub struct Naslag {
    found: HashMap<String, ExternObject>,
    /// What is not as it should be, by its URL; none is told of a file that is mended by hand.
    faults: HashMap<String, (String, String)>,
    is_strict: bool,
}

/// How many questions are asked at a time.
const CALLS_AT_ONCE: usize = 8;
/// More entries of the selectielijst than a municipality uses.
const ENTRIES_MAX: usize = 1000;

/// Returns what these records name, each once: its URL, the field, and what it is.
fn wanted_of<'a>(
    records: impl Iterator<Item = (&'a Map<String, Value>, &'static [Veld])>,
) -> Vec<(String, &'static str, ObjectSoort)> {
    let mut wanted = Vec::new();
    let mut seen = HashSet::new();
    for (velden, fields) in records {
        for &(name, collection, soort) in fields {
            let url = velden.get(name).and_then(Value::as_str).unwrap_or_default();
            if rules::is_resource(url, collection) && seen.insert(url) {
                wanted.push((url.to_owned(), name, soort));
            }
        }
    }
    wanted.truncate(ENTRIES_MAX);
    wanted
}

/// Asks for these, some at a time.
fn answers<'a>(
    diensten: &'a Diensten,
    db: &'a Db,
    wanted: Vec<(String, &'static str, ObjectSoort)>,
) -> impl Stream<Item = ((String, &'static str), Result<ExternObject, ElderFault>)> + 'a {
    let ask = move |(url, name, soort): (String, &'static str, ObjectSoort)| async move {
        let answer = diensten.find_recent(db, &url, soort).await;
        ((url, name), answer)
    };
    stream::iter(wanted).map(ask).buffer_unordered(CALLS_AT_ONCE)
}

impl Naslag {
    /// Asks for all that a file names and judges it as the API does, where there is a dienst for it: nobody mends the file before it comes in.
    /// Rules: ztc-001 (valideren zaaktype), ztc-002 (valideren resultaattype), ztc-003 (afleidingswijze against procestermijn).
    ///
    /// # Errors
    /// [`ElderFault`], when the fault is ours.
    pub async fn ask_strictly<'a>(
        diensten: &Diensten,
        db: &Db,
        zaaktypen: impl Iterator<Item = &'a Map<String, Value>>,
        resultaattypen: impl Iterator<Item = &'a Map<String, Value>>,
    ) -> Result<Self, ElderFault> {
        let records = zaaktypen.map(|one| (one, OF_ZAAKTYPE)).chain(resultaattypen.map(|one| (one, OF_RESULTAATTYPE)));
        let mut found = Self { is_strict: true, ..Self::default() };
        let mut answers = std::pin::pin!(answers(diensten, db, wanted_of(records)));
        while let Some(((url, name), answer)) = answers.next().await {
            match answer {
                Ok(object) => drop(found.found.insert(url, object)),
                Err(ElderFault::UnknownService) => {}
                Err(fault) => {
                    let is_away = matches!(fault, ElderFault::BadUrl(_));
                    let Some(param) = fault.param(name) else { return Err(fault) };
                    found.faults.insert(url, (param.code, param.reason));
                    // The file is refused for this one; a list that is away is not asked on.
                    if is_away {
                        break;
                    }
                }
            }
        }
        Ok(found)
    }

    /// Returns what is said of what a record of a file names, to be judged as the API judges a body. Of a file that is mended by hand that is only
    /// the general name of a resultaattype; its class is judged apart: one with another comes in as a concept, to be mended here.
    pub(crate) fn of(&self, soort: Soort, record: &Map<String, Value>) -> Selectielijst {
        let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
        let names: &[&'static str] = match soort {
            Soort::Resultaattype if !self.is_strict => &[OMSCHRIJVING],
            Soort::Resultaattype => &[OMSCHRIJVING, KLASSE],
            Soort::Zaaktype if self.is_strict => &[PROCESTYPE],
            _ => &[],
        };
        let said = names.iter().filter_map(|name| {
            if let Some((code, reason)) = self.faults.get(text(name)) {
                return Some((*name, Err(InvalidParam::new(*name, code.as_str(), reason.clone()))));
            }
            self.found.get(text(name)).map(|object| (*name, Ok(object.clone())))
        });
        Selectielijst(said.collect())
    }

    /// Asks for the classes and general names that resultaattypen name. What can't be asked is not known; a list that is away is not asked on.
    ///
    /// # Errors
    /// [`ElderFault`], when the fault is ours.
    pub async fn ask<'a>(
        diensten: &Diensten,
        db: &Db,
        resultaattypen: impl Iterator<Item = &'a Map<String, Value>>,
    ) -> Result<Self, ElderFault> {
        let wanted = wanted_of(resultaattypen.map(|one| (one, OF_RESULTAATTYPE)));
        let mut found = Self::default();
        let mut answers = std::pin::pin!(answers(diensten, db, wanted));
        while let Some((_, answer)) = answers.next().await {
            match answer {
                Ok(object) => drop(found.found.insert(object.url.clone(), object)),
                Err(ElderFault::UnknownService | ElderFault::Gone | ElderFault::InvalidResource) => {}
                Err(ElderFault::BadUrl(_)) => break,
                Err(fault) => return Err(fault),
            }
        }
        Ok(found)
    }

    /// Decides whether a class is known to be of another process.
    pub(crate) fn is_other(&self, klasse: &str, procestype: &str) -> bool {
        is_other(self.found.get(klasse).map(|klasse| klasse.text("procesType")), procestype)
    }
}

/// Decides whether a class of one process can't be that of a zaaktype of another. What is not known can. Rule: ztc-002 (valideren
/// resultaattype).
fn is_other(own: Option<&str>, procestype: &str) -> bool {
    !procestype.is_empty() && own.is_some_and(|own| own != procestype)
}

/// Returns the classes that the resultaattypen of a zaaktype name, each once; none when it has no procestype.
async fn urls_of(db: &mut Reader, soort: Soort, uuid: Uuid) -> Result<Vec<String>, StoreError> {
    if soort != Soort::Zaaktype {
        return Ok(Vec::new());
    }
    let zaaktype = ZaaktypeGegevens::tabel().find(db, uuid).await?;
    if zaaktype.is_none_or(|zaaktype| zaaktype.gegevens.selectielijst_procestype.is_empty()) {
        return Ok(Vec::new());
    }
    let all = ResultaattypeGegevens::tabel().of_owners(db, &[uuid]).await?;
    let mut urls: Vec<String> = all.into_iter().map(|one| one.gegevens.selectielijstklasse).collect();
    urls.retain(|url| rules::is_resource(url, rules::RESULTAAT));
    urls.sort_unstable();
    urls.dedup();
    Ok(urls)
}
