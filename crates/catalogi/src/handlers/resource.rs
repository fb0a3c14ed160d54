//! What every resource of this API does in the same way: list, read, make, replace, change, remove, publish.

use ::store::Actie;
use autorisaties::handlers::expand::{Load, LoadFuture, Loaded, Resources};
use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, Urls};
use autorisaties::{Window, is_extern};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use diensten::Diensten;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::actor::Component;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::input::nullable;
use super::{Relaties, require_lezen, today};
use crate::operations::publiceren;
use crate::operations::schrijven::{self, Geforceerd, Verwijzingen, Wijziging};
use crate::register::{self, Regel, Soort, TypeFilter};
use crate::soorten::Gegeven;
use crate::{CatalogiError, Klassen, Selectielijst};

/// How a record stands on the wire.
pub(crate) trait Wire: Gegeven {
    /// What is answered.
    type View<'a>: Serialize + Send;

    /// Writes a record, with what it names.
    fn view<'a>(regel: &'a Regel<Self>, relaties: &Relaties<'a>, urls: &'a Urls) -> Self::View<'a>;

    /// Reads the query parameters of a list.
    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter;

    /// Reads a body; none when something is wrong. What the API does not show stays as it is in `basis`.
    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)>;

    /// Writes what Loket keeps besides the standard, for pages and files; none when that is nothing.
    fn eigen(&self) -> Option<Value> {
        None
    }

    /// Reads what Loket keeps besides the standard. What is not there stays as it is, and so does what the selectielijst says.
    fn read_eigen(&mut self, _: &mut Fields, _: &Selectielijst) {}
}

/// What a record is made from, besides its body.
pub(crate) struct Basis<'a, T> {
    pub(crate) uuid: Uuid,
    pub(crate) current: Option<&'a T>,
    pub(crate) herkomst: Herkomst,
    /// What the selectielijst says of what the body names.
    pub(crate) lijst: &'a Selectielijst,
}

/// Where a record comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Herkomst {
    /// A body of the API: what the standard requires is there.
    Api,
    /// A page, where a list of which nothing was chosen is not sent.
    Pagina,
    /// A file or another register. What a bouwsteen has made may lack a selectielijst or a contact, and must come in again.
    Bestand,
}

const SCHRIJVEN: (Component, &str) = (Component::Ztc, "catalogi.schrijven");
const GEFORCEERD_SCHRIJVEN: (Component, &str) = (Component::Ztc, "catalogi.geforceerd-schrijven");
const GEFORCEERD_VERWIJDEREN: (Component, &str) = (Component::Ztc, "catalogi.geforceerd-verwijderen");

/// A type by itself is made by who may write; its parts also by who corrects what is published.
fn require_aanmaken<T: Wire>(caller: &Caller) -> Result<Geforceerd, Problem> {
    let geforceerd = require_schrijven(caller, GEFORCEERD_SCHRIJVEN)?;
    if matches!(T::SOORT, Soort::Catalogus | Soort::Zaaktype | Soort::Besluittype | Soort::Informatieobjecttype) {
        caller.require_any(&[SCHRIJVEN])?;
    }
    Ok(geforceerd)
}

/// Decides whether the caller may write, and whether also what is published.
fn require_schrijven(caller: &Caller, geforceerd: (Component, &str)) -> Result<Geforceerd, Problem> {
    caller.require_any(&[SCHRIJVEN, geforceerd])?;
    Ok(Geforceerd(caller.require_any(&[geforceerd]).is_ok()))
}

