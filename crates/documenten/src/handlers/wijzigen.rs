//! `/enkelvoudiginformatieobjecten`: adding, changing and removing.

use ::store::Actie;
use autorisaties::handlers::{Caller, Fields, Key, Urls, actie_of};
use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use diensten::Diensten;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, Json, Problem, Tenant};

use super::inhoud::{self, Gelezen};
use super::invoer::DocumentInput;
use super::nieuw::{self, read_bestand};
use super::{NULLABLE, require, require_change};
use crate::access::{self, Scope};
use crate::register::{self, DocumentRegel};
use crate::{Document, operations, paths, store, views};

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let Gelezen { map, inhoud, bytes } = inhoud::read(&headers, body, &tenant, &["inhoud"]).await?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let read = nieuw::read(&caller.0, &tenant.db, &urls, &mut fields, inhoud).await?;
    let (Some(new), true) = (read, fields.is_valid()) else { return Err(fields.refuse()) };
    nieuw::keep(&tenant.db, bytes, &new.gegevens).await?;

    let mut tx = tenant.db.begin(&caller.0).await?;
    let regel = operations::register_document(&mut tx, &caller.0, &new.gegevens, &new.bestand).await?;
    tx.commit().await?;
    let url = urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, regel.document.uuid.uuid()).to_string();
    Ok(Created(views::created(&regel, &urls)).at(&url))
}

#[expect(clippy::too_many_arguments, reason = "each is one thing that the request carries")]
pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
    method: Method,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    require_change(&caller)?;
    let actie = actie_of(&method);
    let Gelezen { map, inhoud, bytes } = inhoud::read(&headers, body, &tenant, &["inhoud"]).await?;
    let uuid: Id<Document> = Id::new(uuid);
    let seen = register::find(&mut tenant.db.reader(), uuid).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, seen.newest_type, seen.newest_level)?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = fields_over(actie, map, &seen, &urls).strict(NULLABLE);
    let lock = fields.text("lock", 100);
    let input = DocumentInput::read(&mut fields, &urls);
    let soort = input.find_soort(&tenant.db, &mut fields).await?;
    let bestand = read_bestand(&mut fields, inhoud, &input, Some(&seen.document), &tenant.db).await?;
    let gegevens = soort.and_then(|soort| input.gegevens(soort));
    if let Some(gegevens) = gegevens.as_ref().filter(|_| !fields.is_valid()) {
        let faults = operations::list_change_faults(&mut tenant.db.reader(), &seen, gegevens, &lock).await?;
        fields.add_rules(faults);
    }
    let (Some(gegevens), Some(bestand), true) = (gegevens, bestand, fields.is_valid()) else {
        return Err(fields.refuse());
    };
    if let Some(bytes) = bytes {
        let faults = operations::list_change_faults(&mut tenant.db.reader(), &seen, &gegevens, &lock).await?;
        nieuw::keep_when(bytes, faults).await?;
    }

    let mut tx = tenant.db.begin(&caller.0).await?;
    store::lock_document(&mut tx, uuid).await?;
    let current = register::find(&mut tx, uuid).await?.ok_or_else(Problem::not_found)?;
    let place = (actie, lock.as_str());
    let changed = operations::change_document(&mut tx, &caller.0, &current, &gegevens, &bestand, place).await?;
    tx.commit().await?;
    Ok(Json(views::document(&changed, &urls)).into_response())
}

/// The fields to read: those of a PUT alone, those of a PATCH over what there is. The file is never taken from what there is.
fn fields_over(actie: Actie, map: Map<String, Value>, current: &DocumentRegel, urls: &Urls) -> Fields {
    let Value::Object(mut current) = views::kept(&views::document(current, urls)) else { return Fields::new(map) };
    if actie != Actie::PartialUpdate {
        return Fields::new(map);
    }
    current.remove("inhoud");
    current.remove("bestandsomvang");
    Fields::over(current, map)
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, Scope::Verwijderen)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::destroy_document(&mut tx, &caller.0, Id::new(uuid)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
