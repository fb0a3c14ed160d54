//! Types that stay in the Catalogi API of another register.
//!
//! When something names such a type, all of it is fetched ([`ophalen`]) and written among our own types as a copy ([`bewaren`]), under ids that
//! are made of its URLs: so rules, lists and rights know no difference, and answers get the URLs of the other register as all that is
//! elsewhere does ([`diensten::Diensten::wrap`]). A copy is no type of this register: its lists and pages leave copies out
//! (`type_elders`). It is looked at again when something names it, some minutes later at the earliest.

mod beheer;
mod bewaren;
mod ophalen;

use ::store::{Db, StoreError};
use autorisaties::extern_id;
use diensten::{Diensten, ElderFault, ExternObject, Lijn, ObjectSoort};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use values::Actor;

pub use beheer::{ZaaktypeElders, find_zaaktype_elders, list_zaaktypen_elders, set_behandelrollen};

use crate::CatalogiError;
use crate::register::Soort;
use crate::store::elders::{self, Stand};

/// A copy is used without asking for this long.
const FRESH_FOR: SignedDuration = SignedDuration::from_mins(5);
/// A type may change without its tag, in its parts: that is found out after this long.
const READ_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(1);
/// When the other register does not answer, a copy will do that it confirmed no longer ago than this: what is published hardly changes.
const WILL_DO_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long one body may make us ask.
const ASK_FOR: SignedDuration = SignedDuration::from_secs(30);

