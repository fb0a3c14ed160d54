//! The simulated DigiD: anybody may be anybody. Only for demonstrations with invented people.

use ::store::Reader;
use values::Bsn;
use values::actor::{Betrouwbaarheidsniveau, Burger, Vertegenwoordiging};
use web::{Pairs, WebSettings};

use crate::login::{Identity, LoginError, LoginFuture, LoginProvider, Outcome, Visit};
use crate::persons;

/// The simulator was asked for outside a demonstration.
#[derive(Debug, thiserror::Error)]
#[error("simulated logins exist only with `demo = true`; configure a real login, or make this a demonstration")]
pub struct SimulatorRefused;

/// The simulated DigiD with machtigen.
#[derive(Debug)]
pub struct Simulator(());

impl Simulator {
    /// Makes the simulator.
    ///
    /// # Errors
    /// Outside a demonstration.
    pub fn new(settings: &WebSettings) -> Result<Self, SimulatorRefused> {
        if settings.demo { Ok(Self(())) } else { Err(SimulatorRefused) }
    }
}

/// Whom a resident wants to be, as the button of the simulator says: `bsn` or `bsn/bsn-of-the-other`.
struct Choice {
    bsn: Bsn,
    namens: Option<Bsn>,
}

impl Choice {
    fn parse(text: &str) -> Option<Self> {
        let (bsn, namens) = match text.split_once('/') {
            Some((bsn, namens)) => (bsn, Some(namens.parse().ok()?)),
            None => (text, None),
        };
        Some(Self { bsn: bsn.parse().ok()?, namens })
    }
}

impl LoginProvider for Simulator {
    fn offers_namens(&self) -> bool {
        true
    }

    fn has_own_mandates(&self) -> bool {
        true
    }

    fn start<'a>(&'a self, visit: &'a Visit<'a>) -> LoginFuture<'a, String> {
        Box::pin(async move { Ok(format!("/simulator/digid?state={}", visit.attempt.state())) })
    }

    fn callback<'a>(&'a self, db: &'a mut Reader, visit: &'a Visit<'a>, answer: &'a Pairs) -> LoginFuture<'a, Outcome> {
        Box::pin(async move {
            if answer.find("annuleer").is_some() {
                return Ok(Outcome::Cancelled);
            }
            let choice = answer.find("keuze").and_then(Choice::parse).ok_or(LoginError::NoSuchChoice)?;
            let person = persons::find(db, &choice.bsn).await?.ok_or(LoginError::NoSuchChoice)?;
            let vertegenwoordigt = match choice.namens {
                None => None,
                Some(other) => Some(representation(db, &choice.bsn, &other).await?),
            };
            let loa = visit.attempt.loa_min.max(Betrouwbaarheidsniveau::Substantieel);
            let burger = Burger { bsn: choice.bsn, naam: person.volledige_naam(), loa, vertegenwoordigt };
            Ok(Outcome::LoggedIn(Identity { burger }))
        })
    }
}

async fn representation(db: &mut Reader, own: &Bsn, other: &Bsn) -> Result<Vertegenwoordiging, LoginError> {
    persons::machtigingen_of(db, own)
        .await?
        .into_iter()
        .find(|machtiging| machtiging.bsn == *other)
        .ok_or(LoginError::NoSuchChoice)
}
