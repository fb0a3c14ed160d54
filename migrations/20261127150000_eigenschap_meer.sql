-- An eigenschap with kardinaliteit N has more values in one zaak. Who adds one has locked the zaak and counts them.
DROP INDEX zaakeigenschap_zaak;
CREATE INDEX zaakeigenschap_zaak ON zaakeigenschap (zaak, eigenschap);
