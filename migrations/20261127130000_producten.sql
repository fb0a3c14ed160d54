-- What a municipality offers, in words for residents: a file of a bouwsteen is one product.

CREATE TABLE product (
    -- Part of its address.
    slug TEXT PRIMARY KEY,
    -- The bouwsteen that it came with; a newer version of that replaces all of its products.
    bouwsteen TEXT NOT NULL,
    titel TEXT NOT NULL,
    samenvatting TEXT NOT NULL,
    -- The form that one applies with, by its slug.
    formulier TEXT NOT NULL,
    -- The heading that it stands below.
    thema TEXT NOT NULL,
    -- The name in the list of uniform product names of the government, or empty.
    upl TEXT NOT NULL,
    -- What it costs, in words, or empty.
    kosten TEXT NOT NULL,
    -- The sections: headings, paragraphs and lists, as in a message.
    tekst TEXT NOT NULL
);
CREATE INDEX product_bouwsteen ON product (bouwsteen);
