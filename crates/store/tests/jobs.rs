//! Jobs: whose they are, and that one that hangs holds up no other.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use store::jobs::{Handlers, JobError, JobRunner};
use store::{Clock, Db, NewJob, Sql, sql};
use support::{Opened, SYSTEEM, databases};
use tokio::sync::{Semaphore, watch};

/// Long enough for anything that happens, short enough for a test that fails.
const PATIENCE: Duration = Duration::from_secs(20);

static MAKE: Sql = sql("test.make", "CREATE TABLE proef (id UUID PRIMARY KEY, tekst TEXT)");
static INSERT: Sql = sql("test.insert", "INSERT INTO proef (id, tekst) VALUES ($1, $2)");
static LEASED: Sql = sql("test.leased", "SELECT coalesce(max(locked_until), 0) FROM job");
static ATTEMPTS: Sql = sql("test.attempts", "SELECT attempts FROM job");

fn noon() -> Clock {
    Clock::fixed("2026-11-27T12:00:00Z".parse().unwrap(), 7)
}

fn pass(db: &Db, seconds: u64) {
    db.clock().set(db.clock().now() + Duration::from_secs(seconds));
}

async fn ask(db: &Db, kind: &'static str, count: usize) {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    for _ in 0..count {
        tx.enqueue(NewJob { kind, key: None, lane: None, due: None, payload: serde_json::json!({}) });
    }
    tx.commit().await.unwrap();
}

/// Waits for what a node did.
async fn done(node: tokio::task::JoinHandle<usize>) -> usize {
    tokio::time::timeout(PATIENCE, node).await.expect("the node hangs").unwrap()
}

/// Waits until it is so.
async fn until(is_so: impl AsyncFn() -> bool) {
    let looks = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, looks).await.expect("it never was so");
}

async fn number(db: &Db, sql: &'static Sql) -> i64 {
    db.reader().query_one(sql, &[], |row| row.get(0)).await.unwrap()
}

/// The world, as slow as the test wants: counts the calls, and answers as many as are let through.
#[derive(Clone)]
struct World {
    called: Arc<Semaphore>,
    answers: Arc<Semaphore>,
    calls: Arc<AtomicUsize>,
}

impl World {
    fn new() -> Self {
        Self { called: Arc::new(Semaphore::new(0)), answers: Arc::new(Semaphore::new(0)), calls: Arc::default() }
    }

    async fn call(&self) {
        self.calls.fetch_add(1, Ordering::SeqCst);
        self.called.add_permits(1);
        self.answers.acquire().await.unwrap().forget();
    }

    /// Waits until it was called so many times more.
    async fn wait_for(&self, calls: u32) {
        let called = tokio::time::timeout(PATIENCE, self.called.acquire_many(calls)).await;
        called.expect("nobody called").unwrap().forget();
    }

    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    /// A node whose jobs of kind `wereld` call this world.
    fn node(&self, db: &Db) -> JobRunner {
        let mut handlers = Handlers::default();
        self.plug(&mut handlers);
        JobRunner::new(db.clone(), Arc::new(handlers))
    }

