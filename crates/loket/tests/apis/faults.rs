//! Several faults in one body are told in one answer: first what its fields are, and with that the rules that the other fields break.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, Answer, BASE, TestApp, with};

use crate::start;
use crate::things::{Things, document_body, zaak_body};

const ZAKEN: &str = "https://a.example.nl/zaken/api/v1/zaken";
const EIO: &str = "https://a.example.nl/documenten/api/v1/enkelvoudiginformatieobjecten";
const ZTC: &str = "https://a.example.nl/catalogi/api/v1";

/// Sends a body and holds what is told of it against what should be, in whatever order.
async fn check(app: &TestApp, url: &str, body: Value, expected: &[&str]) {
    let answer = app.post(ALLES, url, &body).await;
    assert_faults(&answer, url, expected);
}

fn assert_faults(answer: &Answer, what: &str, expected: &[&str]) {
    let mut found = answer.faults();
    found.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(
        (answer.status_code.as_u16(), found),
        (400, expected.iter().map(ToString::to_string).collect()),
        "{what}"
    );
}

#[tokio::test]
async fn what_is_wrong_with_fields_does_not_hide_the_rules_that_others_break() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        let zaak = things.address("/zaken/api/v1/zaken/{uuid}");
        let wrong = json!({
            "bronorganisatie": "1",
            "omschrijving": "x".repeat(81),
            "registratiedatum": null,
            "vertrouwelijkheidaanduiding": "onbekend",
            "kenmerken": [{ "kenmerk": "a" }],
            "verlenging": { "reden": "x", "duur": "lang" },
        });
        let shape = [
            "omschrijving max_length",
            "registratiedatum null",
            "vertrouwelijkheidaanduiding invalid_choice",
            "kenmerken.0.bron required",
            "verlenging.duur invalid",
        ];
        let body = with(zaak_body(&app.bezwaar), wrong.clone());
        check(&app, ZAKEN, body, &[&["bronorganisatie invalid"], &shape[..]].concat()).await;
        // With an organisation the rules can be asked as well, but not those of a field that is wrong itself.
        let rules = json!({
            "bronorganisatie": "002564440",
            "identificatie": "Z\n1",
            "productenOfDiensten": ["https://example.nl/product"],
            "betalingsindicatie": "nvt",
            "laatsteBetaaldatum": "2026-11-20T10:00:00Z",
            "relevanteAndereZaken": [{ "url": zaak, "aardRelatie": "overig" }],
            "archiefstatus": "gearchiveerd",
        });
        let body = with(with(zaak_body(&app.bezwaar), wrong), rules);
        let told = [
            "identificatie invalid",
            "productenOfDiensten invalid-products-services",
            "laatsteBetaaldatum betaling-nvt",
            "relevanteAndereZaken.0.overigeRelatie required",
            "archiefnominatie archiefnominatie-not-set",
            "archiefactiedatum archiefactiedatum-not-set",
        ];
        check(&app, ZAKEN, body.clone(), &[&told[..], &shape[..]].concat()).await;
        // A change of a zaak tells as much.
        let changed = app.call(ALLES, "PUT", &zaak, &body).await;
        let found = changed.faults();
        for fault in shape.iter().chain(&["identificatie wijzigen-niet-toegelaten", told[1], told[2]]) {
            assert!(found.iter().any(|one| one == fault), "{fault}: {found:?}");
        }

        let document = with(
            document_body(&app.bezwaar),
            json!({
                "titel": "", "taal": "zzz", "status": "in_bewerking", "ontvangstdatum": "2026-11-01", "inhoud": "geen base64!",
                "indicatieGebruiksrecht": true, "identificatie": "D\t1", "creatiedatum": "gisteren",
            }),
        );
        let mut expected = vec!["titel blank", "creatiedatum invalid", "inhoud invalid-base64"];
        check(&app, EIO, document.clone(), &expected).await;
        let document = with(document, json!({ "creatiedatum": "2026-11-20" }));
        expected.remove(1);
        expected.extend([
            "taal invalid",
            "status invalid_for_received",
            "indicatieGebruiksrecht missing-gebruiksrechten",
            "identificatie invalid",
        ]);
        check(&app, EIO, document, &expected).await;

        let besluit = with(
            things.body("POST", "/besluiten/api/v1/besluiten"),
            json!({
                "zaak": format!("{ZAKEN}/{}", uuid::Uuid::nil()), "datum": "2099-01-01", "identificatie": "B\r\n1",
                "vervalreden": "onbekend", "bestuursorgaan": "x".repeat(51),
            }),
        );
        let told = [
            "zaak bad-url",
            "datum future_not_allowed",
            "identificatie invalid",
            "vervalreden invalid_choice",
            "bestuursorgaan max_length",
        ];
        check(&app, &format!("{BASE}/besluiten/api/v1/besluiten"), besluit, &told).await;
    }
}

