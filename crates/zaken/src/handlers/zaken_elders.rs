//! What of other systems a zaak names: fetched before anything is written. Rules: zrc-010 (communicatiekanaal), zrc-011
//! (relevanteAndereZaken).

use std::collections::HashSet;

use autorisaties::handlers::{Fields, UrlFault, Urls};
use diensten::{Diensten, ElderFault, ExternObject, ObjectSoort};
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use uuid::Uuid;
use web::{InvalidParam, Problem, Tenant};

use super::zaak_input::{GERELATEERDE, RELEVANTE};
use crate::paths;

/// How many a body may name that were not named before: each is a call, which may take seconds.
const ELDERS_MAX: usize = 50;
/// How many calls go on at the same time.
const AT_ONCE: usize = 8;

/// The list of channels is a system of its own. It need be no dienst: the standard has a public one.
const KANAAL: &str = "communicatiekanaal";

/// Where a body has the URL, the URL, and what it must lead to.
type Named = (String, String, ObjectSoort);

/// What was fetched, and what is wrong with the rest.
#[derive(Debug, Default)]
pub(super) struct Elders {
    objects: Vec<ExternObject>,
    faults: Vec<InvalidParam>,
}

impl Elders {
    /// Fetches what of other systems a body names; `known` is what the zaak names already.
    pub(super) async fn find(
        map: &Map<String, Value>,
        known: &HashSet<Uuid>,
        (tenant, urls, diensten): (&Tenant, &Urls, &Diensten),
    ) -> Result<Self, Problem> {
        let mut named = named_elsewhere(map, urls);
        named.retain(|(_, url, _)| !known.contains(&autorisaties::extern_id(url)));
        let mut found = Self::default();
        if let Some((name, ..)) = named.get(ELDERS_MAX + 1) {
            let reason = "Dit zijn te veel zaken van andere registers tegelijk.";
            found.faults.push(InvalidParam::new(name.as_str(), "max_length", reason));
            return Ok(found);
        }
        let calls = named.into_iter().map(|(name, url, soort)| async move {
            let found = match soort {
                // None of ours is one.
                ObjectSoort::Communicatiekanaal if urls.is_own(&url) => Err(ElderFault::InvalidResource),
                ObjectSoort::Communicatiekanaal => diensten.find_public((&tenant.db, urls), &url, soort).await,
                _ => diensten.find(&tenant.db, &url, soort).await,
            };
            (name, found)
        });
        let mut calls = stream::iter(calls).buffered(AT_ONCE);
        while let Some((name, outcome)) = calls.next().await {
            match outcome {
                Ok(object) => found.objects.push(object),
                Err(fault) => found.faults.push(diensten::handlers::told(&fault, &name)?),
            }
        }
        Ok(found)
    }

    /// Tells the faults, and hands over what was fetched.
    pub(super) fn told(self, fields: &mut Fields) -> Vec<ExternObject> {
        self.faults.into_iter().for_each(|fault| fields.add(fault));
        self.objects
    }
}

/// Decides whether a body names something of another system.
pub(super) fn has_elders(map: &Map<String, Value>, urls: &Urls) -> bool {
    !named_elsewhere(map, urls).is_empty()
}

fn named_elsewhere(map: &Map<String, Value>, urls: &Urls) -> Vec<Named> {
    let urls_of = [RELEVANTE, GERELATEERDE].into_iter().flat_map(|list| {
        let all = map.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        all.iter().enumerate().filter_map(move |(index, one)| {
            let url = one.get("url")?.as_str()?;
            let is_elsewhere = urls.find(url, paths::ZAKEN) == Err(UrlFault::Elsewhere);
            is_elsewhere.then(|| (format!("{list}.{index}.url"), url.to_owned(), ObjectSoort::Zaak))
        })
    });
    let kanaal = map.get(KANAAL).and_then(Value::as_str).filter(|url| !url.is_empty());
    let kanaal = kanaal.map(|url| (KANAAL.to_owned(), url.to_owned(), ObjectSoort::Communicatiekanaal));
    kanaal.into_iter().chain(urls_of).collect()
}
