//! Finding a zaak.

use catalogi::Zaaktype;
use jiff::civil::Date;
use serde::Serialize;
use zaken::werkvoorraad::{GevondenZaak, TEXT_MAX};

use super::ZaakRow;

/// Why a text was not searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoekFout {
    /// It says too little.
    Leeg,
    /// It is too long.
    Lang,
}

impl ZoekFout {
    /// Returns what is wrong with a text that can't be searched.
    pub fn of(text: &str) -> Self {
        if text.trim().chars().count() > TEXT_MAX { Self::Lang } else { Self::Leeg }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Leeg => "werk-zoek-leeg",
            Self::Lang => "werk-zoek-lang",
        }
    }
}

/// A zaak that was found.
#[derive(Debug, Clone, Serialize)]
pub struct ZoekRow {
    /// The zaak.
    #[serde(flatten)]
    pub zaak: ZaakRow,
}

impl ZoekRow {
    /// Makes the row of a zaak.
    pub fn from_domain(found: &GevondenZaak, zaaktype: &Zaaktype, today: Date) -> Self {
        Self { zaak: ZaakRow::from_domain(&found.werk, zaaktype, found.initiator.as_ref(), today) }
    }
}

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub struct Gevonden {
    /// The zaken, newest first.
    pub zaken: Vec<ZoekRow>,
    /// Whether there are more than are shown.
    pub is_cut: bool,
    /// Today.
    pub vandaag: String,
}

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ZoekPage {
    /// What was looked for.
    pub tekst: String,
    /// The key of the sentence that says why it was not searched.
    pub fout: Option<&'static str>,
    /// What was found; none before the first search.
    pub gevonden: Option<Gevonden>,
}

impl ZoekPage {
    /// The page that says why it did not search.
    pub fn refused(tekst: &str, fout: ZoekFout) -> Self {
        Self { tekst: tekst.to_owned(), fout: Some(fout.text()), gevonden: None }
    }

    /// The page with what was found.
    pub fn found(tekst: &str, gevonden: Gevonden) -> Self {
        Self { tekst: tekst.to_owned(), fout: None, gevonden: Some(gevonden) }
    }

    /// The page before a search, with a fault, with nothing, with one and with more than it shows.
    pub fn samples() -> Vec<Self> {
        let row = |number: u32, einde: Option<&str>| ZoekRow {
            zaak: ZaakRow {
                titel: "Bezwaar tegen weigering parkeervergunning".into(),
                zaaktype: Some("Bezwaarschrift".into()),
                aanvrager: "Anne de Boer".into(),
                nummer: format!("ZAAK-2026-{number:010}"),
                href: format!("/werk/zaken/{number}"),
                status: if einde.is_some() { "Afgehandeld" } else { "In behandeling" }.into(),
                is_opgeschort: false,
                sinds: "2026-11-01".into(),
                einde: einde.map(str::to_owned),
                termijn: None,
            },
        };
        let found =
            |zaken: Vec<ZoekRow>, is_cut| Self::found("Boer", Gevonden { zaken, is_cut, vandaag: "2026-11-25".into() });
        vec![
            Self::default(),
            Self::refused("b", ZoekFout::Leeg),
            found(Vec::new(), false),
            found(vec![row(1, Some("2026-11-20"))], false),
            found((1..=50).map(|number| row(number, None)).collect(), true),
        ]
    }
}
