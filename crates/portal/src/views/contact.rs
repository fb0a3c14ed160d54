//! Contact that was had.

use serde::Serialize;

use super::Section;
use super::rows::ContactRow;
use super::samples;

/// The list.
#[derive(Debug, Serialize)]
pub struct ContactView {
    /// Contact by phone, at the desk and so on, newest first.
    pub contacts: Section<ContactRow>,
    /// Messages that we sent; apart, so that they don't bury real contact.
    pub sent: Section<ContactRow>,
    /// How to ask something.
    pub question: String,
}

impl ContactView {
    /// The empty, the ordinary and the crowded page, and one whose source failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |contacts, sent| Self { contacts, sent, question: "Heeft u een vraag? Bel 14 0xx.".into() };
        vec![
            ("leeg", view(Section::of(vec![]), Section::of(vec![]))),
            ("gewoon", view(Section::of(samples::contacts(2)), Section::of(samples::contacts(3)))),
            ("vol", view(Section::of(samples::contacts(20)), Section::of(samples::contacts(60)))),
            ("stuk", view(Section::failed(), Section::failed())),
        ]
    }
}
