//! Values for samples and tests: invented people and zaken.

mod registers;

use uuid::Uuid;
use values::Id;

use super::formulier::{ErrorItem, ProgressStep, field_href};
use super::gegevens::ContactFormView;
use super::rows::{ActionRow, CaseCard, ContactRow, Fact, FileRow, MessageRow};
use super::status::StepView;
use super::verzenden::OverzichtStap;
use super::zaak::BesluitView;
use super::zaken::ConceptRow;
use crate::paths;

pub use registers::{taak, zaak, zaak_document, zaaktype};

/// The day on which the samples are looked at.
pub const TODAY: &str = "2026-11-24";

const LONG: &str = "Aanvraag omgevingsvergunning meervoudige arbeidsongeschiktheidsverzekeringsmaatschappijpand";

/// Repeats some rows as often as is asked.
fn cycle<T: Clone>(rows: &[T], count: usize) -> Vec<T> {
    rows.iter().cycle().take(count).cloned().collect()
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// The address of a zaak.
pub fn zaak_href(number: u128) -> String {
    paths::zaak(Id::new(id(number)))
}

/// An invented municipality.
pub fn municipality() -> ui::Municipality {
    ui::Municipality {
        name: "Gemeente Voorbeeldstad".into(),
        website: "www.voorbeeldstad.nl".into(),
        phone: "14 0xx".into(),
        opening_hours: "maandag tot en met vrijdag van 8.00 tot 18.00 uur".into(),
    }
}

/// Things to do.
pub fn tasks(count: usize) -> Vec<ActionRow> {
    let row = |number: u128, title: &str, deadline: Option<&str>, subtitle: &str| ActionRow {
        title: title.into(),
        href: paths::taak(Id::new(id(number))),
        deadline: deadline.map(Into::into),
        subtitle: subtitle.into(),
        ..ActionRow::default()
    };
    cycle(
        &[
            row(1, "Stuur een foto van de schade", Some("2026-11-26"), "Bezwaarschrift, ZAAK-2026-0000000756"),
            row(2, "Vul uw motivering aan", Some("2026-12-08"), "Bezwaarschrift, ZAAK-2026-0000000756"),
            row(3, "Betaal de leges", Some("2026-11-20"), LONG),
            row(4, "Bekijk uw gegevens", None, ""),
        ],
        count,
    )
}

/// Things that were done.
pub fn tasks_done(count: usize) -> Vec<ActionRow> {
    let done = |row: ActionRow| ActionRow { deadline: None, subtitle: "Gedaan op 12 november 2026".into(), ..row };
    tasks(count).into_iter().map(done).collect()
}

/// Zaken on cards.
pub fn cards(count: usize) -> Vec<CaseCard> {
    let card = |number: u128, title: &str, status: &str| CaseCard {
        title: title.into(),
        number: format!("ZAAK-2026-{number:010}"),
        status: status.into(),
        href: zaak_href(number),
        ..CaseCard::default()
    };
    cycle(
        &[
            CaseCard { action_needed: true, ..card(756, "Bezwaarschrift", "In behandeling") },
            card(812, "Parkeervergunning voor bewoners", "Geregistreerd"),
            CaseCard { waits: true, ..card(757, "Bezwaarschrift", "In behandeling") },
            CaseCard { on_behalf_of: Some("S. de Vries".into()), ..card(774, LONG, "Geaccepteerd") },
            CaseCard { archived: true, ..card(102, "Parkeervergunning voor bewoners", "Afgehandeld") },
        ],
        count,
    )
}

/// Messages.
pub fn messages(count: usize) -> Vec<MessageRow> {
    let row = |number: u128, title: &str, unread, attachments| MessageRow {
        title: title.into(),
        href: paths::bericht(id(number)),
        date: "2026-11-20".into(),
        sender: "Gemeente Voorbeeldstad".into(),
        unread,
        attachments,
    };
    cycle(
        &[
            row(1, "Besluit over uw bezwaar", true, true),
            row(2, "Wij hebben uw aanvraag ontvangen", false, false),
            row(3, "De status van uw zaak is veranderd", false, false),
        ],
        count,
    )
}

/// Services to start.
pub fn products(count: usize) -> Vec<ActionRow> {
    let row = |title: &str, slug: &str| ActionRow {
        title: title.into(),
        href: paths::formulier(slug),
        ..ActionRow::default()
    };
    cycle(
        &[
            row("Bezwaar maken", "bezwaar-maken"),
            row("Parkeervergunning voor bewoners aanvragen", "parkeervergunning-aanvragen"),
        ],
        count,
    )
}

/// Forms that were not sent.
pub fn concepts() -> Vec<ConceptRow> {
    vec![ConceptRow {
        row: ActionRow {
            title: "Bezwaar maken".into(),
            href: paths::stap("bezwaar-maken", Id::new(id(1)), "het-besluit"),
            subtitle: "U kunt hiermee verder tot en met 20 december 2026.".into(),
            button: Some("Ga verder".into()),
            ..ActionRow::default()
        },
        delete_action: paths::concept_weg("bezwaar-maken", Id::new(id(1))),
    }]
}

/// Documents.
pub fn files(count: usize) -> Vec<FileRow> {
    let row = |number: u128, title: &str, format: &str, size, from: &str, is_new| FileRow {
        title: title.into(),
        href: paths::document(Id::new(id(1)), Id::new(id(number))),
        format: format.into(),
        size,
        date: "2026-11-12".into(),
        from: from.into(),
        is_new,
    };
    cycle(
        &[
            row(1, "Bezwaarschrift", "pdf", Some(84_213), "van u", false),
            row(2, "Ontvangstbevestiging", "pdf", None, "van de gemeente", true),
            row(3, LONG, "jpg", Some(2_140_000), "van u", false),
        ],
        count,
    )
}

/// Contact.
pub fn contacts(count: usize) -> Vec<ContactRow> {
    let row = |channel: &str, title: &str, text: &str, sender: &str| ContactRow {
        date: "2026-11-12".into(),
        channel: channel.into(),
        title: title.into(),
        text: text.into(),
        sender: sender.into(),
        href: String::new(),
    };
    cycle(
        &[
            row("E-mail", "De status van uw zaak is veranderd", "", ""),
            row(
                "Telefoon",
                "U vroeg hoe lang het duurt",
                "U krijgt uiterlijk 2 februari 2027 antwoord.",
                "Afdeling Juridische Zaken",
            ),
        ],
        count,
    )
}

/// Facts of a zaak.
pub fn facts(count: usize) -> Vec<Fact> {
    let all = [
        Fact::new("Ingediend op", "10 november 2026"),
        Fact::verbatim("Zaaknummer", "ZAAK-2026-0000000756"),
        Fact::new("Uiterlijk antwoord", "2 februari 2027"),
        Fact::verbatim("Kenmerk van het besluit", "2026/NH/00184"),
        Fact::verbatim("Onderwerp van het besluit", LONG),
    ];
    cycle(&all, count)
}

/// Decisions.
pub fn besluiten() -> Vec<BesluitView> {
    vec![BesluitView {
        title: "Parkeervergunning verlenen".into(),
        facts: vec![Fact::new("Genomen op", "14 november 2026"), Fact::new("Geldt vanaf", "1 december 2026")],
        objection: "Bent u het niet eens met dit besluit? U kunt reageren tot en met 26 december 2026. In het besluit leest u hoe.".into(),
        files: files(1),
    }]
}

/// The steps of a zaak that is at the step with this index.
pub fn steps(current: usize) -> Vec<StepView> {
    let names = ["Geregistreerd", "In behandeling", "Geaccepteerd", "Afgehandeld"];
    let step = |(index, name): (usize, &&str)| StepView {
        label: (*name).to_owned(),
        state: match index.cmp(&current) {
            std::cmp::Ordering::Less => "checked",
            std::cmp::Ordering::Equal if index == 3 => "checked",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "not-checked",
        },
        date: (index <= current).then(|| format!("2026-11-1{index}")),
        text: if index == current { "Een medewerker leest uw bezwaar.".into() } else { String::new() },
    };
    names.iter().enumerate().map(step).collect()
}

/// The list of steps of a form, at the step with this index.
pub fn progress(current: usize) -> Vec<ProgressStep> {
    let names = ["Uw gegevens", "Het besluit", "Bijlagen", "Overzicht", "Bevestiging"];
    let step = |(index, name): (usize, &&str)| ProgressStep {
        label: (*name).to_owned(),
        state: match index.cmp(&current) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "todo",
        },
        href: if index < current { paths::stap("bezwaar-maken", Id::new(id(1)), "stap") } else { String::new() },
    };
    names.iter().enumerate().map(step).collect()
}

