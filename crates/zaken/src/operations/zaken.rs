//! Making zaken.

use ::store::{Actie, Tx};
use serde_json::json;
use values::Actor;

use super::{Change, tell};
use crate::access::{self, Scope};
use crate::{NewZaak, Zaak, ZakenError, store};

/// Makes a zaak with a number of its own. It has no status yet: the caller sets the first one in the same transaction.
///
/// Rules: zrc-001 (valideren zaaktype), zrc-002 (uniciteit identificatie), zrc-009 (vertrouwelijkheidaanduiding).
///
/// # Errors
/// [`ZakenError::Forbidden`], or `not-published` when the zaaktype is a concept.
pub async fn create_zaak(tx: &mut Tx, actor: &Actor, new: &NewZaak<'_>) -> Result<Zaak, ZakenError> {
    let zaaktype = new.zaaktype;
    let level = zaaktype.vertrouwelijkheidaanduiding;
    if !access::is_allowed(actor, Scope::Aanmaken, zaaktype, level) {
        return Err(ZakenError::Forbidden(Scope::Aanmaken.as_str()));
    }
    if zaaktype.concept {
        return Err(ZakenError::invalid("zaaktype", "not-published", "Het zaaktype is nog niet gepubliceerd."));
    }

    let number = store::next_number(tx).await?;
    let zaak = Zaak {
        uuid: tx.new_id(),
        identificatie: format!("ZAAK-{}-{number:010}", tx.today().year()),
        bronorganisatie: new.organisatie.as_str().to_owned(),
        omschrijving: new.omschrijving.chars().take(80).collect(),
        toelichting: new.toelichting.chars().take(1000).collect(),
        zaaktype: zaaktype.uuid,
        registratiedatum: tx.today(),
        verantwoordelijke_organisatie: new.organisatie.as_str().to_owned(),
        startdatum: new.startdatum,
        einddatum: None,
        einddatum_gepland: zaaktype.servicenorm.and_then(|term| term.after(new.startdatum)),
        uiterlijke_einddatum_afdoening: zaaktype.doorlooptijd.after(new.startdatum),
        vertrouwelijkheidaanduiding: level,
        betalingsindicatie: "nvt".to_owned(),
        archiefnominatie: None,
        archiefstatus: "nog_te_archiveren".to_owned(),
        archiefactiedatum: None,
        startdatum_bewaartermijn: None,
        hoofdzaak: None,
        status: None,
        resultaat: None,
        laatst_gemuteerd: tx.now(),
    };
    store::insert_zaak(tx, &zaak).await?;

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
