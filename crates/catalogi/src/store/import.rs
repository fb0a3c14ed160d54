//! Which types are here, for what is taken over from another register.

use ::store::{Reader, Result, Sql, sql, sql_pair};
use autorisaties::handlers::import::Tabel;
use autorisaties::{ids_postgres, ids_sqlite};

use crate::register::Soort;

/// As every table has them (`import_tabel`), but copies of what stays in other registers were not taken over: they do not count.
macro_rules! tabel {
    ($table:literal) => {
        Tabel {
            count: sql(
                concat!("catalogi.import_count_", $table),
                concat!("SELECT count(*) FROM ", $table, " t WHERE ", eigen!("t")),
            ),
            present: sql_pair(
                concat!("catalogi.import_present_", $table),
                concat!("SELECT uuid FROM ", $table, " WHERE uuid IN ", ids_sqlite!()),
                concat!("SELECT uuid FROM ", $table, " WHERE uuid IN ", ids_postgres!()),
            ),
        }
    };
}

static CATALOGUS: Tabel = tabel!("catalogus");
static ZAAKTYPE: Tabel = tabel!("zaaktype");
static STATUSTYPE: Tabel = tabel!("statustype");
static RESULTAATTYPE: Tabel = tabel!("resultaattype");
static ROLTYPE: Tabel = tabel!("roltype");
static EIGENSCHAP: Tabel = tabel!("eigenschap");
static ZAAKOBJECTTYPE: Tabel = tabel!("zaakobjecttype");
static INFORMATIEOBJECTTYPE: Tabel = tabel!("informatieobjecttype");
static ZAAKTYPE_INFORMATIEOBJECTTYPE: Tabel = tabel!("zaaktype_informatieobjecttype");
static BESLUITTYPE: Tabel = tabel!("besluittype");

macro_rules! statements {
    ($($tabel:ident),*) => {
        /// Every statement of this file, for the test that prepares them on both databases.
        pub const STATEMENTS: &[&Sql] = &[$(&$tabel.present, &$tabel.count),*];
    };
}

statements!(
    CATALOGUS,
    ZAAKTYPE,
    STATUSTYPE,
    RESULTAATTYPE,
    ROLTYPE,
    EIGENSCHAP,
    ZAAKOBJECTTYPE,
    INFORMATIEOBJECTTYPE,
    ZAAKTYPE_INFORMATIEOBJECTTYPE,
    BESLUITTYPE
);

pub(crate) fn tabel(soort: Soort) -> &'static Tabel {
    match soort {
        Soort::Catalogus => &CATALOGUS,
        Soort::Zaaktype | Soort::Deelzaaktype | Soort::Gerelateerd => &ZAAKTYPE,
        Soort::Statustype => &STATUSTYPE,
        Soort::Resultaattype => &RESULTAATTYPE,
        Soort::Roltype => &ROLTYPE,
        Soort::Eigenschap => &EIGENSCHAP,
        Soort::Zaakobjecttype => &ZAAKOBJECTTYPE,
        Soort::Informatieobjecttype => &INFORMATIEOBJECTTYPE,
        Soort::ZaaktypeInformatieobjecttype => &ZAAKTYPE_INFORMATIEOBJECTTYPE,
        Soort::Besluittype => &BESLUITTYPE,
    }
}

/// Returns how many types of a kind are here, concepts too.
///
/// # Errors
/// When the database fails.
pub async fn import_count(db: &mut Reader, soort: Soort) -> Result<i64> {
    tabel(soort).count(db).await
}
