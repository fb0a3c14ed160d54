//! The Catalogi API 1.4, as far as it reads: every path of the standard, one line each.

use autorisaties::Sealer;
use autorisaties::handlers::{api, not_found};
use axum::Router;
use axum::routing::{any, get};
use web::App;

use crate::handlers::{besluittypen, catalogussen, informatieobjecttypen, onderdelen, zaaktypen};

/// Returns the routes. `sealer` opens the secrets of the applications.
pub fn router(sealer: Sealer) -> Router<App> {
    let routes = Router::new()
        .route("/catalogi/api/v1/besluittypen", get(besluittypen::list))
        .route("/catalogi/api/v1/besluittypen/{uuid}", get(besluittypen::read))
        .route("/catalogi/api/v1/catalogussen", get(catalogussen::list))
        .route("/catalogi/api/v1/catalogussen/{uuid}", get(catalogussen::read))
        .route("/catalogi/api/v1/eigenschappen", get(onderdelen::list_eigenschappen))
        .route("/catalogi/api/v1/eigenschappen/{uuid}", get(onderdelen::read_eigenschap))
        .route("/catalogi/api/v1/informatieobjecttypen", get(informatieobjecttypen::list))
        .route("/catalogi/api/v1/informatieobjecttypen/{uuid}", get(informatieobjecttypen::read))
        .route("/catalogi/api/v1/resultaattypen", get(onderdelen::list_resultaattypen))
        .route("/catalogi/api/v1/resultaattypen/{uuid}", get(onderdelen::read_resultaattype))
        .route("/catalogi/api/v1/roltypen", get(onderdelen::list_roltypen))
        .route("/catalogi/api/v1/roltypen/{uuid}", get(onderdelen::read_roltype))
        .route("/catalogi/api/v1/statustypen", get(onderdelen::list_statustypen))
        .route("/catalogi/api/v1/statustypen/{uuid}", get(onderdelen::read_statustype))
        .route("/catalogi/api/v1/zaaktypen", get(zaaktypen::list))
        .route("/catalogi/api/v1/zaaktypen/{uuid}", get(zaaktypen::read))
        .route("/catalogi/api/v1/{*rest}", any(not_found));
    api(routes, "1.4.0", sealer)
}
