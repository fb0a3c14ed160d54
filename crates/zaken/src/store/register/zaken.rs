//! Lists of zaken. Which index is walked depends on the filter and the order, so each has a statement of its own; all share the same
//! conditions, of which those that are not asked are null.

use ::store::{Reader, Result, Sql, Value, sql, sql_pair};
use autorisaties::{Bereik, Window, ids_parameter, ids_postgres, ids_sqlite};
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;

use super::Paar;
use super::rollen::{rol_conditions, rol_keys};
use crate::Zaak;
use crate::register::{Dagen, OrderField, RolWie, Soort, Verwijzing, ZaakFilter};
use crate::rules::geometrie::Bounds;
use crate::store::zaken::{read_zaak, zaak_columns};

/// A JSON list of ids in a parameter, as a subquery.
macro_rules! ids_in {
    (sqlite, $value:literal) => {
        concat!("(SELECT unhex(value) FROM json_each(", $value, "))")
    };
    (postgres, $value:literal) => {
        concat!(
            "(SELECT CAST(value AS UUID) FROM jsonb_array_elements_text(CAST(",
            $value,
            " AS TEXT)::JSONB) AS ids(value))"
        )
    };
}

/// Texts in a parameter as `,one,two,`: they hold no commas themselves.
macro_rules! texts_in {
    ($column:literal, $value:literal) => {
        concat!("AND (CAST(", $value, " AS TEXT) IS NULL OR ", $value, " LIKE '%,' || ", $column, " || ',%') ")
    };
}

/// From and until a day.
macro_rules! days {
    ($column:literal, $from:literal, $until:literal) => {
        concat!(
            "AND (CAST(",
            $from,
            " AS TEXT) IS NULL OR ",
            $column,
            " >= ",
            $from,
            ") AND (CAST(",
            $until,
            " AS TEXT) IS NULL OR ",
            $column,
            " <= ",
            $until,
            ") "
        )
    };
}

