//! Texts with variables, in the part of the Django template language that forms use.
//!
//! `{{ a.b|filter:"x" }}`, `{% if %}` with `and or not in == != < > <= >=`, `{% elif %}`, `{% else %}`, `{% for x in list %}`,
//! `{% get_value obj 'key' %}`, `{# remark #}`. Names that start with `_` are unreachable. A text that looks like an ISO date
//! or a moment is written as people read it. A template only reads; its work is bounded.

mod filters;
mod parse;
mod render;

use crate::Map;

/// Why a text is no valid template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A tag that is not known here.
    #[error("unknown tag `{0}`")]
    UnknownTag(String),
    /// A filter that is not known here.
    #[error("unknown filter `{0}`")]
    UnknownFilter(String),
    /// A tag, variable or block that is not finished or not well formed.
    #[error("the template is not well formed near `{0}`")]
    Syntax(String),
    /// Blocks are nested too deep.
    #[error("the template is too large")]
    TooLarge,
}

/// Checks the syntax of a template.
///
/// # Errors
/// Returns the first thing that is wrong.
pub fn check(source: &str) -> Result<(), TemplateError> {
    parse::parse(source).map(|_| ())
}

/// Renders a template to safe HTML: values are escaped, and only simple elements and web links remain.
/// A template that is not valid renders as its own text.
pub fn render_html(source: &str, data: &Map, language: &str) -> String {
    crate::html::sanitise(&render(source, data, language, true))
}

/// Renders a template to plain text.
/// A template that is not valid renders as its own text.
pub fn render_text(source: &str, data: &Map, language: &str) -> String {
    render(source, data, language, false)
}

fn render(source: &str, data: &Map, language: &str, escape: bool) -> String {
    if !source.contains("{{") && !source.contains("{%") && !source.contains("{#") {
        return source.to_owned();
    }
    match parse::parse(source) {
        Ok(nodes) => render::render(&nodes, data, language, escape),
        Err(_) => source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn data() -> Map {
        let data = json!({
            "naam": "Jan <b>", "datum": "2026-11-10", "leeg": "", "ja": true, "bedrag": 12.5, "_geheim": "x",
            "persoon": {"naam": "Piet"}, "lijst": ["a", "b"], "kinderen": [{"naam": "Eva"}, {"naam": "Tim"}], "n": 3
        });
        let Value::Object(data) = data else { unreachable!() };
        data
    }

    #[test]
    fn templates_follow_django() {
        let cases = [
            ("Dag {{ naam }}", "Dag Jan &lt;b&gt;"),
            ("{{ persoon.naam }}{{ lijst.1 }}{{ onbekend }}", "Pietb"),
            ("{{ _geheim }}", ""),
            (
                "{{ datum }} {{ datum|date:\"d-m-Y\" }} {{ datum|date:'j F Y' }}",
                "10 november 2026 10-11-2026 10 november 2026",
            ),
            ("{{ leeg|default:'niets' }} {{ ja|yesno:'wel,niet' }} {{ onbekend|yesno:'wel,niet' }}", "niets wel niet"),
            (
                "{{ bedrag|floatformat:2 }} {{ bedrag|floatformat }} {{ n|floatformat }} {{ bedrag }}",
                "12,50 12,5 3 12,5",
            ),
            ("{{ persoon.naam|upper }} {{ persoon.naam|lower }} {{ 'jan smit'|title }}", "PIET piet Jan Smit"),
            ("{{ lijst|length }} {{ lijst|join:', ' }} {{ lijst|first }} {{ lijst|last }}", "2 a, b a b"),
            ("{{ 'gemeente'|truncatechars:4 }} {{ n|add:2 }}", "gem… 5"),
            ("{% if ja %}a{% else %}b{% endif %}", "a"),
            ("{% if leeg %}a{% elif n > 2 and not leeg %}b{% else %}c{% endif %}", "b"),
            ("{% if 'a' in lijst or onbekend == 1 %}a{% endif %}", "a"),
            ("{% if n == 3 %}{% if naam != 'x' %}a{% endif %}{% endif %}", "a"),
            ("{% for kind in kinderen %}{{ forloop.counter }}{{ kind.naam }} {% endfor %}", "1Eva 2Tim "),
            ("{% for k in onbekend %}x{% empty %}geen{% endfor %}", "geen"),
            ("{% get_value persoon 'naam' %}{# stil #}", "Piet"),
        ];
        for (source, expected) in cases {
            assert_eq!(render_html(source, &data(), "nl"), expected, "{source}");
            assert_eq!(check(source), Ok(()), "{source}");
        }
    }

    #[test]
    fn what_is_no_template_is_refused_and_renders_as_it_is() {
        let cases = [
            ("{% include 'x' %}", TemplateError::UnknownTag("include".to_owned())),
            ("{{ a|safe }}", TemplateError::UnknownFilter("safe".to_owned())),
            ("{% if a %}", TemplateError::Syntax("if".to_owned())),
            ("{{ a", TemplateError::Syntax("{{".to_owned())),
            ("{{ a b }}", TemplateError::Syntax("a b".to_owned())),
        ];
        for (source, error) in cases {
            assert_eq!(check(source), Err(error));
            assert_eq!(render_text(source, &data(), "nl"), source);
        }
    }

    proptest! {
        #[test]
        fn no_template_panics(source in r#"([ab|:'" .]|\{\{|\}\}|\{%|%\}| if | for x in lijst| endif | endfor | else |date|join|lijst|datum|==|in){0,14}"#) {
            render_html(&source, &data(), "nl");
        }
    }
}
