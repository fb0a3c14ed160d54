//! Configuration: one file, the same keys from the environment and the command line; none is needed.

mod documenten;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use autorisaties::TokenAge;
use identity::{BurgerClaims, LoginSettings, Logins, Means, MedewerkerClaims, OidcBurgers, OidcMedewerkers};
use messages::{MailTls, MailTransport};
use serde::Deserialize;
use store::Cloud;
use web::outbound::{Allowed, Outbound, OutboundSettings};

use crate::cli::{ServeOptions, StoreOptions};
pub use documenten::{DocumentenConfig, Opslag};

/// What `loket.toml` may hold. An unknown key stops the start.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: Option<String>,
    /// Folder for databases and documents.
    pub data: Option<PathBuf>,
    /// PostgreSQL server to use instead of SQLite files.
    pub database: Option<String>,
    /// The mail server; without it mails are only kept on the development page.
    pub smtp: Option<Smtp>,
    /// How requests reach us.
    #[serde(default)]
    pub web: Web,
    /// The APIs.
    #[serde(default)]
    pub api: Api,
    /// Calls to other systems.
    #[serde(default)]
    pub outbound: OutboundConfig,
    /// Subscribers.
    #[serde(default)]
    pub notificaties: NotificatiesConfig,
    /// Where the bytes of documents are.
    #[serde(default)]
    pub documenten: DocumentenConfig,
    /// How people log in.
    #[serde(default)]
    pub login: LoginConfig,
}

/// How people log in. What is not set is not offered.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginConfig {
    /// Residents, by a broker of DigiD.
    pub burgers: Option<LoginSettings<BurgerClaims>>,
    /// Staff.
    pub medewerkers: Option<LoginSettings<MedewerkerClaims>>,
    /// What a municipality uses instead, by its short name.
    #[serde(default)]
    pub gemeente: BTreeMap<String, OwnLogin>,
}

/// How people log in at one municipality.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLogin {
    /// Residents, by a broker of DigiD.
    pub burgers: Option<LoginSettings<BurgerClaims>>,
    /// Staff.
    pub medewerkers: Option<LoginSettings<MedewerkerClaims>>,
}

/// Calls to other systems.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboundConfig {
    /// Hosts, addresses and networks (`10.1.0.0/16`) that may be called although they are not on the public network.
    #[serde(default)]
    pub allow: Vec<String>,
    /// A file with certificates, in PEM, of authorities that are trusted besides the public ones.
    pub certificates: Option<PathBuf>,
}

/// Subscribers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotificatiesConfig {
    /// Take subscribers that let anybody send them messages.
    #[serde(default)]
    pub callback_without_auth: bool,
}

/// The APIs.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// How old the token of an application may be: an hour unless said otherwise.
    pub token_max_age_s: Option<u32>,
    /// How far the clocks of applications may differ from ours.
    pub token_leeway_s: Option<u32>,
}

/// The mail server.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    #[serde(default = "smtp_port")]
    pub port: u16,
    /// `starttls`, `tls` or, for a server on this machine only, `none`.
    #[serde(default)]
    pub tls: Tls,
    /// Who we are.
    pub user: Option<String>,
    /// What proves it. Better given by `LOKET_SMTP_PASSWORD`.
    pub password: Option<String>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// How long another register may take for a page of a list.
const IMPORT_TIMEOUT: Duration = Duration::from_secs(120);
/// The largest page, or list without pages.
const IMPORT_BYTES_MAX: usize = 256 * 1024 * 1024;

const fn smtp_port() -> u16 {
    587
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// By an upgrade after the greeting; the usual way on port 587.
    #[default]
    StartTls,
    /// From the first byte, on port 465.
    Tls,
    /// Not at all.
    None,
}

/// How requests reach us.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Web {
    /// Residents use https: cookies are for https only, and browsers are told to stay on it. So it is behind a proxy, unless this says no.
    pub https: Option<bool>,
    /// A proxy in front of us sets X-Forwarded-Host and X-Forwarded-Proto, adds to X-Forwarded-For, and nobody can go around it.
    #[serde(default)]
    pub trust_proxy: bool,
    /// The most connections that one address of the public network has at once, when there is no proxy; 200 without a number.
    pub connections_per_address: Option<usize>,
    /// What a caller of `/metrics` must send as bearer token; without it there is no such page. Better in `LOKET_METRICS_TOKEN`.
    pub metrics_token: Option<String>,
}

impl std::fmt::Debug for Web {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Web")
            .field("https", &self.https)
            .field("trust_proxy", &self.trust_proxy)
            .field("connections_per_address", &self.connections_per_address)
            .finish_non_exhaustive()
    }
}

