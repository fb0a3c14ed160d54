//! From the answers of a page to the fields of the standard.

use catalogi::beheer::Velden;
use serde_json::Value;
use web::{InvalidParam, Pairs};

use super::duur::from_words;
use super::tonen::plain;
use super::{Antwoord, Groep, Vraag};

/// More objects in a list than anybody fills in.
const LIST_MAX: usize = 100;

/// Returns the fields of the standard that a page asked for.
pub(crate) fn read(groepen: &[Groep], given: &Pairs) -> Velden {
    let mut velden = Velden::new();
    // What is ours beside the standard is not asked when a list tells it, and then stays as it is.
    let is_asked = |vraag: &&Vraag| {
        let may_be_left_out = vraag.naam.starts_with("loket.") && matches!(vraag.antwoord, Antwoord::Tekst);
        !may_be_left_out || given.find(vraag.naam).is_some()
    };
    for vraag in groepen.iter().flat_map(|groep| groep.vragen).filter(is_asked) {
        set(&mut velden, vraag.naam, answer(vraag, vraag.naam, given));
    }
    velden
}

fn answer(vraag: &Vraag, key: &str, given: &Pairs) -> Value {
    let text = || given.find(key).unwrap_or_default().trim();
    match vraag.antwoord {
        Antwoord::Duur => from_words(text()).into(),
        // Browsers end lines as typewriters do; what is kept has one sign.
        Antwoord::Lang => text().replace("\r\n", "\n").into(),
        Antwoord::JaNee => given.find(key).is_some().into(),
        Antwoord::JaNeeOnbekend => match text() {
            "ja" => true.into(),
            "nee" => false.into(),
            _ => Value::Null,
        },
        Antwoord::Regels => text().lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
        Antwoord::Meer(_) => given.all(key).filter(|value| !value.is_empty()).collect(),
        Antwoord::Lijst(vragen) => read_list(vragen, key, given),
        Antwoord::Tekst | Antwoord::Datum | Antwoord::Getal | Antwoord::Keuze(_) | Antwoord::Een(_) => text().into(),
    }
}

/// Reads the objects of a list; those that were left empty are not there.
fn read_list(vragen: &[Vraag], key: &str, given: &Pairs) -> Value {
    let mut list = Vec::new();
    for place in 0..LIST_MAX {
        let is_asked = vragen.iter().any(|vraag| given.find(&format!("{key}.{place}.{}", vraag.naam)).is_some());
        if !is_asked {
            break;
        }
        let mut object = Velden::new();
        for vraag in vragen {
            set(&mut object, vraag.naam, answer(vraag, &format!("{key}.{place}.{}", vraag.naam), given));
        }
        let is_filled = object.values().any(|value| value.as_str().is_some_and(|text| !text.is_empty()));
        if is_filled {
            list.push(Value::Object(object));
        }
    }
    list.into()
}

/// Puts a value at a place with dots.
fn set(velden: &mut Velden, naam: &str, value: Value) {
    match naam.split_once('.') {
        None => drop(velden.insert(naam.to_owned(), value)),
        Some((first, rest)) => {
            let inner = velden.entry(first).or_insert_with(|| Velden::new().into());
            if let Some(inner) = inner.as_object_mut() {
                set(inner, rest, value);
            }
        }
    }
}

/// Returns a mark of the fields that a page asks for, as they stand now.
pub(crate) fn mark(groepen: &[Groep], velden: &Velden) -> String {
    // The fields as they are sent: one for all questions that lie in it.
    catalogi::beheer::mark(velden, groepen.iter().flat_map(|groep| groep.vragen).map(|vraag| first(vraag.naam)))
}

fn first(naam: &str) -> &str {
    naam.split_once('.').map_or(naam, |(first, _)| first)
}

/// Returns the questions that these answers answer otherwise than what there is now.
pub(crate) fn differing<'a>(groepen: &'a [Groep], now: &Velden, given: &Velden) -> Vec<&'a Vraag> {
    let is_empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    let filled = |velden: &Velden, naam: &str| value_at(velden, naam).filter(|value| !is_empty(value)).map(plain);
    // Types are sent by name and kept by path, which says nothing about who changed them: the page says that they are not compared.
    let is_compared =
        |vraag: &&Vraag| !matches!(vraag.antwoord, Antwoord::Een(_) | Antwoord::Meer(_) | Antwoord::Lijst(_));
    let all = groepen.iter().flat_map(|groep| groep.vragen).filter(is_compared);
    all.filter(|vraag| filled(now, vraag.naam) != filled(given, vraag.naam)).collect()
}

/// Returns the value at a place with dots.
pub(crate) fn value_at<'a>(velden: &'a Velden, naam: &str) -> Option<&'a Value> {
    match naam.split_once('.') {
        None => velden.get(naam),
        Some((first, rest)) => velden.get(first)?.as_object().and_then(|inner| value_at(inner, rest)),
    }
    .filter(|value| !value.is_null())
}

/// Returns the questions that must be answered and are not: a type without a name can't be found again, whatever the API allows.
pub(crate) fn missing(groepen: &[Groep], velden: &Velden) -> Vec<InvalidParam> {
    groepen
        .iter()
        .flat_map(|groep| groep.vragen)
        .filter(|vraag| vraag.verplicht)
        .filter(|vraag| value_at(velden, vraag.naam).and_then(Value::as_str).is_none_or(str::is_empty))
        .map(|vraag| InvalidParam::new(vraag.naam, "blank", ""))
        .collect()
}
