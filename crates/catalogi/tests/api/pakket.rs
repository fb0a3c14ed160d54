//! Packaged zaaktypen: a next version ends the one before, and every field arrives.

use catalogi::{CatalogiError, ZaaktypePackage};
use serde_json::{Value, json};
use test_kit::apis::{ALLES, SYSTEEM, TestApp, with};
use uuid::Uuid;

use super::{list, start};

fn bezwaar() -> Value {
    let path = format!("{}/../../bouwstenen/bezwaarschrift/zaaktype.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

async fn import(app: &TestApp, package: &Value) -> Result<Uuid, CatalogiError> {
    let package: ZaaktypePackage = serde_json::from_value(package.clone()).unwrap();
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &"002564440".parse().unwrap(), "Test").await.unwrap();
    let uuid = catalogi::import_zaaktype(&mut tx, &catalogus, &package).await?;
    tx.commit().await.unwrap();
    Ok(uuid.uuid())
}

/// The versions of a name, oldest first: URL, first day, day after the last.
async fn versions(app: &TestApp, resource: &str, field: &str, naam: &str) -> Vec<(String, String, Value)> {
    let all = app.get(ALLES, &format!("{}?status=alles&pageSize=500", list(resource))).await.json();
    let own = all["results"].as_array().unwrap().iter().filter(|one| one[field] == naam);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut found: Vec<_> =
        own.map(|one| (text(&one["url"]), text(&one["beginGeldigheid"]), one["eindeGeldigheid"].clone())).collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

fn days(versions: &[(String, String, Value)]) -> Vec<(&str, Option<&str>)> {
    versions.iter().map(|(_, begin, einde)| (begin.as_str(), einde.as_str())).collect()
}

/// Rule: ztc-016 (geen overlap).
#[tokio::test]
async fn ztc_016_a_second_version_of_a_package_ends_the_first() {
    for app in start().await {
        let besluittype = async || versions(&app, "besluittypen", "omschrijving", "Beslissing op bezwaar").await;
        let first = besluittype().await;
        assert_eq!(days(&first), [("2026-01-01", None)]);

        // Nothing changed of the decision: only the zaaktype gets a version.
        let second = with(bezwaar(), json!({ "doel": "Anders" }));
        import(&app, &second).await.unwrap();
        assert_eq!(besluittype().await, first);
        let zaaktypen = versions(&app, "zaaktypen", "identificatie", &app.bezwaar.identificatie).await;
        assert_eq!(days(&zaaktypen), [("2026-01-01", Some("2026-11-25")), ("2026-11-25", None)]);

        let day = "2026-12-24T10:00:00Z".parse().unwrap();
        app.clock.set(day);
        let mut third = second.clone();
        third["besluittypen"][0]["reactietermijn"] = json!("P30D");
        let uuid = import(&app, &third).await.unwrap();
        let found = besluittype().await;
        assert_eq!(days(&found), [("2026-01-01", Some("2026-12-24")), ("2026-12-24", None)]);
        let zaaktypen = versions(&app, "zaaktypen", "identificatie", &app.bezwaar.identificatie).await;
        let expected = [("2026-01-01", Some("2026-11-25")), ("2026-11-25", Some("2026-12-24")), ("2026-12-24", None)];
        assert_eq!(days(&zaaktypen), expected);
        // Every version of the zaaktype names the version of the decision that is valid.
        for (url, ..) in &zaaktypen {
            assert_eq!(app.get(ALLES, url).await.json()["besluittypen"], json!([found[1].0]), "{url}");
        }
        assert!(zaaktypen[2].0.ends_with(&uuid.to_string()));
        let documents = versions(&app, "informatieobjecttypen", "omschrijving", "Besluit").await;
        assert_eq!(days(&documents), [("2026-01-01", None)]);
        // What ended is told as what it is: a change.
        let ended: Uuid = found[0].0.rsplit('/').next().unwrap().parse().unwrap();
        let trail = store::audit_trail(&mut app.db.reader(), ended, 10).await.unwrap();
        let told: Vec<_> = trail.iter().map(|line| line.actie.as_str()).collect();
        assert_eq!(told, ["partial_update", "create"]);
    }
}

#[tokio::test]
async fn a_version_of_tomorrow_ends_the_one_of_today_then() {
    for app in start().await {
        let mut package = with(bezwaar(), json!({ "beginGeldigheid": "2027-01-01" }));
        package["besluittypen"][0]["toelichting"] = json!("Anders");
        package["besluittypen"][0]["beginGeldigheid"] = json!("2027-01-01");
        import(&app, &package).await.unwrap();
        for (resource, field, naam) in [
            ("zaaktypen", "identificatie", app.bezwaar.identificatie.as_str()),
            ("besluittypen", "omschrijving", "Beslissing op bezwaar"),
        ] {
            let found = versions(&app, resource, field, naam).await;
            assert_eq!(days(&found), [("2026-01-01", Some("2027-01-01")), ("2027-01-01", None)], "{resource}");
        }
        // What is made today still fits in before it.
        import(&app, &with(bezwaar(), json!({ "doel": "Anders" }))).await.unwrap();
        let found = versions(&app, "zaaktypen", "identificatie", &app.bezwaar.identificatie).await;
        let expected = [("2026-01-01", Some("2026-11-25")), ("2026-11-25", Some("2027-01-01")), ("2027-01-01", None)];
        assert_eq!(days(&found), expected);
    }
}

#[tokio::test]
async fn every_field_of_a_package_arrives() {
    for app in start().await {
        let whole = json!({
            "identificatie": "PROEF",
            "verantwoordingsrelatie": ["Jaarverslag"],
            "selectielijstProcestype": "https://selectielijst.openzaak.nl/api/v1/procestypen/1",
            "referentieproces": { "naam": "Proef", "link": "https://example.nl/proces" },
            "broncatalogus": { "url": "https://example.nl/catalogussen/1", "domein": "BRON", "rsin": "517439943" },
            "bronzaaktype": { "url": "https://example.nl/zaaktypen/1", "identificatie": "B1", "omschrijving": "Bron" },
            "deelzaaktypeIdentificaties": [app.parkeren.identificatie],
        });
        let mut package = with(bezwaar(), whole.clone());
        package["gerelateerdeZaaktypen"] = json!([
            { "zaaktypeIdentificatie": app.bezwaar.identificatie, "aardRelatie": "vervolg", "toelichting": "daarna" },
        ]);
        package["zaakobjecttypen"] = json!([
            { "anderObjecttype": true, "objecttype": "https://example.nl/boom", "relatieOmschrijving": "gaat over", "statustype": "In behandeling" },
        ]);
        let status = json!({
            "doorlooptijd": "P14D",
            "checklistitemStatustype": [{ "itemnaam": "a", "toelichting": "b", "vraagstelling": "c?", "verplicht": true }],
        });
        package["statustypen"][1] = with(package["statustypen"][1].clone(), status.clone());
        package["statustypen"][1]["eigenschappen"] = json!([package["eigenschappen"][0]["naam"]]);
        let resultaat = json!({ "procesobjectaard": "vergunning", "procestermijn": "P2Y", "indicatieSpecifiek": true });
        package["resultaattypen"][0] = with(package["resultaattypen"][0].clone(), resultaat.clone());
        let uuid = import(&app, &package).await.unwrap();

        let url = list(&format!("zaaktypen/{uuid}"));
        let found = app.get(ALLES, &url).await.json();
        for (name, value) in whole.as_object().unwrap() {
            assert_eq!(&found[name], value, "{name}");
        }
        let related = &found["gerelateerdeZaaktypen"][0];
        assert_eq!(
            (&related["zaaktypeIdentificatie"], &related["aardRelatie"], &related["toelichting"]),
            (&json!(app.bezwaar.identificatie), &json!("vervolg"), &json!("daarna"))
        );
        assert_eq!(found["deelzaaktypen"], json!([list(&format!("zaaktypen/{}", app.parkeren.uuid))]));

        let part = async |field: &str, index: usize| app.get(ALLES, found[field][index].as_str().unwrap()).await.json();
        let shown = part("statustypen", 1).await;
        for (name, value) in status.as_object().unwrap() {
            assert_eq!(&shown[name], value, "{name}");
        }
        assert_eq!(shown["eigenschappen"].as_array().map(Vec::len), Some(1));
        let needed = app.get(ALLES, shown["eigenschappen"][0].as_str().unwrap()).await.json();
        assert_eq!((&needed["naam"], &needed["statustype"]), (&package["eigenschappen"][0]["naam"], &shown["url"]));
        let shown = part("resultaattypen", 0).await;
        for (name, value) in resultaat.as_object().unwrap() {
            assert_eq!(&shown[name], value, "{name}");
        }
        assert_eq!(shown["besluittypeOmschrijving"], json!(["Beslissing op bezwaar"]));
        assert_eq!(shown["informatieobjecttypeOmschrijving"], json!(["Besluit"]));
        assert_eq!(part("besluittypen", 0).await["informatieobjecttypeOmschrijvingen"], json!(["Besluit"]));
        let shown = part("zaakobjecttypen", 0).await;
        assert_eq!(
            (&shown["objecttype"], &shown["anderObjecttype"], &shown["relatieOmschrijving"]),
            (&json!("https://example.nl/boom"), &json!(true), &json!("gaat over"))
        );
        assert!(shown["statustype"].is_string(), "{shown}");
    }
}

#[tokio::test]
async fn a_package_that_names_what_is_not_there_changes_nothing() {
    for app in start().await {
        let count = async || app.get(ALLES, &list("zaaktypen")).await.json()["count"].clone();
        let before = count().await;
        let mut unknown = bezwaar();
        unknown["besluittypen"][0]["informatieobjecttypeOmschrijvingen"] = json!(["Kat"]);
        unknown["resultaattypen"][0]["besluittypeOmschrijving"] = json!(["Hond"]);
        unknown["eigenschappen"][0]["statustype"] = json!("Muis");
        let Err(CatalogiError::Invalid(faults)) = import(&app, &unknown).await else { panic!("imported") };
        for name in ["Kat", "Hond", "Muis"] {
            assert!(faults.iter().any(|fault| fault.contains(name)), "{name} {faults:?}");
        }
        let part = with(bezwaar(), json!({ "deelzaaktypeIdentificaties": ["ELDERS"] }));
        let Err(CatalogiError::Invalid(faults)) = import(&app, &part).await else { panic!("imported") };
        assert_eq!(faults, ["zaaktype ELDERS is not in the catalogus: install it first"]);
        let past = with(bezwaar(), json!({ "eindeGeldigheid": "2026-06-01" }));
        assert!(matches!(import(&app, &past).await, Err(CatalogiError::Invalid(_))));
        assert_eq!(count().await, before);
    }
}

/// Rule: ztc-002 (valideren resultaattype): the standard has a URL where packages of before had the name.
#[tokio::test]
async fn ztc_002_the_general_name_of_a_packaged_resultaattype_stands_where_names_do() {
    for app in start().await {
        let url = "https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/1";
        for (number, given, expected) in [
            (1, json!({ "omschrijvingGeneriek": "Verleend" }), ("", "Verleend")),
            (2, json!({ "omschrijvingGeneriek": "", "resultaattypeomschrijving": "Verleend" }), ("", "Verleend")),
            (3, json!({ "omschrijvingGeneriek": "Verleend", "resultaattypeomschrijving": url }), (url, "Verleend")),
        ] {
            let mut package = with(bezwaar(), json!({ "identificatie": format!("NAAM-{number}") }));
            package["resultaattypen"][0] = with(package["resultaattypen"][0].clone(), given);
            let zaaktype = import(&app, &package).await.unwrap();
            let url = format!("{}?zaaktype={}/{zaaktype}", list("resultaattypen"), list("zaaktypen"));
            let found = app.get(ALLES, &url).await.json();
            let all = found["results"].as_array().unwrap();
            let one =
                all.iter().find(|one| one["omschrijving"] == package["resultaattypen"][0]["omschrijving"]).unwrap();
            let shown = (&one["resultaattypeomschrijving"], &one["omschrijvingGeneriek"]);
            assert_eq!(shown, (&json!(expected.0), &json!(expected.1)), "{number}");
        }
    }
}
