//! One type: what it is, its parts, its versions, and what can be done with it.

use ::catalogi::beheer::{self, Document, TypeRij};
use ::catalogi::register::Soort;
use ::catalogi::uitwisseling::{self, Omvang};
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use identity::{StaffForm, StaffSession};
use jiff::civil::Date;
use serde_json::Value;
use store::Reader;
use uuid::Uuid;
use web::{InvalidParam, Page, PageCall, PageError, Pairs};

use super::super::{BEHEERDERS, Beheerder, Wens, failed};
use super::formulier::{name_of, page_of};
use super::publiceren::Publicatie;
use super::{DELEN, bronnen, find, invalid, is_deel, refused};
use crate::views::{
    Deel, DeelRow, Feit, FeitenGroep, Fouten, Geldig, Knoppen, Lijst, Link, TypePage, TypeRow, Veld, stand,
};
use crate::vragen::{self, Antwoord, Bron, Bronnen, Optie, groepen};
use crate::{paths, surroundings};

/// What the page of a zaaktype shows of its parts: the fields of the standard, in columns. The first one is the link.
const fn columns(soort: Soort) -> &'static [&'static str] {
    match soort {
        Soort::Statustype => &["omschrijving", "volgnummer", "doorlooptijd", "informeren", "loket.toonInPortaal"],
        Soort::Resultaattype => &[
            "omschrijving",
            "selectielijstklasse",
            "archiefnominatie",
            "archiefactietermijn",
            "brondatumArchiefprocedure.afleidingswijze",
        ],
        Soort::Roltype => &["omschrijving", "omschrijvingGeneriek"],
        Soort::Eigenschap => &["naam", "definitie", "specificatie.formaat", "specificatie.lengte", "statustype"],
        Soort::ZaaktypeInformatieobjecttype => &["informatieobjecttype", "volgnummer", "richting", "statustype"],
        _ => &["relatieOmschrijving", "objecttype", "statustype"],
    }
}

/// `GET /beheer/catalogi/{soort}/{id}`
pub(crate) async fn read(
    call: PageCall,
    Beheerder(session): Beheerder,
    Path((soort, id)): Path<(String, String)>,
    wens: Query<Wens>,
) -> Result<Page, PageError> {
    let document = find(&mut call.tenant.db.reader(), &soort, &id).await?;
    page(&call, &session, &document, wens.flash(&call), Fouten::default(), &Pairs::default()).await
}

