//! Every page for caseworkers.

use axum::Router;
use axum::routing::{get, post};
use web::App;

use crate::handlers::{documenten, taken, werkvoorraad, zaken, zoeken};
use crate::paths;

/// Returns the routes.
pub fn router() -> Router<App> {
    Router::new()
        .route(paths::MIJN_TAKEN, get(werkvoorraad::mijn))
        .route(paths::VRIJE_TAKEN, get(werkvoorraad::vrij))
        .route(paths::ZAKEN, get(werkvoorraad::zaken))
        .route(paths::AFGESLOTEN, get(werkvoorraad::afgesloten))
        .route(paths::ZOEKEN, get(zoeken::ask).post(zoeken::search))
        .route(paths::ZAAK, get(zaken::read))
        .route(paths::DOCUMENT, get(documenten::download))
        .route(paths::HERSTEL, post(zaken::retry))
        .route(paths::TAAK, get(taken::read).post(taken::send).layer(web::upload_limit(web::FORM_BYTES_MAX)))
        .route(paths::OPPAKKEN, post(taken::claim))
        .route(paths::TERUGGEVEN, post(taken::release))
}
