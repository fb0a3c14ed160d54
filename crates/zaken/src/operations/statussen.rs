//! Setting a status: the richest operation, for it may close or reopen the zaak.

use ::store::{Actie, Tx};
use catalogi::{Statustype, Zaaktype};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use values::{Actor, Id};

use super::{Change, tell};
use crate::access::{self, Scope};
use crate::rules::afsluiten::{StatusEffect, StatusFacts, status_effect};
use crate::rules::archiveren::{ArchiefFacts, archief};
use crate::{Status, Zaak, ZakenError, store};

/// A status to be set.
#[derive(Debug)]
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
    let zaak = store::lock_zaak(tx, new.zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    require_status(actor, &zaaktype, &zaak)?;
    let statustype = zaaktype.statustype_by_id(new.statustype).ok_or_else(|| {
        ZakenError::invalid(
            "nonFieldErrors",
            "zaaktype-mismatch",
            "Het statustype hoort niet bij het zaaktype van de zaak.",
        )
    })?;

    let moment = moment_of(tx, &zaak, new).await?;
    if new.datum_status_gezet.is_some() && store::has_status_at(tx, zaak.uuid, moment).await? {
        let reason = "De zaak heeft op dit tijdstip al een status gekregen.";
        return Err(ZakenError::invalid("nonFieldErrors", "unique", reason));
    }
    let effect = status_effect(StatusFacts {
        einddatum: zaak.einddatum,
        has_resultaat: zaak.resultaat.is_some(),
        is_eindstatus: zaaktype.is_eindstatus(statustype.uuid),
        can_reopen: access::is_allowed(actor, Scope::Heropenen, &zaaktype, zaak.vertrouwelijkheidaanduiding),
        day: new.day.unwrap_or_else(|| values::local_date(moment)),
    })?;

    let status = Status {
        uuid: tx.new_id(),
        zaak: zaak.uuid,
        statustype: statustype.uuid,
        datum_status_gezet: moment,
        statustoelichting: new.statustoelichting.chars().take(1000).collect(),
    };
    store::insert_status(tx, &status).await?;
    apply_effect(tx, &zaak, &zaaktype, effect).await?;
    let change = Change {
        actie: Actie::Create,
        resource: "status",
        resource_id: status.uuid.uuid(),
        weergave: statustype.omschrijving.clone(),
        oud: serde_json::Value::Null,
        nieuw: json!({ "statustype": statustype.omschrijving, "statustoelichting": status.statustoelichting }),
    };
    tell(tx, &zaak, &zaaktype, change);
    Ok(status)
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
        if moment > tx.now() {
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

async fn apply_effect(tx: &mut Tx, zaak: &Zaak, zaaktype: &Zaaktype, effect: StatusEffect) -> Result<(), ZakenError> {
    match effect {
        StatusEffect::Unchanged => {}
        StatusEffect::Reopen => store::reopen_zaak(tx, zaak.uuid).await?,
        StatusEffect::Close { einddatum } => {
            let resultaat = store::read_resultaat(tx, zaak.uuid).await?;
            let resultaattype = resultaat
                .and_then(|resultaat| zaaktype.resultaattype_by_id(resultaat.resultaattype))
                .ok_or(ZakenError::ZaakNotFound)?;
            let facts = ArchiefFacts {
                einddatum,
                archiefnominatie: zaak.archiefnominatie.clone(),
                startdatum_bewaartermijn: zaak.startdatum_bewaartermijn,
                hoofdzaak_einddatum: match zaak.hoofdzaak {
                    Some(hoofdzaak) => store::find_zaak(tx, hoofdzaak).await?.and_then(|hoofdzaak| hoofdzaak.einddatum),
                    None => None,
                },
                eigenschap: store::find_eigenschap_waarde(tx, zaak.uuid, &resultaattype.brondatum.datumkenmerk).await?,
            };
            let archief = archief(resultaattype, &facts)?;
            store::close_zaak(tx, zaak.uuid, einddatum, &archief).await?;
        }
    }
    Ok(())
}
