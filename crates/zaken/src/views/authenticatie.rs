//! How somebody logged in and by what mandate, in the fields of Open Zaak: DigiD for people, eHerkenning for organisations.

use autorisaties::handlers::Fields;
use serde_json::{Map, Value};

use crate::BetrokkeneType;

const NAME: &str = "authenticatieContext";
const DIGID: [&str; 4] = [
    "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
];
const EHERKENNING: [&str; 5] = [
    "urn:etoegang:core:assurance-class:loa1",
    "urn:etoegang:core:assurance-class:loa2",
    "urn:etoegang:core:assurance-class:loa2plus",
    "urn:etoegang:core:assurance-class:loa3",
    "urn:etoegang:core:assurance-class:loa4",
];

/// Reads the context of a rol of this kind; none when it is not given, or when this kind of party does not log in.
pub(crate) fn read(fields: &mut Fields, soort: BetrokkeneType) -> Option<Value> {
    let is_person = match soort {
        BetrokkeneType::NatuurlijkPersoon => true,
        BetrokkeneType::NietNatuurlijkPersoon | BetrokkeneType::Vestiging => false,
        BetrokkeneType::OrganisatorischeEenheid | BetrokkeneType::Medewerker => return None,
    };
    let map = fields.object(NAME)?;
    let read = fields.within(NAME, map, |context| {
        let mut read = Map::new();
        let (source, levels): (&str, &[&str]) =
            if is_person { ("digid", &DIGID) } else { ("eherkenning", &EHERKENNING) };
        read.insert("source".into(), context.choice_required("source", &[source]).into());
        read.insert("levelOfAssurance".into(), context.choice_required("levelOfAssurance", levels).into());
        if !is_person {
            read.insert("actingSubject".into(), context.text_required("actingSubject", 100).into());
        }
        if let Some(map) = context.object("representee") {
            let kinds: &[&str] = if is_person { &["bsn"] } else { &["bsn", "kvkNummer"] };
            read.insert("representee".into(), context.within("representee", map, |one| read_representee(one, kinds)));
        }
        if let Some(map) = context.object("mandate") {
            read.insert("mandate".into(), context.within("mandate", map, |one| read_mandate(one, is_person)));
        }
        read
    });
    Some(Value::Object(read))
}

fn read_representee(fields: &mut Fields, kinds: &[&str]) -> Value {
    let mut read = Map::new();
    read.insert("identifierType".into(), fields.choice_required("identifierType", kinds).into());
    read.insert("identifier".into(), fields.text_required("identifier", 9).into());
    Value::Object(read)
}

fn read_mandate(fields: &mut Fields, is_person: bool) -> Value {
    let mut read = Map::new();
    if !is_person {
        let role = fields.choice("role", &["bewindvoerder", "curator", "mentor"]);
        if !role.is_empty() {
            read.insert("role".into(), role.into());
        }
    }
    let services = fields.items("services", |one| {
        let mut service = Map::new();
        service.insert("id".into(), one.text_required("id", 1000).into());
        if !is_person {
            let reason = "Dit is geen UUID.";
            let uuid: Option<uuid::Uuid> = one.parsed("uuid", "invalid", reason);
            match uuid {
                Some(uuid) => {
                    service.insert("uuid".into(), uuid.to_string().into());
                }
                None if !one.has("uuid") => one.fault("uuid", "required", "Dit veld is vereist."),
                None => {}
            }
        }
        Value::Object(service)
    });
    if !fields.has("services") {
        fields.fault("services", "required", "Dit veld is vereist.");
    }
    read.insert("services".into(), services.into());
    Value::Object(read)
}
