//! The zaak itself.

use catalogi::Zaaktype;
use diensten::ExternObject;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;
use values::{Duur, Id, Rsin, Vertrouwelijkheidaanduiding};

use super::{Resultaat, Status};

/// One zaak.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The id.
    pub uuid: Id<Zaak>,
    /// The number that people say, such as `ZAAK-2026-0000000001`.
    pub identificatie: String,
    /// The organisation that made it.
    pub bronorganisatie: String,
    /// In a few words.
    pub omschrijving: String,
    /// Remarks.
    pub toelichting: String,
    /// The version of the zaaktype that it started with.
    pub zaaktype: Id<Zaaktype>,
    /// The day that it was registered.
    pub registratiedatum: Date,
    /// The organisation that handles it.
    pub verantwoordelijke_organisatie: String,
    /// The day that it started.
    pub startdatum: Date,
    /// The day that it ended; none while it runs.
    pub einddatum: Option<Date>,
    /// The day that it should end.
    pub einddatum_gepland: Option<Date>,
    /// The day by which it must end by law.
    pub uiterlijke_einddatum_afdoening: Option<Date>,
    /// How confidential it is; never empty. Rule: zrc-009 (vertrouwelijkheidaanduiding).
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    /// `nvt`, `nog_niet`, `gedeeltelijk`, `geheel` or empty.
    pub betalingsindicatie: String,
    /// `blijvend_bewaren` or `vernietigen`, once known.
    pub archiefnominatie: Option<String>,
    /// `nog_te_archiveren` and so on.
    pub archiefstatus: String,
    /// The day that it is destroyed or handed over.
    pub archiefactiedatum: Option<Date>,
    /// The day from which the archive term counts. Rule: zrc-026 (bewaren).
    pub startdatum_bewaartermijn: Option<Date>,
    /// The zaak that it is a part of.
    pub hoofdzaak: Option<Id<Zaak>>,
    /// The status with the latest datumStatusGezet.
    pub status: Option<Id<Status>>,
    /// How it ended.
    pub resultaat: Option<Id<Resultaat>>,
    /// When anything of it last changed.
    pub laatst_gemuteerd: Timestamp,
    /// What few zaken have.
    pub bijzonderheden: Bijzonderheden,
}

impl Zaak {
    /// Decides whether it was archived: from then on nothing below it changes.
    pub fn is_archived(&self) -> bool {
        self.archiefstatus != NOG_TE_ARCHIVEREN
    }
}

/// The archiefstatus that a zaak starts with.
pub const NOG_TE_ARCHIVEREN: &str = "nog_te_archiveren";

/// What few zaken have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bijzonderheden {
    /// The day that it was or will be announced.
    pub publicatiedatum: Option<Date>,
    /// The URL of the channel by which it came.
    pub communicatiekanaal: String,
    /// The name of the channel by which it came.
    pub communicatiekanaal_naam: String,
    /// URLs of products and services that it is about.
    pub producten_of_diensten: Vec<String>,
    /// When it was last paid for.
    pub laatste_betaaldatum: Option<Timestamp>,
    /// Where it is, as GeoJSON.
    pub zaakgeometrie: Option<Value>,
    /// That it takes longer.
    pub verlenging: Option<Verlenging>,
    /// That it waits.
    pub opschorting: Opschorting,
    /// The URL of the class of the selectielijst.
    pub selectielijstklasse: String,
    /// The RSIN of the organisation for which it is done.
    pub opdrachtgevende_organisatie: String,
    /// What the process is about.
    pub processobjectaard: String,
    /// The object that tells when the process ended.
    pub processobject: Processobject,
    /// When its owner last looked at it.
    pub laatst_geopend: Option<Timestamp>,
}

/// That a zaak takes longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verlenging {
    /// Why.
    pub reden: String,
    /// How much.
    pub duur: Duur,
}

/// That a zaak waits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opschorting {
    /// Whether it waits now.
    pub indicatie: bool,
    /// Whether it waited before.
    pub eerder: bool,
    /// Why.
    pub reden: String,
    /// The day that it began to wait; none when it does not wait.
    pub sinds: Option<Date>,
}

/// The object that tells when the process ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Processobject {
    /// The attribute that holds the day.
    pub datumkenmerk: String,
    /// Which object.
    pub identificatie: String,
    /// What kind of object.
    pub objecttype: String,
    /// The register that holds it.
    pub registratie: String,
}

/// What another system calls the zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kenmerk {
    /// The name there.
    pub kenmerk: String,
    /// Which system.
    pub bron: String,
}

