//! What a new zaak must be: zrc-001 (valideren zaaktype), zrc-002 (uniciteit), zrc-013 (hoofdzaak), zrc-022 (archiefstatus).

use jiff::civil::Date;

use crate::{InvalidField, Zaak, ZaakGegevens};

/// Decides which rules a new zaak breaks, as far as its own facts tell.
pub fn faults(new: &ZaakGegevens<'_>, today: Date) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    let mut add = |name, code, reason: &str| faults.push(InvalidField { name, code, reason: reason.to_owned() });
    if new.zaaktype.concept {
        add("zaaktype", "not-published", "Het zaaktype is nog niet gepubliceerd.");
    }
    if new.registratiedatum.is_some_and(|day| day > today) {
        add("registratiedatum", "date-in-future", "De datum ligt in de toekomst.");
    }
    if let Some(code) = new.hoofdzaak.map(hoofdzaak_fault) {
        add("hoofdzaak", code, "Dit kan geen deelzaak van die zaak zijn.");
    }
    if new.archiefstatus != "nog_te_archiveren" {
        let reason = "Dit is nodig bij deze archiefstatus.";
        if new.archiefnominatie.is_none() {
            add("archiefnominatie", "archiefnominatie-not-set", reason);
        }
        if new.archiefactiedatum.is_none() {
            add("archiefactiedatum", "archiefactiedatum-not-set", reason);
        }
    }
    faults
}

/// A zaaktype that names no deelzaaktypen has no deelzaken, and none of ours names any.
fn hoofdzaak_fault(hoofdzaak: &Zaak) -> &'static str {
    if hoofdzaak.hoofdzaak.is_some() { "deelzaak-als-hoofdzaak" } else { "invalid-deelzaaktype" }
}

/// The number is taken.
pub fn identificatie_not_unique() -> InvalidField {
    InvalidField {
        name: "identificatie",
        code: "identificatie-niet-uniek",
        reason: "Deze identificatie bestaat al binnen de organisatie.".to_owned(),
    }
}
