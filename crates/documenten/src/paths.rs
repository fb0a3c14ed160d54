//! Where the resources of the API are; each path ends with a slash, for the id.

/// Documents.
pub const ENKELVOUDIGINFORMATIEOBJECTEN: &str = "/documenten/api/v1/enkelvoudiginformatieobjecten/";

/// Parts of files that come in parts.
pub const BESTANDSDELEN: &str = "/documenten/api/v1/bestandsdelen/";
/// Rights of use.
pub const GEBRUIKSRECHTEN: &str = "/documenten/api/v1/gebruiksrechten/";
/// That documents are in objects.
pub const OBJECTINFORMATIEOBJECTEN: &str = "/documenten/api/v1/objectinformatieobjecten/";
/// Dispatches.
pub const VERZENDINGEN: &str = "/documenten/api/v1/verzendingen/";

/// How audit lines name the resources of this API, and where those are.
pub const RESOURCES: &[(&str, &str)] = &[
    ("enkelvoudiginformatieobject", "/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}"),
    ("gebruiksrechten", "/documenten/api/v1/gebruiksrechten/{uuid}"),
    ("objectinformatieobject", "/documenten/api/v1/objectinformatieobjecten/{uuid}"),
    ("verzending", "/documenten/api/v1/verzendingen/{uuid}"),
];
