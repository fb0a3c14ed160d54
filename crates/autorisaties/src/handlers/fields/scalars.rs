//! Booleans, numbers, moments, durations and URLs.

use jiff::Timestamp;
use serde_json::Value;
use values::{Duur, Rsin};

use super::{Fields, URL_LENGTH_MAX, read_moment};

const WHOLE_NUMBER: &str = "Hier hoort een geheel getal.";

impl Fields {
    /// Returns a boolean, none when it is absent or null. Clients of older releases write it as a text too.
    pub fn boolean(&mut self, name: &str) -> Option<bool> {
        if self.says_nothing(name) {
            return None;
        }
        match self.map.get(name) {
            Some(Value::Bool(given)) => Some(*given),
            Some(Value::String(text)) if text == "true" => Some(true),
            Some(Value::String(text)) if text == "false" => Some(false),
            _ => {
                self.fault(name, "invalid", "Hier hoort true of false.");
                None
            }
        }
    }

    /// Returns a boolean that must be there.
    pub fn boolean_required(&mut self, name: &str) -> Option<bool> {
        if self.is_there(name) { self.boolean(name) } else { None }
    }

    /// Returns a whole number within these bounds, none when it is absent or null. Clients of older releases write it as a text too.
    pub fn integer(&mut self, name: &str, min: i64, max: i64) -> Option<i64> {
        if self.says_nothing(name) {
            return None;
        }
        let parsed = match self.map.get(name) {
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => text.parse().ok(),
            _ => None,
        };
        match parsed {
            None => self.fault(name, "invalid", WHOLE_NUMBER),
            Some(number) if number < min => {
                self.fault(name, "min_value", &format!("Dit getal moet minstens {min} zijn."));
            }
            Some(number) if number > max => {
                self.fault(name, "max_value", &format!("Dit getal mag hoogstens {max} zijn."));
            }
            Some(number) => return Some(number),
        }
        None
    }

    /// Returns a whole number that must be there.
    pub fn integer_required(&mut self, name: &str, min: i64, max: i64) -> Option<i64> {
        if self.is_there(name) { self.integer(name, min, max) } else { None }
    }

    /// Returns a duration such as `P30D`, none when it is absent, null or empty.
    pub fn duration(&mut self, name: &str) -> Option<Duur> {
        self.parsed(name, "invalid", "Hier hoort een duur, zoals P30D.")
    }

    /// Returns a duration that must be there.
    pub fn duration_required(&mut self, name: &str) -> Option<Duur> {
        if !self.is_there(name) {
            return None;
        }
        if self.map.get(name).and_then(Value::as_str) == Some("") {
            self.fault(name, "invalid", "Hier hoort een duur, zoals P30D.");
        }
        self.duration(name)
    }

    /// Returns a moment, none when it is absent, null or empty.
    pub fn moment(&mut self, name: &str) -> Option<Timestamp> {
        let text = self.said(name)?;
        let moment = read_moment(&text).map(|(moment, _)| moment);
        if moment.is_none() {
            self.fault(name, "invalid", "Hier hoort een tijdstip met zone, zoals 2026-11-25T10:00:00+01:00.");
        }
        moment
    }

    /// Returns the URL of something that may be anywhere, empty when it is absent or null. It is not followed.
    pub fn url(&mut self, name: &str) -> String {
        self.url_within(name, URL_LENGTH_MAX)
    }

    /// Returns the same, of a URL that the standard gives less room.
    pub fn url_within(&mut self, name: &str, length_max: usize) -> String {
        let text = self.text(name, length_max);
        if text.is_empty() || is_web_address(&text) {
            return text;
        }
        self.fault(name, "invalid", "Hier hoort een URL.");
        String::new()
    }

    /// Returns a URL that must be there.
    pub fn url_required(&mut self, name: &str) -> String {
        self.url_required_within(name, URL_LENGTH_MAX)
    }

    /// Returns the same, of a URL that the standard gives less room.
    pub fn url_required_within(&mut self, name: &str, length_max: usize) -> String {
        let faults = self.faults.len();
        self.text_required(name, length_max);
        if self.faults.len() == faults { self.url(name) } else { String::new() }
    }

