//! One test for each rule of the standard, by its name.
//!
//! What the selectielijst says, and with it ztc-003 (afleidingswijze tegen procestermijn), is in `crates/loket/tests/elders/selectielijst.rs`.

use catalogi::keuzes::AFLEIDINGSWIJZEN;
use serde_json::{Value, json};
use test_kit::apis::{ALLES, TestApp, autorisatie, with};

use super::schrijven::{api, catalogus, informatieobjecttype, make, zaaktype};
use super::start;
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

/// An application without forced scopes.
const SCHRIJVER: &str = "schrijver";

async fn add_schrijver(app: &TestApp) {
    let scopes = ["catalogi.lezen", "catalogi.schrijven"];
    app.add(SCHRIJVER, false, &[autorisatie(Component::Ztc, &scopes, uuid::Uuid::nil(), ZeerGeheim)]).await;
}

fn resultaattype(zaaktype: &str, brondatum: Value) -> Value {
    let selectielijst = "https://selectielijst.openzaak.nl/api/v1";
    json!({
        "zaaktype": zaaktype, "omschrijving": "Klaar", "resultaattypeomschrijving": format!("{selectielijst}/resultaattypeomschrijvingen/1"),
        "selectielijstklasse": format!("{selectielijst}/resultaten/1"), "archiefnominatie": "vernietigen",
        "archiefactietermijn": "P5Y", "brondatumArchiefprocedure": brondatum,
    })
}

fn brondatum(afleidingswijze: &str, changes: Value) -> Value {
    let empty = json!({ "datumkenmerk": "", "einddatumBekend": false, "objecttype": "", "registratie": "", "procestermijn": null });
    with(with(empty, json!({ "afleidingswijze": afleidingswijze })), changes)
}

/// Sends each body to a resource, and compares the faults.
async fn check(app: &TestApp, resource: &str, cases: Vec<(Value, Vec<&str>)>) {
    for (body, expected) in cases {
        let answer = app.post(ALLES, &api(resource), &body).await;
        assert_eq!(answer.faults(), expected, "{body}");
        assert_eq!(answer.status_code, if expected.is_empty() { 201 } else { 400 });
    }
}

#[tokio::test]
async fn ztc_001_the_procestype_is_one_of_the_selectielijst() {
    for app in start().await {
        let zaaktype = zaaktype(&catalogus(&app).await);
        let procestype = |url: &str| with(zaaktype.clone(), json!({ "selectielijstProcestype": url }));
        let cases = vec![
            (procestype("geen url"), vec!["selectielijstProcestype bad-url"]),
            (
                procestype("https://selectielijst.openzaak.nl/api/v1/resultaten/1"),
                vec!["selectielijstProcestype invalid-resource"],
            ),
            (procestype("https://selectielijst.openzaak.nl/api/v1/procestypen/1"), vec![]),
            (procestype(""), vec![]),
        ];
        check(&app, "zaaktypen", cases).await;
    }
}

#[tokio::test]
async fn ztc_002_a_resultaattype_names_an_omschrijving_and_a_class_of_the_selectielijst() {
    for app in start().await {
        let zaaktype = make(&app, "zaaktypen", zaaktype(&catalogus(&app).await)).await;
        let body = |changes| with(resultaattype(&zaaktype, brondatum("afgehandeld", json!({}))), changes);
        let elders = "https://selectielijst.openzaak.nl/api/v1/procestypen/1";
        let cases = vec![
            (body(json!({ "resultaattypeomschrijving": elders })), vec!["resultaattypeomschrijving invalid-resource"]),
            (body(json!({ "selectielijstklasse": elders })), vec!["selectielijstklasse invalid-resource"]),
            (body(json!({ "selectielijstklasse": "x" })), vec!["selectielijstklasse bad-url"]),
            (body(json!({ "selectielijstklasse": "" })), vec!["selectielijstklasse blank"]),
            (body(json!({})), vec![]),
        ];
        check(&app, "resultaattypen", cases).await;
    }
}

