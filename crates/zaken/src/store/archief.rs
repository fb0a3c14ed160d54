//! What tells how long a zaak is kept.

use ::store::{Reader, Result, Sql, Tx, Value, sql};
use jiff::civil::Date;
use values::Id;

use super::elders;
use crate::Zaak;
use crate::rules::archiveren::Archief;

static LATEST_RELEVANT: Sql = sql(
    "zaken.latest_relevant_einddatum",
    "SELECT MAX(z.einddatum) FROM zaakrelatie r JOIN zaak z ON z.uuid = r.andere WHERE r.zaak = $1 AND r.soort = 'relevant'",
);
static LATEST_INGANGSDATUM: Sql =
    sql("zaken.latest_ingangsdatum", "SELECT MAX(ingangsdatum) FROM besluit WHERE zaak = $1");
static LATEST_VERVALDATUM: Sql =
    sql("zaken.latest_vervaldatum", "SELECT MAX(vervaldatum) FROM besluit WHERE zaak = $1");
static LIST_OBJECTEN: Sql = sql(
    "zaken.list_object_identificaties",
    "SELECT object_identificatie FROM zaakobject
     WHERE zaak = $1 AND object_identificatie IS NOT NULL AND (object_type = $2 OR object_type_overige = $2)",
);
static LIST_OBJECT_URLS: Sql = sql(
    "zaken.list_object_urls",
    "SELECT object FROM zaakobject
     WHERE zaak = $1 AND object <> '' AND (object_type = $2 OR object_type_overige = $2) ORDER BY uuid",
);
static SET_ARCHIEF: Sql = sql(
    "zaken.set_archief",
    "UPDATE zaak SET archiefnominatie = $2, archiefactiedatum = $3, startdatum_bewaartermijn = $4, laatst_gemuteerd = $5
     WHERE uuid = $1",
);

pub(super) const STATEMENTS: &[&Sql] =
    &[&LATEST_RELEVANT, &LATEST_INGANGSDATUM, &LATEST_VERVALDATUM, &LIST_OBJECTEN, &LIST_OBJECT_URLS, &SET_ARCHIEF];

/// Returns the latest of our own; what other registers said last counts besides.
async fn latest(db: &mut Reader, sql: &'static Sql, zaak: Id<Zaak>) -> Result<Option<Date>> {
    db.query_one(sql, &[zaak.into()], |row| row.get(0)).await
}

pub(crate) async fn latest_relevant_einddatum(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Date>> {
    Ok(latest(db, &LATEST_RELEVANT, zaak).await?.max(elders::latest_relevant_einddatum(db, zaak).await?))
}

pub(crate) async fn latest_ingangsdatum(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Date>> {
    Ok(latest(db, &LATEST_INGANGSDATUM, zaak).await?.max(elders::latest_of_besluiten(db, zaak, "ingangsdatum").await?))
}

pub(crate) async fn latest_vervaldatum(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Date>> {
    Ok(latest(db, &LATEST_VERVALDATUM, zaak).await?.max(elders::latest_of_besluiten(db, zaak, "vervaldatum").await?))
}

/// Returns the identifications of the objects of one kind that a zaak is about.
pub(crate) async fn list_object_identificaties(
    db: &mut Reader,
    zaak: Id<Zaak>,
    object_type: &str,
) -> Result<Vec<serde_json::Value>> {
    db.query(&LIST_OBJECTEN, &[zaak.into(), object_type.into()], |row| row.get(0)).await
}

/// Returns the URLs of the objects of one kind that a zaak is about.
pub(crate) async fn list_object_urls(db: &mut Reader, zaak: Id<Zaak>, object_type: &str) -> Result<Vec<String>> {
    db.query(&LIST_OBJECT_URLS, &[zaak.into(), object_type.into()], |row| row.get(0)).await
}

/// Writes the archive parameters of a zaak that ended before.
pub(crate) async fn set_archief(tx: &mut Tx, zaak: Id<Zaak>, archief: &Archief) -> Result<()> {
    let values: [Value<'_>; 5] = [
        zaak.into(),
        (&archief.nominatie).into(),
        archief.actiedatum.into(),
        archief.startdatum_bewaartermijn.into(),
        tx.now().into(),
    ];
    tx.execute(&SET_ARCHIEF, &values).await.map(|_| ())
}
