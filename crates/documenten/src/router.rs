//! The Documenten API 1.7: every path of the standard, one line each.

use autorisaties::Sealer;
use autorisaties::handlers::{api, not_found};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post, put};
use web::App;

use crate::handlers::audittrail::AUDITTRAIL;
use crate::handlers::{
    bestandsdelen, documenten, gebruiksrechten, locken, objectinformatieobjecten, verzendingen, wijzigen, zoek,
};

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        // A part is stored as it comes in, and refused as soon as it is too large.
        .route("/documenten/api/v1/bestandsdelen/{uuid}", put(bestandsdelen::put).layer(DefaultBodyLimit::disable()))
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten", get(documenten::list).post(wijzigen::create))
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten/_zoek", post(zoek::search))
        .route(
            "/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}",
            get(documenten::read).put(wijzigen::change).patch(wijzigen::change).delete(wijzigen::destroy),
        )
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}/download", get(documenten::download))
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}/lock", post(locken::lock))
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}/unlock", post(locken::unlock))
        .route("/documenten/api/v1/gebruiksrechten", get(gebruiksrechten::list).post(gebruiksrechten::create))
        .route(
            "/documenten/api/v1/gebruiksrechten/{uuid}",
            get(gebruiksrechten::read)
                .put(gebruiksrechten::change)
                .patch(gebruiksrechten::change)
                .delete(gebruiksrechten::destroy),
        )
        .route(
            "/documenten/api/v1/objectinformatieobjecten",
            get(objectinformatieobjecten::list).post(objectinformatieobjecten::create),
        )
        .route(
            "/documenten/api/v1/objectinformatieobjecten/{uuid}",
            get(objectinformatieobjecten::read).delete(objectinformatieobjecten::destroy),
        )
        .route("/documenten/api/v1/verzendingen", get(verzendingen::list).post(verzendingen::create))
        .route(
            "/documenten/api/v1/verzendingen/{uuid}",
            get(verzendingen::read).put(verzendingen::change).patch(verzendingen::change).delete(verzendingen::destroy),
        )
        .route("/documenten/api/v1/{*rest}", any(not_found));
    api(routes.merge(AUDITTRAIL.routes()), &openapi::DOCUMENTEN, sealer)
}
