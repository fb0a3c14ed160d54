//! The inbox.

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql};
use jiff::civil::Date;
use uuid::Uuid;
use values::actor::Burger;
use values::{Bsn, Id};
use zaken::{Zaak, ZaakInformatieobject};

use crate::{Bericht, BerichtSoort, Scenario};

// $1 is the reader: each has a mark of her own.
macro_rules! columns {
    () => {
        "SELECT uuid, zaak, onderwerp, tekst, soort, handelingsperspectief, publicatiedatum, g.gelezen_op, created_at, bijlagen
         FROM bericht LEFT JOIN bericht_gelezen g ON g.bericht = uuid AND g.lezer = $1 "
    };
}

static INSERT: Sql = sql(
    "messages.insert_bericht",
    "INSERT INTO bericht (uuid, bsn, zaak, scenario, bron, onderwerp, tekst, soort, handelingsperspectief, bijlagen,
        publicatiedatum, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (scenario, bron, bsn) DO NOTHING",
);
static LIST: Sql = sql(
    "messages.list_berichten",
    concat!(columns!(), "WHERE bsn = $2 AND uuid < $3 AND publicatiedatum <= $4 ORDER BY uuid DESC LIMIT $5"),
);
static FIND: Sql =
    sql("messages.find_bericht", concat!(columns!(), "WHERE uuid = $2 AND bsn = $3 AND publicatiedatum <= $4"));
static COUNT_ONGELEZEN: Sql = sql(
    "messages.count_ongelezen",
    "SELECT zaak, count(*) FROM bericht WHERE bsn = $2 AND publicatiedatum <= $3
         AND NOT EXISTS (SELECT 1 FROM bericht_gelezen WHERE bericht = uuid AND lezer = $1)
     GROUP BY zaak",
);
static SET_GELEZEN: Sql = sql(
    "messages.set_gelezen",
    "INSERT INTO bericht_gelezen (bericht, lezer, gelezen_op) VALUES ($1, $2, $3) ON CONFLICT (bericht, lezer) DO NOTHING",
);

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &LIST, &FIND, &COUNT_ONGELEZEN, &SET_GELEZEN];

/// A message for the inbox.
pub(crate) struct NewBericht<'a> {
    pub(crate) bsn: &'a str,
    pub(crate) zaak: Id<Zaak>,
    pub(crate) scenario: Scenario,
    pub(crate) bron: Uuid,
    pub(crate) onderwerp: &'a str,
    pub(crate) tekst: &'a str,
    pub(crate) soort: BerichtSoort,
    pub(crate) handelingsperspectief: &'a str,
    pub(crate) bijlagen: &'a [Id<ZaakInformatieobject>],
}

/// Adds a message that is seen from today, and returns whether it is new.
pub(crate) async fn insert_bericht(tx: &mut Tx, new: &NewBericht<'_>) -> Result<bool> {
    let (uuid, now, today) = (tx.new_uuid(), tx.now(), tx.today());
    let bijlagen: Vec<serde_json::Value> = new.bijlagen.iter().map(|id| id.to_string().into()).collect();
    let count = tx
        .execute(
            &INSERT,
            &[
                uuid.into(),
                new.bsn.into(),
                new.zaak.into(),
                new.scenario.as_str().into(),
                new.bron.into(),
                new.onderwerp.into(),
                new.tekst.into(),
                new.soort.as_str().into(),
                new.handelingsperspectief.into(),
                serde_json::Value::Array(bijlagen).to_string().into(),
                today.into(),
                now.into(),
            ],
        )
        .await?;
    Ok(count == 1)
}

/// Returns published messages that are older than `before`, newest first, with the mark of who reads.
pub(crate) async fn list_berichten(
    db: &mut Reader,
    burger: &Burger,
    today: Date,
    before: Uuid,
    limit: i64,
) -> Result<Vec<Bericht>> {
    let (lezer, bsn) = (burger.bsn.as_str(), burger.betrokkene().as_str());
    db.query(&LIST, &[lezer.into(), bsn.into(), before.into(), today.into(), limit.into()], read).await
}

pub(crate) async fn find_bericht(db: &mut Reader, burger: &Burger, today: Date, uuid: Uuid) -> Result<Option<Bericht>> {
    let (lezer, bsn) = (burger.bsn.as_str(), burger.betrokkene().as_str());
    db.query_opt(&FIND, &[lezer.into(), uuid.into(), bsn.into(), today.into()], read).await
}

pub(crate) async fn count_ongelezen(
    db: &mut Reader,
    burger: &Burger,
    today: Date,
) -> Result<Vec<(Option<Id<Zaak>>, i64)>> {
    let (lezer, bsn) = (burger.bsn.as_str(), burger.betrokkene().as_str());
    db.query(&COUNT_ONGELEZEN, &[lezer.into(), bsn.into(), today.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Keeps that this person opened a message. The first time counts.
pub(crate) async fn set_gelezen(tx: &mut Tx, lezer: &Bsn, uuid: Uuid) -> Result<()> {
    let now = tx.now();
    tx.execute(&SET_GELEZEN, &[uuid.into(), lezer.as_str().into(), now.into()]).await?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Bericht> {
    let bijlagen: serde_json::Value = row.get(9)?;
    let bijlagen = bijlagen.as_array().into_iter().flatten().filter_map(|id| id.as_str()?.parse().ok()).collect();
    Ok(Bericht {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        onderwerp: row.get(2)?,
        tekst: row.get(3)?,
        soort: BerichtSoort::find(row.text(4)?).ok_or_else(|| StoreError::Column {
            statement: "messages.find_bericht",
            column: 4,
            message: "no soort".to_owned(),
        })?,
        handelingsperspectief: row.get(5)?,
        publicatiedatum: row.get(6)?,
        gelezen_op: row.get(7)?,
        created_at: row.get(8)?,
        bijlagen,
    })
}
