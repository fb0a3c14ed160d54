//! The loop that takes connections. A caller has limited time for the head of a request, and there is a limit to how many callers there are:
//! a head that never ends and a connection that says nothing would otherwise be there for ever.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::util::MapRequest;

use crate::visitor::Peer;

/// From the first moment of a connection, or the last byte of the answer before, to the end of the next head. As long as common proxies
/// keep a connection for the next request, so that they are who closes it.
const HEAD_WITHIN: Duration = Duration::from_secs(75);

/// Connections at once; who comes then waits to be taken.
const CONNECTIONS_MAX: usize = 10_000;

/// When no connection can be taken, mostly because there are too many open files, it is tried again after this.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` is ready, and returns when the requests that run have their answer.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    tokio::select! {
        () = take_all(&listener, &router, &connections, HEAD_WITHIN) => {}
        () = stop => {}
    }
    drop(listener);
    connections.shutdown().await;
}

async fn take_all(listener: &TcpListener, router: &Router, connections: &GracefulShutdown, head_within: Duration) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head_within);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let (stream, peer) = take(listener).await;
        let service = TowerToHyperService::new(from(peer, router.clone()));
        let connection = connections.watch(builder.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A caller that goes away, or says what is no HTTP, is nobody's fault here.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "A connection broke off");
            }
            drop(place);
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

    #[tokio::test]
    async fn a_head_that_never_ends_and_a_silent_connection_are_closed() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", get(|| async { "ok" }));
        tokio::spawn(async move {
            take_all(&listener, &router, &GracefulShutdown::new(), Duration::from_millis(50)).await;
        });
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
        let server = tokio::spawn(serve(listener, router, async move {
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
