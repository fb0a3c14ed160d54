//! Zaken of another register: each record is read as a body is, with what only answers hold.

use std::collections::HashSet;

use ::store::{Reader, Tx};
use autorisaties::handlers::import::{Import, Incoming, Outcome};
use autorisaties::handlers::{Fields, Plaats, Urls};
use autorisaties::is_extern;
use documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN;
use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;

use super::zaak_input::{self, ZaakInput};
use super::{rollen, zaakinformatieobjecten, zaaknotities, zaakobjecten};
use crate::operations::import::{self, Overgenomen, Relaties, Soort, Stand};
use crate::store::import::{VanZaak, tabel};
use crate::store::onderdelen::{Contactmoment, Verzoek};
use crate::{
    Eigenschapswaarde, Klantcontact, Koppeling, Relatie, Resultaat, Rol, Status, Substatus, Zaak, Zaaknotitie,
    Zaakobject, ZakenError, paths,
};

/// The fields in which a zaak names other zaken.
const RELATIES: [&str; 3] = ["hoofdzaak", "relevanteAndereZaken", "gerelateerdeZaken"];

/// Takes out of a zaak what it names of other zaken: that can be laid when all zaken are here. None when it names none.
pub fn take_relaties(fields: &mut Map<String, Value>) -> Option<Map<String, Value>> {
    let is_said = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    let taken: Map<String, Value> =
        RELATIES.iter().filter_map(|name| fields.remove_entry(*name)).filter(|(_, value)| is_said(value)).collect();
    (!taken.is_empty()).then_some(taken)
}

/// Returns the URLs of the zaken that were taken out.
pub fn list_named(relaties: &Map<String, Value>) -> Vec<&str> {
    relaties.values().flat_map(urls_in).collect()
}

