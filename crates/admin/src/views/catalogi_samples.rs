//! Examples of the pages about catalogi.

use super::catalogi::{
    CatalogiFormPage, CatalogiPage, CatalogusRow, Deel, DeelRow, Feit, FeitenGroep, Geldig, ImportKeuzePage,
    ImportKlaarPage, ImportPage, Knoppen, Lijst, Link, Stand, Tab, TypePage, TypeRow,
};
use super::veld::{Fout, Fouten, Keuzemogelijkheid, Veld};
use crate::paths;

const CONCEPT: Stand = Stand { label: "catalogi-stand-concept", kind: "warning" };
const GELDIG: Stand = Stand { label: "catalogi-stand-geldig", kind: "success" };

fn geldig() -> Geldig {
    Geldig { begin: "2026-01-01".into(), einde: Some("2027-01-01".into()) }
}

fn row(omschrijving: &str, naam: &str, stand: Stand) -> TypeRow {
    TypeRow {
        omschrijving: omschrijving.into(),
        naam: naam.into(),
        href: "/beheer/catalogi/zaaktype/1".into(),
        geldig: geldig(),
        stand,
        catalogus: "LOKET".into(),
        current: stand == CONCEPT,
    }
}

fn link(label: &str, bij: &str) -> Link {
    Link { label: label.into(), href: "/beheer/catalogi/zaaktype/1".into(), bij: bij.into() }
}

fn feit(term: &str, text: &str) -> Feit {
    Feit { term: term.into(), text: text.into(), is_date: text.starts_with("20") }
}

fn fouten(key: &str, text: &str) -> Fouten {
    let mut fouten = Fouten::default();
    fouten.add(key, text.into());
    fouten
}

fn velden() -> Vec<Veld> {
    let option = |value: &str, checked| Keuzemogelijkheid { value: value.into(), label: value.into(), checked };
    vec![Veld {
        children: vec![
            Veld { required: true, ..Veld::new("textfield", "omschrijving", "Omschrijving".into()) },
            Veld::new("textarea", "doel", "Doel".into()),
            Veld::new("date", "beginGeldigheid", "Geldig vanaf".into()),
            Veld { checked: true, ..Veld::new("checkbox", "verlengingMogelijk", "Kan worden verlengd".into()) },
            Veld {
                options: vec![option("intern", true), option("extern", false)],
                ..Veld::new("select", "referentieproces.naam", "Referentieproces".into())
            },
        ],
        ..Veld::new("fieldset", "groep-algemeen", "Algemeen".into())
    }]
}

impl CatalogiPage {
    /// The empty, the ordinary and the crowded page.
    pub fn samples() -> Vec<Self> {
        let empty = Self {
            catalogi: Vec::new(),
            tabs: ["Zaaktypen", "Informatieobjecttypen", "Besluittypen"]
                .map(|label| Tab { label: label.into(), href: paths::CATALOGI.into(), current: label == "Zaaktypen" })
                .to_vec(),
            soort: "zaaktype",
            heeft_identificatie: true,
            is_gezocht: false,
            zoekvelden: vec![Veld::new("textfield", "zoek", "Naam of identificatie".into())],
            action: paths::CATALOGI,
            aantal: 0,
            typen: Vec::new(),
            pagina: 1,
            paginas: 0,
            pagina_base: "/beheer/catalogi?soort=zaaktype&pagina=".into(),
            nieuw_catalogus_href: "/beheer/catalogi/catalogus/nieuw".into(),
            import_href: paths::CATALOGI_IMPORT,
            nieuw: Vec::new(),
            nieuw_label: "Maak een zaaktype".into(),
        };
        let catalogus = |naam: &str, domein: &str| CatalogusRow {
            naam: naam.into(),
            href: "/beheer/catalogi/catalogus/1".into(),
            domein: domein.into(),
            rsin: "002564440".into(),
            zaaktypen: 214,
            informatieobjecttypen: 61,
            besluittypen: 48,
        };
        let full = Self {
            catalogi: vec![catalogus("Voorbeeldstad", "LOKET"), catalogus("Proef", "PROEF")],
            is_gezocht: true,
            aantal: 214,
            typen: vec![row("Bezwaarschrift", "BEZWAAR", GELDIG), row("Proef", "PROEF", CONCEPT)],
            pagina: 2,
            paginas: 5,
            nieuw: vec![
                ("LOKET".into(), "/beheer/catalogi/zaaktype/nieuw?bij=1".into()),
                ("PROEF".into(), "/2".into()),
            ],
            ..empty.clone()
        };
        vec![empty, full]
    }
}

