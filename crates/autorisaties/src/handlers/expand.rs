//! `expand`: what a resource names is answered beside its URL, in `_expand`.
//!
//! Each API crate exports its [`Resource`]s: where they are, which of their fields can be expanded, and how many of them are read at
//! once for one caller. The binary joins them ([`Resources`]), so that a zaak can show its document without `zaken` knowing how. A
//! path is walked level by level, one load for each segment: the number of statements does not grow with the rows. What the caller
//! may not read is left out by the loader. Rules: zrc-027, zrc-028 (expand).

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::{Extension, Router};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use store::Reader;
use uuid::Uuid;
use web::{App, InvalidParam, Problem};

use super::{Caller, Fields, Params, Urls};
use crate::is_extern;

/// The deepest path: `a.b.c.d.e`.
const LEVELS_MAX: usize = 5;
/// How many objects one answer may hold in all its `_expand`.
const OBJECTS_MAX: usize = 5000;
/// A large object counts once more for each of these many bytes: a few of them in many places are what makes an answer too large.
const OBJECT_BYTES: usize = 16 * 1024;
/// How many segments all paths of a request may have together: each costs a load.
const SEGMENTS_MAX: usize = 60;

const NAME: &str = "expand";

/// A kind of resource that can be expanded.
#[derive(Debug, Clone, Copy)]
pub struct Resource {
    /// Where they are, with a slash at the end; `{}` stands for the id of a main object that they lie below.
    pub path: &'static str,
    /// The fields that can be expanded, with the path of what they name.
    pub fields: &'static [(&'static str, &'static str)],
    /// Reads many at once.
    pub load: Loader,
}

/// Reads resources for a caller. What does not exist or may not be read is left out.
pub type Loader = for<'a> fn(Load<'a>) -> LoadFuture<'a>;

/// What a [`Loader`] answers.
pub type LoadFuture<'a> = Pin<Box<dyn Future<Output = Result<Loaded, Problem>> + Send + 'a>>;

/// What a [`Loader`] gets.
pub struct Load<'a> {
    /// What is read from.
    pub db: &'a mut Reader,
    /// Whose rights count.
    pub caller: &'a Caller,
    /// What writes URLs.
    pub urls: &'a Urls,
    /// Which ones, each once.
    pub ids: &'a [Uuid],
}

/// Where a field leads that may name anything, of ours or of another system: what of it can be shown is found out for each.
pub const ANYWHERE: &str = "";

/// What is at [`ANYWHERE`]. Nothing below it can be expanded.
pub const ANY: Resource = Resource { path: ANYWHERE, fields: &[], load: |_| Box::pin(async { Ok(Loaded::default()) }) };

/// Resources on the wire, by their id.
#[derive(Debug, Default)]
pub struct Loaded(HashMap<Uuid, Value>);

impl Loaded {
    /// Writes what was read.
    ///
    /// # Errors
    /// When a view can't be written as JSON: a mistake in our own types.
    pub fn of<T: Serialize>(views: impl IntoIterator<Item = (Uuid, T)>) -> Result<Self, Problem> {
        let mut found = HashMap::new();
        for (uuid, view) in views {
            found.insert(uuid, serde_json::to_value(view).map_err(|error| Problem::internal(&error))?);
        }
        Ok(Self(found))
    }
}

/// All resources of the program.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    own: Arc<[Resource]>,
    elders: Option<Elders>,
}

/// Reads what is in other registers.
#[derive(Clone)]
struct Elders(Arc<dyn for<'a> Fn(Load<'a>) -> LoadFuture<'a> + Send + Sync>);

impl std::fmt::Debug for Elders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Elders")
    }
}

impl Resources {
    /// Joins what the API crates export.
    pub fn new(resources: impl IntoIterator<Item = Resource>) -> Self {
        Self { own: resources.into_iter().collect(), elders: None }
    }

