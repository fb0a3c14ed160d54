//! What may not be read shows nowhere: not beside what may be read, not by a filter, not in a count, not below something else.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, Answer, BASE, TestApp, autorisatie, with};
use values::Vertrouwelijkheidaanduiding::Openbaar;
use values::actor::Component;

use crate::start;
use crate::things::{decide, document_body, zaak_body};

const READER: &str = "laag";
/// Stands in every text of what is hidden.
const MARK: &str = "GEHEIM";
const HIDDEN_BSN: &str = "999990019";

/// A zaak and a document that the reader may see, and those that it may not, which hang together.
struct World {
    open_zaak: String,
    hidden_zaak: String,
    hidden_document: String,
    besluit: String,
    besluitinformatieobject: String,
    /// The relation of the open zaak to the hidden document.
    relatie: String,
    /// That the open zaak is about the hidden document.
    object: String,
}

async fn make(app: &TestApp, path: &str, body: Value) -> String {
    app.tick();
    let made = app.post(ALLES, &format!("{BASE}{path}"), &body).await;
    assert_eq!(made.status_code, 201, "{path}: {}", made.json());
    made.url()
}

async fn make_world(app: &TestApp) -> World {
    let typ = |resource: &str, uuid: &dyn std::fmt::Display| format!("{BASE}/catalogi/api/v1/{resource}/{uuid}");
    let bezwaar = &app.bezwaar;
    let hidden = json!({ "identificatie": format!("{MARK}-1"), "omschrijving": MARK });
    let hidden_zaak = make(app, "/zaken/api/v1/zaken", with(zaak_body(bezwaar), hidden)).await;
    let open = json!({
        "vertrouwelijkheidaanduiding": "openbaar",
        "relevanteAndereZaken": [{ "url": hidden_zaak, "aardRelatie": "vervolg" }],
    });
    let open_zaak = make(app, "/zaken/api/v1/zaken", with(zaak_body(bezwaar), open)).await;
    let documenten = "/documenten/api/v1/enkelvoudiginformatieobjecten";
    let hidden = json!({ "titel": MARK, "identificatie": format!("{MARK}-2"), "auteur": MARK });
    let hidden_document = make(app, documenten, with(document_body(bezwaar), hidden)).await;
    let relaties = "/zaken/api/v1/zaakinformatieobjecten";
    make(app, relaties, json!({ "zaak": hidden_zaak, "informatieobject": hidden_document, "titel": MARK })).await;
    let relatie = make(app, relaties, json!({ "zaak": open_zaak, "informatieobject": hidden_document })).await;
    let object = json!({ "zaak": open_zaak, "objectType": "enkelvoudig_document", "object": hidden_document });
    let object = make(app, "/zaken/api/v1/zaakobjecten", object).await;
    let ander = app.ander().await;
    let below = [
        (
            "statussen",
            json!({ "statustype": typ("statustypen", &bezwaar.statustypen[0].uuid), "datumStatusGezet": app.clock.now().to_string(), "statustoelichting": MARK }),
        ),
        (
            "rollen",
            json!({
                "betrokkeneType": "natuurlijk_persoon",
                "roltype": typ("roltypen", &bezwaar.roltype_generiek("initiator").unwrap().uuid),
                "roltoelichting": MARK,
                "betrokkeneIdentificatie": { "inpBsn": HIDDEN_BSN },
            }),
        ),
        (
            "resultaten",
            json!({ "resultaattype": typ("resultaattypen", &bezwaar.resultaattypen[0].uuid), "toelichting": MARK }),
        ),
        (
            "zaakobjecten",
            json!({ "objectType": "pand", "relatieomschrijving": MARK, "objectIdentificatie": { "identificatie": "0518100000000002" } }),
        ),
        ("klantcontacten", json!({ "datumtijd": "2026-11-20T10:00:00Z", "kanaal": MARK })),
        ("zaakcontactmomenten", json!({ "contactmoment": format!("{ander}contactmomenten/{MARK}") })),
        ("zaakverzoeken", json!({ "verzoek": format!("{ander}verzoeken/{MARK}") })),
        (
            "substatussen",
            json!({ "omschrijving": MARK, "doelgroep": "betrokkenen", "tijdstip": app.clock.now().to_string() }),
        ),
    ];
    for (resource, body) in below {
        make(app, &format!("/zaken/api/v1/{resource}"), with(json!({ "zaak": hidden_zaak }), body)).await;
    }
    let notitie = json!({ "gerelateerdAan": hidden_zaak, "onderwerp": MARK, "tekst": MARK, "notitieType": "intern", "status": "concept" });
    make(app, "/zaken/api/v1/zaaknotities", notitie).await;
    let rechten = json!({ "informatieobject": hidden_document, "startdatum": "2026-11-20T10:00:00Z", "omschrijvingVoorwaarden": MARK });
    make(app, "/documenten/api/v1/gebruiksrechten", rechten).await;
    let (besluit, besluitinformatieobject) = decide(app, &hidden_zaak, &hidden_document).await;

    let mut rights =
        vec![autorisatie(Component::Zrc, &["zaken.lezen", "audittrails.lezen"], bezwaar.uuid.uuid(), Openbaar)];
    rights.extend(bezwaar.informatieobjecttypen.iter().map(|one| {
        let soort = one.informatieobjecttype.uuid.uuid();
        autorisatie(Component::Drc, &["documenten.lezen", "audittrails.lezen"], soort, Openbaar)
    }));
    let besluittype = bezwaar.besluittypen[0].uuid.uuid();
    rights.push(autorisatie(Component::Brc, &["besluiten.lezen"], besluittype, Openbaar));
    app.add(READER, false, &rights).await;
    World { open_zaak, hidden_zaak, hidden_document, besluit, besluitinformatieobject, relatie, object }
}

