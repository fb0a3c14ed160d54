//! Decisions in zaken of another register, and the other way round; and zaken of another register that matter to ours.

use serde_json::{Value, json};

use crate::support::{Ander, Instance, start, zgw};

const ZAAK: &str = "/zrc/zaken/1";
const MIRROR: &str = "/zrc/zaken/1/besluiten";
const BESLUITEN: &str = "/besluiten/api/v1/besluiten";
const BESLUIT: &str = "/brc/besluiten/1";

async fn besluittype(app: &Instance) -> String {
    app.first("/catalogi/api/v1/besluittypen", "omschrijving", "Beslissing op bezwaar").await
}

async fn body(app: &Instance) -> Value {
    json!({
        "verantwoordelijkeOrganisatie": "002564440", "besluittype": besluittype(app).await, "datum": "2026-01-02",
        "ingangsdatum": "2026-01-03",
    })
}

fn with(body: &Value, field: &str, value: impl Into<Value>) -> Value {
    let mut body = body.clone();
    body[field] = value.into();
    body
}

/// Another register with a zaak of this type, which takes mirrors.
async fn with_zaak(app: &Instance, zaaktype: &str) -> (Ander, String) {
    let ander = Ander::start().await;
    app.add_dienst(&format!("{}/zrc/", ander.base), zgw(), true).await;
    let zaak = format!("{}{ZAAK}", ander.base);
    ander.tell(
        &format!("GET {ZAAK}"),
        200,
        &[],
        json!({ "url": zaak, "zaaktype": zaaktype, "bronorganisatie": "002564440", "identificatie": "Z-1",
            "einddatum": "2026-01-20" }),
    );
    ander.tell(&format!("POST {MIRROR}"), 201, &[], json!({ "url": format!("{}{MIRROR}/9", ander.base) }));
    ander.tell(&format!("DELETE {MIRROR}/9"), 204, &[], "");
    (ander, zaak)
}