/// Each afleidingswijze that asks for something, with all that it asks for.
fn complete(afleidingswijze: &str) -> Value {
    let changes = match afleidingswijze {
        "eigenschap" => json!({ "datumkenmerk": "datum" }),
        "zaakobject" => json!({ "datumkenmerk": "datum", "objecttype": "pand" }),
        "ander_datumkenmerk" => json!({ "datumkenmerk": "datum", "objecttype": "pand", "registratie": "BAG" }),
        "termijn" => json!({ "procestermijn": "P1Y" }),
        _ => json!({}),
    };
    brondatum(afleidingswijze, changes)
}

/// A field of the brondatum is required for some afleidingswijzen, and must be empty for the others.
async fn check_brondatum(field: &str, empty: Value, filled: Value, required: &[&str]) {
    for app in start().await {
        let zaaktype = make(&app, "zaaktypen", zaaktype(&catalogus(&app).await)).await;
        for wijze in AFLEIDINGSWIJZEN {
            let is_required = required.contains(&wijze);
            let wrong = json!({ field: if is_required { empty.clone() } else { filled.clone() } });
            let body = resultaattype(&zaaktype, with(complete(wijze), wrong));
            let answer = app.post(ALLES, &api("resultaattypen"), &body).await;
            let code = if is_required { "required" } else { "must-be-empty" };
            assert_eq!(answer.faults(), [format!("brondatumArchiefprocedure.{field} {code}")], "{wijze}");
            let named = with(resultaattype(&zaaktype, complete(wijze)), json!({ "omschrijving": wijze }));
            let answer = app.post(ALLES, &api("resultaattypen"), &named).await;
            assert_eq!(answer.status_code, 201, "{wijze} {}", answer.json());
        }
    }
}

#[tokio::test]
async fn ztc_004_datumkenmerk_is_for_eigenschap_zaakobject_and_ander_datumkenmerk() {
    let required = ["eigenschap", "zaakobject", "ander_datumkenmerk"];
    check_brondatum("datumkenmerk", json!(""), json!("datum"), &required).await;
}

#[tokio::test]
async fn ztc_005_einddatum_bekend_is_not_for_afgehandeld_and_termijn() {
    for app in start().await {
        let zaaktype = make(&app, "zaaktypen", zaaktype(&catalogus(&app).await)).await;
        for wijze in AFLEIDINGSWIJZEN {
            let known = with(complete(wijze), json!({ "einddatumBekend": true }));
            let body = with(resultaattype(&zaaktype, known), json!({ "omschrijving": wijze }));
            let answer = app.post(ALLES, &api("resultaattypen"), &body).await;
            let expected: &[&str] = match wijze {
                "afgehandeld" | "termijn" => &["brondatumArchiefprocedure.einddatumBekend must-be-empty"],
                _ => &[],
            };
            assert_eq!(answer.faults(), expected, "{wijze}");
        }
    }
}

#[tokio::test]
async fn ztc_006_objecttype_is_for_zaakobject_and_ander_datumkenmerk() {
    check_brondatum("objecttype", json!(""), json!("pand"), &["zaakobject", "ander_datumkenmerk"]).await;
}

#[tokio::test]
async fn ztc_007_registratie_is_for_ander_datumkenmerk() {
    check_brondatum("registratie", json!(""), json!("BAG"), &["ander_datumkenmerk"]).await;
}

#[tokio::test]
async fn ztc_008_procestermijn_is_for_termijn() {
    check_brondatum("procestermijn", json!(null), json!("P1Y"), &["termijn"]).await;
}

