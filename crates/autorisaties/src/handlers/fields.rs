//! Bodies: fields are read one by one, so that a body with five faults gets five answers.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Rsin;
use web::{INVALID_PARAMS_MAX, InvalidParam, Problem};

use super::{UrlFault, Urls};
use crate::extern_id;

mod lists;
mod scalars;

pub(super) use scalars::is_web_address;

/// How long a URL in a body may be.
const URL_LENGTH_MAX: usize = 1000;

/// Where a URL leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plaats {
    /// To a resource of ours.
    Hier(Uuid),
    /// To another register.
    Elders(String),
}

impl Plaats {
    /// Returns the id by which the resource is named here.
    pub fn uuid(&self) -> Uuid {
        match self {
            Self::Hier(uuid) => *uuid,
            Self::Elders(url) => extern_id(url),
        }
    }
}

/// A field is missing and yet no fault was told: a mistake of ours.
#[derive(Debug, thiserror::Error)]
#[error("a body lacks a field, but no fault was found")]
struct NoFault;

/// The fields of a JSON object, with the faults that were found so far. Fields that nobody reads are ignored.
#[derive(Debug, Default)]
pub struct Fields {
    map: Map<String, Value>,
    faults: Vec<InvalidParam>,
    /// The fields that may be null; none when all may.
    nullable: Option<&'static [&'static str]>,
    /// Whether this was laid over what there is.
    is_change: bool,
}

impl Fields {
    /// Reads this object.
    pub fn new(map: Map<String, Value>) -> Self {
        Self { map, ..Self::default() }
    }

