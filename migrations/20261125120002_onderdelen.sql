-- What lies below a zaak, with every field of the Zaken API 1.7 and what Open Zaak adds.

ALTER TABLE status ADD COLUMN gezetdoor UUID;
CREATE INDEX status_statustype ON status (statustype, uuid);
CREATE INDEX status_gezetdoor ON status (gezetdoor) WHERE gezetdoor IS NOT NULL;
CREATE INDEX resultaat_resultaattype ON resultaat (resultaattype, uuid);

ALTER TABLE zaakinformatieobject ADD COLUMN vernietigingsdatum BIGINT;
ALTER TABLE zaakinformatieobject ADD COLUMN status UUID;
CREATE INDEX zaakinformatieobject_status ON zaakinformatieobject (status) WHERE status IS NOT NULL;

-- Who it is stands in betrokkene_identificatie; what it is found by stands in columns of its own.
ALTER TABLE rol ADD COLUMN betrokkene TEXT;
ALTER TABLE rol ADD COLUMN afwijkende_naam TEXT NOT NULL DEFAULT '';
ALTER TABLE rol ADD COLUMN anp_identificatie TEXT;
ALTER TABLE rol ADD COLUMN a_nummer TEXT;
ALTER TABLE rol ADD COLUMN nnp_id TEXT;
ALTER TABLE rol ADD COLUMN ann_identificatie TEXT;
ALTER TABLE rol ADD COLUMN vestigingsnummer TEXT;
ALTER TABLE rol ADD COLUMN organisatorische_eenheid TEXT;
ALTER TABLE rol ADD COLUMN loa TEXT;
CREATE INDEX rol_roltype ON rol (roltype, uuid);
CREATE INDEX rol_medewerker ON rol (medewerker, zaak) WHERE medewerker IS NOT NULL;
CREATE INDEX rol_betrokkene ON rol (betrokkene, zaak) WHERE betrokkene IS NOT NULL;
CREATE INDEX rol_anp_identificatie ON rol (anp_identificatie, zaak) WHERE anp_identificatie IS NOT NULL;
CREATE INDEX rol_a_nummer ON rol (a_nummer, zaak) WHERE a_nummer IS NOT NULL;
CREATE INDEX rol_nnp_id ON rol (nnp_id, zaak) WHERE nnp_id IS NOT NULL;
CREATE INDEX rol_ann_identificatie ON rol (ann_identificatie, zaak) WHERE ann_identificatie IS NOT NULL;
CREATE INDEX rol_vestigingsnummer ON rol (vestigingsnummer, zaak) WHERE vestigingsnummer IS NOT NULL;
CREATE INDEX rol_organisatorische_eenheid ON rol (organisatorische_eenheid, zaak) WHERE organisatorische_eenheid IS NOT NULL;

CREATE TABLE klantcontact (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    identificatie TEXT NOT NULL,
    datumtijd BIGINT NOT NULL,
    kanaal TEXT NOT NULL,
    onderwerp TEXT NOT NULL,
    toelichting TEXT NOT NULL
);
CREATE UNIQUE INDEX klantcontact_identificatie ON klantcontact (identificatie);
CREATE INDEX klantcontact_zaak ON klantcontact (zaak, uuid);

-- What is kept elsewhere and named here: contactmomenten and verzoeken, by their URL.
CREATE TABLE zaakcontactmoment (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    url TEXT NOT NULL
);
CREATE UNIQUE INDEX zaakcontactmoment_paar ON zaakcontactmoment (zaak, url);
CREATE INDEX zaakcontactmoment_url ON zaakcontactmoment (url, uuid);
CREATE TABLE zaakverzoek (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    url TEXT NOT NULL
);
CREATE UNIQUE INDEX zaakverzoek_paar ON zaakverzoek (zaak, url);
CREATE INDEX zaakverzoek_url ON zaakverzoek (url, uuid);

CREATE TABLE zaaknotitie (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    onderwerp TEXT NOT NULL,
    tekst TEXT NOT NULL,
    aangemaakt_door TEXT NOT NULL,
    notitie_type TEXT NOT NULL,
    status TEXT NOT NULL,
    aanmaakdatum BIGINT NOT NULL,
    wijzigingsdatum BIGINT NOT NULL
);
CREATE INDEX zaaknotitie_zaak ON zaaknotitie (zaak, uuid);

CREATE TABLE substatus (
    uuid UUID PRIMARY KEY,
    zaak UUID NOT NULL REFERENCES zaak (uuid) ON DELETE CASCADE,
    status UUID NOT NULL REFERENCES status (uuid) ON DELETE CASCADE,
    omschrijving TEXT NOT NULL,
    tijdstip BIGINT NOT NULL,
    doelgroep TEXT NOT NULL
);
CREATE INDEX substatus_zaak ON substatus (zaak, uuid);
CREATE INDEX substatus_status ON substatus (status, uuid);