#[tokio::test]
async fn ztc_009_only_the_last_day_of_what_is_published_changes() {
    for app in start().await {
        add_schrijver(&app).await;
        let catalogus = catalogus(&app).await;
        let soort = make(&app, "informatieobjecttypen", informatieobjecttype(&catalogus)).await;
        let besluittype = json!({ "catalogus": catalogus, "omschrijving": "Besluit", "publicatieIndicatie": false, "zaaktypen": [], "informatieobjecttypen": [], "beginGeldigheid": "2026-01-01" });
        let besluittype = make(&app, "besluittypen", besluittype).await;
        for url in [&soort, &besluittype] {
            assert_eq!(app.call(SCHRIJVER, "PATCH", url, &json!({ "omschrijving": "Nieuw" })).await.status_code, 200);
            assert_eq!(app.post(SCHRIJVER, &format!("{url}/publish"), &json!({})).await.status_code, 200);
            let body = app.get(ALLES, url).await.json();
            for (method, body) in [("PATCH", json!({ "omschrijving": "Anders" })), ("PUT", body), ("DELETE", json!({}))]
            {
                let answer = app.call(SCHRIJVER, method, url, &body).await;
                assert_eq!(answer.faults(), ["nonFieldErrors non-concept-object"], "{method} {url}");
            }
            let ended = app.call(SCHRIJVER, "PATCH", url, &json!({ "eindeGeldigheid": "2027-01-01" })).await;
            assert_eq!(ended.json()["eindeGeldigheid"], "2027-01-01", "{}", ended.json());
        }
    }
}

#[tokio::test]
async fn ztc_010_parts_of_a_published_zaaktype_stay_as_they_are() {
    for app in start().await {
        add_schrijver(&app).await;
        let published = api(&format!("zaaktypen/{}", app.bezwaar.uuid));
        for resource in ["statustypen", "roltypen", "resultaattypen", "eigenschappen", "zaaktype-informatieobjecttypen"]
        {
            let list = app.get(ALLES, &format!("{}?zaaktype={published}", api(resource))).await.json();
            let mut body = list["results"][0].clone();
            let url = body["url"].as_str().unwrap().to_owned();
            if resource == "resultaattypen" {
                body = resultaattype(&published, brondatum("afgehandeld", json!({})));
            }
            let expected = ["nonFieldErrors non-concept-zaaktype"];
            for (method, to) in [("POST", api(resource)), ("PUT", url.clone()), ("DELETE", url)] {
                let answer = app.call(SCHRIJVER, method, &to, &body).await;
                assert_eq!(answer.faults(), expected, "{method} {resource} {}", answer.json());
            }
        }
    }
}

#[tokio::test]
async fn ztc_014_who_may_read_zaken_or_documenten_may_read_their_types() {
    for app in start().await {
        for (client, component, scope, status_code) in [
            ("a", Component::Ztc, "catalogi.lezen", 200),
            ("b", Component::Zrc, "zaken.lezen", 200),
            ("c", Component::Drc, "documenten.lezen", 200),
            ("d", Component::Zrc, "zaken.aanmaken", 403),
        ] {
            app.add(client, false, &[autorisatie(component, &[scope], app.bezwaar.uuid.uuid(), ZeerGeheim)]).await;
            assert_eq!(app.get(client, &api("zaaktypen")).await.status_code, status_code, "{scope}");
        }
    }
}

#[tokio::test]
async fn ztc_015_dates_have_their_own_length() {
    for app in start().await {
        let zaaktype = make(&app, "zaaktypen", zaaktype(&catalogus(&app).await)).await;
        let body = |naam: &str, formaat: &str, lengte: &str| {
            json!({
                "zaaktype": zaaktype, "naam": naam, "definitie": "d",
                "specificatie": { "formaat": formaat, "lengte": lengte, "kardinaliteit": "1", "waardenverzameling": [] },
            })
        };
        let wrong = vec!["specificatie.lengte invalid"];
        let cases = vec![
            (body("a", "datum", "10"), wrong.clone()),
            (body("b", "datum_tijd", "8"), wrong),
            (body("c", "datum", "8"), vec![]),
            (body("d", "datum_tijd", "14"), vec![]),
            (body("e", "tekst", "8"), vec![]),
        ];
        check(&app, "eigenschappen", cases).await;
    }
}

