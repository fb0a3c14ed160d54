//! The transaction's promises, on both databases. PostgreSQL runs when `LOKET_TEST_POSTGRES` names a server.

mod support;

use std::sync::Arc;

use futures_util::FutureExt;
use store::{Actie, Clock, Db, Event, Location, PublishFuture, Sql, Tx, sql};
use support::{Opened, SYSTEEM};
use uuid::Uuid;

static MAKE: Sql = sql("test.make", "CREATE TABLE IF NOT EXISTS proef (id UUID PRIMARY KEY, tekst TEXT)");
static INSERT: Sql = sql("test.insert", "INSERT INTO proef (id, tekst) VALUES ($1, $2)");
static COUNT: Sql = sql("test.count", "SELECT count(*) FROM proef");
static COUNT_EVENTS: Sql = sql("test.count_events", "SELECT count(*) FROM event");

/// Opens a fresh database of each kind, with a table to write in.
async fn databases() -> Vec<Opened> {
    let opened = support::databases(Clock::system).await;
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

#[tokio::test]
async fn what_is_sent_stands_where_it_was_sent() {
    for Opened { db, .. } in databases().await {
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        let texts: Vec<String> = (0..100).map(|number| number.to_string()).collect();
        let rows = texts.iter().map(|tekst| vec![tx.new_uuid().into(), tekst.into()]).collect();
        tx.send_each(&INSERT, rows).await.unwrap();
        let (kept, undone) = (tx.new_uuid(), tx.new_uuid());
        tx.send(&INSERT, [kept.into(), "blijft".into()]).await.unwrap();
        let mark = tx.mark().await.unwrap();
        tx.send(&INSERT, [undone.into(), "weg".into()]).await.unwrap();
        tx.undo_to(mark).await.unwrap();
        let seen: i64 = tx.query_one(&COUNT, &[], |row| row.get(0)).await.unwrap();
        assert_eq!(seen, 101, "{}", db.kind());
        // A key that is free again is nobody's conflict.
        tx.execute(&INSERT, &[undone.into(), "toch".into()]).await.unwrap();
        tx.send(&INSERT, [Uuid::from_u128(1).into(), "met de commit".into()]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&db, &COUNT).await, 103, "{}", db.kind());
    }
}

#[tokio::test]
async fn what_is_sent_and_fails_takes_the_transaction_with_it() {
    for Opened { db, .. } in databases().await {
        let id = Uuid::from_u128(7);
        insert(&db, "eerder").await.unwrap();
        for asks_again in [false, true] {
            let mut tx = db.begin(&SYSTEEM).await.unwrap();
            tx.execute(&INSERT, &[id.into(), "eerste".into()]).await.unwrap();
            let sent = tx.send(&INSERT, [id.into(), "tweede".into()]).await;
            // PostgreSQL says so with the next statement, and not as a conflict of that one.
            if sent.is_ok() && asks_again {
                let error = tx.execute(&INSERT, &[Uuid::from_u128(8).into(), "derde".into()]).await.unwrap_err();
                assert!(!error.is_conflict(), "{error}");
            }
            assert!(tx.commit().await.is_err(), "{}", db.kind());
            assert_eq!(count(&db, &COUNT).await, 1, "{}", db.kind());
        }
    }
}

#[tokio::test]
async fn a_value_that_the_column_has_no_room_for_is_no_commit_without_it() {
    static MAKE_SMALL: Sql = sql("test.make_small", "CREATE TABLE IF NOT EXISTS klein (getal INTEGER)");
    static INSERT_SMALL: Sql = sql("test.insert_small", "INSERT INTO klein (getal) VALUES ($1)");
    for Opened { db, .. } in databases().await.into_iter().filter(|opened| opened.db.kind() == "postgres") {
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&MAKE_SMALL, &[]).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&INSERT, &[Uuid::from_u128(7).into(), "eerste".into()]).await.unwrap();
        tx.send(&INSERT_SMALL, [(1_i64 << 40).into()]).await.unwrap();
        assert!(tx.commit().await.is_err());
        assert_eq!(count(&db, &COUNT).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_that_was_swallowed_is_not_acknowledged() {
    for Opened { db, .. } in databases().await {
        let id = Uuid::from_u128(7);
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&INSERT, &[id.into(), "eerste".into()]).await.unwrap();
        assert!(tx.execute(&INSERT, &[id.into(), "tweede".into()]).await.is_err());
        assert!(tx.commit().await.is_err(), "{}", db.kind());
        assert_eq!(count(&db, &COUNT).await, 0, "{}", db.kind());

        // What was undone is no failure of the whole.
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&INSERT, &[id.into(), "eerste".into()]).await.unwrap();
        let mark = tx.mark().await.unwrap();
        assert!(tx.execute(&INSERT, &[id.into(), "tweede".into()]).await.is_err());
        tx.undo_to(mark).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&db, &COUNT).await, 1, "{}", db.kind());
    }
}

