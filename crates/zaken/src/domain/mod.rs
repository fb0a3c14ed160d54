//! Zaken and what belongs to them, in the words of the standard.

mod importeren;
mod onderdelen;
mod zaak;

pub use importeren::{DocumentImport, ImportRegel, ImportStatus};
pub use onderdelen::{Klantcontact, Koppeling, Substatus, Zaaknotitie, Zaakobject};
pub use zaak::{
    Bijzonderheden, Kenmerk, NOG_TE_ARCHIVEREN, NewZaak, Opschorting, Processobject, RelevanteZaak, Verlenging, Zaak,
    ZaakGegevens, Zaakbesluit,
};

use catalogi::{Eigenschap, Resultaattype, Roltype, Statustype};
use documenten::Document;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use values::Id;

/// That a zaak got a status.
#[derive(Debug, Clone)]
pub struct Status {
    /// The id.
    pub uuid: Id<Status>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// Which status.
    pub statustype: Id<Statustype>,
    /// When.
    pub datum_status_gezet: Timestamp,
    /// Why.
    pub statustoelichting: String,
    /// Who set it.
    pub gezetdoor: Option<Id<Rol>>,
}

/// How a zaak ended.
#[derive(Debug, Clone)]
pub struct Resultaat {
    /// The id.
    pub uuid: Id<Resultaat>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// Which outcome.
    pub resultaattype: Id<Resultaattype>,
    /// Why.
    pub toelichting: String,
}

/// What kind of party somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum BetrokkeneType {
    NatuurlijkPersoon,
    NietNatuurlijkPersoon,
    Vestiging,
    OrganisatorischeEenheid,
    Medewerker,
}

impl BetrokkeneType {
    /// Returns the word of the standard.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NatuurlijkPersoon => "natuurlijk_persoon",
            Self::NietNatuurlijkPersoon => "niet_natuurlijk_persoon",
            Self::Vestiging => "vestiging",
            Self::OrganisatorischeEenheid => "organisatorische_eenheid",
            Self::Medewerker => "medewerker",
        }
    }
}

/// That somebody is involved in a zaak.
#[derive(Debug, Clone)]
pub struct Rol {
    /// The id.
    pub uuid: Id<Rol>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// In what capacity.
    pub roltype: Id<Roltype>,
    /// `natuurlijk_persoon`, `medewerker`, …
    pub betrokkene_type: String,
    /// The name of the roltype.
    pub omschrijving: String,
    /// `initiator`, `behandelaar`, …
    pub omschrijving_generiek: String,
    /// Remarks.
    pub roltoelichting: String,
    /// When it was added.
    pub registratiedatum: Timestamp,
    /// `gemachtigde`, `machtiginggever` or empty.
    pub indicatie_machtiging: String,
    /// Who, in the fields of the standard for the betrokkene type.
    pub betrokkene_identificatie: Value,
    /// Name, e-mail address and phone number for this zaak.
    pub contactpersoon_rol: Option<Value>,
    /// How the person logged in and by what mandate.
    pub authenticatie_context: Option<Value>,
    /// The URL of who it is in another register; empty when the identification stands here. One of our own is a path.
    pub betrokkene: String,
    /// The name to use instead of that of the party.
    pub afwijkende_naam_betrokkene: String,
    /// The first day that it holds.
    pub begin_geldigheid: Option<Date>,
    /// The day from which it no longer holds.
    pub einde_geldigheid: Option<Date>,
}

impl Rol {
    /// Returns the e-mail address that was given for this zaak.
    pub fn emailadres(&self) -> Option<&str> {
        self.contactpersoon_rol.as_ref()?.get("emailadres")?.as_str().filter(|address| !address.is_empty())
    }

    /// Returns the BSN of whom this rol is of. Who has none has no login here: she can't see the zaak, nor do a task.
    pub fn bsn(&self) -> Option<&str> {
        self.betrokkene_identificatie.get("inpBsn")?.as_str().filter(|bsn| !bsn.is_empty())
    }

