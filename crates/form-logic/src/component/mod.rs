//! The components of a form. One file per type or group; all answer the same questions: what is the empty value, how is a post
//! read, how is the value shown, what is wrong with it.

pub(crate) mod address;
mod checkbox;
pub(crate) mod choice;
pub(crate) mod date;
mod definition;
pub(crate) mod file;
mod iban;
mod number;
mod text;
mod time;

use std::collections::HashMap;

use serde_json::Value;

pub(crate) use definition::Comparison;
pub use definition::{
    AddressPart, ChoiceOption, Column, Component, Conditional, DateLimit, DateWidget, FileRules, Kind, NumberRules,
    OptionSource, TimeRules, Validation,
};

use crate::data;
use crate::field::{Field, FieldOption, FileValue};
use crate::form::DataType;
use crate::validate::Checks;

/// What was posted.
pub(crate) struct Post<'a> {
    pub(crate) pairs: &'a [(String, String)],
    pub(crate) files: &'a HashMap<String, Vec<FileValue>>,
}

impl Post<'_> {
    pub(crate) fn all<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b str> {
        self.pairs.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn last<'b>(&'b self, name: &'b str) -> Option<&'b str> {
        self.all(name).last()
    }
}

impl Component {
    /// Returns whether the component holds an answer.
    pub fn holds_data(&self) -> bool {
        !self.is_layout() && !matches!(self.kind, Kind::Content { .. } | Kind::SoftRequiredErrors { .. })
    }

    /// Returns whether the component only groups others.
    pub fn is_layout(&self) -> bool {
        matches!(self.kind, Kind::Fieldset { .. } | Kind::Columns | Kind::Column(_))
    }

