//! Statements of the forms module and the mapping of rows.

mod aanvragen;
mod bestanden;
mod formulieren;
mod inzendingen;

pub(crate) use aanvragen::{find_aanvraag, insert_aanvraag};
pub use bestanden::FILE_USES;
pub(crate) use bestanden::{delete_bestand, insert_bestand};
pub(crate) use formulieren::{
    FormulierFacts, find_active, insert_formulier, list_aanvragen, newest_files, read_formulier,
};
pub(crate) use inzendingen::{
    NewInzending, delete_concept, delete_expired, delete_expired_of, find_concept, find_inzending, insert_inzending,
    list_concepten, lock_inzending, lock_own_inzending, mark_verzonden, save_inzending, save_prefill, touch_inzending,
};

use ::store::Sql;

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] =
    &[formulieren::STATEMENTS, inzendingen::STATEMENTS, bestanden::STATEMENTS, aanvragen::STATEMENTS];
