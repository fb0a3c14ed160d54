-- Rows that are small and many, found by their key: on SQLite the key is then the table itself, one tree to write instead of two. Sending a form writes
-- some forty of them.
CREATE TABLE event_nieuw (id UUID PRIMARY KEY, created_at BIGINT NOT NULL, kanaal TEXT NOT NULL, resource TEXT NOT NULL, actie TEXT NOT NULL, hoofd_object UUID NOT NULL, resource_id UUID NOT NULL, kenmerken TEXT NOT NULL) WITHOUT ROWID; -- sqlite
INSERT INTO event_nieuw SELECT id, created_at, kanaal, resource, actie, hoofd_object, resource_id, kenmerken FROM event; -- sqlite
DROP TABLE event; -- sqlite
ALTER TABLE event_nieuw RENAME TO event; -- sqlite
CREATE INDEX event_hoofd_object ON event (hoofd_object, id); -- sqlite
CREATE TABLE procesgebeurtenis_nieuw (instantie UUID NOT NULL REFERENCES procesinstantie (uuid) ON DELETE CASCADE, nummer BIGINT NOT NULL, created_at BIGINT NOT NULL, actor_kind TEXT NOT NULL, actor_naam TEXT NOT NULL, gebeurtenis TEXT NOT NULL, PRIMARY KEY (instantie, nummer)) WITHOUT ROWID; -- sqlite
INSERT INTO procesgebeurtenis_nieuw SELECT instantie, nummer, created_at, actor_kind, actor_naam, gebeurtenis FROM procesgebeurtenis; -- sqlite
DROP TABLE procesgebeurtenis; -- sqlite
ALTER TABLE procesgebeurtenis_nieuw RENAME TO procesgebeurtenis; -- sqlite
CREATE TABLE objectinformatieobject_nieuw (uuid UUID PRIMARY KEY, informatieobject UUID NOT NULL REFERENCES enkelvoudiginformatieobject (uuid), object_type TEXT NOT NULL, object UUID NOT NULL) WITHOUT ROWID; -- sqlite
INSERT INTO objectinformatieobject_nieuw SELECT uuid, informatieobject, object_type, object FROM objectinformatieobject; -- sqlite
DROP TABLE objectinformatieobject; -- sqlite
ALTER TABLE objectinformatieobject_nieuw RENAME TO objectinformatieobject; -- sqlite
CREATE UNIQUE INDEX objectinformatieobject_paar ON objectinformatieobject (object, informatieobject); -- sqlite
CREATE INDEX objectinformatieobject_informatieobject ON objectinformatieobject (informatieobject, uuid); -- sqlite
