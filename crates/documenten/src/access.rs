//! Which application may do what to a document.
//!
//! People see documents through the zaak or besluit that they are in: the gates of those modules decide, never this one.

use autorisaties::Bereik;
use catalogi::Informatieobjecttype;
use values::actor::Component;
use values::{Actor, Id, Vertrouwelijkheidaanduiding};

use crate::DocumentenError;

/// What an application wants to do to a document. The scopes are those of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the scope that its name says")]
pub enum Scope {
    Lezen,
    Aanmaken,
    Bijwerken,
    Verwijderen,
    Lock,
    GeforceerdUnlock,
}

impl Scope {
    /// Returns the scope as the standard writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lezen => "documenten.lezen",
            Self::Aanmaken => "documenten.aanmaken",
            Self::Bijwerken => "documenten.bijwerken",
            Self::Verwijderen => "documenten.verwijderen",
            Self::Lock => "documenten.lock",
            Self::GeforceerdUnlock => "documenten.geforceerd-unlock",
        }
    }
}

/// Refuses what the actor may not do to documents of this kind and level.
///
/// # Errors
/// [`DocumentenError::Forbidden`] with the scope that is missing.
pub fn require(
    actor: &Actor,
    scope: Scope,
    soort: Id<Informatieobjecttype>,
    level: Vertrouwelijkheidaanduiding,
) -> Result<(), DocumentenError> {
    if Bereik::of(actor, Component::Drc, scope.as_str()).holds(soort.uuid(), level) {
        Ok(())
    } else {
        Err(DocumentenError::Forbidden(scope.as_str()))
    }
}
