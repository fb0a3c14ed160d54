//! What all APIs of the standard have in common at the HTTP border: who calls, query parameters, bodies, URLs, headers.

mod api;
pub(crate) mod applicaties;
mod audittrail;
mod caller;
mod document;
pub mod expand;
mod fields;
pub mod import;
mod lezing;
mod params;
mod reserveren;
mod sent;
pub(crate) mod token;
mod urls;

pub use api::{AcceptCrs, AcceptCrsOptional, ContentCrs, Key, Keys, api, more_of_api, not_found};
pub use applicaties::import as import_applicaties;
pub use audittrail::{AUDITTRAILS_LEZEN, Audittrail, Gate, GateFuture};
pub use caller::Caller;
pub use document::document_at;
pub use fields::{Fields, Plaats};
pub use lezing::log_lezing;
pub use params::Params;
pub use reserveren::{reserved, reserved_count};
pub use sent::{Sent, actie_of};
pub use urls::{Named, Url, UrlFault, Urls, is_served_here};
