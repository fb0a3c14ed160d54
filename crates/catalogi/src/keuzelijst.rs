//! What there is to choose from in the selectielijst, for who fills in a type on a page.

use ::store::Db;
use autorisaties::extern_id;
use diensten::{Diensten, DienstenError, ElderFault, ObjectSoort, Soort as DienstSoort};
use jiff::{Timestamp, ToSpan};
use serde_json::{Map, Value};

use crate::register::Soort;
use crate::selectielijst::{KLASSE, OMSCHRIJVING, PROCESTYPE, entry_name};

/// Entries of the selectielijst: URL and name.
pub type Keuzes = Vec<(String, String)>;

/// How long a list is shown without asking again.
const FRESH_FOR_MINUTES: i64 = 10;
/// More pages than a list has.
const PAGES_MAX: usize = 20;
/// How long somebody waits for all pages of a list together, from the start of one to that of the last.
const SECONDS_MAX: i64 = 5;

/// A list, and until when it is shown.
struct Kept {
    until: Timestamp,
    keuzes: Keuzes,
}

/// Returns what questions about a type can be answered with. A question is left out when no dienst is the selectielijst, or it can't be
/// reached: then its URL is typed. Classes are those of the procestype.
///
/// # Errors
/// [`ElderFault`], when the fault is ours.
pub async fn list_selectielijst_keuzes(
    diensten: &Diensten,
    db: &Db,
    soort: Soort,
    procestype: &str,
) -> Result<Vec<(&'static str, Keuzes)>, ElderFault> {
    let mut found = Vec::new();
    if !matches!(soort, Soort::Zaaktype | Soort::Resultaattype) {
        return Ok(found);
    }
    let all = diensten::list(&mut db.reader()).await.map_err(|error| match error {
        DienstenError::Store(error) => ElderFault::Store(error),
        error => ElderFault::BadUrl(error.to_string()),
    })?;
    let Some(lijst) = all.into_iter().find(|one| one.soort == DienstSoort::Selectielijst) else { return Ok(found) };
    let root = &lijst.api_root;
    let mut asked = Vec::new();
    if soort == Soort::Zaaktype {
        asked.push((PROCESTYPE, format!("{root}procestypen"), ObjectSoort::Procestype));
    } else {
        let names = format!("{root}resultaattypeomschrijvingen");
        asked.push((OMSCHRIJVING, names, ObjectSoort::Resultaattypeomschrijving));
        if !procestype.is_empty() {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("procesType", procestype).finish();
            asked.push((KLASSE, format!("{root}resultaten?{query}"), ObjectSoort::Selectielijstresultaat));
        }
    }
    for (name, url, object) in asked {
        let keuzes = match list(diensten, db, root, &url, object).await {
            Ok(keuzes) => keuzes,
            Err(fault @ (ElderFault::Sealed | ElderFault::Store(_))) => return Err(fault),
            Err(fault) => {
                tracing::warn!(%fault, %url, "The selectielijst can't be shown");
                // What follows would wait as long.
                break;
            }
        };
        if !keuzes.is_empty() {
            found.push((name, keuzes));
        }
    }
    Ok(found)
}

async fn list(diensten: &Diensten, db: &Db, root: &str, url: &str, soort: ObjectSoort) -> Result<Keuzes, ElderFault> {
    let now = db.clock().now();
    if let Some(kept) = db.memo().find::<Kept>(extern_id(url))
        && now < kept.until
    {
        return Ok(kept.keuzes.clone());
    }
    let mut keuzes = Keuzes::new();
    let mut next = Some(url.to_owned());
    for _ in 0..PAGES_MAX {
        let Some(page) = next.take() else { break };
        if db.clock().now().duration_since(now).as_secs() >= SECONDS_MAX {
            return Err(ElderFault::BadUrl("the pages take too long".to_owned()));
        }
        let answer = diensten.get(db, &page).await?;
        // Some lists have pages, others are bare.
        let (entries, following) = match &answer {
            Value::Array(entries) => (entries.as_slice(), None),
            Value::Object(map) => {
                (map.get("results").and_then(Value::as_array).map_or(&[][..], Vec::as_slice), map.get("next"))
            }
            _ => return Err(ElderFault::InvalidResource),
        };
        keuzes.extend(entries.iter().filter_map(Value::as_object).filter_map(|entry| choice(root, soort, entry)));
        next = following.and_then(Value::as_str).map(str::to_owned);
    }
    let until = now.checked_add(FRESH_FOR_MINUTES.minutes()).unwrap_or(now);
    db.memo().keep(extern_id(url), Kept { until, keuzes: keuzes.clone() });
    Ok(keuzes)
}

/// What lies elsewhere than below the root of the dienst is no entry of it.
fn choice(root: &str, soort: ObjectSoort, entry: &Map<String, Value>) -> Option<(String, String)> {
    let url = entry.get("url")?.as_str().filter(|url| url.starts_with(root))?;
    Some((url.to_owned(), entry_name(soort, entry)?))
}
