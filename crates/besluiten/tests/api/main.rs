//! The Besluiten API over HTTP, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

mod fixtures;
mod lezen;
mod regels;
mod verwerken;
mod wijzigen;
