//! Lists of zaken: order, pages, filters and what they cost.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, Answer, autorisatie};
use values::Vertrouwelijkheidaanduiding::{Openbaar, ZeerGeheim};
use values::actor::Component;

use crate::fixtures::{api, make_zaak, rol_body, start, status_body, type_url};

fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let results = json["results"].as_array().unwrap_or_else(|| panic!("{json}"));
    results.iter().map(|one| one["omschrijving"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn zaken_come_newest_first_in_pages_that_know_each_other() {
    for app in start().await {
        for name in ["a", "b", "c", "d", "e"] {
            make_zaak(&app, json!({ "omschrijving": name })).await;
        }
        assert_eq!(names(&app.get(ALLES, &api("zaken")).await), ["e", "d", "c", "b", "a"]);
        let first = app.get(ALLES, &api("zaken?pageSize=2")).await;
        assert_eq!(names(&first), ["e", "d"]);
        assert_eq!(first.json()["count"], 5);
        assert_eq!(first.json()["previous"], Value::Null);
        let second = app.get(ALLES, first.json()["next"].as_str().unwrap()).await;
        assert_eq!(names(&second), ["c", "b"]);
        assert_eq!(second.json()["previous"], api("zaken?pageSize=2&page=1"));
        let last = app.get(ALLES, second.json()["next"].as_str().unwrap()).await;
        assert_eq!((names(&last), &last.json()["next"]), (vec!["a".to_owned()], &Value::Null));
        assert_eq!(app.get(ALLES, &api("zaken?pageSize=2&page=4")).await.outcome(), (404, "not_found".into()));
    }
}

#[tokio::test]
async fn filters_and_orderings_choose_zaken() {
    for app in start().await {
        let one =
            make_zaak(&app, json!({ "omschrijving": "een", "identificatie": "Z-2", "startdatum": "2026-11-01" })).await;
        make_zaak(
            &app,
            json!({ "omschrijving": "twee", "identificatie": "Z-1", "startdatum": "2026-11-02",
            "bronorganisatie": "999993653" }),
        )
        .await;
        let parkeren = type_url("zaaktypen", app.parkeren.uuid);
        make_zaak(
            &app,
            json!({ "omschrijving": "drie", "identificatie": "Z-3", "startdatum": "2026-11-01",
            "zaaktype": parkeren }),
        )
        .await;
        app.post(ALLES, &api("rollen"), &rol_body(&app, &one, "initiator")).await;

        let bsn = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=999993653";
        let cases: [(String, &[&str]); 16] = [
            ("identificatie=Z-2".into(), &["een"]),
            ("bronorganisatie=999993653".into(), &["twee"]),
            (format!("zaaktype={parkeren}"), &["drie"]),
            ("zaaktype=https://elders.nl/catalogi/api/v1/zaaktypen/1".into(), &[]),
            ("startdatum=2026-11-01".into(), &["drie", "een"]),
            ("einddatum__isnull=true".into(), &["drie", "twee", "een"]),
            ("einddatum__isnull=false".into(), &[]),
            (bsn.into(), &["een"]),
            (format!("{bsn}&rol__omschrijvingGeneriek=initiator"), &["een"]),
            (format!("{bsn}&rol__omschrijvingGeneriek=adviseur"), &[]),
            ("rol__omschrijvingGeneriek=initiator".into(), &["een"]),
            (format!("{bsn}&zaaktype={parkeren}"), &[]),
            ("ordering=identificatie".into(), &["twee", "een", "drie"]),
            ("ordering=-identificatie".into(), &["drie", "een", "twee"]),
            ("ordering=startdatum".into(), &["een", "drie", "twee"]),
            ("ordering=-startdatum&startdatum=2026-11-01".into(), &["drie", "een"]),
        ];
        // The same answer for who reaches all and for who is filtered.
        let all = [&app.bezwaar, &app.parkeren]
            .map(|one| autorisatie(Component::Zrc, &["zaken.lezen"], one.uuid.uuid(), ZeerGeheim));
        app.add("lezer", false, &all).await;
        for (query, expected) in cases {
            for client in [ALLES, "lezer"] {
                let answer = app.get(client, &api(&format!("zaken?{query}"))).await;
                assert_eq!(names(&answer), expected, "{client} {query}");
                let paged = app.get(client, &api(&format!("zaken?{query}&pageSize=1"))).await;
                assert_eq!(paged.json()["count"], expected.len(), "{client} {query}");
            }
        }
        let faults = app.get(ALLES, &api("zaken?startdatum=x&ordering=kleur&rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=1&kleur=rood")).await.faults();
        let expected = [
            "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn invalid",
            "startdatum invalid",
            "ordering invalid_choice",
            "nonFieldErrors unknown-parameters",
        ];
        assert_eq!(faults, expected);
    }
}

#[tokio::test]
async fn lists_and_counts_hold_only_what_may_be_read() {
    for app in start().await {
        let open =
            make_zaak(&app, json!({ "omschrijving": "openbaar", "vertrouwelijkheidaanduiding": "openbaar" })).await;
        let secret =
            make_zaak(&app, json!({ "omschrijving": "geheim", "vertrouwelijkheidaanduiding": "geheim" })).await;
        let other = make_zaak(
            &app,
            json!({ "omschrijving": "ander", "vertrouwelijkheidaanduiding": "openbaar",
            "zaaktype": type_url("zaaktypen", app.parkeren.uuid) }),
        )
        .await;
        app.post(ALLES, &api("statussen"), &status_body(&app, &secret, 0)).await;
        app.post(ALLES, &api("rollen"), &rol_body(&app, &secret, "initiator")).await;
        let only = autorisatie(Component::Zrc, &["zaken.lezen"], app.bezwaar.uuid.uuid(), Openbaar);
        app.add("lezer", false, &[only]).await;

        assert_eq!(names(&app.get("lezer", &api("zaken")).await), ["openbaar"]);
        assert_eq!(app.get("lezer", &api("zaken?pageSize=1")).await.json()["count"], 1);
        assert_eq!(app.get(ALLES, &api("zaken?pageSize=1")).await.json()["count"], 3);
        assert_eq!(app.get("lezer", &open).await.status_code, 200);
        for hidden in [&secret, &other] {
            assert_eq!(app.get("lezer", hidden).await.outcome(), (403, "permission_denied".into()));
        }
        for resource in ["statussen", "rollen"] {
            assert_eq!(app.get("lezer", &api(resource)).await.json()["count"], 0);
            assert_eq!(app.get("lezer", &api(&format!("{resource}?zaak={secret}"))).await.json()["count"], 0);
            assert_eq!(app.get(ALLES, &api(&format!("{resource}?zaak={secret}"))).await.json()["count"], 1);
            let one = app.get(ALLES, &api(resource)).await.json()["results"][0]["url"].as_str().unwrap().to_owned();
            assert_eq!(app.get("lezer", &one).await.outcome(), (403, "permission_denied".into()));
        }
    }
}

#[tokio::test]
async fn a_list_costs_the_same_for_one_and_for_a_hundred() {
    for app in start().await {
        let make = async |count: usize| {
            for _ in 0..count {
                let zaak = make_zaak(&app, json!({})).await;
                app.post(ALLES, &api("rollen"), &rol_body(&app, &zaak, "initiator")).await;
            }
        };
        let only = autorisatie(Component::Zrc, &["zaken.lezen"], app.bezwaar.uuid.uuid(), ZeerGeheim);
        app.add("lezer", false, &[only]).await;
        make(1).await;
        let cost = async |client: &str, path: &str| app.cost(client, &api(path)).await;
        let few = [cost(ALLES, "zaken").await, cost("lezer", "zaken").await, cost(ALLES, "rollen").await];
        make(99).await;
        let many = [cost(ALLES, "zaken").await, cost("lezer", "zaken").await, cost(ALLES, "rollen").await];
        // The zaken or rollen, and what they name; the rights of the reader come from memory.
        assert_eq!((few, many), ([2, 2, 2], [2, 2, 2]));
        assert_eq!(cost(ALLES, "zaken?pageSize=10").await, 3);
        let zaaktype = type_url("zaaktypen", app.bezwaar.uuid);
        let lists = [
            "zaken?pageSize=10".to_owned(),
            "zaken?pageSize=10&einddatum__isnull=true".to_owned(),
            format!("zaken?pageSize=10&zaaktype={zaaktype}"),
            "zaken?pageSize=10&rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=999993653".to_owned(),
            "rollen?pageSize=10".to_owned(),
        ];
        for client in [ALLES, "lezer"] {
            for list in &lists {
                assert_eq!(app.get(client, &api(list)).await.json()["count"], 100, "{client} {list}");
            }
        }
    }
}
