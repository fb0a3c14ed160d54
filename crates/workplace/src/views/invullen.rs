//! A page on which staff does something with a zaak: what there is to know first, and the forms.

use std::collections::BTreeMap;

use catalogi::Zaaktype;
use form_logic::{Field, FieldOption};
use serde::Serialize;
use serde_json::{Map, json};
use ui::{Arg, Texts};
use zaken::Zaak;
use zaken::rules::termijnen;

use super::{FoutItem, zaak_titel};
use crate::paths;

/// Most characters of the subject of a note. Rule: the standard's `maxLength`.
pub const ONDERWERP_MAX: usize = 255;
/// Most characters of a note.
pub const NOTITIE_MAX: usize = 10_000;
/// Most characters of the title of a document. Rule: the standard's `maxLength`.
pub const TITEL_MAX: usize = 200;
/// Most characters of the reason for a longer term. Rule: the standard's `maxLength`.
const REDEN_MAX: usize = 200;

/// What was typed, and what is wrong with it. Names are those of the fields.
#[derive(Debug, Clone, Default)]
pub struct Ingevuld {
    /// The form that was sent.
    pub actie: String,
    /// What was typed, by field.
    pub waarden: BTreeMap<&'static str, String>,
    /// The fault of a field, and its limit or what else its sentence names.
    pub fouten: BTreeMap<&'static str, (&'static str, Map<String, serde_json::Value>)>,
}

impl Ingevuld {
    /// Says what is wrong with a field, unless something is already.
    pub fn add_fault(&mut self, field: &'static str, code: &'static str, params: &serde_json::Value) {
        let params = params.as_object().cloned().unwrap_or_default();
        self.fouten.entry(field).or_insert((code, params));
    }

    /// Judges a text: it must be there, and not be too long.
    pub fn judge_text(&mut self, field: &'static str, max: usize) {
        let count = self.waarden.get(field).map_or(0, |text| text.trim().chars().count());
        if count == 0 {
            self.add_fault(field, "required", &json!({}));
        } else if count > max {
            self.add_fault(field, "maxLength", &json!({ "limit": max }));
        }
    }

    /// Judges a choice: it must be one of these.
    pub fn judge_choice<'a>(&mut self, field: &'static str, mut choices: impl Iterator<Item = &'a str>) {
        let chosen = self.waarden.get(field).cloned().unwrap_or_default();
        if chosen.is_empty() || !choices.any(|choice| choice == chosen) {
            self.add_fault(field, "required", &json!({}));
        }
    }

    /// Returns what was typed in a field, without spaces around it.
    pub fn text(&self, field: &str) -> &str {
        self.waarden.get(field).map_or("", |text| text.trim())
    }
}

/// A fact above the forms.
#[derive(Debug, Clone, Serialize)]
pub struct Feit {
    /// The key of what it is.
    pub term: &'static str,
    /// A text of a person.
    pub text: Option<String>,
    /// A day.
    pub datum: Option<String>,
}

/// One form.
#[derive(Debug, Clone, Serialize)]
pub struct InvulForm {
    /// The key of its heading; none when it is the only one.
    pub kop: Option<&'static str>,
    /// The key of what it does.
    pub uitleg: &'static str,
    /// What the button asks.
    pub actie: &'static str,
    /// The key of the words on the button.
    pub knop: &'static str,
    /// Whether it brings a file.
    pub multipart: bool,
    /// The questions.
    pub velden: Vec<Field>,
    /// What is wrong, by field.
    pub fout_per_veld: BTreeMap<String, String>,
}

