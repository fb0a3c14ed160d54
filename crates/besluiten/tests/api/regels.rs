//! One test for each rule of the standard, by its id and title.

use serde_json::{Value, json};
use store::{Sql, sql};
use test_kit::apis::{ALLES, Answer, BASE, SYSTEEM, TestApp, autorisatie, with};
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::Component;

use crate::fixtures::{
    api, besluit_body, events_of, make_besluit, make_document, make_zaak, mirror, soorten, start, type_url,
};

async fn refused(app: &TestApp, changes: Value) -> Vec<String> {
    app.post(ALLES, &api("besluiten"), &with(besluit_body(app), changes)).await.faults()
}

async fn patch(app: &TestApp, besluit: &str, changes: Value) -> Answer {
    app.tick();
    app.call(ALLES, "PATCH", besluit, &changes).await
}

async fn link(app: &TestApp, besluit: &str, document: &str) -> Answer {
    app.tick();
    let body = json!({ "besluit": besluit, "informatieobject": document });
    app.post(ALLES, &api("besluitinformatieobjecten"), &body).await
}

fn zaakbesluiten(zaak: &str) -> String {
    format!("{zaak}/besluiten")
}

#[tokio::test]
async fn brc_001_valideren_besluittype() {
    for app in start().await {
        let concept = json!({
            "catalogus": type_url("catalogussen", app.bezwaar.catalogus), "omschrijving": "Proef", "publicatieIndicatie": false,
            "zaaktypen": [], "informatieobjecttypen": [], "beginGeldigheid": "2026-01-01",
        });
        let concept = app.post(ALLES, &format!("{BASE}/catalogi/api/v1/besluittypen"), &concept).await.url();
        for (besluittype, code) in [
            (json!(null), "null"),
            (json!(""), "blank"),
            (json!("besluit"), "bad-url"),
            (json!(type_url("besluittypen", Uuid::nil())), "bad-url"),
            (json!(type_url("zaaktypen", app.bezwaar.uuid)), "invalid-resource"),
            (json!("https://elders.nl/catalogi/api/v1/besluittypen/1"), "unknown-service"),
            (json!(concept), "not-published"),
        ] {
            let found = refused(&app, json!({ "besluittype": besluittype })).await;
            assert_eq!(found, [format!("besluittype {code}")], "{besluittype}");
        }
        let besluit = make_besluit(&app, json!({})).await;
        let other = json!({ "besluittype": type_url("besluittypen", app.parkeren.besluittypen[0].uuid) });
        for method in ["PUT", "PATCH"] {
            let answer = app.call(ALLES, method, &besluit, &with(besluit_body(&app), other.clone())).await;
            assert_eq!(answer.faults(), ["besluittype wijzigen-niet-toegelaten"], "{method}");
        }
    }
}

#[tokio::test]
async fn brc_002_uniciteit_verantwoordelijke_organisatie_en_identificatie() {
    for app in start().await {
        let made = app.get(ALLES, &make_besluit(&app, json!({})).await).await.json();
        assert_eq!(made["identificatie"], "BESLUIT-2026-0000000001");
        let own = json!({ "identificatie": "B-1" });
        let besluit = make_besluit(&app, own.clone()).await;
        assert_eq!(refused(&app, own.clone()).await, ["identificatie identificatie-niet-uniek"]);
        make_besluit(&app, json!({ "identificatie": "B-1", "verantwoordelijkeOrganisatie": "517439943" })).await;
        // A number of our form that somebody else chose is passed over.
        make_besluit(&app, json!({ "identificatie": "BESLUIT-2026-0000000002" })).await;
        let next = app.get(ALLES, &make_besluit(&app, json!({ "identificatie": "" })).await).await.json();
        assert_eq!(next["identificatie"], "BESLUIT-2026-0000000003");

        for (name, value) in [("identificatie", "B-2"), ("verantwoordelijkeOrganisatie", "517439943")] {
            let answer = patch(&app, &besluit, json!({ name: value })).await;
            assert_eq!(answer.faults(), [format!("{name} wijzigen-niet-toegelaten")]);
        }
        let replaced = app.call(ALLES, "PUT", &besluit, &besluit_body(&app)).await;
        assert_eq!((replaced.status_code.as_u16(), &replaced.json()["identificatie"]), (200, &json!("B-1")));
    }
}

