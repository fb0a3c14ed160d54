//! The status of a zaak as steps. Rules: portaal.md section 3.3; steps are matched by the identity of the statustype, never by text.

use catalogi::{Statustype, Zaaktype};
use jiff::Timestamp;
use serde::Serialize;
use values::Id;
use zaken::Status;

use crate::words::Words;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// The name of the status for residents.
    pub label: String,
    /// `checked`, `current` or `not-checked`.
    pub state: &'static str,
    /// When it was set, in ISO; the last time when it was set more than once.
    pub date: Option<String>,
    /// What happens now, or how it ended.
    pub text: String,
}

/// Returns the name of the newest status that residents may see; a hidden one leaves the zaak at the visible one before it.
pub fn label(zaaktype: &Zaaktype, newest: Id<Statustype>, words: Words<'_>) -> String {
    let volgnummer = zaaktype.statustype_by_id(newest).map_or(0, |statustype| statustype.volgnummer);
    public(zaaktype)
        .filter(|statustype| statustype.volgnummer <= volgnummer)
        .last()
        .map_or_else(|| words.text("portaal-status-ontvangen"), |statustype| statustype.publieke_naam().to_owned())
}

fn public(zaaktype: &Zaaktype) -> impl Iterator<Item = &Statustype> {
    zaaktype.statustypen.iter().filter(|statustype| statustype.toon_in_portaal)
}

/// Returns the steps of a zaak: the public statustypen of its own version of the zaaktype, with the statuses that were really set.
/// `uitkomst` says how the zaak ended; it stands with the last step.
pub fn steps(zaaktype: &Zaaktype, statussen: &[Status], uitkomst: Option<&str>, words: Words<'_>) -> Vec<StepView> {
    let public: Vec<&Statustype> = public(zaaktype).collect();
    let is_public = |status: &&Status| public.iter().any(|statustype| statustype.uuid == status.statustype);
    // The newest by date counts and not the last in order: a zaak can be reopened.
    let newest = statussen.iter().filter(is_public).max_by_key(|status| status.datum_status_gezet);
    let current = newest.and_then(|status| zaaktype.statustype_by_id(status.statustype));
    let has_ended = current.is_some_and(|statustype| zaaktype.is_eindstatus(statustype.uuid));
    let reached = current.map_or(0, |statustype| statustype.volgnummer);

    let mut steps = Vec::with_capacity(public.len());
    for (index, statustype) in public.iter().enumerate() {
        let moments = moments(statussen, statustype.uuid);
        let is_current = current.is_some_and(|current| current.uuid == statustype.uuid);
        let step = if is_current {
            let next = public.get(index + 1).filter(|_| statussen.len() == 1);
            let text = match (has_ended, uitkomst) {
                (true, Some(uitkomst)) => uitkomst.to_owned(),
                _ => now_text(statustype, next.copied(), words),
            };
            let state = if has_ended { "checked" } else { "current" };
            step(statustype, state, &moments, text, words)
        } else if statustype.volgnummer > reached {
            // Also when it was set before the zaak was reopened: it has to come again.
            step(statustype, "not-checked", &[], String::new(), words)
        } else if moments.is_empty() {
            // Skipped: it was never set, so it is not shown as done.
            continue;
        } else {
            step(statustype, "checked", &moments, String::new(), words)
        };
        steps.push(step);
    }
    steps
}

/// The moments that a zaak got this status, oldest first.
fn moments(statussen: &[Status], statustype: Id<Statustype>) -> Vec<Timestamp> {
    let own = statussen.iter().filter(|status| status.statustype == statustype);
    let mut moments: Vec<_> = own.map(|status| status.datum_status_gezet).collect();
    moments.sort_unstable();
    moments
}

fn now_text(statustype: &Statustype, next: Option<&Statustype>, words: Words<'_>) -> String {
    let mut text = statustype.toelichting.clone();
    if let Some(next) = next {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&words.with("portaal-status-daarna", &[("status", next.publieke_naam().into())]));
    }
    text
}

