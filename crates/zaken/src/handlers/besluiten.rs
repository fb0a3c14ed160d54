//! `/zaken/{zaak_uuid}/besluiten`: what the Besluiten API mirrors here. Rule: brc-006 (zaken).

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Keys, Params, Plaats, Urls};
use autorisaties::is_extern;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use diensten::{Diensten, ObjectSoort};
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, InvalidParam, Json, Problem, Tenant};

use super::{CHANGE, NULLABLE, find_with_type, require};
use crate::access::{self, Scope};
use crate::{Zaak, Zaakbesluit, operations, paths, register, views};

const BESLUIT: &str = "besluit";

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(zaak): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAAKBESLUITEN);
    params.finish()?;
    let zaak = Id::new(zaak);
    let mut db = tenant.db.reader();
    let found = register::list_besluiten(&mut db, &caller.0, zaak).await?;
    let views: Vec<_> = found.into_iter().map(|one| views::besluit(zaak, one, &urls)).collect();
    Ok(Json(expand.all(&mut db, &caller, &urls, views).await?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Keys(zaak, uuid): Keys,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAAKBESLUITEN);
    params.finish()?;
    let zaak = Id::new(zaak);
    let mut db = tenant.db.reader();
    let all = register::list_besluiten(&mut db, &caller.0, zaak).await?;
    let one = all.into_iter().find(|one| one.uuid == uuid).ok_or_else(Problem::not_found)?;
    known.answer(&expand.one(&mut db, &caller, &urls, views::besluit(zaak, one, &urls)).await?)
}

fn inconsistent(reason: &str) -> Problem {
    Problem::invalid(vec![InvalidParam::whole("inconsistent-relation", reason)])
}

const NOT_OF_ZAAK: &str = "Het besluit hoort niet bij deze zaak.";

/// The besluit names its zaak. For one of ours this only confirms that it does; one of another register is asked, and kept.
pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(main): Key,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let (zaak, zaaktype) = find_with_type(&tenant, main).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, &zaaktype, &zaak, &[])?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let plaats = fields.plaats(BESLUIT, &urls, paths::BESLUITEN);
    let (Some(plaats), true) = (plaats, fields.is_valid()) else { return Err(fields.refuse()) };
    let one = match &plaats {
        Plaats::Hier(besluit) => {
            let all = list_zaakbesluiten(&tenant, zaak.uuid).await?;
            all.into_iter().find(|one| one.besluit == *besluit).ok_or_else(|| inconsistent(NOT_OF_ZAAK))?
        }
        Plaats::Elders(_) => {
            let found = diensten.read(&mut fields, &tenant, (BESLUIT, &plaats), ObjectSoort::Besluit).await?;
            let Some(object) = found else { return Err(fields.refuse()) };
            if !names_zaak(&object.inhoud, &urls, zaak.uuid) {
                return Err(inconsistent(NOT_OF_ZAAK));
            }
            let mut tx = tenant.db.begin(&caller.0).await?;
            let one = operations::add_besluit_elders(&mut tx, &caller.0, zaak.uuid, &object).await?;
            tx.commit().await?;
            one
        }
    };
    let view = views::besluit(zaak.uuid, one, &urls);
    let url = view.url.clone();
    Ok(Created(view).at(&url))
}

/// As long as the besluit names its zaak the relation stands; one of another register is asked.
pub(crate) async fn destroy(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Keys(main, uuid): Keys,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let (zaak, zaaktype) = find_with_type(&tenant, main).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, &zaaktype, &zaak, &[])?;
    let all = list_zaakbesluiten(&tenant, zaak.uuid).await?;
    let one = all.into_iter().find(|one| one.uuid == uuid).ok_or_else(Problem::not_found)?;
    if !is_extern(one.besluit) {
        return Err(inconsistent("Het besluit hoort nog bij deze zaak: verwijder het besluit of wijzig zijn zaak."));
    }
    let url = diensten::list_urls(&mut tenant.db.reader(), &[one.besluit]).await?.remove(&one.besluit);
    if let Some(url) = url {
        let asked = diensten.find_now(&tenant.db, &url).await;
        let found = asked.map_err(|fault| match diensten::handlers::told(&fault, BESLUIT) {
            Ok(_) => {
                let reason = "Bij het andere register kan niet worden nagegaan of de relatie er is.";
                Problem::invalid(vec![InvalidParam::whole("relation-lookup-error", reason)])
            }
            Err(problem) => problem,
        })?;
        if found.is_some_and(|besluit| names_zaak(&besluit, &urls, zaak.uuid)) {
            return Err(inconsistent("Het besluit hoort nog bij deze zaak: wijzig dat eerst in het andere register."));
        }
    }
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::remove_besluit_elders(&mut tx, &caller.0, zaak.uuid, one).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Decides whether a besluit, as its register shows it, was taken in this zaak.
fn names_zaak(besluit: &Map<String, Value>, urls: &Urls, zaak: Id<Zaak>) -> bool {
    let named = besluit.get("zaak").and_then(Value::as_str).unwrap_or_default();
    urls.find(named, paths::ZAKEN) == Ok(zaak.uuid())
}

async fn list_zaakbesluiten(tenant: &Tenant, zaak: Id<Zaak>) -> Result<Vec<Zaakbesluit>, Problem> {
    let found = crate::store::elders::list_zaakbesluiten(&mut tenant.db.reader(), zaak).await;
    Ok(found.map_err(crate::ZakenError::from)?)
}
