//! From the fields of the standard to the questions on a page, and to the answers in words.

use std::collections::HashMap;

use catalogi::beheer::Velden;
use catalogi::register::Soort;
use serde_json::Value;
use web::{InvalidParam, PageCall};

use super::lezen::value_at;
use super::{Antwoord, Bron, Groep, Vraag, in_words};
use crate::views::{Fouten, Keuzemogelijkheid, Veld};

/// How many empty places a list of objects has.
const EMPTY_PLACES: usize = 2;

/// The code of a fault whose reason is a sentence of a page.
const TAKEN: &str = "taken";

/// A type that can be chosen.
#[derive(Debug, Clone)]
pub(crate) struct Optie {
    /// What is sent.
    pub(crate) value: String,
    /// What is read.
    pub(crate) label: String,
    /// The paths of all its versions.
    pub(crate) paths: Vec<String>,
}

/// What there is to choose from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bronnen(pub(crate) HashMap<Bron, Vec<Optie>>);

impl Bronnen {
    fn of(&self, bron: Bron) -> &[Optie] {
        self.0.get(&bron).map_or(&[], Vec::as_slice)
    }

    /// Returns the name of what a value names.
    fn name(&self, bron: Bron, value: &str) -> String {
        let found = self.of(bron).iter().find(|optie| optie.is(value));
        found.map_or_else(|| value.to_owned(), |optie| optie.label.clone())
    }
}

impl Optie {
    fn is(&self, value: &str) -> bool {
        self.value == value || self.paths.iter().any(|path| path == value)
    }
}

/// Returns the name of a question; some names mean something else for one kind.
pub(crate) fn label(call: &PageCall, soort: Soort, naam: &str) -> String {
    find(call, soort, naam, "").unwrap_or_else(|| naam.to_owned())
}

/// Returns what helps to answer a question, empty when it explains itself.
pub(crate) fn help(call: &PageCall, soort: Soort, naam: &str) -> String {
    find(call, soort, naam, "-uitleg").unwrap_or_default()
}

fn own_help(call: &PageCall, naam: &str) -> String {
    let key = format!("catalogi-veld-{}-uitleg", naam.replace('.', "-"));
    call.app.pages().texts().find_text(&call.lang.0, &key, &[]).unwrap_or_default()
}

fn find(call: &PageCall, soort: Soort, naam: &str, suffix: &str) -> Option<String> {
    let texts = call.app.pages().texts();
    let naam = naam.replace('.', "-");
    let own = format!("catalogi-veld-{}-{naam}{suffix}", soort.resource());
    texts
        .find_text(&call.lang.0, &own, &[])
        .or_else(|| texts.find_text(&call.lang.0, &format!("catalogi-veld-{naam}{suffix}"), &[]))
}

/// Returns the questions with their answers so far.
pub(crate) fn show(call: &PageCall, soort: Soort, groepen: &[Groep], velden: &Velden, bronnen: &Bronnen) -> Vec<Veld> {
    groepen
        .iter()
        .map(|groep| Veld {
            children: groep
                .vragen
                .iter()
                .map(|vraag| field(call, soort, vraag, vraag.naam, value_at(velden, vraag.naam), bronnen))
                .collect(),
            ..Veld::new("fieldset", &format!("groep-{}", groep.naam), group_label(call, groep))
        })
        .collect()
}

fn group_label(call: &PageCall, groep: &Groep) -> String {
    call.text(&format!("catalogi-groep-{}", groep.naam), &[])
}

