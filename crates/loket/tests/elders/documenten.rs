//! Documents of another register in zaken and besluiten, and the other way round.

use serde_json::{Value, json};

use crate::support::{Ander, EARLIER, Instance, start, zgw};

const DOCUMENT: &str = "/drc/enkelvoudiginformatieobjecten/1";
const RELATIES: &str = "/drc/objectinformatieobjecten";
const ZIO: &str = "/zaken/api/v1/zaakinformatieobjecten";
const BIO: &str = "/besluiten/api/v1/besluitinformatieobjecten";
const OIO: &str = "/documenten/api/v1/objectinformatieobjecten";

/// Another system with a document of this kind, which takes mirrors.
async fn with_document(app: &Instance, soort: &str) -> (Ander, String) {
    let ander = Ander::start().await;
    app.add_dienst(&format!("{}/drc/", ander.base), zgw(), true).await;
    let soort = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", soort).await;
    let url = ander.has_document(DOCUMENT, &soort, json!({}));
    let mirror = json!({ "url": format!("{}{RELATIES}/9", ander.base) });
    ander.tell(&format!("POST {RELATIES}"), 201, &[], mirror);
    ander.tell(&format!("DELETE {RELATIES}/9"), 204, &[], "");
    (ander, url)
}

async fn trail(app: &Instance, main: &str) -> Vec<String> {
    let trail = app.get(&format!("{main}/audittrail")).await.json;
    let lines = trail.as_array().unwrap_or_else(|| panic!("{trail}")).iter();
    lines.map(|line| format!("{} {}", line["resource"].as_str().unwrap(), line["actie"].as_str().unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_of_another_register_is_in_a_zaak_on_both_sides() {
    for app in start().await {
        let (ander, document) = with_document(&app, "Bijlage").await;
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        let made = app.post(ZIO, &json!({ "zaak": zaak, "informatieobject": document, "titel": "t" })).await;
        assert_eq!((made.status_code, &made.json["informatieobject"]), (201, &json!(document)), "{}", made.json);
        let heard = ander.heard();
        let mirror = heard.iter().find(|one| one.method == "POST").unwrap();
        let expected = json!({ "informatieobject": document, "object": zaak, "objectType": "zaak" });
        assert_eq!(mirror.body, expected);

        // Shown by its own URL wherever it is named, and found by it.
        let shown = |answer: &Value| answer.to_string().matches(&document).count();
        assert_eq!(shown(&app.get(&made.url()).await.json), 1);
        for query in [
            &[("informatieobject", document.as_str())][..],
            &[("zaak", &zaak)],
            &[("zaak", &zaak), ("informatieobject", &document)],
        ] {
            let found = app.list(ZIO, query).await;
            assert_eq!((found.count(), shown(&found.json)), (1, 1), "{query:?}");
        }
        assert_eq!(app.list(ZIO, &[("informatieobject", &format!("{document}2"))]).await.count(), 0);
        let expanded = app.get(&format!("{}?expand=informatieobject", made.url())).await.json;
        assert_eq!(expanded["_expand"]["informatieobject"]["titel"], "Foto van elders");
        let audit = app.get(&format!("{zaak}/audittrail")).await.json;
        // What the line is called, and what it says.
        assert_eq!(shown(&audit), 2, "{audit}");

        // The pair is one; what never changes may be sent again by its own URL.
        let again = app.post(ZIO, &json!({ "zaak": zaak, "informatieobject": document })).await;
        assert_eq!(again.faults(), ["nonFieldErrors unique"]);
        let body = json!({ "zaak": zaak, "informatieobject": document, "titel": "u" });
        let changed = app.call("PUT", &made.url(), &body).await;
        assert_eq!((changed.status_code, &changed.json["titel"]), (200, &json!("u")), "{}", changed.json);
        let moved = json!({ "informatieobject": format!("{document}2") });
        let moved = app.call("PATCH", &made.url(), &moved).await;
        assert_eq!(moved.faults(), ["informatieobject wijzigen-niet-toegelaten"]);

        ander.heard();
        assert_eq!(app.call("DELETE", &made.url(), &Value::Null).await.status_code, 204);
        assert_eq!(ander.calls(), [format!("DELETE {RELATIES}/9")]);
        assert_eq!(app.list(ZIO, &[("zaak", &zaak)]).await.count(), 0);
        let expected = ["create", "update", "destroy"].map(|actie| format!("zaakinformatieobject {actie}"));
        let mut lines = trail(&app, &zaak).await;
        lines.retain(|line| line.starts_with("zaakinformatieobject"));
        lines.sort();
        let mut expected = expected.to_vec();
        expected.sort();
        assert_eq!(lines, expected);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_relation_that_the_other_register_refuses_leaves_no_trace() {
    for app in start().await {
        let (ander, document) = with_document(&app, "Bijlage").await;
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        let before = trail(&app, &zaak).await;
        let body = json!({ "zaak": zaak, "informatieobject": document });
        for status_code in [400, 403, 500] {
            ander.tell(&format!("POST {RELATIES}"), status_code, &[], "{}");
            let refused = app.post(ZIO, &body).await;
            assert_eq!(refused.faults(), ["informatieobject pending-relations"], "{status_code}");
            assert_eq!(app.list(ZIO, &[("zaak", &zaak)]).await.count(), 0);
        }
        assert_eq!(trail(&app, &zaak).await, before);
        ander.heard();
        let strange = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Besluit").await;
        for (soort, fault) in [
            (
                "https://elders.nl/informatieobjecttypen/1",
                "nonFieldErrors missing-zaaktype-informatieobjecttype-relation",
            ),
            ("geen url", "informatieobject invalid-resource"),
            (&zaak, "informatieobject invalid-resource"),
        ] {
            ander.has_document(DOCUMENT, soort, json!({}));
            assert_eq!(app.post(ZIO, &body).await.faults(), [fault], "{soort}");
        }
        let unknown = json!({ "zaak": zaak, "informatieobject": "https://elders.nl/1" });
        assert_eq!(app.post(ZIO, &unknown).await.faults(), ["informatieobject unknown-service"]);
        assert!(ander.calls().iter().all(|call| call.starts_with("GET")), "{strange}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_of_another_register_records_a_besluit() {
    for app in start().await {
        let (ander, document) = with_document(&app, "Besluit").await;
        let besluittype = app.first("/catalogi/api/v1/besluittypen", "omschrijving", "Beslissing op bezwaar").await;
        let body = json!({
            "verantwoordelijkeOrganisatie": "002564440", "besluittype": besluittype, "datum": "2026-01-02",
            "ingangsdatum": "2026-01-03",
        });
        let besluit = app.make("/besluiten/api/v1/besluiten", body).await;
        let made = app.post(BIO, &json!({ "besluit": besluit, "informatieobject": document })).await;
        assert_eq!((made.status_code, &made.json["informatieobject"]), (201, &json!(document)), "{}", made.json);
        let mirror = ander.heard().into_iter().find(|one| one.method == "POST").unwrap();
        assert_eq!(mirror.body, json!({ "informatieobject": document, "object": besluit, "objectType": "besluit" }));
        assert_eq!(app.list(BIO, &[("informatieobject", &document)]).await.count(), 1);
        assert_eq!(app.call("DELETE", &made.url(), &Value::Null).await.status_code, 204);
        assert_eq!(ander.calls(), [format!("DELETE {RELATIES}/9")]);

        ander.tell(&format!("POST {RELATIES}"), 500, &[], "");
        let refused = app.post(BIO, &json!({ "besluit": besluit, "informatieobject": document })).await;
        assert_eq!(refused.faults(), ["informatieobject pending-relations"]);
        assert_eq!(app.list(BIO, &[("besluit", &besluit)]).await.count(), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_register_has_of_our_documents_is_mirrored_when_it_says_so_itself() {
    for app in start().await {
        let ander = Ander::start().await;
        app.add_dienst(&format!("{}/zrc/", ander.base), zgw(), true).await;
        let soort = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
        let body = json!({
            "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": "Foto", "auteur": "Anne",
            "taal": "nld", "informatieobjecttype": soort,
        });
        let document = app.make("/documenten/api/v1/enkelvoudiginformatieobjecten", body).await;
        let zaak = format!("{}/zrc/zaken/1", ander.base);
        let body = json!({ "informatieobject": document, "object": zaak, "objectType": "zaak" });
        assert_eq!(app.post(OIO, &body).await.faults(), ["object bad-url"]);
        let found = json!({ "url": zaak, "zaaktype": "x", "bronorganisatie": "y", "identificatie": "z" });
        ander.tell("GET /zrc/zaken/1", 200, &[], found);
        assert_eq!(app.post(OIO, &body).await.faults(), ["nonFieldErrors relation-lookup-error"]);
        ander.tell("GET /zrc/zaakinformatieobjecten", 200, &[], "[]");
        assert_eq!(app.post(OIO, &body).await.faults(), ["nonFieldErrors inconsistent-relation"]);
        let relations = json!([{ "zaak": zaak, "informatieobject": document }]);
        ander.tell("GET /zrc/zaakinformatieobjecten", 200, &[], &relations);
        ander.heard();
        let made = app.post(OIO, &body).await;
        assert_eq!((made.status_code, &made.json["object"]), (201, &json!(zaak)), "{}", made.json);
        let asked = ander.calls().pop().unwrap();
        let encoded = |url: &str| url.replace(':', "%3A").replace('/', "%2F");
        let expected = format!("zaak={}&informatieobject={}", encoded(&zaak), encoded(&document));
        assert_eq!(asked, format!("GET /zrc/zaakinformatieobjecten?{expected}"));
        assert_eq!(app.post(OIO, &body).await.faults(), ["nonFieldErrors unique"]);

        // It is found by the object, keeps the document here, and goes when the other register says that it is gone.
        for query in [("object", zaak.as_str()), ("informatieobject", &document)] {
            let found = app.list(OIO, &[query]).await;
            assert_eq!((found.count(), &found.json[0]["object"]), (1, &json!(zaak)), "{query:?}");
        }
        let documents = "/documenten/api/v1/enkelvoudiginformatieobjecten";
        assert_eq!(app.list(documents, &[("objectinformatieobjecten__object", &zaak)]).await.count(), 1);
        let kept = app.call("DELETE", &document, &Value::Null).await;
        assert_eq!(kept.faults(), ["nonFieldErrors pending-relations"]);
        let early = app.call("DELETE", &made.url(), &Value::Null).await;
        assert_eq!(early.faults(), ["nonFieldErrors remote-relation-exists"]);
        ander.tell("GET /zrc/zaakinformatieobjecten", 200, &[], "[]");
        assert_eq!(app.call("DELETE", &made.url(), &Value::Null).await.status_code, 204);
        assert_eq!(app.call("DELETE", &document, &Value::Null).await.status_code, 204);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn urls_by_which_we_were_known_are_our_own() {
    for app in start().await {
        let zaaktype = app.zaaktype().await;
        let earlier = zaaktype.replace(&app.base, EARLIER);
        let made = app.make_zaak(&earlier).await;
        assert_eq!(app.get(&made).await.json["zaaktype"], json!(zaaktype));
        assert_eq!(app.list("/zaken/api/v1/zaken", &[("zaaktype", &earlier)]).await.count(), 1);
    }
}
