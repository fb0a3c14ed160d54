//! Mijn berichten. Every message is the resident's own, and when it is about a zaak, that zaak passes the gate of the portal too.

use std::collections::HashMap;

use ::store::{Reader, Tx};
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;
use values::actor::Burger;
use zaken::Zaak;

use crate::{Bericht, MessagesError, store};

/// Rows read at a time.
const BATCH: i64 = 50;

/// Which zaken this resident may see, each asked once.
pub(crate) struct Gate<'a> {
    burger: &'a Burger,
    today: Date,
    answers: HashMap<Id<Zaak>, bool>,
}

impl<'a> Gate<'a> {
    pub(crate) fn new(db: &Reader, burger: &'a Burger) -> Self {
        Self { burger, today: today(db), answers: HashMap::new() }
    }

    /// Decides whether a message about this zaak (or about none) may be seen.
    pub(crate) async fn allows(&mut self, db: &mut Reader, zaak: Option<Id<Zaak>>) -> Result<bool, MessagesError> {
        let Some(zaak) = zaak else {
            // A mandate for some zaaktypen does not reach what belongs to no zaak.
            return Ok(self.burger.vertegenwoordigt.as_ref().is_none_or(|mandate| mandate.zaaktypen.is_empty()));
        };
        if let Some(answer) = self.answers.get(&zaak) {
            return Ok(*answer);
        }
        let answer = zaken::portaal::find(db, self.burger, self.today, zaak).await?.is_some();
        self.answers.insert(zaak, answer);
        Ok(answer)
    }
}

fn today(db: &Reader) -> Date {
    values::local_date(db.db().clock().now())
}

/// Returns messages of the resident, or of whom she represents, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_berichten(
    db: &mut Reader,
    burger: &Burger,
    limit: i64,
    offset: i64,
) -> Result<Vec<Bericht>, MessagesError> {
    let mut gate = Gate::new(db, burger);
    let today = today(db);
    let mut visible = Vec::new();
    let mut to_skip = offset.max(0);
    let mut before = Uuid::max();
    loop {
        let batch = store::list_berichten(db, burger.betrokkene(), today, before, BATCH).await?;
        let Some(last) = batch.last() else { return Ok(visible) };
        before = last.uuid;
        for bericht in batch {
            if !gate.allows(db, bericht.zaak).await? {
                continue;
            }
            if i64::try_from(visible.len()).unwrap_or(i64::MAX) >= limit {
                return Ok(visible);
            }
            if to_skip > 0 {
                to_skip -= 1;
            } else {
                visible.push(bericht);
            }
        }
    }
}

/// Returns how many messages the resident, or whom she represents, did not open yet.
///
/// # Errors
/// When the database fails.
pub async fn count_ongelezen(db: &mut Reader, burger: &Burger) -> Result<i64, MessagesError> {
    let mut gate = Gate::new(db, burger);
    let today = today(db);
    let mut count = 0;
    for (zaak, ongelezen) in store::count_ongelezen(db, burger.betrokkene(), today).await? {
        if gate.allows(db, zaak).await? {
            count += ongelezen;
        }
    }
    Ok(count)
}

/// Returns a message if this resident may see it.
///
/// # Errors
/// When the database fails.
pub async fn find_bericht(db: &mut Reader, burger: &Burger, uuid: Uuid) -> Result<Option<Bericht>, MessagesError> {
    let today = today(db);
    let Some(bericht) = store::find_bericht(db, burger.betrokkene(), today, uuid).await? else { return Ok(None) };
    let is_allowed = Gate::new(db, burger).allows(db, bericht.zaak).await?;
    Ok(is_allowed.then_some(bericht))
}

/// Keeps that the resident opened a message, and returns whether she may see it. The first time counts.
///
/// # Errors
/// When the database fails.
pub async fn mark_gelezen(tx: &mut Tx, burger: &Burger, uuid: Uuid) -> Result<bool, MessagesError> {
    if find_bericht(tx, burger, uuid).await?.is_none() {
        return Ok(false);
    }
    store::set_gelezen(tx, uuid).await?;
    Ok(true)
}
