//! `/zaken/_zoek`: every filter of the list in a body, and places.

use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{AcceptCrs, Caller, ContentCrs, Fields, Params, Urls};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use uuid::Uuid;
use web::{InvalidParam, Json, Paging, Problem, Tenant};

use super::zaak_input::geometrie_fault;
use super::{require, zaak_filter};
use crate::access::Scope;
use crate::rules::geometrie::{self, Geometrie, GeometrieFault};
use crate::{lezingen, paths, register, views};

#[expect(clippy::too_many_arguments, reason = "each is one thing that the request carries")]
pub(crate) async fn search(
    caller: Caller,
    _: AcceptCrs,
    _: ContentCrs,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut query: Params,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    if body.is_empty() {
        return Err(Problem::invalid(vec![InvalidParam::whole("empty_search_body", "Geef minstens één zoekterm op.")]));
    }
    query.paged();
    let in_query = resources.asked(&mut query, paths::ZAKEN);
    query.finish()?;
    let mut fields = Fields::new(body.clone()).strict(&[]);
    let in_body = resources.asked_in(&mut fields, paths::ZAKEN);
    let area = read_area(&mut fields);
    let asked = Asked::read(&mut fields, &resources);
    let has_expand = !in_query.is_empty() || !in_body.is_empty();
    // Rule: zrc-029 (gedrag "fields").
    if asked.is_some() && has_expand {
        fields.fault("fields", "invalid", "'fields' en 'expand' sluiten elkaar uit.");
    }
    let mut params = Params::of_body(&body);
    params.known("expand");
    params.known("fields");
    params.known("zaakgeometrie");
    let paging = params.page_of_body(paging);
    let mut filter = zaak_filter::read(&mut params, &urls);
    let unwanted = zaak_filter::read_unwanted(&mut params, &urls);
    fields.finish()?;
    params.finish()?;

    let mut db = tenant.db.reader();
    if let Some(unwanted) = unwanted {
        let mut wanted = match filter.zaaktypen.take() {
            Some(given) => given,
            None => catalogi::list_zaaktype_ids(&mut db).await?,
        };
        wanted.retain(|zaaktype| !unwanted.contains(zaaktype));
        filter.zaaktypen = Some(wanted);
    }
    if let Some(area) = &area {
        let within = register::list_within(&mut db, area).await?;
        filter.uuids = Some(match filter.uuids.take() {
            None => within,
            Some(given) => given.into_iter().filter(|uuid| within.binary_search(uuid).is_ok()).collect::<Vec<Uuid>>(),
        });
    }
    let found = register::list_zaken(&mut db, &caller.0, &filter, Window::from(&paging)).await?;
    lezingen::of_search(&tenant.db, &caller, filter.bsn(), lezingen::ids(&found.rows));
    let named = register::list_verwijzingen(&mut db, found.rows.iter().map(|zaak| zaak.uuid.uuid())).await?;
    let views: Vec<_> = found.rows.iter().map(|zaak| views::zaak(zaak, &named, &urls)).collect();
    let Some(asked) = asked else {
        let expand = if in_body.is_empty() { &in_query } else { &in_body };
        let views = expand.all(&mut db, &caller, &urls, views).await?;
        return Ok((AcceptCrs::HEADER, Json(paging.listed(found.count, views)?)).into_response());
    };
    let mut faults = Vec::new();
    let nested = asked.paths.iter().map(String::as_str);
    let expand = resources.read(nested, paths::ZAKEN, |fault| {
        faults.push(InvalidParam::new("fields", fault.code, fault.reason));
    });
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    let mut values = Vec::with_capacity(views.len());
    for view in views {
        let mut value = serde_json::to_value(view).map_err(|error| Problem::internal(&error))?;
        asked.top.keep(&mut value);
        values.push(value);
    }
    Ok((AcceptCrs::HEADER, Json(paging.listed(found.count, values)?)).into_response())
}

fn read_area(fields: &mut Fields) -> Option<Geometrie> {
    let map = fields.object("zaakgeometrie")?;
    fields.within("zaakgeometrie", map, |inner| {
        let Some(given) = inner.value("within").cloned() else {
            inner.fault("within", "required", "Dit veld is vereist.");
            return None;
        };
        let fault = match geometrie::read(&given) {
            Ok(area) if area.is_area() => return Some(area),
            Ok(_) => GeometrieFault::NoGeometry,
            Err(fault) => fault,
        };
        inner.add(geometrie_fault(fault, "within", "Hier hoort een GeoJSON-polygoon in WGS 84."));
        None
    })
}

/// Which fields a caller wants to see: names, and objects for what is expanded or what is an object itself. `"*"` stands for all.
struct Asked {
    top: Level,
    /// What must be expanded for it.
    paths: Vec<String>,
}

#[derive(Default)]
struct Level {
    is_all: bool,
    names: Vec<String>,
    /// Of what is expanded.
    nested: Vec<(String, Level)>,
    /// Of the object that the field itself is, such as `processobject`.
    within: Vec<(String, Level)>,
}

impl Asked {
    fn read(fields: &mut Fields, resources: &Resources) -> Option<Self> {
        if !fields.has("fields") {
            return None;
        }
        let list = fields.list("fields");
        let mut paths = Vec::new();
        match Level::read(&list, "", &mut paths, resources, 0) {
            Some(top) => {
                // Below it the names are not judged: the standard's own example has some that do not exist.
                let is_known = |name: &str| views::ZAAK_FIELDS.contains(&name);
                let mut within = top.within.iter().map(|(name, _)| name);
                if !top.names.iter().chain(&mut within).all(|name| is_known(name)) {
                    fields.fault("fields", "invalid_choice", "Een zaak heeft niet al deze velden.");
                }
                Some(Self { top, paths })
            }
            None => {
                fields.fault("fields", "invalid", "Hier horen namen van velden, en objecten voor expansie.");
                None
            }
        }
    }
}

impl Level {
    const DEPTH_MAX: usize = 5;

    fn read(list: &[Value], path: &str, asked: &mut Vec<String>, resources: &Resources, depth: usize) -> Option<Self> {
        let mut level = Self::default();
        for one in list {
            match one {
                Value::String(name) if name == "*" => level.is_all = true,
                Value::String(name) => level.names.push(name.clone()),
                Value::Object(map) if depth < Self::DEPTH_MAX => {
                    for (name, below) in map {
                        let own = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                        let nested = Self::read(below.as_array()?, &own, asked, resources, depth + 1)?;
                        if resources.can_expand(&own, paths::ZAKEN) {
                            asked.push(own);
                            level.nested.push((name.clone(), nested));
                        } else {
                            level.within.push((name.clone(), nested));
                        }
                    }
                }
                _ => return None,
            }
        }
        Some(level)
    }

    /// Leaves only what was asked.
    fn keep(&self, value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|one| self.keep(one)),
            Value::Object(map) => {
                if let Some(Value::Object(expanded)) = map.get_mut("_expand") {
                    for (name, below) in &self.nested {
                        if let Some(value) = expanded.get_mut(name) {
                            below.keep(value);
                        }
                    }
                }
                for (name, below) in &self.within {
                    if let Some(value) = map.get_mut(name) {
                        below.keep(value);
                    }
                }
                if !self.is_all {
                    let is_within = |name: &str| self.within.iter().any(|(own, _)| own == name);
                    map.retain(|name, _| name == "_expand" || self.names.contains(name) || is_within(name));
                }
            }
            _ => {}
        }
    }
}
