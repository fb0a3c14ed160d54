//! The schema that all migrations together make, as a file to read: what a migration changes shows in the review of it.
//!
//! When it differs on purpose, run the test with `LOKET_WRITE_SCHEMA=1` and read the difference.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use store::{Clock, Db, Files, Location, Row, Sql, sql};

static SQLITE: Sql = sql(
    "test.schema_sqlite",
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name",
);
static COLUMNS: Sql = sql(
    "test.schema_columns",
    "SELECT table_name::TEXT, column_name::TEXT || ' ' || data_type || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
         || coalesce(' DEFAULT ' || replace(column_default, current_schema() || '.', ''), '')
     FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, ordinal_position",
);
static CONSTRAINTS: Sql = sql(
    "test.schema_constraints",
    "SELECT t.relname::TEXT, replace(pg_get_constraintdef(c.oid), current_schema() || '.', '')
     FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
     WHERE n.nspname = current_schema() ORDER BY 1, 2",
);
static INDEXES: Sql = sql(
    "test.schema_indexes",
    "SELECT tablename::TEXT, replace(indexdef, current_schema() || '.', '') FROM pg_indexes
     WHERE schemaname = current_schema() ORDER BY 1, indexname",
);

async fn open(location: &Location) -> (Db, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
    (Db::open(location, files, Arc::new(Clock::system())).await.unwrap(), folder)
}

#[tokio::test]
async fn the_migrations_make_the_schema_of_the_file_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let (db, _files) = open(&Location::File(folder.path().join("schema.sqlite"))).await;
    let texts: Vec<String> = db.reader().query(&SQLITE, &[], |row| row.get(0)).await.unwrap();
    // How a statement is laid out says nothing.
    let lines = texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ") + ";\n");
    compare("schema.sqlite.snap", &lines.collect::<String>());
}

#[tokio::test]
async fn the_migrations_make_the_schema_of_the_file_on_postgresql() {
    let Ok(url) = std::env::var("LOKET_TEST_POSTGRES") else { return };
    let schema = format!("schema_{:x}", Clock::system().random());
    let (db, _files) = open(&Location::Server { url, schema: Some(schema) }).await;
    let mut text = String::new();
    for sql in [&COLUMNS, &CONSTRAINTS, &INDEXES] {
        let pair = |row: &Row<'_>| -> store::Result<(String, String)> { Ok((row.get(0)?, row.get(1)?)) };
        for (table, fact) in db.reader().query(sql, &[], pair).await.unwrap() {
            writeln!(text, "{table}: {fact}").unwrap();
        }
    }
    compare("schema.postgres.snap", &text);
}

fn compare(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(name);
    if std::env::var_os("LOKET_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (kept, made)) in kept.lines().zip(made.lines()).enumerate() {
        assert_eq!(
            made,
            kept,
            "line {} of migrations/{name}: read the difference, and write it with LOKET_WRITE_SCHEMA=1",
            number + 1
        );
    }
    assert_eq!(made.lines().count(), kept.lines().count(), "the number of lines of migrations/{name}");
}

/// A build that misses a migration runs code on tables that it does not know.
#[test]
fn every_migration_of_the_folder_is_in_the_program() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = files.filter_map(|name| name.strip_suffix(".sql").map(str::to_owned)).collect();
    names.sort();
    let embedded: Vec<_> = store::MIGRATIONS.iter().map(|migration| migration.name.to_owned()).collect();
    assert_eq!(embedded, names, "build it anew: `touch crates/store/build.rs`");
}
