//! What surrounds a submission: the moment, the person, prefilled facts. Static variables come from here.

use std::collections::HashMap;
use std::fmt;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{Form, Map};

/// For whom a prefilled fact is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentifierRole {
    /// The person whom the submission is about, also when somebody else acts.
    Main,
    /// The person who acts for somebody else.
    Authorizee,
}

/// Names one prefilled fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PrefillKey {
    /// The plugin that knows the fact, such as `haalcentraal`.
    pub plugin: String,
    /// The path of the fact in that plugin, such as `naam.voornamen`.
    pub attribute: String,
    /// About whom the fact is.
    pub role: IdentifierRole,
}

/// Who is logged in, and for whom. Prints as `AuthContext(***)`.
#[derive(Clone, PartialEq)]
pub struct AuthContext {
    /// The login plugin, such as `digid`.
    pub plugin: String,
    /// What kind of number identifies the person: `bsn`, `kvk`, `pseudo` or `employee_id`.
    pub attribute: String,
    /// The identifying number of the person whom the submission is about.
    pub value: String,
    /// Further claims of the login; dots in their names read as `_`.
    pub additional_claims: Map,
    /// The `auth_context` object of Open Formulieren: source, levelOfAssurance, representee, authorizee, mandate.
    pub context: Value,
}

impl fmt::Debug for AuthContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthContext(***)")
    }
}

/// Everything outside the form and the answers that a decision may depend on.
#[derive(Clone)]
pub struct Context {
    /// The moment of this request.
    pub now: Timestamp,
    /// Who is logged in; `None` for an anonymous submission.
    pub auth: Option<AuthContext>,
    /// Facts that were fetched at the start of the submission, the same in all its requests: they tell whether a prefilled field
    /// was tampered with. An absent fact leaves its field empty.
    pub prefill: HashMap<PrefillKey, Value>,
    /// The language of the page, `nl` or `en`.
    pub language: String,
    /// The name of this installation, such as `production`.
    pub environment: String,
    /// The id of the submission.
    pub submission_id: String,
    /// Where the form was opened: `{domain, page, query{}}`, or null.
    pub form_url: Value,
}

impl Context {
    /// Returns a context for an anonymous Dutch submission at `now`, without prefilled facts.
    pub fn at(now: Timestamp) -> Self {
        Self {
            now,
            auth: None,
            prefill: HashMap::new(),
            language: "nl".to_owned(),
            environment: "production".to_owned(),
            submission_id: String::new(),
            form_url: Value::Null,
        }
    }
}

/// The keys of the static variables; no component or user variable may have one of these.
pub(crate) const STATIC_KEYS: &[&str] = &[
    "now",
    "today",
    "current_year",
    "environment",
    "form_name",
    "form_id",
    "form_url",
    "submission_id",
    "language_code",
    "auth",
    "auth_type",
    "auth_bsn",
    "auth_kvk",
    "auth_pseudo",
    "auth_additional_claims",
    "auth_context",
    "auth_context_source",
    "auth_context_loa",
    "auth_context_representee_identifier_type",
    "auth_context_representee_identifier",
    "auth_context_legal_subject_identifier_type",
    "auth_context_legal_subject_identifier",
    "auth_context_branch_number",
    "auth_context_acting_subject_identifier_type",
    "auth_context_acting_subject_identifier",
];

/// Returns the moment of the request with its seconds cut to zero: limits and logic change once a minute.
pub(crate) fn minute(now: Timestamp) -> Timestamp {
    let seconds = now.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(60)).unwrap_or(now)
}

/// Returns the static variables by key, in the order of [`STATIC_KEYS`].
pub(crate) fn static_variables(form: &Form, ctx: &Context) -> Map {
    let today = values::local_date(ctx.now);
    let auth = ctx.auth.as_ref();
    let context = auth.map_or(&Value::Null, |auth| &auth.context);
    let text_at = |path: &str| context.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let claims: Map = auth
        .map(|auth| {
            auth.additional_claims.iter().map(|(name, value)| (name.replace('.', "_"), value.clone())).collect()
        })
        .unwrap_or_default();
    let number_of = |attribute: &str| auth.filter(|auth| auth.attribute == attribute).map_or("", |auth| &auth.value);

    let values = [
        json!(minute(ctx.now).to_string()),
        json!(today.to_string()),
        json!(today.year()),
        json!(ctx.environment),
        json!(form.name_in(&ctx.language)),
        json!(form.id),
        ctx.form_url.clone(),
        json!(ctx.submission_id),
        json!(ctx.language),
        auth.map_or(Value::Null, |auth| {
            json!({"plugin": auth.plugin, "attribute": auth.attribute, "value": auth.value, "additional_claims": claims})
        }),
        json!(auth.map_or("", |auth| &auth.attribute)),
        json!(number_of("bsn")),
        json!(number_of("kvk")),
        json!(number_of("pseudo")),
        if auth.is_some() { Value::Object(claims.clone()) } else { Value::Null },
        context.clone(),
        json!(text_at("/source")),
        json!(text_at("/levelOfAssurance")),
        json!(text_at("/representee/identifierType")),
        json!(text_at("/representee/identifier")),
        json!(text_at("/authorizee/legalSubject/identifierType")),
        json!(text_at("/authorizee/legalSubject/identifier")),
        json!(text_at("/authorizee/legalSubject/branchNumber")),
        json!(text_at("/authorizee/actingSubject/identifierType")),
        json!(text_at("/authorizee/actingSubject/identifier")),
    ];
    STATIC_KEYS.iter().map(|key| (*key).to_owned()).zip(values).collect()
}
