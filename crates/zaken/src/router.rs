//! The Zaken API 1.7 with what Open Zaak adds: every path of the standard, one line each; and the paths of the Documenten API that
//! need a zaak.

use autorisaties::Sealer;
use autorisaties::handlers::{api, more_of_api, not_found};
use axum::Router;
use axum::routing::{any, delete, get, post};
use web::{App, slow_body};

use crate::handlers::audittrail::AUDITTRAIL;
use crate::handlers::koppelingen::{contactmomenten, verzoeken};
use crate::handlers::{besluiten, klantcontacten, substatussen, zaaknotities, zaakobjecten};
use crate::handlers::{
    document_registreren, importeren, reserveren, resultaten, rollen, samengesteld, statussen, zaakeigenschappen,
    zaakinformatieobjecten, zaken, zoek,
};

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        .route("/zaken/api/v1/klantcontacten", get(klantcontacten::list).post(klantcontacten::create))
        .route("/zaken/api/v1/klantcontacten/{uuid}", get(klantcontacten::read))
        .route("/zaken/api/v1/resultaten", get(resultaten::list).post(resultaten::create))
        .route(
            "/zaken/api/v1/resultaten/{uuid}",
            get(resultaten::read).put(resultaten::change).patch(resultaten::change).delete(resultaten::destroy),
        )
        .route("/zaken/api/v1/rollen", get(rollen::list).post(rollen::create))
        .route("/zaken/api/v1/rollen/{uuid}", get(rollen::read).put(rollen::replace).delete(rollen::destroy))
        .route("/zaken/api/v1/statussen", get(statussen::list).post(statussen::create))
        .route("/zaken/api/v1/statussen/{uuid}", get(statussen::read))
        .route("/zaken/api/v1/substatussen", get(substatussen::list).post(substatussen::create))
        .route("/zaken/api/v1/substatussen/{uuid}", get(substatussen::read))
        .route("/zaken/api/v1/zaak_afsluiten/{uuid}", post(samengesteld::afsluiten))
        .route("/zaken/api/v1/zaak_bijwerken/{uuid}", post(samengesteld::bijwerken))
        .route("/zaken/api/v1/zaak_opschorten/{uuid}", post(samengesteld::opschorten))
        .route("/zaken/api/v1/zaak_registreren", post(samengesteld::registreren))
        .route("/zaken/api/v1/zaak_verlengen/{uuid}", post(samengesteld::verlengen))
        .route("/zaken/api/v1/zaakcontactmomenten", get(contactmomenten::list).post(contactmomenten::create))
        .route("/zaken/api/v1/zaakcontactmomenten/{uuid}", get(contactmomenten::read).delete(contactmomenten::destroy))
        .route(
            "/zaken/api/v1/zaakinformatieobjecten",
            get(zaakinformatieobjecten::list).post(zaakinformatieobjecten::create),
        )
        .route(
            "/zaken/api/v1/zaakinformatieobjecten/{uuid}",
            get(zaakinformatieobjecten::read)
                .put(zaakinformatieobjecten::change)
                .patch(zaakinformatieobjecten::change)
                .delete(zaakinformatieobjecten::destroy),
        )
        .route("/zaken/api/v1/zaaknotities", get(zaaknotities::list).post(zaaknotities::create))
        .route(
            "/zaken/api/v1/zaaknotities/{uuid}",
            get(zaaknotities::read).put(zaaknotities::change).patch(zaaknotities::change).delete(zaaknotities::destroy),
        )
        // The older of the two names is Open Zaak's.
        .route("/zaken/api/v1/zaaknummer_reserveren", post(reserveren::create))
        .route("/zaken/api/v1/reserveer_zaaknummer", post(reserveren::create))
        .route("/zaken/api/v1/zaakobjecten", get(zaakobjecten::list).post(zaakobjecten::create))
        .route(
            "/zaken/api/v1/zaakobjecten/{uuid}",
            get(zaakobjecten::read).put(zaakobjecten::change).patch(zaakobjecten::change).delete(zaakobjecten::destroy),
        )
        .route("/zaken/api/v1/zaakverzoeken", get(verzoeken::list).post(verzoeken::create))
        .route("/zaken/api/v1/zaakverzoeken/{uuid}", get(verzoeken::read).delete(verzoeken::destroy))
        .route("/zaken/api/v1/zaken", get(zaken::list).post(zaken::create))
        .route("/zaken/api/v1/zaken/_zoek", post(zoek::search))
        .route(
            "/zaken/api/v1/zaken/{uuid}",
            get(zaken::read).put(zaken::change).patch(zaken::change).delete(zaken::destroy),
        )
        .route("/zaken/api/v1/zaken/{zaak_uuid}/besluiten", get(besluiten::list).post(besluiten::create))
        .route("/zaken/api/v1/zaken/{zaak_uuid}/besluiten/{uuid}", get(besluiten::read).delete(besluiten::destroy))
        .route(
            "/zaken/api/v1/zaken/{zaak_uuid}/zaakeigenschappen",
            get(zaakeigenschappen::list).post(zaakeigenschappen::create),
        )
        .route(
            "/zaken/api/v1/zaken/{zaak_uuid}/zaakeigenschappen/{uuid}",
            get(zaakeigenschappen::read)
                .put(zaakeigenschappen::change)
                .patch(zaakeigenschappen::change)
                .delete(zaakeigenschappen::destroy),
        )
        .route("/zaken/api/v1/{*rest}", any(not_found));
    let of_documenten = Router::new()
        .route("/documenten/api/v1/document_registreren", post(document_registreren::create).layer(slow_body()))
        .route("/documenten/api/v1/import/create", post(importeren::create))
        .route("/documenten/api/v1/import/{uuid}/delete", delete(importeren::destroy))
        .route("/documenten/api/v1/import/{uuid}/report", get(importeren::report))
        .route("/documenten/api/v1/import/{uuid}/status", get(importeren::status))
        .route("/documenten/api/v1/import/{uuid}/upload", post(importeren::upload).layer(slow_body()));
    let of_documenten = more_of_api(of_documenten, &openapi::DOCUMENTEN, sealer.clone());
    api(routes.merge(AUDITTRAIL.routes()), &openapi::ZAKEN, sealer).merge(of_documenten)
}
