//! The URL of a PostgreSQL server as libpq knows it, and what it says of encryption.
//!
//! Whatever goes to a server elsewhere holds personal data and our password, so it is encrypted and the server proves who it is, unless the
//! URL says otherwise. A server on this machine is reached in the clear unless the URL asks for more.

use std::str::FromStr;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{Result, StoreError, tls};

/// Reads `postgres://user:password@host/database?sslmode=verify-full&sslrootcert=/path/of/authorities.pem`. Every `sslmode` but `disable`,
/// `allow` and `prefer` proves the server.
///
/// # Errors
/// [`StoreError::Unreachable`] when it is no such URL or the certificates can't be read. It never repeats the URL, which holds the password.
pub(crate) fn read(url: &str) -> Result<(Config, MakeRustlsConnect)> {
    let unusable = |reason: &str| StoreError::Unreachable(reason.to_owned());
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let (mut sslmode, mut roots_pem) = (None, None);
    let mut others = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "sslmode" => {
                sslmode = Some(match &*value {
                    "disable" | "allow" => SslMode::Disable,
                    "prefer" => SslMode::Prefer,
                    "require" | "verify-ca" | "verify-full" => SslMode::Require,
                    _ => return Err(unusable("the database URL has an unknown sslmode")),
                });
            }
            "sslrootcert" => {
                let pem = std::fs::read(&*value);
                roots_pem = Some(pem.map_err(|_| unusable("the sslrootcert of the database URL can't be read"))?);
            }
            _ => {
                others.append_pair(&name, &value);
            }
        }
    }
    // The driver takes a plus sign for itself.
    let others = others.finish().replace('+', "%20");
    let rest = if others.is_empty() { base.to_owned() } else { format!("{base}?{others}") };
    let mut config = Config::from_str(&rest).map_err(|_| unusable("the database URL is not valid"))?;
    let usual = if config.get_hosts().iter().all(is_here) { SslMode::Disable } else { SslMode::Require };
    config.ssl_mode(sslmode.unwrap_or(usual));
    let tls = tls::client_config(roots_pem.as_deref()).map_err(|reason| unusable(&reason))?;
    Ok((config, MakeRustlsConnect::new((*tls).clone())))
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_this_machine_is_encrypted() {
        let cases = [
            ("postgres://loket@127.0.0.1:54329/postgres", SslMode::Disable),
            ("postgres://loket@[::1]/postgres", SslMode::Disable),
            ("postgres://loket@localhost/postgres?sslmode=require", SslMode::Require),
            ("postgres://loket:geheim@db.example.nl/loket", SslMode::Require),
            ("postgres://loket:geheim@localhost,db.example.nl/loket", SslMode::Require),
            ("postgres://loket@db.example.nl/loket?sslmode=verify-full&connect_timeout=5", SslMode::Require),
            ("postgres://loket@10.0.0.5/loket?sslmode=disable", SslMode::Disable),
            ("postgres://loket@10.0.0.5/loket?options=-c%20geqo%3Doff&sslmode=prefer", SslMode::Prefer),
        ];
        for (url, expected) in cases {
            let (config, _) = read(url).unwrap();
            assert_eq!(config.get_ssl_mode(), expected, "{url}");
            assert_eq!(config.get_options(), url.contains("options").then_some("-c geqo=off"), "{url}");
        }
    }

    #[test]
    fn a_url_that_is_wrong_is_not_repeated() {
        for url in [
            "postgres://loket:geheim@db.example.nl/loket?sslmode=maybe",
            "postgres://loket:geheim@db.example.nl/loket?sslrootcert=/nergens.pem",
            "postgres://loket:geheim@db.example.nl/loket?onbekend=1",
            "geheim",
        ] {
            let fault = read(url).err().unwrap().to_string();
            assert!(!fault.contains("geheim"), "{fault}");
        }
    }
}
