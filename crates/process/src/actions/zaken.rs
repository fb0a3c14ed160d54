//! Actions on the zaak itself.

use ::store::Tx;
use ::zaken::operations::{self, NewStatus};
use serde_json::{Map, Value};

use super::{Call, PROCES};
use crate::ProcessError;

/// `zaken.zet-status`: `statustype` by omschrijving, `toelichting`.
pub(super) async fn zet_status(tx: &mut Tx, call: &Call<'_>) -> Result<Map<String, Value>, ProcessError> {
    let zaaktype = catalogi::read_zaaktype(tx, call.zaak.zaaktype).await?;
    let omschrijving = call.text("statustype")?;
    let statustype = zaaktype
        .statustype(&omschrijving)
        .ok_or_else(|| ProcessError::Broken(format!("the zaaktype has no statustype `{omschrijving}`")))?;
    let toelichting = call.find_text("toelichting").unwrap_or_default();
    let new = NewStatus {
        zaak: call.zaak.uuid,
        statustype: statustype.uuid,
        datum_status_gezet: None,
        day: None,
        statustoelichting: &toelichting,
    };
    operations::set_status(tx, &PROCES, &new).await?;
    Ok(Map::new())
}

/// `zaken.zet-resultaat`: `resultaattype` by omschrijving, `toelichting`.
pub(super) async fn zet_resultaat(tx: &mut Tx, call: &Call<'_>) -> Result<Map<String, Value>, ProcessError> {
    let zaaktype = catalogi::read_zaaktype(tx, call.zaak.zaaktype).await?;
    let omschrijving = call.text("resultaattype")?;
    let resultaattype = zaaktype
        .resultaattype(&omschrijving)
        .ok_or_else(|| ProcessError::Broken(format!("the zaaktype has no resultaattype `{omschrijving}`")))?;
    let toelichting = call.find_text("toelichting").unwrap_or_default();
    operations::set_resultaat(tx, &PROCES, call.zaak.uuid, resultaattype.uuid, &toelichting).await?;
    Ok(Map::new())
}

/// `zaken.zet-eigenschap`: `naam`, `waarde`.
pub(super) async fn zet_eigenschap(tx: &mut Tx, call: &Call<'_>) -> Result<Map<String, Value>, ProcessError> {
    let naam = call.text("naam")?;
    if let Some(waarde) = call.find_text("waarde") {
        operations::set_eigenschappen(tx, &PROCES, call.zaak.uuid, &[(&naam, &waarde)]).await?;
    }
    Ok(Map::new())
}
