//! The HTTP border of the Catalogi API.

pub(crate) mod besluittypen;
pub(crate) mod catalogussen;
mod elders;
mod expand;
pub(crate) mod import;
pub(crate) mod informatieobjecttypen;
mod input;
pub(crate) mod onderdelen;
pub(crate) mod resource;
pub(crate) mod resultaattypen;
pub(crate) mod statustypen;
pub(crate) mod zaaktypen;

use autorisaties::handlers::{Caller, Params, Url, Urls};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;
use values::actor::Component;
use web::{InvalidParam, Problem, Tenant};

pub use elders::{find_types, with_types};
pub use expand::EXPANDABLE;

use crate::register::{Extra, Relatie, Rond, Soort, TypeFilter};
use crate::{CatalogiError, InvalidField};

impl From<InvalidField> for InvalidParam {
    fn from(fault: InvalidField) -> Self {
        Self::new(fault.name, fault.code, fault.reason)
    }
}

impl From<CatalogiError> for Problem {
    fn from(error: CatalogiError) -> Self {
        match error {
            CatalogiError::ZaaktypeNotFound(_) => Self::not_found(),
            CatalogiError::InvalidFields(fields) => Self::invalid(fields.into_iter().map(InvalidParam::from).collect()),
            CatalogiError::BesluittypeNotFound(_) | CatalogiError::Invalid(_) | CatalogiError::Store(_) => {
                Self::internal(&error)
            }
        }
    }
}

/// Refuses who may read neither types, zaken nor documents. Rule: ztc-014 (leesrechten).
fn require_lezen(caller: &Caller) -> Result<(), Problem> {
    caller.require_any(&[
        (Component::Ztc, "catalogi.lezen"),
        (Component::Zrc, "zaken.lezen"),
        (Component::Drc, "documenten.lezen"),
    ])
}

/// Reads the parameters that all lists of types have.
fn read_filter(params: &mut Params, owner: Option<Uuid>, naam: Option<String>) -> TypeFilter {
    let status = params.choice("status", &["alles", "definitief", "concept"]);
    let concept = match status.as_deref() {
        Some("alles") => None,
        Some("concept") => Some(true),
        _ => Some(false),
    };
    TypeFilter { owner, naam, concept, day: params.date("datumGeldigheid"), extra: Vec::new() }
}

/// Reads the parameters that all lists of parts of a zaaktype have.
fn part_filter(params: &mut Params, urls: &Urls) -> TypeFilter {
    let zaaktype = params.reference("zaaktype", urls, Soort::Zaaktype.path());
    let identificatie = params.text("zaaktypeIdentificatie");
    read_filter(params, zaaktype, identificatie)
}

/// Reads a text to look for anywhere in a column.
fn contains(params: &mut Params, name: &'static str) -> Extra {
    let text = params.text(name);
    Extra::Text(text.map(|text| store::like_pattern(&text)))
}

/// Reads a list of texts with commas between them.
fn words(params: &mut Params, name: &'static str) -> Extra {
    let text = params.text(name);
    let list = |text: String| serde_json::Value::from(text.split(',').map(str::trim).collect::<Vec<_>>()).to_string();
    Extra::Text(text.map(list))
}

/// Reads a type that is named by its URL or by its name.
fn named(params: &mut Params, name: &'static str, urls: &Urls, soort: Soort) -> [Extra; 2] {
    let Some(text) = params.text(name) else { return [Extra::Id(None), Extra::Text(None)] };
    if text.contains("://") {
        [Extra::Id(params.reference(name, urls, soort.path())), Extra::Text(None)]
    } else {
        [Extra::Id(None), Extra::Text(Some(text))]
    }
}

fn today(tenant: &Tenant) -> Date {
    values::local_date(tenant.db.clock().now())
}

/// The days of a type, or of the zaaktype that it is a part of.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Geldigheid {
    begin_geldigheid: Date,
    einde_geldigheid: Option<Date>,
    begin_object: Date,
    einde_object: Option<Date>,
}

impl Geldigheid {
    fn of(rond: &Rond) -> Self {
        Self {
            begin_geldigheid: rond.begin_geldigheid,
            einde_geldigheid: rond.einde_geldigheid,
            begin_object: rond.begin_object,
            einde_object: rond.einde_object,
        }
    }
}

/// The relations of one type of a page.
pub(crate) struct Relaties<'a> {
    own: Vec<&'a Relatie>,
    urls: &'a Urls,
}

impl<'a> Relaties<'a> {
    /// `all` are sorted by who names them.
    pub(crate) fn of(all: &'a [Relatie], van: Uuid, urls: &'a Urls) -> Self {
        let from = all.partition_point(|relatie| relatie.van < van);
        let own = all.iter().skip(from).take_while(|relatie| relatie.van == van).collect();
        Self { own, urls }
    }

    /// Returns the URLs, each once.
    fn urls(&self, soort: Soort) -> Vec<Url<'a>> {
        let mut seen: Vec<Uuid> = Vec::new();
        let mut urls = Vec::new();
        for relatie in self.own.iter().filter(|relatie| relatie.soort == soort) {
            if !seen.contains(&relatie.uuid) {
                seen.push(relatie.uuid);
                urls.push(self.urls.url(soort.path(), relatie.uuid));
            }
        }
        urls
    }

    /// Returns all of this kind.
    fn all(&self, soort: Soort) -> impl Iterator<Item = &'a Relatie> {
        self.own.iter().copied().filter(move |relatie| relatie.soort == soort)
    }

    /// Returns the names, each once.
    fn namen(&self, soort: Soort) -> Vec<&'a str> {
        let mut namen: Vec<&str> = Vec::new();
        for relatie in self.own.iter().filter(|relatie| relatie.soort == soort) {
            if !namen.contains(&relatie.naam.as_str()) {
                namen.push(&relatie.naam);
            }
        }
        namen
    }
}
