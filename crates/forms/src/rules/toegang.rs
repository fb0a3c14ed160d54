//! Who may fill in a form.

use crate::{Eigenaar, FormsError, Formulier, Soort};

/// Decides whether this owner may use this form. A mandate that names zaaktypen covers the forms of those only.
///
/// # Errors
/// [`FormsError::Forbidden`].
pub(crate) fn require(eigenaar: &Eigenaar, formulier: &Formulier) -> Result<(), FormsError> {
    let is_allowed = match (eigenaar, formulier.soort) {
        (Eigenaar::Anoniem(_), Soort::Aanvraag) => !formulier.definition.login_required,
        (Eigenaar::Anoniem(_), Soort::Klanttaak | Soort::Medewerkertaak)
        | (Eigenaar::Burger(_), Soort::Medewerkertaak) => false,
        (Eigenaar::Burger(burger), Soort::Aanvraag | Soort::Klanttaak) => {
            burger.vertegenwoordigt.as_ref().is_none_or(|represented| represented.covers(&formulier.zaaktype))
        }
        (Eigenaar::Medewerker(_), _) => true,
    };
    if is_allowed { Ok(()) } else { Err(FormsError::Forbidden) }
}
