//! How SQLite runs the lists of zaken and what lies below them: none reads a whole table to show a page, and a resident's reads her zaken.

use std::sync::Arc;

use store::{Clock, Db, Sql, sql};
use test_kit::Place;
use values::Actor;

/// For who asks several fields to order by together with a filter that has no index.
const READS_ALL: &[&str] = &["zaken.register_list_any", "zaken.register_list_any_in_bereik"];

/// What the statements call the rows of zaken (`z`, `x`, `y`) and of what lies below them (`s`).
const ROWS: &[&str] = &["z", "x", "y", "s", "zaak"];

async fn open(folder: &tempfile::TempDir) -> Db {
    Place::File.open(folder.path(), Arc::new(Clock::system())).await
}

#[tokio::test]
async fn what_a_resident_sees_starts_from_her_own_rollen() {
    let folder = tempfile::tempdir().unwrap();
    let db = open(&folder).await;
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
    let db = open(&folder).await;
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

#[tokio::test]
async fn a_zaak_is_found_by_its_uuid_also_when_nearly_every_other_key_is_empty() {
    static ANALYZE: Sql = sql("test.analyze", "ANALYZE");
    // What counting finds in a large register where no zaak is part of another, none ended, and so on.
    static EMPTY_KEYS: Sql = sql(
        "test.empty_keys",
        "INSERT INTO sqlite_stat1 SELECT m.tbl_name, m.name, '1000000 ' || CASE WHEN p.\"notnull\" OR p.pk THEN '1' ELSE '1000000' END
         FROM sqlite_schema m JOIN pragma_index_info(m.name) i ON i.seqno = 0 JOIN pragma_table_info(m.tbl_name) p ON p.cid = i.cid
         WHERE m.type = 'index' AND coalesce(m.sql, '') NOT LIKE '% WHERE %'",
    );
    let folder = tempfile::tempdir().unwrap();
    let db = open(&folder).await;
    let mut tx = db.begin(&Actor::Systeem("test")).await.unwrap();
    tx.execute(&ANALYZE, &[]).await.unwrap();
    assert!(tx.execute(&EMPTY_KEYS, &[]).await.unwrap() > 100);
    tx.commit().await.unwrap();
    drop(db);
    let db = open(&folder).await;
    let mut seen = 0;
    let of_one =
        ["zaken.register_read_whole", "zaken.register_verwijzingen_of_one", "zaken.find_zaak", "zaken.list_deelzaken"];
    for sql in ::zaken::STATEMENTS.iter().copied().flatten().filter(|sql| of_one.contains(&sql.name)) {
        seen += 1;
        let plan = db.query_plan(sql).unwrap();
        let reads_all = |step: &String| ROWS.iter().any(|row| *step == format!("SCAN {row}"));
        assert!(!plan.iter().any(reads_all), "{}: {plan:#?}", sql.name);
    }
    assert_eq!(seen, of_one.len());
}
