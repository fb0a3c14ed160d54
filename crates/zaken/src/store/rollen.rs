//! Who is involved.

use ::store::{Reader, Result, Row, Sql, Tx, Value, sql};
use serde_json::Value as Json;
use values::Id;

use super::import::Rij;
use crate::rules::zoeken::zoeknaam;
use crate::{Rol, Zaak};

/// The columns of [`read_rol`], in its order, each after the name of its row.
macro_rules! rol_columns {
    ($row:literal) => {
        concat!(
            $row,
            "uuid, ",
            $row,
            "zaak, ",
            $row,
            "roltype, ",
            $row,
            "betrokkene_type, ",
            $row,
            "omschrijving, ",
            $row,
            "omschrijving_generiek, ",
            $row,
            "roltoelichting, ",
            $row,
            "registratiedatum, ",
            $row,
            "indicatie_machtiging, ",
            $row,
            "betrokkene_identificatie, ",
            $row,
            "contactpersoon_rol, ",
            $row,
            "authenticatie_context, ",
            $row,
            "betrokkene, ",
            $row,
            "afwijkende_naam, ",
            $row,
            "begin_geldigheid, ",
            $row,
            "einde_geldigheid"
        )
    };
}
pub(crate) use rol_columns;

static INSERT_ROL: Sql = sql(
    "zaken.insert_rol",
    "INSERT INTO rol (uuid, zaak, roltype, betrokkene_type, omschrijving, omschrijving_generiek, roltoelichting,
        registratiedatum, indicatie_machtiging, betrokkene_identificatie, contactpersoon_rol, authenticatie_context, betrokkene,
        afwijkende_naam, begin_geldigheid, einde_geldigheid, bsn, kvk_nummer, medewerker, anp_identificatie, a_nummer, nnp_id,
        ann_identificatie, vestigingsnummer, organisatorische_eenheid, loa,
        zoeknaam)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
        $27)",
);
static UPDATE_ROL: Sql = sql(
    "zaken.update_rol",
    "UPDATE rol SET zaak = $2, roltype = $3, betrokkene_type = $4, omschrijving = $5, omschrijving_generiek = $6,
        roltoelichting = $7, registratiedatum = $8, indicatie_machtiging = $9, betrokkene_identificatie = $10,
        contactpersoon_rol = $11, authenticatie_context = $12, betrokkene = $13, afwijkende_naam = $14, begin_geldigheid = $15,
        einde_geldigheid = $16, bsn = $17, kvk_nummer = $18, medewerker = $19, anp_identificatie = $20, a_nummer = $21,
        nnp_id = $22, ann_identificatie = $23, vestigingsnummer = $24, organisatorische_eenheid = $25, loa = $26, zoeknaam = $27
     WHERE uuid = $1",
);
static DELETE_ROL: Sql = sql("zaken.delete_rol", "DELETE FROM rol WHERE uuid = $1");
static CLEAR_GEZETDOOR: Sql = sql("zaken.clear_gezetdoor", "UPDATE status SET gezetdoor = NULL WHERE gezetdoor = $1");
static FIND_ROL: Sql = sql("zaken.find_rol", concat!("SELECT ", rol_columns!(""), " FROM rol WHERE uuid = $1"));
static LIST_ROLLEN: Sql =
    sql("zaken.list_rollen", concat!("SELECT ", rol_columns!(""), " FROM rol WHERE zaak = $1 ORDER BY uuid"));
static FIND_INITIATOR: Sql = sql(
    "zaken.find_rol_initiator",
    concat!("SELECT ", rol_columns!(""), " FROM rol WHERE zaak = $1 AND omschrijving_generiek = 'initiator' LIMIT 1"),
);

static HAS_ROL: Sql =
    sql("zaken.has_rol", "SELECT uuid FROM rol WHERE zaak = $1 AND omschrijving_generiek = $2 LIMIT 1");

pub(super) const STATEMENTS: &[&Sql] =
    &[&INSERT_ROL, &UPDATE_ROL, &DELETE_ROL, &CLEAR_GEZETDOOR, &FIND_ROL, &LIST_ROLLEN, &FIND_INITIATOR, &HAS_ROL];

