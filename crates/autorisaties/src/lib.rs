//! The Autorisaties API: which application may do what, and how it shows who it is.
//!
//! An application (a supplier's system) calls with a JWT, signed with the secret of its client id. The secret must be known in clear
//! to check a signature, so it is sealed at rest under a key that only the binary has ([`Sealer`]). What [`verify`] returns is an
//! [`values::actor::Applicatie`]: all operations take it as any other actor. Lists are filtered by its [`Bereik`], in SQL.
//! The `handlers` also hold what all APIs of the standard have in common: the caller, query parameters, bodies, URLs.
//! This crate does not know any register. Start reading at [`verify`] and [`handlers::Caller`].

mod bereik;
mod domain;
mod error;
pub mod handlers;
mod ids;
mod operations;
mod seal;
mod store;
mod verify;
mod window;

pub use bereik::Bereik;
pub use domain::{Applicatie, Autorisatie, NewApplicatie};
pub use error::{AuthError, AutorisatiesError, InvalidField};
pub use ids::ids_parameter;
pub use operations::{add_applicatie, list, remove};
pub use seal::{Sealer, Unsealable};
pub use store::STATEMENTS;
pub use verify::verify;
pub use window::{Found, Window};
