//! Templates and short texts.

use ::store::{Reader, Result, Sql, Tx, sql};
use serde_json::Value;
use uuid::Uuid;

use crate::Scenario;

static WITHDRAW: Sql =
    sql("messages.withdraw_sjablonen", "UPDATE berichtsjabloon SET is_vervallen = TRUE WHERE zaaktype = $1");
static FIND_NEWEST: Sql = sql(
    "messages.find_newest_sjabloon",
    "SELECT uuid, versie, onderwerp, tekst FROM berichtsjabloon WHERE zaaktype = $1 AND scenario = $2
     ORDER BY versie DESC LIMIT 1",
);
static RESTORE: Sql =
    sql("messages.restore_sjabloon", "UPDATE berichtsjabloon SET is_vervallen = FALSE WHERE uuid = $1");
static INSERT: Sql = sql(
    "messages.insert_sjabloon",
    "INSERT INTO berichtsjabloon (uuid, zaaktype, scenario, versie, onderwerp, tekst, is_vervallen, installed_at)
     VALUES ($1, $2, $3, $4, $5, $6, FALSE, $7)",
);
// The basis is zaaktype '', which sorts last.
static FIND: Sql = sql(
    "messages.find_sjabloon",
    "SELECT uuid, versie, onderwerp, tekst FROM berichtsjabloon
     WHERE scenario = $1 AND zaaktype IN ($2, '') AND is_vervallen = FALSE ORDER BY zaaktype DESC, versie DESC LIMIT 1",
);
static DELETE_TEKSTEN: Sql = sql("messages.delete_teksten", "DELETE FROM bericht_teksten WHERE zaaktype = $1");
static INSERT_TEKSTEN: Sql =
    sql("messages.insert_teksten", "INSERT INTO bericht_teksten (zaaktype, tekst, installed_at) VALUES ($1, $2, $3)");
static LIST_TEKSTEN: Sql =
    sql("messages.list_teksten", "SELECT tekst FROM bericht_teksten WHERE zaaktype IN ($1, '') ORDER BY zaaktype DESC");

pub(super) const STATEMENTS: &[&Sql] =
    &[&WITHDRAW, &FIND_NEWEST, &RESTORE, &INSERT, &FIND, &DELETE_TEKSTEN, &INSERT_TEKSTEN, &LIST_TEKSTEN];

/// One version of a template.
pub(crate) struct Sjabloon {
    pub(crate) uuid: Uuid,
    pub(crate) versie: i64,
    pub(crate) onderwerp: String,
    pub(crate) tekst: String,
}

fn read(row: &::store::Row<'_>) -> Result<Sjabloon> {
    Ok(Sjabloon { uuid: row.get(0)?, versie: row.get(1)?, onderwerp: row.get(2)?, tekst: row.get(3)? })
}

/// Withdraws all templates of a zaaktype; those of the new set come back one by one.
pub(crate) async fn withdraw_sjablonen(tx: &mut Tx, zaaktype: &str) -> Result<()> {
    tx.execute(&WITHDRAW, &[zaaktype.into()]).await?;
    Ok(())
}

/// Makes this text the one in use: a new version, unless it is the newest already.
pub(crate) async fn save_sjabloon(
    tx: &mut Tx,
    zaaktype: &str,
    scenario: Scenario,
    onderwerp: &str,
    tekst: &str,
) -> Result<()> {
    let newest = tx.query_opt(&FIND_NEWEST, &[zaaktype.into(), scenario.as_str().into()], read).await?;
    if let Some(same) = newest.as_ref().filter(|newest| newest.onderwerp == onderwerp && newest.tekst == tekst) {
        tx.execute(&RESTORE, &[same.uuid.into()]).await?;
        return Ok(());
    }
    let versie = newest.map_or(0, |newest| newest.versie) + 1;
    let (uuid, now) = (tx.new_uuid(), tx.now());
    tx.execute(
        &INSERT,
        &[
            uuid.into(),
            zaaktype.into(),
            scenario.as_str().into(),
            versie.into(),
            onderwerp.into(),
            tekst.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Returns the template in use for the zaaktype, else that of the basis.
pub(crate) async fn find_sjabloon(db: &mut Reader, zaaktype: &str, scenario: Scenario) -> Result<Option<Sjabloon>> {
    db.query_opt(&FIND, &[scenario.as_str().into(), zaaktype.into()], read).await
}

pub(crate) async fn delete_teksten(tx: &mut Tx, zaaktype: &str) -> Result<()> {
    tx.execute(&DELETE_TEKSTEN, &[zaaktype.into()]).await?;
    Ok(())
}

pub(crate) async fn insert_teksten(tx: &mut Tx, zaaktype: &str, tekst: &str) -> Result<()> {
    let now = tx.now();
    tx.execute(&INSERT_TEKSTEN, &[zaaktype.into(), tekst.into(), now.into()]).await?;
    Ok(())
}

/// Returns the short texts of the zaaktype before those of the basis.
pub(crate) async fn list_teksten(db: &mut Reader, zaaktype: &str) -> Result<Vec<Value>> {
    db.query(&LIST_TEKSTEN, &[zaaktype.into()], |row| row.get(0)).await
}
