//! Zaken that staff may see, in SQL.

use ::store::{Reader, Result, Sql, sql_pair};
use uuid::Uuid;

use super::zaken::{ZAAK_COLUMNS, read_zaak, zaak_columns};
use crate::werkvoorraad::WerkZaak;

/// `$1` is a JSON list of roles, `$2` the id to go on below, `$3` how many. A zaaktype has few roles and there are few zaaktypen, so
/// the condition is met by walking the zaken from new to old.
static LIST: Sql = sql_pair(
    "zaken.werkvoorraad_list",
    concat!(
        "SELECT ",
        zaak_columns!(),
        ", s.statustype FROM zaak z LEFT JOIN status s ON s.uuid = z.status
         WHERE z.uuid < $2 AND z.einddatum IS NULL AND z.zaaktype IN (
             SELECT t.uuid FROM zaaktype t
             WHERE EXISTS (SELECT 1 FROM json_each(t.behandelrollen) b WHERE b.value IN (SELECT value FROM json_each($1))))
         ORDER BY z.uuid DESC LIMIT $3"
    ),
    concat!(
        "SELECT ",
        zaak_columns!(),
        ", s.statustype FROM zaak z LEFT JOIN status s ON s.uuid = z.status
         WHERE z.uuid < $2 AND z.einddatum IS NULL AND z.zaaktype IN (
             SELECT t.uuid FROM zaaktype t
             WHERE EXISTS (SELECT 1 FROM jsonb_array_elements_text(t.behandelrollen::JSONB) b(value)
                           WHERE b.value IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB))))
         ORDER BY z.uuid DESC LIMIT $3"
    ),
);

pub(super) const STATEMENTS: &[&Sql] = &[&LIST];

pub(crate) async fn list(db: &mut Reader, rollen: &[String], below: Uuid, limit: i64) -> Result<Vec<WerkZaak>> {
    let rollen = serde_json::Value::from(rollen.to_vec()).to_string();
    db.query(&LIST, &[rollen.into(), below.into(), limit.into()], |row| {
        Ok(WerkZaak { zaak: read_zaak(row)?, statustype: row.get(ZAAK_COLUMNS)? })
    })
    .await
}
