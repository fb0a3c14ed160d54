//! `loket catalogus`: catalogi and zaaktypen as files, in the format of Open Zaak.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;
use autorisaties::Window;
use catalogi::Naslag;
use catalogi::beheer::{self, CatalogusRij, TypeRij, Zoekvraag};
use catalogi::register::Soort;
use catalogi::uitwisseling::{self, Doel, Hergebruik, ImportError, ImportOpties, Melding, Omvang, Uitslag};
use diensten::Diensten;
use store::Reader;
use uuid::Uuid;
use values::Actor;

use crate::cli::{CatalogusCommand, ImportOptions};
use crate::config::Config;
use crate::output::say;
use crate::tenants::{self, Entry, Opened};
use crate::{sleutel, wiring};

const BEHEER: Actor = Actor::Systeem("beheer");

/// Lists, exports or imports catalogi.
///
/// # Errors
/// When there is no such catalogus or zaaktype, or the file can't be read, written or imported.
pub async fn catalogus(command: CatalogusCommand) -> anyhow::Result<()> {
    match command {
        CatalogusCommand::List { store, tenant } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { db, .. } = tenants::open_one(&store, tenant.as_deref()).await?;
            for one in beheer::list_catalogi(&mut db.reader()).await? {
                say(format_args!(
                    "{}\t{}\t{}\t{}\t{} zaaktypen",
                    one.uuid, one.domein, one.rsin, one.naam, one.zaaktypen
                ));
            }
        }
        CatalogusCommand::Export { store, tenant, catalogus, zaaktype, file } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            let mut db = db.reader();
            let catalogus = choose_catalogus(&mut db, catalogus.as_deref()).await?;
            let omvang = match &zaaktype {
                None => Omvang::Catalogus(catalogus.uuid),
                Some(name) => Omvang::Zaaktype(find_zaaktype(&mut db, &catalogus, name).await?.uuid),
            };
            let bundel = uitwisseling::collect(&mut db, omvang).await?.context("it is gone")?;
            let zip = uitwisseling::write_zip(&bundel, &base_of(&entry));
            std::fs::write(&file, zip).with_context(|| format!("writing {}", file.display()))?;
            let count = bundel.of(Soort::Zaaktype).len();
            say(format_args!("{count} version(s) of zaaktypen of {} are in {}", catalogus.domein, file.display()));
        }
        CatalogusCommand::Import { store, tenant, options, file } => {
            let bundel = read(&file)?;
            let config = Config::read(&store)?;
            let store = config.store(&store)?;
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let diensten = Diensten::new(config.outbound(false)?, sleutel::sealer(&store.data)?);
            let typen = (bundel.of(Soort::Zaaktype).iter(), bundel.of(Soort::Resultaattype).iter());
            let naslag = Naslag::ask_strictly(&diensten, &db, typen.0, typen.1).await?;
            let mut tx = db.begin(&BEHEER).await?;
            let doel = match &options.catalogus {
                Some(name) => Doel::Bestaand(choose_catalogus(&mut tx, Some(name)).await?.uuid),
                None => Doel::Nieuw,
            };
            let proposal = uitwisseling::proposal(&mut tx, &bundel, doel).await?;
            let hergebruik = chosen(&options, &proposal)?;
            let opties = ImportOpties { hergebruik, naslag, ..ImportOpties::new(doel) };
            let uitslag = uitwisseling::import(&mut tx, bundel, &opties).await.map_err(said)?;
            tx.commit().await?;
            tell(&entry, &uitslag);
        }
    }
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<uitwisseling::Bundel> {
    let reading = || format!("reading {}", file.display());
    // A file that is far too large is not read into memory first.
    let size = std::fs::metadata(file).with_context(reading)?.len();
    anyhow::ensure!(size <= uitwisseling::BYTES_MAX as u64, "{}: {}", file.display(), uitwisseling::ZipFout::TooLarge);
    uitwisseling::read_zip(&std::fs::read(file).with_context(reading)?).with_context(reading)
}

/// Returns scheme and host for the URLs in the file: nothing follows them, they tie the types together.
fn base_of(entry: &Entry) -> String {
    let host = entry.hosts.first().map_or("localhost", String::as_str);
    entry.url.clone().unwrap_or_else(|| format!("https://{host}"))
}

