//! Who may do what: every route, every way in which it is refused.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, TestApp, autorisatie};
use values::Vertrouwelijkheidaanduiding::{BeperktOpenbaar, Openbaar, ZeerGeheim};
use values::actor::Component;

use crate::fixtures::{api, make_document, make_zaak, rol_body, start, status_body, type_url, zaak_body};

/// Makes a zaak with one of everything and returns every URL that can be read.
async fn make_all(app: &TestApp) -> Vec<String> {
    let zaak = make_zaak(app, json!({ "vertrouwelijkheidaanduiding": "beperkt_openbaar" })).await;
    let document = make_document(app).await;
    let eigenschap = json!({
        "zaak": zaak,
        "eigenschap": type_url("eigenschappen", app.bezwaar.eigenschap("kenmerk").unwrap().uuid),
        "waarde": "B-12",
    });
    let resultaat = json!({
        "zaak": zaak,
        "resultaattype": type_url("resultaattypen", app.bezwaar.resultaattype("Gegrond").unwrap().uuid),
    });
    let below = [
        app.post(ALLES, &api("statussen"), &status_body(app, &zaak, 0)).await,
        app.post(ALLES, &api("rollen"), &rol_body(app, &zaak, "initiator")).await,
        app.post(ALLES, &api("resultaten"), &resultaat).await,
        app.post(ALLES, &format!("{zaak}/zaakeigenschappen"), &eigenschap).await,
        app.post(ALLES, &api("zaakinformatieobjecten"), &json!({ "zaak": zaak, "informatieobject": document })).await,
    ];
    let mut read = vec![zaak.clone(), format!("{zaak}/zaakeigenschappen")];
    for answer in below {
        assert_eq!(answer.status_code, 201, "{}", answer.json());
        assert_eq!(answer.header("location"), answer.url());
        read.push(answer.url());
    }
    read
}

#[tokio::test]
async fn zrc_006_reading_one_needs_the_scope_the_type_and_the_level() {
    for app in start().await {
        let urls = make_all(&app).await;
        let (own, other) = (app.bezwaar.uuid.uuid(), app.parkeren.uuid.uuid());
        let zrc = |scope, r#type, level| [autorisatie(Component::Zrc, &[scope], r#type, level)];
        app.add("verkeerde-scope", false, &zrc("zaken.aanmaken", own, ZeerGeheim)).await;
        app.add("ander-zaaktype", false, &zrc("zaken.lezen", other, ZeerGeheim)).await;
        app.add("te-geheim", false, &zrc("zaken.lezen", own, Openbaar)).await;
        app.add("andere-component", false, &[autorisatie(Component::Drc, &["zaken.lezen"], own, ZeerGeheim)]).await;
        app.add("goed", false, &zrc("zaken.lezen", own, BeperktOpenbaar)).await;
        for url in &urls {
            app.check_tokens(url).await;
            for client in ["verkeerde-scope", "ander-zaaktype", "te-geheim", "andere-component"] {
                assert_eq!(app.get(client, url).await.outcome(), (403, "permission_denied".into()), "{client} {url}");
            }
            for client in ["goed", ALLES] {
                let answer = app.get(client, url).await;
                assert_eq!(answer.status_code, 200, "{client} {url} {}", answer.json());
            }
        }
        for list in ["zaken", "statussen", "rollen", "resultaten", "zaakinformatieobjecten"] {
            let url = api(list);
            app.check_tokens(&url).await;
            let count = async |client: &str| match app.get(client, &url).await.json() {
                Value::Array(all) => Some(all.len() as u64),
                json => json["count"].as_u64(),
            };
            assert_eq!(app.get("verkeerde-scope", &url).await.outcome(), (403, "permission_denied".into()), "{list}");
            assert_eq!(count("ander-zaaktype").await, Some(0), "{list}");
            assert_eq!(count("te-geheim").await, Some(0), "{list}");
            assert_eq!(count("goed").await, Some(1), "{list}");
        }
    }
}

