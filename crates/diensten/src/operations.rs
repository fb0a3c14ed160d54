//! Adding, listing and removing diensten.

use ::store::{Actie, AuditLine, Reader, Tx};
use autorisaties::Sealer;
use serde_json::{Value, json};
use values::Id;

use crate::{AutorisatieSoort, Bewijs, Dienst, DienstGegevens, DienstenError, rules, store};

/// Returns all diensten, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &mut Reader) -> Result<Vec<Dienst>, DienstenError> {
    Ok(store::list(db).await?.into_iter().map(|one| one.dienst).collect())
}

/// Adds a dienst. Its secret is sealed.
///
/// # Errors
/// [`DienstenError::Invalid`] with every fault.
pub async fn add(tx: &mut Tx, sealer: &Sealer, new: &DienstGegevens) -> Result<Dienst, DienstenError> {
    let api_root = rules::normal_root(&new.api_root);
    let is_taken = match &api_root {
        Some(root) => store::find_by_root(tx, root).await?.is_some(),
        None => false,
    };
    let faults = rules::faults(new, is_taken);
    if !faults.is_empty() {
        return Err(DienstenError::Invalid(faults));
    }
    let dienst = record(tx.new_id(), api_root.unwrap_or_default(), new);
    let sealed = seal(tx, sealer, &dienst, &new.bewijs);
    if !store::insert(tx, &dienst, &sealed).await? {
        return Err(DienstenError::Invalid(rules::faults(new, true)));
    }
    tell(tx, Actie::Create, &dienst, Value::Null, audited(&dienst));
    Ok(dienst)
}

fn record(uuid: Id<Dienst>, api_root: String, new: &DienstGegevens) -> Dienst {
    let (autorisatie, client_id, header) = match &new.bewijs {
        Bewijs::Geen => (AutorisatieSoort::Geen, "", ""),
        Bewijs::Zgw { client_id, .. } => (AutorisatieSoort::Zgw, client_id.trim(), ""),
        Bewijs::Header { naam, .. } => (AutorisatieSoort::Header, "", naam.as_str()),
    };
    Dienst {
        uuid,
        naam: new.naam.trim().to_owned(),
        api_root,
        soort: new.soort,
        autorisatie,
        client_id: client_id.to_owned(),
        header: header.to_owned(),
        is_intern: new.is_intern,
    }
}

fn seal(tx: &mut Tx, sealer: &Sealer, dienst: &Dienst, bewijs: &Bewijs) -> Vec<u8> {
    let geheim = match bewijs {
        Bewijs::Geen => "",
        Bewijs::Zgw { geheim, .. } => geheim.as_str(),
        Bewijs::Header { waarde, .. } => waarde.as_str(),
    };
    let nonce = [tx.random(), tx.random(), tx.random()];
    sealer.seal(&dienst.uuid.to_string(), geheim.as_bytes(), nonce)
}

/// Returns a dienst with a mark of what it is now, its secret too: a form takes it along, so that nobody overwrites what she did not see.
///
/// # Errors
/// [`DienstenError::NotFound`].
pub async fn find_marked(db: &mut Reader, uuid: Id<Dienst>) -> Result<(Dienst, String), DienstenError> {
    let found = store::find(db, uuid).await?.ok_or(DienstenError::NotFound)?;
    let mark = mark(&found);
    Ok((found.dienst, mark))
}

fn mark(now: &store::Verzegeld) -> String {
    web::mark(format!("{} {:?}", audited(&now.dienst), now.geheim).as_bytes())
}

/// Changes a dienst that somebody saw: `shown` is the mark that [`find_marked`] gave then. Without a secret the one that there is stays, as long as
/// nobody else would get it. Whether it is inside the walls does not change.
///
/// # Errors
/// [`DienstenError::NotFound`], [`DienstenError::Changed`], or [`DienstenError::Invalid`] with every fault.
pub async fn change(
    tx: &mut Tx,
    sealer: &Sealer,
    uuid: Id<Dienst>,
    (new, shown): (&DienstGegevens, &str),
) -> Result<Dienst, DienstenError> {
    let current = store::lock(tx, uuid).await?.ok_or(DienstenError::NotFound)?;
    if mark(&current) != shown {
        return Err(DienstenError::Changed);
    }
    let new = DienstGegevens { is_intern: current.dienst.is_intern, ..new.clone() };
    let api_root = rules::normal_root(&new.api_root);
    let is_taken = match &api_root {
        Some(root) => store::find_by_root(tx, root).await?.is_some_and(|other| other.dienst.uuid != uuid),
        None => false,
    };
    let faults = rules::change_faults(&current.dienst, &new, is_taken);
    if !faults.is_empty() {
        return Err(DienstenError::Invalid(faults));
    }
    let dienst = record(uuid, api_root.unwrap_or_default(), &new);
    let sealed = match rules::keeps_secret(&current.dienst, &new) {
        true => current.geheim,
        false => seal(tx, sealer, &dienst, &new.bewijs),
    };
    match store::update(tx, &dienst, &sealed).await {
        // Somebody else was first with this address, a moment ago.
        Err(error) if error.is_conflict() => {
            return Err(DienstenError::Invalid(rules::change_faults(&current.dienst, &new, true)));
        }
        outcome => outcome?,
    }
    tell(tx, Actie::Update, &dienst, audited(&current.dienst), audited(&dienst));
    Ok(dienst)
}

/// Removes a dienst. What names resources of it keeps naming them, but they can't be fetched any more.
///
/// # Errors
/// [`DienstenError::NotFound`].
pub async fn remove(tx: &mut Tx, uuid: Id<Dienst>) -> Result<Dienst, DienstenError> {
    let dienst = store::find(tx, uuid).await?.ok_or(DienstenError::NotFound)?.dienst;
    store::delete(tx, uuid).await?;
    tell(tx, Actie::Destroy, &dienst, audited(&dienst), Value::Null);
    Ok(dienst)
}

/// The facts as the audit trail keeps them: without the secret.
fn audited(dienst: &Dienst) -> Value {
    json!({
        "naam": dienst.naam,
        "apiRoot": dienst.api_root,
        "soort": dienst.soort.as_str(),
        "autorisatie": dienst.autorisatie.as_str(),
        "clientId": dienst.client_id,
        "header": dienst.header,
        "isIntern": dienst.is_intern,
    })
}

fn tell(tx: &mut Tx, actie: Actie, dienst: &Dienst, oud: Value, nieuw: Value) {
    tx.audit(AuditLine {
        bron: "loket",
        actie,
        resource: "dienst",
        resource_id: dienst.uuid.uuid(),
        hoofd_object: dienst.uuid.uuid(),
        weergave: dienst.naam.clone(),
        oud,
        nieuw,
    });
}
