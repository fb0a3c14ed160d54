//! `loket package`: checking and installing bouwstenen.

use packages::{Bouwsteen, Outcome};

use crate::cli::PackageCommand;
use crate::config::Config;
use crate::output::say;
use crate::tenants::{self, Opened};
use crate::{bouwstenen, wiring};

/// Checks, installs or lists bouwstenen.
///
/// # Errors
/// When a bouwsteen breaks its format: every fault is said.
pub async fn package(command: PackageCommand) -> anyhow::Result<()> {
    match command {
        PackageCommand::Check { package } => {
            let bouwsteen = Bouwsteen::read(&package)?;
            let faults = bouwstenen::faults(&bouwsteen);
            for fault in &faults {
                say(format_args!("{fault}"));
            }
            anyhow::ensure!(faults.is_empty(), "{} fault(s) in {}", faults.len(), package.display());
            say(format_args!("{} {} is in order", bouwsteen.manifest.key, bouwsteen.manifest.version));
        }
        PackageCommand::Install { store, tenant, package } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let bouwsteen = Bouwsteen::read(&package)?;
            let what = match bouwstenen::install(&db, &bouwsteen).await? {
                Outcome::Installed => "is installed",
                Outcome::Unchanged => "was installed already",
            };
            say(format_args!("{} {} {what} for {}", bouwsteen.manifest.key, bouwsteen.manifest.version, entry.key));
        }
        PackageCommand::List { store, tenant } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { db, .. } = tenants::open_one(&store, tenant.as_deref()).await?;
            for installed in packages::list_installed(&mut db.reader()).await? {
                say(format_args!(
                    "{}\t{}\t{}",
                    installed.manifest.key, installed.manifest.version, installed.manifest.naam
                ));
            }
        }
    }
    Ok(())
}
