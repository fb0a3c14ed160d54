//! Object stores of others: S3 and what speaks like it, and Azure Blob Storage.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig};

use super::transport::Transport;
use super::{Files, Habits};
use crate::{Result, StoreError, tls};

/// Where the bytes of documents are when they are not on a disk of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloudSettings {
    /// Which service.
    pub service: Service,
    /// Where the service is; none for the provider's own address.
    pub endpoint: Option<String>,
    /// The folder that everything is below, without a slash at its ends; empty for the whole bucket or container.
    pub prefix: String,
    /// Whether the endpoint may be called without encryption.
    pub allow_http: bool,
    /// Certificates, in PEM, of authorities that are trusted besides the public ones.
    pub roots_pem: Option<Vec<u8>>,
}

/// An object store of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Service {
    /// S3, and what speaks like it.
    S3 {
        /// The bucket.
        bucket: String,
        /// The region.
        region: String,
        /// Whether the bucket stands in the host name, instead of in the path.
        virtual_host: bool,
    },
    /// Azure Blob Storage.
    Azure {
        /// The storage account.
        account: String,
        /// The container.
        container: String,
    },
}

/// The largest object that S3 copies by itself.
const COPY_BYTES_MAX: u64 = 5 << 30;
/// S3 takes 10,000 parts of at least 5 MiB: with these a file can have 80 GB.
const PART_BYTES: usize = 8 << 20;

/// How long a call may be tried again: no longer than a person waits.
const RETRY: (usize, Duration) = (5, Duration::from_secs(60));
/// How long the check at the start may take.
const CHECK_WITHIN: Duration = Duration::from_secs(20);

/// What gives us the keys of S3. Nothing else is read from the environment, so that no stray variable changes where documents go.
const S3_KEYS: [(&str, AmazonS3ConfigKey); 8] = [
    ("AWS_ACCESS_KEY_ID", AmazonS3ConfigKey::AccessKeyId),
    ("AWS_SECRET_ACCESS_KEY", AmazonS3ConfigKey::SecretAccessKey),
    ("AWS_SESSION_TOKEN", AmazonS3ConfigKey::Token),
    ("AWS_WEB_IDENTITY_TOKEN_FILE", AmazonS3ConfigKey::WebIdentityTokenFile),
    ("AWS_ROLE_ARN", AmazonS3ConfigKey::RoleArn),
    ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", AmazonS3ConfigKey::ContainerCredentialsRelativeUri),
    ("AWS_CONTAINER_CREDENTIALS_FULL_URI", AmazonS3ConfigKey::ContainerCredentialsFullUri),
    ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", AmazonS3ConfigKey::ContainerAuthorizationTokenFile),
];

/// What gives us the keys of Azure.
const AZURE_KEYS: [(&str, AzureConfigKey); 8] = [
    ("AZURE_STORAGE_ACCOUNT_KEY", AzureConfigKey::AccessKey),
    ("AZURE_STORAGE_SAS_TOKEN", AzureConfigKey::SasKey),
    ("AZURE_CLIENT_ID", AzureConfigKey::ClientId),
    ("AZURE_CLIENT_SECRET", AzureConfigKey::ClientSecret),
    ("AZURE_TENANT_ID", AzureConfigKey::AuthorityId),
    ("AZURE_AUTHORITY_HOST", AzureConfigKey::AuthorityHost),
    ("AZURE_FEDERATED_TOKEN_FILE", AzureConfigKey::FederatedTokenFile),
    ("IDENTITY_ENDPOINT", AzureConfigKey::MsiEndpoint),
];

/// An object store of others, with a place of its own in it for each municipality. Cheap to clone; all share its connections and keys.
#[derive(Clone)]
pub struct Cloud {
    objects: Arc<dyn ObjectStore>,
    settings: Arc<CloudSettings>,
}

impl fmt::Debug for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cloud").field("service", &self.settings.service).finish_non_exhaustive()
    }
}

impl Cloud {
    /// Sets the object store up. `env` gives the keys; when there are none, the machine or container that we run on has them. Nothing is called yet.
    ///
    /// # Errors
    /// [`StoreError::Settings`], that names the setting or variable that is wrong.
    pub fn new(settings: CloudSettings, env: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let tls = tls::client_config(settings.roots_pem.as_deref())
            .map_err(|error| StoreError::Settings(format!("[outbound] certificates: {error}")))?;
        let transport = Transport::new(tls);
        let retry = RetryConfig { max_retries: RETRY.0, retry_timeout: RETRY.1, ..RetryConfig::default() };
        let env = |name: &str| env(name).filter(|value| !value.is_empty());
        let objects: Arc<dyn ObjectStore> = match &settings.service {
            Service::S3 { bucket, region, virtual_host } => {
                if env("AWS_ACCESS_KEY_ID").is_some() != env("AWS_SECRET_ACCESS_KEY").is_some() {
                    let message = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: give both, or none of them";
                    return Err(StoreError::Settings(message.into()));
                }
                let mut builder = AmazonS3Builder::new()
                    .with_bucket_name(bucket)
                    .with_region(region)
                    .with_virtual_hosted_style_request(*virtual_host)
                    .with_allow_http(settings.allow_http)
                    .with_retry(retry)
                    .with_http_connector(transport);
                if let Some(endpoint) = &settings.endpoint {
                    builder =
                        builder.with_endpoint(if *virtual_host { below(endpoint, bucket) } else { endpoint.clone() });
                }
                for (name, key) in S3_KEYS {
                    if let Some(value) = env(name) {
                        builder = builder.with_config(key, value);
                    }
                }
                Arc::new(builder.build().map_err(|error| refused(&error))?)
            }
            Service::Azure { account, container } => {
                let mut builder = MicrosoftAzureBuilder::new()
                    .with_account(account)
                    .with_container_name(container)
                    .with_allow_http(settings.allow_http)
                    .with_retry(retry)
                    .with_http_connector(transport);
                if let Some(endpoint) = &settings.endpoint {
                    builder = builder.with_endpoint(endpoint.trim_end_matches('/').to_owned());
                }
                for (name, key) in AZURE_KEYS {
                    if let Some(value) = env(name) {
                        builder = builder.with_config(key, value);
                    }
                }
                Arc::new(builder.build().map_err(|error| refused(&error))?)
            }
        };
        Ok(Self { objects, settings: Arc::new(settings) })
    }

