-- The registers of the ZGW standards, as far as the journey goes. Days are text (2026-11-25), moments microseconds, levels of
-- confidentiality their rank (0 = openbaar), so that SQL can compare them.

CREATE TABLE catalogus (
    uuid UUID PRIMARY KEY,
    domein TEXT NOT NULL,
    rsin TEXT NOT NULL,
    naam TEXT NOT NULL
);
CREATE UNIQUE INDEX catalogus_domein ON catalogus (domein, rsin);

CREATE TABLE zaaktype (
    uuid UUID PRIMARY KEY,
    catalogus UUID NOT NULL REFERENCES catalogus (uuid),
    identificatie TEXT NOT NULL,
    omschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL,
    vertrouwelijkheidaanduiding BIGINT NOT NULL,
    doel TEXT NOT NULL,
    aanleiding TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    indicatie_intern_of_extern TEXT NOT NULL,
    handeling_initiator TEXT NOT NULL,
    onderwerp TEXT NOT NULL,
    handeling_behandelaar TEXT NOT NULL,
    doorlooptijd TEXT NOT NULL,
    servicenorm TEXT,
    opschorting_en_aanhouding_mogelijk BOOLEAN NOT NULL,
    verlenging_mogelijk BOOLEAN NOT NULL,
    verlengingstermijn TEXT,
    publicatie_indicatie BOOLEAN NOT NULL,
    publicatietekst TEXT NOT NULL,
    verantwoordelijke TEXT NOT NULL,
    referentieproces_naam TEXT NOT NULL,
    producten_of_diensten TEXT NOT NULL,
    trefwoorden TEXT NOT NULL,
    behandelrollen TEXT NOT NULL,
    begin_geldigheid TEXT NOT NULL,
    einde_geldigheid TEXT,
    versiedatum TEXT NOT NULL,
    concept BOOLEAN NOT NULL
);
CREATE INDEX zaaktype_identificatie ON zaaktype (identificatie, begin_geldigheid);