    /// Reads what is in other registers as well.
    pub fn with_elders(self, load: impl for<'a> Fn(Load<'a>) -> LoadFuture<'a> + Send + Sync + 'static) -> Self {
        Self { elders: Some(Elders(Arc::new(load))), ..self }
    }

    /// Lets the handlers of these routes expand.
    pub fn wrap(&self, routes: Router<App>) -> Router<App> {
        routes.layer(Extension(self.clone()))
    }

    /// Decides whether there is a resource at this path here that the caller may read: another is not there for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_there(&self, by: (&mut Reader, &Caller), urls: &Urls, path: &str) -> Result<bool, Problem> {
        Ok(self.find_at(by, urls, path).await?.is_some())
    }

    /// Returns the resource at this path here as an answer shows it, when the caller may read it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_at(
        &self,
        (db, caller): (&mut Reader, &Caller),
        urls: &Urls,
        path: &str,
    ) -> Result<Option<Value>, Problem> {
        let paths = Urls::paths();
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let find = |one: &Resource| Some((*one, paths.find_below(path, one.path)?));
        let Some((resource, uuid)) = self.own.iter().find_map(find) else { return Ok(None) };
        let found = (resource.load)(Load { db, caller, urls, ids: &[uuid] }).await?;
        Ok(found.0.into_values().next())
    }

    /// Reads the query parameter, for a resource at this path.
    pub fn asked(&self, params: &mut Params, path: &'static str) -> Expand {
        match params.text(NAME) {
            Some(text) => self.read(text.split(','), path, |fault| params.add(fault)),
            None => self.nothing(),
        }
    }

    /// Reads the field of a search body, for a resource at this path: a text as in the query, or a list.
    pub fn asked_in(&self, fields: &mut Fields, path: &'static str) -> Expand {
        let paths = match fields.value(NAME) {
            Some(Value::Array(_)) => fields.texts(NAME, 1000),
            _ => fields.text(NAME, 10_000).split(',').map(str::to_owned).collect(),
        };
        self.read(paths.iter().map(String::as_str), path, |fault| fields.add(fault))
    }

    /// Expands these paths, for a resource at this path. Paths that do not exist are told as faults.
    pub fn read<'a>(
        &self,
        paths: impl IntoIterator<Item = &'a str>,
        path: &'static str,
        mut tell: impl FnMut(InvalidParam),
    ) -> Expand {
        let mut asked = self.nothing();
        let mut segments = 0;
        for text in paths.into_iter().map(str::trim).filter(|text| !text.is_empty()) {
            segments += text.split('.').count();
            if segments > SEGMENTS_MAX {
                tell(InvalidParam::new(NAME, "invalid", "Er wordt te veel tegelijk gevraagd."));
                break;
            }
            if let Err(reason) = self.add(&mut asked.nodes, text, path) {
                tell(InvalidParam::new(NAME, "invalid_choice", reason));
            }
        }
        asked
    }

    /// Decides whether this path can be expanded, for a resource at this path.
    pub fn can_expand(&self, text: &str, path: &'static str) -> bool {
        self.add(&mut Vec::new(), text, path).is_ok()
    }

    fn nothing(&self) -> Expand {
        Expand { resources: self.clone(), nodes: Vec::new() }
    }

    fn find(&self, path: &str) -> Option<&Resource> {
        self.own.iter().find(|resource| resource.path == path)
    }

    /// Returns the ids that a field names and where they are: by a URL, a list of URLs, or a list of objects with a `url`, or a `zaaktype` as
    /// the related zaaktypen have.
    fn named(&self, field: Option<&Value>, path: &'static str, urls: &Urls) -> Vec<(Uuid, &'static str)> {
        let of = |value: &Value| {
            let url = value.as_str().or_else(|| value.get("url").or_else(|| value.get("zaaktype"))?.as_str())?;
            if path == ANYWHERE {
                let own = self.own.iter().find_map(|one| Some((urls.find_below(url, one.path)?, one.path)));
                return own.or_else(|| Some((urls.id_of(url, path).ok()?, path)));
            }
            // What another register shows names what that has.
            Some((urls.find_below(url, path).or_else(|| urls.id_of(url, path).ok())?, path))
        };
        match field {
            Some(Value::Array(list)) => list.iter().filter_map(of).collect(),
            Some(value) => of(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn add(&self, nodes: &mut Vec<Node>, text: &str, path: &'static str) -> Result<(), String> {
        if text.split('.').count() > LEVELS_MAX {
            return Err(format!("{text}: gebruik hoogstens {LEVELS_MAX} niveaus."));
        }
        let mut nodes = nodes;
        let mut path = path;
        for segment in text.split('.') {
            let field = self.find(path).and_then(|resource| resource.fields.iter().find(|(name, _)| *name == segment));
            let Some((name, target)) = field.filter(|(_, target)| self.find(target).is_some()) else {
                return Err(format!("{text}: '{segment}' kan hier niet worden uitgebreid."));
            };
            path = target;
            let index = match nodes.iter().position(|node| node.name == *name) {
                Some(index) => index,
                None => {
                    nodes.push(Node { name, path, below: Vec::new() });
                    nodes.len() - 1
                }
            };
            nodes = &mut nodes[index].below;
        }
        Ok(())
    }
}

impl FromRequestParts<App> for Resources {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// What a caller wants to have expanded.
#[derive(Debug)]
#[must_use = "what is asked must be answered"]
pub struct Expand {
    resources: Resources,
    nodes: Vec<Node>,
}

/// One segment of a path, with what is expanded below it.
#[derive(Debug)]
struct Node {
    name: &'static str,
    path: &'static str,
    below: Vec<Node>,
}

/// A resource as it is answered: as it is, or with its `_expand`.
#[derive(Debug)]
pub enum Expanded<T> {
    /// Nothing was asked.
    Plain(T),
    /// With what was asked.
    With(Value),
}

impl<T: Serialize> Serialize for Expanded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(view) => view.serialize(serializer),
            Self::With(value) => value.serialize(serializer),
        }
    }
}

