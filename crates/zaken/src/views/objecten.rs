//! What zaken are about, in the fields of the standard for each kind of object.

use autorisaties::handlers::{Fields, Url, Urls};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::OptionalUrl;
use super::betrokkene::{MEDEWERKER, NATUURLIJK_PERSOON, NIET_NATUURLIJK_PERSOON, ORGANISATORISCHE_EENHEID, VESTIGING};
use super::velden::Veld::{self, Groep, Huisnummer, KeuzeVereist, Tekst, Vereist, Vrij};
use super::velden::{self, VeldenView};
use crate::{Zaakobject, paths};

const TERREIN_GEBOUWD_OBJECT: &[Veld] = &[
    Vereist("identificatie", 100),
    Groep(
        "adresAanduidingGrp",
        &[
            Tekst("numIdentificatie", 100),
            Tekst("oaoIdentificatie", 100),
            Tekst("aoaIdentificatie", 100),
            Vereist("wplWoonplaatsNaam", 80),
            Vereist("gorOpenbareRuimteNaam", 80),
            Tekst("aoaPostcode", 7),
            Huisnummer("aoaHuisnummer"),
            Tekst("aoaHuisletter", 1),
            Tekst("aoaHuisnummertoevoeging", 4),
            Tekst("ogoLocatieAanduiding", 100),
        ],
    ),
];
const WOZ_OBJECT: &[Veld] = &[
    Vereist("wozObjectNummer", 100),
    Groep(
        "aanduidingWozObject",
        &[
            Tekst("aoaIdentificatie", 100),
            Vereist("wplWoonplaatsNaam", 80),
            Vereist("gorOpenbareRuimteNaam", 80),
            Tekst("aoaPostcode", 7),
            Huisnummer("aoaHuisnummer"),
            Tekst("aoaHuisletter", 1),
            Tekst("aoaHuisnummertoevoeging", 4),
            Tekst("locatieOmschrijving", 1000),
        ],
    ),
];
const KADASTRALE_ONROERENDE_ZAAK: &[Veld] =
    &[Vereist("kadastraleIdentificatie", 100), Vereist("kadastraleAanduiding", 1000)];

