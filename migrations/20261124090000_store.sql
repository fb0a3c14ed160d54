-- What every change leaves behind: events, audit lines and jobs. All other tables stand on these.

CREATE TABLE event (
    id UUID PRIMARY KEY,
    created_at BIGINT NOT NULL,
    kanaal TEXT NOT NULL,
    resource TEXT NOT NULL,
    actie TEXT NOT NULL,
    hoofd_object UUID NOT NULL,
    resource_id UUID NOT NULL,
    kenmerken TEXT NOT NULL
);
CREATE INDEX event_hoofd_object ON event (hoofd_object, id);

CREATE TABLE audit (
    id UUID PRIMARY KEY,
    created_at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_naam TEXT NOT NULL,
    bron TEXT NOT NULL,
    actie TEXT NOT NULL,
    resource TEXT NOT NULL,
    resource_id UUID NOT NULL,
    hoofd_object UUID NOT NULL,
    weergave TEXT NOT NULL,
    oud TEXT,
    nieuw TEXT
);
CREATE INDEX audit_hoofd_object ON audit (hoofd_object, id);

CREATE TABLE job (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT,
    lane TEXT,
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    payload TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    locked_until BIGINT,
    last_error TEXT,
    is_dead BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX job_kind_key ON job (kind, key);
CREATE INDEX job_due ON job (is_dead, due_at, id);
CREATE INDEX job_lane ON job (lane, id);

-- Who looked at whose data (AVG): one line for each page that showed it.
CREATE TABLE inzage (
    id UUID PRIMARY KEY,
    created_at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_naam TEXT NOT NULL,
    resource TEXT NOT NULL,
    resource_id UUID NOT NULL,
    doel TEXT NOT NULL
);
CREATE INDEX inzage_resource ON inzage (resource_id, id);

-- Which municipality this database is of: one row.
CREATE TABLE gemeente (
    key TEXT PRIMARY KEY,
    naam TEXT NOT NULL,
    rsin TEXT NOT NULL,
    website TEXT NOT NULL,
    telefoon TEXT NOT NULL,
    openingstijden TEXT NOT NULL,
    thema TEXT NOT NULL,
    afzender TEXT NOT NULL
);
