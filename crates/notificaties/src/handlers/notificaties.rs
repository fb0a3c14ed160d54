//! `/notificaties` and `/cloudevents`: what other systems tell.

use autorisaties::handlers::{Caller, Fields, Urls};
use axum::Extension;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Map, Value};
use web::{Json, Problem, Tenant};

use super::{PUBLICEREN, read_texts, require};
use crate::operations::bezorgingen as operations;
use crate::{Notificatie, Settings, wire};

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[PUBLICEREN])?;
    let mut fields = Fields::new(body).strict(&[]);
    let notificatie = Notificatie {
        kanaal: fields.text_required("kanaal", 50),
        source: fields.text("source", 100),
        hoofd_object: fields.url_required("hoofdObject"),
        resource: fields.text_required("resource", 100),
        resource_url: fields.url_required("resourceUrl"),
        actie: fields.text_required("actie", 100),
        aanmaakdatum: fields.moment_required("aanmaakdatum").map_or(Timestamp::UNIX_EPOCH, |(moment, _)| moment),
        kenmerken: read_texts(&mut fields, "kenmerken"),
    };
    fields.finish()?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::publish_message(&mut tx, &notificatie).await?;
    tx.commit().await?;
    let mut view = wire::notification(&notificatie);
    if notificatie.source.is_empty() {
        view.shift_remove("source");
    }
    // The standard answers 200 here, not 201: no resource is made.
    Ok(Json(view).into_response())
}

pub(crate) async fn create_cloudevent(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Extension(settings): Extension<Settings>,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[PUBLICEREN])?;
    let mut fields = Fields::new(body.clone());
    fields.text_required("id", 255);
    fields.text_required("source", 1000);
    let specversion = fields.text_required("specversion", 50);
    if !specversion.is_empty() && !is_version(&specversion) {
        fields.fault("specversion", "invalid", "Hier hoort een versie, zoals 1.0.");
    }
    let r#type = fields.text_required("type", 255);
    let subject = fields.text("subject", 255);
    fields.text("datacontenttype", 255);
    fields.url("dataschema");
    fields.moment("time");
    fields.finish()?;
    let data = body.get("data").map(wire::texts).unwrap_or_default();
    let mut tx = tenant.db.begin(&caller.0).await?;
    for receive in &settings.receivers {
        // What can't be done is no fault of who hands the event over: its subscribers get it all the same.
        match receive(&mut tx, &caller, &urls, &body).await {
            Err(problem) if problem.status_code().is_server_error() => return Err(problem),
            Err(problem) => tracing::warn!(r#type, code = problem.code(), "A CloudEvent could not be acted upon"),
            Ok(()) => {}
        }
    }
    let event = Value::Object(body);
    operations::publish_cloudevent(&mut tx, &r#type, &subject, &data, &event).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(event)).into_response())
}

fn is_version(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}
