//! The Autorisaties API: which application may do what, and how it shows who it is.
//!
//! An application (a supplier's system) calls with a JWT, signed with the secret of its client id. The secret must be known in clear
//! to check a signature, so it is sealed at rest under a key that only the binary has ([`Sealer`]). What [`verify`] returns is an
//! [`values::actor::Applicatie`]: all operations take it as any other actor. Lists are filtered by its [`Bereik`], in SQL.
//! The `handlers` also hold what all APIs of the standard have in common: the caller, query parameters, bodies, URLs.
//! Of the registers it knows no more than which types a catalogus has. Start reading at [`verify`], [`handlers::Caller`] and
//! [`create`].

mod bereik;
mod domain;
mod elders;
mod error;
pub mod handlers;
mod ids;
mod operations;
pub mod paths;
mod router;
mod rules;
mod seal;
mod store;
mod token;
mod verify;
mod window;

pub use bereik::{Bereik, reads_only_gereed};
pub use domain::{
    Applicatie, ApplicatieGegevens, Autorisatie, Client, NewApplicatie, Reikwijdte, Toekenning, TypeIn, TypeNaam,
};
pub use elders::{EXTERN_START, extern_id, is_extern};
pub use error::{AuthError, AutorisatiesError, InvalidField};
pub use ids::ids_parameter;
pub use operations::{
    add_applicatie, create, extend_to_version, find_by_client, find_typen, list, list_catalogi, list_of_clients,
    list_type_names, list_typen, read, read_locked, remove, set_secret, update,
};
pub use router::router;
pub use rules::{Keuze, SCOPES};
pub use seal::{Sealer, TokenAge, Unsealable};
pub use store::{STATEMENTS, component_of, component_text, import_count};
pub use token::{Issued, TokenFault, issue};
pub use verify::verify;
pub use window::{Found, Window};
