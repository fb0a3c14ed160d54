//! All catalogi, and the types in them.

use ::catalogi::beheer::{self, TypeRij, Zoekvraag};
use ::catalogi::register::Soort;
use autorisaties::Window;
use axum::extract::Query;
use serde::Deserialize;
use web::{Page, PageCall, PageError};

use super::super::{Beheerder, Wens};
use super::{read_soort, refused};
use crate::views::{CatalogiPage, CatalogusRow, Geldig, Keuzemogelijkheid, Tab, TypeRow, Veld, stand};
use crate::{paths, surroundings};

/// How many types a page shows.
const PAGE_SIZE: u64 = 50;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Vraag {
    soort: Option<String>,
    zoek: Option<String>,
    catalogus: Option<String>,
    stand: Option<String>,
    pagina: Option<String>,
}

/// The kinds of types that have a list.
pub(super) const LIJSTEN: [(Soort, &str); 3] = [
    (Soort::Zaaktype, "catalogi-zaaktypen"),
    (Soort::Informatieobjecttype, "catalogi-informatieobjecttypen"),
    (Soort::Besluittype, "catalogi-besluittypen"),
];

impl Vraag {
    /// Returns the address of this list with another kind, or of another page of it.
    fn href(&self, soort: Soort) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("soort", soort.resource());
        for (name, value) in [("zoek", &self.zoek), ("catalogus", &self.catalogus), ("stand", &self.stand)] {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                query.append_pair(name, value);
            }
        }
        format!("{}?{}", paths::CATALOGI, query.finish())
    }
}

/// `GET /beheer/catalogi`: three statements, four when there is more than a page.
pub(crate) async fn list(
    call: PageCall,
    Beheerder(session): Beheerder,
    Query(vraag): Query<Vraag>,
    wens: Query<Wens>,
) -> Result<Page, PageError> {
    let soort = vraag.soort.as_deref().map_or(Ok(Soort::Zaaktype), read_soort)?;
    let &(soort, _) = LIJSTEN.iter().find(|(own, _)| *own == soort).ok_or(PageError::NotFound)?;
    let mut db = call.tenant.db.reader();
    let today = values::local_date(call.tenant.db.clock().now());
    let catalogi = beheer::list_catalogi(&mut db).await.map_err(|error| refused(&error))?;
    let zoek = vraag.zoek.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let catalogus = vraag.catalogus.as_deref().and_then(|text| text.parse().ok());
    let zoekvraag = Zoekvraag {
        catalogus,
        zoek: zoek.map(str::to_owned),
        concept: match vraag.stand.as_deref() {
            Some("concept") => Some(true),
            Some("gepubliceerd" | "geldig") => Some(false),
            _ => None,
        },
        day: (vraag.stand.as_deref() == Some("geldig")).then_some(today),
    };
    let pagina: u64 = vraag.pagina.as_deref().and_then(|text| text.parse().ok()).unwrap_or(1).clamp(1, 10_000);
    let window = Window { limit: PAGE_SIZE, offset: (pagina - 1) * PAGE_SIZE };
    let found = beheer::list_typen(&mut db, soort, &zoekvraag, window).await.map_err(|error| refused(&error))?;

    let domein = |row: &TypeRij| {
        let own = catalogi.iter().find(|catalogus| catalogus.uuid == row.catalogus);
        own.map(|catalogus| catalogus.domein.clone()).unwrap_or_default()
    };
    let row = |row: &TypeRij| TypeRow {
        omschrijving: if row.omschrijving.is_empty() { row.naam.clone() } else { row.omschrijving.clone() },
        naam: row.naam.clone(),
        href: paths::type_of(soort.resource(), row.uuid, ""),
        geldig: Geldig::new(row.begin_geldigheid, row.einde_geldigheid),
        stand: stand(row.concept, row.begin_geldigheid, row.einde_geldigheid, today),
        catalogus: domein(row),
        current: false,
    };
    let option = |value: &str, label: String, chosen: &str| Keuzemogelijkheid {
        value: value.to_owned(),
        label,
        checked: value == chosen,
    };
    let chosen = catalogus.map(|uuid: uuid::Uuid| uuid.to_string()).unwrap_or_default();
    let standen = ["concept", "gepubliceerd", "geldig"];
    let chosen_stand = vraag.stand.as_deref().unwrap_or_default();
    let page = CatalogiPage {
        catalogi: catalogi
            .iter()
            .map(|one| CatalogusRow {
                naam: if one.naam.is_empty() { one.domein.clone() } else { one.naam.clone() },
                href: paths::type_of("catalogus", one.uuid, ""),
                domein: one.domein.clone(),
                rsin: one.rsin.clone(),
                zaaktypen: one.zaaktypen,
                informatieobjecttypen: one.informatieobjecttypen,
                besluittypen: one.besluittypen,
            })
            .collect(),
        tabs: LIJSTEN
            .iter()
            .map(|(own, label)| Tab { label: call.text(label, &[]), href: vraag.href(*own), current: *own == soort })
            .collect(),
        soort: soort.resource(),
        heeft_identificatie: soort == Soort::Zaaktype,
        is_gezocht: zoek.is_some() || catalogus.is_some() || !chosen_stand.is_empty(),
        zoekvelden: vec![
            Veld {
                value: zoek.unwrap_or_default().to_owned(),
                ..Veld::new("textfield", "zoek", call.text("catalogi-zoek", &[]))
            },
            Veld {
                options: catalogi
                    .iter()
                    .map(|one| option(&one.uuid.to_string(), one.domein.clone(), &chosen))
                    .collect(),
                placeholder: call.text("catalogi-alle-catalogi", &[]),
                ..Veld::new("select", "catalogus", call.text("catalogi-catalogus", &[]))
            },
            Veld {
                options: standen
                    .map(|one| option(one, call.text(&format!("catalogi-filter-{one}"), &[]), chosen_stand))
                    .to_vec(),
                placeholder: call.text("catalogi-alle-standen", &[]),
                ..Veld::new("select", "stand", call.text("catalogi-stand", &[]))
            },
        ],
        action: paths::CATALOGI,
        aantal: found.count,
        typen: found.rows.iter().map(row).collect(),
        pagina,
        paginas: found.count.div_ceil(PAGE_SIZE),
        pagina_base: format!("{}&pagina=", vraag.href(soort)),
        nieuw_catalogus_href: paths::type_nieuw("catalogus", None),
        import_href: paths::CATALOGI_IMPORT,
        nieuw: catalogi
            .iter()
            .map(|one| (one.domein.clone(), paths::type_nieuw(soort.resource(), Some(one.uuid))))
            .collect(),
        nieuw_label: call.text(&format!("catalogi-nieuw-{}", soort.resource()), &[]),
    };
    let title = call.text("catalogi", &[]);
    let chrome = surroundings::with_flash(&call, &session, &title, paths::CATALOGI, wens.flash(&call));
    call.page("admin/catalogi.html", page, &chrome)
}
