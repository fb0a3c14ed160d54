//! What the selectielijst says of what a type names, asked before the type is written.
//!
//! The selectielijst is a system of its own, which the municipality may add as a dienst. Without one its URLs are judged by their shape: a
//! register must work where no such system can be reached.

use ::store::Db;
use diensten::{Diensten, ElderFault, ExternObject, ObjectSoort};
use serde_json::{Map, Value};
use uuid::Uuid;
use web::InvalidParam;

use crate::gegevens::ResultaattypeGegevens;
use crate::register::Soort;
use crate::rules;
use crate::soorten::Gegeven;

/// The field with the process of a zaaktype.
pub(crate) const PROCESTYPE: &str = "selectielijstProcestype";
/// The field with the class of a resultaattype.
pub(crate) const KLASSE: &str = "selectielijstklasse";
/// The field with the general name of a resultaattype.
pub(crate) const OMSCHRIJVING: &str = "resultaattypeomschrijving";

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
        let fields: &[(&str, &str, ObjectSoort)] = match soort {
            Soort::Zaaktype => &[(PROCESTYPE, rules::PROCESTYPE, ObjectSoort::Procestype)],
            Soort::Resultaattype => &[
                (OMSCHRIJVING, rules::RESULTAATTYPEOMSCHRIJVING, ObjectSoort::Resultaattypeomschrijving),
                (KLASSE, rules::RESULTAAT, ObjectSoort::Selectielijstresultaat),
            ],
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

    /// Returns what a field leads to; none when that is not known.
    pub(crate) fn find(&self, name: &str) -> Option<&ExternObject> {
        self.0.iter().find(|(field, _)| *field == name)?.1.as_ref().ok()
    }

    /// Returns what is wrong with what a field names.
    pub(crate) fn fault(&self, name: &str) -> Option<&InvalidParam> {
        self.0.iter().find(|(field, _)| *field == name)?.1.as_ref().err()
    }
}
