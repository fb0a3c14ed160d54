//! The Documenten API: documents, their versions and bytes.
//!
//! A row names its bytes by hash; the bytes are in the object store before the row commits. A letter or submission is made from a
//! template (*sjabloon*): its row stands at once, in the transaction that caused it, and its bytes follow by a job, or at the first
//! download, whichever comes first. How a template becomes a PDF is plugged in by the binary ([`set_typesetter`]).
//! What applications see and add goes through [`register`]. Start reading at [`Document`] and [`create`].

pub mod access;
mod domain;
pub mod download;
mod error;
mod handlers;
mod operations;
mod opmaak;
pub mod paths;
pub mod register;
mod router;
pub mod rules;
mod store;
mod views;

/// Taking documents over from another register.
pub mod import {
    pub use crate::handlers::import::{Versies, import, import_documenten, list_present};
    pub use crate::operations::import::{Soort, settle};
    pub use crate::store::import::import_count as count;
}

pub use domain::{
    Adres, Bestand, Bestandsdeel, Content, Document, DocumentGegevens, DocumentStatus, Gebruiksrechten, Integriteit,
    NewDocument, ObjectInformatieObject, ObjectSoort, Ondertekening, Stuk, Verzending, VerzendingGegevens,
};
pub use error::DocumentenError;
pub use handlers::{EXPANDABLE, NULLABLE, find_stuk, find_stuk_at, nieuw, plaats_of_stuk, stuk_elders};
pub use operations::{
    create, find, forget_object, may_hand_on, may_relate, prepare, register_document, relate, relate_each, unrelate,
};
pub use opmaak::{JOB_OPMAKEN, TypesetRequest, register_jobs, set_typesetter};
pub use router::router;
pub use store::register::STATEMENTS as REGISTER_STATEMENTS;
pub use store::{FILE_USES, STATEMENTS};
