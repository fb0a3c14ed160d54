//! Installing a package, all of it or nothing.

use ::store::{Actie, AuditLine, Event, Tx};
use catalogi::{Catalogus, ZaaktypePackage};
use serde_json::json;

use crate::check::{check, message_files};
use crate::{Bouwsteen, PackageError, producten, store};

/// What installing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was new or newer.
    Installed,
    /// The very same package was there already.
    Unchanged,
}

/// Installs a package in a municipality's catalogus.
///
/// # Errors
/// [`PackageError::Invalid`] with every fault; then nothing was changed.
pub async fn install(tx: &mut Tx, catalogus: &Catalogus, bouwsteen: &Bouwsteen) -> Result<Outcome, PackageError> {
    let faults = check(bouwsteen);
    if !faults.is_empty() {
        return Err(PackageError::Invalid(faults));
    }
    let hash = bouwsteen.hash();
    if store::find_hash(tx, &bouwsteen.manifest.key).await?.as_deref() == Some(&hash) {
        return Ok(Outcome::Unchanged);
    }

    let zaaktype: Option<ZaaktypePackage> = bouwsteen
        .file("zaaktype.json")
        .map(serde_json::from_str)
        .transpose()
        .map_err(|error| PackageError::Invalid(vec![format!("zaaktype.json: {error}")]))?;
    if let Some(zaaktype) = &zaaktype {
        catalogi::import_zaaktype(tx, catalogus, zaaktype).await?;
    }
    let identificatie = zaaktype.as_ref().map(|zaaktype| zaaktype.identificatie.as_str());
    for (_, xml) in bouwsteen.folder("beslistabellen") {
        process::install_beslistabel(tx, xml).await?;
    }
    for (_, xml, koppelingen) in bouwsteen.processes() {
        process::install_proces(tx, xml, koppelingen).await?;
    }
    for form in bouwsteen.forms() {
        forms::install_form(tx, &form).await?;
    }
    for (name, text) in bouwsteen.folder("sjablonen") {
        let naam = name.strip_suffix(".typ").unwrap_or(name);
        process::install_sjabloon(tx, identificatie.unwrap_or_default(), naam, text).await?;
    }
    messages::install_templates(tx, identificatie, &message_files(bouwsteen)).await?;
    store::replace_products(tx, &bouwsteen.manifest.key, &producten::products(bouwsteen).0).await?;
    store::save(tx, bouwsteen, &hash).await?;
    tell(tx, bouwsteen);
    Ok(Outcome::Installed)
}

fn tell(tx: &mut Tx, bouwsteen: &Bouwsteen) {
    let manifest = &bouwsteen.manifest;
    let id = tx.new_uuid();
    tx.audit(AuditLine {
        bron: "loket",
        actie: Actie::Create,
        resource: "bouwsteen",
        resource_id: id,
        hoofd_object: id,
        weergave: format!("{} {}", manifest.naam, manifest.version),
        oud: serde_json::Value::Null,
        nieuw: json!({ "key": manifest.key, "version": manifest.version }),
    });
    tx.emit(Event {
        kanaal: "loket.bouwstenen",
        resource: "bouwsteen",
        actie: Actie::Create,
        hoofd_object: id,
        resource_id: id,
        kenmerken: json!({ "key": manifest.key, "version": manifest.version }).as_object().cloned().unwrap_or_default(),
    });
}
