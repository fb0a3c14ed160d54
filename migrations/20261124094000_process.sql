-- Process models and their running instances. A model never changes: a new version is a new row, and instances stay on theirs.

CREATE TABLE procesmodel (
    uuid UUID PRIMARY KEY,
    key TEXT NOT NULL,
    versie BIGINT NOT NULL,
    xml TEXT NOT NULL,
    koppelingen TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX procesmodel_key ON procesmodel (key, versie);

CREATE TABLE beslistabel (
    uuid UUID PRIMARY KEY,
    key TEXT NOT NULL,
    versie BIGINT NOT NULL,
    xml TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX beslistabel_key ON beslistabel (key, versie);

-- Templates of letters, by the name that an action gives them; the newest version counts.
CREATE TABLE sjabloon (
    uuid UUID PRIMARY KEY,
    zaaktype TEXT NOT NULL,
    naam TEXT NOT NULL,
    versie BIGINT NOT NULL,
    tekst TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sjabloon_naam ON sjabloon (zaaktype, naam, versie);

CREATE TABLE procesinstantie (
    uuid UUID PRIMARY KEY,
    model UUID NOT NULL REFERENCES procesmodel (uuid),
    zaak UUID NOT NULL REFERENCES zaak (uuid),
    -- Counts commands: two that act on the same state can't both be right.
    versie BIGINT NOT NULL,
    phase TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX procesinstantie_zaak ON procesinstantie (zaak, uuid);

CREATE TABLE procesgebeurtenis (
    instantie UUID NOT NULL REFERENCES procesinstantie (uuid) ON DELETE CASCADE,
    nummer BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_naam TEXT NOT NULL,
    gebeurtenis TEXT NOT NULL,
    PRIMARY KEY (instantie, nummer)
);

-- What somebody has to do: staff, or the resident herself (soort klant).
CREATE TABLE taak (
    uuid UUID PRIMARY KEY,
    instantie UUID NOT NULL REFERENCES procesinstantie (uuid),
    zaak UUID NOT NULL REFERENCES zaak (uuid),
    token BIGINT NOT NULL,
    node TEXT NOT NULL,
    soort TEXT NOT NULL,
    titel TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    formulier TEXT,
    groepen TEXT NOT NULL,
    behandelaar TEXT,
    behandelaar_naam TEXT,
    bsn TEXT,
    status TEXT NOT NULL,
    verloopt_op BIGINT,
    created_at BIGINT NOT NULL,
    afgerond_op BIGINT,
    afgerond_door TEXT,
    verzonden_data TEXT
);
CREATE INDEX taak_zaak ON taak (zaak, uuid);
CREATE INDEX taak_bsn ON taak (bsn, status, uuid);
CREATE INDEX taak_open ON taak (soort, status, uuid);
CREATE UNIQUE INDEX taak_token ON taak (instantie, token);
