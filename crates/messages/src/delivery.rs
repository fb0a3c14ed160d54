//! Making a message: decide, write the text, put it in the inbox and in the queue. All in the transaction of the job.

use ::store::{NewJob, Tx};
use catalogi::Statustype;
use serde_json::json;
use uuid::Uuid;
use values::Id;
use zaken::{Rol, Zaak, ZaakInformatieobject};

use crate::domain::Partij;
use crate::dossier::{self, Dossier, Gemachtigde};
use crate::jobs::JOB_SEND;
use crate::personalisation::{self, Login, Personalisation};
use crate::rules::links;
use crate::rules::reach::{self, Reason};
use crate::store::{NewBericht, NewUit, Sjabloon};
use crate::template::{self, Blok};
use crate::{BerichtSoort, Kanaal, MessagesError, Scenario, store};

/// What there is to tell.
pub(crate) struct Melding<'a> {
    pub(crate) scenario: Scenario,
    /// What it is about: a status, a task, a decision. With the scenario and the party it makes a message unique.
    pub(crate) bron: Uuid,
    /// The statustype that says whether the initiator is told.
    pub(crate) statustype: Option<&'a Statustype>,
    pub(crate) values: Personalisation,
    /// The text of the mail is in the inbox as well, for those who read no mail.
    pub(crate) in_inbox: bool,
}

impl<'a> NewUit<'a> {
    fn to_initiator(
        dossier: &'a Dossier,
        melding: &Melding<'_>,
        rendered: Option<&'a Rendered>,
        address: Result<&'a str, Reason>,
    ) -> Self {
        Self {
            zaak: Some(dossier.zaak.uuid),
            partij: &dossier.partij,
            is_gemachtigde: false,
            scenario: melding.scenario,
            bron: melding.bron,
            rendered,
            address,
        }
    }
}

/// A text that is ready.
pub(crate) struct Rendered {
    pub(crate) sjabloon: Uuid,
    pub(crate) sjabloon_versie: i64,
    pub(crate) onderwerp: String,
    pub(crate) blokken: Vec<Blok>,
}

/// Makes the message of a zaak, or the row that says why there is none.
pub(crate) async fn deliver(tx: &mut Tx, dossier: &Dossier, melding: &Melding<'_>) -> Result<(), MessagesError> {
    let decision = reach::decide(&dossier.facts(melding.scenario, melding.statustype));
    if !decision.may_show {
        return refuse(tx, dossier, melding, decision.mail.err().unwrap_or(Reason::ZaakHidden)).await;
    }
    let rendered = match render(tx, dossier, melding.scenario, &melding.values).await? {
        Ok(rendered) => rendered,
        Err(reason) => return refuse(tx, dossier, melding, reason).await,
    };
    if melding.in_inbox && dossier.partij.bsn().is_some() {
        let mut values = melding.values.clone();
        values.set_login(Login::Done);
        // A text that lacks something there lacks it in the mail too.
        if let Ok(rendered) = render(tx, dossier, melding.scenario, &values).await? {
            add_to_inbox(tx, dossier, melding, &rendered, "", &[]).await?;
        }
    }
    let told = decision.mail.as_ref().ok().copied();
    queue(tx, &NewUit::to_initiator(dossier, melding, Some(&rendered), decision.mail)).await?;
    tell_gemachtigden(tx, dossier, melding, told).await
}

