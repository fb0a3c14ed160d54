//! Forms of tasks: for staff, then for the resident.

use std::time::Duration;

use forms::{Eigenaar, FormsError, NextStep};
use process::{ProcessError, Taak, TaakStatus};
use serde_json::json;
use store::{Sql, sql};
use values::Id;
use values::actor::Burger;
use zaken::Zaak;

use crate::support::*;

async fn open_task(db: &store::Db, zaak: Id<Zaak>) -> Taak {
    let taken = process::list_taken_zaak(&mut db.reader(), zaak).await.unwrap();
    taken.into_iter().find(|taak| taak.status == TaakStatus::Open).unwrap()
}

async fn at_task(db: &store::Db, eigenaar: Eigenaar, taak: &Taak) -> Person {
    let slug = taak.formulier.clone().unwrap();
    Person::start_form(db, eigenaar, &slug, Some(taak.uuid), forms::Prefill::new()).await
}

async fn new_zaak(db: &store::Db) -> Id<Zaak> {
    let mut person = Person::start(db, Eigenaar::Burger(anne()), facts()).await;
    person.fill_in().await;
    person.submit().await.unwrap().zaak
}

const INTAKE: &[(&str, &str)] =
    &[("ontvankelijk", "ja"), ("aanvullingNodig", "ja"), ("aanvullingVraag", "Wat is er gebeurd?")];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_saved_in_the_meantime_is_what_is_sent() {
    for Database { db, .. } in databases().await {
        let zaak = new_zaak(&db).await;
        let intake = open_task(&db, zaak).await;
        let mut staff = at_task(&db, Eigenaar::Medewerker(fatima()), &intake).await;
        staff.next("intake", &[("ontvankelijk", "ja"), ("aanvullingNodig", "nee")]).await;
        let before = staff.inzending.clone();
        // A second tab asks for more, while this one is being sent.
        staff.next("intake", INTAKE).await;
        staff.inzending = before;
        staff.submit_taak().await.unwrap();
        assert_eq!(open_task(&db, zaak).await.toelichting, "Wat is er gebeurd?", "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_asks_and_the_resident_answers_with_a_file() {
    for Database { db, .. } in databases().await {
        let zaak = new_zaak(&db).await;
        let intake = open_task(&db, zaak).await;
        let mut staff = at_task(&db, Eigenaar::Medewerker(fatima()), &intake).await;
        assert_eq!(codes(&staff.refused("intake", &[("ontvankelijk", "nee")], &[]).await).len(), 2);
        assert_eq!(staff.next("intake", INTAKE).await, NextStep::Overzicht);
        staff.submit_taak().await.unwrap();
        // A double click changes nothing.
        staff.submit_taak().await.unwrap();

        let klanttaak = open_task(&db, zaak).await;
        assert_eq!(klanttaak.toelichting, "Wat is er gebeurd?");
        let mut resident = at_task(&db, Eigenaar::Burger(anne()), &klanttaak).await;
        let file = upload(&db, "aanvullingBijlagen", "bewijs.pdf", "application/pdf", b"%PDF-1.7 bewijs").await;
        let step = resident.formulier.definition.steps[0].slug.clone();
        let strictness = form_logic::Strictness::Next;
        resident.post_full(&step, &[("aanvulling", "Dit is er gebeurd.")], &[file], strictness).await.unwrap();
        // Drafts of tasks are with the task, not in the list of aanvragen.
        assert!(forms::list_concepten(&mut db.reader(), &anne()).await.unwrap().is_empty());
        resident.submit_taak().await.unwrap();

        let done = process::find_taak(&mut db.reader(), klanttaak.uuid).await.unwrap().unwrap();
        assert_eq!(done.status, TaakStatus::Afgerond);
        let documents = zaken::list_documenten(&mut db.reader(), zaak).await.unwrap();
        let bewijs = documents.iter().find(|row| row.bestandsnaam == "bewijs.pdf").unwrap();
        assert_eq!(bewijs.informatieobjecttype, "Aanvullende informatie");
        assert!(documents.iter().any(|row| row.titel == "Aanvulling op bezwaarschrift"));
        let relation = bewijs.uuid.to_string();
        let data = done.verzonden_data.unwrap();
        assert_eq!(data["antwoorden"], json!({"aanvulling": "Dit is er gebeurd.", "aanvullingBijlagen": [relation]}));
        let rows = data["stappen"][0]["rijen"].as_array().unwrap();
        let row = |key: &str| rows.iter().find(|row| row["key"] == json!(key)).unwrap();
        assert_eq!(row("aanvulling")["tekst"], json!("Dit is er gebeurd."));
        assert_eq!(
            row("aanvullingBijlagen")["bestanden"],
            json!([{"naam": "bewijs.pdf", "zaakinformatieobject": relation}])
        );
        assert!(row("aanvulling")["label"].as_str().is_some_and(|label| !label.is_empty()));

        let beoordeling = open_task(&db, zaak).await;
        assert_eq!(beoordeling.titel, "Beoordeel de aanvulling");
        let mut staff = at_task(&db, Eigenaar::Medewerker(fatima()), &beoordeling).await;
        staff.next("aanvulling", &[("ontvankelijk", "ja")]).await;
        staff.submit_taak().await.unwrap();
        let beslissing = open_task(&db, zaak).await;
        assert_eq!(beslissing.titel, "Beslis op het bezwaar");
        let mut staff = at_task(&db, Eigenaar::Medewerker(fatima()), &beslissing).await;
        let step = staff.formulier.definition.steps[0].slug.clone();
        staff.next(&step, &[("uitkomst", "gegrond"), ("motivering", "U heeft gelijk.")]).await;
        staff.submit_taak().await.unwrap();
        let row = zaken::find_zaak(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert!(row.einddatum.is_some(), "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_that_is_not_hers_or_done_already_is_refused_and_leaves_nothing() {
    for Database { db, .. } in databases().await {
        let zaak = new_zaak(&db).await;
        let intake = open_task(&db, zaak).await;
        let mut fatima_at_task = at_task(&db, Eigenaar::Medewerker(fatima()), &intake).await;
        fatima_at_task.next("intake", INTAKE).await;
        let karim = values::actor::Medewerker { id: "karim".into(), naam: "Karim".into(), ..fatima() };
        let mut karim_at_task = at_task(&db, Eigenaar::Medewerker(karim), &intake).await;
        karim_at_task.next("intake", INTAKE).await;
        fatima_at_task.submit_taak().await.unwrap();
        let before = counts(&db).await;
        let refused = karim_at_task.submit_taak().await;
        assert!(matches!(refused, Err(FormsError::Process(ProcessError::AlreadyDone { .. }))), "{refused:?}");

        let klanttaak = open_task(&db, zaak).await;
        let other = Burger { bsn: "999990019".parse().unwrap(), ..anne() };
        let mut stranger = at_task(&db, Eigenaar::Burger(other), &klanttaak).await;
        let started = counts(&db).await;
        let step = stranger.formulier.definition.steps[0].slug.clone();
        stranger.next(&step, &[("aanvulling", "Ik ben een ander.")]).await;
        let refused = stranger.submit_taak().await;
        assert!(matches!(refused, Err(FormsError::Process(ProcessError::Forbidden))), "{refused:?}");
        assert_eq!(counts(&db).await, started, "{}", db.kind());
        assert_eq!(before[..9], started[..9]);

        // The form of another task does not do this one.
        let mut wrong = Person::start_form(
            &db,
            Eigenaar::Medewerker(fatima()),
            "medewerker-beslissing",
            Some(klanttaak.uuid),
            forms::Prefill::new(),
        )
        .await;
        let step = wrong.formulier.definition.steps[0].slug.clone();
        wrong.next(&step, &[("uitkomst", "gegrond"), ("motivering", "x")]).await;
        assert!(matches!(wrong.submit_taak().await, Err(FormsError::Forbidden)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_the_form_of_a_task_locks_the_process_before_the_zaak() {
    static LOCK_INSTANTIE: Sql =
        sql("test.lock_instantie", "SELECT uuid FROM procesinstantie WHERE zaak = $1 FOR UPDATE");
    static LOCK_ZAAK: Sql = sql("test.lock_zaak", "SELECT uuid FROM zaak WHERE uuid = $1 FOR UPDATE NOWAIT");
    static WAITING: Sql = sql(
        "test.waiting",
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))",
    );
    for Database { db, .. } in databases().await {
        if db.kind() == "sqlite" {
            // One writer: nobody can wait in a circle.
            continue;
        }
        let zaak = new_zaak(&db).await;
        let intake = open_task(&db, zaak).await;
        let mut staff = at_task(&db, Eigenaar::Medewerker(fatima()), &intake).await;
        staff.next("intake", INTAKE).await;
        // Another command of the process, on its way to set a status.
        let mut other = db.begin(&SYSTEEM).await.unwrap();
        other.query(&LOCK_INSTANTIE, &[zaak.into()], |_| Ok(())).await.unwrap();
        let goes_on = async {
            while other.query_one(&WAITING, &[], |row| row.get::<i64>(0)).await.unwrap() == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            other.query(&LOCK_ZAAK, &[zaak.into()], |_| Ok(())).await.expect("the zaak is not held by who waits");
            drop(other);
        };
        let both = async { tokio::join!(staff.submit_taak(), goes_on).0 };
        tokio::time::timeout(Duration::from_secs(20), both).await.expect("nobody waits for ever").unwrap();
    }
}
