//! Every page for residents, one line each.

use axum::Router;
use axum::routing::{get, post};
use web::{App, upload_limit};

use crate::handlers::{berichten, formulieren, gegevens, home, publiek, taken, themas, zaken, zoeken};
use crate::paths;

/// Returns the routes.
pub fn router() -> Router<App> {
    let uploads = || upload_limit(web::FORM_BYTES_MAX);
    Router::new()
        .route(paths::WELKOM, get(publiek::welkom))
        .route(paths::TOEGANKELIJKHEID, get(publiek::toegankelijkheid))
        .route(paths::PRIVACY, get(publiek::privacy))
        .route(paths::PROCLAIMER, get(publiek::proclaimer))
        .route(paths::COOKIES, get(publiek::cookies))
        .route(paths::CONTACT, get(publiek::contact))
        .route(paths::PRODUCT, get(publiek::product))
        .route(paths::FORMULIER, get(formulieren::start_page).post(formulieren::start))
        .route(paths::INZENDING, get(formulieren::resume))
        .route(paths::STAP, get(formulieren::step_page).post(formulieren::save_step).layer(uploads()))
        .route(paths::OVERZICHT, get(formulieren::overview).post(formulieren::submit))
        .route(paths::BEVESTIGING, get(formulieren::confirmation))
        .route(paths::CONCEPT_WEG, post(formulieren::delete))
        .route(paths::HOME, get(home::page))
        .route(paths::ZOEKEN, get(zoeken::page))
        .route(paths::ZAKEN, get(zaken::list))
        .route(paths::ZAAK, get(zaken::read))
        .route(paths::DOCUMENT, get(zaken::download))
        .route(paths::TAKEN, get(taken::list))
        .route(paths::TAAK, get(taken::read))
        .route(paths::TAAK_STAP, get(taken::read_step).post(taken::save_step).layer(uploads()))
        .route(paths::TAAK_BEVESTIGING, get(taken::confirmation))
        .route(paths::BERICHTEN, get(berichten::list))
        .route(paths::BERICHT, get(berichten::read))
        .route(paths::CONTACTMOMENTEN, get(berichten::contact))
        .route(paths::PROFIEL, get(gegevens::page).post(gegevens::save))
        .route(paths::WIE_KEEK, get(gegevens::wie_keek))
        .route(paths::THEMAS, get(themas::list))
        .route(paths::THEMA, get(themas::page))
}
