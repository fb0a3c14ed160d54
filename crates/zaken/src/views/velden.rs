//! Parties and objects in the fields of the standard: one table for each kind drives both reading and writing.

use autorisaties::handlers::Fields;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use values::Bsn;

/// A field.
pub(super) enum Veld {
    /// A text of at most so many characters.
    Tekst(&'static str, usize),
    /// A text that must be there.
    Vereist(&'static str, usize),
    /// One of these values.
    Keuze(&'static str, &'static [&'static str]),
    /// One of these values, that must be there.
    KeuzeVereist(&'static str, &'static [&'static str]),
    /// A BSN.
    Bsn(&'static str),
    /// A house number, that must be there.
    Huisnummer(&'static str),
    /// The number of a person in the BRP: ten digits.
    Anummer(&'static str),
    /// A list of texts of at most so many characters.
    Lijst(&'static str, usize),
    /// An object; null when it is not given.
    Groep(&'static str, &'static [Veld]),
    /// An object of any form, that must be there.
    Vrij(&'static str),
}

use Veld::{Anummer, Groep, Huisnummer, Keuze, KeuzeVereist, Lijst, Tekst, Vereist, Vrij};

const HUISNUMMER_MAX: i64 = 99_999;
const ANUMMER_LENGTH: usize = 10;

fn is_anummer(text: &str) -> bool {
    text.len() == ANUMMER_LENGTH && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads the fields of a table. What says nothing is left out.
pub(super) fn read(fields: &mut Fields, velden: &'static [Veld]) -> Map<String, Value> {
    let mut read = Map::new();
    for veld in velden {
        let (name, value) = read_veld(fields, veld);
        let is_said = !matches!(&value, Value::Null) && value.as_str() != Some("") && value != Value::Array(Vec::new());
        if is_said {
            read.insert(name.to_owned(), value);
        }
    }
    read
}

fn read_veld(fields: &mut Fields, veld: &'static Veld) -> (&'static str, Value) {
    match veld {
        Tekst(name, length_max) => (name, fields.text(name, *length_max).into()),
        Vereist(name, length_max) => (name, fields.text_required(name, *length_max).into()),
        Keuze(name, allowed) => (name, fields.choice(name, allowed).into()),
        KeuzeVereist(name, allowed) => (name, fields.choice_required(name, allowed).into()),
        Veld::Bsn(name) => {
            let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let (code, reason) = match fields.value(name).and_then(Value::as_str).is_none_or(is_number) {
                true => ("invalid", "Dit is geen geldig BSN."),
                false => ("only-digits", "Gebruik alleen cijfers."),
            };
            let bsn = fields.parsed::<Bsn>(name, code, reason);
            (name, bsn.map_or(Value::Null, |bsn| bsn.as_str().into()))
        }
        Huisnummer(name) => (name, fields.integer_required(name, 0, HUISNUMMER_MAX).into()),
        Anummer(name) => {
            let text = fields.text(name, ANUMMER_LENGTH);
            if !text.is_empty() && !is_anummer(&text) {
                fields.fault(name, "invalid", "Hier horen tien cijfers.");
            }
            (name, text.into())
        }
        Lijst(name, length_max) => (name, fields.texts_or_empty(name, *length_max).into()),
        Groep(name, velden) => {
            // An answer shows a group that is not there as null, and may be sent back.
            let group = if fields.value(name).is_some() { fields.object(name) } else { None };
            let group = group.map(|map| fields.within(name, map, |inner| self::read(inner, velden)));
            (name, group.map_or(Value::Null, Value::Object))
        }
        Vrij(name) => (name, fields.object_required(name).map_or(Value::Null, Value::Object)),
    }
}

/// Makes what somebody else put together fit the fields of a table: names are cut, and a code that is too long says something else when it is
/// cut, so it is left out. What has no field stays.
pub(super) fn shorten(velden: &[Veld], value: &mut Value) {
    /// Of a code: a postcode, a house letter.
    const CODE_LENGTH_MAX: usize = 10;
    let Some(map) = value.as_object_mut() else { return };
    for veld in velden {
        match veld {
            Tekst(name, length_max) | Vereist(name, length_max) => {
                let Some(Value::String(text)) = map.get_mut(*name) else { continue };
                if text.chars().count() <= *length_max {
                    continue;
                }
                *text = if *length_max > CODE_LENGTH_MAX {
                    text.chars().take(*length_max).collect()
                } else {
                    String::new()
                };
            }
            Huisnummer(name) => {
                if map.get(*name).and_then(Value::as_i64).is_some_and(|number| number > HUISNUMMER_MAX) {
                    map.remove(*name);
                }
            }
            Anummer(name) => {
                if map.get(*name).and_then(Value::as_str).is_some_and(|text| !is_anummer(text)) {
                    map.remove(*name);
                }
            }
            Groep(name, velden) => {
                if let Some(group) = map.get_mut(*name) {
                    shorten(velden, group);
                }
            }
            Keuze(..) | KeuzeVereist(..) | Veld::Bsn(_) | Lijst(..) | Vrij(_) => {}
        }
    }
}

/// A party or an object on the wire: every field of its table, empty when it says nothing.
pub(crate) struct VeldenView<'a> {
    pub(super) velden: &'static [Veld],
    pub(super) value: &'a Value,
}

impl Serialize for VeldenView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.velden.len()))?;
        for veld in self.velden {
            match veld {
                Tekst(name, _)
                | Vereist(name, _)
                | Keuze(name, _)
                | KeuzeVereist(name, _)
                | Veld::Bsn(name)
                | Anummer(name) => {
                    map.serialize_entry(name, self.value.get(name).and_then(Value::as_str).unwrap_or_default())?;
                }
                Huisnummer(name) | Vrij(name) => map.serialize_entry(name, &self.value.get(name))?,
                Lijst(name, _) => {
                    let items = self.value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                    map.serialize_entry(name, items)?;
                }
                Groep(name, velden) => {
                    let group = self.value.get(name).filter(|group| group.is_object());
                    map.serialize_entry(name, &group.map(|value| VeldenView { velden, value }))?;
                }
            }
        }
        map.end()
    }
}
