//! Which packages are installed, and the products that came with them.

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql};
use jiff::Timestamp;

use crate::{Bouwsteen, Manifest, Product};

static FIND_HASH: Sql = sql("packages.find_hash", "SELECT hash FROM bouwsteen WHERE key = $1");
static SAVE: Sql = sql(
    "packages.save",
    "INSERT INTO bouwsteen (key, versie, naam, omschrijving, manifest, hash, installed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (key) DO UPDATE SET versie = excluded.versie, naam = excluded.naam, omschrijving = excluded.omschrijving,
        manifest = excluded.manifest, hash = excluded.hash, installed_at = excluded.installed_at",
);
static LIST: Sql = sql("packages.list", "SELECT manifest, installed_at FROM bouwsteen ORDER BY key");
static DELETE_PRODUCTS: Sql = sql("packages.delete_products", "DELETE FROM product WHERE bouwsteen = $1");
static SAVE_PRODUCT: Sql = sql(
    "packages.save_product",
    "INSERT INTO product (slug, bouwsteen, titel, samenvatting, formulier, thema, upl, kosten, tekst)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (slug) DO UPDATE SET bouwsteen = excluded.bouwsteen, titel = excluded.titel, samenvatting = excluded.samenvatting,
        formulier = excluded.formulier, thema = excluded.thema, upl = excluded.upl, kosten = excluded.kosten, tekst = excluded.tekst",
);
static LIST_PRODUCTS: Sql = sql(
    "packages.list_products",
    "SELECT slug, titel, samenvatting, formulier, thema, upl, kosten, tekst FROM product ORDER BY thema, titel",
);
static FIND_PRODUCT: Sql = sql(
    "packages.find_product",
    "SELECT slug, titel, samenvatting, formulier, thema, upl, kosten, tekst FROM product WHERE slug = $1",
);

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] =
    &[&FIND_HASH, &SAVE, &LIST, &DELETE_PRODUCTS, &SAVE_PRODUCT, &LIST_PRODUCTS, &FIND_PRODUCT];

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

/// Puts the products of a package in place of those of its last version.
pub(crate) async fn replace_products(tx: &mut Tx, bouwsteen: &str, products: &[Product]) -> Result<()> {
    tx.execute(&DELETE_PRODUCTS, &[bouwsteen.into()]).await?;
    for product in products {
        let values = [
            (&product.slug).into(),
            bouwsteen.into(),
            (&product.titel).into(),
            (&product.samenvatting).into(),
            (&product.formulier).into(),
            (&product.thema).into(),
            (&product.upl).into(),
            (&product.kosten).into(),
            (&product.tekst).into(),
        ];
        tx.execute(&SAVE_PRODUCT, &values).await?;
    }
    Ok(())
}

/// Returns all products, by thema and title.
///
/// # Errors
/// When the database fails.
pub async fn list_products(db: &mut Reader) -> Result<Vec<Product>> {
    db.query(&LIST_PRODUCTS, &[], product).await
}

/// Returns the product with this slug.
///
/// # Errors
/// When the database fails.
pub async fn find_product(db: &mut Reader, slug: &str) -> Result<Option<Product>> {
    db.query_opt(&FIND_PRODUCT, &[slug.into()], product).await
}

fn product(row: &Row<'_>) -> Result<Product> {
    Ok(Product {
        slug: row.get(0)?,
        titel: row.get(1)?,
        samenvatting: row.get(2)?,
        formulier: row.get(3)?,
        thema: row.get(4)?,
        upl: row.get(5)?,
        kosten: row.get(6)?,
        tekst: row.get(7)?,
    })
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
