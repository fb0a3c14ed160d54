//! Applications and their rights, in the words of the standard.

use uuid::Uuid;
use values::actor::Component;
use values::{Id, Vertrouwelijkheidaanduiding};

/// A supplier's system that may call the APIs. Its secrets are not part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicatie {
    /// The id.
    pub uuid: Id<Applicatie>,
    /// The name for people.
    pub label: String,
    /// The ids that its tokens may name.
    pub client_ids: Vec<String>,
    /// Everything, without looking further.
    pub heeft_alle_autorisaties: bool,
    /// What it may do otherwise.
    pub autorisaties: Vec<Autorisatie>,
}

/// Scopes on one component, for one type of object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Autorisatie {
    /// The component.
    pub component: Component,
    /// The scopes, as the standard writes them.
    pub scopes: Vec<String>,
    /// The zaaktype, informatieobjecttype or besluittype.
    pub r#type: Option<Uuid>,
    /// The most confidential object that it reaches; only zaken and documents have a level.
    pub max_vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
}

/// An application to be added.
#[derive(Debug)]
pub struct NewApplicatie<'a> {
    /// The name for people, at most 100 characters.
    pub label: &'a str,
    /// The id that its tokens name, at most 50 characters.
    pub client_id: &'a str,
    /// The secret that its tokens are signed with.
    pub secret: &'a str,
    /// Everything, without looking further.
    pub alle: bool,
    /// What it may do otherwise.
    pub autorisaties: &'a [Autorisatie],
}
