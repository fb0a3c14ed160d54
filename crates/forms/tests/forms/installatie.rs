//! Installing and finding forms.

use forms::{FormFiles, FormsError, check_form};
use serde_json::{Value, json};

use crate::support::*;

#[test]
fn every_form_of_our_bouwstenen_can_be_installed() {
    let all = [
        ("bezwaarschrift", &["bezwaar-maken", "bezwaar-aanvulling", "medewerker-intake", "medewerker-beslissing"][..]),
        ("parkeervergunning-bewoners", &["parkeervergunning-aanvragen", "medewerker-beoordeling"][..]),
    ];
    for (bouwsteen, slugs) in all {
        for slug in slugs {
            assert_eq!(check_form(&form_files(bouwsteen, slug)), [""; 0], "{bouwsteen}/{slug}");
        }
    }
}

fn spoiled(change: impl Fn(&mut Value)) -> FormFiles {
    let files = form_files("bezwaarschrift", "bezwaar-maken");
    let mut loket: Value = serde_json::from_str(&files.loket).unwrap();
    change(&mut loket);
    FormFiles { loket: loket.to_string(), ..files }
}

#[test]
fn a_faulty_form_is_told_in_words() {
    let cases = [
        (spoiled(|loket| loket["soort"] = json!("iets")), "unknown variant `iets`"),
        (spoiled(|loket| loket["extra"] = json!(1)), "unknown field `extra`"),
        (spoiled(|loket| loket["zaaktype"] = json!("")), "zaaktype: an aanvraag needs one"),
        (spoiled(|loket| loket["rollen"] = json!({})), "rollen.initiator: an aanvraag needs one"),
        (spoiled(|loket| loket["variabelen"]["weg"] = json!("x")), "variabelen: there is no component or variable weg"),
        (
            spoiled(|loket| loket["eigenschappen"][0]["component_key"] = json!("weg")),
            "eigenschappen: there is no component or variable weg",
        ),
        (spoiled(|loket| loket["bestanden"][0]["key"] = json!("email")), "bestanden: there is no file component email"),
        (spoiled(|loket| loket["bestanden"] = json!([])), "file component machtiging has none"),
        (
            FormFiles { slug: "anders".into(), ..form_files("bezwaarschrift", "bezwaar-maken") },
            "the slug is bezwaar-maken, the folder is anders",
        ),
        (
            FormFiles { form_definitions: "geen json".into(), ..form_files("bezwaarschrift", "bezwaar-maken") },
            "formDefinitions.json",
        ),
    ];
    for (files, expected) in cases {
        let faults = check_form(&files);
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{expected}: {faults:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_newest_version_counts_and_a_submission_keeps_its_own() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, forms::Eigenaar::Burger(anne()), facts()).await;
        let newer = spoiled(|loket| loket["pdf"]["titel"] = json!("Nieuwe titel"));
        let switched_off =
            FormFiles { forms: newer.forms.replace("\"active\": true", "\"active\": false"), ..newer.clone() };
        for (files, versie, count) in [(&newer, Some(2), 1), (&newer, Some(2), 1), (&switched_off, None, 0)] {
            let mut tx = db.begin(&SYSTEEM).await.unwrap();
            forms::install_form(&mut tx, files).await.unwrap();
            tx.commit().await.unwrap();
            let found = forms::find_formulier(&mut db.reader(), "bezwaar-maken").await.unwrap();
            assert_eq!(found.as_ref().map(|formulier| formulier.versie), versie, "{}", db.kind());
            assert_eq!(forms::list_aanvragen(&mut db.reader()).await.unwrap().len(), count, "{}", db.kind());
        }
        person.reload().await;
        let own = forms::read_formulier(&mut db.reader(), person.inzending.formulier).await.unwrap();
        assert_eq!(own.versie, 1);

        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        let refused = forms::install_form(&mut tx, &spoiled(|loket| loket["zaaktype"] = json!(""))).await;
        assert!(matches!(refused, Err(FormsError::Invalid(faults)) if faults.len() == 1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_reads_each_form_once() {
    for Database { db, .. } in databases().await {
        let first = forms::list_aanvragen(&mut db.reader()).await.unwrap();
        let again = store::count_statements(async { forms::list_aanvragen(&mut db.reader()).await.unwrap() }).await;
        assert_eq!((first.len(), again.0.len(), again.1), (1, 1, 1), "{}", db.kind());
    }
}
