//! `{hoofdobject}/audittrail`: who changed a main object and what lies below it. The same for all APIs of the standard.

use std::future::Future;
use std::pin::Pin;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use store::{AuditRecord, Db, Reader};
use uuid::Uuid;
use values::Actor;
use values::actor::Component;
use web::{App, IfNoneMatch, Json, Problem, Tenant};

use super::{Caller, Key, Keys, Params, Urls, log_lezing};

/// The scope of the standard to read audit trails.
pub const AUDITTRAILS_LEZEN: &str = "audittrails.lezen";

/// How much of what changed one list shows: the standard has no pages here. Of older lines it is shown by the line itself.
const STATES_BYTES_MAX: i64 = 10_000_000;

/// Decides whether somebody has a scope on a main object: not found, refused, or yes.
pub type Gate = for<'a> fn(&'a mut Reader, &'a Actor, &'static str, Uuid) -> GateFuture<'a>;

/// What a [`Gate`] answers.
pub type GateFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// The audit trail of one kind of main object.
#[derive(Debug, Clone, Copy)]
pub struct Audittrail {
    /// The component, whose lines are shown and whose autorisaties count.
    pub component: Component,
    /// How lines name the component: `zrc`, `brc`, …
    pub bron: &'static str,
    /// Where the main objects are, with a slash at the end.
    pub path: &'static str,
    /// The resources of this component with their paths; `{hoofd}` stands for the id of the main object, `{uuid}` for their own.
    pub resources: &'static [(&'static str, &'static str)],
    /// Who may read.
    pub gate: Gate,
}

impl Audittrail {
    /// Returns both routes.
    pub fn routes(self) -> Router<App> {
        Router::new()
            .route(&format!("{}{{hoofd_uuid}}/audittrail", self.path), get(list))
            .route(&format!("{}{{hoofd_uuid}}/audittrail/{{uuid}}", self.path), get(read))
            .layer(Extension(self))
    }

    fn require_any(&self, caller: &Caller) -> Result<(), Problem> {
        caller.require_any(&[(self.component, AUDITTRAILS_LEZEN)])
    }

    /// What was changed may show whose data it is.
    fn log_lezing(&self, db: &Db, caller: &Caller, hoofd: Uuid, records: &[AuditRecord]) {
        let zaak = Some(hoofd).filter(|_| self.component == Component::Zrc);
        let shown = records.iter().flat_map(|record| [&record.oud, &record.nieuw]).flatten().map(|value| (value, zaak));
        log_lezing(db, &caller.0, "audittrail", shown);
    }

    fn path_of(&self, record: &AuditRecord, hoofd: Uuid) -> String {
        let template = self.resources.iter().find(|(name, _)| *name == record.resource).map(|(_, path)| *path);
        match template {
            Some(template) => {
                template.replace("{hoofd}", &hoofd.to_string()).replace("{uuid}", &record.resource_id.to_string())
            }
            None => format!("{}{hoofd}", self.path),
        }
    }
}

