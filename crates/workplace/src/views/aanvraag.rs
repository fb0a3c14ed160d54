//! What the resident answered: the facts that are kept with the zaak, and the forms that she sent.

use catalogi::Zaaktype;
use forms::Aanvraag;
use process::{Taak, TaakSoort};
use serde::Serialize;
use serde_json::Value;
use values::Id;
use zaken::{Eigenschapswaarde, Zaak};

use super::moment;
use crate::paths;

/// A file that came with an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AntwoordBestand {
    /// Its name.
    pub naam: String,
    /// Where it is downloaded; none when it is not in the zaak.
    pub href: Option<String>,
}

/// One answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Antwoord {
    /// The question.
    pub label: String,
    /// The answer.
    pub text: String,
    /// The answer when it is a day, to be written out.
    pub datum: Option<String>,
    /// The answer when it is only yes or no.
    pub ja_nee: Option<bool>,
    /// The files.
    pub bestanden: Vec<AntwoordBestand>,
}

/// The answers that came together.
#[derive(Debug, Clone, Serialize)]
pub struct AntwoordGroep {
    /// The key of the heading.
    pub kop: &'static str,
    /// What the heading is about, such as the title of the task.
    pub titel: String,
    /// When the answers came.
    pub op: Option<String>,
    /// The name of who gave them.
    pub door: Option<String>,
    /// The answers.
    pub antwoorden: Vec<Antwoord>,
}

/// Returns the facts of a zaak under the names that people know them by.
pub fn kenmerken(zaaktype: &Zaaktype, waarden: &[Eigenschapswaarde]) -> Vec<Antwoord> {
    let answer = |waarde: &Eigenschapswaarde| {
        let eigenschap = zaaktype.eigenschap(&waarde.naam);
        let label = eigenschap.map_or(waarde.naam.as_str(), |eigenschap| eigenschap.publieke_naam()).to_owned();
        let datum = eigenschap.filter(|eigenschap| eigenschap.formaat == "datum").and_then(|_| day(&waarde.waarde));
        // A checkbox is kept as a word of the machine.
        let ja_nee = waarde.waarde.parse().ok();
        let is_text = datum.is_none() && ja_nee.is_none();
        let text = if is_text { waarde.waarde.clone() } else { String::new() };
        Antwoord { label, text, datum, ja_nee, bestanden: Vec::new() }
    };
    waarden.iter().filter(|waarde| !waarde.waarde.is_empty()).map(answer).collect()
}

/// Reads a day in the format of eigenschappen (`20261125`) or of answers (`2026-11-25`).
fn day(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let date = jiff::civil::Date::strptime("%Y%m%d", &digits).ok()?;
    Some(date.to_string())
}

/// Returns the answers that a task keeps, as `forms` wrote them for people: steps with rows. Questions without an answer are left out.
pub fn antwoorden(zaak: Id<Zaak>, verzonden: &Value) -> Vec<Antwoord> {
    let rows = list(verzonden, "stappen").flat_map(|step| list(step, "rijen"));
    rows.map(|row| {
        let bestanden: Vec<_> = list(row, "bestanden").map(|file| bestand(zaak, file)).collect();
        // The text of an answer with files is the list of their names.
        let text = if bestanden.is_empty() { text(row, "tekst") } else { String::new() };
        Antwoord { label: self::text(row, "label"), text, datum: None, ja_nee: None, bestanden }
    })
    // What has no label is the form's own text; a group has a label only.
    .filter(|answer| !answer.label.is_empty() && (!answer.text.is_empty() || !answer.bestanden.is_empty()))
    .collect()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn bestand(zaak: Id<Zaak>, file: &Value) -> AntwoordBestand {
    let relation = paths::parse_id(&text(file, "zaakinformatieobject"));
    AntwoordBestand { naam: text(file, "naam"), href: relation.map(|relation| paths::document(zaak, relation)) }
}

/// Returns what was answered at the start.
pub fn van_aanvraag(zaak: Id<Zaak>, aanvraag: &Aanvraag) -> AntwoordGroep {
    AntwoordGroep {
        kop: "werk-antwoord-aanvraag",
        titel: aanvraag.formulier.clone(),
        op: Some(moment(aanvraag.ingediend_op)),
        door: Some(aanvraag.ingediend_door.clone()).filter(|naam| !naam.is_empty()),
        antwoorden: antwoorden(zaak, &aanvraag.verzonden),
    }
}

/// Returns the answers of the tasks that were done, oldest first: first those of the resident, then those of staff.
pub fn van_taken(taken: &[Taak]) -> Vec<AntwoordGroep> {
    let of = |soort: TaakSoort, kop: &'static str| {
        taken.iter().filter(move |taak| taak.soort == soort).filter_map(move |taak| groep(taak, kop))
    };
    of(TaakSoort::Klant, "werk-antwoord-inwoner").chain(of(TaakSoort::Medewerker, "werk-antwoord-medewerker")).collect()
}

