//! The work list: at most six statements, however long the list.

use std::collections::HashMap;

use ::store::Reader;
use jiff::civil::Date;
use process::{Taak, TakenSelectie};
use values::actor::Medewerker;
use values::{Actor, Id};
use web::PageError;
use zaken::Zaak;
use zaken::access::{self, Scope};
use zaken::werkvoorraad::{Toon, list_initiators, list_regels};

use super::internal;
use crate::paths;
use crate::views::{TaakRow, Tab, WerkvoorraadPage, ZaakRow, tabs};

/// Tasks in a list. Who has more does not see them all at once anyway.
const TAKEN_MAX: i64 = 100;
/// Zaken on a page.
const ZAKEN_MAX: usize = 25;

/// Gathers one part of the work list; `na` is the last zaak of the page before.
pub(crate) async fn page(
    db: &mut Reader,
    medewerker: &Medewerker,
    tab: Tab,
    na: Option<Id<Zaak>>,
) -> Result<WerkvoorraadPage, PageError> {
    let today = values::local_date(db.db().clock().now());
    let list = async |db: &mut Reader, selectie| {
        process::list_taken_medewerker(db, medewerker, selectie, TAKEN_MAX).await.map_err(internal)
    };
    let mijn = list(db, TakenSelectie::Mijn).await?;
    let vrij = list(db, TakenSelectie::Vrij).await?;
    let mut page = WerkvoorraadPage {
        tab,
        titel: tab.label(),
        tabs: tabs(tab, mijn.len(), vrij.len(), usize::try_from(TAKEN_MAX).unwrap_or(usize::MAX)),
        vandaag: today.to_string(),
        taken: Vec::new(),
        zaken: Vec::new(),
        meer_href: None,
        begin_href: None,
    };
    match tab {
        Tab::Mijn => page.taken = taken(db, medewerker, mijn, today).await?,
        Tab::Vrij => page.taken = taken(db, medewerker, vrij, today).await?,
        Tab::Zaken => add_zaken(db, medewerker, &mut page, (Toon::Lopend, na), today).await?,
        Tab::Afgesloten => add_zaken(db, medewerker, &mut page, (Toon::Afgesloten, na), today).await?,
        Tab::Zoeken => {}
    }
    Ok(page)
}

async fn taken(
    db: &mut Reader,
    medewerker: &Medewerker,
    taken: Vec<Taak>,
    today: Date,
) -> Result<Vec<TaakRow>, PageError> {
    let found = list_regels(db, taken.iter().map(|taak| taak.zaak)).await?;
    let zaken: HashMap<_, _> = found.into_iter().map(|zaak| (zaak.uuid, zaak)).collect();
    let actor = Actor::Medewerker(medewerker.clone());
    let mut types = HashMap::new();
    for zaak in zaken.values() {
        // From memory: a zaaktype is read once in the life of the program.
        let zaaktype = catalogi::read_zaaktype(db, zaak.zaaktype).await.map_err(internal)?;
        let is_visible = access::is_allowed(&actor, Scope::Lezen, &zaaktype, zaaktype.vertrouwelijkheidaanduiding);
        types.insert(zaak.uuid, (zaaktype, is_visible));
    }
    // The page of a task names who applied, as one must know what it is about; a list of them all need not.
    let visible = types.iter().filter(|(_, (_, is_visible))| *is_visible).map(|(zaak, _)| *zaak);
    let initiators = list_initiators(db, &actor, visible).await.map_err(internal)?;
    let mut rows = Vec::with_capacity(taken.len());
    for taak in taken {
        let Some((zaak, (zaaktype, is_visible))) = zaken.get(&taak.zaak).zip(types.get(&taak.zaak)) else { continue };
        let initiator = initiators.get(&taak.zaak);
        rows.push(TaakRow::from_domain(&taak, zaak, zaaktype, initiator, (today, *is_visible)));
    }
    Ok(rows)
}

async fn add_zaken(
    db: &mut Reader,
    medewerker: &Medewerker,
    page: &mut WerkvoorraadPage,
    (toon, na): (Toon, Option<Id<Zaak>>),
    today: Date,
) -> Result<(), PageError> {
    // One more than is shown tells whether there are more.
    let limit = i64::try_from(ZAKEN_MAX + 1).unwrap_or(i64::MAX);
    let mut found = zaken::werkvoorraad::list(db, medewerker, toon, na, limit).await.map_err(internal)?;
    let has_more = found.len() > ZAKEN_MAX;
    found.truncate(ZAKEN_MAX);
    page.meer_href = found.last().filter(|_| has_more).map(|last| paths::zaken_na(page.tab.href(), last.zaak.uuid));
    page.begin_href = na.map(|_| page.tab.href());
    let actor = Actor::Medewerker(medewerker.clone());
    let ids = found.iter().map(|found| found.zaak.uuid);
    let initiators = list_initiators(db, &actor, ids).await.map_err(internal)?;
    for zaak in &found {
        let zaaktype = catalogi::read_zaaktype(db, zaak.zaak.zaaktype).await.map_err(internal)?;
        page.zaken.push(ZaakRow::from_domain(zaak, &zaaktype, initiators.get(&zaak.zaak.uuid), today));
    }
    Ok(())
}
