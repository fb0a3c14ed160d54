//! Lists, resources, their rights, audit trail and expansion.

use serde_json::json;
use test_kit::apis::{ALLES, BASE};
use uuid::Uuid;

use crate::fixtures::{api, brc, decide, start};

#[tokio::test]
async fn a_besluit_has_all_fields_of_the_standard() {
    for app in start().await {
        let (besluit, document) = decide(&app).await;
        let url = api(&format!("besluiten/{}", besluit.uuid));
        let zaak = format!("{BASE}/zaken/api/v1/zaken/{}", besluit.zaak.unwrap());
        let expected = json!({
            "url": url,
            "identificatie": besluit.identificatie,
            "verantwoordelijkeOrganisatie": "002564440",
            "besluittype": format!("{BASE}/catalogi/api/v1/besluittypen/{}", besluit.besluittype),
            "zaak": zaak,
            "datum": "2026-11-25",
            "toelichting": "Gegrond",
            "bestuursorgaan": "College van burgemeester en wethouders",
            "ingangsdatum": "2026-11-25",
            "vervaldatum": null,
            "vervalreden": "",
            "vervalredenWeergave": "",
            "publicatiedatum": null,
            "verzenddatum": "2026-11-25",
            "uiterlijkeReactiedatum": besluit.uiterlijke_reactiedatum.map(|day| day.to_string()),
        });
        let answer = app.get(ALLES, &url).await;
        assert_eq!(answer.json().to_string(), expected.to_string());
        assert_eq!(answer.header("api-version"), "1.1.0");
        assert!(answer.header("etag").starts_with('"'));

        decide(&app).await;
        let list = app.get(ALLES, &api(&format!("besluiten?zaak={zaak}"))).await.json();
        assert_eq!((&list["count"], &list["results"]), (&json!(1), &json!([expected])));
        for (query, count) in [
            (String::new(), 2),
            (format!("identificatie={}", besluit.identificatie), 1),
            (format!("besluittype={}", expected["besluittype"].as_str().unwrap()), 2),
            ("verantwoordelijkeOrganisatie=999993653".into(), 0),
            ("zaak=https://elders.nl/zaken/1".into(), 0),
        ] {
            for page in ["", "&pageSize=1"] {
                let list = app.get(ALLES, &api(&format!("besluiten?{query}{page}"))).await.json();
                assert_eq!(list["count"], count, "{query}{page}");
            }
        }

        let document = format!("{BASE}/documenten/api/v1/enkelvoudiginformatieobjecten/{document}");
        for query in [format!("besluit={url}"), format!("informatieobject={document}")] {
            let list = app.get(ALLES, &api(&format!("besluitinformatieobjecten?{query}"))).await.json();
            let [relatie] = list.as_array().unwrap().as_slice() else { panic!("{query} {list}") };
            let expected = json!({ "url": relatie["url"], "informatieobject": document, "besluit": url });
            assert_eq!(relatie.to_string(), expected.to_string());
            assert_eq!(app.get(ALLES, relatie["url"].as_str().unwrap()).await.json(), expected);
        }
        let all = app.get(ALLES, &api("besluitinformatieobjecten")).await.json();
        assert_eq!(all.as_array().map(Vec::len), Some(2));
    }
}

#[tokio::test]
async fn tokens_scopes_and_types_guard_every_route() {
    for app in start().await {
        let (besluit, _) = decide(&app).await;
        let own = besluit.besluittype.uuid();
        app.add("lezer", false, &brc("besluiten.lezen", own)).await;
        app.add("schrijver", false, &brc("besluiten.aanmaken", own)).await;
        app.add("ander-type", false, &brc("besluiten.lezen", app.parkeren.besluittypen[0].uuid.uuid())).await;
        let one = api(&format!("besluiten/{}", besluit.uuid));
        let documents = api("besluitinformatieobjecten");
        let relatie = app.get(ALLES, &documents).await.json()[0]["url"].as_str().unwrap().to_owned();
        for url in [&api("besluiten"), &one, &documents, &relatie] {
            app.check_tokens(url).await;
            assert_eq!(app.get("lezer", url).await.status_code, 200, "{url}");
            assert_eq!(app.get("schrijver", url).await.outcome(), (403, "permission_denied".into()), "{url}");
        }
        for url in [&one, &relatie] {
            assert_eq!(app.get("ander-type", url).await.outcome(), (403, "permission_denied".into()), "{url}");
        }
        assert_eq!(app.get("ander-type", &api("besluiten")).await.json()["count"], 0);
        assert_eq!(app.get("ander-type", &documents).await.json(), json!([]));
        assert_eq!(app.get("ander-type", &api(&format!("besluiten?zaak={one}"))).await.json()["count"], 0);
        let query = format!("{documents}?besluit={one}");
        assert_eq!(app.get("ander-type", &query).await.json(), json!([]));
        assert_eq!(app.get("lezer", &query).await.json().as_array().map(Vec::len), Some(1));
        assert_eq!(app.get(ALLES, &api("besluiten?kleur=rood")).await.faults(), ["nonFieldErrors unknown-parameters"]);
    }
}

