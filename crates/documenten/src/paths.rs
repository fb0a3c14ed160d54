//! Where the resources of the API are; each path ends with a slash, for the id.

/// Documents.
pub const ENKELVOUDIGINFORMATIEOBJECTEN: &str = "/documenten/api/v1/enkelvoudiginformatieobjecten/";

/// How audit lines name the resources of this API, and where those are.
pub const RESOURCES: &[(&str, &str)] = &[
    ("enkelvoudiginformatieobject", "/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}"),
    ("gebruiksrechten", "/documenten/api/v1/gebruiksrechten/{uuid}"),
    ("objectinformatieobject", "/documenten/api/v1/objectinformatieobjecten/{uuid}"),
    ("verzending", "/documenten/api/v1/verzendingen/{uuid}"),
];
