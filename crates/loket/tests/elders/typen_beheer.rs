//! Types of another register: who handles their zaken, who may read what has them, and what happens when that register is away.

use autorisaties::Autorisatie;
use identity::sessions::Who;
use serde_json::{Value, json};
use uuid::Uuid;
use values::actor::Component;

use crate::downloads::fatima;
use crate::support::{Ander, Instance, start, start_pairs, zgw};

const ZAKEN: &str = "/zaken/api/v1/zaken";
const BEPERKT: &str = "beperkt";

fn ingrid() -> Who {
    Who::Medewerker("ingrid.dewit".into())
}

fn id_of(url: &str) -> &str {
    url.rsplit_once('/').unwrap().1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_says_who_handles_zaken_with_a_zaaktype_of_another_register() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let changed = there.call("PATCH", &zaaktype, &json!({ "identificatie": "DAARGINDS" })).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json);
        let zaak = format!("/werk/zaken/{}", id_of(&here.make_zaak(&zaaktype).await));
        assert_eq!(here.page(&fatima(), &zaak).await.0, 404, "nobody handles it yet");
        let (_, _, page) = here.page(&ingrid(), "/beheer/diensten").await;
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("DAARGINDS") && page.contains(&zaaktype) && page.contains("Niemand"), "{page}");

        let form = format!("/beheer/diensten/zaaktypen/{}", autorisaties::extern_id(&zaaktype));
        let own = format!("/beheer/diensten/zaaktypen/{}", id_of(&here.zaaktype().await));
        assert_eq!(here.page(&ingrid(), &form).await.0, 200);
        assert_eq!(here.page(&ingrid(), &own).await.0, 404, "that is one of ours");
        let (_, _, page) = here.page(&ingrid(), &form).await;
        let page = String::from_utf8_lossy(&page).into_owned();
        let merk = page.split("name=\"merk\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let long = "x".repeat(101);
        for (who, path, merk, rollen, status_code) in [
            (fatima(), &form, merk, "behandelaars", 403),
            (ingrid(), &own, merk, "behandelaars", 404),
            (ingrid(), &form, merk, long.as_str(), 200),
            (ingrid(), &form, "", "juristen", 200),
            (ingrid(), &form, merk, "juristen%0A+behandelaars+", 303),
            // Somebody who still has the page of before.
            (ingrid(), &form, merk, "niemand", 200),
        ] {
            let pairs = [("merk", merk), ("behandelrollen", rollen)];
            assert_eq!(here.fill(&who, path, &pairs).await, status_code, "{rollen}");
        }
        assert_eq!(here.page(&fatima(), &zaak).await.0, 200);
        let (_, _, page) = here.page(&ingrid(), "/beheer/diensten").await;
        assert!(String::from_utf8_lossy(&page).contains("juristen, behandelaars"));

        // It stays when the type is read again.
        here.age_types(120).await;
        here.make_zaak(&zaaktype).await;
        assert_eq!(here.page(&fatima(), &zaak).await.0, 200);
    }
}