/// That another zaak matters to this one. Rule: zrc-011 (relevanteAndereZaken).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelevanteZaak {
    /// The other zaak.
    pub zaak: Id<Zaak>,
    /// `vervolg`, `onderwerp`, `bijdrage` or `overig`.
    pub aard_relatie: String,
    /// What the relation is, when it is another one.
    pub overige_relatie: String,
    /// Remarks.
    pub toelichting: String,
}

/// That a decision was taken in a zaak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zaakbesluit {
    /// The id of the relation: that of the decision, when it is ours.
    pub uuid: Uuid,
    /// The decision.
    pub besluit: Uuid,
}

/// A zaak to be made.
#[derive(Debug)]
pub struct NewZaak<'a> {
    /// The version of the zaaktype.
    pub zaaktype: &'a Zaaktype,
    /// The organisation that makes and handles it.
    pub organisatie: &'a Rsin,
    /// In a few words, at most 80 characters.
    pub omschrijving: &'a str,
    /// Remarks, at most 1,000 characters.
    pub toelichting: &'a str,
    /// The day that it starts.
    pub startdatum: Date,
}

/// A zaak as another system describes it, with all facts of its own. What is none is derived.
#[derive(Debug, Clone)]
pub struct ZaakGegevens {
    /// The number within the organisation; made when there is none.
    pub identificatie: Option<String>,
    /// The organisation that makes it.
    pub bronorganisatie: Rsin,
    /// The organisation that handles it.
    pub verantwoordelijke_organisatie: Rsin,
    /// In a few words, at most 80 characters.
    pub omschrijving: String,
    /// Remarks, at most 1,000 characters.
    pub toelichting: String,
    /// The day that it was registered; today when there is none.
    pub registratiedatum: Option<Date>,
    /// The day that it starts.
    pub startdatum: Date,
    /// The day that it should end; by the servicenorm when a new zaak has none.
    pub einddatum_gepland: Option<Date>,
    /// The day by which it must end; by the doorlooptijd when a new zaak has none.
    pub uiterlijke_einddatum_afdoening: Option<Date>,
    /// How confidential it is; as the zaaktype says when there is none.
    pub vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    /// `nvt`, `nog_niet`, `gedeeltelijk`, `geheel` or empty.
    pub betalingsindicatie: String,
    /// `blijvend_bewaren` or `vernietigen`.
    pub archiefnominatie: Option<String>,
    /// `nog_te_archiveren` and so on.
    pub archiefstatus: String,
    /// The day that it is destroyed or handed over.
    pub archiefactiedatum: Option<Date>,
    /// The day from which the archive term counts.
    pub startdatum_bewaartermijn: Option<Date>,
    /// The zaak that it is a part of.
    pub hoofdzaak: Option<Id<Zaak>>,
    /// What few zaken have.
    pub bijzonderheden: Bijzonderheden,
    /// What other systems call it.
    pub kenmerken: Vec<Kenmerk>,
    /// Other zaken that matter to it.
    pub relevante_andere_zaken: Vec<RelevanteZaak>,
    /// Other zaken that it is related to, and that are related to it.
    pub gerelateerde_zaken: Vec<Id<Zaak>>,
    /// Those of the zaken it names that are in other registers, as those show them. What it named before need not be here again.
    pub elders: Vec<ExternObject>,
}

impl ZaakGegevens {
    /// Describes a zaak with nothing special.
    pub fn new(organisatie: Rsin, startdatum: Date) -> Self {
        Self {
            identificatie: None,
            bronorganisatie: organisatie.clone(),
            verantwoordelijke_organisatie: organisatie,
            omschrijving: String::new(),
            toelichting: String::new(),
            registratiedatum: None,
            startdatum,
            einddatum_gepland: None,
            uiterlijke_einddatum_afdoening: None,
            vertrouwelijkheidaanduiding: None,
            betalingsindicatie: "nvt".to_owned(),
            archiefnominatie: None,
            archiefstatus: NOG_TE_ARCHIVEREN.to_owned(),
            archiefactiedatum: None,
            startdatum_bewaartermijn: None,
            hoofdzaak: None,
            bijzonderheden: Bijzonderheden::default(),
            kenmerken: Vec::new(),
            relevante_andere_zaken: Vec::new(),
            gerelateerde_zaken: Vec::new(),
            elders: Vec::new(),
        }
    }

    /// Decides whether it names other zaken or has names elsewhere.
    pub fn has_relaties(&self) -> bool {
        !(self.kenmerken.is_empty()
            && self.relevante_andere_zaken.is_empty()
            && self.gerelateerde_zaken.is_empty()
            && self.elders.is_empty())
    }
}
