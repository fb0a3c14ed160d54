//! Reading the form itself, its steps and its variables.

use serde_json::{Value, json};

use super::{component, json};
use crate::component::Component;
use crate::context::STATIC_KEYS;
use crate::finding::Findings;
use crate::form::{
    AuthBackend, DataType, Form, Literals, RegistrationBackend, Statement, Step, SubmissionAllowed, Variable,
};

pub(super) fn form(value: &Value, findings: &mut Findings) -> Form {
    let place = "forms.json";
    if json::text(value, "type") == "appointment" {
        findings.block("unsupported_form_type", place, "Een afspraakformulier wordt nog niet ondersteund.");
    }
    let translations = json::translations(json::member(value, "translations"));
    // Exports of multilingual forms may hold their texts only under translations.
    let text = |key: &str| match json::text(value, key) {
        "" => translations.text("nl", key, "").to_owned(),
        text => text.to_owned(),
    };
    let mail = json::member(value, "confirmation_email_template");
    let option = json::text(value, "confirmation_email_option");
    let form = Form {
        id: json::id(value).unwrap_or_default().to_owned(),
        slug: json::owned(value, "slug"),
        name: text("name"),
        introduction: text("introduction_page_content"),
        explanation: text("explanation_template"),
        confirmation: text("submission_confirmation_template"),
        submission_allowed: match json::text(value, "submission_allowed") {
            "no_with_overview" => SubmissionAllowed::NoWithOverview,
            "no_without_overview" => SubmissionAllowed::NoWithoutOverview,
            _ => SubmissionAllowed::Yes,
        },
        suspension_allowed: json::flag(value, "suspension_allowed", true),
        show_progress: json::flag(value, "show_progress_indicator", true),
        show_summary_progress: json::flag(value, "show_summary_progress", false),
        ask_privacy_consent: statement(json::text(value, "ask_privacy_consent")),
        ask_statement_of_truth: statement(json::text(value, "ask_statement_of_truth")),
        send_confirmation_email: json::flag(value, "send_confirmation_email", true) && option != "no_email",
        confirmation_email_subject: if option == "global_email" { String::new() } else { json::owned(mail, "subject") },
        confirmation_email_content: if option == "global_email" { String::new() } else { json::owned(mail, "content") },
        auth_backends: auth_backends(value),
        literals: literals(value),
        registration_backends: registration_backends(value),
        price_variable_key: Some(json::owned(value, "price_variable_key")).filter(|key| !key.is_empty()),
        translations,
        ..Form::default()
    };
    for (part, source) in
        [("introduction_page_content", &form.introduction), ("explanation_template", &form.explanation)]
    {
        component::check_template(source, &format!("{place}/{part}"), findings);
    }
    if form.slug.is_empty() || form.name.is_empty() {
        findings.block("no_name", place, "Het formulier heeft geen naam of geen slug.");
    }
    form
}

fn statement(text: &str) -> Statement {
    match text {
        "required" => Statement::Required,
        "disabled" => Statement::Disabled,
        _ => Statement::GlobalSetting,
    }
}

/// A literal is `{value, resolved}`; only the value is configuration. Old exports have `begin_text` beside it.
fn literals(value: &Value) -> Literals {
    let literals = json::member(value, "literals");
    let text = |key: &str| match json::text(json::member(literals, key), "value") {
        "" => json::owned(value, key),
        text => text.to_owned(),
    };
    Literals {
        begin: text("begin_text"),
        previous: text("previous_text"),
        change: text("change_text"),
        confirm: text("confirm_text"),
        save: text("save_text"),
        next: text("next_text"),
    }
}

fn auth_backends(value: &Value) -> Vec<AuthBackend> {
    let current = json::list(value, "auth_backends").iter().map(|entry| AuthBackend {
        backend: json::owned(entry, "backend"),
        options: json::member(entry, "options").clone(),
    });
    let mut backends: Vec<AuthBackend> = current.collect();
    // Before 3.1 a list of ids with their options beside it; the newer list wins.
    for id in json::list(value, "authentication_backends").iter().filter_map(Value::as_str) {
        if backends.iter().all(|known| known.backend != id) {
            let options = json::member(json::member(value, "authentication_backend_options"), id).clone();
            backends.push(AuthBackend { backend: id.to_owned(), options });
        }
    }
    backends
}

