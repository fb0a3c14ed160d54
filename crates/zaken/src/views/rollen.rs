//! Who is involved, on the wire.

use autorisaties::handlers::{Url, Urls};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::velden::VeldenView;
use super::{betrokkene, complete, of};
use crate::{Rol, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RolView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    betrokkene: String,
    betrokkene_type: &'a str,
    afwijkende_naam_betrokkene: &'a str,
    roltype: Url<'a>,
    omschrijving: &'a str,
    omschrijving_generiek: &'a str,
    roltoelichting: &'a str,
    registratiedatum: Timestamp,
    indicatie_machtiging: &'a str,
    contactpersoon_rol: ContactpersoonView<'a>,
    statussen: Vec<Url<'a>>,
    begin_geldigheid: Option<Date>,
    einde_geldigheid: Option<Date>,
    betrokkene_identificatie: Option<VeldenView<'a>>,
    authenticatie_context: Option<&'a Value>,
}

#[derive(Serialize)]
struct ContactpersoonView<'a> {
    emailadres: &'a str,
    functie: &'a str,
    telefoonnummer: &'a str,
    naam: &'a str,
}

/// Writes who is involved; `statussen` are those that each rol set, sorted.
pub(crate) fn rol<'a>(rol: &'a Rol, statussen: &[(Uuid, Uuid)], urls: &'a Urls) -> RolView<'a> {
    let contact = |name: &str| {
        rol.contactpersoon_rol.as_ref().and_then(|contact| contact.get(name)?.as_str()).unwrap_or_default()
    };
    let uuid = rol.uuid.uuid();
    RolView {
        url: urls.url(paths::ROLLEN, uuid),
        uuid,
        zaak: urls.url(paths::ZAKEN, rol.zaak.uuid()),
        betrokkene: complete(urls, &rol.betrokkene),
        betrokkene_type: &rol.betrokkene_type,
        afwijkende_naam_betrokkene: &rol.afwijkende_naam_betrokkene,
        roltype: urls.url(catalogi::paths::ROLTYPEN, rol.roltype.uuid()),
        omschrijving: &rol.omschrijving,
        omschrijving_generiek: &rol.omschrijving_generiek,
        roltoelichting: &rol.roltoelichting,
        registratiedatum: rol.registratiedatum,
        indicatie_machtiging: &rol.indicatie_machtiging,
        contactpersoon_rol: ContactpersoonView {
            emailadres: contact("emailadres"),
            functie: contact("functie"),
            telefoonnummer: contact("telefoonnummer"),
            naam: contact("naam"),
        },
        statussen: of(statussen, uuid).map(|one| urls.url(paths::STATUSSEN, one)).collect(),
        begin_geldigheid: rol.begin_geldigheid,
        einde_geldigheid: rol.einde_geldigheid,
        betrokkene_identificatie: betrokkene::view(&rol.betrokkene_type, &rol.betrokkene_identificatie),
        authenticatie_context: rol.authenticatie_context.as_ref(),
    }
}
