//! The first page of a form: what it is for, and how to start.

use forms::{Formulier, Inzending};
use serde::Serialize;
use values::Id;
use values::actor::Burger;

use super::rows::{AlertView, LinkView};
use crate::paths;
use crate::words::Words;

/// The page.
#[derive(Debug, Serialize)]
pub struct StartView {
    /// The way to this page.
    pub breadcrumb: Vec<LinkView>,
    /// The name of the form.
    pub title: String,
    /// What it is for: safe HTML.
    pub explanation: String,
    /// What stands out: for whom one applies, or that the form is closed.
    pub notice: Option<AlertView>,
    /// The button that starts the form; none when one must log in first.
    pub start: Option<String>,
    /// The ways to log in, each with its link.
    pub logins: Vec<LinkView>,
    /// The button to start without logging in, when the form allows.
    pub anonymous: Option<String>,
    /// Where the button posts to.
    pub action: String,
    /// What was begun before: the link to go on, or empty.
    pub concept_href: String,
}

/// Returns the page for who is logged in, or for who is not; `begun` is what she did not send yet.
pub fn page(
    formulier: &Formulier,
    burger: Option<&Burger>,
    begun: Option<Id<Inzending>>,
    words: Words<'_>,
) -> StartView {
    let form = &formulier.definition;
    let begin = match form.literals.begin.as_str() {
        "" => words.text("portaal-formulier-start"),
        own => own.to_owned(),
    };
    let is_open = form.submission_allowed == form_logic::SubmissionAllowed::Yes;
    let mandate = burger.and_then(|burger| burger.vertegenwoordigt.as_ref());
    let is_covered = mandate.is_none_or(|mandate| mandate.covers(&formulier.zaaktype));
    let about = |kind, title: &str, text: &str, naam: &str| AlertView {
        kind,
        title: words.with(title, &[("naam", naam.into())]),
        text: words.with(text, &[("naam", naam.into())]),
    };
    let alert = match mandate {
        _ if !is_open => Some(about("warning", "portaal-formulier-dicht", "portaal-formulier-dicht-tekst", "")),
        Some(other) if is_covered => {
            Some(about("info", "portaal-formulier-namens", "portaal-formulier-namens-tekst", &other.naam))
        }
        Some(other) => {
            let (title, text) = ("portaal-formulier-niet-namens", "portaal-formulier-niet-namens-tekst");
            Some(about("warning", title, text, &other.naam))
        }
        None => None,
    };
    let is_logged_in = burger.is_some();
    let here = paths::formulier(&formulier.slug);
    let logins = [("portaal-inloggen-digid", "digid"), ("portaal-inloggen-machtiging", "digid_machtigen")];
    let logins = logins.into_iter().filter(|(_, backend)| offers(formulier, backend));
    let logins = logins.map(|(key, backend)| {
        let for_another = backend != "digid";
        LinkView::new(words.text(key), paths::inloggen_digid(&here, for_another))
    });
    StartView {
        breadcrumb: vec![
            LinkView::new(words.text("portaal-home"), if is_logged_in { paths::HOME } else { paths::WELKOM }),
            LinkView::dutch(&formulier.naam, ""),
        ],
        title: formulier.naam.clone(),
        explanation: forms::explanation_html(formulier),
        notice: alert,
        start: (is_logged_in && is_open && is_covered).then_some(begin),
        logins: if is_logged_in || !is_open { Vec::new() } else { logins.collect() },
        anonymous: (!is_logged_in && is_open && !form.login_required).then(|| words.text("portaal-zonder-inloggen")),
        action: here,
        concept_href: begun.map(|begun| paths::inzending(&formulier.slug, begun)).unwrap_or_default(),
    }
}

/// Decides whether the form offers this way to log in; a form that names none but needs a login offers DigiD.
fn offers(formulier: &Formulier, backend: &str) -> bool {
    let form = &formulier.definition;
    if form.auth_backends.is_empty() {
        return form.login_required && backend == "digid";
    }
    form.auth_backends.iter().any(|offered| match backend {
        "digid" => matches!(offered.backend.as_str(), "digid" | "digid_oidc" | "demo"),
        _ => offered.backend.starts_with(backend),
    })
}

impl StartView {
    /// Logged out, with and without login required; logged in; for another; with a form that was begun.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |start, logins, anonymous| {
            Self {
            breadcrumb: vec![LinkView::new("Home", paths::WELKOM), LinkView::new("Bezwaar maken", "")],
            title: "Bezwaar maken".into(),
            explanation: "<p>Bent u het niet eens met een besluit? Dan kunt u bezwaar maken.</p><ul><li>Houd het besluit bij de hand.</li><li>U bent ongeveer 10 minuten bezig.</li></ul>".into(),
            notice: None,
            start,
            logins,
            anonymous,
            action: paths::formulier("bezwaar-maken"),
            concept_href: String::new(),
        }
        };
        let logins = vec![
            LinkView::new("Inloggen met DigiD", paths::inloggen(&paths::formulier("bezwaar-maken"))),
            LinkView::new("Inloggen voor iemand anders", paths::inloggen(&paths::formulier("bezwaar-maken"))),
        ];
        let start = || Some("Start met invullen".to_owned());
        let alert = AlertView {
            kind: "info",
            title: "U vraagt dit aan namens S. de Vries".into(),
            text: "U vult de gegevens in van S. de Vries.".into(),
        };
        vec![
            ("uitgelogd", view(None, logins.clone(), None)),
            ("zonder", view(None, logins, Some("Ga verder zonder inloggen".into()))),
            ("ingelogd", view(start(), vec![], None)),
            ("namens", Self { notice: Some(alert), ..view(start(), vec![], None) }),
            (
                "begonnen",
                Self {
                    concept_href: paths::stap(
                        "bezwaar-maken",
                        values::Id::new(uuid::Uuid::from_u128(1)),
                        "uw-gegevens",
                    ),
                    ..view(start(), vec![], None)
                },
            ),
            (
                "gesloten",
                Self {
                    notice: Some(AlertView {
                        kind: "warning",
                        title: "Dit formulier is nu niet beschikbaar".into(),
                        text: "Probeer het later nog eens, of bel ons.".into(),
                    }),
                    ..view(None, vec![], None)
                },
            ),
        ]
    }
}
