//! What every page is made of: components of NL Design System, layout, themes, icons and translations.
//!
//! A page crate brings its own templates and texts, and a context of finished texts and links; [`Pages`] joins them with the
//! layouts and components of this crate. This crate knows no HTTP, no session and no clock: who is logged in, what the menu
//! holds and which theme applies arrive in a [`Chrome`], and "today" is an argument.
//!
//! Templates lie in `templates/` (layouts and components), texts in `texts/`, styles and scripts in `assets/`.
//! The bundle holds only the CSS of classes that a template names literally: after using a new class, run `make assets`.
//! Start reading at [`pages`] and `templates/componenten/`.

mod assets;
mod chrome;
mod faults;
mod files;
mod formats;
mod icons;
pub mod pages;
mod samples;
mod tables;
mod texts;

pub use assets::{Asset, asset_url, find_asset};
pub use chrome::{Chrome, Flash, LanguageLink, Link, Municipality, NavGroup, NavItem, Site, THEMES, Theme, UserView};
pub use faults::fault_text;
pub use pages::{PageError, Pages};
pub use samples::{style_guide, style_guide_chrome};
pub use texts::{Arg, InvalidTexts, Texts, TextsBuilder};
