//! Letters: a template of the package, filled with the facts of the zaak.

use ::store::{Reader, Tx};
use besluiten::Besluit;
use documenten::{Content, Document, DocumentStatus, NewDocument};
use serde_json::{Map, Value, json};
use values::Rsin;
use zaken::{Rol, Zaak};

use crate::{ProcessError, store};

/// A letter to be made.
pub(crate) struct Order {
    /// The name of the template.
    pub sjabloon: String,
    /// The kind of document, by omschrijving.
    pub informatieobjecttype: String,
    /// The title of the document.
    pub titel: String,
}

/// Returns the text of a template: the zaaktype's own, or else the one of the basis.
///
/// # Errors
/// When the database fails.
pub async fn find_sjabloon(db: &mut Reader, zaaktype: &str, naam: &str) -> Result<Option<String>, ProcessError> {
    Ok(store::find_sjabloon(db, zaaktype, naam).await?)
}

/// Makes the document of a letter to the initiator of the zaak. It is sent today and typeset after the commit.
pub(crate) async fn make(
    tx: &mut Tx,
    zaak: &Zaak,
    order: &Order,
    variables: &Map<String, Value>,
    besluit: Option<&Besluit>,
) -> Result<Document, ProcessError> {
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    let informatieobjecttype = zaaktype.informatieobjecttype(&order.informatieobjecttype).ok_or_else(|| {
        ProcessError::Broken(format!("the zaaktype has no informatieobjecttype `{}`", order.informatieobjecttype))
    })?;
    let sjabloon = store::find_sjabloon(tx, &zaaktype.identificatie, &order.sjabloon)
        .await?
        .ok_or_else(|| ProcessError::Broken(format!("there is no template `{}`", order.sjabloon)))?;
    let rollen = zaken::list_rollen(tx, zaak.uuid).await?;
    let initiator = rollen.iter().find(|rol| rol.omschrijving_generiek == "initiator");

    let gemeente = tx.db().gemeente();
    let organisatie: &Rsin = &gemeente.rsin;
    let gegevens = json!({
        "gemeente": gemeente.briefgegevens(),
        "geadresseerde": geadresseerde(initiator),
        "gemachtigden": gemachtigden(&rollen, initiator),
        "zaak": {
            "identificatie": zaak.identificatie,
            "omschrijving": zaaktype.onderwerp,
            "startdatum": zaak.startdatum.to_string(),
        },
        "besluit": besluit.map(|besluit| json!({
            "identificatie": besluit.identificatie,
            "datum": besluit.datum.to_string(),
            "ingangsdatum": besluit.ingangsdatum.to_string(),
            "vervaldatum": besluit.vervaldatum.map(|day| day.to_string()),
            "toelichting": besluit.toelichting,
            "uiterlijke_reactiedatum": besluit.uiterlijke_reactiedatum.map(|day| day.to_string()),
        })),
        "variabelen": variables,
    });
    let bestandsnaam = format!("{}.pdf", order.titel.to_lowercase().replace(' ', "-"));
    let today = tx.today();
    let new = NewDocument {
        informatieobjecttype,
        vertrouwelijkheidaanduiding: None,
        bronorganisatie: organisatie,
        titel: &order.titel,
        auteur: &format!("Gemeente {}", gemeente.naam),
        status: DocumentStatus::Definitief,
        formaat: "application/pdf",
        bestandsnaam: &bestandsnaam,
        beschrijving: "",
        ontvangstdatum: None,
        verzenddatum: Some(today),
        content: Content::Opmaak { sjabloon: &sjabloon, gegevens: &gegevens },
    };
    Ok(documenten::create(tx, &new).await?)
}

/// The names of who act for the initiator, by the login. In a zaak with more parties another may have a gemachtigde of its own.
fn gemachtigden<'a>(rollen: &'a [Rol], initiator: Option<&Rol>) -> Vec<&'a str> {
    let Some(bsn) = initiator.and_then(Rol::bsn) else { return Vec::new() };
    let acts = |rol: &&Rol| rol.indicatie_machtiging == "gemachtigde" && rol.representee() == Some(("bsn", bsn));
    rollen.iter().filter(acts).filter_map(Rol::naam).collect()
}

/// Name and address lines of the initiator, as far as the rol knows them.
fn geadresseerde(initiator: Option<&Rol>) -> Value {
    let Some(rol) = initiator else { return json!({ "naam": "", "adresregels": [] }) };
    let adres = rol.betrokkene_identificatie.get("verblijfsadres");
    let text = |field: &str| adres.and_then(|adres| adres.get(field)).and_then(Value::as_str).unwrap_or_default();
    let number = adres
        .and_then(|adres| adres.get("aoaHuisnummer"))
        .map(|number| number.as_str().map_or_else(|| number.to_string(), str::to_owned))
        .unwrap_or_default();
    let street = format!(
        "{} {number}{}{}",
        text("gorOpenbareRuimteNaam"),
        text("aoaHuisletter"),
        text("aoaHuisnummertoevoeging")
    );
    let postcode = text("aoaPostcode");
    let postcode = match (postcode.get(..4), postcode.get(4..)) {
        (Some(digits), Some(letters)) => format!("{digits} {}", letters.trim()),
        _ => postcode.to_owned(),
    };
    let place = format!("{postcode}  {}", text("wplWoonplaatsNaam"));
    let lines: Vec<String> =
        [street, place].into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    json!({ "naam": rol.naam().unwrap_or_default(), "adresregels": lines })
}
