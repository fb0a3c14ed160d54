-- In a register without rollen of companies (or of persons) every key of these indexes is empty, and a planner that counts believes that a
-- number finds all rollen: it reads the whole table instead. Without the empty ones it can't.
DROP INDEX rol_bsn;
DROP INDEX rol_kvk_nummer;
CREATE INDEX rol_bsn ON rol (bsn, omschrijving_generiek, zaak) WHERE bsn IS NOT NULL;
CREATE INDEX rol_kvk_nummer ON rol (kvk_nummer, omschrijving_generiek, zaak) WHERE kvk_nummer IS NOT NULL;
