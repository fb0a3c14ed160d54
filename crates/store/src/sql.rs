//! Named statements.

use std::sync::OnceLock;

/// A statement with a name. The name is its trace span, its line in an error and its row in the list of slow queries.
#[derive(Debug)]
pub struct Sql {
    /// `module.what`, such as `zaken.set_einddatum`.
    pub name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
    numbered: OnceLock<String>,
}

/// Names a statement that both databases speak. Placeholders are `$1`, `$2`, …
pub const fn sql(name: &'static str, text: &'static str) -> Sql {
    sql_pair(name, text, text)
}

/// Names a statement that differs between the databases.
pub const fn sql_pair(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Sql {
    Sql { name, sqlite, postgres, numbered: OnceLock::new() }
}

impl Sql {
    /// Returns the text for SQLite. There `$1` is a parameter *name*, numbered by first appearance; `?1` is what we mean.
    pub(crate) fn for_sqlite(&self) -> &str {
        self.numbered.get_or_init(|| {
            let bytes = self.sqlite.as_bytes();
            let mut text = String::with_capacity(bytes.len());
            for (index, character) in self.sqlite.char_indices() {
                let is_placeholder = character == '$' && bytes.get(index + 1).is_some_and(u8::is_ascii_digit);
                text.push(if is_placeholder { '?' } else { character });
            }
            text
        })
    }

    /// Decides whether this changes or removes rows that were there before. A statement that inserts is none, also when it can
    /// turn into a change of the row that it inserts.
    pub(crate) fn is_change_in_place(&self) -> bool {
        let text = self.sqlite.trim_start();
        text.starts_with("UPDATE") || text.starts_with("DELETE")
    }

    /// Returns the text for PostgreSQL.
    pub(crate) fn for_postgres(&self) -> &'static str {
        self.postgres
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_keep_their_number_on_sqlite() {
        let statement = sql("test", "UPDATE zaak SET prijs = '$x' || $2 WHERE uuid = $1");
        assert_eq!(statement.for_sqlite(), "UPDATE zaak SET prijs = '$x' || ?2 WHERE uuid = ?1");
    }
}
