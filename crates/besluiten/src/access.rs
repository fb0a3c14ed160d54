//! Which application may do what to a decision.
//!
//! People see decisions through the zaak that they were taken in: the gates of that module decide, never this one.

use autorisaties::Bereik;
use catalogi::Besluittype;
use values::actor::Component;
use values::{Actor, Id, Vertrouwelijkheidaanduiding};

use crate::BesluitenError;

/// What an application wants to do to a decision. The scopes are those of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the scope that its name says")]
pub enum Scope {
    Lezen,
    Aanmaken,
    Bijwerken,
    Verwijderen,
}

impl Scope {
    /// Returns the scope as the standard writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lezen => "besluiten.lezen",
            Self::Aanmaken => "besluiten.aanmaken",
            Self::Bijwerken => "besluiten.bijwerken",
            Self::Verwijderen => "besluiten.verwijderen",
        }
    }
}

/// Returns the decisions that the actor may do this to, for lists.
pub(crate) fn bereik(actor: &Actor, scope: Scope) -> Bereik {
    Bereik::of(actor, Component::Brc, scope.as_str())
}

/// Decides whether decisions of this kind are reached. A decision has no level of confidentiality of its own.
pub(crate) fn holds(bereik: &Bereik, besluittype: Id<Besluittype>) -> bool {
    bereik.holds(besluittype.uuid(), Vertrouwelijkheidaanduiding::Openbaar)
}

/// Refuses what the actor may not do to decisions of this kind.
///
/// # Errors
/// [`BesluitenError::Forbidden`] with the scope that is missing.
pub fn require(actor: &Actor, scope: Scope, besluittype: Id<Besluittype>) -> Result<(), BesluitenError> {
    if holds(&bereik(actor, scope), besluittype) { Ok(()) } else { Err(BesluitenError::Forbidden(scope.as_str())) }
}
