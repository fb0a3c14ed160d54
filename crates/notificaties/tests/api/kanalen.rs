//! `/kanaal`, and POST of notifications.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE};
use test_kit::outside::Ontvanger;

use crate::{abonnement, api, bericht, start};

#[tokio::test]
async fn the_kanalen_of_the_standard_are_there_and_others_can_be_added() {
    for app in start().await {
        let all = app.get("bron", &api("kanaal")).await.json();
        let names: Vec<&str> = all.as_array().unwrap().iter().map(|one| one["naam"].as_str().unwrap()).collect();
        let expected =
            ["autorisaties", "besluiten", "besluittypen", "documenten", "informatieobjecttypen", "zaaktypen", "zaken"];
        assert_eq!(names, expected);
        let one = app.get("afnemer", &api("kanaal?naam=zaken")).await.json();
        let filters = ["bronorganisatie", "zaaktype", "zaaktype.catalogus", "vertrouwelijkheidaanduiding"];
        assert_eq!((one.as_array().map(Vec::len), &one[0]["filters"]), (Some(1), &json!(filters)));
        assert_eq!(app.get("afnemer", one[0]["url"].as_str().unwrap()).await.json(), one[0]);

        let new = json!({ "naam": "dingen", "filters": ["kleur", "maat"] });
        let made = app.call("bron", "POST", &api("kanaal"), &new).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let url = made.url();
        let expected = json!({ "url": url, "naam": "dingen", "documentatieLink": "", "filters": ["kleur", "maat"] });
        assert_eq!(made.json().to_string(), expected.to_string());
        assert_eq!((made.header("location"), made.header("api-version")), (url.as_str(), "1.0.1"));
        let again = app.call("bron", "POST", &api("kanaal"), &new).await;
        assert_eq!(again.faults(), ["naam unique"]);
        for (method, sent, faults) in [
            ("PATCH", json!({ "naam": "zaken" }), vec!["naam wijzigen-niet-toegelaten"]),
            ("PATCH", json!({ "filters": "kleur" }), vec!["filters not_a_list"]),
            ("PUT", json!({}), vec!["naam required"]),
            ("PATCH", json!({ "documentatieLink": "http://127.0.0.1:1/" }), vec!["documentatieLink bad-url"]),
            ("PATCH", json!({ "filters": ["kleur"] }), vec![]),
        ] {
            assert_eq!(app.call("bron", method, &url, &sent).await.faults(), faults, "{sent}");
        }
        assert_eq!(app.get("bron", &url).await.json()["filters"], json!(["kleur"]));
        assert_eq!(app.call("bron", "DELETE", &url, &Value::Null).await.outcome(), (405, "method_not_allowed".into()));

        // At a host of its own the API is at /api/v1, and its URLs are too.
        let there = app.get("bron", &format!("{BASE}/api/v1/kanaal?naam=dingen")).await.json();
        let url = there[0]["url"].as_str().unwrap();
        assert!(url.starts_with(&format!("{BASE}/api/v1/kanaal/")), "{url}");
        assert_eq!(app.get("bron", url).await.json(), there[0]);
    }
}

#[tokio::test]
async fn tokens_and_scopes_guard_every_route() {
    for app in start().await {
        let kanaal = app.get(ALLES, &api("kanaal?naam=zaken")).await.json()[0]["url"].as_str().unwrap().to_owned();
        let ontvanger = Ontvanger::start().await;
        let body = abonnement(&ontvanger.url, "zaken", json!({}));
        let own = app.call("afnemer", "POST", &api("abonnement"), &body).await.url();
        for url in [&api("kanaal"), &kanaal, &api("abonnement"), &own] {
            app.check_tokens(url).await;
            for client in ["afnemer", "bron"] {
                assert_eq!(app.get(client, url).await.status_code, 200, "{client} {url}");
            }
            assert_eq!(app.get("vreemd", url).await.outcome(), (403, "permission_denied".into()), "{url}");
        }
        let refused = [
            ("afnemer", "POST", api("kanaal")),
            ("afnemer", "PATCH", kanaal.clone()),
            ("afnemer", "POST", api("notificaties")),
            ("afnemer", "POST", api("cloudevents")),
            ("bron", "POST", api("abonnement")),
            ("bron", "DELETE", own.clone()),
            ("ander", "PUT", own.clone()),
            ("ander", "PATCH", own.clone()),
            ("ander", "DELETE", own.clone()),
        ];
        for (client, method, url) in refused {
            let answer = app.call(client, method, &url, &body).await;
            assert_eq!(answer.outcome(), (403, "permission_denied".into()), "{client} {method} {url}");
        }
        assert_eq!(app.get("afnemer", &api("kanaal?kleur=rood")).await.faults(), ["nonFieldErrors unknown-parameters"]);
    }
}

#[tokio::test]
async fn a_notificatie_must_fit_its_kanaal() {
    for app in start().await {
        let kanaal = json!({ "naam": "dingen", "filters": ["kleur", "maat"] });
        app.call("bron", "POST", &api("kanaal"), &kanaal).await;
        let cases: [(Value, &[&str]); 6] = [
            (bericht("dingen", "1", "create", json!({ "kleur": "rood" })), &[]),
            (bericht("dingen", "1", "create", json!({ "kleur": "rood", "maat": "1", "extra": "x" })), &[]),
            (
                bericht("dingen", "1", "create", json!({ "kleur": "rood", "extra": "x" })),
                &["kenmerken kenmerken_inconsistent"],
            ),
            (bericht("weg", "1", "create", json!({})), &["kanaal message_kanaal"]),
            (bericht("dingen", "1", "create", json!({ "kleur": 3 })), &["kenmerken.kleur invalid"]),
            (
                json!({ "hoofdObject": "x" }),
                &[
                    "kanaal required",
                    "hoofdObject invalid",
                    "resource required",
                    "resourceUrl required",
                    "actie required",
                    "aanmaakdatum required",
                ],
            ),
        ];
        for (sent, faults) in cases {
            let answer = app.call("bron", "POST", &api("notificaties"), &sent).await;
            assert_eq!(answer.faults(), faults, "{sent} {}", answer.json());
            if faults.is_empty() {
                assert_eq!((answer.status_code.as_u16(), &answer.json()["kenmerken"]), (200, &sent["kenmerken"]));
                assert_eq!(answer.json()["aanmaakdatum"], "2026-11-25T10:00:00Z");
            }
        }
        let event = json!({ "id": "1", "source": "bron", "specversion": "een", "type": "nl.ding", "time": "nu" });
        let answer = app.call("bron", "POST", &api("cloudevents"), &event).await;
        assert_eq!(answer.faults(), ["specversion invalid", "time invalid"]);
    }
}
