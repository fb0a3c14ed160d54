//! `loket medewerker`: who works here, and who is shut out.

use values::Actor;

use crate::cli::{MedewerkerCommand, StoreOptions};
use crate::config::Config;
use crate::output::say;
use crate::tenants::{self, Opened};

/// Lists staff, shuts somebody out or lets her in again.
///
/// # Errors
/// When there is no such municipality or member of staff.
pub async fn medewerker(command: MedewerkerCommand) -> anyhow::Result<()> {
    match command {
        MedewerkerCommand::List { store, tenant } => {
            let db = open(&store, tenant.as_deref()).await?.db;
            for (medewerker, is_active) in identity::list_all_medewerkers(&mut db.reader()).await? {
                let state = if is_active { "" } else { "shut out" };
                say(format_args!("{}\t{}\t{}\t{state}", medewerker.id, medewerker.naam, medewerker.rollen.join(", ")));
            }
            Ok(())
        }
        MedewerkerCommand::Stop { store, tenant, id } => set(&open(&store, tenant.as_deref()).await?, &id, false).await,
        MedewerkerCommand::Start { store, tenant, id } => set(&open(&store, tenant.as_deref()).await?, &id, true).await,
    }
}

async fn open(store: &StoreOptions, tenant: Option<&str>) -> anyhow::Result<Opened> {
    let store = Config::read(store)?.store(store)?;
    tenants::open_one(&store, tenant).await
}

async fn set(gemeente: &Opened, id: &str, is_active: bool) -> anyhow::Result<()> {
    let mut tx = gemeente.db.begin(&Actor::Systeem("beheer")).await?;
    anyhow::ensure!(
        identity::set_medewerker_active(&mut tx, id, is_active).await?,
        "nobody with the id `{id}` works here"
    );
    tx.commit().await?;
    say(format_args!("{id} {}", if is_active { "can log in" } else { "is shut out" }));
    Ok(())
}
