//! `loket job`: jobs that were given up.

use values::Actor;

use crate::cli::JobCommand;
use crate::config::Config;
use crate::output::say;
use crate::tenants::{self, Opened};

/// Lists jobs that were given up, or has them done again.
///
/// # Errors
/// When there is no such municipality or job.
pub async fn job(command: JobCommand) -> anyhow::Result<()> {
    match command {
        JobCommand::List { store, tenant } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { db, .. } = tenants::open_one(&store, tenant.as_deref()).await?;
            let dead = store::jobs::dead_jobs(&mut db.reader()).await?;
            for job in &dead {
                say(format_args!(
                    "{}\t{}\t{} attempts\t{}\t{}",
                    job.id, job.kind, job.attempts, job.created_at, job.last_error
                ));
            }
            let waiting = store::jobs::count_waiting(&mut db.reader()).await?;
            say(format_args!("{} given up, {waiting} waiting", dead.len()));
        }
        JobCommand::Retry { store, tenant, id } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { db, .. } = tenants::open_one(&store, tenant.as_deref()).await?;
            let mut tx = db.begin(&Actor::Systeem("beheer")).await?;
            let count = match id {
                Some(id) => u64::from(store::jobs::retry(&mut tx, id).await?),
                None => store::jobs::retry_all(&mut tx).await?,
            };
            tx.commit().await?;
            anyhow::ensure!(id.is_none() || count == 1, "there is no job with that id that was given up");
            say(format_args!("{count} job(s) will be done again"));
        }
    }
    Ok(())
}
