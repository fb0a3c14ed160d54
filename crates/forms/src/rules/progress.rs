//! How far a person is in a form.

use form_logic::{Form, Step};
use serde::Serialize;

use crate::{Inzending, NextStep};

/// Where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// On the step with this slug.
    Step(&'a str),
    /// On the overview of all answers.
    Overzicht,
    /// After sending.
    Bevestiging,
}

/// One line of the list of steps. A view type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressItem {
    /// The slug of the step; `overzicht` and `bevestiging` for the pages after the steps.
    pub slug: String,
    /// The title of the step; empty for the pages after the steps, whose names are the page's own texts.
    pub title: String,
    /// How far it is.
    pub state: ProgressState,
    /// Whether the person can go there now.
    pub reachable: bool,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgressState {
    /// It was finished.
    Done,
    /// The person is there.
    Current,
    /// It still has to be done.
    Todo,
    /// It does not apply to this person.
    NotApplicable,
}

/// The list of steps with the place of the person in it. A view type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// All steps, the overview and the confirmation.
    pub items: Vec<ProgressItem>,
    /// The place of the current item among those that apply, from 1.
    pub number: usize,
    /// How many items apply.
    pub total: usize,
}

/// Decides on the state of every step. `applies` tells whether a step applies to the person, `title` what it is called.
pub(crate) fn progress(
    form: &Form,
    inzending: &Inzending,
    at: Place<'_>,
    applies: impl Fn(usize) -> bool,
    title: impl Fn(&Step) -> String,
) -> Progress {
    let is_sent = at == Place::Bevestiging;
    let mut items = Vec::with_capacity(form.steps.len() + 2);
    let mut is_open = true;
    for (index, step) in form.steps.iter().enumerate() {
        let is_done = inzending.is_done(&step.slug);
        let state = match at {
            _ if !applies(index) => ProgressState::NotApplicable,
            Place::Step(slug) if slug == step.slug => ProgressState::Current,
            _ if is_done || is_sent => ProgressState::Done,
            _ => ProgressState::Todo,
        };
        let reachable = is_open && !is_sent && state != ProgressState::NotApplicable;
        if state != ProgressState::NotApplicable {
            is_open &= is_done;
        }
        items.push(ProgressItem { slug: step.slug.clone(), title: title(step), state, reachable });
    }
    let page =
        |slug: &str, state, reachable| ProgressItem { slug: slug.to_owned(), title: String::new(), state, reachable };
    let (overzicht, bevestiging) = match at {
        Place::Step(_) => (ProgressState::Todo, ProgressState::Todo),
        Place::Overzicht => (ProgressState::Current, ProgressState::Todo),
        Place::Bevestiging => (ProgressState::Done, ProgressState::Current),
    };
    items.push(page("overzicht", overzicht, is_open && !is_sent));
    items.push(page("bevestiging", bevestiging, is_sent));

    let applicable: Vec<&ProgressItem> =
        items.iter().filter(|item| item.state != ProgressState::NotApplicable).collect();
    let number = applicable.iter().position(|item| item.state == ProgressState::Current).map_or(0, |index| index + 1);
    let total = applicable.len();
    Progress { items, number, total }
}

/// Returns the first applicable step after this position, or the overview.
pub(crate) fn next_after(form: &Form, step: usize, applies: impl Fn(usize) -> bool) -> NextStep {
    let next = (step + 1..form.steps.len()).find(|index| applies(*index));
    next.map_or(NextStep::Overzicht, |index| NextStep::Step(form.steps[index].slug.clone()))
}

/// Returns the first applicable step that was not finished, or the overview.
pub(crate) fn first_open(form: &Form, inzending: &Inzending, applies: impl Fn(usize) -> bool) -> NextStep {
    let mut steps = form.steps.iter().enumerate();
    let open = steps.find(|(index, step)| applies(*index) && !inzending.is_done(&step.slug));
    open.map_or(NextStep::Overzicht, |(_, step)| NextStep::Step(step.slug.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InzendingState, Stap};
    use values::Id;

    fn form() -> Form {
        let step =
            |slug: &str| form_logic::Step { slug: slug.into(), title: slug.into(), ..form_logic::Step::default() };
        let mut form = Form::default();
        form.steps = vec![step("a"), step("b"), step("c")];
        form
    }

    fn inzending(done: &[&str]) -> Inzending {
        let stappen = ["a", "b", "c"].map(|slug| (slug.to_owned(), Stap { versie: 1, done: done.contains(&slug) }));
        Inzending {
            uuid: Id::new(uuid::Uuid::nil()),
            formulier: Id::new(uuid::Uuid::nil()),
            slug: "f".into(),
            taak: None,
            data: form_logic::Map::new(),
            stappen: stappen.into_iter().collect(),
            prefill: crate::Prefill::new(),
            bestanden: Vec::new(),
            versie: 1,
            state: InzendingState::Concept,
            created_at: jiff::Timestamp::UNIX_EPOCH,
            updated_at: jiff::Timestamp::UNIX_EPOCH,
            expires_at: jiff::Timestamp::MAX,
            completed_at: None,
            zaak: None,
        }
    }

    #[test]
    fn a_step_can_be_reached_when_all_before_it_are_finished() {
        let at = |slug| Place::Step(slug);
        // finished, step that does not apply, place; per item: D(one), C(urrent), T(odo), N(ot applicable), small when out of reach
        type Case<'a> = (&'a [&'a str], Option<usize>, Place<'a>, &'a str, (usize, usize));
        let cases: [Case<'_>; 8] = [
            (&[], None, at("a"), "Ctttt", (1, 5)),
            (&["a"], None, at("b"), "DCttt", (2, 5)),
            (&["a", "b"], None, at("a"), "CDTtt", (1, 5)),
            (&["a"], Some(1), at("c"), "DnCtt", (2, 4)),
            (&["a", "c"], None, at("a"), "CTdtt", (1, 5)),
            (&["a", "b", "c"], None, Place::Overzicht, "DDDCt", (4, 5)),
            (&["a", "c"], Some(1), Place::Overzicht, "DnDCt", (3, 4)),
            (&["a", "b", "c"], None, Place::Bevestiging, "ddddC", (5, 5)),
        ];
        for (done, absent, place, expected, number) in cases {
            let found =
                progress(&form(), &inzending(done), place, |step| Some(step) != absent, |step| step.title.clone());
            let letter = |item: &ProgressItem| {
                let letter = match item.state {
                    ProgressState::Done => 'D',
                    ProgressState::Current => 'C',
                    ProgressState::Todo => 'T',
                    ProgressState::NotApplicable => 'N',
                };
                if item.reachable { letter } else { letter.to_ascii_lowercase() }
            };
            let told: String = found.items.iter().map(letter).collect();
            assert_eq!((told.as_str(), (found.number, found.total)), (expected, number), "{done:?} {place:?}");
        }
    }

    #[test]
    fn the_way_on_skips_what_does_not_apply() {
        let step = |slug: &str| NextStep::Step(slug.to_owned());
        let all = |_| true;
        let without_b = |index| index != 1;
        assert_eq!(next_after(&form(), 0, all), step("b"));
        assert_eq!(next_after(&form(), 0, without_b), step("c"));
        assert_eq!(next_after(&form(), 2, all), NextStep::Overzicht);
        assert_eq!(first_open(&form(), &inzending(&["a", "c"]), all), step("b"));
        assert_eq!(first_open(&form(), &inzending(&["a", "c"]), without_b), NextStep::Overzicht);
    }
}
