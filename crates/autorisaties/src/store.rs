//! Statements of the Autorisaties module and the mapping of rows.

pub(crate) mod import;

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql, sql_pair};
use uuid::Uuid;
use values::actor::Component;
use values::{Id, Vertrouwelijkheidaanduiding};

use crate::domain::{TypeIn, TypeNaam};
use crate::handlers::import::Tabel;
use crate::{Applicatie, ApplicatieGegevens, Client, Reikwijdte, Toekenning, Window, ids_parameter};
use crate::{ids_postgres, ids_sqlite, import_tabel};

static FIND_CLIENT: Sql = sql(
    "autorisaties.find_client",
    "SELECT a.uuid, a.label, a.heeft_alle_autorisaties, a.versie, c.secret_sealed, a.alleen_gereed_voor_publicatie,
            (SELECT versie FROM typen_versie WHERE id = 1)
     FROM applicatie_client c JOIN applicatie a ON a.uuid = c.applicatie WHERE c.client_id = $1",
);
static LIST_APPLICATIES: Sql = sql(
    "autorisaties.list_applicaties",
    "SELECT uuid, label, heeft_alle_autorisaties, alleen_gereed_voor_publicatie FROM applicatie
     ORDER BY uuid DESC LIMIT $1 OFFSET $2",
);
static COUNT_APPLICATIES: Sql = sql("autorisaties.count_applicaties", "SELECT count(*) FROM applicatie");
static LIST_APPLICATIES_OF_CLIENTS: Sql = sql_pair(
    "autorisaties.list_applicaties_of_clients",
    "SELECT uuid, label, heeft_alle_autorisaties, alleen_gereed_voor_publicatie FROM applicatie
     WHERE uuid IN (SELECT applicatie FROM applicatie_client WHERE client_id IN (SELECT value FROM json_each($1)))
     ORDER BY uuid DESC",
    "SELECT uuid, label, heeft_alle_autorisaties, alleen_gereed_voor_publicatie FROM applicatie
     WHERE uuid IN (SELECT applicatie FROM applicatie_client
                    WHERE client_id IN (SELECT jsonb_array_elements_text(CAST($1 AS TEXT)::JSONB)))
     ORDER BY uuid DESC",
);
static LIST_APPLICATIES_OF_TYPE: Sql = sql(
    "autorisaties.list_applicaties_of_type",
    "SELECT DISTINCT applicatie FROM autorisatie WHERE component = $1 AND type = $2 ORDER BY applicatie",
);
static LOCK_APPLICATIE: Sql = sql_pair(
    "autorisaties.lock_applicatie",
    "SELECT uuid FROM applicatie WHERE uuid = $1",
    "SELECT uuid FROM applicatie WHERE uuid = $1 FOR UPDATE",
);
static FIND_APPLICATIE: Sql = sql(
    "autorisaties.find_applicatie",
    "SELECT uuid, label, heeft_alle_autorisaties, alleen_gereed_voor_publicatie FROM applicatie WHERE uuid = $1",
);
static LIST_CLIENTS: Sql = sql_pair(
    "autorisaties.list_clients",
    concat!(
        "SELECT applicatie, client_id, length(secret_sealed) FROM applicatie_client WHERE applicatie IN ",
        ids_sqlite!(),
        " ORDER BY client_id"
    ),
    concat!(
        "SELECT applicatie, client_id, length(secret_sealed) FROM applicatie_client WHERE applicatie IN ",
        ids_postgres!(),
        " ORDER BY client_id"
    ),
);
static LIST_TOEKENNINGEN: Sql = sql_pair(
    "autorisaties.list_toekenningen",
    concat!(
        "SELECT applicatie, component, type, scopes, max_vertrouwelijkheidaanduiding, catalogus, type_elders
         FROM autorisatie WHERE applicatie IN ",
        ids_sqlite!(),
        " ORDER BY uuid"
    ),
    concat!(
        "SELECT applicatie, component, type, scopes, max_vertrouwelijkheidaanduiding, catalogus, type_elders
         FROM autorisatie WHERE applicatie IN ",
        ids_postgres!(),
        " ORDER BY uuid"
    ),
);
static LIST_TYPEN: Sql = sql_pair(
    "autorisaties.list_typen",
    concat!(
        "SELECT 'zrc', catalogus, uuid FROM zaaktype WHERE catalogus IN ",
        ids_sqlite!(),
        " UNION ALL SELECT 'drc', catalogus, uuid FROM informatieobjecttype WHERE catalogus IN ",
        ids_sqlite!(),
        " UNION ALL SELECT 'brc', catalogus, uuid FROM besluittype WHERE catalogus IN ",
        ids_sqlite!(),
        " ORDER BY 3"
    ),
    concat!(
        "SELECT 'zrc', catalogus, uuid FROM zaaktype WHERE catalogus IN ",
        ids_postgres!(),
        " UNION ALL SELECT 'drc', catalogus, uuid FROM informatieobjecttype WHERE catalogus IN ",
        ids_postgres!(),
        " UNION ALL SELECT 'brc', catalogus, uuid FROM besluittype WHERE catalogus IN ",
        ids_postgres!(),
        " ORDER BY 3"
    ),
);
/// That a type `t` is of this register, and no copy of what another one has: those are named by their URL.
macro_rules! eigen {
    () => {
        "NOT EXISTS (SELECT 1 FROM type_elders e WHERE e.uuid = t.uuid)"
    };
}