/// A page on which staff does something with a zaak.
#[derive(Debug, Clone, Serialize)]
pub struct InvulPage {
    /// The key of its heading.
    pub titel: &'static str,
    /// What the zaak is called.
    pub zaak: String,
    /// Its number.
    pub nummer: String,
    /// Its page.
    pub href: String,
    /// The list of zaken.
    pub zaken_href: &'static str,
    /// What there is to know first.
    pub feiten: Vec<Feit>,
    /// What can be done; nothing when the zaak lets nothing be done.
    pub formulieren: Vec<InvulForm>,
    /// What is wrong, in the order of the page.
    pub fouten: Vec<FoutItem>,
    /// The key of what stands in the way besides faults.
    pub melding: Option<&'static str>,
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invul {
    /// Writing a note.
    Notitie,
    /// Adding a document.
    Document,
    /// Moving the terms.
    Termijn,
}

impl Invul {
    /// Makes its page.
    pub fn page(self, invullen: Invullen<'_>) -> InvulPage {
        match self {
            Self::Notitie => invullen.notitie(),
            Self::Document => invullen.document(),
            Self::Termijn => invullen.termijn(),
        }
    }
}

impl InvulPage {
    /// A page with a file, one with two forms and facts, each empty and refused, and one on which nothing can be done.
    pub fn samples(texts: &Texts) -> Vec<Self> {
        let text = |key: &str| texts.text("nl", key, &[]);
        let field = |actie: &str, kind, key: &str, label: &str| Field {
            kind,
            key: key.into(),
            html_id: format!("{actie}-{key}"),
            label: text(label),
            required: true,
            ..Field::default()
        };
        let form = |actie, kop, uitleg, knop, velden| InvulForm {
            kop,
            uitleg,
            actie,
            knop,
            multipart: false,
            velden,
            fout_per_veld: BTreeMap::new(),
        };
        let page = |titel, formulieren: Vec<InvulForm>| Self {
            titel,
            zaak: "Bezwaar tegen weigering parkeervergunning".into(),
            nummer: "ZAAK-2026-0000000012".into(),
            href: "/werk/zaken/1".into(),
            zaken_href: paths::ZAKEN,
            feiten: Vec::new(),
            fouten: Vec::new(),
            melding: formulieren.is_empty().then_some("werk-niets-mogelijk"),
            formulieren,
        };
        let reden = |actie: &str| field(actie, "textarea", "reden", "werk-termijn-reden");
        let file = form(
            "document",
            None,
            "werk-document-uitleg",
            "werk-document-knop",
            vec![field("document", "file", "bestand", "werk-document-bestand")],
        );
        let verleng = form(
            "verleng",
            Some("werk-verleng"),
            "werk-verleng-uitleg",
            "werk-verleng-knop",
            vec![field("verleng", "number", "duur", "werk-verleng-dagen"), reden("verleng")],
        );
        let wait = form(
            "schort-op",
            Some("werk-schort-op"),
            "werk-schort-op-uitleg",
            "werk-schort-op-knop",
            vec![reden("schort-op")],
        );
        let fout = ui::fault_text(texts, "nl", "required", &text("werk-termijn-reden"), &Map::new());
        let refused = InvulForm { fout_per_veld: [("reden".to_owned(), fout.clone())].into(), ..wait.clone() };
        let feit = Feit { term: "werk-kolom-uiterlijk", text: None, datum: Some("2027-01-06".into()) };
        vec![
            page("werk-document-toevoegen", vec![InvulForm { multipart: true, ..file }]),
            Self { feiten: vec![feit], ..page("werk-termijn", vec![verleng, wait]) },
            Self {
                fouten: vec![FoutItem { text: fout, href: "#schort-op-reden".into() }],
                ..page("werk-termijn", vec![refused])
            },
            page("werk-notitie-schrijf", Vec::new()),
        ]
    }
}

/// Makes the pages of one zaak.
#[derive(Clone, Copy)]
pub struct Invullen<'a> {
    /// The zaak.
    pub zaak: &'a Zaak,
    /// Its type.
    pub zaaktype: &'a Zaaktype,
    /// What was typed.
    pub ingevuld: &'a Ingevuld,
    /// The words.
    pub texts: &'a Texts,
    /// The language of the words.
    pub lang: &'a str,
}

