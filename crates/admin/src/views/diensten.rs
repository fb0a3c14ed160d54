//! Other systems that resources may name.

use serde::Serialize;

use super::veld::{Fouten, Veld};
use crate::paths;

/// A system in the list.
#[derive(Debug, Clone, Serialize)]
pub struct DienstRow {
    /// The name.
    pub naam: String,
    /// Where its resources are.
    pub api_root: String,
    /// Which API it has.
    pub soort: String,
    /// How we show who we are.
    pub autorisatie: String,
    /// Whether it may be inside the walls.
    pub is_intern: bool,
    /// Where it is changed.
    pub href: String,
    /// Where it is removed.
    pub verwijder_action: String,
}

/// A zaaktype of another system.
#[derive(Debug, Clone, Serialize)]
pub struct DienstZaaktypeRow {
    /// What people call it.
    pub omschrijving: String,
    /// What its versions share.
    pub identificatie: String,
    /// Its first day.
    pub vanaf: String,
    /// Where it is.
    pub url: String,
    /// Who handles its zaken; empty when nobody does.
    pub behandelrollen: String,
    /// Where that is changed.
    pub href: String,
}

/// The form to say who handles zaken of a zaaktype of another system.
#[derive(Debug, Clone, Serialize)]
pub struct DienstZaaktypePage {
    /// What people call it.
    pub omschrijving: String,
    /// Where it is.
    pub url: String,
    /// The question.
    pub velden: Vec<Veld>,
    /// The mark of what it was made from.
    pub merk: String,
    /// What is wrong.
    pub fouten: Fouten,
    /// Where it is sent.
    pub action: String,
    /// The list.
    pub terug_href: &'static str,
}

/// All systems.
#[derive(Debug, Clone, Serialize)]
pub struct DienstenPage {
    /// The systems, by name.
    pub diensten: Vec<DienstRow>,
    /// Where one is added.
    pub nieuw_href: &'static str,
    /// The zaaktypen of them that zaken here have.
    pub zaaktypen: Vec<DienstZaaktypeRow>,
}

/// The form to add or change one.
#[derive(Debug, Clone, Serialize)]
pub struct DienstNieuwPage {
    /// The heading.
    pub title: String,
    /// What it does.
    pub lead: String,
    /// The questions.
    pub velden: Vec<Veld>,
    /// What is wrong.
    pub fouten: Fouten,
    /// The mark of what is changed; empty for something new.
    pub merk: String,
    /// Where it is sent.
    pub action: String,
    /// What the button says.
    pub knop: String,
    /// The list.
    pub terug_href: &'static str,
}

impl DienstenPage {
    /// The empty and the ordinary page.
    pub fn samples() -> Vec<Self> {
        let row = |naam: &str, is_intern| DienstRow {
            naam: naam.into(),
            api_root: "https://archief.example.nl/documenten/api/v1/".into(),
            soort: "Documenten API".into(),
            autorisatie: "Client-id en geheim".into(),
            is_intern,
            href: "/beheer/diensten/1".into(),
            verwijder_action: "/beheer/diensten/1/verwijder".into(),
        };
        let diensten = vec![row("Archief", false), row("Zaken <b>", true)];
        let zaaktype = |behandelrollen: &str| DienstZaaktypeRow {
            omschrijving: "Bezwaar <b>".into(),
            identificatie: "BEZWAAR".into(),
            vanaf: "2026-01-01".into(),
            url: "https://catalogi.example.nl/catalogi/api/v1/zaaktypen/1".into(),
            behandelrollen: behandelrollen.into(),
            href: "/beheer/diensten/zaaktypen/1".into(),
        };
        let zaaktypen = vec![zaaktype(""), zaaktype("juristen, behandelaars")];
        vec![
            Self { diensten: Vec::new(), nieuw_href: paths::DIENST_NIEUW, zaaktypen: Vec::new() },
            Self { diensten, nieuw_href: paths::DIENST_NIEUW, zaaktypen },
        ]
    }
}

impl DienstZaaktypePage {
    /// The form, and one with a fault.
    pub fn samples() -> Vec<Self> {
        let mut fouten = Fouten::default();
        fouten.add("behandelrollen", "Dit is te lang.".into());
        [Fouten::default(), fouten]
            .map(|fouten| Self {
                omschrijving: "Bezwaar <b>".into(),
                url: "https://catalogi.example.nl/catalogi/api/v1/zaaktypen/1".into(),
                velden: vec![Veld::new("textarea", "behandelrollen", "Behandelrollen".into())],
                merk: "merk".into(),
                fouten,
                action: "/beheer/diensten/zaaktypen/1".into(),
                terug_href: paths::DIENSTEN,
            })
            .to_vec()
    }
}

impl DienstNieuwPage {
    /// The empty form, and one with a fault.
    pub fn samples() -> Vec<Self> {
        let mut fouten = Fouten::default();
        fouten.add("adres", "Vul het adres in.".into());
        [Fouten::default(), fouten]
            .map(|fouten| Self {
                title: "Dienst toevoegen".into(),
                lead: "Geef aan waar de dienst staat.".into(),
                velden: vec![Veld { required: true, ..Veld::new("textfield", "adres", "Adres".into()) }],
                fouten,
                merk: "0a1b".into(),
                action: paths::DIENSTEN.to_owned(),
                knop: "Voeg toe".into(),
                terug_href: paths::DIENSTEN,
            })
            .to_vec()
    }
}
