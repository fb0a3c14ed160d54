//! Calls to other systems: with time-outs, a bound on what comes back, and no way to reach what is not on the public network.
//!
//! Whoever may give us a URL (a subscriber, a link in a body) could otherwise have us call our own database or a neighbour of ours. So a
//! name is resolved here, every address is judged, and the connection is made to the very address that was judged.

mod address;
mod connection;

use std::sync::Arc;
use std::time::Duration;

use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, Response, Uri, header};
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use http_body_util::BodyExt;

pub use address::Allowed;
pub(crate) use address::{is_public, plain};
use connection::{Connections, resolve};

/// How other systems are called.
#[derive(Debug, Clone)]
pub struct OutboundSettings {
    /// Hosts and networks that may be called although they are not public.
    pub allowed: Vec<Allowed>,
    /// Certificates, in PEM, of authorities that are trusted besides the public ones.
    pub roots_pem: Option<Vec<u8>>,
    /// How long a call may take, from the name to the last byte.
    pub timeout: Duration,
    /// The largest answer.
    pub answer_bytes_max: usize,
}

impl Default for OutboundSettings {
    fn default() -> Self {
        Self { allowed: Vec::new(), roots_pem: None, timeout: Duration::from_secs(10), answer_bytes_max: 1024 * 1024 }
    }
}

/// What another system answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status_code: u16,
    /// The body.
    pub body: Bytes,
}

/// What another system answered to a call on terms of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The HTTP status.
    pub status_code: u16,
    /// The tag of the body.
    pub etag: Option<String>,
    /// Where it sends us.
    pub location: Option<String>,
    /// The body.
    pub body: Bytes,
}

/// Why a call has no answer.
#[derive(Debug, thiserror::Error)]
pub enum OutboundFault {
    /// It is no URL with http or https and a host.
    #[error("this is no URL that can be called")]
    NotAUrl,
    /// The host is not on the public network, and is not allowed by configuration.
    #[error("the host {0} is not on the public network")]
    Refused(String),
    /// There is no such name, or nobody takes the call.
    #[error("connecting failed: {0}")]
    Connect(String),
    /// It took too long.
    #[error("there was no answer within {} s", .0.as_secs())]
    Timeout(Duration),
    /// The call broke off, or the answer is too large.
    #[error("the call failed: {0}")]
    Call(String),
    /// The certificates of the configuration can't be read.
    #[error("the certificates can't be read: {0}")]
    Roots(String),
}

/// How one call differs from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// How long it may take.
    pub timeout: Duration,
    /// The largest answer.
    pub answer_bytes_max: usize,
    /// Whether this very host and port may be called wherever they are: who runs the installation said so.
    pub is_trusted: bool,
}

/// Calls other systems. Cheap to clone; connections are kept for the next call.
#[derive(Clone)]
pub struct Outbound(Arc<Inner>);

struct Inner {
    settings: OutboundSettings,
    connections: Connections,
}

impl std::fmt::Debug for Outbound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outbound").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}

impl Outbound {
    /// Reads the certificates.
    ///
    /// # Errors
    /// [`OutboundFault::Roots`].
    pub fn new(settings: OutboundSettings) -> Result<Self, OutboundFault> {
        let connections = Connections::new(settings.roots_pem.as_deref())?;
        Ok(Self(Arc::new(Inner { settings, connections })))
    }

