//! The columns that the mapping functions read, in their order, of a row called `t`.

macro_rules! zaaktype_columns {
    () => {
        "t.uuid, t.catalogus, t.identificatie, t.omschrijving, t.omschrijving_generiek, t.vertrouwelijkheidaanduiding, t.doel,
         t.aanleiding, t.toelichting, t.indicatie_intern_of_extern, t.handeling_initiator, t.onderwerp,
         t.handeling_behandelaar, t.doorlooptijd, t.servicenorm, t.opschorting_en_aanhouding_mogelijk, t.verlengingstermijn,
         t.publicatie_indicatie, t.publicatietekst, t.verantwoordelijke, t.referentieproces_naam, t.producten_of_diensten,
         t.trefwoorden, t.behandelrollen, t.begin_geldigheid, t.einde_geldigheid, t.versiedatum, t.concept"
    };
}

macro_rules! statustype_columns {
    () => {
        "t.uuid, t.volgnummer, t.omschrijving, t.omschrijving_generiek, t.statustekst, t.informeren, t.toelichting,
         t.toon_in_portaal"
    };
}

macro_rules! resultaattype_columns {
    () => {
        "t.uuid, t.omschrijving, t.resultaattypeomschrijving, t.omschrijving_generiek, t.selectielijstklasse, t.toelichting,
         t.archiefnominatie, t.archiefactietermijn, t.afleidingswijze, t.datumkenmerk, t.einddatum_bekend, t.objecttype,
         t.registratie, t.procestermijn"
    };
}

macro_rules! roltype_columns {
    () => {
        "t.uuid, t.omschrijving, t.omschrijving_generiek"
    };
}

macro_rules! eigenschap_columns {
    () => {
        "t.uuid, t.naam, t.definitie, t.toelichting, t.groep, t.formaat, t.lengte, t.kardinaliteit, t.waardenverzameling,
         t.toon_in_portaal, t.label"
    };
}

macro_rules! informatieobjecttype_columns {
    () => {
        "t.uuid, t.catalogus, t.omschrijving, t.vertrouwelijkheidaanduiding, t.informatieobjectcategorie, t.begin_geldigheid,
         t.einde_geldigheid, t.concept"
    };
}

macro_rules! besluittype_columns {
    () => {
        "t.uuid, t.catalogus, t.omschrijving, t.omschrijving_generiek, t.besluitcategorie, t.reactietermijn,
         t.publicatie_indicatie, t.publicatietekst, t.publicatietermijn, t.toelichting, t.begin_geldigheid,
         t.einde_geldigheid, t.concept"
    };
}

/// That a row is of this register, and no copy of what another one has.
macro_rules! eigen {
    ($of:literal) => {
        concat!("NOT EXISTS (SELECT 1 FROM type_elders e WHERE e.uuid = ", $of, ".uuid)")
    };
}
