//! The two bouwstenen run their processes on the real registers, on both databases.

use std::sync::Arc;

use jiff::ToSpan;
use process::{ProcessError, StartProcess, Taak, TaakSoort, TaakStatus, TakenSelectie};
use serde_json::{Map, Value, json};
use store::jobs::{Handlers, JobRunner};
use store::{Db, Sql, Tx, sql};
use test_kit::bouwstenen::text;
use test_kit::people::burger;
use test_kit::{Database, SYSTEEM, clock_at, voorbeeldstad};
use values::actor::{Burger, Medewerker};
use values::{Actor, Id, Rsin};
use zaken::operations::{self, NewStatus};
use zaken::{BetrokkeneType, NewRol, NewZaak, Zaak};

async fn databases() -> Vec<Database> {
    let databases = test_kit::databases(&voorbeeldstad(), || clock_at("2026-11-10T09:00:00Z")).await;
    for Database { db, .. } in &databases {
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        install(&mut tx, &db.gemeente().rsin).await;
        tx.commit().await.unwrap();
    }
    databases
}

async fn install(tx: &mut Tx, rsin: &Rsin) {
    let catalogus = catalogi::ensure_catalogus(tx, "LOKET", rsin, "Test").await.unwrap();
    for key in ["bezwaarschrift", "parkeervergunning-bewoners"] {
        let package = serde_json::from_str(&text(&format!("{key}/zaaktype.json"))).unwrap();
        catalogi::import_zaaktype(tx, &catalogus, &package).await.unwrap();
        let xml = text(&format!("{key}/processen/{key}.bpmn"));
        let koppelingen = text(&format!("{key}/processen/{key}.koppelingen.json"));
        process::install_proces(tx, &xml, &koppelingen).await.unwrap();
        let identificatie = key.replace("bezwaarschrift", "bezwaar").to_uppercase();
        let sjabloon = text(&format!("{key}/sjablonen/besluit.typ"));
        process::install_sjabloon(tx, &identificatie, "besluit", &sjabloon).await.unwrap();
    }
    let verslag = text("bezwaarschrift/sjablonen/verslag.typ");
    process::install_sjabloon(tx, "BEZWAAR", "verslag", &verslag).await.unwrap();
    let dmn = text("parkeervergunning-bewoners/beslistabellen/toets-parkeervergunning.dmn");
    process::install_beslistabel(tx, &dmn).await.unwrap();
}

fn anne() -> Burger {
    burger("999993653", "Anne de Boer")
}

fn fatima() -> Medewerker {
    Medewerker { id: "fatima".into(), naam: "Fatima Yilmaz".into(), rollen: vec!["behandelaars".into()] }
}

