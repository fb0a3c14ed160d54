//! Where the standard puts the resources that our own events are about.

use jiff::Timestamp;
use serde_json::Value;
use store::Event;
use uuid::Uuid;

use crate::{Kenmerken, Notificatie};

/// The kanalen of the standard with the path of their main object.
const KANALEN: &[(&str, &str)] = &[
    ("zaken", "/zaken/api/v1/zaken"),
    ("documenten", "/documenten/api/v1/enkelvoudiginformatieobjecten"),
    ("besluiten", "/besluiten/api/v1/besluiten"),
    ("zaaktypen", "/catalogi/api/v1/zaaktypen"),
    ("besluittypen", "/catalogi/api/v1/besluittypen"),
    ("informatieobjecttypen", "/catalogi/api/v1/informatieobjecttypen"),
    ("autorisaties", "/autorisaties/api/v1/applicaties"),
];

/// The resources that each kanaal tells of. `{}` is the id of the main object. What is not here is not told: locks, the mirror of a
/// relation, and everything of our own.
const RESOURCES: &[(&str, &str, &str)] = &[
    ("zaken", "zaak", "/zaken/api/v1/zaken"),
    ("zaken", "status", "/zaken/api/v1/statussen"),
    ("zaken", "substatus", "/zaken/api/v1/substatussen"),
    ("zaken", "zaakobject", "/zaken/api/v1/zaakobjecten"),
    ("zaken", "zaakinformatieobject", "/zaken/api/v1/zaakinformatieobjecten"),
    ("zaken", "zaakeigenschap", "/zaken/api/v1/zaken/{}/zaakeigenschappen"),
    ("zaken", "klantcontact", "/zaken/api/v1/klantcontacten"),
    ("zaken", "rol", "/zaken/api/v1/rollen"),
    ("zaken", "resultaat", "/zaken/api/v1/resultaten"),
    ("zaken", "zaakbesluit", "/zaken/api/v1/zaken/{}/besluiten"),
    ("zaken", "zaakcontactmoment", "/zaken/api/v1/zaakcontactmomenten"),
    ("zaken", "zaakverzoek", "/zaken/api/v1/zaakverzoeken"),
    ("zaken", "zaaknotitie", "/zaken/api/v1/zaaknotities"),
    ("documenten", "enkelvoudiginformatieobject", "/documenten/api/v1/enkelvoudiginformatieobjecten"),
    ("documenten", "gebruiksrechten", "/documenten/api/v1/gebruiksrechten"),
    ("documenten", "verzending", "/documenten/api/v1/verzendingen"),
    ("besluiten", "besluit", "/besluiten/api/v1/besluiten"),
    ("besluiten", "besluitinformatieobject", "/besluiten/api/v1/besluitinformatieobjecten"),
    ("zaaktypen", "zaaktype", "/catalogi/api/v1/zaaktypen"),
    ("zaaktypen", "statustype", "/catalogi/api/v1/statustypen"),
    ("zaaktypen", "resultaattype", "/catalogi/api/v1/resultaattypen"),
    ("zaaktypen", "roltype", "/catalogi/api/v1/roltypen"),
    ("zaaktypen", "eigenschap", "/catalogi/api/v1/eigenschappen"),
    ("zaaktypen", "zaakobjecttype", "/catalogi/api/v1/zaakobjecttypen"),
    ("zaaktypen", "zaaktypeinformatieobjecttype", "/catalogi/api/v1/zaaktype-informatieobjecttypen"),
    ("besluittypen", "besluittype", "/catalogi/api/v1/besluittypen"),
    ("informatieobjecttypen", "informatieobjecttype", "/catalogi/api/v1/informatieobjecttypen"),
    ("autorisaties", "applicatie", "/autorisaties/api/v1/applicaties"),
];

/// The kenmerken of each kanaal, with the path of those that are URLs. What an event tells besides is for inside.
const KENMERKEN: &[(&str, &str, &str)] = &[
    ("zaken", "bronorganisatie", ""),
    ("zaken", "zaaktype", "/catalogi/api/v1/zaaktypen"),
    ("zaken", "zaaktype.catalogus", "/catalogi/api/v1/catalogussen"),
    ("zaken", "vertrouwelijkheidaanduiding", ""),
    ("documenten", "bronorganisatie", ""),
    ("documenten", "informatieobjecttype", "/catalogi/api/v1/informatieobjecttypen"),
    ("documenten", "informatieobjecttype.catalogus", "/catalogi/api/v1/catalogussen"),
    ("documenten", "vertrouwelijkheidaanduiding", ""),
    ("besluiten", "verantwoordelijkeOrganisatie", ""),
    ("besluiten", "besluittype", "/catalogi/api/v1/besluittypen"),
    ("besluiten", "besluittype.catalogus", "/catalogi/api/v1/catalogussen"),
    ("zaaktypen", "catalogus", "/catalogi/api/v1/catalogussen"),
    ("besluittypen", "catalogus", "/catalogi/api/v1/catalogussen"),
    ("informatieobjecttypen", "catalogus", "/catalogi/api/v1/catalogussen"),
];

