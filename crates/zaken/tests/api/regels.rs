//! The rules of the standard that the tests of the resources do not walk, each by its id.

use ::store::{Sql, sql};
use serde_json::{Value, json};
use test_kit::apis::{ALLES, SYSTEEM, TestApp, with};

use crate::fixtures::{api, make_document, make_zaak, rol_body, start, status_body, type_url, zaak_body};

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

async fn change_rows(app: &TestApp, sql: &'static Sql) {
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    tx.execute(sql, &[]).await.unwrap();
    tx.commit().await.unwrap();
    app.db.memo().clear();
}

fn resultaat_body(app: &TestApp, zaak: &str) -> Value {
    let resultaattype = app.bezwaar.resultaattype("Gegrond").unwrap().uuid;
    json!({ "zaak": zaak, "resultaattype": type_url("resultaattypen", resultaattype) })
}

async fn close(app: &TestApp, zaak: &str) -> Vec<String> {
    app.tick();
    app.post(ALLES, &api("statussen"), &status_body(app, zaak, 3)).await.faults()
}

#[tokio::test]
async fn zrc_001_the_zaaktype_exists_is_one_and_is_published() {
    static CONCEPT: Sql = sql("test.concept", "UPDATE zaaktype SET concept = TRUE");
    for app in start().await {
        let cases = [
            (type_url("zaaktypen", NOBODY), "zaaktype bad-url"),
            (type_url("statustypen", app.bezwaar.statustypen[0].uuid), "zaaktype invalid-resource"),
            ("https://elders.nl/catalogi/api/v1/zaaktypen/1".to_owned(), "zaaktype unknown-service"),
        ];
        for (url, expected) in cases {
            let body = with(zaak_body(&app.bezwaar), json!({ "zaaktype": url }));
            assert_eq!(app.post(ALLES, &api("zaken"), &body).await.faults(), [expected]);
        }
        change_rows(&app, &CONCEPT).await;
        let refused = app.post(ALLES, &api("zaken"), &zaak_body(&app.bezwaar)).await;
        assert_eq!(refused.faults(), ["zaaktype not-published"]);
    }
}

#[tokio::test]
async fn zrc_003_004_and_005_a_document_is_in_a_zaak_once_with_facts_of_its_own_and_is_mirrored() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let (document, other) = (make_document(&app).await, make_document(&app).await);
        let list = api("zaakinformatieobjecten");
        let elsewhere = document.replace(document.rsplit('/').next().unwrap(), NOBODY);
        for (url, expected) in [(elsewhere, "bad-url"), (zaak.clone(), "invalid-resource"), (String::new(), "blank")] {
            let answer = app.post(ALLES, &list, &json!({ "zaak": zaak, "informatieobject": url })).await;
            assert_eq!(answer.faults(), [format!("informatieobject {expected}")]);
        }
        // Rule: zrc-004 (relatieinformatie). What the server decides can't be sent.
        let sent = json!({ "zaak": zaak, "informatieobject": document, "aardRelatieWeergave": "Legt vast", "registratiedatum": "2001-01-01T00:00:00Z" });
        let made = app.post(ALLES, &list, &sent).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        assert_eq!(made.json()["aardRelatieWeergave"], "Hoort bij, omgekeerd: kent");
        assert_eq!(made.json()["registratiedatum"], json!(app.clock.now().to_string()));
        assert_eq!(app.post(ALLES, &list, &sent).await.faults(), ["nonFieldErrors unique"]);
        let moved = app.call(ALLES, "PATCH", &made.url(), &json!({ "informatieobject": other })).await;
        assert_eq!(moved.faults(), ["informatieobject wijzigen-niet-toegelaten"]);

        // Rule: zrc-005 (synchroniseren relaties).
        static MIRRORED: Sql =
            sql("test.mirrored", "SELECT count(*) FROM objectinformatieobject WHERE object_type = 'zaak'");
        let mirrored = async || app.db.reader().query_one(&MIRRORED, &[], |row| row.get::<i64>(0)).await.unwrap();
        assert_eq!(mirrored().await, 1);
        assert_eq!(app.call(ALLES, "DELETE", &made.url(), &json!({})).await.status_code, 204);
        assert_eq!(mirrored().await, 0);
    }
}

