//! What the product does with applications.

use ::store::{Actie, AuditLine, Event, Reader, Tx};
use serde_json::{Map, Value, json};
use uuid::Uuid;
use values::Id;
use values::actor::Component;

use crate::{Applicatie, Autorisatie, AutorisatiesError, InvalidField, NewApplicatie, Sealer, store};

/// Adds an application with one client. Who may do this is decided by the caller: a command of the server or an administrator's page.
///
/// Rules: ac-001 (uniciteit client_ids), ac-002 (autorisatiespecificatie), ac-003 (verplichte velden).
///
/// # Errors
/// [`AutorisatiesError::Invalid`] with every fault.
pub async fn add_applicatie(
    tx: &mut Tx,
    sealer: &Sealer,
    new: &NewApplicatie<'_>,
) -> Result<Applicatie, AutorisatiesError> {
    let mut faults = faults(new);
    if store::find_client(tx, new.client_id).await?.is_some() {
        faults.push(InvalidField {
            name: "clientIds".into(),
            code: "clientId-exists",
            reason: "Deze client hoort al bij een applicatie.",
        });
    }
    if !faults.is_empty() {
        return Err(AutorisatiesError::Invalid(faults));
    }

    let applicatie = Applicatie {
        uuid: tx.new_id(),
        label: new.label.trim().to_owned(),
        client_ids: vec![new.client_id.to_owned()],
        heeft_alle_autorisaties: new.alle,
        autorisaties: new.autorisaties.to_vec(),
    };
    let nonce = [tx.random(), tx.random(), tx.random()];
    let sealed = sealer.seal(new.client_id, new.secret.as_bytes(), nonce);
    store::insert_applicatie(tx, &applicatie).await?;
    store::insert_client(tx, applicatie.uuid, new.client_id, &sealed).await?;
    let nieuw = json!({
        "label": applicatie.label,
        "clientIds": applicatie.client_ids,
        "heeftAlleAutorisaties": applicatie.heeft_alle_autorisaties,
        "autorisaties": applicatie.autorisaties.len(),
    });
    tell(tx, Actie::Create, applicatie.uuid.uuid(), &applicatie.label, nieuw);
    Ok(applicatie)
}

/// Returns all applications, by label.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &mut Reader) -> Result<Vec<Applicatie>, AutorisatiesError> {
    Ok(store::list(db).await?)
}

/// Removes an application: from the commit on its tokens are refused.
///
/// # Errors
/// [`AutorisatiesError::ApplicatieNotFound`].
pub async fn remove(tx: &mut Tx, uuid: Id<Applicatie>) -> Result<(), AutorisatiesError> {
    let label = store::delete_applicatie(tx, uuid).await?.ok_or(AutorisatiesError::ApplicatieNotFound)?;
    tell(tx, Actie::Destroy, uuid.uuid(), &label, Value::Null);
    Ok(())
}

fn tell(tx: &mut Tx, actie: Actie, uuid: Uuid, label: &str, nieuw: Value) {
    tx.audit(AuditLine {
        bron: "ac",
        actie,
        resource: "applicatie",
        resource_id: uuid,
        hoofd_object: uuid,
        weergave: label.to_owned(),
        oud: Value::Null,
        nieuw,
    });
    tx.emit(Event {
        kanaal: "autorisaties",
        resource: "applicatie",
        actie,
        hoofd_object: uuid,
        resource_id: uuid,
        kenmerken: Map::new(),
    });
}

/// Decides which rules a new application breaks, as far as its own fields tell.
fn faults(new: &NewApplicatie<'_>) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    let mut add = |name: &str, code, reason| faults.push(InvalidField { name: name.into(), code, reason });
    for (name, value, length_max) in
        [("clientIds", new.client_id, 50), ("label", new.label, 100), ("secret", new.secret, 1000)]
    {
        if value.trim().is_empty() {
            add(name, "blank", "Dit veld mag niet leeg zijn.");
        } else if value.chars().count() > length_max {
            add(name, "max_length", "Deze waarde is te lang.");
        } else if value.contains('\0') {
            add(name, "null_characters_not_allowed", "Nul-tekens zijn niet toegestaan.");
        }
    }
    match (new.alle, new.autorisaties.is_empty()) {
        (true, false) => add(
            "nonFieldErrors",
            "ambiguous-authorizations-specified",
            "Kies: alle autorisaties, of autorisaties per component.",
        ),
        (false, true) => add("nonFieldErrors", "missing-authorizations", "Er zijn geen autorisaties opgegeven."),
        _ => {}
    }
    for (index, autorisatie) in new.autorisaties.iter().enumerate() {
        for name in missing_fields(autorisatie) {
            add(&format!("autorisaties.{index}.{name}"), "required", "Dit veld is vereist.");
        }
    }
    faults
}

/// Decides which fields the scopes ask for and are not there. Rule: ac-003 (verplichte velden).
fn missing_fields(autorisatie: &Autorisatie) -> Vec<&'static str> {
    let has_scope_of = |word: &str| autorisatie.scopes.iter().any(|scope| scope.contains(word));
    let (type_field, has_level) = match autorisatie.component {
        Component::Zrc if has_scope_of("zaken") => ("zaaktype", true),
        Component::Drc if has_scope_of("documenten") => ("informatieobjecttype", true),
        Component::Brc if has_scope_of("besluiten") => ("besluittype", false),
        _ => ("", false),
    };
    let mut missing = Vec::new();
    if autorisatie.scopes.is_empty() {
        missing.push("scopes");
    }
    if !type_field.is_empty() && autorisatie.r#type.is_none() {
        missing.push(type_field);
    }
    if has_level && autorisatie.max_vertrouwelijkheidaanduiding.is_none() {
        missing.push("maxVertrouwelijkheidaanduiding");
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Vertrouwelijkheidaanduiding::Openbaar;

    #[test]
    fn an_application_says_what_it_may_do_in_one_way() {
        let of = |component, scope: &str, r#type: Option<u128>, level| Autorisatie {
            component,
            scopes: vec![scope.into()],
            r#type: r#type.map(Uuid::from_u128),
            max_vertrouwelijkheidaanduiding: level,
        };
        let cases: [(bool, Vec<Autorisatie>, &[&str]); 7] = [
            (true, vec![], &[]),
            (false, vec![], &["nonFieldErrors missing-authorizations"]),
            (
                true,
                vec![of(Component::Nrc, "notificaties.publiceren", None, None)],
                &["nonFieldErrors ambiguous-authorizations-specified"],
            ),
            (false, vec![of(Component::Ztc, "catalogi.lezen", None, None)], &[]),
            (
                false,
                vec![of(Component::Zrc, "zaken.lezen", None, None)],
                &["autorisaties.0.zaaktype required", "autorisaties.0.maxVertrouwelijkheidaanduiding required"],
            ),
            (false, vec![of(Component::Drc, "documenten.lezen", Some(1), Some(Openbaar))], &[]),
            (false, vec![of(Component::Brc, "besluiten.lezen", None, None)], &["autorisaties.0.besluittype required"]),
        ];
        for (alle, autorisaties, expected) in cases {
            let new = NewApplicatie {
                label: "Proef",
                client_id: "proef",
                secret: "geheim",
                alle,
                autorisaties: &autorisaties,
            };
            let found: Vec<_> = faults(&new).iter().map(|fault| format!("{} {}", fault.name, fault.code)).collect();
            assert_eq!(found, expected);
        }
    }
}
