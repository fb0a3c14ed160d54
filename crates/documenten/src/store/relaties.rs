//! That documents are in objects.

use ::store::{Reader, Result, Row, Sql, Tx, sql};
use uuid::Uuid;
use values::Id;

use crate::access::Zicht;
use crate::{Document, ObjectInformatieObject, ObjectSoort};

macro_rules! columns {
    () => {
        "r.uuid, r.informatieobject, r.object_type, r.object"
    };
}

static LIST: [Sql; 2] = below!(
    "list_objectinformatieobjecten",
    columns!(),
    "objectinformatieobject",
    "CAST($2 AS UUID) IS NULL AND CAST($3 AS UUID) IS NULL",
    " ORDER BY r.uuid DESC",
    "$4"
);
static LIST_OF_OBJECT: [Sql; 2] = below!(
    "list_objectinformatieobjecten_of_object",
    columns!(),
    "objectinformatieobject",
    "r.object = $2 AND (CAST($3 AS UUID) IS NULL OR r.informatieobject = $3)",
    " ORDER BY r.uuid DESC",
    "$4"
);
static LIST_OF_DOCUMENT: [Sql; 2] = below!(
    "list_objectinformatieobjecten_of_document",
    columns!(),
    "objectinformatieobject",
    "CAST($2 AS UUID) IS NULL AND r.informatieobject = $3",
    " ORDER BY r.uuid DESC",
    "$4"
);
static FIND: Sql = sql(
    "documenten.find_objectinformatieobject",
    concat!("SELECT ", columns!(), " FROM objectinformatieobject r WHERE r.uuid = $1"),
);
static FIND_PAIR: Sql = sql(
    "documenten.find_objectinformatieobject_pair",
    concat!("SELECT ", columns!(), " FROM objectinformatieobject r WHERE r.object = $1 AND r.informatieobject = $2"),
);
static HAS: Sql = sql(
    "documenten.has_objectinformatieobject",
    "SELECT r.uuid FROM objectinformatieobject r WHERE r.informatieobject = $1 ORDER BY r.uuid LIMIT 1",
);
static LIST_OBJECTS: Sql = sql(
    "documenten.list_objects_of_document",
    "SELECT r.object FROM objectinformatieobject r WHERE r.informatieobject = $1 ORDER BY r.uuid",
);
static INSERT: Sql = sql(
    "documenten.insert_objectinformatieobject",
    "INSERT INTO objectinformatieobject (uuid, informatieobject, object_type, object) VALUES ($1, $2, $3, $4)
     ON CONFLICT (object, informatieobject) DO NOTHING",
);
static DELETE: Sql =
    sql("documenten.delete_objectinformatieobject", "DELETE FROM objectinformatieobject WHERE uuid = $1");
static DELETE_OF_OBJECT: Sql =
    sql("documenten.delete_objectinformatieobjecten_of_object", "DELETE FROM objectinformatieobject WHERE object = $1");

pub(super) const STATEMENTS: &[&Sql] = &[
    &LIST[0],
    &LIST[1],
    &LIST_OF_OBJECT[0],
    &LIST_OF_OBJECT[1],
    &LIST_OF_DOCUMENT[0],
    &LIST_OF_DOCUMENT[1],
    &FIND,
    &FIND_PAIR,
    &HAS,
    &LIST_OBJECTS,
    &INSERT,
    &DELETE,
    &DELETE_OF_OBJECT,
];

pub(crate) async fn list(
    db: &mut Reader,
    zicht: &Zicht,
    object: Option<Uuid>,
    document: Option<Id<Document>>,
) -> Result<Vec<ObjectInformatieObject>> {
    let parameter = zicht.bereik.as_parameter();
    let lists = match (object, document) {
        (Some(_), _) => &LIST_OF_OBJECT,
        (None, Some(_)) => &LIST_OF_DOCUMENT,
        (None, None) => &LIST,
    };
    let values = [parameter.as_deref().into(), object.into(), document.into(), zicht.gereed().into()];
    db.query(&lists[usize::from(parameter.is_some())], &values, read).await
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<ObjectInformatieObject>) -> Result<Option<ObjectInformatieObject>> {
    db.query_opt(&FIND, &[uuid.into()], read).await
}

pub(crate) async fn find_pair(
    db: &mut Reader,
    object: Uuid,
    document: Id<Document>,
) -> Result<Option<ObjectInformatieObject>> {
    db.query_opt(&FIND_PAIR, &[object.into(), document.into()], read).await
}

/// Decides whether the document is in any object.
pub(crate) async fn has(db: &mut Reader, document: Id<Document>) -> Result<bool> {
    Ok(db.query_opt(&HAS, &[document.into()], |_| Ok(())).await?.is_some())
}

/// Returns the objects that a document is in, here and elsewhere.
pub(crate) async fn list_objects(db: &mut Reader, document: Id<Document>) -> Result<Vec<Uuid>> {
    db.query(&LIST_OBJECTS, &[document.into()], |row| row.get(0)).await
}

pub(crate) async fn insert(tx: &mut Tx, relatie: &ObjectInformatieObject) -> Result<()> {
    insert_each(tx, std::slice::from_ref(relatie)).await
}

pub(crate) async fn insert_each(tx: &mut Tx, all: &[ObjectInformatieObject]) -> Result<()> {
    let row = |one: &ObjectInformatieObject| {
        vec![one.uuid.into(), one.informatieobject.into(), one.object_soort.as_str().into(), one.object.into()]
    };
    tx.send_each(&INSERT, all.iter().map(row).collect()).await
}

pub(crate) async fn delete(tx: &mut Tx, uuid: Id<ObjectInformatieObject>) -> Result<()> {
    tx.execute(&DELETE, &[uuid.into()]).await?;
    Ok(())
}

pub(crate) async fn delete_of_object(tx: &mut Tx, object: Uuid) -> Result<()> {
    tx.execute(&DELETE_OF_OBJECT, &[object.into()]).await?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<ObjectInformatieObject> {
    Ok(ObjectInformatieObject {
        uuid: row.get(0)?,
        informatieobject: row.get(1)?,
        // The table holds only what was written from this enum.
        object_soort: ObjectSoort::find(row.text(2)?).unwrap_or(ObjectSoort::Zaak),
        object: row.get(3)?,
    })
}
