//! User tasks: for staff, and for residents in the portal.

use ::store::{Actie, AuditLine, Event as StoreEvent, Reader, Tx};
use bpmn::{Command, Event, TokenId};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use values::actor::{Burger, Medewerker};
use values::{Actor, Id};
use zaken::Zaak;

use crate::koppeling::{self, Koppeling};
use crate::run::{self, Proces};
use crate::{Instantie, ProcessError, Taak, TaakSoort, TaakStatus, store};

/// Which tasks a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenSelectie {
    /// Those that nobody took.
    Vrij,
    /// Those that this member of staff took.
    Mijn,
}

/// Makes the row of a user task that the engine asks for.
pub(crate) async fn create(
    tx: &mut Tx,
    proces: &Proces,
    instantie: &Instantie,
    event: &Event,
) -> Result<(), ProcessError> {
    let Event::TaskCreated { token, node, name, assignee, candidate_groups, due } = event else { return Ok(()) };
    let koppeling = proces.koppelingen.get(node);
    let variables = instantie.state.variables_for(*token);
    let scope = feel::Scope { variables: &variables, now: tx.now() };
    let (soort, titel, toelichting, formulier) = match koppeling {
        Some(Koppeling::Klanttaak { formulier, titel, toelichting }) => {
            (TaakSoort::Klant, titel.clone(), toelichting.as_deref(), Some(formulier.clone()))
        }
        Some(Koppeling::Formulier { formulier, titel, toelichting }) => {
            (TaakSoort::Medewerker, titel.clone(), toelichting.as_deref(), Some(formulier.clone()))
        }
        Some(Koppeling::Actie { .. }) | None => (TaakSoort::Medewerker, None, None, None),
    };
    let toelichting = koppeling::resolve(&Value::from(toelichting.unwrap_or_default()), &scope);
    let toelichting = toelichting.map_err(ProcessError::Broken)?.as_str().unwrap_or_default().to_owned();
    let taak = Taak {
        uuid: tx.new_id(),
        instantie: instantie.uuid,
        zaak: instantie.zaak,
        token: *token,
        node: node.clone(),
        soort,
        titel: titel.unwrap_or_else(|| name.clone()),
        toelichting,
        formulier,
        groepen: candidate_groups.clone(),
        behandelaar: assignee.clone(),
        behandelaar_naam: assignee.clone(),
        status: TaakStatus::Open,
        verloopt_op: *due,
        created_at: tx.now(),
        afgerond_op: None,
        afgerond_door: None,
        verzonden_data: None,
    };
    let bsn = match soort {
        TaakSoort::Medewerker => None,
        TaakSoort::Klant => initiator_bsn(tx, instantie.zaak).await?,
    };
    store::insert_taak(tx, &taak, bsn.as_deref()).await?;
    tell(tx, &taak, Actie::Create);
    Ok(())
}

pub(crate) async fn initiator_bsn(tx: &mut Tx, zaak: Id<Zaak>) -> Result<Option<String>, ProcessError> {
    let initiator = zaken::find_rol_initiator(tx, zaak).await?;
    Ok(initiator.and_then(|rol| rol.bsn().map(str::to_owned)))
}

