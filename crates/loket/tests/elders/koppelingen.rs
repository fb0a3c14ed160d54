//! What a zaak names of other systems that are no ZGW registers: contacts, requests, channels and objects.

use diensten::Bewijs;
use serde_json::{Value, json};

use crate::support::{Ander, Instance, start};

const ZAKEN: &str = "/zaken/api/v1/zaken";

async fn kcc(app: &Instance) -> Ander {
    let ander = Ander::start().await;
    app.add_dienst(&ander.base, Bewijs::Geen, true).await;
    ander
}

/// Names something of another system in a zaak: it must be there, and it must take the mirror.
async fn check_mirrored(list: &str, field: &str, there: &str, mirrors: &str) {
    for app in start().await {
        let ander = kcc(&app).await;
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        let at = |id: &str| format!("{}/api/v1/{there}/{id}", ander.base);
        let path = format!("/zaken/api/v1/{list}");
        let tell = |id: &str| {
            let body = json!({ "url": at(id), "bronorganisatie": "002564440", "tekst": "Hallo" });
            ander.tell(&format!("GET /api/v1/{there}/{id}"), 200, &[], body);
        };
        tell("1");
        ander.tell(&format!("GET /api/v1/{there}/anders"), 200, &[], json!({ "url": at("anders"), "naam": "x" }));
        ander.tell(&format!("GET /api/v1/{there}/kapot"), 500, &[], "{}");
        for (url, code) in [
            (at("404"), "bad-url"),
            (at("kapot"), "bad-url"),
            (at("anders"), "invalid-resource"),
            (format!("https://onbekend.example.nl/{there}/1"), "unknown-service"),
        ] {
            let refused = app.post(&path, &json!({ "zaak": zaak, field: url })).await;
            assert_eq!(refused.faults(), [format!("{field} {code}")], "{url}");
        }
        ander.heard();

        // The other side does not take the mirror: nothing stays behind.
        let body = json!({ "zaak": zaak, field: at("1") });
        assert_eq!(app.post(&path, &body).await.faults(), [format!("{field} pending-relations")]);
        assert_eq!(app.get(&path).await.json, json!([]));
        ander.heard();

        let mirror = format!("{}/api/v1/{mirrors}/9", ander.base);
        ander.tell(&format!("POST /api/v1/{mirrors}"), 201, &[], json!({ "url": mirror }));
        ander.tell(&format!("DELETE /api/v1/{mirrors}/9"), 204, &[], "");
        let made = app.post(&path, &body).await;
        assert_eq!((made.status_code, &made.json[field]), (201, &json!(at("1"))), "{}", made.json);
        let heard = ander.heard();
        let mirrored = &heard.iter().find(|one| one.method == "POST").unwrap().body;
        assert_eq!(*mirrored, json!({ field: at("1"), "object": zaak, "objectType": "zaak" }));
        assert_eq!(app.post(&path, &body).await.faults(), ["nonFieldErrors unique"]);
        ander.heard();

        assert_eq!(app.call("DELETE", &made.url(), &Value::Null).await.status_code, 204);
        assert_eq!(ander.calls(), [format!("DELETE /api/v1/{mirrors}/9")]);
        assert_eq!(app.get(&path).await.json, json!([]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zrc_024_verzoeken_are_mirrored_where_they_are_kept() {
    check_mirrored("zaakverzoeken", "verzoek", "verzoeken", "objectverzoeken").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zrc_025_contactmomenten_are_mirrored_where_they_are_kept() {
    check_mirrored("zaakcontactmomenten", "contactmoment", "contactmomenten", "objectcontactmomenten").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zrc_010_a_communicatiekanaal_is_one_of_the_list_that_is_a_dienst() {
    for app in start().await {
        let ander = kcc(&app).await;
        let zaaktype = app.zaaktype().await;
        let at = |id: &str| format!("{}/api/v1/communicatiekanalen/{id}", ander.base);
        let balie = json!({ "url": at("1"), "naam": "Balie", "omschrijving": "Aan de balie" });
        let mut more = balie.clone();
        more["geheim"] = json!("x");
        ander.tell("GET /api/v1/communicatiekanalen/1", 200, &[], &more);
        ander.tell("GET /api/v1/communicatiekanalen/2", 200, &[], json!({ "url": at("2"), "foo": "bar" }));
        let body = |kanaal: &str| {
            json!({ "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
                "startdatum": "2026-01-02", "communicatiekanaal": kanaal })
        };
        for (kanaal, code) in [(at("404"), "bad-url"), (at("2"), "invalid-resource")] {
            let refused = app.post(ZAKEN, &body(&kanaal)).await;
            assert_eq!(refused.faults(), [format!("communicatiekanaal {code}")]);
        }
        let zaak = app.make(ZAKEN, body(&at("1"))).await;
        // No more than the name is shown of it, whatever stands at its URL.
        let expand = format!("{zaak}?expand=communicatiekanaal,productenOfDiensten,selectielijstklasse");
        let shown = app.get(&expand).await.json["_expand"].clone();
        assert_eq!(shown, json!({ "communicatiekanaal": balie, "productenOfDiensten": [], "selectielijstklasse": {} }));
        // It was asked a moment ago.
        ander.heard();
        app.make(ZAKEN, body(&at("1"))).await;
        assert!(ander.heard().is_empty());
        // What stays as it is is not asked, also when the list is gone.
        ander.tell("GET /api/v1/communicatiekanalen/1", 404, &[], "{}");
        app.forget_when().await;
        let changed = app.call("PATCH", &zaak, &json!({ "toelichting": "x" })).await;
        assert_eq!((changed.status_code, &changed.json["communicatiekanaal"]), (200, &json!(at("1"))));
        assert!(ander.heard().is_empty());
        let refused = app.call("PATCH", &zaak, &json!({ "communicatiekanaal": at("3") })).await;
        assert_eq!(refused.faults(), ["communicatiekanaal bad-url"]);
        // Of no dienst it is asked for on the public network: not at a neighbour, nor here.
        let neighbour = Ander::start().await;
        let at = format!("{}/api/v1/communicatiekanalen/1", neighbour.base);
        let balie = json!({ "url": at, "naam": "Balie", "omschrijving": "Aan de balie" });
        neighbour.tell("GET /api/v1/communicatiekanalen/1", 200, &[], balie);
        for (kanaal, code) in [
            (at.as_str(), "bad-url"),
            ("https://referentielijsten.example.invalid/api/v1/communicatiekanalen/1", "bad-url"),
            (&zaak, "invalid-resource"),
        ] {
            let refused = app.post(ZAKEN, &body(kanaal)).await;
            assert_eq!(refused.faults(), [format!("communicatiekanaal {code}")], "{kanaal}");
        }
        assert!(neighbour.heard().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_zaak_is_about_answers_at_its_url() {
    for app in start().await {
        let (ander, neighbour) = (kcc(&app).await, Ander::start().await);
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        ander.tell("GET /panden/1", 200, &[], "geen JSON");
        ander.tell("GET /panden/2", 500, &[], "{}");
        neighbour.tell("GET /panden/1", 200, &[], "{}");
        let at = |system: &Ander, id: u8| format!("{}/panden/{id}", system.base);
        for (object, code) in [
            (at(&ander, 1), None),
            (at(&ander, 2), Some("bad-url")),
            (at(&ander, 3), Some("bad-url")),
            (at(&neighbour, 1), Some("bad-url")),
            ("https://bag.example.invalid/panden/1".to_owned(), Some("bad-url")),
            (zaak.clone(), None),
            (format!("{}/zaken/api/v1/zaken/00000000-0000-4000-8000-000000000000", app.base), Some("bad-url")),
        ] {
            let body = json!({ "zaak": zaak, "object": object, "objectType": "pand" });
            let made = app.post("/zaken/api/v1/zaakobjecten", &body).await;
            let expected: Vec<String> = code.iter().map(|code| format!("object {code}")).collect();
            assert_eq!(made.faults(), expected, "{object}");
        }
        assert!(neighbour.heard().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_object_that_a_new_zaak_is_about_answers_too() {
    for app in start().await {
        let ander = kcc(&app).await;
        ander.tell("GET /panden/1", 200, &[], "{}");
        let zaaktype = app.zaaktype().await;
        let statustypen = app.list("/catalogi/api/v1/statustypen", &[("zaaktype", &zaaktype)]).await.json;
        let first = statustypen["results"].as_array().unwrap().iter().find(|one| one["isEindstatus"] == false).unwrap();
        let body = |objecten: &[u8]| {
            let objecten: Vec<Value> = objecten
                .iter()
                .map(|id| json!({ "object": format!("{}/panden/{id}", ander.base), "objectType": "pand" }))
                .collect();
            json!({
                "zaak": { "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
                    "startdatum": "2026-01-02" },
                "status": { "statustype": first["url"], "datumStatusGezet": "2026-01-03T10:00:00Z" },
                "rollen": [], "zaakinformatieobjecten": [], "zaakobjecten": objecten,
            })
        };
        let refused = app.post("/zaken/api/v1/zaak_registreren", &body(&[1, 2])).await;
        assert_eq!(refused.faults(), ["zaakobjecten.1.object bad-url"]);
        let made = app.post("/zaken/api/v1/zaak_registreren", &body(&[1])).await;
        assert_eq!(made.status_code, 201, "{}", made.json);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zrc_021_archiveringsparameters_afleidingswijze_zaakobject_looks_behind_the_url() {
    for app in start().await {
        let ander = kcc(&app).await;
        let zaaktype = app.zaaktype().await;
        let resultaattype = json!({
            "zaaktype": zaaktype, "omschrijving": "Naar object", "archiefnominatie": "vernietigen", "archiefactietermijn": "P1Y",
            "resultaattypeomschrijving": "https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/1",
            "selectielijstklasse": "https://selectielijst.openzaak.nl/api/v1/resultaten/1",
            "brondatumArchiefprocedure": { "afleidingswijze": "zaakobject", "datumkenmerk": "looptijd/einde", "objecttype": "pand",
                "einddatumBekend": false, "registratie": "", "procestermijn": null },
        });
        let resultaattype = app.make("/catalogi/api/v1/resultaattypen", resultaattype).await;
        let statustypen = app.list("/catalogi/api/v1/statustypen", &[("zaaktype", &zaaktype)]).await.json;
        let eind = statustypen["results"].as_array().unwrap().iter().find(|one| one["isEindstatus"] == true).unwrap();
        let object = |id: &str| format!("{}/api/v1/panden/{id}", ander.base);
        let make = async |objects: &[&str]| {
            let zaak = app.make_zaak(&zaaktype).await;
            for id in objects {
                let body = json!({ "zaak": zaak, "object": object(id), "objectType": "pand" });
                app.make("/zaken/api/v1/zaakobjecten", body).await;
            }
            app.make("/zaken/api/v1/resultaten", json!({ "zaak": zaak, "resultaattype": resultaattype })).await;
            zaak
        };
        let close = async |zaak: &str| {
            let body = json!({ "zaak": zaak, "statustype": eind["url"], "datumStatusGezet": "2026-02-01T10:00:00Z" });
            app.post("/zaken/api/v1/statussen", &body).await
        };
        ander.tell("GET /api/v1/panden/1", 200, &[], json!({ "looptijd": { "einde": "2020-01-01" } }));
        ander.tell("GET /api/v1/panden/2", 200, &[], json!({ "looptijd": { "einde": "2021-02-03" } }));
        let zaak = make(&["1", "2"]).await;
        // It is asked again when the zaak ends.
        ander.tell("GET /api/v1/panden/2", 200, &[], json!({ "looptijd": { "einde": "2022-02-03" } }));
        let closed = close(&zaak).await;
        assert_eq!(closed.status_code, 201, "{}", closed.json);
        let found = app.get(&zaak).await.json;
        assert_eq!(found["startdatumBewaartermijn"], json!("2022-02-03"));
        assert_eq!(found["archiefactiedatum"], json!("2023-02-03"));
        // It may be of a register of persons: the standard does not expand it.
        let objects = app.list("/zaken/api/v1/zaakobjecten", &[("zaak", &zaak), ("expand", "object")]).await.json;
        assert_eq!((&objects["count"], &objects["results"][0]["_expand"]), (&json!(2), &Value::Null), "{objects}");
        // What nobody answers any more tells nothing.
        ander.tell("GET /api/v1/panden/weg", 200, &[], json!({ "looptijd": {} }));
        let zaak = make(&["weg"]).await;
        ander.tell("GET /api/v1/panden/weg", 404, &[], "{}");
        assert_eq!(close(&zaak).await.faults(), ["nonFieldErrors archiefactiedatum-error"]);
    }
}
