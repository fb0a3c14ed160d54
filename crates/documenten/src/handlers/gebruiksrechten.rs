//! `/gebruiksrechten`. Rule: drc-006 (gebruiksrechten).

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{NULLABLE, find_main, require, same_document};
use crate::access::Scope;
use crate::register::{self, GebruiksrechtenFilter, Periode};
use crate::{Gebruiksrechten, operations, paths, views};

const MOMENT: &str = "Hier hoort een tijdstip met zone.";

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let expand = resources.asked(&mut params, paths::GEBRUIKSRECHTEN);
    let filter = GebruiksrechtenFilter {
        informatieobject: params
            .reference("informatieobject", &urls, paths::ENKELVOUDIGINFORMATIEOBJECTEN)
            .map(Id::new),
        startdatum: Periode {
            lt: params.parsed("startdatum__lt", MOMENT),
            lte: params.parsed("startdatum__lte", MOMENT),
            gt: params.parsed("startdatum__gt", MOMENT),
            gte: params.parsed("startdatum__gte", MOMENT),
        },
        einddatum: Periode {
            lt: params.parsed("einddatum__lt", MOMENT),
            lte: params.parsed("einddatum__lte", MOMENT),
            gt: params.parsed("einddatum__gt", MOMENT),
            gte: params.parsed("einddatum__gte", MOMENT),
        },
    };
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_gebruiksrechten(&mut db, &caller.0, &filter).await?;
    let views = found.iter().map(|one| views::gebruiksrechten(one, &urls)).collect();
    Ok(Json(expand.all(&mut db, &caller, &urls, views).await?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let expand = resources.asked(&mut params, paths::GEBRUIKSRECHTEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let one = register::find_gebruiksrechten(&mut db, &caller.0, Scope::Lezen, uuid).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, views::gebruiksrechten(&one, &urls)).await?)
}

/// The fields besides the document.
pub(super) fn read_fields(fields: &mut Fields) -> (Option<Timestamp>, Option<Timestamp>, String) {
    let startdatum = fields.moment_required("startdatum").map(|(moment, _)| moment);
    let einddatum = fields.moment("einddatum");
    (startdatum, einddatum, fields.text_required("omschrijvingVoorwaarden", 10_000))
}

/// Refuses a period that ends before it begins.
fn judge_period(fields: &mut Fields, startdatum: Option<Timestamp>, einddatum: Option<Timestamp>) {
    if let (Some(start), Some(end)) = (startdatum, einddatum)
        && end < start
    {
        fields.fault("einddatum", "date-mismatch", "De einddatum ligt voor de startdatum.");
    }
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let main = find_main(&caller, &tenant, &urls, &mut fields, Scope::Aanmaken).await?;
    let (startdatum, einddatum, voorwaarden) = read_fields(&mut fields);
    judge_period(&mut fields, startdatum, einddatum);
    let (Some(main), Some(startdatum), true) = (main, startdatum, fields.is_valid()) else {
        return Err(fields.refuse());
    };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let period = (startdatum, einddatum);
    let one = operations::add_gebruiksrechten(&mut tx, &caller.0, main.document.uuid, period, &voorwaarden).await?;
    tx.commit().await?;
    let url = urls.url(paths::GEBRUIKSRECHTEN, one.uuid.uuid()).to_string();
    Ok(Created(views::gebruiksrechten(&one, &urls)).at(&url))
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, Scope::Bijwerken)?;
    let actie = sent.actie;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_gebruiksrechten(&mut tx, &caller.0, Scope::Bijwerken, uuid).await?;
    let mut fields = sent.over(&views::gebruiksrechten(&current, &urls))?.strict(NULLABLE);
    same_document(&mut fields, &urls, current.informatieobject.uuid());
    let (startdatum, einddatum, omschrijving_voorwaarden) = read_fields(&mut fields);
    judge_period(&mut fields, startdatum, einddatum);
    let (Some(startdatum), true) = (startdatum, fields.is_valid()) else { return Err(fields.refuse()) };
    let new = Gebruiksrechten { startdatum, einddatum, omschrijving_voorwaarden, ..current.clone() };
    operations::change_gebruiksrechten(&mut tx, &caller.0, &current, &new, actie).await?;
    tx.commit().await?;
    Ok(Json(views::gebruiksrechten(&new, &urls)).into_response())
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, Scope::Verwijderen)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_gebruiksrechten(&mut tx, &caller.0, Scope::Verwijderen, uuid).await?;
    operations::remove_gebruiksrechten(&mut tx, &caller.0, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
