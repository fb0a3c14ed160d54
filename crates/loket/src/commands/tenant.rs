//! `loket tenant`: setting municipalities up.

use anyhow::Context;
use store::Gemeente;

use crate::cli::{TenantAdd, TenantCommand};
use crate::config::{Config, StoreConfig};
use crate::output::say;
use crate::tenants::{self, Entry, Opened};
use crate::{bouwstenen, wiring};

/// When the phone is answered, when nothing else was said.
pub(super) const OPENINGSTIJDEN: &str = "maandag tot en met vrijdag van 8.00 - 17.00 uur";

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
                say(format_args!("{}\t{}", entry.key, entry.hosts.join(", ")));
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
    // What was said of it before stays, also what stands in the file of municipalities by hand.
    let earlier = tenants::list(&store)?.into_iter().find(|entry| entry.key == options.key);
    let known = match &earlier {
        Some(entry) => tenants::open_one(&store, Some(&entry.key)).await?.db.find_gemeente(),
        None => None,
    };
    let keep = |given: Option<String>, of: fn(&Gemeente) -> &String, default: &str| {
        given.or_else(|| known.as_deref().map(of).cloned()).unwrap_or_else(|| default.to_owned())
    };
    let gemeente = Gemeente {
        key: options.key.clone(),
        naam: options.naam,
        rsin: options.rsin.parse().context("--rsin")?,
        website: keep(options.website, |known| &known.website, ""),
        telefoon: keep(options.telefoon, |known| &known.telefoon, ""),
        postadres: keep(options.postadres, |known| &known.postadres, ""),
        openingstijden: keep(options.openingstijden, |known| &known.openingstijden, OPENINGSTIJDEN),
        thema: keep(options.thema, |known| &known.thema, "loket"),
        afzender: options.afzender,
    };
    let entry = match earlier {
        Some(earlier) => Entry {
            hosts: options.hosts,
            url: options.url.or(earlier.url.clone()),
            database: options.eigen_database.or(earlier.database.clone()),
            ..earlier
        },
        None => Entry { url: options.url, database: options.eigen_database, ..Entry::new(options.key, options.hosts) },
    };
    let opened = set_up(&store, entry, &gemeente).await?;
    say(format_args!("{} is set up for {}", opened.entry.key, opened.entry.hosts.join(", ")));
    Ok(())
}

/// Makes a municipality, with the messages and letters that every zaaktype falls back on.
async fn set_up(store: &StoreConfig, entry: Entry, gemeente: &Gemeente) -> anyhow::Result<Opened> {
    let opened = tenants::add(store, entry, gemeente).await?;
    wiring::prepare(&opened.db);
    for bouwsteen in bouwstenen::embedded()?.iter().filter(|bouwsteen| bouwsteen.manifest.key == "basis") {
        bouwstenen::install(&opened.db, bouwsteen).await?;
    }
    Ok(opened)
}

/// Makes a municipality at this machine's own names when there is none yet, so that a first start needs nothing.
///
/// # Errors
/// When its database can't be made.
pub async fn set_up_first(store: &StoreConfig) -> anyhow::Result<()> {
    if !tenants::list(store)?.is_empty() {
        return Ok(());
    }
    let key = "gemeente".to_owned();
    let gemeente = Gemeente {
        key: key.clone(),
        naam: "zonder naam".to_owned(),
        rsin: "823288444".parse()?,
        website: String::new(),
        telefoon: String::new(),
        postadres: String::new(),
        openingstijden: String::new(),
        thema: "loket".to_owned(),
        afzender: "Gemeente <loket@gemeente.example>".to_owned(),
    };
    let hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    set_up(store, Entry::new(key, hosts), &gemeente).await?;
    say(format_args!(
        "There was no municipality in {}: made `gemeente`, at localhost and 127.0.0.1, with an example's RSIN.",
        store.data.display()
    ));
    say("Say what it is with `loket tenant add gemeente --naam ... --rsin ... --host ...`.");
    Ok(())
}
