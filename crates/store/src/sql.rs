//! Named statements.

use std::borrow::Cow;
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

    /// Decides whether one statement of PostgreSQL can insert several rows: a plain `INSERT … VALUES (…)`, that at most leaves out what is
    /// there already.
    pub(crate) fn takes_rows(&self) -> bool {
        self.values_at().is_some()
    }

    /// Returns the text for PostgreSQL that inserts so many rows, with their parameters one after another.
    pub(crate) fn for_postgres_rows(&self, rows: usize) -> Cow<'static, str> {
        let Some((start, end)) = self.values_at().filter(|_| rows > 1) else { return Cow::Borrowed(self.postgres) };
        let mut text = self.postgres[..start].to_owned();
        let mut last = 0;
        for row in 0..rows {
            if row > 0 {
                text.push_str(", ");
            }
            last = push_row(&mut text, &self.postgres[start..end], last);
        }
        text.push_str(&self.postgres[end..]);
        Cow::Owned(text)
    }

    /// Returns where the one row of values stands, its brackets included.
    fn values_at(&self) -> Option<(usize, usize)> {
        let text = self.postgres;
        let start = text.find("VALUES (")? + "VALUES ".len();
        let mut depth = 0_u32;
        let end = text[start..].find(|character| {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        let end = start + end + 1;
        let rest = text[end..].trim();
        let is_plain =
            text.trim_start().starts_with("INSERT INTO") && (rest.is_empty() || rest.ends_with("DO NOTHING"));
        (is_plain && !rest.contains('$')).then_some((start, end))
    }
}

/// Writes a row of values whose parameters come after `last`, and returns the number of its own last one.
fn push_row(text: &mut String, row: &str, last: usize) -> usize {
    let mut parts = row.split('$');
    text.push_str(parts.next().unwrap_or_default());
    let mut highest = last;
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            text.push('$');
            text.push_str(part);
            continue;
        }
        let number = last + part[..digits].parse::<usize>().unwrap_or(0);
        highest = highest.max(number);
        text.push_str(&format!("${number}{}", &part[digits..]));
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_keep_their_number_on_sqlite() {
        let statement = sql("test", "UPDATE zaak SET prijs = '$x' || $2 WHERE uuid = $1");
        assert_eq!(statement.for_sqlite(), "UPDATE zaak SET prijs = '$x' || ?2 WHERE uuid = ?1");
    }

    #[test]
    fn a_plain_insert_takes_several_rows() {
        let cases = [
            ("INSERT INTO t (a, b) VALUES ($1, $2)", Some("INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)")),
            (
                "INSERT INTO t (a, b, c) VALUES ($2, CAST($1 AS TEXT), 0) ON CONFLICT (a) DO NOTHING",
                Some(
                    "INSERT INTO t (a, b, c) VALUES ($2, CAST($1 AS TEXT), 0), ($4, CAST($3 AS TEXT), 0) ON CONFLICT (a) DO NOTHING",
                ),
            ),
            ("INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO UPDATE SET b = 1", None),
            ("INSERT INTO t (a) VALUES ($1) RETURNING b", None),
            ("INSERT INTO t (a) SELECT $1", None),
            ("UPDATE t SET a = $1", None),
        ];
        for (text, expected) in cases {
            let statement = sql("test", text);
            assert_eq!(statement.takes_rows(), expected.is_some(), "{text}");
            assert_eq!(statement.for_postgres_rows(2), expected.unwrap_or(text));
            assert_eq!(statement.for_postgres_rows(1), text);
        }
    }
}
