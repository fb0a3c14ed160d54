//! Statements of the Zaken module and the mapping of rows.

mod archief;
mod documenten;
mod eigenschappen;
pub(crate) mod elders;
pub(crate) mod import;
pub(crate) mod importeren;
pub(crate) mod inzage;
pub(crate) mod onderdelen;
pub(crate) mod portaal;
pub(crate) mod regels;
pub(crate) mod register;
mod rollen;
mod statussen;
pub(crate) mod werkvoorraad;
mod zaakrelaties;
mod zaken;

pub(crate) use archief::{
    latest_ingangsdatum, latest_relevant_einddatum, latest_vervaldatum, list_object_identificaties, list_object_urls,
    set_archief,
};
pub use documenten::list_documenten;
pub(crate) use documenten::{
    delete_zaakinformatieobject, find_unfinished_documenten, has_open_documenten, insert_zaakinformatieobject,
    update_zaakinformatieobject,
};
pub use eigenschappen::list_eigenschappen;
pub(crate) use eigenschappen::{
    add_eigenschap, delete_eigenschap, find_eigenschap_waarde, insert_eigenschappen, update_eigenschap,
};
pub use onderdelen::list_notities;
pub(crate) use rollen::{delete_rol, find_rol, has_rol, insert_rol, insert_rollen, update_rol};
pub use rollen::{find_rol_initiator, list_rollen};
pub(crate) use statussen::{
    delete_resultaat, has_status_at, insert_resultaten, insert_status, insert_statussen, newest_status_moment,
    replace_resultaat, update_resultaat,
};
pub use statussen::{find_status, list_statussen, read_resultaat};
pub(crate) use zaakrelaties::{
    delete_relaties, import_relaties, insert_gerelateerde, insert_kenmerken, insert_kenmerken_each, insert_relevante,
};
pub(crate) use zaken::{
    close_zaak, delete_zaak, find_identificatie, has_besluiten, import_zaken, insert_zaak, insert_zaken, list_below,
    list_deelzaken, list_existing, lock_to_remove, lock_zaak, reopen_zaak, set_hoofdzaak, touch_zaak, update_zaak,
};
pub use zaken::{find_zaak, find_zaak_by_identificatie};

use ::store::Sql;

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] = &[
    zaken::STATEMENTS,
    archief::STATEMENTS,
    elders::STATEMENTS,
    import::STATEMENTS,
    zaakrelaties::STATEMENTS,
    statussen::STATEMENTS,
    rollen::STATEMENTS,
    eigenschappen::STATEMENTS,
    importeren::STATEMENTS,
    documenten::STATEMENTS,
    portaal::STATEMENTS,
    werkvoorraad::STATEMENTS,
    inzage::STATEMENTS,
    regels::STATEMENTS,
    register::zaken::STATEMENTS,
    register::by_ids::STATEMENTS,
    register::nieuwste::STATEMENTS,
    register::telling::STATEMENTS,
    register::volgorde::STATEMENTS,
    onderdelen::STATEMENTS,
    register::onderdelen::STATEMENTS,
    register::onderdelen::STATUSSEN_STATEMENTS,
    register::onderdelen::RESULTATEN_STATEMENTS,
    register::onderdelen::ROLLEN_STATEMENTS,
    register::onderdelen::ZAAKOBJECTEN_STATEMENTS,
    register::onderdelen::KLANTCONTACTEN_STATEMENTS,
    register::onderdelen::CONTACTMOMENTEN_STATEMENTS,
    register::onderdelen::VERZOEKEN_STATEMENTS,
    register::onderdelen::NOTITIES_STATEMENTS,
    register::onderdelen::SUBSTATUSSEN_STATEMENTS,
    register::relaties::STATEMENTS,
];
