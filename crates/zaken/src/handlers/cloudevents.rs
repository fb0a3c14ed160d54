//! CloudEvents of other systems that say what a zaak is about, or no longer: `zaak-gekoppeld` and `zaak-ontkoppeld`.

use std::pin::Pin;

use ::store::Tx;
use autorisaties::handlers::{Caller, Fields, Urls};
use serde_json::{Map, Value, json};
use uuid::Uuid;
use values::Id;
use web::Problem;

use super::zaakobjecten;
use crate::views::objecten;
use crate::{operations, paths};

const GEKOPPELD: &str = "nl.overheid.zaken.zaak-gekoppeld";
const ONTKOPPELD: &str = "nl.overheid.zaken.zaak-ontkoppeld";

/// Does what a CloudEvent says, when it is one for zaken: for the module that takes them in. The application that sends it must be allowed to
/// change the zaak.
pub fn receive_cloudevent<'a>(
    tx: &'a mut Tx,
    caller: &'a Caller,
    urls: &'a Urls,
    event: &'a Map<String, Value>,
) -> Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>> {
    Box::pin(async move {
        let r#type = event.get("type").and_then(Value::as_str).unwrap_or_default();
        if !matches!(r#type, GEKOPPELD | ONTKOPPELD) {
            return Ok(());
        }
        let mut fields = Fields::new(event.clone());
        let Some(mut data) = fields.part("data") else { return Err(fields.refuse()) };
        let zaak = read_zaak(&mut data, urls);
        let object = data.url_required("linkTo");
        if r#type == ONTKOPPELD {
            let (Some(zaak), true) = (zaak, data.is_valid()) else { return Err(data.refuse()) };
            return Ok(operations::unlink_object(tx, &caller.0, Id::new(zaak), &urls.shorten(&object)).await?);
        }
        let read = as_zaakobject(&mut data, &object);
        let nobody = Uuid::nil();
        let new = zaakobjecten::read_gegevens(&mut Fields::new(read), urls, Id::new(zaak.unwrap_or(nobody)));
        if zaak.is_none() || !data.is_valid() {
            return Err(data.refuse());
        }
        Ok(operations::link_object(tx, &caller.0, new).await?)
    })
}

/// The zaak is named by its URL, or as `urn:uuid:…`.
fn read_zaak(data: &mut Fields, urls: &Urls) -> Option<Uuid> {
    let urn = data.value("zaak").and_then(Value::as_str).and_then(|text| text.strip_prefix("urn:uuid:"));
    match urn.map(Uuid::try_parse) {
        Some(Ok(uuid)) => Some(uuid),
        Some(Err(_)) => {
            data.fault("zaak", "invalid", "Dit is geen geldige UUID.");
            None
        }
        None => data.own_reference("zaak", urls, paths::ZAKEN),
    }
}

/// Writes the link as the body of a zaakobject. A kind of object that the standard does not know is another one.
fn as_zaakobject(data: &mut Fields, object: &str) -> Map<String, Value> {
    let (label, kind) = (data.text("label", 80), data.text_required("linkObjectType", 100));
    let is_known = objecten::soorten().contains(&kind.as_str());
    let other: String =
        kind.to_lowercase().chars().map(|one| if one.is_ascii_lowercase() { one } else { '_' }).collect();
    let body = json!({
        "object": object,
        "relatieomschrijving": label,
        "objectType": if is_known { &*kind } else { "overige" },
        "objectTypeOverige": if is_known { "" } else { &*other },
    });
    body.as_object().cloned().unwrap_or_default()
}
