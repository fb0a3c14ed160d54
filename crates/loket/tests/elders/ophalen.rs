//! What is fetched, with what, and what is refused.

use diensten::{Bewijs, ElderFault, ObjectSoort};
use serde_json::json;

use crate::support::{Ander, CLIENT, SECRET, client_of, start, zgw};

const DOCUMENT: &str = "/drc/enkelvoudiginformatieobjecten/1";
const TYPE: &str = "https://ergens.nl/informatieobjecttypen/1";
const SOORT: ObjectSoort = ObjectSoort::Informatieobject;

fn said<T>(outcome: Result<T, ElderFault>) -> String {
    match outcome {
        Ok(_) => "ok".to_owned(),
        Err(fault) => fault.param("veld").map_or_else(|| fault.to_string(), |param| param.code),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_a_dienst_has_and_what_has_the_right_shape_can_be_named() {
    for app in start().await {
        let (ander, vreemd) = (Ander::start().await, Ander::start().await);
        app.add_dienst(&format!("{}/drc", ander.base), Bewijs::Geen, true).await;
        let at = |path: &str| format!("{}{path}", ander.base);
        ander.has_document(DOCUMENT, TYPE, json!({}));
        vreemd.has_document(DOCUMENT, TYPE, json!({}));
        ander.tell("GET /drc/zaken/1", 200, &[], json!({ "url": "x", "zaaktype": "y" }));
        ander.tell("GET /drc/list", 200, &[], json!([]));
        ander.tell("GET /drc/html", 200, &[], "<html>");
        ander.tell("GET /drc/500", 500, &[], "{}");
        ander.tell("GET /drc/401", 401, &[], "{}");
        ander.tell("GET /drc/large", 200, &[], format!("{{\"x\": \"{}\"}}", "x".repeat(1024 * 1024)));
        ander.tell("GET /drc/silent", 0, &[], "");
        ander.tell("GET /drc/moved", 301, &[("location", DOCUMENT)], "");
        ander.tell("GET /drc/outside", 302, &[("location", "/elders/1")], "");
        ander.tell("GET /drc/inside", 302, &[("location", &format!("{}{DOCUMENT}", vreemd.base))], "");
        ander.tell("GET /drc/metadata", 302, &[("location", "http://169.254.169.254/latest")], "");
        ander.tell("GET /drc/file", 302, &[("location", "file:///etc/passwd")], "");
        ander.tell("GET /drc/round", 302, &[("location", "/drc/round")], "");
        ander.tell("GET /drc/nowhere", 302, &[], "");
        for (url, expected) in [
            (at(DOCUMENT), "ok"),
            (at("/drc/moved"), "ok"),
            (at("/drc/zaken/1"), "invalid-resource"),
            (at("/drc/list"), "invalid-resource"),
            (at("/drc/html"), "invalid-resource"),
            (at("/drc/404"), "bad-url"),
            (at("/drc/500"), "bad-url"),
            (at("/drc/401"), "bad-url"),
            (at("/drc/large"), "bad-url"),
            (at("/drc/silent"), "bad-url"),
            (at("/drc/outside"), "bad-url"),
            (at("/drc/inside"), "bad-url"),
            (at("/drc/metadata"), "bad-url"),
            (at("/drc/file"), "bad-url"),
            (at("/drc/round"), "bad-url"),
            (at("/drc/nowhere"), "bad-url"),
            (at("/drc2/enkelvoudiginformatieobjecten/1"), "unknown-service"),
            (at("/drc/../elders/1"), "unknown-service"),
            (format!("{}{DOCUMENT}", vreemd.base), "unknown-service"),
            ("https://a.nl/1".to_owned(), "unknown-service"),
        ] {
            assert_eq!(said(app.diensten.find(&app.db, &url, SOORT).await), expected, "{url}");
        }
        assert!(vreemd.heard().is_empty(), "what belongs to no dienst is never called");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dienst_inside_is_called_only_when_the_installation_says_so() {
    for app in start().await {
        for (is_intern, expected) in [(false, "bad-url"), (true, "ok")] {
            let ander = Ander::start().await;
            let url = ander.has_document(DOCUMENT, TYPE, json!({}));
            app.add_dienst(&ander.base, Bewijs::Geen, is_intern).await;
            assert_eq!(said(app.diensten.find(&app.db, &url, SOORT).await), expected);
            assert_eq!(ander.heard().len(), usize::from(is_intern));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_proves_us_goes_to_the_dienst_and_nowhere_else() {
    for app in start().await {
        let (ander, open) = (Ander::start().await, Ander::start().await);
        let url = ander.has_document(DOCUMENT, TYPE, json!({}));
        app.add_dienst(&format!("{}/drc/", ander.base), zgw(), true).await;
        app.diensten.find(&app.db, &url, SOORT).await.unwrap();
        let heard = ander.heard().remove(0);
        assert_eq!(client_of(&heard.headers).as_deref(), Some(CLIENT));
        assert_eq!(heard.headers["accept-crs"], "EPSG:4326");
        assert_eq!(heard.headers["accept"], "application/json");

        let url = open.has_document("/open/1", TYPE, json!({}));
        let header = Bewijs::Header { naam: "X-Api-Key".into(), waarde: SECRET.into() };
        app.add_dienst(&format!("{}/open/", open.base), header, true).await;
        app.diensten.find(&app.db, &url, SOORT).await.unwrap();
        assert_eq!(open.heard().remove(0).headers["x-api-key"], SECRET);

        // Elsewhere on the same host it is another system: it is not even called, being inside.
        open.tell("GET /open/2", 302, &[("location", "/dicht/2")], "");
        assert_eq!(said(app.diensten.find(&app.db, &format!("{}/open/2", open.base), SOORT).await), "bad-url");
        assert_eq!(open.calls(), ["GET /open/2"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_fetched_is_kept_for_as_long_as_it_is_the_same() {
    for app in start().await {
        let ander = Ander::start().await;
        app.add_dienst(&ander.base, Bewijs::Geen, true).await;
        let url = ander.has_document(DOCUMENT, TYPE, json!({}));
        let body = |titel: &str| json!({ "url": url, "informatieobjecttype": TYPE, "titel": titel });
        let call = format!("GET {DOCUMENT}");
        for (etag, titel, expected) in
            [("\"1\"", "een", "een"), ("\"1\"", "niet gelezen", "een"), ("\"2\"", "twee", "twee")]
        {
            ander.tell(&call, 200, &[("etag", etag)], body(titel));
            let found = app.diensten.find(&app.db, &url, SOORT).await.unwrap();
            assert_eq!(found.text("titel"), expected);
        }
        let known: Vec<_> = ander
            .heard()
            .iter()
            .map(|one| one.headers.get("if-none-match").map(|value| value.to_str().unwrap().to_owned()))
            .collect();
        assert_eq!(known, [None, Some("\"1\"".to_owned()), Some("\"1\"".to_owned())]);
        // What was a document is not taken for a zaak because it is known.
        assert_eq!(said(app.diensten.find(&app.db, &url, ObjectSoort::Zaak).await), "invalid-resource");
    }
}
