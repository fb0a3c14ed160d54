//! Rows of sessions. The facts of the person are JSON, in a shape of their own.

use ::store::{Reader, Result, Sql, Tx, sql};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use values::actor::{Betrouwbaarheidsniveau, Burger, Grond, Vertegenwoordiging};

use crate::sessions::Who;

static FIND: Sql = sql(
    "identity.find_sessie",
    "SELECT last_seen_at, expires_at, data FROM sessie WHERE token_hash = $1 AND kind = $2",
);
static INSERT: Sql = sql(
    "identity.insert_sessie",
    "INSERT INTO sessie (token_hash, kind, created_at, last_seen_at, expires_at, data) VALUES ($1, $2, $3, $4, $5, $6)",
);
static TOUCH: Sql =
    sql("identity.touch_sessie", "UPDATE sessie SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2");
static DELETE: Sql = sql("identity.delete_sessie", "DELETE FROM sessie WHERE token_hash = $1");
static DELETE_OVER: Sql =
    sql("identity.delete_sessies_over", "DELETE FROM sessie WHERE expires_at <= $1 OR last_seen_at <= $2");

pub(crate) const STATEMENTS: &[&Sql] = &[&FIND, &INSERT, &TOUCH, &DELETE, &DELETE_OVER];

/// Which pages a session opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Burger,
    Medewerker,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Burger => "burger",
            Self::Medewerker => "medewerker",
        }
    }
}

pub(crate) struct SessieRow {
    pub(crate) last_seen_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) who: Who,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Data {
    Burger {
        bsn: String,
        naam: String,
        loa: Betrouwbaarheidsniveau,
        vertegenwoordigt: Option<Namens>,
        /// Whether the mandate is looked up for each request.
        #[serde(default)]
        is_looked_up: bool,
    },
    Medewerker {
        id: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Namens {
    bsn: String,
    naam: String,
    grond: Grond,
    zaaktypen: Vec<String>,
}

impl From<&Who> for Data {
    fn from(who: &Who) -> Self {
        match who {
            Who::Medewerker(id) => Self::Medewerker { id: id.clone() },
            Who::Burger(burger) | Who::Gemachtigde(burger) => Self::Burger {
                bsn: burger.bsn.as_str().to_owned(),
                naam: burger.naam.clone(),
                loa: burger.loa,
                vertegenwoordigt: burger.vertegenwoordigt.as_ref().map(|other| Namens {
                    bsn: other.bsn.as_str().to_owned(),
                    naam: other.naam.clone(),
                    grond: other.grond,
                    zaaktypen: other.zaaktypen.clone(),
                }),
                is_looked_up: matches!(who, Who::Gemachtigde(_)),
            },
        }
    }
}

impl Data {
    fn into_who(self) -> Option<Who> {
        Some(match self {
            Self::Medewerker { id } => Who::Medewerker(id),
            Self::Burger { bsn, naam, loa, vertegenwoordigt, is_looked_up } => {
                let vertegenwoordigt = match vertegenwoordigt {
                    None => None,
                    Some(other) => Some(Vertegenwoordiging {
                        bsn: other.bsn.parse().ok()?,
                        naam: other.naam,
                        grond: other.grond,
                        zaaktypen: other.zaaktypen,
                    }),
                };
                let burger = Burger { bsn: bsn.parse().ok()?, naam, loa, vertegenwoordigt };
                if is_looked_up { Who::Gemachtigde(burger) } else { Who::Burger(burger) }
            }
        })
    }
}

/// Finds the row of a token. Data of another version of the program counts as no session: its owner logs in again.
pub(crate) async fn find(db: &mut Reader, token_hash: &str, kind: Kind) -> Result<Option<SessieRow>> {
    let found = db
        .query_opt(&FIND, &[token_hash.into(), kind.as_str().into()], |row| {
            let who = serde_json::from_str::<Data>(row.text(2)?).ok().and_then(Data::into_who);
            Ok((row.get(0)?, row.get(1)?, who))
        })
        .await?;
    Ok(found.and_then(|(last_seen_at, expires_at, who)| Some(SessieRow { last_seen_at, expires_at, who: who? })))
}

pub(crate) async fn insert(tx: &mut Tx, token_hash: &str, who: &Who, expires_at: Timestamp) -> Result<()> {
    let kind = match who {
        Who::Burger(_) | Who::Gemachtigde(_) => Kind::Burger,
        Who::Medewerker(_) => Kind::Medewerker,
    };
    let data = serde_json::to_string(&Data::from(who)).expect("texts and lists are always JSON");
    let now = tx.now();
    let values = [token_hash.into(), kind.as_str().into(), now.into(), now.into(), expires_at.into(), data.into()];
    tx.execute(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn touch(tx: &mut Tx, token_hash: &str, now: Timestamp) -> Result<()> {
    tx.execute(&TOUCH, &[token_hash.into(), now.into()]).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut Tx, token_hash: &str) -> Result<()> {
    tx.execute(&DELETE, &[token_hash.into()]).await?;
    Ok(())
}

/// Removes what ended before `now`, or was last seen before `idle_since`.
pub(crate) async fn delete_over(tx: &mut Tx, now: Timestamp, idle_since: Timestamp) -> Result<()> {
    tx.execute(&DELETE_OVER, &[now.into(), idle_since.into()]).await?;
    Ok(())
}
