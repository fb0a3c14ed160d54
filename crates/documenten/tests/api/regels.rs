//! The rules of the standard that no other file here is about, one test each.

use autorisaties::{ApplicatieGegevens, Toekenning};
use serde_json::{Value, json};
use store::Actie;
use test_kit::apis::{ALLES, TestApp, autorisatie};
use values::Vertrouwelijkheidaanduiding::{Openbaar, ZeerGeheim};
use values::actor::Component;

use super::{BASE, LIST, SYSTEEM, body, start, with};

fn type_url(resource: &str, uuid: impl std::fmt::Display) -> String {
    format!("{BASE}/catalogi/api/v1/{resource}/{uuid}")
}

fn soort(app: &TestApp, omschrijving: &str) -> String {
    type_url("informatieobjecttypen", app.bezwaar.informatieobjecttype(omschrijving).unwrap().uuid)
}

async fn make(app: &TestApp, changes: Value) -> Value {
    let made = app.post(ALLES, LIST, &with(body(app), changes)).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    made.json()
}

fn url(document: &Value) -> String {
    document["url"].as_str().unwrap().to_owned()
}

/// Changes a document under a lock, as an application does.
async fn change(app: &TestApp, client: &str, url: &str, changes: Value) -> test_kit::apis::Answer {
    let lock = app.call(ALLES, "POST", &format!("{url}/lock"), &json!({})).await.json()["lock"].clone();
    app.tick();
    let answer = app.call(client, "PATCH", url, &with(changes, json!({ "lock": lock }))).await;
    app.call(ALLES, "POST", &format!("{url}/unlock"), &json!({ "lock": lock })).await;
    answer
}

/// Puts a document in a zaak that is elsewhere in the same database, and returns the URL of the zaak.
async fn relate(app: &TestApp, document: &Value, relatie: u128, zaak: u128) -> String {
    let uuid = uuid::Uuid::from_u128;
    let id = url(document).rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    let soort = documenten::ObjectSoort::Zaak;
    documenten::relate(&mut tx, uuid(relatie), values::Id::new(id), soort, uuid(zaak)).await.unwrap();
    tx.commit().await.unwrap();
    format!("{BASE}/zaken/api/v1/zaken/{}", uuid(zaak))
}

#[tokio::test]
async fn drc_001_the_informatieobjecttype_exists_is_published_and_may_change() {
    for app in start().await {
        let bijlage = app.bezwaar.informatieobjecttype("Bijlage").unwrap();
        let concept = json!({
            "catalogus": type_url("catalogussen", bijlage.catalogus),
            "omschrijving": "Nieuw", "vertrouwelijkheidaanduiding": "openbaar", "informatieobjectcategorie": "brief",
            "beginGeldigheid": "2026-01-01",
        });
        let concept = app.post(ALLES, &format!("{BASE}/catalogi/api/v1/informatieobjecttypen"), &concept).await.url();
        let cases = [
            (Value::Null, "informatieobjecttype null"),
            (json!("brief"), "informatieobjecttype bad-url"),
            (json!("https://elders.example.nl/typen/1"), "informatieobjecttype unknown-service"),
            (json!(type_url("zaaktypen", app.bezwaar.uuid)), "informatieobjecttype invalid-resource"),
            (json!(type_url("informatieobjecttypen", uuid::Uuid::nil())), "informatieobjecttype bad-url"),
            (json!(concept), "informatieobjecttype not-published"),
        ];
        for (given, expected) in cases {
            let answer = app.post(ALLES, LIST, &with(body(&app), json!({ "informatieobjecttype": given }))).await;
            assert_eq!(answer.faults(), [expected], "{}", answer.json());
        }
        let document = url(&make(&app, json!({})).await);
        let changed = change(&app, ALLES, &document, json!({ "informatieobjecttype": soort(&app, "Besluit") })).await;
        assert_eq!(changed.json()["informatieobjecttype"], soort(&app, "Besluit"));
        let refused = change(&app, ALLES, &document, json!({ "informatieobjecttype": concept })).await;
        assert_eq!(refused.faults(), ["informatieobjecttype not-published"]);
    }
}

#[tokio::test]
async fn drc_003_a_document_is_in_an_object_once() {
    for app in start().await {
        let document = make(&app, json!({})).await;
        let zaak = relate(&app, &document, 9, 7).await;
        relate(&app, &document, 10, 7).await;
        let new = json!({ "informatieobject": url(&document), "object": zaak, "objectType": "zaak" });
        let path = format!("{BASE}/documenten/api/v1/objectinformatieobjecten");
        let (one, two) = (app.post(ALLES, &path, &new).await, app.post(ALLES, &path, &new).await);
        assert_eq!(one.url(), two.url());
        assert_eq!(app.get(ALLES, &path).await.json().as_array().unwrap().len(), 1);
        let besluit = with(new, json!({ "objectType": "besluit" }));
        assert_eq!(app.post(ALLES, &path, &besluit).await.faults(), ["nonFieldErrors inconsistent-relation"]);
    }
}

