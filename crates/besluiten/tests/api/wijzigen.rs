//! Besluiten with every field: made, changed, and who may do so.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, TestApp, with};

use crate::fixtures::{
    api, besluit_body, brc, events_of, make_besluit, make_document, make_zaak, soorten, start, type_url,
};

/// Every field that a caller can send.
fn everything(zaak: &str) -> Value {
    json!({
        "identificatie": "B-1",
        "zaak": zaak,
        "toelichting": "Met elk veld",
        "bestuursorgaan": "Burgemeester",
        "vervaldatum": "2027-12-01",
        "vervalreden": "tijdelijk",
        "publicatiedatum": "2026-11-26",
        "verzenddatum": "2026-11-27",
        "uiterlijkeReactiedatum": "2027-01-08",
    })
}

#[tokio::test]
async fn every_field_is_kept_changed_and_told() {
    for app in start().await {
        let zaak = make_zaak(&app, app.bezwaar.uuid).await;
        let sent = with(besluit_body(&app), everything(&zaak));
        let besluit = make_besluit(&app, everything(&zaak)).await;
        let found = app.get(ALLES, &besluit).await.json();
        let answered = json!({ "url": besluit, "vervalredenWeergave": "Besluit met tijdelijke werking" });
        assert_eq!(found, with(sent, answered));

        // What was answered can be sent back as it is.
        app.tick();
        let same = app.call(ALLES, "PUT", &besluit, &found).await;
        assert_eq!((same.status_code.as_u16(), same.json()), (200, found.clone()));
        let changes =
            json!({ "toelichting": "Anders", "vervaldatum": null, "vervalreden": "", "url": "x", "kleur": "rood" });
        app.tick();
        let changed = app.call(ALLES, "PATCH", &besluit, &changes).await;
        let mut expected = found.clone();
        for (name, value) in [
            ("toelichting", json!("Anders")),
            ("vervaldatum", Value::Null),
            ("vervalreden", json!("")),
            ("vervalredenWeergave", json!("")),
        ] {
            expected[name] = value;
        }
        assert_eq!((changed.status_code.as_u16(), changed.json()), (200, expected.clone()));
        assert_eq!(app.get(ALLES, &besluit).await.json(), expected);

        // The audit trail tells what it was and what it became, in the form of the API.
        let trail = app.get(ALLES, &format!("{besluit}/audittrail")).await.json();
        let told: Vec<_> = trail.as_array().unwrap().iter().map(|line| line["actie"].as_str().unwrap()).collect();
        assert_eq!(told, ["create", "update", "partial_update"]);
        assert_eq!(trail[0]["wijzigingen"], json!({ "nieuw": found }));
        assert_eq!(trail[2]["wijzigingen"], json!({ "oud": found, "nieuw": expected }));
        let told = ["besluiten besluit create", "besluiten besluit update", "besluiten besluit partial_update"];
        assert_eq!(events_of(&app, &besluit).await, told);

        // A PUT with only what is required takes the rest away.
        let plain = app.call(ALLES, "PUT", &besluit, &besluit_body(&app)).await.json();
        let expected = json!({
            "url": besluit, "identificatie": "B-1", "zaak": "", "toelichting": "", "bestuursorgaan": "", "vervaldatum": null,
            "vervalreden": "", "vervalredenWeergave": "", "publicatiedatum": null, "verzenddatum": null,
            "uiterlijkeReactiedatum": null,
        });
        assert_eq!(plain, with(besluit_body(&app), expected));
    }
}

