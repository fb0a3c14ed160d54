//! One zaak.

use besluiten::BesluitRegel;
use catalogi::{Eigenschap, Zaaktype};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use zaken::{Eigenschapswaarde, Zaak, ZaakInformatieobject};

use super::Section;
use super::rows::{ActionRow, AlertView, ContactRow, Fact, FileRow, LinkView};
use super::samples;
use super::status::StepView;
use crate::paths;
use crate::words::Words;

/// A document counts as new for a day.
const NEW_FOR: SignedDuration = SignedDuration::from_hours(24);

/// The page.
#[derive(Debug, Serialize)]
pub struct ZaakView {
    /// The way to this page.
    pub breadcrumb: Vec<LinkView>,
    /// What it is about.
    pub title: String,
    /// Its number.
    pub number: String,
    /// When the resident hears more, or since when it is done.
    pub term: String,
    /// What stands out.
    pub notice: Option<AlertView>,
    /// What the resident has to do.
    pub tasks: Section<ActionRow>,
    /// How far it is.
    pub steps: Section<StepView>,
    /// Why it waits, and why it takes longer.
    pub later: Vec<Fact>,
    /// That she answered since it waits, or empty.
    pub answered: String,
    /// What was decided.
    pub besluiten: Section<BesluitView>,
    /// What is known.
    pub facts: Vec<Fact>,
    /// Whether a part of the facts could not be read.
    pub facts_unavailable: bool,
    /// What the resident answered at the start.
    pub answers: Vec<AnswersView>,
    /// What the resident sent at the start.
    pub aanvraag: Vec<FileRow>,
    /// All other documents.
    pub documents: Section<FileRow>,
    /// What was said.
    pub contacts: Section<ContactRow>,
    /// How to ask something about it.
    pub question: String,
    /// The day of today, in ISO.
    pub today: String,
}

/// The answers of one step of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AnswersView {
    /// The title of the step.
    pub title: String,
    /// Questions and answers; what was not filled in is left out.
    pub rows: Vec<Fact>,
}

/// Returns the answers that a zaak keeps of its form, by step.
pub fn answers(verzonden: &serde_json::Value) -> Vec<AnswersView> {
    let list = |value: &serde_json::Value, key: &str| -> Vec<serde_json::Value> {
        value.get(key).and_then(|list| list.as_array()).cloned().unwrap_or_default()
    };
    let text = |value: &serde_json::Value, key: &str| {
        value.get(key).and_then(|text| text.as_str()).unwrap_or_default().to_owned()
    };
    let row = |row: &serde_json::Value| Fact::answer(text(row, "label"), text(row, "tekst"));
    let step = |step: &serde_json::Value| AnswersView {
        title: text(step, "titel"),
        rows: list(step, "rijen")
            .iter()
            .map(row)
            // What has no label is the form's own text; a group has a label only.
            .filter(|fact| !fact.term.is_empty() && !fact.text.is_empty())
            .collect(),
    };
    list(verzonden, "stappen").iter().map(step).filter(|step| !step.rows.is_empty()).collect()
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BesluitView {
    /// What was decided.
    pub title: String,
    /// Its dates.
    pub facts: Vec<Fact>,
    /// Until when one can object, or empty.
    pub objection: String,
    /// Its letter.
    pub files: Vec<FileRow>,
}

/// Returns the way to a zaak.
pub fn breadcrumb(title: &str, words: Words<'_>) -> Vec<LinkView> {
    vec![
        LinkView::new(words.text("portaal-home"), paths::HOME),
        LinkView::new(words.text("portaal-mijn-zaken"), paths::ZAKEN),
        LinkView::dutch(title, ""),
    ]
}

/// Returns when the resident hears more, or since when the zaak is done.
pub fn term(zaak: &Zaak, today: Date, words: Words<'_>) -> String {
    match (zaak.einddatum, zaak.uiterlijke_einddatum_afdoening) {
        (Some(day), _) => words.with_date("portaal-zaak-klaar-sinds", day),
        (None, _) if zaak.bijzonderheden.opschorting.indicatie => words.text("portaal-zaak-wacht"),
        (None, Some(day)) if day < today => words.with_date("portaal-zaak-te-laat", day),
        (None, Some(day)) => words.with_date("portaal-zaak-antwoord-voor", day),
        (None, None) => words.text("portaal-zaak-antwoord-volgt"),
    }
}

/// Returns what is known of a zaak: its dates, how it ended, and the eigenschappen that its zaaktype shows to residents.
pub fn facts(
    zaak: &Zaak,
    zaaktype: &Zaaktype,
    uitkomst: Option<&str>,
    waarden: &[Eigenschapswaarde],
    words: Words<'_>,
) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new(words.text("portaal-feit-ingediend"), words.date(zaak.registratiedatum)),
        Fact::verbatim(words.text("portaal-feit-nummer"), &zaak.identificatie),
    ];
    if zaak.einddatum.is_none()
        && !zaak.bijzonderheden.opschorting.indicatie
        && let Some(day) = zaak.uiterlijke_einddatum_afdoening
    {
        facts.push(Fact::new(words.text("portaal-feit-uiterlijk"), words.date(day)));
    }
    if let Some(day) = zaak.einddatum {
        facts.push(Fact::new(words.text("portaal-feit-afgerond"), words.date(day)));
    }
    if let Some(uitkomst) = uitkomst {
        facts.push(Fact::dutch(words.text("portaal-feit-uitkomst"), uitkomst));
    }
    let public = zaaktype.eigenschappen.iter().filter(|eigenschap| eigenschap.toon_in_portaal);
    facts.extend(public.filter_map(|eigenschap| {
        let waarde = waarden.iter().find(|waarde| waarde.eigenschap == eigenschap.uuid)?;
        let text = value_text(eigenschap, &waarde.waarde, words);
        (!text.is_empty()).then(|| Fact::answer(eigenschap.publieke_naam(), text))
    }));
    facts
}

