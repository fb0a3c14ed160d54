//! `/enkelvoudiginformatieobjecten`: adding, changing and removing.

use ::store::Actie;
use autorisaties::handlers::{Caller, Fields, Key, Urls, actie_of};
use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, Json, Problem, Tenant};

use super::inhoud::{self, Inhoud};
use super::invoer::DocumentInput;
use super::require;
use crate::access::{self, Scope};
use crate::register::{self, DocumentRegel};
use crate::{Bestand, Document, DocumentenError, operations, paths, rules, store, views};

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    // The bytes are in the object store before the transaction begins; when it refuses, they are swept.
    let (map, inhoud) = inhoud::read(&headers, body, &tenant).await?;
    let mut fields = Fields::new(map);
    let input = DocumentInput::read(&mut fields, &urls);
    let soort = input.find_soort(&tenant, &mut fields).await?;
    if let Some(soort) = &soort {
        let level = input.vertrouwelijkheidaanduiding.unwrap_or(soort.vertrouwelijkheidaanduiding);
        access::require(&caller.0, Scope::Aanmaken, soort.uuid, level)?;
    }
    let bestand = read_bestand(&mut fields, inhoud, &input, None, &tenant).await?;
    let (Some(soort), Some(bestand), true) = (soort, bestand, fields.is_valid()) else { return Err(fields.refuse()) };
    let Some(gegevens) = input.gegevens(soort) else { return Err(fields.refuse()) };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let regel = operations::register_document(&mut tx, &caller.0, &gegevens, &bestand).await?;
    tx.commit().await?;
    let url = urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, regel.document.uuid.uuid()).to_string();
    Ok(Created(views::created(&regel, &urls)).at(&url))
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    method: Method,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    require(&caller, Scope::Bijwerken)?;
    let actie = actie_of(&method);
    let (map, inhoud) = inhoud::read(&headers, body, &tenant).await?;
    let uuid: Id<Document> = Id::new(uuid);
    let seen = register::find(&mut tenant.db.reader(), uuid).await?.ok_or_else(Problem::not_found)?;
    access::require(&caller.0, Scope::Bijwerken, seen.newest_type, seen.newest_level)?;
    let mut fields = fields_over(actie, map, &seen, &urls);
    let lock = fields.text("lock", 100);
    let input = DocumentInput::read(&mut fields, &urls);
    let soort = input.find_soort(&tenant, &mut fields).await?;
    let bestand = read_bestand(&mut fields, inhoud, &input, Some(&seen.document), &tenant).await?;
    let (Some(soort), Some(bestand), true) = (soort, bestand, fields.is_valid()) else { return Err(fields.refuse()) };
    let Some(gegevens) = input.gegevens(soort) else { return Err(fields.refuse()) };

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

/// Decides what the file is; none when the body is wrong about it.
async fn read_bestand(
    fields: &mut Fields,
    inhoud: Inhoud,
    input: &DocumentInput,
    current: Option<&Document>,
    tenant: &Tenant,
) -> Result<Option<Bestand>, Problem> {
    let size = input.bestandsomvang;
    let inhoud = match inhoud {
        Inhoud::Invalid(fault) => {
            fields.fault("inhoud", fault.code(), "De inhoud is geen geldige base64.");
            return Ok(None);
        }
        Inhoud::Stored(stored) => {
            input.check_integriteit(fields, &stored);
            rules::Inhoud::Stored(stored)
        }
        Inhoud::None if fields.value("inhoud").is_some() => {
            fields.fault("inhoud", "invalid", "Hier hoort een tekst in base64.");
            return Ok(None);
        }
        // An empty file needs no parts.
        Inhoud::None if size == Some(0) && (current.is_none() || fields.has("inhoud")) => {
            rules::Inhoud::Stored(tenant.db.files().put(Bytes::new()).await.map_err(DocumentenError::from)?)
        }
        Inhoud::None if fields.has("inhoud") => rules::Inhoud::Null,
        Inhoud::None => rules::Inhoud::Absent,
    };
    match rules::bestand(inhoud, size, current) {
        Ok(bestand) => Ok(Some(bestand)),
        Err(fault) => {
            fields.fault(&fault.name, fault.code, fault.reason);
            Ok(None)
        }
    }
}