/// Answers before sending.
pub fn overview() -> Vec<OverzichtStap> {
    let step = |title: &str, slug: &str, facts: Vec<Fact>| OverzichtStap {
        title: title.into(),
        id: format!("stap-{slug}"),
        href: paths::stap("bezwaar-maken", Id::new(id(1)), slug),
        change: "Wijzigen".into(),
        facts,
    };
    vec![
        step(
            "Uw gegevens",
            "uw-gegevens",
            vec![Fact::verbatim("Naam", "Anne de Vries"), Fact::verbatim("Telefoonnummer", "Niet ingevuld")],
        ),
        step(
            "Het besluit",
            "het-besluit",
            vec![Fact::verbatim("Waarom maakt u bezwaar?", LONG), Fact::verbatim("Bijlagen", "foto.jpg, brief.pdf")],
        ),
    ]
}

fn field(kind: &'static str, key: &str, label: &str) -> form_logic::Field {
    form_logic::Field {
        kind,
        key: key.into(),
        html_id: field_href(key).trim_start_matches('#').to_owned(),
        label: label.into(),
        required: true,
        ..form_logic::Field::default()
    }
}

/// Fields of a step.
pub fn fields() -> Vec<form_logic::Field> {
    let option = |value: &str, label: &str, checked| form_logic::FieldOption {
        value: value.into(),
        label: label.into(),
        checked,
        ..form_logic::FieldOption::default()
    };
    vec![
        form_logic::Field {
            html: "<p>Vul hieronder in met welk besluit u het niet eens bent.</p>".into(),
            ..field("content", "uitleg", "")
        },
        form_logic::Field { readonly: true, display: "Anne de Vries".into(), ..field("textfield", "naam", "Naam") },
        field("textfield", "kenmerk", "Kenmerk van het besluit"),
        form_logic::Field { widget: "inputGroup", ..field("date", "datum", "Datum van het besluit") },
        form_logic::Field {
            rows: 5,
            description: "Schrijf op wat er volgens u niet klopt.".into(),
            ..field("textarea", "reden", "Waarom maakt u bezwaar?")
        },
        form_logic::Field {
            options: vec![option("ja", "Ja", false), option("nee", "Nee", true)],
            ..field("radio", "hoorzitting", "Wilt u uw bezwaar ook mondeling uitleggen?")
        },
        form_logic::Field {
            multiple: true,
            required: false,
            accept: ".pdf,.jpg,.png".into(),
            description: "Een pdf, jpg of png van maximaal 10 MB.".into(),
            files: vec![form_logic::FileValue {
                id: "b1".into(),
                name: "schade-voorkant.jpg".into(),
                size: 1_240_000,
                content_type: "image/jpeg".into(),
            }],
            ..field("file", "bijlagen", "Bijlagen")
        },
    ]
}