/// Some 28 statements for a zaaktype, whatever its size; some 8 for the others.
pub(super) async fn page(
    call: &PageCall,
    session: &StaffSession,
    document: &Document,
    flash: Option<ui::Flash>,
    fouten: Fouten,
    given: &Pairs,
) -> Result<Page, PageError> {
    let mut db = call.tenant.db.reader();
    let soort = document.soort;
    let today = values::local_date(call.tenant.db.clock().now());
    let catalogus = document.rond.catalogus.uuid();
    let zaaktype = super::zaaktype_of(&document.velden).or_else(|| (soort == Soort::Zaaktype).then_some(document.uuid));
    let mut bronnen = bronnen(&mut db, catalogus, zaaktype).await?;
    let may_change = document.rond.concept || soort == Soort::Catalogus;
    let is_type = !is_deel(soort) && soort != Soort::Catalogus;
    let rond = &document.rond;

    let mut parts = Vec::new();
    if soort == Soort::Zaaktype {
        for own in DELEN {
            let rows = beheer::list_of(&mut db, own, &[document.uuid]).await.map_err(|error| refused(&error))?;
            parts.push((own, rows));
        }
    }
    let urls = selectielijst_urls(parts.iter().flat_map(|(_, rows)| rows).chain([document]));
    bronnen.0.insert(Bron::Selectielijst, selectielijst_namen(&mut db, &urls).await?);
    let delen = parts.iter().map(|(own, rows)| part(call, *own, rows, &bronnen, document)).collect();
    let versies = match is_type {
        true => beheer::list_versies(&mut db, document).await.map_err(|error| refused(&error))?,
        false => Vec::new(),
    };
    let voor_publicatie = Publicatie::read(call, &mut db, document, &versies).await?;
    let to = |what: &str| paths::type_of(soort.resource(), document.uuid, what);
    let page = TypePage {
        naam: name_of(document),
        soort: call.text(&format!("catalogi-soort-{}", soort.resource()), &[]),
        identificatie: if soort == Soort::Zaaktype { document.naam.clone() } else { String::new() },
        stand: is_type.then(|| stand(rond.concept, rond.begin_geldigheid, rond.einde_geldigheid, today)),
        geldig: is_type.then(|| Geldig::new(rond.begin_geldigheid, rond.einde_geldigheid)),
        is_concept: rond.concept,
        is_type,
        fouten,
        nodig: voor_publicatie.nodig,
        feiten: facts(call, document, &bronnen),
        delen,
        lijsten: lists(call, document),
        versies: versies.iter().map(|one| version(document, one, today)).collect(),
        knoppen: Knoppen {
            wijzig_href: may_change.then(|| to("wijzig")),
            kopie_href: is_type.then(|| to("kopie")),
            versie_href: (is_type && !rond.concept).then(|| to("versie")),
            export_href: matches!(soort, Soort::Catalogus | Soort::Zaaktype).then(|| to("export")),
            publiceer_action: (is_type && rond.concept).then(|| to("publiceer")),
            publiceer_velden: voor_publicatie.velden,
            einde_action: (is_type && !rond.concept).then(|| to("einde")),
            einde_velden: vec![Veld {
                value: given.find("eindeGeldigheid").map_or_else(
                    || rond.einde_geldigheid.map(|day| day.to_string()).unwrap_or_default(),
                    str::to_owned,
                ),
                description: call.text("catalogi-einde-uitleg", &[]),
                ..Veld::new("date", "eindeGeldigheid", vragen::label(call, soort, "eindeGeldigheid"))
            }],
            verwijder_action: (document.rond.concept && soort != Soort::Catalogus).then(|| to("verwijder")),
        },
        terug_href: if is_deel(soort) { page_of(document) } else { paths::CATALOGI.to_owned() },
        terug_label: call.text(if is_deel(soort) { "catalogi-terug-zaaktype" } else { "catalogi-terug" }, &[]),
    };
    let chrome = surroundings::with_flash(call, session, &page.naam, paths::CATALOGI, flash);
    call.page("admin/catalogi_type.html", page, &chrome)
}

/// Returns what types name in the selectielijst.
fn selectielijst_urls<'a>(documents: impl Iterator<Item = &'a Document>) -> Vec<String> {
    const NAMES: [&str; 3] = ["selectielijstProcestype", "selectielijstklasse", "resultaattypeomschrijving"];
    let urls = documents.flat_map(|one| NAMES.iter().filter_map(move |name| one.velden.get(*name)?.as_str()));
    urls.map(str::to_owned).collect()
}

/// Returns what the selectielijst calls these entries, as far as they were asked before.
async fn selectielijst_namen(db: &mut Reader, urls: &[String]) -> Result<Vec<Optie>, PageError> {
    let found = ::catalogi::list_selectielijst_namen(db, urls).await.map_err(|error| failed(&error))?;
    Ok(found.into_iter().map(|(value, label)| Optie { value, label, paths: Vec::new() }).collect())
}

/// Returns the answers that there are; a question without an answer is not shown.
fn facts(call: &PageCall, document: &Document, bronnen: &Bronnen) -> Vec<FeitenGroep> {
    let mut shown = Vec::new();
    for groep in groepen(document.soort) {
        let mut feiten = Vec::new();
        for vraag in groep.vragen {
            // Relations of a zaaktype have a part of the page of their own.
            if document.soort == Soort::Zaaktype && groep.naam == "relaties" {
                continue;
            }
            let text = vragen::text_of(call, vraag, vragen::value_at(&document.velden, vraag.naam), bronnen);
            if text.is_empty() {
                continue;
            }
            feiten.push(Feit {
                term: vragen::label(call, document.soort, vraag.naam),
                is_date: matches!(vraag.antwoord, Antwoord::Datum),
                text,
            });
        }
        if !feiten.is_empty() {
            shown.push(FeitenGroep { naam: call.text(&format!("catalogi-groep-{}", groep.naam), &[]), feiten });
        }
    }
    shown
}