    fn plug(&self, handlers: &mut Handlers) {
        let world = self.clone();
        handlers.outside("wereld", move |_, _| {
            let world = world.clone();
            Box::pin(async move {
                world.call().await;
                Ok(())
            })
        });
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_waited_for_its_turn_is_leased_from_that_turn_on() {
    for Opened { db, .. } in databases(noon).await {
        let (slow, other) = (World::new(), World::new());
        ask(&db, "wereld", 9).await;
        let first = tokio::spawn({
            let node = slow.node(&db);
            async move { node.run_due().await.unwrap() }
        });
        slow.wait_for(8).await;
        pass(&db, 100);
        slow.answers.add_permits(8);
        slow.wait_for(1).await;
        until(async || store::jobs::count_waiting(&mut db.reader()).await.unwrap() == 1).await;
        // The lease of the first eight would be over now.
        pass(&db, 30);
        let second = other.node(&db);
        assert_eq!(done(tokio::spawn(async move { second.run_due().await.unwrap() })).await, 0, "{}", db.kind());
        slow.answers.add_permits(1);
        assert_eq!(done(first).await, 9, "{}", db.kind());
        assert_eq!((slow.calls(), other.calls()), (9, 0), "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lease_is_extended_while_the_job_is_done() {
    for Opened { db, .. } in databases(noon).await {
        let (slow, other) = (World::new(), World::new());
        ask(&db, "wereld", 1).await;
        let lease = Duration::from_millis(300);
        let first = tokio::spawn({
            let node = slow.node(&db).with_lease(lease);
            async move { node.run_due().await.unwrap() }
        });
        slow.wait_for(1).await;
        let leased = number(&db, &LEASED).await;
        db.clock().set(db.clock().now() + lease * 2 / 3);
        until(async || number(&db, &LEASED).await >= leased + 200_000).await;
        db.clock().set(db.clock().now() + lease * 2 / 3);
        let second = other.node(&db);
        assert_eq!(done(tokio::spawn(async move { second.run_due().await.unwrap() })).await, 0, "{}", db.kind());
        slow.answers.add_permits(1);
        assert_eq!(done(first).await, 1, "{}", db.kind());
        assert_eq!(store::jobs::count_waiting(&mut db.reader()).await.unwrap(), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_lost_a_job_does_not_remove_it() {
    for Opened { db, .. } in databases(noon).await {
        let (stuck, other) = (World::new(), World::new());
        ask(&db, "wereld", 1).await;
        let first = tokio::spawn({
            let node = stuck.node(&db);
            async move { node.run_due().await.unwrap() }
        });
        stuck.wait_for(1).await;
        // It gave no sign of life for longer than its lease, and another node took over.
        pass(&db, 121);
        let mut handlers = Handlers::default();
        let world = other.clone();
        handlers.outside("wereld", move |_, _| {
            let world = world.clone();
            Box::pin(async move {
                world.call().await;
                Err(JobError::Retry("bezet".into()))
            })
        });
        let second = tokio::spawn({
            let node = JobRunner::new(db.clone(), Arc::new(handlers));
            async move { node.run_due().await.unwrap() }
        });
        other.wait_for(1).await;
        stuck.answers.add_permits(1);
        assert_eq!(done(first).await, 0, "{}", db.kind());
        assert_eq!(store::jobs::count_waiting(&mut db.reader()).await.unwrap(), 1, "{}", db.kind());
        other.answers.add_permits(1);
        assert_eq!(done(second).await, 1, "{}", db.kind());
        assert_eq!(number(&db, &ATTEMPTS).await, 1, "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_world_that_hangs_holds_up_no_timers_and_no_other_world() {
    for Opened { db, .. } in databases(Clock::system).await {
        let (hanging, timers, letters) = (World::new(), World::new(), World::new());
        let mut handlers = Handlers::default();
        hanging.plug(&mut handlers);
        let (called, written) = (timers.clone(), letters.clone());
        handlers.inside("wekker", move |_, _| {
            called.called.add_permits(1);
            Box::pin(async { Ok(()) })
        });
        handlers.outside("brief", move |_, _| {
            written.called.add_permits(1);
            Box::pin(async { Ok(()) })
        });
        let (stop, stopped) = watch::channel(false);
        // More than any list of what is due, and all before the others.
        ask(&db, "wereld", 100).await;
        let running = tokio::spawn(JobRunner::new(db.clone(), Arc::new(handlers)).run(stopped));
        hanging.wait_for(8).await;
        ask(&db, "wekker", 20).await;
        ask(&db, "brief", 20).await;
        timers.wait_for(20).await;
        letters.wait_for(20).await;
        assert_eq!(hanging.calls(), 8, "{}", db.kind());
        // A hand that is free takes the next one at once.
        hanging.answers.add_permits(1);
        hanging.wait_for(1).await;
        stop.send(true).unwrap();
        hanging.answers.add_permits(100);
        tokio::time::timeout(PATIENCE, running).await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_another_node_holds_is_no_work_done() {
    for Opened { db, .. } in databases(noon).await {
        if db.kind() == "sqlite" {
            // One writer: nobody else can look while a transaction is open.
            continue;
        }
        let inside = World::new();
        let node = || {
            let mut handlers = Handlers::default();
            let world = inside.clone();
            handlers.inside("binnen", move |_, _| {
                let world = world.clone();
                Box::pin(async move {
                    world.call().await;
                    Ok(())
                })
            });
            JobRunner::new(db.clone(), Arc::new(handlers))
        };
        ask(&db, "binnen", 1).await;
        let first = tokio::spawn({
            let node = node();
            async move { node.run_due().await.unwrap() }
        });
        inside.wait_for(1).await;
        assert_eq!(node().run_due().await.unwrap(), 0);
        inside.answers.add_permits(1);
        assert_eq!((done(first).await, inside.calls()), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_run_once_in_lane_order_and_dead_ones_can_be_tried_again() {
    for Opened { db, .. } in databases(Clock::system).await {
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&MAKE, &[]).await.unwrap();
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