static FIND_ZAAKTYPEN: Sql = sql(
    "autorisaties.find_zaaktypen",
    concat!("SELECT t.uuid FROM zaaktype t WHERE t.identificatie = $1 AND ", eigen!(), " ORDER BY t.uuid"),
);
static FIND_INFORMATIEOBJECTTYPEN: Sql = sql(
    "autorisaties.find_informatieobjecttypen",
    concat!("SELECT t.uuid FROM informatieobjecttype t WHERE t.omschrijving = $1 AND ", eigen!(), " ORDER BY t.uuid"),
);
static FIND_BESLUITTYPEN: Sql = sql(
    "autorisaties.find_besluittypen",
    concat!("SELECT t.uuid FROM besluittype t WHERE t.omschrijving = $1 AND ", eigen!(), " ORDER BY t.uuid"),
);
static LIST_TYPE_NAMES: Sql = sql(
    "autorisaties.list_type_names",
    concat!(
        "SELECT 'zrc', t.uuid, t.catalogus, t.identificatie, t.omschrijving, t.begin_geldigheid, t.concept FROM zaaktype t
         WHERE ",
        eigen!(),
        " UNION ALL SELECT 'drc', t.uuid, t.catalogus, t.omschrijving, t.omschrijving, t.begin_geldigheid, t.concept
          FROM informatieobjecttype t WHERE ",
        eigen!(),
        " UNION ALL SELECT 'brc', t.uuid, t.catalogus, t.omschrijving, t.omschrijving, t.begin_geldigheid, t.concept
          FROM besluittype t WHERE ",
        eigen!(),
        " ORDER BY 5, 4, 6 DESC, 2 LIMIT 5000"
    ),
);
static LIST_CATALOGI: Sql = sql(
    "autorisaties.list_catalogi",
    concat!("SELECT t.uuid, t.domein, t.naam FROM catalogus t WHERE ", eigen!(), " ORDER BY t.domein, t.rsin"),
);

static INSERT_APPLICATIE: Sql = sql(
    "autorisaties.insert_applicatie",
    "INSERT INTO applicatie (uuid, label, heeft_alle_autorisaties, alleen_gereed_voor_publicatie, versie)
     VALUES ($1, $2, $3, $4, 1)",
);
static UPDATE_APPLICATIE: Sql = sql(
    "autorisaties.update_applicatie",
    "UPDATE applicatie SET label = $2, heeft_alle_autorisaties = $3, alleen_gereed_voor_publicatie = $4,
            versie = versie + 1 WHERE uuid = $1",
);
static INSERT_CLIENT: Sql = sql(
    "autorisaties.insert_client",
    "INSERT INTO applicatie_client (client_id, applicatie, secret_sealed) VALUES ($1, $2, $3)",
);
static SET_SECRET: Sql =
    sql("autorisaties.set_secret", "UPDATE applicatie_client SET secret_sealed = $2 WHERE client_id = $1");
static DELETE_CLIENT: Sql = sql("autorisaties.delete_client", "DELETE FROM applicatie_client WHERE client_id = $1");
static INSERT_TOEKENNING: Sql = sql(
    "autorisaties.insert_toekenning",
    "INSERT INTO autorisatie (uuid, applicatie, component, type, scopes, max_vertrouwelijkheidaanduiding, catalogus,
                              type_elders)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static DELETE_TOEKENNINGEN: Sql =
    sql("autorisaties.delete_toekenningen", "DELETE FROM autorisatie WHERE applicatie = $1");
static DELETE_APPLICATIE: Sql = sql("autorisaties.delete_applicatie", "DELETE FROM applicatie WHERE uuid = $1");

