//! Where the resources of the API are; each path ends with a slash, for the id.

/// Documents.
pub const ENKELVOUDIGINFORMATIEOBJECTEN: &str = "/documenten/api/v1/enkelvoudiginformatieobjecten/";
