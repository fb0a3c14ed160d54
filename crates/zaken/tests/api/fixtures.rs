//! Bodies that are right, to be made wrong by the tests.

use autorisaties::Sealer;
use autorisaties::handlers::expand::Resources;
use axum::Router;
use catalogi::Zaaktype;
use documenten::{Content, DocumentStatus, NewDocument};
use serde_json::{Value, json};
use test_kit::apis::{self, ALLES, BASE, SYSTEEM, TestApp, with};
use web::App;

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    let resources = Resources::new([catalogi::EXPANDABLE, documenten::EXPANDABLE, ::zaken::EXPANDABLE].concat());
    vec![
        resources.wrap(::zaken::router(sealer.clone())),
        documenten::router(sealer.clone()),
        catalogi::router(sealer.clone()),
    ]
}

pub async fn start() -> Vec<TestApp> {
    apis::start(routers).await
}

pub fn api(path: &str) -> String {
    format!("{BASE}/zaken/api/v1/{path}")
}

pub fn type_url(resource: &str, uuid: impl std::fmt::Display) -> String {
    format!("{BASE}/catalogi/api/v1/{resource}/{uuid}")
}

pub fn zaak_body(zaaktype: &Zaaktype) -> Value {
    json!({
        "bronorganisatie": "002564440",
        "verantwoordelijkeOrganisatie": "002564440",
        "zaaktype": type_url("zaaktypen", zaaktype.uuid),
        "startdatum": "2026-11-20",
        "omschrijving": "Proef",
    })
}

/// Makes a zaak and returns its URL.
pub async fn make_zaak(app: &TestApp, changes: Value) -> String {
    app.tick();
    let answer = app.post(ALLES, &api("zaken"), &with(zaak_body(&app.bezwaar), changes)).await;
    assert_eq!(answer.status_code, 201, "{}", answer.json());
    answer.url()
}

pub fn status_body(app: &TestApp, zaak: &str, index: usize) -> Value {
    json!({
        "zaak": zaak,
        "statustype": type_url("statustypen", app.bezwaar.statustypen[index].uuid),
        "datumStatusGezet": app.clock.now().to_string(),
    })
}

pub fn rol_body(app: &TestApp, zaak: &str, generiek: &str) -> Value {
    json!({
        "zaak": zaak,
        "betrokkeneType": "natuurlijk_persoon",
        "roltype": type_url("roltypen", app.bezwaar.roltype_generiek(generiek).unwrap().uuid),
        "roltoelichting": "inzender",
        "betrokkeneIdentificatie": { "inpBsn": "999993653" },
    })
}

/// Puts a document in the register, as a page would, and returns its URL.
pub async fn make_document(app: &TestApp) -> String {
    let stored = app.db.files().put("hallo".into()).await.unwrap();
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    let organisatie = "002564440".parse().unwrap();
    let new = NewDocument {
        informatieobjecttype: app.bezwaar.informatieobjecttype("Bijlage").unwrap(),
        vertrouwelijkheidaanduiding: None,
        bronorganisatie: &organisatie,
        titel: "Foto",
        auteur: "Anne",
        status: DocumentStatus::Definitief,
        formaat: "text/plain",
        bestandsnaam: "foto.txt",
        beschrijving: "",
        ontvangstdatum: None,
        verzenddatum: None,
        content: Content::Stored(&stored),
    };
    let document = documenten::create(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    format!("{BASE}{}{}", documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN, document.uuid)
}