/// The form for contact details, with or without a fault.
pub fn contact_form(with_fault: bool) -> ContactFormView {
    let text = "Vul een e-mailadres in met een @, zoals naam@voorbeeld.nl.".to_owned();
    let faults = with_fault.then(|| ErrorItem { text: text.clone(), href: field_href("emailadres") });
    ContactFormView {
        action: paths::PROFIEL,
        fields: vec![form_logic::Field {
            value: if with_fault { "anne.voorbeeld.nl".into() } else { "anne@voorbeeld.nl".into() },
            required: false,
            input_type: "email",
            ..field("email", "emailadres", "E-mailadres")
        }],
        errors: with_fault.then(|| ("emailadres".to_owned(), text)).into_iter().collect(),
        error_items: faults.into_iter().collect(),
    }
}

/// Surroundings of a page: somebody who is logged in, with a full menu.
pub fn chrome(path: &str, title: &str, acting_for: Option<&str>, words: crate::words::Words<'_>) -> ui::Chrome {
    let is_personal = path.starts_with(paths::HOME);
    let facts = super::menu::MenuFacts {
        open_tasks: 2,
        unread_messages: 1,
        has_themas: true,
        themas: vec![("bezwaar".into(), "Bezwaar".into()), ("parkeren".into(), "Parkeren".into())],
    };
    let user = ui::UserView { name: "Anne de Vries".into(), acting_for: acting_for.map(Into::into) };
    ui::Chrome {
        municipality: municipality(),
        site: if is_personal { ui::Site::Portal } else { ui::Site::Public },
        user: is_personal.then_some(user),
        nav: if is_personal { super::menu::nav(&facts, path, words) } else { Vec::new() },
        csrf: "voorbeeld".into(),
        path: path.into(),
        session_seconds_left: is_personal.then_some(900),
        title: title.into(),
        demo: true,
        home_href: if is_personal { paths::HOME.into() } else { paths::WELKOM.into() },
        footer_links: crate::surroundings::footer(words),
        login_href: (!is_personal).then(|| paths::inloggen(paths::HOME)),
        ..ui::Chrome::default()
    }
}
