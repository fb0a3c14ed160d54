//! Several resources in one call, some of them of another register: as each of them would be taken by itself.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Ander, Instance, start, zgw};

const DOCUMENT: &str = "/drc/enkelvoudiginformatieobjecten/1";
const RELATIES: &str = "/drc/objectinformatieobjecten";
const REGISTREREN: &str = "/zaken/api/v1/zaak_registreren";

/// Another system with a document of a kind that goes with the zaaktype, and a zaak.
async fn with_all(app: &Instance) -> (Ander, String, String) {
    let ander = Ander::start().await;
    for root in ["drc", "zrc"] {
        app.add_dienst(&format!("{}/{root}/", ander.base), zgw(), true).await;
    }
    let soort = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
    let document = ander.has_document(DOCUMENT, &soort, json!({}));
    let zaak = format!("{}/zrc/zaken/1", ander.base);
    let found = json!({
        "url": zaak, "zaaktype": "https://elders.nl/zaaktypen/1", "bronorganisatie": "002564440", "identificatie": "Z-1",
    });
    ander.tell("GET /zrc/zaken/1", 200, &[], found);
    ander.tell(&format!("DELETE {RELATIES}/9"), 204, &[], "");
    (ander, document, zaak)
}

async fn own_document(app: &Instance) -> String {
    let soort = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
    let own = json!({
        "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": "Brief", "auteur": "Anne",
        "taal": "nld", "informatieobjecttype": soort,
    });
    app.make("/documenten/api/v1/enkelvoudiginformatieobjecten", own).await
}

pub async fn statustype(app: &Instance, zaaktype: &str) -> String {
    let found = app.list("/catalogi/api/v1/statustypen", &[("zaaktype", zaaktype)]).await.json;
    let all = found["results"].as_array().unwrap();
    let first = all.iter().find(|one| one["isEindstatus"] == json!(false)).unwrap();
    first["url"].as_str().unwrap().to_owned()
}

