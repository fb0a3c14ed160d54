-- Who wants to hear what happens (abonnement), and what is still to be delivered to whom (bezorging). A delivery is written in the
-- transaction of the event, and removed when the subscriber has taken it.

CREATE TABLE kanaal (
    uuid UUID PRIMARY KEY,
    naam TEXT NOT NULL,
    documentatie_link TEXT NOT NULL,
    filters TEXT NOT NULL
);
CREATE UNIQUE INDEX kanaal_naam ON kanaal (naam);

CREATE TABLE abonnement (
    uuid UUID PRIMARY KEY,
    client_id TEXT NOT NULL,
    callback_url TEXT NOT NULL,
    auth_sealed BYTEA NOT NULL,
    send_cloudevents BOOLEAN NOT NULL,
    kanalen TEXT NOT NULL,
    cloudevent_filters TEXT NOT NULL,
    -- Failures since the last success, and the moment before which it is left in peace.
    mislukt BIGINT NOT NULL,
    niet_voor BIGINT NOT NULL,
    -- The node that delivers to it, and until when.
    bezorger UUID,
    bezorger_tot BIGINT NOT NULL
);

-- Another id with every change of an abonnement: what is kept in memory is as of this one.
CREATE TABLE abonnementen_versie (id BIGINT PRIMARY KEY, versie UUID NOT NULL);
INSERT INTO abonnementen_versie (id, versie) VALUES (1, X'8b6d8f0c3a0a4c0e9d0e5a7f6c1b2a30'); -- sqlite
INSERT INTO abonnementen_versie (id, versie) VALUES (1, '8b6d8f0c-3a0a-4c0e-9d0e-5a7f6c1b2a30'); -- postgres

CREATE TABLE bezorging (
    id UUID PRIMARY KEY,
    abonnement UUID NOT NULL REFERENCES abonnement (uuid) ON DELETE CASCADE,
    hoofd_object TEXT NOT NULL,
    vorm TEXT NOT NULL,
    bericht TEXT NOT NULL,
    -- Scheme and host by which the program was called; without one its own are used.
    basis TEXT,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT NOT NULL,
    is_dead BOOLEAN NOT NULL
);
CREATE INDEX bezorging_volgorde ON bezorging (abonnement, is_dead, id);
CREATE INDEX bezorging_due ON bezorging (abonnement, is_dead, due_at);
CREATE INDEX bezorging_rij ON bezorging (abonnement, hoofd_object, id);

INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES (X'3f1c6c5e2d0b4f5b9a3e0d9b7c1a0001', 'zaken', '', '["bronorganisatie","zaaktype","zaaktype.catalogus","vertrouwelijkheidaanduiding"]'); -- sqlite
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES (X'3f1c6c5e2d0b4f5b9a3e0d9b7c1a0002', 'documenten', '', '["bronorganisatie","informatieobjecttype","informatieobjecttype.catalogus","vertrouwelijkheidaanduiding"]'); -- sqlite
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES (X'3f1c6c5e2d0b4f5b9a3e0d9b7c1a0003', 'besluiten', '', '["verantwoordelijkeOrganisatie","besluittype","besluittype.catalogus"]'); -- sqlite
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES (X'3f1c6c5e2d0b4f5b9a3e0d9b7c1a0004', 'zaaktypen', '', '["catalogus"]'); -- sqlite
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES (X'3f1c6c5e2d0b4f5b9a3e0d9b7c1a0005', 'besluittypen', '', '["catalogus"]'); -- sqlite
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES (X'3f1c6c5e2d0b4f5b9a3e0d9b7c1a0006', 'informatieobjecttypen', '', '["catalogus"]'); -- sqlite
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES (X'3f1c6c5e2d0b4f5b9a3e0d9b7c1a0007', 'autorisaties', '', '[]'); -- sqlite
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES ('3f1c6c5e-2d0b-4f5b-9a3e-0d9b7c1a0001', 'zaken', '', '["bronorganisatie","zaaktype","zaaktype.catalogus","vertrouwelijkheidaanduiding"]'); -- postgres
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES ('3f1c6c5e-2d0b-4f5b-9a3e-0d9b7c1a0002', 'documenten', '', '["bronorganisatie","informatieobjecttype","informatieobjecttype.catalogus","vertrouwelijkheidaanduiding"]'); -- postgres
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES ('3f1c6c5e-2d0b-4f5b-9a3e-0d9b7c1a0003', 'besluiten', '', '["verantwoordelijkeOrganisatie","besluittype","besluittype.catalogus"]'); -- postgres
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES ('3f1c6c5e-2d0b-4f5b-9a3e-0d9b7c1a0004', 'zaaktypen', '', '["catalogus"]'); -- postgres
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES ('3f1c6c5e-2d0b-4f5b-9a3e-0d9b7c1a0005', 'besluittypen', '', '["catalogus"]'); -- postgres
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES ('3f1c6c5e-2d0b-4f5b-9a3e-0d9b7c1a0006', 'informatieobjecttypen', '', '["catalogus"]'); -- postgres
INSERT INTO kanaal (uuid, naam, documentatie_link, filters) VALUES ('3f1c6c5e-2d0b-4f5b-9a3e-0d9b7c1a0007', 'autorisaties', '', '[]'); -- postgres
