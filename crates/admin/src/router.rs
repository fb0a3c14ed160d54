//! Every page for administrators.

use axum::Router;
use axum::routing::{get, post};
use web::App;

use crate::handlers::{mail, overzicht, taken};
use crate::paths;

/// Returns the routes. Those of development answer 404 outside of a demonstration.
pub fn router() -> Router<App> {
    Router::new()
        .route(paths::OVERZICHT, get(overzicht::read))
        .route(paths::TAKEN, get(taken::list))
        .route(paths::ALLES_OPNIEUW, post(taken::retry_all))
        .route(paths::OPNIEUW, post(taken::retry))
        .route(paths::MAILS, get(mail::list))
        .route(paths::MAIL, get(mail::read))
        .route(paths::MAIL_HTML, get(mail::html))
}
