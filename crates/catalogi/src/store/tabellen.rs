//! The tables of the register, one for each resource of the standard.

use ::store::{Sql, sql, sql_pair};
use autorisaties::{ids_postgres, ids_sqlite};

use super::kolom::Kolom;
use crate::gegevens::{
    BesluittypeGegevens, CatalogusGegevens, EigenschapGegevens, InformatieobjecttypeGegevens, ResultaattypeGegevens,
    RoltypeGegevens, StatustypeGegevens, ZaakobjecttypeGegevens, ZaaktypeGegevens,
    ZaaktypeInformatieobjecttypeGegevens,
};

/// What surrounds a type with dates of its own. Its first and last day are those of all versions with its name.
macro_rules! own {
    ($table:literal, $naam:literal) => {
        concat!(
            ", '', t.catalogus, t.begin_geldigheid, t.einde_geldigheid, (SELECT min(v.begin_geldigheid) FROM ",
            $table,
            " v WHERE v.catalogus = t.catalogus AND v.",
            $naam,
            " = t.",
            $naam,
            "), (SELECT max(coalesce(v.einde_geldigheid, '9999')) FROM ",
            $table,
            " v WHERE v.catalogus = t.catalogus AND v.",
            $naam,
            " = t.",
            $naam,
            "), t.concept, FALSE"
        )
    };
}

/// What surrounds a part of a zaaktype: the dates of the zaaktype.
macro_rules! part {
    ($is_last:literal) => {
        concat!(
            ", z.identificatie, z.catalogus, z.begin_geldigheid, z.einde_geldigheid,
             (SELECT min(v.begin_geldigheid) FROM zaaktype v
              WHERE v.catalogus = z.catalogus AND v.identificatie = z.identificatie),
             (SELECT max(coalesce(v.einde_geldigheid, '9999')) FROM zaaktype v
              WHERE v.catalogus = z.catalogus AND v.identificatie = z.identificatie), z.concept, ",
            $is_last
        )
    };
}

/// The conditions on name, concept and day, of a row `$of` that is no copy of what another register has.
macro_rules! which {
    ($of:literal, $naam:literal) => {
        concat!(
            "(CAST($2 AS TEXT) IS NULL OR ",
            $of,
            ".",
            $naam,
            " = $2) AND (CAST($3 AS BOOLEAN) IS NULL OR ",
            $of,
            ".concept = $3) AND (CAST($4 AS TEXT) IS NULL OR (",
            $of,
            ".begin_geldigheid <= $4 AND (",
            $of,
            ".einde_geldigheid IS NULL OR ",
            $of,
            ".einde_geldigheid > $4))) AND ",
            eigen!($of)
        )
    };
}

/// Rows whose column has this text in it, whatever its capitals.
macro_rules! contains {
    ($column:literal, $place:literal) => {
        concat!(
            " AND (CAST(",
            $place,
            " AS TEXT) IS NULL OR lower(",
            $column,
            ") LIKE lower(CAST(",
            $place,
            " AS TEXT)) ESCAPE '\\')"
        )
    };
}

/// Besluittypen of a zaaktype (its id `$5` or identificatie `$6`), or laid down in a kind of document (its id `$7` or omschrijving `$8`).
macro_rules! besluittype_relaties {
    () => {
        " AND ((CAST($5 AS UUID) IS NULL AND CAST($6 AS TEXT) IS NULL) OR EXISTS (
              SELECT 1 FROM besluittype o JOIN zaaktype_besluittype r ON r.besluittype = o.uuid
                JOIN zaaktype z ON z.uuid = r.zaaktype
              WHERE o.catalogus = t.catalogus AND o.omschrijving = t.omschrijving
                AND (z.uuid = $5 OR z.identificatie = $6)))
          AND ((CAST($7 AS UUID) IS NULL AND CAST($8 AS TEXT) IS NULL) OR EXISTS (
              SELECT 1 FROM besluittype_informatieobjecttype r
                JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype
                JOIN informatieobjecttype i ON i.catalogus = o.catalogus AND i.omschrijving = o.omschrijving
              WHERE r.besluittype = t.uuid AND (i.uuid = $7 OR i.omschrijving = $8)))"
    };
}

