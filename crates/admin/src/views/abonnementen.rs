//! Subscribers, and messages that they did not take.

use notificaties::{DodeBrief, Hapering, Overzicht};
use serde::Serialize;

use crate::paths;

/// More is shown as "1.000+".
const COUNT_MAX: i64 = 1000;

/// A subscriber.
#[derive(Debug, Clone, Serialize)]
pub struct AbonnementRow {
    /// Where it takes messages.
    pub callback_url: String,
    /// Its page.
    pub href: String,
    /// The client that made it.
    pub client_id: String,
    /// What it takes.
    pub kanalen: String,
    /// How many messages wait.
    pub wachtend: String,
    /// How many were given up.
    pub dood: String,
    /// Whether any was given up.
    pub is_mislukt: bool,
    /// Whether it takes nothing now.
    pub hapert: bool,
}

/// All subscribers.
#[derive(Debug, Clone, Serialize)]
pub struct AbonnementenPage {
    /// The subscribers.
    pub abonnementen: Vec<AbonnementRow>,
}

/// A message that was given up.
#[derive(Debug, Clone, Serialize)]
pub struct BriefRow {
    /// The id.
    pub id: String,
    /// What it is about.
    pub titel: String,
    /// The resource.
    pub resource: String,
    /// When it happened.
    pub op: String,
    /// How often it was tried.
    pub pogingen: i64,
    /// What the last attempt said.
    pub fout: String,
}

/// Why messages wait.
#[derive(Debug, Clone, Serialize)]
pub struct HaperingView {
    /// Since when.
    pub sinds: String,
    /// How often the oldest message was tried.
    pub pogingen: i64,
    /// What the last attempt said.
    pub fout: String,
    /// When it is tried again.
    pub volgende: String,
}

/// One subscriber.
#[derive(Debug, Clone, Serialize)]
pub struct AbonnementPage {
    /// What the list says of it.
    pub abonnement: AbonnementRow,
    /// Why messages wait; none when none was tried in vain.
    pub hapering: Option<HaperingView>,
    /// The messages that were given up, newest first.
    pub brieven: Vec<BriefRow>,
    /// Where they are sent again.
    pub opnieuw_action: String,
    /// Where it is removed.
    pub verwijder_action: String,
    /// The list.
    pub terug_href: &'static str,
}

fn count(number: i64) -> String {
    if number > COUNT_MAX { "1.000+".to_owned() } else { number.to_string() }
}

impl AbonnementRow {
    fn new(one: &Overzicht) -> Self {
        let abonnement = &one.abonnement;
        let kanalen = abonnement.kanalen.iter().map(|kanaal| kanaal.naam.clone());
        let events = abonnement.cloudevent_filters.iter().map(|filter| filter.type_substring.clone());
        Self {
            callback_url: abonnement.callback_url.clone(),
            href: paths::abonnement(abonnement.uuid.uuid()),
            client_id: abonnement.client_id.clone(),
            kanalen: kanalen.chain(events).collect::<Vec<_>>().join(", "),
            wachtend: count(one.wachtend),
            dood: count(one.dood),
            is_mislukt: one.dood > 0,
            hapert: one.mislukt > 0,
        }
    }

    fn sample(is_mislukt: bool) -> Self {
        Self {
            callback_url: "https://zaaksysteem.example.nl/notificaties?a=<b>".into(),
            href: "/beheer/abonnementen/1".into(),
            client_id: "zaaksysteem".into(),
            kanalen: "zaken, documenten".into(),
            wachtend: "3".into(),
            dood: if is_mislukt { "1.000+" } else { "0" }.into(),
            is_mislukt,
            hapert: is_mislukt,
        }
    }
}

impl AbonnementenPage {
    /// Makes the page.
    pub fn new(all: &[Overzicht]) -> Self {
        Self { abonnementen: all.iter().map(AbonnementRow::new).collect() }
    }

    /// The empty and the ordinary page.
    pub fn samples() -> Vec<Self> {
        vec![
            Self { abonnementen: Vec::new() },
            Self { abonnementen: vec![AbonnementRow::sample(false), AbonnementRow::sample(true)] },
        ]
    }
}

impl AbonnementPage {
    /// Makes the page.
    pub fn new(one: &Overzicht, brieven: &[DodeBrief], hapering: Option<&Hapering>) -> Self {
        let uuid = one.abonnement.uuid.uuid();
        let row = |brief: &DodeBrief| BriefRow {
            id: brief.id.to_string(),
            titel: brief.titel.clone(),
            resource: brief.resource_url.clone(),
            op: brief.created_at.to_string(),
            pogingen: brief.attempts,
            fout: brief.last_error.clone(),
        };
        Self {
            abonnement: AbonnementRow::new(one),
            hapering: hapering.map(|one| HaperingView {
                sinds: one.sinds.to_string(),
                pogingen: one.attempts,
                fout: one.last_error.clone(),
                volgende: one.next.to_string(),
            }),
            brieven: brieven.iter().map(row).collect(),
            opnieuw_action: paths::abonnement_opnieuw(uuid),
            verwijder_action: paths::abonnement_verwijder(uuid),
            terug_href: paths::ABONNEMENTEN,
        }
    }

    /// One without and one with messages that were given up.
    pub fn samples() -> Vec<Self> {
        let page = |is_mislukt, brieven| Self {
            abonnement: AbonnementRow::sample(is_mislukt),
            hapering: is_mislukt.then(|| HaperingView {
                sinds: "2026-11-24T09:00:00Z".into(),
                pogingen: 3,
                fout: "the subscriber answered 503".into(),
                volgende: "2026-11-24T10:00:00Z".into(),
            }),
            brieven,
            opnieuw_action: "/beheer/abonnementen/1/opnieuw".into(),
            verwijder_action: "/beheer/abonnementen/1/verwijder".into(),
            terug_href: paths::ABONNEMENTEN,
        };
        let brief = |id: &str| BriefRow {
            id: id.into(),
            titel: "zaken: status create".into(),
            resource: "/zaken/api/v1/statussen/1".into(),
            op: "2026-11-24T09:00:00Z".into(),
            pogingen: 12,
            fout: "the subscriber answered 503".into(),
        };
        vec![page(false, Vec::new()), page(true, vec![brief("1"), brief("2")])]
    }
}
