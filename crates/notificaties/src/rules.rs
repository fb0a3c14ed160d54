//! Which event is told, to whom, in which form, and how long to wait after a failure.

mod eigen;
mod gebeurtenissen;

use std::time::Duration;

pub(crate) use eigen::{find_elders, notificatie_of};
pub(crate) use gebeurtenissen::{Gebeurtenis, gebeurtenissen_of};

use crate::domain::Vorm;
use crate::{Abonnement, Kenmerken, Notificatie};

/// A message is given up after this many attempts: over some three and a half hours.
pub(crate) const ATTEMPTS_MAX: u32 = 12;

/// Decides whether a subscriber takes this notification, and in which form. It gets one call however many groups match.
pub(crate) fn choose(abonnement: &Abonnement, notificatie: &Notificatie) -> Option<Vorm> {
    let takes = abonnement
        .kanalen
        .iter()
        .any(|one| one.naam == notificatie.kanaal && matches(&one.filters, &notificatie.kenmerken));
    if takes {
        return Some(if abonnement.send_cloudevents { Vorm::AlsCloudevent } else { Vorm::Notificatie });
    }
    takes_cloudevent(abonnement, &cloudevent_type(notificatie), &notificatie.kenmerken).then_some(Vorm::AlsCloudevent)
}

/// Decides whether a subscriber takes a CloudEvent of this type with this data.
pub(crate) fn takes_cloudevent(abonnement: &Abonnement, r#type: &str, data: &Kenmerken) -> bool {
    abonnement.cloudevent_filters.iter().any(|one| r#type.contains(&one.type_substring) && matches(&one.filters, data))
}

/// Returns the type of the CloudEvent that tells this.
pub(crate) fn cloudevent_type(notificatie: &Notificatie) -> String {
    format!("nl.overheid.{}.{}.{}", notificatie.kanaal, notificatie.resource, notificatie.actie)
}

/// Decides whether kenmerken are as a filter asks: each of its values is equal or `*`. What the message does not name does not count.
fn matches(filters: &Kenmerken, kenmerken: &Kenmerken) -> bool {
    filters.iter().all(|(name, wanted)| {
        let found = kenmerken.iter().find(|(own, _)| own == name);
        found.is_none_or(|(_, value)| wanted == "*" || is_same(wanted, value))
    })
}

/// Decides whether a filter asks for this value. One of our own URLs is kept as a path, and asked for by whichever host name we have.
fn is_same(wanted: &str, value: &str) -> bool {
    wanted == value || (value.starts_with('/') && path_of(wanted) == Some(value))
}

fn path_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let path = rest.find('/').map(|at| &rest[at..])?;
    matches!(scheme, "http" | "https").then_some(path)
}

/// Decides whether names fit those of a kanaal: all of them, or some of them, but none besides some.
/// Rules: `inconsistent-abonnement-filters` and `kenmerken_inconsistent`.
pub(crate) fn is_consistent<'a>(names: impl Iterator<Item = &'a str> + Clone, kanaal: &[String]) -> bool {
    let covers = kanaal.iter().all(|own| names.clone().any(|name| name == own));
    let is_part = names.clone().all(|name| kanaal.iter().any(|own| own == name));
    covers || is_part
}