/// Which applications are here, for what is taken over from another register.
pub(crate) static APPLICATIE: Tabel = import_tabel!("autorisaties", "applicatie");

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &FIND_CLIENT,
    &LIST_APPLICATIES,
    &COUNT_APPLICATIES,
    &LIST_APPLICATIES_OF_CLIENTS,
    &LIST_APPLICATIES_OF_TYPE,
    &LOCK_APPLICATIE,
    &FIND_APPLICATIE,
    &LIST_CLIENTS,
    &LIST_TOEKENNINGEN,
    &LIST_TYPEN,
    &FIND_ZAAKTYPEN,
    &FIND_INFORMATIEOBJECTTYPEN,
    &FIND_BESLUITTYPEN,
    &LIST_TYPE_NAMES,
    &LIST_CATALOGI,
    &INSERT_APPLICATIE,
    &UPDATE_APPLICATIE,
    &INSERT_CLIENT,
    &SET_SECRET,
    &DELETE_CLIENT,
    &INSERT_TOEKENNING,
    &DELETE_TOEKENNINGEN,
    &DELETE_APPLICATIE,
    &APPLICATIE.present,
    &APPLICATIE.count,
];

/// Returns how many applications are here.
///
/// # Errors
/// When the database fails.
pub async fn import_count(db: &mut Reader) -> Result<i64> {
    APPLICATIE.count(db).await
}

/// No level was given.
const NO_LEVEL: i64 = -1;

/// A client id with the application that it belongs to.
#[derive(Clone)]
pub(crate) struct ClientRow {
    pub(crate) applicatie: Uuid,
    pub(crate) label: String,
    pub(crate) heeft_alle_autorisaties: bool,
    pub(crate) versie: i64,
    pub(crate) secret_sealed: Vec<u8>,
    pub(crate) alleen_gereed_voor_publicatie: bool,
    pub(crate) typen_versie: i64,
}

pub(crate) async fn find_client(db: &mut Reader, client_id: &str) -> Result<Option<ClientRow>> {
    db.query_opt(&FIND_CLIENT, &[client_id.into()], |row| {
        Ok(ClientRow {
            applicatie: row.get(0)?,
            label: row.get(1)?,
            heeft_alle_autorisaties: row.get(2)?,
            versie: row.get(3)?,
            secret_sealed: row.get(4)?,
            alleen_gereed_voor_publicatie: row.get(5)?,
            typen_versie: row.get(6)?,
        })
    })
    .await
}

pub(crate) async fn list_toekenningen_of(db: &mut Reader, applicatie: Uuid) -> Result<Vec<Toekenning>> {
    let ids = ids_parameter([applicatie]);
    db.query(&LIST_TOEKENNINGEN, &[ids.into()], |row| Ok(read_toekenning(row)?.1)).await
}

