//! The pages of one zaak and one task in their states: for tests, the style guide and screenshots.

use std::collections::BTreeMap;

use super::*;

fn deadline(day: &str, kind: &'static str) -> Option<Termijn> {
    Some(Termijn { datum: day.into(), kind })
}

fn zaak_taken() -> Vec<ZaakTaak> {
    let row = |titel: &str, staat, is_open, wie: Option<&str>, op: &str| ZaakTaak {
        titel: titel.into(),
        href: "/werk/taken/1".into(),
        staat,
        is_open,
        wie: wie.map(Into::into),
        op: op.into(),
        termijn: None,
        oppakken: None,
        teruggeven: None,
        mag_doen: false,
    };
    vec![
        ZaakTaak {
            termijn: deadline("2026-11-27", "warning"),
            oppakken: Some("/werk/taken/1/oppakken".into()),
            mag_doen: true,
            ..row("Beslis op het bezwaar", "werk-taak-vrij", true, None, "2026-11-24T13:20:00Z")
        },
        ZaakTaak {
            teruggeven: Some("/werk/taken/2/teruggeven".into()),
            mag_doen: true,
            ..row("Vraag advies aan de commissie", "werk-taak-van-mij", true, None, "2026-11-23T09:00:00Z")
        },
        ZaakTaak {
            termijn: deadline("2026-11-20", "danger"),
            ..row("Controleer de stukken", "werk-taak-van", true, Some("Ans Visser"), "2026-11-21T09:00:00Z")
        },
        ZaakTaak {
            mag_doen: true,
            ..row("Vul uw bezwaar aan", "werk-taak-bij-inwoner", true, None, "2026-11-23T09:05:00Z")
        },
        row("Neem bezwaar in behandeling", "werk-taak-gedaan", false, Some("Bram de Boer"), "2026-11-23T09:04:00Z"),
        row("Vul uw machtiging aan", "werk-taak-beantwoord", false, Some("Sanne Jansen"), "2026-11-22T20:10:00Z"),
    ]
}

