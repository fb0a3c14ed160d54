//! A document and its place in a zaak, in one call.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, TestApp, autorisatie, with};
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

use crate::fixtures::{api, make_zaak, start, type_url};

fn path() -> String {
    format!("{BASE}/documenten/api/v1/document_registreren")
}

fn body(app: &TestApp, zaak: &str, soort: &str) -> Value {
    json!({
        "zaakinformatieobject": { "zaak": zaak, "titel": "In de zaak" },
        "enkelvoudiginformatieobject": {
            "bronorganisatie": "002564440",
            "creatiedatum": "2026-11-20",
            "titel": "Foto",
            "auteur": "Anne",
            "taal": "nld",
            "inhoud": "aGFsbG8=",
            "informatieobjecttype": type_url("informatieobjecttypen", app.bezwaar.informatieobjecttype(soort).unwrap().uuid),
        },
    })
}

#[tokio::test]
async fn a_document_is_registered_and_put_in_a_zaak_at_once() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let made = app.post(ALLES, &path(), &body(&app, &zaak, "Bijlage")).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let json = made.json();
        let document = json["enkelvoudiginformatieobject"]["url"].as_str().unwrap().to_owned();
        assert_eq!((made.header("location"), made.header("api-version")), (document.as_str(), "1.7.1"));
        let relatie = &json["zaakinformatieobject"];
        assert_eq!((&relatie["informatieobject"], &relatie["titel"]), (&json!(document), &json!("In de zaak")));
        assert_eq!(app.get(ALLES, relatie["url"].as_str().unwrap()).await.json(), *relatie);
        assert_eq!(app.get(ALLES, &format!("{document}/download")).await.body, b"hallo");
        let mirror = format!("{BASE}/documenten/api/v1/objectinformatieobjecten?informatieobject={document}");
        assert_eq!(app.get(ALLES, &mirror).await.json()[0]["object"], json!(zaak));
    }
}

#[tokio::test]
async fn what_is_refused_leaves_neither_document_nor_relation() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let good = body(&app, &zaak, "Bijlage");
        let document = |changes: Value| {
            let changed = with(good["enkelvoudiginformatieobject"].clone(), changes);
            with(good.clone(), json!({ "enkelvoudiginformatieobject": changed }))
        };
        let cases: [(Value, &[&str]); 6] = [
            (json!({}), &["enkelvoudiginformatieobject required", "zaakinformatieobject required"]),
            (
                with(
                    document(json!({ "titel": "", "inhoud": "a" })),
                    json!({ "zaakinformatieobject": { "zaak": api("zaken/x") } }),
                ),
                &[
                    "zaakinformatieobject.zaak incorrect_match",
                    "enkelvoudiginformatieobject.titel blank",
                    "enkelvoudiginformatieobject.inhoud incorrect-base64-padding",
                ],
            ),
            (
                with(
                    good.clone(),
                    json!({ "zaakinformatieobject": { "zaak": api(&format!("zaken/{}", uuid::Uuid::nil())) } }),
                ),
                &["zaakinformatieobject.zaak object-does-not-exist"],
            ),
            (
                document(json!({ "status": "in_bewerking", "ontvangstdatum": "2026-11-20" })),
                &["enkelvoudiginformatieobject.status invalid_for_received"],
            ),
            (document(json!({ "bestandsomvang": 9 })), &["enkelvoudiginformatieobject.nonFieldErrors file-size"]),
            (
                document(json!({ "informatieobjecttype": type_url("informatieobjecttypen", uuid::Uuid::nil()) })),
                &["enkelvoudiginformatieobject.informatieobjecttype bad-url"],
            ),
        ];
        for (sent, expected) in cases {
            let answer = app.post(ALLES, &path(), &sent).await;
            assert_eq!(answer.faults(), expected, "{}", answer.json());
        }
        let list = format!("{BASE}/documenten/api/v1/enkelvoudiginformatieobjecten");
        assert_eq!(app.get(ALLES, &list).await.json()["count"], 0);
    }
}

#[tokio::test]
async fn it_takes_a_scope_on_documents_and_one_on_the_zaak() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        let document = autorisatie(Component::Drc, &["documenten.aanmaken"], soort, ZeerGeheim);
        let of_zaak = |scope| autorisatie(Component::Zrc, &[scope], app.bezwaar.uuid.uuid(), ZeerGeheim);
        for (client, autorisaties, expected) in [
            ("alleen-document", vec![document.clone()], 403),
            ("alleen-zaak", vec![of_zaak("zaken.bijwerken")], 403),
            ("leest-zaak", vec![document.clone(), of_zaak("zaken.lezen")], 403),
            ("maakt", vec![document.clone(), of_zaak("zaken.aanmaken")], 201),
            ("werkt-bij", vec![document.clone(), of_zaak("zaken.bijwerken")], 201),
            ("forceert", vec![document.clone(), of_zaak("zaken.geforceerd-bijwerken")], 201),
        ] {
            app.add(client, false, &autorisaties).await;
            let answer = app.post(client, &path(), &body(&app, &zaak, "Bijlage")).await;
            assert_eq!(answer.status_code.as_u16(), expected, "{client} {}", answer.json());
        }
    }
}
