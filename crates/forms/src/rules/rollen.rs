//! Who is involved in a zaak that comes from a form. Rules: formulieren.md sections 12.1 and 12.2.

use std::collections::HashMap;

use form_logic::{IdentifierRole, PrefillKey};
use serde_json::{Map, Value, json};
use values::actor::Burger;

use crate::context::representation;
use crate::{Contact, Eigenaar, Prefill};

/// Somebody to be involved, in the fields of the standard.
#[derive(Debug, PartialEq)]
pub(crate) struct RolFacts {
    pub identificatie: Value,
    pub indicatie_machtiging: &'static str,
    pub contactpersoon: Option<Value>,
    pub authenticatie: Option<Value>,
}

/// Who is involved by sending the form.
#[derive(Debug, PartialEq)]
pub(crate) struct Rollen {
    /// None when nobody logged in and nothing is known of the person.
    pub initiator: Option<RolFacts>,
    pub gemachtigde: Option<RolFacts>,
}

/// What the form tells about the person.
pub(crate) struct FormFacts<'a> {
    /// By registration attribute, such as `initiator_postcode`.
    pub attributes: &'a HashMap<String, Value>,
    pub prefill: &'a Prefill,
    /// The address that the confirmation goes to.
    pub recipient: Option<&'a str>,
    /// Where the person whom the zaak is about can be reached, for what the form does not ask.
    pub contact: &'a Contact,
    /// The form asks for a telephone number: who leaves it empty does not want to give one.
    pub asks_phone: bool,
}

impl FormFacts<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let value = self.attributes.get(&format!("initiator_{name}"))?;
        let text = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    fn fact(&self, attribute: &str) -> Option<String> {
        let key = PrefillKey {
            plugin: "haalcentraal".to_owned(),
            attribute: attribute.to_owned(),
            role: IdentifierRole::Main,
        };
        self.prefill.get(&key)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The whole name of the person whom the zaak is about.
    fn name(&self) -> Option<String> {
        let parts = ["voornamen", "tussenvoegsel", "geslachtsnaam"].map(|part| self.attribute(part));
        let has_surname = parts[2].is_some();
        let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        self.attribute("aanschrijfwijze").or_else(|| has_surname.then_some(joined))
    }

    fn email(&self) -> Option<String> {
        let recipient = self.recipient.map(str::to_owned).or_else(|| self.attribute("emailadres"));
        recipient.or_else(|| known(&self.contact.emailadres))
    }

    fn phone(&self) -> Option<String> {
        let kept = || known(&self.contact.telefoonnummer).filter(|_| !self.asks_phone);
        self.attribute("telefoonnummer").or_else(kept)
    }

    fn contactpersoon(&self, naam: Option<String>) -> Option<Value> {
        let fields = [("naam", naam), ("emailadres", self.email()), ("telefoonnummer", self.phone())];
        object(fields)
    }

    /// `natuurlijk_persoon` of the standard, as far as it is known.
    fn person(&self, bsn: Option<&str>) -> Option<Value> {
        let fact = |attribute: &str, prefill: &str| self.attribute(attribute).or_else(|| self.fact(prefill));
        let gender = fact("geslachtsaanduiding", "geslacht.code").map(|code| code.to_lowercase());
        let fields = [
            ("inpBsn", bsn.map(str::to_owned)),
            ("geslachtsnaam", fact("geslachtsnaam", "naam.geslachtsnaam")),
            ("voorvoegselGeslachtsnaam", fact("tussenvoegsel", "naam.voorvoegsel")),
            ("voorletters", fact("voorletters", "naam.voorletters")),
            ("voornamen", fact("voornamen", "naam.voornamen")),
            ("geslachtsaanduiding", gender.filter(|code| matches!(code.as_str(), "m" | "v" | "o"))),
            ("geboortedatum", fact("geboortedatum", "geboorte.datum.datum")),
        ];
        let mut person = object(fields);
        if let Some(adres) = self.address() {
            person.get_or_insert_with(|| json!({}))["verblijfsadres"] = adres;
        }
        person
    }

    fn address(&self) -> Option<Value> {
        let whole = self.attributes.get("initiator_adres");
        let part = |attribute: &str, key: &str| {
            let own = whole.and_then(|whole| whole.get(key)).and_then(Value::as_str).map(str::trim);
            own.filter(|text| !text.is_empty()).map(str::to_owned).or_else(|| self.attribute(attribute))
        };
        let postcode = part("postcode", "postcode").map(|text| text.replace(' ', "").to_uppercase());
        let mut adres = object([
            ("wplWoonplaatsNaam", part("woonplaats", "city")),
            ("gorOpenbareRuimteNaam", part("straat", "streetName")),
            ("aoaPostcode", postcode),
            ("aoaHuisletter", part("huisletter", "houseLetter")),
            ("aoaHuisnummertoevoeging", part("huisnummer_toevoeging", "houseNumberAddition")),
        ])?;
        // The standard asks for a number of the BAG, which a form does not know.
        adres["aoaIdentificatie"] = json!("");
        if let Some(number) = part("huisnummer", "houseNumber").and_then(|text| text.parse::<u32>().ok()) {
            adres["aoaHuisnummer"] = json!(number);
        }
        Some(adres)
    }
}

