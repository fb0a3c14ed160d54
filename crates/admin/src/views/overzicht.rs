//! What is installed and how it goes.

use std::sync::Arc;

use ::store::Gemeente;
use catalogi::Zaaktype;
use packages::Installed;
use serde::Serialize;

use crate::paths;

/// Counting goes no further: everything would take long in a large municipality. More is shown as "10.000+".
pub(crate) const COUNT_MAX: i64 = 10_000;

/// How much there is, at most one more than [`COUNT_MAX`] of each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counts {
    pub lopende_zaken: i64,
    pub open_taken: i64,
}

/// An installed bouwsteen.
#[derive(Debug, Clone, Serialize)]
pub struct BouwsteenRow {
    /// Its name.
    pub naam: String,
    /// Its version.
    pub versie: String,
    /// What it is for.
    pub omschrijving: String,
    /// Who keeps it.
    pub eigenaar: String,
    /// When it was installed.
    pub op: String,
}

/// What is installed and how it goes.
#[derive(Debug, Clone, Serialize)]
pub struct OverzichtPage {
    /// The name of the municipality.
    pub gemeente: String,
    /// Its short name.
    pub key: String,
    /// Its number as an organisation.
    pub rsin: String,
    /// `sqlite` or `postgres`.
    pub database: String,
    /// The sender of mails.
    pub afzender: String,
    /// Running zaken.
    pub lopende_zaken: String,
    /// Open tasks, of staff and residents.
    pub open_taken: String,
    /// Jobs that still have to be done.
    pub wachtend: String,
    /// Jobs that were given up.
    pub mislukt: i64,
    /// The page of those jobs.
    pub taken_href: &'static str,
    /// The installed bouwstenen.
    pub bouwstenen: Vec<BouwsteenRow>,
    /// The names of the zaaktypen that new zaken can have.
    pub zaaktypen: Vec<String>,
}

impl OverzichtPage {
    /// Makes the page.
    pub(crate) fn new(
        gemeente: &Gemeente,
        database: &str,
        counts: Counts,
        wachtend: i64,
        mislukt: i64,
        installed: &[Installed],
        zaaktypen: &[Arc<Zaaktype>],
    ) -> Self {
        let row = |one: &Installed| BouwsteenRow {
            naam: one.manifest.naam.clone(),
            versie: one.manifest.version.clone(),
            omschrijving: one.manifest.omschrijving.clone(),
            eigenaar: one.manifest.eigenaar.clone(),
            op: one.installed_at.to_string(),
        };
        Self {
            gemeente: gemeente.naam.clone(),
            key: gemeente.key.clone(),
            rsin: gemeente.rsin.as_str().to_owned(),
            database: database.to_owned(),
            afzender: gemeente.afzender.clone(),
            lopende_zaken: limited(counts.lopende_zaken),
            open_taken: limited(counts.open_taken),
            wachtend: wachtend.to_string(),
            mislukt,
            taken_href: paths::TAKEN,
            bouwstenen: installed.iter().map(row).collect(),
            zaaktypen: zaaktypen.iter().map(|zaaktype| zaaktype.omschrijving.clone()).collect(),
        }
    }

    /// The empty and the ordinary page.
    pub fn samples() -> Vec<Self> {
        let empty = Self {
            gemeente: "Voorbeeldstad".into(),
            key: "voorbeeldstad".into(),
            rsin: "002564440".into(),
            database: "sqlite".into(),
            afzender: "Gemeente Voorbeeldstad <loket@voorbeeldstad.example>".into(),
            lopende_zaken: limited(0),
            open_taken: limited(0),
            wachtend: "0".into(),
            mislukt: 0,
            taken_href: paths::TAKEN,
            bouwstenen: Vec::new(),
            zaaktypen: Vec::new(),
        };
        let row = |naam: &str, omschrijving: &str| BouwsteenRow {
            naam: naam.into(),
            versie: "1.2.0".into(),
            omschrijving: omschrijving.into(),
            eigenaar: "Loket".into(),
            op: "2026-11-24T09:00:00Z".into(),
        };
        let full = Self {
            lopende_zaken: limited(10_001),
            open_taken: limited(214),
            wachtend: "3".into(),
            mislukt: 2,
            bouwstenen: vec![
                row("Basis", "Berichten en brieven voor alle zaken."),
                row("Bezwaar maken", "Een inwoner maakt bezwaar tegen een besluit van de gemeente."),
                row("Parkeervergunning voor bewoners", "Een bewoner vraagt een parkeervergunning aan."),
            ],
            zaaktypen: vec!["Bezwaarschrift behandelen".into(), "Parkeervergunning voor bewoners".into()],
            ..empty.clone()
        };
        vec![empty, full]
    }
}

/// Writes a count that was cut off at the limit.
fn limited(count: i64) -> String {
    if count > COUNT_MAX { "10.000+".to_owned() } else { count.to_string() }
}

#[cfg(test)]
mod tests {
    use super::limited;

    #[test]
    fn a_count_is_shown_up_to_the_limit() {
        assert_eq!([0, 10_000, 10_001].map(limited), ["0", "10000", "10.000+"]);
    }
}
