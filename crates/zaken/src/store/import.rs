//! Rows that come from another register, many at once.

use std::collections::HashMap;

use ::store::{Reader, Result, Sql, Tx, Value, sql, sql_pair};
use autorisaties::handlers::import::Tabel;
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite, import_tabel};
use uuid::Uuid;
use values::{Id, Vertrouwelijkheidaanduiding};

use crate::Zaak;
use crate::import::Soort;

/// A row below a zaak.
pub(crate) trait Rij {
    /// The word of audit lines and events.
    const RESOURCE: &'static str;

    /// Returns the statement that adds it.
    fn insert() -> &'static Sql;

    /// Returns what that statement asks.
    fn values(&self) -> Vec<Value<'_>>;

    /// Returns the zaak that it lies below.
    fn zaak(&self) -> Id<Zaak>;

    /// Returns it in a few words, for the audit trail.
    fn weergave(&self) -> &str {
        Self::RESOURCE
    }
}

/// Something that does not say itself to which zaak it belongs.
pub(crate) struct VanZaak<T> {
    pub(crate) zaak: Id<Zaak>,
    pub(crate) one: T,
}

static ZAAK: Tabel = import_tabel!("zaken", "zaak");
static STATUS: Tabel = import_tabel!("zaken", "status");
static SUBSTATUS: Tabel = import_tabel!("zaken", "substatus");
static RESULTAAT: Tabel = import_tabel!("zaken", "resultaat");
static ROL: Tabel = import_tabel!("zaken", "rol");
static ZAAKOBJECT: Tabel = import_tabel!("zaken", "zaakobject");
static KLANTCONTACT: Tabel = import_tabel!("zaken", "klantcontact");
static CONTACTMOMENT: Tabel = import_tabel!("zaken", "zaakcontactmoment");
static VERZOEK: Tabel = import_tabel!("zaken", "zaakverzoek");
static NOTITIE: Tabel = import_tabel!("zaken", "zaaknotitie");
static EIGENSCHAP: Tabel = import_tabel!("zaken", "zaakeigenschap");
static DOCUMENT: Tabel = import_tabel!("zaken", "zaakinformatieobject");

/// What subscribers filter on: `$1` are zaken.
static LIST_FACTS: Sql = sql_pair(
    "zaken.import_facts",
    concat!(
        "SELECT z.uuid, z.bronorganisatie, z.zaaktype, t.catalogus, z.vertrouwelijkheidaanduiding
         FROM zaak z JOIN zaaktype t ON t.uuid = z.zaaktype WHERE z.uuid IN ",
        ids_sqlite!()
    ),
    concat!(
        "SELECT z.uuid, z.bronorganisatie, z.zaaktype, t.catalogus, z.vertrouwelijkheidaanduiding
         FROM zaak z JOIN zaaktype t ON t.uuid = z.zaaktype WHERE z.uuid IN ",
        ids_postgres!()
    ),
);
/// A zaak whose newest status, or resultaat, was not taken over must not name it.
static SETTLE_STATUS: Sql = sql(
    "zaken.import_settle_status",
    "UPDATE zaak SET status = (SELECT s.uuid FROM status s WHERE s.zaak = zaak.uuid ORDER BY s.datum_status_gezet DESC LIMIT 1)
     WHERE status IS NOT NULL AND NOT EXISTS (SELECT 1 FROM status s WHERE s.uuid = zaak.status)",
);
static SETTLE_RESULTAAT: Sql = sql(
    "zaken.import_settle_resultaat",
    "UPDATE zaak SET resultaat = (SELECT r.uuid FROM resultaat r WHERE r.zaak = zaak.uuid)
     WHERE resultaat IS NOT NULL AND NOT EXISTS (SELECT 1 FROM resultaat r WHERE r.uuid = zaak.resultaat)",
);
/// The highest identificatie of this form: those of one length sort as their numbers do.
static HIGHEST: Sql = sql("zaken.import_highest", "SELECT max(identificatie) FROM zaak WHERE identificatie LIKE $1");

macro_rules! statements {
    ($($tabel:ident),*; $($sql:ident),*) => {
        /// Every statement of this file, for the test that prepares them on both databases.
        pub(super) const STATEMENTS: &[&Sql] = &[$(&$tabel.present, &$tabel.count,)* $(&$sql),*];
    };
}

statements!(
    ZAAK, STATUS, SUBSTATUS, RESULTAAT, ROL, ZAAKOBJECT, KLANTCONTACT, CONTACTMOMENT, VERZOEK, NOTITIE, EIGENSCHAP, DOCUMENT;
    LIST_FACTS, SETTLE_STATUS, SETTLE_RESULTAAT, HIGHEST
);

pub(crate) fn tabel(soort: Soort) -> &'static Tabel {
    match soort {
        Soort::Zaak | Soort::Relaties => &ZAAK,
        Soort::Status => &STATUS,
        Soort::Substatus => &SUBSTATUS,
        Soort::Resultaat => &RESULTAAT,
        Soort::Rol => &ROL,
        Soort::Zaakobject => &ZAAKOBJECT,
        Soort::Klantcontact => &KLANTCONTACT,
        Soort::Contactmoment => &CONTACTMOMENT,
        Soort::Verzoek => &VERZOEK,
        Soort::Notitie => &NOTITIE,
        Soort::Eigenschap => &EIGENSCHAP,
        Soort::Document => &DOCUMENT,
    }
}

/// What subscribers filter zaken on.
pub(crate) struct Facts {
    pub(crate) bronorganisatie: String,
    pub(crate) zaaktype: Uuid,
    pub(crate) catalogus: Uuid,
    pub(crate) level: Vertrouwelijkheidaanduiding,
}

pub(crate) async fn list_facts(db: &mut Reader, zaken: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, Facts>> {
    let found = db
        .query(&LIST_FACTS, &[ids_parameter(zaken).into()], |row| {
            let facts = Facts {
                bronorganisatie: row.get(1)?,
                zaaktype: row.get(2)?,
                catalogus: row.get(3)?,
                level: row.get(4)?,
            };
            Ok((row.get(0)?, facts))
        })
        .await?;
    Ok(found.into_iter().collect())
}

/// Sees to it that zaken name no status or resultaat that is not here. Walks all zaken.
pub(crate) async fn settle(tx: &mut Tx) -> Result<()> {
    tx.execute(&SETTLE_STATUS, &[]).await?;
    tx.execute(&SETTLE_RESULTAAT, &[]).await.map(drop)
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
