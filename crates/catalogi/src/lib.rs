//! The Catalogi API: zaaktypen and everything that belongs to them.
//!
//! A published zaaktype never changes (ztc-009, published is fixed): a new version is a new row. That is why a [`Zaaktype`] is read
//! whole, once, and then kept in the memory of its database. What the API shows goes through [`register`]. This crate does not know
//! that zaken exist. Start reading at [`Zaaktype`] and [`import_zaaktype`].

mod domain;
mod error;
mod handlers;
mod operations;
mod package;
pub mod paths;
pub mod register;
mod router;
mod store;

pub use domain::{
    Afleidingswijze, Besluittype, Brondatumprocedure, Catalogus, Eigenschap, Informatieobjecttype, Resultaattype,
    Roltype, Statustype, Zaaktype, ZaaktypeInformatieobjecttype,
};
pub use error::CatalogiError;
pub use operations::{
    ensure_catalogus, find_valid_zaaktype, find_zaaktype, import_zaaktype, list_zaaktypen, read_zaaktype,
};
pub use package::ZaaktypePackage;
pub use router::router;
pub use store::register::STATEMENTS as REGISTER_STATEMENTS;
pub use store::{STATEMENTS, find_informatieobjecttype, find_informatieobjecttype_by_omschrijving};
