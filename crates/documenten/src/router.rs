//! The Documenten API 1.7 with what Open Zaak adds: every path, one line each. `document_registreren` is with the zaken, that this
//! crate does not know.

use autorisaties::Sealer;
use autorisaties::handlers::{api, not_found};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post, put};
use web::{App, slow_body};

use crate::handlers::audittrail::AUDITTRAIL;
use crate::handlers::{
    bestandsdelen, documenten, gebruiksrechten, locken, objectinformatieobjecten, reserveren, verzendingen, wijzigen,
    zoek,
};

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        // A file is stored as it comes in, for as long as it comes, and refused as soon as it is too large.
        .route(
            "/documenten/api/v1/bestandsdelen/{uuid}",
            put(bestandsdelen::put).layer((DefaultBodyLimit::disable(), slow_body())),
        )
        .route(
            "/documenten/api/v1/enkelvoudiginformatieobjecten",
            get(documenten::list).post(wijzigen::create).layer(slow_body()),
        )
        .route("/documenten/api/v1/documentnummer_reserveren", post(reserveren::create))
        .route("/documenten/api/v1/enkelvoudiginformatieobjecten/_zoek", post(zoek::search))
        .route(
            "/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}",
            get(documenten::read)
                .put(wijzigen::change)
                .patch(wijzigen::change)
                .delete(wijzigen::destroy)
                .layer(slow_body()),
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
