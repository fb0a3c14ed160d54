//! What a page needs to draw one component: finished text, no logic.

use serde::Serialize;
use serde_json::{Value, json};

/// A component as a template draws it. A view type: it goes straight into the template, which only loops and branches on it.
/// Only visible components have a field. All texts are plain text except those that say HTML.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Field {
    /// The component type, such as `textfield`; also `column` within `columns` and `address_part` within `addressNL`.
    pub kind: &'static str,
    /// The key; the name of the HTML input and the key of an error.
    pub key: String,
    /// An id for the HTML element: letters, digits and hyphens.
    pub html_id: String,
    /// The label.
    pub label: String,
    /// Whether the label is only for screen readers.
    pub hide_label: bool,
    /// Help under the label: safe HTML, or empty.
    pub description: String,
    /// Extra help: safe HTML, or empty.
    pub tooltip: String,
    /// An example within the input.
    pub placeholder: String,
    /// The HTML autocomplete token, `off` for a BSN or IBAN, or empty.
    pub autocomplete: String,
    /// Whether an answer is required.
    pub required: bool,
    /// Whether an answer is advised.
    pub soft_required: bool,
    /// Whether the component is disabled.
    pub disabled: bool,
    /// Whether the value is prefilled and can't be changed: show it as text.
    pub readonly: bool,
    /// Whether the value came from prefill.
    pub prefilled: bool,
    /// The value for the input; a number with a comma, a date as ISO text. With `multiple` see `values`.
    pub value: String,
    /// The value as a reader expects it: "10 november 2026", "€ 12,50", option labels.
    pub display: String,
    /// The values of a field with `multiple`, without empty ones.
    pub values: Vec<String>,
    /// Whether a checkbox is ticked.
    pub checked: bool,
    /// The options of a select, radio or selectboxes.
    pub options: Vec<FieldOption>,
    /// Whether more than one value can be given.
    pub multiple: bool,
    /// The height of a textarea in lines.
    pub rows: u32,
    /// The HTML input type.
    pub input_type: &'static str,
    /// The HTML inputmode, or empty.
    pub inputmode: &'static str,
    /// The most characters.
    pub max_length: Option<usize>,
    /// Whether to count characters.
    pub show_char_count: bool,
    /// The first date or time (ISO) or lowest number.
    pub min: Option<String>,
    /// The last date or time (ISO) or highest number.
    pub max: Option<String>,
    /// Text before a number, such as `€`.
    pub prefix: String,
    /// Text after a number.
    pub suffix: String,
    /// `inputGroup` for three boxes or `datePicker`; empty for other types.
    pub widget: &'static str,
    /// The day as typed, for three boxes.
    pub day: String,
    /// The month as typed, for three boxes.
    pub month: String,
    /// The year as typed, for three boxes.
    pub year: String,
    /// The HTML accept list of a file, or empty for any.
    pub accept: String,
    /// The most files.
    pub files_max: Option<usize>,
    /// The most bytes per file.
    pub file_bytes_max: Option<u64>,
    /// The files of this field.
    pub files: Vec<FileValue>,
    /// The content of a content block: safe HTML.
    pub html: String,
    /// The heading of a fieldset, or empty.
    pub legend: String,
    /// The fields within.
    pub children: Vec<Field>,
    /// A class: the custom class of content (`info`, `warning` …), the layout of an address.
    pub css_class: String,
    /// The width of a column, 1 to 12.
    pub size: u32,
}

/// One option of a choice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FieldOption {
    /// The value that is posted.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// Help with this option.
    pub description: String,
    /// Whether it is chosen.
    pub checked: bool,
    /// An id for the HTML element.
    pub html_id: String,
}

/// An uploaded file as the submission refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileValue {
    /// The id of the upload.
    pub id: String,
    /// The name of the file.
    pub name: String,
    /// The size in bytes.
    pub size: u64,
    /// The media type.
    pub content_type: String,
}

impl FileValue {
    /// Returns the file in the form that Form.io data has.
    pub fn to_json(&self) -> Value {
        json!({
            "url": self.id, "name": self.name, "originalName": self.name, "size": self.size, "type": self.content_type,
            "storage": "url",
            "data": {"url": self.id, "form": "", "name": self.name, "size": self.size, "baseUrl": "", "project": ""},
        })
    }

    /// Returns the file that a Form.io value holds, or `None` when it is no file.
    pub fn from_json(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            id: text("url")?,
            name: text("originalName").or_else(|| text("name"))?,
            size: value.get("size").and_then(Value::as_u64)?,
            content_type: text("type").unwrap_or_default(),
        })
    }

    /// Returns the files of a Form.io list.
    pub fn list(value: Option<&Value>) -> Vec<Self> {
        value
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(Self::from_json).collect())
            .unwrap_or_default()
    }
}

/// Returns an id for an HTML element that belongs to a key.
pub(crate) fn html_id(key: &str) -> String {
    let safe: String = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("veld-{safe}")
}
