//! The Documenten API: documents, their versions and bytes.
//!
//! A row names its bytes by hash; the bytes are in the object store before the row commits. A letter or submission is made from a
//! template (*sjabloon*): its row stands at once, in the transaction that caused it, and its bytes follow by a job, or at the first
//! download, whichever comes first. How a template becomes a PDF is plugged in by the binary ([`set_typesetter`]).
//! Start reading at [`Document`] and [`create`].

mod domain;
mod error;
mod operations;
mod opmaak;
mod store;

pub use domain::{Content, Document, DocumentStatus, NewDocument};
pub use error::DocumentenError;
pub use operations::{create, find, open};
pub use opmaak::{JOB_OPMAKEN, TypesetRequest, register_jobs, set_typesetter};
pub use store::{FILE_USES, STATEMENTS};
