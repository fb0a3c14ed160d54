//! A process that is killed with SIGKILL under write load loses nothing that it acknowledged, mails nobody twice, and tells subscribers
//! all of it, in order.
//!
//! The test runs itself again as the child that writes: residents send forms, and the child says so on its output once the commit
//! returned. The parent kills it at random moments, many rounds, then lets a last child finish the jobs, and counts: every
//! acknowledged zaak is there, whole, with its documents and letter, their bytes, audit lines and events; each of its mails came once (by
//! message id) at a real SMTP server, and each of its events at a real subscriber.

mod verify;
mod writer;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use autorisaties::Sealer;
use loket::{bouwstenen, wiring};
use messages::{MailTls, MailTransport};
use notificaties::{AbonnementGegevens, Base, Courier, KanaalFilter};
use store::{Clock, Db, Gemeente};
use test_kit::outside::{Ontvanger, ontvanger, smtp};
use test_kit::{Place, database, voorbeeldstad};
use values::Actor;
use web::outbound::{Outbound, OutboundSettings};
use writer::AANVRAGEN;

const ROUNDS: usize = 12;
/// Each is a writer.
const BSNS: [&str; 8] =
    ["999993653", "999990482", "999990019", "999990202", "999990111", "999990408", "999990275", "999990317"];
const SYSTEEM: Actor = Actor::Systeem("crash");

/// Takes messages to the subscriber, that is there from the first start on.
async fn courier(db: &Db) -> Courier {
    let sealer = Sealer::new([3; 32]);
    if notificaties::list_abonnementen(&mut db.reader()).await.unwrap().is_empty() {
        let new = AbonnementGegevens {
            callback_url: std::env::var("CRASH_SUBSCRIBER").unwrap(),
            auth: ontvanger::AUTH.into(),
            kanalen: vec![KanaalFilter { naam: "zaken".into(), filters: Vec::new() }],
            ..AbonnementGegevens::default()
        };
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        notificaties::create_abonnement(&mut tx, &sealer, "crash", &new).await.unwrap();
        tx.commit().await.unwrap();
    }
    let settings = OutboundSettings { allowed: vec!["127.0.0.0/8".parse().unwrap()], ..OutboundSettings::default() };
    let base = Base { url: "https://loket.example.nl".into(), is_fixed: true };
    Courier::new(db.clone(), Outbound::new(settings).unwrap(), sealer, base)
}

async fn connect(folder: &Path, place: &Place) -> Db {
    place.open(folder, Arc::new(Clock::system())).await
}

/// Opens the database for a child, and makes what is missing in it.
async fn open(folder: &Path) -> Db {
    let db = connect(folder, &Place::named(std::env::var("CRASH_SCHEMA").ok())).await;
    if db.find_gemeente().is_none() {
        database::save_gemeente(&db, &Gemeente { key: "crash".into(), ..voorbeeldstad() }).await;
    }
    wiring::prepare(&db);
    db
}