/// Returns what subscribers are told of an event, or nothing when it is not for them. Our own URLs are paths.
pub(crate) fn notificatie_of(event: &Event, source: &str, now: Timestamp) -> Option<Notificatie> {
    let main = KANALEN.iter().find(|(kanaal, _)| *kanaal == event.kanaal)?.1;
    let is_own = |one: &&(&str, &str, &str)| one.0 == event.kanaal && one.1 == event.resource;
    let place = RESOURCES.iter().find(is_own)?.2.replace("{}", &event.hoofd_object.to_string());
    Some(Notificatie {
        kanaal: event.kanaal.to_owned(),
        source: source.to_owned(),
        hoofd_object: format!("{main}/{}", event.hoofd_object),
        resource: event.resource.to_owned(),
        resource_url: format!("{place}/{}", event.resource_id),
        actie: event.actie.as_str().to_owned(),
        aanmaakdatum: now,
        kenmerken: kenmerken_of(event, event.kanaal),
    })
}

/// Returns what an event tells of the kenmerken of this kanaal.
pub(super) fn kenmerken_of(event: &Event, kanaal: &str) -> Kenmerken {
    KENMERKEN
        .iter()
        .filter(|(own, ..)| *own == kanaal)
        .filter_map(|(_, name, path)| Some(((*name).to_owned(), kenmerk(event.kenmerken.get(*name)?, path))))
        .collect()
}

/// Returns the id of what is in another register, when a kenmerk names that.
pub(crate) fn find_elders(kenmerk: &str) -> Option<Uuid> {
    let id = kenmerk.strip_prefix('/')?.rsplit('/').next()?;
    Uuid::try_parse(id).ok().filter(|uuid| autorisaties::is_extern(*uuid))
}

fn kenmerk(value: &Value, path: &str) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if !path.is_empty() && Uuid::try_parse(&text).is_ok() { format!("{path}/{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use store::Actie;

    fn event(kanaal: &'static str, resource: &'static str) -> Event {
        Event {
            kanaal,
            resource,
            actie: Actie::PartialUpdate,
            hoofd_object: Uuid::from_u128(1),
            resource_id: Uuid::from_u128(2),
            kenmerken:
                json!({ "zaaktype": Uuid::from_u128(3).to_string(), "bronorganisatie": "002564440", "titel": "geheim" })
                    .as_object()
                    .cloned()
                    .unwrap(),
        }
    }

    #[test]
    fn what_the_standard_tells_has_its_url_and_the_rest_is_not_told() {
        let one = "00000000-0000-0000-0000-000000000001";
        let two = "00000000-0000-0000-0000-000000000002";
        let cases = [
            ("zaken", "status", Some(format!("/zaken/api/v1/statussen/{two}"))),
            ("zaken", "zaakeigenschap", Some(format!("/zaken/api/v1/zaken/{one}/zaakeigenschappen/{two}"))),
            ("autorisaties", "applicatie", Some(format!("/autorisaties/api/v1/applicaties/{two}"))),
            ("documenten", "objectinformatieobject", None),
            ("loket.taken", "taak", None),
            ("zaken", "kat", None),
        ];
        for (kanaal, resource, expected) in cases {
            let told = notificatie_of(&event(kanaal, resource), "bron", Timestamp::UNIX_EPOCH);
            assert_eq!(told.map(|told| told.resource_url), expected, "{kanaal} {resource}");
        }
        let told = notificatie_of(&event("zaken", "rol"), "bron", Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(told.hoofd_object, format!("/zaken/api/v1/zaken/{one}"));
        assert_eq!(told.actie, "partial_update");
        let expected = [
            ("bronorganisatie".to_owned(), "002564440".to_owned()),
            ("zaaktype".to_owned(), "/catalogi/api/v1/zaaktypen/00000000-0000-0000-0000-000000000003".to_owned()),
        ];
        assert_eq!(told.kenmerken, expected);
    }
}
