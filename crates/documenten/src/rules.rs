//! Decisions about documents, and nothing but decisions: no database, no clock.

use ::store::files::Stored;
use autorisaties::InvalidField;

use crate::{Bestand, Document, DocumentGegevens, DocumentStatus};

/// Number of bytes of each part of a file that comes in parts, but the last.
pub const DEEL_BYTES: i64 = 32 << 20;

/// The largest file that comes in parts: 64 GiB. A part costs a row, so there is an end to how many one call may ask for.
pub const UPLOAD_BYTES_MAX: i64 = 64 << 30;

fn fault(name: &str, code: &'static str, reason: &'static str) -> InvalidField {
    InvalidField { name: name.into(), code, reason }
}

/// Decides which rules the facts of a document break. `current` is the version before, when there is one.
///
/// Rules: drc-001 (informatieobjecttype), drc-005 (statuswijzigingen).
pub fn faults(new: &DocumentGegevens, current: Option<&Document>) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    let is_new = |own: &str, of: fn(&Document) -> &str| current.is_none_or(|current| of(current) != own);
    if let Some(own) = &new.identificatie
        && is_new(own, |current| &current.identificatie)
        && !values::is_one_line(own)
    {
        faults.push(fault("identificatie", "invalid", "Gebruik geen regeleinden of andere stuurtekens."));
    }
    if is_new(&new.taal, |current| &current.taal) && !values::is_taal(&new.taal) {
        faults.push(fault("taal", "invalid", "Hier hoort de code van een taal uit ISO 639-2, zoals nld."));
    }
    if is_unfinished(new.status) && new.ontvangstdatum.is_some() {
        let reason = "Een ontvangen document is niet in bewerking of ter vaststelling.";
        faults.push(fault("status", "invalid_for_received", reason));
    }
    if is_unfinished(new.status) && new.ondertekening.is_some() {
        let reason = "Een document in bewerking of ter vaststelling is nog niet ondertekend.";
        faults.push(fault("ondertekening", "invalid", reason));
    }
    let is_other_type = current.is_none_or(|current| current.informatieobjecttype != new.informatieobjecttype.uuid);
    if is_other_type && new.informatieobjecttype.concept {
        let reason = "Het informatieobjecttype is nog niet gepubliceerd.";
        faults.push(fault("informatieobjecttype", "not-published", reason));
    }
    faults
}

/// Decides whether the indicatie fits the rights of use that there are. Rule: drc-006 (gebruiksrechten).
pub fn gebruiksrecht_fault(indicatie: Option<bool>, has_gebruiksrechten: bool) -> Option<InvalidField> {
    match (indicatie, has_gebruiksrechten) {
        (Some(true), false) => {
            let reason = "De indicatie kan niet waar zijn zonder gebruiksrechten.";
            Some(fault("indicatieGebruiksrecht", "missing-gebruiksrechten", reason))
        }
        (Some(false) | None, true) => {
            let reason = "De indicatie kan niet anders dan waar zijn: er zijn gebruiksrechten.";
            Some(fault("indicatieGebruiksrecht", "existing-gebruiksrechten", reason))
        }
        _ => None,
    }
}

/// The number is taken. Rule: uniciteit bronorganisatie en identificatie.
pub fn identificatie_not_unique() -> InvalidField {
    fault("identificatie", "identificatie-niet-uniek", "Deze identificatie bestaat al binnen de organisatie.")
}

/// The id is taken.
pub fn uuid_not_unique() -> InvalidField {
    fault("uuid", "unique", "Er is al een document met dit UUID.")
}

fn is_unfinished(status: Option<DocumentStatus>) -> bool {
    matches!(status, Some(DocumentStatus::InBewerking | DocumentStatus::TerVaststelling))
}

/// What a body says of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inhoud {
    /// Nothing.
    Absent,
    /// That there is none, or none yet.
    Null,
    /// Bytes, that are in the object store.
    Stored(Stored),
}