#[tokio::test]
async fn a_zaak_that_may_not_be_read_can_not_be_named_by_another() {
    for app in start().await {
        let hidden = make_zaak(&app, json!({})).await;
        let (own, other) = (app.parkeren.uuid.uuid(), app.bezwaar.uuid.uuid());
        let scopes = ["zaken.lezen", "zaken.aanmaken", "zaken.bijwerken"];
        app.add("weinig", false, &[autorisatie(Component::Zrc, &scopes, own, ZeerGeheim)]).await;
        app.add("meer", false, &[own, other].map(|one| autorisatie(Component::Zrc, &scopes, one, ZeerGeheim))).await;
        let naming = |field: &str| match field {
            "hoofdzaak" => json!(hidden),
            _ => json!([{ "url": hidden, "aardRelatie": "vervolg" }]),
        };
        for (field, code) in [
            ("hoofdzaak", "hoofdzaak object-does-not-exist"),
            ("relevanteAndereZaken", "relevanteAndereZaken.0.url bad-url"),
        ] {
            let mut body = zaak_body(&app.parkeren);
            body[field] = naming(field);
            let refused = app.post("weinig", &api("zaken"), &body).await;
            assert_eq!(refused.faults(), [code], "{}", refused.json());
        }
        // What another application named stays when this one changes something else.
        let mut body = zaak_body(&app.parkeren);
        body["relevanteAndereZaken"] = naming("relevanteAndereZaken");
        let made = app.post("meer", &api("zaken"), &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let url = made.json()["url"].as_str().unwrap().to_owned();
        let changed = app.call("weinig", "PATCH", &url, &json!({ "toelichting": "Nieuw" })).await;
        assert_eq!(
            (changed.status_code.as_u16(), &changed.json()["relevanteAndereZaken"][0]["url"]),
            (200, &json!(hidden))
        );
    }
}

#[tokio::test]
async fn writing_needs_the_scope_of_the_standard() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let own = app.bezwaar.uuid.uuid();
        let document = make_document(&app).await;
        let bodies = |app: &TestApp| {
            [
                ("zaken", zaak_body(&app.bezwaar)),
                ("statussen", status_body(app, &zaak, 0)),
                ("rollen", rol_body(app, &zaak, "adviseur")),
                (
                    "resultaten",
                    json!({ "zaak": zaak, "resultaattype": type_url("resultaattypen", app.bezwaar.resultaattypen[0].uuid) }),
                ),
                ("zaakinformatieobjecten", json!({ "zaak": zaak, "informatieobject": document })),
            ]
        };
        // What each scope alone opens, in the order of the bodies.
        let cases = [
            ("zaken.lezen", [false; 5]),
            ("zaken.aanmaken", [true, true, false, false, true]),
            ("zaken.bijwerken", [false, false, true, true, true]),
            ("zaken.statussen.toevoegen", [false, true, false, false, false]),
            ("zaken.geforceerd-bijwerken", [false, false, true, true, true]),
        ];
        for (scope, expected) in cases {
            app.add(scope, false, &[autorisatie(Component::Zrc, &[scope], own, ZeerGeheim)]).await;
            for ((resource, body), allowed) in bodies(&app).into_iter().zip(expected) {
                // A body that is wrong besides shows that the right was judged first, without making anything.
                let mut body = body;
                let field = if resource == "zaken" { "omschrijving" } else { "statustoelichting" };
                body[field] = json!("x".repeat(2000));
                body["titel"] = json!("x".repeat(201));
                body["toelichting"] = json!("x".repeat(1001));
                body["roltoelichting"] = json!("x".repeat(1001));
                let answer = app.post(scope, &api(resource), &body).await;
                let code = if allowed { (400, "invalid") } else { (403, "permission_denied") };
                assert_eq!(answer.outcome(), (code.0, code.1.to_owned()), "{scope} {resource} {}", answer.json());
            }
        }
        // The level of the new zaak counts, also when the type's own would do.
        app.add("laag", false, &[autorisatie(Component::Zrc, &["zaken.aanmaken"], own, BeperktOpenbaar)]).await;
        let mut body = zaak_body(&app.bezwaar);
        assert_eq!(app.post("laag", &api("zaken"), &body).await.outcome(), (403, "permission_denied".into()));
        body["vertrouwelijkheidaanduiding"] = json!("openbaar");
        assert_eq!(app.post("laag", &api("zaken"), &body).await.status_code, 201);
    }
}

