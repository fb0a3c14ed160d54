-- Documents that come in bulk by a list (Open Zaak's import): its rows, what became of each, and how far it is.

CREATE TABLE document_import (
    uuid UUID PRIMARY KEY,
    -- pending (waits for its list), active, finished or error
    status TEXT NOT NULL,
    aangemaakt BIGINT NOT NULL,
    -- Who gave the list: all that it makes is made in this name.
    client_id TEXT NOT NULL,
    label TEXT NOT NULL,
    totaal BIGINT NOT NULL DEFAULT 0,
    goed BIGINT NOT NULL DEFAULT 0,
    fout BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX document_import_active ON document_import (status) WHERE status = 'active';

CREATE TABLE document_import_regel (
    import UUID NOT NULL REFERENCES document_import (uuid) ON DELETE CASCADE,
    nummer BIGINT NOT NULL,
    -- The row as it came, as a list of texts.
    cellen TEXT NOT NULL,
    -- Null until it was done; then whether it worked, and if not, why.
    is_goed BOOLEAN,
    opmerking TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (import, nummer)
);
