//! Statements of the Zaken module and the mapping of rows.

mod documenten;
mod eigenschappen;
pub(crate) mod portaal;
pub(crate) mod register;
mod rollen;
mod statussen;
pub(crate) mod werkvoorraad;
mod zaakrelaties;
mod zaken;

pub use documenten::list_documenten;
pub(crate) use documenten::{has_open_documenten, insert_zaakinformatieobject};
pub use eigenschappen::list_eigenschappen;
pub(crate) use eigenschappen::{find_eigenschap_waarde, insert_eigenschap, upsert_eigenschap};
pub use rollen::{find_rol_initiator, list_rollen};
pub(crate) use rollen::{has_rol, insert_rol};
pub use statussen::{find_status, list_statussen, read_resultaat};
pub(crate) use statussen::{has_status_at, insert_status, newest_status_moment, replace_resultaat};
pub(crate) use zaakrelaties::{delete_relaties, insert_gerelateerde, insert_kenmerken, insert_relevante};
pub(crate) use zaken::{
    close_zaak, delete_zaak, find_identificatie, has_besluiten, insert_zaak, list_deelzaken, list_existing, lock_zaak,
    reopen_zaak, touch_zaak, update_zaak,
};
pub use zaken::{find_zaak, find_zaak_by_identificatie};

use ::store::Sql;

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] = &[
    zaken::STATEMENTS,
    zaakrelaties::STATEMENTS,
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
