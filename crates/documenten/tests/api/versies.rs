//! Changing documents: versions, locks, files that come in parts.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, TestApp, autorisatie};

use super::{BASE, Component, LIST, STANDARD, ZeerGeheim, body, start, with};
use base64::Engine;

async fn make(app: &TestApp, changes: Value) -> Value {
    let made = app.post(ALLES, LIST, &with(body(app), changes)).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    made.json()
}

async fn lock(app: &TestApp, url: &str) -> String {
    let answer = app.call(ALLES, "POST", &format!("{url}/lock"), &json!({})).await;
    assert_eq!(answer.status_code, 200, "{}", answer.json());
    answer.json()["lock"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn drc_009_a_document_is_locked_once_and_unlocked_by_who_holds_the_lock() {
    for app in start().await {
        let url = make(&app, json!({})).await["url"].as_str().unwrap().to_owned();
        let given = lock(&app, &url).await;
        assert_eq!(given.len(), 32);
        assert_eq!(app.get(ALLES, &url).await.json()["locked"], true);
        let again = app.call(ALLES, "POST", &format!("{url}/lock"), &json!({})).await;
        assert_eq!(again.faults(), ["nonFieldErrors existing-lock"]);

        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        let scopes = ["documenten.lock", "documenten.lezen"];
        app.add("slot", false, &[autorisatie(Component::Drc, &scopes, soort, ZeerGeheim)]).await;
        let unlock = format!("{url}/unlock");
        let cases: [(&str, Value, u16); 4] = [
            ("slot", json!({}), 403),
            ("slot", json!({ "lock": "x" }), 400),
            ("slot", json!({ "lock": given }), 204),
            (ALLES, json!({}), 204),
        ];
        for (client, sent, expected) in cases {
            let answer = app.call(client, "POST", &unlock, &sent).await;
            assert_eq!(answer.status_code.as_u16(), expected, "{client} {sent}");
        }
        assert_eq!(app.get(ALLES, &url).await.json()["locked"], false);
    }
}

#[tokio::test]
async fn drc_010_each_change_is_a_new_version_and_the_old_ones_stay() {
    for app in start().await {
        let made = make(&app, json!({ "trefwoorden": ["straat"], "status": "definitief" })).await;
        let url = made["url"].as_str().unwrap().to_owned();
        let patch = async |sent: Value| app.call(ALLES, "PATCH", &url, &sent).await;
        assert_eq!(patch(json!({ "titel": "x" })).await.faults(), ["nonFieldErrors unlocked"]);
        let given = lock(&app, &url).await;
        assert_eq!(patch(json!({ "titel": "x" })).await.faults(), ["nonFieldErrors missing-lock-id"]);
        assert_eq!(patch(json!({ "lock": "y" })).await.faults(), ["nonFieldErrors incorrect-lock-id"]);

        app.tick();
        let changed = patch(json!({ "lock": given, "titel": "Nieuwe titel" })).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json());
        let changed = changed.json();
        assert_eq!((&changed["versie"], &changed["titel"]), (&json!(2), &json!("Nieuwe titel")));
        // A PATCH keeps what it does not name, the file above all.
        assert_eq!((&changed["bestandsomvang"], &changed["trefwoorden"]), (&json!(5), &json!(["straat"])));
        assert_eq!(app.get(ALLES, &format!("{url}/download")).await.body, b"hallo");
        assert_eq!(app.get(ALLES, &format!("{url}?versie=1")).await.json()["titel"], "Foto");
        assert_eq!(app.get(ALLES, &format!("{LIST}?trefwoorden=straat")).await.json()["count"], 1);

        app.tick();
        let new = with(body(&app), json!({ "lock": given, "inhoud": STANDARD.encode("dag"), "bestandsomvang": 3 }));
        let replaced = app.call(ALLES, "PUT", &url, &new).await.json();
        // A PUT puts what it does not name back to nothing, and without a number the document keeps its own.
        assert_eq!((&replaced["versie"], &replaced["status"]), (&json!(3), &json!("")));
        assert_eq!(replaced["identificatie"], made["identificatie"]);
        assert_eq!(app.get(ALLES, &format!("{url}/download")).await.body, b"dag");
        assert_eq!(app.get(ALLES, &format!("{url}/download?versie=1")).await.body, b"hallo");
        let trail = app.get(ALLES, &format!("{url}/audittrail")).await.json();
        let acties: Vec<_> = trail.as_array().unwrap().iter().map(|line| line["actie"].clone()).collect();
        assert_eq!(acties.len(), 3, "{acties:?}");
        assert_eq!(app.get(ALLES, LIST).await.json()["count"], 1);
    }
}

#[tokio::test]
async fn drc_008_a_document_is_destroyed_with_all_that_is_its_own() {
    for app in start().await {
        let url = make(&app, json!({})).await["url"].as_str().unwrap().to_owned();
        let given = lock(&app, &url).await;
        assert_eq!(app.call(ALLES, "DELETE", &url, &json!({})).await.faults(), ["nonFieldErrors destroy-locked"]);
        app.call(ALLES, "POST", &format!("{url}/unlock"), &json!({ "lock": given })).await;
        assert_eq!(app.call(ALLES, "DELETE", &url, &json!({})).await.status_code, 204);
        for gone in [url.clone(), format!("{url}/download"), format!("{url}/audittrail")] {
            assert_eq!(app.get(ALLES, &gone).await.status_code, 404, "{gone}");
        }
    }
}

#[tokio::test]
async fn a_file_comes_in_parts_and_is_joined_by_the_unlock() {
    for app in start().await {
        let made = make(&app, json!({ "inhoud": null, "bestandsomvang": 5 })).await;
        let url = made["url"].as_str().unwrap().to_owned();
        let given = made["lock"].as_str().unwrap().to_owned();
        let deel = made["bestandsdelen"][0].clone();
        assert_eq!((&deel["volgnummer"], &deel["omvang"], &deel["voltooid"]), (&json!(1), &json!(5), &json!(false)));
        assert_eq!((&made["inhoud"], &made["locked"]), (&Value::Null, &json!(true)));
        let unlock = format!("{url}/unlock");
        let early = app.call(ALLES, "POST", &unlock, &json!({ "lock": given })).await;
        assert_eq!(early.faults(), ["nonFieldErrors incomplete-upload"]);

        let token = format!("Bearer {}", app.token(ALLES));
        let headers = [("authorization", token.as_str()), ("content-type", "multipart/form-data; boundary=X")];
        let part = |lock: &str, text: &str| {
            format!(
                "--X\r\nContent-Disposition: form-data; name=\"lock\"\r\n\r\n{lock}\r\n--X\r\nContent-Disposition: form-data; \
                 name=\"inhoud\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\n{text}\r\n--X--\r\n"
            )
        };
        let deel_url = deel["url"].as_str().unwrap().to_owned();
        let put = |lock: String, text: &'static str| {
            let (body, url) = (part(&lock, text), deel_url.clone());
            let app = &app;
            let headers = &headers;
            async move { app.send_with("PUT", &url, headers, &body).await }
        };
        assert_eq!(put("x".into(), "hallo").await.faults(), ["nonFieldErrors incorrect-lock-id"]);
        assert_eq!(put(given.clone(), "hal").await.faults(), ["nonFieldErrors file-size"]);
        assert_eq!(put(given.clone(), "hallo!").await.faults(), ["nonFieldErrors file-size"]);
        let done = put(given.clone(), "hallo").await;
        assert_eq!((done.status_code.as_u16(), &done.json()["voltooid"]), (200, &json!(true)));
        assert_eq!(app.call(ALLES, "POST", &unlock, &json!({ "lock": given })).await.status_code, 204);
        assert_eq!(app.get(ALLES, &format!("{url}/download")).await.body, b"hallo");
        let after = app.get(ALLES, &url).await.json();
        assert_eq!((&after["bestandsdelen"], &after["locked"]), (&json!([]), &json!(false)));
        assert!(deel_url.starts_with(&format!("{BASE}/documenten/api/v1/bestandsdelen/")));
    }
}

