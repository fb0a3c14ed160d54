//! Zaken by their ids or their place, and what they name.

use ::store::{Reader, Result, Row, Sql, sql, sql_pair};
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite};
use uuid::Uuid;
use values::{Id, Vertrouwelijkheidaanduiding};

use crate::Zaak;
use crate::register::{Soort, Verwijzing};
use crate::rules::geometrie::Bounds;
use crate::store::zaken::{ZAAK_COLUMNS, read_zaak, zaak_columns};

static LIST_WITHIN: Sql = sql(
    "zaken.register_list_within",
    "SELECT uuid, zaakgeometrie FROM zaak
     WHERE geo_west IS NOT NULL AND geo_west >= $1 AND geo_oost <= $2 AND geo_zuid >= $3 AND geo_noord <= $4 ORDER BY uuid",
);
static LIST_BY_IDS: Sql = sql_pair(
    "zaken.register_list_by_ids",
    concat!("SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid IN ", ids_sqlite!()),
    concat!("SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid IN ", ids_postgres!()),
);
static LIST_LEVELS: Sql = sql_pair(
    "zaken.register_list_levels",
    concat!("SELECT uuid, zaaktype, vertrouwelijkheidaanduiding FROM zaak WHERE uuid IN ", ids_sqlite!()),
    concat!("SELECT uuid, zaaktype, vertrouwelijkheidaanduiding FROM zaak WHERE uuid IN ", ids_postgres!()),
);

macro_rules! verwijzingen {
    ($ids:expr) => {
        concat!(
            "SELECT 1 AS soort, hoofdzaak AS van, uuid AS naar, 0 AS plaats, CAST(NULL AS TEXT) AS tekst, CAST(NULL AS TEXT) AS meer,
                CAST(NULL AS TEXT) AS meest
             FROM zaak WHERE hoofdzaak ",
            $ids,
            " UNION ALL SELECT 2, zaak, uuid, 0, NULL, NULL, NULL FROM zaakeigenschap WHERE zaak ",
            $ids,
            " UNION ALL SELECT 3, zaak, uuid, 0, NULL, NULL, NULL FROM rol WHERE zaak ",
            $ids,
            " UNION ALL SELECT 4, zaak, uuid, 0, NULL, NULL, NULL FROM zaakinformatieobject WHERE zaak ",
            $ids,
            " UNION ALL SELECT 5, zaak, uuid, 0, NULL, NULL, NULL FROM zaakobject WHERE zaak ",
            $ids,
            " UNION ALL SELECT 6, zaak, zaak, plaats, kenmerk, bron, NULL FROM zaakkenmerk WHERE zaak ",
            $ids,
            " UNION ALL SELECT CASE WHEN soort = 'relevant' THEN 7 ELSE 8 END, zaak, andere, plaats, aard_relatie, overige_relatie,
                toelichting FROM zaakrelatie WHERE zaak ",
            $ids,
            " UNION ALL SELECT 7, zaak, andere, plaats, aard_relatie, overige_relatie, toelichting FROM zaakrelatie_elders WHERE zaak ",
            $ids,
            " UNION ALL SELECT 8, zaak, andere, plaats, NULL, NULL, NULL FROM zaakgerelateerd_elders WHERE zaak ",
            $ids
        )
    };
}

/// `$1` are the ids of a page of zaken.
static VERWIJZINGEN: Sql = sql_pair(
    "zaken.register_verwijzingen",
    concat!(verwijzingen!(concat!("IN ", ids_sqlite!())), " ORDER BY 2, 1, 4, 3"),
    concat!(verwijzingen!(concat!("IN ", ids_postgres!())), " ORDER BY 2, 1, 4, 3"),
);
static VERWIJZINGEN_OF_ONE: Sql =
    sql("zaken.register_verwijzingen_of_one", concat!(verwijzingen!("= $1"), " ORDER BY 2, 1, 4, 3"));
