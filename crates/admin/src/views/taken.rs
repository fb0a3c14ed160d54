//! Jobs that were given up.

use ::store::jobs::DeadJob;
use serde::Serialize;

use crate::paths;

/// A job that was given up.
#[derive(Debug, Clone, Serialize)]
pub struct TaakRow {
    /// Which handler failed.
    pub soort: String,
    /// How often it was tried.
    pub pogingen: i64,
    /// When it was asked.
    pub op: String,
    /// What the last attempt said.
    pub fout: String,
    /// Where "Probeer opnieuw" posts to.
    pub action: String,
}

/// The jobs that were given up.
#[derive(Debug, Clone, Serialize)]
pub struct TakenPage {
    /// The jobs, newest first.
    pub taken: Vec<TaakRow>,
    /// How many jobs still have to be done.
    pub wachtend: i64,
    /// Where "Probeer alles opnieuw" posts to.
    pub alles_action: &'static str,
}

impl TakenPage {
    /// Makes the page.
    pub fn new(dead: &[DeadJob], wachtend: i64) -> Self {
        let row = |job: &DeadJob| TaakRow {
            soort: job.kind.clone(),
            pogingen: job.attempts,
            op: job.created_at.to_string(),
            fout: job.last_error.clone(),
            action: paths::opnieuw(job.id),
        };
        Self { taken: dead.iter().map(row).collect(), wachtend, alles_action: paths::ALLES_OPNIEUW }
    }

    /// The empty and the ordinary page.
    pub fn samples() -> Vec<Self> {
        let row = |soort: &str, fout: &str| TaakRow {
            soort: soort.into(),
            pogingen: 8,
            op: "2026-11-24T09:00:00Z".into(),
            fout: fout.into(),
            action: "/beheer/taken/1/opnieuw".into(),
        };
        let taken = vec![
            row("messages.mail", "the mail server did not answer: connection refused (os error 111)"),
            row("documenten.opmaken", "besluit.typ:14:2: unknown variable: geadresseerde"),
        ];
        vec![
            Self { taken: Vec::new(), wachtend: 0, alles_action: paths::ALLES_OPNIEUW },
            Self { taken, wachtend: 3, alles_action: paths::ALLES_OPNIEUW },
        ]
    }
}
