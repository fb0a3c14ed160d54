//! Taking records over from another register of the standard: what all registers do alike.
//!
//! A record keeps its id, so that its URL stays the same but for the host. It is judged by its fields alone: rules on what may be done
//! today were kept, or not, when it was made. Records that are here already are passed over, so that the same page can be taken over
//! twice. One that can't be kept is refused with its reasons; the others go on.

use std::collections::HashSet;

use serde_json::{Map, Value};
use uuid::Uuid;
use web::InvalidParam;

use super::{Fields, Urls};
pub use crate::store::import::Tabel;

/// A record as the other register shows it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Its id, there and here.
    pub uuid: Uuid,
    /// Its URL there.
    pub url: String,
    /// Its fields.
    pub fields: Map<String, Value>,
}

impl Incoming {
    /// Reads a record; none when its URL does not end in an id.
    pub fn of(value: Value) -> Option<Self> {
        let Value::Object(fields) = value else { return None };
        let url = fields.get("url")?.as_str()?.to_owned();
        let uuid = Uuid::try_parse(url.rsplit('/').next()?).ok()?;
        Some(Self { uuid, url, fields })
    }
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was taken over.
    Taken,
    /// It was here already.
    Present,
    /// It can't be kept, for these reasons. They hold names of fields, never what is in them.
    Refused(String),
}

impl Outcome {
    /// Refuses a record that breaks a unique or foreign key.
    pub fn conflict() -> Self {
        Self::refused("hoort bij iets dat hier niet is, of bestaat hier al onder een ander id")
    }

    /// Refuses a record that can't be read, field by field.
    pub fn unreadable(fields: Fields) -> Self {
        let problem = fields.refuse();
        let faults = problem.invalid_params().iter();
        let reasons: Vec<String> =
            faults.map(|fault| format!("{}: {} ({})", fault.name, fault.reason, fault.code)).collect();
        if reasons.is_empty() { Self::refused("niet te lezen") } else { Self::Refused(reasons.join(" ")) }
    }

    /// Refuses a record.
    pub fn refused(reason: &str) -> Self {
        Self::Refused(reason.to_owned())
    }
}

/// How records are taken over.
#[derive(Debug, Clone)]
pub struct Import {
    /// Knows which URLs become our own.
    pub urls: Urls,
    /// Whether subscribers are told.
    pub is_published: bool,
}

/// A record that was read.
#[derive(Debug)]
pub struct Gelezen<T> {
    /// Which of the records that came in.
    pub at: usize,
    /// Its id.
    pub uuid: Uuid,
    /// What it is here.
    pub record: T,
    /// Its fields as the audit trail keeps them.
    pub nieuw: Value,
}

/// The records of one call: what became of them, and those that are still to be written.
#[derive(Debug)]
pub struct Batch<T> {
    /// For each record that came in.
    pub outcomes: Vec<Outcome>,
    /// What can be written.
    pub read: Vec<Gelezen<T>>,
}

impl Import {
    /// Returns the fields as the audit trail keeps them: with paths for URLs of our own.
    pub fn kept(&self, fields: &Map<String, Value>) -> Value {
        let mut kept = Value::Object(fields.clone());
        if let Some(map) = kept.as_object_mut() {
            map.remove("_expand");
        }
        self.urls.shorten_all(&mut kept);
        kept
    }

    /// Reads records. Those in `present`, and those that came twice, are passed over.
    pub fn read<T>(
        &self,
        incoming: Vec<Incoming>,
        present: &HashSet<Uuid>,
        mut read: impl FnMut(&mut Fields, &Urls, Uuid) -> Option<T>,
    ) -> Batch<T> {
        let mut batch =
            Batch { outcomes: Vec::with_capacity(incoming.len()), read: Vec::with_capacity(incoming.len()) };
        let mut seen = HashSet::new();
        for (at, one) in incoming.into_iter().enumerate() {
            if present.contains(&one.uuid) || !seen.insert(one.uuid) {
                batch.outcomes.push(Outcome::Present);
                continue;
            }
            let nieuw = self.kept(&one.fields);
            let mut fields = Fields::new(one.fields);
            let record = read(&mut fields, &self.urls, one.uuid);
            if record.is_some() {
                fields.forgive(is_missing);
            }
            match record {
                Some(record) if fields.is_valid() => {
                    batch.outcomes.push(Outcome::Taken);
                    batch.read.push(Gelezen { at, uuid: one.uuid, record, nieuw });
                }
                _ => batch.outcomes.push(Outcome::unreadable(fields)),
            }
        }
        batch
    }
}

