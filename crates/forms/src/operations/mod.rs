//! What the product can do with forms, each told once, for the portal, the workplace and packages alike.

mod aanvragen;
mod bestanden;
mod formulieren;
mod inzendingen;
mod registratie;
mod stappen;
mod taken;

pub use aanvragen::{find_aanvraag, submit_aanvraag};
pub use bestanden::add_upload;
pub use formulieren::{find_formulier, install_form, list_aanvragen, read_formulier};
pub use inzendingen::{
    CONCEPT_RETENTION_DAYS, VERZONDEN_RETENTION_DAYS, delete_concept, delete_expired, find_inzending,
    find_taak_concept, list_concepten, save_prefill, start,
};
pub(crate) use stappen::files_of;
pub use stappen::save_step;
pub use taken::submit_taak;
