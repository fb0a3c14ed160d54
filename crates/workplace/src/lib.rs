//! Pages for caseworkers: what is to be done, one zaak with everything in it, and one task with its form.
//!
//! `handlers/` says who asks and what comes back, `load/` gathers what a page shows, `views/` turns it into finished texts and links,
//! and a template shows them. What somebody may see is decided by `zaken::werkvoorraad` and `process`: a zaak or task outside
//! somebody's roles does not exist here. Looking at a zaak is recorded. This crate decides nothing about a zaak.
//! Start reading at [`router`] and `load/zaak.rs`.

mod handlers;
mod load;
pub mod paths;
mod router;
mod surroundings;
pub mod views;

pub use router::router;

/// The templates of these pages: name and source.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("workplace/delen.html", include_str!("../templates/workplace/delen.html")),
    ("workplace/invullen.html", include_str!("../templates/workplace/invullen.html")),
    ("workplace/taak.html", include_str!("../templates/workplace/taak.html")),
    ("workplace/werkvoorraad.html", include_str!("../templates/workplace/werkvoorraad.html")),
    ("workplace/zoeken.html", include_str!("../templates/workplace/zoeken.html")),
    ("workplace/zaak.html", include_str!("../templates/workplace/zaak.html")),
];

/// The texts of these pages.
pub const TEXTS_NL: &str = include_str!("../texts/nl.ftl");
