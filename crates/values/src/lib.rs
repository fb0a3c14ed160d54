//! Values of the domain: a value is valid, or it does not exist.
//!
//! Inside the program nobody checks a [`Bsn`] again: it was checked when it was made. Values that identify a person print as
//! `Bsn(***)`, so that they can't end up in a log by accident; write them out with their `as_str`.
//! This crate knows no database, no HTTP and no clock. Start reading at [`id`] and [`identification`].

pub mod actor;
mod dates;
mod duration;
pub mod id;
mod identification;
mod taal;
mod text;
mod vertrouwelijkheid;

pub use actor::Actor;
pub use dates::{LOCAL_TIME_ZONE, local_date, local_zone, start_of_day};
pub use duration::Duur;
pub use id::Id;
pub use identification::{Bsn, InvalidIdentification, KvkNummer, Rsin, Vestigingsnummer};
pub use taal::is_taal;
pub use text::{is_one_line, plain};
pub use vertrouwelijkheid::Vertrouwelijkheidaanduiding;
