//! Where the resources of the API are; each path ends with a slash, for the id.

/// Besluiten.
pub const BESLUITEN: &str = "/besluiten/api/v1/besluiten/";
/// Documents of besluiten.
pub const BESLUITINFORMATIEOBJECTEN: &str = "/besluiten/api/v1/besluitinformatieobjecten/";

/// How audit lines name the resources of this API, and where those are.
pub const RESOURCES: &[(&str, &str)] = &[
    ("besluit", "/besluiten/api/v1/besluiten/{uuid}"),
    ("besluitinformatieobject", "/besluiten/api/v1/besluitinformatieobjecten/{uuid}"),
];
