//! The transaction's promises, on both databases. PostgreSQL runs when `LOKET_TEST_POSTGRES` names a server.

use std::sync::Arc;

use store::jobs::{Handlers, JobError, JobRunner};
use store::{Actie, Clock, Db, Event, Files, Location, NewJob, PublishFuture, Sql, Tx, sql};
use uuid::Uuid;
use values::Actor;

static MAKE: Sql = sql("test.make", "CREATE TABLE IF NOT EXISTS proef (id UUID PRIMARY KEY, tekst TEXT)");
static INSERT: Sql = sql("test.insert", "INSERT INTO proef (id, tekst) VALUES ($1, $2)");
static COUNT: Sql = sql("test.count", "SELECT count(*) FROM proef");
static COUNT_EVENTS: Sql = sql("test.count_events", "SELECT count(*) FROM event");

const SYSTEEM: Actor = Actor::Systeem("test");

struct Opened {
    db: Db,
    _folder: tempfile::TempDir,
}

fn files(folder: &tempfile::TempDir) -> Files {
    Files::on_disk(&folder.path().join("documenten")).unwrap()
}

/// Opens a fresh database of each kind.
async fn databases() -> Vec<Opened> {
    let folder = tempfile::tempdir().unwrap();
    let file = Location::File(folder.path().join("test.sqlite"));
    let mut opened =
        vec![Opened { db: Db::open(&file, files(&folder), Arc::new(Clock::system())).await.unwrap(), _folder: folder }];
    if let Ok(url) = std::env::var("LOKET_TEST_POSTGRES") {
        let schema = format!("store_{:x}", Clock::system().random());
        let server = Location::Server { url, schema: Some(schema) };
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&server, files(&folder), Arc::new(Clock::system())).await.unwrap();
        opened.push(Opened { db, _folder: folder });
    }
    for Opened { db, .. } in &opened {
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&MAKE, &[]).await.unwrap();
        tx.commit().await.unwrap();
    }
    opened
}

async fn insert(db: &Db, tekst: &str) -> store::Result<()> {
    let mut tx = db.begin(&SYSTEEM).await?;
    let id = tx.new_uuid();
    tx.execute(&INSERT, &[id.into(), tekst.into()]).await?;
    tx.emit(event(id));
    tx.commit().await
}

fn event(id: Uuid) -> Event {
    Event {
        kanaal: "loket.test",
        resource: "proef",
        actie: Actie::Create,
        hoofd_object: id,
        resource_id: id,
        kenmerken: serde_json::Map::new(),
    }
}

