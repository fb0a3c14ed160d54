-- Who opened a message, and when: a representative who reads it takes "Nieuw" from nobody else. bericht.gelezen_op was one mark for all.
CREATE TABLE bericht_gelezen (
    bericht UUID NOT NULL REFERENCES bericht (uuid) ON DELETE CASCADE,
    lezer TEXT NOT NULL,
    gelezen_op BIGINT NOT NULL,
    PRIMARY KEY (bericht, lezer)
);
INSERT INTO bericht_gelezen (bericht, lezer, gelezen_op)
    SELECT uuid, bsn, gelezen_op FROM bericht WHERE gelezen_op IS NOT NULL;
