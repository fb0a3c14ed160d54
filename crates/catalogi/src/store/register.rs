//! What the API shows of types: lists by filter, and the relations of a whole page in one statement.

use ::store::{Reader, Result, Row, Sql, Value, sql, sql_pair};
use autorisaties::{Window, ids_parameter, ids_postgres, ids_sqlite};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    column_fault, read_besluittype, read_eigenschap, read_informatieobjecttype, read_resultaattype, read_roltype,
    read_statustype, read_zaaktype,
};
use crate::domain::{
    Besluittype, Catalogus, Eigenschap, Informatieobjecttype, Resultaattype, Roltype, Statustype, Zaaktype,
};
use crate::register::{Extra, Onderdeel, Relatie, Soort, TypeFilter};

/// A list, its count and one of it, from the same columns and conditions.
pub(crate) struct Lijst<T> {
    list: Sql,
    count: Sql,
    find: Sql,
    read: fn(&Row<'_>) -> Result<T>,
}

/// `$1` to `$5` are the filters of [`TypeFilter`], `$6` and `$7` the window.
macro_rules! lijst {
    ($name:literal, $columns:expr, $from:literal, $where:expr, $read:expr) => {
        Lijst {
            list: sql(
                concat!("catalogi.list_", $name),
                concat!("SELECT ", $columns, " FROM ", $from, " WHERE ", $where, " ORDER BY t.uuid LIMIT $6 OFFSET $7"),
            ),
            count: sql(concat!("catalogi.count_", $name), concat!("SELECT count(*) FROM ", $from, " WHERE ", $where)),
            find: sql(
                concat!("catalogi.find_in_", $name),
                concat!("SELECT ", $columns, " FROM ", $from, " WHERE t.uuid = $1"),
            ),
            read: $read,
        }
    };
}

/// A type with dates of its own: `$1` the catalogus, `$2` the name, `$3` whether a concept, `$4` the day.
macro_rules! own_type {
    ($name:literal, $columns:expr, $from:literal, $naam:literal, $more:literal, $read:expr) => {
        lijst!(
            $name,
            $columns,
            $from,
            concat!(
                "(CAST($1 AS UUID) IS NULL OR t.catalogus = $1) AND (CAST($2 AS TEXT) IS NULL OR ",
                $naam,
                " = $2) AND (CAST($3 AS BOOLEAN) IS NULL OR t.concept = $3)
                 AND (CAST($4 AS TEXT) IS NULL OR (t.begin_geldigheid <= $4
                      AND (t.einde_geldigheid IS NULL OR t.einde_geldigheid > $4))) AND ",
                $more
            ),
            $read
        )
    };
}

/// A part of a zaaktype has the dates of its zaaktype: `$1` the zaaktype, `$2` its identificatie, `$3` whether a concept, `$4` the day.
macro_rules! part {
    ($name:literal, $columns:expr, $from:literal, $more:literal, $read:expr) => {
        lijst!(
            $name,
            concat!($columns, ", t.zaaktype, z.identificatie, z.catalogus, z.begin_geldigheid, z.einde_geldigheid"),
            $from,
            concat!(
                "(CAST($1 AS UUID) IS NULL OR t.zaaktype = $1) AND (CAST($2 AS TEXT) IS NULL OR z.identificatie = $2)
                 AND (CAST($3 AS BOOLEAN) IS NULL OR z.concept = $3)
                 AND (CAST($4 AS TEXT) IS NULL OR (z.begin_geldigheid <= $4
                      AND (z.einde_geldigheid IS NULL OR z.einde_geldigheid > $4))) AND ",
                $more
            ),
            $read
        )
    };
}

pub(crate) static CATALOGUSSEN: Lijst<Catalogus> = lijst!(
    "catalogussen",
    "t.uuid, t.domein, t.rsin, t.naam",
    "catalogus t",
    "CAST($1 AS UUID) IS NULL AND (CAST($2 AS TEXT) IS NULL OR t.domein = $2) AND CAST($3 AS BOOLEAN) IS NULL
     AND CAST($4 AS TEXT) IS NULL AND (CAST($5 AS TEXT) IS NULL OR t.rsin = $5)",
    |row| {
        let rsin = row.text(2)?.parse().map_err(|_| column_fault(2, "no RSIN"))?;
        Ok(Catalogus { uuid: row.get(0)?, domein: row.get(1)?, rsin, naam: row.get(3)? })
    }
);
pub(crate) static ZAAKTYPEN: Lijst<Zaaktype> = own_type!(
    "zaaktypen",
    zaaktype_columns!(),
    "zaaktype t",
    "t.identificatie",
    "CAST($5 AS TEXT) IS NULL",
    read_zaaktype
);
pub(crate) static INFORMATIEOBJECTTYPEN: Lijst<Informatieobjecttype> = own_type!(
    "informatieobjecttypen",
    informatieobjecttype_columns!(),
    "informatieobjecttype t",
    "t.omschrijving",
    "CAST($5 AS TEXT) IS NULL",
    read_informatieobjecttype
);
pub(crate) static BESLUITTYPEN: Lijst<Besluittype> = own_type!(
    "besluittypen",
    besluittype_columns!(),
    "besluittype t",
    "t.omschrijving",
    "(CAST($5 AS UUID) IS NULL
      OR EXISTS (SELECT 1 FROM zaaktype_besluittype r WHERE r.besluittype = t.uuid AND r.zaaktype = $5))",
    read_besluittype
);
pub(crate) static STATUSTYPEN: Lijst<Onderdeel<Statustype>> = part!(
    "statustypen",
    concat!(statustype_columns!(), ", (SELECT max(l.volgnummer) FROM statustype l WHERE l.zaaktype = t.zaaktype)"),
    "statustype t JOIN zaaktype z ON z.uuid = t.zaaktype",
    "CAST($5 AS TEXT) IS NULL",
    |row| {
        let statustype = read_statustype(row)?;
        let is_last = row.get::<i64>(8)? == statustype.volgnummer;
        onderdeel(row, statustype, is_last, 9)
    }
);
pub(crate) static RESULTAATTYPEN: Lijst<Onderdeel<Resultaattype>> = part!(
    "resultaattypen",
    resultaattype_columns!(),
    "resultaattype t JOIN zaaktype z ON z.uuid = t.zaaktype",
    "CAST($5 AS TEXT) IS NULL",
    |row| onderdeel(row, read_resultaattype(row)?, false, 14)
);
pub(crate) static ROLTYPEN: Lijst<Onderdeel<Roltype>> = part!(
    "roltypen",
    roltype_columns!(),
    "roltype t JOIN zaaktype z ON z.uuid = t.zaaktype",
    "(CAST($5 AS TEXT) IS NULL OR t.omschrijving_generiek = $5)",
    |row| onderdeel(row, read_roltype(row)?, false, 3)
);
pub(crate) static EIGENSCHAPPEN: Lijst<Onderdeel<Eigenschap>> = part!(
    "eigenschappen",
    eigenschap_columns!(),
    "eigenschap t JOIN zaaktype z ON z.uuid = t.zaaktype",
    "CAST($5 AS TEXT) IS NULL",
    |row| onderdeel(row, read_eigenschap(row)?, false, 11)
);

