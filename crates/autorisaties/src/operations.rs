//! What the product does with applications. Who may do it is decided by the caller: the scopes of the API, a page for administrators,
//! or a command of the server.

use ::store::{Actie, AuditLine, Event, Reader, StoreError, Tx};
use serde_json::{Map, Value, json};
use uuid::Uuid;
use values::Id;
use values::actor::Component;

use crate::domain::{TypeIn, TypeNaam};
use crate::store::component_text;
use crate::{
    Applicatie, ApplicatieGegevens, AutorisatiesError, Found, InvalidField, NewApplicatie, Reikwijdte, Sealer,
    Toekenning, Window, rules, store,
};

/// Adds an application. Its clients wait for their secret: see [`set_secret`].
///
/// Rules: ac-001 (uniciteit client_ids), ac-002 (autorisatiespecificatie), ac-003 (verplichte velden).
///
/// # Errors
/// [`AutorisatiesError::Invalid`] with every fault.
pub async fn create(tx: &mut Tx, new: &ApplicatieGegevens) -> Result<Applicatie, AutorisatiesError> {
    let mut faults = rules::faults(new);
    faults.extend(taken_client(tx, &new.client_ids, None).await?);
    if !faults.is_empty() {
        return Err(AutorisatiesError::Invalid(faults));
    }

    let uuid = tx.new_id();
    store::insert_applicatie(tx, uuid, new).await?;
    for client_id in &new.client_ids {
        insert_client(tx, uuid, client_id).await?;
    }
    let applicatie = read(tx, uuid).await?;
    tell(tx, Actie::Create, &applicatie, Value::Null, audited(&applicatie));
    Ok(applicatie)
}

/// Returns an application that nobody else can change until the transaction ends: for who decides what it becomes by what it is.
///
/// # Errors
/// [`AutorisatiesError::ApplicatieNotFound`].
pub async fn read_locked(tx: &mut Tx, uuid: Id<Applicatie>) -> Result<Applicatie, AutorisatiesError> {
    store::lock(tx, uuid).await?;
    read(tx, uuid).await
}

/// Changes an application; a client that stays keeps its secret. From the commit on it counts, on other nodes a second later.
///
/// Rules: as [`create`].
///
/// # Errors
/// [`AutorisatiesError::ApplicatieNotFound`], or [`AutorisatiesError::Invalid`] with every fault.
pub async fn update(
    tx: &mut Tx,
    actie: Actie,
    uuid: Id<Applicatie>,
    new: &ApplicatieGegevens,
) -> Result<Applicatie, AutorisatiesError> {
    let current = read_locked(tx, uuid).await?;
    let mut faults = rules::faults(new);
    faults.extend(taken_client(tx, &new.client_ids, Some(uuid)).await?);
    if !faults.is_empty() {
        return Err(AutorisatiesError::Invalid(faults));
    }

    store::update_applicatie(tx, uuid, new).await?;
    for client in current.clients.iter().filter(|client| !new.client_ids.contains(&client.id)) {
        store::delete_client(tx, &client.id).await?;
    }
    for client_id in new.client_ids.iter().filter(|id| !current.has_client(id)) {
        insert_client(tx, uuid, client_id).await?;
    }
    let applicatie = read(tx, uuid).await?;
    tell(tx, actie, &applicatie, audited(&current), audited(&applicatie));
    Ok(applicatie)
}

/// Takes an application over from another register, with its id and rights as they stand there. Returns whether it was: not when one of
/// its clients belongs to another application here.
///
/// # Errors
/// When the database fails.
pub async fn take_over(
    tx: &mut Tx,
    is_published: bool,
    uuid: Id<Applicatie>,
    new: &ApplicatieGegevens,
) -> Result<bool, AutorisatiesError> {
    if taken_client(tx, &new.client_ids, None).await?.is_some() {
        return Ok(false);
    }
    store::insert_applicatie(tx, uuid, new).await?;
    for client_id in &new.client_ids {
        insert_client(tx, uuid, client_id).await?;
    }
    let applicatie = read(tx, uuid).await?;
    note(tx, Actie::Create, &applicatie, Value::Null, audited(&applicatie));
    if is_published {
        emit(tx, Actie::Create, &applicatie);
    }
    Ok(true)
}

/// Adds an application with one client and its secret.
///
/// Rules: as [`create`].
///
/// # Errors
/// [`AutorisatiesError::Invalid`] with every fault.
pub async fn add_applicatie(
    tx: &mut Tx,
    sealer: &Sealer,
    new: &NewApplicatie<'_>,
) -> Result<Applicatie, AutorisatiesError> {
    let gegevens = ApplicatieGegevens {
        label: new.label.trim().to_owned(),
        client_ids: vec![new.client_id.to_owned()],
        heeft_alle_autorisaties: new.alle,
        alleen_gereed_voor_publicatie: false,
        toekenningen: new.autorisaties.iter().map(Toekenning::from).collect(),
    };
    let applicatie = create(tx, &gegevens).await?;
    set_secret(tx, sealer, new.client_id, new.secret).await?;
    Ok(applicatie)
}