    /// Sends a body to a URL.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn post(&self, url: &str, headers: &[(&str, &str)], body: Bytes) -> Result<Answer, OutboundFault> {
        self.call_with(Method::POST, url, headers, body).await
    }

    /// Asks for what is at a URL.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn get(&self, url: &str, headers: &[(&str, &str)]) -> Result<Answer, OutboundFault> {
        self.call_with(Method::GET, url, headers, Bytes::new()).await
    }

    async fn call_with(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Result<Answer, OutboundFault> {
        let builder = Request::builder().method(method).uri(url);
        let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        let request = builder.body(body).map_err(|_| OutboundFault::NotAUrl)?;
        let answer = self.call(request).await?;
        Ok(Answer { status_code: answer.status().as_u16(), body: answer.into_body() })
    }

    /// Makes a call. A redirect is an answer as any other: it is not followed.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, OutboundFault> {
        let timeout = self.0.settings.timeout;
        tokio::time::timeout(timeout, self.call_now(request)).await.map_err(|_| OutboundFault::Timeout(timeout))?
    }

    /// Decides whether a URL may be called, as a call to it would: by the addresses that its name has now.
    ///
    /// # Errors
    /// [`OutboundFault::Refused`] when none of them is on the public network or allowed; another when they can't be found within `timeout`.
    pub async fn judge(&self, url: &str, timeout: Duration) -> Result<(), OutboundFault> {
        let target = Target::of(&url.parse().map_err(|_| OutboundFault::NotAUrl)?)?;
        let found = tokio::time::timeout(timeout, resolve(&target, &self.0.settings.allowed)).await;
        found.map_err(|_| OutboundFault::Timeout(timeout))?.map(drop)
    }

    /// Makes a call on terms of its own. A redirect is an answer as any other: it is not followed.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn call_on(
        &self,
        terms: Terms,
        (method, url): (&str, &str),
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Result<Returned, OutboundFault> {
        let builder = Request::builder().method(method).uri(url);
        let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        let request = builder.body(body).map_err(|_| OutboundFault::NotAUrl)?;
        let call = self.call_to(terms.is_trusted, terms.answer_bytes_max, request);
        let answer =
            tokio::time::timeout(terms.timeout, call).await.map_err(|_| OutboundFault::Timeout(terms.timeout))??;
        let text = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Returned {
            status_code: answer.status().as_u16(),
            etag: text(header::ETAG),
            location: text(header::LOCATION),
            body: answer.into_body(),
        })
    }

    async fn call_now(&self, request: Request<Bytes>) -> Result<Response<Bytes>, OutboundFault> {
        self.call_to(false, self.0.settings.answer_bytes_max, request).await
    }

    async fn call_to(
        &self,
        is_trusted: bool,
        answer_bytes_max: usize,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, OutboundFault> {
        let (mut target, parts, body) = aimed(request)?;
        target.is_trusted = is_trusted;
        self.0.connections.call(&target, &self.0.settings.allowed, answer_bytes_max, parts, body).await
    }

    /// Asks for what is at a URL and returns the HTTP status and the body as it comes in, however large it is. The time-out holds for the
    /// beginning of the answer, and then for each piece of it.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn download(&self, url: &str, headers: &[(&str, &str)]) -> Result<(u16, Download), OutboundFault> {
        self.download_on(false, url, headers).await
    }

    /// Asks for what is at a URL as [`Outbound::download`] does; `is_trusted` as in [`Terms`].
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn download_on(
        &self,
        is_trusted: bool,
        url: &str,
        headers: &[(&str, &str)],
    ) -> Result<(u16, Download), OutboundFault> {
        let builder = Request::builder().method(Method::GET).uri(url);
        let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        let request = builder.body(Bytes::new()).map_err(|_| OutboundFault::NotAUrl)?;
        let (mut target, parts, body) = aimed(request)?;
        target.is_trusted = is_trusted;
        let timeout = self.0.settings.timeout;
        let sent = self.0.connections.send(&target, &self.0.settings.allowed, parts, body);
        let (key, sender, answer) =
            tokio::time::timeout(timeout, sent).await.map_err(|_| OutboundFault::Timeout(timeout))??;
        let status_code = answer.status().as_u16();
        let state = (Arc::clone(&self.0), Some((key, sender)), answer.into_body().into_data_stream());
        let pieces = futures_util::stream::unfold(state, move |(inner, mut connection, mut body)| async move {
            let piece = match tokio::time::timeout(timeout, body.next()).await {
                Err(_) => Err(OutboundFault::Timeout(timeout)),
                Ok(Some(piece)) => piece.map_err(|error| OutboundFault::Call(error.to_string())),
                Ok(None) => {
                    if let Some((key, sender)) = connection.take() {
                        inner.connections.keep(key, sender);
                    }
                    return None;
                }
            };
            Some((piece, (inner, connection, body)))
        });
        Ok((status_code, pieces.boxed()))
    }
}

/// The body of an answer as it comes in.
pub type Download = BoxStream<'static, Result<Bytes, OutboundFault>>;

/// Says where a request goes, and completes its headers.
fn aimed(request: Request<Bytes>) -> Result<(Target, Parts, Bytes), OutboundFault> {
    let (mut parts, body) = request.into_parts();
    let target = Target::of(&parts.uri)?;
    let name = HeaderValue::from_str(&target.authority).map_err(|_| OutboundFault::NotAUrl)?;
    parts.headers.insert(header::HOST, name);
    parts.headers.entry(header::USER_AGENT).or_insert(HeaderValue::from_static("Loket"));
    parts.uri = target.path.parse().map_err(|_| OutboundFault::NotAUrl)?;
    Ok((target, parts, body))
}

/// Where a call goes.
pub(super) struct Target {
    pub(super) is_https: bool,
    pub(super) host: String,
    pub(super) port: u16,
    /// Whether it may be called wherever it is.
    pub(super) is_trusted: bool,
    authority: String,
    path: String,
}

