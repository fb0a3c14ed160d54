//! `loket dienst`: other systems that zaken, documents and besluiten may name.

use anyhow::Context;
use autorisaties::handlers::is_served_here;
use diensten::{Bewijs, DienstGegevens, DienstenError, Soort};
use values::Actor;

use crate::cli::DienstCommand;
use crate::config::Config;
use crate::output::say;
use crate::tenants::{self, Entry, Opened};
use crate::{serve, sleutel, wiring};

const BEHEER: Actor = Actor::Systeem("beheer");

/// Adds, lists or removes systems.
///
/// # Errors
/// When a value is not valid or there is no such system.
pub async fn dienst(command: DienstCommand) -> anyhow::Result<()> {
    match command {
        DienstCommand::Add { store, tenant, naam, api_root, soort, client_id, secret, header, header_value } => {
            let config = Config::read(&store)?;
            let store = config.store(&store)?;
            let gemeenten = tenants::list(&store)?;
            let of_url = |entry: &Entry| {
                let url: axum::http::Uri = entry.url.as_deref()?.parse().ok()?;
                Some(url.host()?.to_owned())
            };
            let names: Vec<String> = gemeenten.iter().filter_map(of_url).collect();
            let hosts = gemeenten.iter().flat_map(|entry| &entry.hosts).chain(&names).map(String::as_str);
            let listen = serve::port_of(config.listen_or_default());
            if is_served_here(&api_root, hosts, [listen, None]) {
                anyhow::bail!("apiRoot: {api_root} is this program itself, whose own URLs need no dienst");
            }
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let sealer = sleutel::sealer(&store.data)?;
            let soorten: Vec<&str> = Soort::ALL.iter().map(|soort| soort.as_str()).collect();
            let soort = Soort::find(&soort);
            let soort = soort.with_context(|| format!("--soort is one of: {}", soorten.join(", ")))?;
            let bewijs = match (client_id, header) {
                (Some(client_id), _) => Bewijs::Zgw { client_id, geheim: secret.unwrap_or_default() },
                (None, Some(naam)) => Bewijs::Header { naam, waarde: header_value.unwrap_or_default() },
                (None, None) => Bewijs::Geen,
            };
            // Who has this command has the machine: it may say that a system inside may be called.
            let new = DienstGegevens { naam, api_root, soort, bewijs, is_intern: true };
            let mut tx = db.begin(&BEHEER).await?;
            let dienst = diensten::add(&mut tx, &sealer, &new).await.map_err(said)?;
            tx.commit().await?;
            say(format_args!("{} may name what is below {}", entry.key, dienst.api_root));
        }
        DienstCommand::List { store, tenant } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { db, .. } = tenants::open_one(&store, tenant.as_deref()).await?;
            for dienst in diensten::list(&mut db.reader()).await? {
                let autorisatie = dienst.autorisatie.as_str();
                say(format_args!("{}\t{}\t{}\t{autorisatie}", dienst.soort.as_str(), dienst.api_root, dienst.naam));
            }
        }
        DienstCommand::Remove { store, tenant, api_root } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let mut tx = db.begin(&BEHEER).await?;
            let is_meant = |root: &str| root.trim_end_matches('/') == api_root.trim_end_matches('/');
            let all = diensten::list(&mut tx).await?;
            let found = all.into_iter().find(|dienst| is_meant(&dienst.api_root));
            let found = found.with_context(|| format!("there is no dienst at {api_root}"))?;
            diensten::remove(&mut tx, found.uuid).await?;
            tx.commit().await?;
            say(format_args!("{} was removed from {}", found.api_root, entry.key));
        }
    }
    Ok(())
}

/// Says every fault with its field.
fn said(error: DienstenError) -> anyhow::Error {
    match error {
        DienstenError::Invalid(faults) => {
            let lines: Vec<String> =
                faults.iter().map(|fault| format!("{}: {} ({})", fault.name, fault.reason, fault.code)).collect();
            anyhow::anyhow!("{}", lines.join("\n"))
        }
        other => other.into(),
    }
}