macro_rules! relaties {
    ($ids:expr) => {
        concat!(
            "SELECT 'statustype' AS soort, zaaktype AS van, uuid, volgnummer AS plaats, '' AS naam FROM statustype
             WHERE zaaktype IN ",
            $ids,
            " UNION ALL SELECT 'resultaattype', zaaktype, uuid, 0, '' FROM resultaattype WHERE zaaktype IN ",
            $ids,
            " UNION ALL SELECT 'roltype', zaaktype, uuid, 0, '' FROM roltype WHERE zaaktype IN ",
            $ids,
            " UNION ALL SELECT 'eigenschap', zaaktype, uuid, 0, '' FROM eigenschap WHERE zaaktype IN ",
            $ids,
            " UNION ALL SELECT 'informatieobjecttype', r.zaaktype, t.uuid, r.volgnummer, t.omschrijving
             FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype t ON t.uuid = r.informatieobjecttype
             WHERE r.zaaktype IN ",
            $ids,
            " UNION ALL SELECT 'besluittype', r.zaaktype, t.uuid, 0, t.omschrijving
             FROM zaaktype_besluittype r JOIN besluittype t ON t.uuid = r.besluittype WHERE r.zaaktype IN ",
            $ids,
            " UNION ALL SELECT 'zaaktype', r.informatieobjecttype, z.uuid, 0, z.identificatie
             FROM zaaktype_informatieobjecttype r JOIN zaaktype z ON z.uuid = r.zaaktype
             WHERE z.concept = FALSE AND z.begin_geldigheid <= $2
               AND (z.einde_geldigheid IS NULL OR z.einde_geldigheid > $2) AND r.informatieobjecttype IN ",
            $ids,
            " UNION ALL SELECT 'zaaktype', r.besluittype, z.uuid, 0, z.identificatie
             FROM zaaktype_besluittype r JOIN zaaktype z ON z.uuid = r.zaaktype
             WHERE z.concept = FALSE AND z.begin_geldigheid <= $2
               AND (z.einde_geldigheid IS NULL OR z.einde_geldigheid > $2) AND r.besluittype IN ",
            $ids,
            " UNION ALL SELECT 'zaaktype', catalogus, uuid, 0, identificatie FROM zaaktype WHERE catalogus IN ",
            $ids,
            " UNION ALL SELECT 'besluittype', catalogus, uuid, 0, omschrijving FROM besluittype WHERE catalogus IN ",
            $ids,
            " UNION ALL SELECT 'informatieobjecttype', catalogus, uuid, 0, omschrijving FROM informatieobjecttype
             WHERE catalogus IN ",
            $ids,
            " ORDER BY 2, 1, 4, 3"
        )
    };
}