#[tokio::test]
async fn what_http_itself_refuses_is_refused_as_a_problem() {
    for app in start().await {
        let list = api("besluiten");
        let cases = [
            ("PUT", list.clone(), vec![], 405, "method_not_allowed"),
            ("GET", format!("{list}/"), vec![], 404, "not_found"),
            ("GET", format!("{list}/{}/", Uuid::nil()), vec![], 404, "not_found"),
            ("GET", list.clone(), vec![("accept", "application/xml")], 406, "not_acceptable"),
            ("GET", list.clone(), vec![("accept", "text/html, */*;q=0.1")], 403, "permission_denied"),
        ];
        for (method, url, headers, status_code, code) in cases {
            let answer = app.send_with(method, &url, &headers, "").await;
            assert_eq!(answer.outcome(), (status_code, code.to_owned()), "{method} {url} {headers:?}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.header("api-version"), "1.1.0");
        }
        let allowed = app.send_with("PUT", &list, &[], "").await;
        assert!(allowed.header("allow").contains("GET"), "{:?}", allowed.headers);
    }
}

#[tokio::test]
async fn a_list_costs_the_same_for_few_and_for_many() {
    for app in start().await {
        let (besluit, _) = decide(&app).await;
        app.add("lezer", false, &brc("besluiten.lezen", besluit.besluittype.uuid())).await;
        app.get("lezer", &api("besluiten")).await;
        let cost = async || {
            let mut costs = Vec::new();
            for client in [ALLES, "lezer"] {
                costs.push(app.cost(client, &api("besluiten")).await);
                costs.push(app.cost(client, &api("besluitinformatieobjecten")).await);
            }
            costs
        };
        let few = cost().await;
        for _ in 0..99 {
            decide(&app).await;
        }
        assert_eq!((few, cost().await), (vec![1; 4], vec![1; 4]));
        assert_eq!(app.get("lezer", &api("besluiten?pageSize=10")).await.json()["count"], 100);
    }
}

#[tokio::test]
async fn the_audit_trail_tells_who_changed_what_and_why() {
    for app in start().await {
        let (besluit, _) = decide(&app).await;
        let own = besluit.besluittype.uuid();
        app.add("controleur", false, &brc("audittrails.lezen", own)).await;
        app.add("lezer", false, &brc("besluiten.lezen", own)).await;
        app.add("ander-type", false, &brc("audittrails.lezen", app.parkeren.besluittypen[0].uuid.uuid())).await;
        let url = api(&format!("besluiten/{}", besluit.uuid));
        let trail = format!("{url}/audittrail");
        app.check_tokens(&trail).await;
        for (client, status_code) in [("controleur", 200), ("lezer", 403), ("ander-type", 403)] {
            assert_eq!(app.get(client, &trail).await.status_code, status_code, "{client}");
        }
        let lines = app.get("controleur", &trail).await.json();
        let [made, linked] = lines.as_array().unwrap().as_slice() else { panic!("{lines}") };
        assert_eq!(
            (&made["actie"], &made["resource"], &made["resourceUrl"]),
            (&json!("create"), &json!("besluit"), &json!(url))
        );
        assert_eq!(
            (&made["bron"], &made["resultaat"], &made["hoofdObject"]),
            (&json!("brc"), &json!(201), &json!(url))
        );
        assert_eq!(linked["resource"], "besluitinformatieobject");
        let one = format!("{trail}/{}", made["uuid"].as_str().unwrap());
        assert_eq!(app.get("controleur", &one).await.json(), *made);
        assert_eq!(app.get("lezer", &one).await.outcome(), (403, "permission_denied".into()));
        for missing in [format!("{trail}/{}", Uuid::nil()), api(&format!("besluiten/{}/audittrail", Uuid::nil()))] {
            assert_eq!(app.get(ALLES, &missing).await.outcome(), (404, "not_found".into()), "{missing}");
        }
    }
}

#[tokio::test]
async fn what_a_resource_names_is_expanded_for_who_may_read_it() {
    for app in start().await {
        let (besluit, _) = decide(&app).await;
        app.add("lezer", false, &brc("besluiten.lezen", besluit.besluittype.uuid())).await;
        let url = api(&format!("besluiten/{}", besluit.uuid));
        let documents = api("besluitinformatieobjecten");
        let plain = app.get(ALLES, &documents).await.json()[0].clone();
        let one = plain["url"].as_str().unwrap();
        let body = app.get(ALLES, &url).await.json();
        let mut expected = plain.clone();
        expected["_expand"] = json!({ "besluit": body });
        let answer = app.get("lezer", &format!("{one}?expand=besluit")).await;
        assert_eq!(answer.json(), expected);
        assert_ne!(answer.header("etag"), app.get("lezer", one).await.header("etag"));
        assert_eq!(app.get(ALLES, &format!("{documents}?expand=besluit")).await.json(), json!([expected]));
        for wrong in ["kleur", "besluit.kleur", "besluit.zaak.kleur"] {
            let answer = app.get(ALLES, &format!("{one}?expand={wrong}")).await;
            assert_eq!(answer.faults(), ["expand invalid_choice"], "{wrong}");
        }
        // The number of statements is that of the list and one for each segment.
        decide(&app).await;
        let asked = format!("{documents}?expand=besluit");
        assert_eq!(app.cost(ALLES, &asked).await, 2);
    }
}
