//! What lies below a zaak on the wire.

use autorisaties::handlers::{Url, Urls};
use jiff::Timestamp;
use serde::Serialize;
use serde::ser::SerializeMap;
use uuid::Uuid;
use values::Id;

use super::{EigenschapUrl, OptionalUrl, complete, of};
use crate::register::StatusRegel;
use crate::{
    Eigenschapswaarde, Klantcontact, Koppeling, Relatie, Resultaat, Substatus, Zaak, Zaakbesluit, Zaaknotitie, paths,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StatusView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    statustype: Url<'a>,
    datum_status_gezet: Timestamp,
    statustoelichting: &'a str,
    indicatie_laatst_gezette_status: bool,
    gezetdoor: OptionalUrl<'a>,
    zaakinformatieobjecten: Vec<Url<'a>>,
}

/// Writes a status; `documenten` are the documents that name it, sorted.
pub(crate) fn status<'a>(regel: &'a StatusRegel, documenten: &[(Uuid, Uuid)], urls: &'a Urls) -> StatusView<'a> {
    let status = &regel.status;
    let uuid = status.uuid.uuid();
    StatusView {
        url: urls.url(paths::STATUSSEN, uuid),
        uuid,
        zaak: urls.url(paths::ZAKEN, status.zaak.uuid()),
        statustype: urls.url(catalogi::paths::STATUSTYPEN, status.statustype.uuid()),
        datum_status_gezet: status.datum_status_gezet,
        statustoelichting: &status.statustoelichting,
        indicatie_laatst_gezette_status: regel.is_newest,
        gezetdoor: OptionalUrl(status.gezetdoor.map(|rol| urls.url(paths::ROLLEN, rol.uuid()))),
        zaakinformatieobjecten: of(documenten, uuid).map(|one| urls.url(paths::ZAAKINFORMATIEOBJECTEN, one)).collect(),
    }
}

#[derive(Serialize)]
pub(crate) struct ResultaatView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    resultaattype: Url<'a>,
    toelichting: &'a str,
}

/// Writes how a zaak ended.
pub(crate) fn resultaat<'a>(resultaat: &'a Resultaat, urls: &'a Urls) -> ResultaatView<'a> {
    ResultaatView {
        url: urls.url(paths::RESULTATEN, resultaat.uuid.uuid()),
        uuid: resultaat.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, resultaat.zaak.uuid()),
        resultaattype: urls.url(catalogi::paths::RESULTAATTYPEN, resultaat.resultaattype.uuid()),
        toelichting: &resultaat.toelichting,
    }
}

#[derive(Serialize)]
pub(crate) struct EigenschapView<'a> {
    pub(crate) url: EigenschapUrl<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    eigenschap: Url<'a>,
    naam: &'a str,
    waarde: &'a str,
}

/// Writes a fact that is kept with a zaak.
pub(crate) fn eigenschap<'a>(value: &'a Eigenschapswaarde, zaak: Id<Zaak>, urls: &'a Urls) -> EigenschapView<'a> {
    EigenschapView {
        url: EigenschapUrl::new(urls, zaak.uuid(), value.uuid.uuid()),
        uuid: value.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, zaak.uuid()),
        eigenschap: urls.url(catalogi::paths::EIGENSCHAPPEN, value.eigenschap.uuid()),
        naam: &value.naam,
        waarde: &value.waarde,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RelatieView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    informatieobject: Url<'a>,
    zaak: Url<'a>,
    aard_relatie_weergave: &'static str,
    titel: &'a str,
    beschrijving: &'a str,
    registratiedatum: Timestamp,
    vernietigingsdatum: Option<Timestamp>,
    status: Option<Url<'a>>,
}

/// Writes that a document is in a zaak.
pub(crate) fn relatie<'a>(relatie: &'a Relatie, urls: &'a Urls) -> RelatieView<'a> {
    RelatieView {
        url: urls.url(paths::ZAAKINFORMATIEOBJECTEN, relatie.uuid.uuid()),
        uuid: relatie.uuid.uuid(),
        informatieobject: urls.url(documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN, relatie.informatieobject.uuid()),
        zaak: urls.url(paths::ZAKEN, relatie.zaak.uuid()),
        aard_relatie_weergave: "Hoort bij, omgekeerd: kent",
        titel: &relatie.titel,
        beschrijving: &relatie.beschrijving,
        registratiedatum: relatie.registratiedatum,
        vernietigingsdatum: relatie.vernietigingsdatum,
        status: relatie.status.map(|status| urls.url(paths::STATUSSEN, status.uuid())),
    }
}

