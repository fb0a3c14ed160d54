//! Rights of use.

use ::store::{Reader, Result, Row, Sql, Tx, sql};
use values::Id;

use crate::access::Zicht;
use crate::register::GebruiksrechtenFilter;
use crate::{Document, Gebruiksrechten};

macro_rules! columns {
    () => {
        "r.uuid, r.informatieobject, r.startdatum, r.einddatum, r.omschrijving_voorwaarden"
    };
}

macro_rules! periods {
    () => {
        "(CAST($3 AS BIGINT) IS NULL OR r.startdatum < $3) AND (CAST($4 AS BIGINT) IS NULL OR r.startdatum <= $4)
         AND (CAST($5 AS BIGINT) IS NULL OR r.startdatum > $5) AND (CAST($6 AS BIGINT) IS NULL OR r.startdatum >= $6)
         AND (CAST($7 AS BIGINT) IS NULL OR r.einddatum < $7) AND (CAST($8 AS BIGINT) IS NULL OR r.einddatum <= $8)
         AND (CAST($9 AS BIGINT) IS NULL OR r.einddatum > $9) AND (CAST($10 AS BIGINT) IS NULL OR r.einddatum >= $10)"
    };
}

static LIST: [Sql; 2] = below!(
    "list_gebruiksrechten",
    columns!(),
    "gebruiksrechten",
    concat!("CAST($2 AS UUID) IS NULL AND ", periods!()),
    " ORDER BY r.uuid DESC",
    "$11"
);
static LIST_OF_DOCUMENT: [Sql; 2] = below!(
    "list_gebruiksrechten_of_document",
    columns!(),
    "gebruiksrechten",
    concat!("r.informatieobject = $2 AND ", periods!()),
    " ORDER BY r.uuid DESC",
    "$11"
);
static FIND: Sql =
    sql("documenten.find_gebruiksrechten", concat!("SELECT ", columns!(), " FROM gebruiksrechten r WHERE r.uuid = $1"));
static HAS: Sql = sql(
    "documenten.has_gebruiksrechten",
    "SELECT r.uuid FROM gebruiksrechten r WHERE r.informatieobject = $1 ORDER BY r.uuid LIMIT 1",
);
pub(crate) static INSERT: Sql = sql(
    "documenten.insert_gebruiksrechten",
    "INSERT INTO gebruiksrechten (uuid, informatieobject, startdatum, einddatum, omschrijving_voorwaarden)
     VALUES ($1, $2, $3, $4, $5)",
);
static UPDATE: Sql = sql(
    "documenten.update_gebruiksrechten",
    "UPDATE gebruiksrechten SET startdatum = $2, einddatum = $3, omschrijving_voorwaarden = $4 WHERE uuid = $1",
);
static DELETE: Sql = sql("documenten.delete_gebruiksrechten", "DELETE FROM gebruiksrechten WHERE uuid = $1");

pub(super) const STATEMENTS: &[&Sql] =
    &[&LIST[0], &LIST[1], &LIST_OF_DOCUMENT[0], &LIST_OF_DOCUMENT[1], &FIND, &HAS, &INSERT, &UPDATE, &DELETE];

pub(crate) async fn list(
    db: &mut Reader,
    zicht: &Zicht,
    filter: &GebruiksrechtenFilter,
) -> Result<Vec<Gebruiksrechten>> {
    let parameter = zicht.bereik.as_parameter();
    let lists = if filter.informatieobject.is_some() { &LIST_OF_DOCUMENT } else { &LIST };
    let values = [
        parameter.as_deref().into(),
        filter.informatieobject.into(),
        filter.startdatum.lt.into(),
        filter.startdatum.lte.into(),
        filter.startdatum.gt.into(),
        filter.startdatum.gte.into(),
        filter.einddatum.lt.into(),
        filter.einddatum.lte.into(),
        filter.einddatum.gt.into(),
        filter.einddatum.gte.into(),
        zicht.gereed().into(),
    ];
    db.query(&lists[usize::from(parameter.is_some())], &values, read).await
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Gebruiksrechten>) -> Result<Option<Gebruiksrechten>> {
    db.query_opt(&FIND, &[uuid.into()], read).await
}

/// Decides whether the document has rights of use.
pub(crate) async fn has(db: &mut Reader, document: Id<Document>) -> Result<bool> {
    Ok(db.query_opt(&HAS, &[document.into()], |_| Ok(())).await?.is_some())
}

pub(crate) fn values(rechten: &Gebruiksrechten) -> [::store::Value<'_>; 5] {
    [
        rechten.uuid.into(),
        rechten.informatieobject.into(),
        rechten.startdatum.into(),
        rechten.einddatum.into(),
        (&rechten.omschrijving_voorwaarden).into(),
    ]
}

pub(crate) async fn insert(tx: &mut Tx, rechten: &Gebruiksrechten) -> Result<()> {
    tx.execute(&INSERT, &values(rechten)).await?;
    Ok(())
}

pub(crate) async fn update(tx: &mut Tx, rechten: &Gebruiksrechten) -> Result<()> {
    let values = [
        rechten.uuid.into(),
        rechten.startdatum.into(),
        rechten.einddatum.into(),
        (&rechten.omschrijving_voorwaarden).into(),
    ];
    tx.execute(&UPDATE, &values).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut Tx, uuid: Id<Gebruiksrechten>) -> Result<()> {
    tx.execute(&DELETE, &[uuid.into()]).await?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Gebruiksrechten> {
    Ok(Gebruiksrechten {
        uuid: row.get(0)?,
        informatieobject: row.get(1)?,
        startdatum: row.get(2)?,
        einddatum: row.get(3)?,
        omschrijving_voorwaarden: row.get(4)?,
    })
}
