//! Values that go into a statement.

use std::borrow::Cow;
use std::fmt;

use bytes::BytesMut;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;
use values::Id;

/// A parameter. Moments are microseconds since 1970 (`BIGINT`), days are text (`2026-11-25`), UUIDs are the database's own kind.
///
/// Prints its kind only: the PostgreSQL driver writes the parameters of each statement to the log, and they are what residents tell us.
#[derive(Clone, Hash)]
#[expect(missing_docs, reason = "the kinds of SQL")]
pub enum Value<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
    Uuid(Uuid),
}

impl Value<'_> {
    /// Returns the same value, that borrows nothing.
    pub(crate) fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Int(value) => Value::Int(value),
            Self::Text(value) => Value::Text(Cow::Owned(value.into_owned())),
            Self::Bytes(value) => Value::Bytes(Cow::Owned(value.into_owned())),
            Self::Uuid(value) => Value::Uuid(value),
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool(***)",
            Self::Int(_) => "Int(***)",
            Self::Text(_) => "Text(***)",
            Self::Bytes(_) => "Bytes(***)",
            Self::Uuid(_) => "Uuid(***)",
        })
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}

impl From<Vec<u8>> for Value<'_> {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Cow::Owned(value))
    }
}

impl From<Uuid> for Value<'_> {
    fn from(value: Uuid) -> Self {
        Self::Uuid(value)
    }
}

impl<T> From<Id<T>> for Value<'_> {
    fn from(value: Id<T>) -> Self {
        Self::Uuid(value.uuid())
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(value: Timestamp) -> Self {
        Self::Int(value.as_microsecond())
    }
}

impl From<Date> for Value<'_> {
    fn from(value: Date) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            // As on PostgreSQL, see below.
            Self::Text(value) if value.contains('\0') => {
                return Ok(ToSqlOutput::Owned(value.replace('\0', "\u{fffd}").into()));
            }
            Self::Null => ValueRef::Null,
            Self::Bool(value) => ValueRef::Integer(i64::from(*value)),
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
            Self::Uuid(value) => ValueRef::Blob(value.as_bytes()),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => return Ok(IsNull::Yes),
            Self::Bool(value) => return value.to_sql(ty, out),
            // What does not fit goes as it is and the server refuses it: a statement that is not sent would leave the commit behind it.
            Self::Int(value) if *ty == Type::INT4 => match i32::try_from(*value) {
                Ok(value) => return value.to_sql(ty, out),
                Err(_) => out.extend_from_slice(&value.to_be_bytes()),
            },
            Self::Int(value) => return value.to_sql(ty, out),
            // PostgreSQL keeps no NUL in a text. What comes with a body is refused or left out before; in an address it is what nothing is called.
            Self::Text(value) if value.contains('\0') => {
                out.extend_from_slice(value.replace('\0', "\u{fffd}").as_bytes());
            }
            Self::Text(value) => out.extend_from_slice(value.as_bytes()),
            Self::Bytes(value) => out.extend_from_slice(value),
            Self::Uuid(value) => out.extend_from_slice(value.as_bytes()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        // The statement decides the type; a mismatch is an error of the server, with the statement's name.
        true
    }

    to_sql_checked!();
}
