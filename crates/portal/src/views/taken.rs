//! What the resident has to do.

use jiff::Timestamp;
use jiff::civil::Date;
use process::Taak;
use serde::Serialize;

use super::Section;
use super::rows::{ActionRow, AlertView};
use super::samples;
use crate::paths;
use crate::words::Words;

/// All tasks.
#[derive(Debug, Serialize)]
pub struct TakenView {
    /// How many there are to do, in words.
    pub total: String,
    /// To do.
    pub open: Section<ActionRow>,
    /// Done.
    pub done: Section<ActionRow>,
    /// The day of today, in ISO.
    pub today: String,
}

/// A task that was done, or a task that was just done.
#[derive(Debug, Serialize)]
pub struct TaakGedaanView {
    /// What it was.
    pub title: String,
    /// Heading and explanation.
    pub notice: AlertView,
    /// What happens now.
    pub next: String,
    /// The zaak that it belongs to.
    pub zaak_href: String,
    /// The list of tasks.
    pub taken_href: &'static str,
}

/// Returns a task as a row; `subtitle` says which zaak it belongs to.
pub fn row(taak: &Taak, subtitle: String) -> ActionRow {
    ActionRow {
        title: taak.titel.clone(),
        href: paths::taak(taak.uuid),
        deadline: taak.verloopt_op.map(|moment| values::local_date(moment).to_string()),
        subtitle,
        ..ActionRow::default()
    }
}

/// Returns a task that was done as a row.
pub fn done_row(taak: &Taak, words: Words<'_>) -> ActionRow {
    let subtitle = taak.afgerond_op.map(|moment| words.with_date("portaal-taak-gedaan-op", values::local_date(moment)));
    ActionRow { deadline: None, ..row(taak, subtitle.unwrap_or_default()) }
}

/// Returns the sentence that says before when something must be done.
pub fn deadline_sentence(deadline: Option<Timestamp>, today: Date, words: Words<'_>) -> String {
    let Some(deadline) = deadline.map(values::local_date) else { return words.text("portaal-taak-geen-datum") };
    match (deadline - today).get_days() {
        ..0 => words.with_date("portaal-taak-te-laat", deadline),
        0 => words.text("portaal-taak-vandaag"),
        _ => words.with_date("portaal-taak-voor", deadline),
    }
}

/// Returns what stands out on a page as long as the resident has something to do there.
pub fn alert(open: &[&Taak], today: Date, words: Words<'_>) -> Option<AlertView> {
    let first = open.first()?;
    let deadline = open.iter().filter_map(|taak| taak.verloopt_op).min().or(first.verloopt_op);
    let text = format!("{} {}", deadline_sentence(deadline, today, words), words.text("portaal-zaak-taak-daarna"));
    Some(AlertView { kind: "warning", title: words.text("portaal-zaak-taak-titel"), text })
}

/// Returns the page of a task that was done before, by whomever.
pub fn gedaan(taak: &Taak, words: Words<'_>) -> TaakGedaanView {
    let (title, text) = match taak.afgerond_op {
        Some(moment) => {
            ("portaal-taak-al-gedaan", words.with_date("portaal-taak-al-gedaan-op", values::local_date(moment)))
        }
        None => ("portaal-taak-vervallen-titel", words.text("portaal-taak-vervallen")),
    };
    let alert = AlertView { kind: "info", title: words.text(title), text };
    gedaan_page(taak, alert, words)
}

/// Returns the page after doing a task.
pub fn bevestiging(taak: &Taak, words: Words<'_>) -> TaakGedaanView {
    let alert = AlertView {
        kind: "ok",
        title: words.text("portaal-taak-bedankt"),
        text: words.text("portaal-taak-bedankt-tekst"),
    };
    gedaan_page(taak, alert, words)
}

/// Returns the page of a task that can't be done here.
pub fn zonder_formulier(taak: &Taak, words: Words<'_>) -> TaakGedaanView {
    let alert = AlertView {
        kind: "warning",
        title: words.text("portaal-zaak-taak-titel"),
        text: words.text("portaal-taak-zonder-formulier"),
    };
    TaakGedaanView { next: taak.toelichting.clone(), ..gedaan_page(taak, alert, words) }
}

fn gedaan_page(taak: &Taak, notice: AlertView, words: Words<'_>) -> TaakGedaanView {
    TaakGedaanView {
        title: taak.titel.clone(),
        notice,
        next: words.text("portaal-taak-verder"),
        zaak_href: paths::zaak(taak.zaak),
        taken_href: paths::TAKEN,
    }
}

impl TakenView {
    /// The empty, the ordinary and the crowded page, and one whose source failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let today = samples::TODAY.to_owned();
        let view = |total: &str, open, done| Self { total: total.into(), open, done, today: today.clone() };
        vec![
            ("leeg", view("U heeft nu niets te doen.", Section::of(vec![]), Section::of(vec![]))),
            (
                "gewoon",
                view("U heeft 2 dingen te doen.", Section::of(samples::tasks(2)), Section::of(samples::tasks_done(1))),
            ),
            (
                "vol",
                view(
                    "U heeft 40 dingen te doen.",
                    Section::of(samples::tasks(40)),
                    Section::of(samples::tasks_done(60)),
                ),
            ),
            ("stuk", view("", Section::failed(), Section::failed())),
        ]
    }
}

impl TaakGedaanView {
    /// A task that was done before, and one that was just done.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |kind, title: &str, text: &str| Self {
            title: "Stuur een foto van de schade".into(),
            notice: AlertView { kind, title: title.into(), text: text.into() },
            next: "Wij gaan verder met uw zaak. U krijgt bericht als er iets verandert.".into(),
            zaak_href: samples::zaak_href(1),
            taken_href: paths::TAKEN,
        };
        vec![
            ("al", view("info", "Dit heeft u al gedaan", "Deze taak heeft u al gedaan op 12 november 2026.")),
            ("nu", view("ok", "Bedankt. Wij hebben uw antwoord ontvangen", "U hoeft nu niets te doen.")),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::testing::{noon, november, texts};

    #[test]
    fn a_deadline_is_said_in_a_sentence() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let cases = [
            (None, "Doe dit zo snel mogelijk."),
            (Some(noon(26)), "Doe dit uiterlijk 26 november 2026."),
            (Some(noon(24)), "Doe dit vandaag nog."),
            (Some(noon(20)), "Dit moest uiterlijk 20 november 2026. Doe het nog zo snel mogelijk."),
        ];
        for (deadline, expected) in cases {
            assert_eq!(deadline_sentence(deadline, november(24), words), expected);
        }
    }

    #[test]
    fn an_alert_names_the_earliest_deadline_and_is_absent_without_tasks() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let (late, early) = (samples::taak(1, Some(noon(28))), samples::taak(2, Some(noon(26))));
        let shown = alert(&[&late, &early], november(24), words).unwrap();
        assert!(shown.text.contains("26 november 2026"), "{}", shown.text);
        assert_eq!(alert(&[], november(24), words), None);
    }

    #[test]
    fn a_task_that_was_done_says_when() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let mut taak = samples::taak(1, None);
        taak.afgerond_op = Some(noon(12));
        assert_eq!(gedaan(&taak, words).notice.text, "Deze taak heeft u al gedaan op 12 november 2026.");
        taak.afgerond_op = None;
        assert!(gedaan(&taak, words).notice.text.contains("niet meer nodig"));
    }
}
