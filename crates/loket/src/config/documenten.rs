//! `[documenten]`: where the bytes of documents are.

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use store::files::Service;
use store::{Cloud, CloudSettings};

/// Where the bytes of documents are. The keys of S3 and Azure come from the environment, or from the machine or container that we run on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentenConfig {
    /// `schijf`, `s3` or `azure`.
    #[serde(default)]
    pub opslag: Opslag,
    /// The bucket of S3.
    pub bucket: Option<String>,
    /// The region of S3.
    pub region: Option<String>,
    /// Whether the bucket stands in the host name: yes at AWS, no elsewhere.
    pub virtual_host: Option<bool>,
    /// The storage account of Azure.
    pub account: Option<String>,
    /// The container of Azure.
    pub container: Option<String>,
    /// Where the service is, when not at AWS or Azure itself.
    pub endpoint: Option<String>,
    /// The folder that everything is below; each municipality has a folder in it.
    pub prefix: Option<String>,
    /// Whether the endpoint may be called without encryption.
    pub allow_http: Option<bool>,
}

/// Where the bytes of documents are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Opslag {
    /// On a disk of ours: in the folder of data.
    #[default]
    Schijf,
    /// In S3 or what speaks like it.
    S3,
    /// In Azure Blob Storage.
    Azure,
}

/// The region that services take which have none.
const REGION: &str = "us-east-1";

impl DocumentenConfig {
    /// Sets up the object store; none for the disk.
    ///
    /// # Errors
    /// When a key is missing, wrong or without meaning here; the message names it.
    pub fn cloud(&self, roots_pem: Option<Vec<u8>>) -> anyhow::Result<Option<Cloud>> {
        let Some(settings) = self.settings(roots_pem).context("[documenten]")? else { return Ok(None) };
        Ok(Some(Cloud::new(settings, |name| std::env::var(name).ok())?))
    }

    fn settings(&self, roots_pem: Option<Vec<u8>>) -> anyhow::Result<Option<CloudSettings>> {
        let given = [
            ("bucket", self.bucket.is_some(), &[Opslag::S3][..]),
            ("region", self.region.is_some(), &[Opslag::S3]),
            ("virtual_host", self.virtual_host.is_some(), &[Opslag::S3]),
            ("account", self.account.is_some(), &[Opslag::Azure]),
            ("container", self.container.is_some(), &[Opslag::Azure]),
            ("endpoint", self.endpoint.is_some(), &[Opslag::S3, Opslag::Azure]),
            ("prefix", self.prefix.is_some(), &[Opslag::S3, Opslag::Azure]),
            ("allow_http", self.allow_http.is_some(), &[Opslag::S3, Opslag::Azure]),
        ];
        for (key, is_given, meant_for) in given {
            ensure!(!is_given || meant_for.contains(&self.opslag), "{key}: it means nothing with this `opslag`");
        }
        let service = match self.opslag {
            Opslag::Schijf => return Ok(None),
            Opslag::S3 => {
                let is_elsewhere = self.endpoint.is_some();
                Service::S3 {
                    bucket: name("bucket", self.bucket.as_deref())?,
                    region: match (&self.region, is_elsewhere) {
                        (Some(_), _) => name("region", self.region.as_deref())?,
                        (None, true) => REGION.to_owned(),
                        (None, false) => bail!("region: it is missing; AWS needs it, such as \"eu-central-1\""),
                    },
                    virtual_host: self.virtual_host.unwrap_or(!is_elsewhere),
                }
            }
            Opslag::Azure => Service::Azure {
                account: name("account", self.account.as_deref())?,
                container: name("container", self.container.as_deref())?,
            },
        };
        let allow_http = self.allow_http.unwrap_or(false);
        if let Some(endpoint) = &self.endpoint {
            check_endpoint(endpoint, allow_http)?;
        }
        let prefix = self.prefix.as_deref().unwrap_or_default().trim_matches('/').to_owned();
        ensure!(prefix.is_empty() || prefix.split('/').all(is_name), "prefix: use letters, digits, `-`, `_` and `/`");
        Ok(Some(CloudSettings { service, endpoint: self.endpoint.clone(), prefix, allow_http, roots_pem }))
    }
}

