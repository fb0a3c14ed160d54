//! The reference form "Bezwaar maken", as a person goes through it.

use std::collections::HashMap;

use form_logic::{
    AuthContext, Context, Evaluation, Export, FileValue, Form, IdentifierRole, Map, Mode, Outcome, PrefillKey,
    Strictness, decode, evaluate, parse, validate,
};
use serde_json::{Value, json};

use crate::support::*;

pub fn form() -> Form {
    let parsed = parse(&Export {
        forms: include_str!("bezwaar/forms.json"),
        form_steps: include_str!("bezwaar/formSteps.json"),
        form_definitions: include_str!("bezwaar/formDefinitions.json"),
        form_logic: include_str!("bezwaar/formLogic.json"),
        form_variables: include_str!("bezwaar/formVariables.json"),
    });
    assert_eq!(parsed.findings, []);
    parsed.form.unwrap()
}

fn fact(attribute: &str, role: IdentifierRole, value: &str) -> (PrefillKey, Value) {
    (PrefillKey { plugin: "haalcentraal".into(), attribute: attribute.into(), role }, json!(value))
}

fn logged_in(context_json: Value) -> Context {
    let mut ctx = context();
    ctx.auth = Some(AuthContext {
        plugin: "digid".into(),
        attribute: "bsn".into(),
        value: "999993653".into(),
        additional_claims: Map::new(),
        context: context_json,
    });
    ctx.prefill = HashMap::from([
        fact("naam.volledigeNaam", IdentifierRole::Main, "Jan Jansen"),
        fact("burgerservicenummer", IdentifierRole::Main, "999993653"),
        fact("naam.volledigeNaam", IdentifierRole::Authorizee, "Piet Pietersen"),
    ]);
    ctx
}

fn represented() -> Context {
    logged_in(
        json!({"source": "digid", "levelOfAssurance": "x", "representee": {"identifierType": "bsn", "identifier": "999993653"},
        "authorizee": {"legalSubject": {"identifierType": "bsn", "identifier": "999990019"}}}),
    )
}

/// A person at a form: posts a step and keeps what comes out, as the portal does.
struct Person {
    form: Form,
    ctx: Context,
    saved: Map,
}

impl Person {
    fn new(ctx: Context) -> Self {
        Self { form: form(), ctx, saved: Map::new() }
    }

    fn see(&self, step: usize) -> Evaluation {
        evaluate(&self.form, step, &self.saved, None, &self.ctx)
    }

    /// Posts "volgende"; saves only without faults.
    fn post(&mut self, step: usize, posted: &[(&str, &str)]) -> Vec<String> {
        self.post_with(step, posted, &HashMap::new())
    }

    fn post_with(
        &mut self,
        step: usize,
        posted: &[(&str, &str)],
        files: &HashMap<String, Vec<FileValue>>,
    ) -> Vec<String> {
        let data = decode(&self.form, step, &pairs(posted), files);
        let errors = validate(&self.form, step, &self.saved, &data, &self.ctx, Strictness::Next);
        if errors.is_empty() {
            self.saved = evaluate(&self.form, step, &self.saved, Some(&data), &self.ctx).data;
        }
        codes(&errors)
    }
}

const ADDRESS: [(&str, &str); 5] = [
    ("naam", "Jan Jansen"),
    ("adres.postcode", "1234 AB"),
    ("adres.houseNumber", "1"),
    ("adres.streetName", "Kerkstraat"),
    ("adres.city", "Utrecht"),
];

#[test]
fn without_login_the_person_fills_in_everything() {
    let mut person = Person::new(context());
    assert_eq!(keys(&person.see(0)), ["indiener", "naam", "adres", "email", "telefoon"]);
    assert_eq!(
        person.post(0, &[("naam", ""), ("email", "jan"), ("adres.postcode", "")]),
        [
            "naam required",
            "adres.postcode required",
            "adres.houseNumber required",
            "adres.streetName required",
            "adres.city required",
            "email invalid_email"
        ]
    );
    let posted: Vec<_> =
        ADDRESS.into_iter().chain([("email", "jan@voorbeeld.nl"), ("telefoon", "0612345678")]).collect();
    assert_eq!(person.post(0, &posted), [""; 0]);
    assert_eq!(Outcome::of(&person.form, &person.saved, &person.ctx).confirmation_recipients(), ["jan@voorbeeld.nl"]);
}

