//! Texts for people, in Fluent files: Dutch first, other languages fall back on it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

const FALLBACK: &str = "nl";

/// A value inside a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// A piece of text.
    Text(Cow<'a, str>),
    /// A number, which also chooses between singular and plural.
    Number(f64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<f64> for Arg<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// Why a file with texts can't be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidTexts {
    /// The language code is not known.
    #[error("`{0}` is not a language code")]
    Language(String),
    /// The file is not valid Fluent.
    #[error("the texts in `{lang}` can't be read: {reason}")]
    Syntax {
        /// The language of the file.
        lang: String,
        /// What Fluent says about it.
        reason: String,
    },
}

/// Collects the files with texts of all crates.
#[derive(Debug)]
pub struct TextsBuilder {
    sources: Vec<(String, String)>,
    strict: bool,
}

impl TextsBuilder {
    /// Adds a file. A key that was already added is replaced, so a municipality can have its own words.
    pub fn add(mut self, lang: &str, source: &str) -> Self {
        self.sources.push((lang.to_owned(), source.to_owned()));
        self
    }

    /// Chooses what a template does with a missing key: fail (the default in debug builds) or show the key.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Reads all files.
    ///
    /// # Errors
    ///
    /// A file is not valid Fluent.
    pub fn build(self) -> Result<Texts, InvalidTexts> {
        let mut bundles: BTreeMap<String, FluentBundle<FluentResource>> = BTreeMap::new();
        for (lang, source) in self.sources {
            let identifier: LanguageIdentifier = lang.parse().map_err(|_| InvalidTexts::Language(lang.clone()))?;
            let resource = FluentResource::try_new(source).map_err(|(_, errors)| InvalidTexts::Syntax {
                lang: lang.clone(),
                reason: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
            })?;
            let is_dutch = identifier.language.as_str() == "nl";
            let bundle = bundles.entry(lang).or_insert_with(|| {
                let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
                // The isolating marks around values would be copied along with a zaaknummer.
                bundle.set_use_isolating(false);
                bundle.set_formatter(Some(if is_dutch {
                    |value, _| grouped(value, '.')
                } else {
                    |value, _| grouped(value, ',')
                }));
                bundle
            });
            bundle.add_resource_overriding(resource);
        }
        Ok(Texts { bundles, strict: self.strict })
    }
}

/// Writes a whole number of five digits or more in groups of three; others are left to Fluent.
fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    if number.value.fract() != 0.0 || number.value.abs() < 10_000.0 {
        return None;
    }
    let digits = format!("{:.0}", number.value.abs());
    let mut text = String::from(if number.value < 0.0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    Some(text)
}

/// All texts of the program.
pub struct Texts {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
    strict: bool,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("langs", &self.langs().collect::<Vec<_>>()).finish_non_exhaustive()
    }
}

impl Texts {
    /// Starts with the shared texts of this crate.
    pub fn builder() -> TextsBuilder {
        TextsBuilder { sources: Vec::new(), strict: cfg!(debug_assertions) }
            .add("nl", include_str!("../texts/nl.ftl"))
            .add("en", include_str!("../texts/en.ftl"))
    }

    /// Returns the languages, in alphabetical order.
    pub fn langs(&self) -> impl Iterator<Item = &str> {
        self.bundles.keys().map(String::as_str)
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.strict
    }

    /// Finds a text in this language, or else in Dutch.
    pub fn find_text(&self, lang: &str, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Arg::Text(text) => FluentValue::from(text.as_ref()),
                    Arg::Number(number) => FluentValue::from(*number),
                };
                (*name, value)
            })
            .collect();
        [lang, FALLBACK].iter().find_map(|lang| {
            let bundle = self.bundles.get(*lang)?;
            let pattern = bundle.get_message(key)?.value()?;
            // A value that is not given shows up as `{$name}` in the text; that is the best that can be done here.
            Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
        })
    }

    /// Returns a text in this language, or else in Dutch, or else the key itself.
    pub fn text(&self, lang: &str, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find_text(lang, key, args).unwrap_or_else(|| key.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Texts {
        Texts::builder()
            .add("nl", "groet = Hallo, { $naam }\ntaken = { $n ->\n    [one] 1 taak\n   *[other] { $n } taken\n}\nalleen-nl = Ja")
            .add("en", "groet = Hello, { $naam }")
            .build()
            .unwrap()
    }

    #[test]
    fn a_text_falls_back_on_dutch_and_then_on_its_key() {
        let texts = texts();
        assert_eq!(texts.text("nl", "groet", &[("naam", "Jan".into())]), "Hallo, Jan");
        assert_eq!(texts.text("en", "groet", &[("naam", "Jan".into())]), "Hello, Jan");
        assert_eq!(texts.text("en", "alleen-nl", &[]), "Ja");
        assert_eq!(texts.text("fr", "alleen-nl", &[]), "Ja");
        assert_eq!(texts.text("nl", "bestaat-niet", &[]), "bestaat-niet");
        assert_eq!(texts.find_text("nl", "bestaat-niet", &[]), None);
    }

    #[test]
    fn a_number_chooses_between_singular_and_plural() {
        assert_eq!(texts().text("nl", "taken", &[("n", 1.into())]), "1 taak");
        assert_eq!(texts().text("nl", "taken", &[("n", 2.into())]), "2 taken");
    }

    #[test]
    fn a_large_number_is_written_in_groups() {
        let texts = Texts::builder().add("nl", "n = { $n } tekens").add("en", "n = { $n } characters").build().unwrap();
        let cases = [(2026, "2026 tekens"), (10_000, "10.000 tekens"), (-1_234_567, "-1.234.567 tekens")];
        for (number, expected) in cases {
            assert_eq!(texts.text("nl", "n", &[("n", number.into())]), expected);
        }
        assert_eq!(texts.text("en", "n", &[("n", 10_000.into())]), "10,000 characters");
    }

    #[test]
    fn a_municipality_replaces_a_text() {
        let texts = Texts::builder().add("nl", "woord = aanvraag").add("nl", "woord = verzoek").build().unwrap();
        assert_eq!(texts.text("nl", "woord", &[]), "verzoek");
    }

    #[test]
    fn a_broken_file_stops_the_start() {
        assert!(Texts::builder().add("nl", "geen geldig bestand").build().is_err());
        assert!(Texts::builder().add("?", "a = b").build().is_err());
    }
}
