//! Everything that lies below a zaak: made, changed, removed, listed.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, TestApp, with};

use crate::fixtures::{api, make_document, make_zaak, rol_body, start, status_body, type_url, zaak_body};

async fn close(app: &TestApp, zaak: &str) {
    let resultaattype = app.bezwaar.resultaattype("Gegrond").unwrap().uuid;
    let body = json!({ "zaak": zaak, "resultaattype": type_url("resultaattypen", resultaattype) });
    let made = app.post(ALLES, &api("resultaten"), &body).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    app.tick();
    let last = app.bezwaar.statustypen.len() - 1;
    let made = app.post(ALLES, &api("statussen"), &status_body(app, zaak, last)).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
}

#[tokio::test]
async fn what_lies_below_a_zaak_is_made_changed_and_removed() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let other = make_zaak(&app, json!({})).await;
        let document = make_document(&app).await;
        let resultaattype = type_url("resultaattypen", app.bezwaar.resultaattypen[0].uuid);
        let other_resultaattype = type_url("resultaattypen", app.bezwaar.resultaattypen[1].uuid);
        let eigenschap = type_url("eigenschappen", app.bezwaar.eigenschap("kenmerk").unwrap().uuid);
        let other_eigenschap = type_url("eigenschappen", app.bezwaar.eigenschap("datumBesluit").unwrap().uuid);
        // Where, what is made, what changes, and what never changes.
        let cases = [
            (
                api("resultaten"),
                json!({ "zaak": zaak, "resultaattype": resultaattype, "toelichting": "" }),
                json!({ "toelichting": "Anders" }),
                json!({ "zaak": other, "resultaattype": other_resultaattype }),
            ),
            (
                format!("{zaak}/zaakeigenschappen"),
                json!({ "zaak": zaak, "eigenschap": eigenschap, "waarde": "A" }),
                json!({ "waarde": "B" }),
                json!({ "zaak": other, "eigenschap": other_eigenschap }),
            ),
            (
                api("zaakinformatieobjecten"),
                json!({ "zaak": zaak, "informatieobject": document, "titel": "A", "beschrijving": "", "vernietigingsdatum": null,
                        "status": null }),
                json!({ "titel": "B", "beschrijving": "b", "vernietigingsdatum": "2030-01-01T00:00:00Z" }),
                json!({ "zaak": other }),
            ),
            (
                api("zaakobjecten"),
                json!({ "zaak": zaak, "object": "", "objectType": "pand", "objectTypeOverige": "", "relatieomschrijving": "",
                        "objectTypeOverigeDefinitie": null, "objectIdentificatie": { "identificatie": "0518100000000001" } }),
                json!({ "relatieomschrijving": "Het pand" }),
                json!({ "zaak": other, "objectType": "woonplaats" }),
            ),
            (
                api("zaaknotities"),
                json!({ "gerelateerdAan": zaak, "onderwerp": "A", "tekst": "a", "aangemaaktDoor": "Fatima",
                        "notitieType": "intern", "status": "concept" }),
                json!({ "tekst": "b", "notitieType": "extern" }),
                json!({ "gerelateerdAan": other }),
            ),
        ];
        for (list, body, changes, fixed) in cases {
            app.tick();
            let made = app.post(ALLES, &list, &body).await;
            assert_eq!(made.status_code, 201, "{list} {}", made.json());
            let url = made.url();
            let expect = |found: &Value, expected: &Value| {
                for (name, value) in expected.as_object().unwrap() {
                    assert_eq!(&found[name], value, "{list} {name}");
                }
            };
            expect(&made.json(), &body);
            assert_eq!(app.get(ALLES, &url).await.json(), made.json());
            let patched = app.call(ALLES, "PATCH", &url, &changes).await;
            assert_eq!(patched.status_code, 200, "{list} {}", patched.json());
            expect(&patched.json(), &with(body.clone(), changes.clone()));
            assert_eq!(app.get(ALLES, &url).await.json(), patched.json());
            let put = app.call(ALLES, "PUT", &url, &body).await;
            assert_eq!(put.status_code, 200, "{list} {}", put.json());
            expect(&put.json(), &body);
            for (name, value) in fixed.as_object().unwrap() {
                let refused = app.call(ALLES, "PATCH", &url, &json!({ name: value })).await;
                let faults = refused.faults();
                assert!(faults.contains(&format!("{name} wijzigen-niet-toegelaten")), "{list} {name} {faults:?}");
            }
            let removed = app.call(ALLES, "DELETE", &url, &json!({})).await;
            assert_eq!((removed.status_code.as_u16(), removed.body.len()), (204, 0), "{list}");
            assert_eq!(app.get(ALLES, &url).await.outcome(), (404, "not_found".into()), "{list}");
        }
        let trail = app.get(ALLES, &format!("{zaak}/audittrail")).await.json();
        let lines: Vec<String> = trail
            .as_array()
            .unwrap()
            .iter()
            .map(|line| format!("{} {}", line["resource"].as_str().unwrap(), line["actie"].as_str().unwrap()))
            .collect();
        for resource in ["resultaat", "zaakeigenschap", "zaakinformatieobject", "zaakobject", "zaaknotitie"] {
            for actie in ["create", "partial_update", "update", "destroy"] {
                assert!(lines.contains(&format!("{resource} {actie}")), "{resource} {actie} {lines:?}");
            }
        }
        assert_eq!(app.get(ALLES, &zaak).await.json()["resultaat"], Value::Null);
    }
}

