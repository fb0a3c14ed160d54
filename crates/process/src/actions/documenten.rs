//! Actions that make documents.

use ::store::Tx;
use serde_json::{Map, Value};

use super::{Call, PROCES};
use crate::{ProcessError, letter};

/// `documenten.maak-document`: `sjabloon`, `informatieobjecttype` by omschrijving, `titel`.
pub(super) async fn maak_document(tx: &mut Tx, call: &Call<'_>) -> Result<Map<String, Value>, ProcessError> {
    let order = letter::Order {
        sjabloon: call.text("sjabloon")?,
        informatieobjecttype: call.text("informatieobjecttype")?,
        titel: call.text("titel")?,
    };
    let document = letter::make(tx, call.zaak, &order, call.variables, None).await?;
    ::zaken::operations::link_document(tx, &PROCES, call.zaak.uuid, &document).await?;
    Ok(Map::new())
}
