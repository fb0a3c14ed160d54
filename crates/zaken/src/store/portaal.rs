//! The gate for residents, in SQL: lists, pages and downloads all pass the same conditions.

use std::collections::HashSet;

use ::store::{Reader, Result, Row, Sql, sql, sql_pair};
use catalogi::Zaaktype;
use jiff::civil::Date;
use values::{Bsn, Id};

use super::documenten::{document_columns, elders_of, read_document};
use super::zaken::{ZAAK_COLUMNS, read_zaak, zaak_columns};
use crate::portaal::{PortaalZaak, Selectie, shows_elders};
use crate::{Zaak, ZaakInformatieobject};

/// Conditions 1 to 6 of the gate (portaal.md section 7): an initiator's rol of this person that is valid today, on a zaak of a type for
/// residents, not above zaakvertrouwelijk (3), that has a status. `$1` is the BSN, `$2` today. The person's own rollen come first, as a
/// list without doubles: a planner that does not know how many there are would else start from all zaken of a type. `CROSS JOIN` keeps SQLite
/// to that order: it would walk all open zaken, because it has an index of them.
macro_rules! gate {
    () => {
        "FROM (SELECT DISTINCT zaak FROM rol
               WHERE bsn = $1 AND omschrijving_generiek IN ('initiator', 'mede_initiator')
                 AND (begin_geldigheid IS NULL OR begin_geldigheid <= $2)
                 AND (einde_geldigheid IS NULL OR einde_geldigheid > $2)) r
         CROSS JOIN zaak z JOIN zaaktype t ON t.uuid = z.zaaktype JOIN status s ON s.uuid = z.status
         WHERE z.uuid = r.zaak AND t.indicatie_intern_of_extern = 'extern' AND z.vertrouwelijkheidaanduiding <= 3 "
    };
}

static LIST_LOPEND: Sql = sql(
    "zaken.portaal_list_lopend",
    concat!(
        "SELECT ",
        zaak_columns!(),
        ", s.statustype, s.datum_status_gezet ",
        gate!(),
        "AND z.einddatum IS NULL ORDER BY z.uuid DESC LIMIT $3 OFFSET $4"
    ),
);
static LIST_AFGEROND: Sql = sql(
    "zaken.portaal_list_afgerond",
    concat!(
        "SELECT ",
        zaak_columns!(),
        ", s.statustype, s.datum_status_gezet ",
        gate!(),
        "AND z.einddatum IS NOT NULL ORDER BY z.uuid DESC LIMIT $3 OFFSET $4"
    ),
);
static FIND: Sql = sql(
    "zaken.portaal_find",
    concat!("SELECT ", zaak_columns!(), ", s.statustype, s.datum_status_gezet ", gate!(), "AND z.uuid = $3 LIMIT 1"),
);
static LIST_ZAAKTYPEN: Sql = sql("zaken.portaal_list_zaaktypen", concat!("SELECT DISTINCT z.zaaktype ", gate!()));
// `$3` is a JSON list of ids. SQLite keeps them as bytes, PostgreSQL as UUIDs.
static LIST_VISIBLE: Sql = sql_pair(
    "zaken.portaal_list_visible",
    concat!(
        "SELECT DISTINCT z.uuid, z.zaaktype ",
        gate!(),
        "AND z.uuid IN (SELECT unhex(replace(value, '-', '')) FROM json_each($3))"
    ),
    concat!(
        "SELECT DISTINCT z.uuid, z.zaaktype ",
        gate!(),
        "AND z.uuid IN (SELECT jsonb_array_elements_text($3::TEXT::JSONB)::UUID)"
    ),
);
// Conditions 8 to 11: final or archived, not above zaakvertrouwelijk and not "intern" (2). Documents of other registers are judged by what those
// said of them, after the statement.
static LIST_DOCUMENTEN: Sql = sql(
    "zaken.portaal_list_documenten",
    concat!(
        "SELECT ",
        document_columns!(),
        "WHERE r.zaak = $1 AND (x.uuid IS NOT NULL OR (v.status IN ('definitief', 'gearchiveerd')
           AND v.vertrouwelijkheidaanduiding <= 3 AND v.vertrouwelijkheidaanduiding <> 2))
         ORDER BY r.uuid"
    ),
);
static FIND_DOCUMENT: Sql = sql(
    "zaken.portaal_find_document",
    concat!(
        "SELECT ",
        document_columns!(),
        "WHERE r.uuid = $1 AND (x.uuid IS NOT NULL OR (v.status IN ('definitief', 'gearchiveerd')
           AND v.vertrouwelijkheidaanduiding <= 3 AND v.vertrouwelijkheidaanduiding <> 2))"
    ),
);

