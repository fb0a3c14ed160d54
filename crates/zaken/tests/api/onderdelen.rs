//! What is below a zaak: statussen, rollen, resultaten, eigenschappen, documents.

use ::zaken::operations;
use serde_json::{Value, json};
use test_kit::apis::{ALLES, SYSTEEM, TestApp, autorisatie, with};
use values::Id;
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

use crate::fixtures::{api, make_document, make_zaak, rol_body, start, status_body, type_url};

fn resultaat_body(app: &TestApp, zaak: &str) -> Value {
    json!({
        "zaak": zaak,
        "resultaattype": type_url("resultaattypen", app.bezwaar.resultaattype("Gegrond").unwrap().uuid),
    })
}

#[tokio::test]
async fn the_main_object_is_looked_up_first() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        for (resource, body) in [
            ("statussen", status_body(&app, &zaak, 0)),
            ("rollen", rol_body(&app, &zaak, "initiator")),
            ("resultaten", resultaat_body(&app, &zaak)),
        ] {
            let mut without = body.clone();
            without.as_object_mut().unwrap().remove("zaak");
            let cases = [
                (without, "zaak required"),
                (with(body.clone(), json!({ "zaak": "" })), "zaak blank"),
                (with(body.clone(), json!({ "zaak": "https://elders.nl/zaken/1" })), "zaak no_match"),
                (
                    with(body.clone(), json!({ "zaak": api("rollen/00000000-0000-7000-8000-000000000000") })),
                    "zaak incorrect_match",
                ),
                (
                    with(body, json!({ "zaak": api("zaken/00000000-0000-7000-8000-000000000000") })),
                    "zaak object-does-not-exist",
                ),
            ];
            for (body, expected) in cases {
                let answer = app.post(ALLES, &api(resource), &body).await;
                assert_eq!(answer.faults(), [expected], "{resource} {}", answer.json());
            }
        }
    }
}

#[tokio::test]
async fn a_zaak_closes_on_the_day_of_the_callers_zone_and_reopens_with_the_right_only() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let set = async |client: &str, index: usize, moment: &str| {
            let body = with(status_body(&app, &zaak, index), json!({ "datumStatusGezet": moment }));
            app.post(client, &api("statussen"), &body).await
        };
        let first = set(ALLES, 0, "2026-11-21T09:00:00+01:00").await;
        assert_eq!(first.status_code, 201, "{}", first.json());
        let expected = json!({
            "url": first.url(),
            "uuid": first.url().rsplit('/').next().unwrap(),
            "zaak": zaak,
            "statustype": type_url("statustypen", app.bezwaar.statustypen[0].uuid),
            "datumStatusGezet": "2026-11-21T08:00:00Z",
            "statustoelichting": "",
            "indicatieLaatstGezetteStatus": true,
            "gezetdoor": "",
            "zaakinformatieobjecten": [],
        });
        assert_eq!(first.json().to_string(), expected.to_string());
        assert_eq!(set(ALLES, 1, "2026-11-21T08:00:00Z").await.faults(), ["nonFieldErrors unique"]);
        assert_eq!(set(ALLES, 1, "2027-01-01T00:00:00Z").await.faults(), ["datumStatusGezet date-in-future"]);
        assert_eq!(set(ALLES, 1, "gisteren").await.faults(), ["datumStatusGezet invalid"]);
        // Rule: zrc-007 (afsluiten zaak).
        assert_eq!(
            set(ALLES, 3, "2026-11-22T00:30:00+01:00").await.faults(),
            ["nonFieldErrors resultaat-does-not-exist"]
        );
        assert_eq!(app.post(ALLES, &api("resultaten"), &resultaat_body(&app, &zaak)).await.status_code, 201);
        assert_eq!(app.post(ALLES, &api("resultaten"), &resultaat_body(&app, &zaak)).await.faults(), ["zaak unique"]);
        assert_eq!(set(ALLES, 3, "2026-11-22T00:30:00+01:00").await.status_code, 201);
        let closed = app.get(ALLES, &zaak).await.json();
        assert_eq!((&closed["einddatum"], &closed["archiefnominatie"]), (&json!("2026-11-22"), &json!("vernietigen")));
        assert_eq!(app.get(ALLES, &first.url()).await.json()["indicatieLaatstGezetteStatus"], false);

        // A closed zaak is changed by force only. Rule: zrc-008 (heropenen zaak).
        let own = app.bezwaar.uuid.uuid();
        let scopes = ["zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen"];
        app.add("gewoon", false, &[autorisatie(Component::Zrc, &scopes, own, ZeerGeheim)]).await;
        for index in [1, 3] {
            let refused = set("gewoon", index, "2026-11-23T09:00:00Z").await;
            assert_eq!(refused.outcome(), (403, "permission_denied".into()));
        }
        let rol = app.post("gewoon", &api("rollen"), &rol_body(&app, &zaak, "adviseur")).await;
        assert_eq!(rol.outcome(), (403, "permission_denied".into()));
        assert_eq!(set(ALLES, 1, "2026-11-23T09:00:00Z").await.status_code, 201);
        assert_eq!(app.get(ALLES, &zaak).await.json()["einddatum"], Value::Null);
        assert_eq!(app.get(ALLES, &api(&format!("statussen?zaak={zaak}"))).await.json()["count"], 3);
    }
}

