//! One command of the engine: decide, apply, carry out, keep; all in the transaction of the caller.

use std::collections::VecDeque;
use std::sync::Arc;

use ::store::{Actie, Event as StoreEvent, NewJob, Reader, Tx};
use bpmn::{ActionFailure, ActionKind, Command, Event, MapDecisionResult, TimerId, TokenId};
use serde_json::{Map, Value, json};
use values::{Actor, Id};
use zaken::Zaak;

use crate::jobs::{JOB_MESSAGE, JOB_TIMER, timer_key};
use crate::koppeling::{self, Koppeling, Koppelingen};
use crate::{Instantie, ProcessError, StartProcess, actions, store, tasks};

/// A process model with what the platform does at its activities.
pub(crate) struct Proces {
    pub model: bpmn::Model,
    pub koppelingen: Koppelingen,
}

/// The variable that tells a process whether the initiator can log in: who can't gets no task in the portal, and her decision by post.
const KAN_INLOGGEN: &str = "klant_kan_inloggen";

/// Starts a process for a zaak and runs it until everything in it waits.
///
/// # Errors
/// [`ProcessError::UnknownProcess`], or when the engine or the database refuses.
pub async fn start(tx: &mut Tx, actor: &Actor, start: &StartProcess<'_>) -> Result<Id<Instantie>, ProcessError> {
    let model = store::find_newest_model(tx, start.key)
        .await?
        .ok_or_else(|| ProcessError::UnknownProcess(start.key.to_owned()))?;
    let proces = load_proces(tx, model).await?;
    let mut instantie =
        Instantie { uuid: tx.new_id(), model, zaak: start.zaak, versie: 0, state: bpmn::State::default() };
    store::insert_instantie(tx, &instantie).await?;
    let mut variables = start.variables.clone();
    let can_log_in = tasks::initiator_bsn(tx, start.zaak).await?.is_some();
    variables.insert(KAN_INLOGGEN.to_owned(), can_log_in.into());
    let command = Command::Start { variables };
    execute(tx, actor, &proces, &mut instantie, command).await?;
    Ok(instantie.uuid)
}

/// Delivers a message to the processes of a zaak and returns how many waited for it.
///
/// # Errors
/// When the engine or the database fails.
pub async fn correlate_message(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    name: &str,
    variables: &Map<String, Value>,
) -> Result<usize, ProcessError> {
    // All of them before the first goes on: what it does locks the zaak, and that comes last.
    let mut waiting = Vec::new();
    for uuid in store::list_running(tx, zaak).await? {
        let Some(instantie) = store::lock_instantie(tx, uuid).await? else { continue };
        if instantie.state.subscriptions().any(|(_, subscription)| subscription.name == name) {
            waiting.push(instantie);
        }
    }
    for instantie in &mut waiting {
        let proces = load_proces(tx, instantie.model).await?;
        let command = Command::CorrelateMessage { name: name.to_owned(), variables: variables.clone() };
        execute(tx, actor, &proces, instantie, command).await?;
    }
    Ok(waiting.len())
}

/// Tries again what raised an incident, after a person took away its cause.
///
/// # Errors
/// When there is no such instance or incident, or the database fails.
pub async fn retry_incident(
    tx: &mut Tx,
    actor: &Actor,
    instantie: Id<Instantie>,
    token: TokenId,
) -> Result<(), ProcessError> {
    let mut instantie = store::lock_instantie(tx, instantie)
        .await?
        .ok_or_else(|| ProcessError::Broken("there is no such instance".into()))?;
    let proces = load_proces(tx, instantie.model).await?;
    execute(tx, actor, &proces, &mut instantie, Command::RetryIncident { token }).await
}

/// Returns a model, parsed once in the life of the program.
pub(crate) async fn load_proces(db: &mut Reader, model: uuid::Uuid) -> Result<Arc<Proces>, ProcessError> {
    if let Some(kept) = db.memo().find::<Proces>(model) {
        return Ok(kept);
    }
    let row = store::read_model(db, model).await?;
    let parsed = bpmn::parse(&row.xml);
    let model_of_key = parsed.models.into_iter().find(|parsed| parsed.id() == row.key);
    let proces = Proces {
        model: model_of_key.ok_or_else(|| ProcessError::Broken(format!("model {} is not executable", row.key)))?,
        koppelingen: koppeling::parse(&row.koppelingen).map_err(ProcessError::Broken)?,
    };
    Ok(db.memo().keep(model, proces))
}

