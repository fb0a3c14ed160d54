//! Mijn berichten. Every message is the resident's own, and when it is about a zaak, that zaak passes the gate of the portal too.

use std::collections::HashSet;

use ::store::{Reader, Tx};
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;
use values::actor::Burger;
use zaken::Zaak;

use crate::{Bericht, MessagesError, store};

/// Rows read at a time.
const BATCH: i64 = 50;

/// Which of some zaken this resident may see: asked once for a whole list.
pub(crate) struct Gate {
    allows_without_zaak: bool,
    visible: HashSet<Id<Zaak>>,
}

impl Gate {
    /// Asks the gate of the portal for these zaken.
    pub(crate) async fn ask(
        db: &mut Reader,
        burger: &Burger,
        zaken: impl Iterator<Item = Option<Id<Zaak>>>,
    ) -> Result<Self, MessagesError> {
        // A mandate for some zaaktypen does not reach what belongs to no zaak.
        let allows_without_zaak = burger.vertegenwoordigt.as_ref().is_none_or(|mandate| mandate.zaaktypen.is_empty());
        let today = today(db);
        let visible = zaken::portaal::visible(db, burger, today, zaken.flatten().collect()).await?;
        Ok(Self { allows_without_zaak, visible })
    }

    /// Decides whether a message about this zaak (or about none) may be seen.
    pub(crate) fn allows(&self, zaak: Option<Id<Zaak>>) -> bool {
        zaak.map_or(self.allows_without_zaak, |zaak| self.visible.contains(&zaak))
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
    let today = today(db);
    let mut visible = Vec::new();
    let mut to_skip = offset.max(0);
    let mut before = Uuid::max();
    loop {
        let batch = store::list_berichten(db, burger, today, before, BATCH).await?;
        let Some(last) = batch.last() else { return Ok(visible) };
        before = last.uuid;
        let gate = Gate::ask(db, burger, batch.iter().map(|bericht| bericht.zaak)).await?;
        let is_last = i64::try_from(batch.len()).unwrap_or(BATCH) < BATCH;
        for bericht in batch {
            if !gate.allows(bericht.zaak) {
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
        if is_last {
            return Ok(visible);
        }
    }
}

/// Returns how many messages the resident, or whom she represents, did not open yet: the one who asks.
///
/// # Errors
/// When the database fails.
pub async fn count_ongelezen(db: &mut Reader, burger: &Burger) -> Result<i64, MessagesError> {
    let today = today(db);
    let found = store::count_ongelezen(db, burger, today).await?;
    let gate = Gate::ask(db, burger, found.iter().map(|(zaak, _)| *zaak)).await?;
    Ok(found.iter().filter(|(zaak, _)| gate.allows(*zaak)).map(|(_, ongelezen)| ongelezen).sum())
}

/// Returns a message if this resident may see it.
///
/// # Errors
/// When the database fails.
pub async fn find_bericht(db: &mut Reader, burger: &Burger, uuid: Uuid) -> Result<Option<Bericht>, MessagesError> {
    let today = today(db);
    let Some(bericht) = store::find_bericht(db, burger, today, uuid).await? else { return Ok(None) };
    let gate = Gate::ask(db, burger, std::iter::once(bericht.zaak)).await?;
    Ok(gate.allows(bericht.zaak).then_some(bericht))
}

/// Keeps that this person opened a message, and returns whether she may see it. Who represents another has a mark of her own, so that the
/// message stays new for whom it is about, and the other way round. The first time counts.
///
/// # Errors
/// When the database fails.
pub async fn mark_gelezen(tx: &mut Tx, burger: &Burger, uuid: Uuid) -> Result<bool, MessagesError> {
    if find_bericht(tx, burger, uuid).await?.is_none() {
        return Ok(false);
    }
    store::set_gelezen(tx, &burger.bsn, uuid).await?;
    Ok(true)
}
