//! What a zaak must be: zrc-001 (valideren zaaktype), zrc-002 (uniciteit), zrc-011 (relevanteAndereZaken), zrc-013 (hoofdzaak), zrc-014
//! (betalingsindicatie), zrc-015 (productenOfDiensten), zrc-022 (archiefstatus).

use std::collections::HashSet;

use catalogi::Zaaktype;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;

use super::toekomst::is_future;
use crate::domain::NOG_TE_ARCHIVEREN;
use crate::{InvalidField, Zaak, ZaakGegevens};

/// What the decision is based on, besides the zaak as it is to be.
#[derive(Debug)]
pub struct ZaakFacts<'a> {
    /// Its zaaktype.
    pub zaaktype: &'a Zaaktype,
    /// The zaak as it is now; none when it is new.
    pub current: Option<&'a Zaak>,
    /// The zaak that has its number.
    pub same_identificatie: Option<Id<Zaak>>,
    /// The zaak that it is to be a part of, when it exists, and whether zaken of that type can have this type as a part.
    pub hoofdzaak: Option<(&'a Zaak, bool)>,
    /// Whether it has parts itself and is to become one: parts have no parts.
    pub has_deelzaken: bool,
    /// Those of the other zaken that it names that exist.
    pub existing: &'a HashSet<Uuid>,
    /// Whether it has documents that are not archived.
    pub has_open_documents: bool,
    /// The moment.
    pub now: Timestamp,
    /// The day.
    pub today: Date,
}

/// Decides which rules a zaak breaks.
pub fn faults(new: &ZaakGegevens, facts: &ZaakFacts<'_>) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    let mut add = |name: &'static str, code, reason: &str| faults.push(InvalidField::new(name, code, reason));
    if facts.current.is_none() && facts.zaaktype.concept {
        add("zaaktype", "not-published", "Het zaaktype is nog niet gepubliceerd.");
    }
    match facts.current {
        None if new.identificatie.as_ref().is_some_and(|own| !values::is_one_line(own)) => {
            add("identificatie", "invalid", "Gebruik geen regeleinden of andere stuurtekens.");
        }
        Some(current) if new.identificatie.as_ref().is_some_and(|own| *own != current.identificatie) => {
            add("identificatie", "wijzigen-niet-toegelaten", "De identificatie kan niet worden gewijzigd.");
        }
        _ => {}
    }
    if facts.same_identificatie.is_some_and(|other| facts.current.is_none_or(|own| own.uuid != other)) {
        faults.push(identificatie_not_unique());
    }
    let mut add = |name: &'static str, code, reason: &str| faults.push(InvalidField::new(name, code, reason));
    if new.registratiedatum.is_some_and(|day| day > facts.today) {
        add("registratiedatum", "date-in-future", "De datum ligt in de toekomst.");
    }
    let producten = &new.bijzonderheden.producten_of_diensten;
    if !producten.iter().all(|product| facts.zaaktype.producten_of_diensten.contains(product)) {
        let reason = "Niet alle producten of diensten horen bij het zaaktype.";
        add("productenOfDiensten", "invalid-products-services", reason);
    }
    if let Some(moment) = new.bijzonderheden.laatste_betaaldatum {
        if new.betalingsindicatie == "nvt" {
            add("laatsteBetaaldatum", "betaling-nvt", "Er is geen betaling bij betalingsindicatie 'nvt'.");
        }
        if is_future(moment, facts.now) {
            add("laatsteBetaaldatum", "future_not_allowed", "De datum ligt in de toekomst.");
        }
    }
    if let Some(hoofdzaak) = new.hoofdzaak
        && facts.current.is_none_or(|current| current.hoofdzaak != Some(hoofdzaak))
        && let Some(code) = hoofdzaak_fault(hoofdzaak, facts)
    {
        add("hoofdzaak", code, "Dit kan geen deelzaak van die zaak zijn.");
    }
    if new.archiefstatus != NOG_TE_ARCHIVEREN {
        let reason = "Dit is nodig bij deze archiefstatus.";
        if facts.has_open_documents {
            let reason = "Niet alle documenten van de zaak hebben de status 'gearchiveerd'.";
            add("archiefstatus", "documents-not-archived", reason);
        }
        if new.archiefnominatie.is_none() {
            add("archiefnominatie", "archiefnominatie-not-set", reason);
        }
        if new.archiefactiedatum.is_none() {
            add("archiefactiedatum", "archiefactiedatum-not-set", reason);
        }
    }
    faults.extend(relatie_faults(new, facts));
    faults
}

fn hoofdzaak_fault(hoofdzaak: Id<Zaak>, facts: &ZaakFacts<'_>) -> Option<&'static str> {
    if facts.current.is_some_and(|current| current.uuid == hoofdzaak) {
        return Some("self-forbidden");
    }
    match facts.hoofdzaak {
        None => Some("object-does-not-exist"),
        Some((zaak, _)) if zaak.hoofdzaak.is_some() || facts.has_deelzaken => Some("deelzaak-als-hoofdzaak"),
        Some((_, false)) => Some("invalid-deelzaaktype"),
        Some((_, true)) => None,
    }
}

fn relatie_faults(new: &ZaakGegevens, facts: &ZaakFacts<'_>) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    for (index, relevant) in new.relevante_andere_zaken.iter().enumerate() {
        let name = |field: &str| format!("relevanteAndereZaken.{index}.{field}");
        if !facts.existing.contains(&relevant.zaak.uuid()) {
            faults.push(InvalidField::new(name("url"), "bad-url", "De zaak bestaat niet."));
        }
        if relevant.aard_relatie == "overig" && relevant.overige_relatie.is_empty() {
            faults.push(InvalidField::new(name("overigeRelatie"), "required", "Dit veld is vereist bij 'overig'."));
        }
    }
    for (index, andere) in new.gerelateerde_zaken.iter().enumerate() {
        let name = format!("gerelateerdeZaken.{index}.url");
        if !facts.existing.contains(&andere.uuid()) {
            faults.push(InvalidField::new(name, "bad-url", "De zaak bestaat niet."));
        } else if facts.current.is_some_and(|current| current.uuid == *andere) {
            faults.push(InvalidField::new(name, "self-forbidden", "Een zaak is niet aan zichzelf gerelateerd."));
        }
    }
    faults
}

/// The number is taken.
pub fn identificatie_not_unique() -> InvalidField {
    let reason = "Deze identificatie bestaat al binnen de organisatie.";
    InvalidField::new("identificatie", "identificatie-niet-uniek", reason)
}
