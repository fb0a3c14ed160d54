//! Documents of a zaak, with what a list shows of them.

use ::store::{Reader, Result, Row, Sql, Tx, Value, sql};
use serde_json::{Map, Value as Json};
use values::Id;

use super::import::Rij;
use crate::{Relatie, Zaak, ZaakInformatieobject, portaal};

macro_rules! document_columns {
    () => {
        "r.uuid, r.zaak, r.informatieobject, v.titel, t.omschrijving, v.formaat, v.bestandsomvang, v.bestandsnaam,
         r.registratiedatum, v.ontvangstdatum, x.inhoud, v.status, v.vertrouwelijkheidaanduiding
         FROM zaakinformatieobject r
         LEFT JOIN enkelvoudiginformatieobject d ON d.uuid = r.informatieobject
         LEFT JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie
         LEFT JOIN informatieobjecttype t ON t.uuid = d.informatieobjecttype
         LEFT JOIN extern_object x ON x.uuid = r.informatieobject "
    };
}
pub(crate) use document_columns;

static INSERT: Sql = sql(
    "zaken.insert_zaakinformatieobject",
    "INSERT INTO zaakinformatieobject (uuid, zaak, informatieobject, titel, beschrijving, registratiedatum, vernietigingsdatum, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (zaak, informatieobject) DO NOTHING",
);
static LIST: Sql =
    sql("zaken.list_documenten", concat!("SELECT ", document_columns!(), "WHERE r.zaak = $1 ORDER BY r.uuid"));

static HAS_OPEN: Sql = sql(
    "zaken.has_open_documenten",
    "SELECT r.uuid FROM zaakinformatieobject r
     JOIN enkelvoudiginformatieobject d ON d.uuid = r.informatieobject
     JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie
     WHERE r.zaak = $1 AND v.status <> 'gearchiveerd' LIMIT 1",
);

// Of documents in other registers, what those said of them.
static LIST_ELDERS: Sql = sql(
    "zaken.list_documenten_elders",
    "SELECT x.inhoud FROM zaakinformatieobject r JOIN extern_object x ON x.uuid = r.informatieobject WHERE r.zaak = $1",
);
static UPDATE: Sql = sql(
    "zaken.update_zaakinformatieobject",
    "UPDATE zaakinformatieobject SET titel = $2, beschrijving = $3, vernietigingsdatum = $4, status = $5 WHERE uuid = $1",
);
static DELETE: Sql = sql("zaken.delete_zaakinformatieobject", "DELETE FROM zaakinformatieobject WHERE uuid = $1");
// As numbers: only some databases have a greatest boolean.
static FIND_UNFINISHED: Sql = sql(
    "zaken.find_unfinished_documenten",
    "SELECT COALESCE(MAX(CASE WHEN d.lock_id IS NOT NULL THEN 1 ELSE 0 END), 0),
            COALESCE(MAX(CASE WHEN v.indicatie_gebruiksrecht IS NULL THEN 1 ELSE 0 END), 0)
     FROM zaakinformatieobject r JOIN enkelvoudiginformatieobject d ON d.uuid = r.informatieobject
     JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie WHERE r.zaak = $1",
);

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &UPDATE, &DELETE, &LIST, &LIST_ELDERS, &HAS_OPEN, &FIND_UNFINISHED];

/// Decides whether the zaak has a document that somebody is working on, and one of which nobody said if its use is limited.
pub(crate) async fn find_unfinished_documenten(db: &mut Reader, zaak: Id<Zaak>) -> Result<(bool, bool)> {
    let here = |row: &Row<'_>| Ok((row.get::<i64>(0)? == 1, row.get::<i64>(1)? == 1));
    let mut found = db.query_one(&FIND_UNFINISHED, &[zaak.into()], here).await?;
    for one in list_elders(db, zaak).await? {
        found.0 |= one.get("locked").and_then(Json::as_bool).unwrap_or(false);
        found.1 |= !one.get("indicatieGebruiksrecht").is_some_and(Json::is_boolean);
    }
    Ok(found)
}

