//! `loket tenant`: setting municipalities up.

use anyhow::Context;
use store::Gemeente;

use crate::cli::{TenantAdd, TenantCommand};
use crate::config::Config;
use crate::tenants::{self, Entry};
use crate::{bouwstenen, wiring};

/// Adds or lists municipalities.
///
/// # Errors
/// When a value is not valid, or the database can't be made.
pub async fn tenant(command: TenantCommand) -> anyhow::Result<()> {
    match command {
        TenantCommand::Add(options) => add(*options).await,
        TenantCommand::List(options) => {
            let store = Config::read(&options)?.store(&options)?;
            for entry in tenants::list(&store)? {
                println!("{}\t{}", entry.key, entry.hosts.join(", "));
            }
            Ok(())
        }
    }
}

async fn add(options: TenantAdd) -> anyhow::Result<()> {
    if let Some(url) = &options.url {
        let is_base = url.split_once("://").is_some_and(|(scheme, host)| {
            matches!(scheme, "http" | "https") && !host.is_empty() && !host.trim_end_matches('/').contains('/')
        });
        anyhow::ensure!(is_base, "--url: `{url}` is no scheme and host such as https://mijn.denhaag.nl");
    }
    let store = Config::read(&options.store)?.store(&options.store)?;
    let gemeente = Gemeente {
        key: options.key.clone(),
        naam: options.naam,
        rsin: options.rsin.parse().context("--rsin")?,
        website: options.website,
        telefoon: options.telefoon,
        openingstijden: options.openingstijden,
        thema: options.thema,
        afzender: options.afzender,
    };
    let entry = Entry { key: options.key, hosts: options.hosts, url: options.url };
    let opened = tenants::add(&store, entry, &gemeente).await?;
    wiring::prepare(&opened.db);
    // Messages and letters that every zaaktype falls back on.
    for bouwsteen in bouwstenen::embedded()?.iter().filter(|bouwsteen| bouwsteen.manifest.key == "basis") {
        bouwstenen::install(&opened.db, bouwsteen).await?;
    }
    println!("{} is set up for {}", opened.entry.key, opened.entry.hosts.join(", "));
    Ok(())
}