/// `$1` are the ids of a page of types or catalogussen; each has relations of its own kinds only. `$2` is the day.
static RELATIES: Sql = sql_pair("catalogi.list_relaties", relaties!(ids_sqlite!()), relaties!(ids_postgres!()));

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &CATALOGUSSEN.list,
    &CATALOGUSSEN.count,
    &CATALOGUSSEN.find,
    &ZAAKTYPEN.list,
    &ZAAKTYPEN.count,
    &ZAAKTYPEN.find,
    &INFORMATIEOBJECTTYPEN.list,
    &INFORMATIEOBJECTTYPEN.count,
    &INFORMATIEOBJECTTYPEN.find,
    &BESLUITTYPEN.list,
    &BESLUITTYPEN.count,
    &BESLUITTYPEN.find,
    &STATUSTYPEN.list,
    &STATUSTYPEN.count,
    &STATUSTYPEN.find,
    &RESULTAATTYPEN.list,
    &RESULTAATTYPEN.count,
    &RESULTAATTYPEN.find,
    &ROLTYPEN.list,
    &ROLTYPEN.count,
    &ROLTYPEN.find,
    &EIGENSCHAPPEN.list,
    &EIGENSCHAPPEN.count,
    &EIGENSCHAPPEN.find,
    &RELATIES,
];

fn filters(filter: &TypeFilter) -> Vec<Value<'_>> {
    vec![
        filter.owner.into(),
        filter.naam.as_deref().into(),
        filter.concept.into(),
        filter.day.into(),
        match &filter.extra {
            None => Value::Null,
            Some(Extra::Text(text)) => text.into(),
            Some(Extra::Id(id)) => (*id).into(),
        },
    ]
}

impl<T: Send + 'static> Lijst<T> {
    /// Returns the rows in the window, and one more when there are more.
    pub(crate) async fn list(&'static self, db: &mut Reader, filter: &TypeFilter, window: Window) -> Result<Vec<T>> {
        let mut values = filters(filter);
        values.extend([window.limit_and_one().into(), window.offset().into()]);
        db.query(&self.list, &values, self.read).await
    }

    pub(crate) async fn count(&'static self, db: &mut Reader, filter: &TypeFilter) -> Result<i64> {
        db.query_one(&self.count, &filters(filter), |row| row.get(0)).await
    }

    pub(crate) async fn find(&'static self, db: &mut Reader, uuid: Uuid) -> Result<Option<T>> {
        db.query_opt(&self.find, &[uuid.into()], self.read).await
    }
}

/// Returns the relations of these types or catalogussen.
pub(crate) async fn list_relaties(
    db: &mut Reader,
    of: impl IntoIterator<Item = Uuid>,
    day: Date,
) -> Result<Vec<Relatie>> {
    db.query(&RELATIES, &[ids_parameter(of).into(), day.into()], |row| {
        let soort = match row.text(0)? {
            "statustype" => Soort::Statustype,
            "resultaattype" => Soort::Resultaattype,
            "roltype" => Soort::Roltype,
            "eigenschap" => Soort::Eigenschap,
            "informatieobjecttype" => Soort::Informatieobjecttype,
            "besluittype" => Soort::Besluittype,
            _ => Soort::Zaaktype,
        };
        Ok(Relatie { soort, van: row.get(1)?, uuid: row.get(2)?, naam: row.get(4)? })
    })
    .await
}

fn onderdeel<T>(row: &Row<'_>, onderdeel: T, is_last: bool, from: usize) -> Result<Onderdeel<T>> {
    Ok(Onderdeel {
        onderdeel,
        is_last,
        zaaktype: row.get(from)?,
        zaaktype_identificatie: row.get(from + 1)?,
        catalogus: row.get(from + 2)?,
        begin_geldigheid: row.get(from + 3)?,
        einde_geldigheid: row.get(from + 4)?,
    })
}
