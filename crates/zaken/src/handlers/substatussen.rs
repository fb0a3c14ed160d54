//! `/substatussen`, as Open Zaak has them.

use autorisaties::handlers::{Caller, Fields, Urls};
use axum::response::Response;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, Json, Problem, Tenant};

use super::zaaknotities::grenzen;
use super::{NULLABLE, find_main, reading, require};
use crate::access::Scope;
use crate::operations::{self, NewSubstatus};
use crate::register::SubstatusFilter;
use crate::{paths, views};

pub(super) const DOELGROEPEN: [&str; 2] = ["betrokkenen", "intern"];

reading!(
    paths::SUBSTATUSSEN,
    list_substatussen,
    read_substatus,
    |params, urls| SubstatusFilter {
        zaak: params.reference("zaak", urls, paths::ZAKEN).map(Id::new),
        status: params.reference("status", urls, paths::STATUSSEN),
        doelgroep: params.choice("doelgroep", &DOELGROEPEN),
        tijdstip: grenzen(params, None, ["tijdstip__gt", "tijdstip__gte", "tijdstip__lt", "tijdstip__lte"]),
    },
    |one, urls| views::substatus(one, urls)
);

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken, Scope::StatussenToevoegen])?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let zaak = find_main(&tenant, &urls, &mut fields, "zaak").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        operations::require_status(&caller.0, zaaktype, zaak)?;
    }
    let status = match fields.value("status").and_then(Value::as_str) {
        None | Some("") => None,
        Some(_) => fields.own_reference("status", &urls, paths::STATUSSEN).map(Id::new),
    };
    let omschrijving = fields.text_required("omschrijving", 200);
    let tijdstip = fields.moment("tijdstip");
    let doelgroep = match fields.choice("doelgroep", &DOELGROEPEN) {
        text if text.is_empty() => "betrokkenen".to_owned(),
        text => text,
    };
    let (Some((zaak, _)), true) = (&zaak, fields.is_valid()) else { return Err(fields.refuse()) };
    let new = NewSubstatus { zaak: zaak.uuid, status, omschrijving, tijdstip, doelgroep };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let one = operations::add_substatus(&mut tx, &caller.0, new).await?;
    tx.commit().await?;
    let url = urls.url(paths::SUBSTATUSSEN, one.uuid.uuid()).to_string();
    Ok(Created(views::substatus(&one, &urls)).at(&url))
}
