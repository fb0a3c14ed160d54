//! The questions about types, as tables: what is asked for each kind, and how an answer looks.
//!
//! A question has the name of its field in the standard, with dots for what lies deeper (`referentieproces.naam`). So a fault of the API
//! finds its question, and one reader and one writer serve all kinds. Its texts are in `texts/nl.ftl`, under the same name.

mod duur;
mod lezen;
mod tonen;
mod typen;

pub(crate) use duur::in_words;
pub(crate) use lezen::{differing, mark, missing, read, value_at};
pub(crate) use tonen::{Bronnen, Optie, faults, help, label, show, text_of};
pub(crate) use typen::groepen;

/// How a question is answered.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Antwoord {
    /// A line.
    Tekst,
    /// Several lines.
    Lang,
    /// A text on each line.
    Regels,
    /// A day.
    Datum,
    /// A duration, in words.
    Duur,
    /// A whole number.
    Getal,
    /// Yes or no.
    JaNee,
    /// Yes, no, or not known.
    JaNeeOnbekend,
    /// One of these.
    Keuze(&'static [&'static str]),
    /// One of the types that there are.
    Een(Bron),
    /// Several of the types that there are.
    Meer(Bron),
    /// Objects with questions of their own.
    Lijst(&'static [Vraag]),
}

/// Where the types come from that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Bron {
    /// Zaaktypen of the catalogus, by identificatie.
    Zaaktypen,
    /// Kinds of decisions of the catalogus, by omschrijving.
    Besluittypen,
    /// Kinds of documents of the catalogus, by omschrijving.
    Informatieobjecttypen,
    /// Statustypen of the zaaktype.
    Statustypen,
    /// Eigenschappen of the zaaktype.
    Eigenschappen,
    /// What the selectielijst calls what is named by its URL.
    Selectielijst,
}

/// A question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vraag {
    /// The field of the standard.
    pub(crate) naam: &'static str,
    /// How it is answered.
    pub(crate) antwoord: Antwoord,
    /// Whether it must be answered.
    pub(crate) verplicht: bool,
}

/// Questions that belong together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Groep {
    /// Its name in the texts.
    pub(crate) naam: &'static str,
    /// The questions, in order.
    pub(crate) vragen: &'static [Vraag],
}

impl Vraag {
    const fn new(naam: &'static str, antwoord: Antwoord) -> Self {
        Self { naam, antwoord, verplicht: false }
    }

    const fn verplicht(self) -> Self {
        Self { verplicht: true, ..self }
    }
}