/// The child: writes until it is killed, or with `CRASH_DRAIN` only finishes the jobs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn crash_child() {
    let Ok(folder) = std::env::var("CRASH_FOLDER") else { return };
    let folder = PathBuf::from(folder);
    wiring::plug_typesetter();
    let db = open(&folder).await;
    for bouwsteen in bouwstenen::embedded().unwrap() {
        bouwstenen::install(&db, &bouwsteen).await.unwrap();
    }
    let port = std::env::var("CRASH_SMTP").unwrap().parse().unwrap();
    let mail = MailTransport::Smtp { host: "127.0.0.1".into(), port, tls: MailTls::None, user: None, password: None };
    let runner = wiring::runner(&db, &wiring::handlers(mail, &diensten::Diensten::default(), true));
    let courier = courier(&db).await;
    let (_stop, stopped) = tokio::sync::watch::channel(false);

    if std::env::var("CRASH_DRAIN").is_ok() {
        // A job that a killed child had in hand is ours again when its lease ends.
        db.clock().set(db.clock().now().checked_add(Duration::from_secs(300)).unwrap());
        while runner.run_due().await.unwrap() > 0 {}
        let waiting = store::jobs::dead_jobs(&mut db.reader()).await.unwrap();
        assert!(waiting.is_empty(), "{waiting:?}");
        tokio::spawn(courier.run(stopped));
        loop {
            let all = notificaties::overzicht(&mut db.reader()).await.unwrap();
            assert_eq!(all[0].dood, 0);
            if all[0].wachtend == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    tokio::spawn(runner.run(stopped.clone()));
    tokio::spawn(courier.run(stopped));
    // Each writer is somebody: a resident has one draft of a form at a time. What a killed writer had begun, its successor goes on with.
    for (writer, bsn) in BSNS.into_iter().enumerate() {
        let db = db.clone();
        tokio::spawn(async move {
            for aanvraag in AANVRAGEN.iter().cycle().skip(writer % 2) {
                let number = writer::send(&db, aanvraag, bsn).await;
                println!("ACK {number}");
            }
        });
    }
    std::future::pending::<()>().await;
}

/// The world outside, which outlives every child.
struct World {
    mails: smtp::Server,
    subscriber: Ontvanger,
}

fn spawn_child(folder: &Path, place: &Place, world: &World, drain: bool) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "crash_child", "--nocapture", "--test-threads=1"])
        .env("CRASH_FOLDER", folder)
        .env("CRASH_SMTP", world.mails.port.to_string())
        .env("CRASH_SUBSCRIBER", &world.subscriber.url)
        .stdout(Stdio::piped());
    if let Some(schema) = place.schema() {
        command.env("CRASH_SCHEMA", schema);
    }
    if drain {
        command.env("CRASH_DRAIN", "1");
    }
    command.spawn().unwrap()
}

/// Reads what the child acknowledges until it is gone.
fn read_acknowledged(child: &mut Child, acknowledged: &Arc<Mutex<BTreeSet<String>>>) -> std::thread::JoinHandle<()> {
    let output = child.stdout.take().unwrap();
    let acknowledged = Arc::clone(acknowledged);
    std::thread::spawn(move || {
        // A line that the kill cut off was not acknowledged: the caller never read it whole.
        let mut reader = BufReader::new(output);
        let mut line = String::new();
        while reader.read_line(&mut line).is_ok_and(|count| count > 0) {
            if let Some(number) = line.strip_suffix('\n').and_then(|line| line.split("ACK ").nth(1)) {
                acknowledged.lock().unwrap().insert(number.to_owned());
            }
            line.clear();
        }
    })
}

#[test]
fn sigkill_loses_nothing_and_mails_nobody_twice() {
    for place in Place::each() {
        crash_rounds(&place);
    }
}

fn crash_rounds(place: &Place) {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let world = runtime
        .block_on(async { World { mails: smtp::Server::start(&[]).await, subscriber: Ontvanger::start().await } });
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    for _ in 0..ROUNDS {
        let before = acknowledged.lock().unwrap().len();
        let mut child = spawn_child(folder.path(), place, &world, false);
        let reader = read_acknowledged(&mut child, &acknowledged);
        // Not before it writes: a kill during the start proves little.
        let patience = Instant::now() + Duration::from_secs(60);
        while acknowledged.lock().unwrap().len() == before && Instant::now() < patience {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(Clock::system().random() % 400));
        child.kill().unwrap();
        child.wait().unwrap();
        reader.join().unwrap();
        assert!(acknowledged.lock().unwrap().len() > before, "the child wrote before it was killed");
    }
    let mut last = spawn_child(folder.path(), place, &world, true);
    let reader = read_acknowledged(&mut last, &acknowledged);
    assert!(last.wait().unwrap().success(), "the jobs that were left can be finished");
    reader.join().unwrap();

    let acknowledged = acknowledged.lock().unwrap().clone();
    runtime.block_on(async {
        let db = connect(folder.path(), place).await;
        let (mails, told) = (verify::mails(&world.mails), verify::told(&world.subscriber));
        verify::verify(&db, &acknowledged, &mails, &told).await;
    });
}
