//! The other register: calling its APIs with a token of our own making.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use autorisaties::handlers::Urls;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use store::Clock;
use tokio::sync::Semaphore;
use values::actor::Component;
use web::outbound::{Answer, Download, Outbound, OutboundFault};

/// The components of the standard, with where each is below the host and here.
pub(super) const COMPONENTEN: [(Component, &str); 6] = [
    (Component::Ztc, "/catalogi/api/v1/"),
    (Component::Drc, "/documenten/api/v1/"),
    (Component::Zrc, "/zaken/api/v1/"),
    (Component::Brc, "/besluiten/api/v1/"),
    (Component::Ac, "/autorisaties/api/v1/"),
    (Component::Nrc, "/notificaties/api/v1/"),
];

/// How many records a page has, where the other register lets us choose: the most that the standard allows.
const PAGE_SIZE: u32 = 500;
/// How long a token is used before another is made.
const TOKEN_S: i64 = 300;
/// The pauses between attempts at a call that failed for no fault of ours.
const PAUSES_MS: [u64; 4] = [200, 1_000, 5_000, 15_000];

/// The roots of the APIs of the other register, each with a slash at the end; none of a component that is left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roots(pub(super) Vec<(Component, String)>);

impl Roots {
    /// Returns the roots below a host, as the standard has them.
    pub fn below(from: &str) -> Self {
        let from = from.trim_end_matches('/');
        Self(COMPONENTEN.iter().map(|(component, path)| (*component, format!("{from}{path}"))).collect())
    }

    /// Returns the root of a component.
    pub(super) fn find(&self, component: Component) -> Option<&str> {
        self.0.iter().find(|(own, _)| *own == component).map(|(_, root)| root.as_str())
    }

    /// Returns what takes URLs of the other register for our own.
    pub(super) fn urls(&self) -> Urls {
        let here = |component: Component| COMPONENTEN.iter().find(|(own, _)| *own == component).map(|(_, path)| *path);
        Urls::of_roots(self.0.iter().filter_map(|(component, root)| Some((root.as_str(), here(*component)?))))
    }

    /// Returns the hosts.
    pub(super) fn hosts(&self) -> Vec<String> {
        let host = |root: &str| root.parse::<axum::http::Uri>().ok()?.host().map(str::to_owned);
        self.0.iter().filter_map(|(_, root)| host(root)).collect()
    }

    /// Returns the name of the source, by which an import that was broken off is found again.
    pub(super) fn name(&self) -> String {
        let first = self.0.first().map(|(_, root)| root.as_str());
        self.find(Component::Zrc).or(first).unwrap_or_default().to_owned()
    }
}

/// Calls the other register: a bounded number of calls at once.
#[derive(Clone)]
pub struct Bron {
    outbound: Outbound,
    pub(super) roots: Roots,
    pub(super) page_size: u32,
    client_id: String,
    secret: String,
    clock: Arc<Clock>,
    token: Arc<Mutex<Option<(String, i64)>>>,
    calls: Arc<Semaphore>,
}

impl Bron {
    /// Returns what calls, with at most this many calls at once.
    pub fn new(
        outbound: Outbound,
        roots: Roots,
        (client_id, secret): (&str, &str),
        clock: Arc<Clock>,
        calls: usize,
    ) -> Self {
        Self {
            outbound,
            roots,
            page_size: PAGE_SIZE,
            client_id: client_id.to_owned(),
            secret: secret.to_owned(),
            clock,
            token: Arc::default(),
            calls: Arc::new(Semaphore::new(calls.max(1))),
        }
    }

    /// Asks for pages of this size.
    pub fn with_page_size(self, page_size: u32) -> Self {
        Self { page_size, ..self }
    }

