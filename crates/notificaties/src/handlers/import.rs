//! Kanalen and abonnementen of another register. Subscribers are not called: they took messages there.

use ::store::Tx;
use autorisaties::Sealer;
use autorisaties::handlers::import::{Batch, Import, Incoming, Outcome};
use autorisaties::handlers::{Fields, Urls};
use values::Id;

use super::{abonnementen, kanalen};
use crate::operations::{abonnementen as bij, kanalen as kanaal_operations};
use crate::{AbonnementGegevens, NotificatiesError, store};

/// Takes kanalen over. One with the same name is the same kanaal, whatever its id.
///
/// # Errors
/// When the database fails.
pub async fn import_kanalen(
    tx: &mut Tx,
    with: &Import,
    incoming: Vec<Incoming>,
) -> Result<Vec<Outcome>, NotificatiesError> {
    let present = store::KANAAL.list_present(tx, incoming.iter().map(|one| one.uuid)).await?;
    let Batch { mut outcomes, read } =
        with.read(incoming, &present, |fields, _, _| Some(kanalen::read_gegevens(fields)));
    for one in read {
        let taken = kanaal_operations::take_over(tx, Id::new(one.uuid), &one.record).await?;
        if let Some(outcome) = outcomes.get_mut(one.at).filter(|_| !taken) {
            *outcome = Outcome::Present;
        }
    }
    Ok(outcomes)
}

/// Takes abonnementen over. Which client made them, and what proves us to a subscriber, is told by few registers: what is not told stays
/// empty, and then an administrator has to see to it.
///
/// # Errors
/// When the database fails.
pub async fn import_abonnementen(
    tx: &mut Tx,
    with: &Import,
    sealer: &Sealer,
    incoming: Vec<Incoming>,
) -> Result<Vec<Outcome>, NotificatiesError> {
    let present = store::ABONNEMENT.list_present(tx, incoming.iter().map(|one| one.uuid)).await?;
    let Batch { outcomes, read } = with.read(incoming, &present, |fields, urls, _| Some(read(fields, urls)));
    for one in read {
        bij::take_over(tx, sealer, Id::new(one.uuid), &one.record).await?;
    }
    Ok(outcomes)
}

fn read(fields: &mut Fields, urls: &Urls) -> AbonnementGegevens {
    let auth = match fields.has("auth") {
        true => None,
        false => Some(String::new()),
    };
    let mut read = abonnementen::read_gegevens(fields, auth);
    let kanalen = read.kanalen.iter_mut().map(|one| &mut one.filters);
    for filters in kanalen.chain(read.cloudevent_filters.iter_mut().map(|one| &mut one.filters)) {
        for (_, value) in filters {
            // Filters compare paths, whichever host stands before them.
            let path = urls.shorten(value);
            if !value.ends_with(&path) {
                *value = path;
            }
        }
    }
    read
}
