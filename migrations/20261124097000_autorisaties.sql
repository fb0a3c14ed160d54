-- Rights are kept in memory by their version, and lists and counts of zaken are filtered by zaaktype and level.

-- Goes up with every change of an applicatie or its autorisaties.
ALTER TABLE applicatie ADD COLUMN versie BIGINT NOT NULL DEFAULT 1;
CREATE INDEX zaak_autorisatie ON zaak (zaaktype, vertrouwelijkheidaanduiding);
