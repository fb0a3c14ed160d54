//! Applications of suppliers, and what they may do.

use serde::Serialize;

use super::veld::{Fouten, Keuzemogelijkheid, Veld};
use crate::paths;

/// An application in the list.
#[derive(Debug, Clone, Serialize)]
pub struct ApplicatieRow {
    /// The name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// The ids of its clients.
    pub clients: String,
    /// How much it may do.
    pub rechten: String,
    /// Whether a client of it waits for its secret.
    pub wacht: bool,
}

/// All applications.
#[derive(Debug, Clone, Serialize)]
pub struct ApplicatiesPage {
    /// The applications, newest first.
    pub applicaties: Vec<ApplicatieRow>,
    /// Where one is added.
    pub nieuw_href: &'static str,
}

/// The form to add one.
#[derive(Debug, Clone, Serialize)]
pub struct ApplicatieNieuwPage {
    /// The questions.
    pub velden: Vec<Veld>,
    /// What is wrong.
    pub fouten: Fouten,
    /// Where it is sent.
    pub action: &'static str,
    /// The list.
    pub terug_href: &'static str,
}

/// A secret, shown once.
#[derive(Debug, Clone, Serialize)]
pub struct GeheimPage {
    /// Whose it is.
    pub client_id: String,
    /// The secret.
    pub geheim: String,
    /// The application.
    pub applicatie_href: String,
}

/// A client of an application.
#[derive(Debug, Clone, Serialize)]
pub struct ClientRow {
    /// The id.
    pub id: String,
    /// Whether it has a secret.
    pub has_secret: bool,
}

/// Something that an application may do.
#[derive(Debug, Clone, Serialize)]
pub struct RechtRow {
    /// The API.
    pub component: String,
    /// The scopes.
    pub scopes: String,
    /// On what.
    pub waarop: String,
    /// Which versions of the type; empty where that is no question.
    pub versies: String,
    /// Up to which level.
    pub niveau: String,
    /// All that it says, by which it is taken away.
    pub sleutel: String,
}

/// One application.
#[derive(Debug, Clone, Serialize)]
pub struct ApplicatiePage {
    /// The name.
    pub label: String,
    /// Its clients.
    pub clients: Vec<ClientRow>,
    /// Whether it may do everything.
    pub alle: bool,
    /// What it may do otherwise.
    pub rechten: Vec<RechtRow>,
    /// Name and clients, to change.
    pub gegevens: Vec<Veld>,
    /// What it is to be allowed besides.
    pub erbij: Vec<Veld>,
    /// What is wrong.
    pub fouten: Fouten,
    /// The mark of what the form with its facts was made from.
    pub merk: String,
    /// Where the forms are sent.
    pub gegevens_action: String,
    /// Where a new secret is asked.
    pub geheim_action: String,
    /// Where rights are added.
    pub erbij_action: String,
    /// Where a right is taken away.
    pub eraf_action: String,
    /// Where it is removed.
    pub verwijder_action: String,
    /// The list.
    pub terug_href: &'static str,
}

impl ApplicatiesPage {
    /// The empty and the ordinary page.
    pub fn samples() -> Vec<Self> {
        let row = |label: &str, wacht| ApplicatieRow {
            label: label.into(),
            href: "/beheer/applicaties/1".into(),
            clients: "zaaksysteem, zaaksysteem-2".into(),
            rechten: "Alles".into(),
            wacht,
        };
        let applicaties = vec![row("Zaaksysteem", false), row("Formulieren <b>", true)];
        vec![
            Self { applicaties: Vec::new(), nieuw_href: paths::APPLICATIE_NIEUW },
            Self { applicaties, nieuw_href: paths::APPLICATIE_NIEUW },
        ]
    }
}

fn sample_velden() -> Vec<Veld> {
    let option = |value: &str, checked| Keuzemogelijkheid { value: value.into(), label: value.into(), checked };
    vec![
        Veld { required: true, value: "Zaaksysteem".into(), ..Veld::new("textfield", "label", "Naam".into()) },
        Veld::new("textarea", "clients", "Client-id".into()),
        Veld::new("checkbox", "alle", "Mag alles".into()),
        Veld {
            options: vec![option("zaken.lezen", true), option("zaken.aanmaken", false)],
            ..Veld::new("selectboxes", "scopes", "Zaken API".into())
        },
        Veld {
            options: vec![option("Bezwaar", true), option("Parkeren", false)],
            ..Veld::new("selectboxes", "zaaktypen", "Zaaktypen".into())
        },
    ]
}

fn sample_fouten() -> Fouten {
    let mut fouten = Fouten::default();
    fouten.add("label", "Vul een naam in.".into());
    fouten
}

impl ApplicatieNieuwPage {
    /// The empty form, and one with a fault.
    pub fn samples() -> Vec<Self> {
        [Fouten::default(), sample_fouten()]
            .map(|fouten| Self {
                velden: sample_velden(),
                fouten,
                action: paths::APPLICATIES,
                terug_href: paths::APPLICATIES,
            })
            .to_vec()
    }
}

impl GeheimPage {
    /// The ordinary page.
    pub fn samples() -> Vec<Self> {
        vec![Self {
            client_id: "zaaksysteem".into(),
            geheim: "0123456789abcdef".repeat(4),
            applicatie_href: "/beheer/applicaties/1".into(),
        }]
    }
}

impl ApplicatiePage {
    /// One that may do everything, and one with rights and a fault.
    pub fn samples() -> Vec<Self> {
        let recht = |versies: &str| RechtRow {
            component: "Zaken API".into(),
            scopes: "zaken.lezen, zaken.aanmaken".into(),
            waarop: "Boom kappen (BOOM), catalogus LOKET".into(),
            versies: versies.into(),
            niveau: "zeer_geheim".into(),
            sleutel: format!("zrc;zeer_geheim;zaken.lezen;{versies}"),
        };
        let page = |alle, rechten, fouten| Self {
            label: "Zaaksysteem".into(),
            clients: vec![
                ClientRow { id: "zaaksysteem".into(), has_secret: true },
                ClientRow { id: "ander".into(), has_secret: false },
            ],
            alle,
            rechten,
            gegevens: sample_velden().into_iter().take(3).collect(),
            erbij: sample_velden().into_iter().skip(3).collect(),
            fouten,
            merk: "0a1b".into(),
            gegevens_action: "/beheer/applicaties/1".into(),
            geheim_action: "/beheer/applicaties/1/geheim".into(),
            erbij_action: "/beheer/applicaties/1/autorisaties".into(),
            eraf_action: "/beheer/applicaties/1/autorisaties/verwijder".into(),
            verwijder_action: "/beheer/applicaties/1/verwijder".into(),
            terug_href: paths::APPLICATIES,
        };
        vec![
            page(true, Vec::new(), Fouten::default()),
            page(false, vec![recht("Alle versies"), recht("")], sample_fouten()),
        ]
    }
}