#[tokio::test]
async fn a_type_tells_its_fields_and_its_rules_at_once() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        let zaaktype = app.get(ALLES, &things.address("/catalogi/api/v1/zaaktypen/{uuid}")).await.json();
        let wrong = json!({
            "identificatie": "a\nb", "doel": null, "doorlooptijd": "P0D", "verlengingMogelijk": true,
            "verlengingstermijn": null, "eindeGeldigheid": "2001-01-01", "beginGeldigheid": "2002-01-01",
            "besluittypen": ["bestaat niet"],
        });
        let told = [
            "identificatie invalid",
            "doel null",
            "doorlooptijd empty-duration",
            "verlengingstermijn verlenging-mismatch",
            "eindeGeldigheid date-mismatch",
            "besluittypen does_not_exist",
        ];
        check(&app, &format!("{ZTC}/zaaktypen"), with(zaaktype.clone(), wrong.clone()), &told).await;
        // So it does in a catalogus that is not there, as far as that is no matter.
        let nowhere = json!({ "catalogus": format!("{ZTC}/catalogussen/{}", uuid::Uuid::nil()), "identificatie": "a" });
        let body = with(with(zaaktype, wrong), nowhere);
        let told = [
            "catalogus does_not_exist",
            "doel null",
            "doorlooptijd empty-duration",
            "verlengingstermijn verlenging-mismatch",
            "eindeGeldigheid date-mismatch",
        ];
        check(&app, &format!("{ZTC}/zaaktypen"), body, &told).await;

        let resultaattype = json!({
            "zaaktype": "geen url", "omschrijving": "x".repeat(31), "resultaattypeomschrijving": "geen url",
            "selectielijstklasse": "https://example.nl/iets/1", "archiefnominatie": "misschien",
            "brondatumArchiefprocedure": { "afleidingswijze": "onbekend", "datumkenmerk": "x".repeat(81), "procestermijn": "lang" },
        });
        let told = [
            "zaaktype bad-url",
            "omschrijving max_length",
            "resultaattypeomschrijving bad-url",
            "selectielijstklasse invalid-resource",
            "archiefnominatie invalid_choice",
            "brondatumArchiefprocedure.afleidingswijze invalid_choice",
            "brondatumArchiefprocedure.datumkenmerk max_length",
            "brondatumArchiefprocedure.procestermijn invalid",
        ];
        check(&app, &format!("{ZTC}/resultaattypen"), resultaattype, &told).await;
    }
}