impl<T> Batch<T> {
    /// Leaves out the records that the database did not take.
    pub fn settle(&mut self, taken: &[bool]) {
        let read = std::mem::take(&mut self.read);
        for (one, taken) in read.into_iter().zip(taken) {
            if *taken {
                self.read.push(one);
            } else if let Some(outcome) = self.outcomes.get_mut(one.at) {
                *outcome = Outcome::conflict();
            }
        }
    }

    /// Turns each record into what is written, or leaves it out with a reason.
    pub fn try_map<U>(self, mut map: impl FnMut(T) -> std::result::Result<U, &'static str>) -> Batch<U> {
        let mut outcomes = self.outcomes;
        let mut read = Vec::with_capacity(self.read.len());
        for one in self.read {
            match map(one.record) {
                Ok(record) => read.push(Gelezen { at: one.at, uuid: one.uuid, record, nieuw: one.nieuw }),
                Err(reason) => {
                    if let Some(outcome) = outcomes.get_mut(one.at) {
                        *outcome = Outcome::refused(reason);
                    }
                }
            }
        }
        Batch { outcomes, read }
    }
}

/// Decides whether a fault only says that something is missing that can be kept empty: another register may have been less strict.
pub fn is_missing(fault: &InvalidParam) -> bool {
    matches!(fault.code.as_str(), "blank" | "required" | "null")
}

/// The form of the numbers that are given here, such as `ZAAK-2026-0000000012`: those that another register gave must not come again.
#[derive(Debug)]
pub struct Nummering {
    prefix: String,
}

impl Nummering {
    /// Returns the form of the numbers of one kind and year.
    pub fn of(soort: &str, year: i16) -> Self {
        Self { prefix: format!("{soort}-{year}-") }
    }

    /// Returns the pattern of SQL that fits ten digits.
    pub fn pattern(&self) -> String {
        format!("{}__________", self.prefix)
    }

    /// Returns the number in an identificatie; zero when there is none.
    pub fn number(&self, identificatie: Option<&str>) -> i64 {
        let digits = identificatie.and_then(|text| text.strip_prefix(&self.prefix));
        digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_page_is_sorted_into_what_is_new_what_is_here_and_what_cannot_be_kept() {
        let urls = Urls::of_roots([("https://oud.nl/zaken/api/v1/", "/zaken/api/v1/")]);
        let import = Import { urls, is_published: false };
        let record = |id: u128, naam: Value| {
            Incoming::of(json!({
                "url": format!("https://oud.nl/zaken/api/v1/zaken/{}", Uuid::from_u128(id)), "naam": naam, "_expand": {},
            }))
        };
        let incoming: Vec<Incoming> = [
            record(1, json!("a")),
            record(1, json!("a")),
            record(2, json!("b")),
            record(3, json!(4)),
            record(4, json!("d")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut batch = import.read(incoming, &HashSet::from([Uuid::from_u128(2)]), |fields, _, uuid| {
            Some((uuid, fields.text_required("naam", 9)))
        });
        batch.settle(&[true, false]);
        assert_eq!(batch.outcomes[..3], [Outcome::Taken, Outcome::Present, Outcome::Present]);
        assert_eq!(batch.outcomes[3], Outcome::refused("naam: Hier hoort een tekst. (invalid)"));
        assert_eq!(batch.outcomes[4], Outcome::conflict());
        let [one] = batch.read.as_slice() else { panic!("one is left") };
        assert_eq!(one.record, (Uuid::from_u128(1), "a".to_owned()));
        assert_eq!(one.nieuw["url"], format!("/zaken/api/v1/zaken/{}", Uuid::from_u128(1)));
        assert!(one.nieuw.get("_expand").is_none());
        assert!(Incoming::of(json!({ "url": "https://oud.nl/zaken/api/v1/zaken/geen-id" })).is_none());
    }
}
