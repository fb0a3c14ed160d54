//! The log of processings (AVG): which application or member of staff read the data of which person, and why.
//!
//! Reading must not become writing. What was read waits in memory and is written once a second, many lines in one commit; who reads the same
//! again before that is in one line, so a flood of lists costs what one list costs. A program that is killed loses the lines of its last
//! second; one that is stopped writes them all. When the database takes nothing, lines are kept up to a limit, and what is lost beyond it
//! is counted in the log of the program.
//!
//! A person is kept as a code that only the key of this installation makes of a BSN. So the table tells nobody who was read, and yet answers
//! the question of one person. Old lines are removed by [`delete_old`].

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use tokio::sync::{Notify, watch};
use uuid::Uuid;
use values::actor::Herkomst;
use values::{Actor, Bsn};

use crate::tx::Author;
use crate::{Db, Reader, Result, Sql, Tx, Value, sql};

/// Makes the code of a BSN.
pub type Pseudonym = Arc<dyn Fn(&str) -> Uuid + Send + Sync>;

/// How long a line waits at most.
const WRITE_EVERY: Duration = Duration::from_secs(1);
/// Persons that wait before they are written at once.
const WRITE_AT: usize = 2_000;
/// Persons that wait at most, but for those of one list more.
const WAIT_MAX: usize = 200_000;
/// Lines are kept this long: somebody who asks hears of the last three years.
const KEEP_DAYS: i64 = 3 * 365;
/// Lines removed in one statement.
const DELETE_MAX: i64 = 5_000;

const SCHRIJVER: Actor = Actor::Systeem("verwerkingen");

static INSERT: Sql = sql(
    "store.insert_verwerking",
    "INSERT INTO verwerking (id, created_at, actor_kind, actor_id, actor_naam, gebruiker_id, gebruiker_naam, handeling, toelichting,
                             herkomst)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
static INSERT_PERSOON: Sql = sql(
    "store.insert_verwerking_persoon",
    "INSERT INTO verwerking_persoon (verwerking, persoon, zaak) VALUES ($1, $2, $3)",
);
static LIST: Sql = sql(
    "store.list_verwerkingen",
    "SELECT v.created_at, v.actor_kind, v.actor_id, v.actor_naam, v.gebruiker_id, v.gebruiker_naam, v.handeling, v.toelichting,
            v.herkomst, p.zaak
     FROM verwerking_persoon p JOIN verwerking v ON v.id = p.verwerking
     WHERE p.persoon = $1 ORDER BY p.verwerking DESC, p.zaak LIMIT $2",
);
static DELETE_OLD: Sql = sql(
    "store.delete_old_verwerkingen",
    "DELETE FROM verwerking WHERE id IN (SELECT id FROM verwerking WHERE created_at < $1 ORDER BY created_at LIMIT $2)",
);

/// Every statement of the log.
pub const STATEMENTS: &[&Sql] = &[&INSERT, &INSERT_PERSOON, &LIST, &DELETE_OLD];

/// What waits to be written.
#[derive(Default)]
pub(crate) struct Verwerkingen {
    pseudonym: OnceLock<Pseudonym>,
    waiting: Mutex<Waiting>,
    bell: Notify,
}

#[derive(Default)]
struct Waiting {
    lines: HashMap<Lezer, Gelezen>,
    personen: usize,
    lost: usize,
}

/// Who read, why, and what.
#[derive(PartialEq, Eq, Hash)]
struct Lezer {
    author: Author,
    herkomst: String,
    handeling: &'static str,
}

/// Since when, and of whom.
struct Gelezen {
    at: Timestamp,
    personen: HashSet<(String, Option<Uuid>)>,
}

impl Verwerkingen {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn add(&mut self, lezer: Lezer, at: Timestamp, personen: impl IntoIterator<Item = (String, Option<Uuid>)>) {
        // Who reads is text of the caller: a line for nobody is not kept either.
        if self.personen >= WAIT_MAX {
            self.lost += 1;
            return;
        }
        let line = self.lines.entry(lezer).or_insert_with(|| Gelezen { at, personen: HashSet::new() });
        let before = line.personen.len();
        line.personen.extend(personen);
        self.personen += line.personen.len() - before;
    }
}

/// One line of the log, as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwerking {
    /// When.
    pub at: Timestamp,
    /// `applicatie`, `medewerker` or `systeem`.
    pub actor_kind: String,
    /// The client id or account name.
    pub actor_id: String,
    /// The name of who read.
    pub actor_naam: String,
    /// Who worked with the application, as it says itself.
    pub gebruiker_id: String,
    /// The name of who worked with the application.
    pub gebruiker_naam: String,
    /// What was read.
    pub handeling: String,
    /// Why, as the application says itself.
    pub toelichting: String,
    /// What other logs call the request, as JSON; empty when nothing was said.
    pub herkomst: String,
    /// In which zaak; none when only the person was asked for.
    pub zaak: Option<Uuid>,
}

impl Db {
    /// Plugs in what makes the code of a BSN. Before that nothing is logged. Called once, at start.
    pub fn set_pseudonym(&self, pseudonym: Pseudonym) {
        assert!(self.verwerkingen().pseudonym.set(pseudonym).is_ok(), "what makes codes is set once");
    }

    /// Decides whether what is read is logged: when it is not, nobody needs to look whose data it is.
    pub fn logs_lezingen(&self) -> bool {
        self.verwerkingen().pseudonym.get().is_some()
    }

