//! Who may do what to a zaak: one answer for the API, the pages, the process and the jobs.

use autorisaties::Bereik;
use catalogi::Zaaktype;
use values::Actor;
use values::actor::Component;

use crate::{Zaak, ZakenError};

/// What somebody wants to do to a zaak. The scopes are those of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the scope that its name says")]
pub enum Scope {
    Lezen,
    Aanmaken,
    Bijwerken,
    StatussenToevoegen,
    Heropenen,
    GeforceerdBijwerken,
    Verwijderen,
}

impl Scope {
    /// Returns the scope as the standard writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lezen => "zaken.lezen",
            Self::Aanmaken => "zaken.aanmaken",
            Self::Bijwerken => "zaken.bijwerken",
            Self::StatussenToevoegen => "zaken.statussen.toevoegen",
            Self::Heropenen => "zaken.heropenen",
            Self::GeforceerdBijwerken => "zaken.geforceerd-bijwerken",
            Self::Verwijderen => "zaken.verwijderen",
        }
    }
}

/// Decides whether the actor may do this to zaken of this type and level. Rule: zrc-006 (data filteren).
pub fn is_allowed(
    actor: &Actor,
    scope: Scope,
    zaaktype: &Zaaktype,
    level: values::Vertrouwelijkheidaanduiding,
) -> bool {
    match actor {
        Actor::Systeem(_) => true,
        Actor::Applicatie(applicatie) => {
            applicatie.rechten.allows(Component::Zrc, scope.as_str(), zaaktype.uuid.uuid(), level)
        }
        Actor::Medewerker(medewerker) => {
            let is_handler = zaaktype.behandelrollen.iter().any(|rol| medewerker.has_rol(rol));
            // Reopening, changing a closed zaak and destroying one are for those who may do so by name.
            is_handler && !matches!(scope, Scope::Heropenen | Scope::GeforceerdBijwerken | Scope::Verwijderen)
        }
        // A resident makes a zaak by a form; what she sees of zaken goes through the gate of the portal.
        Actor::Burger(_) | Actor::Bedrijf(_) => {
            scope == Scope::Aanmaken && zaaktype.indicatie_intern_of_extern == "extern"
        }
    }
}

/// Refuses what [`is_allowed`] does not allow.
///
/// # Errors
/// [`ZakenError::Forbidden`] with the scope that is missing.
pub fn require(actor: &Actor, scope: Scope, zaaktype: &Zaaktype, zaak: &Zaak) -> Result<(), ZakenError> {
    if is_allowed(actor, scope, zaaktype, zaak.vertrouwelijkheidaanduiding) {
        Ok(())
    } else {
        Err(ZakenError::Forbidden(scope.as_str()))
    }
}

/// Refuses a change of or below a zaak: `zaken.bijwerken`, and once it has ended only `zaken.geforceerd-bijwerken`. `also` are scopes
/// that are enough as long as the zaak runs.
///
/// # Errors
/// [`ZakenError::Forbidden`] with the scope that is missing.
pub fn require_change(actor: &Actor, zaaktype: &Zaaktype, zaak: &Zaak, also: &[Scope]) -> Result<(), ZakenError> {
    let is_closed = zaak.einddatum.is_some();
    let asked = if is_closed { Scope::GeforceerdBijwerken } else { Scope::Bijwerken };
    let more = if is_closed { &[][..] } else { also };
    let level = zaak.vertrouwelijkheidaanduiding;
    let mut enough = [asked, Scope::GeforceerdBijwerken].into_iter().chain(more.iter().copied());
    if enough.any(|scope| is_allowed(actor, scope, zaaktype, level)) {
        Ok(())
    } else {
        Err(ZakenError::Forbidden(asked.as_str()))
    }
}

/// The scope that is enough for what comes with a new zaak, such as its first rollen, when it is made by a form or a process. Of
/// applications the standard asks `zaken.bijwerken` for the same.
pub(crate) fn scopes_at_start(actor: &Actor, zaak: &Zaak) -> &'static [Scope] {
    if zaak.status.is_none() && !matches!(actor, Actor::Applicatie(_)) { &[Scope::Aanmaken] } else { &[] }
}

/// Decides whether an application may do this to the zaak. People have gates of their own: [`crate::portaal`] and
/// [`crate::werkvoorraad`].
pub fn is_reached(actor: &Actor, scope: Scope, zaak: &Zaak) -> bool {
    match actor {
        // The same answer as of its bereik, which is the longer to make the more types an application has.
        Actor::Applicatie(applicatie) => {
            let (r#type, level) = (zaak.zaaktype.uuid(), zaak.vertrouwelijkheidaanduiding);
            applicatie.rechten.allows(Component::Zrc, scope.as_str(), r#type, level)
        }
        _ => bereik(actor, scope).holds(zaak.zaaktype.uuid(), zaak.vertrouwelijkheidaanduiding),
    }
}

/// Returns the zaken that an application may do this to, for lists.
pub(crate) fn bereik(actor: &Actor, scope: Scope) -> Bereik {
    Bereik::of(actor, Component::Zrc, scope.as_str())
}
