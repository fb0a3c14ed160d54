-- Rights are kept in memory by their version. Lists of the API walk zaken by zaaktype or startdatum, newest first, and are counted
-- by zaaktype and level from the index alone.

-- Goes up with every change of an applicatie or its autorisaties.
ALTER TABLE applicatie ADD COLUMN versie BIGINT NOT NULL DEFAULT 1;
CREATE INDEX zaak_autorisatie ON zaak (zaaktype, uuid, vertrouwelijkheidaanduiding);
CREATE INDEX zaak_startdatum ON zaak (startdatum, uuid);