#[tokio::test]
async fn zrc_007_and_008_a_hoofdzaak_ends_after_its_parts_and_runs_before_them() {
    // Whatever the zaaktypen say about parts.
    static PARTS: Sql =
        sql("test.parts", "UPDATE zaak SET hoofdzaak = (SELECT MIN(uuid) FROM zaak) WHERE omschrijving = 'Deel'");
    static PARTS_POSTGRES: Sql = sql(
        "test.parts",
        "UPDATE zaak SET hoofdzaak = (SELECT uuid FROM zaak ORDER BY uuid LIMIT 1) WHERE omschrijving = 'Deel'",
    );
    for app in start().await {
        let main = make_zaak(&app, json!({})).await;
        let part = make_zaak(&app, json!({ "omschrijving": "Deel" })).await;
        change_rows(&app, if app.db.kind() == "sqlite" { &PARTS } else { &PARTS_POSTGRES }).await;
        app.post(ALLES, &api("resultaten"), &resultaat_body(&app, &main)).await;
        let refused = ["nonFieldErrors deelzaken-not-closed", "nonFieldErrors deelzaak-resultaat-does-not-exist"];
        assert_eq!(close(&app, &main).await, refused);
        app.post(ALLES, &api("resultaten"), &resultaat_body(&app, &part)).await;
        assert_eq!(close(&app, &main).await, refused[..1]);
        assert!(close(&app, &part).await.is_empty());
        assert!(close(&app, &main).await.is_empty());
        // Rule: zrc-008 (heropenen zaak).
        app.tick();
        let reopened = app.post(ALLES, &api("statussen"), &status_body(&app, &part, 0)).await;
        assert_eq!(reopened.faults(), ["nonFieldErrors hoofdzaak-closed"]);
        for zaak in [&main, &part] {
            app.tick();
            assert_eq!(app.post(ALLES, &api("statussen"), &status_body(&app, zaak, 0)).await.status_code, 201);
            let found = app.get(ALLES, zaak).await.json();
            for field in ["einddatum", "archiefactiedatum", "archiefnominatie", "startdatumBewaartermijn"] {
                assert_eq!(found[field], Value::Null, "{field}");
            }
        }
        assert_eq!(app.get(ALLES, &main).await.json()["deelzaken"], json!([part]));
    }
}

#[tokio::test]
async fn zrc_009_a_zaak_is_as_confidential_as_is_said_or_else_as_its_zaaktype() {
    for app in start().await {
        let of_type = app.bezwaar.vertrouwelijkheidaanduiding.as_str();
        for (sent, expected) in [(json!("openbaar"), "openbaar"), (json!(""), of_type)] {
            let zaak = make_zaak(&app, json!({ "vertrouwelijkheidaanduiding": sent })).await;
            let level = async || app.get(ALLES, &zaak).await.json()["vertrouwelijkheidaanduiding"].clone();
            assert_eq!(level().await, expected);
            app.call(ALLES, "PUT", &zaak, &zaak_body(&app.bezwaar)).await;
            assert_eq!(level().await, of_type);
            // A change to nothing would be one to whatever that is.
            for (nothing, code) in [(Value::Null, "null"), (json!(""), "invalid_choice")] {
                let changed = json!({ "vertrouwelijkheidaanduiding": nothing });
                let answer = app.call(ALLES, "PATCH", &zaak, &changed).await;
                assert_eq!(answer.faults(), [format!("vertrouwelijkheidaanduiding {code}")]);
            }
        }
    }
}

#[tokio::test]
async fn zrc_010_a_communicatiekanaal_is_a_url_beside_a_free_name() {
    for app in start().await {
        // That one answers is tested where there are other systems.
        let kanaal = "https://referentielijsten.invalid/api/v1/communicatiekanalen/1";
        let cases = [
            (json!({ "communicatiekanaal": "balie" }), vec!["communicatiekanaal invalid"]),
            (
                json!({ "communicatiekanaal": format!("https://a.nl/{}", "x".repeat(1000)) }),
                vec!["communicatiekanaal max_length"],
            ),
            (json!({ "communicatiekanaal": kanaal }), vec!["communicatiekanaal bad-url"]),
            (json!({ "communicatiekanaal": "", "communicatiekanaalNaam": "Balie" }), vec![]),
        ];
        for (changes, expected) in cases {
            let answer = app.post(ALLES, &api("zaken"), &with(zaak_body(&app.bezwaar), changes)).await;
            assert_eq!(answer.faults(), expected, "{}", answer.json());
        }
    }
}

#[tokio::test]
async fn zrc_016_to_020_what_is_below_a_zaak_is_of_a_type_of_its_zaaktype() {
    static OTHER_KIND: Sql = sql(
        "test.other_kind",
        "DELETE FROM zaaktype_informatieobjecttype WHERE zaaktype IN (SELECT uuid FROM zaaktype WHERE identificatie = 'BEZWAAR')",
    );
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let other = &app.parkeren;
        let document = make_document(&app).await;
        let statustype = type_url("statustypen", other.statustypen[0].uuid);
        let roltype = type_url("roltypen", other.roltypen[0].uuid);
        let resultaattype = type_url("resultaattypen", other.resultaattypen[0].uuid);
        let eigenschap = type_url("eigenschappen", other.eigenschappen[0].uuid);
        let mismatch = "nonFieldErrors zaaktype-mismatch";
        let cases = [
            (api("statussen"), with(status_body(&app, &zaak, 0), json!({ "statustype": statustype })), mismatch),
            (api("rollen"), with(rol_body(&app, &zaak, "adviseur"), json!({ "roltype": roltype })), mismatch),
            (api("resultaten"), json!({ "zaak": zaak, "resultaattype": resultaattype }), mismatch),
            (
                format!("{zaak}/zaakeigenschappen"),
                json!({ "zaak": zaak, "eigenschap": eigenschap, "waarde": "x" }),
                mismatch,
            ),
            (
                api("zaakinformatieobjecten"),
                json!({ "zaak": zaak, "informatieobject": document }),
                "nonFieldErrors missing-zaaktype-informatieobjecttype-relation",
            ),
        ];
        change_rows(&app, &OTHER_KIND).await;
        for (list, body, expected) in cases {
            let answer = app.post(ALLES, &list, &body).await;
            assert_eq!(answer.faults(), [expected], "{list} {}", answer.json());
        }
    }
}

