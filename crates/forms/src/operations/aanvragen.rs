//! Sending an aanvraag: the submission becomes a zaak.

use ::store::{Actie, Db, Reader, Tx};
use catalogi::Zaaktype;
use form_logic::Context;
use process::StartProcess;
use values::{Actor, Id};
use zaken::operations::NewStatus;
use zaken::{BetrokkeneType, NewRol, NewZaak, Zaak};

use super::formulieren::read_formulier;
use super::inzendingen::{VERZONDEN_RETENTION_DAYS, days_after, tell};
use super::registratie::{Registratie, check_complete, read_zaak, rendered};
use crate::rules::answers::Answers;
use crate::rules::copy::Papers;
use crate::rules::rollen::{FormFacts, RolFacts, Rollen, rollen};
use crate::rules::toegang;
use crate::{Aanvraag, Eigenaar, FormContext, FormsError, Formulier, Inzending, Soort, Submitted, Verzending, store};

/// Sends an aanvraag: makes the zaak with its rollen, eigenschappen and documents, sets the first status and starts the process, all
/// in one transaction. Sending the same submission again returns the same zaak.
///
/// `actor` is who acts: the resident, the member of staff, or for an anonymous person `Actor::Systeem`. `inzending` is the submission
/// as it was read for this request: its answers are judged before the transaction begins, for on SQLite all other writers wait for
/// that. Only when somebody saved it in the meantime are they judged again.
///
/// # Errors
/// [`FormsError::Incomplete`] with the steps to go back to, [`FormsError::Blocked`], [`FormsError::Forbidden`],
/// [`FormsError::InzendingNotFound`], or [`FormsError::Misconfigured`] when zaaktype, template and form do not fit.
pub async fn submit_aanvraag(
    db: &Db,
    actor: &Actor,
    eigenaar: &Eigenaar,
    inzending: &Inzending,
    ctx: &FormContext,
    verzending: &Verzending,
) -> Result<Submitted, FormsError> {
    let formulier = read_formulier(&mut db.reader(), inzending.formulier).await?;
    toegang::require(eigenaar, &formulier)?;
    if formulier.soort != Soort::Aanvraag {
        return Err(FormsError::Misconfigured(format!("form {} is no aanvraag", formulier.slug)));
    }
    let today = values::local_date(db.clock().now());
    let zaaktype = catalogi::find_valid_zaaktype(&mut db.reader(), &formulier.zaaktype, today)
        .await?
        .ok_or_else(|| FormsError::ZaaktypeNotFound(formulier.zaaktype.clone()))?;
    let logic = ctx.logic(inzending);
    let prepare = |data| Prepared::of(eigenaar, &formulier, data, &logic, verzending);
    let prepared = prepare(&inzending.data);

    let mut tx = db.begin(actor).await?;
    let owner = eigenaar.key();
    let locked =
        store::lock_own_inzending(&mut tx, &owner, inzending.uuid).await?.ok_or(FormsError::InzendingNotFound)?;
    if let Some(zaak) = locked.zaak {
        let zaak = read_zaak(&mut tx, zaak).await?;
        return Ok(Submitted { zaak: zaak.uuid, identificatie: zaak.identificatie });
    }
    let prepared = if locked.data == inzending.data { prepared } else { prepare(&locked.data) };
    check_complete(&formulier, &locked, &prepared.answers, Some(verzending))?;
    let sending = Sending { eigenaar, formulier: &formulier, zaaktype: &zaaktype, inzending: &locked };
    let submitted = sending.register(&mut tx, actor, prepared).await?;
    tx.commit().await?;
    Ok(submitted)
}

/// All that sending makes of the answers, so that no transaction has to wait for it.
struct Prepared<'a> {
    answers: Answers<'a>,
    omschrijving: Option<String>,
    toelichting: Option<String>,
    rollen: Rollen,
    variables: form_logic::Map,
    papers: Papers,
}

impl<'a> Prepared<'a> {
    fn of(
        eigenaar: &Eigenaar,
        formulier: &'a Formulier,
        data: &'a form_logic::Map,
        logic: &'a Context,
        verzending: &Verzending,
    ) -> Self {
        let answers = Answers::of(formulier, data, logic);
        Self {
            omschrijving: rendered(formulier, &answers, "zaak_omschrijving"),
            toelichting: rendered(formulier, &answers, "zaak_toelichting"),
            rollen: decide_rollen(eigenaar, &answers, logic, verzending),
            variables: answers.variables(&formulier.loket),
            papers: Papers::of(formulier, logic, &answers),
            answers,
        }
    }
}

/// A submission that is complete, and locked.
struct Sending<'a> {
    eigenaar: &'a Eigenaar,
    formulier: &'a Formulier,
    zaaktype: &'a Zaaktype,
    inzending: &'a Inzending,
}

