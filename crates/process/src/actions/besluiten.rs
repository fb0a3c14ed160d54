//! Actions that take decisions.

use ::besluiten::NewBesluit;
use ::store::Tx;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{Call, PROCES};
use crate::{ProcessError, letter};

/// `besluiten.maak-besluit`: `besluittype` by omschrijving, `toelichting`, `ingangsdatum`, `vervaldatum`; with `sjabloon`,
/// `informatieobjecttype` and `titel` also its letter. Sets the variable `besluit_identificatie`.
pub(super) async fn maak_besluit(tx: &mut Tx, call: &Call<'_>) -> Result<Map<String, Value>, ProcessError> {
    let toelichting = call.find_text("toelichting").unwrap_or_default();
    let new = NewBesluit {
        zaak: call.zaak,
        besluittype: &call.text("besluittype")?,
        toelichting: &toelichting,
        ingangsdatum: day(call, "ingangsdatum")?.unwrap_or_else(|| tx.today()),
        vervaldatum: day(call, "vervaldatum")?,
    };
    let besluit = ::besluiten::create_besluit(tx, &PROCES, &new).await?;
    if let Some(sjabloon) = call.find_text("sjabloon") {
        let order = letter::Order {
            sjabloon,
            informatieobjecttype: call.text("informatieobjecttype")?,
            titel: call.text("titel")?,
        };
        let document = letter::make(tx, call.zaak, &order, call.variables, Some(&besluit)).await?;
        ::besluiten::link_document(tx, &PROCES, &besluit, call.zaak, &document).await?;
    }
    Ok(Map::from_iter([("besluit_identificatie".to_owned(), Value::from(besluit.identificatie))]))
}

fn day(call: &Call<'_>, name: &'static str) -> Result<Option<Date>, ProcessError> {
    let Some(text) = call.find_text(name) else { return Ok(None) };
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.map(Some).ok_or_else(|| ProcessError::Broken(format!("`{name}` is no day")))
}
