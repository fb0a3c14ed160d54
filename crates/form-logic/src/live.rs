//! Whether an answer can change the step that it is on, so that a page need not ask after each answer of a plain form.

use std::collections::HashSet;

use crate::component::{Component, DateLimit, Kind, OptionSource};
use crate::form::{Form, collect};
use crate::json_logic::Logic;
use crate::rule::{Action, Rule};

/// Notes for each step whether it changes by its own answers. When in doubt it does: asking in vain costs little.
pub(crate) fn mark(form: &mut Form) {
    let live: Vec<bool> = (0..form.steps.len()).map(|step| is_live(form, step)).collect();
    for (step, is_live) in form.steps.iter_mut().zip(live) {
        step.is_live = is_live;
    }
}

fn is_live(form: &Form, step: usize) -> bool {
    let components = form.steps[step].all_components();
    let rules: Vec<&Rule> = form.rules.iter().filter(|rule| rule.steps.contains(&step)).collect();
    let moving = moving(&components, &rules);
    components.iter().any(|component| changes(component, &moving))
        || rules
            .iter()
            .any(|rule| reads(rule, &moving) && rule.actions.iter().any(|action| is_seen(action, form, step)))
}

/// Returns whether one of these answers of a step can make its page show the question `key`, or hide it.
pub fn can_show(form: &Form, step: usize, key: &str, answers: &[&Component]) -> bool {
    let rules: Vec<&Rule> = form.rules.iter().filter(|rule| rule.steps.contains(&step)).collect();
    let moving = moving(answers, &rules);
    let holds = |component: &Component| {
        let mut below = Vec::new();
        collect(&component.children, &mut below);
        component.key == key || below.iter().any(|child| child.key == key)
    };
    let mut own = form.steps[step].all_components();
    own.retain(|component| holds(component));
    let is_own = |action: &Action| match action {
        Action::Property { component, .. } => own.iter().any(|one| one.key == *component),
        _ => false,
    };
    own.iter().filter_map(|component| component.conditional.as_ref()).any(|when| is_of(&when.when, &moving))
        || rules.iter().any(|rule| reads(rule, &moving) && rule.actions.iter().any(is_own))
}

/// The variables that change with these answers: these themselves, and what rules make of them.
fn moving<'a>(components: &[&'a Component], rules: &[&'a Rule]) -> HashSet<&'a str> {
    let answers = components.iter().filter(|component| component.holds_data());
    let mut moving: HashSet<&str> = answers.map(|component| component.key.as_str()).collect();
    // A chain of rules takes as many turns as it is long.
    for _ in rules {
        let before = moving.len();
        for rule in rules.iter().filter(|rule| reads(rule, &moving)).collect::<Vec<_>>() {
            moving.extend(rule.actions.iter().filter_map(|action| match action {
                Action::Variable { key, .. } => Some(key.as_str()),
                _ => None,
            }));
        }
        if moving.len() == before {
            break;
        }
    }
    moving
}

/// Whether the expression reads one of these, or a part of one.
fn asks(logic: &Logic, moving: &HashSet<&str>) -> bool {
    // The empty path is everything.
    logic.variables().iter().any(|path| path.is_empty() || is_of(path, moving))
}

fn is_of(path: &str, moving: &HashSet<&str>) -> bool {
    let above = path.match_indices('.').map(|(at, _)| &path[..at]);
    above.chain([path]).any(|key| moving.contains(key))
}

fn reads(rule: &Rule, moving: &HashSet<&str>) -> bool {
    let values = rule.actions.iter().filter_map(|action| match action {
        Action::Variable { value, .. } => Some(value),
        _ => None,
    });
    [&rule.trigger].into_iter().chain(values).any(|logic| asks(logic, moving))
}

/// Whether the page of this step shows what the action does. A value of another step or of the form's own counts through what reads it.
fn is_seen(action: &Action, form: &Form, step: usize) -> bool {
    match action {
        Action::Property { component, .. } => form.step_of(component) == Some(step),
        Action::Variable { key, .. } => form.step_of(key) == Some(step),
        // The list of steps is on every page.
        Action::Applicable { .. } => true,
        Action::DisableNext { .. } | Action::RegistrationBackend { .. } => false,
    }
}

/// Whether the component looks otherwise when one of these changes.
fn changes(component: &Component, moving: &HashSet<&str>) -> bool {
    let is_conditional =
        component.conditional.as_ref().is_some_and(|condition| moving.contains(condition.when.as_str()));
    let has_moving_options = component.option_source().is_some_and(|source| match source {
        OptionSource::Manual(_) => false,
        OptionSource::Expression(logic) => asks(logic, moving),
    });
    let has_moving_limit = match &component.kind {
        Kind::Date { min, max, .. } => [min, max].into_iter().any(|limit| match limit {
            DateLimit::Relative { variable, .. } => moving.contains(variable.as_str()),
            DateLimit::None | DateLimit::Fixed(_) | DateLimit::Today { .. } => false,
        }),
        Kind::SoftRequiredErrors { .. } => true,
        _ => false,
    };
    is_conditional || has_moving_options || has_moving_limit || texts(component).any(|text| names(text, moving))
}

/// The texts that may be templates.
fn texts(component: &Component) -> impl Iterator<Item = &str> {
    let html = match &component.kind {
        Kind::Content { html, .. } | Kind::SoftRequiredErrors { html } => html.as_str(),
        _ => "",
    };
    [&*component.label, &*component.description, &*component.tooltip, &*component.placeholder, html].into_iter()
}

/// Whether a template may show one of these; other languages show what the Dutch text shows.
fn names(text: &str, moving: &HashSet<&str>) -> bool {
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')));
    (text.contains("{{") || text.contains("{%")) && words.any(|word| is_of(word, moving))
}
