//! How the process module can refuse or fail.

use ::store::StoreError;
use besluiten::BesluitenError;
use catalogi::CatalogiError;
use documenten::DocumentenError;
use jiff::Timestamp;
use zaken::ZakenError;

/// Every way in which the process module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// There is no process model with this key.
    #[error("there is no process `{0}`")]
    UnknownProcess(String),
    /// There is no such task, or none that this person may see.
    #[error("task not found")]
    TaakNotFound,
    /// Somebody else took the task.
    #[error("the task was taken by another")]
    TakenByOther {
        /// The name of who has it.
        naam: String,
    },
    /// The task was done before: a double click, a second tab, a colleague.
    #[error("the task was done already")]
    AlreadyDone {
        /// When.
        op: Option<Timestamp>,
        /// By whom.
        door: Option<String>,
    },
    /// The person may not do this task.
    #[error("the task is not for this person")]
    Forbidden,
    /// A model, its koppelingen or a decision table can't be installed. Holds one line for each fault.
    #[error("the process is not valid: {}", .0.join("; "))]
    Invalid(Vec<String>),
    /// The engine refused a command.
    #[error("the engine refused: {0}")]
    Rejected(#[from] bpmn::Rejection),
    /// A stored model, snapshot or task can't be read.
    #[error("a stored process can't be read: {0}")]
    Broken(String),
    /// The zaak refused.
    #[error("the zaak refused: {0}")]
    Zaken(#[from] ZakenError),
    /// The decision could not be taken.
    #[error("the besluit failed: {0}")]
    Besluiten(#[from] BesluitenError),
    /// A document could not be made.
    #[error("the document failed: {0}")]
    Documenten(#[from] DocumentenError),
    /// The types could not be read.
    #[error("reading the catalogus failed: {0}")]
    Catalogi(#[from] CatalogiError),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

impl ProcessError {
    /// Decides whether the database or the disk failed, at whatever depth: that is nobody's fault and may pass, so the whole command
    /// fails and is tried again. A key that was broken is no such failure: it would break again.
    pub(crate) fn is_storage_failure(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            if let Some(store) = error.downcast_ref::<StoreError>() {
                return !store.is_conflict();
            }
            cause = error.source();
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_disk_is_told_from_a_refusal_at_any_depth() {
        let store = || StoreError::Unreachable("away".into());
        let cases: [(ProcessError, bool); 7] = [
            (store().into(), true),
            (ZakenError::Store(store()).into(), true),
            (ZakenError::Catalogi(CatalogiError::Store(store())).into(), true),
            (BesluitenError::Zaken(ZakenError::Store(store())).into(), true),
            (ZakenError::ZaakNotFound.into(), false),
            (ZakenError::invalid_whole("unique", "is er al").into(), false),
            (ProcessError::Broken("x".into()), false),
        ];
        for (error, expected) in cases {
            assert_eq!(error.is_storage_failure(), expected, "{error}");
        }
    }
}