    /// Returns the component type as Form.io writes it.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::Textfield => "textfield",
            Kind::Textarea { .. } => "textarea",
            Kind::Email { .. } => "email",
            Kind::PhoneNumber => "phoneNumber",
            Kind::Bsn => "bsn",
            Kind::Iban => "iban",
            Kind::Licenseplate => "licenseplate",
            Kind::Postcode => "postcode",
            Kind::Number(_) => "number",
            Kind::Currency(_) => "currency",
            Kind::Checkbox => "checkbox",
            Kind::Selectboxes { .. } => "selectboxes",
            Kind::Radio(_) => "radio",
            Kind::Select(_) => "select",
            Kind::Date { .. } => "date",
            Kind::Time(_) => "time",
            Kind::File(_) => "file",
            Kind::AddressNl { .. } => "addressNL",
            Kind::Fieldset { .. } => "fieldset",
            Kind::Columns => "columns",
            Kind::Column(_) => "column",
            Kind::Content { .. } => "content",
            Kind::SoftRequiredErrors { .. } => "softRequiredErrors",
        }
    }

    /// Returns the type of the component's variable.
    pub fn data_type(&self) -> DataType {
        match self.kind {
            _ if self.multiple => DataType::Array,
            Kind::Checkbox => DataType::Boolean,
            Kind::Number(_) | Kind::Currency(_) => DataType::Float,
            Kind::Date { .. } => DataType::Date,
            Kind::Time(_) => DataType::Time,
            Kind::Selectboxes { .. } | Kind::AddressNl { .. } => DataType::Object,
            Kind::File(_) => DataType::Array,
            _ => DataType::String,
        }
    }

    /// Returns the value of a component that nobody has answered.
    pub fn empty_value(&self) -> Value {
        match &self.kind {
            _ if self.multiple => Value::Array(vec![]),
            Kind::AddressNl { .. } => address::empty_value(),
            Kind::Selectboxes { options: OptionSource::Manual(options), .. } => {
                Value::Object(options.iter().map(|option| (option.value.clone(), Value::Bool(false))).collect())
            }
            _ => self.data_type().empty_value(),
        }
    }

    /// Returns whether a value of this component is no answer.
    pub(crate) fn is_unanswered(&self, value: &Value) -> bool {
        match &self.kind {
            Kind::Checkbox => value != &Value::Bool(true),
            Kind::Selectboxes { .. } => choice::ticked(value).is_empty(),
            Kind::AddressNl { .. } => address::is_unanswered(value),
            _ => data::is_empty(value),
        }
    }

    /// Returns the options that the designer or an expression gives, if this is a choice.
    pub(crate) fn option_source(&self) -> Option<&OptionSource> {
        match &self.kind {
            Kind::Selectboxes { options, .. } | Kind::Radio(options) | Kind::Select(options) => Some(options),
            _ => None,
        }
    }

    /// Reads what was posted for this component. A text that is no value of the type stays as it is, so that the page can show it
    /// again beside the error.
    pub(crate) fn decode(&self, post: &Post<'_>) -> Value {
        match &self.kind {
            Kind::Checkbox => return checkbox::decode(&self.key, post),
            Kind::Selectboxes { options, .. } => return choice::decode_boxes(&self.key, options, post),
            Kind::File(_) => return file::decode(&self.key, post),
            Kind::AddressNl { .. } => return address::decode(&self.key, post),
            Kind::Date { .. } if !self.multiple => return date::decode(&self.key, post),
            _ => {}
        }
        if self.multiple {
            let given = post.all(&self.key).filter(|text| !text.trim().is_empty());
            return Value::Array(given.map(|text| self.decode_one(text)).collect());
        }
        self.decode_one(post.last(&self.key).unwrap_or_default())
    }

    fn decode_one(&self, text: &str) -> Value {
        match &self.kind {
            Kind::Number(_) | Kind::Currency(_) => number::decode(text),
            Kind::Date { .. } => Value::from(date::to_iso(text.trim())),
            _ => Value::from(text::tidy(&self.kind, text)),
        }
    }

    /// Turns a prefilled fact into a value of this component; `None` when it is no usable value.
    pub(crate) fn prefill_value(&self, fact: &Value) -> Option<Value> {
        let text = match fact {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let value = match &self.kind {
            Kind::Number(_) | Kind::Currency(_) => match fact {
                Value::Number(_) => fact.clone(),
                _ => number::decode(&text),
            },
            Kind::Date { .. } => Value::from(date::from_register(&text)?),
            _ => Value::from(text::tidy(&self.kind, &text)),
        };
        if data::is_empty(&value) {
            return None;
        }
        Some(if self.multiple { Value::Array(vec![value]) } else { value })
    }

    /// Puts the value into the field, and what only this type needs to be drawn.
    pub(crate) fn fill(&self, field: &mut Field, value: &Value, language: &str) {
        field.input_type = "text";
        match &self.kind {
            Kind::Number(rules) => number::fill(rules, false, field),
            Kind::Currency(rules) => number::fill(rules, true, field),
            Kind::Checkbox => field.checked = value == &Value::Bool(true),
            Kind::Selectboxes { .. } | Kind::Radio(_) | Kind::Select(_) => choice::fill(&self.kind, field, value),
            Kind::Date { widget, .. } => date::fill(*widget, field, value),
            Kind::Time(rules) => time::fill(rules, field),
            Kind::File(rules) => file::fill(rules, field, value),
            Kind::AddressNl { .. } => address::fill(self, field, value, language),
            _ => text::fill(&self.kind, field),
        }
        let input_text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            // Always the Dutch way, also on an English page: so a post is read back.
            Value::Number(number) => crate::format::number(number.as_f64().unwrap_or_default(), None, "nl"),
            _ => String::new(),
        };
        match value {
            Value::Array(list) if self.multiple && !matches!(self.kind, Kind::File(_)) => {
                field.values = list.iter().map(input_text).filter(|text| !text.is_empty()).collect();
            }
            value => field.value = input_text(value),
        }
        field.display = self.text(value, &field.options, language);
    }

    /// Returns the value as a reader expects it.
    pub(crate) fn text(&self, value: &Value, options: &[FieldOption], language: &str) -> String {
        if let (true, Value::Array(list)) = (self.multiple && !matches!(self.kind, Kind::File(_)), value) {
            let texts: Vec<_> = list.iter().map(|item| self.text_of_one(item, options, language)).collect();
            return texts.join(", ");
        }
        self.text_of_one(value, options, language)
    }

    fn text_of_one(&self, value: &Value, options: &[FieldOption], language: &str) -> String {
        match &self.kind {
            Kind::Number(rules) => number::text(rules, false, value, language),
            Kind::Currency(rules) => number::text(rules, true, value, language),
            Kind::Checkbox => crate::format::yes_no(value == &Value::Bool(true), language).to_owned(),
            Kind::Selectboxes { .. } => choice::text_of_boxes(value, options),
            Kind::Radio(_) | Kind::Select(_) => choice::text(value, options),
            Kind::Date { .. } => date::text(value, language),
            Kind::File(_) => {
                FileValue::list(Some(value)).iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ")
            }
            Kind::AddressNl { .. } => address::text(value),
            kind => text::text(kind, value),
        }
    }

    /// Judges the value of a visible field. `field` holds what logic decided: required, options, limits.
    pub(crate) fn check(&self, field: &Field, value: &Value, checks: &mut Checks<'_>) {
        match &self.kind {
            Kind::AddressNl { .. } => return address::check(self, field, value, checks),
            Kind::Selectboxes { selected_min, selected_max, .. } => {
                return choice::check_boxes(field, value, *selected_min, *selected_max, checks);
            }
            _ => {}
        }
        if self.is_unanswered(value) {
            if field.required {
                checks.required();
            }
            return;
        }
        match (&self.kind, value) {
            (Kind::File(rules), value) => file::check(rules, self.multiple, value, checks),
            (_, Value::Array(list)) if self.multiple => {
                list.iter().filter(|item| !data::is_empty(item)).for_each(|item| self.check_one(field, item, checks));
            }
            (_, value) => self.check_one(field, value, checks),
        }
    }

    fn check_one(&self, field: &Field, value: &Value, checks: &mut Checks<'_>) {
        match &self.kind {
            Kind::Number(rules) | Kind::Currency(rules) => number::check(rules, value, checks),
            Kind::Checkbox => {}
            Kind::Radio(_) | Kind::Select(_) => choice::check(field, value, checks),
            Kind::Date { .. } => date::check(field, value, checks),
            Kind::Time(rules) => time::check(rules, value, checks),
            kind => text::check(kind, &self.validation, value, checks),
        }
    }
}
