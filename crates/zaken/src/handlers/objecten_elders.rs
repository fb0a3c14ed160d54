//! Objects that zaken are about: their URL must answer. What those of other systems say may tell how long a zaak is kept, so they are asked before
//! it ends. Rule: zrc-021 (archiveringsparameters). What is of a type of elsewhere keeps to the JSON Schema of that type.

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Urls};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use catalogi::{Afleidingswijze, Resultaattype, Statustype, Zaaktype};
use diensten::schema::{self, SchemaFault};
use diensten::{Diensten, ElderFault, ExternObject, ObjectSoort};
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use values::Id;
use web::{App, InvalidParam, Problem, Tenant};

use crate::{Zaak, Zaakobject, ZakenError, store};

/// How many are asked before a zaak ends, and how many at the same time.
const OBJECTS_MAX: usize = 50;
const AT_ONCE: usize = 8;

/// Asks for the objects that tell how long a zaak is kept, when this status ends it. What does not answer is known as it was, or not at all:
/// then the rule refuses the status.
pub(super) async fn ask_at_end(
    tenant: &Tenant,
    diensten: &Diensten,
    (zaak, zaaktype): (&Zaak, &Zaaktype),
    statustype: Id<Statustype>,
    resultaattype: Option<Id<Resultaattype>>,
) -> Result<(), Problem> {
    let is_looked_at = |one: &Resultaattype| one.brondatum.afleidingswijze == Afleidingswijze::Zaakobject;
    if !zaaktype.is_eindstatus(statustype) || !zaaktype.resultaattypen.iter().any(is_looked_at) {
        return Ok(());
    }
    let mut db = tenant.db.reader();
    let resultaattype = match resultaattype {
        Some(resultaattype) => Some(resultaattype),
        None => {
            let resultaat = store::read_resultaat(&mut db, zaak.uuid).await.map_err(ZakenError::from)?;
            resultaat.map(|resultaat| resultaat.resultaattype)
        }
    };
    let resultaattype =
        resultaattype.and_then(|uuid| zaaktype.resultaattype_by_id(uuid)).filter(|one| is_looked_at(one));
    let Some(resultaattype) = resultaattype else { return Ok(()) };
    let objecttype = &resultaattype.brondatum.objecttype;
    let urls = store::list_object_urls(&mut db, zaak.uuid, objecttype).await.map_err(ZakenError::from)?;
    let calls = urls.into_iter().filter(|url| url.contains("://")).take(OBJECTS_MAX);
    let calls = calls.map(|url| async move { find(tenant, diensten, &url).await });
    stream::iter(calls).buffer_unordered(AT_ONCE).collect::<Vec<_>>().await;
    Ok(())
}

/// Who calls, and what can be reached for her: what is needed to look for objects, here and elsewhere.
pub(crate) struct Call {
    pub(super) caller: Caller,
    pub(super) tenant: Tenant,
    pub(super) urls: Urls,
    pub(super) diensten: Diensten,
    pub(super) resources: Resources,
}

impl FromRequestParts<App> for Call {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let tenant = Tenant::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let Ok(urls) = Urls::from_request_parts(parts, app).await;
        let Ok(diensten) = Diensten::from_request_parts(parts, app).await;
        let Ok(resources) = Resources::from_request_parts(parts, app).await;
        Ok(Self { caller, tenant, urls, diensten, resources })
    }
}

impl Call {
    /// Sees to it that the types of other registers that a body names are found.
    pub(super) async fn with_types(self, map: &Map<String, Value>) -> Result<Self, Problem> {
        let urls = catalogi::with_types(self.urls.clone(), &self.tenant, &self.diensten, map).await?;
        Ok(Self { urls, ..self })
    }

    /// Sees to it that what a zaak is to be about answers, as the standard asks of its URL. Returns what it says when that may tell how long such
    /// zaken are kept.
    pub(super) async fn check(&self, zaaktype: &Zaaktype, object: &Zaakobject) -> Result<Found, Problem> {
        self.check_at("", object, is_looked_at(zaaktype, object)).await
    }

