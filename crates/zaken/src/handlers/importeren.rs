//! `/import` of the Documenten API: documents that come in bulk, as Open Zaak takes them. It is here because a row may name a zaak.

use autorisaties::handlers::{Caller, Key, Urls};
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use store::Db;
use uuid::Uuid;
use values::actor::Applicatie;
use values::{Actor, Id};
use web::{Created, InvalidParam, Json, Problem, Tenant};

use crate::domain::{DocumentImport, ImportStatus};
use crate::operations;
use crate::rules::importeren::{self as lijst, ListFault};
use crate::store::importeren as rows;

/// The largest list.
const LIST_BYTES_MAX: usize = 32 << 20;
/// Rows of the report that are read at once.
const REPORT_ROWS: i64 = 500;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ImportCreatedView {
    upload_url: String,
    status_url: String,
    report_url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ImportView {
    total: i64,
    processed: i64,
    processed_successfully: i64,
    processed_invalid: i64,
    status: &'static str,
}

/// Refuses who has not all rights, as the standard asks.
fn require_all(caller: &Caller) -> Result<&Applicatie, Problem> {
    match &caller.0 {
        Actor::Applicatie(applicatie) if applicatie.rechten.alle => Ok(applicatie),
        _ => Err(Caller::refusal()),
    }
}

pub(crate) async fn create(caller: Caller, tenant: Tenant, urls: Urls) -> Result<Response, Problem> {
    let applicatie = require_all(&caller)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let import = operations::create_import(&mut tx, applicatie).await?;
    tx.commit().await?;
    let url = |rest: &str| urls.absolute(&format!("/documenten/api/v1/import/{}/{rest}", import.uuid));
    let status_url = url("status");
    let view =
        ImportCreatedView { upload_url: url("upload"), status_url: status_url.clone(), report_url: url("report") };
    Ok(Created(view).at(&status_url))
}

pub(crate) async fn upload(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    require_all(&caller)?;
    find(&tenant.db, uuid).await?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().unwrap_or_default().trim() != "text/csv" {
        return Err(Problem::unsupported_media_type());
    }
    let bytes: Bytes = to_bytes(body, LIST_BYTES_MAX).await.map_err(|_| Problem::too_large())?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Problem::parse_error("De lijst is niet in UTF-8."))?;
    let mut list = lijst::read(text).map_err(refuse)?;
    let soort = lijst::COLUMNS.iter().position(|column| *column == "informatieobjecttype").unwrap_or_default();
    for cells in &mut list {
        // It is kept as a path: the job that reads it has no host name.
        if let Some(cell) = cells.get_mut(soort) {
            *cell = urls.shorten(cell.trim());
        }
    }
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::start_import(&mut tx, Id::new(uuid), &list).await?;
    tx.commit().await?;
    Ok(StatusCode::OK.into_response())
}

fn refuse(fault: ListFault) -> Problem {
    let (code, reason) = match fault {
        ListFault::Columns => ("invalid-columns", format!("De eerste regel moet zijn: {}", lijst::COLUMNS.join(","))),
        ListFault::Quote => ("invalid", "Een tekst begint met een aanhalingsteken dat nergens eindigt.".to_owned()),
    };
    Problem::invalid(vec![InvalidParam::whole(code, reason)])
}

async fn find(db: &Db, uuid: Uuid) -> Result<DocumentImport, Problem> {
    rows::find(&mut db.reader(), Id::new(uuid)).await?.ok_or_else(Problem::not_found)
}

pub(crate) async fn status(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require_all(&caller)?;
    let import = find(&tenant.db, uuid).await?;
    let view = ImportView {
        total: import.totaal,
        processed: import.goed + import.fout,
        processed_successfully: import.goed,
        processed_invalid: import.fout,
        status: import.status.as_str(),
    };
    Ok(Json(view).into_response())
}

pub(crate) async fn report(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require_all(&caller)?;
    let import = find(&tenant.db, uuid).await?;
    if !matches!(import.status, ImportStatus::Finished | ImportStatus::Error) {
        return Err(Problem::not_found());
    }
    let columns = lijst::write(lijst::COLUMNS.into_iter().chain(lijst::REPORT_COLUMNS));
    let pages = stream::try_unfold((tenant.db, 0_i64), move |(db, after)| async move {
        let regels = rows::list_regels(&mut db.reader(), Id::new(uuid), after, REPORT_ROWS).await;
        let regels = regels.map_err(std::io::Error::other)?;
        let Some(last) = regels.last().map(|regel| regel.nummer) else { return Ok(None) };
        let mut text = String::new();
        for regel in &regels {
            let resultaat = if regel.is_goed == Some(true) { "success" } else { "error" };
            let mut cells: Vec<&str> = regel.cellen.iter().map(String::as_str).collect();
            cells.resize(lijst::COLUMNS.len(), "");
            cells.extend([regel.opmerking.as_str(), resultaat]);
            text.push_str(&lijst::write(cells));
        }
        Ok::<_, std::io::Error>(Some((Bytes::from(text), (db, last))))
    });
    let first = stream::iter([Ok(Bytes::from(columns))]);
    let body = Body::from_stream(futures_util::StreamExt::chain(first, pages));
    Ok(([(header::CONTENT_TYPE, "text/csv")], body).into_response())
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require_all(&caller)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::remove_import(&mut tx, Id::new(uuid)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