fn groep(taak: &Taak, kop: &'static str) -> Option<AntwoordGroep> {
    let verzonden = taak.verzonden_data.as_ref()?;
    Some(AntwoordGroep {
        kop,
        titel: taak.titel.clone(),
        op: taak.afgerond_op.map(moment),
        door: taak.afgerond_door.clone(),
        antwoorden: antwoorden(taak.zaak, verzonden),
    })
}

impl AntwoordGroep {
    /// Returns everything that is known of the aanvraag: what was answered at the start, the answers of its tasks, and the facts that
    /// the zaak keeps of them.
    pub fn all(
        zaaktype: &Zaaktype,
        aanvraag: Option<Self>,
        waarden: &[Eigenschapswaarde],
        taken: &[Taak],
    ) -> Vec<Self> {
        let mut groups: Vec<Self> = aanvraag.into_iter().chain(van_taken(taken)).collect();
        let facts = kenmerken(zaaktype, waarden);
        if !facts.is_empty() {
            let kop = "werk-kenmerken";
            groups.push(Self { kop, titel: String::new(), op: None, door: None, antwoorden: facts });
        }
        groups
    }

    pub(super) fn samples() -> Vec<Self> {
        let answer =
            |label: &str, text: &str| Antwoord { label: label.into(), text: text.into(), ..Antwoord::default() };
        vec![
            Self {
                kop: "werk-kenmerken",
                titel: String::new(),
                op: None,
                door: None,
                antwoorden: vec![
                    answer("Kenmerk van het besluit", "2026/0081-PK"),
                    Antwoord {
                        label: "Datum van het besluit".into(),
                        datum: Some("2026-11-02".into()),
                        ..Antwoord::default()
                    },
                ],
            },
            Self {
                kop: "werk-antwoord-inwoner",
                titel: "Vul uw bezwaar aan".into(),
                op: Some("2026-11-24T13:20:00Z".into()),
                door: Some("Sanne Jansen".into()),
                antwoorden: vec![
                    answer(
                        "Waarom bent u het niet eens met het besluit?",
                        "De parkeerautomaat was die dag kapot. Ik heb dat direct gemeld bij de gemeente en heb daar ook een bevestiging van.",
                    ),
                    Antwoord {
                        label: "Bewijs".into(),
                        bestanden: ["melding-parkeerautomaat.pdf", "foto.jpg"]
                            .map(|naam| AntwoordBestand {
                                naam: naam.into(),
                                href: Some("/werk/zaken/1/documenten/1".into()),
                            })
                            .into(),
                        ..Antwoord::default()
                    },
                ],
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_day_of_an_eigenschap_is_read_and_other_text_is_no_day() {
        assert_eq!(day("20261125").as_deref(), Some("2026-11-25"));
        assert_eq!(day("2026-11-25").as_deref(), Some("2026-11-25"));
        assert_eq!(day("morgen"), None);
    }

    #[test]
    fn answers_are_shown_as_the_form_wrote_them_and_files_lead_to_the_zaak() {
        let zaak = Id::new(uuid::Uuid::from_u128(3));
        let relation = uuid::Uuid::from_u128(9);
        let verzonden = json!({"antwoorden": {"reden": "x"}, "stappen": [{"titel": "Stap", "rijen": [
            {"key": "uitleg", "label": "", "tekst": "Lees dit eerst.", "bestanden": []},
            {"key": "groep", "label": "Over u", "tekst": "", "bestanden": []},
            {"key": "reden", "label": "Waarom?", "tekst": "Te laat.", "bestanden": []},
            {"key": "foto", "label": "Foto", "tekst": "", "bestanden": [
                {"naam": "a.jpg", "zaakinformatieobject": relation.to_string()}, {"naam": "b.jpg", "zaakinformatieobject": null}]},
        ]}]});
        let found = antwoorden(zaak, &verzonden);
        let texts: Vec<_> = found.iter().map(|one| (one.label.as_str(), one.text.as_str())).collect();
        assert_eq!(texts, [("Waarom?", "Te laat."), ("Foto", "")]);
        let links: Vec<_> = found[1].bestanden.iter().map(|file| file.href.clone()).collect();
        assert_eq!(links, [Some(paths::document(zaak, Id::new(relation))), None]);
        assert_eq!(antwoorden(zaak, &json!("iets anders")), []);
    }
}
