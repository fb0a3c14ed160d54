//! The Zaken API 1.7, as far as it goes: every path of the standard, one line each.

use autorisaties::Sealer;
use autorisaties::handlers::{api, not_found};
use axum::Router;
use axum::routing::{any, get};
use web::App;

use crate::handlers::audittrail::AUDITTRAIL;
use crate::handlers::{resultaten, rollen, statussen, zaakeigenschappen, zaakinformatieobjecten, zaken};

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        .route("/zaken/api/v1/resultaten", get(resultaten::list).post(resultaten::create))
        .route("/zaken/api/v1/resultaten/{uuid}", get(resultaten::read))
        .route("/zaken/api/v1/rollen", get(rollen::list).post(rollen::create))
        .route("/zaken/api/v1/rollen/{uuid}", get(rollen::read))
        .route("/zaken/api/v1/statussen", get(statussen::list).post(statussen::create))
        .route("/zaken/api/v1/statussen/{uuid}", get(statussen::read))
        .route(
            "/zaken/api/v1/zaakinformatieobjecten",
            get(zaakinformatieobjecten::list).post(zaakinformatieobjecten::create),
        )
        .route("/zaken/api/v1/zaakinformatieobjecten/{uuid}", get(zaakinformatieobjecten::read))
        .route("/zaken/api/v1/zaken", get(zaken::list).post(zaken::create))
        .route(
            "/zaken/api/v1/zaken/{uuid}",
            get(zaken::read).put(zaken::replace).patch(zaken::update).delete(zaken::destroy),
        )
        .route(
            "/zaken/api/v1/zaken/{zaak_uuid}/zaakeigenschappen",
            get(zaakeigenschappen::list).post(zaakeigenschappen::create),
        )
        .route("/zaken/api/v1/zaken/{zaak_uuid}/zaakeigenschappen/{uuid}", get(zaakeigenschappen::read))
        .route("/zaken/api/v1/{*rest}", any(not_found));
    api(routes.merge(AUDITTRAIL.routes()), "1.7.0", sealer)
}