fn registration_backends(value: &Value) -> Vec<RegistrationBackend> {
    let mut backends: Vec<RegistrationBackend> = json::list(value, "registration_backends")
        .iter()
        .map(|entry| RegistrationBackend {
            key: json::owned(entry, "key"),
            name: json::owned(entry, "name"),
            backend: json::owned(entry, "backend"),
            options: json::member(entry, "options").clone(),
        })
        .collect();
    let single = json::text(value, "registration_backend");
    if backends.is_empty() && !single.is_empty() {
        let options = json::member(value, "registration_backend_options").clone();
        backends.push(RegistrationBackend {
            key: "backend1".into(),
            name: single.into(),
            backend: single.into(),
            options,
        });
    }
    backends
}

pub(super) fn step(step: &Value, definition: &Value, findings: &mut Findings) -> Step {
    let slug = match json::text(step, "slug") {
        "" => json::text(definition, "slug"),
        slug => slug,
    };
    let components = json::list(json::member(definition, "configuration"), "components");
    let place = format!("formDefinitions.json/{slug}");
    let translations = json::translations(json::member(definition, "translations"));
    let title = match json::text(definition, "name") {
        "" => translations.text("nl", "name", ""),
        name => name,
    };
    Step {
        id: json::id(step).unwrap_or_default().to_owned(),
        slug: slug.to_owned(),
        title: title.to_owned(),
        is_applicable: json::flag(step, "is_applicable", true),
        login_required: json::flag(definition, "login_required", false),
        components: components
            .iter()
            .filter_map(|value| component::component(value, &place, 0, findings))
            .collect::<Vec<Component>>(),
        literals: literals(step),
        translations,
        // Known when the rules are.
        is_live: false,
    }
}

pub(super) fn variable(value: &Value, findings: &mut Findings) -> Option<Variable> {
    let key = json::text(value, "key");
    let place = format!("formVariables.json/{key}");
    if !matches!(json::text(value, "source"), "" | "user_defined") {
        return None;
    }
    if key.is_empty() || STATIC_KEYS.contains(&key) {
        findings.block("reserved_key", &place, "Deze sleutel is van een vaste variabele of is leeg.");
        return None;
    }
    let data_type = match json::text(value, "data_type") {
        "boolean" => DataType::Boolean,
        "object" => DataType::Object,
        "array" => DataType::Array,
        "int" => DataType::Int,
        "float" => DataType::Float,
        "datetime" => DataType::DateTime,
        "date" => DataType::Date,
        "time" => DataType::Time,
        _ => DataType::String,
    };
    if !matches!(json::member(value, "service_fetch_configuration"), Value::Null) {
        findings.block(
            "unsupported_service_fetch",
            &place,
            "Gegevens ophalen bij een service wordt nog niet ondersteund.",
        );
    }
    let has_options = json::member(value, "prefill_options").as_object().is_some_and(|options| !options.is_empty());
    if has_options {
        findings.block("unsupported_prefill", &place, "Deze manier van voorinvullen wordt nog niet ondersteund.");
    }
    let prefill = json!({
        "plugin": json::text(value, "prefill_plugin"), "attribute": json::text(value, "prefill_attribute"),
        "identifierRole": json::text(value, "prefill_identifier_role")
    });
    let initial_value = match json::member(value, "initial_value") {
        Value::Null => data_type.empty_value(),
        initial => initial.clone(),
    };
    Some(Variable {
        key: key.to_owned(),
        name: json::owned(value, "name"),
        data_type,
        initial_value,
        is_sensitive: json::flag(value, "is_sensitive_data", false),
        prefill: component::prefill(&prefill),
    })
}