/// `$2` to `$45`, see [`values`].
macro_rules! conditions {
    ($dialect:ident) => {
        concat!(
            "AND (CAST($2 AS TEXT) IS NULL OR z.uuid IN ", ids_in!($dialect, "$2"), ")
             AND (CAST($3 AS TEXT) IS NULL OR z.identificatie = $3)
             AND (CAST($4 AS TEXT) IS NULL OR lower(z.identificatie) LIKE $4 ESCAPE '\\')
             AND (CAST($5 AS TEXT) IS NULL OR lower(z.omschrijving) LIKE $5 ESCAPE '\\') ",
            texts_in!("z.bronorganisatie", "$6"),
            "AND (CAST($7 AS UUID) IS NULL OR z.zaaktype = $7)
             AND (CAST($8 AS TEXT) IS NULL OR z.zaaktype IN ", ids_in!($dialect, "$8"), ")
             AND (CAST($9 AS TEXT) IS NULL OR z.zaaktype IN (SELECT t.uuid FROM zaaktype t WHERE t.omschrijving = $9)) ",
            texts_in!("z.archiefnominatie", "$10"),
            texts_in!("z.archiefstatus", "$11"),
            days!("z.archiefactiedatum", "$12", "$13"),
            "AND (CAST($14 AS BOOLEAN) IS NULL OR (z.archiefactiedatum IS NULL) = $14) ",
            days!("z.startdatum", "$15", "$16"),
            days!("z.registratiedatum", "$17", "$18"),
            days!("z.einddatum", "$19", "$20"),
            "AND (CAST($21 AS BOOLEAN) IS NULL OR (z.einddatum IS NULL) = $21) ",
            days!("z.einddatum_gepland", "$22", "$23"),
            days!("z.uiterlijke_einddatum_afdoening", "$24", "$25"),
            "AND (CAST($26 AS BIGINT) IS NULL OR z.vertrouwelijkheidaanduiding <= $26)
             AND ((CAST($27 AS TEXT) IS NULL AND CAST($28 AS TEXT) IS NULL)
                  OR EXISTS (SELECT 1 FROM zaakkenmerk k WHERE k.zaak = z.uuid AND (CAST($27 AS TEXT) IS NULL OR k.kenmerk = $27)
                             AND (CAST($28 AS TEXT) IS NULL OR k.bron = $28)))
             AND (CAST($29 AS UUID) IS NULL OR EXISTS (SELECT 1 FROM status s WHERE s.uuid = z.status AND s.statustype = $29))
             AND (CAST($30 AS UUID) IS NULL
                  OR EXISTS (SELECT 1 FROM resultaat e WHERE e.zaak = z.uuid AND e.resultaattype = $30))
             AND (CAST($31 AS BOOLEAN) IS NULL OR EXISTS (SELECT 1 FROM rol r WHERE r.zaak = z.uuid ",
            rol_conditions!(
                "r", "$32", "$33", "$34", "$35", "$36", "$37", "$38", "$39", "$40", "$41", "$42", "$43", "$44", "$45"
            ),
            ")) "
        )
    };
}

/// Writes a [`Paar`] of what is selected from zaken, with the conditions between what drives it (on SQLite and on PostgreSQL) and what
/// comes last.
macro_rules! zaken {
    ($name:expr, $select:expr, $sqlite:expr, $postgres:expr, $tail:expr) => {
        Paar {
            all: sql_pair(
                concat!("zaken.register_", $name),
                concat!(
                    "SELECT ",
                    $select,
                    " FROM zaak z WHERE CAST($1 AS TEXT) IS NULL ",
                    $sqlite,
                    conditions!(sqlite),
                    $tail
                ),
                concat!(
                    "SELECT ",
                    $select,
                    " FROM zaak z WHERE CAST($1 AS TEXT) IS NULL ",
                    $postgres,
                    conditions!(postgres),
                    $tail
                ),
            ),
            in_bereik: sql_pair(
                concat!("zaken.register_", $name, "_in_bereik"),
                concat!(
                    autorisaties::bereik_sqlite!(),
                    "SELECT ",
                    $select,
                    " FROM zaak z CROSS JOIN bereik b WHERE b.t = z.zaaktype AND z.vertrouwelijkheidaanduiding <= b.v ",
                    $sqlite,
                    conditions!(sqlite),
                    $tail
                ),
                concat!(
                    autorisaties::bereik_postgres!(),
                    "SELECT ",
                    $select,
                    " FROM zaak z CROSS JOIN bereik b WHERE b.t = z.zaaktype AND z.vertrouwelijkheidaanduiding <= b.v ",
                    $postgres,
                    conditions!(postgres),
                    $tail
                ),
            ),
        }
    };
}

/// A list that is walked in the order of an index.
macro_rules! walk {
    ($name:literal, $driver:expr, $order:literal) => {
        zaken!(
            concat!("list_", $name),
            zaak_columns!(),
            $driver,
            $driver,
            concat!("ORDER BY ", $order, " LIMIT $46 OFFSET $47")
        )
    };
}

/// A value that is ordered by, when its name is asked.
macro_rules! asked {
    ($value:literal) => {
        concat!(
            "CASE CAST(",
            $value,
            " AS TEXT) WHEN 'identificatie' THEN z.identificatie WHEN 'startdatum' THEN z.startdatum
             WHEN 'einddatum' THEN z.einddatum WHEN 'publicatiedatum' THEN z.publicatiedatum
             WHEN 'archiefactiedatum' THEN z.archiefactiedatum WHEN 'registratiedatum' THEN z.registratiedatum END"
        )
    };
}

/// Few zaken, found along an index, in the order that is asked: `$48` to `$53` name its fields, upwards and downwards by turns.
macro_rules! few {
    ($name:literal, $driver:expr) => {
        few!($name, $driver, $driver)
    };
    ($name:literal, $sqlite:expr, $postgres:expr) => {
        Few {
            list: zaken!(
                concat!("list_", $name),
                zaak_columns!(),
                $sqlite,
                $postgres,
                concat!(
                    "ORDER BY ",
                    asked!("$48"),
                    " NULLS FIRST, ",
                    asked!("$49"),
                    " DESC NULLS LAST, ",
                    asked!("$50"),
                    " NULLS FIRST, ",
                    asked!("$51"),
                    " DESC NULLS LAST, ",
                    asked!("$52"),
                    " NULLS FIRST, ",
                    asked!("$53"),
                    " DESC NULLS LAST, z.uuid DESC LIMIT $46 OFFSET $47"
                )
            ),
            count: zaken!(concat!("count_", $name), "count(*)", $sqlite, $postgres, ""),
        }
    };
}

struct Few {
    list: Paar,
    count: Paar,
}

/// The days of a column, along its index; a side that is not asked is open.
macro_rules! along {
    ($column:literal, $from:literal, $until:literal) => {
        concat!(
            "AND z.uuid IN (SELECT a.uuid FROM zaak a WHERE a.",
            $column,
            " >= COALESCE(CAST(",
            $from,
            " AS TEXT), '') AND a.",
            $column,
            " <= COALESCE(CAST(",
            $until,
            " AS TEXT), '9999-12-31')) "
        )
    };
}

static ANY: Few = few!("any", "");
static BY_IDENTIFICATIE: Few = few!("by_identificatie", "AND z.identificatie = $3 ");
static BY_IDS: Few = few!(
    "by_ids",
    concat!("AND z.uuid IN ", ids_in!(sqlite, "$2"), " "),
    concat!("AND z.uuid IN ", ids_in!(postgres, "$2"), " ")
);
static BY_BETROKKENE: Few = few!(
    "by_betrokkene",
    concat!("AND z.uuid IN ", rol_keys!("zaak", "$33", "$37", "$38", "$39", "$40", "$41", "$42", "$43", "$44", "$45"))
);
static BY_KENMERK: Few = few!(
    "by_kenmerk",
    "AND z.uuid IN (SELECT i.zaak FROM zaakkenmerk i WHERE i.kenmerk = $27
                    UNION ALL SELECT i.zaak FROM zaakkenmerk i WHERE CAST($27 AS TEXT) IS NULL AND i.bron = $28) "
);
static BY_RESULTAATTYPE: Few =
    few!("by_resultaattype", "AND z.uuid IN (SELECT i.zaak FROM resultaat i WHERE i.resultaattype = $30) ");
static BY_STATUSTYPE: Few =
    few!("by_statustype", "AND z.uuid IN (SELECT i.zaak FROM status i WHERE i.statustype = $29) ");
static BY_ARCHIEFACTIEDATUM: Few = few!("by_archiefactiedatum", along!("archiefactiedatum", "$12", "$13"));
static BY_STARTDATUM: Few = few!("by_startdatum", along!("startdatum", "$15", "$16"));
static BY_REGISTRATIEDATUM: Few = few!("by_registratiedatum", along!("registratiedatum", "$17", "$18"));
static BY_EINDDATUM: Few = few!("by_einddatum", along!("einddatum", "$19", "$20"));
static BY_EINDDATUM_GEPLAND: Few = few!("by_einddatum_gepland", along!("einddatum_gepland", "$22", "$23"));
static BY_UITERLIJKE: Few = few!("by_uiterlijke", along!("uiterlijke_einddatum_afdoening", "$24", "$25"));

static NEWEST: Paar = walk!("newest", "", "z.uuid DESC");
static BY_ZAAKTYPE: Paar = walk!("by_zaaktype", "AND z.zaaktype = $7 ", "z.uuid DESC");
static COUNT_BY_ZAAKTYPE: Paar =
    zaken!("count_by_zaaktype", "count(*)", "AND z.zaaktype = $7 ", "AND z.zaaktype = $7 ", "");
static ORDER_IDENTIFICATIE: Paar = walk!("order_identificatie", "", "z.identificatie, z.uuid");
static ORDER_IDENTIFICATIE_DESC: Paar = walk!("order_identificatie_desc", "", "z.identificatie DESC, z.uuid DESC");
static ORDER_STARTDATUM: Paar = walk!("order_startdatum", "", "z.startdatum, z.uuid");
static ORDER_STARTDATUM_DESC: Paar = walk!("order_startdatum_desc", "", "z.startdatum DESC, z.uuid DESC");
static ORDER_REGISTRATIEDATUM: Paar = walk!("order_registratiedatum", "", "z.registratiedatum, z.uuid");
static ORDER_REGISTRATIEDATUM_DESC: Paar =
    walk!("order_registratiedatum_desc", "", "z.registratiedatum DESC, z.uuid DESC");
static ORDER_EINDDATUM: Paar = walk!("order_einddatum", "", "z.einddatum NULLS FIRST, z.uuid");
static ORDER_EINDDATUM_DESC: Paar = walk!("order_einddatum_desc", "", "z.einddatum DESC NULLS LAST, z.uuid DESC");
static ORDER_PUBLICATIEDATUM: Paar = walk!("order_publicatiedatum", "", "z.publicatiedatum NULLS FIRST, z.uuid");
static ORDER_PUBLICATIEDATUM_DESC: Paar =
    walk!("order_publicatiedatum_desc", "", "z.publicatiedatum DESC NULLS LAST, z.uuid DESC");
static ORDER_ARCHIEFACTIEDATUM: Paar = walk!("order_archiefactiedatum", "", "z.archiefactiedatum NULLS FIRST, z.uuid");
static ORDER_ARCHIEFACTIEDATUM_DESC: Paar =
    walk!("order_archiefactiedatum_desc", "", "z.archiefactiedatum DESC NULLS LAST, z.uuid DESC");

// Without a filter the index alone tells, and the conditions would only cost.
static PLAIN: Paar =
    super::paar!("zaken.register_list_plain", zaak_columns!(), "zaak z", "ORDER BY z.uuid DESC LIMIT $2 OFFSET $3");
static COUNT: Paar = Paar {
    all: sql("zaken.register_count", "SELECT count(*) FROM zaak WHERE CAST($1 AS TEXT) IS NULL"),
    in_bereik: sql_pair(
        "zaken.register_count_in_bereik",
        concat!(
            autorisaties::bereik_sqlite!(),
            "SELECT count(*) FROM bereik b CROSS JOIN zaak z WHERE z.zaaktype = b.t AND z.vertrouwelijkheidaanduiding <= b.v"
        ),
        concat!(
            autorisaties::bereik_postgres!(),
            "SELECT count(*) FROM bereik b CROSS JOIN zaak z WHERE z.zaaktype = b.t AND z.vertrouwelijkheidaanduiding <= b.v"
        ),
    ),
};
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
            "SELECT 1 AS soort, hoofdzaak AS van, uuid, 0 AS plaats, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT)
             FROM zaak WHERE hoofdzaak IN ",
            $ids,
            " UNION ALL SELECT 2, zaak, uuid, 0, NULL, NULL, NULL FROM zaakeigenschap WHERE zaak IN ",
            $ids,
            " UNION ALL SELECT 3, zaak, uuid, 0, NULL, NULL, NULL FROM rol WHERE zaak IN ",
            $ids,
            " UNION ALL SELECT 4, zaak, uuid, 0, NULL, NULL, NULL FROM zaakinformatieobject WHERE zaak IN ",
            $ids,
            " UNION ALL SELECT 5, zaak, uuid, 0, NULL, NULL, NULL FROM zaakobject WHERE zaak IN ",
            $ids,
            " UNION ALL SELECT 6, zaak, zaak, plaats, kenmerk, bron, NULL FROM zaakkenmerk WHERE zaak IN ",
            $ids,
            " UNION ALL SELECT CASE WHEN soort = 'relevant' THEN 7 ELSE 8 END, zaak, andere, plaats, aard_relatie, overige_relatie,
                toelichting FROM zaakrelatie WHERE zaak IN ",
            $ids,
            " ORDER BY 2, 1, 4, 3"
        )
    };
}

