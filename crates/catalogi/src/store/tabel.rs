//! One table of the register: its statements and the mapping of its rows, from one list of fields.

use ::store::{Reader, Result, Row, Sql, Tx, Value};
use autorisaties::{Window, ids_parameter};
use uuid::Uuid;

use super::column_fault;
use crate::register::{Extra, Regel, Rond, TypeFilter};

/// The statements of a table, with records `T`.
pub(crate) struct Tabel<T: 'static> {
    pub(crate) insert: Sql,
    pub(crate) update: Sql,
    pub(crate) delete: Sql,
    pub(crate) find: Sql,
    /// Many at once, for `expand`.
    pub(crate) find_all: Sql,
    pub(crate) list: Sql,
    pub(crate) count: Sql,
    /// The same two for one catalogus or zaaktype, by its index.
    pub(crate) list_own: Sql,
    pub(crate) count_own: Sql,
    /// All of some catalogi or zaaktypen, for who manages them.
    pub(crate) of_owners: Sql,
    pub(crate) read: fn(&Row<'_>) -> Result<Regel<T>>,
    pub(crate) values: for<'a> fn(&'a T) -> Vec<Value<'a>>,
    pub(crate) json: fn(&T) -> serde_json::Value,
}

/// Writes the statements of a table. Each field is a column of the same name, with its placeholder; `uuid` is `$1`.
///
/// Lists have `$1` the owner, `$2` the name, `$3` whether a concept, `$4` the day, from `$5` what only this table can be asked for.
macro_rules! tabel {
    (
        $(#[$doc:meta])*
        $static:ident: $record:ident;
        $table:literal { $($field:ident $place:literal),* $(,)? }
        rond $rond:expr, from $from:literal, owner $owner:literal, where $where:expr, $where_postgres:expr, window $window:literal
    ) => {
        $(#[$doc])*
        pub(crate) static $static: $crate::store::tabel::Tabel<$record> = $crate::store::tabel::Tabel {
            insert: sql(
                concat!("catalogi.insert_into_", $table),
                concat!(
                    "INSERT INTO ", $table, " (uuid", $(", ", stringify!($field),)* ") VALUES ($1", $(", ", $place,)* ")"
                ),
            ),
            update: sql(
                concat!("catalogi.update_", $table),
                concat!(
                    "UPDATE ", $table, " SET uuid = $1", $(", ", stringify!($field), " = ", $place,)* " WHERE uuid = $1"
                ),
            ),
            delete: sql(concat!("catalogi.delete_", $table), concat!("DELETE FROM ", $table, " WHERE uuid = $1")),
            find: sql(
                concat!("catalogi.find_in_", $table),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from, " WHERE t.uuid = $1"
                ),
            ),
            find_all: sql_pair(
                concat!("catalogi.find_all_", $table),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from,
                    " WHERE t.uuid IN ", ids_sqlite!()
                ),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from,
                    " WHERE t.uuid IN ", ids_postgres!()
                ),
            ),
            list: sql_pair(
                concat!("catalogi.list_", $table),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from,
                    " WHERE (CAST($1 AS UUID) IS NULL OR ", $owner, " = $1) AND ", $where, " ORDER BY t.uuid ", $window
                ),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from,
                    " WHERE (CAST($1 AS UUID) IS NULL OR ", $owner, " = $1) AND ", $where_postgres,
                    " ORDER BY t.uuid ", $window
                ),
            ),
            count: sql_pair(
                concat!("catalogi.count_", $table),
                concat!(
                    "SELECT count(*) FROM ", $from,
                    " WHERE (CAST($1 AS UUID) IS NULL OR ", $owner, " = $1) AND ", $where
                ),
                concat!(
                    "SELECT count(*) FROM ", $from,
                    " WHERE (CAST($1 AS UUID) IS NULL OR ", $owner, " = $1) AND ", $where_postgres
                ),
            ),
            list_own: sql_pair(
                concat!("catalogi.list_own_", $table),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from,
                    " WHERE ", $owner, " = $1 AND ", $where, " ORDER BY t.uuid ", $window
                ),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from,
                    " WHERE ", $owner, " = $1 AND ", $where_postgres, " ORDER BY t.uuid ", $window
                ),
            ),
            count_own: sql_pair(
                concat!("catalogi.count_own_", $table),
                concat!("SELECT count(*) FROM ", $from, " WHERE ", $owner, " = $1 AND ", $where),
                concat!("SELECT count(*) FROM ", $from, " WHERE ", $owner, " = $1 AND ", $where_postgres),
            ),
            of_owners: sql_pair(
                concat!("catalogi.of_owners_", $table),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from,
                    " WHERE ", $owner, " IN ", ids_sqlite!(), " ORDER BY t.uuid"
                ),
                concat!(
                    "SELECT t.uuid", $(", t.", stringify!($field),)* $rond, " FROM ", $from,
                    " WHERE ", $owner, " IN ", ids_postgres!(), " ORDER BY t.uuid"
                ),
            ),
            read: |row| {
                let mut column = 0;
                let mut next = || {
                    column += 1;
                    column
                };
                let record = $record { uuid: row.get(0)?, $($field: Kolom::read(row, next())?),* };
                $crate::store::tabel::regel(record, row, next())
            },
            values: |record| vec![record.uuid.into(), $(record.$field.value()),*],
            json: |record| serde_json::json!({ $(stringify!($field): record.$field.json()),* }),
        };
    };
}

