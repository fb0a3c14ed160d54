-- Zaken of other registers that zaken of ours are related to, as zaakrelatie has those of our own.
CREATE TABLE zaakgerelateerd_elders (
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    plaats BIGINT NOT NULL,
    andere UUID NOT NULL,
    PRIMARY KEY (zaak, plaats)
);
