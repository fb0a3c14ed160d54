//! Reading rules.

use serde_json::Value;

use super::json;
use crate::finding::Findings;
use crate::form::Form;
use crate::json_logic;
use crate::rule::{Action, Property, Rule};

pub(super) fn rules(values: &[Value], form: &Form, findings: &mut Findings) -> Vec<Rule> {
    let mut ordered: Vec<&Value> = values.iter().collect();
    ordered.sort_by_key(|rule| rule.get("order").and_then(Value::as_i64).unwrap_or(0));
    ordered.into_iter().enumerate().filter_map(|(index, value)| rule(value, index, form, findings)).collect()
}

fn rule(value: &Value, index: usize, form: &Form, findings: &mut Findings) -> Option<Rule> {
    let place = format!("formLogic.json/{}", index + 1);
    let trigger = match json_logic::parse(json::member(value, "json_logic_trigger")) {
        Ok(trigger) => trigger,
        Err(error) => {
            findings.block("invalid_logic", &place, format!("De voorwaarde kan niet worden gebruikt: {error}."));
            return None;
        }
    };
    let from_step = step_position(form, json::last_segment(json::text(value, "trigger_from_step")));
    let read = Reader { form, place: &place, inputs: trigger.variables(), from_step };
    let actions = json::list(value, "actions").iter().flat_map(|action| read.actions(action, findings)).collect();
    Some(Rule {
        id: json::id(value).unwrap_or_default().to_owned(),
        description: json::owned(value, "description"),
        trigger,
        actions,
        steps: Vec::new(),
        from_step,
    })
}

fn step_position(form: &Form, id: &str) -> Option<usize> {
    form.steps.iter().position(|step| !id.is_empty() && step.id == id)
}

/// Reads the actions of one rule.
struct Reader<'a> {
    form: &'a Form,
    place: &'a str,
    /// The variables of the trigger.
    inputs: Vec<String>,
    from_step: Option<usize>,
}

impl Reader<'_> {
    /// One exported action can be several: an old `disable-next` names no step.
    fn actions(&self, value: &Value, findings: &mut Findings) -> Vec<Action> {
        let action = json::member(value, "action");
        let read = match json::text(action, "type") {
            "property" => self.property(value, action, findings),
            "variable" => self.variable(value, action, findings),
            "disable-next" => return self.disable_next(value, findings),
            "step-applicable" => self.step(value, findings).map(|step| Action::Applicable { step, applicable: true }),
            "step-not-applicable" => {
                self.step(value, findings).map(|step| Action::Applicable { step, applicable: false })
            }
            "set-registration-backend" => self.backend(action, findings),
            other => {
                findings.block(
                    "unsupported_action",
                    self.place,
                    format!("De actie '{other}' wordt nog niet ondersteund."),
                );
                None
            }
        };
        read.into_iter().collect()
    }

    fn property(&self, value: &Value, action: &Value, findings: &mut Findings) -> Option<Action> {
        let key = json::text(value, "component");
        let Some(component) = self.form.find_component(key) else {
            findings.block(
                "unknown_component",
                self.place,
                format!("De regel verwijst naar het onbekende veld '{key}'."),
            );
            return None;
        };
        let property = match json::text(json::member(action, "property"), "value") {
            "hidden" => Property::Hidden,
            "validate.required" => Property::Required,
            "disabled" if !component.is_layout() => Property::Disabled,
            other => {
                let message = format!("De eigenschap '{other}' van '{key}' kan niet door een regel worden gezet.");
                findings.block("unsupported_property", self.place, message);
                return None;
            }
        };
        let Value::Bool(state) = json::member(action, "state") else {
            findings.block(
                "unsupported_property",
                self.place,
                format!("De nieuwe stand van '{key}' is geen ja of nee."),
            );
            return None;
        };
        Some(Action::Property { component: key.to_owned(), property, state: *state })
    }

    fn variable(&self, value: &Value, action: &Value, findings: &mut Findings) -> Option<Action> {
        let key = json::text(value, "variable");
        let is_known = self.form.find_component(key).is_some_and(|component| component.holds_data())
            || self.form.variables.iter().any(|variable| variable.key == key);
        if !is_known {
            findings.block("unknown_variable", self.place, format!("De regel vult de onbekende variabele '{key}'."));
            return None;
        }
        match json_logic::parse(json::member(action, "value")) {
            Ok(logic) => Some(Action::Variable { key: key.to_owned(), value: logic }),
            Err(error) => {
                let message = format!("De waarde voor '{key}' kan niet worden berekend: {error}.");
                findings.block("invalid_logic", self.place, message);
                None
            }
        }
    }

    fn backend(&self, action: &Value, findings: &mut Findings) -> Option<Action> {
        let key = json::text(action, "value");
        if self.form.registration_backends.iter().all(|backend| backend.key != key) {
            let message = format!("De registratie '{key}' bestaat niet; dan geldt de eerste.");
            findings.warn("unknown_registration_backend", self.place, message);
        }
        Some(Action::RegistrationBackend { key: key.to_owned() })
    }

    fn step(&self, value: &Value, findings: &mut Findings) -> Option<usize> {
        let id = match json::text(value, "form_step_uuid") {
            "" => json::last_segment(json::text(value, "form_step")),
            id => id,
        };
        let step = step_position(self.form, id);
        if step.is_none() {
            findings.block("unknown_step", self.place, "De regel verwijst naar een onbekende stap.");
        }
        step
    }

    /// Without a step it is about the steps that hold what the trigger reads, or all steps from the one where the rule starts.
    fn disable_next(&self, value: &Value, findings: &mut Findings) -> Vec<Action> {
        let names_step = ["form_step_uuid", "form_step"].iter().any(|key| !json::text(value, key).is_empty());
        let mut steps: Vec<usize> = match (names_step, self.from_step) {
            (true, _) => self.step(value, findings).into_iter().collect(),
            (false, Some(from)) => (from..self.form.steps.len()).collect(),
            (false, None) => self.inputs.iter().filter_map(|key| self.form.step_of(key)).collect(),
        };
        let is_prefilled =
            |key: &String| self.form.find_component(key).is_some_and(|component| component.prefill.is_some());
        // A prefilled input is known from the start, so the rule counts there too.
        if !names_step && self.from_step.is_none() && (steps.is_empty() || self.inputs.iter().any(is_prefilled)) {
            steps.push(0);
        }
        steps.sort_unstable();
        steps.dedup();
        steps.into_iter().map(|step| Action::DisableNext { step }).collect()
    }
}