    /// Returns the RSIN of an organisation, none when it is absent, null or empty.
    pub fn rsin(&mut self, name: &str) -> Option<Rsin> {
        if self.says_nothing(name) || self.text_is_empty(name) { None } else { self.rsin_required(name) }
    }

    fn text_is_empty(&self, name: &str) -> bool {
        self.value(name).is_none_or(|value| value.as_str() == Some(""))
    }
}

/// Decides whether a text is the address of something on the web: ASCII, as RFC 3986 has it.
pub fn is_web_address(text: &str) -> bool {
    if !text.is_ascii() {
        return false;
    }
    let Ok(uri) = text.parse::<axum::http::Uri>() else { return false };
    matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some_and(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_address_is_one_of_the_web_in_ascii() {
        let cases = [
            ("https://example.nl/a?b=%C3%A9", true),
            ("http://localhost:8000/", true),
            ("https://example.nl/é", false),
            ("ftp://example.nl/a", false),
            ("example.nl", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_web_address(text), expected, "{text}");
        }
    }

    #[test]
    fn lists_numbers_and_durations_are_told_with_dotted_names() {
        let given = json!({
            "ja": true, "nee": "false", "misschien": "wel", "aantal": 5, "tekst": "12", "te_veel": 11, "half": 1.5,
            "duur": "P30D", "geen_duur": "een maand", "site": "https://voorbeeld.nl/a", "geen_site": "voorbeeld",
            "rollen": [{ "naam": "a" }, 3, { "naam": 4 }], "geen_lijst": {}, "woorden": ["een", "", 3],
            "keuzes": ["hond", "kat"], "oin": "",
        });
        let mut fields = Fields::new(given.as_object().cloned().unwrap());
        assert_eq!(
            (fields.boolean("ja"), fields.boolean("nee"), fields.boolean("weg")),
            (Some(true), Some(false), None)
        );
        assert_eq!(fields.boolean("misschien"), None);
        assert_eq!((fields.integer("aantal", 0, 10), fields.integer("tekst", 0, 99)), (Some(5), Some(12)));
        assert_eq!((fields.integer("te_veel", 0, 10), fields.integer("half", 0, 10)), (None, None));
        assert_eq!(fields.integer("aantal", 6, 10), None);
        assert!(fields.duration("duur").is_some() && fields.duration("geen_duur").is_none());
        assert_eq!((fields.url("site").as_str(), fields.url("geen_site").as_str()), ("https://voorbeeld.nl/a", ""));
        assert_eq!(fields.url_required("geen_url"), "");
        assert_eq!(fields.items("rollen", |rol| rol.text("naam", 9)), ["a", ""]);
        assert_eq!(fields.items("geen_lijst", |_| ()), []);
        assert_eq!(fields.texts("woorden", 9), ["een", "", ""]);
        assert_eq!(fields.choices("keuzes", &["hond"]), ["hond", ""]);
        assert_eq!(fields.rsin("oin"), None);
        let problem = fields.finish().unwrap_err();
        let found: Vec<_> =
            problem.invalid_params().iter().map(|fault| format!("{} {}", fault.name, fault.code)).collect();
        let expected = [
            "misschien invalid",
            "te_veel max_value",
            "half invalid",
            "aantal min_value",
            "geen_duur invalid",
            "geen_site invalid",
            "geen_url required",
            "rollen.1 invalid",
            "rollen.2.naam invalid",
            "geen_lijst not_a_list",
            "woorden.1 blank",
            "woorden.2 invalid",
            "keuzes.1 invalid_choice",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_change_is_laid_over_what_there_is() {
        let map = |value: serde_json::Value| value.as_object().cloned().unwrap();
        let current = map(json!({ "naam": "a", "adres": { "straat": "b", "plaats": "c" }, "dag": "2026-01-01" }));
        let sent = map(json!({ "naam": "z", "adres": { "straat": "d" }, "dag": null }));
        let mut fields = Fields::over(current, sent);
        assert_eq!(fields.text("naam", 9), "z");
        assert_eq!(fields.object("adres"), json!({ "straat": "d" }).as_object().cloned());
        assert!(fields.has("dag") && fields.date("dag").is_none());
    }
}