#[tokio::test]
async fn a_rol_says_who_is_involved() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let contact = json!({ "contactpersoonRol": { "naam": "Anne de Boer", "emailadres": "anne@example.nl" } });
        let made = app.post(ALLES, &api("rollen"), &with(rol_body(&app, &zaak, "initiator"), contact)).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let json = made.json();
        let fields: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = "url uuid zaak betrokkene betrokkeneType afwijkendeNaamBetrokkene roltype omschrijving \
            omschrijvingGeneriek roltoelichting registratiedatum indicatieMachtiging contactpersoonRol statussen \
            beginGeldigheid eindeGeldigheid betrokkeneIdentificatie authenticatieContext";
        assert_eq!(fields.join(" "), expected.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(json["omschrijvingGeneriek"], "initiator");
        assert_eq!(json["betrokkeneIdentificatie"]["inpBsn"], "999993653");
        assert_eq!(json["contactpersoonRol"]["emailadres"], "anne@example.nl");
        assert_eq!(app.get(ALLES, &made.url()).await.json(), json);

        let fault = async |changes: Value| {
            app.post(ALLES, &api("rollen"), &with(rol_body(&app, &zaak, "adviseur"), changes)).await.faults()
        };
        let initiator = type_url("roltypen", app.bezwaar.roltype_generiek("initiator").unwrap().uuid);
        let elsewhere = type_url("roltypen", app.parkeren.roltypen[0].uuid);
        assert_eq!(fault(json!({ "roltype": initiator })).await, ["roltype max-occurences"]);
        assert_eq!(fault(json!({ "roltype": elsewhere })).await, ["nonFieldErrors zaaktype-mismatch"]);
        assert_eq!(fault(json!({ "roltype": type_url("roltypen", uuid::Uuid::nil()) })).await, ["roltype bad-url"]);
        assert_eq!(fault(json!({ "betrokkeneIdentificatie": null })).await, ["nonFieldErrors invalid-betrokkene"]);
        assert_eq!(
            fault(json!({ "betrokkeneIdentificatie": { "inpBsn": "123456789" } })).await,
            ["betrokkeneIdentificatie.inpBsn invalid"]
        );
        assert_eq!(
            fault(json!({ "betrokkeneType": "kat", "roltoelichting": "" })).await,
            ["betrokkeneType invalid_choice"]
        );
        assert_eq!(
            fault(json!({ "contactpersoonRol": { "emailadres": "x" } })).await,
            ["contactpersoonRol.emailadres invalid", "contactpersoonRol.naam required"]
        );
        let medewerker =
            json!({ "betrokkeneType": "medewerker", "betrokkeneIdentificatie": { "identificatie": "fatima" } });
        assert!(fault(medewerker).await.is_empty());
        let list = api(&format!("rollen?zaak={zaak}&betrokkeneType=medewerker"));
        assert_eq!(app.get(ALLES, &list).await.json()["count"], 1);
        let list = api(&format!("rollen?zaak={zaak}&pageSize=1"));
        assert_eq!(app.get(ALLES, &list).await.json()["count"], 2);
    }
}