async fn choose_catalogus(db: &mut Reader, name: Option<&str>) -> anyhow::Result<CatalogusRij> {
    let all = beheer::list_catalogi(db).await?;
    let domeinen = all.iter().map(|one| one.domein.as_str()).collect::<Vec<_>>().join(", ");
    let is_meant = |one: &CatalogusRij| {
        name.is_none_or(|name| one.domein == name || one.uuid.to_string() == name.to_ascii_lowercase())
    };
    let mut found: Vec<CatalogusRij> = all.into_iter().filter(is_meant).collect();
    match (found.len(), name) {
        (1, _) => Ok(found.remove(0)),
        (0, Some(name)) => anyhow::bail!("there is no catalogus `{name}`; there is: {domeinen}"),
        (0, None) => anyhow::bail!("there is no catalogus yet"),
        (_, Some(name)) => anyhow::bail!("there is more than one catalogus `{name}`: name it by its id"),
        (_, None) => anyhow::bail!("name the catalogus with --catalogus; there is: {domeinen}"),
    }
}

/// Returns the version of a zaaktype that is meant: by its id, or the newest with this identificatie.
async fn find_zaaktype(db: &mut Reader, catalogus: &CatalogusRij, name: &str) -> anyhow::Result<TypeRij> {
    let vraag = Zoekvraag { catalogus: Some(catalogus.uuid), ..Zoekvraag::default() };
    let window = Window { limit: u64::MAX / 2, offset: 0 };
    let all = beheer::list_typen(db, Soort::Zaaktype, &vraag, window).await?.rows;
    let is_meant = |one: &&TypeRij| one.naam == name || one.uuid.to_string() == name.to_ascii_lowercase();
    let newest = all.iter().filter(is_meant).max_by_key(|one| one.begin_geldigheid);
    newest.cloned().with_context(|| format!("there is no zaaktype `{name}` in {}", catalogus.domein))
}

/// Returns which types of the file are not made, because one that is here takes their place.
fn chosen(options: &ImportOptions, proposal: &[Hergebruik]) -> anyhow::Result<HashMap<String, Uuid>> {
    let mut hergebruik = HashMap::new();
    if !options.nieuw {
        hergebruik.extend(proposal.iter().filter_map(|one| Some((one.url.clone(), one.gelijk?))));
    }
    for pair in &options.gebruik {
        let (own, other) = pair.split_once('=').with_context(|| format!("--gebruik {pair}: write IN-FILE=HERE"))?;
        let one = proposal.iter().find(|one| one.omschrijving == own).with_context(|| {
            format!("--gebruik {pair}: the file has no type `{own}`, or it makes a catalogus of its own")
        })?;
        let (uuid, _) = one
            .keuzes
            .iter()
            .find(|(_, naam)| naam == other)
            .with_context(|| format!("--gebruik {pair}: there is no {} `{other}` here", one.soort.resource()))?;
        hergebruik.insert(one.url.clone(), *uuid);
    }
    Ok(hergebruik)
}

/// Says every fault with its file and field.
fn said(error: ImportError) -> anyhow::Error {
    match error {
        ImportError::Fouten(fouten) => {
            let lines: Vec<String> =
                fouten.iter().map(|one| format!("{}: {} ({})", one.herkomst, one.reason, one.code)).collect();
            anyhow::anyhow!("nothing was imported:\n{}", lines.join("\n"))
        }
        ImportError::NoCatalogus => anyhow::anyhow!("{error} with --catalogus"),
        error => error.into(),
    }
}

fn tell(entry: &Entry, uitslag: &Uitslag) {
    say(format_args!("imported as concepts for {}:", entry.key));
    for (soort, count) in &uitslag.gemaakt {
        say(format_args!("  {count}\t{}", soort.resource()));
    }
    if uitslag.hergebruikt > 0 {
        say(format_args!("  {}\talready here, and used", uitslag.hergebruikt));
    }
    for (uuid, identificatie) in &uitslag.zaaktypen {
        say(format_args!("{uuid}\t{identificatie}"));
    }
    for melding in &uitslag.meldingen {
        match melding {
            Melding::Weggelaten { herkomst, wat } => {
                say(format_args!("left out: {herkomst}: {wat} is neither in the file nor here"));
            }
            Melding::GeenSelectielijst { herkomst } | Melding::GeenOmschrijvingGeneriek { herkomst } => {
                say(format_args!("fill in later: {herkomst}"));
            }
            Melding::AnderProcestype { herkomst } => say(format_args!("of another procestype, change it: {herkomst}")),
        }
    }
}
