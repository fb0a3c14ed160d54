//! Lists of what lies below zaken.

use ::store::{Reader, Result, Row, Sql, Value, sql, sql_pair};
use autorisaties::{Bereik, Window, ids_parameter, ids_postgres, ids_sqlite};
use uuid::Uuid;
use values::Id;

use super::rollen::{rol_conditions, rol_keys};
use super::{Paar, paar};
use crate::register::{Selectie, StatusRegel};
use crate::store::onderdelen::{read_klantcontact, read_koppeling, read_notitie, read_substatus, read_zaakobject};
use crate::store::rollen::{read_rol, rol_columns};
use crate::store::statussen::{read_resultaat_row, read_status};
use crate::{Eigenschapswaarde, Klantcontact, Koppeling, Resultaat, Rol, Substatus, Zaak, Zaaknotitie, Zaakobject};

/// The lists of one kind of resource below a zaak.
pub(crate) struct Lijst<T, const KEYS: usize> {
    list: Paar,
    count: Paar,
    /// How many there are when nothing is asked: the conditions would only cost.
    count_all: Paar,
    /// All there is, for who reaches everything: `$1` is the limit and `$2` the offset. Only ids are passed on the way to a page far down.
    page: Sql,
    /// The list, walked along the index of a condition.
    keys: [(Paar, Paar); KEYS],
    by_zaak: Sql,
    count_by_zaak: Sql,
    by_ids: Sql,
    find: Sql,
    read: fn(&Row<'_>) -> Result<T>,
}

/// The conditions use `$2` and on, what follows them are the limit and the offset. In the lists of one zaak `$1` is that zaak: that it
/// may be read was decided before.
macro_rules! lijst {
    ($name:literal, $table:literal, $columns:expr, $conditions:expr, $limit:literal,
     [$($key:literal => $driver:expr),*], $read:expr) => {
        Lijst {
            list: lijst!(@list $name, $table, $columns, "", $conditions, $limit),
            count: lijst!(@count $name, $table, "", $conditions),
            count_all: lijst!(@all $name, $table),
            page: sql_pair(
                concat!("zaken.register_list_page_", $name),
                concat!(
                    "SELECT ", $columns, " FROM ", $table, " s JOIN zaak z ON z.uuid = s.zaak WHERE s.uuid IN (
                        SELECT x.uuid FROM ", $table, " x ORDER BY x.uuid DESC LIMIT $1 OFFSET $2) ORDER BY s.uuid DESC"
                ),
                concat!(
                    "SELECT ", $columns, " FROM ", $table, " s JOIN zaak z ON z.uuid = s.zaak WHERE s.uuid = ANY (ARRAY(
                        SELECT x.uuid FROM ", $table, " x ORDER BY x.uuid DESC LIMIT $1 OFFSET $2)) ORDER BY s.uuid DESC"
                ),
            ),
            keys: [$((
                lijst!(@list concat!($name, "_by_", $key), $table, $columns, $driver, $conditions, $limit),
                lijst!(@count concat!($name, "_by_", $key), $table, $driver, $conditions),
            )),*],
            by_zaak: sql(
                concat!("zaken.register_list_by_zaak_", $name),
                concat!(
                    "SELECT ", $columns, " FROM ", $table, " s JOIN zaak z ON z.uuid = s.zaak WHERE s.zaak = $1 ", $conditions,
                    " ORDER BY s.uuid DESC LIMIT ", $limit
                ),
            ),
            count_by_zaak: sql(
                concat!("zaken.register_count_by_zaak_", $name),
                concat!(
                    "SELECT count(*) FROM ", $table, " s JOIN zaak z ON z.uuid = s.zaak WHERE s.zaak = $1 ", $conditions
                ),
            ),
            by_ids: sql_pair(
                concat!("zaken.register_list_by_ids_", $name),
                concat!(
                    "SELECT ", $columns, " FROM ", $table, " s JOIN zaak z ON z.uuid = s.zaak WHERE s.uuid IN ", ids_sqlite!()
                ),
                concat!(
                    "SELECT ", $columns, " FROM ", $table, " s JOIN zaak z ON z.uuid = s.zaak WHERE s.uuid IN ", ids_postgres!()
                ),
            ),
            find: sql(
                concat!("zaken.register_find_", $name),
                concat!("SELECT ", $columns, " FROM ", $table, " s JOIN zaak z ON z.uuid = s.zaak WHERE s.uuid = $1"),
            ),
            read: $read,
        }
    };
    (@list $name:expr, $table:literal, $columns:expr, $driver:expr, $conditions:expr, $limit:literal) => {
        paar!(
            concat!("zaken.register_list_", $name),
            $columns,
            concat!($table, " s JOIN zaak z ON z.uuid = s.zaak"),
            concat!($driver, $conditions, " ORDER BY s.uuid DESC LIMIT ", $limit)
        )
    };
    (@all $name:expr, $table:literal) => {
        Paar {
            all: sql(
                concat!("zaken.register_count_all_", $name),
                concat!("SELECT count(*) FROM ", $table, " WHERE CAST($1 AS TEXT) IS NULL")
            ),
            in_bereik: sql_pair(
                concat!("zaken.register_count_all_", $name, "_in_bereik"),
                concat!(
                    autorisaties::bereik_sqlite!(),
                    "SELECT count(*) FROM bereik b CROSS JOIN zaak z CROSS JOIN ", $table,
                    " s WHERE z.zaaktype = b.t AND z.vertrouwelijkheidaanduiding <= b.v AND s.zaak = z.uuid"
                ),
                concat!(
                    autorisaties::bereik_postgres!(),
                    "SELECT count(*) FROM bereik b CROSS JOIN zaak z CROSS JOIN ", $table,
                    " s WHERE z.zaaktype = b.t AND z.vertrouwelijkheidaanduiding <= b.v AND s.zaak = z.uuid"
                ),
            ),
        }
    };
    (@count $name:expr, $table:literal, $driver:expr, $conditions:expr) => {
        paar!(
            concat!("zaken.register_count_", $name),
            "count(*)",
            concat!($table, " s JOIN zaak z ON z.uuid = s.zaak"),
            concat!($driver, $conditions)
        )
    };
}

