//! Types that are in the Catalogi API of another register, between two real ones.

use autorisaties::Autorisatie;
use identity::sessions::Who;
use serde_json::{Value, json};
use values::Vertrouwelijkheidaanduiding;
use values::actor::Component;

use crate::downloads::{anne, fatima, zaak_of_anne};
use crate::support::{Ander, Instance, start_pairs, zgw};

const ZAKEN: &str = "/zaken/api/v1/zaken";
const BEPERKT: &str = "beperkt";
const LISTS: [&str; 10] = [
    "catalogussen",
    "zaaktypen",
    "statustypen",
    "resultaattypen",
    "roltypen",
    "eigenschappen",
    "zaakobjecttypen",
    "informatieobjecttypen",
    "zaaktype-informatieobjecttypen",
    "besluittypen",
];

/// The parts of a zaaktype in a list, in the order of a field.
async fn parts(register: &Instance, list: &str, zaaktype: &str, order: &str) -> Vec<Value> {
    let found = register.list(&format!("/catalogi/api/v1/{list}"), &[("zaaktype", zaaktype)]).await.json;
    let mut all = found["results"].as_array().unwrap_or_else(|| panic!("{found}")).clone();
    all.sort_by_key(|one| (one[order].as_i64(), one[order].to_string()));
    all
}

