//! Connections: made to an address that was judged, and kept for the next call to the same host.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::request::Parts;
use axum::http::{Request, Response};
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use super::address::{Allowed, may_call};
use super::{OutboundFault, Target};

pub(super) type Sender = SendRequest<Full<Bytes>>;

/// A connection that nobody used for this long is not used any more: the other side may be about to end it.
const IDLE_MAX: Duration = Duration::from_secs(20);
/// Connections kept for one host.
const IDLE_PER_HOST_MAX: usize = 8;
/// Connections kept for all hosts together: callers may name many.
const IDLE_ALL_MAX: usize = 128;

struct Idle {
    sender: Sender,
    since: Instant,
}

/// Hosts by scheme, name and port, and whether they were trusted: a connection to a host that was not judged serves only who trusts it.
pub(super) type Key = (bool, String, u16, bool);

pub(super) struct Connections {
    tls: TlsConnector,
    idle: Mutex<HashMap<Key, Vec<Idle>>>,
}

impl Connections {
    pub(super) fn new(roots_pem: Option<&[u8]>) -> Result<Self, OutboundFault> {
        let config = store::tls::client_config(roots_pem).map_err(OutboundFault::Roots)?;
        Ok(Self { tls: TlsConnector::from(config), idle: Mutex::default() })
    }

    pub(super) async fn call(
        &self,
        target: &Target,
        allowed: &[Allowed],
        bytes_max: usize,
        parts: Parts,
        body: Bytes,
    ) -> Result<Response<Bytes>, OutboundFault> {
        let (key, sender, answer) = self.send(target, allowed, parts, body).await?;
        let (parts, body) = answer.into_parts();
        let whole = Limited::new(body, bytes_max).collect().await;
        let bytes = whole.map_err(|error| OutboundFault::Call(error.to_string()))?.to_bytes();
        self.keep(key, sender);
        Ok(Response::from_parts(parts, bytes))
    }

    /// Makes a call and returns the answer as it begins. Whoever has read its body may hand the connection back to [`Self::keep`].
    pub(super) async fn send(
        &self,
        target: &Target,
        allowed: &[Allowed],
        parts: Parts,
        body: Bytes,
    ) -> Result<(Key, Sender, Response<Incoming>), OutboundFault> {
        let key = (target.is_https, target.host.clone(), target.port, target.is_trusted);
        let request = || {
            let mut request = Request::new(Full::new(body.clone()));
            *request.method_mut() = parts.method.clone();
            *request.uri_mut() = parts.uri.clone();
            *request.headers_mut() = parts.headers.clone();
            request
        };
        // A kept connection may have been ended by the other side in the meantime; then the call is made again on a new one. So the other
        // side may see a call twice; whoever needs to tell that sends an id along.
        let mut kept = None;
        if let Some(mut sender) = self.take(&key)
            && sender.ready().await.is_ok()
            && let Ok(answer) = sender.send_request(request()).await
        {
            kept = Some((sender, answer));
        }
        let (sender, answer) = match kept {
            Some(kept) => kept,
            None => {
                let mut sender = self.connect(target, allowed).await?;
                let answer = sender.send_request(request()).await;
                (sender, answer.map_err(|error| OutboundFault::Call(error.to_string()))?)
            }
        };
        Ok((key, sender, answer))
    }

    fn take(&self, key: &Key) -> Option<Sender> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let own = idle.get_mut(key)?;
        let mut found = None;
        while let Some(one) = own.pop() {
            if one.since.elapsed() < IDLE_MAX && !one.sender.is_closed() {
                found = Some(one.sender);
                break;
            }
        }
        if own.is_empty() {
            idle.remove(key);
        }
        found
    }

    pub(super) fn keep(&self, key: Key, sender: Sender) {
        if sender.is_closed() {
            return;
        }
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|_, all| {
            all.retain(|one| one.since.elapsed() < IDLE_MAX && !one.sender.is_closed());
            !all.is_empty()
        });
        let count: usize = idle.values().map(Vec::len).sum();
        let own = idle.entry(key).or_default();
        if own.len() < IDLE_PER_HOST_MAX && count < IDLE_ALL_MAX {
            own.push(Idle { sender, since: Instant::now() });
        }
    }

    async fn connect(&self, target: &Target, allowed: &[Allowed]) -> Result<Sender, OutboundFault> {
        let addresses = resolve(target, allowed).await?;
        let stream = TcpStream::connect(addresses.as_slice()).await.map_err(failed)?;
        stream.set_nodelay(true).map_err(failed)?;
        if target.is_https {
            let name = ServerName::try_from(target.host.clone()).map_err(|_| OutboundFault::NotAUrl)?;
            let stream = self.tls.connect(name, stream).await.map_err(failed)?;
            start(stream).await
        } else {
            start(stream).await
        }
    }
}

fn failed(error: std::io::Error) -> OutboundFault {
    OutboundFault::Connect(error.to_string())
}

/// Returns the addresses of a target that may be called; there is at least one.
pub(super) async fn resolve(target: &Target, allowed: &[Allowed]) -> Result<Vec<SocketAddr>, OutboundFault> {
    let found = tokio::net::lookup_host((target.host.as_str(), target.port)).await.map_err(failed)?;
    let may_call = |address: &SocketAddr| target.is_trusted || may_call(&target.host, address.ip(), allowed);
    let addresses: Vec<_> = found.filter(may_call).collect();
    if addresses.is_empty() { Err(OutboundFault::Refused(target.host.clone())) } else { Ok(addresses) }
}

async fn start<S>(stream: S) -> Result<Sender, OutboundFault>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let shaken = handshake(TokioIo::new(stream)).await;
    let (sender, connection) = shaken.map_err(|error| OutboundFault::Connect(error.to_string()))?;
    // It ends when the sender is dropped or the other side hangs up; what goes wrong in between, the sender hears.
    tokio::spawn(connection);
    Ok(sender)
}
