//! `/zaken`.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, with};

use crate::fixtures::{api, make_zaak, rol_body, start, status_body, type_url, zaak_body};

/// A new zaak: the fields of the standard, in its order.
const ZAAK: &str = r#"{
    "url": "$url",
    "uuid": "$uuid",
    "identificatie": "$identificatie",
    "bronorganisatie": "002564440",
    "omschrijving": "Proef",
    "toelichting": "",
    "zaaktype": "$zaaktype",
    "registratiedatum": "2026-11-25",
    "verantwoordelijkeOrganisatie": "002564440",
    "startdatum": "2026-11-20",
    "einddatum": null,
    "einddatumGepland": null,
    "uiterlijkeEinddatumAfdoening": null,
    "publicatiedatum": null,
    "laatstGemuteerd": "2026-11-25T10:00:00Z",
    "laatstGeopend": null,
    "communicatiekanaal": "",
    "communicatiekanaalNaam": "",
    "productenOfDiensten": [],
    "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
    "betalingsindicatie": "",
    "betalingsindicatieWeergave": "",
    "laatsteBetaaldatum": null,
    "zaakgeometrie": null,
    "verlenging": { "reden": "", "duur": null },
    "opschorting": { "indicatie": false, "eerdereOpschorting": false, "reden": "" },
    "selectielijstklasse": "",
    "hoofdzaak": null,
    "deelzaken": [],
    "relevanteAndereZaken": [],
    "gerelateerdeZaken": [],
    "eigenschappen": [],
    "rollen": [],
    "status": null,
    "zaakinformatieobjecten": [],
    "zaakobjecten": [],
    "kenmerken": [],
    "archiefnominatie": null,
    "archiefstatus": "nog_te_archiveren",
    "archiefactiedatum": null,
    "resultaat": null,
    "opdrachtgevendeOrganisatie": "",
    "processobjectaard": "",
    "startdatumBewaartermijn": null,
    "processobject": { "datumkenmerk": "", "identificatie": "", "objecttype": "", "registratie": "" }
}"#;

#[tokio::test]
async fn a_zaak_is_answered_with_all_fields_of_the_standard() {
    for app in start().await {
        let answer = app.post(ALLES, &api("zaken"), &zaak_body(&app.bezwaar)).await;
        assert_eq!(answer.status_code, 201, "{}", answer.json());
        let url = answer.url();
        assert_eq!(answer.header("location"), url);
        assert_eq!(answer.header("content-crs"), "EPSG:4326");
        assert_eq!(answer.header("api-version"), "1.7.0");
        let uuid = url.rsplit('/').next().unwrap();
        let expected = ZAAK
            .replace("$url", &url)
            .replace("$uuid", uuid)
            .replace("$identificatie", answer.json()["identificatie"].as_str().unwrap())
            .replace("$zaaktype", &type_url("zaaktypen", app.bezwaar.uuid));
        let expected: Value = serde_json::from_str(&expected).unwrap();
        assert_eq!(
            serde_json::to_string_pretty(&answer.json()).unwrap(),
            serde_json::to_string_pretty(&expected).unwrap()
        );
        assert!(answer.json()["identificatie"].as_str().unwrap().starts_with("ZAAK-2026-00000000"));
        assert_eq!(app.get(ALLES, &url).await.json(), expected);
    }
}

#[tokio::test]
async fn what_hangs_below_a_zaak_shows_in_it_and_changes_its_etag() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let before = app.get(ALLES, &zaak).await;
        let etag = before.header("etag").to_owned();
        let token = format!("Bearer {}", app.token(ALLES));
        let headers =
            [("authorization", token.as_str()), ("accept-crs", "EPSG:4326"), ("if-none-match", etag.as_str())];
        let same = app.send_with("GET", &zaak, &headers, "").await;
        assert_eq!((same.status_code.as_u16(), same.body.len(), same.header("etag")), (304, 0, etag.as_str()));
        let head = app.send_with("HEAD", &zaak, &headers[..2], "").await;
        assert_eq!((head.status_code.as_u16(), head.body.len(), head.header("etag")), (200, 0, etag.as_str()));

        let status = app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, 0)).await.url();
        let rol = app.post(ALLES, &api("rollen"), &rol_body(&app, &zaak, "initiator")).await.url();
        let eigenschap = json!({
            "zaak": zaak,
            "eigenschap": type_url("eigenschappen", app.bezwaar.eigenschap("kenmerk").unwrap().uuid),
            "waarde": "B-12",
        });
        let eigenschap = app.post(ALLES, &format!("{zaak}/zaakeigenschappen"), &eigenschap).await.url();
        let after = app.get(ALLES, &zaak).await;
        assert_ne!(after.header("etag"), etag);
        let json = after.json();
        assert_eq!(json["status"], status);
        assert_eq!(json["rollen"], json!([rol]));
        assert_eq!(json["eigenschappen"], json!([eigenschap]));
        assert_eq!(app.get(ALLES, &eigenschap).await.json()["waarde"], "B-12");
        assert_eq!(app.send_with("GET", &zaak, &headers, "").await.status_code, 200);
    }
}