/// A resource, with how many objects its `_expand` holds.
struct Weighed {
    value: Value,
    objects: usize,
}

impl Expand {
    /// Decides whether anything was asked.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Expands one resource.
    ///
    /// # Errors
    /// When there is too much, or when the database fails.
    pub async fn one<T: Serialize>(
        &self,
        db: &mut Reader,
        caller: &Caller,
        urls: &Urls,
        view: T,
    ) -> Result<Expanded<T>, Problem> {
        let mut all = self.all(db, caller, urls, vec![view]).await?;
        all.pop().ok_or_else(Problem::not_found)
    }

    /// Expands the resources of a list.
    ///
    /// # Errors
    /// When there is too much, or when the database fails.
    pub async fn all<T: Serialize>(
        &self,
        db: &mut Reader,
        caller: &Caller,
        urls: &Urls,
        views: Vec<T>,
    ) -> Result<Vec<Expanded<T>>, Problem> {
        if self.is_empty() {
            return Ok(views.into_iter().map(Expanded::Plain).collect());
        }
        let mut all = Vec::with_capacity(views.len());
        for view in views {
            let value = serde_json::to_value(view).map_err(|error| Problem::internal(&error))?;
            all.push(Weighed { value, objects: 0 });
        }
        self.level(db, caller, urls, &mut all, &self.nodes).await?;
        Ok(all.into_iter().map(|one| Expanded::With(one.value)).collect())
    }

