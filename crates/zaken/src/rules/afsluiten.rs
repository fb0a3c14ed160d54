//! What setting a status does to a zaak: zrc-007 (afsluiten zaak), zrc-008 (heropenen zaak).

use jiff::civil::Date;

use crate::{InvalidField, ZakenError};

/// What setting a status does to the zaak that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusEffect {
    /// Only the status changes.
    Unchanged,
    /// The zaak ends.
    Close {
        /// On this day.
        einddatum: Date,
    },
    /// The zaak runs again.
    Reopen,
}

/// What the decision is based on.
#[derive(Debug, Clone, Copy)]
pub struct StatusFacts {
    /// The day that the zaak ended, if it did.
    pub einddatum: Option<Date>,
    /// Whether the new status is the last of the zaaktype.
    pub is_eindstatus: bool,
    /// The calendar day of the status in the caller's own zone: 00:30+02:00 on 1 June is still 31 May in UTC.
    pub day: Date,
    /// What may keep it from ending.
    pub einde: EindeFacts,
    /// Whether it is a part of a zaak that ended.
    pub is_hoofdzaak_closed: bool,
}

/// What may keep a zaak from ending.
#[derive(Debug, Clone, Copy, Default)]
pub struct EindeFacts {
    /// Whether it has a resultaat.
    pub has_resultaat: bool,
    /// Whether somebody works on one of its documents.
    pub has_locked_documents: bool,
    /// Whether of one of its documents nobody said if its use is limited.
    pub has_unset_gebruiksrecht: bool,
    /// Whether a part of it still runs.
    pub has_open_deelzaken: bool,
    /// Whether a part of it has no resultaat.
    pub has_deelzaken_without_resultaat: bool,
}

/// Decides what setting a status does.
///
/// # Errors
/// Every reason why the zaak can't end or run again, such as `resultaat-does-not-exist`.
pub fn status_effect(facts: &StatusFacts) -> Result<StatusEffect, ZakenError> {
    let mut faults = Vec::new();
    let mut add = |holds: bool, code, reason: &str| {
        if holds {
            faults.push(InvalidField::whole(code, reason));
        }
    };
    if facts.is_eindstatus {
        let einde = &facts.einde;
        let reason = "De zaak kan niet worden afgesloten zonder resultaat.";
        add(!einde.has_resultaat, "resultaat-does-not-exist", reason);
        add(einde.has_locked_documents, "informatieobject-locked", "Er zijn documenten van de zaak in bewerking.");
        let reason = "Van niet alle documenten is bekend of er gebruiksrechten gelden.";
        add(einde.has_unset_gebruiksrecht, "indicatiegebruiksrecht-unset", reason);
        add(einde.has_open_deelzaken, "deelzaken-not-closed", "Niet alle deelzaken zijn afgesloten.");
        let reason = "Niet alle deelzaken hebben een resultaat.";
        add(einde.has_deelzaken_without_resultaat, "deelzaak-resultaat-does-not-exist", reason);
    } else if facts.einddatum.is_some() {
        let reason = "Een deelzaak kan niet worden heropend als de hoofdzaak is afgesloten.";
        add(facts.is_hoofdzaak_closed, "hoofdzaak-closed", reason);
    }
    if !faults.is_empty() {
        return Err(ZakenError::Invalid(faults));
    }
    Ok(match (facts.is_eindstatus, facts.einddatum) {
        (true, _) => StatusEffect::Close { einddatum: facts.day },
        (false, Some(_)) => StatusEffect::Reopen,
        (false, None) => StatusEffect::Unchanged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn status_effect_follows_zrc_007_and_zrc_008() {
        let (may_31, june_1) = (Some(date(2026, 5, 31)), date(2026, 6, 1));
        let ready = EindeFacts { has_resultaat: true, ..EindeFacts::default() };
        let nothing = EindeFacts::default();
        let wrong = EindeFacts {
            has_resultaat: false,
            has_locked_documents: true,
            has_unset_gebruiksrecht: true,
            has_open_deelzaken: true,
            has_deelzaken_without_resultaat: true,
        };
        let all = "5 invalid field(s): resultaat-does-not-exist, informatieobject-locked, \
                   indicatiegebruiksrecht-unset, deelzaken-not-closed, deelzaak-resultaat-does-not-exist";
        // einddatum, eindstatus, what keeps it from ending, hoofdzaak ended, expected
        let cases = [
            (None, false, nothing, false, Ok(StatusEffect::Unchanged)),
            (None, true, ready, false, Ok(StatusEffect::Close { einddatum: june_1 })),
            (None, true, nothing, false, Err("1 invalid field(s): resultaat-does-not-exist")),
            (None, true, wrong, false, Err(all)),
            (may_31, false, nothing, false, Ok(StatusEffect::Reopen)),
            (may_31, false, nothing, true, Err("1 invalid field(s): hoofdzaak-closed")),
            (may_31, true, ready, true, Ok(StatusEffect::Close { einddatum: june_1 })),
        ];
        for (einddatum, is_eindstatus, einde, is_hoofdzaak_closed, expected) in cases {
            let facts = StatusFacts { einddatum, is_eindstatus, day: june_1, einde, is_hoofdzaak_closed };
            let effect = status_effect(&facts);
            assert_eq!(effect.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
        }
    }
}
