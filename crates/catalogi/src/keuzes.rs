//! The words that a field of the standard may hold, where it is a choice: for who reads a body, and for who asks the question.

/// What a related zaaktype is to a zaaktype.
pub const AARD_RELATIE: [&str; 3] = ["vervolg", "bijdrage", "onderwerp"];
/// Who starts a zaak.
pub const INTERN_OF_EXTERN: [&str; 2] = ["intern", "extern"];
/// The general meaning of a roltype.
pub const ROLLEN: [&str; 8] = [
    "adviseur",
    "behandelaar",
    "belanghebbende",
    "beslisser",
    "initiator",
    "klantcontacter",
    "zaakcoordinator",
    "mede_initiator",
];
/// What the value of an eigenschap is.
pub const FORMATEN: [&str; 4] = ["tekst", "getal", "datum", "datum_tijd"];
/// Where a document of a zaak comes from, or goes to.
pub const RICHTINGEN: [&str; 3] = ["inkomend", "intern", "uitgaand"];
/// What happens to the dossier.
pub const ARCHIEFNOMINATIES: [&str; 2] = ["blijvend_bewaren", "vernietigen"];
/// The fact that gives the brondatum.
pub const AFLEIDINGSWIJZEN: [&str; 9] = [
    "afgehandeld",
    "ander_datumkenmerk",
    "eigenschap",
    "gerelateerde_zaak",
    "hoofdzaak",
    "ingangsdatum_besluit",
    "termijn",
    "vervaldatum_besluit",
    "zaakobject",
];
/// The kinds of object that a brondatum can be found on.
pub const OBJECTTYPEN: [&str; 31] = [
    "adres",
    "besluit",
    "buurt",
    "enkelvoudig_document",
    "gemeente",
    "gemeentelijke_openbare_ruimte",
    "huishouden",
    "inrichtingselement",
    "kadastrale_onroerende_zaak",
    "kunstwerkdeel",
    "maatschappelijke_activiteit",
    "medewerker",
    "natuurlijk_persoon",
    "niet_natuurlijk_persoon",
    "openbare_ruimte",
    "organisatorische_eenheid",
    "pand",
    "spoorbaandeel",
    "status",
    "terreindeel",
    "terrein_gebouwd_object",
    "vestiging",
    "waterdeel",
    "wegdeel",
    "wijk",
    "woonplaats",
    "woz_deelobject",
    "woz_object",
    "woz_waarde",
    "zakelijk_recht",
    "overige",
];