#[tokio::test]
async fn a_search_takes_the_filters_of_the_list() {
    for app in start().await {
        let one = make(&app, json!({ "titel": "Brief van Anne", "auteur": "Anne", "trefwoorden": ["a", "b"] })).await;
        make(&app, json!({ "titel": "Rekening", "auteur": "Karim", "trefwoorden": ["b"] })).await;
        let id = one["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let cases: [(Value, u64); 8] = [
            (json!({ "uuid__in": [id] }), 1),
            (json!({ "titel": "brief" }), 1),
            (json!({ "trefwoorden": ["a", "b"] }), 1),
            (json!({ "trefwoorden__overlap": ["a", "b"] }), 2),
            (json!({ "auteur": "kar", "ordering": ["-titel"] }), 1),
            (json!({ "creatiedatum__gte": "2026-11-21" }), 0),
            (json!({ "locked": true }), 0),
            (json!({ "uuid__in": [] }), 0),
        ];
        for (sent, expected) in cases {
            let answer = app.post(ALLES, &format!("{LIST}/_zoek"), &sent).await;
            assert_eq!((answer.status_code.as_u16(), &answer.json()["count"]), (200, &json!(expected)), "{sent}");
        }
        let empty = app.post(ALLES, &format!("{LIST}/_zoek"), &json!({})).await;
        assert_eq!(empty.faults(), ["nonFieldErrors empty_search_body"]);
        let ordered = app.get(ALLES, &format!("{LIST}?ordering=titel")).await.json();
        assert_eq!(ordered["results"][0]["titel"], "Brief van Anne");
    }
}
