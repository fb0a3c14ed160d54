-- Mails to who acts for a resident are no contact of her own with the municipality: her list of contact passes over them, along an index
-- without them.
ALTER TABLE bericht_uit ADD COLUMN is_gemachtigde BOOLEAN NOT NULL DEFAULT FALSE;
DROP INDEX bericht_uit_partij;
CREATE INDEX bericht_uit_partij ON bericht_uit (partij, partij_soort, uuid) WHERE is_gemachtigde = FALSE;
