//! The facts of many zaken at once, for a list of tasks.

use ::store::{Reader, Result, Sql, sql, sql_pair};
use catalogi::{Statustype, Zaaktype};
use jiff::civil::Date;
use serde_json::Value;
use values::Id;

use crate::Zaak;

/// `$1` is a JSON list of ids. SQLite keeps them as bytes, PostgreSQL as UUIDs.
static LIST: Sql = sql_pair(
    "zaken.list_regels",
    "SELECT z.uuid, z.identificatie, z.omschrijving, z.zaaktype, z.uiterlijke_einddatum_afdoening, s.statustype,
            z.opschorting_indicatie
     FROM zaak z LEFT JOIN status s ON s.uuid = z.status
     WHERE z.uuid IN (SELECT unhex(replace(value, '-', '')) FROM json_each($1))",
    "SELECT z.uuid, z.identificatie, z.omschrijving, z.zaaktype, z.uiterlijke_einddatum_afdoening, s.statustype,
            z.opschorting_indicatie
     FROM zaak z LEFT JOIN status s ON s.uuid = z.status
     WHERE z.uuid IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB)::UUID)",
);

// Walks zaak_zaaktype_open.
static COUNT_OPEN: Sql = sql(
    "zaken.count_open",
    "SELECT count(*) FROM (SELECT 1 AS een FROM zaak
        WHERE zaaktype IN (SELECT uuid FROM zaaktype) AND einddatum IS NULL LIMIT $1) AS lopend",
);

pub(super) const STATEMENTS: &[&Sql] = &[&LIST, &COUNT_OPEN];

/// What a list of tasks says of a zaak.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct ZaakRegel {
    pub uuid: Id<Zaak>,
    pub identificatie: String,
    pub omschrijving: String,
    pub zaaktype: Id<Zaaktype>,
    pub uiterlijk: Option<Date>,
    pub statustype: Option<Id<Statustype>>,
    pub is_opgeschort: bool,
}

/// Returns how many zaken run, counted no further than `max`: counting everything would take long in a large municipality.
///
/// # Errors
/// When the database fails.
pub async fn count_open(db: &mut Reader, max: i64) -> Result<i64> {
    db.query_one(&COUNT_OPEN, &[max.into()], |row| row.get(0)).await
}

/// Returns the zaken with these ids, in no order: the tasks of the caller decide that they may be named.
///
/// # Errors
/// When the database fails.
pub async fn list_regels(db: &mut Reader, ids: impl Iterator<Item = Id<Zaak>>) -> Result<Vec<ZaakRegel>> {
    let ids: Vec<Value> = ids.map(|id| Value::from(id.to_string())).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    db.query(&LIST, &[Value::from(ids).to_string().into()], |row| {
        Ok(ZaakRegel {
            uuid: row.get(0)?,
            identificatie: row.get(1)?,
            omschrijving: row.get(2)?,
            zaaktype: row.get(3)?,
            uiterlijk: row.get(4)?,
            statustype: row.get(5)?,
            is_opgeschort: row.get(6)?,
        })
    })
    .await
}
