//! Decisions about documents, and nothing but decisions: no database, no clock.

use autorisaties::InvalidField;

use crate::{DocumentGegevens, DocumentStatus};

/// Decides which rules a new document breaks, as far as its own fields tell.
///
/// Rules: drc-001 (informatieobjecttype), drc-005 (statuswijzigingen).
pub fn faults(new: &DocumentGegevens<'_>) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    if is_unfinished(new.status) && new.ontvangstdatum.is_some() {
        faults.push(InvalidField {
            name: "status".into(),
            code: "invalid_for_received",
            reason: "Een ontvangen document is niet in bewerking of ter vaststelling.",
        });
    }
    if new.informatieobjecttype.concept {
        faults.push(InvalidField {
            name: "informatieobjecttype".into(),
            code: "not-published",
            reason: "Het informatieobjecttype is nog niet gepubliceerd.",
        });
    }
    faults
}

/// The number is taken. Rule: uniciteit bronorganisatie en identificatie.
pub fn identificatie_not_unique() -> InvalidField {
    InvalidField {
        name: "identificatie".into(),
        code: "identificatie-niet-uniek",
        reason: "Deze identificatie bestaat al binnen de organisatie.",
    }
}

fn is_unfinished(status: Option<DocumentStatus>) -> bool {
    matches!(status, Some(DocumentStatus::InBewerking | DocumentStatus::TerVaststelling))
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentStatus::{Definitief, InBewerking, TerVaststelling};

    #[test]
    fn what_was_received_is_finished() {
        let cases = [
            (Some(InBewerking), true),
            (Some(TerVaststelling), true),
            (Some(Definitief), false),
            (Some(DocumentStatus::Gearchiveerd), false),
            (None, false),
        ];
        for (status, expected) in cases {
            assert_eq!(is_unfinished(status), expected, "{status:?}");
        }
    }
}
