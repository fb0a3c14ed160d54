-- Who is logged in, and the registers that a demonstration logs in from.

-- One row for each session. The token itself is only in the browser.
CREATE TABLE sessie (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX sessie_expires_at ON sessie (expires_at);

CREATE TABLE medewerker (
    id TEXT PRIMARY KEY,
    naam TEXT NOT NULL,
    rollen TEXT NOT NULL,
    actief BOOLEAN NOT NULL
);

-- The simulated BRP. Empty text where a person has no such thing.
CREATE TABLE persoon (
    bsn TEXT PRIMARY KEY,
    voornamen TEXT NOT NULL,
    voorvoegsel TEXT NOT NULL,
    geslachtsnaam TEXT NOT NULL,
    geboortedatum TEXT NOT NULL,
    straat TEXT NOT NULL,
    huisnummer TEXT NOT NULL,
    huisletter TEXT NOT NULL,
    huisnummertoevoeging TEXT NOT NULL,
    postcode TEXT NOT NULL,
    woonplaats TEXT NOT NULL,
    email TEXT NOT NULL,
    telefoon TEXT NOT NULL
);

-- The simulated register of machtigingen. `zaaktypen` is a JSON list of identificaties; the empty list covers all.
CREATE TABLE machtiging (
    gemachtigde TEXT NOT NULL,
    machtiginggever TEXT NOT NULL,
    grond TEXT NOT NULL,
    zaaktypen TEXT NOT NULL,
    geldig_tot TEXT,
    PRIMARY KEY (gemachtigde, machtiginggever, grond)
);
