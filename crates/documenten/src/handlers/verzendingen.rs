//! `/verzendingen`.

use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{NULLABLE, find_main, invoer, require, same_document};
use crate::access::Scope;
use crate::register::{self, VerzendingFilter};
use crate::{Adres, Verzending, VerzendingGegevens, operations, paths, views};

const AARD: [&str; 2] = ["afzender", "geadresseerde"];

/// The fields of each kind of address: name, longest text, whether it must be there.
const BINNENLANDS: &[(&str, usize, bool)] = &[
    ("huisletter", 1, false),
    ("huisnummer", 5, true),
    ("huisnummerToevoeging", 4, false),
    ("naamOpenbareRuimte", 80, true),
    ("postcode", 6, false),
    ("woonplaatsnaam", 80, true),
];
const BUITENLANDS: &[(&str, usize, bool)] = &[
    ("adresBuitenland1", 35, true),
    ("adresBuitenland2", 35, false),
    ("adresBuitenland3", 35, false),
    ("landPostadres", 1000, true),
];
/// The names that Open Zaak has for the first three.
const ADRES_BUITENLAND_OF_OPEN_ZAAK: [&str; 3] = ["adresBuitenland_1", "adresBuitenland_2", "adresBuitenland_3"];
const POSTADRES: &[(&str, usize, bool)] = &[
    ("postBusOfAntwoordnummer", 9, true),
    ("postadresPostcode", 6, true),
    ("postadresType", 20, true),
    ("woonplaatsnaam", 80, true),
];

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    params.paged();
    let expand = resources.asked(&mut params, paths::VERZENDINGEN);
    let filter = VerzendingFilter {
        informatieobject: params
            .reference("informatieobject", &urls, paths::ENKELVOUDIGINFORMATIEOBJECTEN)
            .map(Id::new),
        betrokkene: params.url("betrokkene"),
        aard_relatie: params.choice("aardRelatie", &AARD),
    };
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_verzendingen(&mut db, &caller.0, &filter, Window::from(&paging)).await?;
    let views = found.rows.iter().map(|one| views::verzending(one, &urls)).collect();
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let expand = resources.asked(&mut params, paths::VERZENDINGEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let one = register::find_verzending(&mut db, &caller.0, Scope::Lezen, uuid).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, views::verzending(&one, &urls)).await?)
}

/// Reads the fields besides the document; none when something is wrong.
pub(super) fn read_gegevens(fields: &mut Fields) -> Option<VerzendingGegevens> {
    let betrokkene = fields.url_required_within("betrokkene", 200);
    let aard_relatie = fields.choice_required("aardRelatie", &AARD);
    let toelichting = fields.text("toelichting", 200);
    let ontvangstdatum = fields.date("ontvangstdatum");
    let verzenddatum = fields.date("verzenddatum");
    let contact_persoon = fields.url_required("contactPersoon");
    let contactpersoonnaam = fields.text("contactpersoonnaam", 40);
    let adres = read_adres(fields)?;
    Some(VerzendingGegevens {
        betrokkene,
        aard_relatie,
        toelichting,
        ontvangstdatum,
        verzenddatum,
        contact_persoon,
        contactpersoonnaam,
        adres,
    })
}

/// Reads the one address that a dispatch has.
fn read_adres(fields: &mut Fields) -> Option<Adres> {
    let mut found = Vec::new();
    if let Some(map) = read_group(fields, "binnenlandsCorrespondentieadres", BINNENLANDS) {
        found.push(Adres::Binnenlands(map));
    }
    if let Some(map) = read_group(fields, "buitenlandsCorrespondentieadres", BUITENLANDS) {
        found.push(Adres::Buitenlands(map));
    }
    if let Some(map) = read_group(fields, "correspondentiePostadres", POSTADRES) {
        found.push(Adres::Postadres(map));
    }
    let faxnummer = fields.text("faxnummer", 15);
    let emailadres = fields.text("emailadres", 100);
    let telefoonnummer = fields.text("telefoonnummer", 15);
    if !faxnummer.is_empty() {
        found.push(Adres::Faxnummer(faxnummer));
    }
    if !emailadres.is_empty() {
        if !emailadres.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
            fields.fault("emailadres", "invalid", "Dit is geen geldig e-mailadres.");
        }
        found.push(Adres::Emailadres(emailadres));
    }
    if fields.boolean("mijnOverheid") == Some(true) {
        found.push(Adres::MijnOverheid);
    }
    if !telefoonnummer.is_empty() {
        found.push(Adres::Telefoonnummer(telefoonnummer));
    }
    match (found.pop(), found.is_empty()) {
        (Some(adres), true) => Some(adres),
        _ => {
            fields.fault("nonFieldErrors", "invalid-address", "Een verzending heeft precies één adres.");
            None
        }
    }
}

fn read_group(fields: &mut Fields, name: &str, known: &[(&str, usize, bool)]) -> Option<Map<String, Value>> {
    let mut map = invoer::group(fields, name)?;
    // Open Zaak writes these three names in its own way; the answer has the name of the standard.
    for (own, of_open_zaak) in BUITENLANDS.iter().map(|(own, ..)| *own).zip(ADRES_BUITENLAND_OF_OPEN_ZAAK) {
        if let Some(value) = map.shift_remove(of_open_zaak) {
            map.entry(own).or_insert(value);
        }
    }
    let read = |inner: &mut Fields| {
        let mut kept = Map::new();
        for (field, length_max, is_required) in known {
            let value = if *field == "huisnummer" {
                inner.integer_required(field, 1, 99_999).map_or(Value::Null, Value::from)
            } else if *field == "postadresType" {
                inner.choice_required(field, &["antwoordnummer", "postbusnummer"]).into()
            } else if *field == "postBusOfAntwoordnummer" {
                inner.integer_required(field, 1, 9_999).map_or(Value::Null, Value::from)
            } else if *field == "landPostadres" {
                inner.url_required_within(field, 200).into()
            } else if *is_required {
                inner.text_required(field, *length_max).into()
            } else {
                inner.text(field, *length_max).into()
            };
            kept.insert((*field).to_owned(), value);
        }
        kept
    };
    Some(fields.within(name, map, read))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let main = find_main(&caller, &tenant, &urls, &mut fields, Scope::Aanmaken).await?;
    let gegevens = read_gegevens(&mut fields);
    let (Some(main), Some(gegevens), true) = (main, gegevens, fields.is_valid()) else { return Err(fields.refuse()) };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let one = operations::add_verzending(&mut tx, &caller.0, main.document.uuid, gegevens).await?;
    tx.commit().await?;
    let url = urls.url(paths::VERZENDINGEN, one.uuid.uuid()).to_string();
    Ok(Created(views::verzending(&one, &urls)).at(&url))
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, Scope::Bijwerken)?;
    let actie = sent.actie;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_verzending(&mut tx, &caller.0, Scope::Bijwerken, uuid).await?;
    let mut fields = sent.over(&views::verzending(&current, &urls))?.strict(NULLABLE);
    same_document(&mut fields, &urls, current.informatieobject.uuid());
    let gegevens = read_gegevens(&mut fields);
    let (Some(gegevens), true) = (gegevens, fields.is_valid()) else { return Err(fields.refuse()) };
    let new = Verzending { gegevens, ..current.clone() };
    operations::change_verzending(&mut tx, &caller.0, &current, &new, actie).await?;
    tx.commit().await?;
    Ok(Json(views::verzending(&new, &urls)).into_response())
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, Scope::Verwijderen)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_verzending(&mut tx, &caller.0, Scope::Verwijderen, uuid).await?;
    operations::remove_verzending(&mut tx, &caller.0, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
