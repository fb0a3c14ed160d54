//! Several resources in one call: all of them, or none.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, TestApp, autorisatie, with};
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

use crate::fixtures::{api, make_document, make_zaak, rol_body, start, status_body, type_url, zaak_body};

/// The body of a part: that of its resource, without the zaak that is not there yet.
fn part(mut body: Value) -> Value {
    body.as_object_mut().unwrap().shift_remove("zaak");
    body
}

fn status_part(app: &TestApp, index: usize) -> Value {
    part(status_body(app, "", index))
}

fn rol_part(app: &TestApp, generiek: &str) -> Value {
    part(rol_body(app, "", generiek))
}

fn registratie(app: &TestApp, document: &str) -> Value {
    json!({
        "zaak": zaak_body(&app.bezwaar),
        "status": status_part(app, 0),
        "rollen": [rol_part(app, "initiator"), rol_part(app, "adviseur")],
        "zaakinformatieobjecten": [{ "informatieobject": document, "titel": "Foto" }],
        "zaakobjecten": [{ "objectType": "pand", "objectIdentificatie": { "identificatie": "0518100000000001" } }],
    })
}

async fn count(app: &TestApp, list: &str) -> Value {
    app.get(ALLES, &api(list)).await.json()["count"].clone()
}

#[tokio::test]
async fn a_zaak_is_registered_with_all_that_comes_with_it() {
    for app in start().await {
        let document = make_document(&app).await;
        let answer = app.post(ALLES, &api("zaak_registreren"), &registratie(&app, &document)).await;
        assert_eq!(answer.status_code, 201, "{}", answer.json());
        let made = answer.json();
        let url = |value: &Value| value["url"].as_str().unwrap().to_owned();
        assert_eq!(answer.header("location"), url(&made["zaak"]));
        assert_eq!(answer.header("content-crs"), "EPSG:4326");
        // Each part is what its own resource answers.
        let lists = ["rollen", "zaakinformatieobjecten", "zaakobjecten"];
        let parts = [&made["zaak"], &made["status"]].into_iter();
        for part in parts.chain(lists.iter().flat_map(|list| made[*list].as_array().unwrap())) {
            assert_eq!(&app.get(ALLES, &url(part)).await.json(), part);
        }
        assert_eq!(made["zaak"]["status"], made["status"]["url"]);
        for (list, expected) in lists.iter().zip([2, 1, 1]) {
            assert_eq!(made["zaak"][*list].as_array().unwrap().len(), expected, "{list}");
        }
        // Open Zaak demands only in which coordinates the body is.
        let token = format!("Bearer {}", app.token(ALLES));
        for (changes, expected) in [
            (&[("content-crs", "EPSG:4326")][..], 201),
            (&[("content-crs", "EPSG:4326"), ("accept-crs", "EPSG:28992")], 406),
            (&[("accept-crs", "EPSG:4326")], 412),
        ] {
            let mut headers = vec![("authorization", token.as_str()), ("content-type", "application/json")];
            headers.extend_from_slice(changes);
            let body = registratie(&app, &document).to_string();
            let answer = app.send_with("POST", &api("zaak_registreren"), &headers, &body).await;
            assert_eq!(answer.status_code, expected, "{changes:?} {}", answer.json());
        }
        // What may be left out is left out.
        let mut least = registratie(&app, &document);
        least["rollen"] = json!([]);
        for list in ["zaakinformatieobjecten", "zaakobjecten"] {
            least.as_object_mut().unwrap().shift_remove(list);
        }
        let answer = app.post(ALLES, &api("zaak_registreren"), &least).await;
        assert_eq!((answer.status_code.as_u16(), &answer.json()["rollen"]), (201, &json!([])), "{}", answer.json());
    }
}

