//! Where the resources of the API are; each path ends with a slash, for the id.

use values::actor::Component;

/// Applications.
pub const APPLICATIES: &str = "/autorisaties/api/v1/applicaties/";

/// Where clients that speak OAuth2 get a token.
pub const TOKEN: &str = "/autorisaties/api/oauth2/token";

/// Returns where the types of a component's objects are, and the field that names one. The Catalogi API serves them; its crate lies above
/// this one.
pub const fn types_of(component: Component) -> Option<(&'static str, &'static str)> {
    match component {
        Component::Zrc => Some(("zaaktype", "/catalogi/api/v1/zaaktypen/")),
        Component::Drc => Some(("informatieobjecttype", "/catalogi/api/v1/informatieobjecttypen/")),
        Component::Brc => Some(("besluittype", "/catalogi/api/v1/besluittypen/")),
        Component::Ztc | Component::Ac | Component::Nrc => None,
    }
}
