//! The selectielijst as a dienst: types are judged by what it says. Without one its URLs are judged by their shape.

use serde_json::{Value, json};

use catalogi::Naslag;
use catalogi::register::Soort;
use catalogi::uitwisseling::{Doel, ImportError, ImportOpties, Omvang, collect, import};

use crate::support::{Ander, Instance, SYSTEEM, start};
use diensten::{Bewijs, DienstGegevens};
use identity::sessions::Who;

const ZAAKTYPEN: &str = "/catalogi/api/v1/zaaktypen";
const RESULTAATTYPEN: &str = "/catalogi/api/v1/resultaattypen";

fn ingrid() -> Who {
    Who::Medewerker("ingrid.dewit".into())
}

/// A selectielijst with two processes, a class of each kind that rules look at, and a list of general names.
async fn selectielijst(app: &Instance) -> Ander {
    let ander = Ander::start().await;
    app.add_dienst(&format!("{}/api/v1", ander.base), Bewijs::Geen, true).await;
    let tell = |path: &str, mut body: Value| {
        body["url"] = json!(format!("{}{path}", ander.base));
        ander.tell(&format!("GET {path}"), 200, &[], body);
    };
    for id in ["1", "2"] {
        let body =
            json!({ "nummer": 1, "jaar": 2020, "naam": "Verlenen", "omschrijving": "", "procesobject": "Besluit" });
        tell(&format!("/api/v1/procestypen/{id}"), body);
    }
    for (id, procestype, procestermijn, waardering, bewaartermijn) in [
        ("nihil", "1", "nihil", "vernietigen", json!("P5Y")),
        ("ingeschat", "1", "ingeschatte_bestaansduur_procesobject", "vernietigen", json!("P1Y")),
        ("vast", "1", "vast_te_leggen_datum", "vernietigen", json!("P20Y")),
        ("bewaren", "1", "", "blijvend_bewaren", Value::Null),
        ("ander", "2", "nihil", "vernietigen", json!("P5Y")),
    ] {
        let procestype = format!("{}/api/v1/procestypen/{procestype}", ander.base);
        let body = json!({ "procesType": procestype, "nummer": 1, "naam": "Verleend", "omschrijving": "", "waardering": waardering,
            "procestermijn": procestermijn, "bewaartermijn": bewaartermijn });
        tell(&format!("/api/v1/resultaten/{id}"), body);
    }
    for (id, omschrijving) in [("1", "Verleend"), ("2", "Geweigerd")] {
        let body = json!({ "omschrijving": omschrijving, "definitie": "", "opmerking": "" });
        tell(&format!("/api/v1/resultaattypeomschrijvingen/{id}"), body);
    }
    ander
}

async fn zaaktype_body(app: &Instance, procestype: &str) -> Value {
    let catalogus = app.get("/catalogi/api/v1/catalogussen").await.json["results"][0]["url"].clone();
    json!({
        "catalogus": catalogus, "identificatie": "LIJST", "omschrijving": "Met een procestype",
        "vertrouwelijkheidaanduiding": "openbaar", "doel": "x", "aanleiding": "x", "indicatieInternOfExtern": "extern",
        "handelingInitiator": "Aanvragen", "onderwerp": "x", "handelingBehandelaar": "Behandelen", "doorlooptijd": "P8W",
        "opschortingEnAanhoudingMogelijk": false, "verlengingMogelijk": false, "publicatieIndicatie": false,
        "productenOfDiensten": [], "referentieproces": { "naam": "x" }, "verantwoordelijke": "x",
        "gerelateerdeZaaktypen": [], "besluittypen": [], "beginGeldigheid": "2026-01-01", "versiedatum": "2026-01-01",
        "selectielijstProcestype": procestype,
    })
}

