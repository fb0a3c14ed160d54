//! Who is involved, in the fields of the standard: one table for each kind of party drives both reading and writing.

use autorisaties::handlers::Fields;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use values::Bsn;

use crate::BetrokkeneType;

/// A field of betrokkeneIdentificatie.
enum Veld {
    /// A text of at most so many characters.
    Tekst(&'static str, usize),
    /// One of these values.
    Keuze(&'static str, &'static [&'static str]),
    /// A BSN.
    Bsn(&'static str),
    /// A list of texts.
    Lijst(&'static str),
    /// An object of texts, of which the first ones must be there; null when it is not given.
    Groep(&'static str, usize, &'static [(&'static str, usize)]),
}

use Veld::{Groep, Keuze, Lijst, Tekst};

/// The house number is the one number in the tables.
const HUISNUMMER: &str = "aoaHuisnummer";

const VERBLIJFSADRES: Veld = Groep(
    "verblijfsadres",
    4,
    &[
        ("aoaIdentificatie", 100),
        ("wplWoonplaatsNaam", 80),
        ("gorOpenbareRuimteNaam", 80),
        (HUISNUMMER, 5),
        ("aoaPostcode", 7),
        ("aoaHuisletter", 1),
        ("aoaHuisnummertoevoeging", 4),
        ("inpLocatiebeschrijving", 1000),
    ],
);
const VERBLIJF_BUITENLAND: Veld = Groep(
    "subVerblijfBuitenland",
    2,
    &[
        ("lndLandcode", 4),
        ("lndLandnaam", 40),
        ("subAdresBuitenland_1", 35),
        ("subAdresBuitenland_2", 35),
        ("subAdresBuitenland_3", 35),
    ],
);

const NATUURLIJK_PERSOON: &[Veld] = &[
    Veld::Bsn("inpBsn"),
    Tekst("anpIdentificatie", 17),
    Tekst("inpA_nummer", 10),
    Tekst("geslachtsnaam", 200),
    Tekst("voorvoegselGeslachtsnaam", 80),
    Tekst("voorletters", 20),
    Tekst("voornamen", 200),
    Keuze("geslachtsaanduiding", &["m", "v", "o"]),
    Tekst("geboortedatum", 18),
    VERBLIJFSADRES,
    VERBLIJF_BUITENLAND,
];
const NIET_NATUURLIJK_PERSOON: &[Veld] = &[
    Tekst("innNnpId", 9),
    Tekst("annIdentificatie", 17),
    Tekst("statutaireNaam", 500),
    Keuze("innRechtsvorm", RECHTSVORMEN),
    Tekst("bezoekadres", 1000),
    VERBLIJF_BUITENLAND,
];
const VESTIGING: &[Veld] =
    &[Tekst("vestigingsNummer", 24), Lijst("handelsnaam"), VERBLIJFSADRES, VERBLIJF_BUITENLAND, Tekst("kvkNummer", 8)];
const ORGANISATORISCHE_EENHEID: &[Veld] = &[Tekst("identificatie", 24), Tekst("naam", 50), Tekst("isGehuisvestIn", 24)];
const MEDEWERKER: &[Veld] = &[
    Tekst("identificatie", 254),
    Tekst("achternaam", 200),
    Tekst("voorletters", 20),
    Tekst("voorvoegselAchternaam", 10),
];

const RECHTSVORMEN: &[&str] = &[
    "besloten_vennootschap",
    "cooperatie_europees_economische_samenwerking",
    "europese_cooperatieve_venootschap",
    "europese_cooperatieve_vennootschap",
    "europese_naamloze_vennootschap",
    "kerkelijke_organisatie",
    "naamloze_vennootschap",
    "onderlinge_waarborg_maatschappij",
    "overig_privaatrechtelijke_rechtspersoon",
    "stichting",
    "vereniging",
    "vereniging_van_eigenaars",
    "publiekrechtelijke_rechtspersoon",
    "vennootschap_onder_firma",
    "maatschap",
    "rederij",
    "commanditaire_vennootschap",
    "kapitaalvennootschap_binnen_eer",
    "overige_buitenlandse_rechtspersoon_vennootschap",
    "kapitaalvennootschap_buiten_eer",
];

/// All kinds of parties.
pub(super) const SOORTEN: [BetrokkeneType; 5] = [
    BetrokkeneType::NatuurlijkPersoon,
    BetrokkeneType::NietNatuurlijkPersoon,
    BetrokkeneType::Vestiging,
    BetrokkeneType::OrganisatorischeEenheid,
    BetrokkeneType::Medewerker,
];

/// Returns the kind of party of this word.
pub(super) fn find_soort(text: &str) -> Option<BetrokkeneType> {
    SOORTEN.into_iter().find(|soort| soort.as_str() == text)
}

fn velden(soort: BetrokkeneType) -> &'static [Veld] {
    match soort {
        BetrokkeneType::NatuurlijkPersoon => NATUURLIJK_PERSOON,
        BetrokkeneType::NietNatuurlijkPersoon => NIET_NATUURLIJK_PERSOON,
        BetrokkeneType::Vestiging => VESTIGING,
        BetrokkeneType::OrganisatorischeEenheid => ORGANISATORISCHE_EENHEID,
        BetrokkeneType::Medewerker => MEDEWERKER,
    }
}

/// Reads who is involved. What says nothing is left out.
pub(super) fn read(fields: &mut Fields, soort: BetrokkeneType) -> Map<String, Value> {
    let mut read = Map::new();
    for veld in velden(soort) {
        let (name, value) = match veld {
            Veld::Tekst(name, length_max) => (*name, Value::from(fields.text(name, *length_max))),
            Veld::Keuze(name, allowed) => (*name, Value::from(fields.choice(name, allowed))),
            Veld::Bsn(name) => {
                let bsn = fields.parsed::<Bsn>(name, "invalid", "Dit is geen geldig BSN.");
                (*name, bsn.map_or(Value::Null, |bsn| bsn.as_str().into()))
            }
            Veld::Lijst(name) => (*name, read_list(fields, name)),
            Veld::Groep(name, required, texts) => {
                let group = fields.object(name);
                let group = group.map(|map| fields.within(name, map, |inner| read_group(inner, *required, texts)));
                (*name, group.map_or(Value::Null, Value::Object))
            }
        };
        let is_said = !matches!(&value, Value::Null) && value.as_str() != Some("") && value != Value::Array(Vec::new());
        if is_said {
            read.insert(name.to_owned(), value);
        }
    }
    read
}

fn read_list(fields: &mut Fields, name: &str) -> Value {
    match fields.value(name) {
        None => Value::Array(Vec::new()),
        Some(Value::Array(items))
            if items.iter().all(|item| item.as_str().is_some_and(|text| !text.contains('\0'))) =>
        {
            Value::Array(items.clone())
        }
        Some(_) => {
            fields.fault(name, "not_a_list", "Hier hoort een lijst van teksten.");
            Value::Array(Vec::new())
        }
    }
}

fn read_group(fields: &mut Fields, required: usize, texts: &[(&'static str, usize)]) -> Map<String, Value> {
    let mut read = Map::new();
    for (index, (name, length_max)) in texts.iter().enumerate() {
        let value = if *name == HUISNUMMER {
            match fields.value(name).map(Value::as_u64) {
                Some(Some(number)) if number <= 99_999 => Value::from(number),
                Some(_) => {
                    fields.fault(name, "invalid", "Hier hoort een huisnummer.");
                    Value::Null
                }
                None => {
                    fields.fault(name, "required", "Dit veld is vereist.");
                    Value::Null
                }
            }
        } else if index < required {
            Value::from(fields.text_required(name, *length_max))
        } else {
            Value::from(fields.text(name, *length_max))
        };
        read.insert((*name).to_owned(), value);
    }
    read
}

/// Who is involved, on the wire: every field of the kind of party, empty when it says nothing.
pub(super) struct BetrokkeneView<'a> {
    pub(super) soort: Option<BetrokkeneType>,
    pub(super) value: &'a Value,
}

impl Serialize for BetrokkeneView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(soort) = self.soort else { return self.value.serialize(serializer) };
        let velden = velden(soort);
        let mut map = serializer.serialize_map(Some(velden.len()))?;
        for veld in velden {
            match veld {
                Veld::Tekst(name, _) | Veld::Keuze(name, _) | Veld::Bsn(name) => {
                    map.serialize_entry(name, self.value.get(name).and_then(Value::as_str).unwrap_or_default())?;
                }
                Veld::Lijst(name) => {
                    let items = self.value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                    map.serialize_entry(name, items)?;
                }
                Veld::Groep(name, _, texts) => {
                    let group = self.value.get(name).filter(|group| group.is_object());
                    map.serialize_entry(name, &group.map(|group| GroepView { group, texts }))?;
                }
            }
        }
        map.end()
    }
}

struct GroepView<'a> {
    group: &'a Value,
    texts: &'static [(&'static str, usize)],
}

impl Serialize for GroepView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.texts.len()))?;
        for (name, _) in self.texts {
            match self.group.get(name) {
                Some(value) => map.serialize_entry(name, value)?,
                None => map.serialize_entry(name, "")?,
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_read_is_written_with_all_its_fields() {
        let given = json!({ "inpBsn": "999993653", "voorletters": "A.", "kleur": "rood", "verblijfsadres": {
            "aoaIdentificatie": "0518", "wplWoonplaatsNaam": "Den Haag", "gorOpenbareRuimteNaam": "Spui",
            "aoaHuisnummer": 70, "aoaPostcode": "2511BT" } });
        let mut fields = Fields::new(given.as_object().cloned().unwrap());
        let read = Value::Object(read(&mut fields, BetrokkeneType::NatuurlijkPersoon));
        assert!(fields.is_valid());
        let view = BetrokkeneView { soort: Some(BetrokkeneType::NatuurlijkPersoon), value: &read };
        let expected = json!({
            "inpBsn": "999993653", "anpIdentificatie": "", "inpA_nummer": "", "geslachtsnaam": "",
            "voorvoegselGeslachtsnaam": "", "voorletters": "A.", "voornamen": "", "geslachtsaanduiding": "",
            "geboortedatum": "",
            "verblijfsadres": {
                "aoaIdentificatie": "0518", "wplWoonplaatsNaam": "Den Haag", "gorOpenbareRuimteNaam": "Spui",
                "aoaHuisnummer": 70, "aoaPostcode": "2511BT", "aoaHuisletter": "", "aoaHuisnummertoevoeging": "",
                "inpLocatiebeschrijving": ""
            },
            "subVerblijfBuitenland": null,
        });
        assert_eq!(serde_json::to_value(view).unwrap(), expected);
    }

    #[test]
    fn faults_in_a_group_have_dotted_names() {
        let given = json!({ "inpBsn": "123", "verblijfsadres": { "aoaHuisnummer": "x" }, "geslachtsaanduiding": "q" });
        let mut fields = Fields::new(given.as_object().cloned().unwrap());
        read(&mut fields, BetrokkeneType::NatuurlijkPersoon);
        let problem = fields.finish().unwrap_err();
        let found: Vec<_> =
            problem.invalid_params().iter().map(|fault| format!("{} {}", fault.name, fault.code)).collect();
        let expected = [
            "inpBsn invalid",
            "geslachtsaanduiding invalid_choice",
            "verblijfsadres.aoaIdentificatie required",
            "verblijfsadres.wplWoonplaatsNaam required",
            "verblijfsadres.gorOpenbareRuimteNaam required",
            "verblijfsadres.aoaHuisnummer invalid",
        ];
        assert_eq!(found, expected);
    }
}