/// Decides what the file of a version is, by the cases of the standard (zgw.md section 11). `size` is the bestandsomvang that the body
/// names, `current` the version before.
///
/// # Errors
/// `file-size` when the number of bytes does not fit the bytes.
pub fn bestand(inhoud: Inhoud, size: Option<i64>, current: Option<&Document>) -> Result<Bestand, InvalidField> {
    let wrong = || Err(fault("nonFieldErrors", "file-size", "De bestandsomvang klopt niet met de inhoud."));
    match (inhoud, size, current) {
        (Inhoud::Stored(stored), Some(size), _) if i64::try_from(stored.size) != Ok(size) => wrong(),
        (Inhoud::Stored(stored), ..) => Ok(Bestand::Stored(stored)),
        (Inhoud::Absent, None, Some(_)) => Ok(Bestand::Unchanged),
        (Inhoud::Absent, Some(size), Some(current)) if current.bestandsomvang == Some(size) => Ok(Bestand::Unchanged),
        (Inhoud::Absent, Some(_), Some(_)) => wrong(),
        (Inhoud::Null | Inhoud::Absent, None, _) => Ok(Bestand::None),
        (Inhoud::Null | Inhoud::Absent, Some(size), _) => Ok(Bestand::Upload(size)),
    }
}

/// Returns the sizes of the parts of a file.
pub fn delen(size: i64) -> Vec<i64> {
    let whole = (0..size / DEEL_BYTES).map(|_| DEEL_BYTES);
    whole.chain(Some(size % DEEL_BYTES).filter(|rest| *rest > 0)).collect()
}

/// Decides whether a client holds the document. Rule: drc-010 (bijwerken).
///
/// # Errors
/// `unlocked`, `missing-lock-id` or `incorrect-lock-id`.
pub fn check_lock(lock: Option<&str>, given: &str) -> Result<(), InvalidField> {
    match lock {
        None => Err(fault("nonFieldErrors", "unlocked", "Het document is niet vergrendeld.")),
        Some(_) if given.is_empty() => {
            Err(fault("nonFieldErrors", "missing-lock-id", "Geef aan met welke lock het document is vergrendeld."))
        }
        Some(lock) if !web::secret_eq(lock.as_bytes(), given.as_bytes()) => {
            Err(fault("nonFieldErrors", "incorrect-lock-id", "Dit is niet de lock van het document."))
        }
        Some(_) => Ok(()),
    }
}

/// Decides what keeps a document from being removed. Rule: drc-008 (vernietigen).
pub fn destroy_faults(has_relations: bool, is_locked: bool) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    if has_relations {
        let reason = "Het document zit nog in een zaak of besluit.";
        faults.push(fault("nonFieldErrors", "pending-relations", reason));
    }
    if is_locked {
        faults.push(fault("nonFieldErrors", "destroy-locked", "Het document is vergrendeld."));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentStatus::{Definitief, InBewerking, TerVaststelling};

    #[test]
    fn drc_005_what_was_received_is_finished() {
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

    #[test]
    fn drc_006_the_indicatie_follows_the_rights_of_use() {
        for (indicatie, has, expected) in [
            (Some(true), false, Some("missing-gebruiksrechten")),
            (Some(false), true, Some("existing-gebruiksrechten")),
            (None, true, Some("existing-gebruiksrechten")),
            (Some(true), true, None),
            (Some(false), false, None),
            (None, false, None),
        ] {
            assert_eq!(gebruiksrecht_fault(indicatie, has).map(|fault| fault.code), expected);
        }
    }

    #[test]
    fn drc_010_only_who_holds_the_lock_changes_a_document() {
        for (lock, given, expected) in [
            (None, "a", Err("unlocked")),
            (Some("a"), "", Err("missing-lock-id")),
            (Some("a"), "b", Err("incorrect-lock-id")),
            (Some("a"), "a", Ok(())),
        ] {
            assert_eq!(check_lock(lock, given).map_err(|fault| fault.code), expected);
        }
    }

    #[test]
    fn a_new_file_is_there_is_not_there_or_comes_in_parts() {
        let stored = Stored { hash: "h".into(), size: 5 };
        let of = |inhoud, size| bestand(inhoud, size, None).map_err(|fault| fault.code);
        assert_eq!(of(Inhoud::Stored(stored.clone()), None), Ok(Bestand::Stored(stored.clone())));
        assert_eq!(of(Inhoud::Stored(stored.clone()), Some(5)), Ok(Bestand::Stored(stored.clone())));
        assert_eq!(of(Inhoud::Stored(stored), Some(6)), Err("file-size"));
        assert_eq!(of(Inhoud::Null, Some(7)), Ok(Bestand::Upload(7)));
        assert_eq!(of(Inhoud::Null, None), Ok(Bestand::None));
        assert_eq!(of(Inhoud::Absent, None), Ok(Bestand::None));
        assert_eq!(delen(2 * DEEL_BYTES + 1), [DEEL_BYTES, DEEL_BYTES, 1]);
        assert_eq!(delen(DEEL_BYTES), [DEEL_BYTES]);
    }
}
