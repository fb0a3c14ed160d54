//! `/zaken`.

use std::collections::HashSet;
use std::sync::Arc;

use ::store::{Actie, Tx};
use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{AcceptCrs, Caller, ContentCrs, Fields, Key, Params, Sent, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use catalogi::Zaaktype;
use diensten::Diensten;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::zaak_input::{GERELATEERDE, RELEVANTE, ZaakInput, too_long};
use super::zaken_elders::{Elders, has_elders};
use super::{CHANGE, NULLABLE, find_with_type, lock_with_type, require, zaak_filter};
use crate::access::{self, Scope};
use crate::register;
use crate::{InvalidField, Zaak, ZaakGegevens, lezingen, operations, paths, views};

pub(crate) async fn list(
    caller: Caller,
    _: AcceptCrs,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.paged();
    let expand = resources.asked(&mut params, paths::ZAKEN);
    let filter = zaak_filter::read(&mut params, &urls);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_zaken(&mut db, &caller.0, &filter, Window::from(&paging)).await?;
    lezingen::of_search(&tenant.db, &caller, filter.bsn(), lezingen::ids(&found.rows));
    let verwijzingen = register::list_verwijzingen(&mut db, found.rows.iter().map(|zaak| zaak.uuid.uuid())).await?;
    let views = found.rows.iter().map(|zaak| views::zaak(zaak, &verwijzingen, &urls)).collect();
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    Ok((AcceptCrs::HEADER, Json(paging.listed(found.count, views)?)).into_response())
}

#[expect(clippy::too_many_arguments, reason = "each is one thing that the request carries")]
pub(crate) async fn read(
    caller: Caller,
    _: AcceptCrs,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAKEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let (zaak, verwijzingen) = register::read_whole(&mut db, &caller.0, Id::new(uuid)).await?;
    let view = expand.one(&mut db, &caller, &urls, views::zaak(&zaak, &verwijzingen, &urls)).await?;
    Ok((AcceptCrs::HEADER, known.answer(&view)?).into_response())
}

pub(crate) async fn create(
    caller: Caller,
    _: AcceptCrs,
    _: ContentCrs,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken])?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let (fields, zaaktype, gegevens) = read_new(&caller, (&tenant, &urls, &diensten), map).await?;
    let (Some(zaaktype), Some(gegevens), true) = (&zaaktype, gegevens, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let has_relaties = gegevens.has_relaties();
    let mut tx = tenant.db.begin(&caller.0).await?;
    let zaak = operations::register_zaak(&mut tx, &caller.0, zaaktype, gegevens).await?;
    let named = if has_relaties { register::list_verwijzingen(&mut tx, [zaak.uuid.uuid()]).await? } else { Vec::new() };
    tx.commit().await?;
    let url = urls.url(paths::ZAKEN, zaak.uuid.uuid()).to_string();
    Ok((AcceptCrs::HEADER, Created(views::zaak(&zaak, &named, &urls)).at(&url)).into_response())
}

/// Reads the body of a new zaak. Whether the application may make such a zaak at all is judged before the rest.
pub(super) async fn read_new(
    caller: &Caller,
    (tenant, urls, diensten): (&Tenant, &Urls, &Diensten),
    map: Map<String, Value>,
) -> Result<(Fields, Option<Arc<Zaaktype>>, Option<ZaakGegevens>), Problem> {
    let elsewhere = has_elders(&map, urls).then(|| map.clone());
    let long = too_long(&map);
    let mut fields = Fields::new(map).strict(NULLABLE);
    long.into_iter().for_each(|fault| fields.add(fault));
    let input = ZaakInput::read(&mut fields, urls);
    let zaaktype = find_zaaktype(tenant, &mut fields, &input).await?;
    if let Some(zaaktype) = &zaaktype {
        let level = input.vertrouwelijkheidaanduiding.unwrap_or(zaaktype.vertrouwelijkheidaanduiding);
        if !access::is_allowed(&caller.0, Scope::Aanmaken, zaaktype, level) {
            return Err(Caller::refusal());
        }
    }
    let mut gegevens = input.into_gegevens();
    if let (Some(zaaktype), Some(new), true) = (&zaaktype, &gegevens, !fields.is_valid() || elsewhere.is_some()) {
        // Only to read: nothing of it is kept.
        let mut tx = tenant.db.begin(&caller.0).await?;
        let faults = operations::list_faults(&mut tx, &caller.0, zaaktype, new, None).await?;
        add_rules(&mut fields, faults, elsewhere.is_some());
    }
    // Nobody is called for a body that is refused anyway.
    if let (Some(map), Some(gegevens), true) = (elsewhere, &mut gegevens, fields.is_valid()) {
        let elders = Elders::find(&map, &HashSet::new(), (tenant, urls, diensten)).await?;
        gegevens.elders = elders.told(&mut fields);
    }
    Ok((fields, zaaktype, gegevens))
}

/// Adds the rules that a body breaks to what is wrong with its fields. Whether zaken of other registers are there was not asked.
fn add_rules(fields: &mut Fields, faults: Vec<InvalidField>, has_elders: bool) {
    let is_unknown =
        |fault: &InvalidField| has_elders && [RELEVANTE, GERELATEERDE].iter().any(|list| fault.name.starts_with(list));
    fields.add_rules(faults.into_iter().filter(|fault| !is_unknown(fault)));
}

