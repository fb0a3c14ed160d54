//! In which order rules run, and on which steps: what one rule changes, a later one may read.

use crate::finding::Findings;
use crate::form::Form;
use crate::rule::{Action, Property, Rule};

/// Decides on which steps each rule runs and puts the rules in order; a cycle is a finding and keeps the designer's order.
pub(crate) fn arrange(form: &mut Form, findings: &mut Findings) {
    let rules = std::mem::take(&mut form.rules);
    let links: Vec<Links> = rules.iter().map(|rule| Links::of(rule, form)).collect();
    let edges: Vec<Vec<bool>> = links.iter().map(|from| links.iter().map(|to| from.feeds(to)).collect()).collect();

    let mut steps: Vec<Option<Vec<usize>>> =
        rules.iter().zip(&links).map(|(rule, links)| own_steps(rule, links, form)).collect();
    // A rule that no step asks for runs where the rules run that it depends on; a chain takes as many turns as it is long.
    for _ in 0..rules.len() {
        for index in 0..rules.len() {
            if steps[index].is_none() {
                let before = (0..rules.len()).filter(|from| edges[*from][index]);
                let mut found: Vec<usize> = before.filter_map(|from| steps[from].clone()).flatten().collect();
                found.sort_unstable();
                found.dedup();
                steps[index] = (!found.is_empty()).then_some(found);
            }
        }
    }
    let steps: Vec<Vec<usize>> = steps.into_iter().map(|steps| steps.unwrap_or_else(|| vec![0])).collect();

    let mut open: Vec<usize> = (0..rules.len()).collect();
    let mut ordered = Vec::with_capacity(rules.len());
    while !open.is_empty() {
        let is_free = |index: &&usize| !open.iter().any(|from| from != *index && edges[*from][**index]);
        let next = open.iter().filter(is_free).min_by_key(|index| (steps[**index].first().copied(), **index)).copied();
        let next = next.unwrap_or_else(|| {
            // A cycle of several rules: everything that is left waits for something that is left.
            let first = open[0];
            let keys: Vec<String> = open.iter().flat_map(|index| links[*index].outputs.iter().cloned()).collect();
            report(&keys, &rules[first], first, findings);
            first
        });
        if edges[next][next] {
            let own = &links[next];
            let keys: Vec<String> = own
                .outputs
                .iter()
                .filter(|output| own.inputs.iter().any(|input| overlaps(output, input)))
                .cloned()
                .collect();
            report(&keys, &rules[next], next, findings);
        }
        open.retain(|index| *index != next);
        ordered.push(next);
    }

    let mut rules: Vec<Option<Rule>> =
        rules.into_iter().zip(steps).map(|(rule, steps)| Some(Rule { steps, ..rule })).collect();
    form.rules = ordered.into_iter().filter_map(|index| rules[index].take()).collect();
}

fn report(keys: &[String], rule: &Rule, index: usize, findings: &mut Findings) {
    let place =
        format!("formLogic.json/{}", if rule.id.is_empty() { (index + 1).to_string() } else { rule.id.clone() });
    let mut keys = keys.to_vec();
    keys.sort();
    keys.dedup();
    let message = format!("De regels wachten op elkaar: wat ze wijzigen, lezen ze ook ({}).", keys.join(", "));
    findings.block("rule_cycle", &place, message);
}

/// What a rule reads and what it changes.
struct Links {
    inputs: Vec<String>,
    outputs: Vec<String>,
}

impl Links {
    fn of(rule: &Rule, form: &Form) -> Self {
        let mut inputs = rule.trigger.variables();
        let mut outputs = Vec::new();
        for action in &rule.actions {
            match action {
                // Required and disabled change no data, so no rule depends on them.
                Action::Property { component, property: Property::Hidden, .. } => {
                    let below = form.find_component(component).map(crate::export::with_children).unwrap_or_default();
                    outputs.extend(below.into_iter().filter(|component| component.holds_data()).map(|c| c.key.clone()));
                }
                Action::Variable { key, value } => {
                    inputs.extend(value.variables());
                    outputs.push(key.clone());
                }
                Action::Applicable { step, .. } => {
                    let components = form.steps.get(*step).map(|step| step.all_components()).unwrap_or_default();
                    outputs.extend(
                        components.into_iter().filter(|component| component.holds_data()).map(|c| c.key.clone()),
                    );
                }
                Action::Property { .. } | Action::DisableNext { .. } | Action::RegistrationBackend { .. } => {}
            }
        }
        Self { inputs, outputs }
    }

    fn feeds(&self, other: &Self) -> bool {
        self.outputs.iter().any(|output| other.inputs.iter().any(|input| overlaps(output, input)))
    }
}

/// Whether one path is the other or lies below it.
fn overlaps(a: &str, b: &str) -> bool {
    let is_below = |path: &str, parent: &str| {
        path.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    is_below(a, b) || is_below(b, a)
}

/// The steps that a rule's own targets and inputs ask for; `None` when there are none.
fn own_steps(rule: &Rule, links: &Links, form: &Form) -> Option<Vec<usize>> {
    let mut steps = Vec::new();
    for action in &rule.actions {
        match action {
            Action::Property { component, .. } => steps.extend(form.step_of(component)),
            Action::Variable { key, .. } => match form.step_of(key) {
                Some(step) => steps.push(step),
                None => steps.extend(input_steps(links, form)),
            },
            Action::DisableNext { step } => steps.push(*step),
            Action::Applicable { .. } => steps.extend(0..form.steps.len()),
            Action::RegistrationBackend { .. } => steps.extend(input_steps(links, form)),
        }
    }
    steps.sort_unstable();
    steps.dedup();
    (!steps.is_empty()).then_some(steps)
}

fn input_steps<'a>(links: &'a Links, form: &'a Form) -> impl Iterator<Item = usize> + 'a {
    links.inputs.iter().filter_map(|path| {
        let above = path.match_indices('.').map(|(at, _)| &path[..at]);
        above.chain([path.as_str()]).find_map(|key| form.step_of(key))
    })
}
