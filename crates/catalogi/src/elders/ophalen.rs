//! Fetching a type of another register with all that belongs to it.

use std::collections::HashSet;

use diensten::{ElderFault, ExternObject, Lijn, ObjectSoort, list_beside};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Opgehaald, word};
use crate::register::Soort;

/// How many calls go on at the same time.
const AT_ONCE: usize = 8;
/// How much may belong to one type.
const PARTS_MAX: usize = 500;

/// The parts of a zaaktype, with the lists that they are in.
const PARTS: [(Soort, &str); 6] = [
    (Soort::Statustype, "statustypen"),
    (Soort::Resultaattype, "resultaattypen"),
    (Soort::Roltype, "roltypen"),
    (Soort::Eigenschap, "eigenschappen"),
    (Soort::Zaakobjecttype, "zaakobjecttypen"),
    (Soort::ZaaktypeInformatieobjecttype, "zaaktype-informatieobjecttypen"),
];

fn kind(soort: Soort) -> Result<ObjectSoort, ElderFault> {
    word(soort).ok_or(ElderFault::InvalidResource)
}

/// Fetches a type, none when it still has this tag.
pub(super) async fn stam(
    lijn: &Lijn<'_>,
    url: &str,
    soort: Soort,
    etag: Option<&str>,
) -> Result<Option<ExternObject>, ElderFault> {
    let soort = kind(soort)?;
    let known = etag.map(|etag| ExternObject {
        uuid: Uuid::nil(),
        url: url.to_owned(),
        soort,
        etag: etag.to_owned(),
        inhoud: Map::new(),
        opgehaald_op: Timestamp::UNIX_EPOCH,
    });
    lijn.ask(url, soort, known.as_ref()).await
}

/// Asks a part what it is a part of.
pub(super) async fn zaaktype_of(lijn: &Lijn<'_>, url: &str, soort: Soort) -> Result<String, ElderFault> {
    let part = lijn.ask(url, kind(soort)?, None).await?.ok_or(ElderFault::InvalidResource)?;
    Ok(part.text("zaaktype").to_owned())
}

/// Fetches what belongs to a type, in the order in which it can be written.
pub(super) async fn rond(lijn: &Lijn<'_>, soort: Soort, stam: &ExternObject) -> Result<Vec<Opgehaald>, ElderFault> {
    let mut parts = Vec::new();
    let mut besluittypen = Vec::new();
    let mut deelzaaktypen = Vec::new();
    if soort == Soort::Zaaktype {
        parts = fetch_parts(lijn, stam).await?;
        besluittypen = fetch(lijn, Soort::Besluittype, named([stam], "besluittypen")).await?;
        let mut others = named([stam], "deelzaaktypen");
        others.remove(&stam.url);
        deelzaaktypen = fetch(lijn, Soort::Zaaktype, others).await?;
    }
    let who: Vec<&ExternObject> = parts.iter().chain(&besluittypen).map(|one| &one.object).chain([stam]).collect();
    let mut documents = named(who.iter().copied(), "informatieobjecttype");
    // A zaaktype lists them as well, in all their versions; those that count stand in its relations.
    documents
        .extend(named(who.iter().copied().filter(|one| one.soort != ObjectSoort::Zaaktype), "informatieobjecttypen"));
    documents.remove(&stam.url);
    let documents = fetch(lijn, Soort::Informatieobjecttype, documents).await?;

    let types = documents.iter().chain(&besluittypen).chain(&deelzaaktypen).map(|one| &one.object).chain([stam]);
    let mut all = fetch(lijn, Soort::Catalogus, named(types, "catalogus")).await?;
    deelzaaktypen.iter_mut().for_each(|one| one.is_whole = false);
    for more in [documents, besluittypen, deelzaaktypen, parts] {
        all.extend(more);
    }
    if all.len() > PARTS_MAX {
        return Err(ElderFault::BadUrl("too much belongs to it".to_owned()));
    }
    Ok(all)
}

/// Returns the URLs in a field of these: one, or a list. A name is no URL.
fn named<'a>(of: impl IntoIterator<Item = &'a ExternObject>, field: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    for one in of {
        let values = match one.inhoud.get(field) {
            Some(Value::Array(list)) => list.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => &[],
        };
        let urls = values.iter().filter_map(Value::as_str).filter(|text| text.contains("://"));
        found.extend(urls.map(str::to_owned));
    }
    found
}

async fn fetch(lijn: &Lijn<'_>, soort: Soort, urls: HashSet<String>) -> Result<Vec<Opgehaald>, ElderFault> {
    if urls.len() > PARTS_MAX {
        return Err(ElderFault::BadUrl("too much belongs to it".to_owned()));
    }
    let mut urls: Vec<_> = urls.into_iter().collect();
    urls.sort_unstable();
    let asked = kind(soort)?;
    let calls = urls.into_iter().map(|url| async move {
        let object = lijn.ask(&url, asked, None).await?.ok_or(ElderFault::InvalidResource)?;
        Ok(Opgehaald { soort, object, is_whole: true })
    });
    stream::iter(calls).buffered(AT_ONCE).try_collect().await
}

async fn fetch_parts(lijn: &Lijn<'_>, zaaktype: &ExternObject) -> Result<Vec<Opgehaald>, ElderFault> {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("zaaktype", &zaaktype.url)
        .append_pair("status", "alles")
        .finish();
    let query = query.as_str();
    let calls = PARTS.map(|(soort, list)| async move {
        let list = list_beside(&zaaktype.url, "zaaktypen", list).ok_or(ElderFault::InvalidResource)?;
        let found = match lijn.list(&format!("{list}?{query}"), kind(soort)?).await {
            // Older versions of the standard do not have these.
            Err(ElderFault::Gone) if soort == Soort::Zaakobjecttype => Vec::new(),
            found => found?,
        };
        let own = found.into_iter().filter(|one| one.text("zaaktype") == zaaktype.url);
        let parts = own.map(|object| Opgehaald { soort, object, is_whole: true });
        Ok::<Vec<_>, ElderFault>(parts.collect())
    });
    let found: Vec<Vec<Opgehaald>> = stream::iter(calls).buffered(AT_ONCE).try_collect().await?;
    Ok(found.into_iter().flatten().collect())
}
