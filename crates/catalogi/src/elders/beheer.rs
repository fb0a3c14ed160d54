//! What is decided here about zaaktypen of other registers: who handles their zaken.

use ::store::{Actie, AuditLine, Reader, Tx};
use jiff::civil::Date;
use serde_json::json;
use uuid::Uuid;

use crate::CatalogiError;
use crate::store::{elders, regels};

/// A zaaktype of another register that something here names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZaaktypeElders {
    /// Its id here.
    pub uuid: Uuid,
    /// Where it is.
    pub url: String,
    /// The identificatie that its versions share.
    pub identificatie: String,
    /// What people call it.
    pub omschrijving: String,
    /// Its first day.
    pub begin_geldigheid: Date,
    /// Staff with one of these roles handles its zaken.
    pub behandelrollen: Vec<String>,
}

/// Returns the zaaktypen of other registers, by name: one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_zaaktypen_elders(db: &mut Reader) -> Result<Vec<ZaaktypeElders>, CatalogiError> {
    Ok(elders::list_zaaktypen(db).await?)
}

/// Returns a zaaktype of another register, by its id here.
///
/// # Errors
/// When the database fails.
pub async fn find_zaaktype_elders(db: &mut Reader, uuid: Uuid) -> Result<Option<ZaaktypeElders>, CatalogiError> {
    Ok(elders::find_zaaktype(db, uuid).await?)
}

/// Sets who handles the zaken of a zaaktype of another register: that does not know the staff here. Returns what it was.
///
/// # Errors
/// [`CatalogiError::ZaaktypeNotFound`] when there is none.
pub async fn set_behandelrollen(
    tx: &mut Tx,
    uuid: Uuid,
    behandelrollen: &[String],
) -> Result<ZaaktypeElders, CatalogiError> {
    regels::lock(tx).await?;
    let before = elders::find_zaaktype(tx, uuid).await?.ok_or(CatalogiError::ZaaktypeNotFound(uuid))?;
    elders::update_behandelrollen(tx, uuid, behandelrollen).await?;
    let stand = tx.new_uuid();
    regels::set_stand(tx, stand).await?;
    tx.audit(AuditLine {
        bron: "ztc",
        actie: Actie::PartialUpdate,
        resource: "zaaktype",
        resource_id: uuid,
        hoofd_object: uuid,
        weergave: before.identificatie.clone(),
        oud: json!({ "url": before.url, "behandelrollen": before.behandelrollen }),
        nieuw: json!({ "url": before.url, "behandelrollen": behandelrollen }),
    });
    Ok(before)
}
