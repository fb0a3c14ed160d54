//! Typesets letters and submissions as PDF that everyone can read and an archive can keep: tagged (PDF/UA-1) and PDF/A-2a.
//!
//! A template is Typst source that comes with a case type's package; what a resident typed is data, and never becomes source.
//! The template imports the data and two frames from the built-in file `/loket.typ` and can read nothing else: no files, no
//! packages, no fonts of the machine, no clock. The same [`Document`] always gives the same bytes.
//! This crate knows no zaak, no storage and no HTTP. It is a crate of its own because Typst is slow to compile.
//! Start reading at [`Typesetter::render`], then `src/typst/loket.typ`.

mod bounds;
mod displayable;
mod findings;
mod fonts;
mod world;

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::bounds::Bounds;
use crate::displayable::Displayable;
pub use crate::findings::{Finding, syntax_faults};
use crate::world::{DocumentWorld, Resources, creation_date_time};

/// How long one document may take. A one-page form takes milliseconds; only a template that loops needs more than this.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// After how many renders an unused cached result is dropped. Results for the frames and the template are used by every render
/// and stay; what belongs to one resident's document goes. Measured over 2,000 renders: 2 keeps 36 MB in use, 10 keeps 52 MB and
/// 30 keeps 80 MB, at the same speed (`examples/measure.rs`).
const CACHE_AGE_RENDERS_MAX: usize = 2;

/// Everything that decides what a PDF looks like.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The Typst source of the package's template.
    pub template: &'a str,
    /// What the template gets as `gegevens`. Keys and texts are shown as they are; `null` becomes `none`.
    pub data: &'a Value,
    /// The title in the metadata, which readers show instead of a file name. PDF/UA asks for one.
    pub title: &'a str,
    /// The language of the text, as in `nl` or `nl-NL`.
    pub language: &'a str,
    /// The moment of creation: the date in the metadata, and "today" for the template, in Dutch local time.
    pub created: Timestamp,
}

/// Every way in which typesetting can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The template is wrong, or does not fit this data.
    #[error("the template has {} error(s), the first: {}", .0.len(), .0.first().map_or_else(String::new, ToString::to_string))]
    Template(Vec<Finding>),
    /// The language is not a code such as `nl` or `nl-NL`.
    #[error("`{0}` is not a language code")]
    UnknownLanguage(String),
    /// The template needs more time than any document is worth.
    #[error("typesetting took longer than {} s", .limit.as_secs())]
    TooSlow {
        /// The time that a document may take.
        limit: Duration,
    },
    /// Earlier documents that were too slow are still keeping the machine busy. Later it may work.
    #[error("too many documents are still being typeset past their time limit")]
    Busy,
    /// The typesetter has a bug that this document found.
    #[error("the typesetter panicked: {0}")]
    Panicked(String),
    /// The machine gave no thread.
    #[error("no thread to typeset on")]
    NoThread(#[source] std::io::Error),
}

/// Typesets documents. Make one and share it: it holds the fonts, the frames and the limits.
#[derive(Debug)]
pub struct Typesetter {
    resources: Resources,
    displayable: Displayable,
    bounds: Bounds,
}

impl Typesetter {
    /// Loads the fonts and the frames.
    pub fn new() -> Self {
        Self::with_time_limit(TIME_LIMIT)
    }

    /// Loads the fonts and the frames, for documents that may take this long.
    pub fn with_time_limit(limit: Duration) -> Self {
        let fonts = fonts::load();
        let displayable = Displayable::new(&fonts);
        Self { resources: Resources::new(fonts), displayable, bounds: Bounds::new(limit) }
    }

    /// Returns the document as a PDF that conforms to PDF/A-2a and PDF/UA-1.
    ///
    /// Characters that no font of ours has, and control characters, are shown as `�`: an archive may not hold text that can't be seen.
    /// Blocks until the document is done, for at most the time limit; call it outside an async task.
    ///
    /// # Errors
    /// * [`PdfError::Template`] when the template is wrong, with the lines
    /// * [`PdfError::TooSlow`] when it does not end in time
    pub fn render(&self, document: &Document<'_>) -> Result<Vec<u8>, PdfError> {
        let world = self.world(document)?;
        let typeset = self.bounds.run(move || typeset(&world))??;
        Ok(typeset.pdf)
    }

