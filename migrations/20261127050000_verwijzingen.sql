-- A decision may be taken in a zaak of another register. Of our own zaken the first column still demands that they exist.
ALTER TABLE besluit ADD COLUMN zaak_elders UUID;
CREATE INDEX besluit_zaak_elders ON besluit (zaak_elders, uuid) WHERE zaak_elders IS NOT NULL;
-- Decisions of other registers that were taken in zaken of ours.
CREATE TABLE zaakbesluit_elders (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    besluit UUID NOT NULL
);
CREATE UNIQUE INDEX zaakbesluit_elders_paar ON zaakbesluit_elders (zaak, besluit);
-- Zaken of other registers that matter to zaken of ours, as zaakrelatie has those of our own.
CREATE TABLE zaakrelatie_elders (
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    plaats BIGINT NOT NULL,
    andere UUID NOT NULL,
    aard_relatie TEXT NOT NULL,
    overige_relatie TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    PRIMARY KEY (zaak, plaats)
);