/// Each kind of object with its fields. Of a besluit, document or status only the URL is known: it has none.
const SOORTEN: [(&str, &[Veld]); 31] = [
    (
        "adres",
        &[
            Tekst("identificatie", 100),
            Vereist("wplWoonplaatsNaam", 80),
            Vereist("gorOpenbareRuimteNaam", 80),
            Huisnummer("huisnummer"),
            Tekst("huisletter", 1),
            Tekst("huisnummertoevoeging", 4),
            Tekst("postcode", 7),
        ],
    ),
    ("besluit", &[]),
    (
        "buurt",
        &[Vereist("buurtCode", 2), Vereist("buurtNaam", 40), Vereist("gemGemeenteCode", 4), Vereist("wykWijkCode", 2)],
    ),
    ("enkelvoudig_document", &[]),
    ("gemeente", &[Vereist("gemeenteNaam", 80), Vereist("gemeenteCode", 4)]),
    ("gemeentelijke_openbare_ruimte", &[Vereist("identificatie", 100), Vereist("openbareRuimteNaam", 80)]),
    ("huishouden", &[Vereist("nummer", 12), Groep("isGehuisvestIn", TERREIN_GEBOUWD_OBJECT)]),
    (
        "inrichtingselement",
        &[
            KeuzeVereist(
                "type",
                &[
                    "bak",
                    "bord",
                    "installatie",
                    "kast",
                    "mast",
                    "paal",
                    "sensor",
                    "straatmeubilair",
                    "waterinrichtingselement",
                    "weginrichtingselement",
                ],
            ),
            Vereist("identificatie", 100),
            Tekst("naam", 500),
        ],
    ),
    ("kadastrale_onroerende_zaak", KADASTRALE_ONROERENDE_ZAAK),
    (
        "kunstwerkdeel",
        &[
            KeuzeVereist(
                "type",
                &[
                    "keermuur",
                    "overkluizing",
                    "duiker",
                    "faunavoorziening",
                    "vispassage",
                    "bodemval",
                    "coupure",
                    "ponton",
                    "voorde",
                    "hoogspanningsmast",
                    "gemaal",
                    "perron",
                    "sluis",
                    "strekdam",
                    "steiger",
                    "stuw",
                ],
            ),
            Vereist("identificatie", 100),
            Vereist("naam", 80),
        ],
    ),
    ("maatschappelijke_activiteit", &[Vereist("kvkNummer", 8), Vereist("handelsnaam", 200)]),
    ("medewerker", MEDEWERKER),
    ("natuurlijk_persoon", NATUURLIJK_PERSOON),
    ("niet_natuurlijk_persoon", NIET_NATUURLIJK_PERSOON),
    (
        "openbare_ruimte",
        &[Vereist("identificatie", 100), Vereist("wplWoonplaatsNaam", 80), Vereist("gorOpenbareRuimteNaam", 80)],
    ),
    ("organisatorische_eenheid", ORGANISATORISCHE_EENHEID),
    ("pand", &[Vereist("identificatie", 100)]),
    (
        "spoorbaandeel",
        &[
            KeuzeVereist("type", &["breedspoor", "normaalspoor", "smalspoor", "spoorbaan"]),
            Vereist("identificatie", 100),
            Tekst("naam", 500),
        ],
    ),
    ("status", &[]),
    ("terreindeel", &[Vereist("type", 40), Vereist("identificatie", 100), Tekst("naam", 500)]),
    ("terrein_gebouwd_object", TERREIN_GEBOUWD_OBJECT),
    ("vestiging", VESTIGING),
    (
        "waterdeel",
        &[
            KeuzeVereist("typeWaterdeel", &["zee", "waterloop", "watervlakte", "greppel_droge_sloot"]),
            Vereist("identificatie", 100),
            Tekst("naam", 500),
        ],
    ),
    ("wegdeel", &[Vereist("type", 100), Vereist("identificatie", 100), Tekst("naam", 500)]),
    ("wijk", &[Vereist("wijkCode", 2), Vereist("wijkNaam", 40), Vereist("gemGemeenteCode", 4)]),
    ("woonplaats", &[Vereist("identificatie", 100), Vereist("woonplaatsNaam", 80)]),
    ("woz_deelobject", &[Vereist("nummerWozDeelObject", 6), Groep("isOnderdeelVan", WOZ_OBJECT)]),
    ("woz_object", WOZ_OBJECT),
    ("woz_waarde", &[Vereist("waardepeildatum", 9), Groep("isVoor", WOZ_OBJECT)]),
    (
        "zakelijk_recht",
        &[
            Vereist("identificatie", 100),
            Vereist("avgAard", 1000),
            Groep("heeftBetrekkingOp", KADASTRALE_ONROERENDE_ZAAK),
            Groep(
                "heeftAlsGerechtigde",
                &[
                    Groep("natuurlijkPersoon", NATUURLIJK_PERSOON),
                    Groep("nietNatuurlijkPersoon", NIET_NATUURLIJK_PERSOON),
                ],
            ),
        ],
    ),
    ("overige", &[Vrij("overigeData")]),
];

/// Returns the words of all kinds of objects.
pub(crate) fn soorten() -> Vec<&'static str> {
    SOORTEN.iter().map(|(name, _)| *name).collect()
}

fn velden(object_type: &str) -> &'static [Veld] {
    SOORTEN.iter().find(|(name, _)| *name == object_type).map(|(_, velden)| *velden).unwrap_or_default()
}

/// Reads the identification of an object. What says nothing is left out.
pub(crate) fn read_identificatie(fields: &mut Fields, object_type: &str) -> Map<String, Value> {
    velden::read(fields, velden(object_type))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ZaakobjectView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    object: String,
    zaakobjecttype: OptionalUrl<'a>,
    object_type: &'a str,
    object_type_overige: &'a str,
    object_type_overige_definitie: Option<&'a Value>,
    relatieomschrijving: &'a str,
    object_identificatie: Option<VeldenView<'a>>,
}

/// Writes what a zaak is about.
pub(crate) fn zaakobject<'a>(one: &'a Zaakobject, urls: &'a Urls) -> ZaakobjectView<'a> {
    let velden = velden(&one.object_type);
    ZaakobjectView {
        url: urls.url(paths::ZAAKOBJECTEN, one.uuid.uuid()),
        uuid: one.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, one.zaak.uuid()),
        object: super::complete(urls, &one.object),
        zaakobjecttype: OptionalUrl(one.zaakobjecttype.map(|uuid| urls.url(paths::ZAAKOBJECTTYPEN, uuid))),
        object_type: &one.object_type,
        object_type_overige: &one.object_type_overige,
        object_type_overige_definitie: one.object_type_overige_definitie.as_ref(),
        relatieomschrijving: &one.relatieomschrijving,
        object_identificatie: one
            .object_identificatie
            .as_ref()
            .filter(|_| !velden.is_empty())
            .map(|value| VeldenView { velden, value }),
    }
}
