//! A form as it was designed: immutable, shared between all submissions.

use std::collections::HashMap;

use serde_json::Value;

use crate::component::Component;
use crate::context::PrefillKey;
use crate::rule::Rule;

/// A form, ready to evaluate.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The uuid in the export.
    pub id: String,
    /// The last part of the public address.
    pub slug: String,
    /// The name in the base language; see [`Form::name_in`].
    pub name: String,
    /// HTML of the page before the start page, or empty; a template.
    pub introduction: String,
    /// HTML on the start page, or empty; a template.
    pub explanation: String,
    /// HTML of the confirmation page, or empty for the general text; a template.
    pub confirmation: String,
    /// Whether the form can be sent.
    pub submission_allowed: SubmissionAllowed,
    /// Whether a person may save and come back later.
    pub suspension_allowed: bool,
    /// Whether the list of steps is shown.
    pub show_progress: bool,
    /// Whether "Stap 2 van 4" is shown.
    pub show_summary_progress: bool,
    /// Whether the person must agree with the privacy statement.
    pub ask_privacy_consent: Statement,
    /// Whether the person must declare to tell the truth.
    pub ask_statement_of_truth: Statement,
    /// Whether a confirmation is mailed.
    pub send_confirmation_email: bool,
    /// Subject of the confirmation mail, or empty for the general text; a template.
    pub confirmation_email_subject: String,
    /// Content of the confirmation mail, or empty for the general text; a template.
    pub confirmation_email_content: String,
    /// Whether a step asks for a login.
    pub login_required: bool,
    /// The chosen means of login.
    pub auth_backends: Vec<AuthBackend>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The rules, in the order in which they run.
    pub rules: Vec<Rule>,
    /// The user-defined variables.
    pub variables: Vec<Variable>,
    /// The form's own button texts.
    pub literals: Literals,
    /// Where the answers go; the first is the default.
    pub registration_backends: Vec<RegistrationBackend>,
    /// The variable that holds the price, if the form sets one.
    pub price_variable_key: Option<String>,
    /// Texts of the form in other languages.
    pub translations: Translations,
    /// The type of every variable with a type of its own (dates), by key.
    pub(crate) types: HashMap<String, DataType>,
    /// Where each component is: its step, then the path of child positions.
    pub(crate) positions: HashMap<String, (usize, Vec<usize>)>,
}

impl Form {
    /// Returns the name in this language.
    pub fn name_in<'a>(&'a self, language: &str) -> &'a str {
        self.translations.text(language, "name", &self.name)
    }

    /// Returns the introduction in this language: HTML, a template.
    pub fn introduction_in<'a>(&'a self, language: &str) -> &'a str {
        self.translations.text(language, "introduction_page_content", &self.introduction)
    }

    /// Returns the explanation in this language: HTML, a template.
    pub fn explanation_in<'a>(&'a self, language: &str) -> &'a str {
        self.translations.text(language, "explanation_template", &self.explanation)
    }

    /// Returns the text of the confirmation page in this language: HTML, a template.
    pub fn confirmation_in<'a>(&'a self, language: &str) -> &'a str {
        self.translations.text(language, "submission_confirmation_template", &self.confirmation)
    }

    /// Returns the position of the step with this slug.
    pub fn find_step(&self, slug: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.slug == slug)
    }

    /// Returns the component with this key.
    pub fn find_component(&self, key: &str) -> Option<&Component> {
        let (step, path) = self.positions.get(key)?;
        let mut components = &self.steps.get(*step)?.components;
        let (last, parents) = path.split_last()?;
        for index in parents {
            components = &components.get(*index)?.children;
        }
        components.get(*last)
    }

    /// Returns the position of the step that holds the component with this key.
    pub fn step_of(&self, key: &str) -> Option<usize> {
        self.positions.get(key).map(|(step, _)| *step)
    }

    /// Returns the facts to fetch before the first evaluation, each once.
    pub fn prefill_keys(&self) -> Vec<PrefillKey> {
        let of_components =
            self.steps.iter().flat_map(|step| step.all_components()).filter_map(|component| component.prefill.clone());
        let mut keys: Vec<_> = of_components.chain(self.variables.iter().filter_map(|v| v.prefill.clone())).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

/// A step of the form.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// The uuid in the export; rules refer to it.
    pub id: String,
    /// The last part of its address.
    pub slug: String,
    /// The title in the base language; see [`Step::title_in`].
    pub title: String,
    /// Whether the step applies when no rule says otherwise.
    pub is_applicable: bool,
    /// Whether the step asks for a login.
    pub login_required: bool,
    /// The components as a tree, in the order of the page.
    pub components: Vec<Component>,
    /// The step's own button texts; empty falls back to the general text.
    pub literals: Literals,
    /// The title in other languages, under `name`.
    pub translations: Translations,
    /// Whether an answer on this step can change what the step shows: another question, a text, a value.
    pub is_live: bool,
}