    /// Makes null a fault in all fields but these, also in what lies below. "No value" is written as an empty text elsewhere, and a level that is
    /// null would be any other level.
    pub fn strict(mut self, nullable: &'static [&'static str]) -> Self {
        self.nullable = Some(nullable);
        self
    }

    /// Reads a change (PATCH): what was sent, laid over what there is. An object is sent as a whole: nothing of the old one stays.
    pub fn over(mut current: Map<String, Value>, sent: Map<String, Value>) -> Self {
        // What is null here already is no fault of who changes something else.
        current.retain(|_, value| !value.is_null());
        current.extend(sent);
        Self { is_change: true, ..Self::new(current) }
    }

    /// Decides whether the field is there, also when it is null.
    pub fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// Adds a fault.
    pub fn fault(&mut self, name: &str, code: &str, reason: &str) {
        self.add(InvalidParam::new(name, code, reason));
    }

    /// Adds a fault that was found elsewhere.
    pub fn add(&mut self, fault: InvalidParam) {
        if self.faults.len() < INVALID_PARAMS_MAX {
            self.faults.push(fault);
        }
    }

    /// Decides whether the field says nothing, and tells when it says so by a null that has no meaning here.
    fn says_nothing(&mut self, name: &str) -> bool {
        match self.map.get(name) {
            None => true,
            Some(Value::Null) => {
                // Once: a list that must be there was told so before.
                let is_told = self.faults.iter().any(|fault| fault.name == name && fault.code == "null");
                if !is_told && self.nullable.is_some_and(|nullable| !nullable.contains(&name)) {
                    self.fault(name, "null", "Dit veld mag niet null zijn.");
                }
                true
            }
            Some(_) => false,
        }
    }

    /// Returns the raw value, none when it is absent or null.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// Returns a text, empty when it is absent or null.
    pub fn text(&mut self, name: &str, length_max: usize) -> String {
        if self.says_nothing(name) {
            return String::new();
        }
        match self.read_text(name) {
            Some(text) if text.chars().count() > length_max => {
                let reason = format!("Gebruik hoogstens {length_max} tekens.");
                self.fault(name, "max_length", &reason);
                String::new()
            }
            Some(text) => text,
            None => String::new(),
        }
    }

    /// Returns a text that must be there and not be empty.
    pub fn text_required(&mut self, name: &str, length_max: usize) -> String {
        if !self.is_there(name) {
            return String::new();
        }
        let faults = self.faults.len();
        let text = self.text(name, length_max);
        if text.trim().is_empty() && self.faults.len() == faults {
            self.fault(name, "blank", "Dit veld mag niet leeg zijn.");
        }
        text
    }

    /// Returns the value as another type, none when it is absent, null or empty.
    pub fn parsed<T: FromStr>(&mut self, name: &str, code: &str, reason: &str) -> Option<T> {
        let text = self.said(name)?;
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.fault(name, code, reason);
        }
        parsed
    }

    /// Returns the value as one of the kinds of a type, none when it is absent, or empty in what is new: then it has that of its type. A
    /// change to nothing would be one to whatever that is.
    pub fn parsed_choice<T: FromStr>(&mut self, name: &str, reason: &str) -> Option<T> {
        if self.says_nothing(name) {
            return None;
        }
        if self.is_change && self.map.get(name).and_then(Value::as_str) == Some("") {
            self.fault(name, "invalid_choice", reason);
        }
        self.parsed(name, "invalid_choice", reason)
    }

    /// Returns a day.
    pub fn date(&mut self, name: &str) -> Option<Date> {
        let text = self.said(name)?;
        let day = read_date(&text);
        if day.is_none() {
            self.fault(name, "invalid", "Hier hoort een datum: JJJJ-MM-DD.");
        }
        day
    }

    /// Returns a day that must be there.
    pub fn date_required(&mut self, name: &str) -> Option<Date> {
        if !self.is_there(name) {
            return None;
        }
        if self.map.get(name).and_then(Value::as_str) == Some("") {
            self.fault(name, "invalid", "Hier hoort een datum: JJJJ-MM-DD.");
        }
        self.date(name)
    }

    /// Returns a moment that must be there, with the calendar day that it is in the zone that the caller wrote.
    pub fn moment_required(&mut self, name: &str) -> Option<(Timestamp, Date)> {
        if !self.is_there(name) {
            return None;
        }
        let text = self.read_text(name)?;
        let moment = read_moment(&text);
        if moment.is_none() {
            self.fault(name, "invalid", "Hier hoort een tijdstip met zone, zoals 2026-11-25T10:00:00+01:00.");
        }
        moment
    }

    /// Returns one of the allowed values, empty when it is absent or null.
    pub fn choice(&mut self, name: &str, allowed: &[&str]) -> String {
        if self.says_nothing(name) {
            return String::new();
        }
        match self.read_text(name) {
            Some(text) if text.is_empty() || allowed.contains(&text.as_str()) => text,
            Some(_) => {
                self.fault(name, "invalid_choice", "Dit is geen geldige keuze.");
                String::new()
            }
            None => String::new(),
        }
    }

    /// Returns one of the allowed values, that must be there.
    pub fn choice_required(&mut self, name: &str, allowed: &[&str]) -> String {
        if !self.is_there(name) {
            return String::new();
        }
        if self.map.get(name).and_then(Value::as_str) == Some("") {
            self.fault(name, "invalid_choice", "Dit is geen geldige keuze.");
        }
        self.choice(name, allowed)
    }

    /// Returns the RSIN of an organisation that must be there.
    pub fn rsin_required(&mut self, name: &str) -> Option<Rsin> {
        let text = self.text_required(name, 9);
        if text.is_empty() {
            return None;
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.fault(name, "only-digits", "Gebruik alleen cijfers.");
            return None;
        }
        let rsin = text.parse().ok();
        if rsin.is_none() {
            self.fault(name, "invalid", "Dit is geen geldig RSIN.");
        }
        rsin
    }

    /// Returns the id in the URL of a main object of the same API, that must be there.
    pub fn own_reference(&mut self, name: &str, urls: &Urls, path: &'static str) -> Option<Uuid> {
        let text = self.text_required(name, URL_LENGTH_MAX);
        if text.is_empty() {
            return None;
        }
        let fault = match urls.find(&text, path) {
            Ok(uuid) => return Some(uuid),
            Err(fault) => fault,
        };
        match fault {
            UrlFault::NotAUrl | UrlFault::Elsewhere | UrlFault::Unreachable => {
                self.fault(name, "no_match", "Dit is geen URL van deze API.");
            }
            UrlFault::OtherResource => {
                self.fault(name, "incorrect_match", "De URL is van een ander soort object.");
            }
        }
        None
    }

    /// Returns the id in the URL of a resource of another API, that must be there.
    pub fn reference(&mut self, name: &str, urls: &Urls, path: &'static str) -> Option<Uuid> {
        let text = self.text_required(name, URL_LENGTH_MAX);
        self.resolve(name, &text, urls, path)
    }

    /// Returns the id in the URL of a resource of another API, none when it is absent, null or empty.
    pub fn reference_optional(&mut self, name: &str, urls: &Urls, path: &'static str) -> Option<Uuid> {
        let text = self.text(name, URL_LENGTH_MAX);
        self.resolve(name, &text, urls, path)
    }

    /// Returns where a URL leads that may be one of another register and that must be there.
    pub fn plaats(&mut self, name: &str, urls: &Urls, path: &'static str) -> Option<Plaats> {
        let text = self.text_required(name, URL_LENGTH_MAX);
        self.place(name, text, urls, path)
    }

    /// Returns where a URL leads that may be one of another register, none when it is absent, null or empty.
    pub fn plaats_optional(&mut self, name: &str, urls: &Urls, path: &'static str) -> Option<Plaats> {
        let text = self.text(name, URL_LENGTH_MAX);
        self.place(name, text, urls, path)
    }

    fn place(&mut self, name: &str, text: String, urls: &Urls, path: &'static str) -> Option<Plaats> {
        match urls.find(&text, path) {
            Err(UrlFault::Elsewhere) => Some(Plaats::Elders(text)),
            _ => self.resolve(name, &text, urls, path).map(Plaats::Hier),
        }
    }

    fn resolve(&mut self, name: &str, text: &str, urls: &Urls, path: &'static str) -> Option<Uuid> {
        if text.is_empty() {
            return None;
        }
        match urls.find(text, path) {
            Ok(uuid) => return Some(uuid),
            Err(UrlFault::NotAUrl) => self.fault(name, "bad-url", "Dit is geen URL."),
            Err(UrlFault::Unreachable) => self.fault(name, "bad-url", "De URL kan niet worden opgehaald."),
            Err(UrlFault::Elsewhere) => self.fault(name, "unknown-service", "Deze dienst is hier niet bekend."),
            Err(UrlFault::OtherResource) => {
                self.fault(name, "invalid-resource", "De URL is van een ander soort object.");
            }
        }
        None
    }

    /// Refuses facts that are not kept yet, unless they are empty: better than to lose them without a word.
    pub fn not_kept(&mut self, names: &[&str]) {
        for name in names {
            // A boolean says something, also `false`: where it may be unknown the standard writes null.
            if self.map.get(*name).is_some_and(|value| value.is_boolean() || !is_empty(value)) {
                self.fault(name, "invalid", "Dit gegeven kan hier nog niet worden bewaard.");
            }
        }
    }

    /// Returns an object, none when it is absent or null. Read it with [`Fields::within`].
    pub fn object(&mut self, name: &str) -> Option<Map<String, Value>> {
        if self.says_nothing(name) {
            return None;
        }
        match self.map.get(name) {
            Some(Value::Object(map)) => Some(map.clone()),
            _ => {
                self.fault(name, "invalid", "Hier hoort een object.");
                None
            }
        }
    }

    /// Adds what rules say of a body of which some fields are wrong: of the others, for a field that is wrong may have been read as another value.
    pub fn add_rules<T: Into<InvalidParam>>(&mut self, faults: impl IntoIterator<Item = T>) {
        let first = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        let told: Vec<String> = self.faults.iter().map(|fault| first(&fault.name)).collect();
        let faults = faults.into_iter().map(Into::into);
        faults.filter(|fault| !told.contains(&first(&fault.name))).for_each(|fault| self.add(fault));
    }

    /// Reads an object below this one; its faults get dotted names.
    pub fn within<T>(&mut self, name: &str, map: Map<String, Value>, read: impl FnOnce(&mut Self) -> T) -> T {
        let mut inner = self.below(map);
        let outcome = read(&mut inner);
        self.adopt(name, inner.faults);
        outcome
    }

    /// An object below this one, that is read as strictly.
    fn below(&self, map: Map<String, Value>) -> Self {
        Self { map, nullable: self.nullable, is_change: self.is_change, ..Self::default() }
    }

    /// Takes over the faults of an object below this one that was read by itself; its faults get dotted names.
    pub fn add_within(&mut self, name: &str, inner: Self) {
        self.adopt(name, inner.faults);
    }

    /// Takes over the faults of what lies below a field.
    fn adopt(&mut self, name: &str, faults: Vec<InvalidParam>) {
        for mut fault in faults {
            fault.name = format!("{name}.{}", fault.name);
            self.add(fault);
        }
    }

    /// Forgets faults that do not matter here.
    pub fn forgive(&mut self, matters_not: impl Fn(&InvalidParam) -> bool) {
        self.faults.retain(|fault| !matters_not(fault));
    }

    /// Decides whether nothing is wrong so far.
    pub fn is_valid(&self) -> bool {
        self.faults.is_empty()
    }

    /// Refuses when something is wrong.
    ///
    /// # Errors
    /// All faults at once.
    pub fn finish(self) -> Result<(), Problem> {
        if self.faults.is_empty() { Ok(()) } else { Err(Problem::invalid(self.faults)) }
    }

    /// Tells the faults of a body that lacks something.
    pub fn refuse(self) -> Problem {
        match self.finish() {
            Err(problem) => problem,
            Ok(()) => Problem::internal(&NoFault),
        }
    }

    /// Decides whether the field is there, and tells when it is not.
    pub fn is_there(&mut self, name: &str) -> bool {
        match self.map.get(name) {
            None => self.add(InvalidParam::required(name)),
            Some(Value::Null) => self.fault(name, "null", "Dit veld mag niet leeg zijn."),
            Some(_) => return true,
        }
        false
    }

    /// Returns a text that says something; none when it is absent, null or empty.
    fn said(&mut self, name: &str) -> Option<String> {
        if self.says_nothing(name) {
            return None;
        }
        self.read_text(name).filter(|text| !text.is_empty())
    }

    fn read_text(&mut self, name: &str) -> Option<String> {
        match self.map.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if text.contains('\0') => {
                self.fault(name, "null_characters_not_allowed", "Nul-tekens zijn niet toegestaan.");
                None
            }
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                self.fault(name, "invalid", "Hier hoort een tekst.");
                None
            }
        }
    }
}

