//! The Besluiten API 1.1 with what Open Zaak adds: every path of the standard, one line each.

use autorisaties::Sealer;
use autorisaties::handlers::{api, not_found};
use axum::Router;
use axum::routing::{any, get, post};
use web::App;

use crate::handlers::audittrail::AUDITTRAIL;
use crate::handlers::{besluiten, besluitinformatieobjecten, verwerken};

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        .route("/besluiten/api/v1/besluit_verwerken", post(verwerken::create))
        .route("/besluiten/api/v1/besluiten", get(besluiten::list).post(besluiten::create))
        .route(
            "/besluiten/api/v1/besluiten/{uuid}",
            get(besluiten::read).put(besluiten::change).patch(besluiten::change).delete(besluiten::destroy),
        )
        .route(
            "/besluiten/api/v1/besluitinformatieobjecten",
            get(besluitinformatieobjecten::list).post(besluitinformatieobjecten::create),
        )
        .route(
            "/besluiten/api/v1/besluitinformatieobjecten/{uuid}",
            get(besluitinformatieobjecten::read).delete(besluitinformatieobjecten::destroy),
        )
        .route("/besluiten/api/v1/{*rest}", any(not_found));
    api(routes.merge(AUDITTRAIL.routes()), &openapi::BESLUITEN, sealer)
}