fn id_of(url: &str) -> &str {
    url.rsplit('/').next().unwrap()
}

fn assert_silent(what: &str, answer: &Answer) {
    let text = String::from_utf8_lossy(&answer.body);
    assert!(!text.contains(MARK) && !text.contains(HIDDEN_BSN), "{what}: {text}");
}

#[tokio::test]
async fn what_is_expanded_is_judged_by_itself() {
    for app in start().await {
        let world = make_world(&app).await;
        // With all rights each shows what is named, so that silence means something.
        let cases = [
            (&world.open_zaak, "relevanteAndereZaken"),
            (&world.open_zaak, "zaakinformatieobjecten.informatieobject"),
            (&world.relatie, "informatieobject"),
            (&world.relatie, "zaak.relevanteAndereZaken"),
            (&world.object, "object"),
            (&world.open_zaak, "zaakobjecten.object"),
            (&world.besluit, "zaak"),
            (&world.besluit, "zaak.rollen"),
            (&world.besluitinformatieobject, "informatieobject"),
            (&world.besluitinformatieobject, "besluit.zaak.status"),
        ];
        for (url, expand) in cases {
            let url = format!("{url}?expand={expand}");
            let all = app.get(ALLES, &url).await;
            assert_eq!(all.status_code, 200, "{url}: {}", all.json());
            assert!(String::from_utf8_lossy(&all.body).contains(MARK), "{url}: {}", all.json());
            let answer = app.get(READER, &url).await;
            assert_eq!(answer.status_code, 200, "{url}: {}", answer.json());
            assert_silent(&url, &answer);
        }
        for (list, expand) in [
            ("/zaken/api/v1/zaken", "relevanteAndereZaken,rollen"),
            ("/zaken/api/v1/zaakinformatieobjecten", "informatieobject,zaak"),
            ("/besluiten/api/v1/besluiten", "zaak.status"),
        ] {
            let url = format!("{BASE}{list}?expand={expand}");
            assert_silent(&url, &app.get(READER, &url).await);
        }
        let search = json!({ "uuid__in": [id_of(&world.open_zaak)], "expand": "relevanteAndereZaken.rollen" });
        let found = app.post(READER, &format!("{BASE}/zaken/api/v1/zaken/_zoek"), &search).await;
        assert_eq!(found.json()["count"], 1, "{}", found.json());
        assert_silent("_zoek", &found);
    }
}