fn known(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// An object of the fields that are known; none when no field is.
fn object<const N: usize>(fields: [(&str, Option<String>); N]) -> Option<Value> {
    let known: Map<String, Value> =
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?)))).collect();
    (!known.is_empty()).then_some(Value::Object(known))
}

/// Decides who is involved. With a mandate the initiator is who is represented, and who acts is a second rol.
pub(crate) fn rollen(eigenaar: &Eigenaar, facts: &FormFacts<'_>) -> Rollen {
    let own_name = || facts.attribute("contactpersoonNaam").or_else(|| facts.name());
    let Some(burger) = eigenaar.burger() else {
        let naam = own_name().or_else(|| known(&facts.contact.naam));
        let contactpersoon = facts.contactpersoon(naam);
        let person = facts.person(None);
        let is_known = person.is_some() || contactpersoon.is_some();
        let initiator = is_known.then(|| RolFacts {
            identificatie: person.unwrap_or_else(|| json!({})),
            indicatie_machtiging: "",
            contactpersoon,
            authenticatie: None,
        });
        return Rollen { initiator, gemachtigde: None };
    };
    let bsn = burger.betrokkene().as_str();
    let identificatie = facts.person(Some(bsn)).unwrap_or_else(|| json!({ "inpBsn": bsn }));
    let login = json!({ "source": "digid", "levelOfAssurance": burger.loa.urn() });
    let name_of = |name: Option<String>, login_name: &str| name.or_else(|| known(login_name));
    match representation(burger) {
        None => {
            let naam = name_of(own_name(), &burger.naam).or_else(|| known(&facts.contact.naam));
            let initiator = RolFacts {
                identificatie,
                indicatie_machtiging: "",
                contactpersoon: facts.contactpersoon(naam),
                authenticatie: Some(login),
            };
            Rollen { initiator: Some(initiator), gemachtigde: None }
        }
        Some((representee, mandate)) => {
            let initiator = RolFacts {
                identificatie,
                indicatie_machtiging: "machtiginggever",
                // What the form asks is how to reach who fills it in.
                contactpersoon: object([
                    ("naam", name_of(facts.name(), burger.betrokkene_naam())),
                    ("emailadres", known(&facts.contact.emailadres)),
                    ("telefoonnummer", known(&facts.contact.telefoonnummer)),
                ]),
                // She did not log in herself.
                authenticatie: None,
            };
            let mut authenticatie = login;
            authenticatie["representee"] = representee;
            authenticatie["mandate"] = mandate;
            Rollen { initiator: Some(initiator), gemachtigde: Some(gemachtigde(burger, facts, authenticatie)) }
        }
    }
}

