//! A municipality with the packages that come with Loket, on each database. PostgreSQL runs when `LOKET_TEST_POSTGRES` names a server.

#![allow(dead_code, missing_docs, reason = "each test file uses its own part")]

use std::sync::Arc;

use catalogi::{Zaaktype, ZaaktypePackage};
use messages::{
    Contact, MailTransport, Mandaat, MandaatFuture, MandaatVraag, Scenario, TaskOpenFuture, UitgaandBericht,
};
use serde_json::{Value, json};
use store::jobs::{Handlers, JobRunner};
use store::{Actie, Clock, Db, Event, Gemeente, NewJob, Reader};
use test_kit::database::timestamp;
use test_kit::{Database, bouwstenen, databases, people};
use uuid::Uuid;
use values::actor::Burger;
use values::{Bsn, Id};
use zaken::operations::{NewStatus, add_rol, create_zaak, set_status};
use zaken::{BetrokkeneType, NewRol, NewZaak, Zaak};

pub use test_kit::SYSTEEM;

pub const BSN: &str = "999993653";
pub const OTHER: &str = "999990019";
/// The id of a task that is done already.
pub const DONE: u128 = 0xd0;

/// One municipality.
pub struct World {
    pub db: Db,
    pub runner: JobRunner,
    pub zaaktype: Arc<Zaaktype>,
    _database: Database,
}

pub fn files_of(package: &str) -> Vec<(String, String)> {
    bouwstenen::texts(&format!("{package}/berichten"))
}

fn is_task_open(_: &mut Reader, taak: Uuid) -> TaskOpenFuture<'_> {
    Box::pin(async move { Ok(taak != Uuid::from_u128(DONE)) })
}

/// What is known of the mandates of some; those of all others are kept elsewhere.
pub const HOLDS: [&str; 2] = ["999990020", "999990044"];
pub const IS_OVER: &str = "999990032";

fn find_mandaat(_: &mut Reader, vraag: MandaatVraag) -> MandaatFuture<'_> {
    Box::pin(async move {
        Ok(match vraag.gemachtigde.as_ref().map_or("", |bsn| bsn.as_str()) {
            bsn if HOLDS.contains(&bsn) => Mandaat::Geldig,
            IS_OVER => Mandaat::Voorbij,
            _ => Mandaat::Elders,
        })
    })
}

/// Opens a world on each database, its clock standing still.
pub async fn worlds(mail: &MailTransport) -> Vec<World> {
    worlds_with(mail, |_| {}).await
}

/// The same, with a zaaktype that differs.
pub async fn worlds_with(mail: &MailTransport, change: fn(&mut Value)) -> Vec<World> {
    let mut worlds = Vec::new();
    for database in databases(&den_haag(), clock).await {
        let db = database.db.clone();
        db.set_reactions(messages::reactions());
        let zaaktype = install(&db, change).await;
        let mut handlers = Handlers::default();
        messages::register_jobs(&mut handlers, mail.clone(), messages::Plugins { is_task_open, find_mandaat });
        documenten::register_jobs(&mut handlers);
        let runner = JobRunner::new(db.clone(), Arc::new(handlers));
        worlds.push(World { db, runner, zaaktype, _database: database });
    }
    worlds
}

/// A clock that stands still, whose ids nobody can guess.
fn clock() -> Clock {
    let clock = Clock::system();
    clock.set(timestamp("2026-11-25T09:00:00Z"));
    clock
}

fn den_haag() -> Gemeente {
    Gemeente {
        key: "den-haag".into(),
        naam: "Den Haag".into(),
        rsin: "999990639".parse().unwrap(),
        website: "https://www.denhaag.nl/".into(),
        telefoon: "14070".into(),
        postadres: "Postbus 1, 1000 AA Voorbeeldstad".to_owned(),
        openingstijden: "maandag tot en met vrijdag van 8.00 - 17.00 uur".into(),
        thema: "den-haag".into(),
        afzender: "Mijn Den Haag <mijndenhaag@gemeente.example>".into(),
    }
}

async fn install(db: &Db, change: fn(&mut Value)) -> Arc<Zaaktype> {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let mut package = bouwstenen::json("bezwaarschrift/zaaktype.json");
    change(&mut package);
    let package: ZaaktypePackage = serde_json::from_value(package).unwrap();
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &db.gemeente().rsin, "Loket").await.unwrap();
    let zaaktype = catalogi::import_zaaktype(&mut tx, &catalogus, &package).await.unwrap();
    messages::install_templates(&mut tx, None, &files_of("basis")).await.unwrap();
    messages::install_templates(&mut tx, Some("BEZWAAR"), &files_of("bezwaarschrift")).await.unwrap();
    tx.commit().await.unwrap();
    catalogi::read_zaaktype(&mut db.reader(), zaaktype).await.unwrap()
}

/// Who applies.
pub struct Aanvrager<'a> {
    pub bsn: &'a str,
    pub naam: &'a str,
    pub emailadres: &'a str,
}

pub const JAN: Aanvrager<'static> = Aanvrager { bsn: BSN, naam: "Jan van der Berg", emailadres: "jan@example.org" };

impl World {
    /// Moves the clock a little, so that what comes later has a later id.
    fn tick(&self) {
        let clock = self.db.clock();
        clock.set(clock.now() + std::time::Duration::from_millis(1));
    }

