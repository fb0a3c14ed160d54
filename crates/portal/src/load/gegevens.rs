//! What is known of the resident, how she wants to be told things, and who looked.

use std::collections::{BTreeMap, HashMap};

use ::zaken::Zaak;
use ::zaken::portaal::{Selectie, list_inzage};
use form_logic::Field;
use identity::persons::{self, Persoon};
use jiff::civil::Date;
use messages::{Contact, Kanaal, MessagesError};
use uuid::Uuid;
use values::actor::Vertegenwoordiging;
use values::{Actor, Id};

use super::inzage::{self, Samen};
use super::zaken::cards;
use super::{Ask, menu};
use crate::views::Section;
use crate::views::formulier::{ErrorItem, field_href};
use crate::views::gegevens::{ContactFormView, GegevensView, GroupView, InzageRow, WieKeekView};
use crate::views::menu::MenuFacts;
use crate::views::rows::{Fact, LinkView};
use crate::words::Words;
use crate::{PortalError, paths};

/// Lines of the log of inspection after which a page ends, with its day.
const INZAGE_MAX: usize = 50;
/// Lines of the log that are read at once.
const INZAGE_READ: i64 = 500;

const EMAILADRES: &str = "emailadres";
const VOORKEUREN: [(&str, &str); 3] = [
    ("voorkeur-status", "portaal-voorkeur-status"),
    ("voorkeur-taak", "portaal-voorkeur-taak"),
    ("voorkeur-bericht", "portaal-voorkeur-bericht"),
];

/// What was posted, and what is wrong with it.
pub(crate) struct Refused {
    /// The contact details as they were typed.
    contact: Contact,
    /// The key of the text.
    error: &'static str,
}

/// Gathers the page; `refused` shows the form again as it was posted.
pub(crate) async fn page(ask: Ask<'_>, refused: Option<Refused>) -> (GegevensView, MenuFacts) {
    let menu = menu::load(ask).await;
    let mut db = ask.db.reader();
    // A mandate for some zaaktypen does not reach what belongs to the person as a whole.
    let mandate = ask.burger.vertegenwoordigt.as_ref();
    let may_see = mandate.is_none_or(|mandate| mandate.zaaktypen.is_empty());
    let persoon = match may_see {
        true => persons::find(&mut db, ask.burger.betrokkene()).await,
        false => Ok(None),
    };
    let unavailable = !matches!(persoon, Ok(Some(_)));
    let groups = persoon.ok().flatten().map(|persoon| groups(&persoon, mandate, ask.words)).unwrap_or_default();
    // Where somebody is reached is her own choice.
    let contact = match (mandate, refused) {
        (Some(_), _) => Ok(None),
        (None, Some(refused)) => Ok(Some((refused.contact, Some(refused.error)))),
        (None, None) => {
            let found = messages::find_contact(&mut db, &ask.burger.bsn).await;
            found.map(|contact| Some((contact.unwrap_or_default(), None)))
        }
    };
    let contact_unavailable = contact.is_err();
    let contact = contact.ok().flatten().map(|(contact, error)| form(&contact, error, ask.words));
    let intro = match mandate {
        Some(mandate) => ask.words.with("portaal-gegevens-uitleg-namens", &[("naam", mandate.naam.as_str().into())]),
        None => ask.words.text("portaal-gegevens-uitleg"),
    };
    let view =
        GegevensView { intro, groups, unavailable, contact, contact_unavailable, wie_keek_href: paths::WIE_KEEK };
    (view, menu.facts)
}