fn urls_in(value: &Value) -> Vec<&str> {
    match value {
        Value::String(url) => vec![url],
        Value::Array(list) => list.iter().filter_map(|one| one.get("url")?.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Takes out of what a zaak names those zaken that can't be laid: `is_there` says of which it can. They may come later.
pub fn split_relaties(relaties: &mut Map<String, Value>, is_there: impl Fn(&str) -> bool) -> Map<String, Value> {
    let mut later = Map::new();
    for (name, value) in relaties.iter_mut() {
        let away = match value {
            Value::Array(list) => {
                let (here, away) = std::mem::take(list)
                    .into_iter()
                    .partition(|one| one.get("url").and_then(Value::as_str).is_none_or(&is_there));
                *list = here;
                Value::Array(away)
            }
            Value::String(url) if !is_there(url) => value.take(),
            _ => continue,
        };
        if away.as_array().is_none_or(|list| !list.is_empty()) {
            later.insert(name.clone(), away);
        }
    }
    relaties.retain(|_, value| !urls_in(value).is_empty());
    later
}

/// Returns which of these zaken are here.
///
/// # Errors
/// When the database fails.
pub async fn list_present(db: &mut Reader, ids: impl IntoIterator<Item = Uuid>) -> Result<HashSet<Uuid>, ZakenError> {
    Ok(tabel(Soort::Zaak).list_present(db, ids).await?)
}

/// Takes records over. Zaken come first, and [`Soort::Relaties`] last.
///
/// # Errors
/// When the database fails.
pub async fn import(
    tx: &mut Tx,
    with: &Import,
    soort: Soort,
    mut incoming: Vec<Incoming>,
) -> Result<Vec<Outcome>, ZakenError> {
    if soort == Soort::Relaties {
        let batch = with.read(incoming, &Default::default(), |fields, urls, _| Some(read_relaties(fields, urls)));
        return import::take_relaties(tx, batch).await;
    }
    let present = tabel(soort).list_present(tx, incoming.iter().map(|one| one.uuid)).await?;
    macro_rules! below {
        ($read:ident) => {
            import::take_below(tx, with, with.read(incoming, &present, $read)).await
        };
    }
    match soort {
        Soort::Zaak => {
            for one in &mut incoming {
                take_relaties(&mut one.fields);
            }
            import::take_zaken(tx, with, with.read(incoming, &present, |fields, urls, _| read_zaak(fields, urls))).await
        }
        Soort::Document => import::take_documenten(tx, with, with.read(incoming, &present, read_relatie)).await,
        Soort::Eigenschap => below!(read_eigenschap),
        Soort::Status => below!(read_status),
        Soort::Substatus => below!(read_substatus),
        Soort::Resultaat => below!(read_resultaat),
        Soort::Rol => below!(read_rol),
        Soort::Zaakobject => below!(read_zaakobject),
        Soort::Klantcontact => below!(read_klantcontact),
        Soort::Contactmoment => below!(read_contactmoment),
        Soort::Verzoek => below!(read_verzoek),
        Soort::Notitie | Soort::Relaties => below!(read_notitie),
    }
}

fn read_zaak(fields: &mut Fields, urls: &Urls) -> Option<Overgenomen> {
    let identificatie = fields.text_required("identificatie", 40);
    let stand = Stand {
        einddatum: fields.date("einddatum"),
        laatst_gemuteerd: fields.moment("laatstGemuteerd"),
        eerdere_opschorting: fields
            .value("opschorting")
            .and_then(|group| group.get("eerdereOpschorting")?.as_bool())
            .unwrap_or(false),
        status: fields.reference_optional("status", urls, paths::STATUSSEN),
        resultaat: fields.reference_optional("resultaat", urls, paths::RESULTATEN),
    };
    let input = ZaakInput::read(fields, urls);
    let zaaktype = input.zaaktype;
    Some(Overgenomen { zaaktype: zaaktype?, identificatie, gegevens: input.into_gegevens()?, stand })
}

fn read_relaties(fields: &mut Fields, urls: &Urls) -> Relaties {
    // Those of a third register were fetched before: `urls` finds them.
    let read_zaak = |one: &mut Fields, name: &str, urls: &Urls, path| one.reference(name, urls, path).map(Plaats::Hier);
    let hoofdzaak = fields.reference_optional("hoofdzaak", urls, paths::ZAKEN);
    if hoofdzaak.is_some_and(is_extern) {
        fields.fault("hoofdzaak", "no_match", "Een hoofdzaak is in hetzelfde register als haar deelzaak.");
    }
    Relaties {
        hoofdzaak: hoofdzaak.filter(|uuid| !is_extern(*uuid)),
        relevante: zaak_input::read_relevante(fields, urls, read_zaak),
        gerelateerde: zaak_input::read_gerelateerde(fields, urls, read_zaak),
    }
}

fn zaak_of(fields: &mut Fields, urls: &Urls) -> Option<Id<Zaak>> {
    fields.reference("zaak", urls, paths::ZAKEN).map(Id::new)
}

fn moment(fields: &mut Fields, name: &str) -> Option<Timestamp> {
    fields.moment_required(name).map(|(moment, _)| moment)
}

fn read_status(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Status> {
    let zaak = zaak_of(fields, urls);
    let statustype = fields.reference("statustype", urls, catalogi::paths::STATUSTYPEN);
    let datum_status_gezet = moment(fields, "datumStatusGezet");
    Some(Status {
        uuid: Id::new(uuid),
        zaak: zaak?,
        statustype: Id::new(statustype?),
        datum_status_gezet: datum_status_gezet?,
        statustoelichting: fields.text("statustoelichting", 1000),
        gezetdoor: fields.reference_optional("gezetdoor", urls, paths::ROLLEN).map(Id::new),
    })
}

fn read_substatus(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Substatus> {
    let zaak = zaak_of(fields, urls);
    let status = fields.reference("status", urls, paths::STATUSSEN);
    let tijdstip = moment(fields, "tijdstip");
    Some(Substatus {
        uuid: Id::new(uuid),
        zaak: zaak?,
        status: Id::new(status?),
        omschrijving: fields.text("omschrijving", 200),
        tijdstip: tijdstip?,
        doelgroep: fields.choice("doelgroep", &super::substatussen::DOELGROEPEN),
    })
}

fn read_resultaat(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Resultaat> {
    let zaak = zaak_of(fields, urls);
    let resultaattype = fields.reference("resultaattype", urls, catalogi::paths::RESULTAATTYPEN);
    Some(Resultaat {
        uuid: Id::new(uuid),
        zaak: zaak?,
        resultaattype: Id::new(resultaattype?),
        toelichting: fields.text("toelichting", 1000),
    })
}

fn read_rol(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Rol> {
    let zaak = zaak_of(fields, urls);
    let roltype = fields.reference("roltype", urls, catalogi::paths::ROLTYPEN);
    let registratiedatum = moment(fields, "registratiedatum");
    let gegevens = rollen::read_gegevens(fields, urls);
    let (omschrijving, omschrijving_generiek) =
        (fields.text("omschrijving", 100), fields.text("omschrijvingGeneriek", 80));
    let gegevens = gegevens?;
    Some(Rol {
        uuid: Id::new(uuid),
        zaak: zaak?,
        roltype: Id::new(roltype?),
        betrokkene_type: gegevens.betrokkene_type.as_str().to_owned(),
        omschrijving,
        omschrijving_generiek,
        roltoelichting: gegevens.roltoelichting,
        registratiedatum: registratiedatum?,
        indicatie_machtiging: gegevens.indicatie_machtiging,
        betrokkene_identificatie: gegevens.betrokkene_identificatie,
        contactpersoon_rol: gegevens.contactpersoon_rol,
        authenticatie_context: gegevens.authenticatie_context,
        betrokkene: gegevens.betrokkene,
        afwijkende_naam_betrokkene: gegevens.afwijkende_naam_betrokkene,
        begin_geldigheid: gegevens.begin_geldigheid,
        einde_geldigheid: gegevens.einde_geldigheid,
    })
}

fn read_zaakobject(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Zaakobject> {
    let zaak = zaak_of(fields, urls);
    let one = zaakobjecten::read_gegevens(fields, urls, zaak.unwrap_or_else(|| Id::new(Uuid::nil())));
    Some(Zaakobject { uuid: Id::new(uuid), ..one })
}

fn read_klantcontact(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Klantcontact> {
    let zaak = zaak_of(fields, urls);
    let datumtijd = moment(fields, "datumtijd");
    Some(Klantcontact {
        uuid: Id::new(uuid),
        zaak: zaak?,
        identificatie: fields.text_required("identificatie", 14),
        datumtijd: datumtijd?,
        kanaal: fields.text("kanaal", 20),
        onderwerp: fields.text("onderwerp", 200),
        toelichting: fields.text("toelichting", 1000),
    })
}

fn read_koppeling(fields: &mut Fields, urls: &Urls, uuid: Uuid, name: &str) -> Option<Koppeling> {
    let zaak = zaak_of(fields, urls);
    let url = urls.shorten(&fields.url_required(name));
    Some(Koppeling { uuid: Id::new(uuid), zaak: zaak?, url })
}

fn read_contactmoment(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Contactmoment> {
    read_koppeling(fields, urls, uuid, "contactmoment").map(Contactmoment)
}

fn read_verzoek(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Verzoek> {
    read_koppeling(fields, urls, uuid, "verzoek").map(Verzoek)
}

fn read_notitie(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Zaaknotitie> {
    let zaak = fields.reference("gerelateerdAan", urls, paths::ZAKEN).map(Id::new);
    let (aanmaakdatum, wijzigingsdatum) = (moment(fields, "aanmaakdatum"), fields.moment("wijzigingsdatum"));
    let one = zaaknotities::read_gegevens(fields, zaak?);
    let aanmaakdatum = aanmaakdatum?;
    let wijzigingsdatum = wijzigingsdatum.unwrap_or(aanmaakdatum);
    Some(Zaaknotitie { uuid: Id::new(uuid), aanmaakdatum, wijzigingsdatum, ..one })
}

fn read_eigenschap(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<VanZaak<Eigenschapswaarde>> {
    let zaak = zaak_of(fields, urls);
    let eigenschap = fields.reference("eigenschap", urls, catalogi::paths::EIGENSCHAPPEN);
    let one = Eigenschapswaarde {
        uuid: Id::new(uuid),
        eigenschap: Id::new(eigenschap?),
        naam: fields.text("naam", 80),
        waarde: fields.text("waarde", usize::MAX),
    };
    Some(VanZaak { zaak: zaak?, one })
}

fn read_relatie(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Relatie> {
    let zaak = zaak_of(fields, urls);
    let document = fields.reference("informatieobject", urls, ENKELVOUDIGINFORMATIEOBJECTEN);
    let registratiedatum = moment(fields, "registratiedatum");
    let gegevens = zaakinformatieobjecten::read_gegevens(fields, urls);
    Some(Relatie {
        uuid: Id::new(uuid),
        zaak: zaak?,
        informatieobject: Id::new(document?),
        titel: gegevens.titel,
        beschrijving: gegevens.beschrijving,
        registratiedatum: registratiedatum?,
        vernietigingsdatum: gegevens.vernietigingsdatum,
        status: gegevens.status,
    })
}
