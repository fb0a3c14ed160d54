//! Statements of the process module and the mapping of rows.

mod instanties;
mod modellen;
mod taken;

pub(crate) use instanties::{
    CommandHistory, find_newest_instantie, insert_history, insert_instantie, list_history, list_running,
    lock_instantie, lock_instantie_of_taak, save_instantie,
};
pub(crate) use modellen::{
    find_newest_beslistabel, find_newest_model, find_sjabloon, insert_beslistabel, insert_model, insert_sjabloon,
    read_beslistabel, read_model,
};
pub(crate) use taken::{
    FoundTaak, close_taak, count_open, find_taak, finish_taak, insert_taak, list_taken_bsn, list_taken_mijn,
    list_taken_vrij, list_taken_zaak, lock_taak, mark_verwerkt, set_behandelaar,
};

use ::store::Sql;

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] = &[instanties::STATEMENTS, modellen::STATEMENTS, taken::STATEMENTS];