fn resultaattype(ander: &Ander, zaaktype: &str, klasse: &str, afleidingswijze: &str, changes: Value) -> Value {
    let at = |path: &str| format!("{}/api/v1/{path}", ander.base);
    let (datumkenmerk, procestermijn) = match afleidingswijze {
        "eigenschap" => (json!("datum"), Value::Null),
        "termijn" => (json!(""), json!("P1Y")),
        _ => (json!(""), Value::Null),
    };
    let mut body = json!({
        "zaaktype": zaaktype, "omschrijving": format!("{klasse} {afleidingswijze}"),
        "resultaattypeomschrijving": at("resultaattypeomschrijvingen/1"), "selectielijstklasse": at(&format!("resultaten/{klasse}")),
        "brondatumArchiefprocedure": {
            "afleidingswijze": afleidingswijze, "datumkenmerk": datumkenmerk, "einddatumBekend": false, "objecttype": "",
            "registratie": "", "procestermijn": procestermijn,
        },
    });
    body.as_object_mut().unwrap().extend(changes.as_object().cloned().unwrap());
    body
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ztc_001_valideren_zaaktype_the_procestype_is_asked_of_the_selectielijst() {
    for app in start().await {
        let ander = selectielijst(&app).await;
        ander.tell("GET /api/v1/procestypen/kapot", 500, &[], "{}");
        ander.tell("GET /api/v1/procestypen/anders", 200, &[], json!({ "url": "x", "naam": "y" }));
        for (id, expected) in [
            ("1", vec![]),
            ("404", vec!["selectielijstProcestype bad-url"]),
            ("kapot", vec!["selectielijstProcestype bad-url"]),
            ("anders", vec!["selectielijstProcestype invalid-resource"]),
        ] {
            let body = zaaktype_body(&app, &format!("{}/api/v1/procestypen/{id}", ander.base)).await;
            assert_eq!(app.post(ZAAKTYPEN, &body).await.faults(), expected, "{id}");
        }
        ander.heard();
        // No dienst has it: nothing is asked.
        let elders = "https://selectielijst.openzaak.nl/api/v1/procestypen/1";
        let mut body = zaaktype_body(&app, elders).await;
        body["identificatie"] = json!("LIJST-2");
        app.make(ZAAKTYPEN, body).await;
        assert!(ander.heard().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ztc_002_valideren_resultaattype_the_selectielijst_gives_names_and_terms() {
    for app in start().await {
        let ander = selectielijst(&app).await;
        let at = |path: &str| format!("{}/api/v1/{path}", ander.base);
        let zaaktype = app.make(ZAAKTYPEN, zaaktype_body(&app, &at("procestypen/1")).await).await;
        let facts = |json: &Value| {
            let text = |name: &str| json[name].as_str().unwrap_or("null").to_owned();
            [text("omschrijvingGeneriek"), text("archiefnominatie"), text("archiefactietermijn")]
        };

        let made = app.post(RESULTAATTYPEN, &resultaattype(&ander, &zaaktype, "nihil", "afgehandeld", json!({}))).await;
        assert_eq!(made.faults(), Vec::<String>::new());
        assert_eq!(facts(&made.json), ["Verleend", "vernietigen", "P5Y"]);
        let bewaren = resultaattype(&ander, &zaaktype, "bewaren", "afgehandeld", json!({}));
        assert_eq!(facts(&app.post(RESULTAATTYPEN, &bewaren).await.json), ["Verleend", "blijvend_bewaren", "null"]);
        // What is sent counts.
        let own =
            json!({ "archiefnominatie": "blijvend_bewaren", "archiefactietermijn": "P7Y", "omschrijving": "eigen" });
        let own = app.post(RESULTAATTYPEN, &resultaattype(&ander, &zaaktype, "nihil", "afgehandeld", own)).await;
        assert_eq!(facts(&own.json), ["Verleend", "blijvend_bewaren", "P7Y"]);

        // The general name follows the list; a part that was left out is judged as well.
        let other = json!({ "resultaattypeomschrijving": at("resultaattypeomschrijvingen/2") });
        let changed = app.call("PATCH", &made.url(), &other).await;
        assert_eq!(facts(&changed.json), ["Geweigerd", "vernietigen", "P5Y"], "{}", changed.json);

        for (changes, expected) in [
            (json!({ "selectielijstklasse": at("resultaten/ander") }), "nonFieldErrors procestype-mismatch"),
            (json!({ "selectielijstklasse": at("resultaten/404") }), "selectielijstklasse bad-url"),
            (
                json!({ "resultaattypeomschrijving": at("resultaattypeomschrijvingen/404") }),
                "resultaattypeomschrijving bad-url",
            ),
        ] {
            let mut body = resultaattype(&ander, &zaaktype, "nihil", "afgehandeld", changes.clone());
            body["omschrijving"] = json!("nieuw");
            assert_eq!(app.post(RESULTAATTYPEN, &body).await.faults(), [expected]);
            assert_eq!(app.call("PATCH", &made.url(), &changes).await.faults(), [expected]);
        }
        // A zaaktype without a procestype says nothing about its classes.
        let mut free = zaaktype_body(&app, "").await;
        free["identificatie"] = json!("LIJST-3");
        let free = app.make(ZAAKTYPEN, free).await;
        app.make(RESULTAATTYPEN, resultaattype(&ander, &free, "ander", "afgehandeld", json!({}))).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_chooses_from_the_selectielijst_and_its_names_come_along() {
    for app in start().await {
        let ander = selectielijst(&app).await;
        let at = |path: &str| format!("{}/api/v1/{path}", ander.base);
        let zaaktype = app.make(ZAAKTYPEN, zaaktype_body(&app, &at("procestypen/1")).await).await;
        let id = zaaktype.rsplit_once('/').unwrap().1;
        let form = format!("/beheer/catalogi/resultaattype/nieuw?bij={id}");
        let page = async |path: &str| String::from_utf8(app.page(&ingrid(), path).await.2).unwrap();
        // A dienst that does not say that it is the selectielijst is not asked for lists.
        ander.heard();
        assert!(page(&form).await.contains("name=\"selectielijstklasse\" type=\"text\""));
        assert!(ander.heard().is_empty());

        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let dienst = diensten::list(&mut tx).await.unwrap().remove(0);
        let new = DienstGegevens {
            naam: "Selectielijst".into(),
            api_root: dienst.api_root.clone(),
            soort: diensten::Soort::Selectielijst,
            bewijs: Bewijs::Geen,
            is_intern: true,
        };
        let (_, shown) = diensten::find_marked(&mut tx, dienst.uuid).await.unwrap();
        diensten::change(&mut tx, &app.sealer, dienst.uuid, (&new, &shown)).await.unwrap();
        tx.commit().await.unwrap();
        let names = json!([{ "url": at("resultaattypeomschrijvingen/2"), "omschrijving": "Geweigerd" }]);
        ander.tell("GET /api/v1/resultaattypeomschrijvingen", 200, &[], names);
        let classes = json!({ "count": 1, "next": null, "results": [
            { "url": at("resultaten/nihil"), "procesType": at("procestypen/1"), "nummer": 1, "volledigNummer": "1.1", "naam": "Niet verleend" },
        ] });
        ander.tell("GET /api/v1/resultaten", 200, &[], classes);
        let shown = page(&form).await;
        for text in [">Geweigerd</option>", ">1.1 Niet verleend</option>"] {
            assert!(shown.contains(text), "{text} {shown}");
        }
        assert!(!shown.contains("omschrijvingGeneriek"), "the list gives it");

        // The form leaves the general name open, and the list fills it in. Rule: ztc-002 (valideren resultaattype).
        let (klasse, naam) = (at("resultaten/nihil"), at("resultaattypeomschrijvingen/2"));
        let answers = [
            ("omschrijving", "Niet verleend"),
            ("resultaattypeomschrijving", naam.as_str()),
            ("selectielijstklasse", klasse.as_str()),
            ("loket.omschrijvingGeneriek", "Iets+anders"),
        ];
        assert_eq!(app.fill(&ingrid(), &form, &answers).await, 303);
        let made =
            app.get(&format!("{RESULTAATTYPEN}?zaaktype={zaaktype}&status=alles")).await.json["results"][0].clone();
        assert_eq!((&made["omschrijvingGeneriek"], &made["archiefactietermijn"]), (&json!("Geweigerd"), &json!("P5Y")));
        let shown = page(&format!("/beheer/catalogi/zaaktype/{id}")).await;
        assert!(shown.contains("1 Verlenen (2020)") && shown.contains("1 Verleend"), "{shown}");
        assert!(!shown.contains(&klasse), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ztc_002_valideren_resultaattype_a_zaaktype_is_published_with_classes_of_its_own_procestype() {
    for app in start().await {
        let ander = selectielijst(&app).await;
        let at = |path: &str| format!("{}/api/v1/{path}", ander.base);
        let zaaktype = app.make(ZAAKTYPEN, zaaktype_body(&app, &at("procestypen/1")).await).await;
        for volgnummer in [1, 2] {
            let body = json!({ "zaaktype": zaaktype, "omschrijving": "Stap", "volgnummer": volgnummer });
            app.make("/catalogi/api/v1/statustypen", body).await;
        }
        let rol = json!({ "zaaktype": zaaktype, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator" });
        app.make("/catalogi/api/v1/roltypen", rol).await;
        app.make(RESULTAATTYPEN, resultaattype(&ander, &zaaktype, "nihil", "afgehandeld", json!({}))).await;
        let publish = format!("{zaaktype}/publish");
        for (procestype, expected) in [("2", vec!["resultaattypen procestype-mismatch"]), ("1", vec![])] {
            let change = json!({ "selectielijstProcestype": at(&format!("procestypen/{procestype}")) });
            assert_eq!(app.call("PATCH", &zaaktype, &change).await.faults(), Vec::<String>::new());
            assert_eq!(app.post(&publish, &json!({})).await.faults(), expected);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ztc_003_afleidingswijze_fits_the_procestermijn_of_the_class() {
    for app in start().await {
        let ander = selectielijst(&app).await;
        let procestype = format!("{}/api/v1/procestypen/1", ander.base);
        let zaaktype = app.make(ZAAKTYPEN, zaaktype_body(&app, &procestype).await).await;
        for (klasse, afleidingswijze, fits) in [
            ("nihil", "afgehandeld", true),
            ("nihil", "termijn", false),
            ("ingeschat", "termijn", true),
            ("ingeschat", "afgehandeld", false),
            ("vast", "eigenschap", true),
            ("vast", "afgehandeld", false),
            ("bewaren", "termijn", true),
        ] {
            let body = resultaattype(&ander, &zaaktype, klasse, afleidingswijze, json!({}));
            let faults = app.post(RESULTAATTYPEN, &body).await.faults();
            let expected: &[&str] =
                if fits { &[] } else { &["nonFieldErrors invalid-afleidingswijze-for-procestermijn"] };
            assert_eq!(faults, expected, "{klasse} {afleidingswijze}");
        }
    }
}

/// Rules: ztc-001 (valideren zaaktype), ztc-002 (valideren resultaattype), ztc-003 (afleidingswijze against procestermijn).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_nobody_mends_is_judged_as_a_body_is() {
    for app in start().await {
        let ander = selectielijst(&app).await;
        let at = |path: &str| format!("{}/api/v1/{path}", ander.base);
        let zaaktype = app.make(ZAAKTYPEN, zaaktype_body(&app, &at("procestypen/1")).await).await;
        app.make(RESULTAATTYPEN, resultaattype(&ander, &zaaktype, "nihil", "afgehandeld", json!({}))).await;
        let uuid = zaaktype.rsplit('/').next().unwrap().parse().unwrap();
        let bundel = collect(&mut app.db.reader(), Omvang::Zaaktype(uuid)).await.unwrap().unwrap();
        let catalogus = app.get(&zaaktype).await.json["catalogus"].as_str().unwrap().to_owned();
        let doel = Doel::Bestaand(catalogus.rsplit('/').next().unwrap().parse().unwrap());
        let take_in = async || {
            app.forget_when().await;
            let typen = (bundel.of(Soort::Zaaktype).iter(), bundel.of(Soort::Resultaattype).iter());
            let naslag = Naslag::ask_strictly(&app.calling(), &app.db, typen.0, typen.1).await.unwrap();
            let opties = ImportOpties { naslag, ..ImportOpties::new(doel) };
            let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
            match import(&mut tx, bundel.clone(), &opties).await {
                Ok(_) => Vec::new(),
                Err(ImportError::Fouten(all)) => {
                    all.iter().map(|one| format!("{} {}", one.herkomst.veld, one.code)).collect()
                }
                Err(error) => panic!("{error}"),
            }
        };
        assert_eq!(take_in().await, Vec::<String>::new());
        let klasse = |procestype: &str, termijn: &str| {
            json!({ "url": at("resultaten/nihil"), "procesType": at(procestype), "nummer": 1, "naam": "Verleend",
                "omschrijving": "", "waardering": "vernietigen", "procestermijn": termijn, "bewaartermijn": "P5Y" })
        };
        let path = "GET /api/v1/resultaten/nihil";
        ander.tell(path, 200, &[], klasse("procestypen/2", "nihil"));
        assert_eq!(take_in().await, ["nonFieldErrors procestype-mismatch"]);
        ander.tell(path, 200, &[], klasse("procestypen/1", "ingeschatte_bestaansduur_procesobject"));
        let expected = ["nonFieldErrors invalid-afleidingswijze-for-procestermijn"];
        assert_eq!(take_in().await, expected);
        ander.tell(path, 404, &[], "{}");
        assert_eq!(take_in().await, ["selectielijstklasse bad-url"]);
        ander.tell(path, 200, &[], klasse("procestypen/1", "nihil"));
        ander.tell("GET /api/v1/procestypen/1", 404, &[], "{}");
        assert!(take_in().await.contains(&"selectielijstProcestype bad-url".to_owned()));
    }
}
