-- Numbers start again each year on PostgreSQL too: the sequences have a year in their name and are made at the start (store::numbers).
DROP SEQUENCE nummer_zaak; -- postgres
DROP SEQUENCE nummer_document; -- postgres
DROP SEQUENCE nummer_besluit; -- postgres
