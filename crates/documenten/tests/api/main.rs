//! The Documenten API over HTTP, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

mod geweigerd;
mod onderdelen;
mod regels;
mod versies;

use autorisaties::Sealer;
use axum::Router;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use documenten::{Content, DocumentStatus, NewDocument};
use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, SYSTEEM, TestApp, autorisatie, with};
use values::Vertrouwelijkheidaanduiding::{Openbaar, ZeerGeheim};
use values::actor::Component;
use web::App;

const LIST: &str = "https://a.example.nl/documenten/api/v1/enkelvoudiginformatieobjecten";
const HALLO_SHA256: &str = "d3751d33f9cd5049c4af2b462735457e4d3baf130bcbb87f389e349fbaeb20b9";

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    vec![documenten::router(sealer.clone()), catalogi::router(sealer.clone())]
}

async fn start() -> Vec<TestApp> {
    test_kit::apis::start(routers).await
}

fn body(app: &TestApp) -> Value {
    let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid;
    json!({
        "bronorganisatie": "002564440",
        "creatiedatum": "2026-11-20",
        "titel": "Foto",
        "auteur": "Anne",
        "taal": "nld",
        "bestandsnaam": "foto van de straat.txt",
        "inhoud": STANDARD.encode("hallo"),
        "bestandsomvang": 5,
        "informatieobjecttype": format!("{BASE}/catalogi/api/v1/informatieobjecttypen/{soort}"),
    })
}

/// A new document: the fields of the standard, in its order, and the lock that only the answer to a POST has.
const DOCUMENT: &str = r#"{
    "url": "$url",
    "identificatie": "$identificatie",
    "bronorganisatie": "002564440",
    "creatiedatum": "2026-11-20",
    "titel": "Foto",
    "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
    "isGereedVoorPublicatie": null,
    "tonenAanInitiator": false,
    "auteur": "Anne",
    "status": "",
    "inhoudIsVervallen": null,
    "formaat": "",
    "taal": "nld",
    "versie": 1,
    "beginRegistratie": "2026-11-25T10:00:00Z",
    "bestandsnaam": "foto van de straat.txt",
    "inhoud": "$url/download?versie=1",
    "bestandsomvang": 5,
    "link": "",
    "beschrijving": "",
    "ontvangstdatum": null,
    "verzenddatum": null,
    "indicatieGebruiksrecht": null,
    "verschijningsvorm": "",
    "ondertekening": { "soort": "", "datum": null },
    "integriteit": { "algoritme": "", "waarde": "", "datum": null },
    "informatieobjecttype": "$soort",
    "locked": false,
    "bestandsdelen": [],
    "trefwoorden": [],
    "lock": ""
}"#;

