//! The statements of lists of zaken. Which index is walked depends on the filter and the order, so each has one of its own; all share the
//! same conditions, of which those that are not asked are null.

use ::store::{Sql, sql, sql_pair};

use crate::store::register::Paar;
use crate::store::register::rollen::{rol_conditions, rol_keys};
use crate::store::zaken::zaak_columns;

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

/// `$2` to `$45`, see `values`.
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

/// A list of few zaken, and how many they are.
pub(super) struct Few {
    pub(super) list: Paar,
    pub(super) count: Paar,
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

/// The same as a range of the index that is walked.
macro_rules! within {
    ($column:literal, $from:literal, $until:literal) => {
        concat!(
            "AND z.",
            $column,
            " >= COALESCE(CAST(",
            $from,
            " AS TEXT), '') AND z.",
            $column,
            " <= COALESCE(CAST(",
            $until,
            " AS TEXT), '9999-12-31') "
        )
    };
}

/// How many zaken there are of some days, when nothing else is asked: `$2` and `$3`.
macro_rules! count_days {
    ($column:literal) => {
        super::super::paar!(
            concat!("zaken.register_count_days_", $column),
            "count(*)",
            "zaak z",
            within!($column, "$2", "$3")
        )
    };
}
pub(super) static COUNT_ARCHIEFACTIEDATUM: Paar = count_days!("archiefactiedatum");
pub(super) static COUNT_EINDDATUM: Paar = count_days!("einddatum");
pub(super) static COUNT_STARTDATUM: Paar = count_days!("startdatum");
pub(super) static COUNT_REGISTRATIEDATUM: Paar = count_days!("registratiedatum");
pub(super) static COUNT_UITERLIJKE: Paar = count_days!("uiterlijke_einddatum_afdoening");
pub(super) static COUNT_EINDDATUM_GEPLAND: Paar = count_days!("einddatum_gepland");

// Whether so many zaken have it that it is found soon enough on the way.
pub(super) static COMMON_STATUSTYPE: Sql = sql(
    "zaken.is_common_statustype",
    "SELECT count(*) FROM (SELECT 1 AS een FROM status s WHERE s.statustype = $1 LIMIT 5000) AS found",
);
pub(super) static COMMON_RESULTAATTYPE: Sql = sql(
    "zaken.is_common_resultaattype",
    "SELECT count(*) FROM (SELECT 1 AS een FROM resultaat e WHERE e.resultaattype = $1 LIMIT 5000) AS found",
);
pub(super) const COMMON: u64 = 5000;

pub(super) static ANY: Few = few!("any", "");
pub(super) static BY_IDENTIFICATIE: Few = few!("by_identificatie", "AND z.identificatie = $3 ");
pub(super) static BY_IDS: Few = few!(
    "by_ids",
    concat!("AND z.uuid IN ", ids_in!(sqlite, "$2"), " "),
    concat!("AND z.uuid IN ", ids_in!(postgres, "$2"), " ")
);
pub(super) static BY_BETROKKENE: Few = few!(
    "by_betrokkene",
    concat!("AND z.uuid IN ", rol_keys!("zaak", "$33", "$37", "$38", "$39", "$40", "$41", "$42", "$43", "$44", "$45"))
);
pub(super) static BY_KENMERK: Few = few!(
    "by_kenmerk",
    "AND z.uuid IN (SELECT i.zaak FROM zaakkenmerk i WHERE i.kenmerk = $27
                    UNION ALL SELECT i.zaak FROM zaakkenmerk i WHERE CAST($27 AS TEXT) IS NULL AND i.bron = $28) "
);
pub(super) static BY_RESULTAATTYPE: Few =
    few!("by_resultaattype", "AND z.uuid IN (SELECT i.zaak FROM resultaat i WHERE i.resultaattype = $30) ");
pub(super) static BY_STATUSTYPE: Few =
    few!("by_statustype", "AND z.uuid IN (SELECT i.zaak FROM status i WHERE i.statustype = $29) ");
pub(super) static BY_ARCHIEFACTIEDATUM: Few = few!("by_archiefactiedatum", along!("archiefactiedatum", "$12", "$13"));
pub(super) static BY_STARTDATUM: Few = few!("by_startdatum", along!("startdatum", "$15", "$16"));
pub(super) static BY_REGISTRATIEDATUM: Few = few!("by_registratiedatum", along!("registratiedatum", "$17", "$18"));
pub(super) static BY_EINDDATUM: Few = few!("by_einddatum", along!("einddatum", "$19", "$20"));
pub(super) static BY_EINDDATUM_GEPLAND: Few = few!("by_einddatum_gepland", along!("einddatum_gepland", "$22", "$23"));
pub(super) static BY_UITERLIJKE: Few = few!("by_uiterlijke", along!("uiterlijke_einddatum_afdoening", "$24", "$25"));