#[tokio::test]
async fn faults_of_a_registration_are_named_by_their_part_and_nothing_is_kept() {
    for app in start().await {
        let document = make_document(&app).await;
        let nobody = "00000000-0000-7000-8000-000000000000";
        let elsewhere = type_url("roltypen", app.parkeren.roltypen[0].uuid);
        let bad_bsn = with(rol_part(&app, "adviseur"), json!({ "betrokkeneIdentificatie": { "inpBsn": "123" } }));
        let cases = [
            (json!({ "zaak": null, "rollen": null }), vec!["zaak null", "rollen null"]),
            (
                json!({ "zaak": with(zaak_body(&app.bezwaar), json!({ "startdatum": "x", "kenmerken": [{}] })) }),
                vec!["zaak.startdatum invalid", "zaak.kenmerken.0.kenmerk required", "zaak.kenmerken.0.bron required"],
            ),
            (
                json!({ "status": { "statustype": type_url("statustypen", nobody) }, "rollen": [rol_part(&app, "initiator"), bad_bsn] }),
                vec![
                    "status.statustype bad-url",
                    "status.datumStatusGezet required",
                    "rollen.1.betrokkeneIdentificatie.inpBsn invalid",
                ],
            ),
            (
                json!({ "rollen": [rol_part(&app, "initiator"), with(rol_part(&app, "adviseur"), json!({ "roltype": elsewhere }))] }),
                vec!["rollen.1.nonFieldErrors zaaktype-mismatch"],
            ),
            (
                json!({ "rollen": [rol_part(&app, "initiator"), rol_part(&app, "initiator"), 3] }),
                vec!["rollen.2 invalid"],
            ),
            (
                json!({ "rollen": [rol_part(&app, "initiator"), rol_part(&app, "initiator")] }),
                vec!["rollen.1.roltype max-occurences"],
            ),
            (
                json!({ "zaakinformatieobjecten": [{ "informatieobject": document }, { "informatieobject": document }],
                        "zaakobjecten": [{ "objectType": "pand", "objectIdentificatie": { "identificatie": "1" } }],
                        "status": status_part(&app, 3) }),
                vec!["zaakinformatieobjecten.1.nonFieldErrors unique", "status.nonFieldErrors eindstatus-not-allowed"],
            ),
            (
                json!({ "zaakobjecten": [{ "objectType": "pand" }], "zaakinformatieobjecten": {} }),
                vec!["zaakobjecten.0.nonFieldErrors invalid-zaakobject", "zaakinformatieobjecten not_a_list"],
            ),
            (
                json!({ "zaak": with(zaak_body(&app.bezwaar), json!({ "hoofdzaak": api(&format!("zaken/{nobody}")) })),
                        "status": status_part(&app, 3) }),
                vec!["zaak.hoofdzaak object-does-not-exist", "status.nonFieldErrors eindstatus-not-allowed"],
            ),
        ];
        for (changes, expected) in cases {
            let answer = app.post(ALLES, &api("zaak_registreren"), &with(registratie(&app, &document), changes)).await;
            assert_eq!(answer.faults(), expected, "{}", answer.json());
        }
        let empty = app.post(ALLES, &api("zaak_registreren"), &json!({})).await;
        assert_eq!(empty.faults(), ["zaak required", "status required", "rollen required"]);
        for list in ["zaken", "statussen", "rollen", "zaakobjecten"] {
            assert_eq!(count(&app, list).await, 0, "{list}");
        }
    }
}

#[tokio::test]
async fn a_zaak_waits_and_takes_longer_with_a_status_that_says_so() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({ "omschrijving": "Blijft" })).await;
        let uuid = zaak.rsplit('/').next().unwrap();
        let cases = [
            (
                "zaak_opschorten",
                "opschorting",
                json!({ "indicatie": true, "reden": "Wacht op stukken" }),
                json!({ "indicatie": true, "eerdereOpschorting": false, "reden": "Wacht op stukken" }),
            ),
            (
                "zaak_verlengen",
                "verlenging",
                json!({ "reden": "Meer onderzoek", "duur": "P30D" }),
                json!({ "reden": "Meer onderzoek", "duur": "P30D" }),
            ),
        ];
        for (index, (path, field, sent, expected)) in cases.into_iter().enumerate() {
            app.tick();
            let url = api(&format!("{path}/{uuid}"));
            // Other fields of the zaak are not for this call.
            let body = json!({ "zaak": { field: sent, "omschrijving": "Anders" }, "status": status_part(&app, index) });
            let answer = app.post(ALLES, &url, &body).await;
            assert_eq!(answer.status_code, 200, "{}", answer.json());
            let json = answer.json();
            assert_eq!((&json["zaak"][field], &json["zaak"]["omschrijving"]), (&expected, &json!("Blijft")));
            assert_eq!(app.get(ALLES, &zaak).await.json(), json["zaak"]);
            assert_eq!(app.get(ALLES, json["status"]["url"].as_str().unwrap()).await.json(), json["status"]);
            assert_eq!(json.as_object().unwrap().len(), 2, "{json}");

            app.tick();
            let (missing, wrong) = (format!("zaak.{field} required"), format!("zaak.{field}.reden invalid"));
            let faults = [
                (json!({}), vec!["zaak required", "status required"]),
                (
                    json!({ "zaak": {}, "status": {} }),
                    vec![&*missing, "status.statustype required", "status.datumStatusGezet required"],
                ),
                (
                    json!({ "zaak": { field: sent }, "status": status_part(&app, 3) }),
                    vec!["status.nonFieldErrors eindstatus-not-allowed"],
                ),
                (
                    json!({ "zaak": { field: { "reden": 3 } }, "status": status_part(&app, 1) }),
                    vec![
                        &*wrong,
                        if field == "verlenging" {
                            "zaak.verlenging.duur required"
                        } else {
                            "zaak.opschorting.indicatie required"
                        },
                    ],
                ),
            ];
            for (body, mut expected) in faults {
                let answer = app.post(ALLES, &url, &body).await;
                let mut found = answer.faults();
                found.sort();
                expected.sort();
                assert_eq!(found, expected, "{path} {body}");
            }
        }
        let nobody = api("zaak_opschorten/00000000-0000-7000-8000-000000000000");
        assert_eq!(app.post(ALLES, &nobody, &json!({})).await.outcome(), (404, "not_found".into()));
    }
}

