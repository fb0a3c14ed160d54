//! What zaken have to do with zaken and decisions of other registers.

use ::store::{Reader, Result, Row, Sql, Tx, sql};
use jiff::civil::Date;
use serde_json::{Map, Value as Json};
use uuid::Uuid;
use values::Id;

use crate::{RelevanteZaak, Zaak, Zaakbesluit};

/// A decision of ours gives its id to the relation.
static LIST_BESLUITEN: Sql = sql(
    "zaken.list_zaakbesluiten",
    "SELECT uuid, uuid FROM besluit WHERE zaak = $1 UNION ALL SELECT uuid, besluit FROM zaakbesluit_elders WHERE zaak = $1
     ORDER BY 1",
);
static INSERT_BESLUIT: Sql = sql(
    "zaken.insert_zaakbesluit_elders",
    "INSERT INTO zaakbesluit_elders (uuid, zaak, besluit) VALUES ($1, $2, $3) ON CONFLICT (zaak, besluit) DO NOTHING",
);
static DELETE_BESLUIT: Sql = sql("zaken.delete_zaakbesluit_elders", "DELETE FROM zaakbesluit_elders WHERE uuid = $1");
static BESLUITEN_INHOUD: Sql = sql(
    "zaken.list_besluiten_elders",
    "SELECT x.inhoud FROM zaakbesluit_elders b JOIN extern_object x ON x.uuid = b.besluit WHERE b.zaak = $1",
);
static INSERT_RELEVANT: Sql = sql(
    "zaken.insert_relevante_zaak_elders",
    "INSERT INTO zaakrelatie_elders (zaak, plaats, andere, aard_relatie, overige_relatie, toelichting)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
static DELETE_RELEVANT: Sql =
    sql("zaken.delete_relevante_zaken_elders", "DELETE FROM zaakrelatie_elders WHERE zaak = $1");
static INSERT_GERELATEERD: Sql = sql(
    "zaken.insert_gerelateerde_zaak_elders",
    "INSERT INTO zaakgerelateerd_elders (zaak, plaats, andere) VALUES ($1, $2, $3)",
);
/// What is taken over comes after what is there.
static IMPORT_RELEVANT: Sql = sql(
    "zaken.import_relevante_zaak_elders",
    "INSERT INTO zaakrelatie_elders (zaak, plaats, andere, aard_relatie, overige_relatie, toelichting)
     VALUES ($1, (SELECT COALESCE(MAX(r.plaats), 0) + 1 FROM zaakrelatie_elders r WHERE r.zaak = $1), $2, $3, $4, $5)",
);
static IMPORT_GERELATEERD: Sql = sql(
    "zaken.import_gerelateerde_zaak_elders",
    "INSERT INTO zaakgerelateerd_elders (zaak, plaats, andere)
     VALUES ($1, (SELECT COALESCE(MAX(r.plaats), 0) + 1 FROM zaakgerelateerd_elders r WHERE r.zaak = $1), $2)",
);
static DELETE_GERELATEERD: Sql =
    sql("zaken.delete_gerelateerde_zaken_elders", "DELETE FROM zaakgerelateerd_elders WHERE zaak = $1");
static RELEVANT_INHOUD: Sql = sql(
    "zaken.list_relevante_zaken_elders",
    "SELECT x.inhoud FROM zaakrelatie_elders r JOIN extern_object x ON x.uuid = r.andere WHERE r.zaak = $1",
);

pub(super) const STATEMENTS: &[&Sql] = &[
    &LIST_BESLUITEN,
    &INSERT_BESLUIT,
    &DELETE_BESLUIT,
    &BESLUITEN_INHOUD,
    &INSERT_RELEVANT,
    &DELETE_RELEVANT,
    &INSERT_GERELATEERD,
    &DELETE_GERELATEERD,
    &IMPORT_RELEVANT,
    &IMPORT_GERELATEERD,
    &RELEVANT_INHOUD,
];

/// Returns the decisions that were taken in a zaak, here or elsewhere.
pub(crate) async fn list_zaakbesluiten(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Zaakbesluit>> {
    db.query(&LIST_BESLUITEN, &[zaak.into()], |row| Ok(Zaakbesluit { uuid: row.get(0)?, besluit: row.get(1)? })).await
}

/// Writes that a decision of another register was taken in a zaak, and returns whether that is new.
pub(crate) async fn insert_zaakbesluit(tx: &mut Tx, zaak: Id<Zaak>, one: Zaakbesluit) -> Result<bool> {
    Ok(tx.execute(&INSERT_BESLUIT, &[one.uuid.into(), zaak.into(), one.besluit.into()]).await? == 1)
}

pub(crate) async fn delete_zaakbesluit(tx: &mut Tx, uuid: Uuid) -> Result<()> {
    tx.execute(&DELETE_BESLUIT, &[uuid.into()]).await.map(drop)
}

/// Writes the zaken of other registers that matter to a zaak, each at its place among all that do.
pub(crate) async fn insert_relevante(tx: &mut Tx, zaak: Id<Zaak>, relevante: &[(i64, &RelevanteZaak)]) -> Result<()> {
    let mut rows = Vec::with_capacity(relevante.len());
    for (plaats, one) in relevante {
        let (aard, overig) = (&one.aard_relatie, &one.overige_relatie);
        let toelichting = (&one.toelichting).into();
        rows.push(vec![zaak.into(), (*plaats).into(), one.zaak.into(), aard.into(), overig.into(), toelichting]);
    }
    tx.execute_each(&INSERT_RELEVANT, &rows).await
}

/// Writes the zaken of other registers that a zaak is related to, each at its place.
pub(crate) async fn insert_gerelateerde(tx: &mut Tx, zaak: Id<Zaak>, andere: &[(i64, &Id<Zaak>)]) -> Result<()> {
    let row = |(plaats, andere): &(i64, &Id<Zaak>)| vec![zaak.into(), (*plaats).into(), (**andere).into()];
    tx.execute_each(&INSERT_GERELATEERD, &andere.iter().map(row).collect::<Vec<_>>()).await
}

/// Writes what a zaak that is taken over says of zaken of other registers.
pub(crate) async fn import_relaties(
    tx: &mut Tx,
    zaak: Id<Zaak>,
    relevante: &[&RelevanteZaak],
    gerelateerde: &[&Id<Zaak>],
) -> Result<()> {
    for one in relevante {
        let (aard, overig) = ((&one.aard_relatie).into(), (&one.overige_relatie).into());
        tx.execute(&IMPORT_RELEVANT, &[zaak.into(), one.zaak.into(), aard, overig, (&one.toelichting).into()]).await?;
    }
    for andere in gerelateerde {
        tx.execute(&IMPORT_GERELATEERD, &[zaak.into(), (**andere).into()]).await?;
    }
    Ok(())
}

/// Removes all relations of a zaak to zaken of other registers, to be written again.
pub(crate) async fn delete_relaties(tx: &mut Tx, zaak: Id<Zaak>) -> Result<()> {
    tx.execute(&DELETE_RELEVANT, &[zaak.into()]).await?;
    tx.execute(&DELETE_GERELATEERD, &[zaak.into()]).await.map(drop)
}

/// Returns the latest day that the other registers say in this field of their decisions in a zaak.
pub(crate) async fn latest_of_besluiten(db: &mut Reader, zaak: Id<Zaak>, field: &str) -> Result<Option<Date>> {
    latest(db, &BESLUITEN_INHOUD, zaak, field).await
}

/// Returns the latest day that a zaak of another register ended that matters to a zaak.
pub(crate) async fn latest_relevant_einddatum(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Date>> {
    latest(db, &RELEVANT_INHOUD, zaak, "einddatum").await
}

async fn latest(db: &mut Reader, sql: &'static Sql, zaak: Id<Zaak>, field: &str) -> Result<Option<Date>> {
    let read = |row: &Row<'_>| {
        let inhoud: Map<String, Json> = serde_json::from_str(row.text(0)?).unwrap_or_default();
        Ok(inhoud.get(field).and_then(Json::as_str).and_then(|text| text.parse::<Date>().ok()))
    };
    Ok(db.query(sql, &[zaak.into()], read).await?.into_iter().flatten().max())
}