/// Why there is no copy of a type.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KopieFault {
    /// It can't be fetched.
    #[error(transparent)]
    Elders(#[from] ElderFault),
    /// It can't be kept, for these reasons.
    #[error("it can't be kept: {0}")]
    Refused(String),
    /// The module itself failed.
    #[error(transparent)]
    Catalogi(#[from] CatalogiError),
}

impl From<StoreError> for KopieFault {
    fn from(error: StoreError) -> Self {
        Self::Catalogi(error.into())
    }
}

/// Returns the word for a kind that other registers have.
fn word(soort: Soort) -> Option<ObjectSoort> {
    ObjectSoort::find(soort.resource())
}

/// Decides whether a kind is only read with its zaaktype.
fn is_part(soort: Soort) -> bool {
    matches!(
        soort,
        Soort::Statustype
            | Soort::Resultaattype
            | Soort::Roltype
            | Soort::Eigenschap
            | Soort::Zaakobjecttype
            | Soort::ZaaktypeInformatieobjecttype
    )
}

/// Returns which of these have a copy that needs no question: one statement.
pub(crate) async fn list_fresh(db: &Db, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Uuid>, CatalogiError> {
    let now = db.clock().now();
    let known = elders::list(&mut db.reader(), ids).await?;
    Ok(known.into_iter().filter(|stand| stand.is_fresh(now)).map(|stand| stand.uuid).collect())
}

impl Stand {
    fn is_fresh(&self, now: Timestamp) -> bool {
        self.is_there && now.duration_since(self.gezien_op) < FRESH_FOR
    }

    fn will_do(&self, now: Timestamp) -> bool {
        self.is_there && now.duration_since(self.gezien_op) < WILL_DO_FOR
    }
}

/// Sees to it that there are copies of what is at these URLs, as it is now. Returns what is wrong with each.
pub(crate) async fn ensure_all(
    diensten: &Diensten,
    db: &Db,
    wanted: Vec<(String, Soort)>,
) -> Vec<((String, Soort), Result<(), KopieFault>)> {
    let start = db.clock().now();
    let mut outcomes = Vec::with_capacity(wanted.len());
    for (url, soort) in wanted {
        let outcome = match db.clock().now().duration_since(start) < ASK_FOR {
            true => ensure(diensten, db, &url, soort).await,
            false => Err(ElderFault::BadUrl("the body names too much that can't be fetched".to_owned()).into()),
        };
        outcomes.push(((url, soort), outcome));
    }
    outcomes
}

/// Sees to it that there is a copy of what is at a URL, as it is now.
async fn ensure(diensten: &Diensten, db: &Db, url: &str, soort: Soort) -> Result<(), KopieFault> {
    let now = db.clock().now();
    let known = find(db, extern_id(url)).await?;
    if known.as_ref().is_some_and(|stand| stand.is_fresh(now)) {
        return Ok(());
    }
    let will_do = known.as_ref().is_some_and(|stand| stand.will_do(now));
    let lijn = diensten.lijn(db, url).await?;
    let outcome = match lijn.turn().await {
        // Whoever can do without does not wait for it once more.
        Ok(beurt) if will_do && beurt.is_away() => return Ok(()),
        Ok(mut beurt) => {
            let outcome = copy(&lijn, db, (url, soort)).await;
            if matches!(outcome, Err(KopieFault::Elders(ElderFault::BadUrl(_)))) {
                beurt.set_away();
            }
            outcome
        }
        Err(fault) => Err(fault.into()),
    };
    match outcome {
        Err(KopieFault::Elders(fault @ ElderFault::BadUrl(_))) if will_do => {
            tracing::warn!(%fault, "A type of another register is used as it was");
            Ok(())
        }
        outcome => outcome,
    }
}

async fn find(db: &Db, uuid: Uuid) -> Result<Option<Stand>, StoreError> {
    Ok(elders::list(&mut db.reader(), [uuid]).await?.pop())
}

async fn copy(lijn: &Lijn<'_>, db: &Db, (url, soort): (&str, Soort)) -> Result<(), KopieFault> {
    // One request fetches; those that waited for it use what it found.
    let known = find(db, extern_id(url)).await?;
    let known = known.as_ref();
    if known.is_some_and(|stand| stand.is_fresh(db.clock().now())) {
        return Ok(());
    }
    if !is_part(soort) {
        return copy_stam(lijn, db, (url, soort), known).await;
    }
    let stam = match known.filter(|stand| stand.is_there) {
        Some(stand) => diensten::list_urls(&mut db.reader(), &[stand.stam]).await?.remove(&stand.stam),
        None => None,
    };
    let stam = match stam {
        Some(stam) => stam,
        None => ophalen::zaaktype_of(lijn, url, soort).await?,
    };
    let of_stam = find(db, extern_id(&stam)).await?;
    copy_stam(lijn, db, (&stam, Soort::Zaaktype), of_stam.as_ref()).await?;
    // It may have gone, or never have been in the lists of its zaaktype.
    let is_there = find(db, extern_id(url)).await?.is_some_and(|stand| stand.is_there);
    if is_there { Ok(()) } else { Err(ElderFault::Gone.into()) }
}

/// Fetches a type with all that belongs to it, unless it is as it was, and writes the copy.
async fn copy_stam(
    lijn: &Lijn<'_>,
    db: &Db,
    (url, soort): (&str, Soort),
    known: Option<&Stand>,
) -> Result<(), KopieFault> {
    let now = db.clock().now();
    let known = known.filter(|stand| stand.is_there);
    let etag = known.filter(|stand| now.duration_since(stand.gelezen_op) < READ_AGAIN_AFTER);
    let Some(stam) = ophalen::stam(lijn, url, soort, etag.map(|stand| stand.etag.as_str())).await? else {
        let mut tx = db.begin(&Actor::Systeem("diensten")).await?;
        elders::seen(&mut tx, extern_id(url), now).await?;
        tx.commit().await?;
        return Ok(());
    };
    let all = ophalen::rond(lijn, soort, &stam).await?;
    let mut tx = db.begin(&Actor::Systeem("diensten")).await?;
    bewaren::write(&mut tx, (soort, stam), all).await?;
    Ok(tx.commit().await?)
}

/// One thing that was fetched.
struct Opgehaald {
    soort: Soort,
    object: ExternObject,
    /// Whether all that belongs to it was fetched as well.
    is_whole: bool,
}
