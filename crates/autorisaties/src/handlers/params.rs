//! Query parameters: each is asked for by name; what nobody asked for does not exist.

use std::convert::Infallible;
use std::num::NonZeroU32;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::civil::Date;
use serde_json::{Map, Value};
use uuid::Uuid;
use web::{App, InvalidParam, Paging, Problem};

use super::fields::{is_web_address, read_date};
use super::{UrlFault, Urls};

/// The longest text that is looked for within others, in bytes: databases refuse longer patterns.
const CONTAINED_BYTES_MAX: usize = 1000;

/// The parameters of a list or resource. [`Params::finish`] must be the last that is asked of it.
#[derive(Debug, Clone, Default)]
#[must_use = "parameters that are not looked at must be refused"]
pub struct Params {
    pairs: Vec<(String, String)>,
    /// The terms of a body that say nothing, with their code: a search for nothing is not one for everything.
    silent: Vec<(String, &'static str)>,
    /// The terms of a body that are lists, and those that are objects: who asks for a text gets neither.
    lists: Vec<String>,
    objects: Vec<String>,
    asked: Vec<&'static str>,
    faults: Vec<InvalidParam>,
}

impl FromRequestParts<App> for Params {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self { pairs: form_urlencoded::parse(query.as_bytes()).into_owned().collect(), ..Self::default() })
    }
}

