//! Every route of login and session.

use axum::routing::{get, post};
use axum::{Extension, Router};
use web::App;

use crate::Logins;
use crate::handlers::{inloggen, inloggen_werk, sessie, simulator, werk};

/// Returns the routes. Those of the simulators exist only when `logins` has them.
pub fn router(logins: Logins) -> Router<App> {
    let mut router = Router::new()
        .route("/inloggen", get(inloggen::choose))
        .route("/inloggen/digid", get(inloggen::start))
        .route("/inloggen/digid/terug", get(inloggen::come_back))
        .route("/inloggen/gestopt", get(inloggen::stopped))
        .route("/uitloggen", post(sessie::log_out))
        .route("/uitgelogd", get(sessie::logged_out))
        .route("/sessie-verlopen", get(sessie::expired))
        .route("/sessie/verlengen", post(sessie::extend))
        .route("/werk/uitloggen", post(werk::log_out))
        .route("/werk/uitgelogd", get(werk::logged_out))
        .route("/werk/sessie-verlopen", get(werk::expired))
        .route("/werk/sessie/verlengen", post(werk::extend));
    if logins.has_simulator() {
        router = router
            .route("/simulator/digid", get(simulator::choose_resident).post(simulator::log_in_resident))
            .route("/werk/inloggen", get(simulator::choose_staff).post(simulator::log_in_staff));
    } else {
        router = router
            .route("/werk/inloggen", get(inloggen_werk::start))
            .route("/werk/inloggen/terug", get(inloggen_werk::come_back));
    }
    router.layer(Extension(logins))
}