/// Mails the same to who act for the initiator: one message for each party, and none twice to one address. They read the rest where they
/// act, so it is in no inbox of theirs. Rule: notificaties-aan-klanten section 3, notes.
async fn tell_gemachtigden(
    tx: &mut Tx,
    dossier: &Dossier,
    melding: &Melding<'_>,
    told: Option<&str>,
) -> Result<(), MessagesError> {
    let mut told: Vec<&str> = told.into_iter().collect();
    for Gemachtigde { rol, contact, may_act } in &dossier.gemachtigden {
        let Some(address) = rol.emailadres().map(str::trim) else { continue };
        if told.iter().any(|other| other.eq_ignore_ascii_case(address)) {
            continue;
        }
        let partij = dossier::partij_of(rol);
        // In a lane of her own: her mailbox may not hold up the mails of whom the zaak is of.
        let lane = Some(format!("mail/{}/{}", dossier.zaak.uuid, rol.uuid));
        if let Err(reason) = may_act {
            let to = NewUit::to_initiator(dossier, melding, None, Err(reason.clone()));
            queue_in(tx, &NewUit { partij: &partij, is_gemachtigde: true, ..to }, lane).await?;
            continue;
        }
        told.push(address);
        let mut values = melding.values.clone();
        set_aanhef(dossier, Some(rol), &partij, &mut values);
        values.set_flag("klant.namens_ander", true);
        values.set_flag("klant.wordt_vertegenwoordigd", false);
        values.set_login(login_of(&partij));
        let may_mail = match contact.kanaal(melding.scenario) {
            _ if !dossier::is_address(address) => Err(Reason::InvalidAddress),
            Kanaal::Geen => Err(Reason::NotWanted),
            Kanaal::Email => Ok(address),
        };
        let (rendered, address) = match render(tx, dossier, melding.scenario, &values).await? {
            Ok(rendered) => (Some(rendered), may_mail),
            Err(reason) => (None, Err(reason)),
        };
        let uit = NewUit {
            partij: &partij,
            is_gemachtigde: true,
            ..NewUit::to_initiator(dossier, melding, rendered.as_ref(), address)
        };
        queue_in(tx, &uit, lane).await?;
    }
    Ok(())
}

/// Writes the row that says why nobody is told.
pub(crate) async fn refuse(
    tx: &mut Tx,
    dossier: &Dossier,
    melding: &Melding<'_>,
    reason: Reason,
) -> Result<(), MessagesError> {
    queue(tx, &NewUit::to_initiator(dossier, melding, None, Err(reason))).await
}

/// Writes the row of an outgoing message and, when it has an address, asks for it to be sent. A message that exists stays as it is.
pub(crate) async fn queue(tx: &mut Tx, uit: &NewUit<'_>) -> Result<(), MessagesError> {
    // In the order of the zaak, but not in the lane of the zaak itself: a mail server that is down may not hold up the process or the
    // inbox.
    queue_in(tx, uit, uit.zaak.map(|zaak| format!("mail/{zaak}"))).await
}

async fn queue_in(tx: &mut Tx, uit: &NewUit<'_>, lane: Option<String>) -> Result<(), MessagesError> {
    let Some(uuid) = store::insert_uit(tx, uit).await? else { return Ok(()) };
    if uit.address.is_ok() {
        tx.enqueue(NewJob {
            kind: JOB_SEND,
            key: Some(uuid.to_string()),
            lane,
            due: None,
            payload: json!({ "bericht": uuid.to_string() }),
        });
    }
    Ok(())
}

/// Puts a text in the inbox of a resident and returns whether it is new there.
pub(crate) async fn add_to_inbox(
    tx: &mut Tx,
    dossier: &Dossier,
    melding: &Melding<'_>,
    rendered: &Rendered,
    handelingsperspectief: &str,
    bijlagen: &[Id<ZaakInformatieobject>],
) -> Result<bool, MessagesError> {
    let Some(bsn) = dossier.partij.bsn() else { return Ok(false) };
    let blokken = template::without_mail_sections(rendered.blokken.clone());
    let bericht = NewBericht {
        bsn,
        zaak: dossier.zaak.uuid,
        scenario: melding.scenario,
        bron: melding.bron,
        onderwerp: &rendered.onderwerp,
        tekst: &template::to_markup(&blokken),
        soort: BerichtSoort::Notificatie,
        handelingsperspectief,
        bijlagen,
    };
    Ok(store::insert_bericht(tx, &bericht).await?)
}

/// Fills the template of the scenario: that of the zaaktype, else that of the basis.
pub(crate) async fn render(
    tx: &mut Tx,
    dossier: &Dossier,
    scenario: Scenario,
    values: &Personalisation,
) -> Result<Result<Rendered, Reason>, MessagesError> {
    let sjabloon = store::find_sjabloon(tx, &dossier.zaaktype.identificatie, scenario).await?;
    Ok(sjabloon.ok_or(Reason::NoTemplate).and_then(|sjabloon| fill(&sjabloon, values)))
}

