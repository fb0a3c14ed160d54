//! A process that is killed with SIGKILL under write load loses nothing that it acknowledged, mails nobody twice, and tells subscribers
//! all of it, in order.
//!
//! The test runs itself again as the child that writes: it makes zaken with a running process, and says so on its output once the
//! commit returned. The parent kills it at random moments, many rounds, then lets a last child finish the jobs, and counts: every
//! acknowledged zaak is there with its status, audit lines, events and process, and led to exactly one mail (by message id) at a
//! real SMTP server, and to a notification of each event at a real subscriber.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use autorisaties::Sealer;
use loket::{bouwstenen, wiring};
use messages::{MailTls, MailTransport};
use notificaties::{AbonnementGegevens, Base, Courier, KanaalFilter};
use process::StartProcess;
use serde_json::json;
use store::{Clock, Db, Files, Gemeente, Location, Sql, sql};
use values::Actor;
use values::actor::{Betrouwbaarheidsniveau, Burger};
use web::outbound::{Outbound, OutboundSettings};
use zaken::operations::{self, NewStatus};
use zaken::{BetrokkeneType, NewRol, NewZaak};

const ROUNDS: usize = 12;
const WRITERS: usize = 8;
const SYSTEEM: Actor = Actor::Systeem("crash");

/// What the SMTP server got: for each zaak number the ids of the mails about it.
type Mails = Arc<Mutex<BTreeMap<String, BTreeSet<String>>>>;

/// What the subscriber got: for each zaak its resources, in the order in which they first came.
type Told = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

/// Takes messages to the subscriber, that is there from the first start on.
async fn courier(db: &Db) -> Courier {
    let sealer = Sealer::new([3; 32]);
    if notificaties::list_abonnementen(&mut db.reader()).await.unwrap().is_empty() {
        let port = std::env::var("CRASH_SUBSCRIBER").unwrap();
        let new = AbonnementGegevens {
            callback_url: format!("http://127.0.0.1:{port}/"),
            auth: "Bearer crash".into(),
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

async fn open(folder: &Path) -> Db {
    let location = match std::env::var("CRASH_SCHEMA") {
        Ok(schema) => Location::Server { url: std::env::var("LOKET_TEST_POSTGRES").unwrap(), schema: Some(schema) },
        Err(_) => Location::File(folder.join("crash.sqlite")),
    };
    let files = Files::on_disk(&folder.join("documenten")).unwrap();
    let db = Db::open(&location, files, Arc::new(Clock::system())).await.unwrap();
    if db.find_gemeente().is_none() {
        let gemeente = Gemeente {
            key: "crash".into(),
            naam: "Voorbeeldstad".into(),
            rsin: "002564440".parse().unwrap(),
            website: "www.voorbeeldstad.example".into(),
            telefoon: "14 000".into(),
            openingstijden: "altijd".into(),
            thema: "loket".into(),
            afzender: "Crash <crash@voorbeeldstad.example>".into(),
        };
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        store::gemeente::save(&mut tx, &gemeente).await.unwrap();
        tx.commit().await.unwrap();
        db.reload_gemeente().await.unwrap();
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
    let runner = wiring::runner(&db, &wiring::handlers(mail, &diensten::Diensten::default()));
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
    for _ in 0..WRITERS {
        let db = db.clone();
        tokio::spawn(async move {
            loop {
                let number = write_one(&db).await;
                println!("ACK {number}");
            }
        });
    }
    std::future::pending::<()>().await;
}

async fn write_one(db: &Db) -> String {
    let burger = Burger {
        bsn: "999993653".parse().unwrap(),
        naam: "Anne de Boer".into(),
        loa: Betrouwbaarheidsniveau::Midden,
        vertegenwoordigt: None,
    };
    let actor = Actor::Burger(burger);
    let mut tx = db.begin(&actor).await.unwrap();
    let today = tx.today();
    let zaaktype = catalogi::find_valid_zaaktype(&mut tx, "BEZWAAR", today).await.unwrap().unwrap();
    let organisatie = db.gemeente().rsin.clone();
    let new = NewZaak {
        zaaktype: &zaaktype,
        organisatie: &organisatie,
        omschrijving: "Crash",
        toelichting: "",
        startdatum: today,
    };
    let zaak = operations::create_zaak(&mut tx, &actor, &new).await.unwrap();
    let rol = NewRol {
        zaak: zaak.uuid,
        roltype: zaaktype.roltype_generiek("initiator").unwrap(),
        betrokkene_type: BetrokkeneType::NatuurlijkPersoon,
        betrokkene_identificatie: json!({ "inpBsn": "999993653" }),
        roltoelichting: "",
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
    let start = StartProcess { key: "bezwaarschrift", zaak: zaak.uuid, variables: serde_json::Map::new() };
    process::start(&mut tx, &actor, &start).await.unwrap();
    tx.commit().await.unwrap();
    zaak.identificatie
}

fn spawn_child(folder: &Path, schema: Option<&str>, port: u16, subscriber: u16, drain: bool) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "crash_child", "--nocapture", "--test-threads=1"])
        .env("CRASH_FOLDER", folder)
        .env("CRASH_SMTP", port.to_string())
        .env("CRASH_SUBSCRIBER", subscriber.to_string())
        .stdout(Stdio::piped());
    if let Some(schema) = schema {
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

/// A real SMTP server, as far as one sender needs: it keeps the message id and the zaak number of each mail.
fn start_smtp() -> (u16, Mails) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let mails = Mails::default();
    let kept = Arc::clone(&mails);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let kept = Arc::clone(&kept);
            std::thread::spawn(move || {
                // A sender that is killed breaks off: then nothing was accepted.
                let _ = serve_smtp(stream, &kept);
            });
        }
    });
    (port, mails)
}

