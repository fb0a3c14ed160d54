//! What stands in for other people's systems: real servers on this machine, as far as one caller sees them.

pub mod ontvanger;
pub mod register;
pub mod smtp;

pub use ontvanger::Ontvanger;

use axum::Router;
use tokio::net::TcpListener;

/// Serves a router at a free port of this address of the machine until the test ends, and returns its URL, without a slash at the end.
pub async fn serve(address: &str, router: Router) -> String {
    let listener = TcpListener::bind((address, 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    url
}
