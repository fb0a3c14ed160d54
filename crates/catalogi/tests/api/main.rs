//! The Catalogi API over HTTP, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

#![recursion_limit = "256"]

mod regels;
mod schrijven;
mod uitwisseling;

use autorisaties::Sealer;
use axum::Router;
use serde_json::json;
use test_kit::apis::{ALLES, BASE, SYSTEEM, TestApp, autorisatie};
use values::Vertrouwelijkheidaanduiding::Openbaar;
use values::actor::Component;
use web::App;

mod pakket;

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    vec![catalogi::router(sealer.clone())]
}

const LISTS: [&str; 8] = [
    "catalogussen",
    "zaaktypen",
    "statustypen",
    "resultaattypen",
    "roltypen",
    "eigenschappen",
    "informatieobjecttypen",
    "besluittypen",
];

fn list(resource: &str) -> String {
    format!("{BASE}/catalogi/api/v1/{resource}")
}

async fn start() -> Vec<TestApp> {
    test_kit::apis::start(routers).await
}

#[tokio::test]
async fn every_list_leads_to_each_of_its_resources() {
    for app in start().await {
        for resource in LISTS {
            let answer = app.get(ALLES, &list(resource)).await;
            assert_eq!(answer.status_code, 200, "{resource}");
            assert_eq!(answer.header("api-version"), "1.4.0");
            let json = answer.json();
            let results = json["results"].as_array().unwrap();
            assert_eq!(json["count"], results.len());
            assert!(!results.is_empty(), "{resource}");
            for one in results {
                let single = app.get(ALLES, one["url"].as_str().unwrap()).await;
                assert_eq!(single.json(), *one, "{resource}");
                assert!(single.header("etag").starts_with('"'));
            }
        }
    }
}

#[tokio::test]
async fn tokens_and_scopes_guard_every_route() {
    for app in start().await {
        let uuid = app.bezwaar.uuid.uuid();
        app.add("lezer", false, &[autorisatie(Component::Zrc, &["zaken.lezen"], uuid, Openbaar)]).await;
        app.add("schrijver", false, &[autorisatie(Component::Zrc, &["zaken.aanmaken"], uuid, Openbaar)]).await;
        for resource in LISTS {
            let url = list(resource);
            app.check_tokens(&url).await;
            // Rule ztc-014: who may read zaken may read their types.
            assert_eq!(app.get("lezer", &url).await.status_code, 200);
            assert_eq!(app.get("schrijver", &url).await.outcome(), (403, "permission_denied".into()));
            let first = app.get(ALLES, &url).await.json()["results"][0]["url"].as_str().unwrap().to_owned();
            app.check_tokens(&first).await;
            assert_eq!(app.get("lezer", &first).await.status_code, 200);
            assert_eq!(app.get("schrijver", &first).await.outcome(), (403, "permission_denied".into()));
        }
    }
}