pub(crate) static STATUSSEN: Lijst<StatusRegel, 1> = lijst!(
    "statussen",
    "status",
    "s.uuid, s.zaak, s.statustype, s.datum_status_gezet, s.statustoelichting, s.gezetdoor, COALESCE(z.status = s.uuid, FALSE)",
    "AND (CAST($2 AS UUID) IS NULL OR s.statustype = $2)
     AND (CAST($3 AS BOOLEAN) IS NULL OR COALESCE(z.status = s.uuid, FALSE) = $3)",
    "$4 OFFSET $5",
    ["statustype" => "AND s.statustype = $2 "],
    |row| Ok(StatusRegel { status: read_status(row)?, is_newest: row.get(6)? })
);
pub(crate) static RESULTATEN: Lijst<Resultaat, 1> = lijst!(
    "resultaten",
    "resultaat",
    "s.uuid, s.zaak, s.resultaattype, s.toelichting",
    "AND (CAST($2 AS UUID) IS NULL OR s.resultaattype = $2)",
    "$3 OFFSET $4",
    ["resultaattype" => "AND s.resultaattype = $2 "],
    read_resultaat_row
);
pub(crate) static ROLLEN: Lijst<Rol, 2> = lijst!(
    "rollen",
    "rol",
    rol_columns!("s."),
    concat!(
        "AND (CAST($2 AS UUID) IS NULL OR s.roltype = $2) AND (CAST($3 AS TEXT) IS NULL OR s.omschrijving = $3) ",
        rol_conditions!("s", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$16", "$17")
    ),
    "$18 OFFSET $19",
    [
        "roltype" => "AND s.roltype = $2 ",
        "betrokkene" => concat!(
            "AND s.uuid IN ",
            rol_keys!("uuid", "$5", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$16", "$17")
        )
    ],
    read_rol
);
pub(crate) static ZAAKOBJECTEN: Lijst<Zaakobject, 2> = lijst!(
    "zaakobjecten",
    "zaakobject",
    "s.uuid, s.zaak, s.object, s.zaakobjecttype, s.object_type, s.object_type_overige, s.object_type_overige_definitie,
     s.relatieomschrijving, s.object_identificatie",
    "AND (CAST($2 AS TEXT) IS NULL OR s.object = $2) AND (CAST($3 AS TEXT) IS NULL OR s.object_type = $3)",
    "$4 OFFSET $5",
    ["object" => "AND s.object = $2 ", "object_type" => "AND s.object_type = $3 "],
    read_zaakobject
);
pub(crate) static KLANTCONTACTEN: Lijst<Klantcontact, 0> = lijst!(
    "klantcontacten",
    "klantcontact",
    "s.uuid, s.zaak, s.identificatie, s.datumtijd, s.kanaal, s.onderwerp, s.toelichting",
    "",
    "$2 OFFSET $3",
    [],
    read_klantcontact
);
pub(crate) static CONTACTMOMENTEN: Lijst<Koppeling, 1> = lijst!(
    "zaakcontactmomenten",
    "zaakcontactmoment",
    "s.uuid, s.zaak, s.url",
    "AND (CAST($2 AS TEXT) IS NULL OR s.url = $2)",
    "$3 OFFSET $4",
    ["url" => "AND s.url = $2 "],
    read_koppeling
);
pub(crate) static VERZOEKEN: Lijst<Koppeling, 1> = lijst!(
    "zaakverzoeken",
    "zaakverzoek",
    "s.uuid, s.zaak, s.url",
    "AND (CAST($2 AS TEXT) IS NULL OR s.url = $2)",
    "$3 OFFSET $4",
    ["url" => "AND s.url = $2 "],
    read_koppeling
);
pub(crate) static NOTITIES: Lijst<Zaaknotitie, 0> = lijst!(
    "zaaknotities",
    "zaaknotitie",
    "s.uuid, s.zaak, s.onderwerp, s.tekst, s.aangemaakt_door, s.notitie_type, s.status, s.aanmaakdatum, s.wijzigingsdatum",
    "AND (CAST($2 AS TEXT) IS NULL OR s.onderwerp = $2) AND (CAST($3 AS TEXT) IS NULL OR s.tekst = $3)
     AND (CAST($4 AS TEXT) IS NULL OR s.aangemaakt_door = $4) AND (CAST($5 AS TEXT) IS NULL OR s.notitie_type = $5)
     AND (CAST($6 AS TEXT) IS NULL OR s.status = $6)
     AND (CAST($7 AS TEXT) IS NULL OR lower(s.onderwerp) LIKE $7 ESCAPE '\\')
     AND (CAST($8 AS TEXT) IS NULL OR lower(s.tekst) LIKE $8 ESCAPE '\\')
     AND (CAST($9 AS TEXT) IS NULL OR lower(s.aangemaakt_door) LIKE $9 ESCAPE '\\')
     AND (CAST($10 AS BIGINT) IS NULL OR s.aanmaakdatum >= $10) AND (CAST($11 AS BIGINT) IS NULL OR s.aanmaakdatum <= $11)
     AND (CAST($12 AS BIGINT) IS NULL OR s.wijzigingsdatum >= $12)
     AND (CAST($13 AS BIGINT) IS NULL OR s.wijzigingsdatum <= $13)",
    "$14 OFFSET $15",
    [],
    read_notitie
);
pub(crate) static SUBSTATUSSEN: Lijst<Substatus, 1> = lijst!(
    "substatussen",
    "substatus",
    "s.uuid, s.zaak, s.status, s.omschrijving, s.tijdstip, s.doelgroep",
    "AND (CAST($2 AS UUID) IS NULL OR s.status = $2) AND (CAST($3 AS TEXT) IS NULL OR s.doelgroep = $3)
     AND (CAST($4 AS BIGINT) IS NULL OR s.tijdstip >= $4) AND (CAST($5 AS BIGINT) IS NULL OR s.tijdstip <= $5)",
    "$6 OFFSET $7",
    ["status" => "AND s.status = $2 "],
    read_substatus
);
static FIND_EIGENSCHAP: Sql = sql(
    "zaken.register_find_eigenschap",
    "SELECT uuid, eigenschap, naam, waarde FROM zaakeigenschap WHERE uuid = $1 AND zaak = $2",
);

macro_rules! eigenschappen_by_ids {
    ($ids:expr) => {
        concat!("SELECT uuid, eigenschap, naam, waarde, zaak FROM zaakeigenschap WHERE uuid IN ", $ids)
    };
}
static LIST_EIGENSCHAPPEN_BY_IDS: Sql = sql_pair(
    "zaken.register_list_eigenschappen_by_ids",
    eigenschappen_by_ids!(ids_sqlite!()),
    eigenschappen_by_ids!(ids_postgres!()),
);

macro_rules! paren {
    ($name:literal, $text:literal) => {
        sql_pair(
            concat!("zaken.register_", $name),
            concat!($text, ids_sqlite!(), " ORDER BY 1, 2"),
            concat!($text, ids_postgres!(), " ORDER BY 1, 2"),
        )
    };
}

static DOCUMENTEN_VAN_STATUSSEN: Sql =
    paren!("documenten_van_statussen", "SELECT status, uuid FROM zaakinformatieobject WHERE status IN ");
static STATUSSEN_VAN_ROLLEN: Sql =
    paren!("statussen_van_rollen", "SELECT gezetdoor, uuid FROM status WHERE gezetdoor IN ");

macro_rules! statements {
    ($name:ident, $lijst:ident, $($key:literal),*) => {
        pub(crate) const $name: &[&Sql] = &[
            &$lijst.list.all,
            &$lijst.list.in_bereik,
            &$lijst.count.all,
            &$lijst.count.in_bereik,
            &$lijst.count_all.all,
            &$lijst.count_all.in_bereik,
            &$lijst.page,
            &$lijst.by_zaak,
            &$lijst.count_by_zaak,
            &$lijst.by_ids,
            &$lijst.find,
            $(
                &$lijst.keys[$key].0.all,
                &$lijst.keys[$key].0.in_bereik,
                &$lijst.keys[$key].1.all,
                &$lijst.keys[$key].1.in_bereik,
            )*
        ];
    };
}

statements!(STATUSSEN_STATEMENTS, STATUSSEN, 0);
statements!(RESULTATEN_STATEMENTS, RESULTATEN, 0);
statements!(ROLLEN_STATEMENTS, ROLLEN, 0, 1);
statements!(ZAAKOBJECTEN_STATEMENTS, ZAAKOBJECTEN, 0, 1);
statements!(KLANTCONTACTEN_STATEMENTS, KLANTCONTACTEN,);
statements!(CONTACTMOMENTEN_STATEMENTS, CONTACTMOMENTEN, 0);
statements!(VERZOEKEN_STATEMENTS, VERZOEKEN, 0);
statements!(NOTITIES_STATEMENTS, NOTITIES,);
statements!(SUBSTATUSSEN_STATEMENTS, SUBSTATUSSEN, 0);

pub(crate) const STATEMENTS: &[&Sql] =
    &[&FIND_EIGENSCHAP, &LIST_EIGENSCHAPPEN_BY_IDS, &DOCUMENTEN_VAN_STATUSSEN, &STATUSSEN_VAN_ROLLEN];

impl<T: Send + 'static, const KEYS: usize> Lijst<T, KEYS> {
    /// Returns the rows in the window, and one more when there are more.
    pub(crate) async fn list(
        &'static self,
        db: &mut Reader,
        bereik: &Bereik,
        selectie: &Selectie,
        window: Window,
    ) -> Result<Vec<T>> {
        let (limit, offset) = (window.limit_and_one(), window.offset());
        if *bereik == Bereik::Alles && selectie.is_everything() {
            return db.query(&self.page, &[limit.into(), offset.into()], self.read).await;
        }
        let (sql, first) = match (selectie.zaak, selectie.key) {
            (Some(zaak), _) => (&self.by_zaak, zaak.into()),
            (None, Some(key)) => self.keys[key].0.of(bereik),
            (None, None) => self.list.of(bereik),
        };
        let values: Vec<Value<'_>> =
            [first].into_iter().chain(selectie.values.iter().cloned()).chain([limit.into(), offset.into()]).collect();
        db.query(sql, &values, self.read).await
    }

    pub(crate) async fn count(&'static self, db: &mut Reader, bereik: &Bereik, selectie: &Selectie) -> Result<u64> {
        if selectie.is_everything() {
            let (sql, first) = self.count_all.of(bereik);
            return db.count(sql, &[first]).await;
        }
        let (sql, first) = match (selectie.zaak, selectie.key) {
            (Some(zaak), _) => (&self.count_by_zaak, zaak.into()),
            (None, Some(key)) => self.keys[key].1.of(bereik),
            (None, None) => self.count.of(bereik),
        };
        let values: Vec<Value<'_>> = [first].into_iter().chain(selectie.values.iter().cloned()).collect();
        db.count(sql, &values).await
    }

    pub(crate) async fn find(&'static self, db: &mut Reader, uuid: Uuid) -> Result<Option<T>> {
        db.query_opt(&self.find, &[uuid.into()], self.read).await
    }

    pub(crate) async fn list_by_ids(&'static self, db: &mut Reader, ids: &[Uuid]) -> Result<Vec<T>> {
        db.query(&self.by_ids, &[ids_parameter(ids.iter().copied()).into()], self.read).await
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

/// Returns statussen with the documents that name them, sorted.
pub(crate) async fn documenten_van_statussen(
    db: &mut Reader,
    statussen: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, Uuid)>> {
    let ids = ids_parameter(statussen);
    db.query(&DOCUMENTEN_VAN_STATUSSEN, &[ids.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Returns rollen with the statussen that they set, sorted.
pub(crate) async fn statussen_van_rollen(
    db: &mut Reader,
    rollen: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, Uuid)>> {
    let ids = ids_parameter(rollen);
    db.query(&STATUSSEN_VAN_ROLLEN, &[ids.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(crate) async fn list_eigenschappen_by_ids(
    db: &mut Reader,
    ids: &[Uuid],
) -> Result<Vec<(Id<Zaak>, Eigenschapswaarde)>> {
    db.query(&LIST_EIGENSCHAPPEN_BY_IDS, &[ids_parameter(ids.iter().copied()).into()], |row| {
        Ok((row.get(4)?, crate::store::eigenschappen::read_eigenschap(row)?))
    })
    .await
}