#[tokio::test]
async fn contacts_and_steps_are_kept() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let contact = json!({ "zaak": zaak, "identificatie": "K-1", "datumtijd": "2026-11-20T10:00:00Z", "kanaal": "Balie",
            "onderwerp": "Vraag", "toelichting": "" });
        let made = app.post(ALLES, &api("klantcontacten"), &contact).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let again = app.post(ALLES, &api("klantcontacten"), &contact).await;
        assert_eq!(again.faults(), ["identificatie unique"]);
        let later = with(contact, json!({ "identificatie": "", "datumtijd": "2027-01-01T00:00:00Z" }));
        assert_eq!(app.post(ALLES, &api("klantcontacten"), &later).await.faults(), ["datumtijd future_not_allowed"]);
        let now = with(later, json!({ "datumtijd": "2026-11-20T10:00:00Z" }));
        let made = app.post(ALLES, &api("klantcontacten"), &now).await.json();
        assert_eq!(made["identificatie"].as_str().unwrap().len(), 14);
        assert_eq!(app.get(ALLES, &api(&format!("klantcontacten?zaak={zaak}"))).await.json()["count"], 2);

        let ander = app.ander().await;
        for (list, field, there) in
            [("zaakcontactmomenten", "contactmoment", "contactmomenten"), ("zaakverzoeken", "verzoek", "verzoeken")]
        {
            let elsewhere = format!("{ander}api/v1/{there}/1");
            let body = json!({ "zaak": zaak, field: elsewhere });
            let made = app.post(ALLES, &api(list), &body).await;
            assert_eq!(made.status_code, 201, "{}", made.json());
            assert_eq!(made.json()[field], json!(elsewhere));
            assert_eq!(app.post(ALLES, &api(list), &body).await.faults(), ["nonFieldErrors unique"]);
            for query in [format!("zaak={zaak}"), format!("{field}={elsewhere}"), String::new()] {
                let found = app.get(ALLES, &api(&format!("{list}?{query}"))).await;
                assert_eq!(found.json(), json!([made.json()]), "{list} {query}");
            }
            assert_eq!(app.get(ALLES, &made.url()).await.json(), made.json());
            assert_eq!(app.call(ALLES, "DELETE", &made.url(), &json!({})).await.status_code, 204);
            assert_eq!(app.get(ALLES, &api(list)).await.json(), json!([]));
        }

        let step = json!({ "zaak": zaak, "omschrijving": "Stukken ontvangen" });
        let refused = app.post(ALLES, &api("substatussen"), &step).await;
        assert_eq!(refused.faults(), ["status object-does-not-exist"]);
        let status = app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, 0)).await.url();
        let made = app.post(ALLES, &api("substatussen"), &step).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        assert_eq!((&made.json()["status"], &made.json()["doelgroep"]), (&json!(status), &json!("betrokkenen")));
        for (query, expected) in [
            (format!("status={status}"), 1),
            ("doelgroep=intern".into(), 0),
            ("tijdstip__gt=2026-11-01T00:00:00Z".into(), 1),
            ("tijdstip__lt=2026-11-01T00:00:00Z".into(), 0),
        ] {
            let found = app.get(ALLES, &api(&format!("substatussen?{query}"))).await.json();
            assert_eq!(found["count"], expected, "{query} {found}");
        }
    }
}