pub(crate) async fn has_rol(db: &mut Reader, zaak: Id<Zaak>, omschrijving_generiek: &str) -> Result<bool> {
    Ok(db.query_opt(&HAS_ROL, &[zaak.into(), omschrijving_generiek.into()], |_| Ok(())).await?.is_some())
}

/// What identifies a party stands in columns of its own, so that "whose zaken" is an index lookup.
fn values(rol: &Rol) -> Vec<Value<'_>> {
    let text =
        |field: &str| rol.betrokkene_identificatie.get(field).and_then(Json::as_str).filter(|text| !text.is_empty());
    let own = |soort: &str| text("identificatie").filter(|_| rol.betrokkene_type == soort);
    let loa = rol.authenticatie_context.as_ref().and_then(|context| context.get("levelOfAssurance")?.as_str());
    vec![
        rol.uuid.into(),
        rol.zaak.into(),
        rol.roltype.into(),
        (&rol.betrokkene_type).into(),
        (&rol.omschrijving).into(),
        (&rol.omschrijving_generiek).into(),
        (&rol.roltoelichting).into(),
        rol.registratiedatum.into(),
        (&rol.indicatie_machtiging).into(),
        rol.betrokkene_identificatie.to_string().into(),
        rol.contactpersoon_rol.as_ref().map(Json::to_string).into(),
        rol.authenticatie_context.as_ref().map(Json::to_string).into(),
        Some(rol.betrokkene.as_str()).filter(|url| !url.is_empty()).into(),
        (&rol.afwijkende_naam_betrokkene).into(),
        rol.begin_geldigheid.into(),
        rol.einde_geldigheid.into(),
        text("inpBsn").into(),
        text("kvkNummer").into(),
        own("medewerker").into(),
        text("anpIdentificatie").into(),
        text("inpA_nummer").into(),
        text("innNnpId").into(),
        text("annIdentificatie").into(),
        text("vestigingsNummer").into(),
        own("organisatorische_eenheid").into(),
        loa.into(),
        zoeknaam(rol).into(),
    ]
}

impl Rij for Rol {
    const RESOURCE: &'static str = "rol";

    fn insert() -> &'static Sql {
        &INSERT_ROL
    }

    fn values(&self) -> Vec<Value<'_>> {
        values(self)
    }

    fn zaak(&self) -> Id<Zaak> {
        self.zaak
    }

    fn weergave(&self) -> &str {
        &self.omschrijving
    }
}

pub(crate) async fn insert_rol(tx: &mut Tx, rol: &Rol) -> Result<()> {
    tx.send_each(&INSERT_ROL, vec![values(rol)]).await
}

/// Writes many rollen.
pub(crate) async fn insert_rollen(tx: &mut Tx, rollen: impl Iterator<Item = &Rol>) -> Result<()> {
    let rows: Vec<_> = rollen.map(values).collect();
    tx.send_each(&INSERT_ROL, rows).await
}

pub(crate) async fn update_rol(tx: &mut Tx, rol: &Rol) -> Result<()> {
    tx.execute(&UPDATE_ROL, &values(rol)).await.map(|_| ())
}

/// Removes a rol. Statussen that it set stay, without saying who set them.
pub(crate) async fn delete_rol(tx: &mut Tx, uuid: Id<Rol>) -> Result<()> {
    tx.execute(&CLEAR_GEZETDOOR, &[uuid.into()]).await?;
    tx.execute(&DELETE_ROL, &[uuid.into()]).await.map(|_| ())
}

/// Returns a rol by its id, whoever asks.
pub(crate) async fn find_rol(db: &mut Reader, uuid: Id<Rol>) -> Result<Option<Rol>> {
    db.query_opt(&FIND_ROL, &[uuid.into()], read_rol).await
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
        betrokkene: row.get::<Option<String>>(12)?.unwrap_or_default(),
        afwijkende_naam_betrokkene: row.get(13)?,
        begin_geldigheid: row.get(14)?,
        einde_geldigheid: row.get(15)?,
    })
}
