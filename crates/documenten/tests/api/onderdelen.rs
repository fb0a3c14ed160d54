//! What belongs to documents: rights of use, dispatches, relations.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, TestApp, autorisatie};
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

use super::{BASE, LIST, body, start, with};

fn api(path: &str) -> String {
    format!("{BASE}/documenten/api/v1/{path}")
}

async fn document(app: &TestApp) -> String {
    app.post(ALLES, LIST, &body(app)).await.url()
}

#[tokio::test]
async fn drc_006_rights_of_use_set_the_indicatie_and_the_last_takes_it_away() {
    for app in start().await {
        let early = app.post(ALLES, LIST, &with(body(&app), json!({ "indicatieGebruiksrecht": true }))).await;
        assert_eq!(early.faults(), ["indicatieGebruiksrecht missing-gebruiksrechten"]);
        let document = document(&app).await;
        let new = json!({
            "informatieobject": document,
            "startdatum": "2026-11-20T00:00:00+01:00",
            "einddatum": null,
            "omschrijvingVoorwaarden": "Alleen binnen de gemeente",
        });
        let backwards = with(new.clone(), json!({ "einddatum": "2020-01-01T00:00:00Z" }));
        let backwards = app.post(ALLES, &api("gebruiksrechten"), &backwards).await;
        assert_eq!(backwards.faults(), ["einddatum date-mismatch"]);
        let made = app.post(ALLES, &api("gebruiksrechten"), &new).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let url = made.url();
        let expected = with(new, json!({ "url": url, "startdatum": "2026-11-19T23:00:00Z" }));
        assert_eq!(app.get(ALLES, &url).await.json(), expected);
        assert_eq!(app.get(ALLES, &document).await.json()["indicatieGebruiksrecht"], true);
        let list = app.get(ALLES, &format!("{}?informatieobject={document}", api("gebruiksrechten"))).await;
        assert_eq!(list.json(), json!([expected]));
        let changed = app.call(ALLES, "PATCH", &url, &json!({ "omschrijvingVoorwaarden": "Anders" })).await;
        assert_eq!(changed.json()["omschrijvingVoorwaarden"], "Anders");
        let other = app.call(ALLES, "PATCH", &url, &json!({ "informatieobject": format!("{LIST}/{}", uuid(1)) })).await;
        assert_eq!(other.faults(), ["informatieobject wijzigen-niet-toegelaten"]);
        assert_eq!(app.call(ALLES, "DELETE", &url, &json!({})).await.status_code, 204);
        assert_eq!(app.get(ALLES, &document).await.json()["indicatieGebruiksrecht"], Value::Null);
    }
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

#[tokio::test]
async fn a_dispatch_has_exactly_one_address() {
    for app in start().await {
        let document = document(&app).await;
        let new = json!({
            "informatieobject": document,
            "betrokkene": "https://klanten.example.nl/partijen/1",
            "contactPersoon": "https://klanten.example.nl/partijen/2",
            "aardRelatie": "geadresseerde",
            "verzenddatum": "2026-11-20",
        });
        let binnen = json!({ "huisnummer": 1, "naamOpenbareRuimte": "Spui", "woonplaatsnaam": "Den Haag" });
        let post = |number: Value| {
            json!({ "correspondentiePostadres": { "postBusOfAntwoordnummer": number, "postadresPostcode": "1000AA",
                "postadresType": "postbusnummer", "woonplaatsnaam": "Elders" } })
        };
        let abroad = json!({ "adresBuitenland1": "Rue 1", "landPostadres": "BE" });
        let cases: [(Value, &[&str]); 9] = [
            (post(json!(0)), &["correspondentiePostadres.postBusOfAntwoordnummer min_value"]),
            (post(json!(10_000)), &["correspondentiePostadres.postBusOfAntwoordnummer max_value"]),
            (post(json!("12a")), &["correspondentiePostadres.postBusOfAntwoordnummer invalid"]),
            (
                json!({ "buitenlandsCorrespondentieadres": abroad }),
                &["buitenlandsCorrespondentieadres.landPostadres invalid"],
            ),
            (json!({}), &["nonFieldErrors invalid-address"]),
            (json!({ "emailadres": "a@b.nl", "mijnOverheid": true }), &["nonFieldErrors invalid-address"]),
            (json!({ "emailadres": "ab" }), &["emailadres invalid"]),
            (
                json!({ "binnenlandsCorrespondentieadres": { "huisnummer": 0 } }),
                &[
                    "binnenlandsCorrespondentieadres.huisnummer min_value",
                    "binnenlandsCorrespondentieadres.naamOpenbareRuimte required",
                    "binnenlandsCorrespondentieadres.woonplaatsnaam required",
                ],
            ),
            (json!({ "aardRelatie": "buur", "mijnOverheid": true }), &["aardRelatie invalid_choice"]),
        ];
        for (changes, expected) in cases {
            let answer = app.post(ALLES, &api("verzendingen"), &with(new.clone(), changes)).await;
            assert_eq!(answer.faults(), expected, "{}", answer.json());
        }
        for [first, second] in [["adresBuitenland1", "adresBuitenland2"], ["adresBuitenland_1", "adresBuitenland_2"]] {
            let buiten =
                json!({ first: "Rue de la Loi 1", second: "Bruxelles", "landPostadres": "https://landen.example/BE" });
            let abroad = with(new.clone(), json!({ "buitenlandsCorrespondentieadres": buiten }));
            let made = app.post(ALLES, &api("verzendingen"), &abroad).await;
            assert_eq!(made.status_code, 201, "{}", made.json());
            let adres = &made.json()["buitenlandsCorrespondentieadres"];
            assert_eq!(
                (&adres["adresBuitenland1"], &adres["adresBuitenland2"]),
                (&json!("Rue de la Loi 1"), &json!("Bruxelles"))
            );
            assert_eq!(app.call(ALLES, "DELETE", &made.url(), &json!({})).await.status_code, 204);
        }
        let sent = with(new, json!({ "binnenlandsCorrespondentieadres": binnen }));
        let made = app.post(ALLES, &api("verzendingen"), &sent).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let url = made.url();
        assert_eq!(made.json()["binnenlandsCorrespondentieadres"]["naamOpenbareRuimte"], "Spui");
        let moved = json!({ "binnenlandsCorrespondentieadres": null, "mijnOverheid": true });
        let changed = app.call(ALLES, "PATCH", &url, &moved).await.json();
        assert_eq!(
            (&changed["mijnOverheid"], &changed["binnenlandsCorrespondentieadres"]),
            (&json!(true), &Value::Null)
        );
        let list = app.get(ALLES, &format!("{}?aardRelatie=geadresseerde", api("verzendingen"))).await.json();
        assert_eq!(list["count"], 1);
        assert_eq!(app.call(ALLES, "DELETE", &url, &json!({})).await.status_code, 204);
    }
}

#[tokio::test]
async fn drc_002_a_relation_is_confirmed_only_when_the_object_has_it() {
    for app in start().await {
        let document = document(&app).await;
        let id: uuid::Uuid = document.rsplit('/').next().unwrap().parse().unwrap();
        let zaak = format!("{BASE}/zaken/api/v1/zaken/{}", uuid(7));
        let new = json!({ "informatieobject": document, "object": zaak, "objectType": "zaak" });
        let early = app.post(ALLES, &api("objectinformatieobjecten"), &new).await;
        assert_eq!(early.faults(), ["nonFieldErrors inconsistent-relation"]);
        let elsewhere = with(new.clone(), json!({ "object": "https://elders.nl/zaken/1" }));
        let elsewhere = app.post(ALLES, &api("objectinformatieobjecten"), &elsewhere).await;
        assert_eq!(elsewhere.faults(), ["object unknown-service"]);

        let mut tx = app.db.begin(&super::SYSTEEM).await.unwrap();
        let soort = documenten::ObjectSoort::Zaak;
        documenten::relate(&mut tx, uuid(9), values::Id::new(id), soort, uuid(7)).await.unwrap();
        tx.commit().await.unwrap();
        let made = app.post(ALLES, &api("objectinformatieobjecten"), &new).await;
        assert_eq!(
            (made.status_code.as_u16(), made.url()),
            (201, api(&format!("objectinformatieobjecten/{}", uuid(9))))
        );
        let list = app.get(ALLES, &format!("{}?object={zaak}", api("objectinformatieobjecten"))).await.json();
        assert_eq!(list.as_array().unwrap().len(), 1);
        let delete = app.call(ALLES, "DELETE", &made.url(), &json!({})).await;
        assert_eq!(delete.faults(), ["nonFieldErrors remote-relation-exists"]);
        // Rule: drc-008 (vernietigen).
        assert_eq!(
            app.call(ALLES, "DELETE", &document, &json!({})).await.faults(),
            ["nonFieldErrors pending-relations"]
        );
    }
}

#[tokio::test]
async fn lists_below_documents_cost_the_same_for_one_and_for_many() {
    for app in start().await {
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        let only = autorisatie(Component::Drc, &["documenten.lezen"], soort, ZeerGeheim);
        app.add("lezer", false, &[only]).await;
        let fill = async |count: usize| {
            for _ in 0..count {
                let document = document(&app).await;
                let rights = json!({
                    "informatieobject": document,
                    "startdatum": "2026-11-20T00:00:00+01:00",
                    "einddatum": null,
                    "omschrijvingVoorwaarden": "Alleen binnen de gemeente",
                });
                let sent = json!({
                        "informatieobject": document,
                        "betrokkene": "https://klanten.example.nl/partijen/1",
                "contactPersoon": "https://klanten.example.nl/partijen/2",
                        "aardRelatie": "geadresseerde",
                        "verzenddatum": "2026-11-20",
                        "mijnOverheid": true,
                    });
                for (list, body) in [("gebruiksrechten", rights), ("verzendingen", sent)] {
                    let made = app.post(ALLES, &api(list), &body).await;
                    assert_eq!(made.status_code, 201, "{list} {}", made.json());
                }
            }
        };
        let costs = async || {
            let mut costs = Vec::new();
            for client in [ALLES, "lezer"] {
                for list in ["gebruiksrechten", "verzendingen"] {
                    // The first time fills the memory of rights and types.
                    app.get(client, &api(list)).await;
                    let (answer, statements) = store::list_statements(app.get(client, &api(list))).await;
                    assert_eq!(answer.status_code, 200, "{client} {list}");
                    costs.push((client, list, statements));
                }
            }
            costs
        };
        fill(1).await;
        let one = costs().await;
        fill(40).await;
        assert_eq!(costs().await, one);
    }
}