#[tokio::test]
async fn a_document_goes_in_and_comes_out_as_it_was() {
    for app in start().await {
        let made = app.post(ALLES, LIST, &body(&app)).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let url = made.url();
        assert_eq!((made.header("location"), made.header("api-version")), (url.as_str(), "1.7.1"));
        let expected = DOCUMENT
            .replace("$url", &url)
            .replace("$identificatie", made.json()["identificatie"].as_str().unwrap())
            .replace("$soort", body(&app)["informatieobjecttype"].as_str().unwrap());
        let mut expected: Value = serde_json::from_str(&expected).unwrap();
        assert_eq!(
            serde_json::to_string_pretty(&made.json()).unwrap(),
            serde_json::to_string_pretty(&expected).unwrap()
        );
        expected.as_object_mut().unwrap().remove("lock");
        assert_eq!(app.get(ALLES, &url).await.json(), expected);
        assert_eq!(app.get(ALLES, LIST).await.json()["results"], json!([expected]));

        let file = app.get(ALLES, expected["inhoud"].as_str().unwrap()).await;
        assert_eq!((file.status_code.as_u16(), file.body.as_slice()), (200, &b"hallo"[..]));
        assert_eq!(file.header("content-length"), "5");
        assert_eq!(file.header("content-type"), "application/octet-stream");
        assert_eq!(file.header("content-disposition"), "attachment; filename*=UTF-8''foto%20van%20de%20straat.txt");
        assert_eq!(file.header("repr-digest"), "sha-256=:03UdM/nNUEnErytGJzVFfk07rxMLy7h/OJ40n7rrILk=:");
        let token = format!("Bearer {}", app.token(ALLES));
        let known = format!("\"{HALLO_SHA256}\"");
        let headers = [("authorization", token.as_str()), ("if-none-match", known.as_str())];
        assert_eq!(app.send_with("GET", &format!("{url}/download"), &headers, "").await.status_code, 304);
        let headers = [("authorization", token.as_str()), ("range", "bytes=1-3")];
        let part = app.send_with("GET", &format!("{url}/download?versie=1"), &headers, "").await;
        assert_eq!((part.status_code.as_u16(), part.body.as_slice()), (206, &b"all"[..]));
        assert_eq!((part.header("content-range"), part.header("content-length")), ("bytes 1-3/5", "3"));
        let head = app.send_with("HEAD", &format!("{url}/download"), &headers, "").await;
        assert_eq!((head.status_code.as_u16(), head.header("content-length"), head.body.len()), (200, "5", 0));
        assert_eq!(app.get(ALLES, &format!("{url}?versie=2")).await.outcome(), (404, "not_found".into()));
        assert_eq!(
            app.get(ALLES, &format!("{url}?versie=x&kleur=y")).await.faults(),
            ["versie invalid", "nonFieldErrors unknown-parameters"]
        );
        assert_eq!(app.get(ALLES, &format!("{url}?registratieOp=2026-11-01T00:00:00Z")).await.status_code, 404);
        assert_eq!(app.get(ALLES, &format!("{url}?registratieOp=2026-11-25T11:00:00Z")).await.status_code, 200);
    }
}

#[tokio::test]
async fn a_large_file_passes_through() {
    for app in start().await {
        // Larger than what other bodies may be.
        let bytes: Vec<u8> = (0..4_000_000_u32).map(|number| (number % 251) as u8).collect();
        let changes = json!({ "inhoud": STANDARD.encode(&bytes), "bestandsomvang": bytes.len() });
        let made = app.post(ALLES, LIST, &with(body(&app), changes)).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let file = app.get(ALLES, &format!("{}/download", made.url())).await;
        assert!(file.body == bytes);
    }
}

#[tokio::test]
async fn every_case_of_bytes_and_size() {
    for app in start().await {
        let refused: [(Value, &[&str]); 7] = [
            (json!({ "bestandsomvang": 4 }), &["nonFieldErrors file-size"]),
            (json!({ "inhoud": "aGFsbG8" }), &["inhoud incorrect-base64-padding"]),
            (json!({ "inhoud": "aGFs!G8=" }), &["inhoud invalid-base64"]),
            (json!({ "inhoud": true }), &["inhoud invalid"]),
            (json!({ "bestandsomvang": -1 }), &["bestandsomvang min_value"]),
            (json!({ "inhoud": null, "bestandsomvang": i64::MAX }), &["bestandsomvang max_value"]),
            (
                json!({ "integriteit": { "algoritme": "sha_256", "waarde": "0".repeat(64), "datum": "2026-11-20" } }),
                &["integriteit.waarde invalid"],
            ),
        ];
        for (changes, expected) in refused {
            let answer = app.post(ALLES, LIST, &with(body(&app), changes)).await;
            assert_eq!(answer.faults(), expected, "{}", answer.json());
        }
        let taken = [
            (json!({ "bestandsomvang": null }), 200, "hallo"),
            (
                json!({ "integriteit": { "algoritme": "sha_256", "waarde": HALLO_SHA256, "datum": "2026-11-20" } }),
                200,
                "hallo",
            ),
            (
                // In base64, as some write it: kept, not compared.
                json!({ "integriteit": { "algoritme": "sha_256", "waarde": "073nuA==", "datum": "2026-11-20" } }),
                200,
                "hallo",
            ),
            (json!({ "inhoud": "", "bestandsomvang": 0 }), 200, ""),
            (json!({ "inhoud": null, "bestandsomvang": 0 }), 200, ""),
            (json!({ "inhoud": null, "bestandsomvang": null }), 204, ""),
        ];
        for (changes, status_code, text) in taken {
            let made = app.post(ALLES, LIST, &with(body(&app), changes)).await;
            assert_eq!(made.status_code, 201, "{}", made.json());
            let file = app.get(ALLES, &format!("{}/download", made.url())).await;
            assert_eq!((file.status_code.as_u16(), file.body.as_slice()), (status_code, text.as_bytes()));
        }
    }
}