    fn token(&self) -> anyhow::Result<String> {
        let now = self.clock.now().as_second();
        let mut kept = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((token, made)) = kept.as_ref()
            && now - made < TOKEN_S
        {
            return Ok(token.clone());
        }
        let claims = json!({
            "iss": self.client_id,
            "client_id": self.client_id,
            "iat": now,
            "user_id": "loket-import",
            "user_representation": "Loket import",
        });
        let key = EncodingKey::from_secret(self.secret.as_bytes());
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).context("making a token")?;
        *kept = Some((token.clone(), now));
        Ok(token)
    }

    /// Asks for what is at a URL. A register that is overloaded or out of reach is asked again, a few times.
    pub(super) async fn get(&self, url: &str) -> anyhow::Result<Answer> {
        let mut pauses = PAUSES_MS.iter();
        loop {
            let bearer = format!("Bearer {}", self.token()?);
            let headers =
                [("authorization", bearer.as_str()), ("accept", "application/json"), ("accept-crs", "EPSG:4326")];
            let answer = {
                let _call = self.calls.acquire().await?;
                self.outbound.get(url, &headers).await
            };
            let is_passing = match &answer {
                Ok(answer) => answer.status_code >= 500 || answer.status_code == 429,
                Err(fault) => {
                    matches!(fault, OutboundFault::Connect(_) | OutboundFault::Timeout(_) | OutboundFault::Call(_))
                }
            };
            match pauses.next().filter(|_| is_passing) {
                Some(pause) => tokio::time::sleep(Duration::from_millis(*pause)).await,
                None => return answer.with_context(|| format!("calling {url}")),
            }
        }
    }

    /// Asks for a JSON document; the status code when there is none.
    pub(super) async fn json(&self, url: &str) -> anyhow::Result<Result<Value, u16>> {
        let answer = self.get(url).await?;
        if answer.status_code != 200 {
            return Ok(Err(answer.status_code));
        }
        Ok(Ok(serde_json::from_slice(&answer.body).with_context(|| format!("reading the answer of {url}"))?))
    }

    /// Asks for bytes as they come in, with the status code.
    pub(super) async fn download(&self, url: &str) -> anyhow::Result<(u16, Download)> {
        let bearer = format!("Bearer {}", self.token()?);
        let _call = self.calls.acquire().await?;
        let answer = self.outbound.download(url, &[("authorization", bearer.as_str())]).await;
        answer.with_context(|| format!("calling {url}"))
    }

    /// Asks for one page of a list.
    pub(super) async fn lijst(&self, url: &str) -> anyhow::Result<Result<Lijst, u16>> {
        let value = match self.json(url).await? {
            Ok(value) => value,
            Err(status_code) => return Ok(Err(status_code)),
        };
        Lijst::of(value).with_context(|| format!("{url} answers no list")).map(Ok)
    }
}

/// A page of a list, or a list that has no pages.
#[derive(Debug)]
pub(super) struct Lijst {
    pub(super) results: Vec<Value>,
    /// How many records all pages have.
    pub(super) count: usize,
    pub(super) has_next: bool,
    /// Whether it comes in pages.
    pub(super) is_paged: bool,
}

impl Lijst {
    fn of(value: Value) -> Option<Self> {
        match value {
            Value::Array(results) => Some(Self { count: results.len(), results, has_next: false, is_paged: false }),
            Value::Object(mut map) => {
                let Some(Value::Array(results)) = map.remove("results") else { return None };
                let count = map.get("count").and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
                let has_next = map.get("next").is_some_and(Value::is_string);
                Some(Self { count: count.unwrap_or(results.len()), results, has_next, is_paged: true })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_with_pages_or_without() {
        let cases = [
            (json!([1, 2]), Some((2, 2, false, false))),
            (json!({ "count": 9, "next": "https://a/?page=2", "results": [1] }), Some((1, 9, true, true))),
            (json!({ "count": 1, "next": null, "results": [1] }), Some((1, 1, false, true))),
            (json!({ "detail": "nee" }), None),
            (json!("tekst"), None),
        ];
        for (value, expected) in cases {
            let found = Lijst::of(value.clone())
                .map(|lijst| (lijst.results.len(), lijst.count, lijst.has_next, lijst.is_paged));
            assert_eq!(found, expected, "{value}");
        }
    }
}
