//! Pages for residents: apply, follow, answer, read.
//!
//! A page is a handler, a context and a template. Handlers (`handlers/`) say who asks and what comes back; `load/` gathers what a page
//! shows through the operations of the other crates; `views/` turns it into finished text and links, without database or HTTP; the
//! templates only loop and branch. Whose zaak, task, document or message it is, is decided by the gates of `zaken`, `process`,
//! `messages` and `forms`: here "not yours" and "not there" are one and the same answer. Every path stands in `paths.rs`.
//!
//! This crate has no tables of its own, and knows no service by name. Start reading at [`router`] and `load/zaak.rs`.

mod error;
mod handlers;
mod load;
pub mod paths;
mod router;
pub mod surroundings;
pub mod views;
pub mod words;

pub use error::PortalError;
pub use router::router;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        /// The templates of this crate, for `ui::Pages::new`.
        pub const TEMPLATES: &[(&str, &str)] =
            &[$((concat!("portal/", $name), include_str!(concat!("../templates/portal/", $name)))),*];
    };
}

templates![
    "_blokken.html",
    "_mijn.html",
    "_stap.html",
    "bericht.html",
    "berichten.html",
    "contact.html",
    "formulier_bevestiging.html",
    "formulier_overzicht.html",
    "formulier_stap.html",
    "formulier_start.html",
    "gegevens.html",
    "home.html",
    "product.html",
    "taak.html",
    "taak_gedaan.html",
    "taken.html",
    "tekst.html",
    "thema.html",
    "themas.html",
    "welkom.html",
    "wie_keek.html",
    "zaak.html",
    "zaken.html",
    "zoeken.html",
];

/// The Dutch texts of this crate, for `ui::Texts::builder().add`.
pub const TEXTS_NL: &str = include_str!("../texts/nl.ftl");
/// The English texts of this crate.
pub const TEXTS_EN: &str = include_str!("../texts/en.ftl");