pub(super) const STATEMENTS: &[&Sql] =
    &[&LIST_LOPEND, &LIST_AFGEROND, &FIND, &LIST_ZAAKTYPEN, &LIST_VISIBLE, &LIST_DOCUMENTEN, &FIND_DOCUMENT];

fn read(row: &Row<'_>) -> Result<PortaalZaak> {
    Ok(PortaalZaak {
        zaak: read_zaak(row)?,
        statustype: row.get(ZAAK_COLUMNS)?,
        status_sinds: row.get(ZAAK_COLUMNS + 1)?,
    })
}

pub(crate) async fn list(
    db: &mut Reader,
    bsn: &Bsn,
    today: Date,
    selectie: Selectie,
    (limit, offset): (i64, i64),
) -> Result<Vec<PortaalZaak>> {
    let sql = match selectie {
        Selectie::Lopend => &LIST_LOPEND,
        Selectie::Afgerond => &LIST_AFGEROND,
    };
    db.query(sql, &[bsn.as_str().into(), today.into(), limit.into(), offset.into()], read).await
}

pub(crate) async fn find(db: &mut Reader, bsn: &Bsn, today: Date, zaak: Id<Zaak>) -> Result<Option<PortaalZaak>> {
    db.query_opt(&FIND, &[bsn.as_str().into(), today.into(), zaak.into()], read).await
}

pub(crate) async fn list_zaaktypen(db: &mut Reader, bsn: &Bsn, today: Date) -> Result<Vec<Id<Zaaktype>>> {
    db.query(&LIST_ZAAKTYPEN, &[bsn.as_str().into(), today.into()], |row| row.get(0)).await
}

/// Returns which of these zaken pass the gate, with their zaaktype.
pub(crate) async fn list_visible(
    db: &mut Reader,
    bsn: &Bsn,
    today: Date,
    zaken: &HashSet<Id<Zaak>>,
) -> Result<Vec<(Id<Zaak>, Id<Zaaktype>)>> {
    let ids: Vec<serde_json::Value> = zaken.iter().map(|id| id.to_string().into()).collect();
    let ids = serde_json::Value::Array(ids).to_string();
    db.query(&LIST_VISIBLE, &[bsn.as_str().into(), today.into(), ids.into()], |row| Ok((row.get(0)?, row.get(1)?)))
        .await
}

pub(crate) async fn list_documenten(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<ZaakInformatieobject>> {
    Ok(db.query(&LIST_DOCUMENTEN, &[zaak.into()], read_visible).await?.into_iter().flatten().collect())
}

pub(crate) async fn find_document(
    db: &mut Reader,
    relation: Id<ZaakInformatieobject>,
) -> Result<Option<ZaakInformatieobject>> {
    Ok(db.query_opt(&FIND_DOCUMENT, &[relation.into()], read_visible).await?.flatten())
}

/// Reads a document; none of another register that residents may not see.
fn read_visible(row: &Row<'_>) -> Result<Option<ZaakInformatieobject>> {
    let hides = elders_of(row)?.is_some_and(|inhoud| !shows_elders(&inhoud));
    if hides { Ok(None) } else { read_document(row).map(Some) }
}