fn is_name(text: &str) -> bool {
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.bytes().all(is_fit) && text.bytes().any(|byte| byte.is_ascii_alphanumeric()) && !text.starts_with('.')
}

fn name(key: &str, value: Option<&str>) -> anyhow::Result<String> {
    let value = value.with_context(|| format!("{key}: it is missing"))?;
    ensure!(is_name(value), "{key}: `{value}` is no name; use letters, digits, `-`, `_` and `.`");
    Ok(value.to_owned())
}

fn check_endpoint(endpoint: &str, allow_http: bool) -> anyhow::Result<()> {
    let (scheme, rest) = endpoint.split_once("://").unwrap_or(("", endpoint));
    let host = rest.split('/').next().unwrap_or_default();
    let is_url = matches!(scheme, "http" | "https") && !host.is_empty() && !rest.contains(['@', '?', '#', ' ']);
    ensure!(is_url, "endpoint: `{endpoint}` is no URL such as https://s3.example.nl; keys stand in the environment");
    ensure!(scheme == "https" || allow_http, "endpoint: it is on http, which `allow_http = true` must allow");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Option<CloudSettings>, String> {
        let config: DocumentenConfig = toml::from_str(toml).map_err(|error| error.to_string())?;
        config.settings(None).map_err(|error| error.to_string())
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let s3 = "opslag = \"s3\"\nbucket = \"b\"\n";
        let azure = "opslag = \"azure\"\naccount = \"a\"\ncontainer = \"c\"\n";
        let cases = [
            (String::new(), Ok(None)),
            ("opslag = \"schijf\"".into(), Ok(None)),
            ("opslag = \"lint\"".into(), Err("unknown variant `lint`, expected one of `schijf`, `s3`, `azure`")),
            ("emmer = \"b\"".into(), Err("unknown field `emmer`")),
            ("bucket = \"b\"".into(), Err("bucket: it means nothing")),
            ("opslag = \"s3\"".into(), Err("bucket: it is missing")),
            (s3.into(), Err("region: it is missing")),
            (format!("{s3}region = \"eu-central-1\""), Ok(Some(true))),
            (format!("{s3}endpoint = \"https://s3.example.nl\""), Ok(Some(false))),
            (format!("{s3}endpoint = \"https://s3.example.nl\"\nvirtual_host = true"), Ok(Some(true))),
            (format!("{s3}endpoint = \"http://10.0.0.1:9000\""), Err("allow_http")),
            (format!("{s3}endpoint = \"http://10.0.0.1:9000\"\nallow_http = true"), Ok(Some(false))),
            (format!("{s3}endpoint = \"s3.example.nl\""), Err("endpoint: `s3.example.nl` is no URL")),
            (format!("{s3}endpoint = \"https://key:secret@s3.example.nl\""), Err("endpoint: ")),
            (format!("{s3}region = \"r\"\nprefix = \"a/../b\""), Err("prefix: ")),
            (format!("{s3}region = \"r\"\nprefix = \"/a/b/\""), Ok(Some(true))),
            (format!("{s3}region = \"r\"\ncontainer = \"c\""), Err("container: it means nothing")),
            ("opslag = \"s3\"\nbucket = \"a/b\"\nregion = \"r\"".into(), Err("bucket: `a/b` is no name")),
            (azure.into(), Ok(Some(false))),
            ("opslag = \"azure\"\naccount = \"a\"".into(), Err("container: it is missing")),
        ];
        for (toml, expected) in cases {
            let found = read(&toml);
            match (&found, expected) {
                (Ok(None), Ok(None)) => {}
                (Ok(Some(settings)), Ok(Some(expected))) => {
                    let is_virtual = matches!(settings.service, Service::S3 { virtual_host: true, .. });
                    assert_eq!(is_virtual, expected, "{toml}");
                }
                (Err(message), Err(expected)) => assert!(message.contains(expected), "{toml}: {message}"),
                _ => panic!("{toml}: {found:?}"),
            }
        }
    }
}