#[tokio::test]
async fn brc_003_valideren_informatieobject() {
    for app in start().await {
        let besluit = make_besluit(&app, json!({})).await;
        let document = make_document(&app, soorten(&app).0).await;
        let list = api("besluitinformatieobjecten");
        let eio = format!("{BASE}/documenten/api/v1/enkelvoudiginformatieobjecten");
        let body = json!({ "besluit": besluit, "informatieobject": document });
        for (changes, fault) in [
            (json!({ "informatieobject": format!("{eio}/{}", Uuid::nil()) }), "informatieobject bad-url"),
            (json!({ "informatieobject": besluit }), "informatieobject invalid-resource"),
            (json!({ "informatieobject": null }), "informatieobject null"),
            (json!({ "besluit": api(&format!("besluiten/{}", Uuid::nil())) }), "besluit object-does-not-exist"),
            (json!({ "besluit": document }), "besluit incorrect_match"),
            (json!({ "besluit": "" }), "besluit blank"),
        ] {
            assert_eq!(app.post(ALLES, &list, &with(body.clone(), changes)).await.faults(), [fault]);
        }
        let all = app.post(ALLES, &list, &json!({})).await.faults();
        assert_eq!(all, ["besluit required", "informatieobject required"]);
        let relatie = link(&app, &besluit, &document).await.url();
        for method in ["PUT", "PATCH"] {
            let answer = app.call(ALLES, method, &relatie, &body).await;
            assert_eq!(answer.outcome(), (405, "method_not_allowed".into()));
        }
    }
}

/// The newest release shows nothing of the relation but its two sides; what a client of an older one sends is ignored.
#[tokio::test]
async fn brc_004_valideren_relatieinformatie() {
    for app in start().await {
        let besluit = make_besluit(&app, json!({})).await;
        let document = make_document(&app, soorten(&app).0).await;
        let sent = json!({
            "besluit": besluit, "informatieobject": document, "registratiedatum": "2020-01-01T00:00:00Z", "aardRelatie": "kent",
        });
        let made = app.post(ALLES, &api("besluitinformatieobjecten"), &sent).await;
        let expected = json!({ "url": made.url(), "informatieobject": document, "besluit": besluit });
        assert_eq!((made.status_code.as_u16(), made.json()), (201, expected));
        assert_eq!(made.header("location"), made.url());
    }
}

#[tokio::test]
async fn brc_005_synchroniseren_relaties_met_informatieobjecten() {
    for app in start().await {
        let besluit = make_besluit(&app, json!({})).await;
        let document = make_document(&app, soorten(&app).0).await;
        let relatie = link(&app, &besluit, &document).await.url();
        let mirrored = app.get(ALLES, &mirror(&besluit)).await.json();
        let [one] = mirrored.as_array().unwrap().as_slice() else { panic!("{mirrored}") };
        assert_eq!(
            (&one["informatieobject"], &one["object"], &one["objectType"]),
            (&json!(document), &json!(besluit), &json!("besluit"))
        );
        assert_eq!(link(&app, &besluit, &document).await.faults(), ["nonFieldErrors unique"]);
        let kept = app.call(ALLES, "DELETE", &document, &Value::Null).await;
        assert_eq!(kept.faults(), ["nonFieldErrors pending-relations"]);

        app.tick();
        assert_eq!(app.call(ALLES, "DELETE", &relatie, &Value::Null).await.status_code, 204);
        assert_eq!(app.get(ALLES, &relatie).await.outcome(), (404, "not_found".into()));
        assert_eq!(app.get(ALLES, &mirror(&besluit)).await.json(), json!([]));
        assert_eq!(app.call(ALLES, "DELETE", &document, &Value::Null).await.status_code, 204);
        let told = [
            "besluiten besluit create",
            "besluiten besluitinformatieobject create",
            "besluiten besluitinformatieobject destroy",
        ];
        assert_eq!(events_of(&app, &besluit).await, told);
    }
}

