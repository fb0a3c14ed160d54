//! Sessions: open, find, touch, close. Knows no cookies; those are in `handlers/cookies.rs`.

use ::store::{Db, Result};
use values::Actor;
use values::actor::{Burger, Medewerker};

use crate::limits::{IDLE_MAX, LIFE_MAX, Phase, phase};
use crate::store::{medewerkers, sessies};
use crate::{SessionToken, persons};

const ACTOR: Actor = Actor::Systeem("sessies");

/// Whose session it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A resident, with everything that the login vouched for.
    Burger(Burger),
    /// A resident who acts for another by a mandate that is in our own register. It is looked up for each request, so that ending it works at once.
    Gemachtigde(Burger),
    /// A member of staff, by account name. Name and roles are read anew for each request, so that taking them away works at once.
    Medewerker(String),
}

/// A session that counts.
#[derive(Debug, Clone)]
pub(crate) struct Active<T> {
    pub(crate) who: T,
    pub(crate) seconds_left: u32,
}

/// What a token turned out to be.
#[derive(Debug, Clone)]
pub(crate) enum Found<T> {
    Active(Active<T>),
    /// It was one until a while ago.
    Over,
    /// It was for somebody who is not represented any more; now it is closed.
    Withdrawn,
    Unknown,
}

impl<T> Found<T> {
    /// Returns how long the session lasts if nothing more happens; none when there is none.
    pub(crate) fn seconds_left(self) -> Option<u32> {
        match self {
            Self::Active(active) => Some(active.seconds_left),
            Self::Over | Self::Withdrawn | Self::Unknown => None,
        }
    }
}

/// Opens a session and ends the one that the browser had before.
///
/// # Errors
/// When the database fails.
pub async fn open(db: &Db, who: &Who, previous: Option<&SessionToken>) -> Result<SessionToken> {
    let token = SessionToken::new(db.clock());
    let mut tx = db.begin(&ACTOR).await?;
    let now = tx.now();
    if let Some(previous) = previous {
        sessies::delete(&mut tx, &previous.hash()).await?;
    }
    // Rows that are over go when new ones come; nothing else needs to clean up.
    sessies::delete_over(&mut tx, now, now - IDLE_MAX).await?;
    sessies::insert(&mut tx, &token.hash(), who, now + LIFE_MAX).await?;
    tx.commit().await?;
    Ok(token)
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn close(db: &Db, token: &SessionToken) -> Result<()> {
    let mut tx = db.begin(&ACTOR).await?;
    sessies::delete(&mut tx, &token.hash()).await?;
    tx.commit().await
}

/// Finds the session of a resident. `is_activity` says whether the request shows that somebody is there.
pub(crate) async fn find_burger(db: &Db, token: &SessionToken, is_activity: bool) -> Result<Found<Burger>> {
    Ok(match find(db, token, sessies::Kind::Burger, is_activity).await? {
        Found::Active(Active { who: Who::Burger(who), seconds_left }) => Found::Active(Active { who, seconds_left }),
        Found::Active(Active { who: Who::Gemachtigde(who), seconds_left }) => {
            if is_mandated(db, &who).await? {
                Found::Active(Active { who, seconds_left })
            } else {
                close(db, token).await?;
                tracing::info!("A session ended: its mandate is over");
                Found::Withdrawn
            }
        }
        Found::Over => Found::Over,
        Found::Active(_) | Found::Withdrawn | Found::Unknown => Found::Unknown,
    })
}

/// Finds the session of a member of staff who still works here.
pub(crate) async fn find_medewerker(db: &Db, token: &SessionToken, is_activity: bool) -> Result<Found<Medewerker>> {
    let (id, seconds_left) = match find(db, token, sessies::Kind::Medewerker, is_activity).await? {
        Found::Active(Active { who: Who::Medewerker(id), seconds_left }) => (id, seconds_left),
        Found::Over => return Ok(Found::Over),
        Found::Active(_) | Found::Withdrawn | Found::Unknown => return Ok(Found::Unknown),
    };
    let found = medewerkers::find_active(&mut db.reader(), &id).await?;
    Ok(found.map_or(Found::Unknown, |who| Found::Active(Active { who, seconds_left })))
}

async fn is_mandated(db: &Db, burger: &Burger) -> Result<bool> {
    let Some(held) = &burger.vertegenwoordigt else { return Ok(true) };
    let valid = persons::machtigingen_of(&mut db.reader(), &burger.bsn).await?;
    Ok(persons::still_holds(held, &valid))
}

async fn find(db: &Db, token: &SessionToken, kind: sessies::Kind, is_activity: bool) -> Result<Found<Who>> {
    let hash = token.hash();
    let Some(row) = sessies::find(&mut db.reader(), &hash, kind).await? else { return Ok(Found::Unknown) };
    let now = db.clock().now();
    let seconds_left = match phase(row.last_seen_at, row.expires_at, now) {
        Phase::Over => return Ok(Found::Over),
        Phase::Active { is_touch_due: true, .. } if is_activity => {
            let mut tx = db.begin(&ACTOR).await?;
            sessies::touch(&mut tx, &hash, now).await?;
            tx.commit().await?;
            match phase(now, row.expires_at, now) {
                Phase::Active { seconds_left, .. } => seconds_left,
                Phase::Over => return Ok(Found::Over),
            }
        }
        Phase::Active { seconds_left, .. } => seconds_left,
    };
    Ok(Found::Active(Active { who: row.who, seconds_left }))
}
