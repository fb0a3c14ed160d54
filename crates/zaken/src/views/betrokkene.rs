//! Who is involved, in the fields of the standard for each kind of party.

use autorisaties::handlers::Fields;
use serde_json::{Map, Value};

use super::velden::Veld::{self, Anummer, Groep, Huisnummer, Keuze, Lijst, Tekst, Vereist};
use super::velden::{self, VeldenView};
use crate::BetrokkeneType;

const VERBLIJFSADRES: Veld = Groep(
    "verblijfsadres",
    &[
        Vereist("aoaIdentificatie", 100),
        Vereist("wplWoonplaatsNaam", 80),
        Vereist("gorOpenbareRuimteNaam", 80),
        Tekst("aoaPostcode", 7),
        Huisnummer("aoaHuisnummer"),
        Tekst("aoaHuisletter", 1),
        Tekst("aoaHuisnummertoevoeging", 4),
        Tekst("inpLocatiebeschrijving", 1000),
    ],
);
const VERBLIJF_BUITENLAND: Veld = Groep(
    "subVerblijfBuitenland",
    &[
        Vereist("lndLandcode", 4),
        Vereist("lndLandnaam", 40),
        Tekst("subAdresBuitenland_1", 35),
        Tekst("subAdresBuitenland_2", 35),
        Tekst("subAdresBuitenland_3", 35),
    ],
);

pub(super) const NATUURLIJK_PERSOON: &[Veld] = &[
    Veld::Bsn("inpBsn"),
    Tekst("anpIdentificatie", 17),
    Anummer("inpA_nummer"),
    Tekst("geslachtsnaam", 200),
    Tekst("voorvoegselGeslachtsnaam", 80),
    Tekst("voorletters", 20),
    Tekst("voornamen", 200),
    Keuze("geslachtsaanduiding", &["m", "v", "o"]),
    Tekst("geboortedatum", 18),
    VERBLIJFSADRES,
    VERBLIJF_BUITENLAND,
];
pub(super) const NIET_NATUURLIJK_PERSOON: &[Veld] = &[
    Tekst("innNnpId", 9),
    Tekst("annIdentificatie", 17),
    Tekst("kvkNummer", 8),
    Tekst("vestigingsNummer", 24),
    Tekst("statutaireNaam", 500),
    Keuze("innRechtsvorm", RECHTSVORMEN),
    Tekst("bezoekadres", 1000),
    VERBLIJFSADRES,
    VERBLIJF_BUITENLAND,
];
pub(super) const VESTIGING: &[Veld] = &[
    Tekst("vestigingsNummer", 24),
    Lijst("handelsnaam", 625),
    VERBLIJFSADRES,
    VERBLIJF_BUITENLAND,
    Tekst("kvkNummer", 8),
];
// The standard has shorter texts here; clients of Open Zaak use the room.
pub(super) const ORGANISATORISCHE_EENHEID: &[Veld] =
    &[Tekst("identificatie", 255), Tekst("naam", 255), Tekst("isGehuisvestIn", 255)];
pub(super) const MEDEWERKER: &[Veld] = &[
    Tekst("identificatie", 254),
    Tekst("achternaam", 200),
    Tekst("voorletters", 20),
    Tekst("voorvoegselAchternaam", 10),
];

/// How somebody who is involved can be reached.
const CONTACTPERSOON: &[Veld] = &[
    Tekst("emailadres", EMAILADRES_MAX),
    Tekst("functie", FUNCTIE_MAX),
    Tekst("telefoonnummer", TELEFOONNUMMER_MAX),
    Vereist("naam", NAAM_MAX),
];
pub(crate) const EMAILADRES_MAX: usize = 254;
pub(crate) const FUNCTIE_MAX: usize = 50;
pub(crate) const TELEFOONNUMMER_MAX: usize = 20;
pub(crate) const NAAM_MAX: usize = 200;

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
pub(crate) const SOORTEN: [BetrokkeneType; 5] = [
    BetrokkeneType::NatuurlijkPersoon,
    BetrokkeneType::NietNatuurlijkPersoon,
    BetrokkeneType::Vestiging,
    BetrokkeneType::OrganisatorischeEenheid,
    BetrokkeneType::Medewerker,
];

/// Returns the kind of party of this word.
pub(crate) fn find_soort(text: &str) -> Option<BetrokkeneType> {
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
pub(crate) fn read(fields: &mut Fields, soort: BetrokkeneType) -> Map<String, Value> {
    velden::read(fields, velden(soort))
}

/// Makes who is involved, and how she can be reached, fit the lengths of the standard: a form has the whole answer, and what is too long for the
/// register must not stop the person.
pub(crate) fn shorten(soort: BetrokkeneType, identificatie: &mut Value, contactpersoon: Option<&mut Value>) {
    velden::shorten(velden(soort), identificatie);
    if let Some(contact) = contactpersoon {
        velden::shorten(CONTACTPERSOON, contact);
    }
}

/// Writes who is involved; nothing when the kind of party is unknown.
pub(crate) fn view<'a>(betrokkene_type: &str, value: &'a Value) -> Option<VeldenView<'a>> {
    find_soort(betrokkene_type).map(|soort| VeldenView { velden: velden(soort), value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_form_makes_fits_the_standard() {
        let long = |length: usize| "a".repeat(length);
        let mut person = json!({ "inpBsn": "999993653", "voornamen": long(300), "voorletters": "A.", "verblijfsadres": {
            "aoaHuisletter": "bis", "aoaHuisnummer": 123_456, "gorOpenbareRuimteNaam": long(81), "aoaPostcode": "2511BT" } });
        let mut contact = json!({ "naam": long(201), "telefoonnummer": "0".repeat(240), "emailadres": "a@example.nl" });
        shorten(BetrokkeneType::NatuurlijkPersoon, &mut person, Some(&mut contact));
        assert_eq!(
            person,
            json!({ "inpBsn": "999993653", "voornamen": long(200), "voorletters": "A.", "verblijfsadres": {
                "aoaHuisletter": "", "gorOpenbareRuimteNaam": long(80), "aoaPostcode": "2511BT" } })
        );
        let expected = json!({ "naam": long(200), "telefoonnummer": "0".repeat(20), "emailadres": "a@example.nl" });
        assert_eq!(contact, expected);
    }

    #[test]
    fn what_is_read_is_written_with_all_its_fields() {
        let given = json!({ "inpBsn": "999993653", "voorletters": "A.", "kleur": "rood", "verblijfsadres": {
            "aoaIdentificatie": "0518", "wplWoonplaatsNaam": "Den Haag", "gorOpenbareRuimteNaam": "Spui",
            "aoaHuisnummer": 70, "aoaPostcode": "2511BT" } });
        let mut fields = Fields::new(given.as_object().cloned().unwrap());
        let read = Value::Object(read(&mut fields, BetrokkeneType::NatuurlijkPersoon));
        assert!(fields.is_valid());
        let view = view("natuurlijk_persoon", &read).unwrap();
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

    #[test]
    fn a_bsn_is_nine_digits_that_pass_the_elfproef() {
        for (bsn, code) in [("12345678a", "only-digits"), ("123456789", "invalid"), ("999993653", "")] {
            let mut fields = Fields::new(json!({ "inpBsn": bsn }).as_object().cloned().unwrap());
            read(&mut fields, BetrokkeneType::NatuurlijkPersoon);
            let problem = fields.finish().err();
            let found =
                problem.and_then(|problem| problem.invalid_params().first().map(|fault| fault.code.to_string()));
            assert_eq!(found.unwrap_or_default(), code, "{bsn}");
        }
    }
}