impl<T: Send + Sync> Tabel<T> {
    /// Returns the rows in the window, and one more when there are more.
    pub(crate) async fn list(
        &'static self,
        db: &mut Reader,
        filter: &TypeFilter,
        window: Window,
    ) -> Result<Vec<Regel<T>>> {
        let mut values = filters(filter);
        values.extend([window.limit_and_one().into(), window.offset().into()]);
        let sql = if filter.owner.is_some() { &self.list_own } else { &self.list };
        db.query(sql, &values, self.read).await
    }

    pub(crate) async fn count(&'static self, db: &mut Reader, filter: &TypeFilter) -> Result<i64> {
        let sql = if filter.owner.is_some() { &self.count_own } else { &self.count };
        db.query_one(sql, &filters(filter), |row| row.get(0)).await
    }

    pub(crate) async fn find(&'static self, db: &mut Reader, uuid: Uuid) -> Result<Option<Regel<T>>> {
        db.query_opt(&self.find, &[uuid.into()], self.read).await
    }

    pub(crate) async fn find_all(&'static self, db: &mut Reader, ids: &[Uuid]) -> Result<Vec<Regel<T>>> {
        db.query(&self.find_all, &[ids_parameter(ids.iter().copied()).into()], self.read).await
    }

    /// Returns everything of these catalogi or zaaktypen, in the order in which it was made.
    pub(crate) async fn of_owners(&'static self, db: &mut Reader, owners: &[Uuid]) -> Result<Vec<Regel<T>>> {
        db.query(&self.of_owners, &[ids_parameter(owners.iter().copied()).into()], self.read).await
    }

    pub(crate) async fn insert(&'static self, tx: &mut Tx, record: &T) -> Result<()> {
        tx.execute(&self.insert, &(self.values)(record)).await.map(drop)
    }

    pub(crate) async fn update(&'static self, tx: &mut Tx, record: &T) -> Result<()> {
        tx.execute(&self.update, &(self.values)(record)).await.map(drop)
    }

    pub(crate) async fn delete(&'static self, tx: &mut Tx, uuid: Uuid) -> Result<()> {
        tx.execute(&self.delete, &[uuid.into()]).await.map(drop)
    }
}

fn filters(filter: &TypeFilter) -> Vec<Value<'_>> {
    let mut values = vec![filter.owner.into(), filter.naam.as_deref().into(), filter.concept.into(), filter.day.into()];
    values.extend(filter.extra.iter().map(|extra| match extra {
        Extra::Text(text) => text.as_deref().into(),
        Extra::Id(id) => (*id).into(),
        Extra::Flag(flag) => (*flag).into(),
    }));
    values
}

/// Reads what surrounds a record, from this column on.
pub(crate) fn regel<T>(gegevens: T, row: &Row<'_>, from: usize) -> Result<Regel<T>> {
    // The last day of all versions; a version without end has a day that comes after all others.
    let einde: String = row.get(from + 5)?;
    let einde_object = match einde.strip_prefix("9999") {
        Some(_) => None,
        None => Some(einde.parse().map_err(|_| column_fault(from + 5, "no day"))?),
    };
    let rond = Rond {
        zaaktype_identificatie: row.get(from)?,
        catalogus: row.get(from + 1)?,
        begin_geldigheid: row.get(from + 2)?,
        einde_geldigheid: row.get(from + 3)?,
        begin_object: row.get(from + 4)?,
        einde_object,
        concept: row.get(from + 6)?,
        is_last: row.get(from + 7)?,
    };
    Ok(Regel { gegevens, rond })
}