/// Runs a command and everything that it sets off, until all tokens wait, and keeps the outcome.
pub(crate) async fn execute(
    tx: &mut Tx,
    actor: &Actor,
    proces: &Proces,
    instantie: &mut Instantie,
    command: Command,
) -> Result<(), ProcessError> {
    // Who set it off did no more than that: what follows is the work of the process.
    let before = tx.act_as(&actions::PROCES);
    let outcome = run_until_all_waits(tx, proces, instantie, command).await;
    tx.act_again(before);
    let history = outcome?;
    instantie.versie += 1;
    store::save_instantie(tx, instantie).await?;
    store::insert_history(tx, instantie, actor, &history).await?;
    Ok(())
}

/// Something that happened, and how many audit lines of the zaak came before it in its transaction.
pub(crate) struct Told {
    pub(crate) event: Event,
    pub(crate) place: usize,
}

/// Carries out a command and all that it sets off, and returns what happened.
async fn run_until_all_waits(
    tx: &mut Tx,
    proces: &Proces,
    instantie: &mut Instantie,
    command: Command,
) -> Result<Vec<Told>, ProcessError> {
    let now = tx.now();
    let zaak = instantie.zaak.uuid();
    let mut history = Vec::new();
    let mut commands = VecDeque::from([command]);
    while let Some(command) = commands.pop_front() {
        for event in bpmn::step(&proces.model, &instantie.state, &command, now)? {
            bpmn::apply(&mut instantie.state, &event);
            commands.extend(carry_out(tx, proces, instantie, &event).await?);
            history.push(Told { place: tx.audit_count(zaak), event });
        }
        // An action that came back with its result may have ended what a later one waited for.
        commands.retain(|command| still_waits(&instantie.state, command));
    }
    Ok(history)
}

fn still_waits(state: &bpmn::State, command: &Command) -> bool {
    match command {
        Command::CompleteAction { token, .. } | Command::FailAction { token, .. } => state.token(*token).is_some(),
        _ => true,
    }
}

/// Does what an event asks for, and returns the answer to the engine, if there is one already.
async fn carry_out(
    tx: &mut Tx,
    proces: &Proces,
    instantie: &Instantie,
    event: &Event,
) -> Result<Option<Command>, ProcessError> {
    match event {
        Event::TaskCreated { .. } => tasks::create(tx, proces, instantie, event).await?,
        Event::TaskCancelled { token, .. } => tasks::close(tx, instantie, *token).await?,
        Event::ActionRequested { token, node, kind, .. } => {
            return Ok(Some(act(tx, proces, instantie, *token, node, kind).await?));
        }
        Event::TimerScheduled { timer, due, .. } => schedule(tx, instantie, *timer, *due),
        Event::TimerCancelled { timer, .. } => {
            ::store::jobs::cancel(tx, JOB_TIMER, &timer_key(instantie.uuid, *timer)).await?;
        }
        Event::MessageThrown { name, variables, .. } => tx.enqueue(NewJob {
            kind: JOB_MESSAGE,
            key: None,
            lane: Some(instantie.zaak.to_string()),
            due: None,
            payload: json!({ "zaak": instantie.zaak.to_string(), "name": name, "variables": variables }),
        }),
        Event::IncidentRaised { node, message, .. } => {
            tracing::error!(instantie = %instantie.uuid, %node, %message, "A process can't go on without help");
            tx.emit(event_of(instantie, "incident", Actie::Create, json!({ "node": node })));
        }
        Event::InstanceCompleted | Event::InstanceCancelled { .. } => {
            tx.emit(event_of(instantie, "proces", Actie::Destroy, json!({})));
        }
        _ => {}
    }
    Ok(None)
}

fn schedule(tx: &mut Tx, instantie: &Instantie, timer: TimerId, due: jiff::Timestamp) {
    tx.enqueue(NewJob {
        kind: JOB_TIMER,
        key: Some(timer_key(instantie.uuid, timer)),
        lane: None,
        due: Some(due),
        payload: json!({ "instantie": instantie.uuid.to_string(), "timer": timer }),
    });
}