/// Returns why a running zaak waits and why it takes longer, in the words of who decided it.
pub fn why_later(zaak: &Zaak, words: Words<'_>) -> Vec<Fact> {
    let more = &zaak.bijzonderheden;
    let reasons = [
        ("portaal-feit-wacht-om", more.opschorting.indicatie.then_some(&more.opschorting.reden)),
        ("portaal-feit-langer-om", more.verlenging.as_ref().map(|verlenging| &verlenging.reden)),
    ];
    let running = reasons.into_iter().filter(|_| zaak.einddatum.is_none());
    let said = running.filter_map(|(term, reden)| Some((term, reden.filter(|reden| !reden.is_empty())?)));
    said.map(|(term, reden)| Fact::dutch(words.text(term), reden.clone())).collect()
}

/// Writes a value as people read it: the standard's `20261125` becomes a date, and so does the `2026-11-25` of another system.
fn value_text(eigenschap: &Eigenschap, waarde: &str, words: Words<'_>) -> String {
    let day = || {
        let digits = waarde.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        match digits {
            Some(digits) => Date::strptime("%Y%m%d", digits).ok(),
            None => waarde.get(..10)?.parse().ok(),
        }
    };
    if eigenschap.formaat.starts_with("datum")
        && let Some(day) = day()
    {
        return words.date(day);
    }
    match waarde {
        "true" | "ja" => words.text("portaal-ja"),
        "false" | "nee" => words.text("portaal-nee"),
        other => other.to_owned(),
    }
}

/// Returns a decision as residents read it; why it was taken stands in its letter.
pub fn besluit(regel: &BesluitRegel, today: Date, words: Words<'_>) -> BesluitView {
    let besluit = &regel.besluit;
    let dates = [
        ("portaal-besluit-datum", Some(besluit.datum)),
        ("portaal-besluit-ingang", Some(besluit.ingangsdatum)),
        ("portaal-besluit-verval", besluit.vervaldatum),
    ];
    let facts = dates.into_iter().filter_map(|(key, day)| Some(Fact::new(words.text(key), words.date(day?))));
    let objection = match besluit.uiterlijke_reactiedatum {
        Some(day) if day >= today => words.with_date("portaal-besluit-bezwaar-tot", day),
        Some(day) => words.with_date("portaal-besluit-bezwaar-voorbij", day),
        None => String::new(),
    };
    BesluitView { title: regel.soort.clone(), facts: facts.collect(), objection, files: Vec::new() }
}