fn urls(zaak: &Value) -> Vec<&str> {
    zaak["gerelateerdeZaken"].as_array().unwrap().iter().map(|one| one["url"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_zaak_with_a_document_of_elsewhere_is_registered_on_all_sides_or_not_at_all() {
    for app in start().await {
        let (ander, document, away) = with_all(&app).await;
        let (zaaktype, own) = (app.zaaktype().await, own_document(&app).await);
        let other = app.make_zaak(&zaaktype).await;
        app.subscribe("zaken", &[]).await;
        let before = app.list("/zaken/api/v1/zaken", &[]).await.json["count"].clone();
        let body = json!({
            "zaak": {
                "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
                "startdatum": "2026-01-02", "gerelateerdeZaken": [{ "url": other }, { "url": away }],
                "relevanteAndereZaken": [{ "url": away, "aardRelatie": "vervolg" }],
            },
            "status": { "statustype": statustype(&app, &zaaktype).await, "datumStatusGezet": "2026-01-03T10:00:00Z" },
            "rollen": [], "zaakobjecten": [],
            "zaakinformatieobjecten": [{ "informatieobject": own }, { "informatieobject": document }],
        });

        // A register that does not want to know takes all of it back, and nobody hears of it.
        ander.tell(&format!("POST {RELATIES}"), 500, &[], "{}");
        let refused = app.post(REGISTREREN, &body).await;
        assert_eq!(refused.faults(), ["zaakinformatieobjecten.1.informatieobject pending-relations"]);
        assert_eq!(app.list("/zaken/api/v1/zaken", &[]).await.json["count"], before);
        assert!(app.notificaties().await.is_empty());
        let oio = "/documenten/api/v1/objectinformatieobjecten";
        assert_eq!(app.list(oio, &[("informatieobject", &own)]).await.count(), 0);
        assert_eq!(urls(&app.get(&other).await.json), Vec::<&str>::new());

        let mirror = json!({ "url": format!("{}{RELATIES}/9", ander.base) });
        ander.tell(&format!("POST {RELATIES}"), 201, &[], mirror);
        ander.heard();
        let made = app.post(REGISTREREN, &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json);
        let zaak = made.json["zaak"]["url"].as_str().unwrap();
        let relaties = &made.json["zaakinformatieobjecten"];
        assert_eq!(
            (&relaties[0]["informatieobject"], &relaties[1]["informatieobject"]),
            (&json!(own), &json!(document))
        );
        let heard = ander.heard();
        let told = heard.iter().find(|one| one.method == "POST").unwrap();
        assert_eq!(told.body, json!({ "informatieobject": document, "object": zaak, "objectType": "zaak" }));
        let shown = app.get(zaak).await.json;
        let mut named = urls(&shown);
        named.sort_unstable();
        let mut expected = [other.as_str(), &away];
        expected.sort_unstable();
        assert_eq!(named, expected);
        assert_eq!(shown["relevanteAndereZaken"][0]["url"], json!(away));
        let trail = app.get(&format!("{zaak}/audittrail")).await.json;
        let lines: Vec<_> = trail.as_array().unwrap().iter().map(|line| line["resource"].as_str().unwrap()).collect();
        let count = |resource: &str| lines.iter().filter(|line| **line == resource).count();
        assert_eq!((count("zaak"), count("status"), count("zaakinformatieobject")), (1, 1, 2), "{lines:?}");
        let told: Vec<_> = app.notificaties().await.iter().map(|one| one["resource"].clone()).collect();
        assert_eq!(told.iter().filter(|one| **one == "zaakinformatieobject").count(), 2, "{told:?}");

        assert_eq!(app.call("DELETE", zaak, &Value::Null).await.status_code, 204);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_written_in_a_zaak_while_a_register_was_asked_stays_when_that_refuses() {
    for app in start().await {
        let (ander, document, _) = with_all(&app).await;
        let zaaktype = app.zaaktype().await;
        app.subscribe("zaken", &[]).await;
        let body = json!({
            "zaak": {
                "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
                "startdatum": "2026-01-02",
            },
            "status": { "statustype": statustype(&app, &zaaktype).await, "datumStatusGezet": "2026-01-03T10:00:00Z" },
            "rollen": [], "zaakobjecten": [], "zaakinformatieobjecten": [{ "informatieobject": document }],
        });
        // It never answers.
        ander.tell(&format!("POST {RELATIES}"), 0, &[], "");
        let write = async {
            let zaak = loop {
                let found = app.list("/zaken/api/v1/zaken", &[]).await.json;
                if let Some(url) = found["results"][0]["url"].as_str() {
                    break url.to_owned();
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            };
            let object = json!({
                "zaak": zaak, "objectType": "overige", "objectTypeOverige": "boom",
                "objectIdentificatie": { "overigeData": { "soort": "eik" } },
            });
            app.make("/zaken/api/v1/zaakobjecten", object).await;
            zaak
        };
        let (refused, zaak) = tokio::join!(app.post(REGISTREREN, &body), write);
        assert_eq!(refused.faults(), ["zaakinformatieobjecten.0.informatieobject pending-relations"]);
        let kept = app.get(&zaak).await;
        assert_eq!((kept.status_code, kept.json["zaakobjecten"].as_array().unwrap().len()), (200, 1), "{}", kept.json);
        let relaties = app.list("/zaken/api/v1/zaakinformatieobjecten", &[("zaak", &zaak)]).await;
        assert_eq!(relaties.json, json!([]), "the document is in no zaak that its register does not know");
        let told: Vec<_> = app.notificaties().await.iter().map(|one| one["resource"].clone()).collect();
        assert!(told.contains(&json!("zaak")) && told.contains(&json!("status")), "{told:?}");
        let trail = app.get(&format!("{zaak}/audittrail")).await.json;
        assert!(trail.as_array().unwrap().len() >= 3, "{trail}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zaken_of_another_register_are_related_to_a_zaak_by_each_way_to_write_it() {
    for app in start().await {
        let (ander, document, away) = with_all(&app).await;
        let zaaktype = app.zaaktype().await;
        let zaak = app.make_zaak(&zaaktype).await;
        let gerelateerd = |url: &str| json!({ "gerelateerdeZaken": [{ "url": url }] });
        let gone = format!("{}/zrc/zaken/2", ander.base);
        for (url, code) in [
            (gone.as_str(), "bad-url"),
            ("https://elders.nl/zaken/1", "unknown-service"),
            (&document, "invalid-resource"),
        ] {
            let refused = app.call("PATCH", &zaak, &gerelateerd(url)).await;
            assert_eq!(refused.faults(), [format!("gerelateerdeZaken.0.url {code}")], "{url}");
        }
        let changed = app.call("PATCH", &zaak, &gerelateerd(&away)).await;
        assert_eq!(urls(&changed.json), [away.as_str()], "{}", changed.json);
        let expanded = app.get(&format!("{zaak}?expand=gerelateerdeZaken")).await.json;
        assert_eq!(expanded["_expand"]["gerelateerdeZaken"][0]["identificatie"], "Z-1", "{expanded}");
        // What it names already needs no call.
        ander.tell("GET /zrc/zaken/1", 503, &[], "{}");
        let changed = app.call("PATCH", &zaak, &gerelateerd(&away)).await;
        assert_eq!(urls(&changed.json), [away.as_str()], "{}", changed.json);
        let changed = app.call("PATCH", &zaak, &json!({ "gerelateerdeZaken": [] })).await;
        assert!(urls(&changed.json).is_empty(), "{}", changed.json);

        let path = zaak.replace("/zaken/api/v1/zaken/", "/zaken/api/v1/zaak_bijwerken/");
        let status =
            json!({ "statustype": statustype(&app, &zaaktype).await, "datumStatusGezet": "2026-01-03T10:00:00Z" });
        let body = json!({ "zaak": gerelateerd(&away), "status": status });
        assert_eq!(app.post(&path, &body).await.faults(), ["zaak.gerelateerdeZaken.0.url bad-url"]);
        let found = json!({
            "url": away, "zaaktype": "https://elders.nl/zaaktypen/1", "bronorganisatie": "002564440", "identificatie": "Z-1",
        });
        ander.tell("GET /zrc/zaken/1", 200, &[], found);
        let changed = app.post(&path, &body).await;
        assert_eq!(urls(&changed.json["zaak"]), [away.as_str()], "{}", changed.json);
    }
}
