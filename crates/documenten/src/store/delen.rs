//! Parts of files that come in parts.

use ::store::files::Stored;
use ::store::{Reader, Result, Sql, Tx, Value, sql, sql_pair};
use values::Id;

use super::register::read_deel;
use crate::{Bestandsdeel, Document};

static INSERT: Sql = sql(
    "documenten.insert_bestandsdeel",
    "INSERT INTO bestandsdeel (uuid, informatieobject, volgnummer, omvang) VALUES ($1, $2, $3, $4)",
);
static FIND: Sql = sql(
    "documenten.find_bestandsdeel",
    "SELECT uuid, informatieobject, volgnummer, omvang, inhoud FROM bestandsdeel WHERE uuid = $1",
);
static LOCK: Sql = sql_pair(
    "documenten.lock_bestandsdeel",
    "SELECT uuid, informatieobject, volgnummer, omvang, inhoud FROM bestandsdeel WHERE uuid = $1",
    "SELECT uuid, informatieobject, volgnummer, omvang, inhoud FROM bestandsdeel WHERE uuid = $1 FOR UPDATE",
);
static SET_INHOUD: Sql =
    sql("documenten.set_bestandsdeel_inhoud", "UPDATE bestandsdeel SET inhoud = $2 WHERE uuid = $1");
static DELETE: Sql = sql("documenten.delete_bestandsdelen", "DELETE FROM bestandsdeel WHERE informatieobject = $1");

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &FIND, &LOCK, &SET_INHOUD, &DELETE];

pub(crate) async fn insert(tx: &mut Tx, delen: &[Bestandsdeel]) -> Result<()> {
    let row = |deel: &Bestandsdeel| {
        vec![deel.uuid.into(), deel.informatieobject.into(), deel.volgnummer.into(), deel.omvang.into()]
    };
    let rows: Vec<Vec<Value<'_>>> = delen.iter().map(row).collect();
    tx.execute_each(&INSERT, &rows).await
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Bestandsdeel>) -> Result<Option<Bestandsdeel>> {
    db.query_opt(&FIND, &[uuid.into()], read_deel).await
}

pub(crate) async fn lock(tx: &mut Tx, uuid: Id<Bestandsdeel>) -> Result<Option<Bestandsdeel>> {
    tx.query_opt(&LOCK, &[uuid.into()], read_deel).await
}

pub(crate) async fn set_inhoud(tx: &mut Tx, uuid: Id<Bestandsdeel>, stored: &Stored) -> Result<()> {
    tx.execute(&SET_INHOUD, &[uuid.into(), (&stored.hash).into()]).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut Tx, document: Id<Document>) -> Result<()> {
    tx.execute(&DELETE, &[document.into()]).await?;
    Ok(())
}
