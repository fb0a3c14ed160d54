//! Statements of the Documenten module and the mapping of rows.

#[macro_use]
mod below;
pub(crate) mod delen;
pub(crate) mod gebruiksrechten;
pub(crate) mod import;
pub(crate) mod register;
pub(crate) mod relaties;
pub(crate) mod verzendingen;

use ::store::files::Stored;
use ::store::{Reader, Result, Row, Sql, Tx, sql, sql_pair};
use values::Id;

use crate::opmaak::TypesetRequest;
use crate::{Document, Integriteit, Ondertekening};

static INSERT_DOCUMENT: Sql = sql(
    "documenten.insert_document",
    "INSERT INTO enkelvoudiginformatieobject (uuid, identificatie, bronorganisatie, informatieobjecttype, versie, lock_id)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
static UPDATE_DOCUMENT: Sql = sql(
    "documenten.update_document",
    "UPDATE enkelvoudiginformatieobject SET identificatie = $2, bronorganisatie = $3, informatieobjecttype = $4, versie = $5
     WHERE uuid = $1",
);
static INSERT_VERSIE: Sql = sql(
    "documenten.insert_versie",
    "INSERT INTO enkelvoudiginformatieobject_versie (uuid, versie, begin_registratie, creatiedatum, titel,
        vertrouwelijkheidaanduiding, auteur, status, formaat, taal, bestandsnaam, bestandsomvang, inhoud, beschrijving,
        ontvangstdatum, verzenddatum, identificatie, bronorganisatie, informatieobjecttype, is_gereed_voor_publicatie,
        tonen_aan_initiator, inhoud_is_vervallen, link, indicatie_gebruiksrecht, verschijningsvorm, ondertekening_soort,
        ondertekening_datum, integriteit_algoritme, integriteit_waarde, integriteit_datum, trefwoorden)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
        $26, $27, $28, $29, $30, $31)",
);
/// Number of columns of `document_columns`.
const DOCUMENT_COLUMNS: usize = 31;

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
static LOCK_DOCUMENT: Sql = sql_pair(
    "documenten.lock_document",
    "SELECT uuid FROM enkelvoudiginformatieobject WHERE uuid = $1",
    "SELECT uuid FROM enkelvoudiginformatieobject WHERE uuid = $1 FOR UPDATE",
);
static HAS_IDENTIFICATIE: Sql = sql(
    "documenten.has_identificatie",
    "SELECT uuid FROM enkelvoudiginformatieobject WHERE identificatie = $1 AND bronorganisatie = $2",
);
static SET_LOCK: Sql =
    sql("documenten.set_lock", "UPDATE enkelvoudiginformatieobject SET lock_id = $2 WHERE uuid = $1");
