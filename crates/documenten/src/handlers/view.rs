//! A document on the wire.

use autorisaties::handlers::{Url, Urls};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use values::Vertrouwelijkheidaanduiding;

use crate::paths;
use crate::register::DocumentRegel;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentView<'a> {
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
    inhoud: Download<'a>,
    bestandsomvang: Option<i64>,
    link: &'a str,
    beschrijving: &'a str,
    ontvangstdatum: Option<Date>,
    verzenddatum: Option<Date>,
    indicatie_gebruiksrecht: Option<bool>,
    verschijningsvorm: &'a str,
    ondertekening: OndertekeningView,
    integriteit: IntegriteitView<'a>,
    informatieobjecttype: Url<'a>,
    locked: bool,
    bestandsdelen: [&'a str; 0],
    trefwoorden: [&'a str; 0],
}

/// The answer to a POST also has the lock of an upload in parts; there is none.
#[derive(Serialize)]
pub(super) struct CreatedView<'a> {
    #[serde(flatten)]
    document: DocumentView<'a>,
    lock: &'static str,
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
struct OndertekeningView {
    soort: &'static str,
    datum: Option<Date>,
}

#[derive(Serialize)]
struct IntegriteitView<'a> {
    algoritme: &'static str,
    waarde: &'a str,
    datum: Option<Date>,
}

pub(super) fn document<'a>(regel: &'a DocumentRegel, urls: &'a Urls) -> DocumentView<'a> {
    let document = &regel.document;
    let uuid = document.uuid.uuid();
    DocumentView {
        url: urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, uuid),
        identificatie: &document.identificatie,
        bronorganisatie: &document.bronorganisatie,
        creatiedatum: document.creatiedatum,
        titel: &document.titel,
        vertrouwelijkheidaanduiding: document.vertrouwelijkheidaanduiding,
        is_gereed_voor_publicatie: None,
        tonen_aan_initiator: false,
        auteur: &document.auteur,
        status: &document.status,
        inhoud_is_vervallen: None,
        formaat: &document.formaat,
        taal: &document.taal,
        versie: document.versie,
        begin_registratie: document.begin_registratie,
        bestandsnaam: &document.bestandsnaam,
        inhoud: Download {
            url: urls.url_below(paths::ENKELVOUDIGINFORMATIEOBJECTEN, uuid, "/download"),
            versie: document.versie,
        },
        bestandsomvang: document.bestandsomvang,
        link: "",
        beschrijving: &document.beschrijving,
        ontvangstdatum: document.ontvangstdatum,
        verzenddatum: document.verzenddatum,
        indicatie_gebruiksrecht: None,
        verschijningsvorm: "",
        ondertekening: OndertekeningView { soort: "", datum: None },
        // The bytes are named by their SHA-256, so the checksum is known for every file that is here.
        integriteit: match &document.inhoud {
            Some(hash) => IntegriteitView {
                algoritme: "sha_256",
                waarde: hash,
                datum: Some(values::local_date(document.begin_registratie)),
            },
            None => IntegriteitView { algoritme: "", waarde: "", datum: None },
        },
        informatieobjecttype: urls.url(catalogi::paths::INFORMATIEOBJECTTYPEN, document.informatieobjecttype.uuid()),
        locked: regel.is_locked,
        bestandsdelen: [],
        trefwoorden: [],
    }
}

pub(super) fn created<'a>(regel: &'a DocumentRegel, urls: &'a Urls) -> CreatedView<'a> {
    CreatedView { document: document(regel, urls), lock: "" }
}
