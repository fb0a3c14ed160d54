//! What the resources look like on the wire: in answers, and in the audit trail, where paths stand for URLs.

mod zaken;

pub(crate) use zaken::{EigenschapUrl, zaak};

use serde::Serialize;
use serde_json::Value;

/// Returns a view as it is kept in the audit trail. Our own types can always be written.
pub(crate) fn kept(view: &impl Serialize) -> Value {
    serde_json::to_value(view).unwrap_or_default()
}
