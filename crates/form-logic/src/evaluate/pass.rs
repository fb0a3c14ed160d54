//! Values and visibility: the first four steps of an evaluation.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{LogicProblem, clear_step, data_components, locked_value};
use crate::component::{Component, Kind, choice};
use crate::context::{Context, minute, static_variables};
use crate::form::{DataType, Form};
use crate::json_logic::{Logic, LogicValue, Scope, parse_datetime};
use crate::rule::{Action, Property, Rule};
use crate::{Map, data, template};

/// How often conditions may change each other.
const CONDITION_ROUNDS_MAX: usize = 50;
/// How often the rules run again because a condition followed from what they did.
const RULE_ROUNDS_MAX: usize = 10;

/// What rules set, other than values.
#[derive(Debug, Default)]
pub(super) struct Effects<'a> {
    pub(super) hidden: HashMap<&'a str, bool>,
    pub(super) required: HashMap<&'a str, bool>,
    pub(super) disabled: HashMap<&'a str, bool>,
    pub(super) applicable: HashMap<usize, bool>,
    /// The description of the rule that blocks the step.
    pub(super) blocked: Option<String>,
    pub(super) backend: Option<String>,
}

/// One evaluation in progress.
pub(super) struct Pass<'a> {
    pub(super) form: &'a Form,
    pub(super) step: usize,
    pub(super) ctx: &'a Context,
    saved: &'a Map,
    input: Option<&'a Map>,
    /// Prefilled fields that the input can't change.
    locked: &'a HashSet<String>,
    /// All variables, static ones included.
    pub(super) values: Map,
    pub(super) shown: HashMap<&'a str, bool>,
    pub(super) effects: Effects<'a>,
    pub(super) problems: Vec<LogicProblem>,
}

impl<'a> Pass<'a> {
    /// Steps 1 and 2: the base data and the input over it.
    pub(super) fn new(
        form: &'a Form,
        step: usize,
        saved: &'a Map,
        input: Option<&'a Map>,
        ctx: &'a Context,
        locked: &'a HashSet<String>,
    ) -> Self {
        let mut values = saved.clone();
        for variable in &form.variables {
            if data::get(&values, &variable.key).is_none() {
                let fact = variable.prefill.as_ref().and_then(|key| ctx.prefill.get(key));
                data::set(&mut values, &variable.key, fact.unwrap_or(&variable.initial_value).clone());
            }
        }
        values.extend(static_variables(form, ctx));
        let mut pass = Self {
            form,
            step,
            ctx,
            saved,
            input,
            locked,
            values,
            shown: HashMap::new(),
            effects: Effects::default(),
            problems: Vec::new(),
        };
        for component in data_components(form, step) {
            pass.start_value(component);
        }
        pass
    }

    fn start_value(&mut self, component: &Component) {
        let key = component.key.as_str();
        if data::get(&self.values, key).is_none() {
            let initial = self.initial_value(component);
            data::set(&mut self.values, key, initial);
        }
        let Some(input) = self.input else { return };
        if self.locked.contains(key) {
            return;
        }
        match data::get(input, key) {
            Some(value) => data::set(&mut self.values, key, value.clone()),
            // A field that the page did not show was hidden. A browser does not post a disabled field either; that one keeps
            // its value, as does one whose value outlives hiding.
            None if component.clear_on_hide && !component.disabled => {
                data::remove(&mut self.values, key);
            }
            None => {}
        }
    }

    /// The value before the person answers: the prefilled fact, else the default, which may be a template.
    fn initial_value(&self, component: &Component) -> Value {
        if let Some(fact) = locked_value(component, self.ctx) {
            return fact;
        }
        match &component.default_value {
            Value::String(source) if source.contains("{{") || source.contains("{%") => {
                Value::String(template::render_text(source, &self.values, &self.ctx.language))
            }
            value => value.clone(),
        }
    }

    /// The value of a field that becomes visible: the person's input, else the saved value, else the initial one.
    fn restored_value(&self, component: &Component) -> Value {
        let key = component.key.as_str();
        let input = self.input.filter(|_| !self.locked.contains(key)).and_then(|input| data::get(input, key));
        let known = input.or_else(|| data::get(self.saved, key)).cloned();
        known.unwrap_or_else(|| self.initial_value(component))
    }

    /// Steps 3 and 4, again until the data stays the same: without a browser nobody else asks a second time.
    pub(super) fn run(&mut self) {
        for _ in 0..RULE_ROUNDS_MAX {
            let before = self.values.clone();
            self.effects = Effects::default();
            self.problems.clear();
            self.show_and_hide();
            self.run_rules();
            if self.values == before {
                return;
            }
        }
        self.problem("formLogic.json", &"the rules and conditions keep changing each other");
    }

    /// Step 3: conditions, until nothing changes.
    fn show_and_hide(&mut self) {
        let form = self.form;
        let Some(step) = form.steps.get(self.step) else { return };
        for _ in 0..CONDITION_ROUNDS_MAX {
            if !self.visit(&step.components, true) {
                return;
            }
        }
        self.problem(&step.slug, &"the conditions keep changing each other");
    }