impl Step {
    /// Returns the title in this language.
    pub fn title_in<'a>(&'a self, language: &str) -> &'a str {
        self.translations.text(language, "name", &self.title)
    }

    /// Returns all components of the step, parents before their children.
    pub fn all_components(&self) -> Vec<&Component> {
        let mut found = Vec::new();
        collect(&self.components, &mut found);
        found
    }
}

/// Collects the components of a tree, parents before their children.
pub(crate) fn collect<'a>(components: &'a [Component], found: &mut Vec<&'a Component>) {
    for component in components {
        found.push(component);
        collect(&component.children, found);
    }
}

/// Whether a form can be sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SubmissionAllowed {
    /// The ordinary form.
    #[default]
    Yes,
    /// A decision tree that ends with an overview of the answers.
    NoWithOverview,
    /// A decision tree that ends with the last step.
    NoWithoutOverview,
}

/// Whether a form asks for a statement before sending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Statement {
    /// As set for all forms.
    #[default]
    GlobalSetting,
    /// Always.
    Required,
    /// Never.
    Disabled,
}

/// Button texts; an empty text falls back to the general one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Literals {
    /// Start of the form.
    pub begin: String,
    /// Back to the previous step.
    pub previous: String,
    /// Change an answer, on the overview.
    pub change: String,
    /// Send.
    pub confirm: String,
    /// Save and come back later (of a step).
    pub save: String,
    /// On to the next step (of a step).
    pub next: String,
}

/// A place where answers go.
#[derive(Debug, Clone, PartialEq)]
pub struct RegistrationBackend {
    /// The key that rules choose it by.
    pub key: String,
    /// The name for staff.
    pub name: String,
    /// The plugin, such as `zgw-create-zaak`.
    pub backend: String,
    /// The plugin's options, as exported.
    pub options: Value,
}

/// A means of login that the form offers.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthBackend {
    /// The plugin, such as `digid`.
    pub backend: String,
    /// The plugin's options, as exported.
    pub options: Value,
}

/// A variable that the designer made.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// The key in data, logic and templates.
    pub key: String,
    /// The name for staff.
    pub name: String,
    /// The type of its value.
    pub data_type: DataType,
    /// The value before logic touches it.
    pub initial_value: Value,
    /// Whether retention blanks it.
    pub is_sensitive: bool,
    /// The fact that fills it at the start.
    pub prefill: Option<PrefillKey>,
}

/// The type of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataType {
    /// Text.
    String,
    /// Yes or no.
    Boolean,
    /// An object.
    Object,
    /// A list.
    Array,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// A moment.
    DateTime,
    /// A day.
    Date,
    /// A time of the day.
    Time,
}

impl DataType {
    /// Returns the value of a variable of this type that nobody has filled.
    pub fn empty_value(self) -> Value {
        match self {
            Self::String | Self::DateTime | Self::Date | Self::Time => Value::from(""),
            Self::Boolean => Value::from(false),
            Self::Object => Value::Object(crate::Map::new()),
            Self::Array => Value::Array(Vec::new()),
            Self::Int | Self::Float => Value::Null,
        }
    }
}

/// Texts in other languages, by language and property.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translations(pub(crate) HashMap<String, HashMap<String, String>>);

impl Translations {
    /// Returns the text of a property in a language, or `base` when there is none.
    pub fn text<'a>(&'a self, language: &str, property: &str, base: &'a str) -> &'a str {
        let text = self.0.get(language).and_then(|texts| texts.get(property));
        text.map(String::as_str).filter(|text| !text.is_empty()).unwrap_or(base)
    }
}
