//! How a page of this crate can refuse or fail.

use ::store::StoreError;
use besluiten::BesluitenError;
use catalogi::CatalogiError;
use documenten::DocumentenError;
use forms::FormsError;
use messages::MessagesError;
use process::ProcessError;
use web::PageError;
use zaken::ZakenError;

/// Every way in which gathering a page can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum PortalError {
    /// It is not there, or it is not for this resident: the same, so that nobody can tell.
    #[error("there is no such thing for this resident")]
    NotFound,
    /// Zaken could not be read.
    #[error("reading zaken failed: {0}")]
    Zaken(#[from] ZakenError),
    /// The types could not be read.
    #[error("reading the catalogus failed: {0}")]
    Catalogi(#[from] CatalogiError),
    /// Decisions could not be read.
    #[error("reading the decisions failed: {0}")]
    Besluiten(#[from] BesluitenError),
    /// A document could not be opened.
    #[error("opening the document failed: {0}")]
    Documenten(#[from] DocumentenError),
    /// Tasks could not be read.
    #[error("reading tasks failed: {0}")]
    Process(#[from] ProcessError),
    /// A form or submission refused or failed.
    #[error("the form refused: {0}")]
    Forms(#[from] FormsError),
    /// Messages could not be read.
    #[error("reading messages failed: {0}")]
    Messages(#[from] MessagesError),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

impl From<PortalError> for PageError {
    fn from(error: PortalError) -> Self {
        let is_absent = matches!(
            error,
            PortalError::NotFound
                | PortalError::Zaken(ZakenError::ZaakNotFound)
                | PortalError::Documenten(DocumentenError::DocumentNotFound)
                | PortalError::Process(ProcessError::TaakNotFound | ProcessError::Forbidden)
                | PortalError::Forms(
                    FormsError::FormulierNotFound
                        | FormsError::InzendingNotFound
                        | FormsError::StepNotFound
                        | FormsError::Forbidden
                        | FormsError::Process(ProcessError::TaakNotFound | ProcessError::Forbidden)
                )
        );
        match error {
            _ if is_absent => Self::NotFound,
            PortalError::Forms(FormsError::AlreadySent) => Self::Conflict,
            // A letter that can't be made now can be made later: the job tries again.
            PortalError::Documenten(DocumentenError::Typesetting(_)) => {
                Self::internal(&error);
                Self::Unavailable
            }
            _ => Self::internal(&error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_for_this_resident_is_not_there() {
        let absent = [
            PortalError::NotFound,
            ZakenError::ZaakNotFound.into(),
            DocumentenError::DocumentNotFound.into(),
            ProcessError::TaakNotFound.into(),
            ProcessError::Forbidden.into(),
            FormsError::InzendingNotFound.into(),
            FormsError::Forbidden.into(),
            FormsError::Process(ProcessError::Forbidden).into(),
        ];
        for error in absent {
            let text = error.to_string();
            assert_eq!(PageError::from(error), PageError::NotFound, "{text}");
        }
        assert_eq!(PageError::from(PortalError::from(FormsError::AlreadySent)), PageError::Conflict);
    }
}
