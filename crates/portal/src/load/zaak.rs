//! One zaak, and its documents. All of it after the gate.

use ::store::{Db, Reader};
use ::zaken::portaal::{self, PortaalZaak};
use ::zaken::{Zaak, ZaakInformatieobject};
use besluiten::BesluitRegel;
use catalogi::Zaaktype;
use process::Taak;
use values::{Actor, Id};

use super::{Ask, berichten, menu};
use crate::PortalError;
use crate::views::Section;
use crate::views::menu::MenuFacts;
use crate::views::rows::{ActionRow, ContactRow, LinkView};
use crate::views::zaak::{self as view, ZaakView};
use crate::views::{status, taken, zaken};

/// Contact on the page of a zaak.
const CONTACT_MAX: i64 = 50;
/// Why a representative's look is kept; the words for people are `portaal-inzage-doel-portaal`.
const DOEL: &str = "portaal";

/// Returns a zaak if this resident may see it.
pub(crate) async fn find(ask: Ask<'_>, zaak: Id<Zaak>) -> Result<PortaalZaak, PortalError> {
    let found = portaal::find(&mut ask.db.reader(), ask.burger, ask.today(), zaak).await?;
    found.ok_or(PortalError::NotFound)
}

/// Gathers the page.
pub(crate) async fn page(ask: Ask<'_>, zaak: Id<Zaak>, phone: &str) -> Result<(ZaakView, MenuFacts), PortalError> {
    let found = find(ask, zaak).await?;
    let menu::Menu { tasks, facts } = menu::load(ask).await;
    let zaak = &found.zaak;
    let mut db = ask.db.reader();
    let zaaktype = catalogi::read_zaaktype(&mut db, zaak.zaaktype).await?;
    let open = tasks.map(|tasks| tasks.into_iter().filter(|taak| taak.zaak == zaak.uuid).collect::<Vec<Taak>>());
    let alert =
        open.as_ref().map_or(None, |open| taken::alert(&open.iter().collect::<Vec<_>>(), ask.today(), ask.words));
    let tasks = open.map(|open| open.iter().map(|taak| with_button(ask, taak)).collect::<Vec<_>>());
    let uitkomst = uitkomst(&mut db, zaak, &zaaktype).await?;
    let answered = answered(&mut db, ask, zaak).await;

    let statussen = ::zaken::list_statussen(&mut db, zaak.uuid).await;
    let steps = statussen.map(|set| status::steps(&zaaktype, &set, uitkomst.as_deref(), ask.words));
    let besluiten = besluiten::list_sent_besluiten(&mut db, zaak.uuid, ask.today()).await;
    let waarden = ::zaken::list_eigenschappen(&mut db, zaak.uuid).await;
    let facts_unavailable = waarden.is_err();
    let waarden = waarden.unwrap_or_default();
    let documents = portaal::list_documenten(&mut db, &found).await;
    let rows = |documents: Vec<ZaakInformatieobject>| {
        documents.iter().map(|document| view::document(document, ask.now(), ask.words)).collect::<Vec<_>>()
    };
    let letters = match &besluiten {
        Ok(found) if !found.is_empty() => besluiten::list_besluiten_documenten(&mut db, zaak.uuid).await?,
        _ => Vec::new(),
    };
    let mut besluiten = besluiten.map(|found| {
        let shown = |regel: &BesluitRegel| (regel.besluit.uuid, view::besluit(regel, ask.today(), ask.words));
        found.iter().map(shown).collect::<Vec<_>>()
    });
    let (aanvraag, documents) = match documents {
        Ok(documents) => {
            let (aanvraag, mut others) = view::split_documents(documents, zaak);
            // The letter of a decision stands with the decision.
            for (besluit, shown) in besluiten.iter_mut().flatten() {
                let is_own = |document: &ZaakInformatieobject| letters.contains(&(*besluit, document.informatieobject));
                let (own, rest) = others.into_iter().partition(is_own);
                shown.files = rows(own);
                others = rest;
            }
            (rows(aanvraag), Section::of(rows(others)))
        }
        Err(error) => (Vec::new(), Section::from(Err::<Vec<_>, _>(error))),
    };
    let answers = forms::find_aanvraag(&mut db, zaak.uuid).await.unwrap_or_else(|error| {
        tracing::warn!("the page of a zaak can't read its aanvraag: {error}");
        None
    });
    let contacts = messages::list_contactmomenten_zaak(&mut db, ask.burger, zaak.uuid, CONTACT_MAX).await;
    let contacts =
        // The rows are about this page, so they link to nothing.
        contacts.map(|found| found.iter().map(|moment| ContactRow { href: String::new(), ..berichten::contact_row(ask, moment) }).collect::<Vec<_>>());

    let title = zaken::title(&zaaktype).to_owned();
    let view = ZaakView {
        breadcrumb: view::breadcrumb(&title, ask.words),
        title,
        number: zaak.identificatie.clone(),
        term: view::term(zaak, ask.today(), ask.words),
        notice: alert,
        tasks: Section::from(tasks),
        steps: Section::from(steps),
        later: view::why_later(zaak, ask.words),
        answered,
        besluiten: Section::from(besluiten.map(|all| all.into_iter().map(|(_, shown)| shown).collect::<Vec<_>>())),
        facts: view::facts(zaak, &zaaktype, uitkomst.as_deref(), &waarden, ask.words),
        facts_unavailable,
        answers: answers.map(|found| view::answers(&found.verzonden)).unwrap_or_default(),
        aanvraag,
        documents,
        contacts: Section::from(contacts),
        question: ask.words.with("portaal-zaak-vraag", &[("telefoon", phone.into())]),
        today: ask.today().to_string(),
    };
    Ok((view, facts))
}

