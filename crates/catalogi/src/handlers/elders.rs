//! Types of other registers that a body names.

use autorisaties::extern_id;
use autorisaties::handlers::{Named, UrlFault, Urls};
use diensten::{Diensten, ElderFault};
use serde_json::{Map, Value};
use store::Db;
use web::{Problem, Tenant};

use crate::elders::{self, KopieFault};
use crate::register::Soort;

/// The fields that name a type, in every API.
const FIELDS: [(&str, Soort); 8] = [
    ("zaaktype", Soort::Zaaktype),
    ("statustype", Soort::Statustype),
    ("resultaattype", Soort::Resultaattype),
    ("roltype", Soort::Roltype),
    ("eigenschap", Soort::Eigenschap),
    ("zaakobjecttype", Soort::Zaakobjecttype),
    ("informatieobjecttype", Soort::Informatieobjecttype),
    ("besluittype", Soort::Besluittype),
];
/// How deep a body names types: in an item of a list in a composite one.
const DEPTH_MAX: usize = 4;
/// How many types of other registers one body may name.
const NAMED_MAX: usize = 50;

/// Sees to it that there are copies of the types of other registers that a body names, and returns what finds them; what is wrong is told of
/// their fields when those are read. Nothing is asked when all types are ours.
///
/// # Errors
/// When the fault is ours.
pub async fn with_types(
    urls: Urls,
    tenant: &Tenant,
    diensten: &Diensten,
    body: &Map<String, Value>,
) -> Result<Urls, Problem> {
    let mut wanted = Vec::new();
    find_wanted(body, &urls, DEPTH_MAX, &mut wanted);
    if wanted.is_empty() {
        return Ok(urls);
    }
    wanted.truncate(NAMED_MAX);
    Ok(urls.with_elders(find_named(&tenant.db, diensten, wanted).await?))
}

/// Does the same for many records that are taken over: all that they name is asked for, however long that takes. Returns what was found out of
/// each URL that is not below the roots of `urls`.
///
/// # Errors
/// When the fault is ours.
pub async fn find_types<'a>(
    urls: &Urls,
    db: &Db,
    diensten: &Diensten,
    records: impl Iterator<Item = &'a Map<String, Value>>,
) -> Result<Named, Problem> {
    let mut wanted = Vec::new();
    records.for_each(|record| find_wanted(record, urls, DEPTH_MAX, &mut wanted));
    let (mut named, old) = find_known(db, wanted).await?;
    for one in old {
        // Each has the time that a whole body has.
        add_outcomes(&mut named, Box::pin(elders::ensure_all(diensten, db, vec![one])).await)?;
    }
    Ok(named)
}

async fn find_named(db: &Db, diensten: &Diensten, wanted: Vec<(String, Soort)>) -> Result<Named, Problem> {
    let (mut named, old) = find_known(db, wanted).await?;
    add_outcomes(&mut named, elders::ensure_all(diensten, db, old).await)?;
    Ok(named)
}

/// Splits what is wanted in what is known well enough, and what must be asked for.
async fn find_known(db: &Db, wanted: Vec<(String, Soort)>) -> Result<(Named, Vec<(String, Soort)>), Problem> {
    let fresh = elders::list_fresh(db, wanted.iter().map(|(url, _)| extern_id(url))).await?;
    let (known, old): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|(url, _)| fresh.contains(&extern_id(url)));
    Ok((known.into_iter().map(|(url, soort)| ((url, soort.path()), Ok(()))).collect(), old))
}

fn add_outcomes(named: &mut Named, outcomes: Vec<((String, Soort), Result<(), KopieFault>)>) -> Result<(), Problem> {
    for ((url, soort), outcome) in outcomes {
        named.insert((url, soort.path()), told(outcome)?);
    }
    Ok(())
}

fn find_wanted(map: &Map<String, Value>, urls: &Urls, depth: usize, wanted: &mut Vec<(String, Soort)>) {
    for (name, value) in map {
        match value {
            Value::String(url) => {
                let soort = FIELDS.iter().find(|(field, _)| field == name).map(|(_, soort)| *soort);
                let Some(soort) = soort.filter(|soort| urls.find(url, soort.path()) == Err(UrlFault::Elsewhere)) else {
                    continue;
                };
                if !wanted.iter().any(|(other, kind)| other == url && *kind == soort) {
                    wanted.push((url.clone(), soort));
                }
            }
            Value::Object(inner) if depth > 1 => find_wanted(inner, urls, depth - 1, wanted),
            Value::Array(list) if depth > 1 => {
                list.iter().filter_map(Value::as_object).for_each(|one| find_wanted(one, urls, depth - 1, wanted));
            }
            _ => {}
        }
    }
}

/// Returns what is wrong with a URL.
fn told(outcome: Result<(), KopieFault>) -> Result<Result<(), UrlFault>, Problem> {
    let Err(fault) = outcome else { return Ok(Ok(())) };
    Ok(Err(match fault {
        KopieFault::Elders(ElderFault::UnknownService) => UrlFault::Elsewhere,
        KopieFault::Elders(ElderFault::BadUrl(_) | ElderFault::Gone) => UrlFault::Unreachable,
        KopieFault::Elders(ElderFault::InvalidResource) => UrlFault::OtherResource,
        KopieFault::Refused(_) => {
            tracing::warn!(%fault, "A type of another register can't be kept");
            UrlFault::OtherResource
        }
        KopieFault::Elders(fault @ (ElderFault::Sealed | ElderFault::Store(_))) => {
            return Err(Problem::internal(&fault));
        }
        KopieFault::Catalogi(error) => return Err(error.into()),
    }))
}
