//! Subjects.

use std::collections::{BTreeMap, HashSet};

use ::store::Reader;
use ::zaken::Zaak;
use ::zaken::portaal::{PortaalZaak, Selectie};
use process::Taak;
use values::Id;

use super::{Ask, home, menu, taken, zaken};
use crate::views::Section;
use crate::views::menu::MenuFacts;
use crate::views::rows::{ActionRow, CaseCard, LinkView};
use crate::views::thema::{ThemaView, ThemasView};
use crate::{PortalError, paths};

type Cards = Vec<(PortaalZaak, CaseCard)>;

/// A subject: several packages can add to one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Thema {
    /// The name in the address.
    pub key: String,
    /// The name.
    pub titel: String,
    /// One sentence about it.
    pub omschrijving: String,
    /// The identificaties of its zaaktypen.
    pub zaaktypen: HashSet<String>,
    /// The slugs of its forms.
    pub formulieren: HashSet<String>,
}

/// Returns the subjects of this municipality by title.
pub(crate) async fn list(db: &mut Reader) -> Result<Vec<Thema>, PortalError> {
    let mut by_key: BTreeMap<String, Thema> = BTreeMap::new();
    for part in packages::list_installed(db).await?.into_iter().flat_map(|installed| installed.manifest.thema) {
        let thema = by_key.entry(part.key.clone()).or_insert_with(|| Thema {
            key: part.key,
            titel: part.titel,
            omschrijving: part.omschrijving,
            ..Thema::default()
        });
        thema.zaaktypen.extend(part.zaaktypen);
        thema.formulieren.extend(part.formulieren);
    }
    let mut all: Vec<Thema> = by_key.into_values().collect();
    all.sort_by(|one, other| one.titel.cmp(&other.titel));
    Ok(all)
}

/// Gathers the page of all subjects, also those in which the resident has nothing yet.
pub(crate) async fn all(ask: Ask<'_>) -> (ThemasView, MenuFacts) {
    let menu = menu::load(ask).await;
    let found = list(&mut ask.db.reader()).await;
    let row = |thema: Thema| ActionRow {
        href: paths::thema(&thema.key),
        title: thema.titel,
        subtitle: thema.omschrijving,
        is_dutch_subtitle: true,
        ..ActionRow::default()
    };
    let view = ThemasView {
        themas: Section::from(found.map(|all| all.into_iter().map(row).collect::<Vec<_>>())),
        today: ask.today().to_string(),
    };
    (view, menu.facts)
}

/// Gathers the page of one.
pub(crate) async fn page(ask: Ask<'_>, key: &str) -> Result<(ThemaView, MenuFacts), PortalError> {
    let all = list(&mut ask.db.reader()).await?;
    let thema = all.into_iter().find(|thema| thema.key == key).ok_or(PortalError::NotFound)?;
    let Thema { titel, omschrijving, zaaktypen, formulieren, .. } = thema;

    let menu = menu::load(ask).await;
    let tasks: Vec<Taak> = menu.tasks.unwrap_or_default();
    let running = own(ask, Selectie::Lopend, &tasks, &zaaktypen).await;
    let closed = own(ask, Selectie::Afgerond, &[], &zaaktypen).await;
    let running_cards = running.as_ref().map_or(&[][..], Vec::as_slice);
    let ids: HashSet<Id<Zaak>> = running_cards.iter().map(|(zaak, _)| zaak.zaak.uuid).collect();
    let own_tasks: Vec<Taak> = tasks.into_iter().filter(|taak| ids.contains(&taak.zaak)).collect();
    let products =
        home::products(ask.db, |formulier| formulieren.contains(&formulier.slug) && home::is_for(ask, formulier));
    let view = ThemaView {
        breadcrumb: vec![
            LinkView::new(ask.words.text("portaal-home"), paths::HOME),
            LinkView::new(ask.words.text("portaal-alle-onderwerpen"), paths::THEMAS),
            LinkView::dutch(&titel, ""),
        ],
        title: titel,
        intro: omschrijving,
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
    zaaktypen: &HashSet<String>,
) -> Result<Cards, PortalError> {
    let mut db = ask.db.reader();
    let mut own = Vec::new();
    for (zaak, card) in zaken::cards(ask, selectie, tasks).await? {
        // From memory, see `zaken::cards`.
        let zaaktype = catalogi::read_zaaktype(&mut db, zaak.zaak.zaaktype).await?;
        if zaaktypen.contains(&zaaktype.identificatie) {
            own.push((zaak, card));
        }
    }
    Ok(own)
}
