//! What setting a status does to a zaak: zrc-007 (afsluiten zaak), zrc-008 (heropenen zaak).

use jiff::civil::Date;

use crate::ZakenError;

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
    /// Whether it has a resultaat.
    pub has_resultaat: bool,
    /// Whether the new status is the last of the zaaktype.
    pub is_eindstatus: bool,
    /// Whether the caller may reopen a zaak.
    pub can_reopen: bool,
    /// The calendar day of the status in the caller's own zone: 00:30+02:00 on 1 June is still 31 May in UTC.
    pub day: Date,
}

/// Decides what setting a status does.
///
/// # Errors
/// * `resultaat-does-not-exist` when the zaak would close without a resultaat
/// * [`ZakenError::Forbidden`] when the caller may not reopen
pub fn status_effect(facts: StatusFacts) -> Result<StatusEffect, ZakenError> {
    if facts.einddatum.is_some() && !facts.can_reopen {
        return Err(ZakenError::Forbidden("zaken.heropenen"));
    }
    if facts.is_eindstatus {
        if !facts.has_resultaat {
            return Err(ZakenError::invalid(
                "nonFieldErrors",
                "resultaat-does-not-exist",
                "De zaak kan niet worden afgesloten zonder resultaat.",
            ));
        }
        return Ok(StatusEffect::Close { einddatum: facts.day });
    }
    Ok(if facts.einddatum.is_some() { StatusEffect::Reopen } else { StatusEffect::Unchanged })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn status_effect_follows_zrc_007_and_zrc_008() {
        let (may_31, june_1) = (Some(date(2026, 5, 31)), date(2026, 6, 1));
        // einddatum, resultaat, eindstatus, may reopen, expected
        let cases = [
            (None, false, false, false, Ok(StatusEffect::Unchanged)),
            (None, true, true, false, Ok(StatusEffect::Close { einddatum: june_1 })),
            (None, false, true, false, Err("1 invalid field(s): resultaat-does-not-exist")),
            (may_31, true, false, true, Ok(StatusEffect::Reopen)),
            (may_31, true, false, false, Err("the right `zaken.heropenen` is missing")),
            (may_31, true, true, true, Ok(StatusEffect::Close { einddatum: june_1 })),
            (may_31, true, true, false, Err("the right `zaken.heropenen` is missing")),
        ];
        for (einddatum, has_resultaat, is_eindstatus, can_reopen, expected) in cases {
            let effect =
                status_effect(StatusFacts { einddatum, has_resultaat, is_eindstatus, can_reopen, day: june_1 });
            assert_eq!(effect.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
        }
    }
}