async fn count(app: &Instance, query: &[(&str, &str)]) -> usize {
    app.list(BESLUITEN, query).await.count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_besluit_is_taken_in_a_zaak_of_another_register_on_both_sides() {
    for app in start().await {
        let (ander, zaak) = with_zaak(&app, &app.zaaktype().await).await;
        let body = with(&body(&app).await, "zaak", zaak.as_str());
        let made = app.post(BESLUITEN, &body).await;
        assert_eq!((made.status_code, &made.json["zaak"]), (201, &json!(zaak)), "{}", made.json);
        let mirror = ander.heard().into_iter().find(|one| one.method == "POST").unwrap();
        assert_eq!((mirror.path.as_str(), &mirror.body), (MIRROR, &json!({ "besluit": made.url() })));
        assert_eq!(app.get(&made.url()).await.json["zaak"], json!(zaak));
        assert_eq!(count(&app, &[("zaak", &zaak)]).await, 1);
        assert_eq!(count(&app, &[("zaak", &format!("{zaak}0"))]).await, 0);
        let expanded = app.get(&format!("{}?expand=zaak", made.url())).await.json;
        assert_eq!(expanded["_expand"]["zaak"]["identificatie"], json!("Z-1"));

        // The same zaak is nothing new, whatever else changes; another is refused without a call.
        ander.heard();
        let changed = app.call("PUT", &made.url(), &with(&body, "toelichting", "om")).await;
        assert_eq!((changed.status_code, &changed.json["zaak"]), (200, &json!(zaak)), "{}", changed.json);
        let moved = app.call("PATCH", &made.url(), &json!({ "zaak": format!("{zaak}0") })).await;
        assert_eq!(moved.faults(), ["zaak wijzigen-niet-toegelaten"]);
        assert!(ander.calls().is_empty());

        // Out of the zaak and in again, as clients of Open Zaak do.
        let out = app.call("PATCH", &made.url(), &json!({ "zaak": "" })).await;
        assert_eq!((out.status_code, &out.json["zaak"]), (200, &json!("")), "{}", out.json);
        assert_eq!(ander.calls(), [format!("DELETE {MIRROR}/9")]);
        let back = app.call("PATCH", &made.url(), &json!({ "zaak": zaak })).await;
        assert_eq!((back.status_code, &back.json["zaak"]), (200, &json!(zaak)), "{}", back.json);
        assert_eq!(ander.calls().pop().unwrap(), format!("POST {MIRROR}"));

        assert_eq!(app.call("DELETE", &made.url(), &Value::Null).await.status_code, 204);
        assert_eq!(ander.calls(), [format!("DELETE {MIRROR}/9")]);
        assert_eq!(count(&app, &[("zaak", &zaak)]).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_besluit_that_the_register_of_the_zaak_refuses_leaves_no_trace() {
    for app in start().await {
        let (ander, zaak) = with_zaak(&app, &app.zaaktype().await).await;
        let plain = body(&app).await;
        let body = with(&plain, "zaak", zaak.as_str());
        ander.tell(&format!("POST {MIRROR}"), 400, &[], "{}");
        assert_eq!(app.post(BESLUITEN, &body).await.faults(), ["zaak pending-relations"]);
        assert_eq!(count(&app, &[]).await, 0);
        let own = app.make(BESLUITEN, plain).await;
        let changes = json!({ "zaak": zaak, "toelichting": "om" });
        assert_eq!(app.call("PATCH", &own, &changes).await.faults(), ["zaak pending-relations"]);
        let still = app.get(&own).await.json;
        assert_eq!((&still["zaak"], &still["toelichting"]), (&json!(""), &json!("")));
        let trail = app.get(&format!("{own}/audittrail")).await.json;
        assert_eq!(trail.as_array().unwrap().len(), 1, "{trail}");

        ander.heard();
        let other = app.first("/catalogi/api/v1/zaaktypen", "identificatie", "PARKEERVERGUNNING-BEWONERS").await;
        for (zaaktype, fault) in [
            (other.as_str(), "nonFieldErrors zaaktype-mismatch"),
            ("https://elders.nl/zaaktypen/1", "zaak unknown-service"),
        ] {
            let changed = json!({ "url": zaak, "zaaktype": zaaktype, "bronorganisatie": "y", "identificatie": "z" });
            ander.tell(&format!("GET {ZAAK}"), 200, &[], changed);
            assert_eq!(app.post(BESLUITEN, &body).await.faults(), [fault], "{zaaktype}");
        }
        ander.tell(&format!("GET {ZAAK}"), 404, &[], "{}");
        assert_eq!(app.post(BESLUITEN, &body).await.faults(), ["zaak bad-url"]);
        let unknown = with(&body, "zaak", "https://elders.nl/zaken/1");
        assert_eq!(app.post(BESLUITEN, &unknown).await.faults(), ["zaak unknown-service"]);
        assert!(ander.calls().iter().all(|call| call.starts_with("GET")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_besluit_of_another_register_is_in_a_zaak_of_ours_for_as_long_as_that_says_so() {
    for app in start().await {
        let ander = Ander::start().await;
        app.add_dienst(&format!("{}/brc/", ander.base), zgw(), true).await;
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        let list = format!("{zaak}/besluiten");
        let url = format!("{}{BESLUIT}", ander.base);
        let says = |zaak: &str| {
            let besluit = json!({ "url": url, "besluittype": "x", "verantwoordelijkeOrganisatie": "y", "zaak": zaak });
            ander.tell(&format!("GET {BESLUIT}"), 200, &[], besluit);
        };
        let body = json!({ "besluit": url });
        assert_eq!(app.post(&list, &body).await.faults(), ["besluit bad-url"]);
        for other in ["", "https://elders.nl/zaken/1", &format!("{zaak}0")] {
            says(other);
            assert_eq!(app.post(&list, &body).await.faults(), ["nonFieldErrors inconsistent-relation"], "{other}");
        }
        assert_eq!(app.get(&list).await.count(), 0);
        says(&zaak);
        let made = app.post(&list, &body).await;
        assert_eq!((made.status_code, &made.json["besluit"]), (201, &json!(url)), "{}", made.json);
        assert!(made.url().starts_with(&list), "{}", made.json);
        assert_eq!(app.post(&list, &body).await.url(), made.url(), "once more is no second relation");
        let all = app.get(&list).await;
        assert_eq!((all.count(), &all.json[0]["besluit"]), (1, &json!(url)));
        assert_eq!(app.get(&made.url()).await.json, made.json);

        // The zaak stays for as long as it has decisions.
        let kept = app.call("DELETE", &zaak, &Value::Null).await;
        assert_eq!(kept.faults(), ["nonFieldErrors related-besluiten"]);
        let early = app.call("DELETE", &made.url(), &Value::Null).await;
        assert_eq!(early.faults(), ["nonFieldErrors inconsistent-relation"]);
        ander.tell(&format!("GET {BESLUIT}"), 503, &[], "{}");
        let unsure = app.call("DELETE", &made.url(), &Value::Null).await;
        assert_eq!(unsure.faults(), ["nonFieldErrors relation-lookup-error"]);
        ander.tell(&format!("GET {BESLUIT}"), 404, &[], "{}");
        assert_eq!(app.call("DELETE", &made.url(), &Value::Null).await.status_code, 204);
        assert_eq!(app.get(&list).await.count(), 0);
        let trail = app.get(&format!("{zaak}/audittrail")).await.json;
        let lines = trail.as_array().unwrap().iter().filter(|line| line["resource"] == "zaakbesluit");
        assert_eq!(lines.count(), 2, "{trail}");
        assert_eq!(app.call("DELETE", &zaak, &Value::Null).await.status_code, 204);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zaken_of_another_register_matter_to_a_zaak_in_their_order() {
    for app in start().await {
        let (ander, away) = with_zaak(&app, "https://elders.nl/zaaktypen/1").await;
        let zaaktype = app.zaaktype().await;
        let own = app.make_zaak(&zaaktype).await;
        let relevant = |urls: &[&str]| -> Value {
            urls.iter().map(|url| json!({ "url": url, "aardRelatie": "vervolg" })).collect()
        };
        let urls = |zaak: &Value| -> Vec<String> {
            let all = zaak["relevanteAndereZaken"].as_array().unwrap();
            all.iter().map(|one| one["url"].as_str().unwrap().to_owned()).collect()
        };
        let zaak = json!({
            "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
            "startdatum": "2026-01-02",
        });
        let second = format!("{}/zrc/zaken/2", ander.base);
        let body = with(&zaak, "relevanteAndereZaken", relevant(&[&own, &second, "https://elders.nl/zaken/1"]));
        let expected = ["relevanteAndereZaken.1.url bad-url", "relevanteAndereZaken.2.url unknown-service"];
        assert_eq!(app.post("/zaken/api/v1/zaken", &body).await.faults(), expected);

        let body = with(&zaak, "relevanteAndereZaken", relevant(&[&away, &own]));
        let made = app.post("/zaken/api/v1/zaken", &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json);
        assert_eq!(urls(&made.json), [away.clone(), own.clone()]);
        let expanded = app.get(&format!("{}?expand=relevanteAndereZaken", made.url())).await.json;
        assert_eq!(expanded["_expand"]["relevanteAndereZaken"].as_array().unwrap().len(), 2, "{expanded}");

        // What it names already needs no call, also when the other register is gone.
        ander.heard();
        ander.tell(&format!("GET {ZAAK}"), 503, &[], "{}");
        let turned = json!({ "relevanteAndereZaken": relevant(&[&own, &away]) });
        let changed = app.call("PATCH", &made.url(), &turned).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json);
        assert_eq!(urls(&changed.json), [own.clone(), away.clone()]);
        let changed = app.call("PATCH", &made.url(), &json!({ "toelichting": "om" })).await;
        assert_eq!(urls(&changed.json), [own.clone(), away.clone()]);
        assert!(ander.calls().is_empty());
        let part = json!({ "hoofdzaak": away });
        assert_eq!(app.call("PATCH", &made.url(), &part).await.faults(), ["hoofdzaak no_match"]);
        let changed = app.call("PATCH", &made.url(), &json!({ "relevanteAndereZaken": [] })).await;
        assert!(urls(&changed.json).is_empty(), "{}", changed.json);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_besluit_with_documents_of_elsewhere_is_made_on_all_sides_or_not_at_all() {
    for app in start().await {
        let (ander, zaak) = with_zaak(&app, &app.zaaktype().await).await;
        app.add_dienst(&format!("{}/drc/", ander.base), zgw(), true).await;
        let soort = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Besluit").await;
        let document = ander.has_document("/drc/enkelvoudiginformatieobjecten/1", &soort, json!({}));
        let relaties = "/drc/objectinformatieobjecten";
        let mirror = json!({ "url": format!("{}{relaties}/9", ander.base) });
        ander.tell(&format!("POST {relaties}"), 500, &[], "{}");
        ander.tell(&format!("DELETE {relaties}/9"), 204, &[], "");
        let own = json!({
            "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": "Brief", "auteur": "Anne",
            "taal": "nld", "informatieobjecttype": soort,
        });
        let own = app.make("/documenten/api/v1/enkelvoudiginformatieobjecten", own).await;
        let body = json!({
            "besluit": with(&body(&app).await, "zaak", zaak.as_str()),
            "besluitinformatieobjecten": [{ "informatieobject": own }, { "informatieobject": document }],
        });
        let path = "/besluiten/api/v1/besluit_verwerken";
        let refused = app.post(path, &body).await;
        assert_eq!(refused.faults(), ["besluitinformatieobjecten.1.informatieobject pending-relations"]);
        assert_eq!(ander.calls().pop().unwrap(), format!("DELETE {MIRROR}/9"), "what was made goes");
        assert_eq!(count(&app, &[]).await, 0);
        let oio = "/documenten/api/v1/objectinformatieobjecten";
        assert_eq!(app.list(oio, &[("informatieobject", &own)]).await.count(), 0);

        ander.tell(&format!("POST {relaties}"), 201, &[], mirror);
        let made = app.post(path, &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json);
        let (besluit, documents) = (&made.json["besluit"], &made.json["besluitinformatieobjecten"]);
        assert_eq!((&besluit["zaak"], &documents[1]["informatieobject"]), (&json!(zaak), &json!(document)));
        assert_eq!(app.list(oio, &[("informatieobject", &own)]).await.count(), 1);
        let trail = app.get(&format!("{}/audittrail", besluit["url"].as_str().unwrap())).await.json;
        assert_eq!(trail.as_array().unwrap().len(), 3, "{trail}");

        let strange = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
        ander.has_document("/drc/enkelvoudiginformatieobjecten/1", &strange, json!({}));
        let fault = "besluitinformatieobjecten.1.nonFieldErrors missing-besluittype-informatieobjecttype-relation";
        assert_eq!(app.post(path, &body).await.faults(), [fault]);
        ander.tell(&format!("GET {ZAAK}"), 404, &[], "{}");
        assert_eq!(app.post(path, &body).await.faults(), ["besluit.zaak bad-url"]);
    }
}
