//! The program as an administrator starts it: what comes to be, what is said, what is refused. On both databases.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use test_kit::program::Program;

/// A command with only these settings.
fn loket(data: &Path, database: Option<&str>, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loket"));
    command.args(args).arg("--data").arg(data).current_dir(data);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("LOKET_")) {
        command.env_remove(name);
    }
    if let Some(url) = database {
        command.args(["--database", url]);
    }
    command
}

fn outcome(data: &Path, database: Option<&str>, args: &[&str]) -> Output {
    loket(data, database, args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), output.stderr.as_slice()].concat()).into_owned()
}

fn serve(data: &Path, database: Option<&str>, command: &str) -> Program {
    Program::start(loket(data, database, &[command]).env("LOKET_METRICS_TOKEN", "sesam").stderr(Stdio::null()))
}

/// Runs on SQLite, and on PostgreSQL when there is a server, with a database of its own there: municipalities are its schemas.
fn on_each_database(test: impl Fn(Option<&str>)) {
    test(None);
    let Ok(url) = std::env::var("LOKET_TEST_POSTGRES") else { return };
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("loket_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let (server, _) = url.rsplit_once('/').unwrap();
    let psql =
        |sql: String| Command::new("psql").args([&url, "-q", "-c", &sql]).status().is_ok_and(|status| status.success());
    if !psql(format!("CREATE DATABASE {name}")) {
        println!("psql is missing: PostgreSQL is left out");
        return;
    }
    test(Some(&format!("{server}/{name}")));
    assert!(psql(format!("DROP DATABASE {name} WITH (FORCE)")));
}

#[test]
fn serving_needs_nothing_and_a_demonstration_leaves_real_data_alone() {
    on_each_database(|database| {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        let server = serve(data, database, "serve");
        assert!(server.said.iter().any(|line| line.contains("made `gemeente`")), "{:?}", server.said);
        assert_eq!(server.get("/health/ready", "").0, 200);
        assert_eq!(server.get("/", "").0, 200);
        // Nothing of a demonstration is there.
        for path in ["/simulator/digid", "/ontwikkel/mail"] {
            assert_eq!(server.get(path, "").0, 404, "{path}");
        }
        assert_eq!(server.get("/metrics", "").0, 404);
        assert_eq!(server.get("/metrics", "authorization: Bearer sesam\r\n").0, 200);
        server.stop();

        let refused = outcome(data, database, &["demo", "--listen", "127.0.0.1:0"]);
        assert!(!refused.status.success() && said(&refused).contains("is no demonstration"), "{}", said(&refused));

        // The second time there is nothing to make.
        let server = serve(data, database, "serve");
        assert!(server.said.is_empty(), "{:?}", server.said);
        let added = outcome(
            data,
            database,
            &[
                "applicatie",
                "add",
                "--client-id",
                "a",
                "--secret",
                "een-geheim-van-meer-dan-32-tekens-lang",
                "--alle-autorisaties",
            ],
        );
        assert!(added.status.success(), "{}", said(&added));
        server.stop();
    });
}

/// As with `| head`: the work is done, and that nobody reads of it is no fault.
#[test]
fn a_command_that_nobody_listens_to_ends_quietly() {
    on_each_database(|database| {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        serve(data, database, "demo").stop();
        for args in [&["medewerker", "list"][..], &["catalogus", "list"], &["package", "list"], &["tenant", "list"]] {
            let mut command = loket(data, database, args);
            let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            let is_quiet = !said(&output).contains("panicked");
            assert!(output.status.success() && is_quiet, "{args:?}: {}", said(&output));
        }
    });
}

#[test]
fn who_is_shut_out_can_not_come_in() {
    on_each_database(|database| {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        serve(data, database, "demo").stop();
        let listed = said(&outcome(data, database, &["medewerker", "list"]));
        let fatima = listed.lines().find(|line| line.contains("Fatima Yilmaz")).unwrap_or_else(|| panic!("{listed}"));
        let id = fatima.split('\t').next().unwrap();
        for (command, state) in [("stop", "shut out"), ("start", "")] {
            let done = outcome(data, database, &["medewerker", command, id]);
            assert!(done.status.success(), "{}", said(&done));
            let listed = said(&outcome(data, database, &["medewerker", "list"]));
            let line = listed.lines().find(|line| line.starts_with(id)).unwrap();
            assert_eq!(line.split('\t').nth(3), Some(state), "{line}");
            let server = serve(data, database, "demo");
            assert_eq!(server.get("/werk/inloggen", "").1.contains("Fatima Yilmaz"), state.is_empty());
            server.stop();
        }
        let unknown = outcome(data, database, &["medewerker", "stop", "niemand"]);
        assert!(!unknown.status.success() && said(&unknown).contains("`niemand`"), "{}", said(&unknown));
    });
}

#[test]
fn a_municipality_can_have_a_database_of_its_own_on_the_server() {
    on_each_database(|database| {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        let add = |key: &str, more: &[&str]| {
            let facts = ["--naam", "Eigen", "--rsin", "002564440", "--afzender", "Eigen <loket@eigen.example>"];
            let host = format!("{key}.localhost");
            outcome(data, database, &[&["tenant", "add", key, "--host", &host][..], &facts, more].concat())
        };
        let Some(url) = database else {
            let refused = said(&add("eigen", &["--eigen-database", "eigen"]));
            assert!(refused.contains("say --database"), "{refused}");
            return;
        };
        let psql = |url: &str, sql: &str| {
            let output = Command::new("psql").args([url, "-q", "-A", "-t", "-c", sql]).output().unwrap();
            assert!(output.status.success(), "{}", said(&output));
            said(&output).trim().to_owned()
        };
        let (server, shared) = url.rsplit_once('/').unwrap();
        let own = format!("{shared}_eigen");
        for (name, fault) in [("Eigen Database", "is no name of a database"), (own.as_str(), "opening the database")] {
            let refused = said(&add("eigen", &["--eigen-database", name]));
            assert!(refused.contains(fault), "{refused}");
        }
        psql(url, &format!("CREATE DATABASE {own}"));
        for (key, more) in [("eigen", &["--eigen-database", own.as_str()][..]), ("samen", &[]), ("eigen", &[])] {
            let added = add(key, more);
            assert!(added.status.success(), "{key}: {}", said(&added));
        }
        let moved = said(&add("samen", &["--eigen-database", &own]));
        assert!(moved.contains("is in another database already"), "{moved}");
        let has_data = |url: &str| psql(url, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'loket_%'");
        assert_eq!((has_data(&format!("{server}/{own}")), has_data(url)), ("loket_eigen".into(), "loket_samen".into()));
        psql(url, &format!("DROP DATABASE {own} WITH (FORCE)"));
    });
}
