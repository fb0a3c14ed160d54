//! Rows that come from another register, many at once.

use ::store::{Reader, Result, Sql, Tx, sql, sql_pair};
use autorisaties::handlers::import::Tabel;
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite, import_tabel};
use uuid::Uuid;

use super::{INSERT_BESLUIT, INSERT_BESLUITINFORMATIEOBJECT, besluit_values};
use crate::import::Soort;
use crate::{Besluit, BesluitInformatieobject};

static BESLUIT: Tabel = import_tabel!("besluiten", "besluit");
static DOCUMENT: Tabel = import_tabel!("besluiten", "besluitinformatieobject");

macro_rules! facts {
    () => {
        "SELECT b.uuid, b.zaak, b.identificatie, b.verantwoordelijke_organisatie, b.besluittype, t.catalogus
         FROM besluit b JOIN besluittype t ON t.uuid = b.besluittype WHERE b.uuid IN "
    };
}

/// What is told of besluiten: `$1` are their ids.
static LIST_FACTS: Sql =
    sql_pair("besluiten.import_facts", concat!(facts!(), ids_sqlite!()), concat!(facts!(), ids_postgres!()));
/// The highest identificatie of this form: those of one length sort as their numbers do.
static HIGHEST: Sql =
    sql("besluiten.import_highest", "SELECT max(identificatie) FROM besluit WHERE identificatie LIKE $1");

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] =
    &[&BESLUIT.present, &BESLUIT.count, &DOCUMENT.present, &DOCUMENT.count, &LIST_FACTS, &HIGHEST];

pub(crate) fn tabel(soort: Soort) -> &'static Tabel {
    match soort {
        Soort::Besluit => &BESLUIT,
        Soort::Document => &DOCUMENT,
    }
}

/// What is told of a besluit.
pub(crate) struct Facts {
    pub(crate) besluit: Uuid,
    pub(crate) zaak: Option<Uuid>,
    pub(crate) identificatie: String,
    pub(crate) organisatie: String,
    pub(crate) besluittype: Uuid,
    pub(crate) catalogus: Uuid,
}

pub(crate) async fn list_facts(db: &mut Reader, besluiten: impl Iterator<Item = Uuid>) -> Result<Vec<Facts>> {
    db.query(&LIST_FACTS, &[ids_parameter(besluiten).into()], |row| {
        Ok(Facts {
            besluit: row.get(0)?,
            zaak: row.get(1)?,
            identificatie: row.get(2)?,
            organisatie: row.get(3)?,
            besluittype: row.get(4)?,
            catalogus: row.get(5)?,
        })
    })
    .await
}

/// Returns the highest identificatie that is like this.
pub(crate) async fn highest_identificatie(db: &mut Reader, pattern: &str) -> Result<Option<String>> {
    db.query_one(&HIGHEST, &[pattern.into()], |row| row.get(0)).await
}

/// Writes besluiten and returns which were taken.
pub(crate) async fn insert_besluiten<'a>(tx: &mut Tx, all: impl Iterator<Item = &'a Besluit>) -> Result<Vec<bool>> {
    let rows: Vec<_> = all.map(|one| besluit_values(one).into()).collect();
    tx.insert_each(&INSERT_BESLUIT, &rows).await
}

/// Writes documents of besluiten and returns which were taken.
pub(crate) async fn insert_documenten<'a>(
    tx: &mut Tx,
    all: impl Iterator<Item = &'a BesluitInformatieobject>,
) -> Result<Vec<bool>> {
    let rows: Vec<_> = all.map(|one| vec![one.uuid.into(), one.besluit.into(), one.informatieobject.into()]).collect();
    tx.insert_each(&INSERT_BESLUITINFORMATIEOBJECT, &rows).await
}

/// Returns how many records of a kind are here.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &mut Reader, soort: Soort) -> Result<i64> {
    tabel(soort).count(db).await
}