fn field(call: &PageCall, soort: Soort, vraag: &Vraag, key: &str, value: Option<&Value>, bronnen: &Bronnen) -> Veld {
    let text = value.map(plain).unwrap_or_default();
    let veld = |kind| Veld {
        required: vraag.verplicht,
        description: help(call, soort, vraag.naam),
        ..Veld::new(kind, key, label(call, soort, vraag.naam))
    };
    match vraag.antwoord {
        Antwoord::Tekst | Antwoord::Getal => Veld { value: text, ..veld("textfield") },
        Antwoord::Lang | Antwoord::Regels => Veld { value: text, ..veld("textarea") },
        Antwoord::Datum => Veld { value: text, ..veld("date") },
        Antwoord::Duur => Veld { value: in_words(&text), ..veld("textfield") },
        Antwoord::JaNee => Veld { checked: value.and_then(Value::as_bool).unwrap_or(false), ..veld("checkbox") },
        Antwoord::JaNeeOnbekend => {
            let chosen = value.and_then(Value::as_bool).map_or("", |yes| if yes { "ja" } else { "nee" });
            Veld { options: choices(call, &["ja", "nee"], chosen), ..veld("select") }
        }
        Antwoord::Keuze(values) => Veld { options: choices(call, values, &text), ..veld("select") },
        Antwoord::Een(bron) => {
            let options = bronnen.of(bron).iter().map(|optie| option(optie, optie.is(&text))).collect();
            Veld { options, ..veld("select") }
        }
        Antwoord::Meer(bron) => {
            let given: Vec<String> = value.and_then(Value::as_array).into_iter().flatten().map(plain).collect();
            let is_chosen = |optie: &Optie| given.iter().any(|one| optie.is(one));
            let options: Vec<_> = bronnen.of(bron).iter().map(|optie| option(optie, is_chosen(optie))).collect();
            match options.len() {
                0 => Veld {
                    description: call.text("catalogi-niets-te-kiezen", &[]),
                    ..Veld::new("fieldset", key, label(call, soort, vraag.naam))
                },
                _ => Veld { options, ..veld("selectboxes") },
            }
        }
        Antwoord::Lijst(vragen) => {
            let given = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let one = |place: usize| {
                let object = given.get(place).and_then(Value::as_object);
                let inner = |vraag: &Vraag| {
                    let key = format!("{key}.{place}.{}", vraag.naam);
                    let value = object.and_then(|object| value_at(object, vraag.naam));
                    // A place that stays empty is no answer, so nothing in it must be filled in.
                    // What helps with a question of that name outside of the list says nothing here.
                    let description = own_help(call, vraag.naam);
                    Veld { required: false, description, ..field(call, soort, vraag, &key, value, bronnen) }
                };
                let nummer = i64::try_from(place + 1).unwrap_or(i64::MAX);
                let title = call.text(
                    "catalogi-nummer",
                    &[("wat", label(call, soort, vraag.naam).into()), ("nummer", nummer.into())],
                );
                Veld {
                    children: vragen.iter().map(inner).collect(),
                    ..Veld::new("fieldset", &format!("{key}.{place}"), title)
                }
            };
            Veld { children: (0..given.len() + EMPTY_PLACES).map(one).collect(), ..veld("fieldset") }
        }
    }
}

fn option(optie: &Optie, checked: bool) -> Keuzemogelijkheid {
    Keuzemogelijkheid { value: optie.value.clone(), label: optie.label.clone(), checked }
}

fn choices(call: &PageCall, values: &[&str], chosen: &str) -> Vec<Keuzemogelijkheid> {
    values
        .iter()
        .map(|value| Keuzemogelijkheid {
            value: (*value).to_owned(),
            label: call.text(&format!("catalogi-keuze-{value}"), &[]),
            checked: *value == chosen,
        })
        .collect()
}

/// Returns a value as it stands in a text field.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("\n"),
        Value::Null | Value::Object(_) => String::new(),
        other => other.to_string(),
    }
}

/// Returns an answer in words, empty when there is none.
pub(crate) fn text_of(call: &PageCall, vraag: &Vraag, value: Option<&Value>, bronnen: &Bronnen) -> String {
    let Some(value) = value else { return String::new() };
    let yes_no = |yes: bool| call.text(if yes { "catalogi-keuze-ja" } else { "catalogi-keuze-nee" }, &[]);
    match vraag.antwoord {
        Antwoord::JaNee | Antwoord::JaNeeOnbekend => value.as_bool().map(yes_no).unwrap_or_default(),
        Antwoord::Duur => in_words(&plain(value)),
        Antwoord::Keuze(_) => match plain(value).as_str() {
            "" => String::new(),
            chosen => call.text(&format!("catalogi-keuze-{chosen}"), &[]),
        },
        Antwoord::Een(bron) => bronnen.name(bron, &plain(value)),
        Antwoord::Meer(bron) => {
            let names = value.as_array().into_iter().flatten().map(|one| bronnen.name(bron, &plain(one)));
            names.collect::<Vec<_>>().join(", ")
        }
        Antwoord::Regels => plain(value).replace('\n', ", "),
        Antwoord::Lijst(vragen) => {
            let one = |object: &Value| {
                let texts = vragen.iter().map(|vraag| {
                    let value = object.as_object().and_then(|object| value_at(object, vraag.naam));
                    match vraag.antwoord {
                        // "Ja" says nothing without its question.
                        Antwoord::JaNee => String::new(),
                        _ => text_of(call, vraag, value, bronnen),
                    }
                });
                texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ")
            };
            value.as_array().into_iter().flatten().map(one).collect::<Vec<_>>().join("; ")
        }
        Antwoord::Tekst => bronnen.name(Bron::Selectielijst, &plain(value)),
        Antwoord::Lang | Antwoord::Datum | Antwoord::Getal => plain(value),
    }
}

