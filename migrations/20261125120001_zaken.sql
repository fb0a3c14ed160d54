-- Every field of the Zaken API 1.7 and what Open Zaak adds. Geometry is GeoJSON, with the box around it in ten-millionths of a degree to
-- search by. Lists of URLs are JSON.

ALTER TABLE zaak ADD COLUMN publicatiedatum TEXT;
ALTER TABLE zaak ADD COLUMN communicatiekanaal TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN communicatiekanaal_naam TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN producten_of_diensten TEXT NOT NULL DEFAULT '[]';
ALTER TABLE zaak ADD COLUMN laatste_betaaldatum BIGINT;
ALTER TABLE zaak ADD COLUMN zaakgeometrie TEXT;
ALTER TABLE zaak ADD COLUMN geo_west BIGINT;
ALTER TABLE zaak ADD COLUMN geo_zuid BIGINT;
ALTER TABLE zaak ADD COLUMN geo_oost BIGINT;
ALTER TABLE zaak ADD COLUMN geo_noord BIGINT;
ALTER TABLE zaak ADD COLUMN verlenging_reden TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN verlenging_duur TEXT;
ALTER TABLE zaak ADD COLUMN opschorting_indicatie BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE zaak ADD COLUMN opschorting_eerder BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE zaak ADD COLUMN opschorting_reden TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN selectielijstklasse TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN opdrachtgevende_organisatie TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN processobjectaard TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN processobject_datumkenmerk TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN processobject_identificatie TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN processobject_objecttype TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN processobject_registratie TEXT NOT NULL DEFAULT '';
ALTER TABLE zaak ADD COLUMN laatst_geopend BIGINT;

-- One for each order that a list can be asked in, and for each day that it can be limited by.
CREATE INDEX zaak_registratiedatum ON zaak (registratiedatum, uuid);
CREATE INDEX zaak_einddatum ON zaak (einddatum, uuid); -- sqlite
CREATE INDEX zaak_einddatum ON zaak (einddatum NULLS FIRST, uuid); -- postgres
CREATE INDEX zaak_publicatiedatum ON zaak (publicatiedatum, uuid); -- sqlite
CREATE INDEX zaak_publicatiedatum ON zaak (publicatiedatum NULLS FIRST, uuid); -- postgres
CREATE INDEX zaak_archiefactiedatum ON zaak (archiefactiedatum, uuid); -- sqlite
CREATE INDEX zaak_archiefactiedatum ON zaak (archiefactiedatum NULLS FIRST, uuid); -- postgres
CREATE INDEX zaak_einddatum_gepland ON zaak (einddatum_gepland, uuid);
CREATE INDEX zaak_uiterlijke_einddatum ON zaak (uiterlijke_einddatum_afdoening, uuid);
CREATE INDEX zaak_geometrie ON zaak (geo_west, geo_oost, geo_zuid, geo_noord) WHERE geo_west IS NOT NULL;

CREATE TABLE zaakkenmerk (
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    plaats BIGINT NOT NULL,
    kenmerk TEXT NOT NULL,
    bron TEXT NOT NULL,
    PRIMARY KEY (zaak, plaats)
);
CREATE INDEX zaakkenmerk_kenmerk ON zaakkenmerk (kenmerk, bron, zaak);
CREATE INDEX zaakkenmerk_bron ON zaakkenmerk (bron, zaak);

-- How a zaak relates to others: relevanteAndereZaken with a nature, gerelateerdeZaken (soort 'gerelateerd') without, in both directions.
CREATE TABLE zaakrelatie (
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    soort TEXT NOT NULL,
    plaats BIGINT NOT NULL,
    andere UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    aard_relatie TEXT NOT NULL,
    overige_relatie TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    PRIMARY KEY (zaak, soort, plaats)
);
CREATE INDEX zaakrelatie_andere ON zaakrelatie (andere, soort);

-- A zaak that is destroyed takes its processes and tasks along: zrc-023 (vernietigen).
ALTER TABLE taak DROP CONSTRAINT taak_zaak_fkey, ADD FOREIGN KEY (zaak) REFERENCES zaak (uuid) ON DELETE CASCADE; -- postgres
ALTER TABLE taak DROP CONSTRAINT taak_instantie_fkey, ADD FOREIGN KEY (instantie) REFERENCES procesinstantie (uuid) ON DELETE CASCADE; -- postgres
ALTER TABLE procesinstantie DROP CONSTRAINT procesinstantie_zaak_fkey, ADD FOREIGN KEY (zaak) REFERENCES zaak (uuid) ON DELETE CASCADE; -- postgres
CREATE TRIGGER zaak_processen BEFORE DELETE ON zaak BEGIN DELETE FROM taak WHERE zaak = old.uuid; DELETE FROM procesinstantie WHERE zaak = old.uuid; END; -- sqlite

-- What a zaak is about. Objects have the fields of their kind: nothing searches in them but by URL and kind.
CREATE TABLE zaakobject (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    object TEXT NOT NULL,
    zaakobjecttype UUID,
    object_type TEXT NOT NULL,
    object_type_overige TEXT NOT NULL,
    object_type_overige_definitie TEXT,
    relatieomschrijving TEXT NOT NULL,
    object_identificatie TEXT
);
CREATE INDEX zaakobject_zaak ON zaakobject (zaak, uuid);
CREATE INDEX zaakobject_object ON zaakobject (object, uuid);
CREATE INDEX zaakobject_object_type ON zaakobject (object_type, uuid);