    /// Decides on visibility from top to bottom; returns whether it changed data.
    fn visit(&mut self, components: &'a [Component], is_parent_shown: bool) -> bool {
        let mut has_changed = false;
        for component in components {
            let key = component.key.as_str();
            let is_shown = is_parent_shown
                && match &component.conditional {
                    Some(conditional) => conditional.shows(&self.values),
                    None => !self.effects.hidden.get(key).copied().unwrap_or(component.hidden),
                };
            // A column has no key and no condition of its own: it is there when its columns are.
            if !key.is_empty() {
                self.shown.insert(key, is_shown);
            }
            if component.holds_data() {
                let is_present = data::get(&self.values, key).is_some();
                if is_shown && !is_present {
                    let value = self.restored_value(component);
                    data::set(&mut self.values, key, value);
                    has_changed = true;
                } else if !is_shown && is_present && component.clear_on_hide {
                    data::remove(&mut self.values, key);
                    has_changed = true;
                }
                if is_shown {
                    has_changed |= self.fit_boxes(component);
                }
            }
            has_changed |= self.visit(&component.children, is_shown);
        }
        has_changed
    }

    /// Gives a list of ticks exactly the options that there are now, so that no condition or rule sees a tick without an
    /// option; returns whether it changed data. Options that can't be made are told of with the field.
    fn fit_boxes(&mut self, component: &Component) -> bool {
        let Kind::Selectboxes { options, .. } = &component.kind else { return false };
        let Ok(options) = choice::resolve(options, &self.scope(), &self.ctx.language) else { return false };
        let Some(value) = data::get(&self.values, &component.key) else { return false };
        let fitting = choice::fit_boxes(value, &options);
        let has_changed = fitting != *value;
        if has_changed {
            data::set(&mut self.values, &component.key, fitting);
        }
        has_changed
    }

    /// Step 4: the rules of this step, in order.
    fn run_rules(&mut self) {
        let form = self.form;
        for rule in &form.rules {
            let is_early = rule.from_step.is_some_and(|from| self.step < from);
            if is_early || !rule.steps.contains(&self.step) {
                continue;
            }
            let holds = match self.evaluate(&rule.trigger) {
                Ok(value) => value.is_truthy(),
                Err(error) => {
                    self.problem(&rule.id, &error);
                    false
                }
            };
            if holds {
                rule.actions.iter().for_each(|action| self.act(rule, action));
                self.show_and_hide();
            }
        }
    }

    fn act(&mut self, rule: &'a Rule, action: &'a Action) {
        match action {
            Action::Property { component, property, state } => {
                let states = match property {
                    Property::Hidden => &mut self.effects.hidden,
                    Property::Required => &mut self.effects.required,
                    Property::Disabled => &mut self.effects.disabled,
                };
                states.insert(component, *state);
                if *property == Property::Hidden {
                    self.show_and_hide();
                }
            }
            Action::Variable { key, value } => match self.evaluate(value) {
                Ok(value) => self.assign(key, &value),
                Err(error) => self.problem(&rule.id, &error),
            },
            Action::DisableNext { step } if *step == self.step => {
                let reason = self.effects.blocked.take().filter(|reason| !reason.is_empty());
                self.effects.blocked = Some(reason.unwrap_or_else(|| rule.description.clone()));
            }
            Action::DisableNext { .. } => {}
            Action::Applicable { step, applicable } => {
                // The first step always applies: there must be one to start with.
                if *step > 0 {
                    self.effects.applicable.insert(*step, *applicable);
                }
                if !applicable && *step > 0 && *step != self.step {
                    clear_step(self.form, *step, &mut self.values);
                }
            }
            Action::RegistrationBackend { key } => self.effects.backend = Some(key.clone()),
        }
    }

    /// Undefined changes nothing. A date target takes the local day of a moment.
    fn assign(&mut self, key: &str, value: &LogicValue) {
        let Some(mut json) = value.to_json() else { return };
        if self.form.types.get(key) == Some(&DataType::Date) {
            let moment = match value {
                LogicValue::DateTime(moment) => Some(*moment),
                LogicValue::Text(text) => parse_datetime(text),
                _ => None,
            };
            if let Some(moment) = moment {
                json = Value::from(values::local_date(moment).to_string());
            }
        }
        data::set(&mut self.values, key, json);
    }

    /// Whether a step applies, by the rules or else by its design.
    pub(super) fn applies(&self, step: usize) -> bool {
        let designed = self.form.steps.get(step).is_some_and(|step| step.is_applicable);
        self.effects.applicable.get(&step).copied().unwrap_or(designed)
    }

    /// The data of steps that do not apply goes, that of the asked step too.
    pub(super) fn clear_steps(&mut self) {
        for step in 0..self.form.steps.len() {
            if !self.applies(step) {
                clear_step(self.form, step, &mut self.values);
            }
        }
    }

    fn evaluate(&self, logic: &Logic) -> Result<LogicValue, crate::json_logic::LogicError> {
        logic.evaluate(&self.scope())
    }

    pub(super) fn scope(&self) -> Scope<'_> {
        Scope { data: &self.values, types: &self.form.types, now: minute(self.ctx.now) }
    }

    pub(super) fn problem(&mut self, place: &str, message: &impl ToString) {
        self.problems.push(LogicProblem { place: place.to_owned(), message: message.to_string() });
    }
}
