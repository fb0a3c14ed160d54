//! What happened to a zaak as a whole, as newest Open Zaak tells it: CloudEvents beside the notifications of each resource.

use store::{Actie, Event};
use uuid::Uuid;

use super::eigen::kenmerken_of;
use crate::Kenmerken;

/// The kanaal on which the Zaken module says what was done with a zaak as a whole.
const OVER_ZAKEN: &str = "loket.zaken";
const GEOPEND: &str = "zaak-geopend";

/// A CloudEvent about a zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gebeurtenis {
    /// Such as `nl.overheid.zaken.zaak-gemuteerd`.
    pub(crate) r#type: String,
    /// The id of the zaak.
    pub(crate) subject: Uuid,
    /// The path of the zaak.
    pub(crate) dataref: String,
    /// What subscribers filter on.
    pub(crate) data: Kenmerken,
}

/// Returns what the events of one transaction are for each zaak. However much of a zaak changed, it is told once that it did: not when it
/// was destroyed, and not when its owner only looked at it.
pub(crate) fn gebeurtenissen_of(events: &[Event]) -> Vec<Gebeurtenis> {
    let mut all: Vec<Gebeurtenis> = Vec::new();
    for event in events.iter().filter(|event| event.kanaal == OVER_ZAKEN) {
        all.push(gebeurtenis(event, event.resource));
    }
    let mut seen: Vec<Uuid> = all.iter().filter(|one| one.r#type.ends_with(GEOPEND)).map(|one| one.subject).collect();
    let is_end = |event: &&Event| event.resource == "zaak" && event.actie == Actie::Destroy;
    let changes = || events.iter().filter(|event| event.kanaal == "zaken");
    let ended = changes().filter(is_end).map(|event| (event, "zaak-verwijderd"));
    for (event, name) in ended.chain(changes().map(|event| (event, "zaak-gemuteerd"))) {
        if !seen.contains(&event.hoofd_object) {
            seen.push(event.hoofd_object);
            all.push(gebeurtenis(event, name));
        }
    }
    all
}

fn gebeurtenis(event: &Event, name: &str) -> Gebeurtenis {
    Gebeurtenis {
        r#type: format!("nl.overheid.zaken.{name}"),
        subject: event.hoofd_object,
        dataref: format!("/zaken/api/v1/zaken/{}", event.hoofd_object),
        data: kenmerken_of(event, "zaken"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_tells_once_what_became_of_each_zaak() {
        let event = |kanaal, resource, actie, zaak| Event {
            kanaal,
            resource,
            actie,
            hoofd_object: Uuid::from_u128(zaak),
            resource_id: Uuid::from_u128(zaak),
            kenmerken: serde_json::Map::new(),
        };
        let created = |resource, zaak| event("zaken", resource, Actie::Create, zaak);
        let changed = |zaak| event("zaken", "zaak", Actie::PartialUpdate, zaak);
        let told = |name, zaak| event(OVER_ZAKEN, name, Actie::PartialUpdate, zaak);
        let cases = [
            (vec![], vec![]),
            (vec![event("documenten", "gebruiksrechten", Actie::Create, 1)], vec![]),
            (vec![created("zaak", 1), created("status", 1), created("rol", 2)], vec!["gemuteerd 1", "gemuteerd 2"]),
            (vec![changed(1), told(GEOPEND, 1)], vec!["geopend 1"]),
            (vec![created("status", 1), told("zaak-afgesloten", 1)], vec!["afgesloten 1", "gemuteerd 1"]),
            (
                vec![changed(2), event("zaken", "rol", Actie::Destroy, 1), event("zaken", "zaak", Actie::Destroy, 1)],
                vec!["verwijderd 1", "gemuteerd 2"],
            ),
        ];
        for (events, expected) in cases {
            let all = gebeurtenissen_of(&events);
            let found: Vec<_> = all
                .iter()
                .map(|one| {
                    format!("{} {}", one.r#type.trim_start_matches("nl.overheid.zaken.zaak-"), one.subject.as_u128())
                })
                .collect();
            assert_eq!(found, expected);
        }
    }
}
