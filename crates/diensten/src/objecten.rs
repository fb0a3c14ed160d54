//! What was fetched, kept; and the URLs of what is elsewhere, put back where our ids stand.

use std::collections::HashMap;

use ::store::{Reader, Result, Tx};
use autorisaties::{EXTERN_START, is_extern};
use jiff::ToSpan;
use uuid::Uuid;

use crate::{ExternObject, store};

/// What nothing names is forgotten after this long.
pub const KEEP_DAYS: i64 = 7;

/// The length of an id as text.
const ID_LENGTH: usize = 36;

/// Keeps what a row of this transaction names, for as long as we are.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut Tx, object: &ExternObject) -> Result<()> {
    store::save_object(tx, object, true).await.map(drop)
}

/// Forgets what was fetched and is named by nothing.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(tx: &mut Tx) -> Result<u64> {
    let before = tx.now().checked_sub((KEEP_DAYS * 24).hours()).unwrap_or(tx.now());
    store::delete_old(tx, before).await
}

/// Returns what was fetched of these ids, in one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_objects(db: &mut Reader, ids: &[Uuid]) -> Result<Vec<ExternObject>> {
    store::list_objects(db, ids).await
}

/// Returns the URLs of these ids, in one statement; none when there are no ids.
///
/// # Errors
/// When the database fails.
pub async fn list_urls(db: &mut Reader, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(store::list_urls(db, ids).await?.into_iter().collect())
}

/// Returns the ids of what is elsewhere in a text of JSON, each once.
pub fn urls_in(json: &[u8]) -> Vec<Uuid> {
    let mut found: Vec<Uuid> = places(json).map(|(_, _, uuid)| uuid).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Writes the URLs of what is elsewhere where a text of JSON has our own URL of its id. What has no URL stays as it is.
pub fn write_urls(json: &[u8], urls: &HashMap<Uuid, String>) -> Vec<u8> {
    let mut written = Vec::with_capacity(json.len() + json.len() / 8);
    let mut from = 0;
    for (start, end, uuid) in places(json) {
        let Some(url) = urls.get(&uuid) else { continue };
        written.extend_from_slice(&json[from..start]);
        // With its quotes, which stand around it already.
        let text = serde_json::Value::from(url.as_str()).to_string();
        written.extend_from_slice(text.trim_start_matches('"').strip_suffix('"').unwrap_or(&text).as_bytes());
        from = end;
    }
    written.extend_from_slice(&json[from..]);
    written
}

/// Returns where whole texts end with the id of something elsewhere, after a slash: start, end and the id.
fn places(json: &[u8]) -> impl Iterator<Item = (usize, usize, Uuid)> {
    let needle = EXTERN_START.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + memchr::memmem::find(json.get(from..)?, needle)?;
            from = at + needle.len();
            let end = at + ID_LENGTH;
            let is_last = json.get(end) == Some(&b'"');
            let id = json.get(at..end).and_then(|bytes| std::str::from_utf8(bytes).ok());
            let uuid = id.and_then(|id| Uuid::try_parse(id).ok()).filter(|uuid| is_extern(*uuid));
            let start = json[..at].iter().rposition(|byte| *byte == b'"').map(|quote| quote + 1);
            if let (true, Some(uuid), Some(start)) = (is_last, uuid, start)
                && json[..at].ends_with(b"/")
            {
                from = end;
                return Some((start, end, uuid));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use autorisaties::extern_id;
    use serde_json::{Value, json};

    #[test]
    fn ids_of_elsewhere_become_urls_and_all_else_stays() {
        let url = "https://elders.nl/documenten/api/v1/enkelvoudiginformatieobjecten/\"1\"";
        let (known, unknown) = (extern_id(url), extern_id("https://elders.nl/2"));
        let own = |uuid: Uuid| format!("https://wij.nl/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}");
        let answer = json!({
            "informatieobject": own(known),
            "lijst": [own(known), own(Uuid::from_u128(1)), own(unknown)],
            "pad": format!("/documenten/api/v1/enkelvoudiginformatieobjecten/{known}"),
            "tekst": format!("zie {} voor meer", own(known)),
            "uuid": known.to_string(),
        });
        let json = answer.to_string().into_bytes();
        let mut expected_ids = vec![known, unknown];
        expected_ids.sort_unstable();
        assert_eq!(urls_in(&json), expected_ids);
        let written = write_urls(&json, &HashMap::from([(known, url.to_owned())]));
        let written: Value = serde_json::from_slice(&written).unwrap();
        let expected = json!({
            "informatieobject": url,
            "lijst": [url, own(Uuid::from_u128(1)), own(unknown)],
            "pad": url,
            "tekst": answer["tekst"],
            "uuid": known.to_string(),
        });
        assert_eq!(written, expected);
        assert!(urls_in(b"").is_empty() && urls_in(EXTERN_START.as_bytes()).is_empty());
    }
}
