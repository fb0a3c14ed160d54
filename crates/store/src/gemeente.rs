//! Which municipality this database is of. One row, kept in memory because nearly every page shows it.

use std::sync::{Arc, RwLock};

use serde_json::{Value, json};
use values::Rsin;

use crate::{Reader, Result, Sql, Tx, sql};

/// The facts of the municipality that pages, letters and mails show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemeente {
    /// Lower-case letters, digits and `-`: `den-haag`.
    pub key: String,
    /// Without the word "gemeente": `Den Haag`.
    pub naam: String,
    /// The number that zaken and documents name as their organisation.
    pub rsin: Rsin,
    /// Plain text as people say it: `www.denhaag.nl`.
    pub website: String,
    /// As people dial it: `14 070`.
    pub telefoon: String,
    /// Where letters to it go, in one line: `Postbus 12600, 2500 DJ Den Haag`. Empty when it was not said.
    pub postadres: String,
    /// When the phone is answered, in words.
    pub openingstijden: String,
    /// The name of the theme file.
    pub thema: String,
    /// The sender of mails.
    pub afzender: String,
}

impl Gemeente {
    /// Returns what letters and copies show of it: `gemeente` in the data of a template (docs/bouwsteen.md).
    pub fn briefgegevens(&self) -> Value {
        let adres = self.postadres.split(", ").filter(|line| !line.is_empty()).collect::<Vec<_>>();
        let adres = Some(adres).filter(|lines| !lines.is_empty());
        json!({ "naam": self.naam, "website": self.website, "telefoon": self.telefoon, "adres": adres })
    }
}

pub(crate) type Shared = RwLock<Option<Arc<Gemeente>>>;

static FIND: Sql = sql(
    "store.find_gemeente",
    "SELECT key, naam, rsin, website, telefoon, openingstijden, thema, afzender, postadres FROM gemeente",
);
static DELETE: Sql = sql("store.delete_gemeente", "DELETE FROM gemeente");
static INSERT: Sql = sql(
    "store.insert_gemeente",
    "INSERT INTO gemeente (key, naam, rsin, website, telefoon, openingstijden, thema, afzender, postadres)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);

/// Every statement about the municipality.
pub const STATEMENTS: &[&Sql] = &[&FIND, &DELETE, &INSERT];

/// Reads the row, if the municipality was set up.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &mut Reader) -> Result<Option<Gemeente>> {
    let found = db
        .query_opt(&FIND, &[], |row| {
            let rsin: String = row.get(2)?;
            Ok(Gemeente {
                key: row.get(0)?,
                naam: row.get(1)?,
                rsin: rsin
                    .parse()
                    .map_err(|_| crate::StoreError::NoRow("store.find_gemeente: the RSIN is not valid"))?,
                website: row.get(3)?,
                telefoon: row.get(4)?,
                openingstijden: row.get(5)?,
                thema: row.get(6)?,
                afzender: row.get(7)?,
                postadres: row.get(8)?,
            })
        })
        .await?;
    Ok(found)
}

/// Writes the row. [`crate::Db::reload_gemeente`] makes the program see it.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut Tx, gemeente: &Gemeente) -> Result<()> {
    tx.execute(&DELETE, &[]).await?;
    tx.execute(
        &INSERT,
        &[
            (&gemeente.key).into(),
            (&gemeente.naam).into(),
            gemeente.rsin.as_str().into(),
            (&gemeente.website).into(),
            (&gemeente.telefoon).into(),
            (&gemeente.openingstijden).into(),
            (&gemeente.thema).into(),
            (&gemeente.afzender).into(),
            (&gemeente.postadres).into(),
        ],
    )
    .await?;
    Ok(())
}
