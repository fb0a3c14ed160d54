//! Where the resources of the API are; each path ends with a slash, for the id.

/// Catalogussen.
pub const CATALOGUSSEN: &str = "/catalogi/api/v1/catalogussen/";
/// Zaaktypen.
pub const ZAAKTYPEN: &str = "/catalogi/api/v1/zaaktypen/";
/// Statustypen.
pub const STATUSTYPEN: &str = "/catalogi/api/v1/statustypen/";
/// Resultaattypen.
pub const RESULTAATTYPEN: &str = "/catalogi/api/v1/resultaattypen/";
/// Roltypen.
pub const ROLTYPEN: &str = "/catalogi/api/v1/roltypen/";
/// Eigenschappen.
pub const EIGENSCHAPPEN: &str = "/catalogi/api/v1/eigenschappen/";
/// Informatieobjecttypen.
pub const INFORMATIEOBJECTTYPEN: &str = "/catalogi/api/v1/informatieobjecttypen/";
/// Besluittypen.
pub const BESLUITTYPEN: &str = "/catalogi/api/v1/besluittypen/";
/// Zaakobjecttypen.
pub const ZAAKOBJECTTYPEN: &str = "/catalogi/api/v1/zaakobjecttypen/";
/// Relations between zaaktypen and informatieobjecttypen.
pub const ZAAKTYPE_INFORMATIEOBJECTTYPEN: &str = "/catalogi/api/v1/zaaktype-informatieobjecttypen/";
