//! What a municipality sets about its logins: `[login.burgers]` and `[login.medewerkers]` in `loket.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use values::actor::Betrouwbaarheidsniveau;

/// One means of login.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginSettings<C> {
    /// The issuer: its `/.well-known/openid-configuration` is read.
    pub issuer: String,
    /// Who we are to the issuer.
    pub client_id: String,
    /// What proves it. Better given by a file or the environment.
    pub client_secret: Option<String>,
    /// A file that holds the secret.
    pub client_secret_file: Option<PathBuf>,
    /// What we ask for besides `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Further parameters of the login, such as the hint of a broker which means is meant.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// Where the facts stand in what the issuer tells.
    #[serde(default)]
    pub claims: C,
}

impl<C> std::fmt::Debug for LoginSettings<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoginSettings").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Where the facts of a resident stand. A name with dots is a path: `namens.bsn`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BurgerClaims {
    /// The BSN.
    pub bsn: String,
    /// The name to greet with.
    pub naam: String,
    /// How sure the login was.
    pub niveau: String,
    /// What the issuer calls each level, when that is not the name, the number or the URN that DigiD gives it.
    pub niveaus: BTreeMap<String, Niveau>,
    /// The level when the issuer says none; without it such a login is refused.
    pub niveau_standaard: Option<Niveau>,
    /// Acting for somebody else; offered only when it is set.
    pub namens: Option<NamensClaims>,
}

impl Default for BurgerClaims {
    fn default() -> Self {
        Self {
            bsn: "bsn".into(),
            naam: "name".into(),
            niveau: "acr".into(),
            niveaus: BTreeMap::new(),
            niveau_standaard: None,
            namens: None,
        }
    }
}

/// Where the facts stand of whom a resident acts for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamensClaims {
    /// The BSN of who is represented.
    pub bsn: String,
    /// The name of who is represented.
    pub naam: Option<String>,
    /// The services that the mandate covers, a list; without it the mandate covers all.
    pub diensten: Option<String>,
    /// Which zaaktypen (identificatie) each service is; the mandate covers nothing else.
    #[serde(default)]
    pub zaaktypen: BTreeMap<String, Vec<String>>,
    /// Parameters of a login for somebody else.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

/// Where the facts of a member of staff stand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MedewerkerClaims {
    /// The account name, which never changes.
    pub id: String,
    /// The name to show.
    pub naam: String,
    /// The groups of the person, a list.
    pub groepen: String,
    /// Which roles each group gives; without any, each group is a role.
    pub rollen: BTreeMap<String, Vec<String>>,
}

impl Default for MedewerkerClaims {
    fn default() -> Self {
        Self { id: "preferred_username".into(), naam: "name".into(), groepen: "groups".into(), rollen: BTreeMap::new() }
    }
}

/// A level, as settings write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Niveau(pub Betrouwbaarheidsniveau);

/// A setting that can't be right.
#[derive(Debug, thiserror::Error)]
pub enum InvalidLogin {
    /// The issuer is not an address on https.
    #[error("`issuer = \"{0}\"`: an issuer is an https address (http only on this machine)")]
    Issuer(String),
    /// There is no secret.
    #[error("`client_secret` is missing: give it in the file of `client_secret_file`, or in the environment")]
    NoSecret,
    /// The secret can't be read.
    #[error("`client_secret_file = \"{}\"` can't be read: {source}", .path.display())]
    Secret {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A mandate of services that name no zaaktypen covers nothing.
    #[error("`claims.namens.diensten` is set, but `claims.namens.zaaktypen` says of no service which zaaktypen it is")]
    NoZaaktypen,
}

impl BurgerClaims {
    pub(super) fn check(&self) -> Result<(), InvalidLogin> {
        match &self.namens {
            Some(namens) if namens.diensten.is_some() && namens.zaaktypen.is_empty() => Err(InvalidLogin::NoZaaktypen),
            _ => Ok(()),
        }
    }

    /// What to ask the issuer for so that the login is sure enough: the names of the level and of those above it.
    pub(super) fn acr_values(&self, loa_min: Betrouwbaarheidsniveau) -> Vec<String> {
        let mut named: Vec<_> = self.niveaus.iter().filter(|(_, Niveau(level))| *level >= loa_min).collect();
        named.sort_by_key(|(_, Niveau(level))| *level);
        named.into_iter().map(|(name, _)| name.clone()).collect()
    }
}

impl<C> LoginSettings<C> {
    /// Reads the secret.
    pub(super) fn secret(&self) -> Result<String, InvalidLogin> {
        let text = match (&self.client_secret, &self.client_secret_file) {
            (Some(secret), _) => secret.clone(),
            (None, Some(path)) => {
                std::fs::read_to_string(path).map_err(|source| InvalidLogin::Secret { path: path.clone(), source })?
            }
            (None, None) => return Err(InvalidLogin::NoSecret),
        };
        let secret = text.trim();
        if secret.is_empty() { Err(InvalidLogin::NoSecret) } else { Ok(secret.to_owned()) }
    }
}
