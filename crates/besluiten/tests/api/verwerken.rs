//! A besluit with its documents in one call.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, with};
use uuid::Uuid;

use crate::fixtures::{api, besluit_body, brc, make_document, mirror, soorten, start};

#[tokio::test]
async fn a_besluit_and_its_documents_are_made_in_one_call() {
    for app in start().await {
        let (own, _) = soorten(&app);
        let documents = [make_document(&app, own).await, make_document(&app, own).await];
        let named: Vec<Value> = documents.iter().map(|url| json!({ "informatieobject": url })).collect();
        let body = json!({ "besluit": besluit_body(&app), "besluitinformatieobjecten": named });
        let made = app.post(ALLES, &api("besluit_verwerken"), &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let json = made.json();
        let besluit = json["besluit"]["url"].as_str().unwrap();
        assert_eq!(made.header("location"), besluit);
        assert_eq!(app.get(ALLES, besluit).await.json(), json["besluit"]);
        let listed = app.get(ALLES, &api(&format!("besluitinformatieobjecten?besluit={besluit}"))).await.json();
        assert_eq!(listed, json["besluitinformatieobjecten"]);
        assert_eq!(listed.as_array().map(Vec::len), Some(2));
        assert_eq!(app.get(ALLES, &mirror(besluit)).await.json().as_array().map(Vec::len), Some(2));
        let none = json!({ "besluit": besluit_body(&app), "besluitinformatieobjecten": [] });
        assert_eq!(app.post(ALLES, &api("besluit_verwerken"), &none).await.status_code, 201);
    }
}

#[tokio::test]
async fn all_of_it_is_made_or_nothing() {
    for app in start().await {
        let (own, other) = soorten(&app);
        let document = json!({ "informatieobject": make_document(&app, own).await });
        let strange = json!({ "informatieobject": make_document(&app, other).await });
        let unknown = format!("{BASE}/documenten/api/v1/enkelvoudiginformatieobjecten/{}", Uuid::nil());
        let good = json!({ "besluit": besluit_body(&app), "besluitinformatieobjecten": [document] });
        let late = with(besluit_body(&app), json!({ "datum": "2026-11-30" }));
        let relation = "nonFieldErrors missing-besluittype-informatieobjecttype-relation";
        for (changes, faults) in [
            (
                json!({ "besluit": null, "besluitinformatieobjecten": null }),
                vec!["besluit null".to_owned(), "besluitinformatieobjecten null".into()],
            ),
            (
                json!({ "besluit": 3, "besluitinformatieobjecten": 3 }),
                vec!["besluit invalid".into(), "besluitinformatieobjecten not_a_list".into()],
            ),
            (json!({ "besluit": late }), vec!["besluit.datum future_not_allowed".into()]),
            (
                json!({ "besluitinformatieobjecten": [document, { "informatieobject": unknown }, {}] }),
                vec!["besluitinformatieobjecten.2.informatieobject required".into()],
            ),
            (
                json!({ "besluitinformatieobjecten": [document, { "informatieobject": unknown }] }),
                vec!["besluitinformatieobjecten.1.informatieobject bad-url".into()],
            ),
            (
                json!({ "besluitinformatieobjecten": [strange, document, document, strange] }),
                vec![
                    format!("besluitinformatieobjecten.0.{relation}"),
                    "besluitinformatieobjecten.2.nonFieldErrors unique".into(),
                    format!("besluitinformatieobjecten.3.{relation}"),
                ],
            ),
        ] {
            let answer = app.post(ALLES, &api("besluit_verwerken"), &with(good.clone(), changes)).await;
            assert_eq!((answer.status_code.as_u16(), answer.faults()), (400, faults));
        }
        assert_eq!(app.get(ALLES, &api("besluiten")).await.json()["count"], 0);

        app.add("elders", false, &brc("besluiten.aanmaken", app.parkeren.besluittypen[0].uuid.uuid())).await;
        app.add("lezer", false, &brc("besluiten.lezen", app.bezwaar.besluittypen[0].uuid.uuid())).await;
        for client in ["elders", "lezer"] {
            let answer = app.post(client, &api("besluit_verwerken"), &good).await;
            assert_eq!(answer.outcome(), (403, "permission_denied".into()), "{client}");
        }
    }
}
