//! The database of one municipality, and the only crate that knows a driver.
//!
//! SQL text is written once, as named [`Sql`] statements with `$1` placeholders, and runs on SQLite and on PostgreSQL. Reading goes
//! through a [`Reader`], changing through a [`Tx`]: it carries the moment (`now`), the source of ids, and everything that must be
//! committed with the rows: audit lines, events and jobs. There is no other way to write. Rules that hold here:
//!
//! * one logical transaction is all or nothing, on both databases, also when the request that asked for it is cancelled;
//! * on SQLite transactions that queue share one durable commit (group commit); nobody hears "done" before the disk has it;
//! * no await on a network inside a transaction (on SQLite it would hold up every other writer).
//!
//! This crate knows nothing of zaken or pages. Start reading at [`Db`] and [`Tx`].

mod audit;
mod clock;
mod counts;
mod db;
mod error;
pub mod files;
pub mod gemeente;
pub mod jobs;
mod like;
mod maintenance;
mod memo;
mod migrate;
pub mod numbers;
mod outbox;
mod postgres;
mod reader;
pub mod retention;
mod row;
mod server_url;
mod sql;
mod sqlite;
mod stats;
pub mod tls;
mod tx;
mod value;
pub mod verwerkingen;

pub use audit::STATEMENTS as AUDIT_STATEMENTS;
pub use audit::{AuditEntry, AuditRecord, audit_records, audit_trail, audit_trail_from, find_audit_record};
pub use clock::Clock;
pub use db::{Db, Location};
pub use error::StoreError;
pub use files::{Cloud, CloudSettings, Files};
pub use gemeente::Gemeente;
pub use like::like_pattern;
pub use memo::MemoView;
pub use migrate::{MIGRATIONS, Migration};
pub use numbers::Numbered;
pub use numbers::STATEMENTS as NUMBERS_STATEMENTS;
pub use outbox::STATEMENTS as OUTBOX_STATEMENTS;
pub use outbox::{Actie, AuditLine, Event, NewJob, Publish, PublishFuture, Reaction};
pub use reader::Reader;
pub use retention::first_id;
pub use row::Row;
pub use sql::{Sql, sql, sql_pair};
pub use stats::{count_statements, list_statements};
pub use tx::{ActedBefore, Held, Mark, Tx};
pub use value::Value;

/// The outcome of anything that touches the database.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
