//! Statements of the Documenten module and the mapping of rows.

pub(crate) mod register;

use ::store::files::Stored;
use ::store::{Reader, Result, Row, Sql, Tx, sql};
use values::Id;

use crate::Document;
use crate::opmaak::TypesetRequest;

static INSERT_DOCUMENT: Sql = sql(
    "documenten.insert_document",
    "INSERT INTO enkelvoudiginformatieobject (uuid, identificatie, bronorganisatie, informatieobjecttype, versie)
     VALUES ($1, $2, $3, $4, $5)",
);
static INSERT_VERSIE: Sql = sql(
    "documenten.insert_versie",
    "INSERT INTO enkelvoudiginformatieobject_versie (uuid, versie, begin_registratie, creatiedatum, titel,
        vertrouwelijkheidaanduiding, auteur, status, formaat, taal, bestandsnaam, bestandsomvang, inhoud, beschrijving,
        ontvangstdatum, verzenddatum)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
);
/// The columns of [`read_document`], in its order, of a document `d` and its version `v`.
macro_rules! document_columns {
    () => {
        "d.uuid, d.identificatie, d.bronorganisatie, d.informatieobjecttype, v.versie, v.begin_registratie, v.creatiedatum,
         v.titel, v.vertrouwelijkheidaanduiding, v.auteur, v.status, v.formaat, v.taal, v.bestandsnaam, v.bestandsomvang,
         v.inhoud, v.beschrijving, v.ontvangstdatum, v.verzenddatum"
    };
}
use document_columns;

static FIND_DOCUMENT: Sql = sql(
    "documenten.find_document",
    concat!(
        "SELECT ",
        document_columns!(),
        " FROM enkelvoudiginformatieobject d
         JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie
         WHERE d.uuid = $1"
    ),
);
static HAS_IDENTIFICATIE: Sql = sql(
    "documenten.has_identificatie",
    "SELECT uuid FROM enkelvoudiginformatieobject WHERE identificatie = $1 AND bronorganisatie = $2",
);
static INSERT_OPMAAK: Sql = sql(
    "documenten.insert_opmaak",
    "INSERT INTO opmaak (informatieobject, versie, sjabloon, gegevens, titel, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
);
static FIND_OPMAAK: Sql = sql(
    "documenten.find_opmaak",
    "SELECT sjabloon, gegevens, titel, created_at FROM opmaak WHERE informatieobject = $1 ORDER BY versie LIMIT 1",
);
static SET_INHOUD: Sql = sql(
    "documenten.set_inhoud",
    "UPDATE enkelvoudiginformatieobject_versie SET inhoud = $2, bestandsomvang = $3
     WHERE uuid = $1 AND versie = 1 AND inhoud IS NULL",
);
static DELETE_OPMAAK: Sql = sql("documenten.delete_opmaak", "DELETE FROM opmaak WHERE informatieobject = $1");
static USES_FILE: Sql =
    sql("documenten.uses_file", "SELECT uuid FROM enkelvoudiginformatieobject_versie WHERE inhoud = $1 LIMIT 1");

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &INSERT_DOCUMENT,
    &INSERT_VERSIE,
    &FIND_DOCUMENT,
    &HAS_IDENTIFICATIE,
    &INSERT_OPMAAK,
    &FIND_OPMAAK,
    &SET_INHOUD,
    &DELETE_OPMAAK,
    &USES_FILE,
];

/// The statement that tells whether a document uses bytes, for the sweep of orphans.
pub const FILE_USES: &[&Sql] = &[&USES_FILE];

pub(crate) async fn insert_document(tx: &mut Tx, document: &Document) -> Result<()> {
    tx.execute(
        &INSERT_DOCUMENT,
        &[
            document.uuid.into(),
            (&document.identificatie).into(),
            (&document.bronorganisatie).into(),
            document.informatieobjecttype.into(),
            document.versie.into(),
        ],
    )
    .await?;
    tx.execute(
        &INSERT_VERSIE,
        &[
            document.uuid.into(),
            document.versie.into(),
            document.begin_registratie.into(),
            document.creatiedatum.into(),
            (&document.titel).into(),
            document.vertrouwelijkheidaanduiding.rank().into(),
            (&document.auteur).into(),
            (&document.status).into(),
            (&document.formaat).into(),
            (&document.taal).into(),
            (&document.bestandsnaam).into(),
            document.bestandsomvang.into(),
            document.inhoud.as_ref().into(),
            (&document.beschrijving).into(),
            document.ontvangstdatum.into(),
            document.verzenddatum.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn find_document(db: &mut Reader, uuid: Id<Document>) -> Result<Option<Document>> {
    db.query_opt(&FIND_DOCUMENT, &[uuid.into()], read_document).await
}

pub(crate) async fn has_identificatie(db: &mut Reader, identificatie: &str, bronorganisatie: &str) -> Result<bool> {
    let values = [identificatie.into(), bronorganisatie.into()];
    Ok(db.query_opt(&HAS_IDENTIFICATIE, &values, |_| Ok(())).await?.is_some())
}

fn read_document(row: &Row<'_>) -> Result<Document> {
    Ok(Document {
        uuid: row.get(0)?,
        identificatie: row.get(1)?,
        bronorganisatie: row.get(2)?,
        informatieobjecttype: row.get(3)?,
        versie: row.get(4)?,
        begin_registratie: row.get(5)?,
        creatiedatum: row.get(6)?,
        titel: row.get(7)?,
        vertrouwelijkheidaanduiding: row.get(8)?,
        auteur: row.get(9)?,
        status: row.get(10)?,
        formaat: row.get(11)?,
        taal: row.get(12)?,
        bestandsnaam: row.get(13)?,
        bestandsomvang: row.get(14)?,
        inhoud: row.get(15)?,
        beschrijving: row.get(16)?,
        ontvangstdatum: row.get(17)?,
        verzenddatum: row.get(18)?,
    })
}

pub(crate) async fn insert_opmaak(
    tx: &mut Tx,
    document: &Document,
    sjabloon: &str,
    gegevens: &serde_json::Value,
) -> Result<()> {
    let now = tx.now();
    tx.execute(
        &INSERT_OPMAAK,
        &[
            document.uuid.into(),
            document.versie.into(),
            sjabloon.into(),
            gegevens.to_string().into(),
            (&document.titel).into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn find_opmaak(db: &mut Reader, uuid: Id<Document>) -> Result<Option<TypesetRequest>> {
    db.query_opt(&FIND_OPMAAK, &[uuid.into()], |row| {
        Ok(TypesetRequest { sjabloon: row.get(0)?, gegevens: row.get(1)?, titel: row.get(2)?, created: row.get(3)? })
    })
    .await
}

/// Gives the document its bytes, once: a second typesetting of the same document changes nothing.
pub(crate) async fn finish_opmaak(tx: &mut Tx, uuid: Id<Document>, stored: &Stored) -> Result<()> {
    let size = i64::try_from(stored.size).unwrap_or(i64::MAX);
    tx.execute(&SET_INHOUD, &[uuid.into(), (&stored.hash).into(), size.into()]).await?;
    tx.execute(&DELETE_OPMAAK, &[uuid.into()]).await?;
    Ok(())
}