    /// Returns what is wrong with a template, tried on sample data: errors first, then warnings. Empty means that it renders.
    pub fn check(&self, template: &str, sample: &Value) -> Vec<Finding> {
        let document =
            Document { template, data: sample, title: "Voorbeeld", language: "nl", created: Timestamp::UNIX_EPOCH };
        let outcome = self.world(&document).and_then(|world| self.bounds.run(move || typeset(&world))?);
        match outcome {
            Ok(typeset) => typeset.warnings,
            Err(PdfError::Template(findings)) => findings,
            Err(other) => vec![Finding { line: None, message: other.to_string() }],
        }
    }

    fn world(&self, document: &Document<'_>) -> Result<DocumentWorld, PdfError> {
        let (language, region) =
            parse_language(document.language).ok_or_else(|| PdfError::UnknownLanguage(document.language.to_owned()))?;
        let input = serde_json::json!({
            "titel": self.displayable.text(document.title),
            "taal": language,
            "regio": region,
            "gegevens": self.displayable.value(document.data),
        });
        Ok(DocumentWorld::new(self.resources.clone(), document.template, &input, document.created))
    }
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

struct Typeset {
    pdf: Vec<u8>,
    warnings: Vec<Finding>,
}

fn typeset(world: &DocumentWorld) -> Result<Typeset, PdfError> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let pdf = output.and_then(|document| typst_pdf::pdf(&document, &pdf_options(world)));
    let outcome = match pdf {
        Ok(pdf) => Ok(Typeset { pdf, warnings: to_findings(world, &warnings) }),
        Err(errors) => Err(PdfError::Template(to_findings(world, errors.iter().chain(&warnings)))),
    };
    typst::comemo::evict(CACHE_AGE_RENDERS_MAX);
    outcome
}

fn to_findings<'a>(world: &DocumentWorld, diagnostics: impl IntoIterator<Item = &'a SourceDiagnostic>) -> Vec<Finding> {
    diagnostics.into_iter().map(|diagnostic| Finding::from_diagnostic(world, diagnostic)).collect()
}

fn pdf_options(world: &DocumentWorld) -> PdfOptions {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("PDF/A-2a and PDF/UA-1 both allow PDF 1.7, a unit test proves it");
    let (date_time, offset_minutes) = creation_date_time(world.created());
    PdfOptions {
        // Two documents with the same title are still two documents.
        ident: Smart::Custom(world.fingerprint()),
        creator: Smart::Custom(Some("Loket".to_owned())),
        timestamp: typst_pdf::Timestamp::new_local(date_time, offset_minutes),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    }
}

/// Splits `nl-NL` into language and region; Typst takes them apart and refuses other forms.
fn parse_language(code: &str) -> Option<(&str, Option<&str>)> {
    let is_word =
        |word: &str, lengths: &[usize]| lengths.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphabetic());
    match code.split_once('-') {
        None => is_word(code, &[2, 3]).then_some((code, None)),
        Some((language, region)) => {
            (is_word(language, &[2, 3]) && is_word(region, &[2])).then_some((language, Some(region)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_codes_are_checked() {
        let cases = [
            ("nl", Some(("nl", None))),
            ("nl-NL", Some(("nl", Some("NL")))),
            ("fry", Some(("fry", None))),
            ("", None),
            ("nl-", None),
            ("nl_NL", None),
            ("Nederlands", None),
        ];
        for (code, expected) in cases {
            assert_eq!(parse_language(code), expected, "{code}");
        }
    }

    #[test]
    fn the_archive_and_the_accessibility_standard_go_together() {
        assert!(PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).is_ok());
    }

    #[test]
    fn the_typesetter_can_be_shared() {
        fn is_shared<T: Send + Sync>() {}
        is_shared::<Typesetter>();
    }
}