impl ZaakPage {
    /// The empty, the ordinary and the crowded page.
    pub fn samples() -> Vec<Self> {
        let empty = Self {
            titel: "Bezwaarschrift".into(),
            nummer: "ZAAK-2026-0000000012".into(),
            zaaktype: "Bezwaarschrift behandelen".into(),
            status: String::new(),
            resultaat: None,
            aanvrager: String::new(),
            start: "2026-11-20".into(),
            einde: None,
            streefdatum: None,
            termijn: None,
            opgeschort_sinds: None,
            is_opgeschort: false,
            opgeschort_om: String::new(),
            beantwoord_op: None,
            verlengd_om: None,
            archiefnominatie: None,
            archiefactiedatum: None,
            acties: None,
            vandaag: "2026-11-25".into(),
            zaken_href: crate::paths::ZAKEN,
            herstel: Vec::new(),
            taken: Vec::new(),
            antwoorden: Vec::new(),
            documenten: Vec::new(),
            betrokkenen: Vec::new(),
            besluiten: Vec::new(),
            proces: None,
            geschiedenis: Vec::new(),
            geschiedenis_ouder: None,
            geschiedenis_begin: None,
            berichten: Vec::new(),
            notities: Vec::new(),
        };
        let document = |titel: &str, soort: &str, bytes, is_ontvangen| DocumentRow {
            titel: titel.into(),
            href: "/werk/zaken/1/documenten/1".into(),
            formaat: "PDF".into(),
            bytes,
            op: "2026-11-20T10:15:00Z".into(),
            soort: soort.into(),
            is_ontvangen,
            is_zichtbaar: is_ontvangen,
        };
        let person = |rol: &str, naam: &str, bsn: Option<&str>, email: Option<&str>| BetrokkeneRow {
            rol: rol.into(),
            naam: naam.into(),
            bsn_einde: bsn.map(Into::into),
            kvk: None,
            email: email.map(Into::into),
            telefoon: None,
        };
        let mail = |onderwerp: &str, staat, staat_kind, reden: Option<&str>| BerichtRow {
            onderwerp: onderwerp.into(),
            scenario: "werk-scenario-status-gewijzigd".into(),
            aan: "werk-bericht-aan-aanvrager",
            adres: reden.is_none().then(|| "sanne@example.nl".into()),
            op: "2026-11-20T10:16:00Z".into(),
            staat,
            staat_kind,
            reden: reden.map(Into::into),
            reden_waarde: String::new(),
        };
        let full = Self {
            status: "In behandeling".into(),
            aanvrager: "Sanne Jansen".into(),
            streefdatum: Some("2026-12-20".into()),
            termijn: deadline("2026-11-28", "warning"),
            taken: zaak_taken(),
            antwoorden: AntwoordGroep::samples(),
            documenten: vec![
                document("Ontvangstbevestiging", "Ontvangstbevestiging", None, false),
                document("Bezwaarschrift van Sanne Jansen", "Bezwaarschrift", Some(84_213), true),
            ],
            betrokkenen: vec![
                person("Indiener", "Sanne Jansen", Some("653"), Some("sanne@voorbeeld.nl")),
                person("Behandelaar", "Bram de Boer", None, None),
            ],
            proces: Some(Proces {
                naam: "Bezwaarschrift".into(),
                xml: SAMPLE_BPMN.into(),
                nu: vec!["beoordelen".into()],
                klaar: vec!["start".into()],
                stappen: vec!["Beslis op het bezwaar".into()],
            }),
            is_opgeschort: true,
            opgeschort_sinds: Some("2026-11-22".into()),
            opgeschort_om: "Wij wachten op de machtiging.".into(),
            beantwoord_op: Some("2026-11-24".into()),
            verlengd_om: Some("Het advies van de commissie komt later.".into()),
            acties: Some(Acties {
                termijn: "/werk/zaken/1/termijn".into(),
                document: "/werk/zaken/1/document".into(),
                notitie: "/werk/zaken/1/notitie".into(),
            }),
            notities: vec![NotitieRow {
                onderwerp: "Gebeld met de indiener".into(),
                alineas: vec!["Zij stuurt de machtiging morgen.".into(), "Zij is na vier uur bereikbaar.".into()],
                wie: "Bram de Boer".into(),
                op: "2026-11-23T11:00:00Z".into(),
            }],
            geschiedenis: Regel::samples(),
            geschiedenis_ouder: Some("/werk/zaken/1?voor=2#geschiedenis".into()),
            geschiedenis_begin: Some("/werk/zaken/1#geschiedenis".into()),
            berichten: vec![
                mail("", "werk-bericht-niet", "danger", Some("werk-reden-geen-adres")),
                mail("Wij hebben uw bezwaar ontvangen", "werk-bericht-verstuurd", "success", None),
            ],
            ..empty.clone()
        };
        let ended = Self {
            status: "Afgehandeld".into(),
            resultaat: Some("Gegrond".into()),
            einde: Some("2026-11-25".into()),
            termijn: None,
            streefdatum: None,
            is_opgeschort: false,
            opgeschort_sinds: None,
            beantwoord_op: None,
            acties: None,
            archiefnominatie: Some("werk-archief-vernietigen"),
            archiefactiedatum: Some("2031-11-25".into()),
            herstel: vec![Herstel {
                stap: "Maak het besluit".into(),
                melding: "the letter failed: there is no template `besluit`".into(),
                action: "/werk/zaken/1/herstel/4".into(),
            }],
            besluiten: vec![BesluitRow {
                soort: "Beslissing op bezwaar".into(),
                nummer: "BESLUIT-2026-0000000003".into(),
                toelichting: "De parkeerautomaat was kapot. Daarom vervalt de naheffing.".into(),
                datum: "2026-11-25".into(),
                ingang: "2026-11-26".into(),
                einde: None,
                reactie: Some("2027-01-06".into()),
            }],
            ..full.clone()
        };
        vec![empty, full, ended]
    }
}

