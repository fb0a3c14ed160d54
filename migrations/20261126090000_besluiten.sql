-- Lists of decisions by their kind or organisation, and of the decisions that a document records, find their rows by an index.

CREATE INDEX besluit_besluittype ON besluit (besluittype, uuid);
CREATE INDEX besluit_organisatie ON besluit (verantwoordelijke_organisatie, uuid);
CREATE INDEX besluitinformatieobject_informatieobject ON besluitinformatieobject (informatieobject, uuid);
