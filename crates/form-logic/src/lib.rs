//! Forms of Open Formulieren (Form.io components and JsonLogic rules) as functions over values.
//!
//! [`parse`] reads an export into a [`Form`] and tells everything that is wrong with it. [`evaluate`] decides what a person sees
//! on a step, [`decode`] reads what the person posted and [`validate`] judges it. An [`Outcome`] is the whole submission: it judges,
//! shows it back and gives it to the case. The same form, data and [`Context`] always give the same answer.
//!
//! This crate knows no database, no HTTP and no clock; it fetches nothing (prefill comes in through the context) and holds no
//! texts for people except those of the form itself, names of months and parts of an address, and the reasons of findings. Error
//! texts are the caller's. Start reading at [`evaluate`], then at [`Component`].

mod component;
mod context;
pub mod data;
mod date_limits;
mod decode;
mod evaluate;
mod export;
mod field;
mod finding;
mod form;
mod format;
mod html;
pub mod json_logic;
mod live;
mod order;
mod overview;
mod pattern;
mod rule;
mod template;
mod validate;

pub use component::{
    AddressPart, ChoiceOption, Column, Component, Conditional, DateLimit, DateWidget, FileRules, Kind, NumberRules,
    OptionSource, TimeRules, Validation,
};
pub use context::{AuthContext, Context, IdentifierRole, PrefillKey};
pub use decode::decode;
pub use evaluate::{Evaluation, LogicProblem, StepState, evaluate};
pub use export::{Export, Parsed, parse};
pub use field::{Field, FieldOption, FileValue};
pub use finding::{Finding, Severity};
pub use form::{
    AuthBackend, DataType, Form, Literals, RegistrationBackend, Statement, Step, SubmissionAllowed, Translations,
    Variable,
};
pub use live::can_show;
pub use overview::{Mode, Outcome, SummaryRow, SummaryStep};
pub use pattern::{Pattern, PatternError};
pub use rule::{Action, Property, Rule};
pub use template::{TemplateError, check as check_template, render_html, render_text};
pub use validate::{FieldError, Strictness, validate};

/// A JSON object: the data of a submission by component key; a dot in a key is a level (`a.b` is `{"a":{"b":…}}`).
pub type Map = serde_json::Map<String, serde_json::Value>;
