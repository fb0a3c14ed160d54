//! `loket applicatie`: systems of suppliers that may call the APIs.

use std::path::Path;

use anyhow::Context;
use autorisaties::{ApplicatieGegevens, Keuze, Reikwijdte, Toekenning, Window};
use serde::Deserialize;
use store::Reader;
use uuid::Uuid;
use values::actor::Component;
use values::{Actor, Vertrouwelijkheidaanduiding};

use crate::cli::{ApplicatieCommand, RechtenOptions};
use crate::config::Config;
use crate::output::say;
use crate::tenants::{self, Opened};
use crate::{sleutel, wiring};

const BEHEER: Actor = Actor::Systeem("beheer");

/// Adds, lists or removes applications.
///
/// # Errors
/// When a value is not valid or there is no such application.
pub async fn applicatie(command: ApplicatieCommand) -> anyhow::Result<()> {
    match command {
        ApplicatieCommand::Add { store, tenant, client_id, secret, label, rechten } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let sealer = sleutel::sealer(&store.data)?;
            let toekenningen = chosen(&mut db.reader(), &rechten).await?;
            let new = ApplicatieGegevens {
                label: label.unwrap_or_else(|| client_id.clone()),
                client_ids: vec![client_id.clone()],
                heeft_alle_autorisaties: rechten.alle_autorisaties,
                alleen_gereed_voor_publicatie: false,
                toekenningen,
            };
            let mut tx = db.begin(&BEHEER).await?;
            autorisaties::create(&mut tx, &new).await.map_err(said)?;
            autorisaties::set_secret(&mut tx, &sealer, &client_id, &secret).await.map_err(said)?;
            tx.commit().await?;
            say(format_args!("{client_id} may call the APIs of {}", entry.key));
        }
        ApplicatieCommand::Secret { store, tenant, client_id, secret } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let sealer = sleutel::sealer(&store.data)?;
            let mut tx = db.begin(&BEHEER).await?;
            autorisaties::set_secret(&mut tx, &sealer, &client_id, &secret).await.map_err(said)?;
            tx.commit().await?;
            say(format_args!("{client_id} has a new secret for {}", entry.key));
        }
        ApplicatieCommand::List { store, tenant } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { db, .. } = tenants::open_one(&store, tenant.as_deref()).await?;
            let all = autorisaties::list(&mut db.reader(), Window { limit: u64::MAX / 2, offset: 0 }).await?;
            for applicatie in all.rows {
                let rechten = match applicatie.heeft_alle_autorisaties {
                    true => "alle autorisaties".to_owned(),
                    false => format!("{} autorisaties", applicatie.toekenningen.len()),
                };
                let clients = applicatie.client_ids().join(", ");
                say(format_args!("{}\t{clients}\t{}\t{rechten}", applicatie.uuid, applicatie.label));
            }
        }
        ApplicatieCommand::Remove { store, tenant, client_id } => {
            let store = Config::read(&store)?.store(&store)?;
            let Opened { entry, db } = tenants::open_one(&store, tenant.as_deref()).await?;
            wiring::prepare(&db);
            let mut tx = db.begin(&BEHEER).await?;
            let found = autorisaties::find_by_client(&mut tx, &client_id).await?;
            let found = found.with_context(|| format!("there is no application with client id {client_id}"))?;
            autorisaties::remove(&mut tx, found.uuid).await?;
            tx.commit().await?;
            say(format_args!("{client_id} was removed from {}", entry.key));
        }
    }
    Ok(())
}

/// Says every fault with its field: the names are those of the API, and of `--autorisaties`.
fn said(error: autorisaties::AutorisatiesError) -> anyhow::Error {
    match error {
        autorisaties::AutorisatiesError::Invalid(faults) => {
            let lines: Vec<String> =
                faults.iter().map(|fault| format!("{}: {} ({})", fault.name, fault.reason, fault.code)).collect();
            anyhow::anyhow!("{}", lines.join("\n"))
        }
        autorisaties::AutorisatiesError::ApplicatieNotFound => anyhow::anyhow!("there is no such application"),
        other => other.into(),
    }
}