fn part(call: &PageCall, soort: Soort, rows: &[Document], bronnen: &Bronnen, zaaktype: &Document) -> Deel {
    let names = columns(soort);
    let vragen_of = |naam: &str| groepen(soort).iter().flat_map(|groep| groep.vragen).find(|vraag| vraag.naam == naam);
    let text = |row: &Document, naam: &str| {
        let value = vragen::value_at(&row.velden, naam);
        let text = vragen_of(naam).map(|vraag| vragen::text_of(call, vraag, value, bronnen)).unwrap_or_default();
        // A URL of a list is long; its last part is what people compare.
        match text.starts_with("https://") && soort == Soort::Resultaattype {
            true => text.rsplit('/').next().unwrap_or_default().to_owned(),
            false => text,
        }
    };
    let row = |row: &Document| {
        let naam = text(row, names[0]);
        let to = |what: &str| paths::type_of(soort.resource(), row.uuid, what);
        DeelRow {
            naam: if naam.is_empty() { row.naam.clone() } else { naam },
            href: to(""),
            cellen: names[1..].iter().map(|naam| text(row, naam)).collect(),
            is_eind: row.rond.is_last,
            wijzig_href: zaaktype.rond.concept.then(|| to("wijzig")),
            verwijder_action: zaaktype.rond.concept.then(|| to("verwijder")),
        }
    };
    Deel {
        soort: soort.resource(),
        titel: call.text(&format!("catalogi-delen-{}", soort.resource()), &[]),
        uitleg: call.text(&format!("catalogi-delen-{}-uitleg", soort.resource()), &[]),
        leeg: call.text("catalogi-geen-delen", &[]),
        kolommen: names.iter().map(|naam| vragen::label(call, soort, naam)).collect(),
        rijen: rows.iter().map(row).collect(),
        nieuw_href: zaaktype.rond.concept.then(|| paths::type_nieuw(soort.resource(), Some(zaaktype.uuid))),
        nieuw_label: call.text(&format!("catalogi-nieuw-{}", soort.resource()), &[]),
    }
}

/// Returns the types that a type names, and those that name it, as links. Other versions than the one that is valid are not shown.
fn lists(call: &PageCall, document: &Document) -> Vec<Lijst> {
    let all: &[(&str, &str, Soort)] = match document.soort {
        Soort::Zaaktype => &[
            ("besluittypen", "besluittypeOmschrijving", Soort::Besluittype),
            ("deelzaaktypen", "deelzaaktypeIdentificaties", Soort::Zaaktype),
        ],
        Soort::Informatieobjecttype => &[
            ("zaaktypen", "zaaktypeIdentificaties", Soort::Zaaktype),
            ("besluittypen", "besluittypeOmschrijving", Soort::Besluittype),
        ],
        Soort::Besluittype => &[
            ("zaaktypen", "zaaktypeIdentificaties", Soort::Zaaktype),
            ("informatieobjecttypen", "informatieobjecttypeOmschrijvingen", Soort::Informatieobjecttype),
        ],
        _ => &[],
    };
    let items = |name: &str| {
        let list = document.velden.get(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut lists: Vec<Lijst> = all
        .iter()
        .map(|(name, names, soort)| {
            let namen = items(names);
            let link = |(place, path): (usize, String)| Link {
                label: namen.get(place).cloned().unwrap_or_else(|| path.clone()),
                href: href_of(*soort, &path),
                bij: String::new(),
            };
            Lijst {
                id: (*name).to_owned(),
                titel: call.text(&format!("catalogi-lijst-{name}"), &[]),
                leeg: call.text("catalogi-geen-relaties", &[]),
                links: items(name).into_iter().enumerate().map(link).collect(),
            }
        })
        .collect();
    if document.soort == Soort::Zaaktype {
        let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
        let link = |one: &Value| {
            let aard = call.text(&format!("catalogi-keuze-{}", text(one, "aardRelatie")), &[]);
            let toelichting = text(one, "toelichting");
            Link {
                label: text(one, "zaaktypeIdentificatie"),
                href: href_of(Soort::Zaaktype, &text(one, "zaaktype")),
                bij: if toelichting.is_empty() { aard } else { format!("{aard}: {toelichting}") },
            }
        };
        let list = document.velden.get("gerelateerdeZaaktypen").and_then(Value::as_array);
        lists.push(Lijst {
            id: "gerelateerdeZaaktypen".into(),
            titel: call.text("catalogi-lijst-gerelateerdeZaaktypen", &[]),
            leeg: call.text("catalogi-geen-relaties", &[]),
            links: list.into_iter().flatten().map(link).collect(),
        });
    }
    lists
}

/// Returns the page of what a path of the API leads to.
fn href_of(soort: Soort, path: &str) -> String {
    match path.rsplit('/').next().and_then(|id| id.parse::<Uuid>().ok()) {
        Some(uuid) => paths::type_of(soort.resource(), uuid, ""),
        None => paths::CATALOGI.to_owned(),
    }
}

fn version(document: &Document, one: &TypeRij, today: Date) -> TypeRow {
    TypeRow {
        omschrijving: one.omschrijving.clone(),
        naam: one.naam.clone(),
        href: paths::type_of(document.soort.resource(), one.uuid, ""),
        geldig: Geldig::new(one.begin_geldigheid, one.einde_geldigheid),
        stand: stand(one.concept, one.begin_geldigheid, one.einde_geldigheid, today),
        catalogus: String::new(),
        current: one.uuid == document.uuid,
    }
}

fn back(document: &Document, gedaan: &str) -> Response {
    let to = paths::type_of(document.soort.resource(), document.uuid, "");
    Redirect::to(&format!("{to}?gedaan={gedaan}")).into_response()
}

/// `POST /beheer/catalogi/{soort}/{id}/einde`: an empty day takes the last day away.
pub(crate) async fn end(
    call: PageCall,
    Path((soort, id)): Path<(String, String)>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let document = find(&mut call.tenant.db.reader(), &soort, &id).await?;
    let day = pairs.find("eindeGeldigheid").unwrap_or_default().trim();
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    match beheer::end(&mut tx, document.soort, document.uuid, Some(day).filter(|day| !day.is_empty())).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(back(&document, "gewijzigd"))
        }
        Err(error) => {
            let faults = invalid(error)?;
            drop(tx);
            // One question: whatever is wrong is wrong with its answer.
            let faults: Vec<_> =
                faults.into_iter().map(|fault| InvalidParam { name: "eindeGeldigheid".to_owned(), ..fault }).collect();
            let fouten = vragen::faults(&call, document.soort, groepen(document.soort), &faults);
            Ok(page(&call, &session, &document, None, fouten, &pairs).await?.into_response())
        }
    }
}