/// Returns a document as a row.
pub fn document(document: &ZaakInformatieobject, now: Timestamp, words: Words<'_>) -> FileRow {
    let from = if document.is_ontvangen { "portaal-document-van-u" } else { "portaal-document-van-gemeente" };
    FileRow {
        title: document.titel.clone(),
        href: paths::document(document.zaak, document.uuid),
        format: documenten::download::format_word(&document.formaat).to_owned(),
        size: document.bestandsomvang,
        date: values::local_date(document.registratiedatum).to_string(),
        from: words.text(from),
        // What she sent herself is no news to her.
        is_new: !document.is_ontvangen && now.duration_since(document.registratiedatum) < NEW_FOR,
    }
}

/// Splits the documents in what the resident sent when the zaak started, and all others; the newest of these first.
pub fn split_documents(
    documents: Vec<ZaakInformatieobject>,
    zaak: &Zaak,
) -> (Vec<ZaakInformatieobject>, Vec<ZaakInformatieobject>) {
    let sent_at_start = |document: &ZaakInformatieobject| {
        document.is_ontvangen && values::local_date(document.registratiedatum) == zaak.registratiedatum
    };
    let (aanvraag, mut others): (Vec<_>, Vec<_>) = documents.into_iter().partition(sent_at_start);
    others.reverse();
    (aanvraag, others)
}

