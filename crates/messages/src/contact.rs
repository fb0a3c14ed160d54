//! How a resident wants to be reached.

use ::store::{Actie, AuditLine, Reader, Tx};
use serde_json::json;
use values::Bsn;

use crate::domain::Partij;
use crate::store::{NewUit, Sjabloon};
use crate::{Contact, MessagesError, PartijSoort, Scenario, delivery, store, teksten};

/// Returns how a resident wants to be reached; none when she never said.
///
/// # Errors
/// When the database fails.
pub async fn find_contact(db: &mut Reader, bsn: &Bsn) -> Result<Option<Contact>, MessagesError> {
    Ok(store::find_contact(db, bsn).await?)
}

/// Keeps how a resident wants to be reached. When she had another address, that one gets a last mail: "Was u dit niet? Bel ons."
///
/// # Errors
/// [`MessagesError::InvalidAddress`] when the address has not the form of one.
pub async fn set_contact(tx: &mut Tx, bsn: &Bsn, contact: Contact) -> Result<(), MessagesError> {
    let emailadres = contact.emailadres.as_deref().map(str::trim).filter(|address| !address.is_empty());
    if emailadres.is_some_and(|address| address.parse::<lettre::Address>().is_err()) {
        return Err(MessagesError::InvalidAddress);
    }
    let contact = Contact { emailadres: emailadres.map(str::to_owned), ..contact };
    let earlier = store::find_contact(tx, bsn).await?;
    let uuid = store::upsert_contact(tx, bsn, &contact).await?;
    tx.audit(AuditLine {
        bron: "loket",
        actie: if earlier.is_some() { Actie::Update } else { Actie::Create },
        resource: "contactvoorkeur",
        resource_id: uuid,
        hoofd_object: uuid,
        weergave: "Contactvoorkeur".to_owned(),
        oud: serde_json::Value::Null,
        // Not the address itself: the audit line says that it changed.
        nieuw: json!({
            "heeft_emailadres": contact.emailadres.is_some(),
            "kanaal_status": contact.kanaal_status.as_str(),
            "kanaal_taak": contact.kanaal_taak.as_str(),
            "kanaal_bericht": contact.kanaal_bericht.as_str(),
        }),
    });
    match earlier.and_then(|earlier| earlier.emailadres) {
        Some(old) if contact.emailadres.as_deref() != Some(old.as_str()) => warn_old_address(tx, bsn, &old).await,
        _ => Ok(()),
    }
}

async fn warn_old_address(tx: &mut Tx, bsn: &Bsn, address: &str) -> Result<(), MessagesError> {
    let Some(sjabloon): Option<Sjabloon> = store::find_sjabloon(tx, "", Scenario::AdresGewijzigd).await? else {
        return Ok(());
    };
    let mut values = delivery::gemeente_values(tx);
    let teksten = teksten::Teksten::new(store::list_teksten(tx, "").await?);
    if let Some(aanhef) = teksten.standaard("klant.aanhef") {
        values.set("klant.aanhef", aanhef);
    }
    let rendered = delivery::fill(&sjabloon, &values);
    let uit = NewUit {
        is_gemachtigde: false,
        zaak: None,
        partij: &Partij { soort: PartijSoort::Bsn, nummer: bsn.as_str().to_owned() },
        scenario: Scenario::AdresGewijzigd,
        bron: tx.new_uuid(),
        rendered: rendered.as_ref().ok(),
        address: rendered.as_ref().map(|_| address).map_err(Clone::clone),
    };
    delivery::queue(tx, &uit).await
}
