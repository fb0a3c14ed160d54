//! Filling in, step by step.

use form_logic::Strictness;
use forms::{Eigenaar, NextStep, Place, ProgressState, Saved, StepOutcome};
use serde_json::json;
use values::actor::Grond;

use crate::support::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_walks_through_the_form_and_back_without_losing_answers() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        let first = person.see("uw-gegevens");
        let shown = keys(&first.fields);
        for key in ["indiener", "naam", "straat", "huisnummer", "huisletter", "postcode", "woonplaats", "namensWie"] {
            assert!(shown.contains(&key.to_owned()), "{key}: {shown:?}");
        }
        for key in ["machtiginggever", "gemachtigde", "onderneming", "zonderInloggen", "toevoeging", "machtiging"] {
            assert!(!shown.contains(&key.to_owned()), "{key}: {shown:?}");
        }
        assert!(first.reachable && first.previous.is_none() && first.versie == 1);
        assert_eq!((first.progress.number, first.progress.total), (1, 5));
        assert!(!person.see("besluit").reachable);

        person.fill_in().await;
        assert_eq!(person.open_step(), NextStep::Overzicht);
        let back = person.see("besluit");
        assert_eq!(back.previous.as_deref(), Some("uw-gegevens"));
        let field = |key: &str| back.fields.iter().find(|field| field.key == key).unwrap();
        assert_eq!(field("kenmerkBesluit").value, "B-2026-17");
        assert_eq!((field("datumBesluit").day.as_str(), field("datumBesluit").month.as_str()), ("10", "11"));
        // Changing an earlier answer keeps the later ones.
        let changed: Vec<_> = BESLUIT
            .iter()
            .map(|pair| if pair.0 == "kenmerkBesluit" { ("kenmerkBesluit", "X") } else { *pair })
            .collect();
        assert_eq!(person.next("besluit", &changed).await, NextStep::Step("reden".into()));
        assert_eq!(person.open_step(), NextStep::Overzicht);
        let steps = forms::overview(&person.formulier, &person.inzending, &person.ctx());
        let rows: Vec<_> =
            steps.iter().flat_map(|step| &step.rows).map(|row| format!("{}: {}", row.key, row.text)).collect();
        for expected in [
            "naam: Anne de Boer",
            "straat: Kerkstraat",
            "kenmerkBesluit: X",
            "datumBesluit: 10 november 2026",
            "gronden: Het besluit klopt niet.",
        ] {
            assert!(rows.contains(&expected.to_owned()), "{expected}: {rows:?}");
        }
        let progress = forms::progress(&person.formulier, &person.inzending, Place::Overzicht, &person.ctx());
        let states: Vec<_> = progress.items.iter().map(|item| (item.slug.as_str(), item.state)).collect();
        use ProgressState::{Current, Done, Todo};
        let expected =
            [("uw-gegevens", Done), ("besluit", Done), ("reden", Done), ("overzicht", Current), ("bevestiging", Todo)];
        assert_eq!(states, expected, "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_step_gives_back_what_was_typed() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        let posted =
            [("email", "geen adres"), ("telefoonnummer", "abc"), ("namensWie", "ander"), ("naam", "Iemand Anders")];
        let refused = person.refused("uw-gegevens", &posted, &[]).await;
        assert_eq!(
            codes(&refused),
            [
                "naam invalidPrefilledField",
                "naamVertegenwoordigde required",
                "machtiging required",
                "email invalid_email",
                "telefoonnummer invalid_phone"
            ]
        );
        assert_eq!(refused.errors[3].html_id, "veld-email");
        assert!(!refused.is_stale && refused.input.len() == posted.len());
        let shown =
            forms::step_view(&person.formulier, &person.inzending, "uw-gegevens", Some(&refused.input), &person.ctx());
        let fields = shown.unwrap().fields;
        let contact = fields.iter().find(|field| field.key == "contact").unwrap();
        assert_eq!(contact.children[0].value, "geen adres");
        assert!(keys(&fields).contains(&"naamVertegenwoordigde".to_owned()));
        // Who leaves now finds back what was right; what cannot be is not kept.
        let kept = &person.inzending.data;
        assert_eq!(kept.get("namensWie"), Some(&json!("ander")));
        for key in ["naam", "email", "telefoonnummer"] {
            let value = kept.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
            assert!(!["Iemand Anders", "geen adres", "abc"].contains(&value), "{key}: {value}");
        }
        assert!(!person.inzending.is_done("uw-gegevens"));

        // "Opslaan" asks no answers, but takes no nonsense either; it does not finish the step.
        let saved = person.post_full("uw-gegevens", &[("email", "")], &[], Strictness::Save).await.unwrap();
        assert!(matches!(saved, StepOutcome::Saved(_)));
        assert_eq!(person.open_step(), NextStep::Step("uw-gegevens".into()));
        let outcome = person.post_full("weg", &[], &[], Strictness::Next).await;
        assert!(matches!(outcome, Err(forms::FormsError::StepNotFound)));
        assert!(forms::step_view(&person.formulier, &person.inzending, "weg", None, &person.ctx()).is_none());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn late_and_pro_forma_change_what_is_asked() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        person.next("uw-gegevens", CONTACT).await;
        let late = |day: &'static str, month: &'static str| {
            vec![
                ("kenmerkBesluit", "B-1"),
                ("onderwerpBesluit", "Iets"),
                ("datumBesluit-day", day),
                ("datumBesluit-month", month),
                ("datumBesluit-year", "2026"),
            ]
        };
        // Today is 25 November: 42 days ago is 14 October.
        assert_eq!(codes(&person.refused("besluit", &late("13", "10"), &[]).await), ["waaromTeLaat required"]);
        assert_eq!(codes(&person.refused("besluit", &late("26", "11"), &[]).await), ["datumBesluit maxDate"]);
        let with_reason: Vec<_> = late("13", "10").into_iter().chain([("waaromTeLaat", "Ik was ziek.")]).collect();
        person.next("besluit", &with_reason).await;
        assert_eq!(person.inzending.data["teLaat"], json!(true));
        // In time after all: the reason goes.
        person.next("besluit", &late("14", "10")).await;
        assert_eq!(person.inzending.data["teLaat"], json!(false));
        assert!(!person.inzending.data.contains_key("waaromTeLaat"));

        let rest = [("hoorzitting", "nee"), ("spoed", "ja")];
        assert_eq!(codes(&person.refused("reden", &rest, &[]).await), ["gronden required"]);
        let pro_forma: Vec<_> = rest.into_iter().chain([("proForma", "on")]).collect();
        assert_eq!(person.next("reden", &pro_forma).await, NextStep::Overzicht);
        assert_eq!(person.inzending.data["proForma"], json!(true), "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stale_tab_overwrites_nothing_and_a_double_click_is_no_stale_tab() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        let with = |versie: &'static str, email: &'static str| {
            vec![("email", email), ("namensWie", "mijzelf"), ("_versie", versie)]
        };
        person.next("uw-gegevens", &with("1", "een@example.nl")).await;
        // The same answers from the same page: a double click.
        person.next("uw-gegevens", &with("1", "een@example.nl")).await;
        let versie = person.inzending.versie;
        let refused = person.refused("uw-gegevens", &with("1", "twee@example.nl"), &[]).await;
        assert!(refused.is_stale && refused.errors.is_empty());
        assert_eq!(person.inzending.data["email"], json!("een@example.nl"));
        assert_eq!(person.inzending.versie, versie);
        // Nor does who says nothing of what she saw.
        assert!(person.refused("uw-gegevens", &with("", "twee@example.nl"), &[]).await.is_stale);
        // The shown page has the new versie: posting it again is meant.
        let again = versie.to_string();
        let posted = [("email", "twee@example.nl"), ("namensWie", "mijzelf"), ("_versie", again.as_str())];
        person.next("uw-gegevens", &posted).await;
        assert_eq!(person.inzending.data["email"], json!("twee@example.nl"));
        // Another step has answers of its own: a page of it from before is not stale.
        let besluit: Vec<_> = BESLUIT.iter().copied().chain([("_versie", "1")]).collect();
        person.next("besluit", &besluit).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_tabs_that_save_at_the_same_time_do_not_mix() {
    for Database { db, .. } in databases().await {
        let person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        let tabs: Vec<_> = (0..8)
            .map(|tab| {
                let (db, inzending) = (db.clone(), person.inzending.clone());
                let (actor, ctx) = (person.actor.clone(), person.ctx());
                tokio::spawn(async move {
                    let pairs = [
                        ("email", format!("tab{tab}@example.nl")),
                        ("namensWie", "mijzelf".into()),
                        ("_versie", "1".into()),
                    ];
                    let pairs = pairs.map(|(name, value)| (name.to_owned(), value));
                    let mut tx = db.begin(&actor).await.unwrap();
                    let post = forms::StepPost {
                        step: "uw-gegevens",
                        pairs: &pairs,
                        files: &forms::PostedFiles::default(),
                        strictness: Strictness::Next,
                    };
                    let outcome = forms::save_step(&mut tx, &inzending, &post, &ctx).await.unwrap();
                    tx.commit().await.unwrap();
                    matches!(outcome, StepOutcome::Saved(Saved { .. }))
                })
            })
            .collect();
        let mut saved = 0;
        for tab in tabs {
            saved += usize::from(tab.await.unwrap());
        }
        assert_eq!(saved, 1, "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_representative_sees_whom_the_form_is_about() {
    for Database { db, .. } in databases().await {
        for grond in [Grond::Machtiging, Grond::Bewindvoering] {
            let person = Person::start(&db, Eigenaar::Burger(piet_for_anne(grond, &["BEZWAAR"])), facts()).await;
            let shown = keys(&person.see("uw-gegevens").fields);
            for key in ["namensMachtiginggever", "naamMachtiginggever", "straatMachtiginggever", "naamGemachtigde"] {
                assert!(shown.contains(&key.to_owned()), "{key}: {shown:?}");
            }
            assert_eq!(person.see("uw-gegevens").title, "Uw gegevens (machtiginggever)");
            for key in ["indiener", "vertegenwoordiging", "organisatieGemachtigde", "zonderInloggen"] {
                assert!(!shown.contains(&key.to_owned()), "{key}: {shown:?}");
            }
            let auth = person.ctx().auth.unwrap();
            assert_eq!((auth.value.as_str(), auth.plugin.as_str()), ("999993653", "digid_machtigen_oidc"));
            assert_eq!(auth.context["source"], json!("digid"));
            assert_eq!(auth.context["levelOfAssurance"], json!("urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"));
            assert_eq!(auth.context["representee"], json!({"identifierType": "bsn", "identifier": "999993653"}));
            let subject = json!({"identifierType": "bsn", "identifier": "999990019"});
            assert_eq!(auth.context["authorizee"]["legalSubject"], subject);
            let role = (grond == Grond::Bewindvoering).then_some("bewindvoerder");
            assert_eq!(auth.context["mandate"].get("role").and_then(|role| role.as_str()), role);
            let mut tx = db.begin(&person.actor).await.unwrap();
            assert!(forms::delete_concept(&mut tx, &person.eigenaar, person.inzending.uuid).await.unwrap());
            tx.commit().await.unwrap();
        }
    }
}
