//! Installing and finding forms.

use std::sync::Arc;

use ::store::{Actie, AuditLine, Reader, Tx};
use serde_json::json;
use values::Id;

use crate::rules::check;
use crate::store::{self, FormulierFacts};
use crate::{FormFiles, FormsError, Formulier, check_form};

/// Installs a form as its newest version. The same files again change nothing. Submissions that run stay on their version.
///
/// # Errors
/// [`FormsError::Invalid`] with every fault.
pub async fn install_form(tx: &mut Tx, files: &FormFiles) -> Result<(), FormsError> {
    let faults = check_form(files);
    if !faults.is_empty() {
        return Err(FormsError::Invalid(faults));
    }
    let loket = check::parse_loket(files).map_err(|fault| FormsError::Invalid(vec![fault]))?;
    let naam = check::parse(files).form.map(|form| form.name).unwrap_or_default();
    let newest = store::newest_files(tx, &files.slug).await?;
    if newest.as_ref().is_some_and(|newest| newest.files == *files) {
        return Ok(());
    }
    let versie = newest.map_or(1, |newest| newest.versie + 1);
    let facts = FormulierFacts {
        versie,
        soort: loket.soort,
        zaaktype: &loket.zaaktype,
        naam: &naam,
        actief: check::is_active(files),
    };
    let uuid = store::insert_formulier(tx, files, &facts).await?;
    tx.audit(AuditLine {
        bron: "loket",
        actie: Actie::Create,
        resource: "formulier",
        resource_id: uuid.uuid(),
        hoofd_object: uuid.uuid(),
        weergave: naam,
        oud: serde_json::Value::Null,
        nieuw: json!({ "slug": files.slug, "versie": versie, "soort": loket.soort.as_str() }),
    });
    Ok(())
}

/// Returns the form that new submissions get, if it is active.
///
/// # Errors
/// When the database fails.
pub async fn find_formulier(db: &mut Reader, slug: &str) -> Result<Option<Arc<Formulier>>, FormsError> {
    match store::find_active(db, slug).await? {
        Some(uuid) => Ok(Some(read_formulier(db, uuid).await?)),
        None => Ok(None),
    }
}

/// Returns the active forms that start a zaak, by name.
///
/// # Errors
/// When the database fails.
pub async fn list_aanvragen(db: &mut Reader) -> Result<Vec<Arc<Formulier>>, FormsError> {
    let ids = store::list_aanvragen(db).await?;
    let mut formulieren = Vec::with_capacity(ids.len());
    for id in ids {
        // From memory: forms are few, and each is read once in the life of the program.
        formulieren.push(read_formulier(db, id).await?);
    }
    Ok(formulieren)
}

/// Returns a version of a form that must exist, because a submission names it.
///
/// # Errors
/// [`FormsError::FormulierNotFound`] when it does not, [`FormsError::Broken`] when it can't be read any more.
pub async fn read_formulier(db: &mut Reader, uuid: Id<Formulier>) -> Result<Arc<Formulier>, FormsError> {
    if let Some(kept) = db.memo().find::<Formulier>(uuid.uuid()) {
        return Ok(kept);
    }
    let row = store::read_formulier(db, uuid).await?.ok_or(FormsError::FormulierNotFound)?;
    let loket = check::parse_loket(&row.files).map_err(FormsError::Broken)?;
    let definition = check::parse(&row.files)
        .form
        .ok_or_else(|| FormsError::Broken(format!("form {} has no form", row.files.slug)))?;
    let formulier = Formulier {
        uuid,
        slug: row.files.slug,
        versie: row.versie,
        soort: loket.soort,
        zaaktype: loket.zaaktype.clone(),
        naam: definition.name.clone(),
        definition,
        loket,
    };
    Ok(db.memo().keep(uuid.uuid(), formulier))
}