/// An event of a process, on the kanaal of our own processes.
pub(crate) fn event_of(instantie: &Instantie, resource: &'static str, actie: Actie, kenmerken: Value) -> StoreEvent {
    StoreEvent {
        kanaal: "loket.processen",
        resource,
        actie,
        hoofd_object: instantie.zaak.uuid(),
        resource_id: instantie.uuid.uuid(),
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    }
}

/// Runs an action inside the transaction. One that fails leaves nothing of itself behind and becomes an incident that a person
/// can look at; a database that fails takes the whole command with it.
async fn act(
    tx: &mut Tx,
    proces: &Proces,
    instantie: &Instantie,
    token: TokenId,
    node: &str,
    kind: &ActionKind,
) -> Result<Command, ProcessError> {
    let mark = tx.mark().await?;
    let outcome = match kind {
        ActionKind::BusinessRule { decision_ref, result_variable, map_result } => {
            decide(tx, instantie, token, decision_ref, result_variable.as_deref(), *map_result).await
        }
        ActionKind::Service | ActionKind::Send => service(tx, proces, instantie, token, node).await,
    };
    match outcome {
        Ok(variables) => {
            tx.keep(mark).await?;
            Ok(Command::CompleteAction { token, variables })
        }
        Err(error) if error.is_storage_failure() => Err(error),
        Err(error) => {
            tx.undo_to(mark).await?;
            Ok(Command::FailAction { token, error: ActionFailure::Technical { message: error.to_string() } })
        }
    }
}

async fn service(
    tx: &mut Tx,
    proces: &Proces,
    instantie: &Instantie,
    token: TokenId,
    node: &str,
) -> Result<Map<String, Value>, ProcessError> {
    let Some(Koppeling::Actie { actie, eigenschappen }) = proces.koppelingen.get(node) else {
        return Err(ProcessError::Broken(format!("activity {node} has no action")));
    };
    let zaak = zaken::find_zaak(tx, instantie.zaak).await?.ok_or(zaken::ZakenError::ZaakNotFound)?;
    let variables = instantie.state.variables_for(token);
    let scope = feel::Scope { variables: &variables, now: tx.now() };
    let filled: Map<String, Value> = eigenschappen
        .iter()
        .map(|(name, text)| Ok((name.clone(), koppeling::resolve(text, &scope)?)))
        .collect::<Result<_, String>>()
        .map_err(ProcessError::Broken)?;
    let call = actions::Call { zaak: &zaak, eigenschappen: &filled, variables: &variables };
    actions::run(tx, actie, &call).await
}

async fn decide(
    tx: &mut Tx,
    instantie: &Instantie,
    token: TokenId,
    decision_ref: &str,
    result_variable: Option<&str>,
    map_result: MapDecisionResult,
) -> Result<Map<String, Value>, ProcessError> {
    let beslistabel = load_beslistabel(tx, decision_ref).await?;
    let decision = beslistabel
        .decisions
        .iter()
        .find(|decision| decision.id == decision_ref)
        .ok_or_else(|| ProcessError::Broken(format!("decision `{decision_ref}` can't be read")))?;
    let variables = instantie.state.variables_for(token);
    let scope = feel::Scope { variables: &variables, now: tx.now() };
    let outcome = dmn::evaluate(decision, &scope).map_err(|error| ProcessError::Broken(error.to_string()))?;
    let value = match map_result {
        MapDecisionResult::SingleEntry => outcome.single_entry(),
        MapDecisionResult::SingleResult => outcome.single_result(),
        MapDecisionResult::CollectEntries => outcome.collect_entries(),
        MapDecisionResult::ResultList => outcome.result_list(),
    };
    Ok(result_variable.map(|name| Map::from_iter([(name.to_owned(), value)])).unwrap_or_default())
}

/// Returns the newest version of a decision table, parsed once in the life of the program.
async fn load_beslistabel(db: &mut Reader, key: &str) -> Result<Arc<dmn::Parsed>, ProcessError> {
    let uuid = store::find_newest_beslistabel(db, key)
        .await?
        .ok_or_else(|| ProcessError::Broken(format!("there is no decision `{key}`")))?;
    if let Some(kept) = db.memo().find::<dmn::Parsed>(uuid) {
        return Ok(kept);
    }
    let parsed = dmn::parse(&store::read_beslistabel(db, uuid).await?);
    Ok(db.memo().keep(uuid, parsed))
}
