//! CloudEvents about zaken as a whole: those that we send, and those that we act upon.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, TestApp, autorisatie};
use test_kit::outside::Ontvanger;
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

use crate::{api, nrc, start, work};

fn zaken(path: &str) -> String {
    format!("{BASE}/zaken/api/v1/{path}")
}

fn type_url(resource: &str, uuid: impl std::fmt::Display) -> String {
    format!("{BASE}/catalogi/api/v1/{resource}/{uuid}")
}

fn zaak_body(app: &TestApp) -> Value {
    json!({
        "bronorganisatie": "002564440",
        "verantwoordelijkeOrganisatie": "002564440",
        "zaaktype": type_url("zaaktypen", app.bezwaar.uuid),
        "startdatum": "2026-11-25",
    })
}

fn status(app: &TestApp, index: usize) -> Value {
    app.tick();
    json!({ "statustype": type_url("statustypen", app.bezwaar.statustypen[index].uuid),
            "datumStatusGezet": app.clock.now().to_string() })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_happens_to_a_zaak_as_a_whole_is_told_as_a_cloudevent() {
    for app in start().await {
        let ontvanger = Ontvanger::start().await;
        let body = json!({ "callbackUrl": ontvanger.url, "auth": "Bearer geheim", "kanalen": [],
            "cloudeventFilters": [{ "typeSubstring": "nl.overheid.zaken.zaak-",
                                    "filters": { "zaaktype": type_url("zaaktypen", app.bezwaar.uuid) } }] });
        let made = app.call("afnemer", "POST", &api("abonnement"), &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let _working = work(&app);

        let made = app
            .post(
                ALLES,
                &zaken("zaak_registreren"),
                &json!({ "zaak": zaak_body(&app), "status": status(&app, 0), "rollen": [] }),
            )
            .await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let zaak = made.json()["zaak"]["url"].as_str().unwrap().to_owned();
        let uuid = zaak.rsplit('/').next().unwrap().to_owned();
        let expected = json!({
            "specversion": "1.0",
            "source": "a",
            "type": "nl.overheid.zaken.zaak-geregistreerd",
            "subject": uuid,
            "time": app.clock.now().to_string(),
            "datacontenttype": "application/json",
            "dataref": zaak,
            "data": {
                "bronorganisatie": "002564440",
                "zaaktype": type_url("zaaktypen", app.bezwaar.uuid),
                "zaaktype.catalogus": type_url("catalogussen", app.bezwaar.catalogus),
                "vertrouwelijkheidaanduiding": app.bezwaar.vertrouwelijkheidaanduiding.as_str(),
            },
        });
        let mut received = ontvanger.wait(1).await.remove(0);
        assert!(received.body.as_object_mut().unwrap().shift_remove("id").is_some());
        assert_eq!(received.body, expected);
        assert_eq!(received.header("content-type"), "application/cloudevents+json");

        app.tick();
        let before = app.get(ALLES, &zaak).await.json()["laatstGemuteerd"].clone();
        let opened = app.call(ALLES, "PATCH", &zaak, &json!({ "laatstGeopend": "2026-11-25T10:00:00Z" })).await.json();
        assert_eq!((&opened["laatstGeopend"], &opened["laatstGemuteerd"]), (&json!("2026-11-25T10:00:00Z"), &before));
        let wait =
            json!({ "zaak": { "opschorting": { "indicatie": true, "reden": "Wacht" } }, "status": status(&app, 1) });
        let longer = json!({ "zaak": { "verlenging": { "duur": "P7D", "reden": "Druk" } }, "status": status(&app, 2) });
        let resultaattype = type_url("resultaattypen", app.bezwaar.resultaattype("Gegrond").unwrap().uuid);
        let change = json!({ "status": status(&app, 1) });
        let end = json!({ "zaak": {}, "status": status(&app, 3), "resultaat": { "resultaattype": resultaattype } });
        for (path, body) in
            [("zaak_opschorten", wait), ("zaak_verlengen", longer), ("zaak_bijwerken", change), ("zaak_afsluiten", end)]
        {
            // Messages have the order of their moments, and this clock stands still by itself.
            app.tick();
            let answer = app.post(ALLES, &zaken(&format!("{path}/{uuid}")), &body).await;
            assert_eq!(answer.status_code, 200, "{path} {}", answer.json());
        }
        app.tick();
        assert_eq!(app.call(ALLES, "DELETE", &zaak, &json!({})).await.status_code, 204);
        let names = [
            "geregistreerd",
            "gemuteerd",
            "geopend",
            "opgeschort",
            "gemuteerd",
            "verlengd",
            "gemuteerd",
            "bijgewerkt",
            "gemuteerd",
            "afgesloten",
            "gemuteerd",
            "verwijderd",
        ];
        let found: Vec<String> = ontvanger
            .wait(names.len())
            .await
            .iter()
            .map(|one| one.body["type"].as_str().unwrap().trim_start_matches("nl.overheid.zaken.zaak-").to_owned())
            .collect();
        assert_eq!(found, names);
    }
}

#[tokio::test]
async fn a_cloudevent_of_another_system_adds_and_removes_what_a_zaak_is_about() {
    for app in start().await {
        let zaak = app.post(ALLES, &zaken("zaken"), &zaak_body(&app)).await.url();
        let uuid = zaak.rsplit('/').next().unwrap().to_owned();
        let publiceren = nrc(&["notificaties.publiceren"])[0].clone();
        let change = autorisatie(Component::Zrc, &["zaken.bijwerken"], app.bezwaar.uuid.uuid(), ZeerGeheim);
        app.add("koppelaar", false, &[publiceren, change]).await;
        let send = async |client: &str, name: &str, data: Value| {
            let event = json!({ "id": "1", "source": "elders", "specversion": "1.0", "data": data,
                "type": format!("nl.overheid.zaken.zaak-{name}") });
            let answer = app.call(client, "POST", &api("cloudevents"), &event).await;
            assert_eq!(answer.status_code, 201, "{}", answer.json());
            let list = app.get(ALLES, &zaken(&format!("zaakobjecten?zaak={zaak}"))).await.json();
            let text = |one: &Value| {
                format!("{} {} {}", one["objectType"], one["objectTypeOverige"], one["relatieomschrijving"])
            };
            let mut found: Vec<String> = list["results"].as_array().unwrap().iter().map(text).collect();
            found.reverse();
            found.join(", ").replace('"', "")
        };
        let link = |zaak: &str, kind: &str| json!({ "zaak": zaak, "linkTo": format!("https://elders.nl/{kind}/1"), "label": "Gevonden", "linkObjectType": kind });
        let urn = format!("urn:uuid:{uuid}");
        let none = "urn:uuid:00000000-0000-7000-8000-000000000000";
        let cases = [
            // Who may only publish, or names no zaak of ours, changes nothing; subscribers get the event all the same.
            ("bron", "gekoppeld", link(&zaak, "pand"), ""),
            ("koppelaar", "gekoppeld", link(none, "pand"), ""),
            ("koppelaar", "gekoppeld", link("urn:uuid:x", "pand"), ""),
            ("koppelaar", "gekoppeld", json!({ "zaak": zaak }), ""),
            ("koppelaar", "gekoppeld", link(&zaak, "pand"), "pand  Gevonden"),
            ("koppelaar", "gekoppeld", link(&urn, "pand"), "pand  Gevonden"),
            ("koppelaar", "gekoppeld", link(&urn, "Boom2"), "pand  Gevonden, overige boom_ Gevonden"),
            ("bron", "ontkoppeld", link(&zaak, "pand"), "pand  Gevonden, overige boom_ Gevonden"),
            ("koppelaar", "ontkoppeld", link(&zaak, "pand"), "overige boom_ Gevonden"),
            ("koppelaar", "ontkoppeld", link(&zaak, "pand"), "overige boom_ Gevonden"),
        ];
        for (client, name, data, expected) in cases {
            app.tick();
            assert_eq!(send(client, name, data.clone()).await, expected, "{client} {name} {data}");
        }
    }
}
