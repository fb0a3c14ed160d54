//! What the register keeps of each kind of type: the fields of the standard, one struct for each table. The product itself works with
//! the types of [`crate::domain`], which hold a zaaktype whole.

use jiff::civil::Date;
use values::{Duur, Id, Vertrouwelijkheidaanduiding};

use crate::domain::{
    Besluittype, Catalogus, Eigenschap, Informatieobjecttype, Resultaattype, Roltype, Statustype, Zaaktype,
    ZaaktypeInformatieobjecttype,
};

/// The id of what has no type of its own in the product.
#[derive(Debug, Clone, Copy)]
pub enum Zaakobjecttype {}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogusGegevens {
    pub uuid: Id<Catalogus>,
    pub domein: String,
    pub rsin: String,
    pub naam: String,
    pub contactpersoon_beheer_naam: String,
    pub contactpersoon_beheer_telefoonnummer: String,
    pub contactpersoon_beheer_emailadres: String,
    pub versie: String,
    pub begindatum_versie: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZaaktypeGegevens {
    pub uuid: Id<Zaaktype>,
    pub catalogus: Id<Catalogus>,
    pub identificatie: String,
    pub omschrijving: String,
    pub omschrijving_generiek: String,
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    pub doel: String,
    pub aanleiding: String,
    pub toelichting: String,
    pub indicatie_intern_of_extern: String,
    pub handeling_initiator: String,
    pub onderwerp: String,
    pub handeling_behandelaar: String,
    pub doorlooptijd: Duur,
    pub servicenorm: Option<Duur>,
    pub opschorting_en_aanhouding_mogelijk: bool,
    pub verlenging_mogelijk: bool,
    pub verlengingstermijn: Option<Duur>,
    pub trefwoorden: Vec<String>,
    pub publicatie_indicatie: bool,
    pub publicatietekst: String,
    pub verantwoordingsrelatie: Vec<String>,
    pub producten_of_diensten: Vec<String>,
    pub selectielijst_procestype: String,
    pub referentieproces_naam: String,
    pub referentieproces_link: String,
    pub verantwoordelijke: String,
    pub broncatalogus_url: String,
    pub broncatalogus_domein: String,
    pub broncatalogus_rsin: String,
    pub bronzaaktype_url: String,
    pub bronzaaktype_identificatie: String,
    pub bronzaaktype_omschrijving: String,
    /// Roles of staff that may see and handle zaken of this type. Not in the API.
    pub behandelrollen: Vec<String>,
    pub begin_geldigheid: Date,
    pub einde_geldigheid: Option<Date>,
    pub versiedatum: Date,
    pub concept: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatustypeGegevens {
    pub uuid: Id<Statustype>,
    pub zaaktype: Id<Zaaktype>,
    pub volgnummer: i64,
    pub omschrijving: String,
    pub omschrijving_generiek: String,
    pub statustekst: String,
    pub informeren: bool,
    pub doorlooptijd: Option<Duur>,
    pub toelichting: String,
    pub checklistitems: Vec<Checklistitem>,
    /// Whether residents see it. Not in the API.
    pub toon_in_portaal: bool,
}

/// A point to check before a status is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklistitem {
    pub itemnaam: String,
    pub toelichting: String,
    pub vraagstelling: String,
    pub verplicht: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultaattypeGegevens {
    pub uuid: Id<Resultaattype>,
    pub zaaktype: Id<Zaaktype>,
    pub omschrijving: String,
    pub resultaattypeomschrijving: String,
    pub omschrijving_generiek: String,
    pub selectielijstklasse: String,
    pub toelichting: String,
    pub archiefnominatie: String,
    pub archiefactietermijn: Option<Duur>,
    /// Empty when there is no brondatumArchiefprocedure.
    pub afleidingswijze: String,
    pub datumkenmerk: String,
    pub einddatum_bekend: bool,
    pub objecttype: String,
    pub registratie: String,
    /// The one of the brondatumArchiefprocedure.
    pub procestermijn: Option<Duur>,
    /// The one beside it.
    pub procestermijn_dossier: Option<Duur>,
    pub procesobjectaard: String,
    pub indicatie_specifiek: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoltypeGegevens {
    pub uuid: Id<Roltype>,
    pub zaaktype: Id<Zaaktype>,
    pub omschrijving: String,
    pub omschrijving_generiek: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EigenschapGegevens {
    pub uuid: Id<Eigenschap>,
    pub zaaktype: Id<Zaaktype>,
    pub naam: String,
    pub definitie: String,
    pub toelichting: String,
    pub groep: String,
    pub formaat: String,
    pub lengte: String,
    pub kardinaliteit: String,
    pub waardenverzameling: Vec<String>,
    pub statustype: Option<Id<Statustype>>,
    /// Whether residents see it. Not in the API.
    pub toon_in_portaal: bool,
    /// The name that residents see. Not in the API.
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZaakobjecttypeGegevens {
    pub uuid: Id<Zaakobjecttype>,
    pub zaaktype: Id<Zaaktype>,
    pub ander_objecttype: bool,
    pub objecttype: String,
    pub relatie_omschrijving: String,
    pub statustype: Option<Id<Statustype>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InformatieobjecttypeGegevens {
    pub uuid: Id<Informatieobjecttype>,
    pub catalogus: Id<Catalogus>,
    pub omschrijving: String,
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    pub informatieobjectcategorie: String,
    pub trefwoord: Vec<String>,
    pub generiek_omschrijving: String,
    pub generiek_definitie: String,
    pub generiek_herkomst: String,
    pub generiek_hierarchie: String,
    pub generiek_opmerking: String,
    pub begin_geldigheid: Date,
    pub einde_geldigheid: Option<Date>,
    pub concept: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZaaktypeInformatieobjecttypeGegevens {
    pub uuid: Id<ZaaktypeInformatieobjecttype>,
    pub zaaktype: Id<Zaaktype>,
    pub informatieobjecttype: Id<Informatieobjecttype>,
    pub volgnummer: i64,
    pub richting: String,
    pub statustype: Option<Id<Statustype>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BesluittypeGegevens {
    pub uuid: Id<Besluittype>,
    pub catalogus: Id<Catalogus>,
    pub omschrijving: String,
    pub omschrijving_generiek: String,
    pub besluitcategorie: String,
    pub reactietermijn: Option<Duur>,
    pub publicatie_indicatie: bool,
    pub publicatietekst: String,
    pub publicatietermijn: Option<Duur>,
    pub toelichting: String,
    pub begin_geldigheid: Date,
    pub einde_geldigheid: Option<Date>,
    pub concept: bool,
}
