//! `/applicaties`: the resource of the standard and its rules.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, SECRET, SYSTEEM};

use crate::{api, start};

fn zaaktype(uuid: impl std::fmt::Display) -> String {
    format!("{BASE}/catalogi/api/v1/zaaktypen/{uuid}")
}

fn body(client_ids: &[&str], zaaktype: &str) -> Value {
    json!({
        "clientIds": client_ids,
        "label": "Zaaksysteem",
        "autorisaties": [
            {
                "component": "zrc",
                "scopes": ["zaken.lezen", "zaken.aanmaken"],
                "zaaktype": zaaktype,
                "maxVertrouwelijkheidaanduiding": "intern",
            },
            { "component": "nrc", "scopes": ["notificaties.consumeren"] },
        ],
    })
}

#[tokio::test]
async fn an_applicatie_is_made_read_changed_and_removed() {
    for app in start().await {
        let soort = zaaktype(app.bezwaar.uuid);
        let nobody = app.post(ALLES, &api("applicaties"), &body(&[], &soort)).await;
        assert_eq!(nobody.faults(), ["clientIds empty"]);
        let made = app.post(ALLES, &api("applicaties"), &body(&["zaaksysteem"], &soort)).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let url = made.url();
        assert_eq!(made.header("location"), url);
        let expected = json!({
            "url": url,
            "clientIds": ["zaaksysteem"],
            "label": "Zaaksysteem",
            "heeftAlleAutorisaties": false,
            "alleenIsGereedVoorPublicatie": false,
            "autorisaties": [
                {
                    "component": "zrc",
                    "componentWeergave": "Zaken API",
                    "scopes": ["zaken.lezen", "zaken.aanmaken"],
                    "zaaktype": soort,
                    "maxVertrouwelijkheidaanduiding": "intern",
                },
                { "component": "nrc", "componentWeergave": "Notificaties API", "scopes": ["notificaties.consumeren"] },
            ],
        });
        assert_eq!(made.json().to_string(), expected.to_string());
        let read = app.get(ALLES, &url).await;
        assert_eq!(read.json(), expected);
        assert_eq!(read.header("api-version"), "1.1.0");
        let head = app.call(ALLES, "HEAD", &url, &Value::Null).await;
        assert_eq!((head.status_code.as_u16(), head.body.len()), (200, 0));
        let tag = read.header("etag").to_owned();
        let token = format!("Bearer {}", app.token(ALLES));
        let known = app.send_with("GET", &url, &[("authorization", &token), ("if-none-match", &tag)], "").await;
        assert_eq!(known.status_code, 304);

        for path in [
            "applicaties?clientIds=zaaksysteem,onbekend",
            "applicaties?clientIds=zaaksysteem&clientIds=onbekend",
            "applicaties/consumer?clientId=zaaksysteem",
        ] {
            let found = app.get(ALLES, &api(path)).await.json();
            let found = if path.contains("consumer") { found } else { found["results"][0].clone() };
            assert_eq!(found, expected, "{path}");
        }
        let all = app.get(ALLES, &api("applicaties")).await.json();
        assert_eq!((&all["count"], all["results"].as_array().map(Vec::len)), (&json!(2), Some(2)));
        assert_eq!(app.get(ALLES, &api("applicaties?clientIds=onbekend")).await.json()["count"], 0);
        assert_eq!(app.get(ALLES, &api("applicaties?page=2")).await.outcome().0, 404);

        let changed = app.call(ALLES, "PATCH", &url, &json!({ "label": "Ander", "url": "https://x.nl" })).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json());
        assert_eq!(
            (&changed.json()["label"], &changed.json()["autorisaties"]),
            (&json!("Ander"), &expected["autorisaties"])
        );
        let whole = json!({ "clientIds": ["b", "a"], "label": "Heel", "heeftAlleAutorisaties": true });
        let changed = app.call(ALLES, "PUT", &url, &whole).await.json();
        assert_eq!(changed["clientIds"], json!(["a", "b"]));
        assert_eq!((&changed["heeftAlleAutorisaties"], &changed["autorisaties"]), (&json!(true), &json!([])));

        assert_eq!(app.call(ALLES, "DELETE", &url, &Value::Null).await.status_code, 204);
        for method in ["GET", "PUT", "PATCH", "DELETE"] {
            assert_eq!(app.call(ALLES, method, &url, &whole).await.outcome(), (404, "not_found".into()), "{method}");
        }
        assert_eq!(app.get(ALLES, &api("applicaties/consumer?clientId=a")).await.outcome().0, 404);
        assert_eq!(app.call(ALLES, "POST", &url, &whole).await.outcome(), (405, "method_not_allowed".into()));
    }
}

