//! The texts of the statements for lists, on both databases.
//!
//! All lists take the same filters, as parameters that may be null. What makes one list fast and another slow is where it starts: a
//! *start* is a condition that the database can look up (a number, an object, a trefwoord). So there is one set of statements for
//! each start, and the other filters are checked on what it gives.

/// `$1` is the bereik (the superuser has none); `$2` … `$16` are the filters; `$17` is there for who reads only what is ready to be published.
macro_rules! filters_sqlite {
    () => {
        "AND (CAST($2 AS TEXT) IS NULL OR d.uuid IN (SELECT unhex(value) FROM json_each($2)))
         AND (CAST($3 AS TEXT) IS NULL OR d.identificatie = $3) AND (CAST($4 AS TEXT) IS NULL OR d.bronorganisatie = $4)
         AND (CAST($5 AS UUID) IS NULL OR d.informatieobjecttype = $5)
         AND (CAST($6 AS BIGINT) IS NULL OR v.vertrouwelijkheidaanduiding = $6)
         AND (CAST($7 AS BOOLEAN) IS NULL OR (d.lock_id IS NOT NULL) = $7)
         AND (CAST($8 AS TEXT) IS NULL OR v.titel LIKE $8 ESCAPE '\\')
         AND (CAST($9 AS TEXT) IS NULL OR v.auteur LIKE $9 ESCAPE '\\')
         AND (CAST($10 AS TEXT) IS NULL OR v.beschrijving LIKE $10 ESCAPE '\\')
         AND (CAST($11 AS TEXT) IS NULL OR v.creatiedatum >= $11) AND (CAST($12 AS TEXT) IS NULL OR v.creatiedatum <= $12)
         AND (CAST($13 AS TEXT) IS NULL OR NOT EXISTS (SELECT 1 FROM json_each($13) w WHERE NOT EXISTS (
            SELECT 1 FROM enkelvoudiginformatieobject_trefwoord t WHERE t.informatieobject = d.uuid AND t.trefwoord = w.value)))
         AND (CAST($14 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM json_each($14) w
            JOIN enkelvoudiginformatieobject_trefwoord t ON t.informatieobject = d.uuid AND t.trefwoord = w.value))
         AND ((CAST($15 AS UUID) IS NULL AND CAST($16 AS TEXT) IS NULL) OR EXISTS (SELECT 1 FROM objectinformatieobject o
            WHERE o.informatieobject = d.uuid AND (CAST($15 AS UUID) IS NULL OR o.object = $15)
              AND (CAST($16 AS TEXT) IS NULL OR o.object_type = $16)))
         AND (CAST($17 AS BOOLEAN) IS NULL OR v.is_gereed_voor_publicatie) "
    };
}

macro_rules! filters_postgres {
    () => {
        "AND (CAST($2 AS TEXT) IS NULL OR d.uuid IN (
            SELECT CAST(value AS UUID) FROM jsonb_array_elements_text(CAST($2 AS TEXT)::JSONB) AS ids(value)))
         AND (CAST($3 AS TEXT) IS NULL OR d.identificatie = $3) AND (CAST($4 AS TEXT) IS NULL OR d.bronorganisatie = $4)
         AND (CAST($5 AS UUID) IS NULL OR d.informatieobjecttype = $5)
         AND (CAST($6 AS BIGINT) IS NULL OR v.vertrouwelijkheidaanduiding = $6)
         AND (CAST($7 AS BOOLEAN) IS NULL OR (d.lock_id IS NOT NULL) = $7)
         AND (CAST($8 AS TEXT) IS NULL OR v.titel ILIKE $8) AND (CAST($9 AS TEXT) IS NULL OR v.auteur ILIKE $9)
         AND (CAST($10 AS TEXT) IS NULL OR v.beschrijving ILIKE $10)
         AND (CAST($11 AS TEXT) IS NULL OR v.creatiedatum >= $11) AND (CAST($12 AS TEXT) IS NULL OR v.creatiedatum <= $12)
         AND (CAST($13 AS TEXT) IS NULL OR NOT EXISTS (
            SELECT 1 FROM jsonb_array_elements_text(CAST($13 AS TEXT)::JSONB) AS w(value) WHERE NOT EXISTS (
            SELECT 1 FROM enkelvoudiginformatieobject_trefwoord t WHERE t.informatieobject = d.uuid AND t.trefwoord = w.value)))
         AND (CAST($14 AS TEXT) IS NULL OR EXISTS (
            SELECT 1 FROM jsonb_array_elements_text(CAST($14 AS TEXT)::JSONB) AS w(value)
            JOIN enkelvoudiginformatieobject_trefwoord t ON t.informatieobject = d.uuid AND t.trefwoord = w.value))
         AND ((CAST($15 AS UUID) IS NULL AND CAST($16 AS TEXT) IS NULL) OR EXISTS (SELECT 1 FROM objectinformatieobject o
            WHERE o.informatieobject = d.uuid AND (CAST($15 AS UUID) IS NULL OR o.object = $15)
              AND (CAST($16 AS TEXT) IS NULL OR o.object_type = $16)))
         AND (CAST($17 AS BOOLEAN) IS NULL OR v.is_gereed_voor_publicatie) "
    };
}

