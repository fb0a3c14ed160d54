//! Other systems that resources of ours name: a document in another Documenten API, a zaak in another register.
//!
//! A [`Dienst`] is such a system, with what proves us to it. A URL belongs to the dienst with the longest root above it; one that belongs to
//! none is refused, so nobody can have us call what the municipality did not choose. [`Diensten`] fetches what is at a URL, once, and
//! keeps it ([`ExternObject`]); the register crates only keep its id, which is made of the URL ([`autorisaties::extern_id`]). At the border
//! those ids become URLs again, in one place for all answers ([`Diensten::wrap`]). No call is made while a transaction is open.
//! This crate does not know what a zaak or document is for. Start reading at [`Diensten::find`] and [`Spiegel`].

mod bellen;
mod domain;
mod error;
pub mod handlers;
mod lijn;
mod objecten;
mod operations;
mod rules;
pub mod schema;
mod spiegel;
mod store;

pub use bellen::Diensten;
pub use domain::{AutorisatieSoort, Bewijs, Dienst, DienstGegevens, ExternObject, ObjectSoort, Soort};
pub use error::{DienstenError, ElderFault, NOT_FETCHED};
pub use lijn::{Beurt, Lijn};
pub use objecten::{KEEP_DAYS, forget_old, hold, list_objects, list_urls, urls_in, write_urls};
pub use operations::{add, change, find_marked, list, remove};
pub use spiegel::{
    JOB_SPIEGEL_WEG, Spiegel, drop_mirrors, find_mirror, keep_mirror, list_beside, mirror_gone, register_jobs,
};
pub use store::STATEMENTS;