#[tokio::test]
async fn brc_006_valideren_en_synchroniseren_zaken() {
    for app in start().await {
        let zaak = make_zaak(&app, app.bezwaar.uuid).await;
        let other = make_zaak(&app, app.bezwaar.uuid).await;
        let unknown = format!("{BASE}/zaken/api/v1/zaken/{}", Uuid::nil());
        assert_eq!(refused(&app, json!({ "zaak": unknown })).await, ["zaak bad-url"]);
        assert_eq!(refused(&app, json!({ "zaak": "zaak" })).await, ["zaak bad-url"]);
        assert_eq!(refused(&app, json!({ "zaak": api("besluiten/1") })).await, ["zaak invalid-resource"]);

        let besluit = make_besluit(&app, json!({ "zaak": zaak })).await;
        let named = app.get(ALLES, &zaakbesluiten(&zaak)).await.json();
        assert_eq!((named.as_array().unwrap().len(), &named[0]["besluit"]), (1, &json!(besluit)));
        assert_eq!(patch(&app, &besluit, json!({ "zaak": other })).await.faults(), ["zaak wijzigen-niet-toegelaten"]);
        // A zaak is not destroyed before its decisions.
        let kept = app.call(ALLES, "DELETE", &zaak, &Value::Null).await;
        assert_eq!(kept.faults(), ["nonFieldErrors related-besluiten"]);

        for (named, before, after) in [("", 0, 0), (other.as_str(), 0, 1), (other.as_str(), 0, 1)] {
            let changed = patch(&app, &besluit, json!({ "zaak": named })).await;
            assert_eq!((changed.status_code.as_u16(), &changed.json()["zaak"]), (200, &json!(named)));
            for (zaak, count) in [(&zaak, before), (&other, after)] {
                let found = app.get(ALLES, &zaakbesluiten(zaak)).await.json();
                assert_eq!(found.as_array().map(Vec::len), Some(count), "{named:?}");
            }
        }
        let told = async |zaak: &str| {
            let events = events_of(&app, zaak).await;
            events.into_iter().filter(|one| one.contains("zaakbesluit")).collect::<Vec<_>>()
        };
        assert_eq!(told(&zaak).await, ["zaken zaakbesluit create", "zaken zaakbesluit destroy"]);
        assert_eq!(told(&other).await, ["zaken zaakbesluit create"]);
    }
}

#[tokio::test]
async fn brc_007_besluittype_bij_zaaktype() {
    for app in start().await {
        let zaak = make_zaak(&app, app.parkeren.uuid).await;
        assert_eq!(refused(&app, json!({ "zaak": zaak })).await, ["nonFieldErrors zaaktype-mismatch"]);
        let besluit = make_besluit(&app, json!({})).await;
        let changed = patch(&app, &besluit, json!({ "zaak": zaak })).await;
        assert_eq!(changed.faults(), ["nonFieldErrors zaaktype-mismatch"]);

        // Types name one another by omschrijving: the next version of the kind belongs to the zaaktype too.
        let zaak = make_zaak(&app, app.bezwaar.uuid).await;
        let next = app.next_version(&type_url("besluittypen", app.bezwaar.besluittypen[0].uuid)).await;
        make_besluit(&app, json!({ "zaak": zaak, "besluittype": next })).await;
    }
}

#[tokio::test]
async fn brc_008_informatieobjecttype_bij_besluittype() {
    for app in start().await {
        let (own, other) = soorten(&app);
        let besluit = make_besluit(&app, json!({})).await;
        let strange = make_document(&app, other).await;
        let missing = ["nonFieldErrors missing-besluittype-informatieobjecttype-relation"];
        assert_eq!(link(&app, &besluit, &strange).await.faults(), missing);

        let next = app.next_version(&type_url("informatieobjecttypen", own)).await;
        let document = make_document(&app, next.rsplit('/').next().unwrap()).await;
        assert_eq!(link(&app, &besluit, &document).await.status_code, 201);
    }
}

#[tokio::test]
async fn brc_009_vernietigen_besluiten() {
    for app in start().await {
        let zaak = make_zaak(&app, app.bezwaar.uuid).await;
        let besluit = make_besluit(&app, json!({ "zaak": zaak, "toelichting": "Heel bijzonder" })).await;
        let document = make_document(&app, soorten(&app).0).await;
        let relatie = link(&app, &besluit, &document).await.url();
        app.tick();
        assert_eq!(app.call(ALLES, "DELETE", &besluit, &Value::Null).await.status_code, 204);
        for gone in [besluit.clone(), relatie, format!("{besluit}/audittrail")] {
            assert_eq!(app.get(ALLES, &gone).await.outcome(), (404, "not_found".into()), "{gone}");
        }
        for empty in [mirror(&besluit), zaakbesluiten(&zaak)] {
            assert_eq!(app.get(ALLES, &empty).await.json(), json!([]), "{empty}");
        }
        let uuid: Uuid = besluit.rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(store::audit_trail(&mut app.db.reader(), uuid, 10).await.unwrap().len(), 0);
        let zaak_uuid: Uuid = zaak.rsplit('/').next().unwrap().parse().unwrap();
        let history = store::audit_trail(&mut app.db.reader(), zaak_uuid, 20).await.unwrap();
        assert!(!format!("{history:?}").contains("Heel bijzonder"), "{history:?}");
        assert!(events_of(&app, &besluit).await.is_empty(), "nothing is kept of what is destroyed");
        // The document stays, and so does the zaak until it is destroyed itself.
        assert_eq!(app.get(ALLES, &document).await.status_code, 200);
        assert_eq!(app.call(ALLES, "DELETE", &zaak, &Value::Null).await.status_code, 204);
        assert_eq!(app.call(ALLES, "DELETE", &besluit, &Value::Null).await.outcome(), (404, "not_found".into()));
    }
}

