//! What reaches outside, and when. Invariant 6 of ARCHITECTURE.md, as far as sources show it.

use crate::rules::{code, each_file, place};
use crate::{Crate, SourceFile, Workspace};

/// Sockets and clients, and the files that may name them.
const SOCKETS: &[&str] =
    &["TcpStream", "UdpSocket", "UnixStream", "lookup_host", "hyper::", "hyper_util::", "reqwest", "ureq"];
const SOCKET_FILES: &[&str] = &[
    "web/src/outbound/",
    "web/src/server.rs",
    // The object store has its own connections.
    "store/src/files/transport.rs",
    // It measures a server from outside.
    "loket/src/bench/",
    // It asks the program from outside.
    "test-kit/src/program.rs",
    // Other people's systems.
    "test-kit/src/outside/",
];

/// Who may call others.
const CALLERS: &[&str] = &[
    "web/src/",
    // It reads the configuration, hands the calls out, and imports.
    "loket/src/",
    // References to other registers.
    "diensten/src/bellen.rs",
    "diensten/src/lijn.rs",
    // Logging in.
    "identity/src/oidc/",
    // Notifications, and the question whether a subscriber and a kanaal are what they say, before the transaction.
    "notificaties/src/courier.rs",
    "notificaties/src/router.rs",
    "notificaties/src/handlers/abonnementen.rs",
    "notificaties/src/handlers/kanalen.rs",
    // The certificates of the one TLS.
    "store/src/files/cloud.rs",
    // It hands the calls out, as the program does.
    "test-kit/src/apis/",
];

/// Calls to others, by the names of the operations that make them.
const CALLS: &[&str] = &[
    "outbound.",
    "diensten.find(",
    "diensten.get(",
    "diensten.send(",
    "diensten.download(",
    "diensten.find_document(",
    "lijn.ask(",
    "lijn.list(",
    ".find_now(",
    ".mirror(",
    ".mirror_besluit(",
    ".unmirror(",
    ".unmirror_now(",
    ".has_relation(",
    "TcpStream::connect",
    "server.send(",
];

fn is_one_of(places: &[&str], own: &Crate, file: &SourceFile) -> bool {
    let path = format!("{}/{}", own.name, file.path);
    places.iter().any(|place| path.starts_with(place))
}

pub(crate) fn the_network_has_few_doors(workspace: &Workspace) -> Vec<String> {
    let mut faults = Vec::new();
    for (own, file) in each_file(workspace) {
        for (number, line) in code(file) {
            let socket = SOCKETS.iter().find(|word| line.contains(**word));
            if let Some(word) = socket.filter(|_| !is_one_of(SOCKET_FILES, own, file)) {
                faults.push(format!("{}:{number}: `{word}` belongs in web::outbound", place(own, file)));
            }
            let is_call = line.contains("Outbound") || line.contains("outbound.") || line.contains("outbound::");
            if is_call && !is_one_of(CALLERS, own, file) {
                faults.push(format!(
                    "{}:{number}: who calls others is on the list in xtask/src/effects.rs",
                    place(own, file)
                ));
            }
        }
    }
    faults
}

pub(crate) fn mail_leaves_from_a_job(workspace: &Workspace) -> Vec<String> {
    let mut faults = Vec::new();
    for own in workspace.crates.iter().filter(|own| own.name != "messages" && own.dependencies.contains("lettre")) {
        faults.push(format!("crates/{}: only messages knows a mail server", own.name));
    }
    for (own, file) in each_file(workspace).filter(|(own, _)| own.name == "messages") {
        for (number, line) in code(file) {
            let transports = ["lettre::transport", "SmtpTransport", "AsyncTransport", "lettre::{"];
            let is_transport = transports.iter().any(|word| line.contains(word));
            if is_transport && file.path != "src/mail.rs" {
                faults.push(format!("{}:{number}: the mail server is known in mail.rs only", place(own, file)));
            }
            if line.contains("mail::{SendFault, Sender}") || line.contains("mail::Sender") || line.contains("&Sender") {
                let may = ["src/mail.rs", "src/jobs/mod.rs", "src/jobs/send.rs"].contains(&file.path.as_str());
                if !may {
                    faults.push(format!("{}:{number}: mail leaves only from a job", place(own, file)));
                }
            }
        }
    }
    faults
}

/// A function as it stands in a file: the number of its first line, what it takes, and the lines of its body.
struct Function<'a> {
    signature: String,
    body: Vec<(usize, &'a str)>,
}

