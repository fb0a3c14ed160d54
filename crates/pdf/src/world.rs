//! All that a template can see: itself, the frames, and the data of this document.

use std::hash::Hash;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Module, Scope};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, hash128};
use typst::{Feature, Library, LibraryExt, World};

use crate::fonts::Family;

/// Functions that run source or machine code given as data. A template has no use for them, an attacker has.
const WITHHELD_FUNCTIONS: [&str; 2] = ["eval", "plugin"];

/// What is the same for every document.
#[derive(Debug, Clone)]
pub(crate) struct Resources(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// Sets page, font and metadata, then includes the template.
    document: Source,
    /// The frames.
    loket: Source,
    template_id: FileId,
    input_id: FileId,
}

impl Resources {
    pub(crate) fn new(families: Vec<Family>) -> Self {
        let fonts: Vec<Font> = families.into_iter().flat_map(|family| family.fonts).collect();
        Self(Arc::new(Shared {
            library: LazyHash::new(library()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            document: Source::new(file_id("/document.typ"), include_str!("typst/document.typ").to_owned()),
            loket: Source::new(file_id("/loket.typ"), include_str!("typst/loket.typ").to_owned()),
            template_id: file_id("/main.typ"),
            input_id: file_id("/invoer.json"),
        }))
    }
}

/// The standard library of Typst without [`WITHHELD_FUNCTIONS`].
fn library() -> Library {
    // `A11yExtras` marks the label of a row as its header, which a screen reader then reads with the value.
    let mut library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
    library.global = without_withheld(&library.global);
    library.std = Binding::detached(library.global.clone());
    library
}

fn without_withheld(module: &Module) -> Module {
    let mut scope = Scope::new();
    for (name, binding) in module.scope().iter() {
        if !WITHHELD_FUNCTIONS.contains(&name.as_str()) {
            scope.bind(name.clone(), binding.clone());
        }
    }
    module.clone().with_scope(scope)
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("our own paths are valid");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One document's view on the world.
#[derive(Debug)]
pub(crate) struct DocumentWorld {
    resources: Resources,
    template: Source,
    input: Bytes,
    created: Timestamp,
}

impl DocumentWorld {
    pub(crate) fn new(resources: Resources, template: &str, input: &Value, created: Timestamp) -> Self {
        let template = Source::new(resources.0.template_id, template.to_owned());
        Self { resources, template, input: Bytes::from_string(input.to_string()), created }
    }

    pub(crate) fn template_id(&self) -> FileId {
        self.resources.0.template_id
    }

    pub(crate) fn created(&self) -> Timestamp {
        self.created
    }

    /// Returns a name for this document that no other document has.
    pub(crate) fn fingerprint(&self) -> String {
        #[derive(Hash)]
        struct Identity<'a>(&'a str, &'a [u8], i128);
        let identity = Identity(self.template.text(), self.input.as_slice(), self.created.as_nanosecond());
        format!("{:032x}", hash128(&identity))
    }
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.resources.0.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.resources.0.book
    }

    fn main(&self) -> FileId {
        self.resources.0.document.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let shared = &self.resources.0;
        [&shared.document, &shared.loket, &self.template]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.resources.0.input_id { Ok(self.input.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.resources.0.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        let date = values::local_date(self.created);
        Datetime::from_ymd(date.year().into(), date.month().try_into().ok()?, date.day().try_into().ok()?)
    }
}

/// Returns the local date and time of a moment, and its offset from UTC in minutes.
pub(crate) fn creation_date_time(moment: Timestamp) -> (Datetime, i32) {
    let zoned = moment.to_zoned_datetime(values::local_zone().clone());
    let unsigned = |number: i8| u8::try_from(number).expect("parts of a date are not negative");
    let date_time = Datetime::from_ymd_hms(
        zoned.year().into(),
        unsigned(zoned.month()),
        unsigned(zoned.day()),
        unsigned(zoned.hour()),
        unsigned(zoned.minute()),
        unsigned(zoned.second()),
    )
    .expect("the local time of a timestamp exists");
    (date_time, zoned.offset().seconds() / 60)
}