/// Returns the rights that the options ask for.
async fn chosen(db: &mut Reader, options: &RechtenOptions) -> anyhow::Result<Vec<Toekenning>> {
    let mut all = match &options.autorisaties {
        Some(path) => read_file(db, path).await?,
        None => Vec::new(),
    };
    let level: Vertrouwelijkheidaanduiding = options
        .max_vertrouwelijkheidaanduiding
        .parse()
        .map_err(|()| anyhow::anyhow!("--max-vertrouwelijkheidaanduiding: there is no such level"))?;
    let mut keuze =
        Keuze { scopes: options.scopes.clone(), max_vertrouwelijkheidaanduiding: Some(level), ..Keuze::default() };
    let unknown = keuze.unknown_scopes();
    anyhow::ensure!(unknown.is_empty(), "there is no component with the scope {}", unknown.join(", "));
    for (component, names) in [
        (Component::Zrc, &options.zaaktypen),
        (Component::Drc, &options.informatieobjecttypen),
        (Component::Brc, &options.besluittypen),
    ] {
        for name in names {
            keuze.typen.extend(find_typen(db, component, name).await?.into_iter().map(|uuid| (component, uuid)));
        }
    }
    for name in &options.catalogi {
        keuze.catalogi.push(find_catalogus(db, name).await?);
    }
    all.extend(keuze.toekenningen());
    Ok(all)
}

/// An autorisatie in a file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Line {
    component: Component,
    scopes: Vec<String>,
    zaaktype: Option<String>,
    informatieobjecttype: Option<String>,
    besluittype: Option<String>,
    catalogus: Option<String>,
    max_vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
}

async fn read_file(db: &mut Reader, path: &Path) -> anyhow::Result<Vec<Toekenning>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lines: Vec<Line> = serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    let mut all = Vec::new();
    for line in lines {
        let name = match line.component {
            Component::Zrc => &line.zaaktype,
            Component::Drc => &line.informatieobjecttype,
            Component::Brc => &line.besluittype,
            Component::Ztc | Component::Ac | Component::Nrc => &None,
        };
        let mut reach = Vec::new();
        if let Some(name) = name {
            reach.extend(find_typen(db, line.component, name).await?.into_iter().map(Reikwijdte::Type));
        }
        if let Some(name) = &line.catalogus {
            reach.push(Reikwijdte::Catalogus(find_catalogus(db, name).await?));
        }
        if reach.is_empty() {
            reach.push(Reikwijdte::Component);
        }
        all.extend(reach.into_iter().map(|reikwijdte| Toekenning {
            component: line.component,
            scopes: line.scopes.clone(),
            reikwijdte,
            max_vertrouwelijkheidaanduiding: line.max_vertrouwelijkheidaanduiding,
        }));
    }
    Ok(all)
}

async fn find_typen(db: &mut Reader, component: Component, name: &str) -> anyhow::Result<Vec<Uuid>> {
    let found = autorisaties::find_typen(db, component, name).await?;
    anyhow::ensure!(!found.is_empty(), "there is no type `{name}`");
    Ok(found)
}

async fn find_catalogus(db: &mut Reader, name: &str) -> anyhow::Result<Uuid> {
    let all = autorisaties::list_catalogi(db).await?;
    let is_meant = |uuid: Uuid, domein: &str| domein == name || uuid.to_string() == name.to_ascii_lowercase();
    let found: Vec<Uuid> = all.iter().filter(|(uuid, domein, _)| is_meant(*uuid, domein)).map(|one| one.0).collect();
    let names: Vec<&str> = all.iter().map(|one| one.1.as_str()).collect();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => anyhow::bail!("there is no catalogus `{name}`; there is: {}", names.join(", ")),
        _ => anyhow::bail!("there is more than one catalogus `{name}`: name it by its id"),
    }
}
