//! Lists of zaken. Which index is walked depends on the filter and the order, so each has a statement of its own.

use ::store::{Reader, Result, Sql, Value, sql_pair};
use autorisaties::{Bereik, Window, ids_parameter, ids_postgres, ids_sqlite};
use uuid::Uuid;

use super::{Paar, paar};
use crate::Zaak;
use crate::register::{Order, Soort, Verwijzing, ZaakFilter};
use crate::store::zaken::{read_zaak, zaak_columns};

/// `$2` organisation, `$3` zaaktype, `$4` startdatum, `$5` whether it runs, `$6` and `$7` BSN and omschrijvingGeneriek of one and the
/// same rol, `$8` the number.
macro_rules! conditions {
    () => {
        "AND (CAST($2 AS TEXT) IS NULL OR z.bronorganisatie = $2) AND (CAST($3 AS UUID) IS NULL OR z.zaaktype = $3)
         AND (CAST($4 AS TEXT) IS NULL OR z.startdatum = $4)
         AND (CAST($5 AS BOOLEAN) IS NULL OR (z.einddatum IS NULL) = $5)
         AND ((CAST($6 AS TEXT) IS NULL AND CAST($7 AS TEXT) IS NULL)
              OR EXISTS (SELECT 1 FROM rol r WHERE r.zaak = z.uuid AND (CAST($6 AS TEXT) IS NULL OR r.bsn = $6)
                         AND (CAST($7 AS TEXT) IS NULL OR r.omschrijving_generiek = $7)))
         AND (CAST($8 AS TEXT) IS NULL OR z.identificatie = $8) "
    };
}

macro_rules! list {
    ($name:literal, $driver:literal, $order:literal) => {
        paar!(
            concat!("zaken.register_list_", $name),
            zaak_columns!(),
            "zaak z",
            concat!($driver, conditions!(), "ORDER BY ", $order, " LIMIT $9 OFFSET $10")
        )
    };
}

macro_rules! count {
    ($name:literal, $driver:literal) => {
        paar!(concat!("zaken.register_count_", $name), "count(*)", "zaak z", concat!($driver, conditions!()))
    };
}

static NEWEST: Paar = list!("newest", "", "z.uuid DESC");
static BY_IDENTIFICATIE: Paar = list!("by_identificatie", "AND z.identificatie = $8 ", "z.uuid DESC");
static BY_ZAAKTYPE: Paar = list!("by_zaaktype", "AND z.zaaktype = $3 ", "z.uuid DESC");
static BY_BSN: Paar = list!(
    "by_bsn",
    "AND z.uuid IN (SELECT i.zaak FROM rol i WHERE i.bsn = $6
                    AND (CAST($7 AS TEXT) IS NULL OR i.omschrijving_generiek = $7)) ",
    "z.uuid DESC"
);
static ORDER_IDENTIFICATIE: Paar = list!("order_identificatie", "", "z.identificatie, z.uuid");
static ORDER_IDENTIFICATIE_DESC: Paar = list!("order_identificatie_desc", "", "z.identificatie DESC, z.uuid DESC");
static ORDER_STARTDATUM: Paar = list!("order_startdatum", "", "z.startdatum, z.uuid");
static ORDER_STARTDATUM_DESC: Paar = list!("order_startdatum_desc", "", "z.startdatum DESC, z.uuid DESC");

static COUNT_FILTERED: Paar = count!("filtered", "");
static COUNT_BY_ZAAKTYPE: Paar = count!("by_zaaktype", "AND z.zaaktype = $3 ");
static COUNT_BY_BSN: Paar = count!(
    "by_bsn",
    "AND z.uuid IN (SELECT i.zaak FROM rol i WHERE i.bsn = $6
                    AND (CAST($7 AS TEXT) IS NULL OR i.omschrijving_generiek = $7)) "
);
// Without a filter the index alone tells.
static COUNT: Paar = Paar {
    all: ::store::sql("zaken.register_count", "SELECT count(*) FROM zaak WHERE CAST($1 AS TEXT) IS NULL"),
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

pub(crate) const STATEMENTS: &[&Sql] = &[
    &NEWEST.all,
    &NEWEST.in_bereik,
    &BY_IDENTIFICATIE.all,
    &BY_IDENTIFICATIE.in_bereik,
    &BY_ZAAKTYPE.all,
    &BY_ZAAKTYPE.in_bereik,
    &BY_BSN.all,
    &BY_BSN.in_bereik,
    &ORDER_IDENTIFICATIE.all,
    &ORDER_IDENTIFICATIE.in_bereik,
    &ORDER_IDENTIFICATIE_DESC.all,
    &ORDER_IDENTIFICATIE_DESC.in_bereik,
    &ORDER_STARTDATUM.all,
    &ORDER_STARTDATUM.in_bereik,
    &ORDER_STARTDATUM_DESC.all,
    &ORDER_STARTDATUM_DESC.in_bereik,
    &COUNT_FILTERED.all,
    &COUNT_FILTERED.in_bereik,
    &COUNT_BY_ZAAKTYPE.all,
    &COUNT_BY_ZAAKTYPE.in_bereik,
    &COUNT_BY_BSN.all,
    &COUNT_BY_BSN.in_bereik,
    &COUNT.all,
    &COUNT.in_bereik,
    &VERWIJZINGEN,
];

fn values<'a>(first: Value<'static>, filter: &'a ZaakFilter) -> Vec<Value<'a>> {
    vec![
        first,
        filter.bronorganisatie.as_deref().into(),
        filter.zaaktype.into(),
        filter.startdatum.into(),
        filter.is_open.into(),
        filter.rol_bsn.as_deref().into(),
        filter.rol_omschrijving_generiek.as_deref().into(),
        filter.identificatie.as_deref().into(),
    ]
}

/// Returns the zaken in the window, and one more when there are more.
pub(crate) async fn list(db: &mut Reader, bereik: &Bereik, filter: &ZaakFilter, window: Window) -> Result<Vec<Zaak>> {
    let paar = match filter.order {
        Order::Newest if filter.identificatie.is_some() => &BY_IDENTIFICATIE,
        Order::Newest if filter.rol_bsn.is_some() => &BY_BSN,
        Order::Newest if filter.zaaktype.is_some() => &BY_ZAAKTYPE,
        Order::Newest => &NEWEST,
        Order::Identificatie => &ORDER_IDENTIFICATIE,
        Order::IdentificatieDesc => &ORDER_IDENTIFICATIE_DESC,
        Order::Startdatum => &ORDER_STARTDATUM,
        Order::StartdatumDesc => &ORDER_STARTDATUM_DESC,
    };
    let (sql, first) = paar.of(bereik);
    let mut values = values(first, filter);
    values.extend([window.limit_and_one().into(), window.offset().into()]);
    db.query(sql, &values, read_zaak).await
}

pub(crate) async fn count(db: &mut Reader, bereik: &Bereik, filter: &ZaakFilter) -> Result<i64> {
    if filter.is_empty() {
        let (sql, first) = COUNT.of(bereik);
        return db.query_one(sql, &[first], |row| row.get(0)).await;
    }
    let paar = match filter {
        ZaakFilter { rol_bsn: Some(_), .. } => &COUNT_BY_BSN,
        ZaakFilter { zaaktype: Some(_), .. } => &COUNT_BY_ZAAKTYPE,
        _ => &COUNT_FILTERED,
    };
    let (sql, first) = paar.of(bereik);
    db.query_one(sql, &values(first, filter), |row| row.get(0)).await
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
