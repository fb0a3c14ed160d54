//! A zaak on the wire, with all fields of the standard in its order, and those that Open Zaak adds.

use autorisaties::handlers::{Url, Urls};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;

use crate::register::{Soort, Verwijzing};
use crate::{Zaak, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ZaakView<'a> {
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
    laatst_gemuteerd: Timestamp,
    laatst_geopend: Option<Timestamp>,
    communicatiekanaal: &'a str,
    communicatiekanaal_naam: &'a str,
    producten_of_diensten: &'a [String],
    vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    betalingsindicatie: &'a str,
    betalingsindicatie_weergave: &'static str,
    laatste_betaaldatum: Option<Timestamp>,
    zaakgeometrie: Option<&'a Value>,
    verlenging: VerlengingView<'a>,
    opschorting: OpschortingView<'a>,
    selectielijstklasse: &'a str,
    hoofdzaak: Option<Url<'a>>,
    deelzaken: Vec<Url<'a>>,
    relevante_andere_zaken: Vec<RelevanteZaakView<'a>>,
    gerelateerde_zaken: Vec<GerelateerdeZaakView<'a>>,
    eigenschappen: Vec<EigenschapUrl<'a>>,
    rollen: Vec<Url<'a>>,
    status: Option<Url<'a>>,
    zaakinformatieobjecten: Vec<Url<'a>>,
    zaakobjecten: Vec<Url<'a>>,
    kenmerken: Vec<KenmerkView<'a>>,
    archiefnominatie: Option<&'a str>,
    archiefstatus: &'a str,
    archiefactiedatum: Option<Date>,
    resultaat: Option<Url<'a>>,
    opdrachtgevende_organisatie: &'a str,
    processobjectaard: &'a str,
    startdatum_bewaartermijn: Option<Date>,
    processobject: ProcessobjectView<'a>,
}

/// The names of the fields of a zaak, for who asks for some of them.
pub(crate) const ZAAK_FIELDS: &[&str] = &[
    "url",
    "uuid",
    "identificatie",
    "bronorganisatie",
    "omschrijving",
    "toelichting",
    "zaaktype",
    "registratiedatum",
    "verantwoordelijkeOrganisatie",
    "startdatum",
    "einddatum",
    "einddatumGepland",
    "uiterlijkeEinddatumAfdoening",
    "publicatiedatum",
    "laatstGemuteerd",
    "laatstGeopend",
    "communicatiekanaal",
    "communicatiekanaalNaam",
    "productenOfDiensten",
    "vertrouwelijkheidaanduiding",
    "betalingsindicatie",
    "betalingsindicatieWeergave",
    "laatsteBetaaldatum",
    "zaakgeometrie",
    "verlenging",
    "opschorting",
    "selectielijstklasse",
    "hoofdzaak",
    "deelzaken",
    "relevanteAndereZaken",
    "gerelateerdeZaken",
    "eigenschappen",
    "rollen",
    "status",
    "zaakinformatieobjecten",
    "zaakobjecten",
    "kenmerken",
    "archiefnominatie",
    "archiefstatus",
    "archiefactiedatum",
    "resultaat",
    "opdrachtgevendeOrganisatie",
    "processobjectaard",
    "startdatumBewaartermijn",
    "processobject",
];

#[derive(Serialize)]
struct VerlengingView<'a> {
    reden: &'a str,
    duur: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OpschortingView<'a> {
    indicatie: bool,
    eerdere_opschorting: bool,
    reden: &'a str,
}

#[derive(Serialize)]
struct ProcessobjectView<'a> {
    datumkenmerk: &'a str,
    identificatie: &'a str,
    objecttype: &'a str,
    registratie: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RelevanteZaakView<'a> {
    url: Url<'a>,
    aard_relatie: &'a str,
    overige_relatie: &'a str,
    toelichting: &'a str,
}

#[derive(Serialize)]
struct GerelateerdeZaakView<'a> {
    url: Url<'a>,
}

#[derive(Serialize)]
struct KenmerkView<'a> {
    kenmerk: &'a str,
    bron: &'a str,
}

/// The URL of a zaakeigenschap, which lies below its zaak.
#[derive(Clone, Copy)]
pub(crate) struct EigenschapUrl<'a> {
    pub(crate) zaak: Url<'a>,
    pub(crate) uuid: Uuid,
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
    pub(crate) fn new(urls: &'a Urls, zaak: Uuid, uuid: Uuid) -> Self {
        Self { zaak: urls.url_below(paths::ZAKEN, zaak, "/zaakeigenschappen"), uuid }
    }
}

