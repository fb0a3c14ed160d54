//! Statements about kanalen and abonnementen, and the mapping of rows.

pub(crate) mod bezorgingen;

use ::store::{Reader, Result, Row, Sql, Tx, sql};
use autorisaties::handlers::import::Tabel;
use autorisaties::import_tabel;
use serde_json::{Value, json};
use uuid::Uuid;
use values::Id;

use crate::{Abonnement, AbonnementGegevens, CloudeventFilter, Kanaal, KanaalFilter, KanaalGegevens, wire};

static LIST_KANALEN: Sql =
    sql("notificaties.list_kanalen", "SELECT uuid, naam, documentatie_link, filters FROM kanaal ORDER BY naam");
static FIND_KANAAL: Sql =
    sql("notificaties.find_kanaal", "SELECT uuid, naam, documentatie_link, filters FROM kanaal WHERE uuid = $1");
static FIND_KANAAL_BY_NAAM: Sql = sql(
    "notificaties.find_kanaal_by_naam",
    "SELECT uuid, naam, documentatie_link, filters FROM kanaal WHERE naam = $1",
);
static INSERT_KANAAL: Sql = sql(
    "notificaties.insert_kanaal",
    "INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES ($1, $2, $3, $4)",
);
static UPDATE_KANAAL: Sql =
    sql("notificaties.update_kanaal", "UPDATE kanaal SET documentatie_link = $2, filters = $3 WHERE uuid = $1");
static LIST_ABONNEMENTEN: Sql = sql(
    "notificaties.list_abonnementen",
    "SELECT uuid, client_id, callback_url, kanalen, send_cloudevents, cloudevent_filters FROM abonnement ORDER BY uuid",
);
static FIND_ABONNEMENT: Sql = sql(
    "notificaties.find_abonnement",
    "SELECT uuid, client_id, callback_url, kanalen, send_cloudevents, cloudevent_filters FROM abonnement
     WHERE uuid = $1",
);
static FIND_AUTH: Sql =
    sql("notificaties.find_auth", "SELECT callback_url, auth_sealed FROM abonnement WHERE uuid = $1");
static INSERT_ABONNEMENT: Sql = sql(
    "notificaties.insert_abonnement",
    "INSERT INTO abonnement (uuid, client_id, callback_url, auth_sealed, send_cloudevents, kanalen, cloudevent_filters,
                             mislukt, niet_voor, bezorger_tot)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0)",
);
static UPDATE_ABONNEMENT: Sql = sql(
    "notificaties.update_abonnement",
    "UPDATE abonnement SET callback_url = $2, auth_sealed = $3, send_cloudevents = $4, kanalen = $5,
            cloudevent_filters = $6, mislukt = 0, niet_voor = 0 WHERE uuid = $1",
);
static DELETE_ABONNEMENT: Sql = sql("notificaties.delete_abonnement", "DELETE FROM abonnement WHERE uuid = $1");
static FIND_VERSIE: Sql = sql("notificaties.find_versie", "SELECT versie FROM abonnementen_versie WHERE id = 1");
static SET_VERSIE: Sql = sql("notificaties.set_versie", "UPDATE abonnementen_versie SET versie = $1 WHERE id = 1");

/// Which are here, for what is taken over from another register.
pub(crate) static KANAAL: Tabel = import_tabel!("notificaties", "kanaal");
pub(crate) static ABONNEMENT: Tabel = import_tabel!("notificaties", "abonnement");

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] = &[
    &[
        &LIST_KANALEN,
        &FIND_KANAAL,
        &FIND_KANAAL_BY_NAAM,
        &INSERT_KANAAL,
        &UPDATE_KANAAL,
        &LIST_ABONNEMENTEN,
        &FIND_ABONNEMENT,
        &FIND_AUTH,
        &INSERT_ABONNEMENT,
        &UPDATE_ABONNEMENT,
        &DELETE_ABONNEMENT,
        &FIND_VERSIE,
        &SET_VERSIE,
        &KANAAL.present,
        &KANAAL.count,
        &ABONNEMENT.present,
        &ABONNEMENT.count,
    ],
    bezorgingen::STATEMENTS,
];

/// Returns how many kanalen are here.
///
/// # Errors
/// When the database fails.
pub async fn count_kanalen(db: &mut Reader) -> Result<i64> {
    KANAAL.count(db).await
}

/// Returns how many abonnementen are here.
///
/// # Errors
/// When the database fails.
pub async fn count_abonnementen(db: &mut Reader) -> Result<i64> {
    ABONNEMENT.count(db).await
}

pub(crate) async fn list_kanalen(db: &mut Reader) -> Result<Vec<Kanaal>> {
    db.query(&LIST_KANALEN, &[], read_kanaal).await
}

pub(crate) async fn find_kanaal(db: &mut Reader, uuid: Id<Kanaal>) -> Result<Option<Kanaal>> {
    db.query_opt(&FIND_KANAAL, &[uuid.into()], read_kanaal).await
}

pub(crate) async fn find_kanaal_by_naam(db: &mut Reader, naam: &str) -> Result<Option<Kanaal>> {
    db.query_opt(&FIND_KANAAL_BY_NAAM, &[naam.into()], read_kanaal).await
}