#[tokio::test]
async fn a_filter_by_what_is_hidden_is_one_by_what_is_not_there() {
    for app in start().await {
        let world = make_world(&app).await;
        let nothing = |url: &str| url.replace(id_of(url), "00000000-0000-7000-8000-000000000000");
        let mut cases: Vec<(String, String, String)> = Vec::new();
        let mut case = |list: &str, filter: &str, hidden: &str, absent: &str| {
            let url = |value: &str| format!("{BASE}{list}?{filter}={value}");
            cases.push((url(hidden), url(absent), list.to_owned()));
        };
        let zaak = (&world.hidden_zaak, nothing(&world.hidden_zaak));
        for list in [
            "statussen",
            "rollen",
            "resultaten",
            "zaakobjecten",
            "klantcontacten",
            "zaakinformatieobjecten",
            "zaakcontactmomenten",
            "zaakverzoeken",
            "substatussen",
        ] {
            case(&format!("/zaken/api/v1/{list}"), "zaak", zaak.0, &zaak.1);
        }
        case("/documenten/api/v1/objectinformatieobjecten", "object", zaak.0, &zaak.1);
        let document = (&world.hidden_document, nothing(&world.hidden_document));
        for list in ["gebruiksrechten", "verzendingen", "objectinformatieobjecten"] {
            case(&format!("/documenten/api/v1/{list}"), "informatieobject", document.0, &document.1);
        }
        let person = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn";
        case("/zaken/api/v1/zaken", person, HIDDEN_BSN, "999993653");
        case("/zaken/api/v1/zaken", "identificatie", "GEHEIM-1", "GEHEIM-9");
        case("/zaken/api/v1/zaken", "rol__omschrijvingGeneriek", "initiator", "zaakcoordinator");
        case("/zaken/api/v1/zaken", "maximaleVertrouwelijkheidaanduiding", "vertrouwelijk", "openbaar");
        case("/zaken/api/v1/rollen", "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn", HIDDEN_BSN, "999993653");
        case("/zaken/api/v1/zaakobjecten", "objectType", "pand", "adres");
        case("/documenten/api/v1/enkelvoudiginformatieobjecten", "identificatie", "GEHEIM-2", "GEHEIM-9");
        case("/documenten/api/v1/enkelvoudiginformatieobjecten", "objectinformatieobjecten_object", zaak.0, &zaak.1);
        for (hidden, absent, list) in &cases {
            let all = app.get(ALLES, hidden).await;
            let shown = all.json();
            let is_there = shown["count"].as_u64().or_else(|| shown.as_array().map(|all| all.len() as u64));
            let is_empty_anyway = list.ends_with("/verzendingen");
            assert!(is_there.is_some_and(|count| count > 0) || is_empty_anyway, "{hidden}: {shown}");
            let (answer, other) = (app.get(READER, hidden).await, app.get(READER, absent).await);
            assert_eq!(answer.status_code, 200, "{hidden}: {}", answer.json());
            assert_eq!(answer.json(), other.json(), "{hidden}");
            assert_silent(hidden, &answer);
        }
        for (path, body) in [
            ("/zaken/api/v1/zaken/_zoek", json!({ "uuid__in": [id_of(zaak.0)] })),
            ("/zaken/api/v1/zaken/_zoek", json!({ person: HIDDEN_BSN })),
            ("/documenten/api/v1/enkelvoudiginformatieobjecten/_zoek", json!({ "uuid__in": [id_of(document.0)] })),
        ] {
            let url = format!("{BASE}{path}");
            assert_eq!(app.post(ALLES, &url, &body).await.json()["count"], 1, "{path} {body}");
            let found = app.post(READER, &url, &body).await;
            assert_eq!((found.status_code.as_u16(), &found.json()["count"]), (200, &json!(0)), "{path} {body}");
        }
        // What hangs on the open zaak shows, but not what hangs on the hidden one.
        let relaties = app
            .get(READER, &format!("{BASE}/zaken/api/v1/zaakinformatieobjecten?informatieobject={}", document.0))
            .await;
        assert_eq!(relaties.json().as_array().map(Vec::len), Some(1), "{}", relaties.json());
        assert_silent("zaakinformatieobjecten", &relaties);
        let mirrored = app
            .get(READER, &format!("{BASE}/documenten/api/v1/objectinformatieobjecten?object={}", world.open_zaak))
            .await;
        assert_eq!(mirrored.json(), json!([]), "the document of this relation is hidden");
    }
}