#[tokio::test]
async fn a_zaakobject_has_the_fields_of_its_kind() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let fault = async |changes: Value| {
            let body = with(json!({ "zaak": zaak, "objectType": "adres" }), changes);
            app.post(ALLES, &api("zaakobjecten"), &body).await.faults()
        };
        assert_eq!(fault(json!({})).await, ["nonFieldErrors invalid-zaakobject"]);
        assert_eq!(fault(json!({ "objectType": "kat" })).await, ["objectType invalid_choice"]);
        assert_eq!(
            fault(json!({ "objectIdentificatie": { "huisnummer": "x" } })).await,
            [
                "objectIdentificatie.wplWoonplaatsNaam required",
                "objectIdentificatie.gorOpenbareRuimteNaam required",
                "objectIdentificatie.huisnummer invalid"
            ]
        );
        assert_eq!(
            fault(json!({ "objectType": "overige", "objectIdentificatie": { "overigeData": { "a": 1 } } })).await,
            ["objectTypeOverige missing-object-type-overige"]
        );
        assert_eq!(
            fault(json!({ "object": "https://x.nl/1", "objectTypeOverige": "Boom!" })).await,
            ["objectTypeOverige invalid", "objectTypeOverige invalid-object-type-overige-usage"]
        );
        let tree = json!({ "objectType": "overige", "objectTypeOverige": "boom",
            "objectIdentificatie": { "overigeData": { "soort": { "naam": "eik" } } } });
        assert!(fault(tree).await.is_empty());
        let woz = json!({ "objectType": "woz_waarde", "objectIdentificatie": { "waardepeildatum": "20260101",
            "isVoor": { "wozObjectNummer": "1", "aanduidingWozObject": null } } });
        assert!(fault(woz).await.is_empty());
        let besluit = json!({ "objectType": "besluit", "object": "https://elders.invalid/besluiten/1" });
        assert_eq!(fault(besluit).await, ["object bad-url"]);
        // One of our own is looked for without a call.
        let own = json!({ "objectType": "besluit", "object": zaak });
        assert!(fault(own).await.is_empty());
        let list = app.get(ALLES, &api("zaakobjecten?objectType=woz_waarde")).await.json();
        let expected =
            json!({ "waardepeildatum": "20260101", "isVoor": { "wozObjectNummer": "1", "aanduidingWozObject": null } });
        assert_eq!(list["results"][0]["objectIdentificatie"], expected);
        let list = app.get(ALLES, &format!("{}?object={zaak}", api("zaakobjecten"))).await.json();
        assert_eq!(list["count"], 1);
        assert_eq!(app.get(ALLES, &zaak).await.json()["zaakobjecten"].as_array().unwrap().len(), 3);
    }
}

#[tokio::test]
async fn a_rol_is_replaced_and_removed_and_says_which_statussen_it_set() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let other = make_zaak(&app, json!({})).await;
        let context = json!({ "source": "digid", "levelOfAssurance": "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard",
            "representee": { "identifierType": "bsn", "identifier": "999990019" }, "mandate": { "services": [{ "id": "x" }] } });
        let more = json!({ "afwijkendeNaamBetrokkene": "A. B.", "beginGeldigheid": "2026-01-01", "eindeGeldigheid": "2027-01-01",
            "indicatieMachtiging": "gemachtigde", "authenticatieContext": context });
        let made = app.post(ALLES, &api("rollen"), &with(rol_body(&app, &zaak, "initiator"), more.clone())).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        for (name, value) in more.as_object().unwrap() {
            assert_eq!(&made.json()[name], value, "{name}");
        }
        let rol = made.url();
        let by = with(status_body(&app, &other, 0), json!({ "gezetdoor": rol }));
        assert_eq!(app.post(ALLES, &api("statussen"), &by).await.faults(), ["gezetdoor zaak-mismatch"]);
        let by = with(status_body(&app, &zaak, 0), json!({ "gezetdoor": rol }));
        let status = app.post(ALLES, &api("statussen"), &by).await;
        assert_eq!(status.json()["gezetdoor"], json!(rol));
        assert_eq!(app.get(ALLES, &rol).await.json()["statussen"], json!([status.url()]));

        let body = rol_body(&app, &zaak, "initiator");
        let elsewhere = json!({ "betrokkene": "https://brp.example.nl/1", "betrokkeneIdentificatie": null });
        let put = app.call(ALLES, "PUT", &rol, &with(body.clone(), elsewhere)).await;
        assert_eq!(put.status_code, 200, "{}", put.json());
        assert_eq!(
            (&put.json()["betrokkene"], &put.json()["beginGeldigheid"]),
            (&json!("https://brp.example.nl/1"), &Value::Null)
        );
        let cases = [
            (json!({ "betrokkene": "https://brp.example.nl/1" }), "nonFieldErrors invalid-betrokkene"),
            (
                json!({ "beginGeldigheid": "2026-02-01", "eindeGeldigheid": "2026-01-01" }),
                "eindeGeldigheid einde-geldigheid-before-begin-geldigheid",
            ),
            (json!({ "zaak": other }), "zaak wijzigen-niet-toegelaten"),
            (
                json!({ "authenticatieContext": { "source": "eherkenning" } }),
                "authenticatieContext.source invalid_choice",
            ),
        ];
        for (changes, expected) in cases {
            let answer = app.call(ALLES, "PUT", &rol, &with(body.clone(), changes)).await;
            assert_eq!(answer.faults().first().map(String::as_str), Some(expected), "{}", answer.json());
        }
        assert_eq!(app.call(ALLES, "DELETE", &rol, &json!({})).await.status_code, 204);
        assert_eq!(app.get(ALLES, &status.url()).await.json()["gezetdoor"], "");
        assert_eq!(app.call(ALLES, "PATCH", &rol, &json!({})).await.outcome(), (405, "method_not_allowed".into()));
    }
}

