//! Bodies that are right, to be made wrong by the tests.

use ::store::{Row, Sql, sql};
use autorisaties::handlers::expand::Resources;
use autorisaties::{Autorisatie, Sealer};
use axum::Router;
use besluiten::{Besluit, NewBesluit};
use documenten::{Content, DocumentStatus, NewDocument};
use serde_json::{Value, json};
use test_kit::apis::{self, ALLES, BASE, SYSTEEM, TestApp, with};
use uuid::Uuid;
use values::actor::Component;
use web::App;
use zaken::NewZaak;

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    vec![
        Resources::new(besluiten::EXPANDABLE.iter().copied()).wrap(besluiten::router(sealer.clone())),
        zaken::router(sealer.clone()),
        documenten::router(sealer.clone()),
        catalogi::router(sealer.clone()),
    ]
}

pub async fn start() -> Vec<TestApp> {
    apis::start(routers).await
}

static EVENTS: Sql =
    sql("test.events", "SELECT kanaal, resource, actie FROM event WHERE hoofd_object = $1 ORDER BY id");

/// What was told of a main object, oldest first, as `kanaal resource actie`. Tick the clock between what is to be told apart.
pub async fn events_of(app: &TestApp, url: &str) -> Vec<String> {
    let uuid: Uuid = url.rsplit('/').next().unwrap().parse().unwrap();
    let read = |row: &Row<'_>| Ok(format!("{} {} {}", row.text(0)?, row.text(1)?, row.text(2)?));
    app.db.reader().query(&EVENTS, &[uuid.into()], read).await.unwrap()
}

pub fn api(path: &str) -> String {
    format!("{BASE}/besluiten/api/v1/{path}")
}

pub fn type_url(resource: &str, uuid: impl std::fmt::Display) -> String {
    format!("{BASE}/catalogi/api/v1/{resource}/{uuid}")
}

/// The URL of a list that names this object: `/documenten/api/v1/objectinformatieobjecten?object=…`.
pub fn mirror(besluit: &str) -> String {
    format!("{BASE}/documenten/api/v1/objectinformatieobjecten?object={besluit}")
}

pub fn besluit_body(app: &TestApp) -> Value {
    json!({
        "verantwoordelijkeOrganisatie": "002564440",
        "besluittype": type_url("besluittypen", app.bezwaar.besluittypen[0].uuid),
        "datum": "2026-11-24",
        "ingangsdatum": "2026-12-01",
    })
}

/// Makes a besluit and returns its URL.
pub async fn make_besluit(app: &TestApp, changes: Value) -> String {
    app.tick();
    let made = app.post(ALLES, &api("besluiten"), &with(besluit_body(app), changes)).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    assert_eq!(made.header("location"), made.url());
    made.url()
}

pub async fn make_zaak(app: &TestApp, zaaktype: impl std::fmt::Display) -> String {
    let body = json!({
        "bronorganisatie": "002564440",
        "verantwoordelijkeOrganisatie": "002564440",
        "zaaktype": type_url("zaaktypen", zaaktype),
        "startdatum": "2026-11-20",
    });
    let made = app.post(ALLES, &format!("{BASE}/zaken/api/v1/zaken"), &body).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    made.url()
}

/// Puts a document in the register and returns its URL.
pub async fn make_document(app: &TestApp, soort: impl std::fmt::Display) -> String {
    let body = json!({
        "bronorganisatie": "002564440",
        "creatiedatum": "2026-11-20",
        "titel": "Besluit",
        "auteur": "Fatima",
        "taal": "nld",
        "informatieobjecttype": type_url("informatieobjecttypen", soort),
    });
    let made = app.post(ALLES, &format!("{BASE}/documenten/api/v1/enkelvoudiginformatieobjecten"), &body).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    made.url()
}

/// The kind of document that records decisions of the first kind, and one that does not.
pub fn soorten(app: &TestApp) -> (Uuid, Uuid) {
    let soort = |name: &str| app.bezwaar.informatieobjecttype(name).unwrap().uuid.uuid();
    (soort("Besluit"), soort("Bijlage"))
}

/// Takes a decision with a document in a new zaak, as a process does.
pub async fn decide(app: &TestApp) -> (Besluit, Uuid) {
    app.tick();
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    let today = tx.today();
    let organisatie = "002564440".parse().unwrap();
    let zaak = NewZaak {
        zaaktype: &app.bezwaar,
        organisatie: &organisatie,
        omschrijving: "Proef",
        toelichting: "",
        startdatum: today,
    };
    let zaak = zaken::operations::create_zaak(&mut tx, &SYSTEEM, &zaak).await.unwrap();
    let besluit = NewBesluit {
        zaak: &zaak,
        besluittype: "Beslissing op bezwaar",
        toelichting: "Gegrond",
        ingangsdatum: today,
        vervaldatum: None,
    };
    let besluit = besluiten::create_besluit(&mut tx, &SYSTEEM, &besluit).await.unwrap();
    let stored = app.db.files().put("hallo".into()).await.unwrap();
    let document = NewDocument {
        informatieobjecttype: app.bezwaar.informatieobjecttype("Besluit").unwrap(),
        vertrouwelijkheidaanduiding: None,
        bronorganisatie: &organisatie,
        titel: "Besluit",
        auteur: "Loket",
        status: DocumentStatus::Definitief,
        formaat: "text/plain",
        bestandsnaam: "besluit.txt",
        beschrijving: "",
        ontvangstdatum: None,
        verzenddatum: None,
        content: Content::Stored(&stored),
    };
    let document = documenten::create(&mut tx, &document).await.unwrap();
    besluiten::link_document(&mut tx, &SYSTEEM, &besluit, &zaak, &document).await.unwrap();
    tx.commit().await.unwrap();
    (besluit, document.uuid.uuid())
}

pub fn brc(scope: &str, r#type: Uuid) -> [Autorisatie; 1] {
    [Autorisatie {
        component: Component::Brc,
        scopes: vec![scope.to_owned()],
        r#type: Some(r#type),
        max_vertrouwelijkheidaanduiding: None,
    }]
}