#[tokio::test]
async fn counts_and_pages_hold_only_what_may_be_read() {
    for app in start().await {
        let world = make_world(&app).await;
        for _ in 0..3 {
            make(&app, "/zaken/api/v1/zaken", with(zaak_body(&app.bezwaar), json!({ "omschrijving": MARK }))).await;
        }
        let zaken = format!("{BASE}/zaken/api/v1/zaken");
        let list = app.get(READER, &format!("{zaken}?pageSize=1")).await.json();
        assert_eq!(
            (&list["count"], &list["next"], &list["results"][0]["url"]),
            (&json!(1), &Value::Null, &json!(world.open_zaak))
        );
        assert_eq!(app.get(READER, &format!("{zaken}?pageSize=1&page=2")).await.outcome(), (404, "not_found".into()));
        assert_eq!(app.get(ALLES, &zaken).await.json()["count"], 5);
        let documents = format!("{BASE}/documenten/api/v1/enkelvoudiginformatieobjecten");
        assert_eq!(app.get(READER, &documents).await.json()["count"], 0);
        assert_eq!(app.get(ALLES, &documents).await.json()["count"], 1);
    }
}

#[tokio::test]
async fn what_lies_below_one_zaak_is_not_found_below_another() {
    for app in start().await {
        let world = make_world(&app).await;
        let kenmerk =
            format!("{BASE}/catalogi/api/v1/eigenschappen/{}", app.bezwaar.eigenschap("kenmerk").unwrap().uuid);
        let eigenschap = json!({ "zaak": world.hidden_zaak, "eigenschap": kenmerk, "waarde": MARK });
        let eigenschap =
            make(&app, &format!("{}/zaakeigenschappen", world.hidden_zaak.trim_start_matches(BASE)), eigenschap).await;
        let besluiten = app.get(ALLES, &format!("{}/besluiten", world.hidden_zaak)).await.json();
        let trail = app.get(ALLES, &format!("{}/audittrail", world.hidden_zaak)).await.json();
        for below in ["audittrail", "zaakeigenschappen", "besluiten"] {
            let refused = app.get(READER, &format!("{}/{below}", world.hidden_zaak)).await;
            assert_eq!(refused.outcome(), (403, "permission_denied".into()), "{below}");
        }
        for (below, id) in [
            ("audittrail", trail[0]["uuid"].as_str().unwrap()),
            ("zaakeigenschappen", id_of(&eigenschap)),
            ("besluiten", id_of(besluiten[0]["url"].as_str().unwrap())),
        ] {
            for (zaak, expected) in
                [(&world.hidden_zaak, (403, "permission_denied")), (&world.open_zaak, (404, "not_found"))]
            {
                let answer = app.get(READER, &format!("{zaak}/{below}/{id}")).await;
                assert_eq!(answer.outcome(), (expected.0, expected.1.to_owned()), "{below}");
            }
        }
        // The trail of what may be read tells of that only.
        let own = app.get(READER, &format!("{}/audittrail", world.open_zaak)).await;
        assert_eq!(own.status_code, 200, "{}", own.json());
        assert_silent("audittrail", &own);
    }
}