#[tokio::test]
async fn every_fault_of_a_body_is_told_at_once() {
    for app in start().await {
        let post = async |body: Value| app.post(ALLES, &api("besluiten"), &body).await.faults();
        let required = ["verantwoordelijkeOrganisatie", "besluittype", "datum", "ingangsdatum"];
        assert_eq!(post(json!({})).await, required.map(|name| format!("{name} required")));
        let wrong = json!({
            "identificatie": "x".repeat(51), "verantwoordelijkeOrganisatie": "123456789", "besluittype": 5, "zaak": [],
            "datum": "gisteren", "toelichting": {}, "bestuursorgaan": "x".repeat(51), "ingangsdatum": "", "vervaldatum": 1,
            "vervalreden": "op", "publicatiedatum": "x", "verzenddatum": "x", "uiterlijkeReactiedatum": "2026-02-30",
        });
        let expected = [
            "identificatie max_length",
            "verantwoordelijkeOrganisatie invalid",
            "besluittype invalid",
            "zaak invalid",
            "datum invalid",
            "toelichting invalid",
            "bestuursorgaan max_length",
            "ingangsdatum invalid",
            "vervaldatum invalid",
            "vervalreden invalid_choice",
            "publicatiedatum invalid",
            "verzenddatum invalid",
            "uiterlijkeReactiedatum invalid",
        ];
        assert_eq!(post(wrong).await, expected);
        let late = with(besluit_body(&app), json!({ "datum": "2026-11-26" }));
        assert_eq!(post(late).await, ["datum future_not_allowed"]);
        assert_eq!(app.get(ALLES, &api("besluiten")).await.json()["count"], 0);
    }
}

#[tokio::test]
async fn each_write_asks_for_its_own_scope_on_the_besluittype() {
    for app in start().await {
        let own = app.bezwaar.besluittypen[0].uuid.uuid();
        for scope in ["lezen", "aanmaken", "bijwerken", "verwijderen"] {
            app.add(scope, false, &brc(&format!("besluiten.{scope}"), own)).await;
        }
        app.add("elders", false, &brc("besluiten.aanmaken", app.parkeren.besluittypen[0].uuid.uuid())).await;
        let body = besluit_body(&app);
        let list = api("besluiten");
        // Who may not make such a decision hears nothing of what else is wrong with it.
        let wrong = with(body.clone(), json!({ "datum": "gisteren" }));
        for client in ["lezen", "bijwerken", "verwijderen", "elders"] {
            assert_eq!(app.post(client, &list, &wrong).await.outcome(), (403, "permission_denied".into()), "{client}");
        }
        let besluit = app.post("aanmaken", &list, &body).await.url();
        let document = make_document(&app, soorten(&app).0).await;
        let relaties = api("besluitinformatieobjecten");
        let relatie = json!({ "besluit": besluit, "informatieobject": document });
        for client in ["lezen", "bijwerken", "verwijderen", "elders"] {
            assert_eq!(app.post(client, &relaties, &relatie).await.outcome(), (403, "permission_denied".into()));
        }
        let relatie = app.post("aanmaken", &relaties, &relatie).await.url();
        for (method, url, may) in [
            ("PUT", &besluit, "bijwerken"),
            ("PATCH", &besluit, "bijwerken"),
            ("DELETE", &relatie, "verwijderen"),
            ("DELETE", &besluit, "verwijderen"),
        ] {
            for client in
                ["lezen", "aanmaken", "bijwerken", "verwijderen", "elders"].into_iter().filter(|one| *one != may)
            {
                let answer = app.call(client, method, url, &body).await;
                assert_eq!(answer.outcome(), (403, "permission_denied".into()), "{method} {url} {client}");
            }
            let answer = app.call(may, method, url, &body).await;
            assert!(answer.status_code.is_success(), "{method} {url} {}", answer.json());
        }
    }
}

#[tokio::test]
async fn head_and_etag_follow_the_besluit() {
    for app in start().await {
        let besluit = make_besluit(&app, json!({})).await;
        let token = format!("Bearer {}", app.token(ALLES));
        let head = app.send_with("HEAD", &besluit, &[("authorization", &token)], "").await;
        let etag = app.get(ALLES, &besluit).await.header("etag").to_owned();
        assert_eq!((head.status_code.as_u16(), head.body.len(), head.header("etag")), (200, 0, etag.as_str()));
        let known = [("authorization", token.as_str()), ("if-none-match", etag.as_str())];
        assert_eq!(app.send_with("GET", &besluit, &known, "").await.status_code, 304);
        app.call(ALLES, "PATCH", &besluit, &json!({ "toelichting": "Anders" })).await;
        assert_eq!(app.send_with("GET", &besluit, &known, "").await.status_code, 200);
    }
}