impl TaakPage {
    /// A task that is free, one with its form, one with faults, and those that can't be done.
    pub fn samples() -> Vec<Self> {
        let free = Self {
            titel: "Beslis op het bezwaar".into(),
            toelichting: String::new(),
            staat: TaakStaat::Vrij,
            wie: String::new(),
            gedaan_op: None,
            termijn: deadline("2026-11-27", "warning"),
            vandaag: "2026-11-25".into(),
            zaken_href: crate::paths::ZAKEN,
            zaak: Zaakkop {
                titel: "Bezwaarschrift".into(),
                nummer: "ZAAK-2026-0000000012".into(),
                zaaktype: "Bezwaarschrift behandelen".into(),
                status: "In behandeling".into(),
                aanvrager: "Sanne Jansen".into(),
                start: "2026-11-20".into(),
                href: Some("/werk/zaken/1".into()),
                opgeschort: None,
            },
            antwoorden: AntwoordGroep::samples(),
            href: "/werk/taken/1".into(),
            oppakken: "/werk/taken/1/oppakken".into(),
            teruggeven: "/werk/taken/1/teruggeven".into(),
            form: None,
            has_form: true,
        };
        let field = |kind, key: &str, label: &str| form_logic::Field {
            kind,
            key: key.into(),
            html_id: format!("veld-{key}"),
            label: label.into(),
            required: true,
            ..form_logic::Field::default()
        };
        let option = |value: &str, label: &str| form_logic::FieldOption {
            value: value.into(),
            label: label.into(),
            ..form_logic::FieldOption::default()
        };
        let form = FormView {
            action: "/werk/taken/1".into(),
            stap: "beslissing".into(),
            versie: 1,
            live: true,
            velden: vec![
                form_logic::Field {
                    css_class: "info".into(),
                    html: "<p>Na deze stap maakt Loket de brief met het besluit.</p>".into(),
                    ..field("content", "uitleg", "")
                },
                form_logic::Field {
                    options: vec![
                        option("gegrond", "Het bezwaar is gegrond"),
                        option("ongegrond", "Het bezwaar is ongegrond"),
                    ],
                    ..field("radio", "oordeel", "Wat is uw besluit?")
                },
                form_logic::Field {
                    rows: 8,
                    description: "Deze tekst komt in de brief.".into(),
                    ..field("textarea", "motivering", "Motivering")
                },
            ],
            fout_per_veld: BTreeMap::new(),
            fouten: Vec::new(),
            stappen: Vec::new(),
            is_laatste: true,
            melding: None,
            reden: String::new(),
        };
        let mine = Self { staat: TaakStaat::Mijn, form: Some(form.clone()), ..free.clone() };
        let fault = "Kies of het bezwaar gegrond is.";
        let faulty = Self {
            form: Some(FormView {
                fout_per_veld: [("oordeel".to_owned(), fault.to_owned())].into(),
                fouten: vec![FoutItem { text: fault.into(), href: "#veld-oordeel".into() }],
                melding: Some("werk-verouderd"),
                is_laatste: false,
                stappen: vec![
                    StapLink { label: "Beslissing".into(), state: "current", href: None },
                    StapLink { label: "Brief".into(), state: "todo", href: None },
                ],
                ..form
            }),
            ..mine.clone()
        };
        let for_resident =
            Self { staat: TaakStaat::VoorInwoner, toelichting: "Wilt u een foto sturen?".into(), ..mine.clone() };
        let reden = "Wij wachten op de machtiging".into();
        let opgeschort = Some(Opgeschort { sinds: Some("2026-11-22".into()), reden });
        let waiting = Self { zaak: Zaakkop { opgeschort, ..free.zaak.clone() }, ..mine.clone() };
        let other = |staat| Self { staat, wie: "Ans Visser".into(), ..free.clone() };
        let done = Self { gedaan_op: Some("2026-11-24T13:20:00Z".into()), termijn: None, ..other(TaakStaat::Gedaan) };
        let without_form = Self { staat: TaakStaat::Mijn, has_form: false, antwoorden: Vec::new(), ..free.clone() };
        vec![
            free.clone(),
            mine,
            faulty,
            for_resident,
            waiting,
            other(TaakStaat::VanCollega),
            done,
            other(TaakStaat::Vervallen),
            other(TaakStaat::AndereGroep),
            without_form,
        ]
    }
}

const SAMPLE_BPMN: &str = include_str!("../../samples/proces.bpmn");