    /// Returns for whom the login was that this rol came from, as the kind of number (`bsn`, `kvkNummer`, `rsin`) and the number; none when the
    /// rol does not say.
    pub fn representee(&self) -> Option<(&str, &str)> {
        let representee = self.authenticatie_context.as_ref()?.get("representee")?;
        let text = |field: &str| representee.get(field).and_then(Value::as_str).unwrap_or_default();
        Some((text("identifierType"), text("identifier")))
    }

    /// Returns the name to write to.
    pub fn naam(&self) -> Option<&str> {
        self.contactpersoon_rol.as_ref()?.get("naam")?.as_str().filter(|naam| !naam.is_empty())
    }
}

/// Somebody to be involved.
#[derive(Debug)]
pub struct NewRol<'a> {
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// In what capacity.
    pub roltype: &'a Roltype,
    /// What kind of party.
    pub betrokkene_type: BetrokkeneType,
    /// Who, in the fields of the standard: `{"inpBsn": …}`, `{"identificatie": …}`.
    pub betrokkene_identificatie: Value,
    /// Remarks.
    pub roltoelichting: &'a str,
    /// `gemachtigde`, `machtiginggever` or empty.
    pub indicatie_machtiging: &'a str,
    /// Name, e-mail address and phone number for this zaak.
    pub contactpersoon_rol: Option<Value>,
    /// How the person logged in and by what mandate.
    pub authenticatie_context: Option<Value>,
}

/// Who is involved, as another system describes it, with all facts of its own.
#[derive(Debug, Clone)]
pub struct RolGegevens {
    /// What kind of party.
    pub betrokkene_type: BetrokkeneType,
    /// The URL of who it is in another register; empty when the identification is given.
    pub betrokkene: String,
    /// Who, in the fields of the standard.
    pub betrokkene_identificatie: Value,
    /// The name to use instead of that of the party.
    pub afwijkende_naam_betrokkene: String,
    /// Remarks, at most 1,000 characters.
    pub roltoelichting: String,
    /// `gemachtigde`, `machtiginggever` or empty.
    pub indicatie_machtiging: String,
    /// Name, e-mail address and phone number for this zaak.
    pub contactpersoon_rol: Option<Value>,
    /// How the person logged in and by what mandate.
    pub authenticatie_context: Option<Value>,
    /// The first day that it holds.
    pub begin_geldigheid: Option<Date>,
    /// The day from which it no longer holds.
    pub einde_geldigheid: Option<Date>,
}

/// The value of an eigenschap of a zaak.
#[derive(Debug, Clone)]
pub struct Eigenschapswaarde {
    /// The id.
    pub uuid: Id<Eigenschapswaarde>,
    /// Which eigenschap.
    pub eigenschap: Id<Eigenschap>,
    /// Its name.
    pub naam: String,
    /// The value. A date is `20261125` when Loket wrote it, and as it was sent by another system.
    pub waarde: String,
}

/// That a document belongs to a zaak, as the relation itself says it.
#[derive(Debug, Clone)]
pub struct Relatie {
    /// The id of the relation.
    pub uuid: Id<Relatie>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// The document.
    pub informatieobject: Id<Document>,
    /// What the document is called in this zaak.
    pub titel: String,
    /// What it is about in this zaak.
    pub beschrijving: String,
    /// When it was added to the zaak.
    pub registratiedatum: Timestamp,
    /// When it is destroyed.
    pub vernietigingsdatum: Option<Timestamp>,
    /// The status that it belongs to.
    pub status: Option<Id<Status>>,
}

/// That a document belongs to a zaak, with what a list shows of the document.
#[derive(Debug, Clone)]
pub struct ZaakInformatieobject {
    /// The id of the relation; links to documents name this, never the document.
    pub uuid: Id<ZaakInformatieobject>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// The document.
    pub informatieobject: Id<Document>,
    /// The title of the document.
    pub titel: String,
    /// The name of the kind of document.
    pub informatieobjecttype: String,
    /// The media type.
    pub formaat: String,
    /// Number of bytes; none while it still has to be typeset.
    pub bestandsomvang: Option<i64>,
    /// The name of the file.
    pub bestandsnaam: String,
    /// When it was added to the zaak.
    pub registratiedatum: Timestamp,
    /// Whether it came from outside.
    pub is_ontvangen: bool,
    /// Whether the portal shows it to who may see the zaak.
    pub is_zichtbaar: bool,
}