/// Tells faults at their questions, in words that name the question. What has no question stands at the top of the form.
pub(crate) fn faults(call: &PageCall, soort: Soort, groepen: &[Groep], faults: &[InvalidParam]) -> Fouten {
    let mut fouten = Fouten::default();
    let faults: Vec<InvalidParam> = faults.iter().map(|fault| at_its_question(call, soort, fault)).collect();
    // In the order of the page.
    for groep in groepen {
        for vraag in groep.vragen {
            let own = |fault: &&InvalidParam| {
                fault.name == vraag.naam
                    || fault.name.strip_prefix(vraag.naam).is_some_and(|rest| rest.starts_with('.'))
            };
            for fault in faults.iter().filter(own) {
                let (key, asked) = place_of(vraag, &fault.name);
                fouten.add(&key, sentence(call, soort, asked, fault));
            }
        }
    }
    let has_question = |fault: &InvalidParam| {
        let mut names = groepen.iter().flat_map(|groep| groep.vragen).map(|vraag| vraag.naam);
        names.any(|naam| fault.name == naam || fault.name.starts_with(&format!("{naam}.")))
    };
    for fault in faults.iter().filter(|fault| !has_question(fault)) {
        let own = format!("catalogi-fout-{}", fault.code);
        let text = call.app.pages().texts().find_text(&call.lang.0, &own, &[]);
        fouten.add("formulier", text.unwrap_or_else(|| fault.reason.clone()));
    }
    fouten
}

/// Ties "there is one already" to the question that decides it, which the API tells of the whole.
fn at_its_question(call: &PageCall, soort: Soort, fault: &InvalidParam) -> InvalidParam {
    let name = match soort {
        Soort::Statustype | Soort::ZaaktypeInformatieobjecttype => "volgnummer",
        Soort::Resultaattype | Soort::Roltype => "omschrijving",
        Soort::Eigenschap => "naam",
        Soort::Catalogus => "domein",
        _ => return fault.clone(),
    };
    if fault.code != "unique" || fault.name != "nonFieldErrors" {
        return fault.clone();
    }
    InvalidParam::new(name, TAKEN, call.text(&format!("catalogi-fout-unique-{}", soort.resource()), &[]))
}

/// Returns the field on the page, and the question, that a fault below a question is about.
fn place_of<'a>(vraag: &'a Vraag, name: &str) -> (String, &'a Vraag) {
    if let Antwoord::Lijst(vragen) = vraag.antwoord {
        for inner in vragen {
            if name.ends_with(&format!(".{}", inner.naam)) {
                return (name.to_owned(), inner);
            }
        }
    }
    (vraag.naam.to_owned(), vraag)
}

fn sentence(call: &PageCall, soort: Soort, vraag: &Vraag, fault: &InvalidParam) -> String {
    let wat = label(call, soort, vraag.naam);
    let key = match (vraag.antwoord, fault.code.as_str()) {
        (_, TAKEN) => return fault.reason.clone(),
        (_, "must-be-empty") => "catalogi-fout-leeg",
        (Antwoord::Een(_) | Antwoord::Keuze(_) | Antwoord::JaNeeOnbekend, _) => "catalogi-fout-kies",
        (Antwoord::Meer(_), "does_not_exist" | "invalid" | "blank" | "required") => "catalogi-fout-kies-anders",
        (_, "blank" | "null" | "required" | "verlenging-mismatch") => "catalogi-fout-vul",
        (_, "invalid-bronzaaktype-for-broncatalogus") => "catalogi-fout-bron",
        (_, "max_length") => {
            let aantal: String = fault.reason.chars().filter(char::is_ascii_digit).collect();
            return call.text("catalogi-fout-lang", &[("wat", wat.into()), ("aantal", aantal.into())]);
        }
        (Antwoord::Datum, "invalid") => "catalogi-fout-datum",
        (_, "date-mismatch") => "catalogi-fout-einde",
        (Antwoord::Duur, "invalid") => "catalogi-fout-duur",
        (_, "empty-duration") => "catalogi-fout-duur-nul",
        (Antwoord::Getal, "invalid") => "catalogi-fout-getal",
        (_, "only-digits") => "catalogi-fout-cijfers",
        (_, "unknown-service") => "catalogi-fout-onbekende-dienst",
        (_, "invalid-resource") => "catalogi-fout-ander-adres",
        (_, "bad-url") if fault.reason == diensten::NOT_FETCHED => "catalogi-fout-onbereikbaar",
        (_, "bad-url") => "catalogi-fout-adres",
        _ => return call.text("catalogi-fout-ander", &[("wat", wat.into()), ("reden", fault.reason.as_str().into())]),
    };
    call.text(key, &[("wat", wat.into())])
}