impl ZaakView {
    /// The empty, the ordinary and the crowded page, one that ended, and one whose sources failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let base = |title: &str| Self {
            breadcrumb: vec![
                LinkView::new("Home", paths::HOME),
                LinkView::new("Mijn zaken", paths::ZAKEN),
                LinkView::new(title, ""),
            ],
            title: title.into(),
            number: "ZAAK-2026-0000000756".into(),
            term: "U krijgt uiterlijk 2 februari 2027 antwoord.".into(),
            notice: None,
            tasks: Section::of(vec![]),
            steps: Section::of(samples::steps(0)),
            later: Vec::new(),
            answered: String::new(),
            besluiten: Section::of(vec![]),
            facts: samples::facts(2),
            facts_unavailable: false,
            answers: vec![],
            aanvraag: vec![],
            documents: Section::of(vec![]),
            contacts: Section::of(vec![]),
            question: "Heeft u een vraag over deze zaak? Bel 14 0xx en noem het zaaknummer.".into(),
            today: samples::TODAY.into(),
        };
        let busy = |count: usize| {
            let task = |mut row: ActionRow| {
                row.button = Some("Start deze taak".into());
                row
            };
            Self {
                notice: Some(AlertView {
                    kind: "warning",
                    title: "Wij hebben iets van u nodig".into(),
                    text: "Doe dit uiterlijk 26 november 2026. Als u dit heeft gedaan, gaan wij verder met uw zaak."
                        .into(),
                }),
                tasks: Section::of(samples::tasks(count).into_iter().map(task).collect()),
                steps: Section::of(samples::steps(1)),
                facts: samples::facts(5),
                answers: vec![AnswersView { title: "Uw gegevens".into(), rows: samples::facts(count) }],
                aanvraag: samples::files(1),
                documents: Section::of(samples::files(count)),
                contacts: Section::of(samples::contacts(count)),
                ..base("Bezwaarschrift")
            }
        };
        vec![
            ("leeg", base("Bezwaarschrift")),
            ("gewoon", busy(2)),
            ("vol", busy(14)),
            (
                "klaar",
                Self {
                    term: "Deze zaak is klaar sinds 15 november 2026.".into(),
                    steps: Section::of(samples::steps(3)),
                    besluiten: Section::of(samples::besluiten()),
                    documents: Section::of(samples::files(2)),
                    ..base("Parkeervergunning voor bewoners")
                },
            ),
            (
                "stuk",
                Self {
                    tasks: Section::failed(),
                    steps: Section::failed(),
                    besluiten: Section::failed(),
                    documents: Section::failed(),
                    contacts: Section::failed(),
                    facts_unavailable: true,
                    ..base("Bezwaarschrift")
                },
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::testing::{noon, november, texts};

    #[test]
    fn the_term_says_when_the_resident_hears_more() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let cases = [
            (None, Some(november(30)), "U krijgt uiterlijk 30 november 2026 antwoord."),
            (None, Some(november(20)), "U had op 20 november 2026 antwoord moeten krijgen."),
            (Some(november(15)), Some(november(30)), "Deze zaak is klaar sinds 15 november 2026."),
            (None, None, "Wij laten u weten wanneer u antwoord krijgt."),
        ];
        for (einddatum, uiterlijk, expected) in cases {
            let mut zaak = samples::zaak(1);
            zaak.einddatum = einddatum;
            zaak.uiterlijke_einddatum_afdoening = uiterlijk;
            let text = term(&zaak, november(24), words);
            assert!(text.starts_with(expected), "{text}");
        }
    }

    #[test]
    fn a_running_zaak_says_why_it_waits_or_takes_longer() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let cases = [
            (false, false, None, &[][..]),
            (true, false, None, &["Waarom het langer duurt: Advies"]),
            (false, true, None, &["Waarom de zaak stilstaat: Stukken"]),
            (true, true, None, &["Waarom de zaak stilstaat: Stukken", "Waarom het langer duurt: Advies"]),
            (true, true, Some(november(20)), &[]),
        ];
        for (is_longer, waits, einddatum, expected) in cases {
            let mut zaak = samples::zaak(1);
            zaak.einddatum = einddatum;
            let verlenging = || zaken::Verlenging { reden: "Advies".into(), duur: values::Duur::days(14) };
            zaak.bijzonderheden.verlenging = is_longer.then(verlenging);
            zaak.bijzonderheden.opschorting.indicatie = waits;
            zaak.bijzonderheden.opschorting.reden = "Stukken".into();
            let facts: Vec<_> =
                why_later(&zaak, words).iter().map(|fact| format!("{}: {}", fact.term, fact.text)).collect();
            assert_eq!(facts, expected);
        }
    }

    #[test]
    fn only_public_eigenschappen_are_shown_by_their_public_name() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let zaaktype = samples::zaaktype();
        let waarde = |index: usize, waarde: &str| Eigenschapswaarde {
            uuid: values::Id::new(uuid::Uuid::from_u128(index as u128)),
            eigenschap: zaaktype.eigenschappen[index].uuid,
            naam: zaaktype.eigenschappen[index].naam.clone(),
            waarde: waarde.into(),
        };
        let waarden = [waarde(0, "20261103"), waarde(1, "ja"), waarde(2, "geheim")];
        let facts = facts(&samples::zaak(1), &zaaktype, None, &waarden, words);
        let shown: Vec<_> = facts.iter().skip(3).map(|fact| (fact.term.as_str(), fact.text.as_str())).collect();
        assert_eq!(shown, [("Datum van het besluit", "3 november 2026"), ("Spoed", "Ja")]);
    }

    #[test]
    fn what_was_sent_at_the_start_stands_apart() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let zaak = samples::zaak(1);
        let documents = vec![
            samples::zaak_document(1, 10, true),
            samples::zaak_document(2, 12, false),
            samples::zaak_document(3, 23, true),
        ];
        let (aanvraag, others) = split_documents(documents, &zaak);
        assert_eq!(aanvraag.len(), 1);
        let rows: Vec<_> = others.iter().map(|found| document(found, noon(24), words)).collect();
        let seen: Vec<_> = rows.iter().map(|row| (row.date.as_str(), row.from.as_str(), row.is_new)).collect();
        assert_eq!(seen, [("2026-11-23", "van u", false), ("2026-11-12", "van de gemeente", false)]);
        assert!(!document(&others[0], noon(23), words).is_new, "she sent it");
        assert!(document(&others[1], noon(12), words).is_new);
    }
}
