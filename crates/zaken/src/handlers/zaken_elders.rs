//! Zaken of other registers that a zaak names: fetched before anything is written. Rule: zrc-011 (relevanteAndereZaken).

use std::collections::HashSet;

use autorisaties::handlers::{Fields, UrlFault, Urls};
use diensten::{Diensten, ExternObject, ObjectSoort};
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use uuid::Uuid;
use web::{InvalidParam, Problem, Tenant};

use super::zaak_input::RELEVANTE;
use crate::paths;

/// How many a body may name that were not named before: each is a call, which may take seconds.
const ELDERS_MAX: usize = 50;
/// How many calls go on at the same time.
const AT_ONCE: usize = 8;

/// Where a body has the URL, and the URL.
type Named = (String, String);

/// What was fetched, and what is wrong with the rest.
#[derive(Debug, Default)]
pub(super) struct Elders {
    objects: Vec<ExternObject>,
    faults: Vec<InvalidParam>,
}

impl Elders {
    /// Fetches the zaken of other registers that a body names; `known` are those that the zaak names already.
    pub(super) async fn find(
        map: &Map<String, Value>,
        known: &HashSet<Uuid>,
        (tenant, urls, diensten): (&Tenant, &Urls, &Diensten),
    ) -> Result<Self, Problem> {
        let mut named = named_elsewhere(map, urls);
        named.retain(|(_, url)| !known.contains(&autorisaties::extern_id(url)));
        let mut found = Self::default();
        if let Some((name, _)) = named.get(ELDERS_MAX) {
            let reason = "Dit zijn te veel zaken van andere registers tegelijk.";
            found.faults.push(InvalidParam::new(name.as_str(), "max_length", reason));
            return Ok(found);
        }
        let calls = named
            .into_iter()
            .map(|(name, url)| async move { (name, diensten.find(&tenant.db, &url, ObjectSoort::Zaak).await) });
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

/// Decides whether a body names a zaak of another register.
pub(super) fn has_elders(map: &Map<String, Value>, urls: &Urls) -> bool {
    !named_elsewhere(map, urls).is_empty()
}

fn named_elsewhere(map: &Map<String, Value>, urls: &Urls) -> Vec<Named> {
    let list = map.get(RELEVANTE).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let urls_of = list.iter().enumerate().filter_map(|(index, one)| {
        let url = one.get("url")?.as_str()?;
        let is_elsewhere = urls.find(url, paths::ZAKEN) == Err(UrlFault::Elsewhere);
        is_elsewhere.then(|| (format!("{RELEVANTE}.{index}.url"), url.to_owned()))
    });
    urls_of.collect()
}
