//! Forms and submissions: who fills in, and what each page shows. What may be sent is decided by `forms`.

use std::sync::Arc;

use ::store::{Db, Tx};
use form_logic::{IdentifierRole, PrefillKey};
use forms::{
    Eigenaar, FormContext, FormsError, Formulier, Inzending, InzendingState, NextStep, Place, Prefill, StepOutcome,
    StepPost, Verzending,
};
use identity::persons::{self, Persoon};
use process::Taak;
use values::actor::Burger;
use values::{Actor, Bsn, Id};

use crate::PortalError;

/// The plugin of Open Formulieren that knows the BRP.
const BRP_PLUGIN: &str = "haalcentraal";
/// The plugin of Open Formulieren for how somebody wants to be reached; here that is *Mijn profiel*.
const CONTACT_PLUGIN: &str = "communication_preferences";
const CONTACT_EMAIL: &str = "emailadres";

/// Who fills in a form.
#[derive(Debug, Clone)]
pub(crate) struct Invuller {
    /// Whose submission it is.
    pub eigenaar: Eigenaar,
    /// Who acts.
    pub actor: Actor,
}

impl Invuller {
    /// A resident.
    pub fn burger(burger: &Burger) -> Self {
        Self { eigenaar: Eigenaar::Burger(burger.clone()), actor: Actor::Burger(burger.clone()) }
    }

    /// Somebody who did not log in.
    pub fn anoniem(token: forms::AnoniemToken) -> Self {
        Self { eigenaar: Eigenaar::Anoniem(token), actor: Actor::Systeem("anoniem formulier") }
    }
}

/// A submission with its form, in one request.
pub(crate) struct Bezig {
    /// The version of the form that it stays on.
    pub formulier: Arc<Formulier>,
    /// What was filled in.
    pub inzending: Inzending,
    /// What surrounds it.
    pub context: FormContext,
}

impl Bezig {
    async fn of(db: &Db, eigenaar: &Eigenaar, inzending: Inzending) -> Result<Self, PortalError> {
        let formulier = forms::read_formulier(&mut db.reader(), inzending.formulier).await?;
        let context = FormContext::of(db.clock().now(), eigenaar, &inzending);
        Ok(Self { formulier, inzending, context })
    }

    /// Whether it was sent.
    pub fn is_sent(&self) -> bool {
        self.inzending.state == InzendingState::Verzonden
    }

    /// Where the person goes on.
    pub fn next(&self) -> NextStep {
        forms::next_open_step(&self.formulier, &self.inzending, &self.context)
    }

    /// The step to show first: the first that was not finished, or else the last that applies.
    pub fn step_to_show(&self) -> Option<String> {
        if let NextStep::Step(step) = self.next() {
            return Some(step);
        }
        let progress = forms::progress(&self.formulier, &self.inzending, Place::Overzicht, &self.context);
        let is_step = |slug: &str| self.formulier.definition.find_step(slug).is_some();
        progress.items.into_iter().rfind(|item| item.reachable && is_step(&item.slug)).map(|item| item.slug)
    }
}

/// Returns a form that starts a zaak.
pub(crate) async fn find_aanvraag(db: &Db, slug: &str) -> Result<Arc<Formulier>, PortalError> {
    let found = forms::find_formulier(&mut db.reader(), slug).await?;
    found.filter(|formulier| formulier.soort == forms::Soort::Aanvraag).ok_or(PortalError::NotFound)
}

/// Returns a submission of this person for the form with this slug.
pub(crate) async fn find(
    db: &Db,
    eigenaar: &Eigenaar,
    slug: &str,
    inzending: Id<Inzending>,
) -> Result<Bezig, PortalError> {
    let found = forms::find_inzending(&mut db.reader(), eigenaar, inzending).await?;
    // A task has its own pages.
    let inzending =
        found.filter(|inzending| inzending.slug == slug && inzending.taak.is_none()).ok_or(PortalError::NotFound)?;
    Bezig::of(db, eigenaar, inzending).await
}

/// Returns the open submission of a resident for this form, if there is one.
pub(crate) async fn find_begun(db: &Db, burger: &Burger, slug: &str) -> Result<Option<Id<Inzending>>, PortalError> {
    let concepten = forms::list_concepten(&mut db.reader(), burger).await?;
    Ok(concepten.into_iter().find(|concept| concept.slug == slug).map(|concept| concept.inzending))
}

