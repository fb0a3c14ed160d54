-- What was taken over from another register, and how far: a run that was broken off goes on where it was.
CREATE TABLE import (
    uuid UUID PRIMARY KEY,
    bron TEXT NOT NULL,
    begonnen BIGINT NOT NULL,
    klaar BIGINT
);
CREATE INDEX import_bron ON import (bron, begonnen);
-- One row for each resource. The next page, and what became of the records of the pages before, change in the transaction of a page.
CREATE TABLE import_stap (
    import UUID NOT NULL REFERENCES import (uuid) ON DELETE CASCADE,
    stap TEXT NOT NULL,
    -- The query that the other register understands, and whether it has the resource at all.
    vraag TEXT,
    volgende BIGINT NOT NULL,
    is_klaar BOOLEAN NOT NULL,
    bij_bron BIGINT,
    overgenomen BIGINT NOT NULL,
    aanwezig BIGINT NOT NULL,
    geweigerd BIGINT NOT NULL,
    PRIMARY KEY (import, stap)
);
-- Records that could not be kept, and why. No values: the reasons name fields.
CREATE TABLE import_verschil (
    import UUID NOT NULL REFERENCES import (uuid) ON DELETE CASCADE,
    stap TEXT NOT NULL,
    url TEXT NOT NULL,
    reden TEXT NOT NULL,
    PRIMARY KEY (import, stap, url)
);
-- What zaken name of other zaken, until all zaken are here.
CREATE TABLE import_relatie (
    import UUID NOT NULL REFERENCES import (uuid) ON DELETE CASCADE,
    zaak UUID NOT NULL,
    url TEXT NOT NULL,
    gegevens TEXT NOT NULL,
    PRIMARY KEY (import, zaak)
);
