//! What the product does with kanalen, abonnementen and messages. Scopes are checked by the caller.

pub mod abonnementen;
pub mod bezorgingen;
pub mod kanalen;

use autorisaties::InvalidField;

/// One field that breaks a rule.
fn fault(name: impl Into<String>, code: &'static str, reason: &'static str) -> InvalidField {
    InvalidField { name: name.into(), code, reason }
}