/// `$1` are the ids of a page of zaken.
static VERWIJZINGEN: Sql =
    sql_pair("zaken.register_verwijzingen", verwijzingen!(ids_sqlite!()), verwijzingen!(ids_postgres!()));

macro_rules! statements {
    ([$($paar:ident),*], [$($few:ident),*]) => {
        &[
            $(&$paar.all, &$paar.in_bereik,)*
            $(&$few.list.all, &$few.list.in_bereik, &$few.count.all, &$few.count.in_bereik,)*
            &LIST_WITHIN,
            &LIST_BY_IDS,
            &LIST_LEVELS,
            &VERWIJZINGEN,
        ]
    };
}

pub(crate) const STATEMENTS: &[&Sql] = statements!(
    [
        NEWEST,
        BY_ZAAKTYPE,
        COUNT_BY_ZAAKTYPE,
        ORDER_IDENTIFICATIE,
        ORDER_IDENTIFICATIE_DESC,
        ORDER_STARTDATUM,
        ORDER_STARTDATUM_DESC,
        ORDER_REGISTRATIEDATUM,
        ORDER_REGISTRATIEDATUM_DESC,
        ORDER_EINDDATUM,
        ORDER_EINDDATUM_DESC,
        ORDER_PUBLICATIEDATUM,
        ORDER_PUBLICATIEDATUM_DESC,
        ORDER_ARCHIEFACTIEDATUM,
        ORDER_ARCHIEFACTIEDATUM_DESC,
        PLAIN,
        COUNT
    ],
    [
        ANY,
        BY_IDENTIFICATIE,
        BY_IDS,
        BY_BETROKKENE,
        BY_KENMERK,
        BY_RESULTAATTYPE,
        BY_STATUSTYPE,
        BY_ARCHIEFACTIEDATUM,
        BY_STARTDATUM,
        BY_REGISTRATIEDATUM,
        BY_EINDDATUM,
        BY_EINDDATUM_GEPLAND,
        BY_UITERLIJKE
    ]
);

