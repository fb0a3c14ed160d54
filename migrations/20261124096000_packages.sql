-- Which bouwstenen are installed, and what they say of themselves.

CREATE TABLE bouwsteen (
    key TEXT PRIMARY KEY,
    versie TEXT NOT NULL,
    naam TEXT NOT NULL,
    omschrijving TEXT NOT NULL,
    manifest TEXT NOT NULL,
    hash TEXT NOT NULL,
    installed_at BIGINT NOT NULL
);