fn url(value: &Value) -> String {
    value["url"].as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

fn body_of_zaak(zaaktype: &str) -> Value {
    json!({
        "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
        "startdatum": "2026-01-02",
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_zaak_has_a_zaaktype_of_another_register() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let shown = there.get(&zaaktype).await.json;
        let zaak = here.make_zaak(&zaaktype).await;
        let read = here.get(&zaak).await.json;
        assert_eq!(read["zaaktype"], json!(zaaktype));
        assert_eq!(read["vertrouwelijkheidaanduiding"], shown["vertrouwelijkheidaanduiding"]);
        let listed = here.list(ZAKEN, &[("zaaktype", &zaaktype)]).await;
        assert_eq!((listed.count(), &listed.json["results"][0]["zaaktype"]), (1, &json!(zaaktype)));
        assert_eq!(here.list(ZAKEN, &[("zaaktype", &here.zaaktype().await)]).await.count(), 0);

        let first = url(&parts(&there, "statustypen", &zaaktype, "volgnummer").await[0]);
        let status = json!({ "zaak": zaak, "statustype": first, "datumStatusGezet": "2026-01-02T10:00:00Z" });
        let made = here.post("/zaken/api/v1/statussen", &status).await;
        assert_eq!((made.status_code, &made.json["statustype"]), (201, &json!(first)), "{}", made.json);
        assert_eq!(here.list("/zaken/api/v1/statussen", &[("statustype", &first)]).await.count(), 1);
        let trail = here.get(&format!("{zaak}/audittrail")).await.json;
        assert_eq!(trail[0]["wijzigingen"]["nieuw"]["zaaktype"], json!(zaaktype), "{trail}");

        // A statustype of ours, or of another zaaktype there, is one of another zaaktype.
        let other = there.first("/catalogi/api/v1/zaaktypen", "identificatie", "PARKEERVERGUNNING-BEWONERS").await;
        for (register, zaaktype) in [(&here, &here.zaaktype().await), (&there, &other)] {
            let strange = url(&parts(register, "statustypen", zaaktype, "volgnummer").await[0]);
            let status = json!({ "zaak": zaak, "statustype": strange, "datumStatusGezet": "2026-01-03T10:00:00Z" });
            let refused = here.post("/zaken/api/v1/statussen", &status).await;
            assert_eq!(refused.faults(), ["nonFieldErrors zaaktype-mismatch"]);
        }

        for method in ["PATCH", "PUT"] {
            let mut body = body_of_zaak(&zaaktype);
            body["omschrijving"] = json!(method);
            let changed = here.call(method, &zaak, &body).await;
            assert_eq!((changed.status_code, &changed.json["zaaktype"]), (200, &json!(zaaktype)), "{}", changed.json);
        }
        let moved = json!({ "zaaktype": other });
        assert_eq!(here.call("PATCH", &zaak, &moved).await.faults(), ["zaaktype wijzigen-niet-toegelaten"]);
        let path = "zaaktype.catalogus,zaaktype.statustypen,status.statustype";
        let expanded = here.get(&format!("{zaak}?expand={path}")).await.json;
        let mut embedded = expanded["_expand"]["zaaktype"].clone();
        let below = embedded.as_object_mut().unwrap().remove("_expand").unwrap();
        assert_eq!((&embedded, &below["catalogus"]["url"]), (&shown, &shown["catalogus"]), "{expanded}");
        assert_eq!(below["statustypen"].as_array().unwrap().len(), 4, "{expanded}");
        assert_eq!(expanded["_expand"]["status"]["_expand"]["statustype"]["url"], json!(first), "{expanded}");
        assert_eq!(here.call("DELETE", &zaak, &Value::Null).await.status_code, 204);
    }
}

/// The whole life of a zaak with types of `types`, in `register`; returns the zaak as it ends.
async fn live(register: &Instance, types: &Instance) -> Value {
    let zaaktype = types.zaaktype().await;
    let zaak = register.make_zaak(&zaaktype).await;
    let statustypen = parts(types, "statustypen", &zaaktype, "volgnummer").await;
    let roltypen = parts(types, "roltypen", &zaaktype, "omschrijving").await;
    let rol = json!({
        "zaak": zaak, "betrokkeneType": "natuurlijk_persoon", "roltype": roltypen[0]["url"], "roltoelichting": "zelf",
        "betrokkeneIdentificatie": { "inpBsn": "999900109" },
    });
    let made = register.post("/zaken/api/v1/rollen", &rol).await;
    let expected = (201, &roltypen[0]["url"], &roltypen[0]["omschrijving"]);
    assert_eq!((made.status_code, &made.json["roltype"], &made.json["omschrijving"]), expected, "{}", made.json);

    let kenmerk =
        parts(types, "eigenschappen", &zaaktype, "naam").await.into_iter().find(|one| one["naam"] == "kenmerk");
    let kenmerk = kenmerk.unwrap()["url"].clone();
    let path = format!("{zaak}/zaakeigenschappen");
    let made = register.post(&path, &json!({ "zaak": zaak, "eigenschap": kenmerk, "waarde": "A-1" })).await;
    assert_eq!((made.status_code, &made.json["eigenschap"]), (201, &kenmerk), "{}", made.json);

    let objecttypen = parts(types, "zaakobjecttypen", &zaaktype, "relatieOmschrijving").await;
    let object = json!({
        "zaak": zaak, "objectIdentificatie": { "overigeData": { "a": 1 } }, "objectType": "overige", "objectTypeOverige": "boom",
        "zaakobjecttype": objecttypen[0]["url"],
    });
    let made = register.post("/zaken/api/v1/zaakobjecten", &object).await;
    assert_eq!((made.status_code, &made.json["zaakobjecttype"]), (201, &objecttypen[0]["url"]), "{}", made.json);

    let soort = types.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
    let document = json!({
        "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": "Brief", "auteur": "Anne", "taal": "nld",
        "informatieobjecttype": soort, "status": "definitief", "indicatieGebruiksrecht": false,
    });
    let made = register.post("/documenten/api/v1/enkelvoudiginformatieobjecten", &document).await;
    assert_eq!((made.status_code, &made.json["informatieobjecttype"]), (201, &json!(soort)), "{}", made.json);
    let list = "/documenten/api/v1/enkelvoudiginformatieobjecten";
    assert_eq!(register.list(list, &[("informatieobjecttype", &soort)]).await.count(), 1);
    let document = made.url();
    register.make("/zaken/api/v1/zaakinformatieobjecten", json!({ "zaak": zaak, "informatieobject": document })).await;

    let besluittype = types.first("/catalogi/api/v1/besluittypen", "omschrijving", "Beslissing op bezwaar").await;
    let besluit = json!({
        "verantwoordelijkeOrganisatie": "002564440", "besluittype": besluittype, "zaak": zaak, "datum": "2026-01-02",
        "ingangsdatum": "2026-01-03",
    });
    let made = register.post("/besluiten/api/v1/besluiten", &besluit).await;
    assert_eq!((made.status_code, &made.json["besluittype"]), (201, &json!(besluittype)), "{}", made.json);
    assert_eq!(register.list("/besluiten/api/v1/besluiten", &[("besluittype", &besluittype)]).await.count(), 1);
    let changed =
        register.call("PATCH", &made.url(), &json!({ "toelichting": "om", "besluittype": besluittype })).await;
    assert_eq!(changed.status_code, 200, "{}", changed.json);
    let other = types.first("/catalogi/api/v1/zaaktypen", "identificatie", "PARKEERVERGUNNING-BEWONERS").await;
    let mut strange = besluit.clone();
    strange["besluittype"] = types.get(&other).await.json["besluittypen"][0].clone();
    let refused = register.post("/besluiten/api/v1/besluiten", &strange).await;
    assert_eq!(refused.faults(), ["nonFieldErrors zaaktype-mismatch"], "{strange}");

    let resultaattypen = parts(types, "resultaattypen", &zaaktype, "omschrijving").await;
    let gegrond = resultaattypen.iter().find(|one| one["omschrijving"] == "Gegrond").unwrap()["url"].clone();
    let made = register.post("/zaken/api/v1/resultaten", &json!({ "zaak": zaak, "resultaattype": gegrond })).await;
    assert_eq!((made.status_code, &made.json["resultaattype"]), (201, &gegrond), "{}", made.json);
    let last = &statustypen.last().unwrap()["url"];
    let status = json!({ "zaak": zaak, "statustype": last, "datumStatusGezet": "2026-01-05T10:00:00Z" });
    let made = register.post("/zaken/api/v1/statussen", &status).await;
    assert_eq!(made.status_code, 201, "{}", made.json);
    register.get(&zaak).await.json
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_zaak_lives_by_the_types_of_another_register_as_by_our_own() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let objecttype = json!({
            "zaaktype": zaaktype, "anderObjecttype": true, "objecttype": "https://objecttypen.example.nl/boom",
            "relatieOmschrijving": "Gaat over",
        });
        there.make("/catalogi/api/v1/zaakobjecttypen", objecttype).await;
        let own = live(&there, &there).await;
        let elders = live(&here, &there).await;
        for field in ["einddatum", "archiefnominatie", "archiefactiedatum", "startdatumBewaartermijn"] {
            assert_eq!(elders[field], own[field], "{field}");
        }
        assert_eq!(elders["archiefactiedatum"], json!("2036-01-05"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_composite_body_names_types_of_another_register() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let statustypen = parts(&there, "statustypen", &zaaktype, "volgnummer").await;
        let roltypen = parts(&there, "roltypen", &zaaktype, "omschrijving").await;
        let rol = |roltype: &str| {
            json!({
                "betrokkeneType": "natuurlijk_persoon", "roltype": roltype, "roltoelichting": "zelf",
                "betrokkeneIdentificatie": { "inpBsn": "999900109" },
            })
        };
        let (own, gone) = (url(&roltypen[0]), format!("{}0", url(&roltypen[0])));
        let mut body = json!({
            "zaak": body_of_zaak(&zaaktype), "rollen": [rol(&own), rol(&gone)],
            "status": { "statustype": statustypen[0]["url"], "datumStatusGezet": "2026-01-02T10:00:00Z" },
        });
        let path = "/zaken/api/v1/zaak_registreren";
        assert_eq!(here.post(path, &body).await.faults(), ["rollen.1.roltype bad-url"]);
        body["rollen"] = json!([rol(&own)]);
        let made = here.post(path, &body).await;
        assert_eq!(made.status_code, 201, "{}", made.json);
        assert_eq!(made.json["zaak"]["zaaktype"], json!(zaaktype));
        assert_eq!(made.json["rollen"][0]["roltype"], json!(own));
        let id = made.json["zaak"]["url"].as_str().unwrap().rsplit_once('/').unwrap().1.to_owned();
        let resultaattypen = parts(&there, "resultaattypen", &zaaktype, "omschrijving").await;
        let close = json!({
            "zaak": { "toelichting": "klaar" }, "resultaat": { "resultaattype": resultaattypen[0]["url"] },
            "status": { "statustype": statustypen[3]["url"], "datumStatusGezet": "2026-01-05T10:00:00Z" },
        });
        let closed = here.post(&format!("/zaken/api/v1/zaak_afsluiten/{id}"), &close).await;
        assert_eq!(
            (closed.status_code, &closed.json["zaak"]["einddatum"]),
            (200, &json!("2026-01-05")),
            "{}",
            closed.json
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_and_a_besluit_need_no_zaak_to_have_a_type_of_another_register() {
    for (here, there) in start_pairs().await {
        let soort = there.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Besluit").await;
        let other = there.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
        let body = |soort: &str| {
            json!({
                "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": "Brief", "auteur": "Anne",
                "taal": "nld", "informatieobjecttype": soort,
            })
        };
        let list = "/documenten/api/v1/enkelvoudiginformatieobjecten";
        let gone = here.post(list, &body(&format!("{soort}0"))).await;
        assert_eq!(gone.faults(), ["informatieobjecttype bad-url"]);
        let document = here.make(list, body(&other)).await;
        let lock = here.post(&format!("{document}/lock"), &json!({})).await.json["lock"].clone();
        let mut changed = body(&soort);
        changed["lock"] = lock.clone();
        let changed = here.call("PUT", &document, &changed).await;
        assert_eq!(
            (changed.status_code, &changed.json["informatieobjecttype"]),
            (200, &json!(soort)),
            "{}",
            changed.json
        );
        let changed = here.call("PATCH", &document, &json!({ "titel": "Anders", "lock": lock })).await;
        assert_eq!(
            (changed.status_code, &changed.json["informatieobjecttype"]),
            (200, &json!(soort)),
            "{}",
            changed.json
        );

        let besluittype = there.first("/catalogi/api/v1/besluittypen", "omschrijving", "Beslissing op bezwaar").await;
        let besluit = json!({
            "verantwoordelijkeOrganisatie": "002564440", "besluittype": besluittype, "datum": "2026-01-02",
            "ingangsdatum": "2026-01-03",
        });
        let besluit = here.make("/besluiten/api/v1/besluiten", besluit).await;
        let relatie = json!({ "besluit": besluit, "informatieobject": document });
        here.make("/besluiten/api/v1/besluitinformatieobjecten", relatie).await;
        let strange = here.make(list, body(&other)).await;
        let relatie = json!({ "besluit": besluit, "informatieobject": strange });
        let refused = here.post("/besluiten/api/v1/besluitinformatieobjecten", &relatie).await;
        assert_eq!(refused.faults(), ["nonFieldErrors missing-besluittype-informatieobjecttype-relation"]);
        let expanded = here.get(&format!("{besluit}?expand=besluittype")).await.json;
        assert_eq!(expanded["_expand"]["besluittype"], there.get(&besluittype).await.json);
        // Rule: ztc-014 (leesrechten): as with types of our own, who reads nothing but decisions does not read them.
        let brc = Autorisatie {
            component: Component::Brc,
            scopes: vec!["besluiten.lezen".into()],
            r#type: Some(autorisaties::extern_id(&besluittype)),
            max_vertrouwelijkheidaanduiding: None,
        };
        here.add_applicatie(BEPERKT, &[brc]).await;
        let shown = here.call_as(BEPERKT, "GET", &format!("{besluit}?expand=besluittype"), &Value::Null).await;
        assert_eq!((shown.status_code, &shown.json["_expand"]), (200, &Value::Null), "{}", shown.json);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deelzaak_has_a_zaaktype_that_the_other_register_allows() {
    for (here, there) in start_pairs().await {
        let main = there.zaaktype().await;
        let part = there.first("/catalogi/api/v1/zaaktypen", "identificatie", "PARKEERVERGUNNING-BEWONERS").await;
        let changed = there.call("PATCH", &main, &json!({ "deelzaaktypen": [part] })).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json);
        let hoofdzaak = here.make_zaak(&main).await;
        let mut body = body_of_zaak(&part);
        body["hoofdzaak"] = json!(hoofdzaak);
        let deelzaak = here.make(ZAKEN, body.clone()).await;
        body["zaaktype"] = json!(main);
        assert_eq!(here.post(ZAKEN, &body).await.faults(), ["hoofdzaak invalid-deelzaaktype"]);
        let first = url(&parts(&there, "statustypen", &part, "volgnummer").await[0]);
        let status = json!({ "zaak": deelzaak, "statustype": first, "datumStatusGezet": "2026-01-02T10:00:00Z" });
        here.make("/zaken/api/v1/statussen", status).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_of_a_type_is_no_type_of_this_register() {
    for (here, there) in start_pairs().await {
        let count = async || {
            let mut counts = Vec::new();
            for list in LISTS {
                counts.push(here.get(&format!("/catalogi/api/v1/{list}?status=alles")).await.json["count"].clone());
            }
            counts
        };
        let before = count().await;
        let zaaktype = there.zaaktype().await;
        here.make_zaak(&zaaktype).await;
        assert_eq!(count().await, before);
        let own = here.get("/catalogi/api/v1/zaaktypen").await.json.to_string();
        assert!(!own.contains(&there.base), "{own}");

        let copy = format!("{}/catalogi/api/v1/zaaktypen/{}", here.base, autorisaties::extern_id(&zaaktype));
        for method in ["GET", "DELETE", "PATCH"] {
            assert_eq!(here.call(method, &copy, &json!({ "omschrijving": "x" })).await.status_code, 404, "{method}");
        }
        let part = json!({ "zaaktype": copy, "omschrijving": "x", "omschrijvingGeneriek": "initiator" });
        assert_eq!(here.post("/catalogi/api/v1/roltypen", &part).await.faults(), ["zaaktype does_not_exist"]);
        let today = values::local_date(here.db.clock().now());
        let valid = catalogi::find_valid_zaaktype(&mut here.db.reader(), "BEZWAAR", today).await.unwrap().unwrap();
        assert!(here.zaaktype().await.ends_with(&valid.uuid.to_string()));
        let all = catalogi::list_zaaktypen(&mut here.db.reader(), today).await.unwrap();
        assert_eq!(all.len(), 2);
        let taken_over = catalogi::import_count(&mut here.db.reader(), catalogi::register::Soort::Zaaktype).await;
        assert_eq!(taken_over.unwrap(), 2);
        let named = autorisaties::list_type_names(&mut here.db.reader()).await.unwrap();
        assert!(named.iter().all(|one| !autorisaties::is_extern(one.uuid)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_may_reach_zaken_by_a_zaaktype_of_another_register() {
    for (here, there) in start_pairs().await {
        let (zaaktype, own) = (there.zaaktype().await, here.zaaktype().await);
        let zaak = here.make_zaak(&zaaktype).await;
        let other = here.make_zaak(&own).await;
        let uuid = own.rsplit_once('/').unwrap().1.parse().unwrap();
        let lezen = Autorisatie {
            component: Component::Zrc,
            scopes: vec!["zaken.lezen".into()],
            r#type: Some(uuid),
            max_vertrouwelijkheidaanduiding: Some(Vertrouwelijkheidaanduiding::ZeerGeheim),
        };
        here.add_applicatie(BEPERKT, &[lezen]).await;
        let as_beperkt = async |method: &str, url: &str, body: Value| here.call_as(BEPERKT, method, url, &body).await;
        assert_eq!(as_beperkt("GET", &zaak, Value::Null).await.status_code, 403);
        let expected = as_beperkt("GET", ZAKEN, Value::Null).await;
        assert_eq!((expected.count(), &expected.json["results"][0]["url"]), (1, &json!(other)));

        let applicatie = here.list("/autorisaties/api/v1/applicaties/consumer", &[("clientId", BEPERKT)]).await.url();
        for (level, status_code) in [("openbaar", 403), ("zeer_geheim", 200)] {
            let rights = json!({ "autorisaties": [{
                "component": "zrc", "scopes": ["zaken.lezen", "zaken.aanmaken"], "zaaktype": zaaktype,
                "maxVertrouwelijkheidaanduiding": level,
            }] });
            let given = here.call("PATCH", &applicatie, &rights).await;
            assert_eq!((given.status_code, &given.json["autorisaties"][0]["zaaktype"]), (200, &json!(zaaktype)));
            assert_eq!(as_beperkt("GET", &zaak, Value::Null).await.status_code, status_code, "{level}");
            let count = usize::from(status_code == 200);
            assert_eq!(as_beperkt("GET", ZAKEN, Value::Null).await.count(), count, "{level}");
            let made = as_beperkt("POST", ZAKEN, body_of_zaak(&zaaktype)).await;
            assert_eq!(made.status_code == 201, status_code == 200, "{}", made.json);
            assert_eq!(as_beperkt("POST", ZAKEN, body_of_zaak(&own)).await.status_code, 403);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn subscribers_hear_of_a_zaaktype_of_another_register_by_its_url() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let catalogus = there.get(&zaaktype).await.json["catalogus"].clone();
        for wanted in [&zaaktype, &here.zaaktype().await] {
            here.subscribe("zaken", &[("zaaktype", wanted)]).await;
        }
        here.make_zaak(&zaaktype).await;
        let all = here.notificaties().await;
        assert_eq!(all.len(), 1, "{all:?}");
        let kenmerken = &all[0]["kenmerken"];
        assert_eq!((&kenmerken["zaaktype"], &kenmerken["zaaktype.catalogus"]), (&json!(zaaktype), &catalogus));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_and_residents_see_a_zaak_with_a_zaaktype_of_another_register() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let changed = there
            .call("PATCH", &zaaktype, &json!({ "omschrijving": "Bezwaar daarginds", "onderwerp": "Bezwaar daarginds" }))
            .await;
        assert_eq!(changed.status_code, 200, "{}", changed.json);
        let statustype = url(&parts(&there, "statustypen", &zaaktype, "volgnummer").await[0]);
        let changed = there
            .call(
                "PATCH",
                &statustype,
                &json!({ "omschrijving": "Daarginds begonnen", "statustekst": "Daarginds begonnen" }),
            )
            .await;
        assert_eq!(changed.status_code, 200, "{}", changed.json);
        let zaak = zaak_of_anne(&here, &there).await;
        for (who, path) in [(fatima(), "werk"), (anne(), "mijn")] {
            let path = format!("/{path}/zaken/{}", zaak.rsplit_once('/').unwrap().1);
            let (status_code, _, page) = here.page(&who, &path).await;
            let page = String::from_utf8_lossy(&page);
            assert_eq!(status_code, 200, "{path}");
            assert!(page.contains("Bezwaar daarginds") && page.contains("Daarginds begonnen"), "{page}");
        }
        let (status_code, _, page) = here.page(&Who::Medewerker("ingrid.dewit".into()), "/beheer/catalogi").await;
        let page = String::from_utf8_lossy(&page);
        assert_eq!(status_code, 200, "{page}");
        assert!(page.contains("Catalog") && !page.contains("657874e0"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_is_looked_at_again_some_minutes_later() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let zaak = here.make_zaak(&zaaktype).await;
        let parts = parts(&there, "statustypen", &zaaktype, "volgnummer").await;
        let level = async || {
            let made = here.post(ZAKEN, &body_of_zaak(&zaaktype)).await;
            assert_eq!(made.status_code, 201, "{}", made.json);
            made.json["vertrouwelijkheidaanduiding"].clone()
        };
        let change = async |url: &str, body: Value| {
            let changed = there.call("PATCH", url, &body).await;
            assert_eq!(changed.status_code, 200, "{}", changed.json);
        };
        let before = level().await;
        change(&zaaktype, json!({ "vertrouwelijkheidaanduiding": "geheim" })).await;
        assert_eq!(level().await, before);
        here.age_types(10).await;
        assert_eq!(level().await, json!("geheim"));

        // A part that goes there stays for as long as something here names it, and another may take its place.
        let third = url(&parts[2]);
        let status = json!({ "zaak": zaak, "statustype": third, "datumStatusGezet": "2026-01-02T10:00:00Z" });
        let status = here.make("/zaken/api/v1/statussen", status).await;
        for gone in [&third, &url(&parts[3])] {
            assert_eq!(there.call("DELETE", gone, &Value::Null).await.status_code, 204);
        }
        let new = json!({ "zaaktype": zaaktype, "omschrijving": "Nieuw", "volgnummer": 3 });
        let new = there.make("/catalogi/api/v1/statustypen", new).await;
        change(&url(&parts[1]), json!({ "volgnummer": 9 })).await;
        here.age_types(120).await;
        level().await;
        assert_eq!(here.get(&status).await.json["statustype"], json!(third));
        let again = json!({ "zaak": zaak, "statustype": third, "datumStatusGezet": "2026-01-03T10:00:00Z" });
        assert_eq!(here.post("/zaken/api/v1/statussen", &again).await.faults(), ["statustype bad-url"]);
        let next = json!({ "zaak": zaak, "statustype": new, "datumStatusGezet": "2026-01-04T10:00:00Z" });
        assert_eq!(here.post("/zaken/api/v1/statussen", &next).await.status_code, 201);
        // The last one now is another: it would end the zaak, which has no resultaat.
        let last = json!({ "zaak": zaak, "statustype": parts[1]["url"], "datumStatusGezet": "2026-01-05T10:00:00Z" });
        let refused = here.post("/zaken/api/v1/statussen", &last).await;
        assert_eq!(refused.faults(), ["nonFieldErrors resultaat-does-not-exist"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_a_type_of_another_register_is_told_of_its_field() {
    for (here, there) in start_pairs().await {
        let zaaktype = there.zaaktype().await;
        let ander = Ander::start().await;
        here.add_dienst(&format!("{}/ztc/", ander.base), zgw(), true).await;
        ander.tell("GET /ztc/zaaktypen/kapot", 500, &[], "{}");
        let odd = format!("{}/ztc/zaaktypen/vreemd", ander.base);
        ander.tell("GET /ztc/zaaktypen/vreemd", 200, &[], json!({ "url": odd, "omschrijving": "Geen zaaktype" }));
        let stripped = |url: &str| json!({ "url": url, "catalogus": "x", "identificatie": "y", "omschrijving": "z" });
        let alias = format!("{}/ztc/zaaktypen/alias", ander.base);
        ander.tell("GET /ztc/zaaktypen/alias", 200, &[], stripped(&odd));
        let poor = format!("{}/ztc/zaaktypen/arm", ander.base);
        ander.tell("GET /ztc/zaaktypen/arm", 200, &[], stripped(&poor));
        let statustype = url(&parts(&there, "statustypen", &zaaktype, "volgnummer").await[0]);
        for (named, code) in [
            ("https://elders.nl/catalogi/api/v1/zaaktypen/1".to_owned(), "unknown-service"),
            (format!("{zaaktype}0"), "bad-url"),
            (format!("{}/ztc/zaaktypen/weg", ander.base), "bad-url"),
            (format!("{}/ztc/zaaktypen/kapot", ander.base), "bad-url"),
            (odd.clone(), "invalid-resource"),
            (alias, "invalid-resource"),
            (statustype, "invalid-resource"),
            (there.get(&zaaktype).await.json["catalogus"].as_str().unwrap().to_owned(), "invalid-resource"),
            // Its lists are not there.
            (poor, "bad-url"),
        ] {
            let refused = here.post(ZAKEN, &body_of_zaak(&named)).await;
            assert_eq!(refused.faults(), [format!("zaaktype {code}")], "{named}");
        }
        let concept = json!({ "omschrijving": "Nieuw", "beginGeldigheid": "2027-01-01" });
        let mut concept_of = there.get(&zaaktype).await.json;
        concept_of.as_object_mut().unwrap().extend(concept.as_object().unwrap().clone());
        concept_of["identificatie"] = json!("CONCEPT");
        for list in ["besluittypen", "deelzaaktypen", "gerelateerdeZaaktypen"] {
            concept_of[list] = json!([]);
        }
        concept_of["selectielijstProcestype"] = json!("https://selectielijst.openzaak.nl/api/v1/procestypen/1");
        let concept = there.post("/catalogi/api/v1/zaaktypen", &concept_of).await;
        assert_eq!(concept.status_code, 201, "{}", concept.json);
        for _ in 0..2 {
            let refused = here.post(ZAKEN, &body_of_zaak(&concept.url())).await;
            assert_eq!(refused.faults(), ["zaaktype not-published"]);
        }
    }
}