/// `POST /beheer/catalogi/{soort}/{id}/verwijder`
pub(crate) async fn remove(
    call: PageCall,
    Path((soort, id)): Path<(String, String)>,
    StaffForm { session, .. }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let document = find(&mut call.tenant.db.reader(), &soort, &id).await?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    match beheer::destroy(&mut tx, document.soort, document.uuid).await {
        Ok(()) => {
            tx.commit().await?;
            let to = match super::zaaktype_of(&document.velden) {
                Some(zaaktype) => {
                    let page = paths::type_of("zaaktype", zaaktype, "");
                    format!("{page}?gedaan=verwijderd#{}", document.soort.resource())
                }
                None => format!("{}?gedaan=verwijderd&soort={}", paths::CATALOGI, document.soort.resource()),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let faults = invalid(error)?;
            drop(tx);
            let fouten = vragen::faults(&call, document.soort, groepen(document.soort), &faults);
            Ok(page(&call, &session, &document, None, fouten, &Pairs::default()).await?.into_response())
        }
    }
}

/// `GET /beheer/catalogi/{soort}/{id}/export`: types hold no personal data, so nothing is logged.
pub(crate) async fn export(
    call: PageCall,
    Beheerder(_): Beheerder,
    Path((soort, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let mut db = call.tenant.db.reader();
    let document = find(&mut db, &soort, &id).await?;
    let omvang = match document.soort {
        Soort::Catalogus => Omvang::Catalogus(document.uuid),
        Soort::Zaaktype => Omvang::Zaaktype(document.uuid),
        _ => return Err(PageError::NotFound),
    };
    let bundel = uitwisseling::collect(&mut db, omvang).await.map_err(|error| refused(&error))?;
    let zip = uitwisseling::write_zip(&bundel.ok_or(PageError::NotFound)?, call.base.as_str());
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let naam: String = document.naam.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
    let disposition = format!("attachment; filename=\"{soort}-{naam}.zip\"");
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, zip).into_response())
}
