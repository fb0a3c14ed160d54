//! Every page for administrators.

use autorisaties::Sealer;
use axum::routing::{get, post};
use axum::{Extension, Router};
use web::App;

use crate::handlers::catalogi::{formulier, importeren, lijst, publiceren, typen};
use crate::handlers::{abonnementen, applicaties, dienst_zaaktypen, diensten, mail, overzicht, taken};
use crate::paths;

/// Returns the routes. `sealer` seals the secrets of applications. Those of development answer 404 outside of a demonstration.
pub fn router(sealer: Sealer) -> Router<App> {
    Router::new()
        .route(paths::OVERZICHT, get(overzicht::read))
        .route(paths::TAKEN, get(taken::list))
        .route(paths::ALLES_OPNIEUW, post(taken::retry_all))
        .route(paths::OPNIEUW, post(taken::retry))
        .route(paths::APPLICATIES, get(applicaties::list).post(applicaties::create))
        .route(paths::APPLICATIE_NIEUW, get(applicaties::new))
        .route(paths::APPLICATIE, get(applicaties::read).post(applicaties::update))
        .route(paths::APPLICATIE_GEHEIM, post(applicaties::new_secret))
        .route(paths::APPLICATIE_AUTORISATIES, post(applicaties::add_rights))
        .route(paths::APPLICATIE_AUTORISATIE_WEG, post(applicaties::remove_right))
        .route(paths::APPLICATIE_VERWIJDER, post(applicaties::remove))
        .route(paths::ABONNEMENTEN, get(abonnementen::list))
        .route(paths::ABONNEMENT, get(abonnementen::read))
        .route(paths::ABONNEMENT_OPNIEUW, post(abonnementen::resend))
        .route(paths::ABONNEMENT_VERWIJDER, post(abonnementen::remove))
        .route(paths::DIENSTEN, get(diensten::list).post(diensten::create))
        .route(paths::DIENST_NIEUW, get(diensten::new))
        .route(paths::DIENST, get(diensten::edit).post(diensten::update))
        .route(paths::DIENST_VERWIJDER, post(diensten::remove))
        .route(paths::DIENST_ZAAKTYPE, get(dienst_zaaktypen::edit).post(dienst_zaaktypen::update))
        .route(paths::CATALOGI, get(lijst::list))
        .route(
            paths::CATALOGI_IMPORT,
            get(importeren::new).post(importeren::upload).layer(web::upload_limit(importeren::BODY_BYTES_MAX)),
        )
        .route(paths::CATALOGI_IMPORT_BEVESTIG, post(importeren::confirm))
        .route(paths::TYPE_NIEUW, get(formulier::new).post(formulier::create))
        .route(paths::TYPE, get(typen::read))
        .route(paths::TYPE_WIJZIG, get(formulier::edit).post(formulier::update))
        .route(paths::TYPE_KOPIE, get(formulier::new_copy).post(formulier::copy))
        .route(paths::TYPE_VERSIE, get(formulier::new_version).post(formulier::version))
        .route(paths::TYPE_PUBLICEER, post(publiceren::publish))
        .route(paths::TYPE_EINDE, post(typen::end))
        .route(paths::TYPE_VERWIJDER, post(typen::remove))
        .route(paths::TYPE_EXPORT, get(typen::export))
        .route(paths::MAILS, get(mail::list))
        .route(paths::MAIL, get(mail::read))
        .route(paths::MAIL_HTML, get(mail::html))
        .layer(Extension(sealer))
}
