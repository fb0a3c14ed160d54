//! A component as it was designed.

use serde_json::{Value, json};

use crate::context::PrefillKey;
use crate::form::Translations;
use crate::json_logic::Logic;
use crate::pattern::Pattern;
use crate::{Map, data};

/// A component of a form, as it was designed.
#[derive(Debug, Clone)]
pub struct Component {
    /// The key, unique in the form; a dot is a level in the data. Empty for a column.
    pub key: String,
    /// The type and what only that type has.
    pub kind: Kind,
    /// The label, a template.
    pub label: String,
    /// Whether the label is only for screen readers.
    pub hide_label: bool,
    /// Help under the label: HTML, a template.
    pub description: String,
    /// Extra help: HTML, a template.
    pub tooltip: String,
    /// An example within the input.
    pub placeholder: String,
    /// The HTML autocomplete token.
    pub autocomplete: String,
    /// Whether the component is hidden when neither a condition nor a rule says otherwise.
    pub hidden: bool,
    /// The condition that decides on visibility; it overrules `hidden`, also of rules.
    pub conditional: Option<Conditional>,
    /// Whether the answer is removed while the component is hidden.
    pub clear_on_hide: bool,
    /// Whether the answer can't be changed.
    pub disabled: bool,
    /// Whether the value is a list.
    pub multiple: bool,
    /// The value before the person answers; a text may be a template.
    pub default_value: Value,
    /// The checks that several types share.
    pub validation: Validation,
    /// The designer's own error texts, by language and error code.
    pub errors: Translations,
    /// Whether an answer is advised.
    pub soft_required: bool,
    /// Whether to count characters.
    pub show_char_count: bool,
    /// Whether the summary shows it.
    pub show_in_summary: bool,
    /// Whether the PDF shows it.
    pub show_in_pdf: bool,
    /// Whether the confirmation mail shows it.
    pub show_in_email: bool,
    /// Whether retention blanks it.
    pub is_sensitive: bool,
    /// The fact that fills it at the start.
    pub prefill: Option<PrefillKey>,
    /// What the answer means to a registration, such as `initiator_postcode`.
    pub registration_attribute: Option<String>,
    /// Texts in other languages.
    pub translations: Translations,
    /// The components within.
    pub children: Vec<Component>,
}

/// The type of a component.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line of text.
    Textfield,
    /// Several lines of text.
    Textarea {
        /// The height in lines.
        rows: u32,
    },
    /// An e-mail address.
    Email {
        /// Whether the confirmation goes to this address.
        confirmation_recipient: bool,
        /// Whether the person must prove to own the address.
        require_verification: bool,
    },
    /// A telephone number.
    PhoneNumber,
    /// A burgerservicenummer.
    Bsn,
    /// A bank account.
    Iban,
    /// A Dutch licence plate.
    Licenseplate,
    /// A Dutch postcode.
    Postcode,
    /// A number.
    Number(NumberRules),
    /// An amount in euros.
    Currency(NumberRules),
    /// One box to tick.
    Checkbox,
    /// Several boxes to tick.
    Selectboxes {
        /// The options.
        options: OptionSource,
        /// The fewest ticks.
        selected_min: Option<usize>,
        /// The most ticks.
        selected_max: Option<usize>,
    },
    /// One choice, all options in view.
    Radio(OptionSource),
    /// A choice from a list.
    Select(OptionSource),
    /// A day.
    Date {
        /// How it is typed.
        widget: DateWidget,
        /// The first day.
        min: DateLimit,
        /// The last day.
        max: DateLimit,
    },
    /// A time of the day.
    Time(TimeRules),
    /// Files.
    File(FileRules),
    /// A Dutch address, typed in full.
    AddressNl {
        /// Whether the parts stand in two columns.
        double_column: bool,
        /// Own rules for the postcode.
        postcode: AddressPart,
        /// Own rules for the city.
        city: AddressPart,
    },
    /// A group.
    Fieldset {
        /// Whether the heading is only for screen readers.
        hide_header: bool,
    },
    /// Columns side by side; the children are of the kind column.
    Columns,
    /// One column.
    Column(Column),
    /// A text.
    Content {
        /// The text: HTML, a template.
        html: String,
        /// `success`, `info`, `warning`, `error` or empty.
        css_class: String,
    },
    /// The list of advised answers that are missing.
    SoftRequiredErrors {
        /// The text: HTML, a template with `missingFields`.
        html: String,
    },
}