#[test]
fn too_late_asks_for_a_reason_and_never_blocks() {
    let mut person = Person::new(context());
    // Today is 25 November 2026; 42 days ago is 14 October.
    let date = |day: &'static str, month: &'static str| {
        [
            ("besluit.kenmerk", "Z-1"),
            ("besluit.datum-day", day),
            ("besluit.datum-month", month),
            ("besluit.datum-year", "2026"),
        ]
    };
    assert_eq!(person.post(1, &date("26", "11")), ["besluit.datum maxDate"]);
    assert_eq!(person.post(1, &date("13", "10")), ["waaromTeLaat required"]);
    assert_eq!(person.post(1, &date("14", "10")), [""; 0]);
    assert_eq!(person.saved["te_laat"], json!(false));
    assert!(!keys(&person.see(1)).contains(&"waaromTeLaat".to_owned()));

    let late: Vec<_> = date("13", "10").into_iter().chain([("waaromTeLaat", "Ik was ziek.")]).collect();
    assert_eq!(person.post(1, &late), [""; 0]);
    assert_eq!(person.saved["besluit"], json!({"kenmerk": "Z-1", "datum": "2026-10-13"}));
    assert_eq!((&person.saved["te_laat"], &person.saved["waaromTeLaat"]), (&json!(true), &json!("Ik was ziek.")));
    assert!(person.see(1).can_submit);

    // The answer goes when the reason to ask for it goes.
    assert_eq!(person.post(1, &date("1", "11")), [""; 0]);
    assert!(!person.saved.contains_key("waaromTeLaat"));
}

#[test]
fn a_wrong_date_has_the_designers_text_and_stays_as_typed() {
    let form = form();
    let data = decode(&form, 1, &pairs(&[("besluit.kenmerk", "Z"), ("besluit.datum", "2026-12-01")]), &HashMap::new());
    let errors = validate(&form, 1, &Map::new(), &data, &context(), Strictness::Save);
    assert_eq!(
        errors[0].custom_message.as_deref(),
        Some("De datum van het besluit kan niet na 25 november 2026 liggen.")
    );
    assert_eq!(errors[0].params["date"], json!("2026-11-25"));
    let data = decode(&form, 1, &pairs(&[("besluit.datum-day", "31"), ("besluit.datum-month", "2")]), &HashMap::new());
    let evaluation = evaluate(&form, 1, &Map::new(), Some(&data), &context());
    let field = evaluation.find_field("besluit.datum").unwrap();
    assert_eq!((field.day.as_str(), field.month.as_str(), field.year.as_str()), ("31", "2", ""));
}

#[test]
fn pro_forma_leaves_the_grounds_for_later() {
    let mut person = Person::new(context());
    assert_eq!(person.post(2, &[("_field", "proForma"), ("gronden", ""), ("spoed", "ja")]), ["gronden required"]);
    assert_eq!(person.post(2, &[("proForma", "on"), ("gronden", ""), ("spoed", "ja")]), [""; 0]);
    let evaluation = person.see(2);
    assert!(!evaluation.find_field("gronden").unwrap().required);
    assert!(evaluation.find_field("spoedUitleg").unwrap().html.contains("href=\"https://www.rechtspraak.nl\""));
}

#[test]
fn a_representative_sees_for_whom_the_objection_is() {
    let person = Person::new(represented());
    let evaluation = person.see(0);
    assert_eq!(
        keys(&evaluation),
        ["namens", "indiener", "naam", "bsn", "gemachtigde", "gemachtigdeNaam", "email", "telefoon"]
    );
    assert_eq!(evaluation.find_field("namens").unwrap().html, "<p>U maakt bezwaar namens Jan Jansen.</p>");
    let name = evaluation.find_field("naam").unwrap();
    assert!(name.readonly && name.prefilled && name.value == "Jan Jansen");
    assert_eq!(evaluation.find_field("gemachtigdeNaam").unwrap().value, "Piet Pietersen");

    let own = Person::new(logged_in(json!({"source": "digid", "levelOfAssurance": "x"})));
    assert_eq!(keys(&own.see(0)), ["indiener", "naam", "bsn", "email", "telefoon"]);
}

#[test]
fn what_comes_from_the_register_can_not_be_tampered_with() {
    let mut person = Person::new(represented());
    assert_eq!(person.post(0, &[("naam", "Iemand Anders"), ("email", "a@b.nl")]), ["naam invalidPrefilledField"]);
    assert_eq!(person.post(0, &[("email", "a@b.nl"), ("gemachtigdeNaam", "P. Pietersen")]), [""; 0]);
    assert_eq!(person.saved["naam"], json!("Jan Jansen"));
    assert_eq!(person.saved["gemachtigdeNaam"], json!("P. Pietersen"));
    assert!(!format!("{:?}", person.ctx.auth).contains("999993653"));
}

