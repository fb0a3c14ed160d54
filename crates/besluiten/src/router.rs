//! The Besluiten API 1.1, as far as it reads: every path of the standard, one line each.

use autorisaties::Sealer;
use autorisaties::handlers::{api, not_found};
use axum::Router;
use axum::routing::{any, get};
use web::App;

use crate::handlers::audittrail::AUDITTRAIL;
use crate::handlers::{besluiten, besluitinformatieobjecten};

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        .route("/besluiten/api/v1/besluiten", get(besluiten::list))
        .route("/besluiten/api/v1/besluiten/{uuid}", get(besluiten::read))
        .route("/besluiten/api/v1/besluitinformatieobjecten", get(besluitinformatieobjecten::list))
        .route("/besluiten/api/v1/besluitinformatieobjecten/{uuid}", get(besluitinformatieobjecten::read))
        .route("/besluiten/api/v1/{*rest}", any(not_found));
    api(routes.merge(AUDITTRAIL.routes()), &openapi::BESLUITEN, sealer)
}
