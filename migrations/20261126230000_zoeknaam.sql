-- The name of a betrokkene as staff search it: without capitals and accents, the surname first. Empty for who has no name here.
ALTER TABLE rol ADD COLUMN zoeknaam TEXT NOT NULL DEFAULT '';
CREATE INDEX rol_zoeknaam ON rol (zoeknaam, zaak) WHERE zoeknaam <> ''; -- sqlite
CREATE INDEX rol_zoeknaam ON rol (zoeknaam COLLATE "C", zaak) WHERE zoeknaam <> ''; -- postgres
