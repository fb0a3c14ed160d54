//! Which types are here, for what is taken over from another register.

use ::store::{Reader, Result, Sql};
use autorisaties::handlers::import::Tabel;
use autorisaties::import_tabel;

use crate::register::Soort;

static CATALOGUS: Tabel = import_tabel!("catalogi", "catalogus");
static ZAAKTYPE: Tabel = import_tabel!("catalogi", "zaaktype");
static STATUSTYPE: Tabel = import_tabel!("catalogi", "statustype");
static RESULTAATTYPE: Tabel = import_tabel!("catalogi", "resultaattype");
static ROLTYPE: Tabel = import_tabel!("catalogi", "roltype");
static EIGENSCHAP: Tabel = import_tabel!("catalogi", "eigenschap");
static ZAAKOBJECTTYPE: Tabel = import_tabel!("catalogi", "zaakobjecttype");
static INFORMATIEOBJECTTYPE: Tabel = import_tabel!("catalogi", "informatieobjecttype");
static ZAAKTYPE_INFORMATIEOBJECTTYPE: Tabel = import_tabel!("catalogi", "zaaktype_informatieobjecttype");
static BESLUITTYPE: Tabel = import_tabel!("catalogi", "besluittype");

macro_rules! statements {
    ($($tabel:ident),*) => {
        /// Every statement of this file, for the test that prepares them on both databases.
        pub const STATEMENTS: &[&Sql] = &[$(&$tabel.present, &$tabel.count),*];
    };
}

statements!(
    CATALOGUS,
    ZAAKTYPE,
    STATUSTYPE,
    RESULTAATTYPE,
    ROLTYPE,
    EIGENSCHAP,
    ZAAKOBJECTTYPE,
    INFORMATIEOBJECTTYPE,
    ZAAKTYPE_INFORMATIEOBJECTTYPE,
    BESLUITTYPE
);

pub(crate) fn tabel(soort: Soort) -> &'static Tabel {
    match soort {
        Soort::Catalogus => &CATALOGUS,
        Soort::Zaaktype | Soort::Deelzaaktype | Soort::Gerelateerd => &ZAAKTYPE,
        Soort::Statustype => &STATUSTYPE,
        Soort::Resultaattype => &RESULTAATTYPE,
        Soort::Roltype => &ROLTYPE,
        Soort::Eigenschap => &EIGENSCHAP,
        Soort::Zaakobjecttype => &ZAAKOBJECTTYPE,
        Soort::Informatieobjecttype => &INFORMATIEOBJECTTYPE,
        Soort::ZaaktypeInformatieobjecttype => &ZAAKTYPE_INFORMATIEOBJECTTYPE,
        Soort::Besluittype => &BESLUITTYPE,
    }
}

/// Returns how many types of a kind are here, concepts too.
///
/// # Errors
/// When the database fails.
pub async fn import_count(db: &mut Reader, soort: Soort) -> Result<i64> {
    tabel(soort).count(db).await
}
