//! Reading components.

use serde_json::Value;

use super::{json, kind};
use crate::component::{Column, Comparison, Component, Conditional, Kind, Validation};
use crate::context::{IdentifierRole, PrefillKey};
use crate::finding::Findings;
use crate::form::{Step, Translations, collect};
use crate::pattern::Pattern;
use crate::{data, template};

/// The deepest nesting of components.
const DEPTH_MAX: usize = 20;

/// The checks that the caller makes by asking a register.
const REMOTE_PLUGINS: &[&str] = &["kvk-kvkNumber", "kvk-rsin", "kvk-branchNumber", "brk-zakelijk-gerechtigd"];
const OWN_PLUGINS: &[&str] = &["phonenumber-nl", "phonenumber-international"];

/// Reads a component; `None` with a finding when its type is not supported.
pub(super) fn component(value: &Value, parent: &str, depth: usize, findings: &mut Findings) -> Option<Component> {
    let key = json::text(value, "key");
    let place = format!("{}/{}", parent, if key.is_empty() { "?" } else { key });
    if depth > DEPTH_MAX {
        findings.block("too_deep", &place, "De velden zijn te diep genest.");
        return None;
    }
    let kind = kind::kind(value, &place, findings)?;
    let children = match kind {
        Kind::Fieldset { .. } => children(json::list(value, "components"), parent, depth, findings),
        Kind::Columns => {
            json::list(value, "columns").iter().map(|value| column(value, parent, depth, findings)).collect()
        }
        _ => Vec::new(),
    };
    let translations = json::translations(json::member(json::member(value, "openForms"), "translations"));
    let multiple = json::flag(value, "multiple", false) && may_be_multiple(&kind);
    let mut component = Component {
        key: key.to_owned(),
        label: json::owned(value, "label"),
        hide_label: json::flag(value, "hideLabel", false),
        description: json::owned(value, "description"),
        tooltip: json::owned(value, "tooltip"),
        placeholder: json::owned(value, "placeholder"),
        autocomplete: json::owned(value, "autocomplete"),
        hidden: json::flag(value, "hidden", false),
        conditional: conditional(json::member(value, "conditional")),
        clear_on_hide: json::flag(value, "clearOnHide", true),
        disabled: json::flag(value, "disabled", false),
        multiple,
        default_value: Value::Null,
        validation: validation(value, &place, findings),
        errors: json::translations(json::member(value, "translatedErrors")),
        soft_required: json::flag(json::member(value, "openForms"), "softRequired", false),
        show_char_count: json::flag(value, "showCharCount", false),
        // A content block is only repeated where the designer asks for it.
        show_in_summary: json::flag(value, "showInSummary", !matches!(kind, Kind::Content { .. })),
        show_in_pdf: json::flag(value, "showInPDF", !matches!(kind, Kind::Content { .. })),
        show_in_email: json::flag(value, "showInEmail", false),
        is_sensitive: json::flag(value, "isSensitiveData", false),
        prefill: prefill(json::member(value, "prefill")),
        registration_attribute: Some(json::owned(json::member(value, "registration"), "attribute"))
            .filter(|attribute| !attribute.is_empty()),
        translations,
        children,
        kind,
    };
    component.default_value = default_value(&component, json::member(value, "defaultValue"));
    check_templates(&component, &place, findings);
    Some(component)
}

fn children(values: &[Value], parent: &str, depth: usize, findings: &mut Findings) -> Vec<Component> {
    values.iter().filter_map(|value| component(value, parent, depth + 1, findings)).collect()
}

fn column(value: &Value, parent: &str, depth: usize, findings: &mut Findings) -> Component {
    let size = json::count(value, "size").filter(|size| (1..=12).contains(size)).unwrap_or(6) as u32;
    Component {
        key: String::new(),
        kind: Kind::Column(Column { size }),
        label: String::new(),
        hide_label: true,
        description: String::new(),
        tooltip: String::new(),
        placeholder: String::new(),
        autocomplete: String::new(),
        hidden: false,
        conditional: None,
        clear_on_hide: false,
        disabled: false,
        multiple: false,
        default_value: Value::Null,
        validation: Validation::default(),
        errors: Translations::default(),
        soft_required: false,
        show_char_count: false,
        show_in_summary: true,
        show_in_pdf: true,
        show_in_email: true,
        is_sensitive: false,
        prefill: None,
        registration_attribute: None,
        translations: Translations::default(),
        children: children(json::list(value, "components"), parent, depth, findings),
    }
}

fn may_be_multiple(kind: &Kind) -> bool {
    let is_text = matches!(kind, Kind::Textfield | Kind::Textarea { .. } | Kind::Email { .. } | Kind::PhoneNumber);
    let is_identification = matches!(kind, Kind::Bsn | Kind::Iban | Kind::Licenseplate | Kind::Postcode);
    let is_other =
        matches!(kind, Kind::Number(_) | Kind::Select(_) | Kind::Date { .. } | Kind::Time(_) | Kind::File(_));
    is_text || is_identification || is_other
}

/// A condition counts only when all three parts are filled; `eq` may be "" or false.
fn conditional(value: &Value) -> Option<Conditional> {
    let show = match json::member(value, "show") {
        Value::Bool(show) => *show,
        Value::String(text) if text == "true" => true,
        Value::String(text) if text == "false" => false,
        _ => return None,
    };
    let when = json::text(value, "when");
    let eq = json::member(value, "eq");
    if when.is_empty() || eq.is_null() {
        return None;
    }
    Some(Conditional { show, when: when.to_owned(), eq: eq.clone(), compare: Comparison::Value })
}

