//! Lists of statussen, resultaten and rollen.

use ::store::{Reader, Result, Row, Sql, sql};
use autorisaties::{Bereik, Window};
use uuid::Uuid;
use values::Id;

use super::{Paar, paar};
use crate::register::{OnderdeelFilter, StatusRegel};
use crate::store::rollen::read_rol;
use crate::store::statussen::{read_resultaat_row, read_status};
use crate::{Eigenschapswaarde, Resultaat, Rol, Zaak};

/// The lists of one kind of resource below a zaak.
pub(crate) struct Lijst<T> {
    list: Paar,
    count: Paar,
    by_zaak: Sql,
    count_by_zaak: Sql,
    find: Sql,
    read: fn(&Row<'_>) -> Result<T>,
}

/// `$2` is the type, `$3` the betrokkeneType, `$4` the omschrijvingGeneriek, `$5` the limit, `$6` the offset. In the lists of one zaak
/// `$1` is that zaak: that it may be read was decided before.
macro_rules! lijst {
    ($name:literal, $table:literal, $columns:literal, $conditions:literal, $read:expr) => {
        Lijst {
            list: paar!(
                concat!("zaken.register_list_", $name),
                $columns,
                concat!($table, " s JOIN zaak z ON z.uuid = s.zaak"),
                concat!($conditions, " ORDER BY s.uuid DESC LIMIT $5 OFFSET $6")
            ),
            count: paar!(
                concat!("zaken.register_count_", $name),
                "count(*)",
                concat!($table, " s JOIN zaak z ON z.uuid = s.zaak"),
                $conditions
            ),
            by_zaak: sql(
                concat!("zaken.register_list_by_zaak_", $name),
                concat!(
                    "SELECT ",
                    $columns,
                    " FROM ",
                    $table,
                    " s JOIN zaak z ON z.uuid = s.zaak WHERE s.zaak = $1 ",
                    $conditions,
                    " ORDER BY s.uuid DESC LIMIT $5 OFFSET $6"
                ),
            ),
            count_by_zaak: sql(
                concat!("zaken.register_count_by_zaak_", $name),
                concat!("SELECT count(*) FROM ", $table, " s WHERE s.zaak = $1 ", $conditions),
            ),
            find: sql(
                concat!("zaken.register_find_", $name),
                concat!("SELECT ", $columns, " FROM ", $table, " s JOIN zaak z ON z.uuid = s.zaak WHERE s.uuid = $1"),
            ),
            read: $read,
        }
    };
}

pub(crate) static STATUSSEN: Lijst<StatusRegel> = lijst!(
    "statussen",
    "status",
    "s.uuid, s.zaak, s.statustype, s.datum_status_gezet, s.statustoelichting, COALESCE(z.status = s.uuid, FALSE)",
    "AND (CAST($2 AS UUID) IS NULL OR s.statustype = $2) AND CAST($3 AS TEXT) IS NULL AND CAST($4 AS TEXT) IS NULL",
    |row| Ok(StatusRegel { status: read_status(row)?, is_newest: row.get(5)? })
);
pub(crate) static RESULTATEN: Lijst<Resultaat> = lijst!(
    "resultaten",
    "resultaat",
    "s.uuid, s.zaak, s.resultaattype, s.toelichting",
    "AND (CAST($2 AS UUID) IS NULL OR s.resultaattype = $2) AND CAST($3 AS TEXT) IS NULL AND CAST($4 AS TEXT) IS NULL",
    read_resultaat_row
);
pub(crate) static ROLLEN: Lijst<Rol> = lijst!(
    "rollen",
    "rol",
    "s.uuid, s.zaak, s.roltype, s.betrokkene_type, s.omschrijving, s.omschrijving_generiek, s.roltoelichting,
     s.registratiedatum, s.indicatie_machtiging, s.betrokkene_identificatie, s.contactpersoon_rol, s.authenticatie_context",
    "AND (CAST($2 AS UUID) IS NULL OR s.roltype = $2) AND (CAST($3 AS TEXT) IS NULL OR s.betrokkene_type = $3)
     AND (CAST($4 AS TEXT) IS NULL OR s.omschrijving_generiek = $4)",
    read_rol
);
static FIND_EIGENSCHAP: Sql = sql(
    "zaken.register_find_eigenschap",
    "SELECT uuid, eigenschap, naam, waarde FROM zaakeigenschap WHERE uuid = $1 AND zaak = $2",
);

macro_rules! statements {
    ($($lijst:ident),*) => {
        &[
            $(
                &$lijst.list.all,
                &$lijst.list.in_bereik,
                &$lijst.count.all,
                &$lijst.count.in_bereik,
                &$lijst.by_zaak,
                &$lijst.count_by_zaak,
                &$lijst.find,
            )*
            &FIND_EIGENSCHAP,
        ]
    };
}

pub(crate) const STATEMENTS: &[&Sql] = statements!(STATUSSEN, RESULTATEN, ROLLEN);

impl<T: Send + 'static> Lijst<T> {
    /// Returns the rows in the window, and one more when there are more.
    pub(crate) async fn list(
        &'static self,
        db: &mut Reader,
        bereik: &Bereik,
        filter: &OnderdeelFilter,
        window: Window,
    ) -> Result<Vec<T>> {
        let (sql, first) = match filter.zaak {
            Some(zaak) => (&self.by_zaak, zaak.into()),
            None => self.list.of(bereik),
        };
        let values = [
            first,
            filter.r#type.into(),
            filter.betrokkene_type.as_deref().into(),
            filter.omschrijving_generiek.as_deref().into(),
            window.limit_and_one().into(),
            window.offset().into(),
        ];
        db.query(sql, &values, self.read).await
    }

    pub(crate) async fn count(
        &'static self,
        db: &mut Reader,
        bereik: &Bereik,
        filter: &OnderdeelFilter,
    ) -> Result<i64> {
        let (sql, first) = match filter.zaak {
            Some(zaak) => (&self.count_by_zaak, zaak.into()),
            None => self.count.of(bereik),
        };
        let values = [
            first,
            filter.r#type.into(),
            filter.betrokkene_type.as_deref().into(),
            filter.omschrijving_generiek.as_deref().into(),
        ];
        db.query_one(sql, &values, |row| row.get(0)).await
    }

    pub(crate) async fn find(&'static self, db: &mut Reader, uuid: Uuid) -> Result<Option<T>> {
        db.query_opt(&self.find, &[uuid.into()], self.read).await
    }
}

pub(crate) async fn find_eigenschap(
    db: &mut Reader,
    zaak: Id<Zaak>,
    uuid: Id<Eigenschapswaarde>,
) -> Result<Option<Eigenschapswaarde>> {
    let values = [uuid.into(), zaak.into()];
    db.query_opt(&FIND_EIGENSCHAP, &values, crate::store::eigenschappen::read_eigenschap).await
}