pub(crate) async fn list<T: Wire>(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    params.paged();
    let expand = resources.asked(&mut params, T::SOORT.path());
    let filter = T::filter(&mut params, &urls);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list(&mut db, T::tabel(), &filter, Window::from(&paging)).await?;
    let day = filter.day.unwrap_or_else(|| today(&tenant));
    let ids = found.rows.iter().map(|regel| regel.gegevens.uuid());
    let relaties = register::list_relaties(&mut db, T::SOORT, ids, day).await?;
    let views = found
        .rows
        .iter()
        .map(|regel| T::view(regel, &Relaties::of(&relaties, regel.gegevens.uuid(), &urls), &urls))
        .collect();
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

pub(crate) async fn read<T: Wire>(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    let expand = resources.asked(&mut params, T::SOORT.path());
    let day = if T::SOORT == Soort::Zaaktype { params.date("datumGeldigheid") } else { None };
    params.finish()?;
    // Copies of what another register has are read there.
    if is_extern(uuid) {
        return Err(Problem::not_found());
    }
    let mut db = tenant.db.reader();
    let regel = T::tabel().find(&mut db, uuid).await.map_err(CatalogiError::from)?.ok_or_else(Problem::not_found)?;
    let day = day.unwrap_or_else(|| today(&tenant));
    let relaties = register::list_relaties(&mut db, T::SOORT, [uuid], day).await?;
    let view = T::view(&regel, &Relaties::of(&relaties, uuid, &urls), &urls);
    known.answer(&expand.one(&mut db, &caller, &urls, view).await?)
}

pub(crate) async fn create<T: Wire>(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    let geforceerd = require_aanmaken::<T>(&caller)?;
    let lijst = Selectielijst::ask(&diensten, &tenant.db, T::SOORT, None, &map).await;
    let lijst = lijst.map_err(|fault| Problem::internal(&fault))?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let mut fields = Fields::new(map).strict(nullable(T::SOORT));
    let basis = Basis { uuid: tx.new_uuid(), current: None, herkomst: Herkomst::Api, lijst: &lijst };
    let read = T::read(&mut fields, &urls, &basis);
    let Some((record, named)) = right(&mut tx, &mut fields, read, geforceerd).await? else {
        return Err(fields.refuse());
    };
    lijst.hold(&mut tx).await?;
    let uuid = schrijven::create(&mut tx, record, &named, geforceerd).await?;
    let shown = show::<T>(&mut tx, uuid, today(&tenant)).await?;
    tx.commit().await?;
    let url = urls.url(T::SOORT.path(), uuid).to_string();
    Ok(Created(shown.view(&urls)).at(&url).into_response())
}

/// Returns what was read when nothing is wrong with its fields; else adds the rules that it breaks.
async fn right<T: Wire>(
    tx: &mut ::store::Tx,
    fields: &mut Fields,
    read: Option<(T, Verwijzingen)>,
    geforceerd: Geforceerd,
) -> Result<Option<(T, Verwijzingen)>, Problem> {
    let Some((record, named)) = read else { return Ok(None) };
    if fields.is_valid() {
        return Ok(Some((record, named)));
    }
    let faults = schrijven::list_faults(tx, record, &named, geforceerd).await?;
    fields.add_rules(faults);
    Ok(None)
}

/// A record after it was written, with what it names.
struct Shown<T> {
    regel: Regel<T>,
    relaties: Vec<register::Relatie>,
}

impl<T: Wire> Shown<T> {
    fn view<'a>(&'a self, urls: &'a Urls) -> T::View<'a> {
        T::view(&self.regel, &Relaties::of(&self.relaties, self.regel.gegevens.uuid(), urls), urls)
    }
}

async fn show<T: Wire>(db: &mut ::store::Reader, uuid: Uuid, day: Date) -> Result<Shown<T>, Problem> {
    let regel = T::tabel().find(db, uuid).await.map_err(CatalogiError::from)?.ok_or_else(Problem::not_found)?;
    let relaties = register::list_relaties(db, T::SOORT, [uuid], day).await?;
    Ok(Shown { regel, relaties })
}

pub(crate) async fn change<T: Wire>(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    let geforceerd = require_schrijven(&caller, GEFORCEERD_SCHRIJVEN)?;
    let actie = sent.actie;
    let is_partial = actie == Actie::PartialUpdate;
    let only_einde = is_partial && sent.map.len() == 1 && sent.map.contains_key("eindeGeldigheid");
    let lijst = Selectielijst::ask(&diensten, &tenant.db, T::SOORT, is_partial.then_some(uuid), &sent.map).await;
    let lijst = lijst.map_err(|fault| Problem::internal(&fault))?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let regel = schrijven::lock::<T>(&mut tx, uuid).await?.ok_or_else(Problem::not_found)?;
    // Only a PATCH is laid over what there is.
    let relaties = match is_partial {
        true => register::list_relaties(&mut tx, T::SOORT, [uuid], today(&tenant)).await?,
        false => Vec::new(),
    };
    let mut fields =
        sent.over(&T::view(&regel, &Relaties::of(&relaties, uuid, &urls), &urls))?.strict(nullable(T::SOORT));
    let basis = Basis { uuid, current: Some(&regel.gegevens), herkomst: Herkomst::Api, lijst: &lijst };
    let read = T::read(&mut fields, &urls, &basis);
    // Whether it may be changed at all is judged with the rest, when the fields are right.
    let Some((record, mut named)) = right(&mut tx, &mut fields, read, Geforceerd(true)).await? else {
        return Err(fields.refuse());
    };
    if only_einde {
        named = Verwijzingen::default();
    }
    lijst.hold(&mut tx).await?;
    schrijven::change(&mut tx, &regel, record, &named, Wijziging { actie, only_einde, geforceerd }).await?;
    let shown = show::<T>(&mut tx, uuid, today(&tenant)).await?;
    tx.commit().await?;
    Ok(Json(shown.view(&urls)).into_response())
}

pub(crate) async fn destroy<T: Wire>(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    let geforceerd = require_schrijven(&caller, GEFORCEERD_VERWIJDEREN)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let regel = schrijven::lock::<T>(&mut tx, uuid).await?.ok_or_else(Problem::not_found)?;
    schrijven::destroy(&mut tx, &regel, geforceerd).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(crate) async fn publish<T: Wire>(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
) -> Result<Response, Problem> {
    caller.require_any(&[SCHRIJVEN])?;
    let klassen = Klassen::ask(&diensten, &tenant.db, T::SOORT, uuid).await;
    let klassen = klassen.map_err(|fault| Problem::internal(&fault))?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let regel = schrijven::lock::<T>(&mut tx, uuid).await?.ok_or_else(Problem::not_found)?;
    publiceren::publish(&mut tx, &regel, &klassen).await?;
    let shown = show::<T>(&mut tx, uuid, today(&tenant)).await?;
    tx.commit().await?;
    Ok(Json(shown.view(&urls)).into_response())
}

/// Reads many records for `expand`.
pub(crate) fn load<T: Wire>(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        if require_lezen(ask.caller).is_err() {
            return Ok(Loaded::default());
        }
        // What is in other registers is shown as they say it.
        let ids: Vec<Uuid> = ask.ids.iter().copied().filter(|uuid| !is_extern(*uuid)).collect();
        if ids.is_empty() {
            return Ok(Loaded::default());
        }
        let rows = T::tabel().find_all(ask.db, &ids).await.map_err(CatalogiError::from)?;
        let day = values::local_date(ask.db.db().clock().now());
        let relaties = register::list_relaties(ask.db, T::SOORT, ids, day).await?;
        Loaded::of(rows.iter().map(|regel| {
            let uuid = regel.gegevens.uuid();
            (uuid, T::view(regel, &Relaties::of(&relaties, uuid, ask.urls), ask.urls))
        }))
    })
}
