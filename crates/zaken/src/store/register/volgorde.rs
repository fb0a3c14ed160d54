//! Zaken of some types in the order of one field, along its index: the ids of the window first, and only then their rows.

use ::store::{Reader, Result, Sql, sql_pair};
use autorisaties::{Bereik, Window};

use super::Paar;
use crate::Zaak;
use crate::register::OrderField;
use crate::store::zaken::{read_zaak, zaak_columns};

/// `$2` tells whether only zaken that run, or that ended, are listed; `$3` is the limit and `$4` the offset.
macro_rules! order {
    ($name:literal, $inner:literal, $outer:literal) => {
        Paar {
            all: order!(
                @texts concat!("zaken.register_order_", $name), "",
                "zaak x WHERE CAST($1 AS TEXT) IS NULL", "", "zaak x WHERE CAST($1 AS TEXT) IS NULL", $inner, $outer
            ),
            in_bereik: order!(
                @texts concat!("zaken.register_order_", $name, "_in_bereik"),
                autorisaties::bereik_sqlite!(),
                "zaak x CROSS JOIN bereik b WHERE b.t = x.zaaktype AND x.vertrouwelijkheidaanduiding <= b.v",
                autorisaties::bereik_postgres!(),
                "zaak x CROSS JOIN bereik b WHERE b.t = x.zaaktype AND x.vertrouwelijkheidaanduiding <= b.v",
                $inner, $outer
            ),
        }
    };
    (@texts $name:expr, $sqlite_with:expr, $sqlite:literal, $postgres_with:expr, $postgres:literal, $inner:literal, $outer:literal) => {
        sql_pair(
            $name,
            concat!(
                $sqlite_with, "SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid IN (SELECT x.uuid FROM ", $sqlite,
                " AND (CAST($2 AS BOOLEAN) IS NULL OR (x.einddatum IS NULL) = $2) ORDER BY ", $inner,
                " LIMIT $3 OFFSET $4) ORDER BY ", $outer
            ),
            concat!(
                $postgres_with, "SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid = ANY (ARRAY(SELECT x.uuid FROM ", $postgres,
                " AND (CAST($2 AS BOOLEAN) IS NULL OR (x.einddatum IS NULL) = $2) ORDER BY ", $inner,
                " LIMIT $3 OFFSET $4)) ORDER BY ", $outer
            ),
        )
    };
}

static IDENTIFICATIE: [Paar; 2] = [
    order!("identificatie", "x.identificatie, x.uuid", "z.identificatie, z.uuid"),
    order!("identificatie_desc", "x.identificatie DESC, x.uuid DESC", "z.identificatie DESC, z.uuid DESC"),
];
static STARTDATUM: [Paar; 2] = [
    order!("startdatum", "x.startdatum, x.uuid", "z.startdatum, z.uuid"),
    order!("startdatum_desc", "x.startdatum DESC, x.uuid DESC", "z.startdatum DESC, z.uuid DESC"),
];
static REGISTRATIEDATUM: [Paar; 2] = [
    order!("registratiedatum", "x.registratiedatum, x.uuid", "z.registratiedatum, z.uuid"),
    order!("registratiedatum_desc", "x.registratiedatum DESC, x.uuid DESC", "z.registratiedatum DESC, z.uuid DESC"),
];
static EINDDATUM: [Paar; 2] = [
    order!("einddatum", "x.einddatum NULLS FIRST, x.uuid", "z.einddatum NULLS FIRST, z.uuid"),
    order!("einddatum_desc", "x.einddatum DESC NULLS LAST, x.uuid DESC", "z.einddatum DESC NULLS LAST, z.uuid DESC"),
];
static PUBLICATIEDATUM: [Paar; 2] = [
    order!("publicatiedatum", "x.publicatiedatum NULLS FIRST, x.uuid", "z.publicatiedatum NULLS FIRST, z.uuid"),
    order!(
        "publicatiedatum_desc",
        "x.publicatiedatum DESC NULLS LAST, x.uuid DESC",
        "z.publicatiedatum DESC NULLS LAST, z.uuid DESC"
    ),
];
static ARCHIEFACTIEDATUM: [Paar; 2] = [
    order!("archiefactiedatum", "x.archiefactiedatum NULLS FIRST, x.uuid", "z.archiefactiedatum NULLS FIRST, z.uuid"),
    order!(
        "archiefactiedatum_desc",
        "x.archiefactiedatum DESC NULLS LAST, x.uuid DESC",
        "z.archiefactiedatum DESC NULLS LAST, z.uuid DESC"
    ),
];

macro_rules! statements {
    ($($pair:ident),*) => {
        &[$(&$pair[0].all, &$pair[0].in_bereik, &$pair[1].all, &$pair[1].in_bereik,)*]
    };
}

pub(crate) const STATEMENTS: &[&Sql] =
    statements!(IDENTIFICATIE, STARTDATUM, REGISTRATIEDATUM, EINDDATUM, PUBLICATIEDATUM, ARCHIEFACTIEDATUM);

const fn of(field: OrderField) -> &'static [Paar; 2] {
    match field {
        OrderField::Identificatie => &IDENTIFICATIE,
        OrderField::Startdatum => &STARTDATUM,
        OrderField::Registratiedatum => &REGISTRATIEDATUM,
        OrderField::Einddatum => &EINDDATUM,
        OrderField::Publicatiedatum => &PUBLICATIEDATUM,
        OrderField::Archiefactiedatum => &ARCHIEFACTIEDATUM,
    }
}

/// Returns the zaken in the window in the order of a field, and one more when there are more.
pub(crate) async fn list(
    db: &mut Reader,
    bereik: &Bereik,
    (field, is_down): (OrderField, bool),
    is_open: Option<bool>,
    window: Window,
) -> Result<Vec<Zaak>> {
    let (sql, first) = of(field)[usize::from(is_down)].of(bereik);
    db.query(sql, &[first, is_open.into(), window.limit_and_one().into(), window.offset().into()], read_zaak).await
}
