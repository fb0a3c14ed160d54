-- Applications as the API writes them: rights on all types of a catalogus, rights on types elsewhere, and clients that wait for
-- their secret (an empty one).

ALTER TABLE applicatie ADD COLUMN alleen_gereed_voor_publicatie BOOLEAN NOT NULL DEFAULT FALSE;
-- All types of this catalogus, also future ones; then there is no type.
ALTER TABLE autorisatie ADD COLUMN catalogus UUID;
-- The URL of a type in another system: it gives no right here, and is answered as it was sent.
ALTER TABLE autorisatie ADD COLUMN type_elders TEXT;
CREATE INDEX applicatie_client_applicatie ON applicatie_client (applicatie);

CREATE INDEX autorisatie_zaaktypen ON zaaktype (catalogus, uuid);
CREATE INDEX autorisatie_informatieobjecttypen ON informatieobjecttype (catalogus, uuid);
CREATE INDEX autorisatie_besluittypen ON besluittype (catalogus, uuid);

-- Goes up when a type is added or removed, by whichever way: rights on a catalogus are spelled out in memory as of this number.
CREATE TABLE typen_versie (id BIGINT PRIMARY KEY, versie BIGINT NOT NULL);
INSERT INTO typen_versie (id, versie) VALUES (1, 1);

CREATE TRIGGER zaaktype_nieuw AFTER INSERT ON zaaktype -- sqlite
BEGIN UPDATE typen_versie SET versie = versie + 1; END; -- sqlite
CREATE TRIGGER zaaktype_weg AFTER DELETE ON zaaktype -- sqlite
BEGIN UPDATE typen_versie SET versie = versie + 1; END; -- sqlite
CREATE TRIGGER informatieobjecttype_nieuw AFTER INSERT ON informatieobjecttype -- sqlite
BEGIN UPDATE typen_versie SET versie = versie + 1; END; -- sqlite
CREATE TRIGGER informatieobjecttype_weg AFTER DELETE ON informatieobjecttype -- sqlite
BEGIN UPDATE typen_versie SET versie = versie + 1; END; -- sqlite
CREATE TRIGGER besluittype_nieuw AFTER INSERT ON besluittype -- sqlite
BEGIN UPDATE typen_versie SET versie = versie + 1; END; -- sqlite
CREATE TRIGGER besluittype_weg AFTER DELETE ON besluittype -- sqlite
BEGIN UPDATE typen_versie SET versie = versie + 1; END; -- sqlite
CREATE FUNCTION tel_typen() RETURNS trigger LANGUAGE plpgsql AS $$ -- postgres
BEGIN EXECUTE format('UPDATE %I.typen_versie SET versie = versie + 1', TG_TABLE_SCHEMA); RETURN NULL; END $$; -- postgres
CREATE TRIGGER zaaktype_geteld AFTER INSERT OR DELETE ON zaaktype FOR EACH STATEMENT EXECUTE FUNCTION tel_typen(); -- postgres
CREATE TRIGGER informatieobjecttype_geteld AFTER INSERT OR DELETE ON informatieobjecttype FOR EACH STATEMENT EXECUTE FUNCTION tel_typen(); -- postgres
CREATE TRIGGER besluittype_geteld AFTER INSERT OR DELETE ON besluittype FOR EACH STATEMENT EXECUTE FUNCTION tel_typen(); -- postgres
