-- Every field of the Catalogi API 1.4. Lists of texts are JSON.

ALTER TABLE catalogus ADD COLUMN contactpersoon_beheer_naam TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogus ADD COLUMN contactpersoon_beheer_telefoonnummer TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogus ADD COLUMN contactpersoon_beheer_emailadres TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogus ADD COLUMN versie TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogus ADD COLUMN begindatum_versie TEXT;
CREATE INDEX catalogus_rsin ON catalogus (rsin);

ALTER TABLE zaaktype ADD COLUMN verantwoordingsrelatie TEXT NOT NULL DEFAULT '[]';
ALTER TABLE zaaktype ADD COLUMN selectielijst_procestype TEXT NOT NULL DEFAULT '';
ALTER TABLE zaaktype ADD COLUMN referentieproces_link TEXT NOT NULL DEFAULT '';
ALTER TABLE zaaktype ADD COLUMN broncatalogus_url TEXT NOT NULL DEFAULT '';
ALTER TABLE zaaktype ADD COLUMN broncatalogus_domein TEXT NOT NULL DEFAULT '';
ALTER TABLE zaaktype ADD COLUMN broncatalogus_rsin TEXT NOT NULL DEFAULT '';
ALTER TABLE zaaktype ADD COLUMN bronzaaktype_url TEXT NOT NULL DEFAULT '';
ALTER TABLE zaaktype ADD COLUMN bronzaaktype_identificatie TEXT NOT NULL DEFAULT '';
ALTER TABLE zaaktype ADD COLUMN bronzaaktype_omschrijving TEXT NOT NULL DEFAULT '';
CREATE INDEX zaaktype_versies ON zaaktype (catalogus, identificatie, begin_geldigheid);

ALTER TABLE statustype ADD COLUMN doorlooptijd TEXT;
ALTER TABLE statustype ADD COLUMN checklistitems TEXT NOT NULL DEFAULT '[]';

-- The term that the standard calls procestermijn twice: this one is beside the brondatumArchiefprocedure, not in it. A resultaattype
-- without brondatumArchiefprocedure has an empty afleidingswijze.
ALTER TABLE resultaattype ADD COLUMN procestermijn_dossier TEXT;
ALTER TABLE resultaattype ADD COLUMN procesobjectaard TEXT NOT NULL DEFAULT '';
ALTER TABLE resultaattype ADD COLUMN indicatie_specifiek BOOLEAN;

ALTER TABLE eigenschap ADD COLUMN statustype UUID REFERENCES statustype (uuid);
CREATE INDEX eigenschap_statustype ON eigenschap (statustype);

CREATE TABLE zaakobjecttype (
    uuid UUID PRIMARY KEY,
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    ander_objecttype BOOLEAN NOT NULL,
    objecttype TEXT NOT NULL,
    relatie_omschrijving TEXT NOT NULL,
    statustype UUID REFERENCES statustype (uuid)
);
CREATE INDEX zaakobjecttype_zaaktype ON zaakobjecttype (zaaktype);
CREATE INDEX zaakobjecttype_statustype ON zaakobjecttype (statustype);

ALTER TABLE informatieobjecttype ADD COLUMN trefwoord TEXT NOT NULL DEFAULT '[]';
ALTER TABLE informatieobjecttype ADD COLUMN generiek_omschrijving TEXT NOT NULL DEFAULT '';
ALTER TABLE informatieobjecttype ADD COLUMN generiek_definitie TEXT NOT NULL DEFAULT '';
ALTER TABLE informatieobjecttype ADD COLUMN generiek_herkomst TEXT NOT NULL DEFAULT '';
ALTER TABLE informatieobjecttype ADD COLUMN generiek_hierarchie TEXT NOT NULL DEFAULT '';
ALTER TABLE informatieobjecttype ADD COLUMN generiek_opmerking TEXT NOT NULL DEFAULT '';
CREATE INDEX informatieobjecttype_versies ON informatieobjecttype (catalogus, omschrijving, begin_geldigheid);

ALTER TABLE zaaktype_informatieobjecttype ADD COLUMN statustype UUID REFERENCES statustype (uuid);
CREATE INDEX zaaktype_informatieobjecttype_type ON zaaktype_informatieobjecttype (informatieobjecttype);
CREATE INDEX zaaktype_informatieobjecttype_statustype ON zaaktype_informatieobjecttype (statustype);

CREATE INDEX besluittype_versies ON besluittype (catalogus, omschrijving, begin_geldigheid);
CREATE INDEX zaaktype_besluittype_type ON zaaktype_besluittype (besluittype);

-- Types name one another by identificatie or omschrijving: a row names one version, and stands for all versions of that name.
CREATE TABLE besluittype_informatieobjecttype (
    besluittype UUID NOT NULL REFERENCES besluittype (uuid) ON DELETE CASCADE,
    informatieobjecttype UUID NOT NULL REFERENCES informatieobjecttype (uuid),
    PRIMARY KEY (besluittype, informatieobjecttype)
);
CREATE INDEX besluittype_informatieobjecttype_type ON besluittype_informatieobjecttype (informatieobjecttype);

CREATE TABLE resultaattype_besluittype (
    resultaattype UUID NOT NULL REFERENCES resultaattype (uuid) ON DELETE CASCADE,
    besluittype UUID NOT NULL REFERENCES besluittype (uuid),
    PRIMARY KEY (resultaattype, besluittype)
);
CREATE INDEX resultaattype_besluittype_type ON resultaattype_besluittype (besluittype);

CREATE TABLE resultaattype_informatieobjecttype (
    resultaattype UUID NOT NULL REFERENCES resultaattype (uuid) ON DELETE CASCADE,
    informatieobjecttype UUID NOT NULL REFERENCES informatieobjecttype (uuid),
    PRIMARY KEY (resultaattype, informatieobjecttype)
);
CREATE INDEX resultaattype_informatieobjecttype_type ON resultaattype_informatieobjecttype (informatieobjecttype);

CREATE TABLE zaaktype_deelzaaktype (
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid) ON DELETE CASCADE,
    deelzaaktype UUID NOT NULL REFERENCES zaaktype (uuid),
    PRIMARY KEY (zaaktype, deelzaaktype)
);
CREATE INDEX zaaktype_deelzaaktype_type ON zaaktype_deelzaaktype (deelzaaktype);

CREATE TABLE zaaktype_gerelateerd (
    zaaktype UUID NOT NULL REFERENCES zaaktype (uuid) ON DELETE CASCADE,
    plaats BIGINT NOT NULL,
    gerelateerd UUID NOT NULL REFERENCES zaaktype (uuid),
    aard_relatie TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    PRIMARY KEY (zaaktype, plaats)
);
CREATE INDEX zaaktype_gerelateerd_type ON zaaktype_gerelateerd (gerelateerd);

-- A mark that changes with every change of what is published, so that a server forgets types that another server changed.
CREATE TABLE catalogi_stand (
    nummer BIGINT PRIMARY KEY,
    stand UUID NOT NULL
);
INSERT INTO catalogi_stand (nummer, stand) VALUES (1, '00000000-0000-0000-0000-000000000000'); -- postgres
INSERT INTO catalogi_stand (nummer, stand) VALUES (1, X'00000000000000000000000000000000'); -- sqlite
