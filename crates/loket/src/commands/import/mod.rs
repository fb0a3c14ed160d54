//! `loket zgw import`: a complete register from any other provider of the ZGW standards, by its APIs.
//!
//! Steps ([`stappen`]) are run in an order in which nothing comes before what it names. Pages are fetched ahead ([`ophalen`]) and written
//! by the import of the crate that keeps the resource, in one transaction with their place in the journal ([`store`]): a run that is
//! killed goes on where it was, and a record that is here is passed over. Reading begins at [`take_over`].

mod bron;
mod elders;
mod ophalen;
mod overnemen;
mod rapport;
mod stappen;
mod store;

use anyhow::Context;
use autorisaties::Sealer;
use autorisaties::handlers::import::Import;
use diensten::Diensten;
use values::Actor;
use values::actor::{Applicatie, Component, Rechten};

pub use self::bron::{Bron, Roots};
pub use self::rapport::{Rapport, Regel, VerschilRegel};
pub use self::store::STATEMENTS;

use self::overnemen::Overname;
use self::stappen::Herkomst;
use self::store::Journaal;
use crate::cli::ZgwImportOptions;
use crate::config::Config;
use crate::output::{say, say_aside};
use crate::tenants::{self, Opened};
use crate::{sleutel, wiring};

/// Takes a register over, and says what came of it.
///
/// # Errors
/// When the source can't be read, or the database or the report can't be written.
pub async fn import(options: &ZgwImportOptions) -> anyhow::Result<()> {
    let config = Config::read(&options.store)?;
    let store = config.store(&options.store)?;
    let Opened { entry, db } = tenants::open_one(&store, options.tenant.as_deref()).await?;
    if options.notificaties {
        wiring::prepare_publish(&db);
    }
    ::store::numbers::prepare(&db).await?;
    let sealer = sleutel::sealer(&store.data)?;
    let roots = roots(options)?;
    let outbound = config.outbound_to(&roots.hosts())?;
    let login = (options.client_id.as_str(), options.secret.as_str());
    let bron = Bron::new(outbound, roots, login, ::std::sync::Arc::clone(db.clock()), options.parallel);
    say_aside(format_args!("taking over {} for {}", bron.roots.name(), entry.key));
    let diensten = Diensten::new(config.outbound(false)?, sealer.clone());
    let rapport = take_over(&db, (&sealer, &diensten), &bron, options.notificaties).await?;
    say(rapport.text());
    if let Some(path) = &options.json {
        let text = serde_json::to_string_pretty(&rapport)?;
        std::fs::write(path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    anyhow::ensure!(rapport.is_volledig, "not everything could be read; run the same command again when it can");
    let geweigerd: i64 = rapport.resources.iter().map(|one| one.geweigerd).sum();
    anyhow::ensure!(geweigerd == 0, "{geweigerd} records are not here: the report says which, and why");
    Ok(())
}

/// How many pages are fetched ahead of the one that is written.
const PAGES_AHEAD: usize = 3;

/// Takes a register over: what is not here yet, with the ids that it has there. What the records name of a third register is fetched by `diensten`.
///
/// # Errors
/// When the source can't be read or the database fails. What was written stands, and the next call goes on.
pub async fn take_over(
    db: &::store::Db,
    (sealer, diensten): (&Sealer, &Diensten),
    bron: &Bron,
    is_published: bool,
) -> anyhow::Result<Rapport> {
    let name = bron.roots.name();
    let actor = importer(&name);
    let mut tx = db.begin(&actor).await?;
    let journaal = Journaal::open(&mut tx, &name).await?;
    tx.commit().await?;
    let with = Import { urls: bron.roots.urls(), is_published };
    let overname = Overname { db, sealer, diensten, bron, with: &with, actor: &actor, journaal, ahead: PAGES_AHEAD };
    let open = overname.run().await?;
    count_again(&overname).await?;
    if open.is_empty() {
        overname.settle().await?;
    }
    Rapport::gather(db, journaal, name, &open).await
}

/// Asks the other register how many records it has now: what changed there in the meantime shows in the report.
async fn count_again(overname: &Overname<'_>) -> anyhow::Result<()> {
    for stap in stappen::alle().filter(|stap| stap.herkomst == Herkomst::Lijst) {
        let Some(root) = overname.bron.roots.find(stap.component) else { continue };
        let stand = overname.journaal.find_stap(&mut overname.db.reader(), stap.naam).await?;
        let Some(vraag) = stand.vraag.filter(|_| stand.is_klaar) else { continue };
        let ophaler = ophalen::Ophaler::new(overname.bron.clone(), overname.db.clone(), stap, root);
        let Some(count) = ophaler.count(&vraag).await? else { continue };
        let count = i64::try_from(count)?;
        if stand.bij_bron != Some(count) {
            let mut tx = overname.db.begin(overname.actor).await?;
            overname.journaal.set_bij_bron(&mut tx, stap.naam, count).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Returns who writes: audit lines say where the records come from.
fn importer(bron: &str) -> Actor {
    Actor::Applicatie(Applicatie {
        client_id: "loket-import".to_owned(),
        label: "Loket import".to_owned(),
        user_id: String::new(),
        user_representation: String::new(),
        toelichting: format!("Geïmporteerd uit {bron}"),
        herkomst: values::actor::Herkomst::default(),
        rechten: std::sync::Arc::new(Rechten { alle: true, ..Rechten::default() }),
    })
}

/// Returns where each component is: below `--from` in the way of the standard, unless its own option says otherwise.
fn roots(options: &ZgwImportOptions) -> anyhow::Result<Roots> {
    let mut roots = Vec::new();
    for (component, path) in bron::COMPONENTEN {
        let (name, own) = match component {
            Component::Ztc => ("catalogi", &options.catalogi),
            Component::Drc => ("documenten", &options.documenten),
            Component::Zrc => ("zaken", &options.zaken),
            Component::Brc => ("besluiten", &options.besluiten),
            Component::Ac => ("autorisaties", &options.autorisaties),
            Component::Nrc => ("abonnementen", &options.abonnementen),
        };
        if options.zonder.iter().any(|zonder| zonder == name) {
            continue;
        }
        let root = match (own, &options.from) {
            (Some(own), _) => own.clone(),
            (None, Some(from)) => format!("{}{path}", from.trim_end_matches('/')),
            (None, None) => continue,
        };
        let is_url = root.starts_with("https://") || root.starts_with("http://");
        anyhow::ensure!(is_url, "{root} is no URL: it starts with https:// or http://");
        roots.push((component, format!("{}/", root.trim_end_matches('/'))));
    }
    anyhow::ensure!(!roots.is_empty(), "say where the register is, with --from or with the root of each component");
    Ok(Roots(roots))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::{Cli, Command, ZgwCommand};

    #[test]
    fn roots_follow_the_standard_unless_a_component_is_elsewhere_or_left_out() {
        let given = |arguments: &[&str]| {
            let common = ["loket", "zgw", "import", "--client-id", "a", "--secret", "b"];
            let cli = Cli::parse_from(common.iter().chain(arguments));
            let Command::Zgw(ZgwCommand::Import(options)) = cli.command else { panic!("an import") };
            roots(&options).map(|roots| roots.0.into_iter().map(|(_, root)| root).collect::<Vec<_>>())
        };
        let found = given(&["--from", "https://oud.nl/", "--abonnementen", "https://nrc.oud.nl/api/v1"]).unwrap();
        let expected = [
            "https://oud.nl/catalogi/api/v1/",
            "https://oud.nl/documenten/api/v1/",
            "https://oud.nl/zaken/api/v1/",
            "https://oud.nl/besluiten/api/v1/",
            "https://oud.nl/autorisaties/api/v1/",
            "https://nrc.oud.nl/api/v1/",
        ];
        assert_eq!(found, expected);
        let found = given(&["--zaken", "https://zrc.nl/api/v1", "--catalogi", "https://ztc.nl/api/v1/"]).unwrap();
        assert_eq!(found, ["https://ztc.nl/api/v1/", "https://zrc.nl/api/v1/"]);
        let zonder = ["--from", "https://oud.nl", "--zonder", "autorisaties", "--zonder", "abonnementen"];
        assert_eq!(given(&zonder).unwrap().len(), 4);
        assert!(given(&[]).is_err() && given(&["--from", "oud.nl"]).is_err());
    }
}
