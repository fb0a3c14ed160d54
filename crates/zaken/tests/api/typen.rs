//! What a zaak may hold by its zaaktype, in which version, and what keeps it from ending.

use autorisaties::Sealer;
use axum::Router;
use serde_json::{Value, json};
use store::{Sql, sql};
use test_kit::apis::{self, ALLES, SYSTEEM, TestApp, with};
use uuid::Uuid;
use web::App;

use crate::archiveren::MAKE_DEELZAAK;
use crate::fixtures::{api, make_zaak, status_body, type_url, zaak_body};

const DOCUMENTEN: &str = "https://a.example.nl/documenten/api/v1/enkelvoudiginformatieobjecten";

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    vec![::zaken::router(sealer.clone()), catalogi::router(sealer.clone()), documenten::router(sealer.clone())]
}

async fn start() -> Vec<TestApp> {
    apis::start(routers).await
}

/// Hands over a document of this kind, as another system does, and puts it in the zaak.
async fn put_document(app: &TestApp, zaak: &str, soort: &str) -> (String, Vec<String>) {
    let body = json!({
        "bronorganisatie": "002564440", "creatiedatum": "2026-11-20", "titel": "Foto", "auteur": "Anne", "taal": "nld",
        "informatieobjecttype": soort,
    });
    let document = app.post(ALLES, DOCUMENTEN, &body).await.url();
    let body = json!({ "zaak": zaak, "informatieobject": document });
    let faults = app.post(ALLES, &api("zaakinformatieobjecten"), &body).await.faults();
    (document, faults)
}

#[tokio::test]
async fn zrc_017_the_next_version_of_an_informatieobjecttype_belongs_to_the_zaaktype_too() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let strange = app.parkeren.informatieobjecttype("Aanvraag").unwrap().uuid;
        let (_, faults) = put_document(&app, &zaak, &type_url("informatieobjecttypen", strange)).await;
        assert_eq!(faults, ["nonFieldErrors missing-zaaktype-informatieobjecttype-relation"]);
        let own = app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid;
        let next = app.next_version(&type_url("informatieobjecttypen", own)).await;
        assert!(put_document(&app, &zaak, &next).await.1.is_empty());
    }
}

static COUNT_TRACES: Sql =
    sql("test.count_traces", "SELECT count(*) FROM audit WHERE hoofd_object = $1 AND actie <> 'destroy'");

#[tokio::test]
async fn zrc_013_a_deelzaak_has_a_deelzaaktype_of_its_hoofdzaak() {
    for app in start().await {
        let hoofdzaak = make_zaak(&app, json!({})).await;
        let post = async |zaaktype: &str| {
            let body = json!({ "zaaktype": zaaktype, "hoofdzaak": hoofdzaak });
            app.post(ALLES, &api("zaken"), &with(zaak_body(&app.parkeren), body)).await
        };
        let deelzaaktype = type_url("zaaktypen", app.parkeren.uuid);
        assert_eq!(post(&deelzaaktype).await.faults(), ["hoofdzaak invalid-deelzaaktype"]);
        let alone = app.post(ALLES, &api("zaken"), &zaak_body(&app.parkeren)).await.url();
        let moved = app.call(ALLES, "PATCH", &alone, &json!({ "hoofdzaak": hoofdzaak })).await;
        assert_eq!(moved.faults(), ["hoofdzaak invalid-deelzaaktype"]);

        let own = type_url("zaaktypen", app.bezwaar.uuid);
        let named = app.call(ALLES, "PATCH", &own, &json!({ "deelzaaktypen": [deelzaaktype] })).await;
        assert_eq!(named.status_code, 200, "{}", named.json());
        let deelzaak = post(&deelzaaktype).await;
        assert_eq!(deelzaak.status_code, 201, "{}", deelzaak.json());
        let moved = app.call(ALLES, "PATCH", &alone, &json!({ "hoofdzaak": hoofdzaak })).await;
        assert_eq!(moved.status_code, 200, "{}", moved.json());
        // A deelzaak that there is stays one, also when the type is not named any more.
        app.call(ALLES, "PATCH", &own, &json!({ "deelzaaktypen": [] })).await;
        let changed = app.call(ALLES, "PATCH", &deelzaak.url(), &json!({ "omschrijving": "Anders" })).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json());
        // Parts have no parts: not what is a part, nor what has parts.
        let top = make_zaak(&app, json!({})).await;
        for (one, other) in [(&top, &alone), (&hoofdzaak, &top)] {
            let moved = app.call(ALLES, "PATCH", one, &json!({ "hoofdzaak": other })).await;
            assert_eq!(moved.faults(), ["hoofdzaak deelzaak-als-hoofdzaak"]);
        }
        // What an import brought is removed with all that lies below it.
        let id = |url: &str| -> Uuid { url.rsplit_once('/').unwrap().1.parse().unwrap() };
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&MAKE_DEELZAAK, &[id(&hoofdzaak).into(), id(&top).into()]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.call(ALLES, "DELETE", &top, &Value::Null).await.status_code, 204);
        assert_eq!(app.get(ALLES, &deelzaak.url()).await.status_code, 404, "{}", app.db.kind());
        let traces =
            async |sql| app.db.reader().query_one(sql, &[id(&deelzaak.url()).into()], |row| row.get::<i64>(0)).await;
        assert_eq!(traces(&COUNT_TRACES).await.unwrap(), 0, "of what was made; one line says that it is gone");
    }
}

