//! The Besluiten API over HTTP, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

mod fixtures;
mod lezen;
mod regels;
#[path = "../../../catalogi/tests/api/support.rs"]
mod support;
mod verwerken;
mod wijzigen;