async fn count(db: &Db, sql: &'static Sql) -> i64 {
    db.reader().query_one(sql, &[], |row| row.get(0)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_transactions_all_stand_with_their_events() {
    for Opened { db, .. } in databases().await {
        let writers: Vec<_> = (0..200)
            .map(|number| {
                let db = db.clone();
                tokio::spawn(async move { insert(&db, &number.to_string()).await.unwrap() })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!((count(&db, &COUNT).await, count(&db, &COUNT_EVENTS).await), (200, 200), "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancelled_and_dropped_transactions_leave_nothing_and_hold_up_nobody() {
    for Opened { db, .. } in databases().await {
        for round in 0..50 {
            let cancelled = {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut tx = db.begin(&SYSTEEM).await.unwrap();
                    let id = tx.new_uuid();
                    tx.execute(&INSERT, &[id.into(), "weg".into()]).await.unwrap();
                    tokio::task::yield_now().await;
                    tokio::time::sleep(std::time::Duration::from_micros(50 * round)).await;
                    drop(tx);
                })
            };
            let queued = {
                let db = db.clone();
                tokio::spawn(async move { insert(&db, "weg, soms").await })
            };
            tokio::task::yield_now().await;
            cancelled.abort();
            queued.abort();
            insert(&db, "blijft").await.unwrap();
        }
        let kept: i64 = db
            .reader()
            .query_one(
                {
                    static KEPT: Sql = sql("test.kept", "SELECT count(*) FROM proef WHERE tekst = $1");
                    &KEPT
                },
                &["blijft".into()],
                |row| row.get(0),
            )
            .await
            .unwrap();
        assert_eq!(kept, 50, "{}", db.kind());
        static LOST: Sql = sql("test.lost", "SELECT count(*) FROM proef WHERE tekst = 'weg'");
        assert_eq!(count(&db, &LOST).await, 0, "{}", db.kind());
        // Each row that stands has its event: no transaction was cut in half.
        assert_eq!(count(&db, &COUNT).await, count(&db, &COUNT_EVENTS).await, "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_statement_undoes_its_own_transaction_only() {
    for Opened { db, .. } in databases().await {
        let id = Uuid::from_u128(7);
        for (expected, tekst) in [(true, "eerste"), (false, "tweede")] {
            let mut tx = db.begin(&SYSTEEM).await.unwrap();
            let outcome = tx.execute(&INSERT, &[id.into(), tekst.into()]).await;
            assert_eq!(outcome.is_ok(), expected);
            match outcome {
                Ok(_) => tx.commit().await.unwrap(),
                Err(error) => assert!(error.is_conflict(), "{error}"),
            }
        }
        insert(&db, "derde").await.unwrap();
        assert_eq!(count(&db, &COUNT).await, 2, "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_run_once_in_lane_order_and_dead_ones_can_be_tried_again() {
    for Opened { db, .. } in databases().await {
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        for number in [1, 2, 3] {
            tx.enqueue(NewJob {
                kind: "proef",
                key: Some(format!("sleutel-{}", number.min(2))),
                lane: Some("een".into()),
                due: None,
                payload: serde_json::json!({ "number": number }),
            });
        }
        tx.enqueue(NewJob { kind: "kapot", key: None, lane: None, due: None, payload: serde_json::json!({}) });
        tx.commit().await.unwrap();

        let mut handlers = Handlers::default();
        handlers.inside("proef", |tx, job| {
            Box::pin(async move {
                let id = tx.new_uuid();
                tx.execute(&INSERT, &[id.into(), job.payload["number"].to_string().into()]).await?;
                Ok(())
            })
        });
        handlers.outside("kapot", |_, _| Box::pin(async { Err(JobError::GiveUp("kan niet".into())) }));
        let runner = JobRunner::new(db.clone(), Arc::new(handlers));
        while runner.run_due().await.unwrap() > 0 {}

        static IN_ORDER: Sql = sql("test.in_order", "SELECT tekst FROM proef ORDER BY id");
        let done: Vec<String> = db.reader().query(&IN_ORDER, &[], |row| row.get(0)).await.unwrap();
        // The third has the key of the second: it is the same job.
        assert_eq!(done, ["1", "2"], "{}", db.kind());
        let dead = store::jobs::dead_jobs(&mut db.reader()).await.unwrap();
        assert_eq!(
            dead.iter().map(|job| (job.kind.as_str(), job.last_error.as_str())).collect::<Vec<_>>(),
            [("kapot", "kan niet")]
        );
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        assert!(store::jobs::retry(&mut tx, dead[0].id).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store::jobs::count_waiting(&mut db.reader()).await.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statements_of_a_request_are_counted() {
    for Opened { db, .. } in databases().await {
        let (_, statements) = store::count_statements(async {
            count(&db, &COUNT).await;
            count(&db, &COUNT_EVENTS).await
        })
        .await;
        assert_eq!(statements, 2, "{}", db.kind());
    }
}

/// Writes a row for each event, and refuses the one of the nil object.
fn publish<'a>(tx: &'a mut Tx, events: &'a [Event]) -> PublishFuture<'a> {
    Box::pin(async move {
        for event in events {
            let id = tx.new_uuid();
            let base = tx.db().base_url().unwrap_or("geen").to_owned();
            tx.execute(&INSERT, &[id.into(), base.into()]).await?;
            if event.hoofd_object.is_nil() {
                return Err(store::StoreError::NoRow("test.publish"));
            }
        }
        tx.wake_outgoing();
        Ok(())
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_published_stands_with_its_transaction_and_rings_the_bell() {
    static LIST: Sql = sql("test.list", "SELECT tekst FROM proef ORDER BY tekst");
    for Opened { db, .. } in databases().await {
        db.set_publish(publish);
        insert(&db.at("https://a.nl"), "eigen").await.unwrap();
        tokio::time::timeout(std::time::Duration::from_secs(5), db.outgoing().notified()).await.unwrap();
        let list = || async { db.reader().query(&LIST, &[], |row| row.get::<String>(0)).await.unwrap() };
        assert_eq!(list().await, ["eigen", "https://a.nl"]);
        assert_eq!(db.base_url(), None);

        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.emit(event(Uuid::nil()));
        assert!(tx.commit().await.is_err());
        assert_eq!(list().await, ["eigen", "https://a.nl"]);
        assert_eq!(count(&db, &COUNT_EVENTS).await, 1);
    }
}