fn groups(persoon: &Persoon, mandate: Option<&Vertegenwoordiging>, words: Words<'_>) -> Vec<GroupView> {
    let bsn = persoon.bsn.as_str();
    // Enough to recognise, too little to misuse when somebody looks along.
    let masked = format!("*****{}", bsn.get(5..).unwrap_or_default());
    let [straat, plaats] = persoon.adres_regels();
    let group = |title: &str, id, facts: Vec<(&str, String)>| GroupView {
        title: match mandate {
            Some(mandate) => words.with(&format!("{title}-namens"), &[("naam", mandate.naam.as_str().into())]),
            None => words.text(title),
        },
        id,
        facts: facts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(term, text)| Fact::verbatim(words.text(term), text))
            .collect(),
    };
    vec![
        group(
            "portaal-gegevens-persoon",
            "persoon",
            vec![
                ("portaal-gegeven-naam", persoon.volledige_naam()),
                ("portaal-gegeven-geboren", words.date(persoon.geboortedatum)),
                ("portaal-gegeven-bsn", masked),
            ],
        ),
        group(
            "portaal-gegevens-adres",
            "adres",
            vec![("portaal-gegeven-adres", straat), ("portaal-gegeven-plaats", plaats)],
        ),
    ]
}

fn form(contact: &Contact, error: Option<&'static str>, words: Words<'_>) -> ContactFormView {
    let kanalen = [contact.kanaal_status, contact.kanaal_taak, contact.kanaal_bericht];
    let field = |kind, key: &str, label: String| Field {
        kind,
        key: key.to_owned(),
        html_id: field_href(key).trim_start_matches('#').to_owned(),
        label,
        ..Field::default()
    };
    let email = Field {
        value: contact.emailadres.clone().unwrap_or_default(),
        input_type: "email",
        autocomplete: "email".to_owned(),
        ..field("email", EMAILADRES, words.text("portaal-emailadres"))
    };
    let boxes = VOORKEUREN.iter().zip(kanalen).map(|((key, text), kanaal)| Field {
        checked: kanaal == Kanaal::Email,
        description: words.text(&format!("{text}-uitleg")),
        ..field("checkbox", key, words.text(text))
    });
    let fault = error.map(|key| words.text(key));
    ContactFormView {
        action: paths::PROFIEL,
        fields: std::iter::once(email).chain(boxes).collect(),
        errors: fault.iter().map(|text| (EMAILADRES.to_owned(), text.clone())).collect::<BTreeMap<_, _>>(),
        error_items: fault.into_iter().map(|text| ErrorItem { text, href: field_href(EMAILADRES) }).collect(),
    }
}

/// Keeps how the resident wants to be reached, or returns what is wrong.
pub(crate) async fn save_contact(
    ask: Ask<'_>,
    actor: &Actor,
    find: impl Fn(&str) -> Option<String>,
) -> Result<Option<Refused>, PortalError> {
    if ask.burger.vertegenwoordigt.is_some() {
        return Err(PortalError::NotFound);
    }
    let kanaal = |key: &str| if find(key).is_some() { Kanaal::Email } else { Kanaal::Geen };
    let [(status, _), (taak, _), (bericht, _)] = VOORKEUREN;
    let emailadres = find(EMAILADRES).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let contact = Contact {
        emailadres,
        kanaal_status: kanaal(status),
        kanaal_taak: kanaal(taak),
        kanaal_bericht: kanaal(bericht),
    };
    let mut tx = ask.db.begin(actor).await?;
    match messages::set_contact(&mut tx, &ask.burger.bsn, contact.clone()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(None)
        }
        Err(MessagesError::InvalidAddress) => Ok(Some(Refused { contact, error: "portaal-fout-emailadres" })),
        Err(error) => Err(error.into()),
    }
}

/// Gathers who looked before this day, or until now.
pub(crate) async fn wie_keek(ask: Ask<'_>, voor: Option<Date>) -> (WieKeekView, MenuFacts) {
    let menu = menu::load(ask).await;
    let found = looks(ask, voor).await;
    let ouder = found.as_ref().ok().and_then(|(_, ouder)| *ouder);
    let view = WieKeekView {
        breadcrumb: vec![
            LinkView::new(ask.words.text("portaal-home"), paths::HOME),
            LinkView::new(ask.words.text("portaal-mijn-profiel"), paths::PROFIEL),
            LinkView::new(ask.words.text("portaal-wie-keek"), ""),
        ],
        lines: Section::from(found.map(|(lines, _)| lines)),
        ouder_href: ouder.map(paths::wie_keek_voor),
        begin_href: voor.map(|_| paths::WIE_KEEK),
    };
    (view, menu.facts)
}

