//! Many ids as one parameter.

use uuid::Uuid;

/// Returns a JSON list of hexadecimal ids, for [`crate::ids_sqlite`] and [`crate::ids_postgres`].
pub fn ids_parameter(ids: impl IntoIterator<Item = Uuid>) -> String {
    let items: Vec<String> = ids.into_iter().map(|id| format!("\"{}\"", id.simple())).collect();
    format!("[{}]", items.join(","))
}

/// The ids of the parameter `$1` as a subquery for `IN`, on SQLite.
#[macro_export]
macro_rules! ids_sqlite {
    () => {
        "(SELECT unhex(value) FROM json_each($1))"
    };
}

/// The ids of the parameter `$1` as a subquery for `IN`, on PostgreSQL.
#[macro_export]
macro_rules! ids_postgres {
    () => {
        "(SELECT CAST(value AS UUID) FROM jsonb_array_elements_text(CAST($1 AS TEXT)::JSONB) AS ids(value))"
    };
}