/// Starts a submission, or goes on with the open one; `anew` throws that one away first.
pub(crate) async fn start(
    db: &Db,
    invuller: &Invuller,
    formulier: &Formulier,
    anew: Option<Id<Inzending>>,
) -> Result<Bezig, PortalError> {
    let prefill = prefill(db, invuller, formulier).await?;
    let mut tx = db.begin(&invuller.actor).await?;
    if let Some(old) = anew {
        forms::delete_concept(&mut tx, &invuller.eigenaar, old).await?;
    }
    let inzending = start_in(&mut tx, invuller, formulier, None, prefill).await?;
    tx.commit().await?;
    Bezig::of(db, &invuller.eigenaar, inzending).await
}

/// Returns the form of a task as it was begun; only reads.
pub(crate) async fn find_taak(db: &Db, invuller: &Invuller, taak: &Taak) -> Result<Option<Bezig>, PortalError> {
    let Some(slug) = &taak.formulier else { return Ok(None) };
    match forms::find_taak_concept(&mut db.reader(), &invuller.eigenaar, slug, taak.uuid).await? {
        Some(inzending) => Ok(Some(Bezig::of(db, &invuller.eigenaar, inzending).await?)),
        None => Ok(None),
    }
}

/// Starts the form of a task, or goes on with it.
pub(crate) async fn start_taak(db: &Db, invuller: &Invuller, taak: &Taak) -> Result<Option<Bezig>, PortalError> {
    let Some(slug) = &taak.formulier else { return Ok(None) };
    let Some(formulier) = forms::find_formulier(&mut db.reader(), slug).await? else { return Ok(None) };
    let prefill = prefill(db, invuller, &formulier).await?;
    let mut tx = db.begin(&invuller.actor).await?;
    let inzending = start_in(&mut tx, invuller, &formulier, Some(taak.uuid), prefill).await?;
    tx.commit().await?;
    Ok(Some(Bezig::of(db, &invuller.eigenaar, inzending).await?))
}

async fn start_in(
    tx: &mut Tx,
    invuller: &Invuller,
    formulier: &Formulier,
    taak: Option<Id<Taak>>,
    prefill: Prefill,
) -> Result<Inzending, FormsError> {
    let mut inzending = forms::start(tx, &invuller.eigenaar, formulier, taak).await?;
    forms::save_prefill(tx, &mut inzending, prefill).await?;
    Ok(inzending)
}

/// Fetches the facts that the form asks for, each person once.
async fn prefill(db: &Db, invuller: &Invuller, formulier: &Formulier) -> Result<Prefill, PortalError> {
    let Some(burger) = invuller.eigenaar.burger() else { return Ok(Prefill::new()) };
    let keys = formulier.definition.prefill_keys();
    let subject = find_persoon(db, &keys, IdentifierRole::Main, burger.betrokkene()).await?;
    let actor = find_persoon(db, &keys, IdentifierRole::Authorizee, &burger.bsn).await?;
    let email = find_email(db, &keys, &burger.bsn).await?;
    let fact = |key: PrefillKey| {
        // Where the other can be reached is hers to tell, not her representative's to read.
        let (persoon, may_read_email) = match key.role {
            IdentifierRole::Main => (&subject, burger.vertegenwoordigt.is_none()),
            IdentifierRole::Authorizee => (&actor, true),
        };
        let value = match key.plugin.as_str() {
            BRP_PLUGIN => persoon.as_ref()?.attribute(&key.attribute)?,
            CONTACT_PLUGIN if key.attribute == CONTACT_EMAIL && may_read_email => email.clone()?,
            _ => return None,
        };
        Some((key, value.into()))
    };
    Ok(keys.into_iter().filter_map(fact).collect())
}

/// Returns the address that somebody keeps in *Mijn profiel*, when the form asks for it.
async fn find_email(db: &Db, keys: &[PrefillKey], bsn: &Bsn) -> Result<Option<String>, PortalError> {
    if !keys.iter().any(|key| key.plugin == CONTACT_PLUGIN && key.attribute == CONTACT_EMAIL) {
        return Ok(None);
    }
    Ok(messages::find_contact(&mut db.reader(), bsn).await?.and_then(|contact| contact.emailadres))
}