#[tokio::test]
async fn drc_004_a_relation_goes_when_its_object_lets_go() {
    for app in start().await {
        let document = make(&app, json!({})).await;
        relate(&app, &document, 9, 7).await;
        let path = format!("{BASE}/documenten/api/v1/objectinformatieobjecten/{}", uuid::Uuid::from_u128(9));
        let early = app.call(ALLES, "DELETE", &path, &json!({})).await;
        assert_eq!(early.faults(), ["nonFieldErrors remote-relation-exists"]);
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        documenten::forget_object(&mut tx, uuid::Uuid::from_u128(7)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.get(ALLES, &path).await.status_code, 404);
    }
}

#[tokio::test]
async fn drc_005_what_was_received_is_not_in_the_making() {
    for app in start().await {
        for (status, expected) in [("in_bewerking", 400), ("ter_vaststelling", 400), ("definitief", 201), ("", 201)] {
            let changes = json!({ "ontvangstdatum": "2026-11-20", "status": status });
            let answer = app.post(ALLES, LIST, &with(body(&app), changes)).await;
            assert_eq!(answer.status_code.as_u16(), expected, "{status}");
            if expected == 400 {
                assert_eq!(answer.faults(), ["status invalid_for_received"]);
            }
        }
        let document = url(&make(&app, json!({ "status": "in_bewerking" })).await);
        let refused = change(&app, ALLES, &document, json!({ "ontvangstdatum": "2026-11-20" })).await;
        assert_eq!(refused.faults(), ["status invalid_for_received"]);
    }
}

#[tokio::test]
async fn drc_007_the_level_is_that_of_the_type_unless_it_is_sent() {
    for app in start().await {
        for (sent, expected) in [
            (json!({}), "zaakvertrouwelijk"),
            (json!({ "vertrouwelijkheidaanduiding": "" }), "zaakvertrouwelijk"),
            (json!({ "vertrouwelijkheidaanduiding": "geheim" }), "geheim"),
        ] {
            assert_eq!(make(&app, sent.clone()).await["vertrouwelijkheidaanduiding"], expected, "{sent}");
        }
        let wrong = app.post(ALLES, LIST, &with(body(&app), json!({ "vertrouwelijkheidaanduiding": "privé" }))).await;
        assert_eq!(wrong.faults(), ["vertrouwelijkheidaanduiding invalid_choice"]);
    }
}

#[tokio::test]
async fn drc_008_everything_that_keeps_a_document_is_told_at_once() {
    for app in start().await {
        let document = make(&app, json!({})).await;
        relate(&app, &document, 9, 7).await;
        app.call(ALLES, "POST", &format!("{}/lock", url(&document)), &json!({})).await;
        let refused = app.call(ALLES, "DELETE", &url(&document), &json!({})).await;
        assert_eq!(refused.faults(), ["nonFieldErrors pending-relations", "nonFieldErrors destroy-locked"]);
        assert_eq!(app.get(ALLES, &url(&document)).await.status_code, 200);
    }
}

#[tokio::test]
async fn drc_010_either_scope_lets_a_document_be_changed() {
    for app in start().await {
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        for (client, scope, expected) in [
            ("bijwerker", "documenten.bijwerken", 200),
            ("forceerder", "documenten.geforceerd-bijwerken", 200),
            ("lezer", "documenten.lezen", 403),
        ] {
            app.add(client, false, &[autorisatie(Component::Drc, &[scope], soort, ZeerGeheim)]).await;
            let document = url(&make(&app, json!({ "status": "definitief" })).await);
            let answer = change(&app, client, &document, json!({ "titel": "Anders" })).await;
            assert_eq!(answer.status_code.as_u16(), expected, "{client} {}", answer.json());
        }
    }
}

#[tokio::test]
async fn an_old_version_is_guarded_by_its_own_level_too() {
    for app in start().await {
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        app.add("lezer", false, &[autorisatie(Component::Drc, &["documenten.lezen"], soort, Openbaar)]).await;
        let document = url(&make(&app, json!({ "vertrouwelijkheidaanduiding": "geheim" })).await);
        change(&app, ALLES, &document, json!({ "vertrouwelijkheidaanduiding": "openbaar" })).await;
        for (query, expected) in [("", 200), ("?versie=2", 200), ("?versie=1", 403)] {
            for path in [document.clone(), format!("{document}/download")] {
                let answer = app.get("lezer", &format!("{path}{query}")).await;
                assert_eq!(answer.status_code.as_u16(), expected, "{path}{query}");
            }
        }
        // What is confidential now is closed as a whole.
        change(&app, ALLES, &document, json!({ "vertrouwelijkheidaanduiding": "geheim" })).await;
        assert_eq!(app.get("lezer", &format!("{document}?versie=2")).await.status_code, 403);
    }
}

