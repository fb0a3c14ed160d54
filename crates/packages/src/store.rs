//! Which packages are installed.

use ::store::{Reader, Result, Sql, StoreError, Tx, sql};
use jiff::Timestamp;

use crate::{Bouwsteen, Manifest};

static FIND_HASH: Sql = sql("packages.find_hash", "SELECT hash FROM bouwsteen WHERE key = $1");
static SAVE: Sql = sql(
    "packages.save",
    "INSERT INTO bouwsteen (key, versie, naam, omschrijving, manifest, hash, installed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (key) DO UPDATE SET versie = excluded.versie, naam = excluded.naam, omschrijving = excluded.omschrijving,
        manifest = excluded.manifest, hash = excluded.hash, installed_at = excluded.installed_at",
);
static LIST: Sql = sql("packages.list", "SELECT manifest, installed_at FROM bouwsteen ORDER BY key");

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[&FIND_HASH, &SAVE, &LIST];

/// A package that is installed.
#[derive(Debug, Clone)]
pub struct Installed {
    /// What it says of itself.
    pub manifest: Manifest,
    /// When it was installed.
    pub installed_at: Timestamp,
}

pub(crate) async fn find_hash(db: &mut Reader, key: &str) -> Result<Option<String>> {
    db.query_opt(&FIND_HASH, &[key.into()], |row| row.get(0)).await
}

pub(crate) async fn save(tx: &mut Tx, bouwsteen: &Bouwsteen, hash: &str) -> Result<()> {
    let manifest = &bouwsteen.manifest;
    let text = serde_json::to_string(manifest).map_err(|_| broken())?;
    let now = tx.now();
    let values = [
        (&manifest.key).into(),
        (&manifest.version).into(),
        (&manifest.naam).into(),
        (&manifest.omschrijving).into(),
        text.into(),
        hash.into(),
        now.into(),
    ];
    tx.execute(&SAVE, &values).await?;
    Ok(())
}

/// Returns the installed packages, by key.
///
/// # Errors
/// When the database fails.
pub async fn list_installed(db: &mut Reader) -> Result<Vec<Installed>> {
    db.query(&LIST, &[], |row| {
        let manifest = serde_json::from_str(row.text(0)?).map_err(|_| broken())?;
        Ok(Installed { manifest, installed_at: row.get(1)? })
    })
    .await
}

fn broken() -> StoreError {
    StoreError::Column { statement: "packages", column: 0, message: "the manifest can't be read or written".to_owned() }
}