    /// Returns the files of one municipality: what is below its own folder, and nothing else.
    pub fn files(&self, gemeente: &str) -> Files {
        let below = PrefixStore::new(Arc::clone(&self.objects), self.place(gemeente));
        Files {
            objects: Arc::new(below),
            habits: Habits { part_bytes: PART_BYTES, copy_bytes_max: Some(COPY_BYTES_MAX) },
            import: None,
        }
    }

    fn place(&self, name: &str) -> Path {
        let prefix = self.settings.prefix.split('/').filter(|part| !part.is_empty());
        Path::from_iter(prefix.chain([name]))
    }

    /// Writes, lists and removes a small object, so that a wrong setting is found at the start and not by the first resident who sends a file.
    ///
    /// # Errors
    /// [`StoreError::Settings`], that names the setting that is most likely wrong.
    pub async fn check(&self) -> Result<()> {
        // No municipality has a name with a dot.
        let place = self.place(".start").join("loket");
        let tried = async {
            self.objects.put(&place, PutPayload::from_static(b"Loket")).await?;
            self.objects.list(Some(&self.place(".start"))).try_next().await?;
            self.objects.delete(&place).await
        };
        match tokio::time::timeout(CHECK_WITHIN, tried).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(StoreError::Settings(self.explain(&error))),
            Err(_) => Err(StoreError::Settings(format!(
                "[documenten] endpoint: there is no answer from {} within {} s",
                self.whereabouts(),
                CHECK_WITHIN.as_secs()
            ))),
        }
    }

    fn explain(&self, error: &Error) -> String {
        let place = self.whereabouts();
        let (keys, room) = match &self.settings.service {
            Service::S3 { bucket, .. } => ("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", format!("bucket `{bucket}`")),
            Service::Azure { container, .. } => ("AZURE_STORAGE_ACCOUNT_KEY", format!("container `{container}`")),
        };
        match error {
            Error::NotFound { .. } => format!("[documenten] {room} does not exist at {place}"),
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => format!(
                "[documenten] {room} at {place} may not be read, written and listed with the keys in {keys} or of this machine: {error}"
            ),
            error => format!("[documenten] {room} can't be used; look at `endpoint`, now {place}: {error}"),
        }
    }

    fn whereabouts(&self) -> String {
        match (&self.settings.endpoint, &self.settings.service) {
            (Some(endpoint), _) => endpoint.clone(),
            (None, Service::S3 { region, .. }) => format!("AWS, region `{region}`"),
            (None, Service::Azure { account, .. }) => format!("Azure, account `{account}`"),
        }
    }
}

fn refused(error: &Error) -> StoreError {
    StoreError::Settings(format!("[documenten]: {error}"))
}

/// Puts the bucket in front of the host of an endpoint.
fn below(endpoint: &str, bucket: &str) -> String {
    match endpoint.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{bucket}.{}", rest.trim_end_matches('/')),
        None => endpoint.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(service: Service) -> CloudSettings {
        let endpoint = Some("https://s3.example.nl/".to_owned());
        CloudSettings { service, endpoint, prefix: "loket/proef".into(), allow_http: false, roots_pem: None }
    }

    fn s3() -> Service {
        Service::S3 { bucket: "b".into(), region: "r".into(), virtual_host: false }
    }

    #[test]
    fn a_key_that_is_wrong_is_named() {
        let azure = Service::Azure { account: "a".into(), container: "c".into() };
        for (service, name, value, expected) in [
            (s3(), "AWS_ACCESS_KEY_ID", "x", Some("AWS_SECRET_ACCESS_KEY")),
            (s3(), "AWS_SECRET_ACCESS_KEY", "x", Some("AWS_ACCESS_KEY_ID")),
            (s3(), "AWS_ENDPOINT", "http://elders", None),
            (azure.clone(), "AZURE_STORAGE_ACCOUNT_KEY", "no base64!", Some("[documenten]")),
            (azure, "IDENTITY_ENDPOINT", "http://127.0.0.1/", None),
        ] {
            let outcome = Cloud::new(settings(service), |asked| (asked == name).then(|| value.to_owned()));
            match (outcome, expected) {
                (Ok(_), None) => {}
                (Err(error), Some(expected)) => assert!(error.to_string().contains(expected), "{error}"),
                (outcome, expected) => panic!("{name}: {outcome:?}, {expected:?}"),
            }
        }
    }

    #[test]
    fn each_municipality_has_a_place_of_its_own() {
        let cloud = Cloud::new(settings(s3()), |_| None).unwrap();
        assert_eq!(cloud.place("ede").as_ref(), "loket/proef/ede");
        assert_eq!(cloud.place("..").as_ref(), "loket/proef/%2E%2E", "nobody leaves the folder");
        assert_eq!(below("https://s3.example.nl/", "b"), "https://b.s3.example.nl");
    }
}
