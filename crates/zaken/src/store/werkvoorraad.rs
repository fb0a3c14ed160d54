//! Zaken that staff may see, in SQL: one after the other, or found by what a caseworker knows.
//!
//! In each statement `$1` is a JSON list of roles, `$2` how many rows. A zaaktype has few roles and there are few zaaktypen.

use std::collections::HashMap;

use ::store::{Reader, Result, Sql, Value, sql_pair};
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite};
use uuid::Uuid;
use values::Id;

use super::rollen::{read_rol, rol_columns};
use super::zaken::{ZAAK_COLUMNS, read_zaak, zaak_columns};
use crate::rules::zoeken::{Naamdeel, Zoekvraag};
use crate::werkvoorraad::{Toon, WerkZaak};
use crate::{Rol, Zaak};

macro_rules! handled_sqlite {
    () => {
        "z.zaaktype IN (SELECT t.uuid FROM zaaktype t
             WHERE EXISTS (SELECT 1 FROM json_each(t.behandelrollen) b WHERE b.value IN (SELECT value FROM json_each($1))))"
    };
}
macro_rules! handled_postgres {
    () => {
        "z.zaaktype IN (SELECT t.uuid FROM zaaktype t
             WHERE EXISTS (SELECT 1 FROM jsonb_array_elements_text(t.behandelrollen::JSONB) b(value)
                           WHERE b.value IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB))))"
    };
}

/// Walks the zaken from new to old, below `$3`.
macro_rules! list {
    ($name:literal, $toon:literal) => {
        sql_pair(
            $name,
            list!(@text $toon, handled_sqlite!()),
            list!(@text $toon, handled_postgres!()),
        )
    };
    (@text $toon:literal, $handled:expr) => {
        concat!(
            "SELECT ", zaak_columns!(), ", s.statustype FROM zaak z LEFT JOIN status s ON s.uuid = z.status
             WHERE z.uuid < $3 AND ", $toon, " AND ", $handled, " ORDER BY z.uuid DESC LIMIT $2"
        )
    };
}
static LIST_LOPEND: Sql = list!("zaken.werkvoorraad_lopend", "z.einddatum IS NULL");
static LIST_AFGESLOTEN: Sql = list!("zaken.werkvoorraad_afgesloten", "z.einddatum IS NOT NULL");

/// Goes from what was found to its zaken, never the other way: few rows are found, and there may be a million zaken.
macro_rules! found {
    ($name:literal, $sqlite:expr, $postgres:expr) => {
        sql_pair(
            $name,
            found!(@text $sqlite, handled_sqlite!()),
            found!(@text $postgres, handled_postgres!()),
        )
    };
    (@text $found:expr, $handled:expr) => {
        concat!(
            "SELECT ", zaak_columns!(), ", s.statustype FROM (", $found, ") f CROSS JOIN zaak z
             LEFT JOIN status s ON s.uuid = z.status
             WHERE z.uuid = f.zaak AND ", $handled, " ORDER BY z.uuid DESC LIMIT $2"
        )
    };
}
static FIND_NUMMER: Sql = found!(
    "zaken.werkvoorraad_nummer",
    "SELECT uuid AS zaak FROM zaak WHERE identificatie IN (SELECT value FROM json_each($3))",
    "SELECT uuid AS zaak FROM zaak WHERE identificatie IN (SELECT jsonb_array_elements_text($3::TEXT::JSONB))"
);
static FIND_BSN: Sql = found!(
    "zaken.werkvoorraad_bsn",
    "SELECT DISTINCT zaak FROM rol WHERE bsn = $3",
    "SELECT DISTINCT zaak FROM rol WHERE bsn = $3"
);
static FIND_KVK: Sql = found!(
    "zaken.werkvoorraad_kvk",
    "SELECT DISTINCT zaak FROM rol WHERE kvk_nummer = $3",
    "SELECT DISTINCT zaak FROM rol WHERE kvk_nummer = $3"
);
/// `$3` to `$4` is the range of the search name, `$5` a JSON list of other words that must start a word of it; `$6` to `$8` another reading.
static FIND_NAAM: Sql = found!(
    "zaken.werkvoorraad_naam",
    "SELECT zaak FROM rol WHERE zoeknaam <> '' AND zoeknaam >= $3 AND zoeknaam < $4
         AND NOT EXISTS (SELECT 1 FROM json_each($5) w WHERE instr(' ' || zoeknaam, ' ' || w.value) = 0)
     UNION SELECT zaak FROM rol WHERE zoeknaam <> '' AND zoeknaam >= $6 AND zoeknaam < $7
         AND NOT EXISTS (SELECT 1 FROM json_each($8) w WHERE instr(' ' || zoeknaam, ' ' || w.value) = 0)",
    "SELECT zaak FROM rol WHERE zoeknaam <> '' AND zoeknaam COLLATE \"C\" >= $3 AND zoeknaam COLLATE \"C\" < $4
         AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text($5::TEXT::JSONB) w(value)
                         WHERE strpos(' ' || zoeknaam, ' ' || w.value) = 0)
     UNION SELECT zaak FROM rol WHERE zoeknaam <> '' AND zoeknaam COLLATE \"C\" >= $6 AND zoeknaam COLLATE \"C\" < $7
         AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text($8::TEXT::JSONB) w(value)
                         WHERE strpos(' ' || zoeknaam, ' ' || w.value) = 0)"
);

