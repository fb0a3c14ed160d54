-- A zaak does not end while it is unknown whether the use of a document is limited (zrc-007): what Loket made itself has no limits.

UPDATE enkelvoudiginformatieobject_versie SET indicatie_gebruiksrecht = FALSE
WHERE indicatie_gebruiksrecht IS NULL AND uuid IN (
    SELECT a.resource_id FROM audit a
    WHERE a.bron = 'drc' AND a.resource = 'enkelvoudiginformatieobject' AND a.actie = 'create' AND a.actor_kind <> 'applicatie'
);