impl FromRequestParts<App> for Audittrail {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().copied().ok_or_else(Problem::not_found)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AudittrailView {
    uuid: Uuid,
    bron: &'static str,
    applicatie_id: String,
    applicatie_weergave: String,
    gebruikers_id: String,
    gebruikers_weergave: String,
    actie: String,
    actie_weergave: &'static str,
    resultaat: u16,
    hoofd_object: String,
    resource: String,
    resource_url: String,
    toelichting: String,
    resource_weergave: String,
    aanmaakdatum: Timestamp,
    wijzigingen: WijzigingenView,
}

#[derive(Serialize)]
struct WijzigingenView {
    #[serde(skip_serializing_if = "Option::is_none")]
    oud: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nieuw: Option<Value>,
}

/// Returns how a record is shown. A relation with a document shows the URL of that document: who may read the zaak or besluit need not
/// be allowed to know its title.
fn weergave(record: &AuditRecord) -> String {
    if !matches!(record.resource.as_str(), "zaakinformatieobject" | "besluitinformatieobject") {
        return record.weergave.clone();
    }
    let state = record.nieuw.as_ref().or(record.oud.as_ref());
    state.and_then(|state| state["informatieobject"].as_str()).unwrap_or_default().to_owned()
}

fn view(trail: &Audittrail, hoofd: Uuid, mut record: AuditRecord, urls: &Urls) -> AudittrailView {
    let resource_url = urls.absolute(&trail.path_of(&record, hoofd));
    let (applicatie, gebruiker) = who(&record);
    for state in [&mut record.oud, &mut record.nieuw].into_iter().flatten() {
        urls.complete(state);
    }
    let weergave = weergave(&record);
    AudittrailView {
        uuid: record.uuid,
        bron: trail.bron,
        applicatie_id: cut(&applicatie.0, 100),
        applicatie_weergave: cut(&applicatie.1, 200),
        gebruikers_id: cut(&gebruiker.0, 255),
        gebruikers_weergave: cut(&gebruiker.1, 255),
        actie_weergave: actie_weergave(&record.actie),
        resultaat: resultaat(&record.actie),
        actie: record.actie,
        hoofd_object: urls.url(trail.path, hoofd).to_string(),
        resource: record.resource,
        resource_url,
        toelichting: record.toelichting,
        resource_weergave: cut(&weergave, 200),
        aanmaakdatum: record.at,
        wijzigingen: WijzigingenView { oud: record.oud, nieuw: record.nieuw },
    }
}

/// The application and the person, each as id and name. What people do in our own pages is done with Loket.
fn who(record: &AuditRecord) -> ((String, String), (String, String)) {
    if record.actor_kind == "applicatie" {
        let applicatie = (record.actor_id.clone(), record.actor_naam.clone());
        return (applicatie, (record.gebruiker_id.clone(), record.gebruiker_naam.clone()));
    }
    // The id of a resident is a BSN, and this answer goes to another system: the name is enough.
    let is_staff = record.actor_kind == "medewerker";
    let id = if is_staff { record.actor_id.clone() } else { String::new() };
    (("loket".into(), "Loket".into()), (id, record.actor_naam.clone()))
}

fn cut(text: &str, length_max: usize) -> String {
    text.chars().take(length_max).collect()
}

fn actie_weergave(actie: &str) -> &'static str {
    match actie {
        "create" => "Object aangemaakt",
        "update" => "Object bijgewerkt",
        "partial_update" => "Object deels bijgewerkt",
        "destroy" => "Object verwijderd",
        _ => "",
    }
}

/// The HTTP status of the answer: only what succeeded is in the trail.
fn resultaat(actie: &str) -> u16 {
    match actie {
        "create" => 201,
        "destroy" => 204,
        _ => 200,
    }
}

async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    trail: Audittrail,
    Key(hoofd): Key,
    params: Params,
) -> Result<Response, Problem> {
    trail.require_any(&caller)?;
    params.finish()?;
    let mut db = tenant.db.reader();
    (trail.gate)(&mut db, &caller.0, AUDITTRAILS_LEZEN, hoofd).await?;
    let records = store::audit_records(&mut db, trail.bron, hoofd, STATES_BYTES_MAX).await?;
    trail.log_lezing(&tenant.db, &caller, hoofd, &records);
    let views: Vec<_> = records.into_iter().map(|record| view(&trail, hoofd, record, &urls)).collect();
    Ok(Json(views).into_response())
}

async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    trail: Audittrail,
    known: IfNoneMatch,
    Keys(hoofd, uuid): Keys,
    params: Params,
) -> Result<Response, Problem> {
    trail.require_any(&caller)?;
    params.finish()?;
    let mut db = tenant.db.reader();
    (trail.gate)(&mut db, &caller.0, AUDITTRAILS_LEZEN, hoofd).await?;
    let record = store::find_audit_record(&mut db, trail.bron, hoofd, uuid).await?.ok_or_else(Problem::not_found)?;
    trail.log_lezing(&tenant.db, &caller, hoofd, std::slice::from_ref(&record));
    known.answer(&view(&trail, hoofd, record, &urls))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str) -> AuditRecord {
        AuditRecord {
            uuid: Uuid::from_u128(1),
            at: Timestamp::UNIX_EPOCH,
            actor_kind: kind.into(),
            actor_id: "999990019".into(),
            actor_naam: "Naam".into(),
            gebruiker_id: "j.jansen".into(),
            gebruiker_naam: "J. Jansen".into(),
            actie: "create".into(),
            resource: "zaakeigenschap".into(),
            resource_id: Uuid::from_u128(2),
            weergave: String::new(),
            toelichting: String::new(),
            oud: None,
            nieuw: None,
        }
    }

    #[test]
    fn the_bsn_of_a_resident_is_not_told() {
        for (kind, applicatie, gebruiker) in [
            ("applicatie", "999990019", "j.jansen"),
            ("medewerker", "loket", "999990019"),
            ("burger", "loket", ""),
            ("systeem", "loket", ""),
        ] {
            let (own, person) = who(&record(kind));
            assert_eq!((own.0.as_str(), person.0.as_str()), (applicatie, gebruiker), "{kind}");
        }
    }
}