    /// Makes a zaak with an initiator and its first status.
    pub async fn zaak(&self, aanvrager: &Aanvrager<'_>) -> Id<Zaak> {
        let identificatie = json!({ "inpBsn": aanvrager.bsn });
        self.zaak_of(Some((BetrokkeneType::NatuurlijkPersoon, identificatie)), aanvrager).await
    }

    pub async fn zaak_of(&self, wie: Option<(BetrokkeneType, Value)>, aanvrager: &Aanvrager<'_>) -> Id<Zaak> {
        self.tick();
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        let organisatie = self.db.gemeente().rsin.clone();
        let new = NewZaak {
            zaaktype: &self.zaaktype,
            organisatie: &organisatie,
            omschrijving: "Vrije tekst van een medewerker",
            toelichting: "",
            startdatum: tx.today(),
        };
        let zaak = create_zaak(&mut tx, &SYSTEEM, &new).await.unwrap();
        if let Some((betrokkene_type, betrokkene_identificatie)) = wie {
            let new = NewRol {
                zaak: zaak.uuid,
                roltype: self.zaaktype.roltype_generiek("initiator").unwrap(),
                betrokkene_type,
                betrokkene_identificatie,
                roltoelichting: "",
                indicatie_machtiging: "",
                contactpersoon_rol: Some(json!({ "naam": aanvrager.naam, "emailadres": aanvrager.emailadres })),
                authenticatie_context: None,
            };
            add_rol(&mut tx, &SYSTEEM, new).await.unwrap();
        }
        let first = self.zaaktype.statustypen[0].uuid;
        let status = NewStatus {
            zaak: zaak.uuid,
            statustype: first,
            datum_status_gezet: None,
            day: None,
            statustoelichting: "",
        };
        set_status(&mut tx, &SYSTEEM, &status).await.unwrap();
        tx.commit().await.unwrap();
        zaak.uuid
    }

    pub async fn set_status(&self, zaak: Id<Zaak>, omschrijving: &str) -> Uuid {
        self.tick();
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        let statustype = self.zaaktype.statustype(omschrijving).unwrap().uuid;
        if self.zaaktype.is_eindstatus(statustype) {
            let resultaattype = self.zaaktype.resultaattypen[0].uuid;
            zaken::operations::set_resultaat(&mut tx, &SYSTEEM, zaak, resultaattype, "").await.unwrap();
        }
        let status = NewStatus { zaak, statustype, datum_status_gezet: None, day: None, statustoelichting: "" };
        let status = set_status(&mut tx, &SYSTEEM, &status).await.unwrap();
        tx.commit().await.unwrap();
        status.uuid.uuid()
    }

    pub async fn set_contact(&self, bsn: &str, contact: Contact) {
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        messages::set_contact(&mut tx, &bsn.parse().unwrap(), contact).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Says that a task for the resident came, as the process does.
    pub async fn emit_taak(&self, zaak: Id<Zaak>, taak: Uuid, verloopt_op: Option<&str>) {
        self.tell_taak(zaak, taak, Actie::Create, json!({ "verloopt_op": verloopt_op })).await;
    }

    /// Says how a task for the resident ended.
    pub async fn end_taak(&self, zaak: Id<Zaak>, taak: Uuid, status: &str) {
        self.tell_taak(zaak, taak, Actie::PartialUpdate, json!({ "status": status })).await;
    }

    async fn tell_taak(&self, zaak: Id<Zaak>, taak: Uuid, actie: Actie, mut kenmerken: Value) {
        self.tick();
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        kenmerken["soort"] = json!("klant");
        kenmerken["titel"] = json!("Stuur een bijlage");
        tx.emit(Event {
            kanaal: "loket.taken",
            resource: "taak",
            actie,
            hoofd_object: zaak.uuid(),
            resource_id: taak,
            kenmerken: kenmerken.as_object().cloned().unwrap(),
        });
        tx.commit().await.unwrap();
    }

    pub async fn enqueue(&self, kind: &'static str, payload: Value) {
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        tx.enqueue(NewJob { kind, key: None, lane: None, due: None, payload });
        tx.commit().await.unwrap();
    }

    /// Does everything that is due.
    pub async fn run(&self) {
        self.tick();
        while self.runner.run_due().await.unwrap() > 0 {
            self.tick();
        }
    }

    /// Moves the clock and does what has become due.
    pub async fn run_at(&self, moment: &str) {
        self.db.clock().set(moment.parse().unwrap());
        self.run().await;
    }

    /// Returns scenario, state and reason of what a zaak led to.
    pub async fn outcome(&self, zaak: Id<Zaak>) -> Vec<(&'static str, &'static str, String)> {
        let rows = self.uit(zaak).await;
        rows.iter()
            .map(|uit| {
                (
                    Scenario::find(&uit.scenario).unwrap().as_str(),
                    uit.state.as_str(),
                    uit.reden.clone().unwrap_or_default(),
                )
            })
            .collect()
    }

    pub async fn uit(&self, zaak: Id<Zaak>) -> Vec<UitgaandBericht> {
        messages::list_uit_for_zaak(&mut self.db.reader(), zaak).await.unwrap()
    }
}

pub fn burger(bsn: &str) -> Burger {
    people::burger(bsn, "")
}

/// Somebody else who acts for the person.
pub fn gemachtigde(bsn: &str, zaaktypen: &[&str]) -> Burger {
    people::gemachtigde(burger(OTHER), (bsn, ""), zaaktypen)
}

/// Returns different valid BSNs.
pub fn bsns() -> impl Iterator<Item = String> {
    (999_900_000..).map(|number: u32| number.to_string()).filter(|text| text.parse::<Bsn>().is_ok())
}
