//! A step as a browser posts it, for residents and staff alike: its answers, and files of which each is judged before a byte is stored.

use std::sync::OnceLock;

use serde::Deserialize;
use web::{FileHead, Megabytes, Multipart, PageCall, PageError, Pairs, Rate};

use crate::rules::doorman::{Doorman, Verdict};
use crate::rules::upload::{self, Head};
use crate::{FormContext, Formulier, Inzending, PostedFiles, Upload};

/// Megabytes that one person may send in posts with room for files.
const FILES: Rate = Rate { name: "bestanden", per_hour: 1000 };
/// Posts of one person that have room for answers only.
const SAVES: Rate = Rate { name: "stap bewaren", per_hour: 10_000 };
/// Questions of a page what a step shows. They come with each answer, and must not use up what is there for saving.
pub const SHOWS: Rate = Rate { name: "stap tonen", per_hour: 10_000 };

/// What a post is for, as its address says it: known before the body comes in, so that a question is counted by itself and brings no
/// files.
#[derive(Debug, Default, Deserialize)]
pub struct Doel {
    actie: Option<String>,
}

impl Doel {
    /// Returns whether the script of the page only asks what the step shows with these answers. Nothing is saved then.
    pub fn is_toon(&self) -> bool {
        self.actie.as_deref() == Some("toon")
    }
}

/// Counts a post of somebody who logged in; `person` is what she is known by in this municipality.
///
/// # Errors
/// [`PageError::TooMany`] when it was too much.
pub fn spend(call: &PageCall, person: &str, doel: &Doel, size: Megabytes) -> Result<(), PageError> {
    let person = format!("{}/{person}", call.tenant.key);
    let (rate, amount) = match size.0 {
        megabytes if doel.is_toon() => (&SHOWS, megabytes.max(1)),
        0 => (&SAVES, 1),
        megabytes => (&FILES, megabytes),
    };
    rate.spend_person(&call.app, &person, amount)
}

/// A submission that takes files.
#[derive(Clone, Copy)]
pub struct Open<'a> {
    /// Its form.
    pub formulier: &'a Formulier,
    /// The submission, found as that of who posts.
    pub inzending: &'a Inzending,
    /// What surrounds it.
    pub ctx: &'a FormContext,
}

/// What came in. Its files say which upload is to be removed, too.
pub struct Incoming {
    /// The slug of the step.
    pub step: String,
    /// Names and values.
    pub pairs: Pairs,
    /// The files.
    pub files: PostedFiles,
}

/// Reads a post. `step_of` judges what came before the first file (the token of the session) and says which step it is. Without a
/// submission that takes files they are read and forgotten: a browser that is cut off shows its own error.
///
/// # Errors
/// When the post is refused, too large, broken, or brings a file that no question of the step asks for.
pub async fn take_in(
    call: &PageCall,
    body: Multipart,
    open: Option<Open<'_>>,
    step_of: impl FnOnce(&Pairs) -> Result<String, PageError>,
) -> Result<Incoming, PageError> {
    let step = OnceLock::new();
    let is_allowed = |pairs: &Pairs| {
        let found = step_of(pairs)?;
        step.get_or_init(|| found);
        Ok(())
    };
    let mut doorman = open.map(|open| Doorman::new(open.formulier, open.inzending, open.ctx));
    let let_in = |pairs: &Pairs, file: FileHead<'_>| {
        let (Some(doorman), Some(step)) = (&mut doorman, step.get()) else { return Ok(None) };
        let FileHead { field, file_name: name, content_type, first_bytes } = file;
        let head = Head { name, content_type, first_bytes };
        match doorman.judge(step, &pairs.0, removed(pairs), field, head) {
            Verdict::LetIn { bytes_max } => Ok(Some(bytes_max)),
            Verdict::Refused => Ok(None),
            Verdict::NoQuestion => Err(PageError::BadRequest),
        }
    };
    let submitted = body.read(&call.tenant, is_allowed, let_in).await?;

    let mut refused = doorman.map(|doorman| doorman.refused).unwrap_or_default();
    let too_large = |key: &String| upload::too_large(&open?.formulier.definition, key);
    refused.extend(submitted.too_large.iter().filter_map(too_large));
    let remove = removed(&submitted.pairs);
    let uploads = submitted.files.into_iter().map(|file| Upload {
        key: file.field,
        name: file.file_name,
        content_type: file.content_type,
        stored: ::store::files::Stored { hash: file.hash, size: file.size },
        first_bytes: file.first_bytes,
    });
    let files = PostedFiles { remove, uploads: uploads.collect(), refused };
    Ok(Incoming { step: step.into_inner().unwrap_or_default(), pairs: submitted.pairs, files })
}

/// The upload that the pressed button removes.
fn removed(pairs: &Pairs) -> Option<values::Id<crate::Bestand>> {
    pairs.find("verwijder-bestand")?.parse().ok()
}
