//! `/kanaal`: a bare list, as the standard has it.

use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, Url, Urls};
use axum::Extension;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{CONSUMEREN, PUBLICEREN, Root, require};
use crate::operations::kanalen as operations;
use crate::{Kanaal, KanaalGegevens, Settings};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct KanaalView<'a> {
    url: Url<'a>,
    naam: &'a str,
    documentatie_link: &'a str,
    filters: &'a [String],
}

fn view<'a>(kanaal: &'a Kanaal, urls: &'a Urls, root: Root) -> KanaalView<'a> {
    KanaalView {
        url: urls.url(root.kanalen, kanaal.uuid.uuid()),
        naam: &kanaal.naam,
        documentatie_link: &kanaal.documentatie_link,
        filters: &kanaal.filters,
    }
}

pub(super) fn read_gegevens(fields: &mut Fields) -> KanaalGegevens {
    let link = fields.text("documentatieLink", 200);
    KanaalGegevens {
        naam: fields.text_required("naam", 50),
        documentatie_link: if link.is_empty() { link } else { fields.url("documentatieLink") },
        filters: fields.texts("filters", 100),
    }
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    root: Root,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[PUBLICEREN, CONSUMEREN])?;
    let naam = params.text("naam");
    params.finish()?;
    let found = operations::list(&mut tenant.db.reader(), naam.as_deref()).await?;
    let views: Vec<_> = found.iter().map(|kanaal| view(kanaal, &urls, root)).collect();
    Ok(Json(views).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    root: Root,
    known: IfNoneMatch,
    Key(uuid): Key,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[PUBLICEREN, CONSUMEREN])?;
    params.finish()?;
    let kanaal = operations::read(&mut tenant.db.reader(), Id::new(uuid)).await?;
    known.answer(&view(&kanaal, &urls, root))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    root: Root,
    Extension(settings): Extension<Settings>,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[PUBLICEREN])?;
    let mut fields = Fields::new(body).strict(&[]);
    let gegevens = read_gegevens(&mut fields);
    check_link(&mut fields, &gegevens.documentatie_link, &settings).await;
    fields.finish()?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let kanaal = operations::create(&mut tx, &gegevens).await?;
    tx.commit().await?;
    let view = view(&kanaal, &urls, root);
    let url = view.url.to_string();
    Ok(Created(view).at(&url))
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    root: Root,
    Extension(settings): Extension<Settings>,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, &[PUBLICEREN])?;
    let current = operations::read(&mut tenant.db.reader(), Id::new(uuid)).await?;
    let actie = sent.actie;
    let mut fields = sent.over(&view(&current, &urls, root))?.strict(&[]);
    let gegevens = read_gegevens(&mut fields);
    if gegevens.documentatie_link != current.documentatie_link {
        check_link(&mut fields, &gegevens.documentatie_link, &settings).await;
    }
    fields.finish()?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let kanaal = operations::update(&mut tx, actie, current.uuid, &gegevens).await?;
    tx.commit().await?;
    Ok(Json(view(&kanaal, &urls, root)).into_response())
}

/// The explanation of a kanaal must be there.
async fn check_link(fields: &mut Fields, link: &str, settings: &Settings) {
    if link.is_empty() || !fields.is_valid() {
        return;
    }
    let answers = match settings.outbound.get(link, &[]).await {
        // A page that moved is a page.
        Ok(answer) => (200..400).contains(&answer.status_code),
        Err(_) => false,
    };
    if !answers {
        fields.fault("documentatieLink", "bad-url", "Deze URL geeft geen antwoord.");
    }
}
