//! The conditions of filters on rollen, for lists of rollen and for zaken with such a rol.

/// In this order: betrokkeneType, betrokkene, omschrijvingGeneriek, indicatieMachtiging, level of assurance, BSN, anpIdentificatie,
/// A-nummer, RSIN, annIdentificatie, KvK-nummer, vestigingsnummer, medewerker, organisatorische eenheid. All hold for one and the same
/// rol.
macro_rules! rol_conditions {
    ($r:literal, $soort:literal, $betrokkene:literal, $generiek:literal, $machtiging:literal, $loa:literal, $bsn:literal,
     $anp:literal, $a_nummer:literal, $nnp:literal, $ann:literal, $kvk:literal, $vestiging:literal, $medewerker:literal,
     $eenheid:literal) => {
        concat!(
            $crate::store::register::rollen::rol_condition!($r, "betrokkene_type", $soort),
            $crate::store::register::rollen::rol_condition!($r, "betrokkene", $betrokkene),
            $crate::store::register::rollen::rol_condition!($r, "omschrijving_generiek", $generiek),
            $crate::store::register::rollen::rol_condition!($r, "indicatie_machtiging", $machtiging),
            $crate::store::register::rollen::rol_condition!($r, "loa", $loa),
            $crate::store::register::rollen::rol_condition!($r, "bsn", $bsn),
            $crate::store::register::rollen::rol_condition!($r, "anp_identificatie", $anp),
            $crate::store::register::rollen::rol_condition!($r, "a_nummer", $a_nummer),
            $crate::store::register::rollen::rol_condition!($r, "nnp_id", $nnp),
            $crate::store::register::rollen::rol_condition!($r, "ann_identificatie", $ann),
            $crate::store::register::rollen::rol_condition!($r, "kvk_nummer", $kvk),
            $crate::store::register::rollen::rol_condition!($r, "vestigingsnummer", $vestiging),
            $crate::store::register::rollen::rol_condition!($r, "medewerker", $medewerker),
            $crate::store::register::rollen::rol_condition!($r, "organisatorische_eenheid", $eenheid)
        )
    };
}
pub(crate) use rol_conditions;

macro_rules! rol_condition {
    ($r:literal, $column:literal, $value:literal) => {
        concat!("AND (CAST(", $value, " AS TEXT) IS NULL OR ", $r, ".", $column, " = ", $value, ") ")
    };
}
pub(crate) use rol_condition;

/// The rollen that have any of what identifies a party, each found along an index of its own. What is not asked is null and finds
/// nothing.
macro_rules! rol_keys {
    ($select:literal, $betrokkene:literal, $bsn:literal, $anp:literal, $a_nummer:literal, $nnp:literal, $ann:literal, $kvk:literal,
     $vestiging:literal, $medewerker:literal, $eenheid:literal) => {
        concat!(
            "(SELECT ",
            $select,
            " FROM rol WHERE betrokkene = ",
            $betrokkene,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE bsn = ",
            $bsn,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE anp_identificatie = ",
            $anp,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE a_nummer = ",
            $a_nummer,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE nnp_id = ",
            $nnp,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE ann_identificatie = ",
            $ann,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE kvk_nummer = ",
            $kvk,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE vestigingsnummer = ",
            $vestiging,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE medewerker = ",
            $medewerker,
            " UNION ALL SELECT ",
            $select,
            " FROM rol WHERE organisatorische_eenheid = ",
            $eenheid,
            ") "
        )
    };
}
pub(crate) use rol_keys;
