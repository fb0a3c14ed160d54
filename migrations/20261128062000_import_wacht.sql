-- What a zaak names of zaken that are not here, or of a register that is no dienst yet, waits for a later import from the same source.
ALTER TABLE import_relatie ADD COLUMN wacht BOOLEAN NOT NULL DEFAULT FALSE;
