//! Statements of the Zaken module and the mapping of rows.

mod documenten;
mod eigenschappen;
pub(crate) mod portaal;
pub(crate) mod register;
mod rollen;
mod statussen;
pub(crate) mod werkvoorraad;
mod zaken;

pub(crate) use documenten::insert_zaakinformatieobject;
pub use documenten::list_documenten;
pub use eigenschappen::list_eigenschappen;
pub(crate) use eigenschappen::{find_eigenschap_waarde, insert_eigenschap, upsert_eigenschap};
pub use rollen::{find_rol_initiator, list_rollen};
pub(crate) use rollen::{has_rol, insert_rol};
pub use statussen::{find_status, list_statussen, read_resultaat};
pub(crate) use statussen::{has_status_at, insert_status, newest_status_moment, replace_resultaat};
pub(crate) use zaken::{close_zaak, has_identificatie, insert_zaak, lock_zaak, reopen_zaak};
pub use zaken::{find_zaak, find_zaak_by_identificatie};

use ::store::Sql;

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] = &[
    zaken::STATEMENTS,
    statussen::STATEMENTS,
    rollen::STATEMENTS,
    eigenschappen::STATEMENTS,
    documenten::STATEMENTS,
    portaal::STATEMENTS,
    werkvoorraad::STATEMENTS,
    register::zaken::STATEMENTS,
    register::onderdelen::STATEMENTS,
    register::relaties::STATEMENTS,
];
