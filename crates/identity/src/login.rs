//! What a means of login is to the rest of the program. The simulator is one; OIDC and SAML are others.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use ::store::{Reader, StoreError};
use jiff::Timestamp;
use values::actor::Burger;
use web::{Pairs, WebSettings};

use crate::oidc::OidcMedewerkers;
use crate::{LoginAttempt, Simulator, SimulatorRefused};

/// What a means of login vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The person, how sure the login is, and for whom the person acts.
    pub burger: Burger,
}

/// How a login ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The means vouches for a person.
    LoggedIn(Identity),
    /// The person stopped.
    Cancelled,
}

/// Why a login failed.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// The means does not answer. Holds what was being done.
    #[error("the login means is not available: {0}")]
    Unavailable(String),
    /// The answer is not valid, or names a person or a machtiging that does not exist.
    #[error("the login means gave an answer that is not accepted: {0}")]
    Refused(&'static str),
    /// The browser sent a choice that the page of the simulator does not offer.
    #[error("the simulator does not offer this choice")]
    NoSuchChoice,
    /// Our own database failed.
    #[error("looking up the person failed")]
    Store(#[from] StoreError),
}

/// The answer of a means of login, when it has one.
pub type LoginFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, LoginError>> + Send + 'a>>;

/// A browser that leaves for a means of login, or comes back from it.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// The login that it is about.
    pub attempt: &'a LoginAttempt,
    /// The absolute URL of ours that the browser comes back to.
    pub terug: &'a str,
    /// Now.
    pub now: Timestamp,
}

/// A means of login for residents. The browser is sent away at the start and comes back with an answer.
pub trait LoginProvider: Send + Sync {
    /// Whether a resident can act for somebody else by it.
    fn offers_namens(&self) -> bool;

    /// Whether the mandates that it vouches for are in our own register ([`crate::persons`]). Then one that ends stops working at once; what
    /// another vouches for holds for the session.
    fn has_own_mandates(&self) -> bool {
        false
    }

    /// Returns the URL to send the browser to. It must bring the browser to [`Visit::terug`] with [`LoginAttempt::state`] in a parameter `state`.
    fn start<'a>(&'a self, visit: &'a Visit<'a>) -> LoginFuture<'a, String>;

    /// Judges the parameters that the browser came back with. The state was checked before.
    fn callback<'a>(&'a self, db: &'a mut Reader, visit: &'a Visit<'a>, answer: &'a Pairs) -> LoginFuture<'a, Outcome>;
}

/// The means of login of one municipality.
#[derive(Clone, Default)]
pub struct Means {
    /// DigiD, for residents.
    pub digid: Option<Arc<dyn LoginProvider>>,
    /// The login of staff.
    pub medewerkers: Option<Arc<OidcMedewerkers>>,
}

impl std::fmt::Debug for Means {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Means")
            .field("has_digid", &self.digid.is_some())
            .field("has_medewerkers", &self.medewerkers.is_some())
            .finish()
    }
}

/// The means of login that this program has: those of all municipalities, and of some their own.
#[derive(Debug, Clone, Default)]
pub struct Logins {
    all: Means,
    own: HashMap<String, Means>,
    has_simulator: bool,
}

impl Logins {
    /// Returns no means at all: pages say that logging in is not possible now.
    pub fn none() -> Self {
        Self::default()
    }

    /// Returns the simulators of DigiD and of the login of staff.
    ///
    /// # Errors
    /// Outside a demonstration. The binary must not start then.
    pub fn simulated(settings: &WebSettings) -> Result<Self, SimulatorRefused> {
        let all = Means { digid: Some(Arc::new(Simulator::new(settings)?)), medewerkers: None };
        Ok(Self { all, own: HashMap::new(), has_simulator: true })
    }

    /// Returns real logins: `own` has, by the short name of the municipality, what it uses instead of `all`.
    pub fn real(all: Means, own: HashMap<String, Means>) -> Self {
        Self { all, own, has_simulator: false }
    }

    pub(crate) fn digid(&self, gemeente: &str) -> Option<&dyn LoginProvider> {
        self.own.get(gemeente).and_then(|means| means.digid.as_deref()).or(self.all.digid.as_deref())
    }

    pub(crate) fn medewerkers(&self, gemeente: &str) -> Option<&OidcMedewerkers> {
        self.own.get(gemeente).and_then(|means| means.medewerkers.as_deref()).or(self.all.medewerkers.as_deref())
    }

    pub(crate) fn has_simulator(&self) -> bool {
        self.has_simulator
    }
}
