-- Who read whose data, and why (AVG): for a person who asks. It stays when a zaak is destroyed, so a person is a code here and no number.
CREATE TABLE verwerking (
    id UUID PRIMARY KEY,
    created_at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_naam TEXT NOT NULL,
    gebruiker_id TEXT NOT NULL,
    gebruiker_naam TEXT NOT NULL,
    handeling TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    herkomst TEXT NOT NULL
);
CREATE INDEX verwerking_created ON verwerking (created_at);

CREATE TABLE verwerking_persoon (
    verwerking UUID NOT NULL REFERENCES verwerking (id) ON DELETE CASCADE,
    persoon UUID NOT NULL,
    zaak UUID
);
CREATE INDEX verwerking_persoon_persoon ON verwerking_persoon (persoon, verwerking);
CREATE INDEX verwerking_persoon_verwerking ON verwerking_persoon (verwerking);