impl Params {
    /// Reads the body of a search as the parameters of a list: lists become texts with commas. A term that is null or empty is a fault.
    pub fn of_body(body: &Map<String, Value>) -> Self {
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            value => value.to_string(),
        };
        let pair = |(name, value): (&String, &Value)| match value {
            Value::Array(list) => (name.clone(), list.iter().map(text).collect::<Vec<_>>().join(",")),
            value => (name.clone(), text(value)),
        };
        let silence = |value: &Value| match value {
            Value::Null => Some("null"),
            Value::String(text) if text.is_empty() => Some("blank"),
            Value::Array(list) if list.is_empty() => Some("empty"),
            Value::Array(list) if list.iter().any(Value::is_null) => Some("null"),
            Value::Array(list) if list.iter().any(|one| one.as_str() == Some("")) => Some("blank"),
            _ => None,
        };
        let silent = body.iter().filter_map(|(name, value)| Some((name.clone(), silence(value)?)));
        let has_object = |value: &Value| match value {
            Value::Array(list) => list.iter().any(|one| one.is_object() || one.is_array()),
            value => value.is_object(),
        };
        let names_of = |is_such: &dyn Fn(&Value) -> bool| {
            body.iter().filter(|(_, value)| is_such(value)).map(|(name, _)| name.clone()).collect()
        };
        Self {
            pairs: body.iter().map(pair).collect(),
            silent: silent.collect(),
            lists: names_of(&Value::is_array),
            objects: names_of(&has_object),
            ..Self::default()
        }
    }

    /// Returns the ids of a list. Who asks for none of them finds nothing, which is not the same as all.
    pub fn uuids(&mut self, name: &'static str) -> Option<Vec<Uuid>> {
        if let Some(at) = self.silent.iter().position(|(own, code)| own == name && *code == "empty") {
            self.silent.swap_remove(at);
            self.asked.push(name);
            return Some(Vec::new());
        }
        let texts = self.texts(name)?;
        let uuids: Option<Vec<Uuid>> = texts.iter().map(|text| Uuid::try_parse(text).ok()).collect();
        if uuids.is_none() {
            self.fault(name, "invalid", "Hier hoort een lijst van UUID's.");
        }
        uuids
    }

    /// Returns the values of a list that is separated by commas; an empty one is the same as none.
    pub fn texts(&mut self, name: &'static str) -> Option<Vec<String>> {
        let text = self.raw(name)?;
        Some(text.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect())
    }

    /// Returns the allowed values of a list that is separated by commas.
    pub fn choices(&mut self, name: &'static str, allowed: &[&str]) -> Option<Vec<String>> {
        let texts = self.texts(name)?;
        if texts.iter().all(|text| allowed.contains(&text.as_str())) {
            return Some(texts);
        }
        self.fault(name, "invalid_choice", "Dit is geen geldige keuze.");
        None
    }

    /// Says that a part of a body is read elsewhere: it is no term of the search.
    pub fn known(&mut self, name: &'static str) {
        self.asked.push(name);
    }

    /// Says that this list has pages; [`web::Paging`] reads the numbers.
    pub fn paged(&mut self) {
        self.asked.extend(["page", "pageSize"]);
    }

    /// Reads the numbers of the page from what came in a body; those of the query count first.
    pub fn page_of_body(&mut self, paging: Paging) -> Paging {
        let mut number = |name| self.parsed::<NonZeroU32>(name, "Hier hoort een getal vanaf 1.").map(NonZeroU32::get);
        paging.or(number("page"), number("pageSize"))
    }

    /// Returns the value; an empty one is the same as none.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        if self.lists.iter().any(|own| own == name) && !self.silent.iter().any(|(own, _)| own == name) {
            self.asked.push(name);
            self.fault(name, "invalid", "Hier hoort één waarde.");
            return None;
        }
        self.raw(name)
    }

    /// Returns the value, that of a list with commas.
    fn raw(&mut self, name: &'static str) -> Option<String> {
        self.asked.push(name);
        if let Some(at) = self.silent.iter().position(|(own, _)| own == name) {
            let (_, code) = self.silent.swap_remove(at);
            self.fault(name, code, "Dit veld mag niet leeg zijn.");
            return None;
        }
        if self.objects.iter().any(|own| own == name) {
            self.fault(name, "invalid", "Hier hoort geen object.");
            return None;
        }
        let value = self.pairs.iter().rev().find(|(own, _)| own == name).map(|(_, value)| value.clone())?;
        if value.contains('\0') {
            self.fault(name, "null_characters_not_allowed", "Nul-tekens zijn niet toegestaan.");
            return None;
        }
        if name.ends_with("__icontains") && value.len() > CONTAINED_BYTES_MAX {
            self.fault(name, "max_length", "Gebruik een kortere zoekterm.");
            return None;
        }
        Some(value).filter(|value| !value.is_empty())
    }

    /// Returns the value as another type; what does not fit is a fault.
    pub fn parsed<T: FromStr>(&mut self, name: &'static str, reason: &'static str) -> Option<T> {
        let value = self.text(name)?;
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.fault(name, "invalid", reason);
        }
        parsed
    }

    /// Returns a day.
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        let value = self.text(name)?;
        let day = read_date(&value);
        if day.is_none() {
            self.fault(name, "invalid", "Hier hoort een datum: JJJJ-MM-DD.");
        }
        day
    }

    /// Returns a boolean. Clients in Python write `True`, and Open Zaak also takes `1`.
    pub fn boolean(&mut self, name: &'static str) -> Option<bool> {
        let value = self.text(name)?;
        match value.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => {
                self.fault(name, "invalid", "Hier hoort true of false.");
                None
            }
        }
    }

    /// Returns one of the allowed values.
    pub fn choice(&mut self, name: &'static str, allowed: &[&str]) -> Option<String> {
        let value = self.text(name)?;
        if allowed.contains(&value.as_str()) {
            return Some(value);
        }
        self.fault(name, "invalid_choice", "Dit is geen geldige keuze.");
        None
    }

    /// Returns the URL of something that may be anywhere.
    pub fn url(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name)?;
        if is_web_address(&value) {
            return Some(value);
        }
        self.fault(name, "invalid", "Hier hoort een URL.");
        None
    }

    /// Returns the id in the URL of a resource. A URL that leads to nothing gives the id of nothing, so that the list is empty.
    pub fn reference(&mut self, name: &'static str, urls: &Urls, path: &'static str) -> Option<Uuid> {
        let value = self.text(name)?;
        match urls.id_of(&value, path) {
            Ok(uuid) => Some(uuid),
            Err(UrlFault::Elsewhere | UrlFault::OtherResource | UrlFault::Unreachable) => Some(Uuid::nil()),
            Err(UrlFault::NotAUrl) => {
                self.fault(name, "invalid", "Hier hoort een URL.");
                None
            }
        }
    }

    /// Adds a fault.
    pub fn fault(&mut self, name: &'static str, code: &'static str, reason: &'static str) {
        self.faults.push(InvalidParam::new(name, code, reason));
    }

    /// Adds a fault that was found elsewhere.
    pub fn add(&mut self, fault: InvalidParam) {
        self.faults.push(fault);
    }

    /// Refuses what is wrong and what nobody asked for.
    ///
    /// # Errors
    /// All faults at once.
    pub fn finish(mut self) -> Result<(), Problem> {
        let unknown: Vec<&str> =
            self.pairs.iter().map(|(name, _)| name.as_str()).filter(|name| !self.asked.contains(name)).collect();
        if unknown.contains(&"expand") {
            let reason = "Deze expansie wordt niet ondersteund.";
            self.faults.push(InvalidParam::new("expand", "invalid_choice", reason));
        }
        let unknown: Vec<&str> = unknown.into_iter().filter(|name| *name != "expand").collect();
        if !unknown.is_empty() {
            let reason = format!("Onbekende queryparameters: {}.", unknown.join(", "));
            self.faults.push(InvalidParam::whole("unknown-parameters", reason));
        }
        if self.faults.is_empty() { Ok(()) } else { Err(Problem::invalid(self.faults)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn params(query: &str) -> Params {
        Params { pairs: form_urlencoded::parse(query.as_bytes()).into_owned().collect(), ..Params::default() }
    }

    #[test]
    fn a_boolean_may_be_written_as_clients_do() {
        let cases = [
            ("true", Some(true)),
            ("True", Some(true)),
            ("1", Some(true)),
            ("FALSE", Some(false)),
            ("0", Some(false)),
            ("ja", None),
        ];
        for (text, expected) in cases {
            let mut given = params(&format!("is={text}"));
            assert_eq!(given.boolean("is"), expected, "{text}");
            assert_eq!(given.finish().is_ok(), expected.is_some(), "{text}");
        }
    }

    #[test]
    fn a_body_is_read_as_parameters_and_no_ids_are_not_all_ids() {
        let uuid = Uuid::from_u128(1);
        for (body, expected) in [
            (json!({ "uuid__in": [] }), Some(vec![])),
            (json!({ "uuid__in": [uuid] }), Some(vec![uuid])),
            (json!({ "uuid__in": format!("{uuid},{uuid}") }), Some(vec![uuid, uuid])),
            (json!({}), None),
        ] {
            let mut given = Params::of_body(body.as_object().unwrap());
            assert_eq!(given.uuids("uuid__in"), expected, "{body}");
            assert!(given.finish().is_ok(), "{body}");
        }
        for (list, code) in [(json!([null]), "null"), (json!([uuid, ""]), "blank")] {
            let body = json!({ "uuid__in": list });
            let mut given = Params::of_body(body.as_object().unwrap());
            assert_eq!(given.uuids("uuid__in"), None);
            assert_eq!(given.finish().unwrap_err().invalid_params()[0].code, code);
        }
        let body = json!({ "uuid__in": null, "identificatie": "", "zaaktype__in": [] });
        let mut given = Params::of_body(body.as_object().unwrap());
        assert_eq!(
            (given.uuids("uuid__in"), given.text("identificatie"), given.texts("zaaktype__in")),
            (None, None, None)
        );
        let problem = given.finish().unwrap_err();
        let found: Vec<_> = problem.invalid_params().iter().map(|fault| fault.code.as_str()).collect();
        assert_eq!(found, ["null", "blank", "empty"], "a search for nothing is not one for everything");
        let body = json!({ "naam": ["a", "b"], "titel": { "is": "x" }, "woorden": [{ "a": 1 }], "kleuren": ["rood"] });
        let mut given = Params::of_body(body.as_object().unwrap());
        assert_eq!((given.text("naam"), given.text("titel"), given.texts("woorden")), (None, None, None));
        assert_eq!(given.choices("kleuren", &["rood"]), Some(vec!["rood".to_owned()]));
        let problem = given.finish().unwrap_err();
        let found: Vec<_> =
            problem.invalid_params().iter().map(|fault| format!("{} {}", fault.name, fault.code)).collect();
        assert_eq!(found, ["naam invalid", "titel invalid", "woorden invalid"]);
        let body = json!({ "uuid__in": ["x"], "aantal": 3, "ja": true, "woorden": ["a", "b"], "kleur": "rood" });
        let mut given = Params::of_body(body.as_object().unwrap());
        assert_eq!(given.uuids("uuid__in"), None);
        assert_eq!((given.text("aantal").as_deref(), given.boolean("ja")), (Some("3"), Some(true)));
        assert_eq!(given.texts("woorden"), Some(vec!["a".to_owned(), "b".to_owned()]));
        let problem = given.finish().unwrap_err();
        let found: Vec<_> = problem.invalid_params().iter().map(|fault| fault.code.as_str()).collect();
        assert_eq!(found, ["invalid", "unknown-parameters"]);
    }

    #[test]
    fn every_fault_is_told_and_unknown_parameters_are_refused() {
        let mut given =
            params("startdatum=gisteren&einddatum__isnull=true&identificatie=&kleur=rood&expand=status&page=2");
        given.paged();
        assert_eq!(given.date("startdatum"), None);
        assert_eq!(given.boolean("einddatum__isnull"), Some(true));
        assert_eq!(given.text("identificatie"), None);
        let problem = given.finish().unwrap_err();
        let found: Vec<_> =
            problem.invalid_params().iter().map(|fault| (fault.name.as_str(), fault.code.as_str())).collect();
        let expected =
            [("startdatum", "invalid"), ("expand", "invalid_choice"), ("nonFieldErrors", "unknown-parameters")];
        assert_eq!(found, expected);
        assert!(params("").finish().is_ok());
    }
}
