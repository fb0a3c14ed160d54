//! Rows of the registers, for the tests of the views.

use values::Id;

use super::id;

/// A zaaktype with the four public statussen and three eigenschappen, of which two are public.
pub fn zaaktype() -> catalogi::Zaaktype {
    let statustype = |(index, (name, text)): (usize, &(&str, &str))| catalogi::Statustype {
        uuid: Id::new(id(100 + index as u128)),
        volgnummer: index as i64 + 1,
        omschrijving: (*name).into(),
        omschrijving_generiek: String::new(),
        statustekst: (*name).into(),
        informeren: true,
        toelichting: (*text).into(),
        toon_in_portaal: true,
    };
    let statussen = [
        ("Geregistreerd", "Wij hebben uw aanvraag ontvangen."),
        ("In behandeling", "Een medewerker leest uw bezwaar."),
        ("Geaccepteerd", "Wij hebben een besluit genomen."),
        ("Afgehandeld", "Uw aanvraag is klaar."),
    ];
    let eigenschap = |number: u128, naam: &str, label: &str, formaat: &str, toon_in_portaal| catalogi::Eigenschap {
        uuid: Id::new(id(number)),
        naam: naam.into(),
        definitie: String::new(),
        toelichting: String::new(),
        groep: String::new(),
        formaat: formaat.into(),
        lengte: String::new(),
        kardinaliteit: "1".into(),
        waardenverzameling: vec![],
        toon_in_portaal,
        label: label.into(),
    };
    let day = jiff::civil::date(2026, 1, 1);
    catalogi::Zaaktype {
        uuid: Id::new(id(1)),
        catalogus: Id::new(id(2)),
        identificatie: "BEZWAAR".into(),
        omschrijving: "Bezwaarschrift behandelen".into(),
        omschrijving_generiek: String::new(),
        vertrouwelijkheidaanduiding: values::Vertrouwelijkheidaanduiding::Zaakvertrouwelijk,
        doel: String::new(),
        aanleiding: String::new(),
        toelichting: String::new(),
        indicatie_intern_of_extern: "extern".into(),
        handeling_initiator: "Indienen".into(),
        onderwerp: "Bezwaarschrift".into(),
        handeling_behandelaar: "Behandelen".into(),
        doorlooptijd: "P84D".parse().expect("a sample is valid"),
        servicenorm: None,
        opschorting_en_aanhouding_mogelijk: false,
        verlengingstermijn: None,
        publicatie_indicatie: false,
        publicatietekst: String::new(),
        verantwoordelijke: String::new(),
        referentieproces_naam: String::new(),
        producten_of_diensten: vec![],
        trefwoorden: vec![],
        behandelrollen: vec![],
        begin_geldigheid: day,
        einde_geldigheid: None,
        versiedatum: day,
        concept: false,
        statustypen: statussen.iter().enumerate().map(statustype).collect(),
        resultaattypen: vec![],
        roltypen: vec![],
        eigenschappen: vec![
            eigenschap(11, "datumBesluit", "Datum van het besluit", "datum", true),
            eigenschap(12, "spoed", "Spoed", "tekst", true),
            eigenschap(13, "aantekening", "", "tekst", false),
        ],
        informatieobjecttypen: vec![],
        besluittypen: vec![],
    }
}

/// A zaak of 10 November 2026.
pub fn zaak(number: u128) -> zaken::Zaak {
    let day = jiff::civil::date(2026, 11, 10);
    zaken::Zaak {
        uuid: Id::new(id(number)),
        identificatie: format!("ZAAK-2026-{number:010}"),
        bronorganisatie: String::new(),
        omschrijving: String::new(),
        toelichting: String::new(),
        zaaktype: Id::new(id(1)),
        registratiedatum: day,
        verantwoordelijke_organisatie: String::new(),
        startdatum: day,
        einddatum: None,
        einddatum_gepland: None,
        uiterlijke_einddatum_afdoening: Some(jiff::civil::date(2027, 2, 2)),
        vertrouwelijkheidaanduiding: values::Vertrouwelijkheidaanduiding::Zaakvertrouwelijk,
        betalingsindicatie: "nvt".into(),
        archiefnominatie: None,
        archiefstatus: "nog_te_archiveren".into(),
        archiefactiedatum: None,
        startdatum_bewaartermijn: None,
        hoofdzaak: None,
        status: None,
        resultaat: None,
        laatst_gemuteerd: jiff::Timestamp::default(),
        bijzonderheden: zaken::Bijzonderheden::default(),
    }
}

/// A document that came on a day of November 2026.
pub fn zaak_document(number: u128, day: i8, is_ontvangen: bool) -> zaken::ZaakInformatieobject {
    zaken::ZaakInformatieobject {
        uuid: Id::new(id(number)),
        zaak: Id::new(id(1)),
        informatieobject: Id::new(id(number)),
        titel: "Bezwaarschrift".into(),
        informatieobjecttype: "Bezwaarschrift".into(),
        formaat: "application/pdf".into(),
        bestandsomvang: Some(84_213),
        bestandsnaam: "bezwaarschrift.pdf".into(),
        registratiedatum: format!("2026-11-{day:02}T09:00:00Z").parse().unwrap_or_default(),
        is_ontvangen,
        is_zichtbaar: true,
    }
}

/// A task of a resident.
pub fn taak(number: u128, verloopt_op: Option<jiff::Timestamp>) -> process::Taak {
    process::Taak {
        uuid: Id::new(id(number)),
        instantie: Id::new(id(1)),
        zaak: Id::new(id(1)),
        token: bpmn::TokenId(1),
        node: "aanvullen".into(),
        soort: process::TaakSoort::Klant,
        titel: "Stuur een foto van de schade".into(),
        toelichting: String::new(),
        formulier: Some("bezwaar-aanvulling".into()),
        groepen: vec![],
        behandelaar: None,
        behandelaar_naam: None,
        status: process::TaakStatus::Open,
        verloopt_op,
        created_at: jiff::Timestamp::default(),
        afgerond_op: None,
        afgerond_door: None,
        verzonden_data: None,
    }
}