fn gemachtigde(burger: &Burger, facts: &FormFacts<'_>, authenticatie: Value) -> RolFacts {
    let naam = facts.attribute("contactpersoonNaam").or_else(|| known(&burger.naam));
    RolFacts {
        identificatie: json!({ "inpBsn": burger.bsn.as_str() }),
        indicatie_machtiging: "gemachtigde",
        // What is known besides is of who is represented.
        contactpersoon: FormFacts { contact: &Contact::default(), ..*facts }.contactpersoon(naam),
        authenticatie: Some(authenticatie),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::actor::{Betrouwbaarheidsniveau, Grond, Vertegenwoordiging};

    fn burger(vertegenwoordigt: Option<Grond>) -> Eigenaar {
        Eigenaar::Burger(Burger {
            bsn: "999990019".parse().unwrap(),
            naam: "Piet Pietersen".into(),
            loa: Betrouwbaarheidsniveau::Midden,
            vertegenwoordigt: vertegenwoordigt.map(|grond| Vertegenwoordiging {
                bsn: "999993653".parse().unwrap(),
                naam: "Anne de Boer".into(),
                grond,
                zaaktypen: Vec::new(),
            }),
        })
    }

    fn decide(eigenaar: &Eigenaar, attributes: Value) -> Rollen {
        let attributes = attributes.as_object().unwrap().clone().into_iter();
        let attributes = attributes.map(|(name, value)| (format!("initiator_{name}"), value)).collect();
        let (prefill, contact) = (Prefill::new(), Contact::default());
        rollen(
            eigenaar,
            &FormFacts {
                attributes: &attributes,
                prefill: &prefill,
                recipient: None,
                contact: &contact,
                asks_phone: true,
            },
        )
    }

    #[test]
    fn names_and_addresses_take_the_fields_of_the_standard() {
        // attributes, identificatie besides the BSN, name to write to
        let cases = [
            (json!({}), json!({}), "Piet Pietersen"),
            (json!({"aanschrijfwijze": "P. Pietersen"}), json!({}), "P. Pietersen"),
            (
                json!({"voornamen": "Piet", "tussenvoegsel": "van", "geslachtsnaam": "Dam", "geslachtsaanduiding": "M"}),
                json!({"geslachtsnaam": "Dam", "voorvoegselGeslachtsnaam": "van", "voornamen": "Piet", "geslachtsaanduiding": "m"}),
                "Piet van Dam",
            ),
            (json!({"contactpersoonNaam": "Balie", "aanschrijfwijze": "P. Pietersen"}), json!({}), "Balie"),
            (json!({"geslachtsaanduiding": "x", "postcode": "  "}), json!({}), "Piet Pietersen"),
            (
                json!({"postcode": "1234 ab", "huisnummer": "12", "huisnummer_toevoeging": "bis"}),
                json!({"verblijfsadres": {"aoaPostcode": "1234AB", "aoaHuisnummertoevoeging": "bis", "aoaIdentificatie": "",
                    "aoaHuisnummer": 12}}),
                "Piet Pietersen",
            ),
            (
                json!({"adres": {"postcode": "1234AB", "houseNumber": "7", "streetName": "Laan", "city": "Elders", "houseLetter": ""}}),
                json!({"verblijfsadres": {"aoaPostcode": "1234AB", "gorOpenbareRuimteNaam": "Laan", "wplWoonplaatsNaam": "Elders",
                    "aoaIdentificatie": "", "aoaHuisnummer": 7}}),
                "Piet Pietersen",
            ),
        ];
        for (attributes, mut identificatie, naam) in cases {
            identificatie["inpBsn"] = json!("999990019");
            let initiator = decide(&burger(None), attributes.clone()).initiator.unwrap();
            assert_eq!(initiator.identificatie, identificatie, "{attributes}");
            assert_eq!(initiator.contactpersoon, Some(json!({ "naam": naam })), "{attributes}");
        }
    }

    #[test]
    fn a_mandate_makes_the_represented_person_the_initiator() {
        for grond in [None, Some(Grond::Machtiging), Some(Grond::Bewindvoering)] {
            let decided = decide(&burger(grond), json!({"contactpersoonNaam": "P. Pietersen"}));
            let initiator = decided.initiator.unwrap();
            let told = (
                initiator.identificatie["inpBsn"].as_str(),
                initiator.indicatie_machtiging,
                initiator.authenticatie.is_some(),
            );
            let expected = match grond {
                None => (Some("999990019"), "", true),
                Some(_) => (Some("999993653"), "machtiginggever", false),
            };
            assert_eq!(told, expected, "{grond:?}");
            let gemachtigde = decided.gemachtigde.map(|rol| {
                let context = rol.authenticatie.unwrap();
                (rol.contactpersoon.unwrap()["naam"].clone(), context["representee"]["identifier"].clone())
            });
            assert_eq!(gemachtigde, grond.map(|_| (json!("P. Pietersen"), json!("999993653"))), "{grond:?}");
        }
    }

    #[test]
    fn what_is_known_of_the_represented_person_is_not_of_who_acts() {
        let contact = Contact {
            naam: "Anne de Boer".into(),
            emailadres: "anne@example.nl".into(),
            telefoonnummer: "06 1".into(),
        };
        let own = json!({"naam": "Anne de Boer", "emailadres": "anne@example.nl", "telefoonnummer": "06 1"});
        let acts = json!({"naam": "Piet Pietersen", "emailadres": "piet@example.nl", "telefoonnummer": "06 2"});
        for asks_phone in [false, true] {
            let prefill = Prefill::new();
            let attributes = HashMap::from([("initiator_telefoonnummer".to_owned(), json!("06 2"))]);
            let facts = FormFacts {
                attributes: &attributes,
                prefill: &prefill,
                recipient: Some("piet@example.nl"),
                contact: &contact,
                asks_phone,
            };
            let decided = rollen(&burger(Some(Grond::Machtiging)), &facts);
            assert_eq!(decided.initiator.unwrap().contactpersoon, Some(own.clone()), "{asks_phone}");
            assert_eq!(decided.gemachtigde.unwrap().contactpersoon, Some(acts.clone()), "{asks_phone}");
        }
    }

    #[test]
    fn nobody_is_no_initiator() {
        let medewerker = values::actor::Medewerker { id: "f".into(), naam: "F".into(), rollen: Vec::new() };
        let owner = Eigenaar::Medewerker(medewerker);
        assert_eq!(decide(&owner, json!({})), Rollen { initiator: None, gemachtigde: None });
        let known = decide(&owner, json!({"emailadres": "jan@example.nl"})).initiator.unwrap();
        assert_eq!((known.identificatie, known.authenticatie), (json!({}), None));
    }
}