fn step(
    statustype: &Statustype,
    state: &'static str,
    moments: &[Timestamp],
    text: String,
    words: Words<'_>,
) -> StepView {
    let label = statustype.publieke_naam().to_owned();
    let Some((last, earlier)) = moments.split_last() else { return StepView { label, state, date: None, text } };
    let mut text = text;
    if !earlier.is_empty() {
        let dates: Vec<_> = earlier.iter().map(|moment| words.day_of(*moment)).collect();
        let also = words.with("portaal-status-ook-op", &[("datum", dates.join(", ").into())]);
        text = if text.is_empty() { also } else { format!("{text} {also}") };
    }
    StepView { label, state, date: Some(values::local_date(*last).to_string()), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::samples::zaaktype;
    use crate::words::testing::{noon, texts};

    fn statussen(set: &[(usize, i8)], zaaktype: &Zaaktype) -> Vec<Status> {
        set.iter()
            .map(|(index, day)| Status {
                uuid: Id::new(uuid::Uuid::from_u128(u128::from(day.unsigned_abs()))),
                zaak: Id::new(uuid::Uuid::nil()),
                statustype: zaaktype.statustypen[*index].uuid,
                datum_status_gezet: noon(*day),
                statustoelichting: "for staff".into(),
                gezetdoor: None,
            })
            .collect()
    }

    fn drawn(steps: &[StepView]) -> String {
        let line = |step: &StepView| {
            let mark = match step.state {
                "checked" => "x",
                "current" => "o",
                _ => " ",
            };
            let day = step.date.as_deref().map_or("", |date| &date[8..]);
            format!("[{mark}]{}{day}", step.label.chars().next().unwrap_or_default())
        };
        steps.iter().map(line).collect::<Vec<_>>().join(" ")
    }

    /// What is tested, the statuses that were set with their day, and the steps.
    type Case<'a> = (&'a str, &'a [(usize, i8)], &'a str);

    #[test]
    fn steps_follow_the_rules_of_the_reference() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let zaaktype = zaaktype();
        // 0 Geregistreerd, 1 In behandeling, 2 Geaccepteerd, 3 Afgehandeld, each with the day that it was set
        let cases: [Case<'_>; 8] = [
            ("no status yet", &[], "[ ]G [ ]I [ ]G [ ]A"),
            ("only one", &[(0, 10)], "[o]G10 [ ]I [ ]G [ ]A"),
            ("a later one exists", &[(0, 10), (1, 12)], "[x]G10 [o]I12 [ ]G [ ]A"),
            ("all done", &[(0, 10), (1, 12), (2, 14), (3, 15)], "[x]G10 [x]I12 [x]G14 [x]A15"),
            ("skipped is left out", &[(0, 10), (3, 12)], "[x]G10 [x]A12"),
            ("reopened", &[(0, 10), (3, 12), (1, 13)], "[x]G10 [o]I13 [ ]G [ ]A"),
            ("set twice", &[(0, 10), (1, 11), (1, 13)], "[x]G10 [o]I13 [ ]G [ ]A"),
            ("arrived out of order", &[(1, 12), (0, 10)], "[x]G10 [o]I12 [ ]G [ ]A"),
        ];
        for (case, set, expected) in cases {
            let steps = steps(&zaaktype, &statussen(set, &zaaktype), None, words);
            assert_eq!(drawn(&steps), expected, "{case}");
        }
    }

    #[test]
    fn the_texts_say_what_happens_now_what_comes_and_how_it_ended() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let zaaktype = zaaktype();
        let text = |set: &[(usize, i8)], index: usize, uitkomst| {
            steps(&zaaktype, &statussen(set, &zaaktype), uitkomst, words)[index].text.clone()
        };
        let first = text(&[(0, 10)], 0, None);
        assert!(first.starts_with(&zaaktype.statustypen[0].toelichting) && first.contains("In behandeling"), "{first}");
        assert_eq!(text(&[(0, 10), (1, 12)], 1, None), zaaktype.statustypen[1].toelichting);
        assert_eq!(
            text(&[(0, 10), (3, 12)], 1, Some("U heeft de aanvraag ingetrokken.")),
            "U heeft de aanvraag ingetrokken."
        );
        let twice = text(&[(0, 10), (1, 11), (1, 13)], 1, None);
        assert!(twice.contains("11 november 2026"), "{twice}");
    }

    #[test]
    fn a_hidden_status_leaves_the_zaak_at_the_last_visible_one() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let mut zaaktype = zaaktype();
        zaaktype.statustypen[1].toon_in_portaal = false;
        let steps = steps(&zaaktype, &statussen(&[(0, 10), (1, 12)], &zaaktype), None, words);
        assert_eq!(drawn(&steps), "[o]G10 [ ]G [ ]A");
        assert_eq!(label(&zaaktype, zaaktype.statustypen[1].uuid, words), "Geregistreerd");
        zaaktype.statustypen[0].toon_in_portaal = false;
        assert_eq!(label(&zaaktype, zaaktype.statustypen[1].uuid, words), words.text("portaal-status-ontvangen"));
    }
}
