//! Which application may do what to a document.
//!
//! People see documents through the zaak or besluit that they are in: the gates of those modules decide, never this one.

use autorisaties::{Bereik, reads_only_gereed};
use catalogi::Informatieobjecttype;
use values::actor::Component;
use values::{Actor, Id, Vertrouwelijkheidaanduiding};

use crate::DocumentenError;
use crate::register::DocumentRegel;

/// What an application wants to do to a document. The scopes are those of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the scope that its name says")]
pub enum Scope {
    Lezen,
    Aanmaken,
    Bijwerken,
    GeforceerdBijwerken,
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
            Self::GeforceerdBijwerken => "documenten.geforceerd-bijwerken",
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

/// The scopes that each let a document be changed.
pub const CHANGE: [Scope; 2] = [Scope::Bijwerken, Scope::GeforceerdBijwerken];

/// Refuses who may not change documents of this kind and level.
///
/// # Errors
/// [`DocumentenError::Forbidden`] with the scope that is missing.
pub fn require_change(
    actor: &Actor,
    soort: Id<Informatieobjecttype>,
    level: Vertrouwelijkheidaanduiding,
) -> Result<(), DocumentenError> {
    require(actor, Scope::Bijwerken, soort, level)
        .or_else(|fault| require(actor, Scope::GeforceerdBijwerken, soort, level).map_err(|_| fault))
}

/// Refuses who may not read this version: judged by the newest version, by which the document is judged as a whole, and by the version
/// itself, that may have been more confidential. Some read only what is ready to be published.
///
/// # Errors
/// [`DocumentenError::Forbidden`] with the scope that is missing.
pub fn require_read(actor: &Actor, regel: &DocumentRegel) -> Result<(), DocumentenError> {
    let own = &regel.document;
    require(actor, Scope::Lezen, regel.newest_type, regel.newest_level)?;
    require(actor, Scope::Lezen, own.informatieobjecttype, own.vertrouwelijkheidaanduiding)?;
    let is_gereed = regel.newest_gereed == Some(true) && own.is_gereed_voor_publicatie == Some(true);
    if reads_only_gereed(actor) && !is_gereed {
        return Err(DocumentenError::Forbidden(Scope::Lezen.as_str()));
    }
    Ok(())
}

/// Refuses who may not do this to a document.
///
/// # Errors
/// [`DocumentenError::Forbidden`] with the scope that is missing.
pub fn require_for(actor: &Actor, scope: Scope, regel: &DocumentRegel) -> Result<(), DocumentenError> {
    match scope {
        Scope::Lezen => require_read(actor, regel),
        scope => require(actor, scope, regel.newest_type, regel.newest_level),
    }
}

/// What an application sees of documents, in lists.
#[derive(Debug, Clone)]
pub(crate) struct Zicht {
    /// The kinds and levels.
    pub(crate) bereik: Bereik,
    /// Of those only what is ready to be published.
    pub(crate) alleen_gereed: bool,
}

impl Zicht {
    pub(crate) fn of(actor: &Actor) -> Self {
        let bereik = Bereik::of(actor, Component::Drc, Scope::Lezen.as_str());
        Self { bereik, alleen_gereed: reads_only_gereed(actor) }
    }

    pub(crate) fn is_filtered(&self) -> bool {
        self.bereik != Bereik::Alles
    }

    /// Returns the parameter for SQL: there for who reads only what is ready to be published.
    pub(crate) fn gereed(&self) -> Option<bool> {
        self.alleen_gereed.then_some(true)
    }
}
