//! `/besluit_verwerken`: a decision with its documents in one call. Open Zaak adds it to the standard.

use autorisaties::handlers::{Caller, Fields, Urls};
use axum::response::Response;
use documenten::Document;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Actor;
use web::{Created, InvalidParam, Json, Problem, Tenant};

use super::besluit_input::BesluitInput;
use super::require;
use crate::access::Scope;
use crate::view::{self, BesluitView, RelatieView};
use crate::{operations, paths};

const RELATIES: &str = "besluitinformatieobjecten";

/// Who adds a document to a decision need not be allowed to read it.
const ANYBODY: Actor = Actor::Systeem("besluiten");

#[derive(Serialize)]
struct VerwerktView<'a> {
    besluit: BesluitView<'a>,
    besluitinformatieobjecten: Vec<RelatieView<'a>>,
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let mut fields = Fields::new(map);
    let input = fields
        .object_required("besluit")
        .map(|map| fields.within("besluit", map, |inner| BesluitInput::read(inner, &urls)));
    let besluittype = match &input {
        Some(input) => input.find_besluittype(&caller, &tenant, &mut fields, "besluit.besluittype").await?,
        None => None,
    };
    let documents = read_documents(&tenant, &urls, &mut fields).await?;
    let gegevens = input.and_then(BesluitInput::into_gegevens);
    let (Some(besluittype), Some(gegevens), true) = (besluittype, gegevens, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let new = (besluittype, gegevens);
    let (besluit, relaties) = operations::verwerk_besluit(&mut tx, &caller.0, new, &documents).await?;
    tx.commit().await?;
    let url = urls.url(paths::BESLUITEN, besluit.uuid.uuid()).to_string();
    let view = VerwerktView {
        besluit: view::besluit(&besluit, &urls),
        besluitinformatieobjecten: relaties.iter().map(|relatie| view::relatie(relatie, &urls)).collect(),
    };
    Ok(Created(view).at(&url))
}

/// Finds the documents that the body names, all in one statement.
async fn read_documents(tenant: &Tenant, urls: &Urls, fields: &mut Fields) -> Result<Vec<Document>, Problem> {
    if fields.value(RELATIES).is_none() {
        fields.add(InvalidParam::required(RELATIES));
    }
    let path = documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN;
    let named = fields.items(RELATIES, |one| one.reference("informatieobject", urls, path));
    let ids: Vec<Uuid> = named.iter().copied().flatten().collect();
    let found = match ids.is_empty() {
        true => Vec::new(),
        false => documenten::register::list_by_ids(&mut tenant.db.reader(), &ANYBODY, &ids).await?,
    };
    let mut documents = Vec::with_capacity(named.len());
    for (index, uuid) in named.into_iter().enumerate() {
        let Some(uuid) = uuid else { continue };
        match found.iter().find(|regel| regel.document.uuid.uuid() == uuid) {
            Some(regel) => documents.push(regel.document.clone()),
            None => {
                let name = format!("{RELATIES}.{index}.informatieobject");
                fields.fault(&name, "bad-url", "Het informatieobject bestaat niet.");
            }
        }
    }
    Ok(documents)
}
