//! The Autorisaties API 1.1: every path of the standard, one line each, and the token endpoint for clients that speak OAuth2.

use axum::Router;
use axum::routing::{any, get, post};
use web::App;

use crate::handlers::{api, applicaties, not_found, token};
use crate::{Sealer, paths};

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        .route("/autorisaties/api/v1/applicaties", get(applicaties::list).post(applicaties::create))
        .route("/autorisaties/api/v1/applicaties/consumer", get(applicaties::consumer))
        .route(
            "/autorisaties/api/v1/applicaties/{uuid}",
            get(applicaties::read).put(applicaties::change).patch(applicaties::change).delete(applicaties::remove),
        )
        .route(paths::TOKEN, post(token::issue))
        .route("/autorisaties/api/v1/{*rest}", any(not_found));
    api(routes, &openapi::AUTORISATIES, sealer)
}
