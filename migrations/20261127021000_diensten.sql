-- A zaak, document, decision or type may live in another register. What names it names its id here, which is made of its URL.
CREATE TABLE dienst (
    uuid UUID PRIMARY KEY,
    naam TEXT NOT NULL,
    api_root TEXT NOT NULL,
    soort TEXT NOT NULL,
    -- How we show who we are: geen, zgw (client id and secret) or header (its name and value).
    autorisatie TEXT NOT NULL,
    client_id TEXT NOT NULL,
    header TEXT NOT NULL,
    geheim_sealed BYTEA NOT NULL,
    -- Whether it may be called although it is not on the public network.
    is_intern BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX dienst_api_root ON dienst (api_root);
-- What was fetched, with the tag by which the next fetch is only a question whether it is still so.
CREATE TABLE extern_object (
    uuid UUID PRIMARY KEY,
    url TEXT NOT NULL,
    soort TEXT NOT NULL,
    etag TEXT NOT NULL,
    inhoud TEXT NOT NULL,
    opgehaald_op BIGINT NOT NULL,
    -- Whether something of ours names it. The others are forgotten after a while.
    is_genoemd BOOLEAN NOT NULL
);
CREATE INDEX extern_object_ongenoemd ON extern_object (opgehaald_op) WHERE NOT is_genoemd;
-- The mirror of a relation of ours in the register of its other side: what is to be removed there when ours is.
CREATE TABLE extern_relatie (
    relatie UUID PRIMARY KEY,
    -- The main object here that the relation lies below.
    object UUID NOT NULL,
    url TEXT NOT NULL
);
CREATE INDEX extern_relatie_object ON extern_relatie (object);

-- Documents of a zaak or decision may be elsewhere. Of our own the mirror (objectinformatieobject) still demands that they exist.
ALTER TABLE zaakinformatieobject DROP CONSTRAINT zaakinformatieobject_informatieobject_fkey; -- postgres
ALTER TABLE besluitinformatieobject DROP CONSTRAINT besluitinformatieobject_informatieobject_fkey; -- postgres
CREATE TABLE zaakinformatieobject_nieuw ( -- sqlite
    uuid UUID PRIMARY KEY, -- sqlite
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE, -- sqlite
    informatieobject UUID NOT NULL, -- sqlite
    titel TEXT NOT NULL, -- sqlite
    beschrijving TEXT NOT NULL, -- sqlite
    registratiedatum BIGINT NOT NULL, -- sqlite
    vernietigingsdatum BIGINT, -- sqlite
    status UUID -- sqlite
); -- sqlite
INSERT INTO zaakinformatieobject_nieuw (uuid, zaak, informatieobject, titel, beschrijving, registratiedatum, vernietigingsdatum, status) -- sqlite
SELECT uuid, zaak, informatieobject, titel, beschrijving, registratiedatum, vernietigingsdatum, status FROM zaakinformatieobject; -- sqlite
DROP TABLE zaakinformatieobject; -- sqlite
ALTER TABLE zaakinformatieobject_nieuw RENAME TO zaakinformatieobject; -- sqlite
CREATE INDEX zaakinformatieobject_informatieobject ON zaakinformatieobject (informatieobject); -- sqlite
CREATE UNIQUE INDEX zaakinformatieobject_paar ON zaakinformatieobject (zaak, informatieobject); -- sqlite
CREATE INDEX zaakinformatieobject_status ON zaakinformatieobject (status) WHERE status IS NOT NULL; -- sqlite
CREATE TABLE besluitinformatieobject_nieuw ( -- sqlite
    uuid UUID PRIMARY KEY, -- sqlite
    besluit UUID NOT NULL REFERENCES besluit (uuid) ON DELETE CASCADE, -- sqlite
    informatieobject UUID NOT NULL -- sqlite
); -- sqlite
INSERT INTO besluitinformatieobject_nieuw (uuid, besluit, informatieobject) -- sqlite
SELECT uuid, besluit, informatieobject FROM besluitinformatieobject; -- sqlite
DROP TABLE besluitinformatieobject; -- sqlite
ALTER TABLE besluitinformatieobject_nieuw RENAME TO besluitinformatieobject; -- sqlite
CREATE INDEX besluitinformatieobject_informatieobject ON besluitinformatieobject (informatieobject, uuid); -- sqlite
CREATE UNIQUE INDEX besluitinformatieobject_paar ON besluitinformatieobject (besluit, informatieobject); -- sqlite