    /// Logs that this actor read the data of these persons, each in a zaak. Residents who look at their own are not logged here.
    pub fn log_lezing(&self, actor: &Actor, handeling: &'static str, personen: Vec<(String, Option<Uuid>)>) {
        let is_own = matches!(actor, Actor::Burger(_) | Actor::Bedrijf(_));
        if !self.logs_lezingen() || is_own || personen.is_empty() {
            return;
        }
        let lezer = Lezer { author: Author::of(actor), herkomst: write_herkomst(actor), handeling };
        let mut waiting = self.verwerkingen().waiting();
        waiting.add(lezer, self.clock().now(), personen);
        if waiting.personen >= WRITE_AT {
            self.verwerkingen().bell.notify_one();
        }
    }
}

/// Writes what other logs call a request as JSON; nothing when nothing was said.
fn write_herkomst(actor: &Actor) -> String {
    let Some(herkomst) = actor.herkomst().filter(|herkomst| **herkomst != Herkomst::default()) else {
        return String::new();
    };
    let all = [
        ("logrecordId", &herkomst.logrecord_id),
        ("applicationId", &herkomst.application_id),
        ("userId", &herkomst.user_id),
        ("processId", &herkomst.process_id),
    ];
    let said = all.into_iter().filter(|(_, value)| !value.is_empty());
    serde_json::Value::Object(said.map(|(name, value)| (name.to_owned(), value.clone().into())).collect()).to_string()
}

/// Writes what was read, until `stop` becomes true; call [`write`] once more when no request runs any longer.
pub async fn run(db: Db, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        tokio::select! {
            () = tokio::time::sleep(WRITE_EVERY) => {}
            () = db.verwerkingen().bell.notified() => {}
            _ = stop.changed() => {}
        }
        if let Err(error) = write(&db).await {
            tracing::error!(%error, "The log of processings can't be written; trying again");
            tokio::time::sleep(WRITE_EVERY).await;
        }
    }
}

/// Writes what waits and returns how many lines that were.
///
/// # Errors
/// When the database fails; the lines wait for the next time.
pub async fn write(db: &Db) -> Result<usize> {
    let log = db.verwerkingen();
    let Some(pseudonym) = log.pseudonym.get() else { return Ok(0) };
    let Waiting { lines, lost, .. } = std::mem::take(&mut *log.waiting());
    let mut lines: Vec<(Lezer, Gelezen)> = lines.into_iter().collect();
    lines.sort_by_key(|(_, line)| line.at);
    if lost > 0 {
        tracing::error!(lost, "Lines of the log of processings were lost: the database took nothing for too long");
    }
    if lines.is_empty() {
        return Ok(0);
    }
    match insert(db, pseudonym, &lines).await {
        Ok(()) => Ok(lines.len()),
        Err(error) => {
            let mut waiting = log.waiting();
            let newer = std::mem::take(&mut *waiting);
            for (lezer, line) in lines.into_iter().chain(newer.lines) {
                waiting.add(lezer, line.at, line.personen);
            }
            waiting.lost += newer.lost;
            Err(error)
        }
    }
}

async fn insert(db: &Db, pseudonym: &Pseudonym, lines: &[(Lezer, Gelezen)]) -> Result<()> {
    let mut tx = db.begin(&SCHRIJVER).await?;
    let mut rows: Vec<Vec<Value<'_>>> = Vec::with_capacity(lines.len());
    let mut personen: Vec<Vec<Value<'_>>> = Vec::new();
    for (lezer, line) in lines {
        let id = tx.new_uuid();
        let author = &lezer.author;
        personen.extend(line.personen.iter().map(|(bsn, zaak)| vec![id.into(), pseudonym(bsn).into(), (*zaak).into()]));
        rows.push(vec![
            id.into(),
            line.at.into(),
            author.kind.into(),
            author.id.as_str().into(),
            author.naam.as_str().into(),
            author.gebruiker_id.as_str().into(),
            author.gebruiker_naam.as_str().into(),
            lezer.handeling.into(),
            author.toelichting.as_str().into(),
            lezer.herkomst.as_str().into(),
        ]);
    }
    tx.send_each(&INSERT, rows).await?;
    tx.send_each(&INSERT_PERSOON, personen).await?;
    tx.commit().await
}

/// Returns who read the data of this person, newest first. Whoever asks this reads too: log it.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &mut Reader, bsn: &Bsn, limit: i64) -> Result<Vec<Verwerking>> {
    let Some(persoon) = db.db().verwerkingen().pseudonym.get().map(|pseudonym| pseudonym(bsn.as_str())) else {
        return Ok(Vec::new());
    };
    db.query(&LIST, &[persoon.into(), limit.into()], |row| {
        Ok(Verwerking {
            at: row.get(0)?,
            actor_kind: row.get(1)?,
            actor_id: row.get(2)?,
            actor_naam: row.get(3)?,
            gebruiker_id: row.get(4)?,
            gebruiker_naam: row.get(5)?,
            handeling: row.get(6)?,
            toelichting: row.get(7)?,
            herkomst: row.get(8)?,
            zaak: row.get(9)?,
        })
    })
    .await
}

/// Removes lines that are older than three years, some thousands at a time.
///
/// # Errors
/// When the database fails.
pub async fn delete_old(tx: &mut Tx) -> Result<u64> {
    let before = tx.now().checked_sub((KEEP_DAYS * 24).hours()).unwrap_or(tx.now());
    tx.execute(&DELETE_OLD, &[before.into(), DELETE_MAX.into()]).await
}