/// What to say of an answer that came while the zaak waits, which staff still has to look at; empty when there is none.
async fn answered(db: &mut Reader, ask: Ask<'_>, zaak: &Zaak) -> String {
    let opschorting = &zaak.bijzonderheden.opschorting;
    let Some(since) = opschorting.sinds.filter(|_| opschorting.indicatie && zaak.einddatum.is_none()) else {
        return String::new();
    };
    let taken = process::list_taken_zaak(db, zaak.uuid).await.unwrap_or_else(|error| {
        tracing::warn!("the page of a zaak can't read its tasks: {error}");
        Vec::new()
    });
    let day = process::answered_since(&taken, since);
    day.map(|day| ask.words.with_date("portaal-zaak-wacht-antwoord", day)).unwrap_or_default()
}

fn with_button(ask: Ask<'_>, taak: &Taak) -> ActionRow {
    ActionRow { button: Some(ask.words.text("portaal-start-taak")), ..taken::row(taak, String::new()) }
}

/// How the zaak ended, in words for residents; none while it runs.
async fn uitkomst(db: &mut Reader, zaak: &Zaak, zaaktype: &Zaaktype) -> Result<Option<String>, PortalError> {
    if zaak.einddatum.is_none() || zaak.resultaat.is_none() {
        return Ok(None);
    }
    let resultaat = ::zaken::read_resultaat(db, zaak.uuid).await?;
    let resultaattype = resultaat.and_then(|resultaat| zaaktype.resultaattype_by_id(resultaat.resultaattype));
    Ok(resultaattype.map(|found| match found.toelichting.as_str() {
        "" => found.omschrijving.clone(),
        toelichting => toelichting.to_owned(),
    }))
}

/// Returns the link to a zaak from elsewhere, if the resident may see it.
pub(crate) async fn link(ask: Ask<'_>, zaak: Id<Zaak>) -> Result<Option<LinkView>, PortalError> {
    let mut db = ask.db.reader();
    let Some(found) = portaal::find(&mut db, ask.burger, ask.today(), zaak).await? else { return Ok(None) };
    let zaaktype = catalogi::read_zaaktype(&mut db, found.zaak.zaaktype).await?;
    let args = [("titel", zaken::title(&zaaktype).into()), ("nummer", found.zaak.identificatie.as_str().into())];
    Ok(Some(LinkView::new(ask.words.with("portaal-taak-van-zaak", &args), crate::paths::zaak(zaak))))
}

/// Returns a document of this zaak if the resident may see both.
pub(crate) async fn find_document(
    ask: Ask<'_>,
    zaak: Id<Zaak>,
    relation: Id<ZaakInformatieobject>,
) -> Result<ZaakInformatieobject, PortalError> {
    let found = portaal::find_document(&mut ask.db.reader(), ask.burger, ask.today(), relation).await?;
    found.filter(|document| document.zaak == zaak).ok_or(PortalError::NotFound)
}

/// Keeps that somebody looked at a zaak on behalf of another, who can read that in "Wie heeft mijn gegevens bekeken".
pub(crate) async fn log_representative(
    db: &Db,
    actor: &Actor,
    ask: Ask<'_>,
    resource: &str,
    id: uuid::Uuid,
) -> Result<(), PortalError> {
    if ask.burger.vertegenwoordigt.is_none() {
        return Ok(());
    }
    let mut tx = db.begin(actor).await?;
    tx.log_inzage(resource, id, DOEL).await?;
    Ok(tx.commit().await?)
}