/// Ends a zaak with a resultaat whose archive term counts from a day of its decisions.
async fn close(app: &TestApp, zaak: &str, afleidingswijze: &str) {
    let resultaattype = json!({
        "zaaktype": type_url("zaaktypen", app.bezwaar.uuid), "omschrijving": afleidingswijze,
        "resultaattypeomschrijving": "https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/1",
        "selectielijstklasse": "https://selectielijst.openzaak.nl/api/v1/resultaten/1",
        "archiefnominatie": "vernietigen", "archiefactietermijn": "P5Y",
        "brondatumArchiefprocedure": {
            "afleidingswijze": afleidingswijze, "procestermijn": null, "datumkenmerk": "", "einddatumBekend": false,
            "objecttype": "", "registratie": "",
        },
    });
    let post = async |url: &str, body: Value| {
        let made = app.post(ALLES, &format!("{BASE}{url}"), &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        made.url()
    };
    let resultaattype = post("/catalogi/api/v1/resultaattypen", resultaattype).await;
    post("/zaken/api/v1/resultaten", json!({ "zaak": zaak, "resultaattype": resultaattype })).await;
    let statustype = type_url("statustypen", app.bezwaar.statustypen.last().unwrap().uuid);
    let status = json!({ "zaak": zaak, "statustype": statustype, "datumStatusGezet": app.clock.now().to_string() });
    post("/zaken/api/v1/statussen", status).await;
}

/// Rule: zrc-021 (archiveringsparameters).
#[tokio::test]
async fn the_archive_date_of_a_zaak_follows_the_days_of_its_decisions() {
    for app in start().await {
        for (afleidingswijze, name, first) in [
            ("ingangsdatum_besluit", "ingangsdatum", json!("2031-12-01")),
            ("vervaldatum_besluit", "vervaldatum", Value::Null),
        ] {
            let zaak = make_zaak(&app, app.bezwaar.uuid).await;
            let besluit = make_besluit(&app, json!({ "zaak": zaak })).await;
            close(&app, &zaak, afleidingswijze).await;
            let date = async || app.get(ALLES, &zaak).await.json()["archiefactiedatum"].clone();
            assert_eq!(date().await, first, "{name}");
            for (day, expected) in [("2027-03-01", "2032-03-01"), ("2027-02-01", "2032-02-01")] {
                let changed = app.call(ALLES, "PATCH", &besluit, &json!({ name: day })).await;
                assert_eq!(changed.status_code, 200, "{}", changed.json());
                assert_eq!(date().await, expected, "{name} {day}");
            }
            // The latest day of all decisions counts, as long as there is one.
            let second = make_besluit(&app, json!({ "zaak": zaak, name: "2028-05-01" })).await;
            assert_eq!(date().await, "2033-05-01", "{name}");
            if name == "vervaldatum" {
                let clear = json!({ "vervaldatum": null });
                app.call(ALLES, "PATCH", &second, &clear).await;
                assert_eq!(date().await, "2032-02-01");
                app.call(ALLES, "PATCH", &besluit, &clear).await;
                let found = app.get(ALLES, &zaak).await.json();
                let none = (&Value::Null, &Value::Null);
                assert_eq!((&found["archiefactiedatum"], &found["startdatumBewaartermijn"]), none);
                assert_eq!(found["archiefnominatie"], "vernietigen");
                // It waits again, and what somebody chose herself stays.
                app.call(ALLES, "PATCH", &besluit, &json!({ "vervaldatum": "2029-01-01" })).await;
                assert_eq!(date().await, "2034-01-01");
                app.call(ALLES, "PATCH", &zaak, &json!({ "archiefactiedatum": "2040-01-01" })).await;
                app.call(ALLES, "PATCH", &besluit, &clear).await;
                assert_eq!(date().await, "2040-01-01");
            }
        }
    }
}

#[tokio::test]
async fn a_vervalreden_may_be_empty_and_not_null() {
    for app in start().await {
        let besluit = make_besluit(&app, json!({ "vervalreden": "tijdelijk" })).await;
        for (value, expected) in [
            (Value::Null, vec!["vervalreden null"]),
            (json!("x"), vec!["vervalreden invalid_choice"]),
            (json!(""), vec![]),
        ] {
            let changed = app.call(ALLES, "PATCH", &besluit, &json!({ "vervalreden": value })).await;
            assert_eq!(changed.faults(), expected, "{value}");
        }
        assert_eq!(app.get(ALLES, &besluit).await.json()["vervalreden"], "");
    }
}