#[tokio::test]
async fn a_zaak_ends_with_its_resultaat_and_last_status_only() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let url = api(&format!("zaak_afsluiten/{}", zaak.rsplit('/').next().unwrap()));
        let resultaattype = type_url("resultaattypen", app.bezwaar.resultaattype("Gegrond").unwrap().uuid);
        let body = |index: usize| {
            json!({ "zaak": { "toelichting": "Klaar" }, "status": status_part(&app, index),
                    "resultaat": { "resultaattype": resultaattype, "toelichting": "Gelijk" } })
        };
        let elsewhere = type_url("resultaattypen", app.parkeren.resultaattypen[0].uuid);
        let cases = [
            (body(0), vec!["status.nonFieldErrors eindstatus-required"]),
            (with(body(3), json!({ "resultaat": null })), vec!["resultaat null"]),
            (
                with(body(3), json!({ "resultaat": { "resultaattype": elsewhere } })),
                vec!["resultaat.nonFieldErrors zaaktype-mismatch"],
            ),
            (
                with(body(3), json!({ "zaak": { "omschrijving": "x".repeat(81) }, "resultaat": {} })),
                vec!["resultaat.resultaattype required", "zaak.omschrijving max_length"],
            ),
        ];
        for (body, expected) in cases {
            let answer = app.post(ALLES, &url, &body).await;
            assert_eq!(answer.faults(), expected, "{body}");
        }
        assert_eq!(count(&app, "resultaten").await, 0);
        let answer = app.post(ALLES, &url, &body(3)).await;
        assert_eq!(answer.status_code, 200, "{}", answer.json());
        let json = answer.json();
        assert_eq!(json["zaak"]["einddatum"], "2026-11-25");
        assert_eq!(json["zaak"]["toelichting"], "Klaar");
        assert_eq!(json["zaak"]["resultaat"], json["resultaat"]["url"]);
        assert_eq!(json["zaak"]["archiefnominatie"], "vernietigen");
        assert_eq!(app.get(ALLES, &zaak).await.json(), json["zaak"]);
        assert_eq!(app.get(ALLES, json["resultaat"]["url"].as_str().unwrap()).await.json(), json["resultaat"]);
        // A zaak has one resultaat.
        app.tick();
        assert_eq!(app.post(ALLES, &url, &body(3)).await.faults(), ["resultaat.zaak unique"]);
    }
}

