//! Decisions, in the words of the standard.

use autorisaties::is_extern;
use catalogi::Besluittype;
use diensten::ExternObject;
use documenten::Document;
use jiff::civil::Date;
use values::{Id, Rsin};
use zaken::Zaak;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluit {
    /// The id.
    pub uuid: Id<Besluit>,
    /// The number that people say, such as `BESLUIT-2026-0000000001`.
    pub identificatie: String,
    /// The organisation that decided.
    pub verantwoordelijke_organisatie: String,
    /// What kind of decision it is.
    pub besluittype: Id<Besluittype>,
    /// The zaak in which it was taken, here or in another register.
    pub zaak: Option<Id<Zaak>>,
    /// The day that it was taken.
    pub datum: Date,
    /// Why.
    pub toelichting: String,
    /// The body that decided.
    pub bestuursorgaan: String,
    /// The day from which it holds.
    pub ingangsdatum: Date,
    /// The day that it ends.
    pub vervaldatum: Option<Date>,
    /// Why it ends: `tijdelijk`, `ingetrokken_overheid`, `ingetrokken_belanghebbende` or empty.
    pub vervalreden: String,
    /// The day that it was announced.
    pub publicatiedatum: Option<Date>,
    /// The day that it was sent.
    pub verzenddatum: Option<Date>,
    /// The last day to react or object.
    pub uiterlijke_reactiedatum: Option<Date>,
}

impl Besluit {
    /// Returns the zaak in which it was taken, when that is one of ours.
    pub fn own_zaak(&self) -> Option<Id<Zaak>> {
        self.zaak.filter(|zaak| !is_extern(zaak.uuid()))
    }
}

/// A zaak of another register in which a decision is to be taken.
#[derive(Debug, Clone)]
pub(crate) struct ZaakElders {
    /// The zaak, as that register shows it.
    pub(crate) object: ExternObject,
    /// Whether its zaaktype names the besluittype.
    pub(crate) allows_besluittype: bool,
}

/// A decision with the name of its kind, for who may see the zaak.
#[derive(Debug, Clone)]
pub struct BesluitRegel {
    /// The decision.
    pub besluit: Besluit,
    /// The omschrijving of its besluittype.
    pub soort: String,
}

/// A decision to be taken.
#[derive(Debug)]
pub struct NewBesluit<'a> {
    /// The zaak in which it is taken.
    pub zaak: &'a Zaak,
    /// What kind of decision, by its omschrijving.
    pub besluittype: &'a str,
    /// Why.
    pub toelichting: &'a str,
    /// The day from which it holds.
    pub ingangsdatum: Date,
    /// The day that it ends.
    pub vervaldatum: Option<Date>,
}

/// A decision as another system hands it over, with all facts of its own.
#[derive(Debug, Clone)]
pub struct BesluitGegevens {
    /// The number within the organisation; when there is none, one is made, or the decision keeps the one that it has.
    pub identificatie: Option<String>,
    /// The organisation that decided.
    pub verantwoordelijke_organisatie: Rsin,
    /// The zaak in which it was taken.
    pub zaak: Option<Id<Zaak>>,
    /// The day that it was taken.
    pub datum: Date,
    /// Why.
    pub toelichting: String,
    /// The body that decided.
    pub bestuursorgaan: String,
    /// The day from which it holds.
    pub ingangsdatum: Date,
    /// The day that it ends.
    pub vervaldatum: Option<Date>,
    /// Why it ends: `tijdelijk`, `ingetrokken_overheid`, `ingetrokken_belanghebbende` or empty.
    pub vervalreden: String,
    /// The day that it was announced.
    pub publicatiedatum: Option<Date>,
    /// The day that it was sent.
    pub verzenddatum: Option<Date>,
    /// The last day to react or object.
    pub uiterlijke_reactiedatum: Option<Date>,
}

impl BesluitGegevens {
    /// Returns the decision that these facts describe.
    pub(crate) fn into_besluit(
        self,
        uuid: Id<Besluit>,
        besluittype: Id<Besluittype>,
        identificatie: String,
    ) -> Besluit {
        Besluit {
            uuid,
            identificatie,
            verantwoordelijke_organisatie: self.verantwoordelijke_organisatie.as_str().to_owned(),
            besluittype,
            zaak: self.zaak,
            datum: self.datum,
            toelichting: self.toelichting,
            bestuursorgaan: self.bestuursorgaan,
            ingangsdatum: self.ingangsdatum,
            vervaldatum: self.vervaldatum,
            vervalreden: self.vervalreden,
            publicatiedatum: self.publicatiedatum,
            verzenddatum: self.verzenddatum,
            uiterlijke_reactiedatum: self.uiterlijke_reactiedatum,
        }
    }
}

/// That a document belongs to a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BesluitInformatieobject {
    /// The id of the relation.
    pub uuid: Id<BesluitInformatieobject>,
    /// The decision.
    pub besluit: Id<Besluit>,
    /// The document.
    pub informatieobject: Id<Document>,
}
