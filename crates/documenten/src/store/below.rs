//! Texts that several statements share.

/// Lists of what belongs to documents: who may read the document, may read what belongs to it. Two statements: for the superuser, and for who reaches documents within a bereik (`$1`). Rows are called `r`. `$gereed` is the parameter that is there for who reads only documents that are ready to be published.
macro_rules! below {
    ($label:literal, $columns:expr, $table:literal, $where:expr, $tail:expr, $gereed:literal) => {
        [
            ::store::sql(
                concat!("documenten.", $label),
                concat!(
                    "SELECT ",
                    $columns,
                    " FROM ",
                    $table,
                    " r WHERE CAST($1 AS TEXT) IS NULL AND (CAST(",
                    $gereed,
                    " AS BOOLEAN) IS NULL OR EXISTS (SELECT 1 FROM enkelvoudiginformatieobject d
                        JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie
                        WHERE d.uuid = r.informatieobject AND v.is_gereed_voor_publicatie)) AND ",
                    $where,
                    $tail
                ),
            ),
            ::store::sql_pair(
                concat!("documenten.", $label, "_in_bereik"),
                concat!(
                    autorisaties::bereik_sqlite!(),
                    "SELECT ",
                    $columns,
                    " FROM ",
                    $table,
                    " r JOIN enkelvoudiginformatieobject d ON d.uuid = r.informatieobject
                     JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie
                     CROSS JOIN bereik b WHERE b.t = d.informatieobjecttype AND v.vertrouwelijkheidaanduiding <= b.v
                       AND (CAST(",
                    $gereed,
                    " AS BOOLEAN) IS NULL OR v.is_gereed_voor_publicatie) AND ",
                    $where,
                    $tail
                ),
                concat!(
                    autorisaties::bereik_postgres!(),
                    "SELECT ",
                    $columns,
                    " FROM ",
                    $table,
                    " r JOIN enkelvoudiginformatieobject d ON d.uuid = r.informatieobject
                     JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie
                     CROSS JOIN bereik b WHERE b.t = d.informatieobjecttype AND v.vertrouwelijkheidaanduiding <= b.v
                       AND (CAST(",
                    $gereed,
                    " AS BOOLEAN) IS NULL OR v.is_gereed_voor_publicatie) AND ",
                    $where,
                    $tail
                ),
            ),
        ]
    };
}

/// The columns of [`read_document`], in its order, of a document `d` and its version `v`.
macro_rules! document_columns {
    () => {
        "d.uuid, COALESCE(v.identificatie, d.identificatie), COALESCE(v.bronorganisatie, d.bronorganisatie),
         COALESCE(v.informatieobjecttype, d.informatieobjecttype), v.versie, v.begin_registratie, v.creatiedatum,
         v.titel, v.vertrouwelijkheidaanduiding, v.auteur, v.status, v.formaat, v.taal, v.bestandsnaam, v.bestandsomvang,
         v.inhoud, v.beschrijving, v.ontvangstdatum, v.verzenddatum, v.is_gereed_voor_publicatie, v.tonen_aan_initiator,
         v.inhoud_is_vervallen, v.link, v.indicatie_gebruiksrecht, v.verschijningsvorm, v.ondertekening_soort,
         v.ondertekening_datum, v.integriteit_algoritme, v.integriteit_waarde, v.integriteit_datum, v.trefwoorden"
    };
}