/// What other registers said of the documents of a zaak that they have.
async fn list_elders(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Map<String, Json>>> {
    let read = |row: &Row<'_>| Ok(serde_json::from_str(row.text(0)?).unwrap_or_default());
    db.query(&LIST_ELDERS, &[zaak.into()], read).await
}

pub(crate) async fn update_zaakinformatieobject(tx: &mut Tx, relatie: &Relatie) -> Result<()> {
    let values = [
        relatie.uuid.into(),
        (&relatie.titel).into(),
        (&relatie.beschrijving).into(),
        relatie.vernietigingsdatum.into(),
        relatie.status.into(),
    ];
    tx.execute(&UPDATE, &values).await.map(|_| ())
}

pub(crate) async fn delete_zaakinformatieobject(tx: &mut Tx, uuid: Id<Relatie>) -> Result<()> {
    tx.execute(&DELETE, &[uuid.into()]).await.map(|_| ())
}

/// Decides whether the zaak has a document that is not archived.
pub(crate) async fn has_open_documenten(db: &mut Reader, zaak: Id<Zaak>) -> Result<bool> {
    if db.query_opt(&HAS_OPEN, &[zaak.into()], |_| Ok(())).await?.is_some() {
        return Ok(true);
    }
    let elders = list_elders(db, zaak).await?;
    Ok(elders.iter().any(|one| one.get("status").and_then(Json::as_str) != Some("gearchiveerd")))
}

impl Rij for Relatie {
    const RESOURCE: &'static str = "zaakinformatieobject";

    fn insert() -> &'static Sql {
        &INSERT
    }

    fn values(&self) -> Vec<Value<'_>> {
        vec![
            self.uuid.into(),
            self.zaak.into(),
            self.informatieobject.into(),
            (&self.titel).into(),
            (&self.beschrijving).into(),
            self.registratiedatum.into(),
            self.vernietigingsdatum.into(),
            self.status.into(),
        ]
    }

    fn zaak(&self) -> Id<Zaak> {
        self.zaak
    }

    fn weergave(&self) -> &str {
        &self.titel
    }
}

/// Writes the relation unless the document is in the zaak already, and returns whether it did.
pub(crate) async fn insert_zaakinformatieobject(tx: &mut Tx, relatie: &Relatie) -> Result<bool> {
    Ok(tx.execute(&INSERT, &relatie.values()).await? == 1)
}

/// Returns all documents of a zaak, oldest first: for staff that may see the zaak.
///
/// # Errors
/// When the database fails.
pub async fn list_documenten(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<ZaakInformatieobject>> {
    db.query(&LIST, &[zaak.into()], read_document).await
}

pub(crate) fn read_document(row: &Row<'_>) -> Result<ZaakInformatieobject> {
    if let Some(inhoud) = elders_of(row)? {
        return read_elders(row, &inhoud);
    }
    Ok(ZaakInformatieobject {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        informatieobject: row.get(2)?,
        titel: row.get(3)?,
        informatieobjecttype: row.get(4)?,
        formaat: row.get(5)?,
        bestandsomvang: row.get(6)?,
        bestandsnaam: row.get(7)?,
        registratiedatum: row.get(8)?,
        is_ontvangen: row.get::<Option<String>>(9)?.is_some(),
        is_zichtbaar: portaal::shows(&row.get::<String>(11)?, row.get(12)?),
    })
}

/// Returns what another register said of its document; none of a document of ours.
pub(super) fn elders_of(row: &Row<'_>) -> Result<Option<Map<String, Json>>> {
    let inhoud: Option<String> = row.get(10)?;
    Ok(inhoud.map(|inhoud| serde_json::from_str(&inhoud).unwrap_or_default()))
}

/// A document of another register, as that described it.
fn read_elders(row: &Row<'_>, inhoud: &Map<String, Json>) -> Result<ZaakInformatieobject> {
    let text = |name: &str| inhoud.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    Ok(ZaakInformatieobject {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        informatieobject: row.get(2)?,
        titel: text("titel"),
        informatieobjecttype: String::new(),
        formaat: text("formaat"),
        bestandsomvang: inhoud.get("bestandsomvang").and_then(Json::as_i64),
        bestandsnaam: text("bestandsnaam"),
        registratiedatum: row.get(8)?,
        is_ontvangen: !text("ontvangstdatum").is_empty(),
        is_zichtbaar: portaal::shows_elders(inhoud),
    })
}