#[tokio::test]
async fn zrc_007_locked_documents_keep_a_zaak_from_ending() {
    static LOCK: store::Sql = store::sql("test.lock", "UPDATE enkelvoudiginformatieobject SET lock_id = 'x'");
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let document = make_document(&app).await;
        let put = app
            .post(ALLES, &api("zaakinformatieobjecten"), &json!({ "zaak": zaak, "informatieobject": document }))
            .await;
        assert_eq!(put.status_code, 201);
        let mut tx = app.db.begin(&test_kit::apis::SYSTEEM).await.unwrap();
        tx.execute(&LOCK, &[]).await.unwrap();
        tx.commit().await.unwrap();
        let last = app.bezwaar.statustypen.len() - 1;
        let refused = app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, last)).await;
        let expected = ["nonFieldErrors resultaat-does-not-exist", "nonFieldErrors informatieobject-locked"];
        assert_eq!(refused.faults(), expected);
    }
}

#[tokio::test]
async fn nothing_below_an_archived_zaak_changes() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        close(&app, &zaak).await;
        let archived = app.call(ALLES, "PATCH", &zaak, &json!({ "archiefstatus": "gearchiveerd" })).await;
        assert_eq!(archived.status_code, 200, "{}", archived.json());
        for (list, body) in [
            ("rollen", rol_body(&app, &zaak, "initiator")),
            ("statussen", status_body(&app, &zaak, 0)),
            (
                "zaakobjecten",
                json!({ "zaak": zaak, "objectType": "pand", "objectIdentificatie": { "identificatie": "1" } }),
            ),
        ] {
            app.tick();
            let body = if list == "statussen" { status_body(&app, &zaak, 0) } else { body };
            let refused = app.post(ALLES, &api(list), &body).await;
            assert_eq!(refused.faults(), ["archiefstatus zaak-archived"], "{list}");
        }
    }
}

#[tokio::test]
async fn numbers_are_reserved_and_never_given_again() {
    for app in start().await {
        let url = api("zaaknummer_reserveren");
        let one = app.post(ALLES, &url, &json!({ "bronorganisatie": "002564440" })).await;
        assert_eq!(one.status_code, 201, "{}", one.json());
        let many = app.post(ALLES, &url, &json!({ "bronorganisatie": "002564440", "aantal": 3 })).await.json();
        let mut numbers: Vec<String> = vec![one.json()["zaaknummer"].as_str().unwrap().to_owned()];
        numbers.extend(many.as_array().unwrap().iter().map(|one| one["zaaknummer"].as_str().unwrap().to_owned()));
        let made = app.post(ALLES, &api("zaken"), &zaak_body(&app.bezwaar)).await;
        numbers.push(made.json()["identificatie"].as_str().unwrap_or_default().to_owned());
        let distinct: std::collections::HashSet<_> = numbers.iter().collect();
        assert_eq!((numbers.len(), distinct.len()), (5, 5), "{numbers:?}");
        let wrong = app.post(ALLES, &url, &json!({ "bronorganisatie": "1", "aantal": 0 })).await;
        assert_eq!(wrong.faults(), ["bronorganisatie invalid", "aantal min_value"]);
    }
}
