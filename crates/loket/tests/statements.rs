//! Every statement of the program is understood by both databases.

use store::{Clock, Sql};
use test_kit::{Database, Place};

fn all() -> Vec<&'static Sql> {
    [
        store::OUTBOX_STATEMENTS,
        store::NUMBERS_STATEMENTS,
        store::AUDIT_STATEMENTS,
        store::verwerkingen::STATEMENTS,
        store::retention::STATEMENTS,
        store::gemeente::STATEMENTS,
        catalogi::STATEMENTS,
        besluiten::STATEMENTS,
        packages::STATEMENTS,
        autorisaties::STATEMENTS,
        diensten::STATEMENTS,
        besluiten::REGISTER_STATEMENTS,
        besluiten::IMPORT_STATEMENTS,
        loket::commands::import::STATEMENTS,
    ]
    .into_iter()
    .chain(store::jobs::STATEMENTS.iter().copied())
    .chain(catalogi::REGISTER_STATEMENTS.iter().copied())
    .chain(documenten::STATEMENTS.iter().copied())
    .chain(documenten::REGISTER_STATEMENTS.iter().copied())
    .chain(zaken::STATEMENTS.iter().copied())
    .chain(process::STATEMENTS.iter().copied())
    .chain(forms::STATEMENTS.iter().copied())
    .chain(messages::STATEMENTS.iter().copied())
    .chain(notificaties::STATEMENTS.iter().copied())
    .chain(identity::STATEMENTS.iter().copied())
    .flatten()
    .copied()
    .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_databases_understand_every_statement() {
    for place in Place::each() {
        let Database { db, .. } = &Database::empty(&place, Clock::system()).await;
        let faults = db.check_statements(&all()).await.unwrap();
        assert!(faults.is_empty(), "{}:\n{}", db.kind(), faults.join("\n"));
    }
}