#[tokio::test]
async fn ac_001_a_client_belongs_to_one_applicatie() {
    for app in start().await {
        let soort = zaaktype(app.bezwaar.uuid);
        let one = app.post(ALLES, &api("applicaties"), &body(&["een"], &soort)).await.url();
        let other = app.post(ALLES, &api("applicaties"), &body(&["twee"], &soort)).await.url();
        let taken = ["clientIds clientId-exists"];
        assert_eq!(app.post(ALLES, &api("applicaties"), &body(&["een", "drie"], &soort)).await.faults(), taken);
        assert_eq!(app.call(ALLES, "PATCH", &other, &json!({ "clientIds": ["een"] })).await.faults(), taken);
        assert_eq!(app.call(ALLES, "PUT", &one, &body(&["een", "vier"], &soort)).await.status_code, 200);
    }
}

#[tokio::test]
async fn ac_002_ac_003_every_fault_is_told_at_once() {
    for app in start().await {
        let soort = zaaktype(app.bezwaar.uuid);
        let with = |autorisatie: Value| json!({ "clientIds": ["x"], "label": "X", "autorisaties": [autorisatie] });
        let cases: [(Value, &[&str]); 13] = [
            (json!({ "clientIds": null, "label": null }), &["clientIds null", "label null"]),
            (json!({}), &["clientIds required", "label required"]),
            (json!({ "clientIds": "x", "label": "" }), &["clientIds not_a_list", "label blank"]),
            (
                json!({ "clientIds": ["", "a\u{0}"], "label": "X", "heeftAlleAutorisaties": 3 }),
                &["clientIds.0 blank", "clientIds.1 null_characters_not_allowed", "heeftAlleAutorisaties invalid"],
            ),
            (json!({ "clientIds": ["x"], "label": "X" }), &["nonFieldErrors missing-authorizations"]),
            (
                json!({ "clientIds": ["x"], "label": "X", "heeftAlleAutorisaties": true,
                        "autorisaties": [{ "component": "ztc", "scopes": ["catalogi.lezen"] }] }),
                &["nonFieldErrors ambiguous-authorizations-specified"],
            ),
            (
                with(json!({ "component": "zrc", "scopes": ["zaken.lezen"] })),
                &["autorisaties.0.zaaktype required", "autorisaties.0.maxVertrouwelijkheidaanduiding required"],
            ),
            (
                with(
                    json!({ "component": "drc", "scopes": ["documenten.lezen"], "maxVertrouwelijkheidaanduiding": "openbaar" }),
                ),
                &["autorisaties.0.informatieobjecttype required"],
            ),
            (
                with(json!({ "component": "brc", "scopes": ["besluiten.lezen"] })),
                &["autorisaties.0.besluittype required"],
            ),
            (
                with(json!({ "component": "kat", "scopes": [3] })),
                &["autorisaties.0.component invalid_choice", "autorisaties.0.scopes.0 invalid"],
            ),
            (
                with(json!({ "component": "zrc", "scopes": ["zaken.lezen"], "zaaktype": "bezwaar",
                          "maxVertrouwelijkheidaanduiding": "erg" })),
                &["autorisaties.0.zaaktype invalid", "autorisaties.0.maxVertrouwelijkheidaanduiding invalid_choice"],
            ),
            (with(json!({ "component": "ztc" })), &["autorisaties.0.scopes required"]),
            (with(json!("zrc")), &["autorisaties.0 invalid"]),
        ];
        for (sent, expected) in cases {
            let answer = app.post(ALLES, &api("applicaties"), &sent).await;
            assert_eq!(answer.faults(), expected, "{sent} {}", answer.json());
        }
        // A type of another system is kept as it was sent.
        let elders = "https://elders.nl/catalogi/api/v1/zaaktypen/1";
        let made = app.post(ALLES, &api("applicaties"), &body(&["x"], elders)).await.json();
        assert_eq!(made["autorisaties"][0]["zaaktype"], elders);
        let refused = app.post(ALLES, &api("applicaties"), &body(&["x"], &soort)).await;
        assert_eq!(refused.json()["title"], "Invalid input.");
    }
}

