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
    /// Where it is removed.
    pub verwijder_action: String,
}

/// All systems.
#[derive(Debug, Clone, Serialize)]
pub struct DienstenPage {
    /// The systems, by name.
    pub diensten: Vec<DienstRow>,
    /// Where one is added.
    pub nieuw_href: &'static str,
}

/// The form to add one.
#[derive(Debug, Clone, Serialize)]
pub struct DienstNieuwPage {
    /// The questions.
    pub velden: Vec<Veld>,
    /// What is wrong.
    pub fouten: Fouten,
    /// Where it is sent.
    pub action: &'static str,
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
            verwijder_action: "/beheer/diensten/1/verwijder".into(),
        };
        let diensten = vec![row("Archief", false), row("Zaken <b>", true)];
        vec![
            Self { diensten: Vec::new(), nieuw_href: paths::DIENST_NIEUW },
            Self { diensten, nieuw_href: paths::DIENST_NIEUW },
        ]
    }
}

impl DienstNieuwPage {
    /// The empty form, and one with a fault.
    pub fn samples() -> Vec<Self> {
        let mut fouten = Fouten::default();
        fouten.add("adres", "Vul het adres in.".into());
        [Fouten::default(), fouten]
            .map(|fouten| Self {
                velden: vec![Veld { required: true, ..Veld::new("textfield", "adres", "Adres".into()) }],
                fouten,
                action: paths::DIENSTEN,
                terug_href: paths::DIENSTEN,
            })
            .to_vec()
    }
}
