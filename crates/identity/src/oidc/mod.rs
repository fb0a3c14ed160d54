//! Login by OpenID Connect: residents through a broker of DigiD (with machtigen), staff through the login of the municipality.
//!
//! The code flow with PKCE, a state and a nonce that are derived from the secret of the attempt. A token counts only when the issuer signed
//! it for us, in this login. What the claims mean is decided in `claims.rs`, which knows no network. Calls leave by `web::outbound`.

mod claims;
mod client;
mod settings;

use std::sync::Arc;

use ::store::Reader;
use values::actor::Medewerker;
use web::Pairs;
use web::outbound::Outbound;

pub use settings::{BurgerClaims, InvalidLogin, LoginSettings, MedewerkerClaims, NamensClaims};

use crate::login::{Identity, LoginError, LoginFuture, LoginProvider, Outcome, Visit};
use client::{Client, Returned};

/// DigiD by a broker that speaks OpenID Connect.
#[derive(Debug)]
pub struct OidcBurgers {
    client: Client,
    claims: BurgerClaims,
}

/// The login of staff.
#[derive(Debug)]
pub struct OidcMedewerkers {
    client: Client,
    claims: MedewerkerClaims,
}

impl OidcBurgers {
    /// Makes the means of login; the issuer is asked for its addresses and keys at the first login.
    ///
    /// # Errors
    /// When a setting is missing or can't be right.
    pub fn new(settings: LoginSettings<BurgerClaims>, http: Outbound) -> Result<Arc<Self>, InvalidLogin> {
        settings.claims.check()?;
        let (client, claims) = Client::new(settings, http)?;
        Ok(Arc::new(Self { client, claims }))
    }
}

impl LoginProvider for OidcBurgers {
    fn offers_namens(&self) -> bool {
        self.claims.namens.is_some()
    }

    fn start<'a>(&'a self, visit: &'a Visit<'a>) -> LoginFuture<'a, String> {
        Box::pin(async move {
            let parameters = match &self.claims.namens {
                Some(namens) if visit.attempt.is_namens => Some(&namens.parameters),
                _ => None,
            };
            let levels = self.claims.acr_values(visit.attempt.loa_min);
            self.client.start(visit, parameters, &levels).await
        })
    }

    fn callback<'a>(&'a self, _: &'a mut Reader, visit: &'a Visit<'a>, answer: &'a Pairs) -> LoginFuture<'a, Outcome> {
        Box::pin(async move {
            let claims = match self.client.finish(visit, answer).await? {
                Returned::Cancelled => return Ok(Outcome::Cancelled),
                Returned::Claims(claims) => claims,
            };
            let burger = claims::burger(&self.claims, &claims, visit.attempt.is_namens).map_err(LoginError::Refused)?;
            Ok(Outcome::LoggedIn(Identity { burger }))
        })
    }
}

impl OidcMedewerkers {
    /// Makes the means of login; the issuer is asked for its addresses and keys at the first login.
    ///
    /// # Errors
    /// When a setting is missing or can't be right.
    pub fn new(settings: LoginSettings<MedewerkerClaims>, http: Outbound) -> Result<Arc<Self>, InvalidLogin> {
        let (client, claims) = Client::new(settings, http)?;
        Ok(Arc::new(Self { client, claims }))
    }

    /// Returns the URL to send the browser to.
    pub(crate) async fn start(&self, visit: &Visit<'_>) -> Result<String, LoginError> {
        self.client.start(visit, None, &[]).await
    }

    /// Judges what the browser came back with. None when the person stopped.
    pub(crate) async fn finish(&self, visit: &Visit<'_>, answer: &Pairs) -> Result<Option<Medewerker>, LoginError> {
        match self.client.finish(visit, answer).await? {
            Returned::Cancelled => Ok(None),
            Returned::Claims(found) => claims::medewerker(&self.claims, &found).map(Some).map_err(LoginError::Refused),
        }
    }
}