#[tokio::test]
async fn facts_and_documents_are_in_a_zaak_once() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let eigenschappen = format!("{zaak}/zaakeigenschappen");
        let body = |naam: &str, waarde: &str| {
            let uuid = app.bezwaar.eigenschap(naam).unwrap().uuid;
            json!({ "zaak": zaak, "eigenschap": type_url("eigenschappen", uuid), "waarde": waarde })
        };
        let made = app.post(ALLES, &eigenschappen, &body("datumBesluit", "2026-11-10")).await;
        assert_eq!((made.status_code.as_u16(), &made.json()["waarde"]), (201, &json!("2026-11-10")), "as it was sent");
        assert_eq!(
            app.post(ALLES, &eigenschappen, &body("datumBesluit", "20261111")).await.faults(),
            ["nonFieldErrors unique"]
        );
        // The standard keeps what does not fit the specificatie, with a warning.
        for (waarde, warning) in [
            ("10-11-2026", Some("De waarde is geen datum.")),
            ("2026-99-99", Some("De waarde is geen datum.")),
            ("2026-11-10", None),
        ] {
            let patch = app.call(ALLES, "PATCH", &made.url(), &json!({ "waarde": waarde })).await;
            assert_eq!((patch.status_code.as_u16(), &patch.json()["waarde"]), (200, &json!(waarde)));
            let told = patch.headers.get("x-warning").map(|told| told.to_str().unwrap());
            assert_eq!(told, warning, "{waarde}");
        }
        let own = make_zaak(&app, json!({})).await;
        let wrong = with(body("datumBesluit", "gisteren"), json!({ "zaak": own }));
        let wrong = app.post(ALLES, &format!("{own}/zaakeigenschappen"), &wrong).await;
        assert_eq!((wrong.status_code.as_u16(), &wrong.json()["waarde"]), (201, &json!("gisteren")));
        assert!(wrong.headers.contains_key("x-warning") && wrong.headers.contains_key("location"));
        let other = make_zaak(&app, json!({})).await;
        let wrong = with(body("kenmerk", "x"), json!({ "zaak": other }));
        assert_eq!(app.post(ALLES, &eigenschappen, &wrong).await.faults(), ["zaak incorrect_match"]);
        let list = app.get(ALLES, &eigenschappen).await.json();
        assert_eq!(list, json!([made.json()]));
        let elsewhere = made.url().replace(zaak.rsplit('/').next().unwrap(), other.rsplit('/').next().unwrap());
        assert_eq!(app.get(ALLES, &elsewhere).await.outcome(), (404, "not_found".into()));

        let document = make_document(&app).await;
        let body = json!({ "zaak": zaak, "informatieobject": document, "titel": "Bewijs" });
        let made = app.post(ALLES, &api("zaakinformatieobjecten"), &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let expected = json!({
            "url": made.url(),
            "uuid": made.url().rsplit('/').next().unwrap(),
            "informatieobject": document,
            "zaak": zaak,
            "aardRelatieWeergave": "Hoort bij, omgekeerd: kent",
            "titel": "Bewijs",
            "beschrijving": "",
            "registratiedatum": app.clock.now().to_string(),
            "vernietigingsdatum": null,
            "status": null,
        });
        assert_eq!(made.json().to_string(), expected.to_string());
        assert_eq!(app.post(ALLES, &api("zaakinformatieobjecten"), &body).await.faults(), ["nonFieldErrors unique"]);
        for query in [
            format!("zaak={zaak}"),
            format!("informatieobject={document}"),
            format!("zaak={zaak}&informatieobject={document}"),
        ] {
            let list = app.get(ALLES, &api(&format!("zaakinformatieobjecten?{query}"))).await;
            assert_eq!(list.json(), json!([expected]), "{query}");
        }
        let list = app.get(ALLES, &api(&format!("zaakinformatieobjecten?zaak={other}"))).await;
        assert_eq!(list.json(), json!([]));
    }
}