/// Returns the types of these catalogi; no statement when there is none.
pub(crate) async fn list_typen(db: &mut Reader, toekenningen: &[&Toekenning]) -> Result<Vec<TypeIn>> {
    let catalogi: std::collections::BTreeSet<Uuid> = toekenningen
        .iter()
        .filter_map(|one| match one.reikwijdte {
            Reikwijdte::Catalogus(catalogus) => Some(catalogus),
            _ => None,
        })
        .collect();
    if catalogi.is_empty() {
        return Ok(Vec::new());
    }
    let ids = ids_parameter(catalogi);
    db.query(&LIST_TYPEN, &[ids.into()], |row| {
        let component = component_of(row.text(0)?).ok_or_else(|| fault(0, "no component"))?;
        Ok(TypeIn { component, catalogus: row.get(1)?, r#type: row.get(2)? })
    })
    .await
}

/// Finds the types with this identificatie or omschrijving: all their versions.
pub(crate) async fn find_typen(db: &mut Reader, component: Component, name: &str) -> Result<Vec<Uuid>> {
    let statement = match component {
        Component::Zrc => &FIND_ZAAKTYPEN,
        Component::Drc => &FIND_INFORMATIEOBJECTTYPEN,
        Component::Brc => &FIND_BESLUITTYPEN,
        Component::Ztc | Component::Ac | Component::Nrc => return Ok(Vec::new()),
    };
    db.query(statement, &[name.into()], |row| row.get(0)).await
}

/// Returns the versions of types by name, the newest of each first.
pub(crate) async fn list_type_names(db: &mut Reader) -> Result<Vec<TypeNaam>> {
    db.query(&LIST_TYPE_NAMES, &[], |row| {
        Ok(TypeNaam {
            component: component_of(row.text(0)?).ok_or_else(|| fault(0, "no component"))?,
            uuid: row.get(1)?,
            catalogus: row.get(2)?,
            naam: row.get(3)?,
            omschrijving: row.get(4)?,
            begin_geldigheid: row.get(5)?,
            concept: row.get(6)?,
        })
    })
    .await
}

/// Returns the catalogi: id, domein and name.
pub(crate) async fn list_catalogi(db: &mut Reader) -> Result<Vec<(Uuid, String, String)>> {
    db.query(&LIST_CATALOGI, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

/// Reads a page of applications, newest first.
pub(crate) async fn list(db: &mut Reader, window: Window) -> Result<Vec<Applicatie>> {
    let values = [window.limit_and_one().into(), window.offset().into()];
    let found = db.query(&LIST_APPLICATIES, &values, read_applicatie).await?;
    fill(db, found).await
}

pub(crate) async fn count(db: &mut Reader) -> Result<i64> {
    db.query_one(&COUNT_APPLICATIES, &[], |row| row.get(0)).await
}

/// Reads the applications that these clients belong to.
pub(crate) async fn list_of_clients(db: &mut Reader, client_ids: &[String]) -> Result<Vec<Applicatie>> {
    let names = serde_json::Value::from(client_ids.to_vec()).to_string();
    let found = db.query(&LIST_APPLICATIES_OF_CLIENTS, &[names.into()], read_applicatie).await?;
    fill(db, found).await
}

/// Returns the applications that have rights on this type itself, in one order for all who lock them.
pub(crate) async fn list_of_type(db: &mut Reader, component: Component, uuid: Uuid) -> Result<Vec<Id<Applicatie>>> {
    let values = [component_text(component).into(), uuid.into()];
    db.query(&LIST_APPLICATIES_OF_TYPE, &values, |row| row.get(0)).await
}

/// Keeps other transactions from this application until this one ends.
pub(crate) async fn lock(tx: &mut Tx, uuid: Id<Applicatie>) -> Result<()> {
    tx.query_opt(&LOCK_APPLICATIE, &[uuid.into()], |_| Ok(())).await.map(drop)
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Applicatie>) -> Result<Option<Applicatie>> {
    let found = db.query(&FIND_APPLICATIE, &[uuid.into()], read_applicatie).await?;
    Ok(fill(db, found).await?.pop())
}

fn read_applicatie(row: &Row<'_>) -> Result<Applicatie> {
    Ok(Applicatie {
        uuid: row.get(0)?,
        label: row.get(1)?,
        clients: Vec::new(),
        heeft_alle_autorisaties: row.get(2)?,
        alleen_gereed_voor_publicatie: row.get(3)?,
        toekenningen: Vec::new(),
    })
}

/// Adds clients and rights: two statements, however many applications.
async fn fill(db: &mut Reader, mut all: Vec<Applicatie>) -> Result<Vec<Applicatie>> {
    if all.is_empty() {
        return Ok(all);
    }
    let ids = ids_parameter(all.iter().map(|one| one.uuid.uuid()));
    let clients = db
        .query(&LIST_CLIENTS, &[(&ids).into()], |row| {
            let owner: Id<Applicatie> = row.get(0)?;
            Ok((owner, Client { id: row.get(1)?, has_secret: row.get::<i64>(2)? > 0 }))
        })
        .await?;
    let toekenningen = db.query(&LIST_TOEKENNINGEN, &[(&ids).into()], read_toekenning).await?;
    let places: std::collections::HashMap<_, _> =
        all.iter().enumerate().map(|(index, one)| (one.uuid.uuid(), index)).collect();
    for (owner, client) in clients {
        all[places[&owner.uuid()]].clients.push(client);
    }
    for (owner, toekenning) in toekenningen {
        all[places[&owner.uuid()]].toekenningen.push(toekenning);
    }
    Ok(all)
}

pub(crate) async fn insert_applicatie(tx: &mut Tx, uuid: Id<Applicatie>, new: &ApplicatieGegevens) -> Result<()> {
    let values = [
        uuid.into(),
        (&new.label).into(),
        new.heeft_alle_autorisaties.into(),
        new.alleen_gereed_voor_publicatie.into(),
    ];
    tx.execute(&INSERT_APPLICATIE, &values).await?;
    insert_toekenningen(tx, uuid, &new.toekenningen).await
}

/// Replaces all but the clients. The row is changed first: it keeps a second writer waiting until the first is done.
pub(crate) async fn update_applicatie(tx: &mut Tx, uuid: Id<Applicatie>, new: &ApplicatieGegevens) -> Result<()> {
    tx.change_memo();
    let values = [
        uuid.into(),
        (&new.label).into(),
        new.heeft_alle_autorisaties.into(),
        new.alleen_gereed_voor_publicatie.into(),
    ];
    tx.execute(&UPDATE_APPLICATIE, &values).await?;
    tx.execute(&DELETE_TOEKENNINGEN, &[uuid.into()]).await?;
    insert_toekenningen(tx, uuid, &new.toekenningen).await
}

async fn insert_toekenningen(tx: &mut Tx, applicatie: Id<Applicatie>, all: &[Toekenning]) -> Result<()> {
    for one in all {
        let uuid = tx.new_uuid();
        let (r#type, catalogus, elders) = match &one.reikwijdte {
            Reikwijdte::Component => (None, None, None),
            Reikwijdte::Type(uuid) => (Some(*uuid), None, None),
            Reikwijdte::Catalogus(uuid) => (None, Some(*uuid), None),
            Reikwijdte::Elders(url) => (None, None, Some(url.clone())),
        };
        tx.execute(
            &INSERT_TOEKENNING,
            &[
                uuid.into(),
                applicatie.into(),
                component_text(one.component).into(),
                r#type.into(),
                serde_json::Value::from(one.scopes.clone()).to_string().into(),
                one.max_vertrouwelijkheidaanduiding.map_or(NO_LEVEL, Vertrouwelijkheidaanduiding::rank).into(),
                catalogus.into(),
                elders.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

pub(crate) async fn insert_client(
    tx: &mut Tx,
    applicatie: Id<Applicatie>,
    client_id: &str,
    secret_sealed: &[u8],
) -> Result<()> {
    tx.execute(&INSERT_CLIENT, &[client_id.into(), applicatie.into(), secret_sealed.into()]).await?;
    Ok(())
}

pub(crate) async fn set_secret(tx: &mut Tx, client_id: &str, secret_sealed: &[u8]) -> Result<bool> {
    tx.change_memo();
    Ok(tx.execute(&SET_SECRET, &[client_id.into(), secret_sealed.into()]).await? == 1)
}

pub(crate) async fn delete_client(tx: &mut Tx, client_id: &str) -> Result<()> {
    tx.change_memo();
    tx.execute(&DELETE_CLIENT, &[client_id.into()]).await?;
    Ok(())
}

/// Removes an application with its clients and rights.
pub(crate) async fn delete_applicatie(tx: &mut Tx, uuid: Id<Applicatie>) -> Result<()> {
    tx.change_memo();
    tx.execute(&DELETE_APPLICATIE, &[uuid.into()]).await?;
    Ok(())
}

fn read_toekenning(row: &Row<'_>) -> Result<(Id<Applicatie>, Toekenning)> {
    let component = component_of(row.text(1)?).ok_or_else(|| fault(1, "no component"))?;
    let scopes = serde_json::from_str(row.text(3)?).map_err(|_| fault(3, "no list of texts"))?;
    let has_level = matches!(component, Component::Zrc | Component::Drc);
    let level = Vertrouwelijkheidaanduiding::from_rank(row.get(4)?).filter(|_| has_level);
    let r#type: Option<Uuid> = row.get(2)?;
    let catalogus: Option<Uuid> = row.get(5)?;
    let elders: Option<String> = row.get(6)?;
    let reikwijdte = match (r#type, catalogus, elders) {
        (Some(uuid), _, _) => Reikwijdte::Type(uuid),
        (None, Some(uuid), _) => Reikwijdte::Catalogus(uuid),
        (None, None, Some(url)) => Reikwijdte::Elders(url),
        (None, None, None) => Reikwijdte::Component,
    };
    Ok((row.get(0)?, Toekenning { component, scopes, reikwijdte, max_vertrouwelijkheidaanduiding: level }))
}

fn fault(column: usize, message: &str) -> StoreError {
    StoreError::Column { statement: "autorisaties", column, message: message.to_owned() }
}

const COMPONENTS: [(Component, &str); 6] = [
    (Component::Zrc, "zrc"),
    (Component::Ztc, "ztc"),
    (Component::Drc, "drc"),
    (Component::Brc, "brc"),
    (Component::Ac, "ac"),
    (Component::Nrc, "nrc"),
];

/// Returns the abbreviation of the standard.
pub fn component_text(component: Component) -> &'static str {
    COMPONENTS.iter().find(|(one, _)| *one == component).map_or("", |(_, text)| text)
}

/// Returns the component of an abbreviation.
pub fn component_of(text: &str) -> Option<Component> {
    COMPONENTS.iter().find(|(_, own)| *own == text).map(|(component, _)| *component)
}
