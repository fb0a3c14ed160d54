//! Of a body that is refused no bytes stay.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use test_kit::apis::{ALLES, TestApp, autorisatie};
use values::Vertrouwelijkheidaanduiding::Openbaar;
use values::actor::Component;

use crate::{HALLO_SHA256, LIST, body, start};

async fn is_stored(app: &TestApp, hash: &str) -> bool {
    app.db.files().get_all(hash).await.is_ok()
}

#[tokio::test]
async fn a_refused_document_leaves_no_bytes() {
    for app in start().await {
        let other = app.parkeren.informatieobjecttypen[0].uuid.uuid();
        app.add("klein", false, &[autorisatie(Component::Drc, &["documenten.aanmaken"], other, Openbaar)]).await;
        let with = |name: &str, value: Value| {
            let mut body = body(&app);
            body[name] = value;
            body
        };
        let nowhere = format!("{LIST}/{}", uuid::Uuid::from_u128(9));
        let cases = [
            ("klein", "POST", LIST, body(&app), 403),
            (ALLES, "POST", LIST, with("titel", json!(5)), 400),
            (ALLES, "POST", LIST, with("informatieobjecttype", json!("")), 400),
            (ALLES, "PATCH", &nowhere, json!({ "inhoud": STANDARD.encode("hallo") }), 404),
        ];
        for (applicatie, method, url, body, expected) in cases {
            let answer = app.call(applicatie, method, url, &body).await;
            assert_eq!(answer.status_code.as_u16(), expected, "{:?}", answer.outcome());
            assert!(!is_stored(&app, HALLO_SHA256).await, "{expected}");
        }
        // A number that is taken is told before the bytes are kept; with a number of its own they are.
        let mut first = with("identificatie", json!("DOC-1"));
        first["inhoud"] = json!(STANDARD.encode("ander"));
        first["bestandsomvang"] = json!(5);
        for (body, expected, stays) in
            [(first, 201, false), (with("identificatie", json!("DOC-1")), 400, false), (body(&app), 201, true)]
        {
            let answer = app.post(ALLES, LIST, &body).await;
            assert_eq!(answer.status_code.as_u16(), expected, "{:?}", answer.outcome());
            assert_eq!(is_stored(&app, HALLO_SHA256).await, stays, "{}", app.db.kind());
        }
    }
}
