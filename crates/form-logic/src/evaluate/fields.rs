//! Options, limits, states and texts: the last steps of an evaluation.

use serde_json::Value;

use super::locked_value;
use super::pass::Pass;
use crate::component::{Component, Kind, choice};
use crate::context::minute;
use crate::field::{Field, html_id};
use crate::{data, date_limits, template};

/// Returns the visible components of the step as fields.
pub(super) fn fields<'a>(pass: &mut Pass<'a>) -> Vec<Field> {
    let form = pass.form;
    let Some(step) = form.steps.get(pass.step) else { return Vec::new() };
    let mut fields = visible(pass, &step.components);
    let mut missing = Vec::new();
    advised(&fields, &mut missing);
    fill_missing(pass, &mut fields, &missing);
    fields
}

fn visible<'a>(pass: &mut Pass<'a>, components: &'a [Component]) -> Vec<Field> {
    let mut fields = Vec::new();
    for component in components {
        // A column has no key; whoever asks for it is visible, so it is too.
        let key = component.key.as_str();
        if key.is_empty() || pass.shown.get(key).copied().unwrap_or(false) {
            fields.push(field(pass, component));
        }
    }
    fields
}

fn field<'a>(pass: &mut Pass<'a>, component: &'a Component) -> Field {
    let key = component.key.as_str();
    let language = pass.ctx.language.clone();
    let own_text = |property: &str, base: &'a str| component.translations.text(&language, property, base);
    let plain = |source: &str| template::render_text(source, &pass.values, &language);
    let html = |source: &str| template::render_html(source, &pass.values, &language);

    let prefilled = locked_value(component, pass.ctx);
    let disabled = pass.effects.disabled.get(key).copied().unwrap_or(component.disabled);
    let label = plain(own_text("label", &component.label));
    let mut field = Field {
        kind: component.type_name(),
        key: key.to_owned(),
        html_id: html_id(key),
        hide_label: component.hide_label,
        description: html(own_text("description", &component.description)),
        tooltip: html(own_text("tooltip", &component.tooltip)),
        placeholder: plain(own_text("placeholder", &component.placeholder)),
        autocomplete: component.autocomplete.clone(),
        required: pass.effects.required.get(key).copied().unwrap_or(component.validation.required),
        soft_required: component.soft_required,
        disabled,
        readonly: disabled && prefilled.is_some(),
        prefilled: prefilled.is_some(),
        multiple: component.multiple,
        max_length: component.validation.max_length,
        show_char_count: component.show_char_count,
        ..Field::default()
    };
    match &component.kind {
        Kind::Fieldset { hide_header } => {
            field.legend = label.clone();
            field.hide_label = *hide_header;
        }
        Kind::Column(column) => field.size = column.size,
        Kind::Content { html: source, css_class } => {
            field.html = html(own_text("html", source));
            field.css_class = css_class.clone();
        }
        Kind::Date { min, max, .. } => {
            let now = minute(pass.ctx.now);
            field.min = date_limits::resolve(min, true, &pass.values, now).map(|date| date.to_string());
            field.max = date_limits::resolve(max, false, &pass.values, now).map(|date| date.to_string());
        }
        _ => {}
    }
    field.label = label;
    if component.holds_data() {
        fill(pass, component, &mut field, &language);
    }
    field.children.extend(visible(pass, &component.children));
    field
}

fn fill(pass: &mut Pass<'_>, component: &Component, field: &mut Field, language: &str) {
    if let Some(source) = component.option_source() {
        match choice::resolve(source, &pass.scope(), language) {
            Ok(options) => field.options = options,
            Err(error) => pass.problem(&component.key, &error),
        }
        for option in &mut field.options {
            option.label = template::render_text(&option.label, &pass.values, language);
            option.description = template::render_text(&option.description, &pass.values, language);
        }
    }
    let value = data::get(&pass.values, &component.key).cloned().unwrap_or_else(|| component.empty_value());
    component.fill(field, &value, language);
}

/// Gathers the labels of visible fields whose answer is advised but missing.
fn advised(fields: &[Field], missing: &mut Vec<String>) {
    for field in fields {
        let is_missing = field.display.is_empty() && field.files.is_empty() && field.value.is_empty();
        if field.soft_required && is_missing {
            missing.push(field.label.clone());
        }
        advised(&field.children, missing);
    }
}

/// Fills the lists of missing advised answers; a list without any is not shown.
fn fill_missing(pass: &Pass<'_>, fields: &mut Vec<Field>, missing: &[String]) {
    fields.retain(|field| field.kind != "softRequiredErrors" || !missing.is_empty());
    for field in fields {
        if let Some(Kind::SoftRequiredErrors { html }) = pass.form.find_component(&field.key).map(|c| &c.kind)
            && field.kind == "softRequiredErrors"
        {
            let component = pass.form.find_component(&field.key);
            let language = &pass.ctx.language;
            let source =
                component.map_or(html.as_str(), |component| component.translations.text(language, "html", html));
            let mut values = pass.values.clone();
            values.insert("missingFields".to_owned(), Value::from(missing.to_vec()));
            field.html = template::render_html(source, &values, language);
        }
        fill_missing(pass, &mut field.children, missing);
    }
}