#[tokio::test]
async fn tokens_and_scopes_guard_every_route_and_a_refusal_leaves_no_trace() {
    for app in start().await {
        let soort = zaaktype(app.bezwaar.uuid);
        let url = app.post(ALLES, &api("applicaties"), &body(&["zaaksysteem"], &soort)).await.url();
        let ac = |scope: &str| json!([{ "component": "ac", "scopes": [scope] }]);
        for (client, rechten) in [("lezer", ac("autorisaties.lezen")), ("schrijver", ac("autorisaties.bijwerken"))] {
            let sent = json!({ "clientIds": [client], "label": client, "autorisaties": rechten });
            assert_eq!(app.post(ALLES, &api("applicaties"), &sent).await.status_code, 201);
            let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
            autorisaties::set_secret(&mut tx, &app.sealer, client, SECRET).await.unwrap();
            tx.commit().await.unwrap();
        }
        for url in [&api("applicaties"), &api("applicaties/consumer?clientId=lezer"), &url] {
            app.check_tokens(url).await;
            assert_eq!(app.get("lezer", url).await.status_code, 200, "{url}");
            assert_eq!(app.get("schrijver", url).await.outcome(), (403, "permission_denied".into()), "{url}");
        }
        let sent = body(&["nieuw"], &soort);
        for (method, url) in [("POST", &api("applicaties")), ("PUT", &url), ("PATCH", &url), ("DELETE", &url)] {
            let answer = app.call("lezer", method, url, &sent).await;
            assert_eq!(answer.outcome(), (403, "permission_denied".into()), "{method}");
        }
        assert_eq!(app.get(ALLES, &api("applicaties?clientIds=nieuw")).await.json()["count"], 0);
        let uuid = url.rsplit('/').next().unwrap().parse().unwrap();
        let trail = store::audit_trail(&mut app.db.reader(), uuid, 9).await.unwrap();
        assert_eq!(trail.iter().map(|line| line.actie.as_str()).collect::<Vec<_>>(), ["create"]);
        assert_eq!(
            app.get(ALLES, &api("applicaties?kleur=rood")).await.faults(),
            ["nonFieldErrors unknown-parameters"]
        );
    }
}

#[tokio::test]
async fn a_list_costs_the_same_for_few_and_for_many() {
    for app in start().await {
        let soort = zaaktype(app.bezwaar.uuid);
        let few = app.cost(ALLES, &api("applicaties")).await;
        for number in 0..99 {
            app.tick();
            app.post(ALLES, &api("applicaties"), &body(&[&format!("client-{number}")], &soort)).await;
        }
        assert_eq!((few, app.cost(ALLES, &api("applicaties")).await), (3, 3));
        let page = app.get(ALLES, &api("applicaties?pageSize=10&page=2")).await.json();
        assert_eq!((&page["count"], &page["results"][0]["clientIds"]), (&json!(100), &json!(["client-88"])));
    }
}

#[tokio::test]
async fn null_is_no_value_of_a_text() {
    for app in start().await {
        let soort = zaaktype(app.bezwaar.uuid);
        let mut new = body(&["zaaksysteem"], &soort);
        new["label"] = json!(null);
        assert_eq!(app.post(ALLES, &api("applicaties"), &new).await.faults(), ["label null"]);
        let url = app.post(ALLES, &api("applicaties"), &body(&["zaaksysteem"], &soort)).await.url();
        let nulls = json!({ "autorisaties": [{
            "component": "zrc", "scopes": ["zaken.lezen"], "zaaktype": null, "maxVertrouwelijkheidaanduiding": "openbaar",
        }] });
        assert_eq!(app.call(ALLES, "PATCH", &url, &nulls).await.faults(), ["autorisaties.0.zaaktype null"]);
    }
}
