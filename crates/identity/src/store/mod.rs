//! The tables of this crate.

pub(crate) mod medewerkers;
pub(crate) mod personen;
pub(crate) mod sessies;

use ::store::Sql;

/// Every statement of this crate, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] = &[medewerkers::STATEMENTS, personen::STATEMENTS, sessies::STATEMENTS];