static SET_BESTAND: Sql = sql(
    "documenten.set_bestand",
    "UPDATE enkelvoudiginformatieobject_versie SET inhoud = $3, bestandsomvang = $4 WHERE uuid = $1 AND versie = $2",
);
static SET_GEBRUIKSRECHT: Sql = sql(
    "documenten.set_gebruiksrecht",
    "UPDATE enkelvoudiginformatieobject_versie SET indicatie_gebruiksrecht = $3 WHERE uuid = $1 AND versie = $2",
);
static DELETE_TREFWOORDEN: Sql = sql(
    "documenten.delete_trefwoorden",
    "DELETE FROM enkelvoudiginformatieobject_trefwoord WHERE informatieobject = $1",
);
static INSERT_TREFWOORDEN: Sql = sql_pair(
    "documenten.insert_trefwoorden",
    "INSERT INTO enkelvoudiginformatieobject_trefwoord (informatieobject, trefwoord) SELECT $1, value FROM json_each($2)",
    "INSERT INTO enkelvoudiginformatieobject_trefwoord (informatieobject, trefwoord)
     SELECT CAST($1 AS UUID), value FROM jsonb_array_elements_text(CAST($2 AS TEXT)::JSONB) AS words(value)",
);
static DELETE_DOCUMENT: Sql =
    sql("documenten.delete_document", "DELETE FROM enkelvoudiginformatieobject WHERE uuid = $1");
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
static USES_FILE: Sql = sql_pair(
    "documenten.uses_file",
    "SELECT inhoud FROM enkelvoudiginformatieobject_versie WHERE inhoud IN (SELECT value FROM json_each($1))",
    "SELECT inhoud FROM enkelvoudiginformatieobject_versie WHERE inhoud IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB))",
);
static USES_PART: Sql = sql_pair(
    "documenten.uses_part",
    "SELECT inhoud FROM bestandsdeel WHERE inhoud IN (SELECT value FROM json_each($1))",
    "SELECT inhoud FROM bestandsdeel WHERE inhoud IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB))",
);

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] = &[
    &[
        &INSERT_DOCUMENT,
        &UPDATE_DOCUMENT,
        &INSERT_VERSIE,
        &FIND_DOCUMENT,
        &LOCK_DOCUMENT,
        &HAS_IDENTIFICATIE,
        &SET_LOCK,
        &SET_BESTAND,
        &SET_GEBRUIKSRECHT,
        &DELETE_TREFWOORDEN,
        &INSERT_TREFWOORDEN,
        &DELETE_DOCUMENT,
        &INSERT_OPMAAK,
        &FIND_OPMAAK,
        &SET_INHOUD,
        &DELETE_OPMAAK,
        &USES_FILE,
        &USES_PART,
    ],
    delen::STATEMENTS,
    gebruiksrechten::STATEMENTS,
    import::STATEMENTS,
    relaties::STATEMENTS,
    verzendingen::STATEMENTS,
];

/// The statements that tell which bytes documents use, for the sweep of orphans.
pub const FILE_USES: &[&Sql] = &[&USES_FILE, &USES_PART];

/// Writes a new document, locked when its file comes in parts.
pub(crate) async fn insert_document(tx: &mut Tx, document: &Document, lock: Option<&str>) -> Result<()> {
    tx.execute(
        &INSERT_DOCUMENT,
        &[
            document.uuid.into(),
            (&document.identificatie).into(),
            (&document.bronorganisatie).into(),
            document.informatieobjecttype.into(),
            document.versie.into(),
            lock.into(),
        ],
    )
    .await?;
    insert_versie(tx, document).await?;
    if !document.trefwoorden.is_empty() {
        insert_trefwoorden(tx, document).await?;
    }
    Ok(())
}

/// Writes the next version of a document.
pub(crate) async fn insert_next(tx: &mut Tx, document: &Document, before: &Document) -> Result<()> {
    tx.execute(
        &UPDATE_DOCUMENT,
        &[
            document.uuid.into(),
            (&document.identificatie).into(),
            (&document.bronorganisatie).into(),
            document.informatieobjecttype.into(),
            document.versie.into(),
        ],
    )
    .await?;
    insert_versie(tx, document).await?;
    if document.trefwoorden != before.trefwoorden {
        tx.execute(&DELETE_TREFWOORDEN, &[document.uuid.into()]).await?;
        insert_trefwoorden(tx, document).await?;
    }
    Ok(())
}

fn trefwoorden(document: &Document) -> String {
    serde_json::Value::from(document.trefwoorden.clone()).to_string()
}

async fn insert_trefwoorden(tx: &mut Tx, document: &Document) -> Result<()> {
    tx.send(&INSERT_TREFWOORDEN, [document.uuid.into(), trefwoorden(document).into()]).await?;
    Ok(())
}