#[tokio::test]
async fn a_new_version_is_not_compared_with_the_checksum_of_the_one_before() {
    for app in start().await {
        let checksum = json!({ "algoritme": "sha_256", "waarde": HALLO_SHA256, "datum": "2026-11-20" });
        let made = app.post(ALLES, LIST, &with(body(&app), json!({ "integriteit": checksum }))).await;
        let url = made.url();
        let lock = app.post(ALLES, &format!("{url}/lock"), &json!({})).await.json()["lock"].clone();
        let next = json!({ "inhoud": STANDARD.encode("dag"), "bestandsomvang": 3, "lock": lock });
        let changed = app.call(ALLES, "PATCH", &url, &next).await;
        assert_eq!((changed.status_code.as_u16(), &changed.json()["versie"]), (200, &json!(2)), "{}", changed.json());
        let wrong = json!({ "algoritme": "sha_256", "waarde": "0".repeat(64), "datum": "2026-11-21" });
        let refused = app.call(ALLES, "PATCH", &url, &with(next, json!({ "integriteit": wrong }))).await;
        assert_eq!(refused.faults(), ["integriteit.waarde invalid"]);
    }
}

#[tokio::test]
async fn all_faults_of_a_document_are_told_at_once() {
    for app in start().await {
        let answer = app.post(ALLES, LIST, &json!({ "inhoud": "aGFsbG8", "taal": "NL", "trefwoorden": "een" })).await;
        let expected = [
            "bronorganisatie required",
            "creatiedatum required",
            "titel required",
            "auteur required",
            "trefwoorden not_a_list",
            "informatieobjecttype required",
            "taal invalid",
            "inhoud incorrect-base64-padding",
        ];
        assert_eq!(answer.faults(), expected);
        let received = json!({ "ontvangstdatum": "2026-11-20", "status": "in_bewerking" });
        let answer = app.post(ALLES, LIST, &with(body(&app), received)).await;
        assert_eq!(answer.faults(), ["status invalid_for_received"]);
        let own = json!({ "identificatie": "D-1" });
        assert_eq!(app.post(ALLES, LIST, &with(body(&app), own.clone())).await.status_code, 201);
        let again = app.post(ALLES, LIST, &with(body(&app), own)).await;
        assert_eq!(again.faults(), ["identificatie identificatie-niet-uniek"]);

        let token = format!("Bearer {}", app.token(ALLES));
        let text = [("authorization", token.as_str()), ("content-type", "text/plain")];
        assert_eq!(app.send_with("POST", LIST, &text, "{}").await.outcome(), (415, "unsupported_media_type".into()));
        let json = [("authorization", token.as_str()), ("content-type", "application/json")];
        for broken in ["", "{", "[]", r#"{"inhoud":"aGFs"#] {
            assert_eq!(
                app.send_with("POST", LIST, &json, broken).await.outcome(),
                (400, "parse_error".into()),
                "{broken}"
            );
        }
    }
}

