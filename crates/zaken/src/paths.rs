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