fn texts(list: Option<&Vec<String>>) -> Value<'static> {
    list.map(|list| format!(",{},", list.join(","))).into()
}

fn days(days: Dagen) -> [Value<'static>; 2] {
    [days.van.into(), days.tot.into()]
}

/// The values of the conditions, with the first.
fn values<'a>(first: Value<'static>, filter: &'a ZaakFilter) -> Vec<Value<'a>> {
    let ids = |list: &Option<Vec<Uuid>>| list.as_ref().map(|list| ids_parameter(list.iter().copied()));
    let mut values = vec![
        first,
        ids(&filter.uuids).into(),
        filter.identificatie.as_deref().into(),
        filter.identificatie_holds.as_deref().into(),
        filter.omschrijving_holds.as_deref().into(),
        texts(filter.bronorganisaties.as_ref()),
        filter.zaaktype.into(),
        ids(&filter.zaaktypen).into(),
        filter.zaaktype_omschrijving.as_deref().into(),
        texts(filter.archiefnominaties.as_ref()),
        texts(filter.archiefstatussen.as_ref()),
    ];
    values.extend(days(filter.archiefactiedatum));
    values.push(filter.archiefactiedatum_is_null.into());
    values.extend(days(filter.startdatum));
    values.extend(days(filter.registratiedatum));
    values.extend(days(filter.einddatum));
    values.push(filter.is_open.into());
    values.extend(days(filter.einddatum_gepland));
    values.extend(days(filter.uiterlijke_einddatum_afdoening));
    values.extend([
        filter.level_max.into(),
        filter.kenmerk.as_deref().into(),
        filter.kenmerk_bron.as_deref().into(),
        filter.statustype.into(),
        filter.resultaattype.into(),
        filter.rol.as_ref().map(|_| true).into(),
    ]);
    match &filter.rol {
        Some(wie) => values.extend(wie.values()),
        None => values.extend(std::iter::repeat_n(Value::Null, 14)),
    }
    values
}