    /// Expands the fields of resources of one kind. Each node is loaded once for all of them, expanded itself, and then put in.
    fn level<'a>(
        &'a self,
        db: &'a mut Reader,
        caller: &'a Caller,
        urls: &'a Urls,
        all: &'a mut [Weighed],
        nodes: &'a [Node],
    ) -> Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>> {
        Box::pin(async move {
            let mut objects: usize = all.iter().map(|one| one.objects).sum();
            for node in nodes {
                let mut places: Vec<_> = all
                    .iter()
                    .flat_map(|one| self.resources.named(one.value.get(node.name), node.path, urls))
                    .collect();
                places.sort_unstable_by_key(|(uuid, _)| *uuid);
                places.dedup_by_key(|(uuid, _)| *uuid);
                let ids: Vec<Uuid> = places.iter().map(|(uuid, _)| *uuid).collect();
                if ids.len() > OBJECTS_MAX {
                    return Err(too_much());
                }
                let mut found = Loaded::default();
                for resource in &*self.resources.own {
                    let own = places.iter().filter(|(_, path)| *path == resource.path);
                    let own: Vec<Uuid> = own.map(|(uuid, _)| *uuid).collect();
                    if !own.is_empty() {
                        found.0.extend((resource.load)(Load { db: &mut *db, caller, urls, ids: &own }).await?.0);
                    }
                }
                let elders: Vec<Uuid> = ids.iter().copied().filter(|uuid| is_extern(*uuid)).collect();
                if let (Some(Elders(load)), false) = (&self.resources.elders, elders.is_empty()) {
                    let others = load(Load { db: &mut *db, caller, urls, ids: &elders }).await?;
                    found.0.extend(others.0);
                }
                // In the order of the ids, so that the answer (and its tag) is the same each time.
                let mut keys = Vec::with_capacity(ids.len());
                let mut below = Vec::with_capacity(ids.len());
                for uuid in ids {
                    if let Some(value) = found.0.remove(&uuid) {
                        keys.push(uuid);
                        let objects = weight(&value);
                        below.push(Weighed { value, objects });
                    }
                }
                if !node.below.is_empty() {
                    self.level(&mut *db, caller, urls, &mut below, &node.below).await?;
                }
                let by_id: HashMap<Uuid, Weighed> = keys.into_iter().zip(below).collect();
                for one in &mut *all {
                    let room = OBJECTS_MAX.saturating_sub(objects);
                    objects = objects.saturating_add(self.put_in(one, node, &by_id, urls, room)?);
                }
            }
            Ok(())
        })
    }

    /// Puts what a field names in `_expand`, and returns how many objects came in.
    fn put_in(
        &self,
        one: &mut Weighed,
        node: &Node,
        by_id: &HashMap<Uuid, Weighed>,
        urls: &Urls,
        room: usize,
    ) -> Result<usize, Problem> {
        let field = one.value.get(node.name);
        let is_list = field.is_some_and(Value::is_array);
        let ids = self.resources.named(field, node.path, urls);
        let found: Vec<&Weighed> = ids.iter().filter_map(|(uuid, _)| by_id.get(uuid)).collect();
        let objects = found.iter().map(|one| one.objects).sum();
        // Counted before anything is copied: one large object in many places is what makes an answer too large.
        if objects > room {
            return Err(too_much());
        }
        let expanded = if is_list {
            Some(Value::Array(found.iter().map(|one| one.value.clone()).collect()))
        } else if is_nothing(field) {
            // The standard's own "Leeg object", for a field without a value.
            Some(Value::Object(Map::new()))
        } else {
            found.first().map(|one| one.value.clone())
        };
        if let (Value::Object(map), Some(expanded)) = (&mut one.value, expanded) {
            let embedded = map.entry("_expand").or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(embedded) = embedded {
                embedded.insert(node.name.to_owned(), expanded);
            }
        }
        one.objects += objects;
        Ok(objects)
    }
}

fn is_nothing(field: Option<&Value>) -> bool {
    field.is_none_or(|value| value.is_null() || value.as_str() == Some(""))
}

/// Returns as how many objects this one counts.
fn weight(value: &Value) -> usize {
    1 + bytes(value) / OBJECT_BYTES
}

