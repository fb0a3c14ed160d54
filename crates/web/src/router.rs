//! All routes of the program, joined and wrapped.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;

use crate::layers::{self, NotHere};
use crate::{App, assets, health, lang, metrics};

/// Joins the routers of the other crates with the routes of this one, inside the layers that hold for all.
pub fn build(app: App, routers: Vec<Router<App>>) -> Router {
    let own = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(metrics::page))
        .route("/static/{hash}/{*name}", get(assets::read))
        .route("/favicon.ico", get(assets::icon))
        .route("/taal/{lang}", get(lang::choose))
        .route("/ref/fouten/{kind}", get(explain));
    let all = routers.into_iter().fold(own, Router::merge).fallback(async || NotHere);
    layers::apply(all, &app).with_state(app)
}

/// `GET /ref/fouten/{kind}`: what the `type` of a problem points to.
async fn explain(State(app): State<App>, lang: lang::Lang, Path(kind): Path<String>) -> Result<String, NotHere> {
    app.pages().texts().find_text(&lang.0, &format!("probleem-{kind}"), &[]).ok_or(NotHere)
}
