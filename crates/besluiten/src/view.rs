//! Decisions and their documents on the wire, for answers and for the audit trail.

use autorisaties::handlers::{Url, Urls};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::{Besluit, BesluitInformatieobject, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BesluitView<'a> {
    url: Url<'a>,
    identificatie: &'a str,
    verantwoordelijke_organisatie: &'a str,
    besluittype: Url<'a>,
    zaak: OptionalUrl<'a>,
    datum: Date,
    toelichting: &'a str,
    bestuursorgaan: &'a str,
    ingangsdatum: Date,
    vervaldatum: Option<Date>,
    vervalreden: &'a str,
    vervalreden_weergave: &'static str,
    publicatiedatum: Option<Date>,
    verzenddatum: Option<Date>,
    uiterlijke_reactiedatum: Option<Date>,
}

/// A URL that the standard writes as an empty text when there is none.
struct OptionalUrl<'a>(Option<Url<'a>>);

impl Serialize for OptionalUrl<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(url) => url.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }
}

/// Writes a decision.
pub(crate) fn besluit<'a>(besluit: &'a Besluit, urls: &'a Urls) -> BesluitView<'a> {
    BesluitView {
        url: urls.url(paths::BESLUITEN, besluit.uuid.uuid()),
        identificatie: &besluit.identificatie,
        verantwoordelijke_organisatie: &besluit.verantwoordelijke_organisatie,
        besluittype: urls.url(catalogi::paths::BESLUITTYPEN, besluit.besluittype.uuid()),
        zaak: OptionalUrl(besluit.zaak.map(|zaak| urls.url(zaken::paths::ZAKEN, zaak.uuid()))),
        datum: besluit.datum,
        toelichting: &besluit.toelichting,
        bestuursorgaan: &besluit.bestuursorgaan,
        ingangsdatum: besluit.ingangsdatum,
        vervaldatum: besluit.vervaldatum,
        vervalreden: &besluit.vervalreden,
        vervalreden_weergave: vervalreden_weergave(&besluit.vervalreden),
        publicatiedatum: besluit.publicatiedatum,
        verzenddatum: besluit.verzenddatum,
        uiterlijke_reactiedatum: besluit.uiterlijke_reactiedatum,
    }
}

fn vervalreden_weergave(vervalreden: &str) -> &'static str {
    match vervalreden {
        "tijdelijk" => "Besluit met tijdelijke werking",
        "ingetrokken_overheid" => "Besluit ingetrokken door overheid",
        "ingetrokken_belanghebbende" => "Besluit ingetrokken o.v.v. belanghebbende",
        _ => "",
    }
}

#[derive(Serialize)]
pub(crate) struct RelatieView<'a> {
    url: Url<'a>,
    informatieobject: Url<'a>,
    besluit: Url<'a>,
}

/// Writes that a document belongs to a decision.
pub(crate) fn relatie<'a>(relatie: &BesluitInformatieobject, urls: &'a Urls) -> RelatieView<'a> {
    RelatieView {
        url: urls.url(paths::BESLUITINFORMATIEOBJECTEN, relatie.uuid.uuid()),
        informatieobject: urls.url(documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN, relatie.informatieobject.uuid()),
        besluit: urls.url(paths::BESLUITEN, relatie.besluit.uuid()),
    }
}