#[tokio::test]
async fn tokens_scopes_types_and_levels_guard_every_route() {
    for app in start().await {
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        let other = app.bezwaar.informatieobjecttype("Besluit").unwrap().uuid.uuid();
        let drc = |scope, r#type, level| [autorisatie(Component::Drc, &[scope], r#type, level)];
        app.add("lezer", false, &drc("documenten.lezen", soort, ZeerGeheim)).await;
        app.add("schrijver", false, &drc("documenten.aanmaken", soort, Openbaar)).await;
        app.add("ander-type", false, &drc("documenten.lezen", other, ZeerGeheim)).await;
        app.add("te-geheim", false, &drc("documenten.lezen", soort, Openbaar)).await;
        let url = app.post(ALLES, LIST, &body(&app)).await.url();
        for url in [LIST, &url, &format!("{url}/download")] {
            app.check_tokens(url).await;
            assert_eq!(app.get("lezer", url).await.status_code, 200, "{url}");
            assert_eq!(app.get("schrijver", url).await.outcome(), (403, "permission_denied".into()), "{url}");
        }
        for client in ["ander-type", "te-geheim"] {
            assert_eq!(app.get(client, LIST).await.json()["count"], 0);
            assert_eq!(app.get(client, &url).await.outcome(), (403, "permission_denied".into()));
            assert_eq!(app.get(client, &format!("{url}/download")).await.outcome(), (403, "permission_denied".into()));
            assert_eq!(app.post(client, LIST, &body(&app)).await.outcome(), (403, "permission_denied".into()));
        }
        // The level counts before other faults.
        let wrong = json!({ "titel": "" });
        assert_eq!(app.post("schrijver", LIST, &with(body(&app), wrong.clone())).await.outcome().0, 403);
        let open = with(with(body(&app), wrong), json!({ "vertrouwelijkheidaanduiding": "openbaar" }));
        assert_eq!(app.post("schrijver", LIST, &open).await.faults(), ["titel blank"]);

        let post = app.send_with("POST", &url, &[], "").await;
        assert_eq!(post.outcome(), (405, "method_not_allowed".into()));
    }
}

#[tokio::test]
async fn lists_are_filtered_and_cost_the_same_for_few_and_many() {
    for app in start().await {
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        app.add("lezer", false, &[autorisatie(Component::Drc, &["documenten.lezen"], soort, ZeerGeheim)]).await;
        for number in 0..100 {
            app.tick();
            let changes = json!({ "identificatie": format!("D-{number}") });
            assert_eq!(app.post(ALLES, LIST, &with(body(&app), changes)).await.status_code, 201);
            if number == 0 {
                for client in [ALLES, "lezer"] {
                    assert_eq!(app.cost(client, LIST).await, 1);
                }
            }
        }
        for client in [ALLES, "lezer"] {
            assert_eq!(app.cost(client, LIST).await, 1);
            let all = app.get(client, &format!("{LIST}?pageSize=3")).await.json();
            assert_eq!((&all["count"], &all["results"][0]["identificatie"]), (&json!(100), &json!("D-99")));
            let one = app.get(client, &format!("{LIST}?identificatie=D-7&bronorganisatie=002564440")).await.json();
            assert_eq!((&one["count"], &one["results"][0]["identificatie"]), (&json!(1), &json!("D-7")));
            assert_eq!(app.get(client, &format!("{LIST}?bronorganisatie=1")).await.json()["count"], 0);
        }
    }
}

#[tokio::test]
async fn a_letter_of_our_own_is_typeset_at_its_first_download() {
    documenten::set_typesetter(|request| Ok(request.titel.as_bytes().to_vec()));
    for app in start().await {
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let organisatie = "002564440".parse().unwrap();
        let new = NewDocument {
            informatieobjecttype: app.bezwaar.informatieobjecttype("Brief").unwrap(),
            vertrouwelijkheidaanduiding: None,
            bronorganisatie: &organisatie,
            titel: "Brief",
            auteur: "Loket",
            status: DocumentStatus::Definitief,
            formaat: "application/pdf",
            bestandsnaam: "brief.pdf",
            beschrijving: "",
            ontvangstdatum: None,
            verzenddatum: None,
            content: Content::Opmaak { sjabloon: "", gegevens: &Value::Null },
        };
        let document = documenten::create(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        let url = format!("{LIST}/{}", document.uuid);
        let before = app.get(ALLES, &url).await.json();
        assert_eq!((&before["bestandsomvang"], &before["integriteit"]["algoritme"]), (&Value::Null, &json!("")));
        assert_eq!(app.get(ALLES, &format!("{url}/download")).await.body, b"Brief");
        assert_eq!(app.get(ALLES, &url).await.json()["bestandsomvang"], 5);
    }
}
