-- Most zaken are part of no other, and so with the others here. An index of which nearly every key is empty looks to a planner that counts as if a
-- key found everything, and then it reads all rows instead: a zaak by its uuid took 125 ms in a register of a million.
DROP INDEX zaak_hoofdzaak;
CREATE INDEX zaak_hoofdzaak ON zaak (hoofdzaak) WHERE hoofdzaak IS NOT NULL;
DROP INDEX besluit_zaak;
CREATE INDEX besluit_zaak ON besluit (zaak) WHERE zaak IS NOT NULL;
DROP INDEX inzending_taak;
CREATE INDEX inzending_taak ON inzending (taak) WHERE taak IS NOT NULL;
DROP INDEX inzending_zaak;
CREATE INDEX inzending_zaak ON inzending (zaak) WHERE zaak IS NOT NULL;
