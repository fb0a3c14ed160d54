//! Statements of the Autorisaties module and the mapping of rows.

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql};
use uuid::Uuid;
use values::actor::Component;
use values::{Id, Vertrouwelijkheidaanduiding};

use crate::{Applicatie, Autorisatie};

static FIND_CLIENT: Sql = sql(
    "autorisaties.find_client",
    "SELECT a.uuid, a.label, a.heeft_alle_autorisaties, a.versie, c.secret_sealed
     FROM applicatie_client c JOIN applicatie a ON a.uuid = c.applicatie WHERE c.client_id = $1",
);
static LIST_AUTORISATIES_OF: Sql = sql(
    "autorisaties.list_autorisaties_of",
    "SELECT applicatie, component, type, scopes, max_vertrouwelijkheidaanduiding FROM autorisatie WHERE applicatie = $1
     ORDER BY uuid",
);
static LIST_APPLICATIES: Sql = sql(
    "autorisaties.list_applicaties",
    "SELECT uuid, label, heeft_alle_autorisaties FROM applicatie ORDER BY label, uuid",
);
static LIST_CLIENTS: Sql =
    sql("autorisaties.list_clients", "SELECT applicatie, client_id FROM applicatie_client ORDER BY client_id");
static LIST_AUTORISATIES: Sql = sql(
    "autorisaties.list_autorisaties",
    "SELECT applicatie, component, type, scopes, max_vertrouwelijkheidaanduiding FROM autorisatie ORDER BY uuid",
);
static INSERT_APPLICATIE: Sql = sql(
    "autorisaties.insert_applicatie",
    "INSERT INTO applicatie (uuid, label, heeft_alle_autorisaties, versie) VALUES ($1, $2, $3, 1)",
);
static INSERT_CLIENT: Sql = sql(
    "autorisaties.insert_client",
    "INSERT INTO applicatie_client (client_id, applicatie, secret_sealed) VALUES ($1, $2, $3)",
);
static INSERT_AUTORISATIE: Sql = sql(
    "autorisaties.insert_autorisatie",
    "INSERT INTO autorisatie (uuid, applicatie, component, type, scopes, max_vertrouwelijkheidaanduiding)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
static DELETE_APPLICATIE: Sql =
    sql("autorisaties.delete_applicatie", "DELETE FROM applicatie WHERE uuid = $1 RETURNING label");

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &FIND_CLIENT,
    &LIST_AUTORISATIES_OF,
    &LIST_APPLICATIES,
    &LIST_CLIENTS,
    &LIST_AUTORISATIES,
    &INSERT_APPLICATIE,
    &INSERT_CLIENT,
    &INSERT_AUTORISATIE,
    &DELETE_APPLICATIE,
];

/// A client id with the application that it belongs to.
pub(crate) struct Client {
    pub(crate) applicatie: Uuid,
    pub(crate) label: String,
    pub(crate) heeft_alle_autorisaties: bool,
    pub(crate) versie: i64,
    pub(crate) secret_sealed: Vec<u8>,
}

pub(crate) async fn find_client(db: &mut Reader, client_id: &str) -> Result<Option<Client>> {
    db.query_opt(&FIND_CLIENT, &[client_id.into()], |row| {
        Ok(Client {
            applicatie: row.get(0)?,
            label: row.get(1)?,
            heeft_alle_autorisaties: row.get(2)?,
            versie: row.get(3)?,
            secret_sealed: row.get(4)?,
        })
    })
    .await
}

pub(crate) async fn list_autorisaties_of(db: &mut Reader, applicatie: Uuid) -> Result<Vec<Autorisatie>> {
    db.query(&LIST_AUTORISATIES_OF, &[applicatie.into()], |row| Ok(read_autorisatie(row)?.1)).await
}

/// Reads all applications: three statements, however many there are.
pub(crate) async fn list(db: &mut Reader) -> Result<Vec<Applicatie>> {
    let mut all = db
        .query(&LIST_APPLICATIES, &[], |row| {
            Ok(Applicatie {
                uuid: row.get(0)?,
                label: row.get(1)?,
                client_ids: Vec::new(),
                heeft_alle_autorisaties: row.get(2)?,
                autorisaties: Vec::new(),
            })
        })
        .await?;
    let clients =
        db.query(&LIST_CLIENTS, &[], |row| Ok((row.get::<Id<Applicatie>>(0)?, row.get::<String>(1)?))).await?;
    let autorisaties = db.query(&LIST_AUTORISATIES, &[], read_autorisatie).await?;
    for (owner, client_id) in clients {
        all.iter_mut().filter(|one| one.uuid == owner).for_each(|one| one.client_ids.push(client_id.clone()));
    }
    for (owner, autorisatie) in autorisaties {
        all.iter_mut().filter(|one| one.uuid == owner).for_each(|one| one.autorisaties.push(autorisatie.clone()));
    }
    Ok(all)
}

pub(crate) async fn insert_applicatie(tx: &mut Tx, applicatie: &Applicatie) -> Result<()> {
    let values = [applicatie.uuid.into(), (&applicatie.label).into(), applicatie.heeft_alle_autorisaties.into()];
    tx.execute(&INSERT_APPLICATIE, &values).await?;
    for autorisatie in &applicatie.autorisaties {
        let uuid = tx.new_uuid();
        // A component without levels is reached as a whole.
        let level = autorisatie.max_vertrouwelijkheidaanduiding.unwrap_or(Vertrouwelijkheidaanduiding::ZeerGeheim);
        tx.execute(
            &INSERT_AUTORISATIE,
            &[
                uuid.into(),
                applicatie.uuid.into(),
                component_text(autorisatie.component).into(),
                autorisatie.r#type.into(),
                serde_json::Value::from(autorisatie.scopes.clone()).to_string().into(),
                level.rank().into(),
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

/// Removes an application with its clients and autorisaties, and returns its label.
pub(crate) async fn delete_applicatie(tx: &mut Tx, uuid: Id<Applicatie>) -> Result<Option<String>> {
    tx.query_opt(&DELETE_APPLICATIE, &[uuid.into()], |row| row.get(0)).await
}

fn read_autorisatie(row: &Row<'_>) -> Result<(Id<Applicatie>, Autorisatie)> {
    let component = component_of(row.text(1)?).ok_or_else(|| fault(1, "no component"))?;
    let scopes = serde_json::from_str(row.text(3)?).map_err(|_| fault(3, "no list of texts"))?;
    let level: Vertrouwelijkheidaanduiding = row.get(4)?;
    let has_level = matches!(component, Component::Zrc | Component::Drc);
    let autorisatie = Autorisatie {
        component,
        scopes,
        r#type: row.get(2)?,
        max_vertrouwelijkheidaanduiding: has_level.then_some(level),
    };
    Ok((row.get(0)?, autorisatie))
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

fn component_text(component: Component) -> &'static str {
    COMPONENTS.iter().find(|(one, _)| *one == component).map_or("", |(_, text)| text)
}

fn component_of(text: &str) -> Option<Component> {
    COMPONENTS.iter().find(|(_, own)| *own == text).map(|(component, _)| *component)
}