macro_rules! newest {
    () => {
        " FROM enkelvoudiginformatieobject d
         JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie "
    };
}

macro_rules! in_bereik {
    () => {
        "AND b.t = d.informatieobjecttype AND v.vertrouwelijkheidaanduiding <= b.v "
    };
}

macro_rules! without_bereik {
    () => {
        "AND CAST($1 AS TEXT) IS NULL "
    };
}

macro_rules! regel_columns {
    () => {
        concat!("SELECT ", document_columns!(), ", d.lock_id")
    };
}

/// An order that is asked for by name: a name counts up, one with `-` before it counts down.
macro_rules! by {
    ($key:literal) => {
        concat!(
            "CASE CAST(",
            $key,
            " AS TEXT) WHEN 'auteur' THEN v.auteur WHEN 'creatiedatum' THEN v.creatiedatum WHEN 'formaat' THEN v.formaat
             WHEN 'status' THEN v.status WHEN 'titel' THEN v.titel END ASC,
             CASE CAST(",
            $key,
            " AS TEXT) WHEN '-auteur' THEN v.auteur WHEN '-creatiedatum' THEN v.creatiedatum WHEN '-formaat' THEN v.formaat
             WHEN '-status' THEN v.status WHEN '-titel' THEN v.titel END DESC,
             CASE CAST(",
            $key,
            " AS TEXT) WHEN 'bestandsomvang' THEN COALESCE(v.bestandsomvang, -1)
             WHEN 'vertrouwelijkheidaanduiding' THEN v.vertrouwelijkheidaanduiding END ASC,
             CASE CAST(",
            $key,
            " AS TEXT) WHEN '-bestandsomvang' THEN COALESCE(v.bestandsomvang, -1)
             WHEN '-vertrouwelijkheidaanduiding' THEN v.vertrouwelijkheidaanduiding END DESC, "
        )
    };
}

/// `$18` is the window's limit, `$19` its offset; `$20` … `$22` are the orders.
macro_rules! sorted {
    () => {
        concat!("ORDER BY ", by!("$20"), by!("$21"), by!("$22"), "d.uuid DESC LIMIT $18 OFFSET $19")
    };
}

macro_rules! newest_first {
    () => {
        "ORDER BY d.uuid DESC LIMIT $18 OFFSET $19"
    };
}

/// The statements of one start: for the superuser and within a bereik.
macro_rules! start {
    ($name:ident, $label:literal, $sqlite:expr, $postgres:expr) => {
        pub(super) mod $name {
            use super::*;

            pub(in super::super) static LIST: Sql = sql_pair(
                concat!("documenten.list_by_", $label),
                concat!(
                    regel_columns!(),
                    newest!(),
                    "WHERE ",
                    $sqlite,
                    without_bereik!(),
                    filters_sqlite!(),
                    newest_first!()
                ),
                concat!(
                    regel_columns!(),
                    newest!(),
                    "WHERE ",
                    $postgres,
                    without_bereik!(),
                    filters_postgres!(),
                    newest_first!()
                ),
            );
            pub(in super::super) static SORTED: Sql = sql_pair(
                concat!("documenten.list_sorted_by_", $label),
                concat!(
                    regel_columns!(),
                    newest!(),
                    "WHERE ",
                    $sqlite,
                    without_bereik!(),
                    filters_sqlite!(),
                    sorted!()
                ),
                concat!(
                    regel_columns!(),
                    newest!(),
                    "WHERE ",
                    $postgres,
                    without_bereik!(),
                    filters_postgres!(),
                    sorted!()
                ),
            );
            pub(in super::super) static COUNT: Sql = sql_pair(
                concat!("documenten.count_by_", $label),
                concat!("SELECT count(*)", newest!(), "WHERE ", $sqlite, without_bereik!(), filters_sqlite!()),
                concat!("SELECT count(*)", newest!(), "WHERE ", $postgres, without_bereik!(), filters_postgres!()),
            );
            pub(in super::super) static LIST_IN: Sql = sql_pair(
                concat!("documenten.list_in_bereik_by_", $label),
                concat!(
                    bereik_sqlite!(),
                    regel_columns!(),
                    newest!(),
                    "CROSS JOIN bereik b WHERE ",
                    $sqlite,
                    in_bereik!(),
                    filters_sqlite!(),
                    newest_first!()
                ),
                concat!(
                    bereik_postgres!(),
                    regel_columns!(),
                    newest!(),
                    "CROSS JOIN bereik b WHERE ",
                    $postgres,
                    in_bereik!(),
                    filters_postgres!(),
                    newest_first!()
                ),
            );
            pub(in super::super) static SORTED_IN: Sql = sql_pair(
                concat!("documenten.list_sorted_in_bereik_by_", $label),
                concat!(
                    bereik_sqlite!(),
                    regel_columns!(),
                    newest!(),
                    "CROSS JOIN bereik b WHERE ",
                    $sqlite,
                    in_bereik!(),
                    filters_sqlite!(),
                    sorted!()
                ),
                concat!(
                    bereik_postgres!(),
                    regel_columns!(),
                    newest!(),
                    "CROSS JOIN bereik b WHERE ",
                    $postgres,
                    in_bereik!(),
                    filters_postgres!(),
                    sorted!()
                ),
            );
            pub(in super::super) static COUNT_IN: Sql = sql_pair(
                concat!("documenten.count_in_bereik_by_", $label),
                concat!(
                    bereik_sqlite!(),
                    "SELECT count(*)",
                    newest!(),
                    "CROSS JOIN bereik b WHERE ",
                    $sqlite,
                    in_bereik!(),
                    filters_sqlite!()
                ),
                concat!(
                    bereik_postgres!(),
                    "SELECT count(*)",
                    newest!(),
                    "CROSS JOIN bereik b WHERE ",
                    $postgres,
                    in_bereik!(),
                    filters_postgres!()
                ),
            );
            pub(in super::super) const ALL: [&Sql; 6] = [&LIST, &SORTED, &COUNT, &LIST_IN, &SORTED_IN, &COUNT_IN];
        }
    };
}

/// The whole register in the order of one field, along its index: up and down, for the superuser and within a bereik.
macro_rules! walk {
    ($name:ident, $label:literal, $up:literal, $down:literal) => {
        pub(super) mod $name {
            use super::*;

    pub(in super::super) static UP: Sql = walk!(@all concat!("documenten.walk_", $label), $up);
    pub(in super::super) static DOWN: Sql = walk!(@all concat!("documenten.walk_down_", $label), $down);
    pub(in super::super) static UP_IN: Sql = walk!(@in concat!("documenten.walk_in_", $label), $up);
    pub(in super::super) static DOWN_IN: Sql = walk!(@in concat!("documenten.walk_down_in_", $label), $down);
            pub(in super::super) const ALL: [&Sql; 4] = [&UP, &DOWN, &UP_IN, &DOWN_IN];
        }
    };
    (@all $name:expr, $order:literal) => {
        sql_pair(
            $name,
            concat!(
                regel_columns!(),
                along!(),
                "WHERE d.uuid = v.uuid AND d.versie = v.versie ",
                without_bereik!(),
                filters_sqlite!(),
                "ORDER BY ",
                $order,
                " LIMIT $18 OFFSET $19"
            ),
            concat!(
                regel_columns!(),
                along!(),
                "WHERE d.uuid = v.uuid AND d.versie = v.versie ",
                without_bereik!(),
                filters_postgres!(),
                "ORDER BY ",
                $order,
                " LIMIT $18 OFFSET $19"
            ),
        )
    };
    (@in $name:expr, $order:literal) => {
        sql_pair(
            $name,
            concat!(
                bereik_sqlite!(),
                regel_columns!(),
                along!(),
                "CROSS JOIN bereik b WHERE d.uuid = v.uuid AND d.versie = v.versie ",
                in_bereik!(),
                filters_sqlite!(),
                "ORDER BY ",
                $order,
                " LIMIT $18 OFFSET $19"
            ),
            concat!(
                bereik_postgres!(),
                regel_columns!(),
                along!(),
                "CROSS JOIN bereik b WHERE d.uuid = v.uuid AND d.versie = v.versie ",
                in_bereik!(),
                filters_postgres!(),
                "ORDER BY ",
                $order,
                " LIMIT $18 OFFSET $19"
            ),
        )
    };
}

// SQLite keeps the order of a CROSS JOIN: versions first, along the index of the order.
macro_rules! along {
    () => {
        " FROM enkelvoudiginformatieobject_versie v CROSS JOIN enkelvoudiginformatieobject d "
    };
}

use ::store::{Sql, sql_pair};
use autorisaties::{bereik_postgres, bereik_sqlite};

start!(everything, "nothing", "TRUE ", "TRUE ");
start!(identificatie, "identificatie", "d.identificatie = $3 ", "d.identificatie = $3 ");
start!(locked, "lock", "d.lock_id IS NOT NULL ", "d.lock_id IS NOT NULL ");
start!(r#type, "type", "d.informatieobjecttype = $5 ", "d.informatieobjecttype = $5 ");
start!(
    object,
    "object",
    "d.uuid IN (SELECT x.informatieobject FROM objectinformatieobject x WHERE x.object = $15) ",
    "d.uuid IN (SELECT x.informatieobject FROM objectinformatieobject x WHERE x.object = $15) "
);
start!(
    trefwoord,
    "trefwoord",
    "d.uuid IN (SELECT x.informatieobject FROM enkelvoudiginformatieobject_trefwoord x
                WHERE x.trefwoord IN (SELECT value FROM json_each(COALESCE($13, $14)))) ",
    "d.uuid IN (SELECT x.informatieobject FROM enkelvoudiginformatieobject_trefwoord x WHERE x.trefwoord IN (
                SELECT value FROM jsonb_array_elements_text(COALESCE(CAST($13 AS TEXT), CAST($14 AS TEXT))::JSONB) AS y(value))) "
);
start!(
    uuids,
    "uuid",
    "d.uuid IN (SELECT unhex(value) FROM json_each($2)) ",
    "d.uuid IN (SELECT CAST(value AS UUID) FROM jsonb_array_elements_text(CAST($2 AS TEXT)::JSONB) AS y(value)) "
);

walk!(auteur, "auteur", "v.auteur, v.uuid", "v.auteur DESC, v.uuid DESC");
walk!(
    bestandsomvang,
    "bestandsomvang",
    "v.bestandsomvang NULLS FIRST, v.uuid",
    "v.bestandsomvang DESC NULLS LAST, v.uuid DESC"
);
walk!(creatiedatum, "creatiedatum", "v.creatiedatum, v.uuid", "v.creatiedatum DESC, v.uuid DESC");
walk!(formaat, "formaat", "v.formaat, v.uuid", "v.formaat DESC, v.uuid DESC");
walk!(status, "status", "v.status, v.uuid", "v.status DESC, v.uuid DESC");
walk!(titel, "titel", "v.titel, v.uuid", "v.titel DESC, v.uuid DESC");
walk!(
    niveau,
    "vertrouwelijkheidaanduiding",
    "v.vertrouwelijkheidaanduiding, v.uuid",
    "v.vertrouwelijkheidaanduiding DESC, v.uuid DESC"
);