#[tokio::test]
async fn a_begin_that_is_cancelled_leaves_no_transaction_in_the_pool() {
    static MOMENT: Sql = sql("test.moment", "SELECT now()::TEXT");
    for Opened { db, .. } in databases().await {
        if db.kind() == "sqlite" {
            continue;
        }
        for _ in 0..20 {
            // It is sent with the first statement.
            let first = async {
                let mut tx = db.begin(&SYSTEEM).await.unwrap();
                tx.query_one(&MOMENT, &[], |row| row.get::<String>(0)).await
            };
            assert!(first.now_or_never().is_none(), "the server answered before it was asked");
            let moment = || async { db.reader().query_one(&MOMENT, &[], |row| row.get::<String>(0)).await.unwrap() };
            // It stands still in a transaction.
            assert_ne!(moment().await, moment().await);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_together_make_one_schema() {
    let Ok(url) = std::env::var("LOKET_TEST_POSTGRES") else { return };
    let schema = format!("store_{:x}", Clock::system().random());
    let folder = tempfile::tempdir().unwrap();
    let nodes: Vec<_> = (0..8)
        .map(|_| {
            let location = Location::Server { url: url.clone(), schema: Some(schema.clone()) };
            let files = support::files(&folder);
            tokio::spawn(async move { Db::open(&location, files, Arc::new(Clock::system())).await.map(drop) })
        })
        .collect();
    for node in nodes {
        node.await.unwrap().unwrap();
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_loses_a_deadlock_hears_that_it_was_a_race() {
    static LOCK: Sql = sql("test.lock", "SELECT id FROM proef WHERE id = $1 FOR UPDATE");
    for Opened { db, .. } in databases().await {
        if db.kind() == "sqlite" {
            // One writer: nobody can wait in a circle.
            continue;
        }
        let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        for id in ids {
            tx.execute(&INSERT, &[id.into(), "rij".into()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (mut one, mut two) = (db.begin(&SYSTEEM).await.unwrap(), db.begin(&SYSTEEM).await.unwrap());
        one.query(&LOCK, &[ids[0].into()], |_| Ok(())).await.unwrap();
        two.query(&LOCK, &[ids[1].into()], |_| Ok(())).await.unwrap();
        // Whoever loses gives its rows back, so that the other can go on.
        let one = async move { one.query(&LOCK, &[ids[1].into()], |_| Ok(())).await };
        let two = async move { two.query(&LOCK, &[ids[0].into()], |_| Ok(())).await };
        let (one, two) = tokio::join!(one, two);
        let lost: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
        assert_eq!(lost.len(), 1);
        assert!(store::StoreError::is_race_in(&lost[0]), "{}", lost[0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_the_server_ended_is_an_outage_and_the_next_one_works() {
    static PID: Sql = sql("test.pid", "SELECT pg_backend_pid()::BIGINT");
    static END: Sql = sql("test.end", "SELECT pg_terminate_backend($1::BIGINT::INT)::TEXT");
    for Opened { db, .. } in databases().await {
        if db.kind() == "sqlite" {
            continue;
        }
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        let pid: i64 = tx.query_one(&PID, &[], |row| row.get(0)).await.unwrap();
        db.reader().query(&END, &[pid.into()], |_| Ok(())).await.unwrap();
        let lost = loop {
            match tx.query(&PID, &[], |_| Ok(())).await {
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => break error,
            }
        };
        assert!(store::StoreError::is_outage_in(&lost), "{lost}");
        drop(tx);

        // During COMMIT nobody can say what became of it, so it may not be asked again as if nothing stood.
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        let pid: i64 = tx.query_one(&PID, &[], |row| row.get(0)).await.unwrap();
        db.reader().query(&END, &[pid.into()], |_| Ok(())).await.unwrap();
        let lost = tx.commit().await.unwrap_err();
        assert!(!store::StoreError::is_outage_in(&lost), "{lost}");
        insert(&db, "rij").await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_and_looks_are_kept_for_a_time_only() {
    static COUNT_INZAGEN: Sql = sql("test.count_inzagen", "SELECT count(*) FROM inzage");
    for Opened { db, .. } in databases().await {
        let start = db.clock().now();
        insert(&db, "oud").await.unwrap();
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.log_inzage("proef", Uuid::from_u128(7), "test").await.unwrap();
        tx.commit().await.unwrap();
        for (days, events, inzagen) in [(29, 1, 1), (31, 0, 1), (1094, 0, 1), (1096, 0, 0)] {
            db.clock().set(start + std::time::Duration::from_secs(days * 24 * 3600));
            store::retention::delete_old(&db).await.unwrap();
            let left = (count(&db, &COUNT_EVENTS).await, count(&db, &COUNT_INZAGEN).await);
            assert_eq!(left, (events, inzagen), "{days} {}", db.kind());
        }
    }
}
