//! `loket applicatie`: systems of suppliers that may call the APIs.

use autorisaties::NewApplicatie;
use values::Actor;

use crate::cli::ApplicatieCommand;
use crate::config::Config;
use crate::tenants::{self, Opened};
use crate::{sleutel, wiring};

/// Adds, lists or removes applications.
///
/// # Errors
/// When a value is not valid or there is no such application.
pub async fn applicatie(command: ApplicatieCommand) -> anyhow::Result<()> {
    match command {
        ApplicatieCommand::Add { store, tenant, client_id, secret, label, alle_autorisaties } => {
            anyhow::ensure!(
                alle_autorisaties,
                "autorisaties for each type can't be given on the command line yet: add --alle-autorisaties"
            );
            let store = Config::read(&store)?.store(&store);
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let sealer = sleutel::sealer(&store.data)?;
            let label = label.unwrap_or_else(|| client_id.clone());
            let new =
                NewApplicatie { label: &label, client_id: &client_id, secret: &secret, alle: true, autorisaties: &[] };
            let mut tx = db.begin(&Actor::Systeem("beheer")).await?;
            autorisaties::add_applicatie(&mut tx, &sealer, &new).await?;
            tx.commit().await?;
            println!("{client_id} may call the APIs of {}", entry.key);
        }
        ApplicatieCommand::List { store, tenant } => {
            let store = Config::read(&store)?.store(&store);
            let Opened { db, .. } = tenants::open_one(&store, tenant.as_deref()).await?;
            for applicatie in autorisaties::list(&mut db.reader()).await? {
                println!("{}\t{}\t{}", applicatie.uuid, applicatie.client_ids.join(", "), applicatie.label);
            }
        }
        ApplicatieCommand::Remove { store, tenant, client_id } => {
            let store = Config::read(&store)?.store(&store);
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let mut tx = db.begin(&Actor::Systeem("beheer")).await?;
            let found = autorisaties::list(&mut tx).await?;
            let found = found.into_iter().find(|applicatie| applicatie.client_ids.contains(&client_id));
            let applicatie =
                found.ok_or_else(|| anyhow::anyhow!("there is no application with client id {client_id}"))?;
            autorisaties::remove(&mut tx, applicatie.uuid).await?;
            tx.commit().await?;
            println!("{client_id} was removed from {}", entry.key);
        }
    }
    Ok(())
}
