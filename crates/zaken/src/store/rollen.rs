//! Who is involved.

use ::store::{Reader, Result, Row, Sql, Tx, sql};
use serde_json::Value;
use values::Id;

use crate::{Rol, Zaak};

macro_rules! rol_columns {
    () => {
        "uuid, zaak, roltype, betrokkene_type, omschrijving, omschrijving_generiek, roltoelichting, registratiedatum,
         indicatie_machtiging, betrokkene_identificatie, contactpersoon_rol, authenticatie_context"
    };
}

static INSERT_ROL: Sql = sql(
    "zaken.insert_rol",
    "INSERT INTO rol (uuid, zaak, roltype, betrokkene_type, omschrijving, omschrijving_generiek, roltoelichting,
        registratiedatum, indicatie_machtiging, bsn, kvk_nummer, medewerker, betrokkene_identificatie, contactpersoon_rol,
        authenticatie_context)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
);
static LIST_ROLLEN: Sql =
    sql("zaken.list_rollen", concat!("SELECT ", rol_columns!(), " FROM rol WHERE zaak = $1 ORDER BY uuid"));
static FIND_INITIATOR: Sql = sql(
    "zaken.find_rol_initiator",
    concat!("SELECT ", rol_columns!(), " FROM rol WHERE zaak = $1 AND omschrijving_generiek = 'initiator' LIMIT 1"),
);

static HAS_ROL: Sql =
    sql("zaken.has_rol", "SELECT uuid FROM rol WHERE zaak = $1 AND omschrijving_generiek = $2 LIMIT 1");

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT_ROL, &LIST_ROLLEN, &FIND_INITIATOR, &HAS_ROL];

pub(crate) async fn has_rol(db: &mut Reader, zaak: Id<Zaak>, omschrijving_generiek: &str) -> Result<bool> {
    Ok(db.query_opt(&HAS_ROL, &[zaak.into(), omschrijving_generiek.into()], |_| Ok(())).await?.is_some())
}

pub(crate) async fn insert_rol(tx: &mut Tx, rol: &Rol) -> Result<()> {
    let text = |field: &str| rol.betrokkene_identificatie.get(field).and_then(Value::as_str);
    // The numbers stand in columns of their own, so that "whose zaken" is an index lookup.
    let bsn = text("inpBsn");
    let kvk_nummer = text("kvkNummer");
    let medewerker = (rol.betrokkene_type == "medewerker").then(|| text("identificatie")).flatten();
    tx.execute(
        &INSERT_ROL,
        &[
            rol.uuid.into(),
            rol.zaak.into(),
            rol.roltype.into(),
            (&rol.betrokkene_type).into(),
            (&rol.omschrijving).into(),
            (&rol.omschrijving_generiek).into(),
            (&rol.roltoelichting).into(),
            rol.registratiedatum.into(),
            (&rol.indicatie_machtiging).into(),
            bsn.into(),
            kvk_nummer.into(),
            medewerker.into(),
            rol.betrokkene_identificatie.to_string().into(),
            rol.contactpersoon_rol.as_ref().map(Value::to_string).into(),
            rol.authenticatie_context.as_ref().map(Value::to_string).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Returns who is involved in a zaak, in the order that they came.
///
/// # Errors
/// When the database fails.
pub async fn list_rollen(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Rol>> {
    db.query(&LIST_ROLLEN, &[zaak.into()], read_rol).await
}

/// Returns the initiator of a zaak, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn find_rol_initiator(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Rol>> {
    db.query_opt(&FIND_INITIATOR, &[zaak.into()], read_rol).await
}

pub(crate) fn read_rol(row: &Row<'_>) -> Result<Rol> {
    Ok(Rol {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        roltype: row.get(2)?,
        betrokkene_type: row.get(3)?,
        omschrijving: row.get(4)?,
        omschrijving_generiek: row.get(5)?,
        roltoelichting: row.get(6)?,
        registratiedatum: row.get(7)?,
        indicatie_machtiging: row.get(8)?,
        betrokkene_identificatie: row.get(9)?,
        contactpersoon_rol: row.get(10)?,
        authenticatie_context: row.get(11)?,
    })
}
