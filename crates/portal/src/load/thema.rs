//! A subject.

use std::collections::HashSet;

use ::zaken::Zaak;
use ::zaken::portaal::{PortaalZaak, Selectie};
use process::Taak;
use values::Id;

use super::{Ask, home, menu, taken, zaken};
use crate::views::Section;
use crate::views::menu::MenuFacts;
use crate::views::rows::{CaseCard, LinkView};
use crate::views::thema::ThemaView;
use crate::{PortalError, paths};

type Cards = Vec<(PortaalZaak, CaseCard)>;

/// Gathers the page.
pub(crate) async fn page(ask: Ask<'_>, key: &str) -> Result<(ThemaView, MenuFacts), PortalError> {
    let installed = packages::list_installed(&mut ask.db.reader()).await?;
    let themas: Vec<_> =
        installed.into_iter().flat_map(|installed| installed.manifest.thema).filter(|thema| thema.key == key).collect();
    let first = themas.first().ok_or(PortalError::NotFound)?;
    // Several packages can add to one subject.
    let zaaktypen: HashSet<&str> = themas.iter().flat_map(|thema| thema.zaaktypen.iter().map(String::as_str)).collect();
    let formulieren: HashSet<&str> =
        themas.iter().flat_map(|thema| thema.formulieren.iter().map(String::as_str)).collect();

    let menu = menu::load(ask).await;
    let tasks: Vec<Taak> = menu.tasks.unwrap_or_default();
    let running = own(ask, Selectie::Lopend, &tasks, &zaaktypen).await;
    let closed = own(ask, Selectie::Afgerond, &[], &zaaktypen).await;
    let running_cards = running.as_ref().map_or(&[][..], Vec::as_slice);
    let ids: HashSet<Id<Zaak>> = running_cards.iter().map(|(zaak, _)| zaak.zaak.uuid).collect();
    let own_tasks: Vec<Taak> = tasks.into_iter().filter(|taak| ids.contains(&taak.zaak)).collect();
    let products = home::products(ask.db, |formulier| {
        formulieren.contains(formulier.slug.as_str()) && home::is_for(ask, formulier)
    });
    let view = ThemaView {
        breadcrumb: vec![LinkView::new(ask.words.text("portaal-home"), paths::HOME), LinkView::new(&first.titel, "")],
        title: first.titel.clone(),
        intro: first.omschrijving.clone(),
        tasks: Section::of(taken::rows(ask, &own_tasks, running_cards)),
        products: Section::from(products.await),
        zaken: Section::from(running.map(only_cards)),
        closed: Section::from(closed.map(only_cards)),
        today: ask.today().to_string(),
    };
    Ok((view, menu.facts))
}

fn only_cards(cards: Cards) -> Vec<CaseCard> {
    cards.into_iter().map(|(_, card)| card).collect()
}

async fn own(
    ask: Ask<'_>,
    selectie: Selectie,
    tasks: &[Taak],
    zaaktypen: &HashSet<&str>,
) -> Result<Cards, PortalError> {
    let mut db = ask.db.reader();
    let mut own = Vec::new();
    for (zaak, card) in zaken::cards(ask, selectie, tasks).await? {
        // From memory, see `zaken::cards`.
        let zaaktype = catalogi::read_zaaktype(&mut db, zaak.zaak.zaaktype).await?;
        if zaaktypen.contains(zaaktype.identificatie.as_str()) {
            own.push((zaak, card));
        }
    }
    Ok(own)
}
