//! `/rollen`.

use ::store::Actie;
use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use catalogi::{Roltype, Zaaktype};
use diensten::Diensten;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{CHANGE, NULLABLE, find_main, immutable, require, rol_filter};
use crate::access::{self, Scope};
use crate::register::{self, RolFilter};
use crate::views::{authenticatie, betrokkene};
use crate::{BetrokkeneType, RolGegevens, lezingen, operations, paths, views};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.paged();
    let expand = resources.asked(&mut params, paths::ROLLEN);
    let filter = RolFilter {
        zaak: params.reference("zaak", &urls, paths::ZAKEN).map(Id::new),
        roltype: params.reference("roltype", &urls, catalogi::paths::ROLTYPEN),
        omschrijving: params.text("omschrijving"),
        wie: rol_filter::read(&mut params, &urls, &rol_filter::OF_ROLLEN),
    };
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_rollen(&mut db, &caller.0, &filter, Window::from(&paging)).await?;
    lezingen::of_rollen(&tenant.db, &caller, &found.rows);
    if found.rows.is_empty() {
        lezingen::of_search(&tenant.db, &caller, filter.wie.bsn.as_deref(), []);
    }
    let ids = found.rows.iter().map(|rol| rol.uuid.uuid());
    let statussen = register::list_statussen_van_rollen(&mut db, ids).await?;
    let views = found.rows.iter().map(|rol| views::rol(rol, &statussen, &urls)).collect();
    Ok(Json(paging.listed(found.count, expand.all(&mut db, &caller, &urls, views).await?)?).into_response())
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
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ROLLEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let rol = register::read_rol(&mut db, &caller.0, uuid).await?;
    lezingen::of_rollen(&tenant.db, &caller, std::slice::from_ref(&rol));
    let statussen = register::list_statussen_van_rollen(&mut db, [uuid]).await?;
    let view = views::rol(&rol, &statussen, &urls);
    known.answer(&expand.one(&mut db, &caller, &urls, view).await?)
}

fn read_contact(fields: &mut Fields) -> Option<Value> {
    let map = fields.object("contactpersoonRol")?;
    // One without anything, as answers show it, is the same as none. Rule: zrc-012 (gegevensgroepen).
    if !map.is_empty() && map.values().all(|value| value.is_null() || value.as_str() == Some("")) {
        return None;
    }
    fields.within("contactpersoonRol", map, |contact| {
        let emailadres = contact.text("emailadres", betrokkene::EMAILADRES_MAX);
        if !emailadres.is_empty() && !is_email(&emailadres) {
            contact.fault("emailadres", "invalid", "Dit is geen geldig e-mailadres.");
        }
        let mut read = Map::new();
        read.insert("emailadres".into(), emailadres.into());
        read.insert("functie".into(), contact.text("functie", betrokkene::FUNCTIE_MAX).into());
        read.insert("telefoonnummer".into(), contact.text("telefoonnummer", betrokkene::TELEFOONNUMMER_MAX).into());
        read.insert("naam".into(), contact.text_required("naam", betrokkene::NAAM_MAX).into());
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

/// Finds the roltype that a body names; one of the zaaktype of the zaak comes from memory.
pub(super) async fn find_roltype(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
    zaaktype: Option<&Zaaktype>,
) -> Result<Option<Roltype>, Problem> {
    let Some(uuid) = fields.reference("roltype", urls, catalogi::paths::ROLTYPEN) else { return Ok(None) };
    let mut own = zaaktype.into_iter().flat_map(|zaaktype| &zaaktype.roltypen);
    if let Some(roltype) = own.find(|roltype| roltype.uuid.uuid() == uuid) {
        return Ok(Some(roltype.clone()));
    }
    let roltype = catalogi::register::find_roltype(&mut tenant.db.reader(), uuid).await?;
    if roltype.is_none() {
        fields.fault("roltype", "bad-url", "Het roltype bestaat niet.");
    }
    Ok(roltype.map(|roltype| roltype.onderdeel))
}

/// Reads who is involved; none when the kind of party is wrong.
pub(super) fn read_gegevens(fields: &mut Fields, urls: &Urls) -> Option<RolGegevens> {
    let soorten = betrokkene::SOORTEN.map(BetrokkeneType::as_str);
    let soort = betrokkene::find_soort(&fields.choice_required("betrokkeneType", &soorten));
    let betrokkene = urls.shorten(&fields.url("betrokkene"));
    let afwijkende_naam_betrokkene = fields.text("afwijkendeNaamBetrokkene", 625);
    // The newest release asks for a roltoelichting, Open Zaak does not: its clients leave it out.
    let roltoelichting = fields.text("roltoelichting", 1000);
    let indicatie_machtiging = fields.choice("indicatieMachtiging", &["gemachtigde", "machtiginggever"]);
    let contactpersoon_rol = read_contact(fields);
    let (begin_geldigheid, einde_geldigheid) = (fields.date("beginGeldigheid"), fields.date("eindeGeldigheid"));
    let betrokkene_type = soort?;
    let mut identificatie = Map::new();
    if let Some(map) = fields.object("betrokkeneIdentificatie") {
        identificatie = fields.within("betrokkeneIdentificatie", map, |inner| betrokkene::read(inner, betrokkene_type));
    }
    Some(RolGegevens {
        betrokkene_type,
        betrokkene,
        betrokkene_identificatie: Value::Object(identificatie),
        afwijkende_naam_betrokkene,
        roltoelichting,
        indicatie_machtiging,
        contactpersoon_rol,
        authenticatie_context: authenticatie::read(fields, betrokkene_type),
        begin_geldigheid,
        einde_geldigheid,
    })
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let zaak = find_main(&tenant, &urls, &mut fields, "zaak").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[])?;
    }
    let zaaktype = zaak.as_ref().map(|(_, zaaktype)| &**zaaktype);
    let roltype = find_roltype(&mut fields, &tenant, &urls, zaaktype).await?;
    let gegevens = read_gegevens(&mut fields, &urls);
    let (Some((zaak, _)), Some(roltype), Some(gegevens), true) = (&zaak, &roltype, gegevens, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let rol = operations::register_rol(&mut tx, &caller.0, zaak.uuid, roltype, gegevens).await?;
    tx.commit().await?;
    let url = urls.url(paths::ROLLEN, rol.uuid.uuid()).to_string();
    Ok(Created(views::rol(&rol, &[], &urls)).at(&url))
}

pub(crate) async fn replace(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_rol(&mut tx, uuid).await?;
    super::require_change(&mut tx, &caller, current.zaak, &[]).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    immutable(&mut fields, &urls, ("zaak", paths::ZAKEN), current.zaak.uuid());
    immutable(&mut fields, &urls, ("roltype", catalogi::paths::ROLTYPEN), current.roltype.uuid());
    let gegevens = read_gegevens(&mut fields, &urls);
    let (Some(gegevens), true) = (gegevens, fields.is_valid()) else { return Err(fields.refuse()) };
    let rol = operations::change_rol(&mut tx, &caller.0, &current, gegevens, Actie::Update).await?;
    let statussen = register::list_statussen_van_rollen(&mut tx, [uuid]).await?;
    tx.commit().await?;
    Ok(Json(views::rol(&rol, &statussen, &urls)).into_response())
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_rol(&mut tx, uuid).await?;
    operations::remove_rol(&mut tx, &caller.0, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
