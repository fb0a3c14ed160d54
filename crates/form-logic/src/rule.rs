//! A rule of the designer and what it can do.

use crate::json_logic::Logic;

/// A rule: when its trigger is true, its actions happen in order.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The uuid in the export.
    pub id: String,
    /// The designer's description; empty when there is none.
    pub description: String,
    /// When the actions happen.
    pub trigger: Logic,
    /// What happens.
    pub actions: Vec<Action>,
    /// The steps on which the rule runs.
    pub steps: Vec<usize>,
    /// The step before which the rule does not run (forms from before 4.0).
    pub from_step: Option<usize>,
}

/// What a rule does.
#[derive(Debug, Clone)]
pub enum Action {
    /// Sets a property of a component.
    Property {
        /// The component.
        component: String,
        /// Which property.
        property: Property,
        /// The new state.
        state: bool,
    },
    /// Gives a variable or a field a value.
    Variable {
        /// The variable or component.
        key: String,
        /// The value; undefined changes nothing.
        value: Logic,
    },
    /// Blocks sending a step.
    DisableNext {
        /// The step.
        step: usize,
    },
    /// Makes a step apply or not apply.
    Applicable {
        /// The step.
        step: usize,
        /// Whether it applies.
        applicable: bool,
    },
    /// Chooses where the answers go.
    RegistrationBackend {
        /// The key of the backend.
        key: String,
    },
}

/// A property of a component that a rule can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// Whether the component is hidden.
    Hidden,
    /// Whether an answer is required.
    Required,
    /// Whether the answer can't be changed.
    Disabled,
}