tabel! {
    /// A catalogus has no dates and is never a concept.
    CATALOGUSSEN: CatalogusGegevens;
    "catalogus" {
        domein "$2", rsin "$3", naam "$4", contactpersoon_beheer_naam "$5", contactpersoon_beheer_telefoonnummer "$6",
        contactpersoon_beheer_emailadres "$7", versie "$8", begindatum_versie "$9",
    }
    rond ", '', t.uuid, '0001-01-01', CAST(NULL AS TEXT), '0001-01-01', '9999', FALSE, FALSE", from "catalogus t", owner "t.uuid",
    where concat!("CAST($2 AS TEXT) IS NULL AND CAST($3 AS BOOLEAN) IS NULL AND CAST($4 AS TEXT) IS NULL
           AND (CAST($5 AS TEXT) IS NULL OR t.domein = $5) AND (CAST($6 AS TEXT) IS NULL OR t.rsin = $6)
           AND (CAST($7 AS TEXT) IS NULL OR t.domein IN (SELECT value FROM json_each($7)))
           AND (CAST($8 AS TEXT) IS NULL OR t.rsin IN (SELECT value FROM json_each($8))) AND ", eigen!("t")),
          concat!("CAST($2 AS TEXT) IS NULL AND CAST($3 AS BOOLEAN) IS NULL AND CAST($4 AS TEXT) IS NULL
           AND (CAST($5 AS TEXT) IS NULL OR t.domein = $5) AND (CAST($6 AS TEXT) IS NULL OR t.rsin = $6)
           AND (CAST($7 AS TEXT) IS NULL OR t.domein IN (SELECT jsonb_array_elements_text(CAST($7 AS TEXT)::JSONB)))
           AND (CAST($8 AS TEXT) IS NULL OR t.rsin IN (SELECT jsonb_array_elements_text(CAST($8 AS TEXT)::JSONB))) AND ", eigen!("t")),
    window "LIMIT $9 OFFSET $10"
}

tabel! {
    ZAAKTYPEN: ZaaktypeGegevens;
    "zaaktype" {
        catalogus "$2", identificatie "$3", omschrijving "$4", omschrijving_generiek "$5", vertrouwelijkheidaanduiding "$6",
        doel "$7", aanleiding "$8", toelichting "$9", indicatie_intern_of_extern "$10", handeling_initiator "$11",
        onderwerp "$12", handeling_behandelaar "$13", doorlooptijd "$14", servicenorm "$15",
        opschorting_en_aanhouding_mogelijk "$16", verlenging_mogelijk "$17", verlengingstermijn "$18", trefwoorden "$19",
        publicatie_indicatie "$20", publicatietekst "$21", verantwoordingsrelatie "$22", producten_of_diensten "$23",
        selectielijst_procestype "$24", referentieproces_naam "$25", referentieproces_link "$26", verantwoordelijke "$27",
        broncatalogus_url "$28", broncatalogus_domein "$29", broncatalogus_rsin "$30", bronzaaktype_url "$31",
        bronzaaktype_identificatie "$32", bronzaaktype_omschrijving "$33", behandelrollen "$34", begin_geldigheid "$35",
        einde_geldigheid "$36", versiedatum "$37", concept "$38",
    }
    rond own!("zaaktype", "identificatie"), from "zaaktype t", owner "t.catalogus",
    where concat!(
              which!("t", "identificatie"),
              " AND (CAST($5 AS TEXT) IS NULL OR NOT EXISTS (SELECT 1 FROM json_each($5) g
                     WHERE g.value NOT IN (SELECT h.value FROM json_each(t.trefwoorden) h)))",
              contains!("t.identificatie", "$6"),
              contains!("t.omschrijving", "$7")
          ),
          concat!(
              which!("t", "identificatie"),
              " AND (CAST($5 AS TEXT) IS NULL OR t.trefwoorden::JSONB @> CAST($5 AS TEXT)::JSONB)",
              contains!("t.identificatie", "$6"),
              contains!("t.omschrijving", "$7")
          ),
    window "LIMIT $8 OFFSET $9"
}

tabel! {
    STATUSTYPEN: StatustypeGegevens;
    "statustype" {
        zaaktype "$2", volgnummer "$3", omschrijving "$4", omschrijving_generiek "$5", statustekst "$6", informeren "$7",
        doorlooptijd "$8", toelichting "$9", checklistitems "$10", toon_in_portaal "$11",
    }
    rond part!("t.volgnummer = (SELECT max(l.volgnummer) FROM statustype l WHERE l.zaaktype = t.zaaktype)"),
    from "statustype t JOIN zaaktype z ON z.uuid = t.zaaktype", owner "t.zaaktype",
    where which!("z", "identificatie"), which!("z", "identificatie"),
    window "LIMIT $5 OFFSET $6"
}

