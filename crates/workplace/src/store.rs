//! The facts of many zaken at once, for a list of tasks.

use ::store::{Reader, Result, Sql, sql_pair};
use catalogi::{Statustype, Zaaktype};
use jiff::civil::Date;
use serde_json::Value;
use values::Id;
use zaken::Zaak;

/// `$1` is a JSON list of ids. SQLite keeps them as bytes, PostgreSQL as UUIDs.
static LIST: Sql = sql_pair(
    "workplace.list_zaken",
    "SELECT z.uuid, z.identificatie, z.omschrijving, z.zaaktype, z.uiterlijke_einddatum_afdoening, s.statustype
     FROM zaak z LEFT JOIN status s ON s.uuid = z.status
     WHERE z.uuid IN (SELECT unhex(replace(value, '-', '')) FROM json_each($1))",
    "SELECT z.uuid, z.identificatie, z.omschrijving, z.zaaktype, z.uiterlijke_einddatum_afdoening, s.statustype
     FROM zaak z LEFT JOIN status s ON s.uuid = z.status
     WHERE z.uuid IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB)::UUID)",
);

/// Every statement of this crate, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[&LIST];

/// What a list of tasks says of a zaak.
#[derive(Debug, Clone)]
pub(crate) struct ZaakRegel {
    pub uuid: Id<Zaak>,
    pub identificatie: String,
    pub omschrijving: String,
    pub zaaktype: Id<Zaaktype>,
    pub uiterlijk: Option<Date>,
    pub statustype: Option<Id<Statustype>>,
}

/// Returns the zaken with these ids, in no order: the tasks of the caller decide that they may be named.
pub(crate) async fn list_zaken(db: &mut Reader, ids: impl Iterator<Item = Id<Zaak>>) -> Result<Vec<ZaakRegel>> {
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
        })
    })
    .await
}
