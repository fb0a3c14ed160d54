//! How the modules hang together: which job is done by whom, what follows from which event, how a letter is typeset.

use std::sync::Arc;

use autorisaties::Sealer;
use autorisaties::handlers::expand::Resources;
use axum::Router;
use diensten::Diensten;
use documenten::TypesetRequest;
use messages::{FindMandaat, MailTransport, Mandaat, MandaatFuture, MandaatVraag, TaskOpenFuture};
use store::jobs::{Handlers, JobError, JobRunner};
use store::{Db, NewJob, Reader, Tx};
use uuid::Uuid;
use values::Id;
use web::App;

/// Plugs in what a database needs before anything writes to it.
pub fn prepare(db: &Db) {
    db.set_reactions(messages::reactions());
    db.set_publish(notificaties::publish);
}

/// Plugs in the log of processings: `sealer` makes the code by which a person is found in it.
pub fn log_lezingen(db: &Db, sealer: &Sealer) {
    let sealer = sealer.clone();
    db.set_pseudonym(Arc::new(move |bsn| sealer.pseudonym(bsn)));
}

/// Plugs in only that subscribers are told: what is taken over from another register sends no mail and starts no process.
pub fn prepare_publish(db: &Db) {
    db.set_publish(notificaties::publish);
}

/// Plugs in typesetting. The fonts are loaded at the first letter, not at the start.
pub fn plug_typesetter() {
    static TYPESETTER: std::sync::LazyLock<pdf::Typesetter> = std::sync::LazyLock::new(pdf::Typesetter::new);
    documenten::set_typesetter(|request: &TypesetRequest| {
        let document = pdf::Document {
            template: &request.sjabloon,
            data: &request.gegevens,
            title: &request.titel,
            language: "nl",
            created: request.created,
        };
        TYPESETTER.render(&document).map_err(|error| error.to_string())
    });
}

/// Returns the routes of the APIs. Each can show what it names in the others.
pub fn apis(sealer: &Sealer, notificaties: notificaties::Settings, diensten: &Diensten) -> Vec<Router<App>> {
    let all = [catalogi::EXPANDABLE, documenten::EXPANDABLE, zaken::EXPANDABLE, besluiten::EXPANDABLE];
    let elders = diensten.clone();
    let resources = Resources::new(all.concat()).with_elders(move |ask| elders.clone().load(ask));
    let expanding = [catalogi::router, documenten::router, zaken::router, besluiten::router];
    let mut routers: Vec<_> = expanding.iter().map(|router| resources.wrap(router(sealer.clone()))).collect();
    routers.push(autorisaties::router(sealer.clone()));
    routers.push(notificaties::router(sealer.clone(), notificaties));
    routers
}

/// The job that removes files that no row names.
const JOB_SWEEP: &str = "loket.vegen";

/// Sees to it that orphaned files are looked for within a day, once a day however many nodes ask for it: it walks through all files, which a
/// cloud asks money for.
pub fn ask_for_sweep(tx: &mut Tx) {
    let Ok(tomorrow) = tx.today().tomorrow() else { return };
    let due = tx.now().checked_add(std::time::Duration::from_secs(24 * 3600)).ok();
    let key = Some(tomorrow.to_string());
    tx.enqueue(NewJob { kind: JOB_SWEEP, key, lane: None, due, payload: serde_json::json!({}) });
}

/// Returns who does which job. With `has_own_mandates` the mandates that logins vouch for are in our own register.
pub fn handlers(mail: MailTransport, diensten: &Diensten, has_own_mandates: bool) -> Arc<Handlers> {
    let mut handlers = Handlers::default();
    diensten::register_jobs(&mut handlers, diensten);
    documenten::register_jobs(&mut handlers);
    process::register_jobs(&mut handlers);
    zaken::register_jobs(&mut handlers);
    let find_mandaat: FindMandaat = if has_own_mandates { find_mandaat_here } else { mandates_are_elsewhere };
    messages::register_jobs(&mut handlers, mail, messages::Plugins { is_task_open, find_mandaat });
    handlers.outside(JOB_SWEEP, |db, _| {
        Box::pin(async move {
            let uses = [documenten::FILE_USES, forms::FILE_USES].concat();
            db.files().sweep(db, &uses).await.map(drop).map_err(JobError::from)
        })
    });
    Arc::new(handlers)
}

/// Tells the messages module, which does not know processes, whether a reminder still makes sense.
fn is_task_open(db: &mut Reader, taak: Uuid) -> TaskOpenFuture<'_> {
    Box::pin(async move {
        let found = process::find_taak(db, Id::new(taak)).await.map_err(|error| JobError::Retry(error.to_string()))?;
        Ok(found.is_some_and(|taak| taak.status == process::TaakStatus::Open))
    })
}

/// Tells the messages module, which does not know who may act for whom, whether a mandate of our own register still holds.
fn find_mandaat_here(db: &mut Reader, vraag: MandaatVraag) -> MandaatFuture<'_> {
    Box::pin(async move {
        let MandaatVraag { gemachtigde, machtiginggever, zaaktype } = vraag;
        // Who is not known by a BSN has no mandate in the register.
        let Some(gemachtigde) = gemachtigde else { return Ok(Mandaat::Voorbij) };
        let holds = identity::persons::is_mandated(db, &gemachtigde, &machtiginggever, &zaaktype).await?;
        Ok(if holds { Mandaat::Geldig } else { Mandaat::Voorbij })
    })
}

/// What an issuer vouched for at a login is with the issuer.
fn mandates_are_elsewhere(_: &mut Reader, _: MandaatVraag) -> MandaatFuture<'_> {
    Box::pin(async { Ok(Mandaat::Elders) })
}

/// Returns what does the jobs of one municipality.
pub fn runner(db: &Db, handlers: &Arc<Handlers>) -> JobRunner {
    JobRunner::new(db.clone(), Arc::clone(handlers))
}
