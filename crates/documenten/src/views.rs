//! What this API shows, on the wire and in the audit trail.

use autorisaties::handlers::{Url, Urls};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use values::Vertrouwelijkheidaanduiding;

use crate::register::DocumentRegel;
use crate::{Adres, Bestandsdeel, Gebruiksrechten, ObjectInformatieObject, ObjectSoort, Verzending, paths};

/// Returns a view as it is kept: in the audit trail, and under the fields of a PATCH.
pub(crate) fn kept(view: &impl Serialize) -> Value {
    serde_json::to_value(view).unwrap_or_default()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DocumentView<'a> {
    url: Url<'a>,
    identificatie: &'a str,
    bronorganisatie: &'a str,
    creatiedatum: Date,
    titel: &'a str,
    vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    is_gereed_voor_publicatie: Option<bool>,
    tonen_aan_initiator: bool,
    auteur: &'a str,
    status: &'a str,
    inhoud_is_vervallen: Option<bool>,
    formaat: &'a str,
    taal: &'a str,
    versie: i64,
    begin_registratie: Timestamp,
    bestandsnaam: &'a str,
    inhoud: Option<Download<'a>>,
    bestandsomvang: Option<i64>,
    link: &'a str,
    beschrijving: &'a str,
    ontvangstdatum: Option<Date>,
    verzenddatum: Option<Date>,
    indicatie_gebruiksrecht: Option<bool>,
    verschijningsvorm: &'a str,
    ondertekening: OndertekeningView<'a>,
    integriteit: IntegriteitView<'a>,
    informatieobjecttype: Url<'a>,
    locked: bool,
    bestandsdelen: Vec<BestandsdeelView<'a>>,
    trefwoorden: &'a [String],
}

/// The answer to a POST also has the lock of a file that comes in parts; empty when there is none.
#[derive(Serialize)]
pub(crate) struct CreatedView<'a> {
    #[serde(flatten)]
    document: DocumentView<'a>,
    lock: &'a str,
}

struct Download<'a> {
    url: Url<'a>,
    versie: i64,
}

impl Serialize for Download<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}?versie={}", self.url, self.versie))
    }
}

#[derive(Serialize)]
struct OndertekeningView<'a> {
    soort: &'a str,
    datum: Option<Date>,
}

#[derive(Serialize)]
struct IntegriteitView<'a> {
    algoritme: &'a str,
    waarde: &'a str,
    datum: Option<Date>,
}

#[derive(Serialize)]
pub(crate) struct BestandsdeelView<'a> {
    url: Url<'a>,
    volgnummer: i64,
    omvang: i64,
    voltooid: bool,
    lock: &'a str,
}

pub(crate) fn document<'a>(regel: &'a DocumentRegel, urls: &'a Urls) -> DocumentView<'a> {
    let document = &regel.document;
    let uuid = document.uuid.uuid();
    let (ondertekening, integriteit) = (document.ondertekening.as_ref(), document.integriteit.as_ref());
    // A lock shows only to who took it: in the parts of a file that still comes in, to whoever may read the document.
    let lock = regel.lock.as_deref().unwrap_or_default();
    DocumentView {
        url: urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, uuid),
        identificatie: &document.identificatie,
        bronorganisatie: &document.bronorganisatie,
        creatiedatum: document.creatiedatum,
        titel: &document.titel,
        vertrouwelijkheidaanduiding: document.vertrouwelijkheidaanduiding,
        is_gereed_voor_publicatie: document.is_gereed_voor_publicatie,
        tonen_aan_initiator: document.tonen_aan_initiator,
        auteur: &document.auteur,
        status: &document.status,
        inhoud_is_vervallen: document.inhoud_is_vervallen,
        formaat: &document.formaat,
        taal: &document.taal,
        versie: document.versie,
        begin_registratie: document.begin_registratie,
        bestandsnaam: &document.bestandsnaam,
        inhoud: regel.delen.is_empty().then(|| Download {
            url: urls.url_below(paths::ENKELVOUDIGINFORMATIEOBJECTEN, uuid, "/download"),
            versie: document.versie,
        }),
        bestandsomvang: document.bestandsomvang,
        link: &document.link,
        beschrijving: &document.beschrijving,
        ontvangstdatum: document.ontvangstdatum,
        verzenddatum: document.verzenddatum,
        indicatie_gebruiksrecht: document.indicatie_gebruiksrecht,
        verschijningsvorm: &document.verschijningsvorm,
        ondertekening: OndertekeningView {
            soort: ondertekening.map_or("", |own| &own.soort),
            datum: ondertekening.map(|own| own.datum),
        },
        integriteit: IntegriteitView {
            algoritme: integriteit.map_or("", |own| &own.algoritme),
            waarde: integriteit.map_or("", |own| &own.waarde),
            datum: integriteit.map(|own| own.datum),
        },
        informatieobjecttype: urls.url(catalogi::paths::INFORMATIEOBJECTTYPEN, document.informatieobjecttype.uuid()),
        locked: regel.lock.is_some(),
        bestandsdelen: regel.delen.iter().map(|deel| bestandsdeel(deel, lock, urls)).collect(),
        trefwoorden: &document.trefwoorden,
    }
}