macro_rules! initiators {
    ($ids:expr) => {
        concat!("SELECT ", rol_columns!(""), " FROM rol WHERE omschrijving_generiek = 'initiator' AND zaak IN ", $ids)
    };
}
static LIST_INITIATORS: Sql =
    sql_pair("zaken.werkvoorraad_initiators", initiators!(ids_sqlite!()), initiators!(ids_postgres!()));

pub(super) const STATEMENTS: &[&Sql] =
    &[&LIST_LOPEND, &LIST_AFGESLOTEN, &FIND_NUMMER, &FIND_BSN, &FIND_KVK, &FIND_NAAM, &LIST_INITIATORS];

pub(crate) async fn list(
    db: &mut Reader,
    rollen: &[String],
    toon: Toon,
    below: Uuid,
    limit: i64,
) -> Result<Vec<WerkZaak>> {
    let sql = match toon {
        Toon::Lopend => &LIST_LOPEND,
        Toon::Afgesloten => &LIST_AFGESLOTEN,
    };
    query(db, sql, rollen, limit, [below.into()]).await
}

pub(crate) async fn search(db: &mut Reader, rollen: &[String], vraag: &Zoekvraag, limit: i64) -> Result<Vec<WerkZaak>> {
    match vraag {
        Zoekvraag::Nummer(numbers) => query(db, &FIND_NUMMER, rollen, limit, [json(numbers)]).await,
        Zoekvraag::Bsn(bsn) => query(db, &FIND_BSN, rollen, limit, [bsn.as_str().into()]).await,
        Zoekvraag::Kvk(number) => query(db, &FIND_KVK, rollen, limit, [number.into()]).await,
        Zoekvraag::Naam(delen) => {
            let [begin, end, ook] = naam_range(delen.first());
            let [other_begin, other_end, other_ook] = naam_range(delen.get(1));
            query(db, &FIND_NAAM, rollen, limit, [begin, end, ook, other_begin, other_end, other_ook]).await
        }
    }
}

/// Returns who applied for each of these zaken.
pub(crate) async fn list_initiators(db: &mut Reader, zaken: &[Id<Zaak>]) -> Result<HashMap<Id<Zaak>, Rol>> {
    let rollen =
        db.query(&LIST_INITIATORS, &[ids_parameter(zaken.iter().map(|zaak| zaak.uuid())).into()], read_rol).await?;
    Ok(rollen.into_iter().map(|rol| (rol.zaak, rol)).collect())
}

/// The range of search names that start with this; an empty one when there is no such reading.
fn naam_range(deel: Option<&Naamdeel>) -> [Value<'static>; 3] {
    let Some(deel) = deel else { return ["".into(), "".into(), "[]".into()] };
    [deel.begin.clone().into(), format!("{}{}", deel.begin, char::MAX).into(), json(&deel.ook)]
}

fn json(texts: &[String]) -> Value<'static> {
    serde_json::Value::from(texts.to_vec()).to_string().into()
}

async fn query<const N: usize>(
    db: &mut Reader,
    sql: &'static Sql,
    rollen: &[String],
    limit: i64,
    more: [Value<'_>; N],
) -> Result<Vec<WerkZaak>> {
    let mut values = vec![json(rollen), limit.into()];
    values.extend(more);
    db.query(sql, &values, |row| Ok(WerkZaak { zaak: read_zaak(row)?, statustype: row.get(ZAAK_COLUMNS)? })).await
}
