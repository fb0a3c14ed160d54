//! Forms made persistent: definitions, submissions, uploads, and the zaak or task that a submission becomes.
//!
//! What a form *means* is decided by `form-logic`; this crate keeps it. A form is an export of Open Formulieren plus `loket.json`,
//! which says what its answers become ([`LoketSettings`]). A submission (*inzending*) belongs to one owner ([`Eigenaar`]), keeps the
//! version of the form that it started with, and is saved step by step. Sending it is one transaction: zaak, rollen, eigenschappen,
//! documents, first status and process stand together or not at all. Another person's submission does not exist.
//!
//! This crate knows no login and no texts for people, and of HTTP only how a step comes in, for all pages alike (`intake`). Start reading at [`start`], [`save_step`] and [`submit_aanvraag`].

mod context;
mod domain;
mod error;
mod intake;
mod operations;
mod rules;
mod store;
mod view;

pub use context::{AnoniemToken, Eigenaar, FormContext, Prefill, auth_context};
pub use domain::{
    Aanvraag, Bestand, BestandKoppeling, Concept, Contact, EigenschapKoppeling, FormFiles, Formulier, Inzending,
    InzendingState, LoketSettings, NextStep, PdfSettings, PostedFiles, RolSettings, Saved, Soort, Stap, StepErrors,
    StepOutcome, StepPost, Submitted, Upload, Verzending,
};
pub use error::{FormsError, IncompleteStep, StepError, UploadError};
pub use intake::{Doel, Incoming, Open, SHOWS, spend, take_in};
pub use operations::{
    CONCEPT_RETENTION_DAYS, VERZONDEN_RETENTION_DAYS, add_upload, delete_concept, delete_expired, find_aanvraag,
    find_formulier, find_inzending, find_taak_concept, install_form, list_aanvragen, list_concepten, read_formulier,
    save_prefill, save_step, start, submit_aanvraag, submit_taak,
};
pub use rules::check::check_form;
pub use rules::progress::{Place, Progress, ProgressItem, ProgressState};
pub use rules::sniff::media_types as known_types;
pub use rules::upload::{FILE_BYTES_MAX, FILES_MAX, KnownFile, known_file};
pub use store::{FILE_USES, STATEMENTS};
pub use view::{Getoond, StepView, confirmation_html, explanation_html, next_open_step, overview, progress, step_view};
