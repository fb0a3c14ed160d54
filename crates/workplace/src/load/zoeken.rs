//! The zaken that a caseworker finds: three statements, and a row in the log for each zaak that is shown.

use ::store::Db;
use identity::StaffSession;
use web::PageError;
use zaken::werkvoorraad::Zoekvraag;

use super::internal;
use crate::views::{Gevonden, ZoekRow};

/// Zaken that are shown. Who finds more asks too little.
const FOUND_MAX: usize = 50;

/// Finds zaken and records that they were seen.
pub(crate) async fn search(db: &Db, session: &StaffSession, vraag: &Zoekvraag) -> Result<Gevonden, PageError> {
    let limit = i64::try_from(FOUND_MAX + 1).unwrap_or(i64::MAX);
    let mut tx = db.begin(&session.actor).await?;
    let mut found = zaken::werkvoorraad::search(&mut tx, &session.medewerker, vraag, limit).await.map_err(internal)?;
    let is_cut = found.len() > FOUND_MAX;
    found.truncate(FOUND_MAX);
    let today = values::local_date(tx.now());
    let mut zaken = Vec::with_capacity(found.len());
    for gevonden in &found {
        // From memory: a zaaktype is read once in the life of the program.
        let zaaktype = catalogi::read_zaaktype(&mut tx, gevonden.werk.zaak.zaaktype).await.map_err(internal)?;
        zaken.push(ZoekRow::from_domain(gevonden, &zaaktype, today));
    }
    tx.log_inzagen("zaak", found.iter().map(|gevonden| gevonden.werk.zaak.uuid.uuid()), "zoeken").await?;
    tx.commit().await?;
    Ok(Gevonden { zaken, is_cut, vandaag: today.to_string() })
}