CREATE TABLE statustype (
    uuid UUID PRIMARY KEY,
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    volgnummer BIGINT NOT NULL,
    omschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL,
    statustekst TEXT NOT NULL,
    informeren BOOLEAN NOT NULL,
    toelichting TEXT NOT NULL,
    toon_in_portaal BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX statustype_volgnummer ON statustype (zaaktype, volgnummer);

CREATE TABLE resultaattype (
    uuid UUID PRIMARY KEY,
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    omschrijving TEXT NOT NULL,
    resultaattypeomschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL,
    selectielijstklasse TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    archiefnominatie TEXT NOT NULL,
    archiefactietermijn TEXT,
    afleidingswijze TEXT NOT NULL,
    datumkenmerk TEXT NOT NULL,
    einddatum_bekend BOOLEAN NOT NULL,
    objecttype TEXT NOT NULL,
    registratie TEXT NOT NULL,
    procestermijn TEXT
);
CREATE INDEX resultaattype_zaaktype ON resultaattype (zaaktype);

CREATE TABLE roltype (
    uuid UUID PRIMARY KEY,
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    omschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL
);
CREATE INDEX roltype_zaaktype ON roltype (zaaktype);

CREATE TABLE eigenschap (
    uuid UUID PRIMARY KEY,
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    naam TEXT NOT NULL,
    definitie TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    groep TEXT NOT NULL,
    formaat TEXT NOT NULL,
    lengte TEXT NOT NULL,
    kardinaliteit TEXT NOT NULL,
    waardenverzameling TEXT NOT NULL,
    toon_in_portaal BOOLEAN NOT NULL,
    label TEXT NOT NULL
);
CREATE INDEX eigenschap_zaaktype ON eigenschap (zaaktype);

CREATE TABLE informatieobjecttype (
    uuid UUID PRIMARY KEY,
    catalogus UUID NOT NULL REFERENCES catalogus (uuid),
    omschrijving TEXT NOT NULL,
    vertrouwelijkheidaanduiding BIGINT NOT NULL,
    informatieobjectcategorie TEXT NOT NULL,
    begin_geldigheid TEXT NOT NULL,
    einde_geldigheid TEXT,
    concept BOOLEAN NOT NULL
);
CREATE INDEX informatieobjecttype_omschrijving ON informatieobjecttype (omschrijving, begin_geldigheid);

CREATE TABLE zaaktype_informatieobjecttype (
    uuid UUID PRIMARY KEY,
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    informatieobjecttype UUID NOT NULL REFERENCES informatieobjecttype (uuid),
    volgnummer BIGINT NOT NULL,
    richting TEXT NOT NULL
);
CREATE UNIQUE INDEX zaaktype_informatieobjecttype_paar ON zaaktype_informatieobjecttype (zaaktype, informatieobjecttype, richting);

CREATE TABLE besluittype (
    uuid UUID PRIMARY KEY,
    catalogus UUID NOT NULL REFERENCES catalogus (uuid),
    omschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL,
    besluitcategorie TEXT NOT NULL,
    reactietermijn TEXT,
    publicatie_indicatie BOOLEAN NOT NULL,
    publicatietekst TEXT NOT NULL,
    publicatietermijn TEXT,
    toelichting TEXT NOT NULL,
    begin_geldigheid TEXT NOT NULL,
    einde_geldigheid TEXT,
    concept BOOLEAN NOT NULL
);
CREATE INDEX besluittype_omschrijving ON besluittype (omschrijving, begin_geldigheid);

CREATE TABLE zaaktype_besluittype (
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    besluittype UUID NOT NULL REFERENCES besluittype (uuid),
    PRIMARY KEY (zaaktype, besluittype)
);

-- Numbers for zaken, documents and besluiten, one row a year and kind.
CREATE TABLE nummer (
    soort TEXT NOT NULL,
    jaar BIGINT NOT NULL,
    laatste BIGINT NOT NULL,
    PRIMARY KEY (soort, jaar)
);
-- PostgreSQL hands numbers out without making writers wait for one another; gaps are allowed, duplicates are not.
CREATE SEQUENCE nummer_zaak; -- postgres
CREATE SEQUENCE nummer_document; -- postgres
CREATE SEQUENCE nummer_besluit; -- postgres

CREATE TABLE zaak (
    uuid UUID PRIMARY KEY,
    identificatie TEXT NOT NULL,
    bronorganisatie TEXT NOT NULL,
    omschrijving TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    registratiedatum TEXT NOT NULL,
    verantwoordelijke_organisatie TEXT NOT NULL,
    startdatum TEXT NOT NULL,
    einddatum TEXT,
    einddatum_gepland TEXT,
    uiterlijke_einddatum_afdoening TEXT,
    vertrouwelijkheidaanduiding BIGINT NOT NULL,
    betalingsindicatie TEXT NOT NULL,
    archiefnominatie TEXT,
    archiefstatus TEXT NOT NULL,
    archiefactiedatum TEXT,
    startdatum_bewaartermijn TEXT,
    hoofdzaak UUID REFERENCES zaak (uuid),
    status UUID,
    resultaat UUID,
    created_at BIGINT NOT NULL,
    laatst_gemuteerd BIGINT NOT NULL
);
CREATE UNIQUE INDEX zaak_identificatie ON zaak (identificatie, bronorganisatie);
CREATE INDEX zaak_zaaktype_open ON zaak (zaaktype, einddatum, uuid);
CREATE INDEX zaak_hoofdzaak ON zaak (hoofdzaak);

CREATE TABLE status (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    statustype UUID NOT NULL REFERENCES statustype (uuid),
    datum_status_gezet BIGINT NOT NULL,
    statustoelichting TEXT NOT NULL
);
CREATE UNIQUE INDEX status_zaak ON status (zaak, datum_status_gezet);

CREATE TABLE resultaat (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    resultaattype UUID NOT NULL REFERENCES resultaattype (uuid),
    toelichting TEXT NOT NULL
);
CREATE UNIQUE INDEX resultaat_zaak ON resultaat (zaak);

CREATE TABLE rol (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    roltype UUID NOT NULL REFERENCES roltype (uuid),
    betrokkene_type TEXT NOT NULL,
    omschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL,
    roltoelichting TEXT NOT NULL,
    registratiedatum BIGINT NOT NULL,
    indicatie_machtiging TEXT NOT NULL,
    bsn TEXT,
    kvk_nummer TEXT,
    medewerker TEXT,
    betrokkene_identificatie TEXT NOT NULL,
    contactpersoon_rol TEXT,
    authenticatie_context TEXT,
    begin_geldigheid TEXT,
    einde_geldigheid TEXT
);
CREATE INDEX rol_zaak ON rol (zaak, uuid);
CREATE INDEX rol_bsn ON rol (bsn, omschrijving_generiek, zaak);
CREATE INDEX rol_kvk_nummer ON rol (kvk_nummer, omschrijving_generiek, zaak);

CREATE TABLE zaakeigenschap (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    eigenschap UUID NOT NULL REFERENCES eigenschap (uuid),
    naam TEXT NOT NULL,
    waarde TEXT NOT NULL
);
CREATE UNIQUE INDEX zaakeigenschap_zaak ON zaakeigenschap (zaak, eigenschap);

CREATE TABLE enkelvoudiginformatieobject (
    uuid UUID PRIMARY KEY,
    identificatie TEXT NOT NULL,
    bronorganisatie TEXT NOT NULL,
    informatieobjecttype UUID NOT NULL REFERENCES informatieobjecttype (uuid),
    versie BIGINT NOT NULL,
    lock_id TEXT
);
CREATE UNIQUE INDEX enkelvoudiginformatieobject_identificatie ON enkelvoudiginformatieobject (identificatie, bronorganisatie);

CREATE TABLE enkelvoudiginformatieobject_versie (
    uuid UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid) ON DELETE CASCADE,
    versie BIGINT NOT NULL,
    begin_registratie BIGINT NOT NULL,
    creatiedatum TEXT NOT NULL,
    titel TEXT NOT NULL,
    vertrouwelijkheidaanduiding BIGINT NOT NULL,
    auteur TEXT NOT NULL,
    status TEXT NOT NULL,
    formaat TEXT NOT NULL,
    taal TEXT NOT NULL,
    bestandsnaam TEXT NOT NULL,
    bestandsomvang BIGINT,
    inhoud TEXT,
    beschrijving TEXT NOT NULL,
    ontvangstdatum TEXT,
    verzenddatum TEXT,
    PRIMARY KEY (uuid, versie)
);
CREATE INDEX enkelvoudiginformatieobject_inhoud ON enkelvoudiginformatieobject_versie (inhoud);