impl Invullen<'_> {
    /// The page to write a note.
    fn notitie(self) -> InvulPage {
        let onderwerp = self.field("notitie", "textfield", "onderwerp", "werk-notitie-onderwerp");
        let tekst = self.field("notitie", "textarea", "tekst", "werk-notitie-tekst");
        let velden = vec![
            Field { max_length: Some(ONDERWERP_MAX), ..onderwerp },
            Field { max_length: Some(NOTITIE_MAX), rows: 6, ..tekst },
        ];
        let form = self.form("notitie", "werk-notitie-uitleg", "werk-notitie-knop", velden);
        self.page("werk-notitie-schrijf", Vec::new(), vec![form])
    }

    /// The page to add a document.
    fn document(self) -> InvulPage {
        let bestand = self.field("document", "file", "bestand", "werk-document-bestand");
        let titel = self.field("document", "textfield", "titel", "werk-document-titel");
        let soorten = self.zaaktype.informatieobjecttypen.iter().map(|one| &one.informatieobjecttype.omschrijving);
        let soorten = soorten.map(|soort| (soort.as_str(), soort.clone())).collect();
        let velden = vec![
            Field { max_length: Some(TITEL_MAX), ..titel },
            self.choice("document", "select", ("soort", "werk-document-soort"), soorten),
            self.choice(
                "document",
                "radio",
                ("herkomst", "werk-document-herkomst"),
                vec![
                    ("ontvangen", self.text("werk-document-van-buiten")),
                    ("gemeente", self.text("werk-document-van-ons")),
                ],
            ),
            self.choice(
                "document",
                "radio",
                ("zichtbaar", "werk-document-zichtbaar"),
                vec![
                    ("ja", self.text("werk-document-zichtbaar-ja")),
                    ("nee", self.text("werk-document-zichtbaar-nee")),
                ],
            ),
            Field { file_bytes_max: Some(forms::FILE_BYTES_MAX), ..bestand },
        ];
        let form = self.form("document", "werk-document-uitleg", "werk-document-knop", velden);
        self.page("werk-document-toevoegen", Vec::new(), vec![InvulForm { multipart: true, ..form }])
    }

    /// The page to move the terms.
    fn termijn(self) -> InvulPage {
        let (zaak, more) = (self.zaak, &self.zaak.bijzonderheden);
        let day = |term, day: Option<jiff::civil::Date>| {
            day.map(|day| Feit { term, text: None, datum: Some(day.to_string()) })
        };
        let text =
            |term, text: &str| (!text.is_empty()).then(|| Feit { term, text: Some(text.to_owned()), datum: None });
        let verlengd = more.verlenging.as_ref().map_or("", |verlenging| &verlenging.reden);
        let feiten = [
            day("werk-kolom-begonnen", Some(zaak.startdatum)),
            day("werk-streefdatum", zaak.einddatum_gepland),
            day("werk-kolom-uiterlijk", zaak.uiterlijke_einddatum_afdoening),
            text("werk-verlengd-om", verlengd),
            day("werk-opgeschort-sinds", more.opschorting.sinds),
            text("werk-opgeschort-om", if more.opschorting.indicatie { &more.opschorting.reden } else { "" }),
        ];
        let mut formulieren = Vec::new();
        let reden = |actie| Field {
            max_length: Some(REDEN_MAX),
            rows: 2,
            ..self.field(actie, "textarea", "reden", "werk-termijn-reden")
        };
        if let Some(most) = termijnen::verlenging_max(zaak, self.zaaktype) {
            let duur = self.field("verleng", "number", "duur", "werk-verleng-dagen");
            let description = self.text_with("werk-verleng-hoogstens", &[("dagen", most.to_string().into())]);
            let velden = vec![Field { description, inputmode: "numeric", ..duur }, reden("verleng")];
            let form = self.form("verleng", "werk-verleng-uitleg", "werk-verleng-knop", velden);
            formulieren.push(InvulForm { kop: Some("werk-verleng"), ..form });
        }
        if termijnen::can_schort_op(zaak, self.zaaktype) {
            let form = self.form("schort-op", "werk-schort-op-uitleg", "werk-schort-op-knop", vec![reden("schort-op")]);
            formulieren.push(InvulForm { kop: Some("werk-schort-op"), ..form });
        }
        if more.opschorting.indicatie && zaak.einddatum.is_none() {
            let form = self.form("hervat", "werk-hervat-uitleg", "werk-hervat-knop", Vec::new());
            formulieren.push(InvulForm { kop: Some("werk-hervat"), ..form });
        }
        self.page("werk-termijn", feiten.into_iter().flatten().collect(), formulieren)
    }

    fn page(self, titel: &'static str, feiten: Vec<Feit>, mut formulieren: Vec<InvulForm>) -> InvulPage {
        // Nothing changes in a zaak that ended.
        formulieren.retain(|_| self.zaak.einddatum.is_none());
        let faults = formulieren.iter().flat_map(|form| {
            form.velden.iter().filter_map(|field| {
                let text = form.fout_per_veld.get(&field.key)?.clone();
                Some(FoutItem { text, href: format!("#{}", field.html_id) })
            })
        });
        InvulPage {
            titel,
            zaak: zaak_titel(&self.zaak.omschrijving, self.zaaktype),
            nummer: self.zaak.identificatie.clone(),
            href: paths::zaak(self.zaak.uuid),
            zaken_href: paths::ZAKEN,
            feiten,
            fouten: faults.collect(),
            melding: formulieren.is_empty().then_some("werk-niets-mogelijk"),
            formulieren,
        }
    }

    fn form(self, actie: &'static str, uitleg: &'static str, knop: &'static str, velden: Vec<Field>) -> InvulForm {
        let is_sent = self.ingevuld.actie == actie;
        let faults = velden.iter().filter_map(|field| {
            let (code, params) = self.ingevuld.fouten.get(field.key.as_str()).filter(|_| is_sent)?;
            Some((field.key.clone(), ui::fault_text(self.texts, self.lang, code, &field.label, params)))
        });
        InvulForm { kop: None, uitleg, actie, knop, multipart: false, fout_per_veld: faults.collect(), velden }
    }

    fn field(self, actie: &str, kind: &'static str, key: &'static str, label: &str) -> Field {
        let is_sent = self.ingevuld.actie == actie;
        Field {
            kind,
            key: key.to_owned(),
            html_id: format!("{actie}-{key}"),
            label: self.text(label),
            required: true,
            autocomplete: "off".to_owned(),
            value: self.ingevuld.waarden.get(key).filter(|_| is_sent).cloned().unwrap_or_default(),
            ..Field::default()
        }
    }

    fn choice(
        self,
        actie: &str,
        kind: &'static str,
        (key, label): (&'static str, &str),
        options: Vec<(&str, String)>,
    ) -> Field {
        let field = self.field(actie, kind, key, label);
        let option = |(value, label): (&str, String)| FieldOption {
            checked: value == field.value,
            value: value.to_owned(),
            label,
            ..FieldOption::default()
        };
        Field { options: options.into_iter().map(option).collect(), ..field }
    }

    fn text(self, key: &str) -> String {
        self.text_with(key, &[])
    }

    fn text_with(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.text(self.lang, key, args)
    }
}