/// Returns about how many bytes a value takes in an answer.
fn bytes(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(|one| 1 + bytes(one)).sum(),
        Value::Object(map) => map.iter().map(|(name, one)| name.len() + 4 + bytes(one)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 5,
    }
}

fn too_much() -> Problem {
    let kilobytes = OBJECT_BYTES / 1024;
    let reason = format!(
        "Het antwoord zou te groot worden: hoogstens {OBJECTS_MAX} objecten, en een groot object telt voor elke {kilobytes} kB opnieuw. \
         Vraag minder tegelijk."
    );
    Problem::invalid(vec![InvalidParam::new(NAME, "invalid", reason)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ZAKEN: &str = "/zaken/api/v1/zaken/";
    const TYPEN: &str = "/catalogi/api/v1/zaaktypen/";

    fn none(_: Load<'_>) -> LoadFuture<'_> {
        Box::pin(async { Ok(Loaded::default()) })
    }

    fn resources() -> Resources {
        Resources::new([
            Resource {
                path: ZAKEN,
                fields: &[("zaaktype", TYPEN), ("deelzaken", ZAKEN), ("status", "/nergens/")],
                load: none,
            },
            Resource { path: TYPEN, fields: &[], load: none },
        ])
    }

    #[test]
    fn only_paths_that_exist_are_walked_and_not_too_deep() {
        for (text, faults) in [
            ("zaaktype", 0),
            ("zaaktype, deelzaken.zaaktype,,deelzaken.deelzaken", 0),
            ("deelzaken.deelzaken.deelzaken.deelzaken.zaaktype", 0),
            ("deelzaken.deelzaken.deelzaken.deelzaken.deelzaken.zaaktype", 1),
            ("kleur", 1),
            ("status", 1),
            ("zaaktype.zaken,kleur", 2),
            ("zaaktype.", 1),
        ] {
            let mut told = Vec::new();
            let _ = resources().read(text.split(','), ZAKEN, |fault| told.push(fault));
            assert_eq!(told.len(), faults, "{text} {told:?}");
            assert!(
                told.iter().all(|fault| (fault.name.as_str(), fault.code.as_str()) == ("expand", "invalid_choice"))
            );
        }
        let many = vec!["deelzaken.zaaktype"; 40].join(",");
        let mut told = Vec::new();
        let _ = resources().read(many.split(','), ZAKEN, |fault| told.push(fault.code));
        assert_eq!(told, ["invalid"]);
    }

    #[test]
    fn what_is_named_stands_beside_its_url() {
        let (urls, expand) = (Urls::paths(), resources().nothing());
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let by_id = HashMap::from([(own, Weighed { value: json!({ "url": "x" }), objects: 3 })]);
        let node = Node { name: "veld", path: TYPEN, below: Vec::new() };
        let url = |uuid| format!("{TYPEN}{uuid}");
        for (field, expected, objects) in [
            (json!(url(own)), json!({ "veld": { "url": "x" } }), 3),
            (json!(url(other)), Value::Null, 0),
            (json!([url(own), url(other)]), json!({ "veld": [{ "url": "x" }] }), 3),
            (json!([{ "url": url(own), "aardRelatie": "vervolg" }]), json!({ "veld": [{ "url": "x" }] }), 3),
            (json!([{ "zaaktype": url(own) }]), json!({ "veld": [{ "url": "x" }] }), 3),
            (json!(null), json!({ "veld": {} }), 0),
            (json!(""), json!({ "veld": {} }), 0),
            (json!([]), json!({ "veld": [] }), 0),
        ] {
            let mut one = Weighed { value: json!({ "veld": field }), objects: 0 };
            assert_eq!(expand.put_in(&mut one, &node, &by_id, &urls, 3).unwrap(), objects, "{field}");
            assert_eq!(one.value["_expand"], expected, "{field}");
        }
        let mut one = Weighed { value: json!({ "veld": url(own) }), objects: 0 };
        assert!(expand.put_in(&mut one, &node, &by_id, &urls, 2).is_err());
    }
}
