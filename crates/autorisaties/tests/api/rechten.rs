//! What an application may do follows from what it was given, from the commit on.

use autorisaties::{ApplicatieGegevens, Bereik, Reikwijdte, Toekenning};
use serde_json::{Value, json};
use store::{Actie, Sql, sql};
use test_kit::apis::{ALLES, SECRET, SYSTEEM, TestApp, autorisatie};
use uuid::Uuid;
use values::actor::Component;
use values::{Actor, Vertrouwelijkheidaanduiding};

use crate::{api, start};

async fn actor(app: &TestApp, client_id: &str) -> Actor {
    let token = app.token(client_id);
    let now = app.clock.now();
    let found = autorisaties::verify(&mut app.db.reader(), &app.sealer, &token, now).await.unwrap();
    Actor::Applicatie(found)
}

async fn bereik(app: &TestApp, client_id: &str, component: Component, scope: &str) -> Bereik {
    Bereik::of(&actor(app, client_id).await, component, scope)
}

fn reaches(bereik: &Bereik, r#type: Uuid) -> bool {
    bereik.holds(r#type, Vertrouwelijkheidaanduiding::Openbaar)
}

fn on_catalogus(catalogus: Uuid) -> ApplicatieGegevens {
    let of = |component, scope: &str, level| Toekenning {
        component,
        scopes: vec![scope.to_owned()],
        reikwijdte: Reikwijdte::Catalogus(catalogus),
        max_vertrouwelijkheidaanduiding: level,
    };
    ApplicatieGegevens {
        label: "Catalogus".into(),
        client_ids: vec!["catalogus".into()],
        toekenningen: vec![
            of(Component::Zrc, "zaken.lezen", Some(Vertrouwelijkheidaanduiding::ZeerGeheim)),
            of(Component::Brc, "besluiten.lezen", None),
        ],
        ..ApplicatieGegevens::default()
    }
}

async fn add(app: &TestApp, new: &ApplicatieGegevens) {
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    autorisaties::create(&mut tx, new).await.unwrap();
    autorisaties::set_secret(&mut tx, &app.sealer, &new.client_ids[0], SECRET).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_right_on_a_catalogus_reaches_all_its_types_also_new_ones_and_of_its_own_component_only() {
    for app in start().await {
        let catalogus = app.bezwaar.catalogus.uuid();
        add(&app, &on_catalogus(catalogus)).await;
        let zaken = bereik(&app, "catalogus", Component::Zrc, "zaken.lezen").await;
        assert!(reaches(&zaken, app.bezwaar.uuid.uuid()) && reaches(&zaken, app.parkeren.uuid.uuid()));
        assert!(!reaches(&zaken, app.bezwaar.besluittypen[0].uuid.uuid()));
        let besluiten = bereik(&app, "catalogus", Component::Brc, "besluiten.lezen").await;
        assert!(reaches(&besluiten, app.bezwaar.besluittypen[0].uuid.uuid()));
        assert!(!reaches(&bereik(&app, "catalogus", Component::Drc, "zaken.lezen").await, app.bezwaar.uuid.uuid()));

        // A new version of a zaaktype, as an installation makes it.
        let path = format!("{}/../../bouwstenen/bezwaarschrift/zaaktype.json", env!("CARGO_MANIFEST_DIR"));
        let package = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let rsin = "002564440".parse().unwrap();
        let own = catalogi::ensure_catalogus(&mut tx, "LOKET", &rsin, "Test").await.unwrap();
        let new = catalogi::import_zaaktype(&mut tx, &own, &package).await.unwrap();
        tx.commit().await.unwrap();
        let zaken = bereik(&app, "catalogus", Component::Zrc, "zaken.lezen").await;
        assert!(reaches(&zaken, new.uuid()));
    }
}

#[tokio::test]
async fn the_api_spells_a_catalogus_out_and_keeps_it_as_long_as_it_is_sent_back_whole() {
    for app in start().await {
        let catalogus = app.bezwaar.catalogus.uuid();
        add(&app, &on_catalogus(catalogus)).await;
        let found = app.get(ALLES, &api("applicaties/consumer?clientId=catalogus")).await;
        let (url, mut body) = (found.url(), found.json());
        let spelled = body["autorisaties"].as_array().unwrap().clone();
        assert!(spelled.len() > 2 && spelled.iter().all(|one| one["component"] != "drc"), "{body}");

        body["label"] = json!("Anders");
        let answer = app.call(ALLES, "PUT", &url, &body).await;
        assert_eq!((answer.status_code.as_u16(), &answer.json()["autorisaties"]), (200, &body["autorisaties"]));
        let own = autorisaties::find_by_client(&mut app.db.reader(), "catalogus").await.unwrap().unwrap();
        assert_eq!(own.toekenningen, on_catalogus(catalogus).toekenningen);

        let less: Vec<Value> = spelled.into_iter().skip(1).collect();
        let answer = app.call(ALLES, "PATCH", &url, &json!({ "autorisaties": less })).await;
        assert_eq!(answer.json()["autorisaties"].as_array().map(Vec::len), Some(less.len()), "{}", answer.json());
        let zaken = bereik(&app, "catalogus", Component::Zrc, "zaken.lezen").await;
        let reached = [app.bezwaar.uuid.uuid(), app.parkeren.uuid.uuid()].map(|uuid| reaches(&zaken, uuid));
        assert_eq!(reached.iter().filter(|reached| **reached).count(), 1);
    }
}

#[tokio::test]
async fn a_change_counts_from_its_commit_on_and_a_client_waits_for_its_secret() {
    for app in start().await {
        let sent = json!({ "clientIds": ["nieuw"], "label": "Nieuw",
                           "autorisaties": [{ "component": "ac", "scopes": ["autorisaties.lezen"] }] });
        let url = app.post(ALLES, &api("applicaties"), &sent).await.url();
        let unknown = (403, "invalid-client-identifier".to_owned());
        assert_eq!(app.get("nieuw", &url).await.outcome(), unknown);
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        autorisaties::set_secret(&mut tx, &app.sealer, "nieuw", SECRET).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.get("nieuw", &url).await.status_code, 200);

        let less = json!({ "autorisaties": [{ "component": "ztc", "scopes": ["catalogi.lezen"] }] });
        assert_eq!(app.call(ALLES, "PATCH", &url, &less).await.status_code, 200);
        assert_eq!(app.get("nieuw", &url).await.outcome(), (403, "permission_denied".into()));
        let all = json!({ "heeftAlleAutorisaties": true, "autorisaties": [], "clientIds": ["nieuw", "tweede"] });
        assert_eq!(app.call(ALLES, "PATCH", &url, &all).await.status_code, 200);
        assert_eq!(app.get("nieuw", &url).await.status_code, 200, "its secret stays");
        assert_eq!(app.get("tweede", &url).await.outcome(), unknown);
        let other = json!({ "clientIds": ["tweede"] });
        assert_eq!(app.call(ALLES, "PATCH", &url, &other).await.status_code, 200);
        assert_eq!(app.get("nieuw", &url).await.outcome(), unknown);
    }
}

#[tokio::test]
async fn what_another_process_changes_counts_within_a_second() {
    static RAISE: Sql = sql(
        "test.raise",
        "UPDATE applicatie SET heeft_alle_autorisaties = $1, versie = versie + 1 WHERE label = 'lezer'",
    );
    for app in start().await {
        let soort = app.bezwaar.uuid.uuid();
        let only = autorisatie(Component::Zrc, &["zaken.lezen"], soort, Vertrouwelijkheidaanduiding::Openbaar);
        app.add("lezer", false, &[only]).await;
        let may_all = async |expected: bool| {
            let Actor::Applicatie(found) = actor(&app, "lezer").await else { panic!("an application") };
            assert_eq!(found.rechten.alle, expected, "{}", app.db.kind());
        };
        may_all(false).await;
        // As another process does: nothing tells this one.
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&RAISE, &[true.into()]).await.unwrap();
        tx.commit().await.unwrap();
        app.tick();
        may_all(true).await;
    }
}

