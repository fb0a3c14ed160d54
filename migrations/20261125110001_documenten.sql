-- Documents with all facts of the standard: each version on its own, uploads in parts, rights of use, relations, dispatches.

-- What may differ between versions. The row of the document keeps the newest, for lists and rights.
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN identificatie TEXT;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN bronorganisatie TEXT;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN informatieobjecttype UUID;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN is_gereed_voor_publicatie BOOLEAN;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN tonen_aan_initiator BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN inhoud_is_vervallen BOOLEAN;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN link TEXT NOT NULL DEFAULT '';
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN indicatie_gebruiksrecht BOOLEAN;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN verschijningsvorm TEXT NOT NULL DEFAULT '';
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN ondertekening_soort TEXT NOT NULL DEFAULT '';
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN ondertekening_datum TEXT;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN integriteit_algoritme TEXT NOT NULL DEFAULT '';
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN integriteit_waarde TEXT NOT NULL DEFAULT '';
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN integriteit_datum TEXT;
ALTER TABLE enkelvoudiginformatieobject_versie ADD COLUMN trefwoorden TEXT NOT NULL DEFAULT '[]';
UPDATE enkelvoudiginformatieobject_versie SET
    identificatie = (SELECT d.identificatie FROM enkelvoudiginformatieobject d WHERE d.uuid = enkelvoudiginformatieobject_versie.uuid),
    bronorganisatie = (SELECT d.bronorganisatie FROM enkelvoudiginformatieobject d WHERE d.uuid = enkelvoudiginformatieobject_versie.uuid),
    informatieobjecttype = (SELECT d.informatieobjecttype FROM enkelvoudiginformatieobject d WHERE d.uuid = enkelvoudiginformatieobject_versie.uuid);

-- One for each order that a list can be asked in. Rows of older versions are passed over.
CREATE INDEX enkelvoudiginformatieobject_auteur ON enkelvoudiginformatieobject_versie (auteur, uuid);
CREATE INDEX enkelvoudiginformatieobject_omvang ON enkelvoudiginformatieobject_versie (bestandsomvang, uuid); -- sqlite
CREATE INDEX enkelvoudiginformatieobject_omvang ON enkelvoudiginformatieobject_versie (bestandsomvang NULLS FIRST, uuid); -- postgres
CREATE INDEX enkelvoudiginformatieobject_creatiedatum ON enkelvoudiginformatieobject_versie (creatiedatum, uuid);
CREATE INDEX enkelvoudiginformatieobject_formaat ON enkelvoudiginformatieobject_versie (formaat, uuid);
CREATE INDEX enkelvoudiginformatieobject_status ON enkelvoudiginformatieobject_versie (status, uuid);
CREATE INDEX enkelvoudiginformatieobject_titel ON enkelvoudiginformatieobject_versie (titel, uuid);
CREATE INDEX enkelvoudiginformatieobject_niveau ON enkelvoudiginformatieobject_versie (vertrouwelijkheidaanduiding, uuid);
CREATE INDEX enkelvoudiginformatieobject_type ON enkelvoudiginformatieobject (informatieobjecttype, uuid);
CREATE INDEX enkelvoudiginformatieobject_lock ON enkelvoudiginformatieobject (uuid) WHERE lock_id IS NOT NULL;

-- The trefwoorden of the newest version, to be searched.
CREATE TABLE enkelvoudiginformatieobject_trefwoord (
    informatieobject UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid) ON DELETE CASCADE,
    trefwoord TEXT NOT NULL,
    PRIMARY KEY (informatieobject, trefwoord)
);
CREATE INDEX enkelvoudiginformatieobject_trefwoord_woord ON enkelvoudiginformatieobject_trefwoord (trefwoord, informatieobject);

-- A file that comes in parts. The rows go when the parts are joined.
CREATE TABLE bestandsdeel (
    uuid UUID PRIMARY KEY,
    informatieobject UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid) ON DELETE CASCADE,
    volgnummer BIGINT NOT NULL,
    omvang BIGINT NOT NULL,
    inhoud TEXT
);
CREATE UNIQUE INDEX bestandsdeel_volgnummer ON bestandsdeel (informatieobject, volgnummer);
CREATE INDEX bestandsdeel_inhoud ON bestandsdeel (inhoud);

CREATE TABLE gebruiksrechten (
    uuid UUID PRIMARY KEY,
    informatieobject UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid) ON DELETE CASCADE,
    startdatum BIGINT NOT NULL,
    einddatum BIGINT,
    omschrijving_voorwaarden TEXT NOT NULL
);
CREATE INDEX gebruiksrechten_informatieobject ON gebruiksrechten (informatieobject, uuid);

-- The mirror of zaakinformatieobject and besluitinformatieobject: a row has the id of its source.
CREATE TABLE objectinformatieobject (
    uuid UUID PRIMARY KEY,
    informatieobject UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid),
    object_type TEXT NOT NULL,
    object UUID NOT NULL
);
CREATE UNIQUE INDEX objectinformatieobject_paar ON objectinformatieobject (object, informatieobject);
CREATE INDEX objectinformatieobject_informatieobject ON objectinformatieobject (informatieobject, uuid);
INSERT INTO objectinformatieobject (uuid, informatieobject, object_type, object)
    SELECT uuid, informatieobject, 'zaak', zaak FROM zaakinformatieobject;
INSERT INTO objectinformatieobject (uuid, informatieobject, object_type, object)
    SELECT uuid, informatieobject, 'besluit', besluit FROM besluitinformatieobject;

-- Addresses are kept as they were sent: nothing searches in them.
CREATE TABLE verzending (
    uuid UUID PRIMARY KEY,
    informatieobject UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid) ON DELETE CASCADE,
    betrokkene TEXT NOT NULL,
    aard_relatie TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    ontvangstdatum TEXT,
    verzenddatum TEXT,
    contact_persoon TEXT NOT NULL,
    contactpersoonnaam TEXT NOT NULL,
    adres TEXT NOT NULL
);
CREATE INDEX verzending_informatieobject ON verzending (informatieobject, uuid);
CREATE INDEX verzending_betrokkene ON verzending (betrokkene, uuid);
