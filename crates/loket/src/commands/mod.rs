//! The commands of the program.

mod applicatie;
mod bench;
mod catalogus;
mod demo;
pub mod import;
mod job;
mod package;
mod tenant;
mod verwerking;

use std::time::Instant;

pub use applicatie::applicatie;
pub use bench::bench;
pub use catalogus::catalogus;
pub use demo::demo;
pub use job::job;
pub use package::package;
pub use tenant::tenant;
pub use verwerking::verwerking;

use crate::cli::{ServeOptions, StoreOptions};
use crate::config::Config;
use crate::serve::{self, Serving};
use crate::{sleutel, tenants, wiring};

/// Serves the municipalities that were set up.
///
/// # Errors
/// When there is none, or the address is taken.
pub async fn serve(options: &ServeOptions, started: Instant) -> anyhow::Result<()> {
    let config = Config::read(&options.store)?;
    let store = config.store(&options.store)?;
    tenants::check_documenten(&store).await?;
    let opened = tenants::open_all(&store).await?;
    anyhow::ensure!(
        !opened.is_empty(),
        "there is no municipality in {} yet: add one with `loket tenant add`, or try `loket demo`",
        store.data.display()
    );
    for tenant in &opened {
        wiring::prepare(&tenant.db);
    }
    let outbound = config.outbound(false)?;
    let gemeenten: Vec<&str> = opened.iter().map(|tenant| tenant.entry.key.as_str()).collect();
    let serving = Serving {
        listen: config.listen(options),
        logins: config.logins(&outbound, &gemeenten)?,
        tenants: opened,
        demo: false,
        web: config.web.clone(),
        mail: config.mail(),
        outbound,
        notificaties: config.notificaties.clone(),
        sealer: sleutel::sealer(&store.data)?.with_token_age(config.token_age()),
    };
    serve::run(serving, started, |_| {}).await
}

/// Brings the databases of all municipalities up to date.
///
/// # Errors
/// When one can't be opened or a migration fails.
pub async fn migrate(options: &StoreOptions) -> anyhow::Result<()> {
    let store = Config::read(options)?.store(options)?;
    let opened = tenants::open_all(&store).await?;
    for tenant in &opened {
        println!("{}: up to date ({})", tenant.entry.key, tenant.db.kind());
    }
    if opened.is_empty() {
        println!("there is no municipality in {} yet", store.data.display());
    }
    Ok(())
}
