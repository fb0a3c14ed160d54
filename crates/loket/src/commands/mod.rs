//! The commands of the program.

mod applicatie;
mod bench;
mod catalogus;
pub(crate) mod demo;
mod dienst;
pub mod import;
mod job;
mod medewerker;
mod package;
mod tenant;
mod verwerking;

use std::time::Instant;

pub use applicatie::applicatie;
pub use bench::bench;
pub use catalogus::catalogus;
pub use demo::demo;
pub use dienst::dienst;
pub use job::job;
pub use medewerker::medewerker;
pub use package::package;
pub use tenant::tenant;
pub use verwerking::verwerking;

use crate::cli::{ServeOptions, StoreOptions};
use crate::config::Config;
use crate::output::say;
use crate::serve::{self, Serving};
use crate::{sleutel, tenants, wiring};

/// Serves the municipalities that were set up.
///
/// # Errors
/// When one can't be opened, or the address is taken.
pub async fn serve(options: &ServeOptions, started: Instant) -> anyhow::Result<()> {
    let config = Config::read(&options.store)?;
    let store = config.store(&options.store)?;
    tenants::check_documenten(&store).await?;
    tenant::set_up_first(&store).await?;
    let opened = tenants::open_all(&store).await?;
    warn_of_what_is_missing(&config);
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
        mail: config.mail(false),
        outbound,
        notificaties: config.notificaties.clone(),
        sealer: sleutel::sealer(&store.data)?.with_token_age(config.token_age()),
    };
    serve::run(serving, started, |_| {}).await
}

/// Says what residents will miss, at each start.
fn warn_of_what_is_missing(config: &Config) {
    if config.smtp.is_none() {
        tracing::warn!("There is no mail server ([smtp]): mails wait for one, and fail in the end");
    }
    if !config.web.is_https() {
        tracing::warn!("Residents do not use https ([web] https): passwords of sessions can be read on the way");
    }
}

/// Brings the databases of all municipalities up to date.
///
/// # Errors
/// When one can't be opened or a migration fails.
pub async fn migrate(options: &StoreOptions) -> anyhow::Result<()> {
    let store = Config::read(options)?.store(options)?;
    let opened = tenants::open_all(&store).await?;
    for tenant in &opened {
        say(format_args!("{}: up to date ({})", tenant.entry.key, tenant.db.kind()));
    }
    if opened.is_empty() {
        say(format_args!("there is no municipality in {} yet", store.data.display()));
    }
    Ok(())
}
