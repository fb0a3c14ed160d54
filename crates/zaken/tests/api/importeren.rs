//! Documents that come in bulk.

use std::sync::Arc;

use serde_json::{Value, json};
use store::jobs::{Handlers, JobRunner};
use test_kit::apis::{ALLES, BASE, TestApp, autorisatie};
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

use crate::fixtures::{make_zaak, start, type_url};

const COLUMNS: &str = "uuid,identificatie,bronorganisatie,creatiedatum,titel,vertrouwelijkheidaanduiding,auteur,status,\
    formaat,taal,bestandsnaam,bestandsomvang,bestandspad,link,beschrijving,ontvangstdatum,verzenddatum,indicatieGebruiksrecht,\
    verschijningsvorm,ondertekening.soort,ondertekening.datum,integriteit.algoritme,integriteit.waarde,integriteit.datum,\
    informatieobjecttype,zaakUuid,trefwoorden";

/// A row with these columns filled besides what every document needs.
fn row(app: &TestApp, filled: &[(&str, &str)]) -> String {
    let soort = type_url("informatieobjecttypen", app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid);
    let usual = [
        ("bronorganisatie", "002564440"),
        ("creatiedatum", "2026-11-20"),
        ("auteur", "Anne"),
        ("taal", "nld"),
        ("informatieobjecttype", soort.as_str()),
    ];
    let cell = |column: &str| {
        let given = filled.iter().chain(&usual).find(|(name, _)| *name == column);
        given.map_or(
            String::new(),
            |(_, text)| if text.contains(',') { format!("\"{text}\"") } else { (*text).to_owned() },
        )
    };
    COLUMNS.split(',').map(cell).collect::<Vec<_>>().join(",")
}

async fn create(app: &TestApp) -> [String; 3] {
    let made = app.post(ALLES, &format!("{BASE}/documenten/api/v1/import/create"), &json!({})).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    ["uploadUrl", "statusUrl", "reportUrl"].map(|name| made.json()[name].as_str().unwrap().to_owned())
}

async fn upload(app: &TestApp, url: &str, list: &str) -> test_kit::apis::Answer {
    let token = format!("Bearer {}", app.token(ALLES));
    app.send_with("POST", url, &[("authorization", &token), ("content-type", "text/csv")], list).await
}

async fn run(app: &TestApp) {
    let mut handlers = Handlers::default();
    ::zaken::register_jobs(&mut handlers);
    let runner = JobRunner::new(app.db.clone(), Arc::new(handlers));
    while runner.run_due().await.unwrap() > 0 {}
}

