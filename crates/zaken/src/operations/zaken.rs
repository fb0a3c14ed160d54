//! Making zaken.

use ::store::{Actie, Numbered, Tx};
use serde_json::json;
use values::Actor;

use super::{Change, tell};
use crate::access::{self, Scope};
use crate::rules::registreren;
use crate::{NewZaak, Zaak, ZaakGegevens, ZakenError, store};

/// Makes a zaak with a number of its own. It has no status yet: the caller sets the first one in the same transaction.
///
/// # Errors
/// [`ZakenError::Forbidden`], or `not-published` when the zaaktype is a concept.
pub async fn create_zaak(tx: &mut Tx, actor: &Actor, new: &NewZaak<'_>) -> Result<Zaak, ZakenError> {
    let omschrijving: String = new.omschrijving.chars().take(80).collect();
    let toelichting: String = new.toelichting.chars().take(1000).collect();
    let gegevens = ZaakGegevens {
        zaaktype: new.zaaktype,
        identificatie: None,
        bronorganisatie: new.organisatie,
        verantwoordelijke_organisatie: new.organisatie,
        omschrijving: &omschrijving,
        toelichting: &toelichting,
        registratiedatum: None,
        startdatum: new.startdatum,
        einddatum_gepland: None,
        uiterlijke_einddatum_afdoening: None,
        vertrouwelijkheidaanduiding: None,
        betalingsindicatie: "nvt",
        archiefnominatie: None,
        archiefstatus: "nog_te_archiveren",
        archiefactiedatum: None,
        startdatum_bewaartermijn: None,
        hoofdzaak: None,
    };
    register_zaak(tx, actor, &gegevens).await
}

/// Registers a zaak with the facts that another system gives.
///
/// Rules: zrc-001 (valideren zaaktype), zrc-002 (uniciteit identificatie), zrc-009 (vertrouwelijkheidaanduiding), zrc-013 (hoofdzaak),
/// zrc-022 (archiefstatus).
///
/// # Errors
/// [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] with every fault.
pub async fn register_zaak(tx: &mut Tx, actor: &Actor, new: &ZaakGegevens<'_>) -> Result<Zaak, ZakenError> {
    let zaaktype = new.zaaktype;
    let level = new.vertrouwelijkheidaanduiding.unwrap_or(zaaktype.vertrouwelijkheidaanduiding);
    if !access::is_allowed(actor, Scope::Aanmaken, zaaktype, level) {
        return Err(ZakenError::Forbidden(Scope::Aanmaken.as_str()));
    }
    let mut faults = registreren::faults(new, tx.today());
    if let Some(identificatie) = new.identificatie
        && store::has_identificatie(tx, identificatie, new.bronorganisatie.as_str()).await?
    {
        faults.push(registreren::identificatie_not_unique());
    }
    if !faults.is_empty() {
        return Err(ZakenError::Invalid(faults));
    }

    let identificatie = match new.identificatie {
        Some(identificatie) => identificatie.to_owned(),
        None => format!("ZAAK-{}-{:010}", tx.today().year(), tx.next_number(Numbered::Zaak).await?),
    };
    let zaak = Zaak {
        uuid: tx.new_id(),
        identificatie,
        bronorganisatie: new.bronorganisatie.as_str().to_owned(),
        omschrijving: new.omschrijving.to_owned(),
        toelichting: new.toelichting.to_owned(),
        zaaktype: zaaktype.uuid,
        registratiedatum: new.registratiedatum.unwrap_or_else(|| tx.today()),
        verantwoordelijke_organisatie: new.verantwoordelijke_organisatie.as_str().to_owned(),
        startdatum: new.startdatum,
        einddatum: None,
        einddatum_gepland: new
            .einddatum_gepland
            .or_else(|| zaaktype.servicenorm.and_then(|term| term.after(new.startdatum))),
        uiterlijke_einddatum_afdoening: new
            .uiterlijke_einddatum_afdoening
            .or_else(|| zaaktype.doorlooptijd.after(new.startdatum)),
        vertrouwelijkheidaanduiding: level,
        betalingsindicatie: new.betalingsindicatie.to_owned(),
        archiefnominatie: new.archiefnominatie.map(str::to_owned),
        archiefstatus: new.archiefstatus.to_owned(),
        archiefactiedatum: new.archiefactiedatum,
        startdatum_bewaartermijn: new.startdatum_bewaartermijn,
        hoofdzaak: new.hoofdzaak.map(|hoofdzaak| hoofdzaak.uuid),
        status: None,
        resultaat: None,
        laatst_gemuteerd: tx.now(),
    };
    match store::insert_zaak(tx, &zaak).await {
        // Somebody else took the number since it was looked up.
        Err(error) if error.is_conflict() => {
            return Err(ZakenError::Invalid(vec![registreren::identificatie_not_unique()]));
        }
        outcome => outcome?,
    }

    let change = Change {
        actie: Actie::Create,
        resource: "zaak",
        resource_id: zaak.uuid.uuid(),
        weergave: zaak.identificatie.clone(),
        nieuw: json!({
            "identificatie": zaak.identificatie,
            "omschrijving": zaak.omschrijving,
            "startdatum": zaak.startdatum.to_string(),
            "uiterlijkeEinddatumAfdoening": zaak.uiterlijke_einddatum_afdoening.map(|day| day.to_string()),
        }),
    };
    tell(tx, &zaak, zaaktype, change);
    Ok(zaak)
}