/// Gives a client its secret, or another one: from the commit on, on other nodes a second later, tokens that were signed with the earlier
/// one are refused.
///
/// # Errors
/// [`AutorisatiesError::ApplicatieNotFound`] when there is no such client, or [`AutorisatiesError::Invalid`].
pub async fn set_secret(tx: &mut Tx, sealer: &Sealer, client_id: &str, secret: &str) -> Result<(), AutorisatiesError> {
    if let Some(fault) = rules::secret_fault(secret) {
        return Err(AutorisatiesError::Invalid(vec![fault]));
    }
    let applicatie = find_by_client(tx, client_id).await?.ok_or(AutorisatiesError::ApplicatieNotFound)?;
    let nonce = [tx.random(), tx.random(), tx.random()];
    let sealed = sealer.seal(client_id, secret.as_bytes(), nonce);
    store::set_secret(tx, client_id, &sealed).await?;
    // Subscribers see no secret, so for them nothing changed: a line in the audit trail, and no event.
    tx.audit(AuditLine {
        bron: "ac",
        actie: Actie::PartialUpdate,
        resource: "applicatie",
        resource_id: applicatie.uuid.uuid(),
        hoofd_object: applicatie.uuid.uuid(),
        weergave: applicatie.label.clone(),
        oud: Value::Null,
        nieuw: json!({ "secretVan": client_id }),
    });
    Ok(())
}

/// Removes an application: from the commit on, on other nodes a second later, its tokens are refused.
///
/// # Errors
/// [`AutorisatiesError::ApplicatieNotFound`].
pub async fn remove(tx: &mut Tx, uuid: Id<Applicatie>) -> Result<(), AutorisatiesError> {
    let applicatie = read_locked(tx, uuid).await?;
    store::delete_applicatie(tx, uuid).await?;
    tell(tx, Actie::Destroy, &applicatie, audited(&applicatie), Value::Null);
    Ok(())
}

/// Returns applications, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &mut Reader, window: Window) -> Result<Found<Applicatie>, AutorisatiesError> {
    let mut rows = store::list(db, window).await?;
    let count = match window.settle(&mut rows) {
        Some(count) => count,
        None => u64::try_from(store::count(db).await?).unwrap_or(0),
    };
    Ok(Found { count, rows })
}

/// Returns the applications that any of these clients belongs to.
///
/// # Errors
/// When the database fails.
pub async fn list_of_clients(
    db: &mut Reader,
    client_ids: &[String],
    window: Window,
) -> Result<Found<Applicatie>, AutorisatiesError> {
    Ok(window.cut(store::list_of_clients(db, client_ids).await?))
}

/// Returns an application.
///
/// # Errors
/// [`AutorisatiesError::ApplicatieNotFound`].
pub async fn read(db: &mut Reader, uuid: Id<Applicatie>) -> Result<Applicatie, AutorisatiesError> {
    store::find(db, uuid).await?.ok_or(AutorisatiesError::ApplicatieNotFound)
}

/// Finds the application that a client belongs to.
///
/// # Errors
/// When the database fails.
pub async fn find_by_client(db: &mut Reader, client_id: &str) -> Result<Option<Applicatie>, AutorisatiesError> {
    Ok(store::list_of_clients(db, &[client_id.to_owned()]).await?.pop())
}

/// Returns the types of the catalogi that rights of these applications are on: at most one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_typen(db: &mut Reader, applicaties: &[Applicatie]) -> Result<Vec<TypeIn>, AutorisatiesError> {
    let all: Vec<&Toekenning> = applicaties.iter().flat_map(|one| &one.toekenningen).collect();
    Ok(store::list_typen(db, &all).await?)
}

/// Finds types by what people call them: an id, a URL that ends in one, or an identificatie or omschrijving with all its versions.
///
/// # Errors
/// When the database fails.
pub async fn find_typen(db: &mut Reader, component: Component, name: &str) -> Result<Vec<Uuid>, AutorisatiesError> {
    match Uuid::try_parse(name.rsplit('/').next().unwrap_or(name)) {
        Ok(uuid) => Ok(vec![uuid]),
        Err(_) => Ok(store::find_typen(db, component, name).await?),
    }
}

/// Returns the versions of types, at most 5,000, by name, the newest of each first.
///
/// # Errors
/// When the database fails.
pub async fn list_type_names(db: &mut Reader) -> Result<Vec<TypeNaam>, AutorisatiesError> {
    Ok(store::list_type_names(db).await?)
}