#[tokio::test]
async fn zrc_018_a_zaak_has_as_many_values_of_an_eigenschap_as_its_kardinaliteit_says() {
    for app in start().await {
        let eigenschap = type_url("eigenschappen", app.bezwaar.eigenschap("kenmerk").unwrap().uuid);
        let specificatie = app.get(ALLES, &eigenschap).await.json()["specificatie"].clone();
        for (kardinaliteit, count, refused) in
            [("1", 1, "nonFieldErrors unique"), ("3", 3, "nonFieldErrors max-occurences"), ("N", 12, "")]
        {
            let specificatie = with(specificatie.clone(), json!({ "kardinaliteit": kardinaliteit }));
            let changed = app.call(ALLES, "PATCH", &eigenschap, &json!({ "specificatie": specificatie })).await;
            assert_eq!(changed.status_code, 200, "{}", changed.json());
            let zaak = make_zaak(&app, json!({})).await;
            let list = format!("{zaak}/zaakeigenschappen");
            let add = async |number: usize| {
                let body = json!({ "zaak": zaak, "eigenschap": eigenschap, "waarde": format!("K-{number}") });
                app.post(ALLES, &list, &body).await
            };
            for number in 0..count {
                assert_eq!(add(number).await.status_code, 201, "{kardinaliteit} {number}");
            }
            if !refused.is_empty() {
                assert_eq!(add(count).await.faults(), [refused]);
            }
            // Forms and processes set a value by its name: there is no other one because of that.
            let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
            let id = zaak.rsplit('/').next().unwrap().parse().unwrap();
            let set = operations::set_eigenschappen(&mut tx, &SYSTEEM, Id::new(id), &[("kenmerk", "Nieuw")]).await;
            set.unwrap();
            tx.commit().await.unwrap();
            let found = app.get(ALLES, &list).await.json();
            let values: Vec<&Value> = found.as_array().unwrap().iter().map(|one| &one["waarde"]).collect();
            assert_eq!((values.len(), values[0]), (count, &json!("Nieuw")), "{kardinaliteit}");
        }
    }
}

#[tokio::test]
async fn a_final_note_is_not_changed_nor_thrown_away() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let make = async |status: &str| {
            let body = json!({ "gerelateerdAan": zaak, "onderwerp": "a", "tekst": "b", "status": status });
            app.post(ALLES, &api("zaaknotities"), &body).await.url()
        };
        let (concept, own) = (make("concept").await, make("definitief").await);
        assert_eq!(app.call(ALLES, "DELETE", &concept, &json!({})).await.status_code, 204);
        for method in ["PATCH", "DELETE"] {
            let refused = app.call(ALLES, method, &own, &json!({ "tekst": "c" })).await;
            assert_eq!(refused.faults(), ["status wijzigen-niet-toegelaten"], "{method}");
        }
        assert_eq!(app.get(ALLES, &own).await.status_code, 200);
        assert_eq!(app.call(ALLES, "DELETE", &zaak, &json!({})).await.status_code, 204);
    }
}

#[tokio::test]
async fn a_status_is_not_dated_before_its_zaak_begins() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({ "startdatum": "2026-06-01" })).await;
        let set = async |moment: &str| {
            let body = with(status_body(&app, &zaak, 0), json!({ "datumStatusGezet": moment }));
            app.post(ALLES, &api("statussen"), &body).await.faults()
        };
        assert_eq!(set("2026-05-31T23:59:59+02:00").await, ["datumStatusGezet date-mismatch"]);
        assert_eq!(set("2026-06-01T00:00:00+02:00").await, Vec::<String>::new());
        assert_eq!(set("2026-06-01T00:00:00+14:00").await, Vec::<String>::new());
    }
}