/// Returns the lines of a page, and the first of its days when there are older ones. A page has whole days, so that what somebody did on one day
/// is one line.
async fn looks(ask: Ask<'_>, voor: Option<Date>) -> Result<(Vec<InzageRow>, Option<Date>), PortalError> {
    // Only zaken that pass the gate: the log must not tell of others.
    let mut names: HashMap<Id<Zaak>, (String, String)> = HashMap::new();
    for selectie in [Selectie::Lopend, Selectie::Afgerond] {
        let visible = cards(ask, selectie, &[]).await?;
        names.extend(visible.into_iter().map(|(zaak, card)| (zaak.zaak.uuid, (card.title, card.number))));
    }
    let mut before = voor.map_or(Uuid::max(), |day| store::first_id(values::start_of_day(day)));
    let mut found = Vec::new();
    // Each round reads more than the one before: a long day is put together anew each time.
    let mut count = INZAGE_READ;
    loop {
        let mut part = list_inzage(&mut ask.db.reader(), ask.burger.betrokkene(), before, count).await?;
        let is_last = part.len() < usize::try_from(count).unwrap_or(usize::MAX);
        // One look at a document of two zaken is two lines of one id: the next round reads those of the last again.
        if !is_last
            && let [first, .., last] = &part[..]
            && first.id != last.id
        {
            let cut = last.id;
            part.retain(|inzage| inzage.id != cut);
        }
        count *= 4;
        before = part.last().map_or(before, |last| last.id);
        found.extend(part.into_iter().filter(|inzage| names.contains_key(&inzage.zaak)));
        if let Some((lines, ouder)) = inzage::page(&found, is_last, INZAGE_MAX) {
            let rows = lines.iter().filter_map(|one| Some(line(ask, one, names.get(&one.inzage.zaak)?))).collect();
            return Ok((rows, ouder));
        }
    }
}

fn line(ask: Ask<'_>, samen: &Samen<'_>, (title, number): &(String, String)) -> InzageRow {
    let (words, inzage) = (ask.words, samen.inzage);
    let who = match inzage.actor_kind.as_str() {
        "burger" if inzage.actor_id == ask.burger.betrokkene().as_str() => words.text("portaal-inzage-uzelf"),
        "burger" => words.with("portaal-inzage-namens", &[("naam", inzage.actor_naam.as_str().into())]),
        // Staff is shown by role: who exactly looked is for the municipality to tell when the resident asks.
        "medewerker" => words.text("portaal-inzage-medewerker"),
        _ => words.text("portaal-inzage-applicatie"),
    };
    let what = if inzage.is_document { "portaal-inzage-wat-document" } else { "portaal-inzage-wat" };
    let why = match inzage.doel.as_str() {
        "behandeling" => "portaal-inzage-doel-behandeling",
        "portaal" => "portaal-inzage-doel-portaal",
        _ => "portaal-inzage-doel-overig",
    };
    InzageRow {
        moment: match samen.aantal {
            1 => words.moment(inzage.moment),
            aantal => {
                let aantal = i64::try_from(aantal).unwrap_or(i64::MAX);
                let dag = words.day_of(inzage.moment);
                words.with("portaal-inzage-keren", &[("datum", dag.into()), ("aantal", aantal.into())])
            }
        },
        who,
        what: words.with(what, &[("titel", title.as_str().into()), ("nummer", number.as_str().into())]),
        href: paths::zaak(inzage.zaak),
        why: words.text(why),
    }
}
