//! Making, changing, publishing and removing types.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, TestApp, autorisatie, with};

use super::start;
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

pub fn api(path: &str) -> String {
    format!("{BASE}/catalogi/api/v1/{path}")
}

pub async fn make(app: &TestApp, path: &str, body: Value) -> String {
    let made = app.post(ALLES, &api(path), &body).await;
    assert_eq!(made.status_code, 201, "{path}: {}", made.json());
    assert_eq!(app.get(ALLES, &made.url()).await.json(), made.json(), "{path}");
    made.url()
}

pub fn zaaktype(catalogus: &str) -> Value {
    json!({
        "catalogus": catalogus, "identificatie": "PROEF", "omschrijving": "Proef", "vertrouwelijkheidaanduiding": "openbaar",
        "doel": "d", "aanleiding": "a", "indicatieInternOfExtern": "extern", "handelingInitiator": "vragen",
        "onderwerp": "o", "handelingBehandelaar": "doen", "doorlooptijd": "P30D", "opschortingEnAanhoudingMogelijk": false,
        "verlengingMogelijk": false, "publicatieIndicatie": false, "productenOfDiensten": ["https://example.nl/pdc/1"],
        "selectielijstProcestype": "https://selectielijst.openzaak.nl/api/v1/procestypen/1",
        "referentieproces": { "naam": "ref" }, "verantwoordelijke": "team", "besluittypen": [], "gerelateerdeZaaktypen": [],
        "beginGeldigheid": "2026-01-01", "versiedatum": "2026-01-01",
    })
}

