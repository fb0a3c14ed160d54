//! A decision got its document: it goes in the inbox, and the mail only says that something is there.

use ::store::Tx;
use ::store::jobs::Job;
use uuid::Uuid;
use values::{Bsn, Id};
use zaken::ZaakInformatieobject;

use super::uuid_of;
use crate::delivery::{self, Melding, Rendered};
use crate::dossier::{self, Dossier};
use crate::personalisation::Login;
use crate::rules::reach::{self, Reason};
use crate::store::BesluitDocument;
use crate::{FindMandaat, MessagesError, Scenario, store};

// The reference writes "informatie verstrekken", seen from the municipality. The sentence that a resident would read with it is
// "Wij hebben informatie van u nodig"; hers is to read.
const HANDELINGSPERSPECTIEF: &str = "informatie ontvangen";

/// Tells of a document that a decision got.
pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let relation = uuid_of(job, "besluitinformatieobject")?;
    let Some(found) = store::find_besluit_document(tx, relation).await? else { return Ok(()) };
    tell(tx, &found, Some(relation), mandaat).await
}

/// Tells of a decision that may have been sent since its documents were added. What was told already is not told again, and that there
/// still is nothing to tell is no news.
pub(super) async fn handle_change(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let besluit = uuid_of(job, "besluit")?;
    let Some(found) = store::find_besluit(tx, besluit).await? else { return Ok(()) };
    tell(tx, &found, None, mandaat).await
}

/// Puts the decision in the inbox and sends the mail. Where that can't be, the row that says why is about the document that was added.
async fn tell(
    tx: &mut Tx,
    found: &BesluitDocument,
    relation: Option<Uuid>,
    mandaat: FindMandaat,
) -> Result<(), MessagesError> {
    let Some(dossier) = dossier::load(tx, found.zaak, mandaat).await? else { return Ok(()) };

    let mut in_portaal = delivery::zaak_values(tx, &dossier);
    in_portaal.set_login(Login::Done);
    let inbox = Melding {
        scenario: Scenario::InboxBesluit,
        bron: found.besluit,
        statustype: dossier.statustype.as_ref(),
        values: in_portaal,
        in_inbox: true,
    };
    let ready = prepare(tx, &dossier, found, &inbox).await?;
    let (bijlagen, rendered) = match (ready, relation) {
        (Ok(ready), _) => ready,
        // A document that is not shown is no reason to be silent about the next one of the same decision.
        (Err(reason), Some(relation)) => {
            let values = delivery::zaak_values(tx, &dossier);
            let refused = Melding { scenario: Scenario::Besluit, bron: relation, values, ..inbox };
            return delivery::refuse(tx, &dossier, &refused, reason).await;
        }
        (Err(_), None) => return Ok(()),
    };
    // One message for a decision: further documents of it are with the zaak.
    if !delivery::add_to_inbox(tx, &dossier, &inbox, &rendered, HANDELINGSPERSPECTIEF, &bijlagen).await? {
        return Ok(());
    }

    let mut values = delivery::zaak_values(tx, &dossier);
    values.set("message.onderwerp", &rendered.onderwerp);
    if let Some(sentence) = dossier.teksten.handelingsperspectief(HANDELINGSPERSPECTIEF) {
        values.set("message.handelingsperspectief", sentence);
    }
    let mail = Melding { scenario: Scenario::Besluit, values, in_inbox: false, ..inbox };
    delivery::deliver(tx, &dossier, &mail).await
}

/// What goes in the inbox: the documents and the text.
type Ready = (Vec<Id<ZaakInformatieobject>>, Rendered);

/// Decides whether the resident may hear of the decision, and returns what there is to read.
async fn prepare(
    tx: &mut Tx,
    dossier: &Dossier,
    found: &BesluitDocument,
    inbox: &Melding<'_>,
) -> Result<Result<Ready, Reason>, MessagesError> {
    let decision = reach::decide(&dossier.facts(Scenario::Besluit, inbox.statustype));
    if !decision.may_show {
        return Ok(Err(decision.mail.err().unwrap_or(Reason::ZaakHidden)));
    }
    let bijlagen = match attachments(tx, dossier, found).await? {
        Ok(bijlagen) => bijlagen,
        Err(reason) => return Ok(Err(reason)),
    };
    let rendered = delivery::render(tx, dossier, Scenario::InboxBesluit, &inbox.values).await?;
    Ok(rendered.map(|rendered| (bijlagen, rendered)))
}

/// Returns the documents of the decision that pass the gate of the portal: final, and not too confidential.
async fn attachments(
    tx: &mut Tx,
    dossier: &Dossier,
    found: &BesluitDocument,
) -> Result<Result<Vec<Id<ZaakInformatieobject>>, Reason>, MessagesError> {
    let Some(bsn) = dossier.partij.bsn().and_then(|bsn| bsn.parse::<Bsn>().ok()) else {
        return Ok(Err(Reason::NoInbox));
    };
    let today = tx.today();
    let sent = besluiten::list_sent_besluiten(tx, found.zaak, today).await?;
    if !sent.iter().any(|regel| regel.besluit.uuid.uuid() == found.besluit) {
        return Ok(Err(Reason::DecisionNotSent));
    }
    let burger = dossier::as_burger(&bsn);
    let mut visible = Vec::new();
    for relation in store::list_besluit_documents(tx, found.besluit).await? {
        if zaken::portaal::find_document(tx, &burger, today, relation).await?.is_some() {
            visible.push(relation);
        }
    }
    Ok(if visible.is_empty() { Err(Reason::NoVisibleDocument) } else { Ok(visible) })
}
