//! Pages of login, and the extractors by which all other pages know who is there.

mod begin;
mod cookies;
pub(crate) mod inloggen;
pub(crate) mod inloggen_werk;
mod request;
mod resident;
pub(crate) mod sessie;
pub(crate) mod simulator;
mod staff;
pub(crate) mod werk;

pub use cookies::session_cookie;
pub use resident::{OptionalResident, ResidentForm, ResidentSession};
pub use staff::{StaffForm, StaffSession};
