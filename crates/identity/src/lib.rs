//! Who is there: login, sessions, representation, and the simulated DigiD and BRP of a demonstration.
//!
//! Security review looks here. What holds:
//!
//! * a session token is 256 random bits in a cookie; the database has only its hash, and the token of a form is derived from it;
//! * every login gives a new token and ends the session before it, also at step-up and at a switch of person;
//! * a login that this browser did not start is not finished (`attempt.rs`);
//! * a session ends 15 minutes after the last thing its owner did, and always after 2 hours (`limits.rs`);
//! * a mandate in our own register is looked up for each request: when it has ended, so has the session;
//! * sessions of residents and of staff have their own cookie and kind; neither opens the pages of the other;
//! * the simulator can only be made in a demonstration.
//!
//! This crate does not know zaken or what a role may do. Start reading at [`router`] and `handlers/resident.rs`.

mod attempt;
mod handlers;
mod limits;
mod login;
mod oidc;
pub mod persons;
mod router;
mod seed;
pub mod sessions;
mod simulator;
mod staff;
mod store;
mod token;

pub use attempt::LoginAttempt;
pub use handlers::{OptionalResident, ResidentForm, ResidentSession, StaffForm, StaffSession, session_cookie};
pub use login::{Identity, LoginError, LoginFuture, LoginProvider, Logins, Means, Outcome, Visit};
pub use oidc::{
    BurgerClaims, InvalidLogin, LoginSettings, MedewerkerClaims, NamensClaims, OidcBurgers, OidcMedewerkers,
};
pub use router::router;
pub use seed::seed_demo;
pub use simulator::{Simulator, SimulatorRefused};
pub use staff::{find_medewerker, list_all_medewerkers, list_medewerkers, set_medewerker_active};
pub use store::STATEMENTS;
pub use token::SessionToken;

/// The templates of this crate, for `ui::Pages::new`.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("identity/inloggen.html", include_str!("../templates/inloggen.html")),
    ("identity/gestopt.html", include_str!("../templates/gestopt.html")),
    ("identity/uitgelogd.html", include_str!("../templates/uitgelogd.html")),
    ("identity/sessie_verlopen.html", include_str!("../templates/sessie_verlopen.html")),
    ("identity/simulator_digid.html", include_str!("../templates/simulator_digid.html")),
    ("identity/simulator_werk.html", include_str!("../templates/simulator_werk.html")),
];

/// The texts of this crate, as (language, Fluent source), for `ui::Texts::builder().add`.
pub const TEXTS: &[(&str, &str)] = &[("nl", include_str!("../texts/nl.ftl")), ("en", include_str!("../texts/en.ftl"))];
