//! Which records are here, for what is taken over from another register.

use ::store::{Reader, Result, Sql, sql};
use autorisaties::handlers::import::Tabel;
use autorisaties::import_tabel;

use crate::operations::import::Soort;

static DOCUMENT: Tabel = import_tabel!("documenten", "enkelvoudiginformatieobject");
static GEBRUIKSRECHTEN: Tabel = import_tabel!("documenten", "gebruiksrechten");
static VERZENDING: Tabel = import_tabel!("documenten", "verzending");
static OBJECTINFORMATIEOBJECT: Tabel = import_tabel!("documenten", "objectinformatieobject");
/// The highest identificatie of this form: those of one length sort as their numbers do.
static HIGHEST: Sql = sql(
    "documenten.import_highest",
    "SELECT max(identificatie) FROM enkelvoudiginformatieobject WHERE identificatie LIKE $1",
);

pub(super) const STATEMENTS: &[&Sql] = &[
    &DOCUMENT.present,
    &DOCUMENT.count,
    &GEBRUIKSRECHTEN.present,
    &GEBRUIKSRECHTEN.count,
    &VERZENDING.present,
    &VERZENDING.count,
    &OBJECTINFORMATIEOBJECT.present,
    &OBJECTINFORMATIEOBJECT.count,
    &HIGHEST,
];

pub(crate) fn tabel(soort: Soort) -> &'static Tabel {
    match soort {
        Soort::Document => &DOCUMENT,
        Soort::Gebruiksrechten => &GEBRUIKSRECHTEN,
        Soort::Verzending => &VERZENDING,
        Soort::ObjectInformatieObject => &OBJECTINFORMATIEOBJECT,
    }
}

/// Returns the highest identificatie that is like this.
pub(crate) async fn highest_identificatie(db: &mut Reader, pattern: &str) -> Result<Option<String>> {
    db.query_one(&HIGHEST, &[pattern.into()], |row| row.get(0)).await
}

/// Returns how many records of a kind are here.
///
/// # Errors
/// When the database fails.
pub async fn import_count(db: &mut Reader, soort: Soort) -> Result<i64> {
    tabel(soort).count(db).await
}
