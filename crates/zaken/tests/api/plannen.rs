//! How SQLite runs the lists of zaken and what lies below them: none reads a whole table to show a page, and a resident's reads her zaken.

use std::sync::Arc;

use store::{Clock, Db, Files, Location};

/// For who asks several fields to order by together with a filter that has no index.
const READS_ALL: &[&str] = &["zaken.register_list_any", "zaken.register_list_any_in_bereik"];

/// What the statements call the rows of zaken (`z`, `x`, `y`) and of what lies below them (`s`).
const ROWS: &[&str] = &["z", "x", "y", "s", "zaak"];

async fn empty(folder: &tempfile::TempDir) -> Db {
    let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
    let location = Location::File(folder.path().join("test.sqlite"));
    Db::open(&location, files, Arc::new(Clock::system())).await.unwrap()
}

#[tokio::test]
async fn what_a_resident_sees_starts_from_her_own_rollen() {
    let folder = tempfile::tempdir().unwrap();
    let db = empty(&folder).await;
    let all = ::zaken::STATEMENTS.iter().copied().flatten().filter(|sql| sql.name.starts_with("zaken.portaal_"));
    // The others ask for the documents of a zaak.
    let gates: Vec<_> = all.filter(|sql| !sql.name.contains("document")).collect();
    assert_eq!(gates.len(), 5);
    for sql in gates {
        let plan = db.query_plan(sql).unwrap();
        let of = |row: &str| {
            plan.iter().find(|step| step.split(' ').nth(1) == Some(row)).unwrap_or_else(|| panic!("{plan:#?}"))
        };
        assert!(of("rol").starts_with("SEARCH") && of("rol").contains("(bsn=?"), "{}: {plan:#?}", sql.name);
        assert!(of("z").starts_with("SEARCH") && of("z").contains("uuid=?)"), "{}: {plan:#?}", sql.name);
    }
}

#[tokio::test]
async fn no_list_reads_a_whole_table() {
    let folder = tempfile::tempdir().unwrap();
    let db = empty(&folder).await;
    let lists = ::zaken::STATEMENTS.iter().copied().flatten();
    let lists = lists.filter(|sql| sql.name.contains("register_list_") || sql.name.contains("register_order_"));
    let (mut seen, mut faults) = (0, Vec::new());
    for sql in lists.filter(|sql| !READS_ALL.contains(&sql.name)) {
        seen += 1;
        for step in db.query_plan(sql).unwrap() {
            let row = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()).unwrap_or_default();
            // A scan of an index in its order ends when the page is full.
            if ROWS.contains(&row) && !step.contains(" USING ") {
                faults.push(format!("{}: {step}", sql.name));
            }
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