#[tokio::test]
async fn a_search_asks_for_what_there_is() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        let zaak = app.get(ALLES, &things.address("/zaken/api/v1/zaken/{uuid}")).await.json();
        let search = async |body: Value| app.post(ALLES, &format!("{ZAKEN}/_zoek"), &body).await;
        let all: Vec<&String> = zaak.as_object().unwrap().keys().collect();
        let found = search(json!({ "fields": all, "uuid__in": [zaak["uuid"]] })).await.json();
        assert_eq!(found["results"][0], zaak);
        // The standard's own example: below the zaak some names do not exist.
        let example = json!([
            "url", "uuid", "identificatie", "bronorganisatie",
            {
                "zaaktype": ["identificatie", "omschrijving", { "catalogus": ["domein"] }],
                "status": ["volgnummer", "datumstatusgezet"], "resultaat": ["*"],
                "zaakinformatieobjecten": [{ "informatieobject": ["inhoud", "bestandsnaam", "bestandsomvang"] }],
                "processobject": ["identificatie"],
            },
        ]);
        assert_eq!(search(json!({ "fields": example })).await.status_code, 200);
        for (body, expected) in [
            (json!({ "fields": ["kleur"] }), "fields invalid_choice"),
            (json!({ "fields": [{ "kleur": ["*"] }] }), "fields invalid_choice"),
            (json!({ "fields": [{ "zaaktype": "*" }] }), "fields invalid"),
            (json!({ "fields": null }), "fields null"),
            (json!({ "fields": "url" }), "fields not_a_list"),
            (json!({ "kleur": "rood" }), "nonFieldErrors unknown-parameters"),
            (json!({ "identificatie": ["a"] }), "identificatie invalid"),
            (json!({ "identificatie": { "is": "a" } }), "identificatie invalid"),
            (json!({ "startdatum": "gisteren" }), "startdatum invalid"),
            (json!({ "einddatum__isnull": "soms" }), "einddatum__isnull invalid"),
            (json!({ "zaaktype__in": [{ "url": "x" }] }), "zaaktype__in invalid"),
            (json!({ "zaakgeometrie": null }), "zaakgeometrie null"),
            (json!({ "zaakgeometrie": "hier" }), "zaakgeometrie invalid"),
        ] {
            assert_eq!(search(body.clone()).await.faults(), [expected], "{body}");
        }
        let found = app.post(ALLES, &format!("{EIO}/_zoek"), &json!({ "titel": ["a"], "kleur": 1 })).await;
        assert_faults(&found, "documents", &["titel invalid", "nonFieldErrors unknown-parameters"]);
    }
}

#[tokio::test]
async fn what_cannot_be_kept_or_found_is_refused_by_its_name() {
    for app in start().await {
        let broken = "[".repeat(20_000);
        let token = format!("Bearer {}", app.token(ALLES));
        let headers = [
            ("authorization", token.as_str()),
            ("accept-crs", "EPSG:4326"),
            ("content-crs", "EPSG:4326"),
            ("content-type", "application/json"),
        ];
        for url in [ZAKEN, EIO, &format!("{ZTC}/zaaktypen"), &format!("{ZAKEN}/_zoek")] {
            let answer = app.send_with("POST", url, &headers, &broken).await;
            assert_eq!(answer.outcome(), (400, "parse_error".to_owned()), "{url}");
        }

        let ring = |count: u32| -> Value {
            let point = |at: u32| {
                json!([4.0 + f64::from(at % (count - 1)) / 1e6, 52.0 + f64::from(at % (count - 1) % 2) / 1e3])
            };
            json!({ "type": "Polygon", "coordinates": [(0..count).map(point).collect::<Vec<_>>()] })
        };
        let with_place = |count: u32| with(zaak_body(&app.bezwaar), json!({ "zaakgeometrie": ring(count) }));
        let made = app.post(ALLES, ZAKEN, &with_place(10_000)).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        assert_eq!(made.json()["zaakgeometrie"]["coordinates"][0].as_array().map(Vec::len), Some(10_000));
        check(&app, ZAKEN, with_place(10_001), &["zaakgeometrie max_length"]).await;
        let area = json!({ "zaakgeometrie": { "within": ring(10_001) } });
        check(&app, &format!("{ZAKEN}/_zoek"), area, &["zaakgeometrie.within max_length"]).await;

        // What is at our own name, and is no resource, is not asked for.
        let zaak = made.url();
        let object = |url: String| json!({ "zaak": zaak, "object": url, "objectType": "pand" });
        for path in ["/persoon/1", "/zaken/api/v1", "/zaken/api/v1/iets/1", "/", "/zaken/api/v2/zaken/1"] {
            let body = object(format!("{BASE}{path}"));
            check(&app, &format!("{BASE}/zaken/api/v1/zaakobjecten"), body, &["object bad-url"]).await;
        }
        let kanaal = with(zaak_body(&app.bezwaar), json!({ "communicatiekanaal": format!("{BASE}/kanalen/1") }));
        check(&app, ZAKEN, kanaal, &["communicatiekanaal bad-url"]).await;

        // A URL of elsewhere with more than a path leads to no resource: nobody is asked.
        for end in ["?versie=1", "#x"] {
            let url = format!("https://elders.example.nl/documenten/api/v1/enkelvoudiginformatieobjecten/1{end}");
            let body = json!({ "zaak": zaak, "informatieobject": url });
            let list = format!("{BASE}/zaken/api/v1/zaakinformatieobjecten");
            check(&app, &list, body, &["informatieobject bad-url"]).await;
        }
    }
}