impl Web {
    /// Decides whether residents use https.
    pub fn is_https(&self) -> bool {
        self.https.unwrap_or(self.trust_proxy)
    }

    /// Returns how much callers may hold.
    pub fn limits(&self) -> web::ServerLimits {
        let mut limits = web::ServerLimits::default();
        limits.trust_forwarded = self.trust_proxy;
        if let Some(most) = self.connections_per_address {
            limits.connections_per_address_max = most;
        }
        limits
    }

    /// Returns what a caller of `/metrics` must send; the environment wins over the file.
    pub fn metrics_token(&self) -> Option<String> {
        std::env::var("LOKET_METRICS_TOKEN")
            .ok()
            .or_else(|| self.metrics_token.clone())
            .filter(|token| !token.is_empty())
    }
}

/// Where the databases and documents are.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// Folder for databases and documents.
    pub data: PathBuf,
    /// PostgreSQL server to use instead of SQLite files.
    pub database: Option<String>,
    /// Where the bytes of documents are, when not in the folder.
    pub cloud: Option<Cloud>,
}

impl Config {
    /// Reads the file that the options name, or `loket.toml` when it exists.
    ///
    /// # Errors
    /// When the file can't be read or has an unknown key.
    pub fn read(options: &StoreOptions) -> anyhow::Result<Self> {
        let path = match &options.config {
            Some(path) => path.clone(),
            None if Path::new("loket.toml").exists() => PathBuf::from("loket.toml"),
            None => return Ok(Self::default()),
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| anyhow::anyhow!("the configuration {} can't be read: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
    }

    /// Returns where the databases and documents are; the command line wins over the file.
    ///
    /// # Errors
    /// When a key of `[documenten]` is wrong, or the certificates can't be read.
    pub fn store(&self, options: &StoreOptions) -> anyhow::Result<StoreConfig> {
        Ok(StoreConfig {
            data: options.data.clone().or_else(|| self.data.clone()).unwrap_or_else(|| PathBuf::from("data")),
            database: options.database.clone().or_else(|| self.database.clone()),
            cloud: self.documenten.cloud(self.roots_pem()?)?,
        })
    }

    /// Reads the certificates of authorities that are trusted besides the public ones.
    fn roots_pem(&self) -> anyhow::Result<Option<Vec<u8>>> {
        let Some(path) = &self.outbound.certificates else { return Ok(None) };
        Ok(Some(std::fs::read(path).with_context(|| format!("reading {}", path.display()))?))
    }

    /// Returns the address to listen on; the command line wins over the file.
    pub fn listen(&self, options: &ServeOptions) -> String {
        options.listen.clone().unwrap_or_else(|| self.listen_or_default().to_owned())
    }

    /// Returns the address to listen on when the command line says none.
    pub fn listen_or_default(&self) -> &str {
        self.listen.as_deref().unwrap_or("127.0.0.1:8080")
    }

    /// Returns how long tokens of applications hold.
    pub fn token_age(&self) -> TokenAge {
        let usual = TokenAge::default();
        TokenAge {
            max_s: self.api.token_max_age_s.unwrap_or(usual.max_s),
            leeway_s: self.api.token_leeway_s.unwrap_or(usual.leeway_s),
        }
    }

    /// Returns how other systems are called. A demonstration may also call programs on this machine.
    ///
    /// # Errors
    /// When a network or the certificates can't be read.
    pub fn outbound(&self, demo: bool) -> anyhow::Result<Outbound> {
        let local = ["127.0.0.0/8".to_owned(), "::1".to_owned()];
        Ok(Outbound::new(self.outbound_settings(if demo { &local } else { &[] })?)?)
    }

    /// Returns how a register is called that is taken over: at these hosts, wherever they are, with patience for large answers.
    ///
    /// # Errors
    /// When a network or the certificates can't be read.
    pub fn outbound_to(&self, hosts: &[String]) -> anyhow::Result<Outbound> {
        let settings = self.outbound_settings(hosts)?;
        Ok(Outbound::new(OutboundSettings { timeout: IMPORT_TIMEOUT, answer_bytes_max: IMPORT_BYTES_MAX, ..settings })?)
    }

    fn outbound_settings(&self, also: &[String]) -> anyhow::Result<OutboundSettings> {
        let mut allowed = Vec::new();
        for text in &self.outbound.allow {
            allowed.push(text.parse::<Allowed>().context("[outbound] allow")?);
        }
        for text in also {
            allowed.push(text.trim_matches(['[', ']']).parse::<Allowed>()?);
        }
        let roots_pem = self.roots_pem()?;
        Ok(OutboundSettings { allowed, roots_pem, ..OutboundSettings::default() })
    }

    /// Returns how people log in. The secrets of the logins for all municipalities may come from the environment:
    /// `LOKET_LOGIN_BURGERS_SECRET` and `LOKET_LOGIN_MEDEWERKERS_SECRET`.
    ///
    /// # Errors
    /// When a setting can't be right, or is about a municipality that does not exist.
    pub fn logins(&self, outbound: &Outbound, gemeenten: &[&str]) -> anyhow::Result<Logins> {
        let means = |at: &str, burgers: Option<LoginSettings<_>>, medewerkers: Option<LoginSettings<_>>| {
            let digid = burgers.map(|settings| OidcBurgers::new(settings, outbound.clone())).transpose();
            let medewerkers = medewerkers.map(|settings| OidcMedewerkers::new(settings, outbound.clone())).transpose();
            Ok::<_, anyhow::Error>(Means {
                digid: digid.with_context(|| format!("[login{at}.burgers]"))?.map(|means| means as _),
                medewerkers: medewerkers.with_context(|| format!("[login{at}.medewerkers]"))?,
            })
        };
        let (mut burgers, mut medewerkers) = (self.login.burgers.clone(), self.login.medewerkers.clone());
        if let (Some(settings), Ok(secret)) = (&mut burgers, std::env::var("LOKET_LOGIN_BURGERS_SECRET")) {
            settings.client_secret = Some(secret);
        }
        if let (Some(settings), Ok(secret)) = (&mut medewerkers, std::env::var("LOKET_LOGIN_MEDEWERKERS_SECRET")) {
            settings.client_secret = Some(secret);
        }
        let mut own = HashMap::new();
        for (key, login) in &self.login.gemeente {
            anyhow::ensure!(
                gemeenten.contains(&key.as_str()),
                "[login.gemeente.{key}]: there is no municipality `{key}`"
            );
            let at = format!(".gemeente.{key}");
            own.insert(key.clone(), means(&at, login.burgers.clone(), login.medewerkers.clone())?);
        }
        Ok(Logins::real(means("", burgers, medewerkers)?, own))
    }

    /// Returns how mails leave. Only a demonstration can do without a mail server: its mails are read on a page.
    pub fn mail(&self, demo: bool) -> MailTransport {
        let Some(smtp) = &self.smtp else {
            return if demo { MailTransport::DevelopmentPage } else { MailTransport::Missing };
        };
        MailTransport::Smtp {
            host: smtp.host.clone(),
            port: smtp.port,
            tls: match smtp.tls {
                Tls::StartTls => MailTls::StartTls,
                Tls::Tls => MailTls::Implicit,
                Tls::None => MailTls::None,
            },
            user: smtp.user.clone(),
            password: std::env::var("LOKET_SMTP_PASSWORD").ok().or_else(|| smtp.password.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_stops_the_start() {
        assert!(toml::from_str::<Config>("listen = \"127.0.0.1:1\"\n[web]\nhttps = true").is_ok());
        let error = toml::from_str::<Config>("listn = \"127.0.0.1:1\"").unwrap_err().to_string();
        assert!(error.contains("unknown field `listn`") && error.contains("listen"), "{error}");
    }

    #[test]
    fn a_login_needs_an_issuer_on_https_a_secret_and_a_municipality_that_exists() {
        let outbound = Config::default().outbound(false).unwrap();
        let burgers = "issuer = \"https://login.example.nl\"\nclient_id = \"loket\"\nclient_secret = \"geheim\"\n";
        let cases = [
            (format!("[login.burgers]\n{burgers}"), None),
            (format!("[login.burgers]\n{}", burgers.replace("https", "http")), Some("[login.burgers]")),
            (
                format!("[login.medewerkers]\n{}", burgers.replace("client_secret", "scopes = []\n#")),
                Some("client_secret"),
            ),
            (format!("[login.gemeente.a.burgers]\n{burgers}"), None),
            (format!("[login.gemeente.b.burgers]\n{burgers}"), Some("there is no municipality `b`")),
            (
                format!("[login.burgers]\n{burgers}[login.burgers.claims.namens]\nbsn = \"x\"\ndiensten = \"y\""),
                Some("zaaktypen"),
            ),
        ];
        for (text, expected) in cases {
            let config: Config = toml::from_str(&text).unwrap();
            let fault = config.logins(&outbound, &["a"]).err().map(|error| format!("{error:#}"));
            match (fault, expected) {
                (None, None) => {}
                (Some(fault), Some(expected)) => assert!(fault.contains(expected), "{fault}"),
                (fault, expected) => panic!("{text}: {fault:?} instead of {expected:?}"),
            }
        }
    }
}