#[tokio::test]
async fn ztc_015_a_specificatie_says_how_long_values_are_and_how_many() {
    for app in start().await {
        let zaaktype = make(&app, "zaaktypen", zaaktype(&catalogus(&app).await)).await;
        let body = |naam: &str, formaat: &str, lengte: &str, kardinaliteit: &str| {
            json!({
                "zaaktype": zaaktype, "naam": naam, "definitie": "d",
                "specificatie": { "formaat": formaat, "lengte": lengte, "kardinaliteit": kardinaliteit, "waardenverzameling": [] },
            })
        };
        let cases = vec![
            (body("a", "getal", "x", "0"), vec!["specificatie.lengte invalid", "specificatie.kardinaliteit invalid"]),
            (body("b", "getal", "5,2", "N"), vec![]),
            (body("c", "getal", "5", "3"), vec![]),
            (body("d", "tekst", "lang", "1"), vec!["specificatie.lengte invalid"]),
            (body("e", "tekst", "40", "-1"), vec!["specificatie.kardinaliteit invalid"]),
        ];
        check(&app, "eigenschappen", cases).await;
    }
}

#[tokio::test]
async fn ztc_016_published_versions_of_one_name_do_not_overlap() {
    for app in start().await {
        let catalogus = catalogus(&app).await;
        let version = |begin: &str, einde: Value| {
            with(informatieobjecttype(&catalogus), json!({ "beginGeldigheid": begin, "eindeGeldigheid": einde }))
        };
        let first = make(&app, "informatieobjecttypen", version("2026-01-01", json!("2027-01-01"))).await;
        assert_eq!(app.post(ALLES, &format!("{first}/publish"), &json!({})).await.status_code, 200);
        for (begin, einde, overlaps) in [
            ("2026-06-01", json!(null), true),
            ("2025-01-01", json!("2026-01-02"), true),
            ("2025-01-01", json!("2026-01-01"), false),
            ("2027-01-01", json!(null), false),
            ("2028-01-01", json!(null), true),
        ] {
            let url = make(&app, "informatieobjecttypen", version(begin, einde.clone())).await;
            let answer = app.post(ALLES, &format!("{url}/publish"), &json!({})).await;
            let expected: &[&str] = if overlaps { &["beginGeldigheid overlap"] } else { &[] };
            assert_eq!(answer.faults(), expected, "{begin} {einde}");
        }
    }
}

#[tokio::test]
async fn a_zaaktype_is_not_published_before_what_its_resultaattypen_name() {
    for app in start().await {
        let catalogus = catalogus(&app).await;
        let zaaktype = make(&app, "zaaktypen", zaaktype(&catalogus)).await;
        for volgnummer in [1, 2] {
            let body = json!({ "zaaktype": zaaktype, "omschrijving": "Stap", "volgnummer": volgnummer });
            make(&app, "statustypen", body).await;
        }
        let rol = json!({ "zaaktype": zaaktype, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator" });
        make(&app, "roltypen", rol).await;
        let soort = make(&app, "informatieobjecttypen", informatieobjecttype(&catalogus)).await;
        let besluittype = json!({ "catalogus": catalogus, "omschrijving": "Besluit", "publicatieIndicatie": false, "zaaktypen": [], "informatieobjecttypen": [], "beginGeldigheid": "2026-01-01" });
        let besluittype = make(&app, "besluittypen", besluittype).await;
        // The standard does not forbid a zaaktype to be a part of itself, so it must not wait for itself.
        let itself = app.call(ALLES, "PATCH", &zaaktype, &json!({ "deelzaaktypen": [zaaktype] })).await;
        assert_eq!(itself.status_code, 200, "{}", itself.json());
        let named = json!({ "besluittypen": [besluittype], "informatieobjecttypen": [soort] });
        make(&app, "resultaattypen", with(resultaattype(&zaaktype, complete("afgehandeld")), named)).await;
        for (publish, expected) in [
            (&zaaktype, &["besluittypen concept-relation", "informatieobjecttypen concept-relation"][..]),
            (&soort, &[]),
            (&zaaktype, &["besluittypen concept-relation"]),
            (&besluittype, &[]),
            (&zaaktype, &[]),
        ] {
            let answer = app.post(ALLES, &format!("{publish}/publish"), &json!({})).await;
            assert_eq!(answer.faults(), expected, "{publish}");
        }
    }
}