/// Returns what finds few zaken, if the filter holds such a thing.
fn find_few(filter: &ZaakFilter) -> Option<&'static Few> {
    let cases: [(bool, &'static Few); 12] = [
        (filter.uuids.is_some(), &BY_IDS),
        (filter.identificatie.is_some(), &BY_IDENTIFICATIE),
        (filter.rol.as_ref().is_some_and(RolWie::has_key), &BY_BETROKKENE),
        (filter.kenmerk.is_some() || filter.kenmerk_bron.is_some(), &BY_KENMERK),
        (!filter.archiefactiedatum.is_empty(), &BY_ARCHIEFACTIEDATUM),
        (!filter.einddatum.is_empty(), &BY_EINDDATUM),
        (!filter.startdatum.is_empty(), &BY_STARTDATUM),
        (!filter.registratiedatum.is_empty(), &BY_REGISTRATIEDATUM),
        (!filter.uiterlijke_einddatum_afdoening.is_empty(), &BY_UITERLIJKE),
        (!filter.einddatum_gepland.is_empty(), &BY_EINDDATUM_GEPLAND),
        (filter.resultaattype.is_some(), &BY_RESULTAATTYPE),
        (filter.statustype.is_some(), &BY_STATUSTYPE),
    ];
    cases.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, few)| few)
}