#[tokio::test]
async fn bringing_a_zaak_up_to_date_replaces_its_rollen() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let other = make_zaak(&app, json!({})).await;
        let url = api(&format!("zaak_bijwerken/{}", zaak.rsplit('/').next().unwrap()));
        let mut made = Vec::new();
        for generiek in ["initiator", "adviseur"] {
            made.push(app.post(ALLES, &api("rollen"), &rol_body(&app, &zaak, generiek)).await.json());
        }
        let elsewhere = app.post(ALLES, &api("rollen"), &rol_body(&app, &other, "initiator")).await.json();
        // Without rollen they stay; so does the zaak.
        let answer = app.post(ALLES, &url, &json!({ "status": status_part(&app, 0) })).await;
        assert_eq!(answer.status_code, 200, "{}", answer.json());
        assert_eq!(answer.json()["zaak"]["rollen"].as_array().unwrap().len(), 2);
        assert!(answer.json().get("rollen").is_none());

        let keep = |rol: &Value, generiek: &str| with(rol_part(&app, generiek), json!({ "uuid": rol["uuid"] }));
        let nobody = json!({ "uuid": "00000000-0000-7000-8000-000000000000" });
        let cases = [
            (json!([keep(&made[1], "adviseur"), keep(&made[1], "adviseur")]), vec!["rollen.1.uuid duplicate"]),
            (
                json!([keep(&elsewhere, "initiator"), keep(&nobody, "adviseur"), keep(&made[1], "initiator")]),
                vec![
                    "rollen.0.uuid missing-relation",
                    "rollen.1.uuid does-not-exist",
                    "rollen.2.roltype wijzigen-niet-toegelaten",
                ],
            ),
            (
                json!([{ "uuid": "x" }]),
                vec!["rollen.0.uuid invalid", "rollen.0.roltype required", "rollen.0.betrokkeneType required"],
            ),
        ];
        app.tick();
        for (rollen, expected) in cases {
            let body =
                json!({ "zaak": { "omschrijving": "Anders" }, "status": status_part(&app, 1), "rollen": rollen });
            assert_eq!(app.post(ALLES, &url, &body).await.faults(), expected, "{body}");
        }
        assert_eq!(app.get(ALLES, &zaak).await.json()["omschrijving"], "Proef");

        // One goes, one changes, one comes: a second initiator too, for the first is gone.
        let changed = with(keep(&made[1], "adviseur"), json!({ "roltoelichting": "anders" }));
        let body = json!({ "zaak": { "omschrijving": "Anders" }, "status": with(status_part(&app, 1), json!({ "gezetdoor": made[1]["url"] })),
            "rollen": [changed, rol_part(&app, "initiator")] });
        let answer = app.post(ALLES, &url, &body).await;
        assert_eq!(answer.status_code, 200, "{}", answer.json());
        let json = answer.json();
        assert_eq!(json["zaak"]["omschrijving"], "Anders");
        assert_eq!(json["rollen"][0]["url"], made[1]["url"]);
        assert_eq!(json["rollen"][0]["roltoelichting"], "anders");
        assert_eq!(json["rollen"][0]["statussen"], json!([json["status"]["url"]]));
        assert_eq!(app.get(ALLES, made[0]["url"].as_str().unwrap()).await.outcome(), (404, "not_found".into()));
        assert_eq!(count(&app, &format!("rollen?zaak={zaak}")).await, 2);
        assert_eq!(count(&app, &format!("rollen?zaak={other}")).await, 1);
    }
}

#[tokio::test]
async fn several_changes_at_once_need_the_scopes_of_each() {
    for app in start().await {
        let own = app.bezwaar.uuid.uuid();
        let zaak = make_zaak(&app, json!({})).await;
        app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, 0)).await;
        let url = api(&format!("zaak_bijwerken/{}", zaak.rsplit('/').next().unwrap()));
        let cases: [(&str, &[&str], u16, u16); 6] = [
            ("a", &["zaken.aanmaken"], 403, 403),
            ("b", &["zaken.bijwerken"], 403, 403),
            // The zaak has a status: who only makes zaken sets no other.
            ("c", &["zaken.aanmaken", "zaken.bijwerken"], 201, 403),
            ("d", &["zaken.statussen.toevoegen", "zaken.bijwerken"], 403, 200),
            ("e", &["zaken.aanmaken", "zaken.geforceerd-bijwerken"], 201, 403),
            ("f", &["zaken.heropenen", "zaken.geforceerd-bijwerken"], 403, 200),
        ];
        for (client, scopes, registered, changed) in cases {
            app.add(client, false, &[autorisatie(Component::Zrc, scopes, own, ZeerGeheim)]).await;
            app.tick();
            // None of them may read documents: each has one that is in no zaak yet.
            let mut body = registratie(&app, &make_document(&app).await);
            body["rollen"] = json!([]);
            let answer = app.post(client, &api("zaak_registreren"), &body).await;
            assert_eq!(answer.status_code.as_u16(), registered, "{client} {}", answer.json());
            let answer = app.post(client, &url, &json!({ "status": status_part(&app, 1) })).await;
            assert_eq!(answer.status_code.as_u16(), changed, "{client} {}", answer.json());
        }
    }
}
