//! Whose data was read in zaken: for the log of processings (AVG).

use ::store::Db;
use autorisaties::handlers::{Caller, log_lezing};
use uuid::Uuid;

use crate::{Rol, Zaak, Zaakobject};

/// Logs that an application read who is involved.
pub(crate) fn of_rollen(db: &Db, caller: &Caller, rollen: &[Rol]) {
    let shown = rollen.iter().flat_map(|rol| {
        let zaak = Some(rol.zaak.uuid());
        [Some(&rol.betrokkene_identificatie), rol.authenticatie_context.as_ref()]
            .into_iter()
            .flatten()
            .map(move |value| (value, zaak))
    });
    log_lezing(db, &caller.0, "rollen", shown);
}

/// Logs that an application read what zaken are about: it may be a person.
pub(crate) fn of_zaakobjecten(db: &Db, caller: &Caller, objecten: &[Zaakobject]) {
    let shown = objecten.iter().filter_map(|one| Some((one.object_identificatie.as_ref()?, Some(one.zaak.uuid()))));
    log_lezing(db, &caller.0, "zaakobjecten", shown);
}

/// Logs that an application asked by BSN in which zaken somebody is involved, also when there are none.
pub(crate) fn of_search(db: &Db, caller: &Caller, bsn: Option<&str>, zaken: impl IntoIterator<Item = Uuid>) {
    let Some(bsn) = bsn else { return };
    let mut found: Vec<_> = zaken.into_iter().map(|zaak| (bsn.to_owned(), Some(zaak))).collect();
    if found.is_empty() {
        found.push((bsn.to_owned(), None));
    }
    db.log_lezing(&caller.0, "zaken van een persoon", found);
}

/// What shows nobody's data.
pub(crate) fn of_nothing<T>(_: &Db, _: &Caller, _: &[T]) {}

/// Returns the ids of zaken.
pub(crate) fn ids(zaken: &[Zaak]) -> impl Iterator<Item = Uuid> + '_ {
    zaken.iter().map(|zaak| zaak.uuid.uuid())
}
