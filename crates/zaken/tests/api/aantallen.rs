//! What lists cost and count, whatever their length.

use ::zaken::ZaakGegevens;
use ::zaken::operations::{Dossier, load_dossiers};
use jiff::ToSpan;
use serde_json::{Value, json};
use test_kit::apis::{ALLES, SYSTEEM, TestApp, autorisatie};
use values::Vertrouwelijkheidaanduiding::{Openbaar, ZeerGeheim};
use values::actor::Component;

use crate::fixtures::{api, make_document, make_zaak, rol_body, start, status_body, type_url};

async fn count(app: &TestApp, client: &str, query: &str) -> i64 {
    app.get(client, &api(&format!("zaken?pageSize=1&{query}"))).await.json()["count"].as_i64().unwrap()
}

#[tokio::test]
async fn counts_follow_what_is_made_changed_ended_and_destroyed() {
    for app in start().await {
        let rights = [
            autorisatie(Component::Zrc, &["zaken.lezen"], app.bezwaar.uuid.uuid(), Openbaar),
            autorisatie(Component::Zrc, &["zaken.lezen"], app.parkeren.uuid.uuid(), ZeerGeheim),
        ];
        app.add("lezer", false, &rights).await;
        let level = |level: &str| json!({ "vertrouwelijkheidaanduiding": level });
        let mut zaken = Vec::new();
        for one in ["openbaar", "openbaar", "openbaar", "geheim"] {
            zaken.push(make_zaak(&app, level(one)).await);
        }
        let parkeren = type_url("zaaktypen", app.parkeren.uuid);
        make_zaak(&app, json!({ "zaaktype": parkeren })).await;
        let expect = async |step: &str, open: [i64; 2], ended: [i64; 2]| {
            for (client, index) in [(ALLES, 0), ("lezer", 1)] {
                assert_eq!(count(&app, client, "").await, open[index] + ended[index], "{step} {client}");
                assert_eq!(count(&app, client, "einddatum__isnull=true").await, open[index], "{step} {client}");
                assert_eq!(count(&app, client, "einddatum__isnull=false").await, ended[index], "{step} {client}");
                assert_eq!(count(&app, client, &format!("zaaktype={parkeren}")).await, 1, "{step} {client}");
                let ordered = count(&app, client, "ordering=-startdatum").await;
                assert_eq!(ordered, open[index] + ended[index], "{step} {client}");
            }
        };
        expect("made", [5, 4], [0, 0]).await;
        let changed = app.call(ALLES, "PATCH", &zaken[0], &level("geheim")).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json());
        expect("changed", [5, 3], [0, 0]).await;
        assert_eq!(count(&app, ALLES, "maximaleVertrouwelijkheidaanduiding=openbaar").await, 2);
        let resultaattype = type_url("resultaattypen", app.bezwaar.resultaattypen[0].uuid);
        let resultaat = json!({ "zaak": zaken[1], "resultaattype": resultaattype });
        assert_eq!(app.post(ALLES, &api("resultaten"), &resultaat).await.status_code, 201);
        app.tick();
        let eindstatus = status_body(&app, &zaken[1], app.bezwaar.statustypen.len() - 1);
        assert_eq!(app.post(ALLES, &api("statussen"), &eindstatus).await.status_code, 201);
        expect("ended", [4, 2], [1, 1]).await;
        app.tick();
        assert_eq!(app.post(ALLES, &api("statussen"), &status_body(&app, &zaken[1], 0)).await.status_code, 201);
        expect("reopened", [5, 3], [0, 0]).await;
        for gone in &zaken[..2] {
            assert_eq!(app.call(ALLES, "DELETE", gone, &json!({})).await.status_code, 204);
        }
        expect("destroyed", [3, 2], [0, 0]).await;
        // On PostgreSQL the numbers of all connections are added up; that changes none of them.
        ::zaken::register::add_up(&app.db).await.unwrap();
        expect("added up", [3, 2], [0, 0]).await;
    }
}