#[tokio::test]
async fn a_zaaktype_has_all_fields_of_the_standard_in_order() {
    for app in start().await {
        let url = format!("{}/{}", list("zaaktypen"), app.bezwaar.uuid);
        let json = app.get(ALLES, &url).await.json();
        let fields: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = "url identificatie omschrijving omschrijvingGeneriek vertrouwelijkheidaanduiding doel aanleiding \
            toelichting indicatieInternOfExtern handelingInitiator onderwerp handelingBehandelaar doorlooptijd servicenorm \
            opschortingEnAanhoudingMogelijk verlengingMogelijk verlengingstermijn trefwoorden publicatieIndicatie \
            publicatietekst verantwoordingsrelatie productenOfDiensten selectielijstProcestype referentieproces \
            verantwoordelijke zaakobjecttypen broncatalogus bronzaaktype catalogus statustypen resultaattypen resultaattypeOmschrijving eigenschappen \
            informatieobjecttypen informatieobjecttypeOmschrijving roltypen besluittypen besluittypeOmschrijving \
            deelzaaktypen deelzaaktypeIdentificaties gerelateerdeZaaktypen beginGeldigheid eindeGeldigheid beginObject \
            eindeObject versiedatum concept";
        assert_eq!(fields.join(" "), expected.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(json["identificatie"], "BEZWAAR");
        assert_eq!((&json["doorlooptijd"], &json["servicenorm"]), (&json!("P84D"), &json!(null)));
        assert_eq!(json["statustypen"].as_array().unwrap().len(), 4);
        assert_eq!(json["besluittypeOmschrijving"], json!(["Beslissing op bezwaar"]));
        let statustype = app.get(ALLES, json["statustypen"][3].as_str().unwrap()).await.json();
        assert_eq!((&statustype["isEindstatus"], &statustype["zaaktype"]), (&json!(true), &json!(url)));
    }
}

#[tokio::test]
async fn filters_choose_and_unknown_parameters_are_refused() {
    for app in start().await {
        let zaaktype = format!("{}/{}", list("zaaktypen"), app.bezwaar.uuid);
        let count = async |query: &str| app.get(ALLES, &list(query)).await.json()["count"].as_u64();
        assert_eq!(count("zaaktypen?identificatie=BEZWAAR").await, Some(1));
        assert_eq!(count("zaaktypen?identificatie=X").await, Some(0));
        assert_eq!(count("zaaktypen?omschrijving__icontains=BEZWAAR").await, Some(1));
        assert_eq!(count("zaaktypen?status=concept").await, Some(0));
        assert_eq!(count("zaaktypen?status=alles&pageSize=1").await, Some(2));
        assert_eq!(count("zaaktypen?datumGeldigheid=2020-01-01").await, Some(0));
        assert_eq!(count("zaaktypen?catalogus=https://elders.nl/catalogi/1").await, Some(0));
        assert_eq!(count(&format!("statustypen?zaaktype={zaaktype}")).await, Some(4));
        assert_eq!(
            count(&format!("statustypen?zaaktype={}", zaaktype.replace("a.example", "www.a.example"))).await,
            Some(4)
        );
        assert_eq!(count(&format!("roltypen?zaaktype={zaaktype}&omschrijvingGeneriek=initiator")).await, Some(1));
        // Both spellings, of Catalogi 1.3 and of 1.4.
        let all = app.bezwaar.resultaattypen.len() as u64;
        for (identificatie, day) in
            [("zaaktype_identificatie", "datum_geldigheid"), ("zaaktypeIdentificatie", "datumGeldigheid")]
        {
            let query = format!("resultaattypen?{identificatie}=BEZWAAR&{day}");
            assert_eq!(count(&format!("{query}=2026-11-24")).await, Some(all), "{query}");
            assert_eq!(count(&format!("{query}=2020-01-01")).await, Some(0), "{query}");
        }
        assert_eq!(count(&format!("besluittypen?zaaktypen={zaaktype}")).await, Some(1));
        assert_eq!(count("informatieobjecttypen?omschrijving=Besluit").await, Some(1));
        assert_eq!(count("catalogussen?domein=LOKET&rsin=002564440").await, Some(1));
        assert_eq!(count("catalogussen?domein=ANDER").await, Some(0));

        let faults = async |query: &str| app.get(ALLES, &list(query)).await.faults();
        assert_eq!(faults("zaaktypen?kleur=rood").await, ["nonFieldErrors unknown-parameters"]);
        assert_eq!(faults("zaaktypen?status=weg&catalogus=x").await, ["catalogus invalid", "status invalid_choice"]);
        assert_eq!(faults("zaaktypen?expand=statustypen").await, ["expand invalid_choice"]);
    }
}

#[tokio::test]
async fn what_does_not_exist_is_told_as_the_standard_does() {
    for app in start().await {
        let nothing = format!("{}/00000000-0000-7000-8000-000000000000", list("zaaktypen"));
        assert_eq!(app.get(ALLES, &nothing).await.outcome(), (404, "not_found".into()));
        assert_eq!(app.get(ALLES, &format!("{}/x", list("zaaktypen"))).await.outcome(), (404, "not_found".into()));
        assert_eq!(app.get(ALLES, &format!("{}/", list("zaaktypen"))).await.outcome(), (404, "not_found".into()));
        assert_eq!(app.get(ALLES, &list("zaaktypen?page=2")).await.outcome(), (404, "not_found".into()));
        // A method that the resource lacks comes before the token.
        let answer = app.send_with("DELETE", &list("zaaktypen"), &[], "").await;
        assert_eq!(answer.outcome(), (405, "method_not_allowed".into()));
        assert_eq!(answer.header("api-version"), "1.4.0");
    }
}

#[tokio::test]
async fn a_list_costs_the_same_for_few_and_for_many() {
    for app in start().await {
        for resource in LISTS {
            let few = list(&format!("{resource}?pageSize=1"));
            let all = list(resource);
            let (few, all) = (app.cost(ALLES, &few).await, app.cost(ALLES, &all).await);
            // One for the rows, at most one for the relations; a page that does not show the end is counted.
            assert!(all <= 2 && few <= 3, "{resource} {few} {all}");
        }
    }
}

#[tokio::test]
async fn a_zaaktype_of_a_transaction_that_is_undone_was_never_there() {
    for app in start().await {
        let path = format!("{}/../../bouwstenen/bezwaarschrift/zaaktype.json", env!("CARGO_MANIFEST_DIR"));
        let package = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let catalogus =
            catalogi::ensure_catalogus(&mut tx, "LOKET", &"002564440".parse().unwrap(), "Test").await.unwrap();
        let uuid = catalogi::import_zaaktype(&mut tx, &catalogus, &package).await.unwrap();
        // The transaction sees what it did, and what it ended.
        assert_eq!(catalogi::read_zaaktype(&mut tx, uuid).await.unwrap().uuid, uuid);
        assert!(catalogi::read_zaaktype(&mut tx, app.bezwaar.uuid).await.unwrap().einde_geldigheid.is_some());
        drop(tx);
        let mut db = app.db.reader();
        assert!(catalogi::find_zaaktype(&mut db, uuid).await.unwrap().is_none());
        let before = catalogi::read_zaaktype(&mut db, app.bezwaar.uuid).await.unwrap();
        assert_eq!(before.einde_geldigheid, None);

        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        catalogi::import_zaaktype(&mut tx, &catalogus, &package).await.unwrap();
        tx.commit().await.unwrap();
        let after = catalogi::read_zaaktype(&mut app.db.reader(), app.bezwaar.uuid).await.unwrap();
        assert!(after.einde_geldigheid.is_some(), "seen at once, also by who read it just before");
    }
}