/// Gives every application that has rights on a version of a type the same rights on the version that follows it, so that it does not
/// lose its work on the day that a new version counts. Who reaches the whole catalogus has them already. Some ten statements for each
/// application: a version is published seldom, and few have rights on it.
///
/// # Errors
/// When the database fails.
pub async fn extend_to_version(tx: &mut Tx, component: Component, before: Uuid, new: Uuid) -> Result<(), StoreError> {
    for uuid in store::list_of_type(tx, component, before).await? {
        store::lock(tx, uuid).await?;
        let Some(current) = store::find(tx, uuid).await? else { continue };
        let toekenningen = rules::extended(&current.toekenningen, component, before, new);
        if toekenningen == current.toekenningen {
            continue;
        }
        let gegevens = ApplicatieGegevens {
            label: current.label.clone(),
            client_ids: Vec::new(),
            heeft_alle_autorisaties: current.heeft_alle_autorisaties,
            alleen_gereed_voor_publicatie: current.alleen_gereed_voor_publicatie,
            toekenningen,
        };
        // Its clients are rows of their own and stay.
        store::update_applicatie(tx, current.uuid, &gegevens).await?;
        if let Some(applicatie) = store::find(tx, current.uuid).await? {
            tell(tx, Actie::PartialUpdate, &applicatie, audited(&current), audited(&applicatie));
        }
    }
    Ok(())
}

/// Returns the catalogi: id, domein and name.
///
/// # Errors
/// When the database fails.
pub async fn list_catalogi(db: &mut Reader) -> Result<Vec<(Uuid, String, String)>, AutorisatiesError> {
    Ok(store::list_catalogi(db).await?)
}

/// Decides whether a client belongs to another application already. Rule: ac-001 (uniciteit client_ids).
async fn taken_client(
    tx: &mut Tx,
    client_ids: &[String],
    own: Option<Id<Applicatie>>,
) -> Result<Option<InvalidField>, AutorisatiesError> {
    // What is told to be no client id already is not looked up.
    let usable: Vec<String> = client_ids.iter().filter(|id| !id.contains('\0')).cloned().collect();
    let found = store::list_of_clients(tx, &usable).await?;
    Ok(found.iter().any(|one| Some(one.uuid) != own).then(client_exists))
}

fn client_exists() -> InvalidField {
    InvalidField {
        name: "clientIds".into(),
        code: "clientId-exists",
        reason: "Deze client hoort al bij een applicatie.",
    }
}

async fn insert_client(tx: &mut Tx, uuid: Id<Applicatie>, client_id: &str) -> Result<(), AutorisatiesError> {
    match store::insert_client(tx, uuid, client_id, &[]).await {
        // Somebody else took the id since it was looked up.
        Err(error) if error.is_conflict() => Err(AutorisatiesError::Invalid(vec![client_exists()])),
        outcome => Ok(outcome?),
    }
}

/// An application as the audit trail keeps it.
fn audited(applicatie: &Applicatie) -> Value {
    let toekenningen: Vec<Value> = applicatie
        .toekenningen
        .iter()
        .map(|one| {
            let (soort, waarde) = match &one.reikwijdte {
                Reikwijdte::Component => ("component", String::new()),
                Reikwijdte::Type(uuid) => ("type", uuid.to_string()),
                Reikwijdte::Elders(url) => ("type", url.clone()),
                Reikwijdte::Catalogus(uuid) => ("catalogus", uuid.to_string()),
            };
            json!({
                "component": component_text(one.component),
                "scopes": one.scopes,
                soort: waarde,
                "maxVertrouwelijkheidaanduiding": one.max_vertrouwelijkheidaanduiding.map(|level| level.as_str()),
            })
        })
        .collect();
    json!({
        "label": applicatie.label,
        "clientIds": applicatie.client_ids(),
        "heeftAlleAutorisaties": applicatie.heeft_alle_autorisaties,
        "alleenIsGereedVoorPublicatie": applicatie.alleen_gereed_voor_publicatie,
        "autorisaties": toekenningen,
    })
}

fn tell(tx: &mut Tx, actie: Actie, applicatie: &Applicatie, oud: Value, nieuw: Value) {
    note(tx, actie, applicatie, oud, nieuw);
    emit(tx, actie, applicatie);
}

fn note(tx: &mut Tx, actie: Actie, applicatie: &Applicatie, oud: Value, nieuw: Value) {
    let uuid = applicatie.uuid.uuid();
    tx.audit(AuditLine {
        bron: "ac",
        actie,
        resource: "applicatie",
        resource_id: uuid,
        hoofd_object: uuid,
        weergave: applicatie.label.clone(),
        oud,
        nieuw,
    });
}

fn emit(tx: &mut Tx, actie: Actie, applicatie: &Applicatie) {
    let uuid = applicatie.uuid.uuid();
    tx.emit(Event {
        kanaal: "autorisaties",
        resource: "applicatie",
        actie,
        hoofd_object: uuid,
        resource_id: uuid,
        kenmerken: Map::new(),
    });
}