async fn insert_versie(tx: &mut Tx, document: &Document) -> Result<()> {
    let (ondertekening, integriteit) = (document.ondertekening.as_ref(), document.integriteit.as_ref());
    tx.send(
        &INSERT_VERSIE,
        [
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
            (&document.identificatie).into(),
            (&document.bronorganisatie).into(),
            document.informatieobjecttype.into(),
            document.is_gereed_voor_publicatie.into(),
            document.tonen_aan_initiator.into(),
            document.inhoud_is_vervallen.into(),
            (&document.link).into(),
            document.indicatie_gebruiksrecht.into(),
            (&document.verschijningsvorm).into(),
            ondertekening.map_or("", |own| own.soort.as_str()).into(),
            ondertekening.map(|own| own.datum).into(),
            integriteit.map_or("", |own| own.algoritme.as_str()).into(),
            integriteit.map_or("", |own| own.waarde.as_str()).into(),
            integriteit.map(|own| own.datum).into(),
            trefwoorden(document).into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn find_document(db: &mut Reader, uuid: Id<Document>) -> Result<Option<Document>> {
    db.query_opt(&FIND_DOCUMENT, &[uuid.into()], read_document).await
}

/// Keeps other transactions from this document until this one ends, and returns whether there is such a document.
pub(crate) async fn lock_document(tx: &mut Tx, uuid: Id<Document>) -> Result<bool> {
    Ok(tx.query_opt(&LOCK_DOCUMENT, &[uuid.into()], |_| Ok(())).await?.is_some())
}

pub(crate) async fn has_identificatie(db: &mut Reader, identificatie: &str, bronorganisatie: &str) -> Result<bool> {
    let values = [identificatie.into(), bronorganisatie.into()];
    Ok(db.query_opt(&HAS_IDENTIFICATIE, &values, |_| Ok(())).await?.is_some())
}

/// Sets or removes the lock of a client.
pub(crate) async fn set_lock(tx: &mut Tx, uuid: Id<Document>, lock: Option<&str>) -> Result<()> {
    tx.execute(&SET_LOCK, &[uuid.into(), lock.into()]).await?;
    Ok(())
}

/// Gives a version the file that came in parts, or says that it has none.
pub(crate) async fn set_bestand(tx: &mut Tx, document: &Document, stored: Option<&Stored>) -> Result<()> {
    let size = stored.map(|stored| i64::try_from(stored.size).unwrap_or(i64::MAX));
    let hash = stored.map(|stored| &stored.hash);
    tx.execute(&SET_BESTAND, &[document.uuid.into(), document.versie.into(), hash.into(), size.into()]).await?;
    Ok(())
}

/// Says whether the use of a version is limited. Rule: drc-006 (gebruiksrechten).
pub(crate) async fn set_gebruiksrecht(tx: &mut Tx, document: &Document, indicatie: Option<bool>) -> Result<()> {
    tx.execute(&SET_GEBRUIKSRECHT, &[document.uuid.into(), document.versie.into(), indicatie.into()]).await?;
    Ok(())
}

/// Removes a document with everything that belongs to it. The bytes that nothing names any more are swept.
pub(crate) async fn delete_document(tx: &mut Tx, uuid: Id<Document>) -> Result<()> {
    tx.execute(&DELETE_OPMAAK, &[uuid.into()]).await?;
    tx.execute(&DELETE_DOCUMENT, &[uuid.into()]).await?;
    Ok(())
}

fn read_document(row: &Row<'_>) -> Result<Document> {
    let ondertekend: Option<jiff::civil::Date> = row.get(26)?;
    let gemeten: Option<jiff::civil::Date> = row.get(29)?;
    let trefwoorden: serde_json::Value = row.get(30)?;
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
        is_gereed_voor_publicatie: row.get(19)?,
        tonen_aan_initiator: row.get(20)?,
        inhoud_is_vervallen: row.get(21)?,
        link: row.get(22)?,
        indicatie_gebruiksrecht: row.get(23)?,
        verschijningsvorm: row.get(24)?,
        ondertekening: match ondertekend {
            Some(datum) => Some(Ondertekening { soort: row.get(25)?, datum }),
            None => None,
        },
        integriteit: match gemeten {
            Some(datum) => Some(Integriteit { algoritme: row.get(27)?, waarde: row.get(28)?, datum }),
            None => None,
        },
        trefwoorden: serde_json::from_value(trefwoorden).unwrap_or_default(),
    })
}

pub(crate) async fn insert_opmaak(
    tx: &mut Tx,
    document: &Document,
    sjabloon: &str,
    gegevens: &serde_json::Value,
) -> Result<()> {
    let now = tx.now();
    tx.send(
        &INSERT_OPMAAK,
        [
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