/// Returns the index to walk along for an order by one field.
fn walk(field: OrderField, is_down: bool) -> &'static Paar {
    match (field, is_down) {
        (OrderField::Identificatie, false) => &ORDER_IDENTIFICATIE,
        (OrderField::Identificatie, true) => &ORDER_IDENTIFICATIE_DESC,
        (OrderField::Startdatum, false) => &ORDER_STARTDATUM,
        (OrderField::Startdatum, true) => &ORDER_STARTDATUM_DESC,
        (OrderField::Registratiedatum, false) => &ORDER_REGISTRATIEDATUM,
        (OrderField::Registratiedatum, true) => &ORDER_REGISTRATIEDATUM_DESC,
        (OrderField::Einddatum, false) => &ORDER_EINDDATUM,
        (OrderField::Einddatum, true) => &ORDER_EINDDATUM_DESC,
        (OrderField::Publicatiedatum, false) => &ORDER_PUBLICATIEDATUM,
        (OrderField::Publicatiedatum, true) => &ORDER_PUBLICATIEDATUM_DESC,
        (OrderField::Archiefactiedatum, false) => &ORDER_ARCHIEFACTIEDATUM,
        (OrderField::Archiefactiedatum, true) => &ORDER_ARCHIEFACTIEDATUM_DESC,
    }
}

/// Returns the zaken in the window, and one more when there are more.
pub(crate) async fn list(db: &mut Reader, bereik: &Bereik, filter: &ZaakFilter, window: Window) -> Result<Vec<Zaak>> {
    let order = filter.order.0.as_slice();
    let (limit, offset) = (window.limit_and_one().into(), window.offset().into());
    if order.is_empty() && filter.is_empty() {
        let (sql, first) = PLAIN.of(bereik);
        return db.query(sql, &[first, limit, offset], read_zaak).await;
    }
    let few = find_few(filter).or((order.len() > 1).then_some(&ANY));
    let paar = match (few, order) {
        (Some(few), _) => &few.list,
        (None, [(field, is_down), ..]) => walk(*field, *is_down),
        (None, []) if filter.zaaktype.is_some() => &BY_ZAAKTYPE,
        (None, []) => &NEWEST,
    };
    let (sql, first) = paar.of(bereik);
    let mut values = values(first, filter);
    values.extend([limit, offset]);
    if few.is_some() {
        for place in 0..crate::register::Order::FIELDS_MAX {
            let field = |down: bool| order.get(place).filter(|(_, own)| *own == down).map(|(field, _)| field.column());
            values.extend([field(false).into(), field(true).into()]);
        }
    }
    db.query(sql, &values, read_zaak).await
}

pub(crate) async fn count(db: &mut Reader, bereik: &Bereik, filter: &ZaakFilter) -> Result<i64> {
    if filter.is_empty() {
        let (sql, first) = COUNT.of(bereik);
        return db.query_one(sql, &[first], |row| row.get(0)).await;
    }
    let paar = match find_few(filter) {
        Some(few) => &few.count,
        None if filter.zaaktype.is_some() => &COUNT_BY_ZAAKTYPE,
        None => &ANY.count,
    };
    let (sql, first) = paar.of(bereik);
    db.query_one(sql, &values(first, filter), |row| row.get(0)).await
}

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
    db.query(&VERWIJZINGEN, &[ids_parameter(zaken).into()], |row| {
        let soort = match row.get::<i64>(0)? {
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
        Ok(Verwijzing { soort, zaak: row.get(1)?, uuid: row.get(2)?, teksten: [text(4)?, text(5)?, text(6)?] })
    })
    .await
}
