//! `loket demo`: two invented set-ups to try Loket out.

use std::time::Instant;

use identity::Logins;
use store::Gemeente;
use values::Actor;

use super::tenant::OPENINGSTIJDEN;
use crate::cli::ServeOptions;
use crate::config::{Config, StoreConfig};
use crate::output::say;
use crate::serve::{self, Serving};
use crate::tenants::{self, Entry, Opened};
use crate::{bouwstenen, sleutel, wiring};

/// Serves the demo: makes what is missing, and leaves what is there.
///
/// # Errors
/// When a database can't be made or the address is taken.
pub async fn demo(options: &ServeOptions, started: Instant) -> anyhow::Result<()> {
    let config = Config::read(&options.store)?;
    let store = config.store(&options.store)?;
    tenants::check_documenten(&store).await?;
    let tenants = open(&store).await?;
    let serving = Serving {
        listen: config.listen(options),
        tenants,
        demo: true,
        logins: Logins::none(),
        web: config.web.clone(),
        mail: config.mail(true),
        outbound: config.outbound(true)?,
        notificaties: config.notificaties.clone(),
        sealer: sleutel::sealer(&store.data)?.with_token_age(config.token_age()),
    };
    serve::run(serving, started, print_accounts).await
}

/// Opens the two municipalities of the demo, made and filled when they do not exist.
///
/// # Errors
/// When a database can't be made.
pub async fn open(store: &StoreConfig) -> anyhow::Result<Vec<Opened>> {
    let known = tenants::list(store)?;
    // The simulators let anybody in as anybody, and the sample people stay.
    if let Some(real) = known.iter().find(|entry| !entry.demo) {
        anyhow::bail!(
            "{} holds `{}`, which is no demonstration: choose another folder with --data, or serve it with `loket serve`",
            store.data.display(),
            real.key
        );
    }
    if !known.is_empty() {
        let opened = tenants::open_all(store).await?;
        for tenant in &opened {
            wiring::prepare(&tenant.db);
            fill(tenant).await?;
        }
        return Ok(opened);
    }
    let mut opened = Vec::new();
    for (entry, gemeente) in municipalities()? {
        let tenant = tenants::add(store, entry, &gemeente).await?;
        wiring::prepare(&tenant.db);
        fill(&tenant).await?;
        opened.push(tenant);
    }
    Ok(opened)
}

/// Installs the bouwstenen and sample people; what is there already stays.
async fn fill(tenant: &Opened) -> anyhow::Result<()> {
    for bouwsteen in bouwstenen::embedded()? {
        bouwstenen::install(&tenant.db, &bouwsteen).await?;
    }
    let mut tx = tenant.db.begin(&Actor::Systeem("demo")).await?;
    identity::seed_demo(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// The municipalities of the demonstration.
///
/// # Errors
/// When one has no valid RSIN.
pub(crate) fn municipalities() -> anyhow::Result<Vec<(Entry, Gemeente)>> {
    let openingstijden = OPENINGSTIJDEN.to_owned();
    let entry = |key: &str, hosts: &[&str]| {
        let hosts = hosts.iter().copied().map(str::to_owned).collect();
        Entry { demo: true, ..Entry::new(key, hosts) }
    };
    Ok(vec![
        (
            entry("den-haag", &["localhost", "127.0.0.1", "denhaag.localhost"]),
            Gemeente {
                key: "den-haag".to_owned(),
                naam: "Den Haag".to_owned(),
                rsin: "002564440".parse()?,
                website: "www.denhaag.nl".to_owned(),
                telefoon: "14 070".to_owned(),
                postadres: "Postbus 12600, 2500 DJ Den Haag".to_owned(),
                openingstijden: openingstijden.clone(),
                thema: "denhaag".to_owned(),
                afzender: "Mijn Den Haag demo <demo@den-haag.example>".to_owned(),
            },
        ),
        (
            entry("voorbeeldstad", &["voorbeeldstad.localhost"]),
            Gemeente {
                key: "voorbeeldstad".to_owned(),
                naam: "Voorbeeldstad".to_owned(),
                rsin: "823288444".parse()?,
                website: "www.voorbeeldstad.example".to_owned(),
                telefoon: "14 000".to_owned(),
                postadres: "Postbus 1, 1000 AA Voorbeeldstad".to_owned(),
                openingstijden,
                thema: "voorbeeld".to_owned(),
                afzender: "Mijn Voorbeeldstad demo <demo@voorbeeldstad.example>".to_owned(),
            },
        ),
    ])
}

fn print_accounts(address: std::net::SocketAddr) {
    let port = address.port();
    say("");
    say(format_args!("  Inwoners         http://localhost:{port}/                Den Haag"));
    say(format_args!(
        "                   http://voorbeeldstad.localhost:{port}/  Voorbeeldstad: eigen gegevens, ander thema"
    ));
    say("                   log in met de DigiD-simulator, bijvoorbeeld als Anne de Boer");
    say(format_args!("  Medewerkers      http://localhost:{port}/werk            kies Fatima Yilmaz"));
    say(format_args!("  Beheer           http://localhost:{port}/beheer          kies een beheerder"));
    say(format_args!("  Verstuurde mail  http://localhost:{port}/ontwikkel/mail  voor een beheerder"));
    say("");
    say("  Stop met Ctrl-C. Alles staat in de map van --data; gooi die weg om opnieuw te beginnen.");
}
