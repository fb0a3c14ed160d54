//! A zaak on the wire, with all fields of the standard in its order. What is not kept yet is written as the standard's empty value.

use autorisaties::handlers::{Url, Urls};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;

use crate::register::{Soort, Verwijzing};
use crate::{Zaak, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ZaakView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    identificatie: &'a str,
    bronorganisatie: &'a str,
    omschrijving: &'a str,
    toelichting: &'a str,
    zaaktype: Url<'a>,
    registratiedatum: Date,
    verantwoordelijke_organisatie: &'a str,
    startdatum: Date,
    einddatum: Option<Date>,
    einddatum_gepland: Option<Date>,
    uiterlijke_einddatum_afdoening: Option<Date>,
    publicatiedatum: Option<Date>,
    communicatiekanaal: &'a str,
    producten_of_diensten: [&'a str; 0],
    vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    betalingsindicatie: &'a str,
    betalingsindicatie_weergave: &'static str,
    laatste_betaaldatum: Option<Date>,
    zaakgeometrie: Option<&'a str>,
    verlenging: VerlengingView,
    opschorting: OpschortingView,
    selectielijstklasse: &'a str,
    hoofdzaak: Option<Url<'a>>,
    deelzaken: Vec<Url<'a>>,
    relevante_andere_zaken: [&'a str; 0],
    eigenschappen: Vec<EigenschapUrl<'a>>,
    rollen: Vec<Url<'a>>,
    status: Option<Url<'a>>,
    zaakinformatieobjecten: Vec<Url<'a>>,
    zaakobjecten: [&'a str; 0],
    kenmerken: [&'a str; 0],
    archiefnominatie: Option<&'a str>,
    archiefstatus: &'a str,
    archiefactiedatum: Option<Date>,
    resultaat: Option<Url<'a>>,
    opdrachtgevende_organisatie: &'a str,
    processobjectaard: &'a str,
    startdatum_bewaartermijn: Option<Date>,
    processobject: ProcessobjectView,
}

#[derive(Serialize)]
struct VerlengingView {
    reden: &'static str,
    duur: Option<&'static str>,
}

#[derive(Serialize)]
struct OpschortingView {
    indicatie: bool,
    reden: &'static str,
}

#[derive(Serialize)]
struct ProcessobjectView {
    datumkenmerk: &'static str,
    identificatie: &'static str,
    objecttype: &'static str,
    registratie: &'static str,
}

/// The URL of a zaakeigenschap, which lies below its zaak.
#[derive(Clone, Copy)]
pub(super) struct EigenschapUrl<'a> {
    pub(super) zaak: Url<'a>,
    pub(super) uuid: Uuid,
}

impl std::fmt::Display for EigenschapUrl<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.zaak, self.uuid)
    }
}

impl Serialize for EigenschapUrl<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'a> EigenschapUrl<'a> {
    pub(super) fn new(urls: &'a Urls, zaak: Uuid, uuid: Uuid) -> Self {
        Self { zaak: urls.url_below(paths::ZAKEN, zaak, "/zaakeigenschappen"), uuid }
    }
}

/// `all` are the references of the whole page, sorted by zaak.
pub(super) fn zaak<'a>(zaak: &'a Zaak, all: &[Verwijzing], urls: &'a Urls) -> ZaakView<'a> {
    let uuid = zaak.uuid.uuid();
    let from = all.partition_point(|one| one.zaak < uuid);
    let own = all.get(from..).unwrap_or_default();
    let own = own.get(..own.partition_point(|one| one.zaak == uuid)).unwrap_or_default();
    let of = |soort| own.iter().filter(move |one| one.soort == soort);
    let urls_of = |soort, path| of(soort).map(|one| urls.url(path, one.uuid)).collect();
    ZaakView {
        url: urls.url(paths::ZAKEN, uuid),
        uuid,
        identificatie: &zaak.identificatie,
        bronorganisatie: &zaak.bronorganisatie,
        omschrijving: &zaak.omschrijving,
        toelichting: &zaak.toelichting,
        zaaktype: urls.url(catalogi::paths::ZAAKTYPEN, zaak.zaaktype.uuid()),
        registratiedatum: zaak.registratiedatum,
        verantwoordelijke_organisatie: &zaak.verantwoordelijke_organisatie,
        startdatum: zaak.startdatum,
        einddatum: zaak.einddatum,
        einddatum_gepland: zaak.einddatum_gepland,
        uiterlijke_einddatum_afdoening: zaak.uiterlijke_einddatum_afdoening,
        publicatiedatum: None,
        communicatiekanaal: "",
        producten_of_diensten: [],
        vertrouwelijkheidaanduiding: zaak.vertrouwelijkheidaanduiding,
        betalingsindicatie: &zaak.betalingsindicatie,
        betalingsindicatie_weergave: betalingsindicatie_weergave(&zaak.betalingsindicatie),
        laatste_betaaldatum: None,
        zaakgeometrie: None,
        verlenging: VerlengingView { reden: "", duur: None },
        opschorting: OpschortingView { indicatie: false, reden: "" },
        selectielijstklasse: "",
        hoofdzaak: zaak.hoofdzaak.map(|hoofdzaak| urls.url(paths::ZAKEN, hoofdzaak.uuid())),
        deelzaken: urls_of(Soort::Deelzaak, paths::ZAKEN),
        relevante_andere_zaken: [],
        eigenschappen: of(Soort::Eigenschap).map(|one| EigenschapUrl::new(urls, uuid, one.uuid)).collect(),
        rollen: urls_of(Soort::Rol, paths::ROLLEN),
        status: zaak.status.map(|status| urls.url(paths::STATUSSEN, status.uuid())),
        zaakinformatieobjecten: urls_of(Soort::Informatieobject, paths::ZAAKINFORMATIEOBJECTEN),
        zaakobjecten: [],
        kenmerken: [],
        archiefnominatie: zaak.archiefnominatie.as_deref(),
        archiefstatus: &zaak.archiefstatus,
        archiefactiedatum: zaak.archiefactiedatum,
        resultaat: zaak.resultaat.map(|resultaat| urls.url(paths::RESULTATEN, resultaat.uuid())),
        opdrachtgevende_organisatie: "",
        processobjectaard: "",
        startdatum_bewaartermijn: zaak.startdatum_bewaartermijn,
        processobject: ProcessobjectView { datumkenmerk: "", identificatie: "", objecttype: "", registratie: "" },
    }
}

fn betalingsindicatie_weergave(betalingsindicatie: &str) -> &'static str {
    match betalingsindicatie {
        "nvt" => "Er is geen sprake van te betalen, met de zaak gemoeide, kosten.",
        "nog_niet" => "De met de zaak gemoeide kosten zijn (nog) niet betaald.",
        "gedeeltelijk" => "De met de zaak gemoeide kosten zijn gedeeltelijk betaald.",
        "geheel" => "De met de zaak gemoeide kosten zijn geheel betaald.",
        _ => "",
    }
}
