//! The Documenten API 1.7, as far as it goes: every path of the standard, one line each.

use autorisaties::Sealer;
use autorisaties::handlers::{api, not_found};
use axum::Router;
use axum::routing::{any, get};
use web::App;

use crate::handlers::audittrail::AUDITTRAIL;
use crate::handlers::documenten;

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten", get(documenten::list).post(documenten::create))
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}", get(documenten::read))
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}/download", get(documenten::download))
        .route("/documenten/api/v1/{*rest}", any(not_found));
    api(routes.merge(AUDITTRAIL.routes()), "1.7.1", sealer)
}
