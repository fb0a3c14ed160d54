//! The Zaken API: zaken and everything below them.
//!
//! Every change tells the same story: look up, authorise, decide, write, tell. What may happen is decided in [`rules`], which knows no
//! database. Who may see or do what is decided in [`access`], [`portaal`] (the gate for residents), [`werkvoorraad`] (staff) and
//! [`register`] (applications), and lists are filtered by the same answer in SQL. This crate does not know that processes, forms or pages exist; they call its operations or react to its
//! events. Start reading at [`operations`].

pub mod access;
mod domain;
mod error;
mod handlers;
mod importeren;
mod lezingen;
pub mod operations;
pub mod paths;
pub mod portaal;
pub mod register;
mod router;
pub mod rules;
mod store;
mod views;
pub mod werkvoorraad;

/// Taking zaken over from another register.
pub mod import {
    pub use crate::handlers::import::{import, list_named, list_present, split_relaties, take_relaties};
    pub use crate::operations::import::{Soort, settle};
    pub use crate::store::import::import_count as count;
}

pub use domain::{
    BetrokkeneType, Bijzonderheden, DocumentImport, Eigenschapswaarde, Kenmerk, Klantcontact, Koppeling,
    NOG_TE_ARCHIVEREN, NewRol, NewZaak, Opschorting, Processobject, Relatie, RelevanteZaak, Resultaat, Rol,
    RolGegevens, Status, Substatus, Verlenging, Zaak, ZaakGegevens, ZaakInformatieobject, Zaakbesluit, Zaaknotitie,
    Zaakobject,
};
pub use error::{InvalidField, ZakenError};
pub use handlers::cloudevents::receive_cloudevent;
pub use handlers::expand::EXPANDABLE;
pub use importeren::{JOB_IMPORTEREN, register_jobs};
pub use router::router;
pub use store::{
    STATEMENTS, find_rol_initiator, find_status, find_zaak, find_zaak_by_identificatie, list_documenten,
    list_eigenschappen, list_notities, list_rollen, list_statussen, read_resultaat,
};
