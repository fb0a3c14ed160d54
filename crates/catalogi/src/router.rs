//! The Catalogi API 1.4: every path of the standard, one line each.

use autorisaties::Sealer;
use autorisaties::handlers::{api, not_found};
use axum::Router;
use axum::routing::{MethodRouter, any, get, post};
use web::App;

use crate::gegevens::{
    BesluittypeGegevens, CatalogusGegevens, EigenschapGegevens, InformatieobjecttypeGegevens, ResultaattypeGegevens,
    RoltypeGegevens, StatustypeGegevens, ZaakobjecttypeGegevens, ZaaktypeGegevens,
    ZaaktypeInformatieobjecttypeGegevens,
};
use crate::handlers::resource::{self, Wire};

fn list<T: Wire>() -> MethodRouter<App> {
    get(resource::list::<T>).post(resource::create::<T>)
}

fn one<T: Wire>() -> MethodRouter<App> {
    get(resource::read::<T>).put(resource::change::<T>).patch(resource::change::<T>).delete(resource::destroy::<T>)
}

fn publish<T: Wire>() -> MethodRouter<App> {
    post(resource::publish::<T>)
}

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        .route("/catalogi/api/v1/besluittypen", list::<BesluittypeGegevens>())
        .route("/catalogi/api/v1/besluittypen/{uuid}", one::<BesluittypeGegevens>())
        .route("/catalogi/api/v1/besluittypen/{uuid}/publish", publish::<BesluittypeGegevens>())
        .route("/catalogi/api/v1/catalogussen", list::<CatalogusGegevens>())
        .route("/catalogi/api/v1/catalogussen/{uuid}", one::<CatalogusGegevens>())
        .route("/catalogi/api/v1/eigenschappen", list::<EigenschapGegevens>())
        .route("/catalogi/api/v1/eigenschappen/{uuid}", one::<EigenschapGegevens>())
        .route("/catalogi/api/v1/informatieobjecttypen", list::<InformatieobjecttypeGegevens>())
        .route("/catalogi/api/v1/informatieobjecttypen/{uuid}", one::<InformatieobjecttypeGegevens>())
        .route("/catalogi/api/v1/informatieobjecttypen/{uuid}/publish", publish::<InformatieobjecttypeGegevens>())
        .route("/catalogi/api/v1/resultaattypen", list::<ResultaattypeGegevens>())
        .route("/catalogi/api/v1/resultaattypen/{uuid}", one::<ResultaattypeGegevens>())
        .route("/catalogi/api/v1/roltypen", list::<RoltypeGegevens>())
        .route("/catalogi/api/v1/roltypen/{uuid}", one::<RoltypeGegevens>())
        .route("/catalogi/api/v1/statustypen", list::<StatustypeGegevens>())
        .route("/catalogi/api/v1/statustypen/{uuid}", one::<StatustypeGegevens>())
        .route("/catalogi/api/v1/zaakobjecttypen", list::<ZaakobjecttypeGegevens>())
        .route("/catalogi/api/v1/zaakobjecttypen/{uuid}", one::<ZaakobjecttypeGegevens>())
        .route("/catalogi/api/v1/zaaktype-informatieobjecttypen", list::<ZaaktypeInformatieobjecttypeGegevens>())
        .route("/catalogi/api/v1/zaaktype-informatieobjecttypen/{uuid}", one::<ZaaktypeInformatieobjecttypeGegevens>())
        .route("/catalogi/api/v1/zaaktypen", list::<ZaaktypeGegevens>())
        .route("/catalogi/api/v1/zaaktypen/{uuid}", one::<ZaaktypeGegevens>())
        .route("/catalogi/api/v1/zaaktypen/{uuid}/publish", publish::<ZaaktypeGegevens>())
        .route("/catalogi/api/v1/{*rest}", any(not_found));
    api(routes, &openapi::CATALOGI, sealer)
}