-- Letters and submissions that still have to be typeset; a row goes when its bytes are there.
CREATE TABLE opmaak (
    informatieobject UUID NOT NULL,
    versie BIGINT NOT NULL,
    sjabloon TEXT NOT NULL,
    gegevens TEXT NOT NULL,
    titel TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (informatieobject, versie)
);

CREATE TABLE zaakinformatieobject (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    informatieobject UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid),
    titel TEXT NOT NULL,
    beschrijving TEXT NOT NULL,
    registratiedatum BIGINT NOT NULL
);
CREATE UNIQUE INDEX zaakinformatieobject_paar ON zaakinformatieobject (zaak, informatieobject);
CREATE INDEX zaakinformatieobject_informatieobject ON zaakinformatieobject (informatieobject);

CREATE TABLE besluit (
    uuid UUID PRIMARY KEY,
    identificatie TEXT NOT NULL,
    verantwoordelijke_organisatie TEXT NOT NULL,
    besluittype UUID NOT NULL REFERENCES besluittype (uuid),
    zaak UUID REFERENCES zaak (uuid),
    datum TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    bestuursorgaan TEXT NOT NULL,
    ingangsdatum TEXT NOT NULL,
    vervaldatum TEXT,
    vervalreden TEXT NOT NULL,
    publicatiedatum TEXT,
    verzenddatum TEXT,
    uiterlijke_reactiedatum TEXT
);
CREATE UNIQUE INDEX besluit_identificatie ON besluit (identificatie, verantwoordelijke_organisatie);
CREATE INDEX besluit_zaak ON besluit (zaak);

CREATE TABLE besluitinformatieobject (
    uuid UUID PRIMARY KEY,
    besluit UUID NOT NULL REFERENCES besluit (uuid) ON DELETE CASCADE,
    informatieobject UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid)
);
CREATE UNIQUE INDEX besluitinformatieobject_paar ON besluitinformatieobject (besluit, informatieobject);

-- Applications that may call the APIs. The secret of a JWT must be known in clear to check it, so it is sealed, not hashed.
CREATE TABLE applicatie (
    uuid UUID PRIMARY KEY,
    label TEXT NOT NULL,
    heeft_alle_autorisaties BOOLEAN NOT NULL
);
CREATE TABLE applicatie_client (
    client_id TEXT PRIMARY KEY,
    applicatie UUID NOT NULL REFERENCES applicatie (uuid) ON DELETE CASCADE,
    secret_sealed BYTEA NOT NULL
);
CREATE TABLE autorisatie (
    uuid UUID PRIMARY KEY,
    applicatie UUID NOT NULL REFERENCES applicatie (uuid) ON DELETE CASCADE,
    component TEXT NOT NULL,
    type UUID,
    scopes TEXT NOT NULL,
    max_vertrouwelijkheidaanduiding BIGINT NOT NULL
);
CREATE INDEX autorisatie_applicatie ON autorisatie (applicatie);
