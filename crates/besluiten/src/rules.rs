//! What a decision must be: brc-001 (valideren besluittype), brc-002 (uniciteit identificatie), brc-006 (zaken), brc-007 (besluittype
//! bij zaaktype). No database, no clock.

use autorisaties::InvalidField;
use catalogi::Besluittype;
use jiff::civil::Date;

use crate::{Besluit, BesluitGegevens};

/// What the decision is based on, besides the besluit as it is to be.
#[derive(Debug)]
pub struct BesluitFacts<'a> {
    /// Its besluittype.
    pub besluittype: &'a Besluittype,
    /// The besluit as it is now; none when it is new.
    pub current: Option<&'a Besluit>,
    /// Whether another besluit of the organisation has its number.
    pub is_taken: bool,
    /// The zaak that it is to be taken in.
    pub zaak: NamedZaak,
    /// The day.
    pub today: Date,
}

/// What is known of the zaak that a besluit names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedZaak {
    /// It names none, or the one that it was taken in already.
    Settled,
    /// There is no such zaak.
    Unknown,
    /// It was archived: nothing of it changes.
    Archived,
    /// There is, and decisions of this type can be taken in it, or can't.
    Found {
        /// Whether they can.
        allows_besluittype: bool,
    },
}

const IMMUTABLE: &str = "Dit veld kan niet worden gewijzigd.";

/// Decides which rules a besluit breaks, in the order of the fields.
pub fn faults(new: &BesluitGegevens, facts: &BesluitFacts<'_>) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    let mut add = |holds: bool, name: &str, code, reason| {
        if holds {
            faults.push(InvalidField { name: name.into(), code, reason });
        }
    };
    if let Some(current) = facts.current {
        let is_renumbered = new.identificatie.as_ref().is_some_and(|own| *own != current.identificatie);
        add(is_renumbered, "identificatie", "wijzigen-niet-toegelaten", IMMUTABLE);
        let is_moved = new.verantwoordelijke_organisatie.as_str() != current.verantwoordelijke_organisatie;
        add(is_moved, "verantwoordelijkeOrganisatie", "wijzigen-niet-toegelaten", IMMUTABLE);
    }
    let is_broken = new.identificatie.as_deref().is_some_and(|own| !values::is_one_line(own));
    add(
        facts.current.is_none() && is_broken,
        "identificatie",
        "invalid",
        "Gebruik geen regeleinden of andere stuurtekens.",
    );
    add(facts.is_taken, "identificatie", "identificatie-niet-uniek", NOT_UNIQUE);
    let reason = "Het besluittype is nog niet gepubliceerd.";
    add(facts.besluittype.concept, "besluittype", "not-published", reason);
    add(facts.zaak == NamedZaak::Unknown, "zaak", "bad-url", "De zaak bestaat niet.");
    let reason = "De zaak is gearchiveerd: er kan niets meer aan wijzigen.";
    add(facts.zaak == NamedZaak::Archived, "zaak", "zaak-archived", reason);
    // The standard lets the zaak never change. Clients of Open Zaak give a besluit its zaak later, or take it back; from one zaak to
    // another they go by way of none.
    let is_elsewhere = facts.current.and_then(|current| current.zaak).is_some_and(|zaak| Some(zaak) != new.zaak);
    add(is_elsewhere && new.zaak.is_some(), "zaak", "wijzigen-niet-toegelaten", IMMUTABLE);
    add(new.datum > facts.today, "datum", "future_not_allowed", "De datum ligt in de toekomst.");
    let reason = "Het besluittype hoort niet bij het zaaktype van de zaak.";
    let is_strange = facts.zaak == NamedZaak::Found { allows_besluittype: false };
    add(is_strange, "nonFieldErrors", "zaaktype-mismatch", reason);
    faults
}

const NOT_UNIQUE: &str = "Deze identificatie bestaat al binnen de organisatie.";

/// The number is taken.
pub fn identificatie_not_unique() -> InvalidField {
    InvalidField { name: "identificatie".into(), code: "identificatie-niet-uniek", reason: NOT_UNIQUE }
}