/// A column within columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The width, 1 to 12.
    pub size: u32,
}

/// Bounds of a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberRules {
    /// The lowest number.
    pub min: Option<f64>,
    /// The highest number.
    pub max: Option<f64>,
    /// The most decimals.
    pub decimals_max: Option<usize>,
    /// Whether it may be below zero.
    pub allow_negative: bool,
    /// Text before the number.
    pub prefix: String,
    /// Text after the number.
    pub suffix: String,
}

/// Where options come from.
#[derive(Debug, Clone)]
pub enum OptionSource {
    /// The designer's list.
    Manual(Vec<ChoiceOption>),
    /// An expression that gives a list of values or of pairs of value and label.
    Expression(Logic),
}

/// One option of the designer's list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The value.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// Help with this option.
    pub description: String,
    /// Label and description in other languages.
    pub translations: Translations,
}

/// How a date is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWidget {
    /// Three boxes: day, month and year.
    InputGroup,
    /// One box with a calendar.
    DatePicker,
}

/// The first or last day that is allowed.
#[derive(Debug, Clone, PartialEq)]
pub enum DateLimit {
    /// Any day.
    None,
    /// This day.
    Fixed(jiff::civil::Date),
    /// Today and later, or as a last day: today and earlier.
    Today {
        /// Whether today itself is allowed.
        include_today: bool,
    },
    /// So long from a variable; no limit while that is empty.
    Relative {
        /// The variable, such as `today` or another field.
        variable: String,
        /// The years, months and days to add.
        delta: [i64; 3],
    },
}

/// Bounds of a time; a start after the end spans midnight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimeRules {
    /// The first time.
    pub min: Option<jiff::civil::Time>,
    /// The last time.
    pub max: Option<jiff::civil::Time>,
}

/// What files are allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileRules {
    /// The media types, such as `image/*`; empty for any.
    pub types: Vec<String>,
    /// Whether the installation's list of types counts instead.
    pub use_config_types: bool,
    /// The most files, if the designer says so.
    pub files_max: Option<usize>,
    /// The most bytes of one file.
    pub bytes_max: Option<u64>,
    /// The name that the document gets, a template, or empty.
    pub name_template: String,
}

/// Own rules for a part of an address.
#[derive(Debug, Clone, Default)]
pub struct AddressPart {
    /// The pattern.
    pub pattern: Option<Pattern>,
    /// The designer's own error texts.
    pub errors: Translations,
}

/// The checks that several types share.
#[derive(Debug, Clone, Default)]
pub struct Validation {
    /// Whether an answer is required.
    pub required: bool,
    /// The most characters.
    pub max_length: Option<usize>,
    /// The pattern of the whole value.
    pub pattern: Option<Pattern>,
    /// Further checks by name, of which this crate only knows the `phonenumber-` ones; the others ask a register.
    pub plugins: Vec<String>,
}

/// When a component is shown: it is shown (or hidden) when another component has a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Conditional {
    /// Whether it is shown, not hidden, when the other component has the value.
    pub show: bool,
    /// The key of the other component.
    pub when: String,
    /// The value.
    pub eq: Value,
    /// How the value of the other component is compared.
    pub(crate) compare: Comparison,
}

/// How a condition compares, by the type of the component that it looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Value,
    Member,
    Option,
    Files,
}

impl Conditional {
    /// Decides whether the component is shown, given the data.
    pub(crate) fn shows(&self, values: &Map) -> bool {
        let value = match data::get(values, &self.when) {
            None | Some(Value::Null) => &json!(""),
            Some(value) => value,
        };
        let holds = match (self.compare, value) {
            (Comparison::Member, Value::Array(list)) => list.iter().any(|item| same(item, &self.eq)),
            (Comparison::Option, Value::Object(ticks)) => {
                self.eq.as_str().and_then(|option| ticks.get(option)) == Some(&Value::Bool(true))
            }
            (Comparison::Files, Value::Array(list)) if list.is_empty() => self.eq == json!(""),
            (_, value) => same(value, &self.eq),
        };
        holds == self.show
    }
}

/// Strict equality; 1 and 1.0 are the same number.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    }
}