/// Fills a template.
pub(crate) fn fill(sjabloon: &Sjabloon, values: &Personalisation) -> Result<Rendered, Reason> {
    let fill = |text: &str| -> Result<String, Reason> {
        let parts = template::parse(text).map_err(|_| Reason::NoTemplate)?;
        let filled = template::fill(&parts, values).map_err(|missing| Reason::MissingValue(missing.0))?;
        // Names and titles stand there as whoever wrote them sent them.
        Ok(::values::plain(&filled).into_owned())
    };
    Ok(Rendered {
        sjabloon: sjabloon.uuid,
        sjabloon_versie: sjabloon.versie,
        // A subject is one line.
        onderwerp: fill(&sjabloon.onderwerp)?.split_whitespace().collect::<Vec<_>>().join(" "),
        blokken: template::parse_blokken(&fill(&sjabloon.tekst)?),
    })
}

/// Returns the values that every message about this zaak has. Never a BSN, an address or the content of a decision.
pub(crate) fn zaak_values(tx: &Tx, dossier: &Dossier) -> Personalisation {
    let mut values = gemeente_values(tx);
    set_aanhef(dossier, dossier.initiator.as_ref(), &dossier.partij, &mut values);
    values.set_flag("klant.namens_ander", false);
    values.set_flag("klant.wordt_vertegenwoordigd", dossier.gemachtigden.iter().any(|one| one.may_act.is_ok()));
    values.set_login(login_of(&dossier.partij));
    for (naam, is_yes) in &dossier.eigenschappen {
        values.set_flag(&personalisation::eigenschap(naam), *is_yes);
    }
    set_title(dossier, &mut values);
    let Zaak { identificatie, registratiedatum, uiterlijke_einddatum_afdoening, .. } = &dossier.zaak;
    values.set("zaak.identificatie", identificatie);
    values.set("zaak.registratiedatum", &dossier.teksten.day_in_words(*registratiedatum));
    values.set_flag("zaak.heeft_uiterlijkeEinddatum", uiterlijke_einddatum_afdoening.is_some());
    if let Some(day) = uiterlijke_einddatum_afdoening {
        values.set("zaak.uiterlijkeEinddatum", &dossier.teksten.day_in_words(*day));
    }
    values
}

/// A mail is read before a login; only residents have one here.
fn login_of(partij: &Partij) -> Login {
    if partij.bsn().is_some() { Login::Possible } else { Login::Never }
}

fn set_aanhef(dossier: &Dossier, rol: Option<&Rol>, partij: &Partij, values: &mut Personalisation) {
    if let Some(aanhef) = aanhef(rol, partij).or_else(|| standaard(dossier, "klant.aanhef")) {
        values.set("klant.aanhef", &aanhef);
    }
}

/// The title is the public one of the zaaktype, not the free text of staff.
fn set_title(dossier: &Dossier, values: &mut Personalisation) {
    let zaaktype = &dossier.zaaktype;
    if dossier.teksten.is_gevoelig() {
        if let Some(general) = standaard(dossier, "zaak.omschrijving_gevoelig") {
            values.set_general("zaak.omschrijving", &general);
        }
    } else {
        let title = if zaaktype.onderwerp.is_empty() { &zaaktype.omschrijving } else { &zaaktype.onderwerp };
        values.set("zaak.omschrijving", title);
    }
}

/// Returns the values about the municipality.
pub(crate) fn gemeente_values(tx: &Tx) -> Personalisation {
    let mut values = Personalisation::default();
    if let Some(gemeente) = tx.db().find_gemeente() {
        values.set_own("gemeente.naam", &gemeente.naam);
        values.set_own("gemeente.website", &gemeente.website);
        values.set_own("gemeente.telefoon", &gemeente.telefoon);
        values.set_own("gemeente.openingstijden", &gemeente.openingstijden);
        values.set_own("gemeente.postadres", &gemeente.postadres);
        values.set_flag("gemeente.heeft_postadres", !gemeente.postadres.is_empty());
    }
    values
}

fn standaard(dossier: &Dossier, name: &str) -> Option<String> {
    dossier.teksten.standaard(name).map(str::to_owned)
}

/// Returns the name to greet a person by; none when it is not known, or looks like anything but a name. Never guesses a gender.
fn aanhef(rol: Option<&Rol>, partij: &Partij) -> Option<String> {
    let rol = rol.filter(|_| partij.bsn().is_some())?;
    let given = rol.naam().map(str::to_owned);
    let field =
        |name: &str| rol.betrokkene_identificatie.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    let registered =
        || [field("voornamen"), field("voorvoegselGeslachtsnaam"), field("geslachtsnaam")].map(str::trim).join(" ");
    let name = crate::personalisation::clean(&given.unwrap_or_else(registered));
    (!name.is_empty() && !links::has_link(&name)).then_some(name)
}