static END_ZAAK: Sql =
    sql("test.end_zaak", "UPDATE zaak SET einddatum = '2026-11-24', archiefstatus = $2 WHERE uuid = $1");

#[tokio::test]
async fn brc_006_an_application_takes_decisions_in_zaken_that_it_may_read_and_in_those_that_ended_by_force() {
    for app in start().await {
        let (zaaktype, besluittype) = (app.bezwaar.uuid.uuid(), app.bezwaar.besluittypen[0].uuid.uuid());
        let brc = autorisatie(
            Component::Brc,
            &["besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken"],
            besluittype,
            ZeerGeheim,
        );
        let zrc = |scopes: &[&str]| autorisatie(Component::Zrc, scopes, zaaktype, ZeerGeheim);
        app.add("geen", false, std::slice::from_ref(&brc)).await;
        app.add("lezer", false, &[brc.clone(), zrc(&["zaken.lezen", "zaken.bijwerken"])]).await;
        app.add("kracht", false, &[brc, zrc(&["zaken.lezen", "zaken.geforceerd-bijwerken"])]).await;
        let (open, ended, archived) =
            (make_zaak(&app, zaaktype).await, make_zaak(&app, zaaktype).await, make_zaak(&app, zaaktype).await);
        let loose = make_besluit(&app, json!({})).await;
        for (zaak, archiefstatus) in [(&ended, "nog_te_archiveren"), (&archived, "gearchiveerd")] {
            let id: Uuid = zaak.rsplit('/').next().unwrap().parse().unwrap();
            let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
            tx.execute(&END_ZAAK, &[id.into(), archiefstatus.into()]).await.unwrap();
            tx.commit().await.unwrap();
        }
        let unknown = (400, vec!["zaak bad-url"]);
        let cases = [
            ("geen", &open, unknown.clone()),
            ("geen", &ended, unknown.clone()),
            ("lezer", &open, (201, vec![])),
            ("lezer", &ended, (403, vec![])),
            ("kracht", &ended, (201, vec![])),
            ("kracht", &archived, (400, vec!["zaak zaak-archived"])),
        ];
        for (client, zaak, (status_code, faults)) in cases {
            app.tick();
            let made = app.post(client, &api("besluiten"), &with(besluit_body(&app), json!({ "zaak": zaak }))).await;
            assert_eq!(
                (made.status_code.as_u16(), made.faults()),
                (status_code, faults.iter().map(|one| (*one).to_owned()).collect()),
                "{client} {}",
                made.json()
            );
        }
        // The same for a decision that gets its zaak later.
        for (client, zaak, status_code) in [("geen", &open, 400), ("lezer", &ended, 403), ("lezer", &open, 200)] {
            let changed = app.call(client, "PATCH", &loose, &json!({ "zaak": zaak })).await;
            assert_eq!(changed.status_code, status_code, "{client} {}", changed.json());
        }
    }
}

#[tokio::test]
async fn brc_003_an_application_hands_on_no_document_that_it_may_not_read() {
    for app in start().await {
        let (zaaktype, besluittype) = (app.bezwaar.uuid.uuid(), app.bezwaar.besluittypen[0].uuid.uuid());
        let brc = autorisatie(Component::Brc, &["besluiten.lezen", "besluiten.aanmaken"], besluittype, ZeerGeheim);
        app.add("zonder", false, &[brc]).await;
        let (zaak, other) = (make_zaak(&app, zaaktype).await, make_zaak(&app, zaaktype).await);
        let own = make_besluit(&app, json!({ "zaak": zaak })).await;
        let loose = make_besluit(&app, json!({ "zaak": other })).await;
        let document = make_document(&app, soorten(&app).0).await;
        let relatie = json!({ "zaak": zaak, "informatieobject": document });
        let relatie = app.post(ALLES, &format!("{BASE}/zaken/api/v1/zaakinformatieobjecten"), &relatie).await;
        assert_eq!(relatie.status_code, 201, "{}", relatie.json());
        let put = async |besluit: &str| {
            let body = json!({ "besluit": besluit, "informatieobject": document });
            app.post("zonder", &api("besluitinformatieobjecten"), &body).await
        };
        assert_eq!(put(&loose).await.faults(), ["informatieobject bad-url"]);
        // It is in the zaak that this decision was taken in.
        assert_eq!(put(&own).await.status_code, 201);
    }
}