impl TypePage {
    /// A concept that lacks things, and what is published.
    pub fn samples() -> Vec<Self> {
        let deel = |rijen, nieuw_href: Option<&str>| Deel {
            soort: "statustype",
            titel: "Statustypen".into(),
            uitleg: "De stappen van een zaak.".into(),
            leeg: "Hier staat nog niets.".into(),
            kolommen: vec!["Omschrijving".into(), "Volgnummer".into()],
            rijen,
            nieuw_href: nieuw_href.map(str::to_owned),
            nieuw_label: "Voeg een statustype toe".into(),
        };
        let rij = |naam: &str, is_eind, is_concept: bool| DeelRow {
            naam: naam.into(),
            href: "/beheer/catalogi/statustype/1".into(),
            cellen: vec!["1".into()],
            is_eind,
            wijzig_href: is_concept.then(|| "/beheer/catalogi/statustype/1/wijzig".into()),
            verwijder_action: is_concept.then(|| "/beheer/catalogi/statustype/1/verwijder".into()),
        };
        let concept = Self {
            naam: "Proef".into(),
            soort: "Zaaktype".into(),
            identificatie: "PROEF".into(),
            stand: Some(CONCEPT),
            geldig: Some(geldig()),
            is_concept: true,
            is_type: true,
            fouten: fouten("formulier", "Dit is nog in gebruik."),
            nodig: vec![Fout { text: "Voeg een roltype toe.".into(), href: "#statustype".into() }],
            feiten: vec![
                FeitenGroep { naam: "Algemeen".into(), feiten: vec![feit("Doel", "Een doel")] },
                FeitenGroep { naam: "Geldigheid".into(), feiten: vec![feit("Geldig vanaf", "2026-01-01")] },
            ],
            delen: vec![deel(vec![rij("Ontvangen", false, true), rij("Afgehandeld", true, true)], Some("/nieuw"))],
            lijsten: vec![Lijst {
                id: "gerelateerdeZaaktypen".into(),
                titel: "Gerelateerde zaaktypen".into(),
                leeg: "Er zijn er geen.".into(),
                links: vec![link("BEZWAAR", "Vervolg"), link("ANDER", "")],
            }],
            versies: vec![row("Proef", "PROEF", CONCEPT), row("Proef", "PROEF", GELDIG)],
            knoppen: Knoppen {
                wijzig_href: Some("/wijzig".into()),
                kopie_href: Some("/kopie".into()),
                export_href: Some("/export".into()),
                publiceer_action: Some("/publiceer".into()),
                publiceer_velden: vec![Veld::new("checkbox", "vorige", "Laat de vorige versie eindigen".into())],
                verwijder_action: Some("/verwijder".into()),
                ..Knoppen::default()
            },
            terug_href: paths::CATALOGI.into(),
            terug_label: "Terug naar alle catalogi".into(),
        };
        let published = Self {
            stand: Some(GELDIG),
            is_concept: false,
            fouten: fouten("eindeGeldigheid", "De einddatum ligt voor de begindatum."),
            nodig: Vec::new(),
            delen: vec![
                deel(vec![rij("Ontvangen", false, false)], None),
                Deel { soort: "roltype", ..deel(vec![], None) },
            ],
            lijsten: Vec::new(),
            knoppen: Knoppen {
                versie_href: Some("/versie".into()),
                einde_action: Some("/einde".into()),
                einde_velden: vec![Veld::new("date", "eindeGeldigheid", "Geldig tot".into())],
                ..Knoppen::default()
            },
            ..concept.clone()
        };
        vec![concept, published]
    }
}

impl CatalogiFormPage {
    /// The form, and one with faults.
    pub fn samples() -> Vec<Self> {
        let page = |lead: &str, fouten| Self {
            title: "Zaaktype wijzigen".into(),
            onder: "Proef".into(),
            lead: lead.into(),
            velden: velden(),
            fouten,
            merk: "0a1b".into(),
            action: "/beheer/catalogi/zaaktype/1/wijzig".into(),
            terug_href: "/beheer/catalogi/zaaktype/1".into(),
            knop: "Sla op".into(),
        };
        vec![page("", Fouten::default()), page("Uitleg.", fouten("referentieproces.naam", "Vul in: Referentieproces."))]
    }
}

impl ImportPage {
    /// The page, and one with a fault.
    pub fn samples() -> Vec<Self> {
        [Fouten::default(), fouten("bestand", "Dit is geen ZIP-bestand.")]
            .map(|fouten| Self {
                velden: vec![Veld { required: true, ..Veld::new("file", "bestand", "Bestand".into()) }],
                fouten,
                action: paths::CATALOGI_IMPORT,
                terug_href: paths::CATALOGI,
            })
            .to_vec()
    }
}

impl ImportKeuzePage {
    /// A file that can be imported, and one that can't.
    pub fn samples() -> Vec<Self> {
        let page = |velden, fouten, action| Self {
            inhoud: vec![feit("Zaaktypen", "3"), feit("Statustypen", "12")],
            naamvelden: vec![Veld { required: true, ..Veld::new("textfield", "domein", "Domein".into()) }],
            velden,
            fouten,
            bestand: "0".repeat(64),
            doel: "nieuw".into(),
            action,
            terug_href: paths::CATALOGI_IMPORT,
        };
        let keuze = Veld { required: true, ..Veld::new("select", "gebruik.0", "Informatieobjecttype: Brief".into()) };
        let wrong = fouten("formulier", "ZaakType.json, PROEF: doel: Dit veld is vereist.");
        let wrong = Fouten { lijst: vec![Fout { href: "#inhoud-bestand".into(), ..wrong.lijst[0].clone() }], ..wrong };
        vec![
            page(vec![keuze], Fouten::default(), Some(paths::CATALOGI_IMPORT_BEVESTIG)),
            page(Vec::new(), Fouten::default(), Some(paths::CATALOGI_IMPORT_BEVESTIG)),
            page(Vec::new(), wrong, None),
        ]
    }
}

impl ImportKlaarPage {
    /// With and without things to look at.
    pub fn samples() -> Vec<Self> {
        let page = |meldingen: &[&str]| Self {
            gemaakt: vec![feit("Zaaktypen", "1"), feit("Statustypen", "4")],
            zaaktypen: vec![link("PROEF", "")],
            meldingen: meldingen.iter().map(|text| (*text).to_owned()).collect(),
            catalogus_href: "/beheer/catalogi/catalogus/1".into(),
        };
        vec![page(&[]), page(&["ZaakType.json, PROEF: deelzaaktypen: \"ANDER\" is weggelaten."])]
    }
}