fn serve_smtp(stream: TcpStream, mails: &Mails) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 crash ESMTP\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => out.write_all(b"250-crash\r\n250 8BITMIME\r\n")?,
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let mut text = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    text.push_str(&line);
                    text.push('\n');
                }
                keep_mail(&text, mails);
                out.write_all(b"250 kept\r\n")?;
            }
            "QUIT" => return out.write_all(b"221 bye\r\n"),
            _ => out.write_all(b"250 ok\r\n")?,
        }
    }
    Ok(())
}

/// A real subscriber, as far as one sender needs.
fn start_subscriber() -> (u16, Told) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let told = Told::default();
    let kept = Arc::clone(&told);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let kept = Arc::clone(&kept);
            std::thread::spawn(move || {
                // A sender that is killed breaks off: then nothing was taken.
                let _ = serve_http(stream, &kept);
            });
        }
    });
    (port, told)
}

fn serve_http(stream: TcpStream, told: &Told) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut length = 0;
        let mut line = String::new();
        while reader.read_line(&mut line)? > 0 && line != "\r\n" {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap();
            }
            line.clear();
        }
        if line.is_empty() {
            return Ok(());
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let message: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let zaak = message["hoofdObject"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let resource = message["resource"].as_str().unwrap().to_owned();
        let mut all = told.lock().unwrap();
        let own = all.entry(zaak).or_default();
        // It may come twice: then the sender was killed before it heard that it was taken.
        if !own.contains(&resource) {
            own.push(resource);
        }
        drop(all);
        out.write_all(b"HTTP/1.1 204 No Content\r\n\r\n")?;
    }
}

fn keep_mail(text: &str, mails: &Mails) {
    let id = text
        .lines()
        .find_map(|line| line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("message-id")))
        .map(|(_, id)| id.to_owned())
        .expect("every mail has a message id");
    // Soft line breaks of quoted-printable can cut the number.
    let flat = text.replace("=\n", "");
    let at = flat.find("ZAAK-").expect("every mail names its zaak");
    let number = flat[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    mails.lock().unwrap().entry(number).or_default().insert(id);
}

