//! Where the resources of the API are: below its own root, and at `/api/v1` for clients that know it at a host of its own. Each path
//! ends with a slash, for the id.

/// Kanalen.
pub const KANALEN: &str = "/notificaties/api/v1/kanaal/";
/// Kanalen, at a host of its own.
pub const KANALEN_AT_HOST: &str = "/api/v1/kanaal/";
/// Abonnementen.
pub const ABONNEMENTEN: &str = "/notificaties/api/v1/abonnement/";
/// Abonnementen, at a host of its own.
pub const ABONNEMENTEN_AT_HOST: &str = "/api/v1/abonnement/";