pub(super) static NEWEST: Paar = walk!("newest", "", "z.uuid DESC");
pub(super) static BY_ZAAKTYPE: Paar = walk!("by_zaaktype", "AND z.zaaktype = $7 ", "z.uuid DESC");
pub(super) static COUNT_BY_ZAAKTYPE: Paar =
    zaken!("count_by_zaaktype", "count(*)", "AND z.zaaktype = $7 ", "AND z.zaaktype = $7 ", "");
pub(super) static ORDER_IDENTIFICATIE: Paar = walk!("order_identificatie", "", "z.identificatie, z.uuid");
pub(super) static ORDER_IDENTIFICATIE_DESC: Paar =
    walk!("order_identificatie_desc", "", "z.identificatie DESC, z.uuid DESC");
pub(super) static ORDER_STARTDATUM: Paar =
    walk!("order_startdatum", within!("startdatum", "$15", "$16"), "z.startdatum, z.uuid");
pub(super) static ORDER_STARTDATUM_DESC: Paar =
    walk!("order_startdatum_desc", within!("startdatum", "$15", "$16"), "z.startdatum DESC, z.uuid DESC");
pub(super) static ORDER_REGISTRATIEDATUM: Paar =
    walk!("order_registratiedatum", within!("registratiedatum", "$17", "$18"), "z.registratiedatum, z.uuid");
pub(super) static ORDER_REGISTRATIEDATUM_DESC: Paar = walk!(
    "order_registratiedatum_desc",
    within!("registratiedatum", "$17", "$18"),
    "z.registratiedatum DESC, z.uuid DESC"
);
pub(super) static ORDER_EINDDATUM: Paar = walk!("order_einddatum", "", "z.einddatum NULLS FIRST, z.uuid");
pub(super) static ORDER_EINDDATUM_DESC: Paar =
    walk!("order_einddatum_desc", "", "z.einddatum DESC NULLS LAST, z.uuid DESC");
pub(super) static WITHIN_EINDDATUM: Paar =
    walk!("within_einddatum", within!("einddatum", "$19", "$20"), "z.einddatum NULLS FIRST, z.uuid");
pub(super) static WITHIN_EINDDATUM_DESC: Paar =
    walk!("within_einddatum_desc", within!("einddatum", "$19", "$20"), "z.einddatum DESC NULLS LAST, z.uuid DESC");
pub(super) static WITHIN_EINDDATUM_GEPLAND: Paar = walk!(
    "within_einddatum_gepland",
    within!("einddatum_gepland", "$22", "$23"),
    "z.einddatum_gepland DESC, z.uuid DESC"
);
pub(super) static WITHIN_UITERLIJKE: Paar = walk!(
    "within_uiterlijke",
    within!("uiterlijke_einddatum_afdoening", "$24", "$25"),
    "z.uiterlijke_einddatum_afdoening DESC, z.uuid DESC"
);
pub(super) static WITHIN_ARCHIEFACTIEDATUM: Paar = walk!(
    "within_archiefactiedatum",
    within!("archiefactiedatum", "$12", "$13"),
    "z.archiefactiedatum NULLS FIRST, z.uuid"
);
pub(super) static WITHIN_ARCHIEFACTIEDATUM_DESC: Paar = walk!(
    "within_archiefactiedatum_desc",
    within!("archiefactiedatum", "$12", "$13"),
    "z.archiefactiedatum DESC NULLS LAST, z.uuid DESC"
);
pub(super) static ORDER_PUBLICATIEDATUM: Paar =
    walk!("order_publicatiedatum", "", "z.publicatiedatum NULLS FIRST, z.uuid");
pub(super) static ORDER_PUBLICATIEDATUM_DESC: Paar =
    walk!("order_publicatiedatum_desc", "", "z.publicatiedatum DESC NULLS LAST, z.uuid DESC");
pub(super) static ORDER_ARCHIEFACTIEDATUM: Paar =
    walk!("order_archiefactiedatum", "", "z.archiefactiedatum NULLS FIRST, z.uuid");
pub(super) static ORDER_ARCHIEFACTIEDATUM_DESC: Paar =
    walk!("order_archiefactiedatum_desc", "", "z.archiefactiedatum DESC NULLS LAST, z.uuid DESC");

macro_rules! statements {
    ([$($paar:ident),*], [$($few:ident),*]) => {
        &[
            $(&$paar.all, &$paar.in_bereik,)*
            $(&$few.list.all, &$few.list.in_bereik, &$few.count.all, &$few.count.in_bereik,)*
            &COMMON_STATUSTYPE,
            &COMMON_RESULTAATTYPE,
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
        WITHIN_EINDDATUM,
        WITHIN_EINDDATUM_DESC,
        WITHIN_EINDDATUM_GEPLAND,
        WITHIN_UITERLIJKE,
        WITHIN_ARCHIEFACTIEDATUM,
        WITHIN_ARCHIEFACTIEDATUM_DESC,
        COUNT_ARCHIEFACTIEDATUM,
        COUNT_EINDDATUM,
        COUNT_STARTDATUM,
        COUNT_REGISTRATIEDATUM,
        COUNT_UITERLIJKE,
        COUNT_EINDDATUM_GEPLAND
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