/// Fits each condition to the type of the component that it looks at.
pub(super) fn link(steps: &mut [Step]) {
    let mut sources = std::collections::HashMap::new();
    for component in steps.iter().flat_map(|step| step.all_components()) {
        let compare = match component.kind {
            Kind::File(_) => Comparison::Files,
            _ if component.multiple => Comparison::Member,
            Kind::Selectboxes { .. } => Comparison::Option,
            _ => Comparison::Value,
        };
        let is_number = matches!(component.kind, Kind::Number(_) | Kind::Currency(_));
        let is_flag = matches!(component.kind, Kind::Checkbox);
        sources.insert(component.key.clone(), (compare, is_number, is_flag));
    }
    fn visit(components: &mut [Component], sources: &std::collections::HashMap<String, (Comparison, bool, bool)>) {
        for component in components {
            visit(&mut component.children, sources);
            let Some(conditional) = &mut component.conditional else { continue };
            let Some((compare, is_number, is_flag)) = sources.get(&conditional.when) else { continue };
            conditional.compare = *compare;
            // Builders store what was typed: "5" for a number, "true" for a checkbox.
            let typed = match conditional.eq.as_str() {
                Some(text) if *is_number => text.parse().ok().map(crate::json_logic::number_to_json),
                Some("true") if *is_flag => Some(Value::Bool(true)),
                Some("false" | "") if *is_flag => Some(Value::Bool(false)),
                _ => None,
            };
            if let Some(typed) = typed {
                conditional.eq = typed;
            }
        }
    }
    for step in steps {
        visit(&mut step.components, &sources);
    }
}

fn validation(value: &Value, place: &str, findings: &mut Findings) -> Validation {
    let rules = json::member(value, "validate");
    let plugins = json::list(rules, "plugins").iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    for plugin in plugins.iter().filter(|plugin| !OWN_PLUGINS.contains(&plugin.as_str())) {
        if REMOTE_PLUGINS.contains(&plugin.as_str()) {
            findings.warn(
                "remote_check",
                place,
                format!("De controle '{plugin}' vraagt een register dat gekoppeld moet zijn."),
            );
        } else {
            findings.block("unknown_check", place, format!("De controle '{plugin}' is onbekend."));
        }
    }
    Validation {
        required: json::flag(rules, "required", false),
        max_length: json::count(rules, "maxLength").filter(|max| *max > 0),
        pattern: pattern(rules, place, findings),
        plugins,
    }
}

pub(super) fn pattern(rules: &Value, place: &str, findings: &mut Findings) -> Option<Pattern> {
    let source = Some(json::text(rules, "pattern")).filter(|source| !source.is_empty())?;
    match Pattern::parse(source) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            findings.block("invalid_pattern", place, format!("Het patroon kan niet worden gebruikt: {error}."));
            None
        }
    }
}

pub(super) fn prefill(value: &Value) -> Option<PrefillKey> {
    let (plugin, attribute) = (json::text(value, "plugin"), json::text(value, "attribute"));
    if plugin.is_empty() || attribute.is_empty() {
        return None;
    }
    let role = match json::text(value, "identifierRole") {
        "authorizee" | "authorised_person" => IdentifierRole::Authorizee,
        _ => IdentifierRole::Main,
    };
    Some(PrefillKey { plugin: plugin.to_owned(), attribute: attribute.to_owned(), role })
}

/// Null, "", [] and [""] all occur in exports for "no default".
fn default_value(component: &Component, value: &Value) -> Value {
    let empty = component.empty_value();
    if data::is_empty(value) {
        return empty;
    }
    match (&empty, value) {
        (Value::Array(_), Value::Array(_)) => value.clone(),
        (Value::Array(_), single) => Value::Array(vec![single.clone()]),
        (Value::Object(empty), Value::Object(given)) => {
            let mut merged = empty.clone();
            merged.extend(given.iter().map(|(key, value)| (key.clone(), value.clone())));
            Value::Object(merged)
        }
        (Value::Bool(_), Value::Bool(_)) | (Value::Null, Value::Number(_)) => value.clone(),
        (Value::String(_), Value::String(_)) => value.clone(),
        // Radios hold text, also for 1 and true.
        (Value::String(_), Value::Number(_) | Value::Bool(_)) => Value::String(value.to_string()),
        _ => empty,
    }
}

fn check_templates(component: &Component, place: &str, findings: &mut Findings) {
    let html = match &component.kind {
        Kind::Content { html, .. } | Kind::SoftRequiredErrors { html } => html.as_str(),
        _ => "",
    };
    let own =
        [&component.label, &component.description, &component.tooltip, &component.placeholder].map(String::as_str);
    let default_value = component.default_value.as_str().unwrap_or_default();
    for source in own.into_iter().chain([html, default_value]) {
        check_template(source, place, findings);
    }
    let translated: Vec<&String> = component.translations.0.values().flat_map(|texts| texts.values()).collect();
    for source in translated {
        check_template(source, place, findings);
    }
}

pub(super) fn check_template(source: &str, place: &str, findings: &mut Findings) {
    if let Err(error) = template::check(source) {
        findings.block(
            "invalid_template",
            place,
            format!("Een tekst met variabelen kan niet worden gebruikt: {error}."),
        );
    }
}

/// Returns all components below a component, itself first.
pub(crate) fn with_children(component: &Component) -> Vec<&Component> {
    let mut found = Vec::new();
    collect(std::slice::from_ref(component), &mut found);
    found
}
