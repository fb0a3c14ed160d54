//! Who is involved in a zaak.

use serde::Serialize;
use serde_json::Value;
use zaken::Rol;

/// Somebody who is involved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BetrokkeneRow {
    /// In what capacity.
    pub rol: String,
    /// The name; may be empty.
    pub naam: String,
    /// The last digits of the BSN: enough to tell two people apart.
    pub bsn_einde: Option<String>,
    /// The number in the Handelsregister.
    pub kvk: Option<String>,
    /// The e-mail address for this zaak.
    pub email: Option<String>,
    /// The phone number for this zaak.
    pub telefoon: Option<String>,
}

/// Returns what the list says of somebody; a BSN is never shown whole.
pub fn betrokkene(rol: &Rol) -> BetrokkeneRow {
    let text = |from: &Value, key: &str| {
        from.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let who = &rol.betrokkene_identificatie;
    let contact = |key: &str| rol.contactpersoon_rol.as_ref().and_then(|contact| text(contact, key));
    let parts = |keys: &[&str]| {
        let parts: Vec<String> = keys.iter().filter_map(|key| text(who, key)).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let naam = rol
        .naam()
        .map(str::to_owned)
        .or_else(|| parts(&["voornamen", "voorvoegselGeslachtsnaam", "geslachtsnaam"]))
        .or_else(|| parts(&["voorletters", "voorvoegselAchternaam", "achternaam"]))
        .or_else(|| parts(&["statutaireNaam"]))
        .or_else(|| parts(&["naam"]))
        .or_else(|| parts(&["identificatie"]));
    BetrokkeneRow {
        rol: rol.omschrijving.clone(),
        naam: naam.unwrap_or_default(),
        bsn_einde: text(who, "inpBsn").and_then(|bsn| bsn.get(bsn.len().saturating_sub(3)..).map(str::to_owned)),
        kvk: text(who, "kvkNummer"),
        email: contact("emailadres"),
        telefoon: contact("telefoonnummer"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;
    use values::Id;

    use super::*;

    #[test]
    fn a_bsn_is_never_shown_whole() {
        let rol = |who: Value, contact: Option<Value>| Rol {
            uuid: Id::new(Uuid::from_u128(1)),
            zaak: Id::new(Uuid::from_u128(3)),
            roltype: Id::new(Uuid::from_u128(5)),
            betrokkene_type: "natuurlijk_persoon".into(),
            omschrijving: "Aanvrager".into(),
            omschrijving_generiek: "initiator".into(),
            roltoelichting: String::new(),
            registratiedatum: "2026-11-24T10:00:00Z".parse().unwrap(),
            indicatie_machtiging: String::new(),
            betrokkene_identificatie: who,
            contactpersoon_rol: contact,
            authenticatie_context: None,
            betrokkene: String::new(),
            afwijkende_naam_betrokkene: String::new(),
            begin_geldigheid: None,
            einde_geldigheid: None,
        };
        let contact = json!({"naam": "Sanne Jansen", "emailadres": "sanne@voorbeeld.nl", "telefoonnummer": ""});
        let row = betrokkene(&rol(json!({"inpBsn": "999993653"}), Some(contact)));
        assert_eq!((row.naam.as_str(), row.bsn_einde.as_deref()), ("Sanne Jansen", Some("653")));
        assert_eq!((row.email.as_deref(), row.telefoon.as_deref()), (Some("sanne@voorbeeld.nl"), None));
        assert!(!serde_json::to_string(&row).unwrap().contains("99999"));
        let row = betrokkene(&rol(
            json!({"identificatie": "bram", "achternaam": "Boer", "voorvoegselAchternaam": "de"}),
            None,
        ));
        assert_eq!(row.naam, "de Boer");
    }
}
