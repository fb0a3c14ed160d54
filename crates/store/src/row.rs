//! Reading columns, the same way on both databases.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::ValueRef;
use tokio_postgres::types::{FromSql, Type};
use uuid::Uuid;
use values::Id;

use crate::{Result, StoreError};

/// One row of an answer, valid while the mapping function runs.
pub struct Row<'a> {
    pub(crate) statement: &'static str,
    pub(crate) source: RowSource<'a>,
}

pub(crate) enum RowSource<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

/// A value as it lies in the row.
pub enum Cell<'a> {
    /// No value.
    Null,
    /// A number; on SQLite also a boolean.
    Int(i64),
    /// A boolean on PostgreSQL.
    Bool(bool),
    /// Text.
    Text(&'a str),
    /// Bytes; on SQLite also a UUID.
    Bytes(&'a [u8]),
}

impl<'r> Row<'r> {
    /// Returns the column (counted from zero) as the type that the caller names.
    ///
    /// # Errors
    /// [`StoreError::Column`] when the column holds something else.
    pub fn get<T: Column>(&self, column: usize) -> Result<T> {
        let cell = self.cell(column).map_err(|message| self.fault(column, message))?;
        T::from_cell(cell).map_err(|message| self.fault(column, message.to_owned()))
    }

    /// Returns a text column without copying it.
    ///
    /// # Errors
    /// [`StoreError::Column`] when the column is no text.
    pub fn text(&self, column: usize) -> Result<&str> {
        match self.cell(column) {
            Ok(Cell::Text(text)) => Ok(text),
            Ok(_) => Err(self.fault(column, "no text".into())),
            Err(message) => Err(self.fault(column, message)),
        }
    }

    fn fault(&self, column: usize, message: String) -> StoreError {
        StoreError::Column { statement: self.statement, column, message }
    }

    fn cell(&self, column: usize) -> Result<Cell<'_>, String> {
        match &self.source {
            RowSource::Sqlite(row) => match row.get_ref(column).map_err(|error| error.to_string())? {
                ValueRef::Null => Ok(Cell::Null),
                ValueRef::Integer(value) => Ok(Cell::Int(value)),
                ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Cell::Text).map_err(|error| error.to_string()),
                ValueRef::Blob(bytes) => Ok(Cell::Bytes(bytes)),
                ValueRef::Real(_) => Err("floating point is not used".into()),
            },
            RowSource::Postgres(row) => {
                let raw: Raw<'_> = row.try_get(column).map_err(|error| error.to_string())?;
                Ok(raw.0)
            }
        }
    }
}

/// A cell of PostgreSQL's binary format, borrowed from the answer.
struct Raw<'a>(Cell<'a>);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(match *ty {
            Type::INT8 => Cell::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Cell::Int(i64::from(i32::from_sql(ty, raw)?)),
            Type::BOOL => Cell::Bool(bool::from_sql(ty, raw)?),
            Type::BYTEA | Type::UUID => Cell::Bytes(raw),
            _ => Cell::Text(std::str::from_utf8(raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(Cell::Null))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::INT8 | Type::INT4 | Type::BOOL | Type::BYTEA | Type::UUID | Type::TEXT | Type::VARCHAR | Type::NAME
        )
    }
}

/// A Rust type that a column can be read as.
pub trait Column: Sized {
    /// Reads the cell, or says what is wrong without naming the value.
    ///
    /// # Errors
    /// When the cell holds another kind of value.
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str>;
}

impl Column for i64 {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Int(value) => Ok(value),
            _ => Err("no number"),
        }
    }
}

impl Column for bool {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Bool(value) => Ok(value),
            Cell::Int(value) => Ok(value != 0),
            _ => Err("no boolean"),
        }
    }
}

impl Column for String {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Text(value) => Ok(value.to_owned()),
            _ => Err("no text"),
        }
    }
}

impl Column for Vec<u8> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Bytes(value) => Ok(value.to_owned()),
            _ => Err("no bytes"),
        }
    }
}

impl Column for Uuid {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Bytes(value) => Uuid::from_slice(value).map_err(|_| "no UUID"),
            _ => Err("no UUID"),
        }
    }
}

impl<T> Column for Id<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        Uuid::from_cell(cell).map(Id::new)
    }
}

impl Column for Timestamp {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Int(value) => Timestamp::from_microsecond(value).map_err(|_| "no moment"),
            _ => Err("no moment"),
        }
    }
}

impl Column for Date {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Text(value) => value.parse().map_err(|_| "no day"),
            _ => Err("no day"),
        }
    }
}

impl Column for serde_json::Value {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Text(value) => serde_json::from_str(value).map_err(|_| "no JSON"),
            _ => Err("no JSON"),
        }
    }
}

impl Column for values::Vertrouwelijkheidaanduiding {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Int(rank) => Self::from_rank(rank).ok_or("no vertrouwelijkheidaanduiding"),
            _ => Err("no vertrouwelijkheidaanduiding"),
        }
    }
}

impl<T: Column> Column for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Null => Ok(None),
            cell => T::from_cell(cell).map(Some),
        }
    }
}
