//! The documents of a decision, as documents of its zaak.

use ::store::{Reader, Result, Row, Sql, sql};
use uuid::Uuid;
use values::Id;
use zaken::{Zaak, ZaakInformatieobject};

static FIND: Sql = sql(
    "messages.find_besluit_document",
    "SELECT b.uuid, b.zaak FROM besluitinformatieobject r JOIN besluit b ON b.uuid = r.besluit
     WHERE r.uuid = $1 AND b.zaak IS NOT NULL",
);
static FIND_BESLUIT: Sql =
    sql("messages.find_besluit", "SELECT b.uuid, b.zaak FROM besluit b WHERE b.uuid = $1 AND b.zaak IS NOT NULL");
static LIST: Sql = sql(
    "messages.list_besluit_documents",
    "SELECT z.uuid FROM besluitinformatieobject r JOIN besluit b ON b.uuid = r.besluit
     JOIN zaakinformatieobject z ON z.zaak = b.zaak AND z.informatieobject = r.informatieobject
     WHERE r.besluit = $1 ORDER BY z.uuid",
);

pub(super) const STATEMENTS: &[&Sql] = &[&FIND, &FIND_BESLUIT, &LIST];

/// Which decision of which zaak a document belongs to.
pub(crate) struct BesluitDocument {
    pub(crate) besluit: Uuid,
    pub(crate) zaak: Id<Zaak>,
}

/// Returns the decision of a besluitinformatieobject; none when it is gone or belongs to no zaak.
pub(crate) async fn find_besluit_document(db: &mut Reader, relation: Uuid) -> Result<Option<BesluitDocument>> {
    db.query_opt(&FIND, &[relation.into()], |row| Ok(BesluitDocument { besluit: row.get(0)?, zaak: row.get(1)? })).await
}

/// Returns a decision with its zaak; none when it is gone or belongs to no zaak.
pub(crate) async fn find_besluit(db: &mut Reader, besluit: Uuid) -> Result<Option<BesluitDocument>> {
    let read = |row: &Row<'_>| Ok(BesluitDocument { besluit: row.get(0)?, zaak: row.get(1)? });
    db.query_opt(&FIND_BESLUIT, &[besluit.into()], read).await
}

/// Returns the documents of a decision by their relation to its zaak.
pub(crate) async fn list_besluit_documents(db: &mut Reader, besluit: Uuid) -> Result<Vec<Id<ZaakInformatieobject>>> {
    db.query(&LIST, &[besluit.into()], |row| row.get(0)).await
}
