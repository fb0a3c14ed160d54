//! Removing types. What names a version that goes is moved to another version of the same name, or goes too.

use ::store::{Result, Sql, Tx, sql};
use uuid::Uuid;

use crate::register::Soort;

/// A relation that names a version: move it to another version of that name, then remove what is left.
macro_rules! los {
    ($relatie:literal, $van:literal, $naar:literal, $table:literal, $naam:literal) => {
        [
            sql(
                concat!("catalogi.move_", $relatie, "_", $naar),
                concat!(
                    "UPDATE ",
                    $relatie,
                    " SET ",
                    $naar,
                    " = (SELECT v.uuid FROM ",
                    $table,
                    " v JOIN ",
                    $table,
                    " o ON o.catalogus = v.catalogus AND o.",
                    $naam,
                    " = v.",
                    $naam,
                    " WHERE o.uuid = $1 AND v.uuid <> $1 ORDER BY v.concept, v.begin_geldigheid DESC, v.uuid LIMIT 1)
                      WHERE ",
                    $naar,
                    " = $1 AND EXISTS (SELECT 1 FROM ",
                    $table,
                    " v JOIN ",
                    $table,
                    " o ON o.catalogus = v.catalogus AND o.",
                    $naam,
                    " = v.",
                    $naam,
                    " WHERE o.uuid = $1 AND v.uuid <> $1) AND NOT EXISTS (SELECT 1 FROM ",
                    $relatie,
                    " p JOIN ",
                    $table,
                    " w ON w.uuid = p.",
                    $naar,
                    " JOIN ",
                    $table,
                    " o ON o.catalogus = w.catalogus AND o.",
                    $naam,
                    " = w.",
                    $naam,
                    " WHERE o.uuid = $1 AND w.uuid <> $1 AND p.",
                    $van,
                    " = ",
                    $relatie,
                    ".",
                    $van,
                    ")"
                ),
            ),
            sql(
                concat!("catalogi.drop_", $relatie, "_", $naar),
                concat!("DELETE FROM ", $relatie, " WHERE ", $naar, " = $1"),
            ),
        ]
    };
}

static VAN_ZAAKTYPE: [[Sql; 2]; 2] = [
    los!("zaaktype_deelzaaktype", "zaaktype", "deelzaaktype", "zaaktype", "identificatie"),
    los!("zaaktype_gerelateerd", "zaaktype", "gerelateerd", "zaaktype", "identificatie"),
];
static VAN_BESLUITTYPE: [[Sql; 2]; 2] = [
    los!("zaaktype_besluittype", "zaaktype", "besluittype", "besluittype", "omschrijving"),
    los!("resultaattype_besluittype", "resultaattype", "besluittype", "besluittype", "omschrijving"),
];
static VAN_INFORMATIEOBJECTTYPE: [[Sql; 2]; 3] = [
    los!("zaaktype_informatieobjecttype", "zaaktype", "informatieobjecttype", "informatieobjecttype", "omschrijving"),
    los!(
        "besluittype_informatieobjecttype",
        "besluittype",
        "informatieobjecttype",
        "informatieobjecttype",
        "omschrijving"
    ),
    los!(
        "resultaattype_informatieobjecttype",
        "resultaattype",
        "informatieobjecttype",
        "informatieobjecttype",
        "omschrijving"
    ),
];

/// The parts of a zaaktype, in an order in which nothing is named any more when it goes.
static ONDERDELEN: [Sql; 7] = [
    sql("catalogi.delete_eigenschappen", "DELETE FROM eigenschap WHERE zaaktype = $1"),
    sql("catalogi.delete_zaakobjecttypen", "DELETE FROM zaakobjecttype WHERE zaaktype = $1"),
    sql(
        "catalogi.delete_zaaktype_informatieobjecttypen",
        "DELETE FROM zaaktype_informatieobjecttype WHERE zaaktype = $1",
    ),
    sql("catalogi.delete_zaaktype_besluittypen", "DELETE FROM zaaktype_besluittype WHERE zaaktype = $1"),
    sql("catalogi.delete_statustypen", "DELETE FROM statustype WHERE zaaktype = $1"),
    sql("catalogi.delete_resultaattypen", "DELETE FROM resultaattype WHERE zaaktype = $1"),
    sql("catalogi.delete_roltypen", "DELETE FROM roltype WHERE zaaktype = $1"),
];

/// What names a statustype and can do without.
static VAN_STATUSTYPE: [Sql; 3] = [
    sql("catalogi.loosen_eigenschappen", "UPDATE eigenschap SET statustype = NULL WHERE statustype = $1"),
    sql("catalogi.loosen_zaakobjecttypen", "UPDATE zaakobjecttype SET statustype = NULL WHERE statustype = $1"),
    sql(
        "catalogi.loosen_zaaktype_informatieobjecttypen",
        "UPDATE zaaktype_informatieobjecttype SET statustype = NULL WHERE statustype = $1",
    ),
];

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &VAN_ZAAKTYPE[0][0],
    &VAN_ZAAKTYPE[0][1],
    &VAN_ZAAKTYPE[1][0],
    &VAN_ZAAKTYPE[1][1],
    &VAN_BESLUITTYPE[0][0],
    &VAN_BESLUITTYPE[0][1],
    &VAN_BESLUITTYPE[1][0],
    &VAN_BESLUITTYPE[1][1],
    &VAN_INFORMATIEOBJECTTYPE[0][0],
    &VAN_INFORMATIEOBJECTTYPE[0][1],
    &VAN_INFORMATIEOBJECTTYPE[1][0],
    &VAN_INFORMATIEOBJECTTYPE[1][1],
    &VAN_INFORMATIEOBJECTTYPE[2][0],
    &VAN_INFORMATIEOBJECTTYPE[2][1],
    &ONDERDELEN[0],
    &ONDERDELEN[1],
    &ONDERDELEN[2],
    &ONDERDELEN[3],
    &ONDERDELEN[4],
    &ONDERDELEN[5],
    &ONDERDELEN[6],
    &VAN_STATUSTYPE[0],
    &VAN_STATUSTYPE[1],
    &VAN_STATUSTYPE[2],
];

/// Removes what belongs to a type or names it, so that its own row can go.
pub(crate) async fn clear(tx: &mut Tx, soort: Soort, uuid: Uuid) -> Result<()> {
    let namen: &'static [[Sql; 2]] = match soort {
        Soort::Zaaktype => &VAN_ZAAKTYPE,
        Soort::Besluittype => &VAN_BESLUITTYPE,
        Soort::Informatieobjecttype => &VAN_INFORMATIEOBJECTTYPE,
        _ => &[],
    };
    for sql in namen.iter().flatten() {
        tx.execute(sql, &[uuid.into()]).await?;
    }
    let own: &'static [Sql] = match soort {
        Soort::Zaaktype => &ONDERDELEN,
        Soort::Statustype => &VAN_STATUSTYPE,
        _ => &[],
    };
    for sql in own {
        tx.execute(sql, &[uuid.into()]).await?;
    }
    Ok(())
}