#[derive(Serialize)]
pub(crate) struct KlantcontactView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    identificatie: &'a str,
    datumtijd: Timestamp,
    kanaal: &'a str,
    onderwerp: &'a str,
    toelichting: &'a str,
}

/// Writes that somebody was in touch.
pub(crate) fn klantcontact<'a>(one: &'a Klantcontact, urls: &'a Urls) -> KlantcontactView<'a> {
    KlantcontactView {
        url: urls.url(paths::KLANTCONTACTEN, one.uuid.uuid()),
        uuid: one.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, one.zaak.uuid()),
        identificatie: &one.identificatie,
        datumtijd: one.datumtijd,
        kanaal: &one.kanaal,
        onderwerp: &one.onderwerp,
        toelichting: &one.toelichting,
    }
}

/// A kind of [`Koppeling`]: what the field is called, where the resource is, and how audit lines name it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Koppelsoort {
    pub(crate) field: &'static str,
    pub(crate) path: &'static str,
    pub(crate) resource: &'static str,
}

impl Koppelsoort {
    pub(crate) const CONTACTMOMENT: Self =
        Self { field: "contactmoment", path: paths::ZAAKCONTACTMOMENTEN, resource: "zaakcontactmoment" };
    pub(crate) const VERZOEK: Self = Self { field: "verzoek", path: paths::ZAAKVERZOEKEN, resource: "zaakverzoek" };
}

pub(crate) struct KoppelingView<'a> {
    soort: Koppelsoort,
    koppeling: &'a Koppeling,
    urls: &'a Urls,
}

impl Serialize for KoppelingView<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let uuid = self.koppeling.uuid.uuid();
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("url", &self.urls.url(self.soort.path, uuid))?;
        map.serialize_entry("uuid", &uuid)?;
        map.serialize_entry("zaak", &self.urls.url(paths::ZAKEN, self.koppeling.zaak.uuid()))?;
        map.serialize_entry(self.soort.field, &complete(self.urls, &self.koppeling.url))?;
        map.end()
    }
}

/// Writes that a zaak belongs to something that is kept elsewhere.
pub(crate) fn koppeling<'a>(soort: Koppelsoort, koppeling: &'a Koppeling, urls: &'a Urls) -> KoppelingView<'a> {
    KoppelingView { soort, koppeling, urls }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NotitieView<'a> {
    url: Url<'a>,
    onderwerp: &'a str,
    tekst: &'a str,
    aangemaakt_door: &'a str,
    notitie_type: &'a str,
    status: &'a str,
    aanmaakdatum: Timestamp,
    wijzigingsdatum: Timestamp,
    gerelateerd_aan: Url<'a>,
}

/// Writes a note.
pub(crate) fn notitie<'a>(one: &'a Zaaknotitie, urls: &'a Urls) -> NotitieView<'a> {
    NotitieView {
        url: urls.url(paths::ZAAKNOTITIES, one.uuid.uuid()),
        onderwerp: &one.onderwerp,
        tekst: &one.tekst,
        aangemaakt_door: &one.aangemaakt_door,
        notitie_type: &one.notitie_type,
        status: &one.status,
        aanmaakdatum: one.aanmaakdatum,
        wijzigingsdatum: one.wijzigingsdatum,
        gerelateerd_aan: urls.url(paths::ZAKEN, one.zaak.uuid()),
    }
}

#[derive(Serialize)]
pub(crate) struct SubstatusView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    status: Url<'a>,
    omschrijving: &'a str,
    tijdstip: Timestamp,
    doelgroep: &'a str,
}

/// Writes a step within a status.
pub(crate) fn substatus<'a>(one: &'a Substatus, urls: &'a Urls) -> SubstatusView<'a> {
    SubstatusView {
        url: urls.url(paths::SUBSTATUSSEN, one.uuid.uuid()),
        uuid: one.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, one.zaak.uuid()),
        status: urls.url(paths::STATUSSEN, one.status.uuid()),
        omschrijving: &one.omschrijving,
        tijdstip: one.tijdstip,
        doelgroep: &one.doelgroep,
    }
}

#[derive(Serialize)]
pub(crate) struct ZaakbesluitView<'a> {
    pub(crate) url: String,
    uuid: Uuid,
    besluit: Url<'a>,
}

/// Writes that a decision was taken in a zaak.
pub(crate) fn besluit(zaak: Id<Zaak>, one: Zaakbesluit, urls: &Urls) -> ZaakbesluitView<'_> {
    ZaakbesluitView {
        url: format!("{}/{}", urls.url_below(paths::ZAKEN, zaak.uuid(), "/besluiten"), one.uuid),
        uuid: one.uuid,
        besluit: urls.url(paths::BESLUITEN, one.besluit),
    }
}