/// A row for each thing that the zaak names, with the zaak in it, or one with the zaak alone.
static READ_WHOLE: Sql = sql(
    "zaken.register_read_whole",
    concat!(
        "SELECT ",
        zaak_columns!(),
        ", v.soort, v.van, v.naar, v.tekst, v.meer, v.meest FROM zaak z LEFT JOIN (",
        verwijzingen!("= $1"),
        ") v ON v.van = z.uuid WHERE z.uuid = $1 ORDER BY v.soort, v.plaats, v.naar"
    ),
);

pub(crate) const STATEMENTS: &[&Sql] =
    &[&LIST_WITHIN, &LIST_BY_IDS, &LIST_LEVELS, &VERWIJZINGEN, &VERWIJZINGEN_OF_ONE, &READ_WHOLE];

/// Returns the zaken whose place lies in a box and passes the test.
pub(crate) async fn list_within(
    db: &mut Reader,
    bounds: Bounds,
    is_within: impl Fn(&serde_json::Value) -> bool + Send + Sync,
) -> Result<Vec<Uuid>> {
    let values = [bounds.west.into(), bounds.oost.into(), bounds.zuid.into(), bounds.noord.into()];
    let found = db
        .query(&LIST_WITHIN, &values, |row| {
            let place: serde_json::Value = row.get(1)?;
            Ok((row.get::<Uuid>(0)?, is_within(&place)))
        })
        .await?;
    Ok(found.into_iter().filter(|(_, is_within)| *is_within).map(|(uuid, _)| uuid).collect())
}

/// Returns these zaken, whoever asks.
pub(crate) async fn list_by_ids(db: &mut Reader, ids: &[Uuid]) -> Result<Vec<Zaak>> {
    db.query(&LIST_BY_IDS, &[ids_parameter(ids.iter().copied()).into()], read_zaak).await
}

/// Returns the zaaktype and the level of these zaken.
pub(crate) async fn list_levels(
    db: &mut Reader,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, Uuid, Vertrouwelijkheidaanduiding)>> {
    let ids = ids_parameter(ids);
    db.query(&LIST_LEVELS, &[ids.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

/// Returns what these zaken name, sorted by zaak.
pub(crate) async fn list_verwijzingen(
    db: &mut Reader,
    zaken: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Verwijzing>> {
    let zaken: Vec<Uuid> = zaken.into_iter().collect();
    let (sql, value) = match *zaken {
        [one] => (&VERWIJZINGEN_OF_ONE, one.into()),
        _ => (&VERWIJZINGEN, ids_parameter(zaken).into()),
    };
    db.query(sql, &[value], |row| read_verwijzing(row, [0, 1, 2, 4, 5, 6])).await
}

/// Returns a zaak with what it names, whoever asks.
pub(crate) async fn find_whole(db: &mut Reader, uuid: Id<Zaak>) -> Result<Option<(Zaak, Vec<Verwijzing>)>> {
    const FIRST: usize = ZAAK_COLUMNS;
    let mut zaak = None;
    let named = db
        .query(&READ_WHOLE, &[uuid.into()], |row| {
            if zaak.is_none() {
                zaak = Some(read_zaak(row)?);
            }
            match row.get::<Option<i64>>(FIRST)? {
                Some(_) => read_verwijzing(row, [0, 1, 2, 3, 4, 5].map(|column| FIRST + column)).map(Some),
                None => Ok(None),
            }
        })
        .await?;
    Ok(zaak.map(|zaak| (zaak, named.into_iter().flatten().collect())))
}

/// Reads what a zaak names from these columns: kind, zaak, what it is, and three texts.
fn read_verwijzing(row: &Row<'_>, [soort, zaak, uuid, first, second, third]: [usize; 6]) -> Result<Verwijzing> {
    let soort = match row.get::<i64>(soort)? {
        1 => Soort::Deelzaak,
        2 => Soort::Eigenschap,
        3 => Soort::Rol,
        4 => Soort::Informatieobject,
        5 => Soort::Zaakobject,
        6 => Soort::Kenmerk,
        7 => Soort::Relevant,
        _ => Soort::Gerelateerd,
    };
    let text = |column| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    Ok(Verwijzing {
        soort,
        zaak: row.get(zaak)?,
        uuid: row.get(uuid)?,
        teksten: [text(first)?, text(second)?, text(third)?],
    })
}