/// `all` are the references of the whole page, sorted by zaak.
pub(crate) fn zaak<'a>(zaak: &'a Zaak, all: &'a [Verwijzing], urls: &'a Urls) -> ZaakView<'a> {
    let uuid = zaak.uuid.uuid();
    let more = &zaak.bijzonderheden;
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
        publicatiedatum: more.publicatiedatum,
        laatst_gemuteerd: zaak.laatst_gemuteerd,
        laatst_geopend: more.laatst_geopend,
        communicatiekanaal: &more.communicatiekanaal,
        communicatiekanaal_naam: &more.communicatiekanaal_naam,
        producten_of_diensten: &more.producten_of_diensten,
        vertrouwelijkheidaanduiding: zaak.vertrouwelijkheidaanduiding,
        betalingsindicatie: &zaak.betalingsindicatie,
        betalingsindicatie_weergave: betalingsindicatie_weergave(&zaak.betalingsindicatie),
        laatste_betaaldatum: more.laatste_betaaldatum,
        zaakgeometrie: more.zaakgeometrie.as_ref(),
        verlenging: VerlengingView {
            reden: more.verlenging.as_ref().map_or("", |verlenging| &verlenging.reden),
            duur: more.verlenging.as_ref().map(|verlenging| verlenging.duur.to_string()),
        },
        opschorting: OpschortingView {
            indicatie: more.opschorting.indicatie,
            eerdere_opschorting: more.opschorting.eerder,
            reden: &more.opschorting.reden,
        },
        selectielijstklasse: &more.selectielijstklasse,
        hoofdzaak: zaak.hoofdzaak.map(|hoofdzaak| urls.url(paths::ZAKEN, hoofdzaak.uuid())),
        deelzaken: urls_of(Soort::Deelzaak, paths::ZAKEN),
        relevante_andere_zaken: of(Soort::Relevant)
            .map(|one| RelevanteZaakView {
                url: urls.url(paths::ZAKEN, one.uuid),
                aard_relatie: &one.teksten[0],
                overige_relatie: &one.teksten[1],
                toelichting: &one.teksten[2],
            })
            .collect(),
        gerelateerde_zaken: of(Soort::Gerelateerd)
            .map(|one| GerelateerdeZaakView { url: urls.url(paths::ZAKEN, one.uuid) })
            .collect(),
        eigenschappen: of(Soort::Eigenschap).map(|one| EigenschapUrl::new(urls, uuid, one.uuid)).collect(),
        rollen: urls_of(Soort::Rol, paths::ROLLEN),
        status: zaak.status.map(|status| urls.url(paths::STATUSSEN, status.uuid())),
        zaakinformatieobjecten: urls_of(Soort::Informatieobject, paths::ZAAKINFORMATIEOBJECTEN),
        zaakobjecten: urls_of(Soort::Zaakobject, paths::ZAAKOBJECTEN),
        kenmerken: of(Soort::Kenmerk)
            .map(|one| KenmerkView { kenmerk: &one.teksten[0], bron: &one.teksten[1] })
            .collect(),
        // A resultaattype may leave it open.
        archiefnominatie: zaak.archiefnominatie.as_deref().filter(|nominatie| !nominatie.is_empty()),
        archiefstatus: &zaak.archiefstatus,
        archiefactiedatum: zaak.archiefactiedatum,
        resultaat: zaak.resultaat.map(|resultaat| urls.url(paths::RESULTATEN, resultaat.uuid())),
        opdrachtgevende_organisatie: &more.opdrachtgevende_organisatie,
        processobjectaard: &more.processobjectaard,
        startdatum_bewaartermijn: zaak.startdatum_bewaartermijn,
        processobject: ProcessobjectView {
            datumkenmerk: &more.processobject.datumkenmerk,
            identificatie: &more.processobject.identificatie,
            objecttype: &more.processobject.objecttype,
            registratie: &more.processobject.registratie,
        },
    }
}

fn betalingsindicatie_weergave(betalingsindicatie: &str) -> &'static str {
    match betalingsindicatie {
        "nvt" => "Er is geen sprake van te betalen, met de zaak gemoeide, kosten.",
        "nog_niet" => "De met de zaak gemoeide kosten zijn (nog) niet betaald.",
        "gedeeltelijk" => "De met de zaak gemoeide kosten zijn gedeeltelijk betaald.",
        "gefactureerd" => "Gefactureerd",
        "gecrediteerd" => "Gecrediteerd",
        "betaald" => "Betaald",
        "geheel" => "De met de zaak gemoeide kosten zijn geheel betaald.",
        _ => "",
    }
}
