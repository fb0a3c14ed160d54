//! All APIs together, as the program serves them.

mod answers;
mod bodies;
mod documents;
mod faults;
mod filters;
mod leaks;
mod rights;
mod routes;
mod schemas;
mod things;

use autorisaties::Sealer;
use axum::Router;
use loket::wiring;
use test_kit::apis::TestApp;
use web::App;
use web::outbound::{Outbound, OutboundSettings};

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    let outbound = Outbound::new(OutboundSettings::default()).unwrap();
    let settings = notificaties::Settings { outbound, require_auth_on_callback: true, receivers: Vec::new() };
    wiring::apis(sealer, settings, &diensten::Diensten::default())
}

async fn start() -> Vec<TestApp> {
    test_kit::apis::start(routers).await
}