    /// Does so with one that changes, whose object is as it was: only its type is another.
    pub(super) async fn check_definitie(&self, object: &Zaakobject) -> Result<Option<InvalidParam>, Problem> {
        Ok(match self.check_at("", object, false).await? {
            Found::There(_) => None,
            Found::Fault(fault) => Some(fault),
        })
    }

    /// Does so with all objects of a new zaak.
    pub(super) async fn check_all(
        &self,
        fields: &mut Fields,
        zaaktype: &Zaaktype,
        objecten: &[Zaakobject],
    ) -> Result<Vec<ExternObject>, Problem> {
        let named: Vec<_> = (0..)
            .zip(objecten)
            .filter(|(_, one)| !one.object.is_empty())
            .map(|(index, one): (usize, _)| (within(index), one.clone(), is_looked_at(zaaktype, one)))
            .collect();
        if let Some((within, ..)) = named.get(OBJECTS_MAX) {
            fields.fault(&format!("{within}object"), "max_length", "Dit zijn te veel objecten tegelijk.");
            return Ok(Vec::new());
        }
        let calls = named.into_iter();
        let calls =
            calls.map(|(within, one, is_looked_at)| async move { self.check_at(&within, &one, is_looked_at).await });
        let mut calls = stream::iter(calls).buffered(AT_ONCE);
        let mut all = Vec::new();
        while let Some(found) = calls.next().await {
            match found? {
                Found::There(object) => all.extend(object.map(|object| *object)),
                Found::Fault(fault) => fields.add(fault),
            }
        }
        Ok(all)
    }

    /// Looks for an object; faults are told of fields with `within` before their names.
    async fn check_at(&self, within: &str, object: &Zaakobject, is_looked_at: bool) -> Result<Found, Problem> {
        let (outcome, inhoud) = match Definitie::of(object) {
            None => (self.find_at(&object.object, is_looked_at).await?, None),
            Some(definitie) => match self.inhoud(&object.object, is_looked_at).await? {
                Ok((elders, inhoud)) => (Ok(elders), Some((definitie, inhoud))),
                Err(fault) => (Err(fault), None),
            },
        };
        let elders = match outcome {
            Ok(elders) => elders.map(Box::new),
            Err(fault) => return Ok(Found::Fault(diensten::handlers::told(&fault, &format!("{within}object"))?)),
        };
        let Some((definitie, inhoud)) = inhoud else { return Ok(Found::There(elders)) };
        Ok(match self.keeps_to(&definitie, &inhoud).await? {
            None => Found::There(elders),
            Some(fault) => Found::Fault(InvalidParam { name: format!("{within}{}", fault.name), ..fault }),
        })
    }

    async fn find_at(
        &self,
        url: &str,
        is_looked_at: bool,
    ) -> Result<Result<Option<ExternObject>, ElderFault>, Problem> {
        let db = &self.tenant.db;
        Ok(if url.is_empty() {
            Ok(None)
        } else if !url.contains("://") {
            let is_there = self.resources.is_there((&mut db.reader(), &self.caller), &self.urls, url).await?;
            if is_there { Ok(None) } else { Err(ElderFault::Gone) }
        } else if is_looked_at {
            match self.diensten.find(db, url, ObjectSoort::Object).await {
                // It answers, but with nothing that can be read; or what it says can't be asked again.
                Err(ElderFault::InvalidResource) => Ok(None),
                Err(ElderFault::UnknownService) => self.diensten.answers((db, &self.urls), url).await.map(|()| None),
                found => found.map(Some),
            }
        } else {
            self.diensten.answers((db, &self.urls), url).await.map(|()| None)
        })
    }

