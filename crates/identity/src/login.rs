//! What a means of login is to the rest of the program. The simulator is one; OIDC and SAML are others.

use std::pin::Pin;
use std::sync::Arc;

use ::store::{Reader, StoreError};
use values::actor::Burger;
use web::{Pairs, WebSettings};

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
    /// Our own database failed.
    #[error("looking up the person failed")]
    Store(#[from] StoreError),
}

/// The answer of a means of login, when it has one.
pub type LoginFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, LoginError>> + Send + 'a>>;

/// A means of login for residents. The browser is sent away at the start and comes back with an answer.
pub trait LoginProvider: Send + Sync {
    /// Returns the URL to send the browser to. It must bring [`LoginAttempt::state`] back in a parameter `state`.
    fn start<'a>(&'a self, attempt: &'a LoginAttempt) -> LoginFuture<'a, String>;

    /// Judges the parameters that the browser came back with. The state was checked before.
    fn callback<'a>(
        &'a self,
        db: &'a mut Reader,
        attempt: &'a LoginAttempt,
        answer: &'a Pairs,
    ) -> LoginFuture<'a, Outcome>;
}

/// The means of login that this program has.
#[derive(Clone, Default)]
pub struct Logins {
    digid: Option<Arc<dyn LoginProvider>>,
    has_simulator: bool,
}

impl std::fmt::Debug for Logins {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Logins")
            .field("has_digid", &self.digid.is_some())
            .field("has_simulator", &self.has_simulator)
            .finish()
    }
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
        Ok(Self { digid: Some(Arc::new(Simulator::new(settings)?)), has_simulator: true })
    }

    /// Returns DigiD by this provider.
    pub fn with_digid(provider: Arc<dyn LoginProvider>) -> Self {
        Self { digid: Some(provider), has_simulator: false }
    }

    pub(crate) fn digid(&self) -> Option<&dyn LoginProvider> {
        self.digid.as_deref()
    }

    pub(crate) fn has_simulator(&self) -> bool {
        self.has_simulator
    }
}