pub async fn catalogus(app: &TestApp) -> String {
    let body = json!({ "domein": "PROEF", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer", "naam": "Proef" });
    make(app, "catalogussen", body).await
}

pub fn informatieobjecttype(catalogus: &str) -> Value {
    json!({
        "catalogus": catalogus, "omschrijving": "Brief", "vertrouwelijkheidaanduiding": "openbaar",
        "informatieobjectcategorie": "brief", "beginGeldigheid": "2026-01-01",
        "omschrijvingGeneriek": { "informatieobjecttypeOmschrijvingGeneriek": "Brief", "definitieInformatieobjecttypeOmschrijvingGeneriek": "x", "herkomstInformatieobjecttypeOmschrijvingGeneriek": "y", "hierarchieInformatieobjecttypeOmschrijvingGeneriek": "z" },
    })
}

#[tokio::test]
async fn a_zaaktype_is_made_from_its_parts_and_published() {
    for app in start().await {
        let catalogus = catalogus(&app).await;
        let zaaktype_url = make(&app, "zaaktypen", zaaktype(&catalogus)).await;
        let publish = format!("{zaaktype_url}/publish");
        let early = app.post(ALLES, &publish, &json!({})).await;
        assert_eq!(early.status_code, 400, "{}", early.json());
        assert!(early.faults().iter().all(|fault| fault.ends_with("concept-relation")), "{:?}", early.faults());

        for (volgnummer, omschrijving) in [(1, "Begin"), (2, "Eind")] {
            let body = json!({ "zaaktype": zaaktype_url, "omschrijving": omschrijving, "volgnummer": volgnummer });
            make(&app, "statustypen", body).await;
        }
        make(
            &app,
            "roltypen",
            json!({ "zaaktype": zaaktype_url, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator" }),
        )
        .await;
        let resultaattype = json!({
            "zaaktype": zaaktype_url, "omschrijving": "Verleend",
            "resultaattypeomschrijving": "https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/1",
            "selectielijstklasse": "https://selectielijst.openzaak.nl/api/v1/resultaten/1",
            "archiefnominatie": "vernietigen", "archiefactietermijn": "P5Y",
            "brondatumArchiefprocedure": { "afleidingswijze": "afgehandeld", "procestermijn": null, "datumkenmerk": "", "einddatumBekend": false, "objecttype": "", "registratie": "" },
        });
        make(&app, "resultaattypen", resultaattype.clone()).await;
        let wrong = json!({ "brondatumArchiefprocedure": { "afleidingswijze": "termijn", "datumkenmerk": "x" } });
        let wrong = app.post(ALLES, &api("resultaattypen"), &with(resultaattype, wrong)).await;
        assert!(
            wrong.faults().contains(&"brondatumArchiefprocedure.procestermijn required".to_owned()),
            "{:?}",
            wrong.faults()
        );
        let specificatie =
            json!({ "formaat": "tekst", "lengte": "20", "kardinaliteit": "1", "waardenverzameling": [] });
        make(
            &app,
            "eigenschappen",
            json!({ "zaaktype": zaaktype_url, "naam": "kleur", "definitie": "d", "specificatie": specificatie }),
        )
        .await;
        let statustype = app.get(ALLES, &zaaktype_url).await.json()["statustypen"][0].as_str().unwrap().to_owned();
        let zaakobjecttype = json!({ "zaaktype": zaaktype_url, "anderObjecttype": false, "objecttype": "https://example.nl/pand", "relatieOmschrijving": "gaat over", "statustype": statustype });
        let zaakobjecttype = make(&app, "zaakobjecttypen", zaakobjecttype).await;
        assert_eq!(app.get(ALLES, &statustype).await.json()["zaakobjecttypen"], json!([zaakobjecttype]));
        let soort = make(&app, "informatieobjecttypen", informatieobjecttype(&catalogus)).await;
        let relatie =
            json!({ "zaaktype": zaaktype_url, "informatieobjecttype": soort, "volgnummer": 1, "richting": "inkomend" });
        make(&app, "zaaktype-informatieobjecttypen", relatie.clone()).await;
        let again = with(relatie, json!({ "volgnummer": 2 }));
        let again = app.post(ALLES, &api("zaaktype-informatieobjecttypen"), &again).await;
        assert_eq!(again.faults(), ["nonFieldErrors unique"]);
        let besluittype = json!({ "catalogus": catalogus, "omschrijving": "Vergunning", "publicatieIndicatie": false, "zaaktypen": [], "informatieobjecttypen": [soort], "beginGeldigheid": "2026-01-01" });
        let besluittype = make(&app, "besluittypen", besluittype).await;
        let linked = app.call(ALLES, "PATCH", &zaaktype_url, &json!({ "besluittypen": [besluittype] })).await;
        assert_eq!(linked.json()["besluittypen"], json!([besluittype]), "{}", linked.json());

        // Everything that it names must be published first.
        let early = app.post(ALLES, &publish, &json!({})).await;
        assert_eq!(early.status_code, 400, "{}", early.json());
        for url in [&soort, &besluittype] {
            let published = app.post(ALLES, &format!("{url}/publish"), &json!({})).await;
            assert_eq!((published.status_code.as_u16(), &published.json()["concept"]), (200, &json!(false)));
        }
        let published = app.post(ALLES, &publish, &json!({})).await;
        assert_eq!(
            (published.status_code.as_u16(), &published.json()["concept"]),
            (200, &json!(false)),
            "{}",
            published.json()
        );
        let list = app.get(ALLES, &format!("{}?identificatie=PROEF", api("zaaktypen"))).await.json();
        assert_eq!((&list["count"], &list["results"][0]["statustypen"].as_array().unwrap().len()), (&json!(1), &2));

        // Rules: ztc-009 and ztc-010. Who may force it corrects what is published.
        let status = app
            .post(
                ALLES,
                &api("statustypen"),
                &json!({ "zaaktype": zaaktype_url, "omschrijving": "x", "volgnummer": 3 }),
            )
            .await;
        assert_eq!(status.status_code, 201, "{}", status.json());
        let ended = app.call(ALLES, "PATCH", &zaaktype_url, &json!({ "eindeGeldigheid": "2027-01-01" })).await;
        assert_eq!(ended.json()["eindeGeldigheid"], "2027-01-01");
        // Rule: ztc-016 (geen overlap).
        let second =
            make(&app, "zaaktypen", with(zaaktype(&catalogus), json!({ "beginGeldigheid": "2027-01-01" }))).await;
        assert_ne!(second, zaaktype_url);
    }
}

#[tokio::test]
async fn ztc_009_published_types_are_fixed_for_who_may_not_force_it() {
    for app in start().await {
        let scopes = ["catalogi.lezen", "catalogi.schrijven"];
        app.add("schrijver", false, &[autorisatie(Component::Ztc, &scopes, uuid::Uuid::nil(), ZeerGeheim)]).await;
        let published = api(&format!("zaaktypen/{}", app.bezwaar.uuid));
        let patch = app.call("schrijver", "PATCH", &published, &json!({ "doel": "anders" })).await;
        assert_eq!(patch.faults(), ["nonFieldErrors non-concept-object"], "{}", patch.json());
        let delete = app.call("schrijver", "DELETE", &published, &json!({})).await;
        assert_eq!(delete.faults(), ["nonFieldErrors non-concept-object"]);
        let part = json!({ "zaaktype": published, "omschrijving": "Rol", "omschrijvingGeneriek": "adviseur" });
        let part = app.post("schrijver", &api("roltypen"), &part).await;
        assert_eq!(part.faults(), ["nonFieldErrors non-concept-zaaktype"]);
        app.add("lezer", false, &[autorisatie(Component::Ztc, &["catalogi.lezen"], uuid::Uuid::nil(), ZeerGeheim)])
            .await;
        let refused = app.post("lezer", &api("zaaktypen"), &json!({})).await;
        assert_eq!(refused.outcome(), (403, "permission_denied".into()));
    }
}

#[tokio::test]
async fn a_concept_is_replaced_and_removed_with_its_parts_and_faults_are_told_at_once() {
    for app in start().await {
        let catalogus = catalogus(&app).await;
        let again = json!({ "domein": "PROEF", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer" });
        assert_eq!(app.post(ALLES, &api("catalogussen"), &again).await.faults(), ["nonFieldErrors unique"]);
        let url = make(&app, "zaaktypen", zaaktype(&catalogus)).await;
        let status =
            make(&app, "statustypen", json!({ "zaaktype": url, "omschrijving": "Begin", "volgnummer": 1 })).await;
        let wrong = json!({ "eindeGeldigheid": "2025-01-01", "verlengingMogelijk": true, "doorlooptijd": "P0D" });
        let answer = app.call(ALLES, "PUT", &url, &with(zaaktype(&catalogus), wrong)).await;
        let faults = answer.faults();
        for expected in
            ["eindeGeldigheid date-mismatch", "verlengingstermijn verlenging-mismatch", "doorlooptijd empty-duration"]
        {
            assert!(faults.contains(&expected.to_owned()), "{expected} in {faults:?}");
        }
        let replaced =
            app.call(ALLES, "PUT", &url, &with(zaaktype(&catalogus), json!({ "omschrijving": "Anders" }))).await;
        assert_eq!((replaced.status_code.as_u16(), &replaced.json()["omschrijving"]), (200, &json!("Anders")));
        assert_eq!(
            app.get(ALLES, &format!("{}?status=concept&catalogus={catalogus}", api("zaaktypen"))).await.json()["count"],
            1
        );
        assert_eq!(app.get(ALLES, &format!("{}?catalogus={catalogus}", api("zaaktypen"))).await.json()["count"], 0);
        let in_use = app.call(ALLES, "DELETE", &catalogus, &json!({})).await;
        assert_eq!(in_use.faults(), ["nonFieldErrors pending-relations"]);
        for removed in [&url, &catalogus] {
            let delete = app.call(ALLES, "DELETE", removed, &json!({})).await;
            assert_eq!(delete.status_code, 204, "{}", delete.json());
        }
        for gone in [&url, &status, &catalogus] {
            assert_eq!(app.get(ALLES, gone).await.status_code, 404, "{gone}");
        }
    }
}

#[tokio::test]
async fn a_zaaktype_without_identificatie_is_refused() {
    for app in start().await {
        let catalogus = catalogus(&app).await;
        let mut body = zaaktype(&catalogus);
        let url = make(&app, "zaaktypen", body.clone()).await;
        body.as_object_mut().unwrap().remove("identificatie");
        assert_eq!(app.post(ALLES, &api("zaaktypen"), &body).await.faults(), ["identificatie required"]);
        assert_eq!(app.call(ALLES, "PUT", &url, &body).await.faults(), ["identificatie required"]);
        let empty = app.post(ALLES, &api("zaaktypen"), &with(body, json!({ "identificatie": "" }))).await;
        assert_eq!(empty.faults(), ["identificatie blank"]);
    }
}

#[tokio::test]
async fn urls_have_the_room_that_the_standard_gives_them() {
    for app in start().await {
        let catalogus = catalogus(&app).await;
        let long = format!("https://example.nl/{}", "x".repeat(190));
        let changes = json!({
            "referentieproces": { "naam": "ref", "link": long },
            "broncatalogus": { "url": long, "domein": "BRON", "rsin": "517439943" },
            "bronzaaktype": { "url": long, "identificatie": "B", "omschrijving": "B" },
        });
        let refused = app.post(ALLES, &api("zaaktypen"), &with(zaaktype(&catalogus), changes)).await;
        let expected = ["referentieproces.link", "broncatalogus.url", "bronzaaktype.url"];
        assert_eq!(refused.faults(), expected.map(|name| format!("{name} max_length")));
        let zaaktype = make(&app, "zaaktypen", zaaktype(&catalogus)).await;
        let body =
            json!({ "zaaktype": zaaktype, "anderObjecttype": true, "objecttype": long, "relatieOmschrijving": "over" });
        assert_eq!(app.post(ALLES, &api("zaakobjecttypen"), &body).await.faults(), ["objecttype max_length"]);
    }
}

#[tokio::test]
async fn null_is_no_value_of_a_text_where_the_standard_does_not_say_so() {
    for app in start().await {
        let body = zaaktype(&catalogus(&app).await);
        let nulls = json!({ "toelichting": null, "aanleiding": null, "trefwoorden": null, "servicenorm": null });
        let refused = app.post(ALLES, &api("zaaktypen"), &with(body.clone(), nulls)).await;
        let mut faults = refused.faults();
        faults.sort();
        assert_eq!(faults, ["aanleiding null", "toelichting null", "trefwoorden null"]);
        let url = make(&app, "zaaktypen", body).await;
        let refused = app.call(ALLES, "PATCH", &url, &json!({ "toelichting": null })).await;
        assert_eq!(refused.faults(), ["toelichting null"]);
        // What is answered can be sent as it is.
        let again = app.call(ALLES, "PUT", &url, &app.get(ALLES, &url).await.json()).await;
        assert_eq!(again.status_code, 200, "{}", again.json());
        let status = json!({
            "zaaktype": url, "omschrijving": "Ontvangen", "volgnummer": 1, "toelichting": null, "doorlooptijd": null,
        });
        assert_eq!(app.post(ALLES, &api("statustypen"), &status).await.status_code, 201);
    }
}
