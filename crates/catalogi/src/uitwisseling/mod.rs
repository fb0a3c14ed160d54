//! Catalogi and zaaktypen as a ZIP file, in the format of Open Zaak: lists in the JSON of the API, tied together by their URLs.
//!
//! [`collect`] takes types from the register, [`write_zip`] makes a file of them, [`read_zip`] opens one, and [`import()`] makes
//! concepts of what it holds. What Loket keeps besides the standard goes along under `loket`; others do not read it.

mod export;
mod import;
mod relink;
mod zip;

pub use export::{Omvang, collect};
pub use import::{
    Doel, Fout, Hergebruik, Herkomst, ImportError, ImportOpties, Melding, Naamgeving, Uitslag, import, proposal,
};
pub use zip::{BYTES_MAX, ZipFout, read_zip, write_zip};

use crate::beheer::Velden;
use crate::register::Soort;

/// The files, in the order in which they are imported: nothing names what comes after it. Those of Open Zaak, and the zaakobjecttypen.
const BESTANDEN: [(Soort, &str); 10] = [
    (Soort::Catalogus, "Catalogus.json"),
    (Soort::Informatieobjecttype, "InformatieObjectType.json"),
    (Soort::Besluittype, "BesluitType.json"),
    (Soort::Zaaktype, "ZaakType.json"),
    (Soort::Statustype, "StatusType.json"),
    (Soort::Roltype, "RolType.json"),
    (Soort::Resultaattype, "ResultaatType.json"),
    (Soort::Eigenschap, "Eigenschap.json"),
    (Soort::Zaakobjecttype, "ZaakObjectType.json"),
    (Soort::ZaaktypeInformatieobjecttype, "ZaakTypeInformatieObjectType.json"),
];

/// The kinds of parts that a zaaktype has.
const DELEN: [Soort; 6] = [
    Soort::Statustype,
    Soort::Roltype,
    Soort::Resultaattype,
    Soort::Eigenschap,
    Soort::Zaakobjecttype,
    Soort::ZaaktypeInformatieobjecttype,
];

/// Returns the file in which a kind stands.
fn bestand_of(soort: Soort) -> &'static str {
    BESTANDEN.iter().find(|(own, _)| *own == soort).map_or("ZaakType.json", |(_, bestand)| bestand)
}

/// What a file holds.
#[derive(Debug, Clone, Default)]
pub struct Bundel {
    delen: Vec<(Soort, Vec<Velden>)>,
}

impl Bundel {
    /// Adds what there is of a kind; nothing when that is nothing.
    fn add(&mut self, soort: Soort, records: Vec<Velden>) {
        if !records.is_empty() {
            self.delen.push((soort, records));
        }
    }

    /// Returns what there is of a kind.
    pub fn of(&self, soort: Soort) -> &[Velden] {
        self.delen.iter().find(|(own, _)| *own == soort).map_or(&[], |(_, records)| records)
    }

    /// Decides whether there is nothing to import.
    pub fn is_empty(&self) -> bool {
        self.delen.is_empty()
    }
}
