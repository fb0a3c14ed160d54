//! The loop that takes connections. A caller has limited time for the head of a request and must take the answer; there is a limit to how many
//! callers there are, and to how many connections one of them has. What never ends and what says nothing would otherwise be there for ever.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::util::MapRequest;

use crate::paced::Paced;
use crate::patience::{Pace, SLOWEST};
use crate::places::Places;
use crate::visitor::Peer;

/// When no connection can be taken, mostly because there are too many open files, it is tried again after this.
const PAUSE: Duration = Duration::from_millis(100);

/// What the system keeps of an answer that the other side has not taken yet. More than this would look as if it were taken.
const SEND_BUFFER_BYTES: usize = 256 * 1024;

/// How often the log says that connections are refused.
const TELL_EVERY: Duration = Duration::from_secs(60);

/// How much callers may hold.
#[derive(Debug, Clone, Copy)]
pub struct ServerLimits {
    /// Connections at once; who comes then waits to be taken.
    pub connections_max: usize,
    /// Those of one address of the public network, for IPv6 of one network of 64 bits; who has as many is refused.
    pub connections_per_address_max: usize,
    /// All connections come from a proxy that we trust: then one address has many visitors.
    pub trust_forwarded: bool,
    times: Times,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            connections_max: 10_000,
            connections_per_address_max: 200,
            trust_forwarded: false,
            times: Times { head_within: HEAD_WITHIN, stalled_within: SLOWEST.free, pace: SLOWEST },
        }
    }
}

/// From the first moment of a connection, or the last byte of the answer before, to the end of the next head. As long as common proxies
/// keep a connection for the next request, so that they are who closes it.
const HEAD_WITHIN: Duration = Duration::from_secs(75);

/// How long the other side may take. Tests have less time.
#[derive(Debug, Clone, Copy)]
struct Times {
    head_within: Duration,
    /// Taking nothing of an answer.
    stalled_within: Duration,
    /// Taking little of it.
    pace: Pace,
}

/// Serves until `stop` is ready, and returns when the requests that run have their answer.
pub async fn serve(listener: TcpListener, router: Router, limits: ServerLimits, stop: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    tokio::select! {
        () = take_all(&listener, &router, &connections, limits) => {}
        () = stop => {}
    }
    drop(listener);
    connections.shutdown().await;
}

async fn take_all(listener: &TcpListener, router: &Router, connections: &GracefulShutdown, limits: ServerLimits) {
    let ServerLimits { connections_max, connections_per_address_max, trust_forwarded, times } = limits;
    let free = Arc::new(Semaphore::new(connections_max));
    let places = Places::new(connections_max, connections_per_address_max, trust_forwarded);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(times.head_within);
    let mut told_at: Option<Instant> = None;
    loop {
        let Ok(one_of_all) = Arc::clone(&free).acquire_owned().await else { return };
        let (stream, peer) = take(listener).await;
        let Some(place) = places.take(peer) else {
            // Closing costs less than any answer.
            drop(stream);
            if told_at.is_none_or(|told_at| told_at.elapsed() > TELL_EVERY) {
                told_at = Some(Instant::now());
                tracing::warn!("An address has as many connections as one may have; more of it are refused");
            }
            continue;
        };
        let service = TowerToHyperService::new(from(peer, router.clone()));
        let stream = TokioIo::new(Paced::new(stream, times.pace, times.stalled_within));
        let connection = connections.watch(builder.serve_connection(stream, service));
        tokio::spawn(async move {
            // A caller that goes away, or says what is no HTTP, is nobody's fault here.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "A connection broke off");
            }
            drop((place, one_of_all));
        });
    }
}

/// Tells every request whom its connection is with.
fn from(
    peer: IpAddr,
    router: Router,
) -> MapRequest<Router, impl FnMut(Request<Incoming>) -> Request<Incoming> + Clone> {
    MapRequest::new(router, move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        request
    })
}