tabel! {
    RESULTAATTYPEN: ResultaattypeGegevens;
    "resultaattype" {
        zaaktype "$2", omschrijving "$3", resultaattypeomschrijving "$4", omschrijving_generiek "$5", selectielijstklasse "$6",
        toelichting "$7", archiefnominatie "$8", archiefactietermijn "$9", afleidingswijze "$10", datumkenmerk "$11",
        einddatum_bekend "$12", objecttype "$13", registratie "$14", procestermijn "$15", procestermijn_dossier "$16",
        procesobjectaard "$17", indicatie_specifiek "$18",
    }
    rond part!("FALSE"),
    from "resultaattype t JOIN zaaktype z ON z.uuid = t.zaaktype", owner "t.zaaktype",
    where which!("z", "identificatie"), which!("z", "identificatie"),
    window "LIMIT $5 OFFSET $6"
}

tabel! {
    ROLTYPEN: RoltypeGegevens;
    "roltype" { zaaktype "$2", omschrijving "$3", omschrijving_generiek "$4" }
    rond part!("FALSE"),
    from "roltype t JOIN zaaktype z ON z.uuid = t.zaaktype", owner "t.zaaktype",
    where concat!(
              which!("z", "identificatie"),
              " AND (CAST($5 AS TEXT) IS NULL OR t.omschrijving_generiek = $5)",
              contains!("t.omschrijving", "$6")
          ),
          concat!(
              which!("z", "identificatie"),
              " AND (CAST($5 AS TEXT) IS NULL OR t.omschrijving_generiek = $5)",
              contains!("t.omschrijving", "$6")
          ),
    window "LIMIT $7 OFFSET $8"
}

tabel! {
    EIGENSCHAPPEN: EigenschapGegevens;
    "eigenschap" {
        zaaktype "$2", naam "$3", definitie "$4", toelichting "$5", groep "$6", formaat "$7", lengte "$8", kardinaliteit "$9",
        waardenverzameling "$10", statustype "$11", toon_in_portaal "$12", label "$13",
    }
    rond part!("FALSE"),
    from "eigenschap t JOIN zaaktype z ON z.uuid = t.zaaktype", owner "t.zaaktype",
    where which!("z", "identificatie"), which!("z", "identificatie"),
    window "LIMIT $5 OFFSET $6"
}

tabel! {
    ZAAKOBJECTTYPEN: ZaakobjecttypeGegevens;
    "zaakobjecttype" { zaaktype "$2", ander_objecttype "$3", objecttype "$4", relatie_omschrijving "$5", statustype "$6" }
    rond part!("FALSE"),
    from "zaakobjecttype t JOIN zaaktype z ON z.uuid = t.zaaktype", owner "t.zaaktype",
    where concat!(
              which!("z", "identificatie"),
              " AND (CAST($5 AS BOOLEAN) IS NULL OR t.ander_objecttype = $5)
               AND (CAST($6 AS UUID) IS NULL OR z.catalogus = $6)
               AND (CAST($7 AS TEXT) IS NULL OR z.begin_geldigheid = $7)
               AND (CAST($8 AS TEXT) IS NULL OR z.einde_geldigheid = $8)
               AND (CAST($9 AS TEXT) IS NULL OR t.objecttype = $9)
               AND (CAST($10 AS TEXT) IS NULL OR t.relatie_omschrijving = $10)"
          ),
          concat!(
              which!("z", "identificatie"),
              " AND (CAST($5 AS BOOLEAN) IS NULL OR t.ander_objecttype = $5)
               AND (CAST($6 AS UUID) IS NULL OR z.catalogus = $6)
               AND (CAST($7 AS TEXT) IS NULL OR z.begin_geldigheid = $7)
               AND (CAST($8 AS TEXT) IS NULL OR z.einde_geldigheid = $8)
               AND (CAST($9 AS TEXT) IS NULL OR t.objecttype = $9)
               AND (CAST($10 AS TEXT) IS NULL OR t.relatie_omschrijving = $10)"
          ),
    window "LIMIT $11 OFFSET $12"
}