impl Sending<'_> {
    async fn register(&self, tx: &mut Tx, actor: &Actor, prepared: Prepared<'_>) -> Result<Submitted, FormsError> {
        let Self { eigenaar, formulier, zaaktype, inzending } = *self;
        let Prepared { answers, omschrijving, toelichting, rollen, variables, mut papers } = prepared;
        let zaak = create_zaak(tx, actor, zaaktype, omschrijving.as_deref(), toelichting.as_deref()).await?;
        // All that follows comes of it, so that the history tells it first.
        tell(tx, inzending, Actie::PartialUpdate, zaak.uuid.uuid(), &formulier.naam);
        add_rollen(tx, actor, formulier, zaaktype, &zaak, rollen).await?;
        let registratie = Registratie {
            formulier,
            inzending,
            answers: &answers,
            zaaktype,
            zaak: &zaak,
            is_by_staff: matches!(actor, Actor::Medewerker(_)),
        };
        registratie.set_eigenschappen(tx, actor).await?;
        registratie.add_copy(tx, actor, &mut papers).await?;
        let relations = registratie.add_bestanden(tx, actor).await?;
        let aanvraag = Aanvraag {
            formulier: formulier.naam.clone(),
            ingediend_op: tx.now(),
            ingediend_door: eigenaar.naam().to_owned(),
            verzonden: papers.into_verzonden(&relations),
        };
        store::insert_aanvraag(tx, zaak.uuid, &aanvraag).await?;
        // The first status comes last, so that whoever reacts to it (mail) sees rollen and documents.
        set_first_status(tx, actor, zaaktype, &zaak).await?;
        if let Some(key) = &formulier.loket.proces {
            let start = StartProcess { key, zaak: zaak.uuid, variables };
            process::start(tx, actor, &start).await?;
        }

        let expires_at = days_after(tx.now(), VERZONDEN_RETENTION_DAYS);
        store::mark_verzonden(tx, inzending.uuid, zaak.uuid, expires_at).await?;
        Ok(Submitted { zaak: zaak.uuid, identificatie: zaak.identificatie })
    }
}

/// Returns what the applicant answered; none when the zaak does not come from a form. For who may see the zaak.
///
/// # Errors
/// When the database fails.
pub async fn find_aanvraag(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Aanvraag>, FormsError> {
    Ok(store::find_aanvraag(db, zaak).await?)
}

async fn create_zaak(
    tx: &mut Tx,
    actor: &Actor,
    zaaktype: &Zaaktype,
    omschrijving: Option<&str>,
    toelichting: Option<&str>,
) -> Result<Zaak, FormsError> {
    let (gemeente, startdatum) = (tx.db().gemeente(), tx.today());
    let new = NewZaak {
        zaaktype,
        organisatie: &gemeente.rsin,
        omschrijving: omschrijving.unwrap_or(&zaaktype.omschrijving),
        toelichting: toelichting.unwrap_or_default(),
        startdatum,
    };
    Ok(zaken::operations::create_zaak(tx, actor, &new).await?)
}

fn decide_rollen(eigenaar: &Eigenaar, answers: &Answers<'_>, logic: &Context, verzending: &Verzending) -> Rollen {
    let attributes = answers.registration_attributes().into_iter().collect();
    let recipients = answers.confirmation_recipients();
    let facts = FormFacts {
        attributes: &attributes,
        prefill: &logic.prefill,
        recipient: recipients.first().map(String::as_str),
        contact: &verzending.contact,
        asks_phone: answers.asks("initiator_telefoonnummer"),
    };
    rollen(eigenaar, &facts)
}

async fn add_rollen(
    tx: &mut Tx,
    actor: &Actor,
    formulier: &Formulier,
    zaaktype: &Zaaktype,
    zaak: &Zaak,
    rollen: Rollen,
) -> Result<(), FormsError> {
    let settings = &formulier.loket.rollen;
    let added = [
        (settings.initiator.as_deref(), rollen.initiator, settings.toelichting_initiator.as_deref()),
        (settings.gemachtigde.as_deref(), rollen.gemachtigde, settings.toelichting_gemachtigde.as_deref()),
    ];
    for (omschrijving, facts, toelichting) in added {
        let (Some(omschrijving), Some(facts)) = (omschrijving, facts) else { continue };
        let RolFacts { identificatie, indicatie_machtiging, contactpersoon, authenticatie } = facts;
        let roltype = zaaktype.roltype(omschrijving).ok_or_else(|| {
            FormsError::Misconfigured(format!("zaaktype {} has no roltype `{omschrijving}`", zaaktype.identificatie))
        })?;
        let new = NewRol {
            zaak: zaak.uuid,
            roltype,
            betrokkene_type: BetrokkeneType::NatuurlijkPersoon,
            betrokkene_identificatie: identificatie,
            roltoelichting: toelichting.unwrap_or(&formulier.naam),
            indicatie_machtiging,
            contactpersoon_rol: contactpersoon,
            authenticatie_context: authenticatie,
        };
        zaken::operations::add_rol(tx, actor, new).await?;
    }
    Ok(())
}

async fn set_first_status(tx: &mut Tx, actor: &Actor, zaaktype: &Zaaktype, zaak: &Zaak) -> Result<(), FormsError> {
    let statustype = zaaktype
        .statustypen
        .first()
        .ok_or_else(|| FormsError::Misconfigured(format!("zaaktype {} has no statustype", zaaktype.identificatie)))?;
    let new = NewStatus {
        zaak: zaak.uuid,
        statustype: statustype.uuid,
        datum_status_gezet: None,
        day: None,
        statustoelichting: "",
    };
    zaken::operations::set_status(tx, actor, &new).await?;
    Ok(())
}