#[tokio::test]
async fn a_page_far_down_is_the_same_as_on_the_way() {
    const ZAKEN: i64 = 2_400;
    for app in start().await {
        let only = autorisatie(Component::Zrc, &["zaken.lezen"], app.bezwaar.uuid.uuid(), ZeerGeheim);
        let both = autorisatie(Component::Zrc, &["zaken.lezen"], app.parkeren.uuid.uuid(), ZeerGeheim);
        app.add("lezer", false, &[only.clone(), both]).await;
        app.add("smal", false, &[only]).await;
        let typen = [app.bezwaar.clone(), app.parkeren.clone()];
        let dossiers = (0..ZAKEN).map(|number| {
            let moment = app.clock.now().checked_sub((number * 24).hours()).unwrap();
            let day = values::local_date(moment);
            Dossier {
                // One in forty is of the second type.
                zaaktype: &typen[usize::from(number % 40 == 0)],
                identificatie: format!("{number:04}"),
                gegevens: ZaakGegevens::new("002564440".parse().unwrap(), day),
                moment,
                statussen: Vec::new(),
                resultaattype: None,
                rollen: Vec::new(),
                eigenschappen: Vec::new(),
            }
        });
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        load_dossiers(&mut tx, dossiers.collect()).await.unwrap();
        tx.commit().await.unwrap();

        for (client, keep) in [(ALLES, None), ("lezer", None), ("smal", Some(40))] {
            let all: Vec<String> = (0..ZAKEN)
                .filter(|number| keep.is_none_or(|every| number % every != 0))
                .map(|number| format!("{number:04}"))
                .collect();
            for order in ["", "&ordering=-startdatum", "&ordering=startdatum", "&einddatum__isnull=true"] {
                for page in [1, 2, 21, 22, 23, 24] {
                    let answer = app.get(client, &api(&format!("zaken?page={page}{order}"))).await.json();
                    assert_eq!(answer["count"], all.len(), "{client} {page} {order}");
                    let mut expected: Vec<&String> = all.iter().collect();
                    if order == "&ordering=startdatum" {
                        expected.reverse();
                    }
                    let expected: Vec<_> = expected.into_iter().skip((page - 1) * 100).take(100).collect();
                    let found: Vec<&str> = answer["results"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|one| one["identificatie"].as_str().unwrap())
                        .collect();
                    assert_eq!(found, expected, "{client} {page} {order}");
                    assert_eq!(answer["next"].is_null(), page == 24, "{client} {page} {order}");
                }
                let past = app.get(client, &api(&format!("zaken?page=25{order}"))).await;
                assert_eq!(past.outcome(), (404, "not_found".into()), "{client} {order}");
            }
        }
        // Days are walked in their own order, from the last of them.
        let day = values::local_date(app.clock.now()).checked_sub(2_000.days()).unwrap();
        let until = app.get(ALLES, &api(&format!("zaken?startdatum__lte={day}&pageSize=2"))).await.json();
        let found: Vec<&Value> = until["results"].as_array().unwrap().iter().map(|one| &one["identificatie"]).collect();
        assert_eq!((&until["count"], found), (&json!(400), vec![&json!("2000"), &json!("2001")]));
    }
}

#[tokio::test]
async fn every_list_below_zaken_costs_the_same_for_one_and_for_many() {
    for app in start().await {
        let only = autorisatie(Component::Zrc, &["zaken.lezen"], app.bezwaar.uuid.uuid(), ZeerGeheim);
        app.add("lezer", false, &[only]).await;
        let ander = app.ander().await;
        let fill = async |from: usize, until: usize| {
            for number in from..until {
                let zaak = make_zaak(&app, json!({})).await;
                let elsewhere = |list: &str| format!("{ander}{list}/{number}");
                let bodies = [
                    ("statussen", status_body(&app, &zaak, 0)),
                    ("rollen", rol_body(&app, &zaak, "initiator")),
                    (
                        "resultaten",
                        json!({ "zaak": zaak, "resultaattype": type_url("resultaattypen", app.bezwaar.resultaattypen[0].uuid) }),
                    ),
                    (
                        "zaakobjecten",
                        json!({ "zaak": zaak, "object": "", "objectType": "pand", "relatieomschrijving": "",
                            "objectIdentificatie": { "identificatie": "0518100000000001" } }),
                    ),
                    (
                        "klantcontacten",
                        json!({ "zaak": zaak, "identificatie": format!("K-{number}"), "datumtijd": "2026-11-20T10:00:00Z",
                            "kanaal": "Balie", "onderwerp": "Vraag", "toelichting": "" }),
                    ),
                    ("zaakcontactmomenten", json!({ "zaak": zaak, "contactmoment": elsewhere("contactmomenten") })),
                    ("zaakverzoeken", json!({ "zaak": zaak, "verzoek": elsewhere("verzoeken") })),
                    ("substatussen", json!({ "zaak": zaak, "omschrijving": "Stukken ontvangen" })),
                    (
                        "zaaknotities",
                        json!({ "gerelateerdAan": zaak, "onderwerp": "A", "tekst": "a", "aangemaaktDoor": "Fatima",
                            "notitieType": "intern", "status": "concept" }),
                    ),
                    ("zaakinformatieobjecten", json!({ "zaak": zaak, "informatieobject": make_document(&app).await })),
                ];
                for (list, body) in bodies {
                    let made = app.post(ALLES, &api(list), &body).await;
                    assert_eq!(made.status_code, 201, "{list} {}", made.json());
                }
            }
        };
        const LISTS: [&str; 10] = [
            "statussen",
            "rollen",
            "resultaten",
            "zaakobjecten",
            "klantcontacten",
            "zaakcontactmomenten",
            "zaakverzoeken",
            "substatussen",
            "zaaknotities",
            "zaakinformatieobjecten",
        ];
        let costs = async || {
            let mut costs = Vec::new();
            for client in [ALLES, "lezer"] {
                for list in LISTS {
                    // The first time fills the memory of rights and types.
                    app.get(client, &api(list)).await;
                    let (answer, statements) = store::list_statements(app.get(client, &api(list))).await;
                    assert_eq!(answer.status_code, 200, "{client} {list}");
                    costs.push((client, list, statements));
                }
            }
            costs
        };
        fill(0, 1).await;
        let one = costs().await;
        fill(1, 60).await;
        assert_eq!(costs().await, one);
        // With a page that is full there is a count besides; always one.
        for list in LISTS {
            let few = app.cost("lezer", &api(&format!("{list}?pageSize=2"))).await;
            let many = app.cost("lezer", &api(&format!("{list}?pageSize=50"))).await;
            assert_eq!(few, many, "{list}");
        }
    }
}