pub(crate) fn bestandsdeel<'a>(deel: &Bestandsdeel, lock: &'a str, urls: &'a Urls) -> BestandsdeelView<'a> {
    BestandsdeelView {
        url: urls.url(paths::BESTANDSDELEN, deel.uuid.uuid()),
        volgnummer: deel.volgnummer,
        omvang: deel.omvang,
        voltooid: deel.inhoud.is_some(),
        lock,
    }
}

pub(crate) fn created<'a>(regel: &'a DocumentRegel, urls: &'a Urls) -> CreatedView<'a> {
    CreatedView { document: document(regel, urls), lock: regel.lock.as_deref().unwrap_or_default() }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GebruiksrechtenView<'a> {
    url: Url<'a>,
    informatieobject: Url<'a>,
    startdatum: Timestamp,
    einddatum: Option<Timestamp>,
    omschrijving_voorwaarden: &'a str,
}

pub(crate) fn gebruiksrechten<'a>(one: &'a Gebruiksrechten, urls: &'a Urls) -> GebruiksrechtenView<'a> {
    GebruiksrechtenView {
        url: urls.url(paths::GEBRUIKSRECHTEN, one.uuid.uuid()),
        informatieobject: urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, one.informatieobject.uuid()),
        startdatum: one.startdatum,
        einddatum: one.einddatum,
        omschrijving_voorwaarden: &one.omschrijving_voorwaarden,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RelatieView<'a> {
    url: Url<'a>,
    informatieobject: Url<'a>,
    object: Url<'a>,
    object_type: &'static str,
}

pub(crate) fn relatie<'a>(one: &ObjectInformatieObject, urls: &'a Urls) -> RelatieView<'a> {
    RelatieView {
        url: urls.url(paths::OBJECTINFORMATIEOBJECTEN, one.uuid.uuid()),
        informatieobject: urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, one.informatieobject.uuid()),
        object: urls.url(object_path(one.object_soort), one.object),
        object_type: one.object_soort.as_str(),
    }
}

/// Where the objects of this kind are. Those modules are above this one, so their places are named here.
pub(crate) const fn object_path(soort: ObjectSoort) -> &'static str {
    match soort {
        ObjectSoort::Besluit => "/besluiten/api/v1/besluiten/",
        ObjectSoort::Verzoek => "/verzoeken/api/v1/verzoeken/",
        ObjectSoort::Zaak => "/zaken/api/v1/zaken/",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerzendingView<'a> {
    url: Url<'a>,
    betrokkene: &'a str,
    informatieobject: Url<'a>,
    aard_relatie: &'a str,
    toelichting: &'a str,
    ontvangstdatum: Option<Date>,
    verzenddatum: Option<Date>,
    contact_persoon: &'a str,
    contactpersoonnaam: &'a str,
    binnenlands_correspondentieadres: Option<&'a Map<String, Value>>,
    buitenlands_correspondentieadres: Option<&'a Map<String, Value>>,
    correspondentie_postadres: Option<&'a Map<String, Value>>,
    faxnummer: &'a str,
    emailadres: &'a str,
    mijn_overheid: bool,
    telefoonnummer: &'a str,
}

pub(crate) fn verzending<'a>(one: &'a Verzending, urls: &'a Urls) -> VerzendingView<'a> {
    let gegevens = &one.gegevens;
    let adres = &gegevens.adres;
    VerzendingView {
        url: urls.url(paths::VERZENDINGEN, one.uuid.uuid()),
        betrokkene: &gegevens.betrokkene,
        informatieobject: urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, one.informatieobject.uuid()),
        aard_relatie: &gegevens.aard_relatie,
        toelichting: &gegevens.toelichting,
        ontvangstdatum: gegevens.ontvangstdatum,
        verzenddatum: gegevens.verzenddatum,
        contact_persoon: &gegevens.contact_persoon,
        contactpersoonnaam: &gegevens.contactpersoonnaam,
        binnenlands_correspondentieadres: if let Adres::Binnenlands(map) = adres { Some(map) } else { None },
        buitenlands_correspondentieadres: if let Adres::Buitenlands(map) = adres { Some(map) } else { None },
        correspondentie_postadres: if let Adres::Postadres(map) = adres { Some(map) } else { None },
        faxnummer: if let Adres::Faxnummer(text) = adres { text } else { "" },
        emailadres: if let Adres::Emailadres(text) = adres { text } else { "" },
        mijn_overheid: matches!(adres, Adres::MijnOverheid),
        telefoonnummer: if let Adres::Telefoonnummer(text) = adres { text } else { "" },
    }
}