/// Returns the pause after this many failures in a row, with jitter from `random` so that a crowd does not come back at once: three
/// times as long each time, up to 52 minutes.
pub(crate) fn pause(failures: u32, random: u64) -> Duration {
    const MAX_MS: u64 = 52 * 60 * 1000;
    let ms = 3_u64.saturating_pow(failures.saturating_sub(1)).saturating_mul(1000).min(MAX_MS);
    // Between 80 % and 120 %.
    Duration::from_millis(ms * 4 / 5 + random % (ms * 2 / 5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CloudeventFilter, KanaalFilter};
    use uuid::Uuid;
    use values::Id;

    fn kenmerken(all: &[(&str, &str)]) -> Kenmerken {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_filter_holds_for_equal_values_stars_and_what_the_message_does_not_name() {
        let message = kenmerken(&[("bronorganisatie", "002564440"), ("zaaktype", "/catalogi/api/v1/zaaktypen/1")]);
        let cases: [(&[(&str, &str)], bool); 9] = [
            (&[], true),
            (&[("bronorganisatie", "002564440")], true),
            (&[("bronorganisatie", "*")], true),
            (&[("bronorganisatie", "999993653")], false),
            (&[("zaaktype", "https://a.nl/catalogi/api/v1/zaaktypen/1")], true),
            (&[("zaaktype", "https://oude-naam.nl:8080/catalogi/api/v1/zaaktypen/1")], true),
            (&[("zaaktype", "https://a.nl/catalogi/api/v1/zaaktypen/2")], false),
            (&[("kleur", "rood")], true),
            (&[("bronorganisatie", "*"), ("zaaktype", "x")], false),
        ];
        for (filters, expected) in cases {
            assert_eq!(matches(&kenmerken(filters), &message), expected, "{filters:?}");
        }
    }

    #[test]
    fn a_subscriber_gets_one_call_in_the_form_that_it_asked_for() {
        let message = Notificatie {
            kanaal: "zaken".into(),
            source: String::new(),
            hoofd_object: String::new(),
            resource: "status".into(),
            resource_url: String::new(),
            actie: "create".into(),
            aanmaakdatum: jiff::Timestamp::UNIX_EPOCH,
            kenmerken: kenmerken(&[("bronorganisatie", "1")]),
        };
        let group = |naam: &str, value: &str| KanaalFilter {
            naam: naam.into(),
            filters: kenmerken(&[("bronorganisatie", value)]),
        };
        let event = |text: &str| CloudeventFilter { type_substring: text.into(), filters: Vec::new() };
        let cases = [
            (vec![group("zaken", "1"), group("zaken", "*")], vec![], false, Some(Vorm::Notificatie)),
            (vec![group("zaken", "1")], vec![], true, Some(Vorm::AlsCloudevent)),
            (vec![group("zaken", "2"), group("besluiten", "1")], vec![], false, None),
            (vec![], vec![event("zaken.status")], false, Some(Vorm::AlsCloudevent)),
            (vec![], vec![event("zaken.rol")], true, None),
            (vec![group("zaken", "1")], vec![event("nl.overheid")], false, Some(Vorm::Notificatie)),
        ];
        for (kanalen, cloudevent_filters, send_cloudevents, expected) in cases {
            let abonnement = Abonnement {
                uuid: Id::new(Uuid::nil()),
                client_id: String::new(),
                callback_url: String::new(),
                kanalen,
                send_cloudevents,
                cloudevent_filters,
            };
            assert_eq!(choose(&abonnement, &message), expected, "{abonnement:?}");
        }
    }

    #[test]
    fn names_fit_a_kanaal_when_they_cover_it_or_are_part_of_it() {
        let kanaal = ["a".to_owned(), "b".to_owned()];
        let cases: [(&[&str], bool); 6] = [
            (&[], true),
            (&["a"], true),
            (&["a", "b"], true),
            (&["a", "b", "c"], true),
            (&["a", "c"], false),
            (&["c"], false),
        ];
        for (names, expected) in cases {
            assert_eq!(is_consistent(names.iter().copied(), &kanaal), expected, "{names:?}");
        }
    }

    #[test]
    fn pauses_triple_up_to_52_minutes() {
        for (failures, seconds) in [(1, 1), (2, 3), (5, 81), (9, 3120), (99, 3120)] {
            for random in [0, 12_345, u64::MAX] {
                let pause = pause(failures, random).as_millis();
                assert!((seconds * 800..=seconds * 1200).contains(&pause), "{failures}: {pause} ms");
            }
        }
    }
}
