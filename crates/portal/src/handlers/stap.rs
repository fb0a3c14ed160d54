//! A step as a browser sends it, for forms and tasks.

use axum::http::{HeaderMap, header};
use form_logic::Strictness;
use forms::{FILE_BYTES_MAX, StepErrors, StepOutcome, Upload};
use futures_util::StreamExt;
use identity::ResidentSession;
use serde::Deserialize;
use store::Files;
use store::files::Stored;
use web::{Multipart, PageCall, PageError, Pairs, Rate, UploadLimits, UploadedFile};

use super::words;
use crate::PortalError;
use crate::load::formulier::{self as load, Bezig, Invuller, Posted};
use crate::views::formulier::StapView;
use crate::views::stap::{self, Plaats};

/// The most files of one post.
const FILES_MAX: usize = 20;
/// The most bytes of one post, files included.
pub(crate) const BODY_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Megabytes that one person may send. Files are taken in before it is known whether they are any good.
const FILES: Rate = Rate { name: "bestanden", per_hour: 1000 };
/// What a kind of file is recognised by.
const FIRST_BYTES: usize = 512;

/// What the person pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Knop {
    Volgende,
    Vorige,
    Bewaar,
    VerwijderBestand,
    /// The script of the page asks what the step shows with these answers. Nothing is saved.
    Toon,
}

/// What a post is for, as its address says it: known before the body comes in, so that a question is counted by itself and
/// brings no files.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Doel {
    actie: Option<String>,
}

impl Doel {
    /// Whether the post only asks what the step shows.
    pub fn is_toon(&self) -> bool {
        self.actie.as_deref() == Some("toon")
    }
}

/// A step as it came in.
pub(crate) struct StepForm {
    pub knop: Knop,
    posted: Posted,
    too_large: Vec<String>,
}

/// Returns what a post weighs in a [`web::Rate`]: one, and one for each megabyte; a length that is not told weighs as the longest.
pub(crate) fn weight(headers: &HeaderMap) -> u32 {
    const MEGABYTE: usize = 1 << 20;
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    u32::try_from(1 + length.unwrap_or(BODY_BYTES_MAX) / MEGABYTE).unwrap_or(u32::MAX)
}

/// Counts the megabytes that somebody sends who logged in; her steps are not counted.
pub(crate) fn spend_files(call: &PageCall, session: &ResidentSession, headers: &HeaderMap) -> Result<(), PageError> {
    match weight(headers) - 1 {
        0 => Ok(()),
        megabytes => FILES.spend_person(&call.app, session.burger.bsn.as_str(), megabytes),
    }
}

/// Reads the post; the token of the session is judged before a file is stored.
pub(crate) async fn read(
    call: &PageCall,
    doel: &Doel,
    body: Multipart,
    check_csrf: impl FnOnce(&Pairs) -> Result<(), PageError>,
) -> Result<StepForm, PageError> {
    let files_max = if doel.is_toon() { 0 } else { FILES_MAX };
    let limits = UploadLimits { file_bytes_max: FILE_BYTES_MAX, files_max };
    let submitted = body.read(&call.tenant, limits, check_csrf).await?;
    let remove = submitted.pairs.find("verwijder-bestand").and_then(|id| id.parse().ok());
    let knop = match submitted.pairs.find("actie") {
        _ if doel.is_toon() => Knop::Toon,
        _ if remove.is_some() => Knop::VerwijderBestand,
        Some("vorige") => Knop::Vorige,
        Some("bewaar") => Knop::Bewaar,
        _ => Knop::Volgende,
    };
    let is_complete = knop == Knop::Volgende && submitted.too_large.is_empty();
    let mut uploads = Vec::with_capacity(submitted.files.len());
    for file in submitted.files {
        uploads.push(upload(call.tenant.db.files(), file).await?);
    }
    let strictness = if is_complete { Strictness::Next } else { Strictness::Save };
    let posted = Posted { pairs: submitted.pairs.0, uploads, remove, strictness };
    Ok(StepForm { knop, posted, too_large: submitted.too_large })
}

async fn upload(files: &Files, file: UploadedFile) -> Result<Upload, PageError> {
    let mut first_bytes = Vec::with_capacity(FIRST_BYTES);
    let mut bytes = files.get(&file.hash).await?;
    while let Some(chunk) = bytes.next().await {
        let chunk = chunk.map_err(|error| PageError::internal(&error))?;
        let missing = FIRST_BYTES - first_bytes.len();
        first_bytes.extend_from_slice(&chunk[..chunk.len().min(missing)]);
        if first_bytes.len() >= FIRST_BYTES {
            break;
        }
    }
    Ok(Upload {
        key: file.field,
        name: file.file_name,
        content_type: file.content_type,
        stored: Stored { hash: file.hash, size: file.size },
        first_bytes,
    })
}

/// Saves the step. A file that was too large to take in makes it refused.
pub(crate) async fn save(
    call: &PageCall,
    invuller: &Invuller,
    bezig: &Bezig,
    step: &str,
    form: &StepForm,
) -> Result<StepOutcome, PortalError> {
    let outcome = load::save(&call.tenant.db, invuller, bezig, step, &form.posted).await?;
    if form.too_large.is_empty() {
        return Ok(outcome);
    }
    let refused = match outcome {
        StepOutcome::Refused(refused) => refused,
        StepOutcome::Saved(_) => {
            StepErrors { errors: Vec::new(), is_stale: false, blocked_reason: None, input: form.posted.pairs.clone() }
        }
    };
    Ok(StepOutcome::Refused(load::with_too_large(bezig, &form.too_large, refused)))
}

/// What a step is shown with.
#[derive(Clone, Copy)]
pub(crate) enum Getoond<'a> {
    /// What was saved.
    Bewaard,
    /// What was typed and not saved, with why.
    Geweigerd(&'a StepErrors),
    /// What is typed so far.
    Getypt(&'a StepForm),
}

impl<'a> Getoond<'a> {
    /// Why the step was not saved.
    pub const fn refused(self) -> Option<&'a StepErrors> {
        if let Self::Geweigerd(refused) = self { Some(refused) } else { None }
    }

    fn input(self) -> Option<&'a [(String, String)]> {
        match self {
            Self::Bewaard => None,
            Self::Geweigerd(refused) => Some(&refused.input),
            Self::Getypt(form) => Some(&form.posted.pairs),
        }
    }
}

/// Returns the page of a step, or where else the person must go.
pub(crate) fn view(
    call: &PageCall,
    bezig: &Bezig,
    step: &str,
    getoond: Getoond<'_>,
    plaats: Plaats<'_>,
) -> Result<StapView, PageError> {
    let found = forms::step_view(&bezig.formulier, &bezig.inzending, step, getoond.input(), &bezig.context);
    let elsewhere = || {
        let step = bezig.step_to_show().ok_or(PageError::NotFound)?;
        Err(PageError::Redirect(plaats.href(&step)))
    };
    match found {
        None if bezig.formulier.definition.find_step(step).is_none() => Err(PageError::NotFound),
        // The step does not apply to this person, or an earlier one comes first.
        None => elsewhere(),
        Some(found) if !found.reachable => elsewhere(),
        Some(found) => Ok(stap::page(found, getoond.refused(), plaats, words(call))),
    }
}
