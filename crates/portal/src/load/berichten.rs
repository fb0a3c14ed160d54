//! Messages and contact.

use ::zaken::portaal;
use messages::{Bericht, Contactmoment};
use uuid::Uuid;
use values::Actor;

use super::{Ask, menu};
use crate::views::Section;
use crate::views::berichten::{self as view, BerichtView, BerichtenView, PAGE_SIZE};
use crate::views::contact::ContactView;
use crate::views::menu::MenuFacts;
use crate::views::rows::{ContactRow, FileRow, LinkView, MessageRow};
use crate::views::zaak;
use crate::{PortalError, paths};

/// Contact on one page.
const CONTACT_MAX: i64 = 60;

/// Returns who sends messages: the municipality.
pub(crate) fn sender(ask: Ask<'_>) -> String {
    let naam = ask.db.find_gemeente().map(|gemeente| gemeente.naam.clone()).unwrap_or_default();
    ask.words.with("gemeente-naam", &[("naam", naam.into())])
}

/// Returns a message as a row.
pub(crate) fn row(bericht: &Bericht, sender: &str) -> MessageRow {
    MessageRow {
        title: bericht.onderwerp.clone(),
        href: paths::bericht(bericht.uuid),
        date: bericht.publicatiedatum.to_string(),
        sender: sender.to_owned(),
        unread: bericht.gelezen_op.is_none(),
        attachments: !bericht.bijlagen.is_empty(),
    }
}

/// Gathers the inbox.
pub(crate) async fn page(ask: Ask<'_>, page: usize) -> (BerichtenView, MenuFacts) {
    let menu = menu::load(ask).await;
    let page = page.clamp(1, 10_000);
    let size = i64::try_from(PAGE_SIZE).unwrap_or(i64::MAX);
    let offset = size * i64::try_from(page - 1).unwrap_or_default();
    // One more than fits tells whether there is a next page.
    let found = messages::list_berichten(&mut ask.db.reader(), ask.burger, size + 1, offset).await;
    let has_more = found.as_ref().is_ok_and(|found| found.len() > PAGE_SIZE);
    let total = match &found {
        Ok(_) => ask.words.with_count("portaal-aantal-berichten", menu.facts.unread_messages),
        Err(_) => String::new(),
    };
    let sender = sender(ask);
    let rows = found.map(|found| found.iter().take(PAGE_SIZE).map(|bericht| row(bericht, &sender)).collect::<Vec<_>>());
    let view = BerichtenView {
        total,
        messages: Section::from(rows),
        page,
        pages: if has_more { page + 1 } else { page },
        page_base: format!("{}?pagina=", paths::BERICHTEN),
    };
    (view, menu.facts)
}

/// Gathers one message, and keeps that it was opened.
pub(crate) async fn bericht(ask: Ask<'_>, actor: &Actor, uuid: Uuid) -> Result<(BerichtView, MenuFacts), PortalError> {
    let found = messages::find_bericht(&mut ask.db.reader(), ask.burger, uuid).await?;
    let bericht = found.ok_or(PortalError::NotFound)?;
    if bericht.gelezen_op.is_none() {
        let mut tx = ask.db.begin(actor).await?;
        messages::mark_gelezen(&mut tx, ask.burger, uuid).await?;
        tx.commit().await?;
    }
    let menu = menu::load(ask).await;
    let perspective = match bericht.handelingsperspectief.as_str() {
        "betalen" => ask.words.text("portaal-bericht-betalen"),
        "informatie verstrekken" => ask.words.text("portaal-bericht-verstrekken"),
        _ => String::new(),
    };
    let sent = [("afzender", sender(ask).into()), ("datum", ask.words.date(bericht.publicatiedatum).into())];
    let view = BerichtView {
        breadcrumb: vec![
            LinkView::new(ask.words.text("portaal-home"), paths::HOME),
            LinkView::new(ask.words.text("portaal-mijn-berichten"), paths::BERICHTEN),
            LinkView::dutch(&bericht.onderwerp, ""),
        ],
        title: bericht.onderwerp.clone(),
        sent: ask.words.with("portaal-bericht-van", &sent),
        perspective,
        blocks: view::blocks(bericht.blokken()),
        attachments: attachments(ask, &bericht).await?,
        zaak_href: bericht.zaak.map(paths::zaak).unwrap_or_default(),
        back_href: paths::BERICHTEN,
    };
    Ok((view, menu.facts))
}

/// The documents of a message, as far as they pass the gate for documents themselves.
async fn attachments(ask: Ask<'_>, bericht: &Bericht) -> Result<Vec<FileRow>, PortalError> {
    let Some(zaak) = bericht.zaak.filter(|_| !bericht.bijlagen.is_empty()) else { return Ok(Vec::new()) };
    let mut db = ask.db.reader();
    let Some(zaak) = portaal::find(&mut db, ask.burger, ask.today(), zaak).await? else { return Ok(Vec::new()) };
    let documents = portaal::list_documenten(&mut db, &zaak).await?;
    let own = documents.iter().filter(|document| bericht.bijlagen.contains(&document.uuid));
    Ok(own.map(|document| zaak::document(document, ask.now(), ask.words)).collect())
}

/// Returns contact as a row.
pub(crate) fn contact_row(ask: Ask<'_>, moment: &Contactmoment) -> ContactRow {
    let channel = match moment.kanaal {
        "e-mail" | "email" => "portaal-kanaal-email",
        "telefoon" => "portaal-kanaal-telefoon",
        "balie" => "portaal-kanaal-balie",
        "brief" => "portaal-kanaal-brief",
        _ => "portaal-kanaal-overig",
    };
    ContactRow {
        date: values::local_date(moment.plaatsgevonden_op).to_string(),
        channel: ask.words.text(channel),
        title: moment.onderwerp.clone().unwrap_or_else(|| ask.words.text("portaal-contact-onderwerp-verborgen")),
        text: moment.inhoud.clone().unwrap_or_default(),
        sender: String::new(),
        href: moment.zaak.map(paths::zaak).unwrap_or_default(),
    }
}

/// Gathers the page of contact.
pub(crate) async fn contact(ask: Ask<'_>, phone: &str) -> (ContactView, MenuFacts) {
    let menu = menu::load(ask).await;
    let sent = messages::list_contactmomenten(&mut ask.db.reader(), ask.burger, CONTACT_MAX).await;
    let sent = sent.map(|found| found.iter().map(|moment| contact_row(ask, moment)).collect::<Vec<_>>());
    let view = ContactView {
        contacts: Section::of(Vec::new()),
        sent: Section::from(sent),
        question: ask.words.with("portaal-vraag-tekst", &[("telefoon", phone.into())]),
    };
    (view, menu.facts)
}
