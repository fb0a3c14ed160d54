-- Forms, and what people fill in. A form never changes: a new version is a new row, and a submission stays on the version that it
-- was started with.

CREATE TABLE formulier (
    uuid UUID PRIMARY KEY,
    slug TEXT NOT NULL,
    versie BIGINT NOT NULL,
    soort TEXT NOT NULL,
    zaaktype TEXT NOT NULL,
    naam TEXT NOT NULL,
    actief BOOLEAN NOT NULL,
    -- The export of Open Formulieren, file by file, and the settings that tie it to the rest.
    forms TEXT NOT NULL,
    form_steps TEXT NOT NULL,
    form_definitions TEXT NOT NULL,
    form_logic TEXT NOT NULL,
    form_variables TEXT NOT NULL,
    loket TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX formulier_slug ON formulier (slug, versie);

CREATE TABLE inzending (
    uuid UUID PRIMARY KEY,
    formulier UUID NOT NULL REFERENCES formulier (uuid),
    slug TEXT NOT NULL,
    -- Whose it is: burger (the BSN it is about, the BSN at the keyboard), medewerker (account), anoniem (hash of a token in a cookie).
    eigenaar_kind TEXT NOT NULL,
    eigenaar TEXT NOT NULL,
    eigenaar_actor TEXT NOT NULL,
    taak UUID REFERENCES taak (uuid) ON DELETE CASCADE,
    data TEXT NOT NULL,
    -- Which steps were saved: at which versie, and whether finished.
    stappen TEXT NOT NULL,
    -- The facts from registers as they were at the start: they tell whether a read-only field was tampered with.
    prefill TEXT NOT NULL,
    -- Counts changes, so that a second tab does not overwrite what the first one saved.
    versie BIGINT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    completed_at BIGINT,
    zaak UUID REFERENCES zaak (uuid) ON DELETE CASCADE
);
-- One draft for each owner, form and task: a double click on start continues the same one.
CREATE UNIQUE INDEX inzending_concept ON inzending (eigenaar_kind, eigenaar, eigenaar_actor, slug)
    WHERE state = 'concept' AND taak IS NULL;
CREATE UNIQUE INDEX inzending_concept_taak ON inzending (eigenaar_kind, eigenaar, eigenaar_actor, slug, taak)
    WHERE state = 'concept' AND taak IS NOT NULL;
CREATE INDEX inzending_taak ON inzending (taak);
CREATE INDEX inzending_zaak ON inzending (zaak);
CREATE INDEX inzending_expires ON inzending (expires_at);

CREATE TABLE inzending_bestand (
    uuid UUID PRIMARY KEY,
    inzending UUID NOT NULL REFERENCES inzending (uuid) ON DELETE CASCADE,
    component TEXT NOT NULL,
    naam TEXT NOT NULL,
    size BIGINT NOT NULL,
    content_type TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX inzending_bestand_inzending ON inzending_bestand (inzending, uuid);
CREATE INDEX inzending_bestand_hash ON inzending_bestand (hash);
