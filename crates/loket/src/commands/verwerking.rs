//! `loket verwerking`: who read the data of a person, for somebody who asks (AVG, article 15).

use anyhow::Context;
use values::{Actor, Bsn};

use crate::cli::VerwerkingOptions;
use crate::config::Config;
use crate::output::say;
use crate::tenants::{self, Opened};
use crate::{sleutel, wiring};

/// Lists who read the data of the person whose BSN comes on the standard input: a command line is kept by shells and seen by others. That this
/// was asked is logged too.
///
/// # Errors
/// When there is no such municipality, or the input is no BSN.
pub async fn verwerking(options: VerwerkingOptions) -> anyhow::Result<()> {
    let store = Config::read(&options.store)?.store(&options.store)?;
    let Opened { db, .. } = tenants::open_one(&store, options.tenant.as_deref()).await?;
    wiring::log_lezingen(&db, &sleutel::sealer(&store.data)?);
    let mut text = String::new();
    std::io::stdin().read_line(&mut text).context("reading a BSN from the standard input")?;
    let bsn: Bsn = text.trim().parse().map_err(|_| anyhow::anyhow!("the standard input holds no valid BSN"))?;

    let lines = store::verwerkingen::list(&mut db.reader(), &bsn, options.max).await?;
    say(format_args!("moment\twie\tnaam\tgebruiker\twat\tzaak\twaarom\tverzoek"));
    for line in &lines {
        let user = match line.gebruiker_naam.as_str() {
            "" => &line.gebruiker_id,
            naam => naam,
        };
        let zaak = line.zaak.map(|zaak| format!("{}{zaak}", zaken::paths::ZAKEN)).unwrap_or_default();
        let (who, why) = (format!("{} {}", line.actor_kind, line.actor_id), plain(&line.toelichting));
        let (naam, user) = (plain(&line.actor_naam), plain(user));
        say(format_args!("{}\t{who}\t{naam}\t{user}\t{}\t{zaak}\t{why}\t{}", line.at, line.handeling, line.herkomst));
    }
    db.log_lezing(&Actor::Systeem("beheer"), "verwerkingen van een persoon", vec![(bsn.as_str().to_owned(), None)]);
    store::verwerkingen::write(&db).await?;
    Ok(())
}

/// What others wrote stays within its column.
fn plain(text: &str) -> String {
    text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect()
}