fn tell(tx: &mut Tx, taak: &Taak, actie: Actie) {
    tx.audit(AuditLine {
        bron: "loket",
        actie,
        resource: "taak",
        resource_id: taak.uuid.uuid(),
        hoofd_object: taak.zaak.uuid(),
        weergave: taak.titel.clone(),
        oud: Value::Null,
        nieuw: json!({ "titel": taak.titel, "status": taak.status.as_str(), "behandelaar": taak.behandelaar_naam }),
    });
    let kenmerken = json!({
        "soort": taak.soort.as_str(),
        "status": taak.status.as_str(),
        "titel": taak.titel,
        "verloopt_op": taak.verloopt_op.map(|moment| moment.to_string()),
    });
    tx.emit(StoreEvent {
        kanaal: "loket.taken",
        resource: "taak",
        actie,
        hoofd_object: taak.zaak.uuid(),
        resource_id: taak.uuid.uuid(),
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
}

/// Closes the row of a task that the process no longer needs.
pub(crate) async fn close(tx: &mut Tx, instantie: &Instantie, token: TokenId) -> Result<(), ProcessError> {
    if let Some(closed) = store::close_taak(tx, instantie.uuid, token).await? {
        tell(tx, &closed.taak, Actie::PartialUpdate);
    }
    Ok(())
}

/// Returns a task, whoever asks: the caller decides who may see it.
///
/// # Errors
/// When the database fails.
pub async fn find_taak(db: &mut Reader, uuid: Id<Taak>) -> Result<Option<Taak>, ProcessError> {
    Ok(store::find_taak(db, uuid).await?.map(|found| found.taak))
}

/// Returns a task of the resident (or of whom she represents) if she may see its zaak.
///
/// # Errors
/// When the database fails.
pub async fn find_taak_burger(db: &mut Reader, burger: &Burger, uuid: Id<Taak>) -> Result<Option<Taak>, ProcessError> {
    let Some(found) = store::find_taak(db, uuid).await? else { return Ok(None) };
    let is_hers = found.taak.soort == TaakSoort::Klant && found.bsn.as_deref() == Some(burger.betrokkene().as_str());
    let today = values::local_date(db.db().clock().now());
    let is_visible = is_hers && zaken::portaal::find(db, burger, today, found.taak.zaak).await?.is_some();
    Ok(is_visible.then_some(found.taak))
}

/// Returns tasks of the resident: open ones by deadline, or those that she did, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_taken_burger(
    db: &mut Reader,
    burger: &Burger,
    open: bool,
    limit: i64,
) -> Result<Vec<Taak>, ProcessError> {
    let found = store::list_taken_bsn(db, burger.betrokkene(), open, limit).await?;
    let today = values::local_date(db.db().clock().now());
    let zaken = found.iter().map(|taak| taak.zaak).collect();
    let visible = zaken::portaal::visible(db, burger, today, zaken).await?;
    Ok(found.into_iter().filter(|taak| visible.contains(&taak.zaak)).collect())
}

/// Returns all tasks of a zaak, oldest first: for staff that may see the zaak, and for the resident's own through her gate.
///
/// # Errors
/// When the database fails.
pub async fn list_taken_zaak(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Taak>, ProcessError> {
    Ok(store::list_taken_zaak(db, zaak).await?)
}

/// Returns the day on which the resident last did one of these tasks, on this day or later.
pub fn answered_since(taken: &[Taak], since: Date) -> Option<Date> {
    let done = taken.iter().filter(|taak| taak.soort == TaakSoort::Klant && taak.status != TaakStatus::Gesloten);
    done.filter_map(|taak| taak.afgerond_op).map(values::local_date).filter(|day| *day >= since).max()
}

/// Returns open tasks that this member of staff may do, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_taken_medewerker(
    db: &mut Reader,
    medewerker: &Medewerker,
    selectie: TakenSelectie,
    limit: i64,
) -> Result<Vec<Taak>, ProcessError> {
    match selectie {
        TakenSelectie::Vrij => Ok(store::list_taken_vrij(db, &medewerker.rollen, limit).await?),
        TakenSelectie::Mijn => Ok(store::list_taken_mijn(db, &medewerker.id, limit).await?),
    }
}

/// Returns a task if this member of staff may do it or see its zaak.
///
/// # Errors
/// When the database fails.
pub async fn find_taak_medewerker(
    db: &mut Reader,
    medewerker: &Medewerker,
    uuid: Id<Taak>,
) -> Result<Option<Taak>, ProcessError> {
    let Some(found) = store::find_taak(db, uuid).await? else { return Ok(None) };
    let is_visible =
        may_do(medewerker, &found.taak) || zaken::werkvoorraad::find(db, medewerker, found.taak.zaak).await?.is_some();
    Ok(is_visible.then_some(found.taak))
}

fn may_do(medewerker: &Medewerker, taak: &Taak) -> bool {
    taak.groepen.iter().any(|groep| medewerker.has_rol(groep)) || taak.behandelaar.as_deref() == Some(&medewerker.id)
}

/// Takes a task. One that she has already stays hers.
///
/// # Errors
/// [`ProcessError::TakenByOther`], [`ProcessError::AlreadyDone`], [`ProcessError::Forbidden`].
pub async fn claim(tx: &mut Tx, medewerker: &Medewerker, uuid: Id<Taak>) -> Result<(), ProcessError> {
    let mut taak = lock_open(tx, uuid).await?;
    if taak.soort != TaakSoort::Medewerker || !may_do(medewerker, &taak) {
        return Err(ProcessError::Forbidden);
    }
    if let Some(other) = taak.behandelaar.as_deref().filter(|own| *own != medewerker.id) {
        let naam = taak.behandelaar_naam.clone().unwrap_or_else(|| other.to_owned());
        return Err(ProcessError::TakenByOther { naam });
    }
    taak.behandelaar = Some(medewerker.id.clone());
    taak.behandelaar_naam = Some(medewerker.naam.clone());
    store::set_behandelaar(tx, &taak).await?;
    tell(tx, &taak, Actie::PartialUpdate);
    Ok(())
}

/// Gives a task back, so that a colleague can take it.
///
/// # Errors
/// [`ProcessError::TakenByOther`], [`ProcessError::AlreadyDone`].
pub async fn release(tx: &mut Tx, medewerker: &Medewerker, uuid: Id<Taak>) -> Result<(), ProcessError> {
    let mut taak = lock_open(tx, uuid).await?;
    if taak.behandelaar.as_deref() != Some(&medewerker.id) {
        return Err(ProcessError::Forbidden);
    }
    taak.behandelaar = None;
    taak.behandelaar_naam = None;
    store::set_behandelaar(tx, &taak).await?;
    tell(tx, &taak, Actie::PartialUpdate);
    Ok(())
}

/// Locks the process of a task and then the task, as every command on the process does, and returns both. Who writes in the zaak before the
/// task is completed calls [`lock_taak`] first.
async fn lock(tx: &mut Tx, uuid: Id<Taak>) -> Result<(Instantie, store::FoundTaak), ProcessError> {
    let instantie = store::lock_instantie_of_taak(tx, uuid).await?.ok_or(ProcessError::TaakNotFound)?;
    let found = store::lock_taak(tx, uuid).await?.ok_or(ProcessError::TaakNotFound)?;
    Ok((instantie, found))
}

/// Returns a task that nobody else can change or complete until the transaction ends, nor its process. Comes before any lock on the zaak:
/// everything locks process, task, zaak in this order.
///
/// # Errors
/// [`ProcessError::TaakNotFound`], or when the database fails.
pub async fn lock_taak(tx: &mut Tx, uuid: Id<Taak>) -> Result<Taak, ProcessError> {
    Ok(lock(tx, uuid).await?.1.taak)
}

async fn lock_open(tx: &mut Tx, uuid: Id<Taak>) -> Result<Taak, ProcessError> {
    let taak = store::lock_taak(tx, uuid).await?.ok_or(ProcessError::TaakNotFound)?.taak;
    if taak.status != TaakStatus::Open {
        return Err(ProcessError::AlreadyDone { op: taak.afgerond_op, door: taak.afgerond_door });
    }
    Ok(taak)
}

/// Does a task: keeps the answers, sets the variables and lets the process go on, in the transaction of the caller.
///
/// # Errors
/// [`ProcessError::AlreadyDone`] for a double click, a second tab or a colleague; [`ProcessError::Forbidden`] when the task is not
/// for this person.
pub async fn complete_task(
    tx: &mut Tx,
    actor: &Actor,
    uuid: Id<Taak>,
    answers: Value,
    variables: Map<String, Value>,
) -> Result<(), ProcessError> {
    let (mut instantie, found) = lock(tx, uuid).await?;
    let mut taak = found.taak;
    let is_allowed = match (actor, taak.soort) {
        (Actor::Burger(burger), TaakSoort::Klant) => found.bsn.as_deref() == Some(burger.betrokkene().as_str()),
        // Staff may do a task for a resident who phones.
        (Actor::Medewerker(medewerker), _) => may_do(medewerker, &taak),
        (Actor::Systeem(_), _) => true,
        _ => false,
    };
    if !is_allowed {
        return Err(ProcessError::Forbidden);
    }
    if taak.status != TaakStatus::Open {
        return Err(ProcessError::AlreadyDone { op: taak.afgerond_op, door: taak.afgerond_door });
    }
    if let (Actor::Medewerker(medewerker), Some(behandelaar)) = (actor, &taak.behandelaar)
        && *behandelaar != medewerker.id
    {
        return Err(ProcessError::TakenByOther { naam: taak.behandelaar_naam.unwrap_or_default() });
    }

    let is_staff = matches!(actor, Actor::Medewerker(_));
    taak.status = if taak.soort == TaakSoort::Klant { TaakStatus::Afgerond } else { TaakStatus::Verwerkt };
    taak.afgerond_op = Some(tx.now());
    taak.afgerond_door = Some(actor.audit_naam().to_owned());
    taak.verzonden_data = Some(answers);
    store::finish_taak(tx, &taak).await?;
    if is_staff {
        // She has seen the case: what the resident handed in is handled now.
        store::mark_verwerkt(tx, taak.instantie).await?;
    }
    tell(tx, &taak, Actie::PartialUpdate);

    let proces = run::load_proces(tx, instantie.model).await?;
    let command = Command::CompleteTask { task: taak.token, variables };
    run::execute(tx, actor, &proces, &mut instantie, command).await
}

/// Returns how many tasks of staff and residents are open, counted no further than `max`.
///
/// # Errors
/// When the database fails.
pub async fn count_open_taken(db: &mut Reader, max: i64) -> Result<i64, ProcessError> {
    Ok(store::count_open(db, max).await?)
}