#[test]
fn sigkill_loses_nothing_and_mails_nobody_twice() {
    let mut schemas = vec![None];
    if std::env::var("LOKET_TEST_POSTGRES").is_ok() {
        schemas.push(Some(format!("crash_{:x}", Clock::system().random())));
    }
    for schema in schemas {
        crash_rounds(schema.as_deref());
    }
}

fn crash_rounds(schema: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let (port, mails) = start_smtp();
    let (subscriber, told) = start_subscriber();
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    for _ in 0..ROUNDS {
        let before = acknowledged.lock().unwrap().len();
        let mut child = spawn_child(folder.path(), schema, port, subscriber, false);
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
    let mut last = spawn_child(folder.path(), schema, port, subscriber, true);
    let reader = read_acknowledged(&mut last, &acknowledged);
    assert!(last.wait().unwrap().success(), "the jobs that were left can be finished");
    reader.join().unwrap();

    let acknowledged = acknowledged.lock().unwrap().clone();
    let mails = mails.lock().unwrap().clone();
    let told = told.lock().unwrap().clone();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(verify(folder.path(), schema, &acknowledged, &mails, &told));
}

static FIND: Sql = sql(
    "crash.find",
    "SELECT (SELECT count(*) FROM status s WHERE s.zaak = z.uuid),
            (SELECT count(*) FROM audit a WHERE a.hoofd_object = z.uuid),
            (SELECT count(*) FROM event e WHERE e.hoofd_object = z.uuid AND e.kanaal = 'zaken'),
            (SELECT count(*) FROM procesinstantie p WHERE p.zaak = z.uuid),
            (SELECT count(*) FROM taak t WHERE t.zaak = z.uuid)
     FROM zaak z WHERE z.identificatie = $1",
);
static ALL: Sql = sql("crash.all", "SELECT identificatie FROM zaak");
static IDS: Sql = sql("crash.ids", "SELECT uuid FROM zaak");

async fn verify(
    folder: &Path,
    schema: Option<&str>,
    acknowledged: &BTreeSet<String>,
    mails: &BTreeMap<String, BTreeSet<String>>,
    told: &BTreeMap<String, Vec<String>>,
) {
    let location = match schema {
        Some(schema) => {
            Location::Server { url: std::env::var("LOKET_TEST_POSTGRES").unwrap(), schema: Some(schema.to_owned()) }
        }
        None => Location::File(folder.join("crash.sqlite")),
    };
    let files = Files::on_disk(&folder.join("documenten")).unwrap();
    let db = Db::open(&location, files, Arc::new(Clock::system())).await.unwrap();
    let all: BTreeSet<String> = db.reader().query(&ALL, &[], |row| row.get(0)).await.unwrap().into_iter().collect();
    assert!(acknowledged.is_subset(&all), "every acknowledged zaak is there");
    for number in &all {
        let counts = db
            .reader()
            .query_one(&FIND, &[number.into()], |row| {
                Ok([row.get::<i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
            })
            .await
            .unwrap();
        // Zaak, rol, status and task each leave a line; zaak, rol and status each an event. Whole or not at all.
        assert_eq!(counts, [1, 4, 3, 1, 1], "{number} on {}", db.kind());
        let ids = mails.get(number).map_or(0, BTreeSet::len);
        assert_eq!(ids, 1, "{number} has one mail on {}", db.kind());
    }
    assert_eq!(mails.len(), all.len(), "no mail about what does not stand");
    let ids: Vec<uuid::Uuid> = db.reader().query(&IDS, &[], |row| row.get(0)).await.unwrap();
    for id in &ids {
        let resources = told.get(&id.to_string()).map(Vec::as_slice).unwrap_or_default();
        assert_eq!(resources, ["zaak", "rol", "status"], "{id} on {}", db.kind());
    }
    assert_eq!(told.len(), ids.len(), "nothing is told of what does not stand");
    println!("{}: {} zaken survived, {} of them acknowledged", db.kind(), all.len(), acknowledged.len());
}