#[tokio::test]
async fn a_zaakobject_names_a_zaakobjecttype_of_its_zaaktype() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let make_type = async |zaaktype: Uuid| {
            let body = json!({
                "zaaktype": type_url("zaaktypen", zaaktype), "anderObjecttype": false, "objecttype": "https://example.nl/pand",
                "relatieOmschrijving": "gaat over",
            });
            app.post(ALLES, "/catalogi/api/v1/zaakobjecttypen", &body).await.url()
        };
        let own = make_type(app.bezwaar.uuid.uuid()).await;
        let other = make_type(app.parkeren.uuid.uuid()).await;
        let nothing = type_url("zaakobjecttypen", Uuid::nil());
        let body = json!({ "zaak": zaak, "objectType": "pand", "objectIdentificatie": { "identificatie": "1" } });
        let made = app.post(ALLES, &api("zaakobjecten"), &with(body.clone(), json!({ "zaakobjecttype": own }))).await;
        assert_eq!((made.status_code.as_u16(), &made.json()["zaakobjecttype"]), (201, &json!(own)));
        for (named, fault) in [(&other, "nonFieldErrors zaaktype-mismatch"), (&nothing, "zaakobjecttype bad-url")] {
            let named = json!({ "zaakobjecttype": named });
            assert_eq!(
                app.post(ALLES, &api("zaakobjecten"), &with(body.clone(), named.clone())).await.faults(),
                [fault]
            );
            assert_eq!(app.call(ALLES, "PATCH", &made.url(), &named).await.faults(), [fault]);
        }
    }
}

#[tokio::test]
async fn zrc_007_a_zaak_ends_when_it_is_known_whether_the_use_of_its_documents_is_limited() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let soort = type_url("informatieobjecttypen", app.bezwaar.informatieobjecttype("Bijlage").unwrap().uuid);
        let (document, _) = put_document(&app, &zaak, &soort).await;
        let resultaattype = type_url("resultaattypen", app.bezwaar.resultaattypen[0].uuid);
        let resultaat = json!({ "zaak": zaak, "resultaattype": resultaattype });
        assert_eq!(app.post(ALLES, &api("resultaten"), &resultaat).await.status_code, 201);
        let close = async || app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, 3)).await;
        assert_eq!(close().await.faults(), ["nonFieldErrors indicatiegebruiksrecht-unset"]);

        let lock = app.post(ALLES, &format!("{document}/lock"), &json!({})).await.json()["lock"].clone();
        assert_eq!(
            close().await.faults(),
            ["nonFieldErrors informatieobject-locked", "nonFieldErrors indicatiegebruiksrecht-unset"]
        );
        let known = json!({ "lock": lock, "indicatieGebruiksrecht": false });
        assert_eq!(app.call(ALLES, "PATCH", &document, &known).await.status_code, 200);
        assert_eq!(app.post(ALLES, &format!("{document}/unlock"), &json!({ "lock": lock })).await.status_code, 204);
        assert_eq!(close().await.status_code, 201);
        assert_ne!(app.get(ALLES, &zaak).await.json()["einddatum"], Value::Null);
    }
}