#[tokio::test]
async fn all_faults_of_a_zaak_are_told_at_once() {
    for app in start().await {
        let cases: [(Value, &[&str]); 13] = [
            (
                json!({ "bronorganisatie": "123456789", "startdatum": "gisteren", "omschrijving": "x".repeat(81),
                        "archiefnominatie": "weg", "zaaktype": "https://a.example.nl/x" }),
                &[
                    "bronorganisatie invalid",
                    "omschrijving max_length",
                    "zaaktype unknown-service",
                    "startdatum invalid",
                    "archiefnominatie invalid_choice",
                ],
            ),
            (json!({ "zaaktype": null }), &["zaaktype null"]),
            (json!({ "zaaktype": "geen url" }), &["zaaktype bad-url"]),
            (json!({ "zaaktype": type_url("zaaktypen", uuid::Uuid::nil()) }), &["zaaktype bad-url"]),
            (json!({ "zaaktype": "https://elders.nl/catalogi/api/v1/zaaktypen/1" }), &["zaaktype unknown-service"]),
            (
                json!({ "omschrijving": "a\u{0}b", "toelichting": 3 }),
                &["omschrijving null_characters_not_allowed", "toelichting invalid"],
            ),
            (json!({ "registratiedatum": "2027-01-01" }), &["registratiedatum date-in-future"]),
            (
                json!({ "archiefstatus": "gearchiveerd" }),
                &["archiefnominatie archiefnominatie-not-set", "archiefactiedatum archiefactiedatum-not-set"],
            ),
            (
                json!({ "hoofdzaak": api("zaken/00000000-0000-7000-8000-000000000000") }),
                &["hoofdzaak object-does-not-exist"],
            ),
            (
                json!({ "hoofdzaak": api("rollen/00000000-0000-7000-8000-000000000000") }),
                &["hoofdzaak incorrect_match"],
            ),
            (
                json!({ "startdatum": "20260101", "einddatumGepland": "0000-01-01", "toelichting": null, "kenmerken": null }),
                &["toelichting null", "startdatum invalid", "einddatumGepland invalid", "kenmerken null"],
            ),
            (
                json!({ "verlenging": { "duur": "P1D" }, "opschorting": { "indicatie": true, "reden": null } }),
                &["verlenging.reden required", "opschorting.reden null"],
            ),
            (
                json!({ "kenmerken": [], "verlenging": null, "opschorting": { "indicatie": false, "reden": "" },
                     "onbekend": 1, "url": "x", "uuid": "y" }),
                &[],
            ),
        ];
        for (changes, expected) in cases {
            let answer = app.post(ALLES, &api("zaken"), &with(zaak_body(&app.bezwaar), changes)).await;
            assert_eq!(answer.faults(), expected, "{}", answer.json());
        }
        let answer = app.post(ALLES, &api("zaken"), &json!({})).await;
        let required = [
            "bronorganisatie required",
            "zaaktype required",
            "verantwoordelijkeOrganisatie required",
            "startdatum required",
        ];
        assert_eq!(answer.faults(), required);
        let broken = app.post(ALLES, &api("zaken"), &json!([1])).await;
        assert_eq!(broken.outcome(), (400, "invalid".into()));
    }
}

#[tokio::test]
async fn zrc_002_an_identificatie_is_unique_within_its_organisation() {
    for app in start().await {
        let own = json!({ "identificatie": "Z-1" });
        make_zaak(&app, own.clone()).await;
        let again = app.post(ALLES, &api("zaken"), &with(zaak_body(&app.bezwaar), own.clone())).await;
        assert_eq!(again.faults(), ["identificatie identificatie-niet-uniek"]);
        let other = with(own, json!({ "bronorganisatie": "999993653" }));
        make_zaak(&app, other).await;
    }
}

#[tokio::test]
async fn geometry_has_one_system_of_coordinates() {
    for app in start().await {
        let token = format!("Bearer {}", app.token(ALLES));
        let body = zaak_body(&app.bezwaar).to_string();
        let (accept, content) = (("accept-crs", "EPSG:4326"), ("content-crs", "EPSG:4326"));
        type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], (u16, &'a str));
        let cases: [Case<'_>; 6] = [
            ("GET", &[], (412, "precondition_failed")),
            ("GET", &[("accept-crs", "EPSG:28992")], (406, "not_acceptable")),
            ("GET", &[accept], (200, "")),
            ("POST", &[accept], (412, "precondition_failed")),
            ("POST", &[accept, ("content-crs", "EPSG:28992")], (406, "not_acceptable")),
            ("POST", &[accept, content], (201, "")),
        ];
        for (method, headers, (status_code, code)) in cases {
            let mut all = vec![("authorization", token.as_str()), ("content-type", "application/json")];
            all.extend_from_slice(headers);
            let answer = app.send_with(method, &api("zaken"), &all, &body).await;
            assert_eq!(answer.outcome(), (status_code, code.to_owned()), "{method} {headers:?}");
        }
        let text = [("authorization", token.as_str()), ("content-type", "text/plain"), accept, content];
        let answer = app.send_with("POST", &api("zaken"), &text, &body).await;
        assert_eq!(answer.outcome(), (415, "unsupported_media_type".into()));
    }
}