#[tokio::test]
async fn zrc_023_a_zaak_with_besluiten_is_not_destroyed() {
    static BESLUIT: Sql = sql(
        "test.besluit",
        "INSERT INTO besluit (uuid, identificatie, verantwoordelijke_organisatie, besluittype, zaak, datum, toelichting,
            bestuursorgaan, ingangsdatum, vervalreden)
         SELECT uuid, 'B-1', '002564440', (SELECT uuid FROM besluittype LIMIT 1), uuid, '2026-11-25', '', '', '2026-11-25', ''
         FROM zaak",
    );
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        change_rows(&app, &BESLUIT).await;
        let refused = app.call(ALLES, "DELETE", &zaak, &json!({})).await;
        assert_eq!(refused.faults(), ["nonFieldErrors related-besluiten"]);
        assert_eq!(app.get(ALLES, &zaak).await.status_code, 200);
        let list = app.get(ALLES, &format!("{zaak}/besluiten")).await.json();
        let besluit = list[0]["besluit"].as_str().unwrap();
        // The relation is the besluit's: here it is only confirmed.
        let confirm = async |url: &str| app.post(ALLES, &format!("{zaak}/besluiten"), &json!({ "besluit": url })).await;
        assert_eq!(confirm(besluit).await.status_code, 201);
        let other = besluit.replace(besluit.rsplit('/').next().unwrap(), NOBODY);
        assert_eq!(confirm(&other).await.faults(), ["nonFieldErrors inconsistent-relation"]);
        let removed = app.call(ALLES, "DELETE", list[0]["url"].as_str().unwrap(), &json!({})).await;
        assert_eq!(removed.faults(), ["nonFieldErrors inconsistent-relation"]);
    }
}

#[tokio::test]
async fn zrc_027_and_028_what_a_zaak_names_is_shown_with_it_as_deep_as_is_asked() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let status = app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, 0)).await.json();
        let rol = app.post(ALLES, &api("rollen"), &rol_body(&app, &zaak, "initiator")).await.json();
        let found = app.get(ALLES, &format!("{zaak}?expand=rollen,zaaktype,status.statustype,resultaat")).await.json();
        let expanded = &found["_expand"];
        assert_eq!(expanded["rollen"][0]["url"], rol["url"]);
        assert_eq!(expanded["rollen"][0]["betrokkeneIdentificatie"], rol["betrokkeneIdentificatie"]);
        assert_eq!(expanded["zaaktype"]["identificatie"], "BEZWAAR");
        assert_eq!(expanded["status"]["url"], status["url"]);
        assert_eq!(expanded["status"]["_expand"]["statustype"]["volgnummer"], 1);
        let listed = app.get(ALLES, &api("zaken?expand=status.statustype")).await.json();
        assert_eq!(listed["results"][0]["_expand"]["status"]["_expand"]["statustype"]["volgnummer"], 1);
        for path in ["kleur", "status.kleur", "zaaktype.status"] {
            let refused = app.get(ALLES, &format!("{zaak}?expand={path}")).await;
            assert_eq!(refused.faults(), ["expand invalid_choice"], "{path}");
        }
    }
}

#[tokio::test]
async fn zrc_029_a_search_shows_the_fields_that_are_asked_and_does_not_expand_besides() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({ "omschrijving": "a" })).await;
        app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, 0)).await;
        let search = async |more: Value| {
            app.post(ALLES, &api("zaken/_zoek"), &with(json!({ "startdatum__gt": "2026-01-01" }), more)).await
        };
        let both = search(json!({ "fields": ["url"], "expand": "status" })).await;
        assert_eq!(both.faults(), ["fields invalid"]);
        assert_eq!(search(json!({ "fields": "url" })).await.faults(), ["fields not_a_list"]);
        let nested = search(json!({ "fields": ["omschrijving", { "status": ["statustoelichting"] }] })).await.json();
        let expected = json!({ "omschrijving": "a", "_expand": { "status": { "statustoelichting": "" } } });
        assert_eq!(nested["results"][0], expected);
        let all = search(json!({ "fields": ["*"] })).await.json();
        assert_eq!(all["results"][0], app.get(ALLES, &zaak).await.json());
    }
}