#[tokio::test]
async fn that_an_application_reads_only_what_is_ready_to_be_published_is_known_beside_its_types() {
    for app in start().await {
        let mut new = on_catalogus(app.bezwaar.catalogus.uuid());
        new.toekenningen[1].component = Component::Drc;
        new.toekenningen[1].scopes = vec!["documenten.lezen".into()];
        new.toekenningen[1].max_vertrouwelijkheidaanduiding = Some(Vertrouwelijkheidaanduiding::ZeerGeheim);
        add(&app, &new).await;
        let soort = app.bezwaar.informatieobjecttypen[0].informatieobjecttype.uuid.uuid();
        assert!(reaches(&bereik(&app, "catalogus", Component::Drc, "documenten.lezen").await, soort));
        assert!(!autorisaties::reads_only_gereed(&actor(&app, "catalogus").await));
        new.alleen_gereed_voor_publicatie = true;
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let own = autorisaties::find_by_client(&mut tx, "catalogus").await.unwrap().unwrap();
        autorisaties::update(&mut tx, Actie::Update, own.uuid, &new).await.unwrap();
        tx.commit().await.unwrap();
        assert!(reaches(&bereik(&app, "catalogus", Component::Drc, "documenten.lezen").await, soort));
        assert!(autorisaties::reads_only_gereed(&actor(&app, "catalogus").await));
        assert!(reaches(&bereik(&app, "catalogus", Component::Zrc, "zaken.lezen").await, app.bezwaar.uuid.uuid()));
    }
}
