//! Setting a status: the richest operation, for it may close or reopen the zaak.

use ::store::Tx;
use autorisaties::handlers::Urls;
use catalogi::{Statustype, Zaaktype};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use values::{Actor, Id};

use super::{Change, archiveren, refuse_archived, tell};
use crate::access::{self, Scope};
use crate::register::StatusRegel;
use crate::rules::afsluiten::{EindeFacts, StatusEffect, StatusFacts, status_effect};
use crate::rules::toekomst::{is_before, is_future};
use crate::{Rol, Status, Zaak, ZakenError, store, views};

/// A status to be set.
#[derive(Debug, Clone, Copy)]
pub struct NewStatus<'a> {
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// Which status.
    pub statustype: Id<Statustype>,
    /// When; the moment of the transaction when the caller names none.
    pub datum_status_gezet: Option<Timestamp>,
    /// The calendar day of that moment in the caller's zone; the day in the Netherlands when the caller names none.
    pub day: Option<Date>,
    /// Why, at most 1,000 characters.
    pub statustoelichting: &'a str,
}

/// Sets a status on a zaak, and closes or reopens it when the status means that.
///
/// Rules: zrc-007 (afsluiten zaak), zrc-008 (heropenen zaak), zrc-016 (statustype belongs to zaaktype), zrc-021 (archivering).
///
/// # Errors
/// [`ZakenError::Forbidden`], `zaaktype-mismatch`, `resultaat-does-not-exist`, `archiefactiedatum-error`, …
pub async fn set_status(tx: &mut Tx, actor: &Actor, new: &NewStatus<'_>) -> Result<Status, ZakenError> {
    set_status_by(tx, actor, new, None).await
}

