//! Running instances and their history.

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql, sql_pair};
use bpmn::Event;
use jiff::Timestamp;
use values::{Actor, Id};
use zaken::Zaak;

use crate::run::Told;
use crate::{Instantie, Taak};

static INSERT: Sql = sql(
    "process.insert_instantie",
    "INSERT INTO procesinstantie (uuid, model, zaak, versie, phase, snapshot, created_at) VALUES ($1, $2, $3, 0, 'active', $4, $5)",
);
static LOCK: Sql = sql_pair(
    "process.lock_instantie",
    "SELECT uuid, model, zaak, versie, snapshot FROM procesinstantie WHERE uuid = $1",
    "SELECT uuid, model, zaak, versie, snapshot FROM procesinstantie WHERE uuid = $1 FOR UPDATE",
);
static LOCK_OF_TAAK: Sql = sql_pair(
    "process.lock_instantie_of_taak",
    "SELECT uuid, model, zaak, versie, snapshot FROM procesinstantie WHERE uuid = (SELECT instantie FROM taak WHERE uuid = $1)",
    "SELECT uuid, model, zaak, versie, snapshot FROM procesinstantie WHERE uuid = (SELECT instantie FROM taak WHERE uuid = $1)
     FOR UPDATE",
);
static FIND_NEWEST: Sql = sql(
    "process.find_newest_instantie",
    "SELECT uuid, model, zaak, versie, snapshot FROM procesinstantie WHERE zaak = $1 ORDER BY uuid DESC LIMIT 1",
);
static LIST_RUNNING: Sql =
    sql("process.list_running", "SELECT uuid FROM procesinstantie WHERE zaak = $1 AND phase = 'active' ORDER BY uuid");
// The version must be the one before: two commands on the same state can't both be right.
static SAVE: Sql = sql(
    "process.save_instantie",
    "UPDATE procesinstantie SET versie = $2, snapshot = $3, phase = $4, ended_at = $5 WHERE uuid = $1 AND versie = $2 - 1",
);
static INSERT_HISTORY: Sql = sql(
    "process.insert_history",
    "INSERT INTO procesgebeurtenis (instantie, nummer, created_at, actor_kind, actor_naam, gebeurtenis, plaatsen)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
static LIST_HISTORY: Sql = sql(
    "process.list_history",
    "SELECT created_at, actor_naam, gebeurtenis, plaatsen FROM procesgebeurtenis WHERE instantie = $1 ORDER BY nummer",
);

pub(super) const STATEMENTS: &[&Sql] =
    &[&INSERT, &LOCK, &LOCK_OF_TAAK, &FIND_NEWEST, &LIST_RUNNING, &SAVE, &INSERT_HISTORY, &LIST_HISTORY];

/// What one command did.
pub(crate) struct CommandHistory {
    pub at: Timestamp,
    pub actor_naam: String,
    pub events: Vec<Event>,
    /// How many audit lines came before each event; empty for what was done before this was kept.
    pub places: Vec<usize>,
}

pub(crate) async fn insert_instantie(tx: &mut Tx, instantie: &Instantie) -> Result<()> {
    let now = tx.now();
    let snapshot = serde_json::to_string(&instantie.state).map_err(|_| broken("snapshot"))?;
    let values = [instantie.uuid.into(), instantie.model.into(), instantie.zaak.into(), snapshot.into(), now.into()];
    tx.send(&INSERT, values).await
}

/// Returns an instance that nobody else can change until the transaction ends.
pub(crate) async fn lock_instantie(tx: &mut Tx, uuid: Id<Instantie>) -> Result<Option<Instantie>> {
    tx.query_opt(&LOCK, &[uuid.into()], read).await
}

/// Returns the instance of a task, locked likewise.
pub(crate) async fn lock_instantie_of_taak(tx: &mut Tx, taak: Id<Taak>) -> Result<Option<Instantie>> {
    tx.query_opt(&LOCK_OF_TAAK, &[taak.into()], read).await
}

pub(crate) async fn find_newest_instantie(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Instantie>> {
    db.query_opt(&FIND_NEWEST, &[zaak.into()], read).await
}

pub(crate) async fn list_running(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Id<Instantie>>> {
    db.query(&LIST_RUNNING, &[zaak.into()], |row| row.get(0)).await
}

pub(crate) async fn save_instantie(tx: &mut Tx, instantie: &Instantie) -> Result<()> {
    let snapshot = serde_json::to_string(&instantie.state).map_err(|_| broken("snapshot"))?;
    let is_ended = instantie.state.is_ended();
    let phase = if is_ended { "ended" } else { "active" };
    let ended_at = is_ended.then(|| tx.now());
    let values = [instantie.uuid.into(), instantie.versie.into(), snapshot.into(), phase.into(), ended_at.into()];
    // Nobody else can know an instance that this transaction made.
    if instantie.versie == 1 {
        return tx.send(&SAVE, values).await;
    }
    match tx.execute(&SAVE, &values).await? {
        1 => Ok(()),
        _ => Err(StoreError::NoRow("process.save_instantie: another command came in between")),
    }
}

pub(crate) async fn insert_history(tx: &mut Tx, instantie: &Instantie, actor: &Actor, told: &[Told]) -> Result<()> {
    let now = tx.now();
    let (events, places): (Vec<&Event>, Vec<usize>) = told.iter().map(|one| (&one.event, one.place)).unzip();
    let text = serde_json::to_string(&events).map_err(|_| broken("history"))?;
    let places = serde_json::to_string(&places).map_err(|_| broken("history"))?;
    let values = [
        instantie.uuid.into(),
        instantie.versie.into(),
        now.into(),
        actor.kind().into(),
        actor.audit_naam().into(),
        text.into(),
        places.into(),
    ];
    tx.send(&INSERT_HISTORY, values).await
}

pub(crate) async fn list_history(db: &mut Reader, uuid: Id<Instantie>) -> Result<Vec<CommandHistory>> {
    db.query(&LIST_HISTORY, &[uuid.into()], |row| {
        let events = serde_json::from_str(row.text(2)?).map_err(|_| broken("history"))?;
        let places = serde_json::from_str(row.text(3)?).map_err(|_| broken("history"))?;
        Ok(CommandHistory { at: row.get(0)?, actor_naam: row.get(1)?, events, places })
    })
    .await
}

fn read(row: &Row<'_>) -> Result<Instantie> {
    let state = serde_json::from_str(row.text(4)?).map_err(|_| broken("snapshot"))?;
    Ok(Instantie { uuid: row.get(0)?, model: row.get(1)?, zaak: row.get(2)?, versie: row.get(3)?, state })
}

fn broken(what: &'static str) -> StoreError {
    StoreError::Column { statement: "process", column: 4, message: format!("the {what} can't be read or written") }
}