#[tokio::test]
async fn some_applications_read_only_what_is_ready_to_be_published() {
    for app in start().await {
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        let scopes = ["documenten.lezen", "documenten.bijwerken"];
        let some = autorisatie(Component::Drc, &scopes, soort, ZeerGeheim);
        for (client, alle) in [("alles-gereed", true), ("type-gereed", false)] {
            app.add(client, alle, if alle { &[] } else { std::slice::from_ref(&some) }).await;
            let gegevens = ApplicatieGegevens {
                label: client.into(),
                client_ids: vec![client.into()],
                heeft_alle_autorisaties: alle,
                alleen_gereed_voor_publicatie: true,
                toekenningen: if alle { Vec::new() } else { vec![Toekenning::from(&some)] },
            };
            let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
            let own = autorisaties::find_by_client(&mut tx, client).await.unwrap().unwrap();
            autorisaties::update(&mut tx, Actie::Update, own.uuid, &gegevens).await.unwrap();
            tx.commit().await.unwrap();
        }
        let ready = make(&app, json!({ "isGereedVoorPublicatie": true })).await;
        let hidden = [make(&app, json!({ "isGereedVoorPublicatie": false })).await, make(&app, json!({})).await];
        relate(&app, &ready, 1, 7).await;
        relate(&app, &hidden[0], 2, 7).await;
        let recht = |document: &Value| json!({ "informatieobject": url(document), "startdatum": "2026-11-20T00:00:00Z", "omschrijvingVoorwaarden": "x" });
        let below = |name: &str| format!("{BASE}/documenten/api/v1/{name}");
        for document in [&ready, &hidden[0]] {
            assert_eq!(app.post(ALLES, &below("gebruiksrechten"), &recht(document)).await.status_code, 201);
        }
        for client in ["alles-gereed", "type-gereed"] {
            for list in [LIST.to_owned(), format!("{LIST}?titel=foto"), format!("{LIST}?ordering=titel")] {
                let list = app.get(client, &list).await.json();
                assert_eq!((&list["count"], &list["results"][0]["url"]), (&json!(1), &ready["url"]), "{client}");
            }
            for name in ["gebruiksrechten", "objectinformatieobjecten"] {
                let list = app.get(client, &below(name)).await.json();
                assert_eq!(list.as_array().unwrap().len(), 1, "{client} {name} {list}");
            }
            assert_eq!(app.get(client, &below("verzendingen")).await.json()["count"], 0);
            for path in ["", "/download"] {
                assert_eq!(app.get(client, &format!("{}{path}", url(&ready))).await.status_code, 200, "{client}");
                for document in &hidden {
                    assert_eq!(app.get(client, &format!("{}{path}", url(document))).await.status_code, 403, "{client}");
                }
            }
            // Only reading is limited.
            let changed = change(&app, client, &url(&hidden[1]), json!({ "titel": "Anders" })).await;
            assert_eq!(changed.status_code, 200, "{}", changed.json());
        }
        let trail = |document: &Value| format!("{}/audittrail", url(document));
        assert_eq!(app.get("alles-gereed", &trail(&ready)).await.status_code, 200);
        assert_eq!(app.get("alles-gereed", &trail(&hidden[0])).await.status_code, 403);
        // What was not ready then, stays closed.
        change(&app, ALLES, &url(&hidden[0]), json!({ "isGereedVoorPublicatie": true })).await;
        assert_eq!(app.get("type-gereed", &url(&hidden[0])).await.status_code, 200);
        assert_eq!(app.get("type-gereed", &format!("{}?versie=1", url(&hidden[0]))).await.status_code, 403);
    }
}

#[tokio::test]
async fn numbers_can_be_reserved_and_are_never_given_twice() {
    for app in start().await {
        let path = format!("{BASE}/documenten/api/v1/documentnummer_reserveren");
        let one = app.post(ALLES, &path, &json!({ "bronorganisatie": "002564440" })).await;
        assert_eq!(one.status_code, 201, "{}", one.json());
        let many = app.post(ALLES, &path, &json!({ "bronorganisatie": "002564440", "aantal": 2 })).await.json();
        let reserved = one.json()["identificatie"].as_str().unwrap().to_owned();
        assert!(reserved.starts_with("DOCUMENT-2026-"), "{reserved}");
        let made = make(&app, json!({ "identificatie": reserved })).await;
        let next = make(&app, json!({})).await;
        let mut all = vec![made["identificatie"].clone(), next["identificatie"].clone()];
        all.extend(many.as_array().unwrap().iter().map(|one| one["identificatie"].clone()));
        let distinct: std::collections::HashSet<_> = all.iter().map(Value::to_string).collect();
        assert_eq!(distinct.len(), 4, "{all:?}");
        let wrong = app.post(ALLES, &path, &json!({ "bronorganisatie": "1", "aantal": 0 })).await;
        assert_eq!(wrong.faults(), ["bronorganisatie invalid", "aantal min_value"]);
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        app.add("lezer", false, &[autorisatie(Component::Drc, &["documenten.lezen"], soort, ZeerGeheim)]).await;
        let refused = app.post("lezer", &path, &json!({ "bronorganisatie": "002564440" })).await;
        assert_eq!(refused.outcome(), (403, "permission_denied".into()));
    }
}