#[test]
fn the_summary_and_the_registration_tell_the_whole_story() {
    let mut person = Person::new(context());
    let unfinished: Vec<_> = Outcome::of(&person.form, &person.saved, &person.ctx)
        .faults()
        .into_iter()
        .map(|(step, e)| (step, e.key))
        .collect();
    assert_eq!(unfinished.len(), 10, "{unfinished:?}");
    let posted: Vec<_> = ADDRESS.into_iter().chain([("email", "jan@voorbeeld.nl")]).collect();
    assert_eq!(person.post(0, &posted), [""; 0]);
    let letter = files("kopieBesluit", &[("besluit.pdf", 2_000, "application/pdf")]);
    assert_eq!(person.post_with(1, &[("besluit.kenmerk", "Z-1"), ("besluit.datum", "2026-11-10")], &letter), [""; 0]);
    assert_eq!(person.post(2, &[("gronden", "Het klopt niet."), ("spoed", "nee"), ("hoorzitting", "ja")]), [""; 0]);
    assert_eq!(Outcome::of(&person.form, &person.saved, &person.ctx).faults(), []);

    let told = |mode: Mode| -> Vec<String> {
        let steps = Outcome::of(&person.form, &person.saved, &person.ctx).summary(mode);
        let rows = steps.iter().flat_map(|step| {
            let rows =
                step.rows.iter().map(|row| format!("{}{}: {}", "  ".repeat(row.indent + 1), row.label, row.text));
            std::iter::once(step.title.clone()).chain(rows)
        });
        rows.collect()
    };
    assert_eq!(
        told(Mode::Summary),
        [
            "Gegevens",
            "  Wie maakt bezwaar?: ",
            "    Naam: Jan Jansen",
            "    Adres: Kerkstraat 1, 1234 AB Utrecht",
            "  E-mailadres: jan@voorbeeld.nl",
            "  Telefoonnummer: ",
            "Besluit",
            "  Kenmerk van het besluit: Z-1",
            "  Datum van het besluit: 10 november 2026",
            "  Kopie van het besluit: besluit.pdf",
            "Reden",
            "  Ik stuur mijn gronden later: Nee",
            "  Waarom bent u het niet eens met het besluit?: Het klopt niet.",
            "  Heeft u snel een beslissing nodig?: Nee",
            "  Wilt u uw bezwaar toelichten?: Ja, in een gesprek",
            "  Bijlagen: ",
        ]
    );
    assert_eq!(
        told(Mode::Mail),
        ["Gegevens", "  E-mailadres: jan@voorbeeld.nl", "Besluit", "  Kenmerk van het besluit: Z-1"]
    );

    let values = Outcome::of(&person.form, &person.saved, &person.ctx).registration_values();
    assert_eq!(values["besluit"], json!({"kenmerk": "Z-1", "datum": "2026-11-10"}));
    assert_eq!((&values["proForma"], &values["te_laat"]), (&json!(false), &json!(false)));
    assert_eq!(values["adres"]["postcode"], json!("1234AB"));
    assert!(values["adres"].get("secretStreetCity").is_none());
    let shown = Outcome::of(&person.form, &person.saved, &person.ctx).template_values();
    assert_eq!(
        form_logic::render_text("{{ form_name }}: {{ besluit.datum }}", &shown, "nl"),
        "Bezwaar maken: 10 november 2026"
    );
    assert_eq!(
        Outcome::of(&person.form, &person.saved, &person.ctx).registration_attributes(),
        [("initiator_geslachtsnaam".to_owned(), json!("Jan Jansen"))]
    );
}

#[test]
fn the_form_speaks_english_where_it_is_translated() {
    let mut ctx = context();
    ctx.language = "en".to_owned();
    let form = form();
    let evaluation = evaluate(&form, 1, &map(json!({"besluit": {"datum": "2026-01-01"}})), None, &ctx);
    assert_eq!(form.name_in("en"), "Object to a decision");
    assert_eq!(
        evaluation.steps.iter().map(|step| step.title.as_str()).collect::<Vec<_>>(),
        ["Your details", "Decision", "Reason"]
    );
    assert_eq!(evaluation.find_field("waaromTeLaat").unwrap().label, "Why is your objection late?");
    assert_eq!(evaluation.find_field("mist").unwrap().html, "<p>Nog niet ingevuld: Kopie van het besluit.</p>");
}

#[test]
fn one_form_serves_all_requests() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    is_shared(&form());
}
