//! Other systems, and what is there.

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;

/// Another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dienst {
    /// The id.
    pub uuid: Id<Dienst>,
    /// What people call it.
    pub naam: String,
    /// Where its resources are, with a slash at the end: `https://zaken.example.nl/zaken/api/v1/`.
    pub api_root: String,
    /// Which API it has.
    pub soort: Soort,
    /// How we show who we are.
    pub autorisatie: AutorisatieSoort,
    /// Who we are there, with a secret.
    pub client_id: String,
    /// The name of the header, with a header.
    pub header: String,
    /// Whether it may be called although it is not on the public network.
    pub is_intern: bool,
}

/// What a dienst is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DienstGegevens {
    /// What people call it.
    pub naam: String,
    /// Where its resources are.
    pub api_root: String,
    /// Which API it has.
    pub soort: Soort,
    /// What proves us to it.
    pub bewijs: Bewijs,
    /// Whether it may be called although it is not on the public network: only who runs the installation may say so.
    pub is_intern: bool,
}

/// What proves us to a dienst.
#[derive(Clone, PartialEq, Eq)]
pub enum Bewijs {
    /// Nothing: it is public.
    Geen,
    /// A token of the standard, made for each call.
    Zgw {
        /// Who we are there.
        client_id: String,
        /// What tokens are signed with.
        geheim: String,
    },
    /// A header that is always the same.
    Header {
        /// Its name.
        naam: String,
        /// Its value.
        waarde: String,
    },
}

impl std::fmt::Debug for Bewijs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Geen => "Geen",
            Self::Zgw { .. } => "Zgw(***)",
            Self::Header { .. } => "Header(***)",
        })
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$item_doc])* $item,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$item),*];

            /// Returns the word for it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$item => $text,)*
                }
            }

            /// Finds the one with this word.
            pub fn find(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}

words! {
    /// Which API a dienst has.
    Soort {
        /// Zaken.
        Zrc = "zrc",
        /// Catalogi.
        Ztc = "ztc",
        /// Documenten.
        Drc = "drc",
        /// Besluiten.
        Brc = "brc",
        /// The selectielijst, with the processes and classes that types name.
        Selectielijst = "selectielijst",
        /// Another one.
        Orc = "orc",
    }
}

words! {
    /// How we show who we are.
    AutorisatieSoort {
        /// Not at all.
        Geen = "geen",
        /// With a token of the standard.
        Zgw = "zgw",
        /// With a header.
        Header = "header",
    }
}

words! {
    /// What a resource elsewhere is.
    ObjectSoort {
        /// A zaak.
        Zaak = "zaak",
        /// A document.
        Informatieobject = "informatieobject",
        /// A decision.
        Besluit = "besluit",
        /// A request.
        Verzoek = "verzoek",
        /// A contact with somebody.
        Contactmoment = "contactmoment",
        /// A way in which something comes in.
        Communicatiekanaal = "communicatiekanaal",
        /// Any other thing that a zaak is about.
        Object = "object",
        /// A process of the selectielijst.
        Procestype = "procestype",
        /// An outcome of a process of the selectielijst, with how long it is kept.
        Selectielijstresultaat = "selectielijstresultaat",
        /// A general name of outcomes.
        Resultaattypeomschrijving = "resultaattypeomschrijving",
        /// A kind of zaak.
        Zaaktype = "zaaktype",
        /// What kinds are in.
        Catalogus = "catalogus",
        /// A kind of status.
        Statustype = "statustype",
        /// A kind of outcome.
        Resultaattype = "resultaattype",
        /// A kind of part that somebody has.
        Roltype = "roltype",
        /// A property that zaken have.
        Eigenschap = "eigenschap",
        /// A kind of object of a zaak.
        Zaakobjecttype = "zaakobjecttype",
        /// A kind of document.
        Informatieobjecttype = "informatieobjecttype",
        /// That documents of a kind are in zaken of a kind.
        ZaaktypeInformatieobjecttype = "zaaktypeinformatieobjecttype",
        /// A kind of decision.
        Besluittype = "besluittype",
    }
}

impl ObjectSoort {
    /// Decides whether it is of a Catalogi API.
    pub fn is_type(self) -> bool {
        matches!(
            self,
            Self::Zaaktype
                | Self::Catalogus
                | Self::Statustype
                | Self::Resultaattype
                | Self::Roltype
                | Self::Eigenschap
                | Self::Zaakobjecttype
                | Self::Informatieobjecttype
                | Self::ZaaktypeInformatieobjecttype
                | Self::Besluittype
        )
    }
}

/// Something that another system has, as it was when it was fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct ExternObject {
    /// Its id here.
    pub uuid: Uuid,
    /// Where it is.
    pub url: String,
    /// What it is.
    pub soort: ObjectSoort,
    /// The tag that it came with; empty without one.
    pub etag: String,
    /// Its fields.
    pub inhoud: Map<String, Value>,
    /// When it was fetched.
    pub opgehaald_op: Timestamp,
}

impl ExternObject {
    /// Returns a field that is a text; empty when it is not.
    pub fn text(&self, name: &str) -> &str {
        self.inhoud.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}
