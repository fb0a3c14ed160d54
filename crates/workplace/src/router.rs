//! Every page for caseworkers.

use axum::Router;
use axum::routing::{get, post};
use web::App;

use crate::handlers::{documenten, invullen, taken, werkvoorraad, zaken, zoeken};
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
        .route(paths::NOTITIE, get(invullen::ask_notitie).post(invullen::add_notitie))
        .route(paths::TERMIJN, get(invullen::ask_termijn).post(invullen::change_termijn))
        .route(
            paths::DOCUMENT_TOEVOEGEN,
            get(invullen::ask_document).post(invullen::add_document).layer(web::upload_limit(web::FORM_BYTES_MAX)),
        )
        .route(paths::DOCUMENT, get(documenten::download))
        .route(paths::HERSTEL, post(zaken::retry))
        .route(paths::TAAK, get(taken::read).post(taken::send).layer(web::upload_limit(web::FORM_BYTES_MAX)))
        .route(paths::OPPAKKEN, post(taken::claim))
        .route(paths::TERUGGEVEN, post(taken::release))
}
