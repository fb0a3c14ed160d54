//! Applications and their rights, in the words of the standard.

use jiff::civil::Date;
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
    /// Who its tokens may name.
    pub clients: Vec<Client>,
    /// Everything, without looking further.
    pub heeft_alle_autorisaties: bool,
    /// Of documents only those that are ready to be published.
    pub alleen_gereed_voor_publicatie: bool,
    /// What it may do otherwise.
    pub toekenningen: Vec<Toekenning>,
}

impl Applicatie {
    /// Decides whether tokens of this application may name this client.
    pub fn has_client(&self, client_id: &str) -> bool {
        self.clients.iter().any(|client| client.id == client_id)
    }

    /// Returns the ids that its tokens may name.
    pub fn client_ids(&self) -> Vec<&str> {
        self.clients.iter().map(|client| client.id.as_str()).collect()
    }
}

/// An id that tokens name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// The id.
    pub id: String,
    /// Whether it was given a secret. Before that its tokens are refused.
    pub has_secret: bool,
}

/// Scopes on one component that an application was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toekenning {
    /// The component.
    pub component: Component,
    /// The scopes, as the standard writes them.
    pub scopes: Vec<String>,
    /// On what.
    pub reikwijdte: Reikwijdte,
    /// The most confidential object that it reaches; only zaken and documents have a level.
    pub max_vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
}

/// The objects that scopes are given on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reikwijdte {
    /// The component as a whole, which has no types.
    Component,
    /// The objects of a zaaktype, informatieobjecttype or besluittype.
    Type(Uuid),
    /// The objects of a type of another system, by its URL: none that are here, but zaken of ours may name them.
    Elders(String),
    /// The objects of all types of a catalogus, also of types to come.
    Catalogus(Uuid),
}

/// What an application is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApplicatieGegevens {
    /// The name for people, at most 100 characters.
    pub label: String,
    /// The ids that its tokens name, each at most 50 characters.
    pub client_ids: Vec<String>,
    /// Everything, without looking further.
    pub heeft_alle_autorisaties: bool,
    /// Of documents only those that are ready to be published.
    pub alleen_gereed_voor_publicatie: bool,
    /// What it may do otherwise.
    pub toekenningen: Vec<Toekenning>,
}

/// Scopes on one component, for one type of object that is here.
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

impl From<&Autorisatie> for Toekenning {
    fn from(autorisatie: &Autorisatie) -> Self {
        Self {
            component: autorisatie.component,
            scopes: autorisatie.scopes.clone(),
            reikwijdte: autorisatie.r#type.map_or(Reikwijdte::Component, Reikwijdte::Type),
            max_vertrouwelijkheidaanduiding: autorisatie.max_vertrouwelijkheidaanduiding,
        }
    }
}

/// An application to be added together with the secret of its one client.
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

/// A type of a catalogus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeIn {
    /// The component of its objects.
    pub component: Component,
    /// The catalogus.
    pub catalogus: Uuid,
    /// The type.
    pub r#type: Uuid,
}

/// A version of a type of this register, as people choose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeNaam {
    /// The component of its objects.
    pub component: Component,
    /// The version.
    pub uuid: Uuid,
    /// Its catalogus.
    pub catalogus: Uuid,
    /// What its versions share within the catalogus: the identificatie of a zaaktype, the omschrijving of others.
    pub naam: String,
    /// The name for people.
    pub omschrijving: String,
    /// Its first day.
    pub begin_geldigheid: Date,
    /// Not published yet.
    pub concept: bool,
}