#[tokio::test]
async fn a_right_ends_when_its_application_is_removed() {
    for app in start().await {
        let own = app.bezwaar.uuid.uuid();
        app.add("tijdelijk", false, &[autorisatie(Component::Zrc, &["zaken.lezen"], own, ZeerGeheim)]).await;
        assert_eq!(app.get("tijdelijk", &api("zaken")).await.status_code, 200);
        let all =
            autorisaties::list(&mut app.db.reader(), autorisaties::Window { limit: 100, offset: 0 }).await.unwrap();
        let found = all.rows.iter().find(|one| one.client_ids() == ["tijdelijk"]).unwrap();
        let mut tx = app.db.begin(&test_kit::apis::SYSTEEM).await.unwrap();
        autorisaties::remove(&mut tx, found.uuid).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.get("tijdelijk", &api("zaken")).await.outcome(), (403, "invalid-client-identifier".into()));
    }
}

#[tokio::test]
async fn a_client_id_belongs_to_one_application_and_its_secret_is_sealed() {
    for app in start().await {
        let new = autorisaties::NewApplicatie {
            label: "Tweede",
            client_id: ALLES,
            secret: "x",
            alle: true,
            autorisaties: &[],
        };
        let mut tx = app.db.begin(&test_kit::apis::SYSTEEM).await.unwrap();
        let error = autorisaties::add_applicatie(&mut tx, &app.sealer, &new).await.unwrap_err();
        assert_eq!(error.to_string(), "1 invalid field(s): clientId-exists");
        drop(tx);
        // Another key does not open what this one sealed: a fault of ours, not of the caller.
        let now = app.clock.now();
        let token = app.token(ALLES);
        let other = autorisaties::Sealer::new([1; 32]);
        let error = autorisaties::verify(&mut app.db.reader(), &other, &token, now).await.unwrap_err();
        assert_eq!(error.code(), None);
        let good = autorisaties::verify(&mut app.db.reader(), &app.sealer, &token, now).await.unwrap();
        assert!(good.rechten.alle);
    }
}

#[tokio::test]
async fn a_route_that_does_not_exist_is_a_problem_with_a_version() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        for (method, url, expected) in [
            ("GET", api("weg"), (404, "not_found")),
            ("GET", format!("{zaak}/"), (404, "not_found")),
            ("GET", api("zaken/geen-uuid"), (404, "not_found")),
            ("GET", api("zaken/00000000-0000-7000-8000-000000000000"), (404, "not_found")),
            ("POST", zaak.clone(), (405, "method_not_allowed")),
            ("DELETE", api("statussen"), (405, "method_not_allowed")),
        ] {
            let token = format!("Bearer {}", app.token(ALLES));
            let answer =
                app.send_with(method, &url, &[("authorization", &token), ("accept-crs", "EPSG:4326")], "").await;
            assert_eq!(answer.outcome(), (expected.0, expected.1.to_owned()), "{method} {url}");
            assert_eq!(answer.header("api-version"), "1.7.0", "{method} {url}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
    }
}

#[tokio::test]
async fn zrc_003_an_application_hands_on_no_document_that_it_may_not_read() {
    for app in start().await {
        let own = app.bezwaar.uuid.uuid();
        let bijlage = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        let zaken = autorisatie(Component::Zrc, &["zaken.lezen", "zaken.bijwerken"], own, ZeerGeheim);
        app.add("zonder", false, std::slice::from_ref(&zaken)).await;
        app.add("met", false, &[zaken, autorisatie(Component::Drc, &["documenten.lezen"], bijlage, ZeerGeheim)]).await;
        let (zaak, other) = (make_zaak(&app, json!({})).await, make_zaak(&app, json!({})).await);
        let document = make_document(&app).await;
        let put = async |client: &str, zaak: &str| {
            let body = json!({ "zaak": zaak, "informatieobject": document });
            app.post(client, &api("zaakinformatieobjecten"), &body).await
        };
        // Nobody has it yet: as a document that it has just made.
        assert_eq!(put("zonder", &zaak).await.status_code, 201);
        // It is somebody's now: to who may not read it, it does not exist.
        assert_eq!(put("zonder", &other).await.faults(), ["informatieobject bad-url"]);
        assert_eq!(put("met", &other).await.status_code, 201);
        assert_eq!(put("zonder", &other).await.faults(), ["informatieobject bad-url"]);
    }
}
