//! `/rollen`.

use autorisaties::handlers::{Caller, Fields, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::betrokkene::{self, BetrokkeneView, SOORTEN};
use super::{CHANGE, find_main, refuse, require, window};
use crate::access::{self, Scope};
use crate::register::{self, OnderdeelFilter};
use crate::{BetrokkeneType, NewRol, Rol, operations, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RolView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    betrokkene: &'a str,
    betrokkene_type: &'a str,
    afwijkende_naam_betrokkene: &'a str,
    roltype: Url<'a>,
    omschrijving: &'a str,
    omschrijving_generiek: &'a str,
    roltoelichting: &'a str,
    registratiedatum: Timestamp,
    indicatie_machtiging: &'a str,
    contactpersoon_rol: ContactpersoonView<'a>,
    statussen: [&'a str; 0],
    betrokkene_identificatie: BetrokkeneView<'a>,
}

#[derive(Serialize)]
struct ContactpersoonView<'a> {
    emailadres: &'a str,
    functie: &'a str,
    telefoonnummer: &'a str,
    naam: &'a str,
}

fn view<'a>(rol: &'a Rol, urls: &'a Urls) -> RolView<'a> {
    let contact = |name: &str| {
        rol.contactpersoon_rol.as_ref().and_then(|contact| contact.get(name)?.as_str()).unwrap_or_default()
    };
    RolView {
        url: urls.url(paths::ROLLEN, rol.uuid.uuid()),
        uuid: rol.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, rol.zaak.uuid()),
        betrokkene: "",
        betrokkene_type: &rol.betrokkene_type,
        afwijkende_naam_betrokkene: "",
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
        statussen: [],
        betrokkene_identificatie: BetrokkeneView {
            soort: betrokkene::find_soort(&rol.betrokkene_type),
            value: &rol.betrokkene_identificatie,
        },
    }
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.paged();
    let filter = OnderdeelFilter {
        zaak: params.reference("zaak", &urls, paths::ZAKEN).map(Id::new),
        r#type: params.reference("roltype", &urls, catalogi::paths::ROLTYPEN),
        betrokkene_type: params.choice("betrokkeneType", &SOORTEN.map(BetrokkeneType::as_str)),
        omschrijving_generiek: params.text("omschrijvingGeneriek"),
    };
    params.finish()?;
    let found = register::list_rollen(&mut tenant.db.reader(), &caller.0, &filter, window(&paging)).await?;
    let views = found.rows.iter().map(|rol| view(rol, &urls)).collect();
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.finish()?;
    let rol = register::read_rol(&mut tenant.db.reader(), &caller.0, uuid).await?;
    known.answer(&view(&rol, &urls))
}

fn read_contact(fields: &mut Fields) -> Option<Value> {
    let map = fields.object("contactpersoonRol")?;
    fields.within("contactpersoonRol", map, |contact| {
        let emailadres = contact.text("emailadres", 254);
        if !emailadres.is_empty() && !is_email(&emailadres) {
            contact.fault("emailadres", "invalid", "Dit is geen geldig e-mailadres.");
        }
        let mut read = Map::new();
        read.insert("emailadres".into(), emailadres.into());
        read.insert("functie".into(), contact.text("functie", 50).into());
        read.insert("telefoonnummer".into(), contact.text("telefoonnummer", 20).into());
        read.insert("naam".into(), contact.text_required("naam", 40).into());
        Some(Value::Object(read))
    })
}

fn is_email(text: &str) -> bool {
    let is_plain = !text.chars().any(|character| character.is_whitespace() || character.is_control());
    is_plain
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut fields = Fields::new(map);
    let zaak = find_main(&tenant, &urls, &mut fields).await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[])?;
    }
    let betrokkene_type = fields.choice_required("betrokkeneType", &SOORTEN.map(BetrokkeneType::as_str));
    let mut roltype = None;
    if let Some(uuid) = fields.reference("roltype", &urls, catalogi::paths::ROLTYPEN) {
        roltype = catalogi::register::find_roltype(&mut tenant.db.reader(), uuid).await?;
        if roltype.is_none() {
            fields.fault("roltype", "bad-url", "Het roltype bestaat niet.");
        }
    }
    let roltoelichting = fields.text_required("roltoelichting", 1000);
    let indicatie_machtiging = fields.choice("indicatieMachtiging", &["gemachtigde", "machtiginggever"]);
    let contactpersoon_rol = read_contact(&mut fields);
    let soort = betrokkene::find_soort(&betrokkene_type);
    let mut identificatie = Map::new();
    if let (Some(soort), Some(map)) = (soort, fields.object("betrokkeneIdentificatie")) {
        identificatie = fields.within("betrokkeneIdentificatie", map, |inner| betrokkene::read(inner, soort));
    }
    fields.not_kept(&[
        "betrokkene",
        "afwijkendeNaamBetrokkene",
        "authenticatieContext",
        "beginGeldigheid",
        "eindeGeldigheid",
    ]);
    if fields.is_valid() && identificatie.is_empty() {
        fields.fault("nonFieldErrors", "invalid-betrokkene", "Geef aan wie de betrokkene is.");
    }
    let (Some((zaak, _)), Some(roltype), Some(soort), true) = (&zaak, &roltype, soort, fields.is_valid()) else {
        return Err(refuse(fields));
    };

    let new = NewRol {
        zaak: zaak.uuid,
        roltype: &roltype.onderdeel,
        betrokkene_type: soort,
        betrokkene_identificatie: Value::Object(identificatie),
        roltoelichting: &roltoelichting,
        indicatie_machtiging: &indicatie_machtiging,
        contactpersoon_rol,
        authenticatie_context: None,
    };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let rol = operations::add_rol(&mut tx, &caller.0, new).await?;
    tx.commit().await?;
    let url = urls.url(paths::ROLLEN, rol.uuid.uuid()).to_string();
    Ok(Created(view(&rol, &urls)).at(&url))
}
