//! The HTTP border of the Catalogi API.

pub(crate) mod besluittypen;
pub(crate) mod catalogussen;
pub(crate) mod informatieobjecttypen;
pub(crate) mod onderdelen;
pub(crate) mod zaaktypen;

use autorisaties::Window;
use autorisaties::handlers::{Caller, Params, Url, Urls};
use jiff::civil::Date;
use uuid::Uuid;
use values::actor::Component;
use web::{Paging, Problem, Tenant};

use crate::CatalogiError;
use crate::register::{Relatie, Soort, TypeFilter};

impl From<CatalogiError> for Problem {
    fn from(error: CatalogiError) -> Self {
        match error {
            CatalogiError::ZaaktypeNotFound(_) => Self::not_found(),
            CatalogiError::Invalid(_) | CatalogiError::Store(_) => Self::internal(&error),
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

fn window(paging: &Paging) -> Window {
    Window { limit: paging.limit(), offset: paging.offset() }
}

/// Reads the parameters that all lists of types have.
fn read_filter(params: &mut Params, owner: Option<Uuid>, naam: Option<String>) -> TypeFilter {
    params.paged();
    let status = params.choice("status", &["alles", "definitief", "concept"]);
    let concept = match status.as_deref() {
        Some("alles") => None,
        Some("concept") => Some(true),
        _ => Some(false),
    };
    TypeFilter { owner, naam, concept, day: params.date("datumGeldigheid"), extra: None }
}

fn today(tenant: &Tenant) -> Date {
    values::local_date(tenant.db.clock().now())
}

/// The relations of one type of a page.
struct Relaties<'a> {
    own: Vec<&'a Relatie>,
    urls: &'a Urls,
}

impl<'a> Relaties<'a> {
    /// `all` are sorted by who names them.
    fn of(all: &'a [Relatie], van: Uuid, urls: &'a Urls) -> Self {
        let from = all.partition_point(|relatie| relatie.van < van);
        let own = all.iter().skip(from).take_while(|relatie| relatie.van == van).collect();
        Self { own, urls }
    }

    fn urls(&self, soort: Soort) -> Vec<Url<'a>> {
        let of_soort = self.own.iter().filter(|relatie| relatie.soort == soort);
        of_soort.map(|relatie| self.urls.url(soort.path(), relatie.uuid)).collect()
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