/// Sets a status as [`set_status`] does, and says which rol of the zaak set it.
///
/// # Errors
/// As [`set_status`], or `gezetdoor` when the zaak has no such rol.
pub async fn set_status_by(
    tx: &mut Tx,
    actor: &Actor,
    new: &NewStatus<'_>,
    gezetdoor: Option<Id<Rol>>,
) -> Result<Status, ZakenError> {
    let zaak = store::lock_zaak(tx, new.zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    require_status(actor, &zaaktype, &zaak)?;
    let can_reopen = access::is_allowed(actor, Scope::Heropenen, &zaaktype, zaak.vertrouwelijkheidaanduiding);
    if zaak.einddatum.is_some() && !can_reopen {
        return Err(ZakenError::Forbidden(Scope::Heropenen.as_str()));
    }
    refuse_archived(&zaak)?;
    let statustype = zaaktype.statustype_by_id(new.statustype).ok_or_else(|| {
        ZakenError::invalid_whole("zaaktype-mismatch", "Het statustype hoort niet bij het zaaktype van de zaak.")
    })?;
    if let Some(rol) = gezetdoor
        && store::find_rol(tx, rol).await?.is_none_or(|rol| rol.zaak != zaak.uuid)
    {
        return Err(ZakenError::invalid("gezetdoor", "zaak-mismatch", "De rol hoort niet bij deze zaak."));
    }

    let moment = moment_of(tx, &zaak, new).await?;
    if new.datum_status_gezet.is_some() && is_before(moment, new.day, zaak.startdatum) {
        let reason = "De datum ligt voor de startdatum van de zaak.";
        return Err(ZakenError::invalid("datumStatusGezet", "date-mismatch", reason));
    }
    if new.datum_status_gezet.is_some() && store::has_status_at(tx, zaak.uuid, moment).await? {
        let reason = "De zaak heeft op dit tijdstip al een status gekregen.";
        return Err(ZakenError::invalid_whole("unique", reason));
    }
    let is_eindstatus = zaaktype.is_eindstatus(statustype.uuid);
    let facts = StatusFacts {
        einddatum: zaak.einddatum,
        is_eindstatus,
        day: new.day.unwrap_or_else(|| values::local_date(moment)),
        einde: if is_eindstatus { facts_of_end(tx, &zaak).await? } else { EindeFacts::default() },
        is_hoofdzaak_closed: is_hoofdzaak_closed(tx, &zaak, is_eindstatus).await?,
    };
    let effect = status_effect(&facts)?;

    let status = Status {
        uuid: tx.new_id(),
        zaak: zaak.uuid,
        statustype: statustype.uuid,
        datum_status_gezet: moment,
        statustoelichting: new.statustoelichting.chars().take(1000).collect(),
        gezetdoor,
    };
    let is_newest = store::insert_status(tx, &status).await?;
    match effect {
        StatusEffect::Unchanged => {}
        StatusEffect::Reopen => archiveren::reopen(tx, &zaak).await?,
        StatusEffect::Close { einddatum } => archiveren::close(tx, &zaak, &zaaktype, einddatum).await?,
    }
    let regel = StatusRegel { status, is_newest };
    let nieuw = views::kept(&views::status(&regel, &[], &Urls::paths()));
    let change = Change::create("status", regel.status.uuid.uuid(), &statustype.omschrijving, nieuw);
    tell(tx, &zaak, &zaaktype, change);
    Ok(regel.status)
}

/// Looks up what may keep a zaak from ending.
async fn facts_of_end(tx: &mut Tx, zaak: &Zaak) -> Result<EindeFacts, ZakenError> {
    let deelzaken = if zaak.hoofdzaak.is_none() { store::list_deelzaken(tx, zaak.uuid).await? } else { Vec::new() };
    let (has_locked_documents, has_unset_gebruiksrecht) = store::find_unfinished_documenten(tx, zaak.uuid).await?;
    Ok(EindeFacts {
        has_resultaat: zaak.resultaat.is_some(),
        has_locked_documents,
        has_unset_gebruiksrecht,
        has_open_deelzaken: deelzaken.iter().any(|deelzaak| deelzaak.einddatum.is_none()),
        has_deelzaken_without_resultaat: deelzaken.iter().any(|deelzaak| deelzaak.resultaat.is_none()),
    })
}

/// A deelzaak runs again only while its hoofdzaak runs.
async fn is_hoofdzaak_closed(tx: &mut Tx, zaak: &Zaak, is_eindstatus: bool) -> Result<bool, ZakenError> {
    let Some(hoofdzaak) = zaak.hoofdzaak.filter(|_| zaak.einddatum.is_some() && !is_eindstatus) else {
        return Ok(false);
    };
    Ok(store::find_zaak(tx, hoofdzaak).await?.is_some_and(|hoofdzaak| hoofdzaak.einddatum.is_some()))
}

/// Refuses who may not set a status: whoever may make a zaak sets its first one.
///
/// # Errors
/// [`ZakenError::Forbidden`] with the scope that is missing.
pub fn require_status(actor: &Actor, zaaktype: &Zaaktype, zaak: &Zaak) -> Result<(), ZakenError> {
    let (asked, enough) = match zaak.status {
        None => (Scope::Aanmaken, &[Scope::Aanmaken, Scope::StatussenToevoegen, Scope::Heropenen][..]),
        Some(_) => (Scope::StatussenToevoegen, &[Scope::StatussenToevoegen, Scope::Heropenen][..]),
    };
    let level = zaak.vertrouwelijkheidaanduiding;
    if enough.iter().any(|scope| access::is_allowed(actor, *scope, zaaktype, level)) {
        Ok(())
    } else {
        Err(ZakenError::Forbidden(asked.as_str()))
    }
}

/// Two statuses of one zaak never have the same moment: a process that sets two in one transaction sets them one after the other.
async fn moment_of(tx: &mut Tx, zaak: &Zaak, new: &NewStatus<'_>) -> Result<Timestamp, ZakenError> {
    if let Some(moment) = new.datum_status_gezet {
        if is_future(moment, tx.now()) {
            return Err(ZakenError::invalid("datumStatusGezet", "date-in-future", "De datum ligt in de toekomst."));
        }
        return Ok(moment);
    }
    let now = tx.now();
    if zaak.status.is_none() {
        return Ok(now);
    }
    let newest = store::newest_status_moment(tx, new.zaak).await?;
    Ok(newest
        .filter(|newest| *newest >= now)
        .and_then(|newest| newest.checked_add(1.microsecond()).ok())
        .unwrap_or(now))
}