/// Finds the functions of a file. The code is formatted: a function ends at the first `}` as far to the right as it began.
fn functions(file: &SourceFile) -> Vec<Function<'_>> {
    let lines: Vec<_> = code(file).collect();
    let starts = lines.iter().enumerate().filter(|(_, (_, line))| {
        let words = line.trim_start();
        let words =
            ["pub ", "pub(crate) ", "pub(super) "].iter().find_map(|one| words.strip_prefix(one)).unwrap_or(words);
        let words = words.strip_prefix("async ").unwrap_or(words);
        words.starts_with("fn ")
    });
    starts
        .map(|(at, (_, line))| {
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = format!("{indent}}}");
            let own = lines[at..].iter().take_while(|(_, line)| *line != end);
            let mut function = Function { signature: String::new(), body: Vec::new() };
            let mut is_open = true;
            for (number, line) in own {
                if is_open {
                    function.signature.push_str(line);
                    is_open = !line.ends_with('{') && !line.ends_with(';') && !line.ends_with('}');
                } else {
                    function.body.push((*number, *line));
                }
            }
            function
        })
        .collect()
}

/// Returns the lines that call others while a transaction is open: one that was handed in, or one that began above and is not committed.
fn calls_in_transaction(function: &Function<'_>) -> Vec<usize> {
    let is_given = function.signature.contains("&mut Tx") || function.signature.contains(": Tx");
    let mut is_open = is_given;
    let mut found = Vec::new();
    for (number, line) in &function.body {
        if CALLS.iter().any(|call| line.contains(call)) && is_open {
            found.push(*number);
        }
        if line.contains(".begin(") {
            is_open = true;
        }
        if line.contains(".commit()") || line.contains("drop(tx)") {
            is_open = false;
        }
    }
    found
}

pub(crate) fn no_call_while_a_transaction_is_open(workspace: &Workspace) -> Vec<String> {
    let told = |own: &Crate, file: &SourceFile, number| {
        format!("{}:{number}: no network call while a transaction is open", place(own, file))
    };
    each_file(workspace)
        .flat_map(|(own, file)| {
            let found = functions(file).iter().flat_map(calls_in_transaction).collect::<Vec<_>>();
            found.into_iter().map(move |number| told(own, file, number))
        })
        .collect()
}

/// Nothing writes outside `Tx`: a statement that writes is never handed to a function that only has a reader.
pub(crate) fn readers_do_not_write(workspace: &Workspace) -> Vec<String> {
    let mut faults = Vec::new();
    for (own, file) in each_file(workspace) {
        let writing = writing_statements(&file.text);
        for function in functions(file) {
            if !function.signature.contains("Reader") || function.signature.contains("Tx") {
                continue;
            }
            for (number, line) in &function.body {
                let names = |name: &String| line.contains(&format!("&{name},")) || line.contains(&format!("&{name})"));
                if writing.iter().any(names) {
                    faults.push(format!("{}:{number}: only a Tx writes", place(own, file)));
                }
            }
        }
    }
    faults
}

/// Returns the names of the statements that write.
fn writing_statements(text: &str) -> Vec<String> {
    text.split("static ")
        .skip(1)
        .filter_map(|piece| {
            let (name, rest) = piece.split_once(": Sql")?;
            let statement = rest.split_once(");")?.0;
            let writes =
                ["\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "].iter().any(|start| statement.contains(start));
            writes.then(|| name.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile { path: "src/a.rs".into(), text: text.into(), lines: text.lines().count() }
    }

    #[test]
    fn a_call_is_seen_in_a_transaction_and_not_before_or_after_it() {
        let cases = [
            ("async fn a(tx: &mut Tx) {\n    outbound.get(url).await;\n}\n", vec![2]),
            ("async fn a(\n    tx: &mut Tx,\n) -> Result<()> {\n    outbound.get(url).await;\n}\n", vec![4]),
            ("async fn a(db: &Db) {\n    outbound.get(url).await;\n    let mut tx = db.begin(x).await?;\n}\n", vec![]),
            ("async fn a(db: &Db) {\n    let mut tx = db.begin(x).await?;\n    outbound.get(url).await;\n}\n", vec![3]),
            (
                "async fn a(db: &Db) {\n    let mut tx = db.begin(x).await?;\n    tx.commit().await?;\n    outbound.get(url).await;\n}\n",
                vec![],
            ),
            // What stands in the next function is of that function.
            ("fn a(tx: &mut Tx) {\n    b();\n}\n\nasync fn b() {\n    outbound.get(url).await;\n}\n", vec![]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = functions(&file(text)).iter().flat_map(calls_in_transaction).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn statements_that_write_are_known_by_name() {
        let text = "static A: Sql = sql(\"a\", \"SELECT 1\");\nstatic B: Sql = sql(\n    \"b\",\n    \"UPDATE a SET b = 1 RETURNING c\",\n);\n";
        assert_eq!(writing_statements(text), ["B"]);
        let workspace = |text: &str| Workspace {
            crates: vec![Crate { name: "x".into(), files: vec![file(text)], ..Crate::default() }],
        };
        let by = |who: &str| format!("{text}async fn c(db: &mut {who}) {{\n    db.query(&B, &[]).await\n}}\n");
        assert_eq!(readers_do_not_write(&workspace(&by("Reader"))).len(), 1);
        assert!(readers_do_not_write(&workspace(&by("Tx"))).is_empty());
    }
}