    /// Returns what an object says now, with what is kept of it when that is looked at later.
    async fn inhoud(
        &self,
        url: &str,
        is_looked_at: bool,
    ) -> Result<Result<(Option<ExternObject>, Value), ElderFault>, Problem> {
        let db = &self.tenant.db;
        if !url.contains("://") {
            let found = self.resources.find_at((&mut db.reader(), &self.caller), &self.urls, url).await?;
            return Ok(found.map(|found| (None, found)).ok_or(ElderFault::Gone));
        }
        if is_looked_at {
            match self.diensten.find(db, url, ObjectSoort::Object).await {
                Err(ElderFault::UnknownService) => {}
                found => {
                    return Ok(found.map(|found| {
                        let inhoud = Value::Object(found.inhoud.clone());
                        (Some(found), inhoud)
                    }));
                }
            }
        }
        Ok(self.diensten.json_at((db, &self.urls), url).await.map(|inhoud| (None, inhoud)))
    }

    /// Holds what an object says against the JSON Schema of its type. Codes and names are those of Open Zaak.
    async fn keeps_to(&self, definitie: &Definitie<'_>, inhoud: &Value) -> Result<Option<InvalidParam>, Problem> {
        let (db, urls) = (&self.tenant.db, &self.urls);
        let objecttype = match self.diensten.find_public((db, urls), definitie.url, ObjectSoort::Object).await {
            Ok(objecttype) => Value::Object(objecttype.inhoud),
            Err(fault) => return Ok(Some(diensten::handlers::told(&fault, &below("url"))?)),
        };
        let found = |resource: &Value, path: &str| schema::at(resource, path).ok().flatten().cloned();
        let Some(json_schema) = found(&objecttype, definitie.schema) else {
            return Ok(Some(InvalidParam::new(below("schema"), "invalid", "Op deze plaats staat geen schema.")));
        };
        let Some(data) = found(inhoud, definitie.object_data) else {
            return Ok(Some(InvalidParam::new(below("objectData"), "invalid", "Op deze plaats staan geen gegevens.")));
        };
        let (name, reason) = match schema::hold_against(json_schema, data).await {
            Ok(()) => return Ok(None),
            Err(SchemaFault::Broken) => ("object".to_owned(), "Het object voldoet niet aan het schema van zijn type."),
            Err(SchemaFault::NoSchema) => (below("schema"), "Dit is geen JSON Schema dat op zichzelf staat."),
            Err(SchemaFault::TooMuch) => (below("schema"), "Dit schema vraagt te veel werk."),
        };
        Ok(Some(InvalidParam::new(name, "invalid-schema", reason)))
    }
}

/// Where the type of an object is, and where in it and in the object to look.
struct Definitie<'a> {
    url: &'a str,
    schema: &'a str,
    object_data: &'a str,
}

impl<'a> Definitie<'a> {
    fn of(object: &'a Zaakobject) -> Option<Self> {
        let definitie = object.object_type_overige_definitie.as_ref()?;
        let text = |name: &str| definitie.get(name).and_then(Value::as_str);
        Some(Self { url: text("url")?, schema: text("schema")?, object_data: text("objectData")? })
    }
}

fn below(name: &str) -> String {
    format!("objectTypeOverigeDefinitie.{name}")
}

/// What came of looking for an object.
pub(super) enum Found {
    /// It is there; with what it says, when that is asked.
    There(Option<Box<ExternObject>>),
    /// It is not.
    Fault(InvalidParam),
}

fn within(index: usize) -> String {
    format!("zaakobjecten.{index}.")
}

fn is_looked_at(zaaktype: &Zaaktype, object: &Zaakobject) -> bool {
    let mut all = zaaktype.resultaattypen.iter().map(|one| &one.brondatum);
    object.object.contains("://")
        && all.any(|brondatum| {
            brondatum.afleidingswijze == Afleidingswijze::Zaakobject
                && (brondatum.objecttype == object.object_type || brondatum.objecttype == object.object_type_overige)
        })
}

/// Returns what another system says of an object; none when it does not say anything.
async fn find(tenant: &Tenant, diensten: &Diensten, url: &str) -> Option<ExternObject> {
    diensten.find(&tenant.db, url, ObjectSoort::Object).await.ok()
}
