-- What is said to people: the texts, the inbox, what went out, and how people want to be reached.

-- Templates of mails and inbox messages, by scenario; zaaktype '' is the basis that every type falls back on. A version never changes:
-- a message names the version that it was made from. What a newer package lacks is withdrawn (is_vervallen), not removed.
CREATE TABLE berichtsjabloon (
    uuid UUID PRIMARY KEY,
    zaaktype TEXT NOT NULL,
    scenario TEXT NOT NULL,
    versie BIGINT NOT NULL,
    onderwerp TEXT NOT NULL,
    tekst TEXT NOT NULL,
    is_vervallen BOOLEAN NOT NULL,
    installed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX berichtsjabloon_versie ON berichtsjabloon (zaaktype, scenario, versie);

-- Short texts (teksten.json) of the basis and of each zaaktype.
CREATE TABLE bericht_teksten (
    zaaktype TEXT PRIMARY KEY,
    tekst TEXT NOT NULL,
    installed_at BIGINT NOT NULL
);

-- How a resident wants to be reached, per kind of message: email or geen.
CREATE TABLE contactvoorkeur (
    uuid UUID PRIMARY KEY,
    bsn TEXT NOT NULL,
    emailadres TEXT,
    kanaal_status TEXT NOT NULL,
    kanaal_taak TEXT NOT NULL,
    kanaal_bericht TEXT NOT NULL,
    gewijzigd_op BIGINT NOT NULL
);
CREATE UNIQUE INDEX contactvoorkeur_bsn ON contactvoorkeur (bsn);

-- The inbox (Mijn berichten). bron is what the message is about: a status, a besluit.
CREATE TABLE bericht (
    uuid UUID PRIMARY KEY,
    bsn TEXT NOT NULL,
    zaak UUID REFERENCES zaak (uuid) ON DELETE CASCADE,
    scenario TEXT NOT NULL,
    bron UUID NOT NULL,
    onderwerp TEXT NOT NULL,
    tekst TEXT NOT NULL,
    soort TEXT NOT NULL,
    handelingsperspectief TEXT NOT NULL,
    bijlagen TEXT NOT NULL,
    publicatiedatum TEXT NOT NULL,
    gelezen_op BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX bericht_bron ON bericht (scenario, bron, bsn);
CREATE INDEX bericht_bsn ON bericht (bsn, uuid);
CREATE INDEX bericht_zaak ON bericht (zaak);

-- What went out, waits to go out, or was decided not to go out, with the reason. The unique key makes a message exist once.
CREATE TABLE bericht_uit (
    uuid UUID PRIMARY KEY,
    zaak UUID REFERENCES zaak (uuid) ON DELETE CASCADE,
    partij_soort TEXT NOT NULL,
    partij TEXT NOT NULL,
    kanaal TEXT NOT NULL,
    scenario TEXT NOT NULL,
    bron UUID NOT NULL,
    sjabloon UUID,
    sjabloon_versie BIGINT,
    adres TEXT,
    onderwerp TEXT NOT NULL,
    tekst TEXT NOT NULL,
    html TEXT NOT NULL,
    state TEXT NOT NULL,
    reden TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE UNIQUE INDEX bericht_uit_bron ON bericht_uit (scenario, bron, partij_soort, partij);
CREATE INDEX bericht_uit_zaak ON bericht_uit (zaak, uuid);
CREATE INDEX bericht_uit_partij ON bericht_uit (partij, partij_soort, uuid);
