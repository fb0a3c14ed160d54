//! Templates in the style of Notify: `((placeholder))`, `((vraag??text))`, `# kop`, `* item`. Pure.
//!
//! First the placeholders are filled, then the text is taken apart in blocks, then the blocks are written as plain text or HTML.
//! Values can't become markup: [`crate::personalisation`] cleans them before they get here.

mod blokken;
mod fill;
mod html;
mod parse;

pub use blokken::{Blok, parse_blokken};
pub(crate) use blokken::{to_markup, to_text, without_mail_sections};
pub(crate) use fill::fill;
pub(crate) use html::to_html;
pub(crate) use parse::{Part, parse};

/// The line that a template starts with.
const SUBJECT: &str = "Onderwerp:";

/// Takes a template apart in subject and text.
pub(crate) fn split_subject(file: &str) -> Option<(&str, &str)> {
    let file = file.trim_start_matches('\u{feff}');
    let (first, rest) = file.split_once('\n').unwrap_or((file, ""));
    let onderwerp = first.strip_prefix(SUBJECT)?.trim();
    let tekst = rest.trim();
    (!onderwerp.is_empty() && !tekst.is_empty()).then_some((onderwerp, tekst))
}