#[tokio::test]
async fn each_row_becomes_a_document_or_says_why_not() {
    for app in start().await {
        let folder = app.db.files().import_folder().unwrap().to_owned();
        std::fs::create_dir_all(folder.join("map")).unwrap();
        std::fs::write(folder.join("map/foto.txt"), "hallo").unwrap();
        std::fs::write(folder.parent().unwrap().join("geheim.txt"), "geheim").unwrap();
        let zaak = make_zaak(&app, json!({})).await;
        let zaak_uuid = zaak.rsplit('/').next().unwrap();
        let own = uuid::Uuid::from_u128(77).to_string();
        let nil = uuid::Uuid::nil().to_string();
        let list = [
            COLUMNS.to_owned(),
            row(
                &app,
                &[
                    ("uuid", own.as_str()),
                    ("titel", "Foto"),
                    ("bestandspad", "map/foto.txt"),
                    ("bestandsomvang", "5"),
                    ("zaakUuid", zaak_uuid),
                    ("trefwoorden", "straat,lamp"),
                ],
            ),
            row(&app, &[("titel", "Alleen gegevens"), ("identificatie", "D-1")]),
            row(&app, &[("titel", ""), ("creatiedatum", "gisteren")]),
            row(&app, &[("titel", "Buiten de map"), ("bestandspad", "../geheim.txt")]),
            row(&app, &[("titel", "Geen zaak"), ("zaakUuid", nil.as_str())]),
            row(&app, &[("titel", "Weer dezelfde"), ("uuid", own.as_str())]),
            row(&app, &[("titel", "Nummer is er al"), ("identificatie", "D-1")]),
            "te,kort".to_owned(),
        ];
        let [upload_url, status_url, report_url] = create(&app).await;
        assert_eq!(app.get(ALLES, &report_url).await.status_code, 404);
        let taken = upload(&app, &upload_url, &list.join("\r\n")).await;
        assert_eq!(taken.status_code, 200, "{}", taken.json());
        let status = app.get(ALLES, &status_url).await.json();
        assert_eq!((&status["status"], &status["total"]), (&json!("active"), &json!(8)));
        let [other, ..] = create(&app).await;
        let busy = upload(&app, &other, &list[..2].join("\r\n")).await;
        assert_eq!(busy.faults(), ["nonFieldErrors import-active"]);

        run(&app).await;
        let expected = json!({ "total": 8, "processed": 8, "processedSuccessfully": 2, "processedInvalid": 6, "status": "finished" });
        let report = String::from_utf8(app.get(ALLES, &report_url).await.body).unwrap();
        assert_eq!(app.get(ALLES, &status_url).await.json(), expected, "{report}");
        for (number, words) in [
            (1, ",success"),
            (2, ",success"),
            (3, "titel: Dit veld is vereist"),
            (3, "creatiedatum: "),
            (4, "bestandspad: "),
            (5, "zaakUuid: De zaak bestaat niet."),
            (6, "uuid: "),
            (7, "identificatie: "),
            (8, "2 kolommen"),
        ] {
            let line = report.lines().nth(number).unwrap();
            assert!(line.contains(words), "{number} {words}: {line}");
        }
        let document = format!("{BASE}/documenten/api/v1/enkelvoudiginformatieobjecten/{own}");
        let made = app.get(ALLES, &document).await.json();
        assert_eq!((&made["titel"], &made["trefwoorden"]), (&json!("Foto"), &json!(["straat", "lamp"])));
        assert_eq!(app.get(ALLES, &format!("{document}/download")).await.body, b"hallo");
        let relations = format!("{BASE}/zaken/api/v1/zaakinformatieobjecten?zaak={zaak}");
        assert_eq!(app.get(ALLES, &relations).await.json()[0]["informatieobject"], json!(document));
        let all = format!("{BASE}/documenten/api/v1/enkelvoudiginformatieobjecten");
        assert_eq!(app.get(ALLES, &all).await.json()["count"], 2);
        let again = upload(&app, &upload_url, COLUMNS).await;
        assert_eq!(again.faults(), ["nonFieldErrors invalid-status"]);
        let delete = status_url.replace("/status", "/delete");
        assert_eq!(app.call(ALLES, "DELETE", &delete, &Value::Null).await.status_code, 204);
        assert_eq!(app.get(ALLES, &status_url).await.status_code, 404);
    }
}

#[tokio::test]
async fn only_an_application_with_all_rights_imports_and_only_a_list_that_can_be_read() {
    for app in start().await {
        let soort = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid.uuid();
        app.add("maker", false, &[autorisatie(Component::Drc, &["documenten.aanmaken"], soort, ZeerGeheim)]).await;
        let path = format!("{BASE}/documenten/api/v1/import/create");
        assert_eq!(app.post("maker", &path, &json!({})).await.outcome(), (403, "permission_denied".into()));
        let [upload_url, status_url, _] = create(&app).await;
        assert_eq!(app.get("maker", &status_url).await.status_code, 403);
        let open = format!("{COLUMNS}\r\n\"nooit af");
        for (list, expected) in [
            ("", "nonFieldErrors invalid-columns"),
            ("titel,auteur\r\n", "nonFieldErrors invalid-columns"),
            (open.as_str(), "nonFieldErrors invalid"),
        ] {
            assert_eq!(upload(&app, &upload_url, list).await.faults(), [expected], "{list}");
        }
        let json = app.post(ALLES, &upload_url, &json!({})).await;
        assert_eq!(json.outcome(), (415, "unsupported_media_type".into()));
        assert_eq!(upload(&app, &upload_url, COLUMNS).await.status_code, 200);
        run(&app).await;
        assert_eq!(app.get(ALLES, &status_url).await.json()["status"], "finished");
    }
}
