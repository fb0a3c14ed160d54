-- What the applicant answered, for as long as the zaak lives: the submission itself is deleted soon after it was sent.
CREATE TABLE aanvraag (
    zaak UUID PRIMARY KEY REFERENCES zaak (uuid) ON DELETE CASCADE,
    -- The name of the form.
    formulier TEXT NOT NULL,
    ingediend_op BIGINT NOT NULL,
    ingediend_door TEXT NOT NULL,
    -- By key for machines, in steps and rows for people: the same as a task keeps.
    verzonden TEXT NOT NULL
);