async fn find_zaaktype(
    tenant: &Tenant,
    fields: &mut Fields,
    input: &ZaakInput,
) -> Result<Option<Arc<Zaaktype>>, Problem> {
    let Some(uuid) = input.zaaktype else { return Ok(None) };
    let zaaktype = catalogi::find_zaaktype(&mut tenant.db.reader(), Id::new(uuid)).await?;
    if zaaktype.is_none() {
        fields.fault("zaaktype", "bad-url", "Het zaaktype bestaat niet.");
    }
    Ok(zaaktype)
}

#[expect(clippy::too_many_arguments, reason = "each is one thing that the request carries")]
pub(crate) async fn change(
    caller: Caller,
    _: AcceptCrs,
    _: ContentCrs,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let elders = find_elders(&caller, (&tenant, &urls, &diensten), uuid, &sent.map).await?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let (current, zaaktype) = lock_with_type(&mut tx, uuid).await?;
    access::require_change(&caller.0, &zaaktype, &current, &[])?;
    if sent.actie == Actie::PartialUpdate && sent.map.keys().eq(["laatstGeopend"]) {
        let mut fields = Fields::new(sent.map).strict(NULLABLE);
        let moment = fields.moment("laatstGeopend");
        fields.finish()?;
        let (zaak, named) = operations::open_zaak(&mut tx, &caller.0, current.uuid, moment).await?;
        tx.commit().await?;
        return Ok((AcceptCrs::HEADER, Json(views::zaak(&zaak, &named, &urls))).into_response());
    }
    let actie = sent.actie;
    let (fields, gegevens) = read_change(&mut tx, (&caller, &urls), &current, sent, elders).await?;
    let (Some(gegevens), true) = (gegevens, fields.is_valid()) else { return Err(fields.refuse()) };
    let (zaak, named) = operations::change_zaak(&mut tx, &caller.0, current.uuid, &gegevens, actie).await?;
    tx.commit().await?;
    Ok((AcceptCrs::HEADER, Json(views::zaak(&zaak, &named, &urls))).into_response())
}

/// Fetches what of other systems a change of a zaak names and that it did not name before, for who may change it.
pub(super) async fn find_elders(
    caller: &Caller,
    with: (&Tenant, &Urls, &Diensten),
    uuid: Uuid,
    map: &Map<String, Value>,
) -> Result<Elders, Problem> {
    let (tenant, urls, _) = with;
    if !has_elders(map, urls) {
        return Ok(Elders::default());
    }
    let (zaak, zaaktype) = find_with_type(tenant, uuid).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, &zaaktype, &zaak, &[])?;
    let named = register::list_verwijzingen(&mut tenant.db.reader(), [uuid]).await?;
    let kanaal = autorisaties::extern_id(&zaak.bijzonderheden.communicatiekanaal);
    Elders::find(map, &named.iter().map(|one| one.uuid).chain([kanaal]).collect(), with).await
}

/// Reads the body of a change of a zaak, and returns the fields with what is wrong with them.
pub(super) async fn read_change(
    tx: &mut Tx,
    (caller, urls): (&Caller, &Urls),
    current: &Zaak,
    sent: Sent,
    elders: Elders,
) -> Result<(Fields, Option<ZaakGegevens>), Problem> {
    let named = register::list_verwijzingen(tx, [current.uuid.uuid()]).await?;
    // A zaak for which nothing has to be paid was not paid for: zrc-014 (betalingsindicatie).
    let clears_payment = sent.actie == Actie::PartialUpdate
        && sent.map.get("betalingsindicatie").and_then(Value::as_str) == Some("nvt")
        && !sent.map.contains_key("laatsteBetaaldatum");
    let (long, has_elders) = (too_long(&sent.map), has_elders(&sent.map, urls));
    let mut fields = sent.over(&views::zaak(current, &named, urls))?.strict(NULLABLE);
    long.into_iter().for_each(|fault| fields.add(fault));
    let input = ZaakInput::read_change(&mut fields, urls);
    if input.zaaktype.is_some_and(|named| named != current.zaaktype.uuid()) {
        fields.fault("zaaktype", "wijzigen-niet-toegelaten", "Het zaaktype kan niet worden gewijzigd.");
    }
    let objects = elders.told(&mut fields);
    let mut gegevens = input.into_gegevens().map(|gegevens| ZaakGegevens { elders: objects, ..gegevens });
    if clears_payment && let Some(gegevens) = &mut gegevens {
        gegevens.bijzonderheden.laatste_betaaldatum = None;
    }
    if let Some(new) = gegevens.as_ref().filter(|_| !fields.is_valid()) {
        let zaaktype = catalogi::read_zaaktype(tx, current.zaaktype).await?;
        let faults = operations::list_faults(tx, &caller.0, &zaaktype, new, Some(current)).await?;
        add_rules(&mut fields, faults, has_elders);
    }
    Ok((fields, gegevens))
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, &[Scope::Verwijderen])?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::destroy_zaak(&mut tx, &caller.0, Id::new(uuid)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
