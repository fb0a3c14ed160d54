-- A type may be in the Catalogi API of another register: then all of it is kept here as a copy, among our own types. Their ids are made of
-- their URLs (extern_object); this table says which rows are copies.
CREATE TABLE type_elders (
    uuid UUID PRIMARY KEY,
    -- The type that it was read with: a part has that of its zaaktype, all others their own.
    stam UUID NOT NULL,
    -- The tag of the type when it was read.
    etag TEXT NOT NULL,
    -- When it was read, with all that was read at the same moment; zero when that was never done. What is older than its stam is gone there.
    gelezen_op BIGINT NOT NULL,
    -- When that register said last that it is still so; zero for a concept, which is asked for each time.
    gezien_op BIGINT NOT NULL
);
CREATE INDEX type_elders_stam ON type_elders (stam);