pub(crate) async fn insert_kanaal(tx: &mut Tx, uuid: Id<Kanaal>, new: &KanaalGegevens) -> Result<()> {
    let filters = Value::from(new.filters.clone()).to_string();
    let values = [uuid.into(), (&new.naam).into(), (&new.documentatie_link).into(), filters.into()];
    tx.execute(&INSERT_KANAAL, &values).await?;
    Ok(())
}

pub(crate) async fn update_kanaal(tx: &mut Tx, uuid: Id<Kanaal>, new: &KanaalGegevens) -> Result<()> {
    let filters = Value::from(new.filters.clone()).to_string();
    tx.execute(&UPDATE_KANAAL, &[uuid.into(), (&new.documentatie_link).into(), filters.into()]).await?;
    Ok(())
}

fn read_kanaal(row: &Row<'_>) -> Result<Kanaal> {
    Ok(Kanaal {
        uuid: row.get(0)?,
        naam: row.get(1)?,
        documentatie_link: row.get(2)?,
        filters: serde_json::from_str(row.text(3)?).unwrap_or_default(),
    })
}

pub(crate) async fn list_abonnementen(db: &mut Reader) -> Result<Vec<Abonnement>> {
    db.query(&LIST_ABONNEMENTEN, &[], read_abonnement).await
}

pub(crate) async fn find_abonnement(db: &mut Reader, uuid: Id<Abonnement>) -> Result<Option<Abonnement>> {
    db.query_opt(&FIND_ABONNEMENT, &[uuid.into()], read_abonnement).await
}

/// Returns where a subscriber is, and what proves us to it, sealed.
pub(crate) async fn find_auth(db: &mut Reader, uuid: Uuid) -> Result<Option<(String, Vec<u8>)>> {
    db.query_opt(&FIND_AUTH, &[uuid.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(crate) async fn insert_abonnement(
    tx: &mut Tx,
    uuid: Id<Abonnement>,
    client_id: &str,
    auth_sealed: &[u8],
    new: &AbonnementGegevens,
) -> Result<()> {
    tx.execute(
        &INSERT_ABONNEMENT,
        &[
            uuid.into(),
            client_id.into(),
            (&new.callback_url).into(),
            auth_sealed.into(),
            new.send_cloudevents.into(),
            kanalen_text(&new.kanalen).into(),
            cloudevents_text(&new.cloudevent_filters).into(),
        ],
    )
    .await?;
    set_versie(tx).await
}

pub(crate) async fn update_abonnement(
    tx: &mut Tx,
    uuid: Id<Abonnement>,
    auth_sealed: &[u8],
    new: &AbonnementGegevens,
) -> Result<()> {
    tx.execute(
        &UPDATE_ABONNEMENT,
        &[
            uuid.into(),
            (&new.callback_url).into(),
            auth_sealed.into(),
            new.send_cloudevents.into(),
            kanalen_text(&new.kanalen).into(),
            cloudevents_text(&new.cloudevent_filters).into(),
        ],
    )
    .await?;
    set_versie(tx).await
}

pub(crate) async fn delete_abonnement(tx: &mut Tx, uuid: Id<Abonnement>) -> Result<()> {
    tx.execute(&DELETE_ABONNEMENT, &[uuid.into()]).await?;
    set_versie(tx).await
}

/// A new id each time, never a counter: a number of a transaction that was undone could come back with other contents.
async fn set_versie(tx: &mut Tx) -> Result<()> {
    let versie = tx.new_uuid();
    tx.execute(&SET_VERSIE, &[versie.into()]).await?;
    Ok(())
}

pub(crate) async fn find_versie(db: &mut Reader) -> Result<Uuid> {
    db.query_one(&FIND_VERSIE, &[], |row| row.get(0)).await
}

fn read_abonnement(row: &Row<'_>) -> Result<Abonnement> {
    let list = |text: &str| -> Vec<Value> { serde_json::from_str(text).unwrap_or_default() };
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let filters = |value: &Value| value.get("filters").map(wire::texts).unwrap_or_default();
    Ok(Abonnement {
        uuid: row.get(0)?,
        client_id: row.get(1)?,
        callback_url: row.get(2)?,
        kanalen: list(row.text(3)?)
            .iter()
            .map(|one| KanaalFilter { naam: text(one, "naam"), filters: filters(one) })
            .collect(),
        send_cloudevents: row.get(4)?,
        cloudevent_filters: list(row.text(5)?)
            .iter()
            .map(|one| CloudeventFilter { type_substring: text(one, "typeSubstring"), filters: filters(one) })
            .collect(),
    })
}

fn kanalen_text(all: &[KanaalFilter]) -> String {
    all.iter()
        .map(|one| json!({ "naam": one.naam, "filters": wire::object(&one.filters) }))
        .collect::<Value>()
        .to_string()
}

fn cloudevents_text(all: &[CloudeventFilter]) -> String {
    all.iter()
        .map(|one| json!({ "typeSubstring": one.type_substring, "filters": wire::object(&one.filters) }))
        .collect::<Value>()
        .to_string()
}
