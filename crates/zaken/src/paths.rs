//! Where the resources of the API are; each path ends with a slash, for the id.

/// Zaken.
pub const ZAKEN: &str = "/zaken/api/v1/zaken/";
/// Statussen.
pub const STATUSSEN: &str = "/zaken/api/v1/statussen/";
/// Resultaten.
pub const RESULTATEN: &str = "/zaken/api/v1/resultaten/";
/// Rollen.
pub const ROLLEN: &str = "/zaken/api/v1/rollen/";
/// Documents in zaken.
pub const ZAAKINFORMATIEOBJECTEN: &str = "/zaken/api/v1/zaakinformatieobjecten/";
/// Facts that are kept with a zaak; `{}` stands for the id of the zaak.
pub const ZAAKEIGENSCHAPPEN: &str = "/zaken/api/v1/zaken/{}/zaakeigenschappen/";
/// Decisions of a zaak; `{}` stands for the id of the zaak.
pub const ZAAKBESLUITEN: &str = "/zaken/api/v1/zaken/{}/besluiten/";
/// What zaken are about.
pub const ZAAKOBJECTEN: &str = "/zaken/api/v1/zaakobjecten/";
/// Contacts with residents.
pub const KLANTCONTACTEN: &str = "/zaken/api/v1/klantcontacten/";
/// Contacts that are kept elsewhere.
pub const ZAAKCONTACTMOMENTEN: &str = "/zaken/api/v1/zaakcontactmomenten/";
/// Requests that are kept elsewhere.
pub const ZAAKVERZOEKEN: &str = "/zaken/api/v1/zaakverzoeken/";
/// Notes.
pub const ZAAKNOTITIES: &str = "/zaken/api/v1/zaaknotities/";
/// Steps within a status.
pub const SUBSTATUSSEN: &str = "/zaken/api/v1/substatussen/";

/// Kinds of objects, in the Catalogi API.
pub(crate) const ZAAKOBJECTTYPEN: &str = "/catalogi/api/v1/zaakobjecttypen/";
/// Decisions, in the Besluiten API: that crate lies above this one.
pub(crate) const BESLUITEN: &str = "/besluiten/api/v1/besluiten/";

/// How audit lines name the resources of this API, and where those are.
pub const RESOURCES: &[(&str, &str)] = &[
    ("zaak", "/zaken/api/v1/zaken/{uuid}"),
    ("status", "/zaken/api/v1/statussen/{uuid}"),
    ("resultaat", "/zaken/api/v1/resultaten/{uuid}"),
    ("rol", "/zaken/api/v1/rollen/{uuid}"),
    ("zaakeigenschap", "/zaken/api/v1/zaken/{hoofd}/zaakeigenschappen/{uuid}"),
    ("zaakinformatieobject", "/zaken/api/v1/zaakinformatieobjecten/{uuid}"),
    ("substatus", "/zaken/api/v1/substatussen/{uuid}"),
    ("zaakobject", "/zaken/api/v1/zaakobjecten/{uuid}"),
    ("klantcontact", "/zaken/api/v1/klantcontacten/{uuid}"),
    ("zaakcontactmoment", "/zaken/api/v1/zaakcontactmomenten/{uuid}"),
    ("zaakverzoek", "/zaken/api/v1/zaakverzoeken/{uuid}"),
    ("zaaknotitie", "/zaken/api/v1/zaaknotities/{uuid}"),
    ("zaakbesluit", "/zaken/api/v1/zaken/{hoofd}/besluiten/{uuid}"),
];