async fn find_persoon(
    db: &Db,
    keys: &[PrefillKey],
    role: IdentifierRole,
    bsn: &Bsn,
) -> Result<Option<Persoon>, PortalError> {
    if keys.iter().all(|key| key.role != role || key.plugin != BRP_PLUGIN) {
        return Ok(None);
    }
    Ok(persons::find(&mut db.reader(), bsn).await?)
}

/// Saves a step.
pub(crate) async fn save(
    db: &Db,
    invuller: &Invuller,
    bezig: &Bezig,
    post: &StepPost<'_>,
) -> Result<StepOutcome, PortalError> {
    let mut tx = db.begin(&invuller.actor).await?;
    let outcome = forms::save_step(&mut tx, &bezig.inzending, post, &bezig.context).await?;
    // Also when the step was refused: files that are right stand.
    tx.commit().await?;
    Ok(outcome)
}

/// Returns the submission again after a step was refused, so that the page shows the files that were kept.
pub(crate) async fn reload(db: &Db, invuller: &Invuller, bezig: &Bezig) -> Result<Bezig, PortalError> {
    let found = forms::find_inzending(&mut db.reader(), &invuller.eigenaar, bezig.inzending.uuid).await?;
    Bezig::of(db, &invuller.eigenaar, found.ok_or(PortalError::NotFound)?).await
}

/// Sends an aanvraag.
pub(crate) async fn submit(
    db: &Db,
    invuller: &Invuller,
    bezig: &Bezig,
    accepts_privacy: bool,
    declares_truth: bool,
) -> Result<(), PortalError> {
    let contact = contact(db, invuller).await?;
    let verzending = Verzending { accepts_privacy, declares_truth, contact };
    let (actor, eigenaar) = (&invuller.actor, &invuller.eigenaar);
    forms::submit_aanvraag(db, actor, eigenaar, &bezig.inzending, &bezig.context, &verzending).await?;
    Ok(())
}

/// Sends the form of a task.
pub(crate) async fn submit_taak(db: &Db, invuller: &Invuller, bezig: &Bezig) -> Result<(), PortalError> {
    let (actor, eigenaar) = (&invuller.actor, &invuller.eigenaar);
    forms::submit_taak(db, actor, eigenaar, &bezig.inzending, &bezig.context).await?;
    Ok(())
}

/// Where the person can be reached when the form does not ask it: what she told us, or else what the register knows.
async fn contact(db: &Db, invuller: &Invuller) -> Result<forms::Contact, PortalError> {
    let Some(burger) = invuller.eigenaar.burger() else { return Ok(forms::Contact::default()) };
    let mut reader = db.reader();
    let own = messages::find_contact(&mut reader, burger.betrokkene()).await?.and_then(|contact| contact.emailadres);
    let persoon = persons::find(&mut reader, burger.betrokkene()).await?;
    let (email, telefoon) = persoon.map(|persoon| (persoon.email, persoon.telefoon)).unwrap_or_default();
    Ok(forms::Contact {
        naam: burger.betrokkene_naam().to_owned(),
        emailadres: own.unwrap_or(email),
        telefoonnummer: telefoon,
    })
}

/// Makes the token of somebody who does not log in.
pub(crate) async fn new_token(db: &Db) -> Result<forms::AnoniemToken, PortalError> {
    let tx = db.begin(&Actor::Systeem("anoniem formulier")).await?;
    Ok(forms::AnoniemToken::generate(&tx))
}

/// Returns the zaak that a submission became, with its tasks. Its owner may see its number: she sent it.
pub(crate) async fn sent_zaak(db: &Db, bezig: &Bezig) -> Result<(zaken::Zaak, Vec<process::Taak>), PortalError> {
    let mut db = db.reader();
    let zaak = bezig.inzending.zaak.ok_or(PortalError::NotFound)?;
    let taken = process::list_taken_zaak(&mut db, zaak).await?;
    Ok((zaken::find_zaak(&mut db, zaak).await?.ok_or(PortalError::NotFound)?, taken))
}

/// Throws a submission away that was not sent.
pub(crate) async fn delete(db: &Db, invuller: &Invuller, inzending: Id<Inzending>) -> Result<(), PortalError> {
    let mut tx = db.begin(&invuller.actor).await?;
    if !forms::delete_concept(&mut tx, &invuller.eigenaar, inzending).await? {
        return Err(PortalError::NotFound);
    }
    Ok(tx.commit().await?)
}
