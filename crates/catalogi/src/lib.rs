//! The Catalogi API: zaaktypen and everything that belongs to them.
//!
//! A published zaaktype hardly ever changes (ztc-009, published is fixed): a new version is a new row. That is why a [`Zaaktype`] is
//! read whole, once, and then kept in the memory of its database, until the mark of all that is published changes. What the API shows
//! and changes goes through [`register`]. This crate does not know that zaken exist. Start reading at [`Zaaktype`] and [`import_zaaktype`].

#![recursion_limit = "512"]

pub mod beheer;
mod domain;
mod elders;
mod error;
mod gegevens;
mod handlers;
mod keuzelijst;
pub mod keuzes;
mod operations;
mod package;
pub mod paths;
pub mod register;
mod router;
mod rules;
mod selectielijst;
mod soorten;
mod store;
pub mod uitwisseling;

pub use domain::{
    Afleidingswijze, Besluittype, Brondatumprocedure, Catalogus, Eigenschap, Informatieobjecttype, Resultaattype,
    Roltype, Statustype, Zaaktype, ZaaktypeInformatieobjecttype,
};
pub use elders::{ZaaktypeElders, find_zaaktype_elders, list_zaaktypen_elders, set_behandelrollen};
pub use error::{CatalogiError, InvalidField};
pub use handlers::import::{import, import_zaaktyperelaties};
pub use handlers::{EXPANDABLE, find_types, with_types};
pub use keuzelijst::{Keuzes, list_selectielijst_keuzes};
pub use operations::{
    ensure_catalogus, find_valid_zaaktype, find_zaaktype, import_zaaktype, list_zaaktypen, read_zaaktype,
};
pub use package::ZaaktypePackage;
pub use router::router;
pub use rules::versies::Opvolging;
pub use selectielijst::{Klassen, Naslag, Selectielijst, list_selectielijst_namen};
pub use store::{
    REGISTER_STATEMENTS, STATEMENTS, find_informatieobjecttype, find_informatieobjecttype_by_omschrijving,
    import::import_count,
};
pub use store::{
    find_besluittype, find_valid_besluittype, find_zaaktype_of_zaakobjecttype, has_deelzaaktype,
    list_informatieobjecttypen_of_besluittype, list_zaaktype_ids,
};
