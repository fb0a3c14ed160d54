//! The bouwstenen that come with the program.

use std::collections::BTreeMap;

use anyhow::Context;
use packages::{Bouwsteen, Outcome};
use rust_embed::RustEmbed;
use store::Db;
use values::Actor;

#[derive(RustEmbed)]
#[folder = "../../bouwstenen"]
struct Embedded;

/// Returns the bouwstenen that come with the program; `basis` first, the others fall back on it.
///
/// # Errors
/// When one of them has no manifest: a fault of ours.
pub fn embedded() -> anyhow::Result<Vec<Bouwsteen>> {
    let mut packages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for path in Embedded::iter() {
        let Some((key, inside)) = path.split_once('/') else { continue };
        let file = Embedded::get(&path).context("an embedded file is there")?;
        let text = String::from_utf8(file.data.into_owned()).with_context(|| format!("{path} is no text"))?;
        packages.entry(key.to_owned()).or_default().insert(inside.to_owned(), text);
    }
    let mut bouwstenen =
        packages.into_values().map(|files| Ok(Bouwsteen::from_files(files)?)).collect::<anyhow::Result<Vec<_>>>()?;
    bouwstenen.sort_by_key(|bouwsteen| (bouwsteen.manifest.key != "basis", bouwsteen.manifest.key.clone()));
    Ok(bouwstenen)
}

/// Returns the zaaktype of a bouwsteen that comes with the program.
///
/// # Errors
/// When there is none: a fault of ours.
pub fn zaaktype(key: &str) -> anyhow::Result<catalogi::ZaaktypePackage> {
    let file = Embedded::get(&format!("{key}/zaaktype.json")).with_context(|| format!("{key} has a zaaktype"))?;
    serde_json::from_slice(&file.data).with_context(|| format!("the zaaktype of {key}"))
}

/// Returns every fault of a bouwsteen, each starting with the file that it is in.
pub fn faults(bouwsteen: &Bouwsteen) -> Vec<String> {
    let mut faults = packages::check(bouwsteen);
    for (name, template) in bouwsteen.folder("sjablonen") {
        faults.extend(pdf::syntax_faults(template).into_iter().map(|fault| format!("sjablonen/{name}: {fault}")));
    }
    faults
}

/// Installs a bouwsteen for a municipality, all of it or nothing.
///
/// # Errors
/// When it breaks its format, with every fault.
pub async fn install(db: &Db, bouwsteen: &Bouwsteen) -> anyhow::Result<Outcome> {
    let faults = faults(bouwsteen);
    if !faults.is_empty() {
        return Err(packages::PackageError::Invalid(faults).into());
    }
    let gemeente = db.gemeente();
    let mut tx = db.begin(&Actor::Systeem("beheer")).await?;
    let naam = format!("Catalogus van {}", gemeente.naam);
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &gemeente.rsin, &naam).await?;
    let outcome = packages::install(&mut tx, &catalogus, bouwsteen).await?;
    tx.commit().await?;
    Ok(outcome)
}
