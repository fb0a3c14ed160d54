//! `/abonnement`: the resource and its checks.

use serde_json::{Value, json};
use test_kit::apis::TestApp;
use test_kit::outside::Ontvanger;

use crate::{abonnement, api, start};

async fn faults(app: &TestApp, body: &Value) -> Vec<String> {
    app.call("afnemer", "POST", &api("abonnement"), body).await.faults()
}

#[tokio::test]
async fn an_abonnement_is_made_read_changed_and_removed_and_never_shows_its_auth() {
    for app in start().await {
        let ontvanger = Ontvanger::start().await;
        let body = abonnement(&ontvanger.url, "zaken", json!({ "bronorganisatie": "002564440" }));
        let made = app.call("afnemer", "POST", &api("abonnement"), &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let url = made.url();
        let expected = json!({
            "url": url,
            "callbackUrl": ontvanger.url,
            "kanalen": [{ "naam": "zaken", "filters": { "bronorganisatie": "002564440" } }],
            "sendCloudevents": false,
            "cloudeventFilters": [],
        });
        assert_eq!(made.json().to_string(), expected.to_string());
        assert_eq!(app.get("ander", &url).await.json(), expected);
        assert_eq!(app.get("bron", &api("abonnement")).await.json(), json!([expected]));

        let change = json!({ "sendCloudevents": true, "cloudeventFilters": [{ "typeSubstring": "zaak" }] });
        let changed = app.call("afnemer", "PATCH", &url, &change).await.json();
        assert_eq!((&changed["sendCloudevents"], &changed["kanalen"]), (&json!(true), &expected["kanalen"]));
        assert_eq!(changed["cloudeventFilters"], json!([{ "typeSubstring": "zaak", "filters": {} }]));
        let whole = app.call("afnemer", "PUT", &url, &abonnement(&ontvanger.url, "besluiten", json!({}))).await.json();
        assert_eq!((&whole["sendCloudevents"], &whole["kanalen"][0]["naam"]), (&json!(false), &json!("besluiten")));
        let without = json!({ "callbackUrl": ontvanger.url, "kanalen": [] });
        assert_eq!(app.call("afnemer", "PUT", &url, &without).await.faults(), ["auth required"]);

        assert_eq!(app.call("afnemer", "DELETE", &url, &Value::Null).await.status_code, 204);
        assert_eq!(app.get("afnemer", &url).await.outcome(), (404, "not_found".into()));
        assert_eq!(ontvanger.received().len(), 0);
    }
}

#[tokio::test]
async fn the_callback_is_tried_with_and_without_auth() {
    for app in start().await {
        let ontvanger = Ontvanger::start().await;
        let body = abonnement(&ontvanger.url, "zaken", json!({}));
        let mut wrong = body.clone();
        wrong["auth"] = json!("Bearer anders");
        assert_eq!(faults(&app, &wrong).await, ["nonFieldErrors invalid-callback-url"]);
        ontvanger.answer(500);
        assert_eq!(faults(&app, &body).await, ["nonFieldErrors invalid-callback-url"]);
        ontvanger.answer(200);
        ontvanger.open();
        assert_eq!(faults(&app, &body).await, ["callbackUrl no-auth-on-callback-url"]);
        for url in ["http://127.0.0.1:1/", "http://10.0.0.1/", "http://[::1]/", "http://localhost.invalid/"] {
            let answer = faults(&app, &abonnement(url, "zaken", json!({}))).await;
            assert_eq!(answer, ["nonFieldErrors invalid-callback-url"], "{url}");
        }
        assert_eq!(app.get("afnemer", &api("abonnement")).await.json(), json!([]));
    }
}

#[tokio::test]
async fn kanalen_exist_and_filters_fit_them() {
    for app in start().await {
        let ontvanger = Ontvanger::start().await;
        let with =
            |kanalen: Value| json!({ "callbackUrl": ontvanger.url, "auth": "Bearer geheim", "kanalen": kanalen });
        let cases: [(Value, &[&str]); 9] = [
            (with(json!(null)), &["kanalen null"]),
            (with(json!([{ "naam": "weg" }])), &["naam kanaal_naam"]),
            (
                with(json!([{ "naam": "zaken", "filters": { "kleur": "rood" } }])),
                &["filters inconsistent-abonnement-filters"],
            ),
            (with(json!([{ "naam": "zaken", "filters": { "zaaktype": "" } }])), &["kanalen.0.filters.zaaktype blank"]),
            (
                with(json!([{ "filters": [] }, 3])),
                &["kanalen.0.naam required", "kanalen.0.filters invalid", "kanalen.1 invalid"],
            ),
            (
                json!({ "callbackUrl": "geen", "auth": "a\nb" }),
                &["callbackUrl invalid", "auth invalid", "kanalen required"],
            ),
            (json!({ "kanalen": {} }), &["callbackUrl required", "auth required", "kanalen not_a_list"]),
            (with(json!([])), &[]),
            (with(json!([{ "naam": "zaken", "filters": { "bronorganisatie": "*" } }])), &[]),
        ];
        for (sent, expected) in cases {
            assert_eq!(faults(&app, &sent).await, expected, "{sent}");
        }
    }
}