fn variables(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// Makes a zaak of Anne with its first status and starts its process.
async fn start_zaak(db: &Db, zaaktype: &str, key: &str, first: Value) -> Id<Zaak> {
    start_zaak_of(db, (zaaktype, key), json!({ "inpBsn": anne().bsn.as_str() }), first).await
}

/// The same for somebody who applied without login: nothing but a name is known of her.
async fn start_zaak_without_login(db: &Db, zaaktype: &str, key: &str, first: Value) -> Id<Zaak> {
    start_zaak_of(db, (zaaktype, key), json!({ "geslachtsnaam": "Pietersen" }), first).await
}

async fn start_zaak_of(db: &Db, (zaaktype, key): (&str, &str), who: Value, first: Value) -> Id<Zaak> {
    let actor = Actor::Burger(anne());
    let mut tx = db.begin(&actor).await.unwrap();
    let today = tx.today();
    let zaaktype = catalogi::find_valid_zaaktype(&mut tx, zaaktype, today).await.unwrap().unwrap();
    let organisatie = "002564440".parse().unwrap();
    let new = NewZaak {
        zaaktype: &zaaktype,
        organisatie: &organisatie,
        omschrijving: "Proef",
        toelichting: "",
        startdatum: today,
    };
    let zaak = operations::create_zaak(&mut tx, &actor, &new).await.unwrap();
    let rol = NewRol {
        zaak: zaak.uuid,
        roltype: zaaktype.roltype_generiek("initiator").unwrap(),
        betrokkene_type: BetrokkeneType::NatuurlijkPersoon,
        betrokkene_identificatie: who,
        roltoelichting: "inzender formulier",
        indicatie_machtiging: "",
        contactpersoon_rol: Some(json!({ "naam": "Anne de Boer", "emailadres": "anne@example.nl" })),
        authenticatie_context: None,
    };
    operations::add_rol(&mut tx, &actor, rol).await.unwrap();
    let status = NewStatus {
        zaak: zaak.uuid,
        statustype: zaaktype.statustypen[0].uuid,
        datum_status_gezet: None,
        day: None,
        statustoelichting: "",
    };
    operations::set_status(&mut tx, &actor, &status).await.unwrap();
    let start = StartProcess { key, zaak: zaak.uuid, variables: variables(first) };
    process::start(&mut tx, &actor, &start).await.unwrap();
    tx.commit().await.unwrap();
    zaak.uuid
}

async fn open_tasks(db: &Db, zaak: Id<Zaak>) -> Vec<Taak> {
    let taken = process::list_taken_zaak(&mut db.reader(), zaak).await.unwrap();
    taken.into_iter().filter(|taak| taak.status == TaakStatus::Open).collect()
}

async fn open_task(db: &Db, zaak: Id<Zaak>) -> Taak {
    let mut open = open_tasks(db, zaak).await;
    assert_eq!(open.len(), 1, "one task is open");
    open.remove(0)
}

async fn complete(db: &Db, actor: &Actor, taak: Id<Taak>, first: Value) -> Result<(), ProcessError> {
    let mut tx = db.begin(actor).await?;
    process::complete_task(&mut tx, actor, taak, json!({}), variables(first)).await?;
    Ok(tx.commit().await?)
}

async fn status_names(db: &Db, zaak: Id<Zaak>) -> Vec<String> {
    let mut reader = db.reader();
    let row = zaken::find_zaak(&mut reader, zaak).await.unwrap().unwrap();
    let zaaktype = catalogi::read_zaaktype(&mut reader, row.zaaktype).await.unwrap();
    let statussen = zaken::list_statussen(&mut reader, zaak).await.unwrap();
    statussen.iter().map(|status| zaaktype.statustype_by_id(status.statustype).unwrap().omschrijving.clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bezwaar_goes_from_intake_to_decision_with_a_task_for_the_resident() {
    for Database { db, .. } in databases().await {
        let facts = json!({ "onderwerp_besluit": "Parkeren", "kenmerk_besluit": "B-1", "datum_besluit": "2026-11-01" });
        let zaak = start_zaak(&db, "BEZWAAR", "bezwaarschrift", facts).await;
        let staff = Actor::Medewerker(fatima());

        let intake = open_task(&db, zaak).await;
        assert_eq!((intake.soort, intake.titel.as_str()), (TaakSoort::Medewerker, "Neem bezwaar in behandeling"));
        let mut tx = db.begin(&staff).await.unwrap();
        process::claim(&mut tx, &fatima(), intake.uuid).await.unwrap();
        tx.commit().await.unwrap();
        let mine = process::list_taken_medewerker(&mut db.reader(), &fatima(), TakenSelectie::Mijn, 10).await.unwrap();
        assert_eq!(mine.len(), 1);
        let answers =
            json!({ "ontvankelijk": "ja", "aanvulling_nodig": "ja", "aanvulling_vraag": "Wat is er gebeurd?" });
        complete(&db, &staff, intake.uuid, answers).await.unwrap();
        assert_eq!(status_names(&db, zaak).await, ["Geregistreerd", "In behandeling"]);

        let klanttaak = open_task(&db, zaak).await;
        assert_eq!((klanttaak.soort, klanttaak.toelichting.as_str()), (TaakSoort::Klant, "Wat is er gebeurd?"));
        assert!(klanttaak.verloopt_op.is_some());
        let found = process::find_taak_burger(&mut db.reader(), &anne(), klanttaak.uuid).await.unwrap();
        assert!(found.is_some());
        let other = Burger { bsn: "999990019".parse().unwrap(), ..anne() };
        assert!(process::find_taak_burger(&mut db.reader(), &other, klanttaak.uuid).await.unwrap().is_none());
        let outcome = complete(&db, &Actor::Burger(other), klanttaak.uuid, json!({})).await;
        assert!(matches!(outcome, Err(ProcessError::Forbidden)));
        complete(&db, &Actor::Burger(anne()), klanttaak.uuid, json!({ "aanvulling": "Dit." })).await.unwrap();
        let again = complete(&db, &Actor::Burger(anne()), klanttaak.uuid, json!({})).await;
        assert!(matches!(again, Err(ProcessError::AlreadyDone { .. })));

        // Whether it is complete is said by who looked at it.
        let beoordeling = open_task(&db, zaak).await;
        assert_eq!(beoordeling.titel, "Beoordeel de aanvulling");
        assert_eq!(status_names(&db, zaak).await, ["Geregistreerd", "In behandeling"]);
        complete(&db, &staff, beoordeling.uuid, json!({ "ontvankelijk": "ja" })).await.unwrap();
        let beslissing = open_task(&db, zaak).await;
        assert_eq!(beslissing.titel, "Beslis op het bezwaar");
        assert_eq!(status_names(&db, zaak).await, ["Geregistreerd", "In behandeling", "Geaccepteerd"]);
        complete(&db, &staff, beslissing.uuid, json!({ "uitkomst": "gegrond", "motivering": "Goed." })).await.unwrap();

        let diagram = process::diagram(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert!(diagram.incidents.is_empty(), "{:?}", diagram.incidents);
        assert!(diagram.current.is_empty());
        assert_eq!(status_names(&db, zaak).await, ["Geregistreerd", "In behandeling", "Geaccepteerd", "Afgehandeld"]);
        let row = zaken::find_zaak(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert_eq!(row.einddatum.map(|day| day.to_string()).as_deref(), Some("2026-11-10"));
        assert_eq!(row.archiefactiedatum.map(|day| day.to_string()).as_deref(), Some("2036-11-10"));
        let besluiten = besluiten::list_besluiten(&mut db.reader(), zaak).await.unwrap();
        assert_eq!(besluiten.len(), 1);
        let documents = zaken::list_documenten(&mut db.reader(), zaak).await.unwrap();
        assert_eq!(documents.iter().map(|row| row.titel.as_str()).collect::<Vec<_>>(), ["Beslissing op uw bezwaar"]);
        let lines = process::history(&mut db.reader(), zaak).await.unwrap();
        assert_eq!(lines.first().map(|line| line.what), Some("ended"), "{}", db.kind());
        let actors: Vec<_> = lines.iter().map(|line| (line.label.as_str(), line.actor.as_str())).collect();
        for expected in [
            ("Neem bezwaar in behandeling", "Fatima Yilmaz"),
            ("Zet status In behandeling", ""),
            ("Vul uw bezwaar aan", "Anne de Boer"),
            ("Zet status Geaccepteerd", ""),
            ("Maak besluit en brief", ""),
        ] {
            assert!(actors.contains(&expected), "{expected:?} is not in {actors:?}");
        }
        // What the process does is not the work of who set it off, in the audit trail either.
        let audit = store::audit_trail(&mut db.reader(), zaak.uuid(), 100).await.unwrap();
        let by: std::collections::BTreeSet<_> = audit
            .iter()
            .map(|entry| (entry.resource.as_str(), entry.actie.as_str(), entry.actor_naam.as_str()))
            .collect();
        let statuses: Vec<_> = by.iter().filter(|entry| entry.0 == "status").map(|entry| entry.2).collect();
        assert_eq!(statuses, ["Anne de Boer", "proces"]);
        let tasks: Vec<_> = by.iter().filter(|entry| entry.0 == "taak").map(|entry| (entry.1, entry.2)).collect();
        assert_eq!(
            tasks,
            [("create", "proces"), ("partial_update", "Anne de Boer"), ("partial_update", "Fatima Yilmaz")]
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_not_be_decided_on_its_merits_is_never_accepted() {
    for Database { db, .. } in databases().await {
        let zaak = start_zaak(&db, "BEZWAAR", "bezwaarschrift", json!({})).await;
        let staff = Actor::Medewerker(fatima());
        let intake = open_task(&db, zaak).await;
        let answers =
            json!({ "ontvankelijk": "nee", "reden_niet_ontvankelijk": "Te laat.", "aanvulling_nodig": "nee" });
        complete(&db, &staff, intake.uuid, answers).await.unwrap();
        let beslissing = open_task(&db, zaak).await;
        let answers = json!({ "uitkomst": "niet-ontvankelijk", "motivering": "Te laat." });
        complete(&db, &staff, beslissing.uuid, answers).await.unwrap();
        assert_eq!(status_names(&db, zaak).await, ["Geregistreerd", "In behandeling", "Afgehandeld"], "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_the_reasons_later_gets_a_task_for_them_at_once() {
    for Database { db, clock, .. } in databases().await {
        let start = async || start_zaak(&db, "BEZWAAR", "bezwaarschrift", json!({ "pro_forma": true })).await;
        let (sends, forgets, hurries) = (start().await, start().await, start().await);
        let task_with = async |zaak, formulier: &str| {
            let open = open_tasks(&db, zaak).await;
            assert_eq!(open.len(), 2);
            open.into_iter().find(|taak| taak.formulier.as_deref() == Some(formulier)).unwrap()
        };
        let taak = task_with(sends, "bezwaar-redenen").await;
        assert_eq!(taak.soort, TaakSoort::Klant);
        complete(&db, &Actor::Burger(anne()), taak.uuid, json!({ "redenen": "Omdat." })).await.unwrap();
        assert_eq!(open_task(&db, sends).await.titel, "Neem bezwaar in behandeling");

        // Staff need not wait: with their task done, hers is withdrawn.
        let taak = task_with(hurries, "medewerker-zonder-redenen").await;
        let answers = json!({ "reden_verder": "Spoed." });
        complete(&db, &Actor::Medewerker(fatima()), taak.uuid, answers).await.unwrap();
        assert_eq!(open_task(&db, hurries).await.titel, "Neem bezwaar in behandeling");

        // The term of Awb 6:6 ends: staff sees the zaak without reasons.
        let mut handlers = Handlers::default();
        process::register_jobs(&mut handlers);
        let runner = JobRunner::new(db.clone(), Arc::new(handlers));
        clock.set(db.clock().now().checked_add((24 * 36).hours()).unwrap());
        while runner.run_due().await.unwrap() > 0 {}
        assert_eq!(open_task(&db, forgets).await.titel, "Neem bezwaar in behandeling", "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resident_who_does_not_answer_does_not_hold_up_the_process() {
    for Database { db, clock, .. } in databases().await {
        let zaak = start_zaak(&db, "BEZWAAR", "bezwaarschrift", json!({})).await;
        let staff = Actor::Medewerker(fatima());
        let intake = open_task(&db, zaak).await;
        let answers = json!({ "ontvankelijk": "ja", "aanvulling_nodig": "ja", "aanvulling_vraag": "Waarom?" });
        complete(&db, &staff, intake.uuid, answers).await.unwrap();
        let klanttaak = open_task(&db, zaak).await;

        let mut handlers = Handlers::default();
        process::register_jobs(&mut handlers);
        let runner = JobRunner::new(db.clone(), Arc::new(handlers));
        assert_eq!(runner.run_due().await.unwrap(), 0, "nothing is due yet");
        clock.set(db.clock().now().checked_add((24 * 22).hours()).unwrap());
        while runner.run_due().await.unwrap() > 0 {}
        let taken = process::list_taken_zaak(&mut db.reader(), zaak).await.unwrap();
        let closed = taken.iter().find(|taak| taak.uuid == klanttaak.uuid).unwrap();
        assert_eq!(closed.status, TaakStatus::Gesloten);
        let audit = store::audit_trail(&mut db.reader(), zaak.uuid(), 100).await.unwrap();
        let told =
            audit.iter().find(|entry| entry.resource == "taak" && entry.resource_id == klanttaak.uuid.uuid()).unwrap();
        assert_eq!((told.actor_naam.as_str(), &told.nieuw.as_ref().unwrap()["status"]), ("proces", &json!("gesloten")));
        assert_eq!(open_task(&db, zaak).await.titel, "Beoordeel de aanvulling", "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_permit_without_doubt_is_granted_by_the_decision_table() {
    for Database { db, .. } in databases().await {
        let clear = json!({ "woont_in_gemeente": true, "eigen_parkeerplaats": false, "kenteken_op_naam": true,
                            "aantal_voertuigen": 1, "kenteken": "AB-123-C", "ingangsdatum": "2026-12-01" });
        let zaak = start_zaak(&db, "PARKEERVERGUNNING-BEWONERS", "parkeervergunning-bewoners", clear).await;
        let diagram = process::diagram(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert!(diagram.incidents.is_empty(), "{:?}", diagram.incidents);
        let row = zaken::find_zaak(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert!(row.einddatum.is_some(), "the permit was granted at once");
        // Five years of permit, and one more.
        assert_eq!(row.archiefactiedatum.map(|day| day.to_string()).as_deref(), Some("2032-12-01"));
        assert_eq!(status_names(&db, zaak).await, ["Geregistreerd", "Geaccepteerd", "Afgehandeld"]);
        assert_eq!(besluiten::list_besluiten(&mut db.reader(), zaak).await.unwrap().len(), 1);

        let doubtful = json!({ "woont_in_gemeente": true, "eigen_parkeerplaats": true, "kenteken_op_naam": true,
                               "aantal_voertuigen": 1, "kenteken": "AB-123-C", "ingangsdatum": "2026-12-01" });
        let zaak = start_zaak(&db, "PARKEERVERGUNNING-BEWONERS", "parkeervergunning-bewoners", doubtful).await;
        let taak = open_task(&db, zaak).await;
        assert_eq!(taak.soort, TaakSoort::Medewerker);
        let answers = json!({ "oordeel": "weigeren", "motivering": "U heeft een eigen plek." });
        complete(&db, &Actor::Medewerker(fatima()), taak.uuid, answers).await.unwrap();
        let row = zaken::find_zaak(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert!(row.einddatum.is_some(), "{}", db.kind());
        assert_eq!(status_names(&db, zaak).await, ["Geregistreerd", "In behandeling", "Afgehandeld"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_to_be_heard_is_invited_before_the_decision_or_staff_says_why_not() {
    static INVITED: Sql = sql(
        "test.invited",
        "SELECT count(*) FROM event WHERE resource = 'uitnodiging' AND kenmerken LIKE '%10.30 uur%'",
    );
    for Database { db, .. } in databases().await {
        let staff = Actor::Medewerker(fatima());
        let appointment = |day: &str| json!({ "gesprek": "ja", "gesprek_datum": day, "gesprek_tijd": "10:30:00", "gesprek_plaats": "Stadhuis" });
        let not_held = json!({ "gesprek": "nee", "gesprek_reden": "Kennelijk ongegrond." });
        for (answers, invitations) in [(not_held, 0_usize), (appointment("2026-11-20"), 2)] {
            let zaak = start_zaak(&db, "BEZWAAR", "bezwaarschrift", json!({ "hoorzitting_gewenst": "ja" })).await;
            let intake = json!({ "ontvankelijk": "ja", "aanvulling_nodig": "nee" });
            complete(&db, &staff, open_task(&db, zaak).await.uuid, intake).await.unwrap();
            let plan = open_task(&db, zaak).await;
            assert_eq!(plan.titel, "Plan het gesprek");
            complete(&db, &staff, plan.uuid, answers).await.unwrap();
            if invitations > 0 {
                // An appointment that fell through is made again; the report of the one that was held is in the zaak.
                for (held, next) in [("opnieuw", "Plan het gesprek"), ("ja", "Beslis op het bezwaar")] {
                    let report = open_task(&db, zaak).await;
                    assert_eq!(report.titel, "Leg het gesprek vast", "no decision before the talk");
                    assert!(report.verloopt_op.is_some(), "on the day of the talk");
                    let answers =
                        json!({ "gesprek_geweest": held, "gesprek_verslag": "Anne de Boer vertelde waarom." });
                    complete(&db, &staff, report.uuid, answers).await.unwrap();
                    let next_task = open_task(&db, zaak).await;
                    assert_eq!(next_task.titel, next);
                    if held == "opnieuw" {
                        complete(&db, &staff, next_task.uuid, appointment("2026-11-27")).await.unwrap();
                    }
                }
            }
            assert_eq!(open_task(&db, zaak).await.titel, "Beslis op het bezwaar", "{}", db.kind());
            let count = db.reader().query_one(&INVITED, &[], |row| row.get::<i64>(0)).await.unwrap();
            assert_eq!(usize::try_from(count).unwrap(), invitations);
            let documents = zaken::list_documenten(&mut db.reader(), zaak).await.unwrap();
            let titles: Vec<_> = documents.iter().map(|row| row.titel.as_str()).collect();
            assert_eq!(titles, ["Verslag van het gesprek"][..invitations.min(1)], "of the talk that was held");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_can_not_log_in_gets_no_task_and_the_decision_by_post() {
    for Database { db, .. } in databases().await {
        let zaak = start_zaak_without_login(&db, "BEZWAAR", "bezwaarschrift", json!({ "pro_forma": true })).await;
        let staff = Actor::Medewerker(fatima());
        let open = open_tasks(&db, zaak).await;
        let mut forms: Vec<_> = open.iter().map(|taak| (taak.soort, taak.formulier.as_deref())).collect();
        forms.sort_by_key(|(_, formulier)| *formulier);
        let expected = [
            (TaakSoort::Medewerker, Some("bezwaar-redenen")),
            (TaakSoort::Medewerker, Some("medewerker-zonder-redenen")),
        ];
        assert_eq!(forms, expected, "staff asks for the reasons, with the form that she would get");
        let reasons = open.iter().find(|taak| taak.formulier.as_deref() == Some("bezwaar-redenen")).unwrap();
        assert_eq!(reasons.titel, "Vraag de redenen op per post");
        complete(&db, &staff, reasons.uuid, json!({ "redenen": "Omdat." })).await.unwrap();

        let answers = json!({ "ontvankelijk": "ja", "aanvulling_nodig": "ja", "aanvulling_vraag": "Hoe?" });
        complete(&db, &staff, open_task(&db, zaak).await.uuid, answers).await.unwrap();
        let more = open_task(&db, zaak).await;
        assert_eq!((more.soort, more.formulier.as_deref()), (TaakSoort::Medewerker, Some("bezwaar-aanvulling")));
        assert!(more.toelichting.ends_with("De vraag is: Hoe?"), "{}", more.toelichting);
        complete(&db, &staff, more.uuid, json!({ "aanvulling": "Zo." })).await.unwrap();
        complete(&db, &staff, open_task(&db, zaak).await.uuid, json!({ "ontvankelijk": "ja" })).await.unwrap();

        let answers = json!({ "uitkomst": "ongegrond", "motivering": "Het klopt." });
        complete(&db, &staff, open_task(&db, zaak).await.uuid, answers).await.unwrap();
        // The zaak is not done before the letter is on its way.
        let letter = open_task(&db, zaak).await;
        assert_eq!((letter.soort, letter.titel.as_str()), (TaakSoort::Medewerker, "Verstuur het besluit per post"));
        assert_eq!(besluiten::list_besluiten(&mut db.reader(), zaak).await.unwrap().len(), 1);
        assert!(!status_names(&db, zaak).await.contains(&"Afgehandeld".to_owned()));
        complete(&db, &staff, letter.uuid, json!({ "besluit_verstuurd_op": "2026-11-10" })).await.unwrap();
        assert_eq!(status_names(&db, zaak).await.last().map(String::as_str), Some("Afgehandeld"), "{}", db.kind());
        assert!(open_tasks(&db, zaak).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_by_post_that_stays_unanswered_holds_up_nothing() {
    for Database { db, clock, .. } in databases().await {
        let zaak = start_zaak_without_login(&db, "BEZWAAR", "bezwaarschrift", json!({})).await;
        let answers = json!({ "ontvankelijk": "ja", "aanvulling_nodig": "ja", "aanvulling_vraag": "Hoe?" });
        complete(&db, &Actor::Medewerker(fatima()), open_task(&db, zaak).await.uuid, answers).await.unwrap();
        let mut handlers = Handlers::default();
        process::register_jobs(&mut handlers);
        let runner = JobRunner::new(db.clone(), Arc::new(handlers));
        clock.set(db.clock().now().checked_add((24 * 22).hours()).unwrap());
        while runner.run_due().await.unwrap() > 0 {}
        assert_eq!(open_task(&db, zaak).await.titel, "Beoordeel de aanvulling", "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_permit_goes_by_post_too() {
    for Database { db, .. } in databases().await {
        let doubtful = json!({ "kenteken": "AB-12-C", "ingangsdatum": "2026-12-01" });
        let (zaaktype, key) = ("PARKEERVERGUNNING-BEWONERS", "parkeervergunning-bewoners");
        let staff = Actor::Medewerker(fatima());
        for (oordeel, besluit) in
            [("verlenen", "U krijgt een parkeervergunning"), ("weigeren", "U krijgt geen parkeervergunning")]
        {
            let zaak = start_zaak_without_login(&db, zaaktype, key, doubtful.clone()).await;
            let answers = json!({ "oordeel": oordeel, "motivering": "Daarom." });
            complete(&db, &staff, open_task(&db, zaak).await.uuid, answers).await.unwrap();
            let letter = open_task(&db, zaak).await;
            assert_eq!(letter.formulier.as_deref(), Some("medewerker-besluit-parkeren-versturen"), "{oordeel}");
            let documents = zaken::list_documenten(&mut db.reader(), zaak).await.unwrap();
            assert_eq!(documents.iter().map(|row| row.titel.as_str()).collect::<Vec<_>>(), [besluit]);
            complete(&db, &staff, letter.uuid, json!({})).await.unwrap();
            assert_eq!(status_names(&db, zaak).await.last().map(String::as_str), Some("Afgehandeld"), "{}", db.kind());
        }
    }
}

/// Long enough for anything that happens, short enough for a test that fails.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

static LOCK_TIMERS: Sql = sql("test.lock_timers", "SELECT id FROM job WHERE kind = 'process.timer' FOR UPDATE");
static LOCK_INSTANTIE: Sql = sql("test.lock_instantie", "SELECT uuid FROM procesinstantie WHERE zaak = $1 FOR UPDATE");
static LOCK_TAAK: Sql = sql("test.lock_taak", "SELECT uuid FROM taak WHERE uuid = $1 FOR UPDATE NOWAIT");
static WAITING: Sql = sql(
    "test.waiting",
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))",
);

/// Brings a bezwaar to the task of the resident, for which a timer runs.
async fn at_klanttaak(db: &Db) -> Taak {
    let zaak = start_zaak(db, "BEZWAAR", "bezwaarschrift", json!({})).await;
    let intake = open_task(db, zaak).await;
    let answers = json!({ "ontvankelijk": "ja", "aanvulling_nodig": "ja", "aanvulling_vraag": "Waarom?" });
    complete(db, &Actor::Medewerker(fatima()), intake.uuid, answers).await.unwrap();
    open_task(db, zaak).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_is_completed_while_its_timer_is_about_to_fire() {
    for Database { db, clock, .. } in databases().await {
        if db.kind() == "sqlite" {
            // One writer: a timer fires before or after, never meanwhile.
            continue;
        }
        let taak = at_klanttaak(&db).await;
        // The runner holds the job, and waits for the process next.
        let mut timer = db.begin(&SYSTEEM).await.unwrap();
        assert_eq!(timer.query(&LOCK_TIMERS, &[], |_| Ok(())).await.unwrap().len(), 1);
        let anne = Actor::Burger(anne());
        let done = tokio::time::timeout(PATIENCE, complete(&db, &anne, taak.uuid, json!({ "aanvulling": "Daarom." })));
        done.await.expect("it waits for the timer, which waits for it").unwrap();
        drop(timer);

        // The timer finds out that it came too late.
        let mut handlers = Handlers::default();
        process::register_jobs(&mut handlers);
        let runner = JobRunner::new(db.clone(), Arc::new(handlers));
        clock.set(db.clock().now().checked_add((24 * 22).hours()).unwrap());
        // The server may still be undoing what held the job.
        let fires = async {
            while store::jobs::count_due(&mut db.reader()).await.unwrap() > 0 {
                runner.run_due().await.unwrap();
            }
        };
        tokio::time::timeout(PATIENCE, fires).await.expect("the timer fires");
        assert_eq!(
            process::find_taak(&mut db.reader(), taak.uuid).await.unwrap().unwrap().status,
            TaakStatus::Afgerond
        );
        assert_eq!(open_task(&db, taak.zaak).await.titel, "Beoordeel de aanvulling");
        assert_eq!(store::jobs::count_due(&mut db.reader()).await.unwrap(), 0);
        assert!(store::jobs::dead_jobs(&mut db.reader()).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_completes_a_task_locks_the_process_before_the_task() {
    for Database { db, .. } in databases().await {
        if db.kind() == "sqlite" {
            continue;
        }
        let taak = at_klanttaak(&db).await;
        let mut other = db.begin(&SYSTEEM).await.unwrap();
        other.query(&LOCK_INSTANTIE, &[taak.zaak.into()], |_| Ok(())).await.unwrap();
        let anne = Actor::Burger(anne());
        let completes = complete(&db, &anne, taak.uuid, json!({ "aanvulling": "Daarom." }));
        let goes_on = async {
            while other.query_one(&WAITING, &[], |row| row.get::<i64>(0)).await.unwrap() == 0 {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            // As a timer that closes the task.
            other.query(&LOCK_TAAK, &[taak.uuid.into()], |_| Ok(())).await.expect("the task is not held by who waits");
            drop(other);
        };
        let both = async { tokio::join!(completes, goes_on).0 };
        tokio::time::timeout(PATIENCE, both).await.expect("nobody waits for ever").unwrap();
    }
}