tabel! {
    INFORMATIEOBJECTTYPEN: InformatieobjecttypeGegevens;
    "informatieobjecttype" {
        catalogus "$2", omschrijving "$3", vertrouwelijkheidaanduiding "$4", informatieobjectcategorie "$5", trefwoord "$6",
        generiek_omschrijving "$7", generiek_definitie "$8", generiek_herkomst "$9", generiek_hierarchie "$10",
        generiek_opmerking "$11", begin_geldigheid "$12", einde_geldigheid "$13", concept "$14",
    }
    rond own!("informatieobjecttype", "omschrijving"), from "informatieobjecttype t", owner "t.catalogus",
    where concat!(
              which!("t", "omschrijving"),
              contains!("t.omschrijving", "$5"),
              " AND (CAST($6 AS UUID) IS NULL OR EXISTS (
                  SELECT 1 FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype
                  WHERE r.zaaktype = $6 AND o.catalogus = t.catalogus AND o.omschrijving = t.omschrijving))"
          ),
          concat!(
              which!("t", "omschrijving"),
              contains!("t.omschrijving", "$5"),
              " AND (CAST($6 AS UUID) IS NULL OR EXISTS (
                  SELECT 1 FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype
                  WHERE r.zaaktype = $6 AND o.catalogus = t.catalogus AND o.omschrijving = t.omschrijving))"
          ),
    window "LIMIT $7 OFFSET $8"
}

tabel! {
    ZAAKTYPE_INFORMATIEOBJECTTYPEN:
        ZaaktypeInformatieobjecttypeGegevens;
    "zaaktype_informatieobjecttype" {
        zaaktype "$2", informatieobjecttype "$3", volgnummer "$4", richting "$5", statustype "$6",
    }
    rond part!("FALSE"),
    from "zaaktype_informatieobjecttype t JOIN zaaktype z ON z.uuid = t.zaaktype", owner "t.zaaktype",
    where concat!(
              which!("z", "identificatie"),
              " AND (CAST($5 AS TEXT) IS NULL OR t.richting = $5)
               AND ((CAST($6 AS UUID) IS NULL AND CAST($7 AS TEXT) IS NULL) OR EXISTS (
                   SELECT 1 FROM informatieobjecttype o JOIN informatieobjecttype i
                     ON i.catalogus = o.catalogus AND i.omschrijving = o.omschrijving
                   WHERE o.uuid = t.informatieobjecttype AND (i.uuid = $6 OR i.omschrijving = $7)))"
          ),
          concat!(
              which!("z", "identificatie"),
              " AND (CAST($5 AS TEXT) IS NULL OR t.richting = $5)
               AND ((CAST($6 AS UUID) IS NULL AND CAST($7 AS TEXT) IS NULL) OR EXISTS (
                   SELECT 1 FROM informatieobjecttype o JOIN informatieobjecttype i
                     ON i.catalogus = o.catalogus AND i.omschrijving = o.omschrijving
                   WHERE o.uuid = t.informatieobjecttype AND (i.uuid = $6 OR i.omschrijving = $7)))"
          ),
    window "LIMIT $8 OFFSET $9"
}

tabel! {
    BESLUITTYPEN: BesluittypeGegevens;
    "besluittype" {
        catalogus "$2", omschrijving "$3", omschrijving_generiek "$4", besluitcategorie "$5", reactietermijn "$6",
        publicatie_indicatie "$7", publicatietekst "$8", publicatietermijn "$9", toelichting "$10", begin_geldigheid "$11",
        einde_geldigheid "$12", concept "$13",
    }
    rond own!("besluittype", "omschrijving"), from "besluittype t", owner "t.catalogus",
    where concat!(which!("t", "omschrijving"), besluittype_relaties!()),
          concat!(which!("t", "omschrijving"), besluittype_relaties!()),
    window "LIMIT $9 OFFSET $10"
}

macro_rules! statements {
    ($($tabel:ident),*) => {
        /// Every statement of the tables, for the test that prepares them on both databases.
        pub const STATEMENTS: &[&Sql] = &[$(
            &$tabel.insert,
            &$tabel.update,
            &$tabel.delete,
            &$tabel.find,
            &$tabel.find_all,
            &$tabel.list,
            &$tabel.count,
            &$tabel.list_own,
            &$tabel.count_own,
            &$tabel.of_owners,
        )*];
    };
}

statements!(
    CATALOGUSSEN,
    ZAAKTYPEN,
    STATUSTYPEN,
    RESULTAATTYPEN,
    ROLTYPEN,
    EIGENSCHAPPEN,
    ZAAKOBJECTTYPEN,
    INFORMATIEOBJECTTYPEN,
    ZAAKTYPE_INFORMATIEOBJECTTYPEN,
    BESLUITTYPEN
);