/// Reads a day as the standard writes it: `2026-11-25`, and nothing that looks like it.
pub fn read_date(text: &str) -> Option<Date> {
    let is_written_so = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    text.parse().ok().filter(|day: &Date| is_written_so && day.year() > 0)
}

/// Reads a moment with its zone, and the day that it is there.
fn read_moment(text: &str) -> Option<(Timestamp, Date)> {
    let pieces = Pieces::parse(text).ok()?;
    let local = pieces.date().to_datetime(pieces.time()?);
    let moment = match pieces.offset()? {
        PiecesOffset::Zulu => jiff::tz::Offset::UTC.to_timestamp(local).ok()?,
        PiecesOffset::Numeric(offset) => offset.offset().to_timestamp(local).ok()?,
        _ => return None,
    };
    Some((moment, pieces.date()))
}

/// Decides whether a value says nothing: the ways in which the standard writes "no value".
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.values().all(is_empty),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value) -> Fields {
        Fields::new(value.as_object().cloned().unwrap_or_default())
    }

    #[test]
    fn every_fault_is_told_with_the_code_of_the_standard() {
        let mut given = fields(json!({
            "omschrijving": "te lang", "leeg": " ", "niets": null, "getal": 3, "nul": "a\u{0}b", "dag": "31-12-2026",
            "keuze": "kat", "rsin": "123456789", "letters": "abc", "contact": { "naam": 1 }, "kenmerken": [1],
            "verlenging": { "reden": "", "duur": null },
        }));
        given.text("omschrijving", 3);
        given.text_required("leeg", 9);
        given.text_required("niets", 9);
        given.text_required("weg", 9);
        given.text("getal", 9);
        given.text("nul", 9);
        given.date("dag");
        given.choice("keuze", &["hond"]);
        given.rsin_required("rsin");
        given.rsin_required("letters");
        let contact = given.object("contact").unwrap();
        given.within("contact", contact, |contact| contact.text("naam", 40));
        given.not_kept(&["kenmerken", "verlenging", "niets"]);
        let problem = given.finish().unwrap_err();
        let found: Vec<_> =
            problem.invalid_params().iter().map(|fault| format!("{} {}", fault.name, fault.code)).collect();
        let expected = [
            "omschrijving max_length",
            "leeg blank",
            "niets null",
            "weg required",
            "getal invalid",
            "nul null_characters_not_allowed",
            "dag invalid",
            "keuze invalid_choice",
            "rsin invalid",
            "letters only-digits",
            "contact.naam invalid",
            "kenmerken invalid",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_moment_keeps_the_day_of_its_own_zone() {
        let read = |text: &str| read_moment(text).map(|(moment, day)| (moment.to_string(), day.to_string()));
        let expected = Some(("2026-05-31T22:30:00Z".to_owned(), "2026-06-01".to_owned()));
        assert_eq!(read("2026-06-01T00:30:00+02:00"), expected);
        assert_eq!(read("2026-05-31T22:30:00Z").unwrap().1, "2026-05-31");
        assert_eq!(read("2026-05-31T22:30:00"), None);
        assert_eq!(read("2026-05-31"), None);
    }
}