impl Target {
    fn of(uri: &Uri) -> Result<Self, OutboundFault> {
        let is_https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(OutboundFault::NotAUrl),
        };
        let authority = uri.authority().ok_or(OutboundFault::NotAUrl)?;
        if authority.host().is_empty() || authority.as_str().contains('@') {
            return Err(OutboundFault::NotAUrl);
        }
        Ok(Self {
            is_https,
            host: authority.host().trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase(),
            is_trusted: false,
            port: authority.port_u16().unwrap_or(if is_https { 443 } else { 80 }),
            authority: authority.as_str().to_owned(),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    fn outbound(allowed: &[&str]) -> Outbound {
        let settings = OutboundSettings {
            allowed: allowed.iter().map(|text| text.parse().unwrap()).collect(),
            timeout: Duration::from_millis(500),
            answer_bytes_max: 100,
            ..OutboundSettings::default()
        };
        Outbound::new(settings).unwrap()
    }

    fn get(url: &str) -> Request<Bytes> {
        Request::get(url).body(Bytes::new()).unwrap()
    }

    /// Answers every call with this text, and counts connections in what it returns.
    async fn server(answer: &'static str) -> (u16, Arc<std::sync::atomic::AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let count = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                tokio::spawn(async move {
                    let mut buffer = [0; 4096];
                    while stream.read(&mut buffer).await.is_ok_and(|length| length > 0) {
                        let _ = stream.write_all(answer.as_bytes()).await;
                    }
                });
            }
        });
        (port, count)
    }

    #[tokio::test]
    async fn what_is_not_public_is_called_only_when_allowed() {
        let (port, count) = server("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
        for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0.0.0.0"] {
            let fault = outbound(&[]).call(get(&format!("http://{host}:{port}/"))).await.unwrap_err();
            assert!(matches!(fault, OutboundFault::Refused(_) | OutboundFault::Connect(_)), "{host} {fault}");
        }
        assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 0);
        // What would be refused is known without a call.
        let limit = Duration::from_millis(500);
        for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254", "2130706433"] {
            let fault = outbound(&[]).judge(&format!("http://{host}:{port}/"), limit).await.unwrap_err();
            assert!(matches!(fault, OutboundFault::Refused(_)), "{host} {fault}");
        }
        outbound(&[]).judge("https://93.184.216.34/pad", limit).await.unwrap();
        outbound(&["127.0.0.0/8"]).judge(&format!("http://127.0.0.1:{port}/"), limit).await.unwrap();
        let no_url = outbound(&[]).judge("ftp://127.0.0.1/", limit).await.unwrap_err();
        assert!(matches!(no_url, OutboundFault::NotAUrl), "{no_url}");
        for allowed in ["127.0.0.1", "127.0.0.0/8"] {
            let caller = outbound(&[allowed]);
            for _ in 0..3 {
                let answer = caller.call(get(&format!("http://127.0.0.1:{port}/pad?a=b"))).await.unwrap();
                assert_eq!((answer.status().as_u16(), answer.body().as_ref()), (200, &b"ok"[..]));
                let (status_code, pieces) =
                    caller.download(&format!("http://127.0.0.1:{port}/pad"), &[]).await.unwrap();
                let pieces: Vec<Bytes> = pieces.map(|piece| piece.unwrap()).collect().await;
                assert_eq!((status_code, pieces.concat().as_slice()), (200, &b"ok"[..]));
            }
        }
        assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 2, "a connection is used again");
    }

    #[tokio::test]
    async fn what_takes_too_long_is_too_large_or_is_no_url_is_a_fault() {
        let caller = outbound(&["127.0.0.0/8"]);
        let (silent, _) = server("").await;
        let fault = caller.call(get(&format!("http://127.0.0.1:{silent}/"))).await.unwrap_err();
        assert!(matches!(fault, OutboundFault::Timeout(_)), "{fault}");
        let large = "HTTP/1.1 200 OK\r\ncontent-length: 120\r\n\r\n\
                     xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\
                     xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
        let (large, _) = server(large).await;
        let fault = caller.call(get(&format!("http://127.0.0.1:{large}/"))).await.unwrap_err();
        assert!(matches!(fault, OutboundFault::Call(_)), "{fault}");
        for url in ["ftp://127.0.0.1/", "/pad", "http://a@127.0.0.1/"] {
            assert!(matches!(caller.call(get(url)).await, Err(OutboundFault::NotAUrl)), "{url}");
        }
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let fault = caller.call(get(&format!("http://127.0.0.1:{closed}/"))).await.unwrap_err();
        assert!(matches!(fault, OutboundFault::Connect(_)), "{fault}");
    }
}
