//! The calls to a cloud: over connections that are kept, with our own TLS, and with a bound on silence instead of on the whole call.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use hyper::Uri;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::client::legacy::{Client, Error as ClientError};
use hyper_util::rt::{TokioExecutor, TokioIo};
use object_store::ClientOptions;
use object_store::client::{
    ClientConfigKey, HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse,
    HttpResponseBody, HttpService,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

/// How long it may take until somebody takes the call.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// How long it may take from the call to the first byte of the answer: a part of a file goes up meanwhile.
const ANSWER_WITHIN: Duration = Duration::from_secs(120);
/// How long the other side may be silent within an answer.
const SILENCE_MAX: Duration = Duration::from_secs(30);
/// A connection that nobody used for this long is ended.
const IDLE_MAX: Duration = Duration::from_secs(20);

/// Connections to the cloud. Cheap to clone; all clones share their connections.
#[derive(Clone)]
pub(super) struct Transport {
    calls: Client<Dial, HttpRequestBody>,
    allow_http: bool,
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").field("allow_http", &self.allow_http).finish_non_exhaustive()
    }
}

impl Transport {
    pub(super) fn new(tls: Arc<ClientConfig>) -> Self {
        let mut builder = Client::builder(TokioExecutor::new());
        builder.pool_idle_timeout(IDLE_MAX).pool_timer(hyper_util::rt::TokioTimer::new());
        Self { calls: builder.build(Dial { tls: TlsConnector::from(tls) }), allow_http: false }
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        if !self.allow_http && request.uri().scheme_str() != Some("https") {
            return Err(HttpError::new(HttpErrorKind::Unknown, std::io::Error::other("http is not allowed")));
        }
        let answer = tokio::time::timeout(ANSWER_WITHIN, self.calls.request(request)).await;
        let answer = answer.map_err(|elapsed| HttpError::new(HttpErrorKind::Timeout, elapsed))?.map_err(call_fault)?;
        Ok(answer.map(|body| HttpResponseBody::new(Impatient::new(body))))
    }
}

impl HttpConnector for Transport {
    // The services that give keys to a machine or a container speak http, on an address of the machine itself: the library allows it
    // for those calls alone.
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let allow_http = options.get_config_value(&ClientConfigKey::AllowHttp).is_some_and(|value| value == "true");
        Ok(HttpClient::new(Self { calls: self.calls.clone(), allow_http }))
    }
}

impl HttpService for Transport {
    fn call<'a, 'call>(&'a self, request: HttpRequest) -> BoxFuture<'call, Result<HttpResponse, HttpError>>
    where
        'a: 'call,
        Self: 'call,
    {
        Box::pin(self.send(request))
    }
}

/// An answer that is given up when the other side is silent for too long while we wait.
struct Impatient {
    body: Incoming,
    silence: Pin<Box<Sleep>>,
    is_waiting: bool,
}

impl Impatient {
    fn new(body: Incoming) -> Self {
        Self { body, silence: Box::pin(tokio::time::sleep(SILENCE_MAX)), is_waiting: false }
    }
}

impl Body for Impatient {
    type Data = Bytes;
    type Error = HttpError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, HttpError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            self.is_waiting = false;
            return Poll::Ready(frame.map(|frame| frame.map_err(|error| HttpError::new(kind_of(&error), error))));
        }
        // The time that our own reader takes does not count.
        if !self.is_waiting {
            self.is_waiting = true;
            self.silence.as_mut().reset(Instant::now() + SILENCE_MAX);
        }
        ready!(self.silence.as_mut().poll(cx));
        let fault = std::io::Error::from(std::io::ErrorKind::TimedOut);
        Poll::Ready(Some(Err(HttpError::new(HttpErrorKind::Timeout, fault))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

fn call_fault(error: ClientError) -> HttpError {
    use std::error::Error;
    let kind = if error.is_connect() {
        HttpErrorKind::Connect
    } else {
        error.source().and_then(|source| source.downcast_ref()).map_or(HttpErrorKind::Unknown, kind_of)
    };
    HttpError::new(kind, error)
}

/// Tells the library which calls it may make again.
fn kind_of(error: &hyper::Error) -> HttpErrorKind {
    use std::error::Error;
    let broken = error.source().and_then(|source| source.downcast_ref::<std::io::Error>());
    if error.is_timeout() {
        HttpErrorKind::Timeout
    } else if error.is_closed() || error.is_canceled() || error.is_incomplete_message() || error.is_body_write_aborted()
    {
        HttpErrorKind::Request
    } else if broken.is_some() {
        HttpErrorKind::Interrupted
    } else {
        HttpErrorKind::Unknown
    }
}

/// Makes connections.
#[derive(Clone)]
struct Dial {
    tls: TlsConnector,
}

impl tower::Service<Uri> for Dial {
    type Response = Line;
    type Error = std::io::Error;
    type Future = BoxFuture<'static, Result<Line, std::io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), std::io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let tls = self.tls.clone();
        Box::pin(async move {
            let line = tokio::time::timeout(CONNECT_WITHIN, dial(&uri, &tls)).await;
            line.map_err(|_| std::io::Error::from(std::io::ErrorKind::TimedOut))?
        })
    }
}

async fn dial(uri: &Uri, tls: &TlsConnector) -> std::io::Result<Line> {
    let is_https = uri.scheme_str() == Some("https");
    let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    let port = uri.port_u16().unwrap_or(if is_https { 443 } else { 80 });
    let stream = TcpStream::connect((host, port)).await?;
    stream.set_nodelay(true)?;
    if !is_https {
        return Ok(Line(TokioIo::new(Box::new(stream))));
    }
    let name = ServerName::try_from(host.to_owned()).map_err(std::io::Error::other)?;
    Ok(Line(TokioIo::new(Box::new(tls.connect(name, stream).await?))))
}

trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// A connection, encrypted or not.
struct Line(TokioIo<Box<dyn Duplex>>);

impl Connection for Line {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl Read for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buffer)
    }
}

impl Write for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