async fn take(listener: &TcpListener) -> (TcpStream, IpAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // A file goes out as a head and its bytes: without this the system waits 40 ms for the client to acknowledge the head.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "A connection keeps its delay");
                }
                if let Err(error) = SockRef::from(&stream).set_send_buffer_size(SEND_BUFFER_BYTES) {
                    tracing::debug!(%error, "A connection keeps its buffer");
                }
                return (stream, peer.ip());
            }
            Err(error) => {
                tracing::warn!(%error, "A connection can't be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    const IN_TIME: Duration = Duration::from_secs(20);

    fn limits(change: impl FnOnce(&mut ServerLimits)) -> ServerLimits {
        let mut limits = ServerLimits::default();
        change(&mut limits);
        limits
    }

    /// Serves, and returns where.
    async fn start(router: Router, limits: ServerLimits) -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { take_all(&listener, &router, &GracefulShutdown::new(), limits).await });
        address
    }

    #[tokio::test]
    async fn a_head_that_never_ends_and_a_silent_connection_are_closed() {
        let router = Router::new().route("/", get(|| async { "ok" }));
        let address = start(router, limits(|limits| limits.times.head_within = Duration::from_millis(50))).await;
        let whole = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
        for (sent, answers) in [("GET / HTTP/1.1\r\nhost: a\r\n", false), ("", false), (whole, true)] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(sent.as_bytes()).await.unwrap();
            // Ends only when the other side closes.
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            assert_eq!(answer.starts_with("HTTP/1.1 200"), answers, "{sent:?}: {answer}");
        }
    }

    /// An answer that tells when it is no longer in memory.
    struct Held(Vec<u8>, Option<tokio::sync::oneshot::Sender<()>>);

    impl AsRef<[u8]> for Held {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            self.1.take().map(|gone| gone.send(()));
        }
    }

    const LARGE: usize = 16 << 20;

    /// Asks for a large answer with a small buffer of one's own. The second is ready when the answer has left the memory.
    async fn ask_large(times: impl FnOnce(&mut Times)) -> (TcpStream, tokio::sync::oneshot::Receiver<()>) {
        let (gone, is_gone) = tokio::sync::oneshot::channel();
        let gone = Arc::new(std::sync::Mutex::new(Some(gone)));
        let large = move || async move {
            axum::body::Body::from(bytes::Bytes::from_owner(Held(vec![b'a'; LARGE], gone.lock().unwrap().take())))
        };
        let address = start(Router::new().route("/", get(large)), limits(|limits| times(&mut limits.times))).await;
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(64 << 10).unwrap();
        let mut stream = socket.connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.unwrap();
        (stream, is_gone)
    }

    /// Reads at a walking pace, and returns how many bytes came.
    async fn stroll(stream: &mut TcpStream, piece: usize) -> usize {
        let (mut bytes, mut buffer) = (0, vec![0; piece]);
        while let Ok(read @ 1..) = stream.read(&mut buffer).await {
            bytes += read;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        bytes
    }

    #[tokio::test]
    async fn who_does_not_take_the_answer_does_not_keep_it_in_memory() {
        let (stream, is_gone) = ask_large(|times| times.stalled_within = Duration::from_millis(200)).await;
        tokio::time::timeout(IN_TIME, is_gone).await.expect("it is gone").unwrap();
        drop(stream);
    }

    #[tokio::test]
    async fn who_takes_it_bit_by_bit_is_given_up_on_too() {
        // Something moves all the time, and it would take a minute.
        let pace = Pace { free: Duration::from_millis(200), bytes_per_s: 1 << 30 };
        let (mut stream, is_gone) = ask_large(|times| times.pace = pace).await;
        let read = tokio::spawn(async move { stroll(&mut stream, 1 << 10).await });
        tokio::time::timeout(IN_TIME, is_gone).await.expect("it is gone").unwrap();
        assert!(read.await.unwrap() < LARGE);
    }

    #[tokio::test]
    async fn who_is_slow_gets_all_of_it() {
        let (mut stream, is_gone) = ask_large(|times| times.stalled_within = Duration::from_secs(2)).await;
        let started = Instant::now();
        assert!(stroll(&mut stream, 16 << 10).await > LARGE, "with its head");
        assert!(started.elapsed() > Duration::from_secs(2), "it took longer than one may do nothing");
        is_gone.await.unwrap();
    }

    #[tokio::test]
    async fn one_address_leaves_room_for_others() {
        let router = Router::new().route("/", get(|| async { "ok" }));
        let address = start(router, limits(|limits| limits.connections_max = 20)).await;
        let connect = async |from: &str| {
            let socket = tokio::net::TcpSocket::new_v4().unwrap();
            socket.bind(format!("{from}:0").parse().unwrap()).unwrap();
            socket.connect(address).await.unwrap()
        };
        let ask = async |mut stream: TcpStream| {
            let mut answer = String::new();
            let head = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
            let _ = stream.write_all(head).await;
            let _ = tokio::time::timeout(IN_TIME, stream.read_to_string(&mut answer)).await.expect("it ends");
            answer.ends_with("ok")
        };
        let mut silent = Vec::new();
        for _ in 0..18 {
            silent.push(connect("127.0.0.1").await);
        }
        assert!(!ask(connect("127.0.0.1").await).await, "the nineteenth is refused at once");
        assert!(ask(connect("127.0.0.2").await).await, "another is answered");
        silent.pop();
        // The other end of what was closed is noticed a moment later.
        let again = async {
            while !ask(connect("127.0.0.1").await).await {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(IN_TIME, again).await.expect("a place that is free can be taken");
    }

    #[tokio::test]
    async fn a_request_that_runs_has_its_answer_before_the_stop() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (entered, mut inside) = tokio::sync::mpsc::channel::<()>(1);
        let (go, gone) = tokio::sync::watch::channel(false);
        let slow = move || async move {
            entered.send(()).await.unwrap();
            gone.clone().wait_for(|go| *go).await.unwrap();
            "klaar"
        };
        let router = Router::new().route("/", get(slow));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(serve(listener, router, ServerLimits::default(), async move {
            let _ = stopped.await;
        }));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        inside.recv().await.unwrap();
        stop.send(()).unwrap();
        go.send(true).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("klaar"), "{answer}");
        server.await.unwrap();
    }
}