/// What an application gets with these rights: the HTTP status, and how many of a list.
async fn reach(here: &Instance, rights: Value, url: &str, list: &str) -> (u16, usize) {
    let applicatie = here.list("/autorisaties/api/v1/applicaties/consumer", &[("clientId", BEPERKT)]).await.url();
    let given = here.call("PATCH", &applicatie, &json!({ "autorisaties": [rights] })).await;
    assert_eq!(given.status_code, 200, "{}", given.json);
    let read = here.call_as(BEPERKT, "GET", url, &Value::Null).await.status_code;
    (read, here.call_as(BEPERKT, "GET", list, &Value::Null).await.count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_and_besluiten_are_reached_by_the_url_of_their_type() {
    for (here, there) in start_pairs().await {
        let nothing = Autorisatie {
            component: Component::Ztc,
            scopes: vec!["catalogi.lezen".into()],
            r#type: None,
            max_vertrouwelijkheidaanduiding: None,
        };
        here.add_applicatie(BEPERKT, &[nothing]).await;
        let [soort, other] = ["Besluit", "Bijlage"];
        let soort = there.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", soort).await;
        let other = there.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", other).await;
        let document = json!({
            "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": "Brief", "auteur": "Anne", "taal": "nld",
            "informatieobjecttype": soort, "vertrouwelijkheidaanduiding": "intern",
        });
        let list = "/documenten/api/v1/enkelvoudiginformatieobjecten";
        let document = here.make(list, document).await;
        for (r#type, level, expected) in
            [(&other, "geheim", (403, 0)), (&soort, "openbaar", (403, 0)), (&soort, "intern", (200, 1))]
        {
            let rights = json!({
                "component": "drc", "scopes": ["documenten.lezen"], "informatieobjecttype": r#type,
                "maxVertrouwelijkheidaanduiding": level,
            });
            assert_eq!(reach(&here, rights, &document, list).await, expected, "{level}");
        }
        let besluittype = there.first("/catalogi/api/v1/besluittypen", "omschrijving", "Beslissing op bezwaar").await;
        let besluit = json!({
            "verantwoordelijkeOrganisatie": "002564440", "besluittype": besluittype, "datum": "2026-01-02",
            "ingangsdatum": "2026-01-03",
        });
        let list = "/besluiten/api/v1/besluiten";
        let besluit = here.make(list, besluit).await;
        for (r#type, expected) in [(&format!("{besluittype}0"), (403, 0)), (&besluittype, (200, 1))] {
            let rights = json!({ "component": "brc", "scopes": ["besluiten.lezen"], "besluittype": r#type });
            assert_eq!(reach(&here, rights, &besluit, list).await, expected, "{type}");
        }
        // Our own catalogus has nothing for who asks by what is elsewhere.
        let zaaktype = there.zaaktype().await;
        here.make_zaak(&zaaktype).await;
        for list in ["statustypen", "roltypen", "zaaktype-informatieobjecttypen"] {
            assert_eq!(here.list(&format!("/catalogi/api/v1/{list}"), &[("zaaktype", &zaaktype)]).await.count(), 0);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn objects_of_another_register_go_with_types_of_it() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let zaak = here.make_zaak(&zaaktype).await;
        let own = there.get(&zaaktype).await.json["informatieobjecttypen"].clone();
        let all = there.get("/catalogi/api/v1/informatieobjecttypen").await.json["results"].clone();
        let urls = all.as_array().unwrap().iter().map(|one| one["url"].clone());
        let (allowed, strange): (Vec<_>, Vec<_>) = urls.partition(|url| own.as_array().unwrap().contains(url));
        for (soort, faults) in [
            (&allowed[0], vec![]),
            (&strange[0], vec!["nonFieldErrors missing-zaaktype-informatieobjecttype-relation"]),
        ] {
            let document = json!({
                "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": "Brief", "auteur": "Anne",
                "taal": "nld", "informatieobjecttype": soort,
            });
            let document = there.make("/documenten/api/v1/enkelvoudiginformatieobjecten", document).await;
            let body = json!({ "zaak": zaak, "informatieobject": document });
            let made = here.post("/zaken/api/v1/zaakinformatieobjecten", &body).await;
            assert_eq!(made.faults(), faults, "{soort} {}", made.json);
        }
        // A besluit here with a besluittype there, in a zaak there.
        let besluittype = there.first("/catalogi/api/v1/besluittypen", "omschrijving", "Beslissing op bezwaar").await;
        let other = there.make_zaak(&zaaktype).await;
        let besluit = json!({
            "verantwoordelijkeOrganisatie": "002564440", "besluittype": besluittype, "zaak": other, "datum": "2026-01-02",
            "ingangsdatum": "2026-01-03",
        });
        let made = here.post("/besluiten/api/v1/besluiten", &besluit).await;
        assert_eq!((made.status_code, &made.json["besluittype"]), (201, &json!(besluittype)), "{}", made.json);
        assert_eq!(there.get(&format!("{other}/besluiten")).await.count(), 1);
    }
}

/// A register that has one zaaktype with a statustype, and nothing else.
fn tell_zaaktype(ander: &Ander, changes: &Value) -> (String, String) {
    let root = format!("{}/ztc", ander.base);
    let at = |path: &str| format!("{root}/{path}");
    let (zaaktype, statustype) = (at("zaaktypen/1"), at("statustypen/1"));
    let catalogus = json!({ "url": at("catalogussen/1"), "domein": "ELDER", "rsin": "002564440", "naam": "Elders" });
    ander.tell("GET /ztc/catalogussen/1", 200, &[], catalogus);
    let mut shown = json!({
        "url": zaaktype, "catalogus": at("catalogussen/1"), "identificatie": "STUB", "omschrijving": "Stub",
        "omschrijvingGeneriek": "", "vertrouwelijkheidaanduiding": "openbaar", "doel": "x", "aanleiding": "x",
        "toelichting": "", "indicatieInternOfExtern": "extern", "handelingInitiator": "x", "onderwerp": "x",
        "handelingBehandelaar": "x", "doorlooptijd": "P30D", "opschortingEnAanhoudingMogelijk": false,
        "verlengingMogelijk": false, "publicatieIndicatie": false, "productenOfDiensten": [], "verantwoordelijke": "x",
        "referentieproces": { "naam": "x", "link": "" }, "beginGeldigheid": "2020-01-01", "versiedatum": "2020-01-01",
        "besluittypen": [], "deelzaaktypen": [], "gerelateerdeZaaktypen": [], "concept": false,
    });
    shown.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let etag = format!("\"{}\"", changes.to_string().len());
    ander.tell("GET /ztc/zaaktypen/1", 200, &[("etag", &etag)], shown);
    let none = json!({ "count": 0, "next": null, "previous": null, "results": [] });
    for list in ["resultaattypen", "roltypen", "eigenschappen", "zaaktype-informatieobjecttypen"] {
        ander.tell(&format!("GET /ztc/{list}"), 200, &[], &none);
    }
    let first = json!({ "url": statustype, "zaaktype": zaaktype, "omschrijving": "Begonnen", "volgnummer": 1 });
    let strange =
        json!({ "url": at("statustypen/9"), "zaaktype": at("zaaktypen/9"), "omschrijving": "x", "volgnummer": 1 });
    let last = json!({ "url": at("statustypen/2"), "zaaktype": zaaktype, "omschrijving": "Klaar", "volgnummer": 2 });
    let next = at("statustypen/tweede");
    let page = json!({ "count": 2, "next": next, "previous": null, "results": [strange, last] });
    ander.tell("GET /ztc/statustypen", 200, &[], page);
    ander.tell("GET /ztc/statustypen/tweede", 200, &[], json!({ "next": null, "results": [first] }));
    (zaaktype, statustype)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_will_do_for_a_week_when_the_other_register_is_away() {
    for app in start().await {
        let ander = Ander::start().await;
        app.add_dienst(&format!("{}/ztc/", ander.base), zgw(), true).await;
        let (zaaktype, statustype) = tell_zaaktype(&ander, &json!({}));
        let zaak = app.make_zaak(&zaaktype).await;
        let calls = ander.calls();
        assert_eq!(calls.iter().filter(|call| call.starts_with("GET /ztc/zaaktypen/1")).count(), 1, "{calls:?}");
        let asked = zaaktype.replace(':', "%3A").replace('/', "%2F");
        assert!(calls.contains(&format!("GET /ztc/statustypen?zaaktype={asked}&status=alles")), "{calls:?}");
        app.make_zaak(&zaaktype).await;
        assert!(ander.calls().is_empty(), "it is fresh");

        app.age_types(10).await;
        ander.tell("GET /ztc/zaaktypen/1", 304, &[], "");
        let status = json!({ "zaak": zaak, "statustype": statustype, "datumStatusGezet": "2026-01-02T10:00:00Z" });
        app.make("/zaken/api/v1/statussen", status).await;
        assert_eq!(ander.calls(), ["GET /ztc/zaaktypen/1"], "one question, and all is still so");

        ander.tell("GET /ztc/zaaktypen/1", 503, &[], "");
        app.age_types(6 * 24 * 60).await;
        for calls in [1, 0] {
            app.make_zaak(&zaaktype).await;
            assert_eq!(ander.calls().len(), calls, "once in half a minute it is asked");
        }
        app.age_types(2 * 24 * 60).await;
        let body = json!({
            "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
            "startdatum": "2026-01-02",
        });
        assert_eq!(app.post(ZAKEN, &body).await.faults(), ["zaaktype bad-url"]);
        ander.tell("GET /ztc/zaaktypen/1", 404, &[], "");
        assert_eq!(app.post(ZAKEN, &body).await.faults(), ["zaaktype bad-url"]);
        // What cannot be kept leaves nothing behind, and what there was stays.
        tell_zaaktype(&ander, &json!({ "doorlooptijd": "morgen" }));
        assert_eq!(app.post(ZAKEN, &body).await.faults(), ["zaaktype invalid-resource"]);
        tell_zaaktype(&ander, &json!({ "besluittypen": ["https://elders.nl/besluittypen/1"] }));
        assert_eq!(app.post(ZAKEN, &body).await.faults(), ["zaaktype invalid-resource"]);
        assert_eq!(app.get(&zaak).await.json["zaaktype"], json!(zaaktype));
        tell_zaaktype(&ander, &json!({ "concept": true }));
        assert_eq!(app.post(ZAKEN, &body).await.faults(), ["zaaktype not-published"]);
        tell_zaaktype(&ander, &json!({}));
        let made = app.post(ZAKEN, &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json);
        let id = values::Id::new(autorisaties::extern_id(&zaaktype));
        let copy = catalogi::find_zaaktype(&mut app.db.reader(), id).await.unwrap().unwrap();
        assert_eq!((copy.statustypen.len(), copy.concept), (2, false));
        assert_ne!(copy.catalogus.uuid(), Uuid::nil());
    }
}
