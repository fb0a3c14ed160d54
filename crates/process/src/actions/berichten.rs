//! Actions that tell the resident something. Messages are not known here: they react to the event.

use ::store::{Actie, Event, Tx};
use serde_json::{Map, Value, json};

use super::Call;
use crate::ProcessError;

/// `berichten.nodig-uit`: `datum`, `tijd`, `plaats`.
pub(super) fn nodig_uit(tx: &mut Tx, call: &Call<'_>) -> Result<Map<String, Value>, ProcessError> {
    let kenmerken = json!({
        "datum": call.text("datum")?,
        "tijd": call.text("tijd")?,
        "plaats": call.text("plaats")?,
    });
    let resource_id = tx.new_uuid();
    tx.emit(Event {
        kanaal: "loket.berichten",
        resource: "uitnodiging",
        actie: Actie::Create,
        hoofd_object: call.zaak.uuid.uuid(),
        resource_id,
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
    Ok(Map::new())
}
