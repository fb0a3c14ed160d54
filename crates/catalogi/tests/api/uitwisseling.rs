//! Types for who manages them, and as files: what goes out comes in again.

use std::collections::HashMap;

use ::store::Db;
use autorisaties::Window;
use catalogi::beheer::{self, BeheerError, Velden, Zoekvraag};
use catalogi::register::Soort;
use catalogi::uitwisseling::{
    Bundel, Doel, ImportError, ImportOpties, Melding, Omvang, Uitslag, collect, import, proposal, read_zip, write_zip,
};
use catalogi::{Klassen, Selectielijst};
use serde_json::{Value, json};
use test_kit::apis::{SYSTEEM, TestApp};
use uuid::Uuid;

use super::start;

const SOORTEN: [Soort; 10] = [
    Soort::Catalogus,
    Soort::Informatieobjecttype,
    Soort::Besluittype,
    Soort::Zaaktype,
    Soort::Statustype,
    Soort::Roltype,
    Soort::Resultaattype,
    Soort::Eigenschap,
    Soort::Zaakobjecttype,
    Soort::ZaaktypeInformatieobjecttype,
];

async fn export(db: &Db, omvang: Omvang) -> Bundel {
    let bundel = collect(&mut db.reader(), omvang).await.unwrap().unwrap();
    read_zip(&write_zip(&bundel, "https://a.example.nl")).unwrap()
}

async fn take_in(db: &Db, bundel: Bundel, doel: Doel) -> Result<Uitslag, ImportError> {
    let opties = ImportOpties::new(doel);
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let uitslag = import(&mut tx, bundel, &opties).await?;
    tx.commit().await.unwrap();
    Ok(uitslag)
}

async fn change(db: &Db, soort: Soort, uuid: Uuid, velden: Value) -> Result<(), BeheerError> {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    beheer::change(&mut tx, soort, uuid, map(velden), &Selectielijst::default()).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn create(db: &Db, soort: Soort, velden: Value) -> Result<Uuid, BeheerError> {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let uuid = beheer::create(&mut tx, soort, map(velden), &Selectielijst::default()).await?;
    tx.commit().await.unwrap();
    Ok(uuid)
}

fn map(value: Value) -> Velden {
    value.as_object().cloned().unwrap()
}

/// Everything in a bundle, with names instead of URLs, in an order that does not hang on ids.
fn by_name(bundel: &Bundel) -> Vec<Value> {
    let mut names: HashMap<String, String> = HashMap::new();
    for soort in SOORTEN {
        for velden in bundel.of(soort) {
            let text = |name: &str| velden.get(name).map(Value::to_string).unwrap_or_default();
            let zaaktype = velden.get("zaaktype").and_then(Value::as_str).and_then(|url| names.get(url)).cloned();
            let own =
                ["domein", "identificatie", "omschrijving", "naam", "volgnummer", "relatieOmschrijving"].map(text);
            let name = format!("{} {} {:?} {}", soort.resource(), own.join(" "), zaaktype, text("beginGeldigheid"));
            names.insert(velden["url"].as_str().unwrap().to_owned(), name);
        }
    }
    fn rename(value: &mut Value, names: &HashMap<String, String>) {
        match value {
            Value::String(text) => {
                if let Some(name) = names.get(text) {
                    name.clone_into(text);
                }
            }
            Value::Array(list) => {
                list.iter_mut().for_each(|one| rename(one, names));
                list.sort_by_key(Value::to_string);
            }
            Value::Object(map) => map.values_mut().for_each(|one| rename(one, names)),
            _ => {}
        }
    }
    let mut all: Vec<Value> = Vec::new();
    for soort in SOORTEN {
        for velden in bundel.of(soort) {
            let mut velden = velden.clone();
            velden.remove("concept");
            let mut value = Value::Object(velden);
            rename(&mut value, &names);
            all.push(value);
        }
    }
    all.sort_by_key(|value| value["url"].to_string());
    all
}

/// Gives the sample zaaktypen what only some types have: relations, checks, objects.
async fn enrich(app: &TestApp) -> (Uuid, Uuid) {
    let db = &app.db;
    let catalogus = app.bezwaar.catalogus.uuid();
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let sent = map(json!({ "identificatie": "RIJK", "omschrijving": "Rijk", "beginGeldigheid": "2026-02-01" }));
    let rijk = beheer::copy(&mut tx, Soort::Zaaktype, app.bezwaar.uuid.uuid(), sent).await.unwrap();
    tx.commit().await.unwrap();
    let statustypen = beheer::list_of(&mut db.reader(), Soort::Statustype, &[rijk]).await.unwrap();
    let eigenschappen = beheer::list_of(&mut db.reader(), Soort::Eigenschap, &[rijk]).await.unwrap();
    let path = |soort: Soort, uuid: Uuid| format!("{}{uuid}", soort.path());
    change(
        db,
        Soort::Zaaktype,
        rijk,
        json!({
            "deelzaaktypen": ["PARKEERVERGUNNING-BEWONERS"], "trefwoorden": ["een", "twee"],
            "gerelateerdeZaaktypen": [{ "zaaktype": "BEZWAAR", "aardRelatie": "vervolg", "toelichting": "daarna" }],
            "loket": { "behandelrollen": ["juristen"] },
        }),
    )
    .await
    .unwrap();
    change(
        db,
        Soort::Statustype,
        statustypen[1].uuid,
        json!({
            "eigenschappen": [path(Soort::Eigenschap, eigenschappen[0].uuid)],
            "checklistitemStatustype": [{ "itemnaam": "a", "vraagstelling": "b", "toelichting": "", "verplicht": true }],
            "loket": { "toonInPortaal": false },
        }),
    )
    .await
    .unwrap();
    let objecttype = json!({
        "zaaktype": path(Soort::Zaaktype, rijk), "anderObjecttype": false, "objecttype": "https://example.nl/pand",
        "relatieOmschrijving": "gaat over", "statustype": path(Soort::Statustype, statustypen[0].uuid),
    });
    create(db, Soort::Zaakobjecttype, objecttype).await.unwrap();
    (catalogus, rijk)
}

#[tokio::test]
async fn a_catalogus_that_goes_to_another_municipality_is_the_same_there() {
    for app in start().await {
        let (catalogus, _) = enrich(&app).await;
        let bundel = export(&app.db, Omvang::Catalogus(catalogus)).await;
        let before = by_name(&bundel);
        assert!(before.len() > 60, "{}", before.len());
        let uitslag = take_in(&app.other, bundel.clone(), Doel::Nieuw).await.unwrap();
        assert_eq!(uitslag.zaaktypen.len(), 3);
        let lost = uitslag.meldingen.iter().filter(|one| matches!(one, Melding::Weggelaten { .. })).count();
        assert_eq!(lost, 0, "{:?}", uitslag.meldingen);
        let after = export(&app.other, Omvang::Catalogus(uitslag.catalogus)).await;
        for (own, other) in before.iter().zip(by_name(&after)) {
            assert_eq!(*own, other);
        }
        assert_eq!(before.len(), by_name(&after).len());
        for soort in [Soort::Zaaktype, Soort::Besluittype, Soort::Informatieobjecttype] {
            assert!(after.of(soort).iter().all(|velden| velden["concept"] == true));
        }

        // The catalogus is there now: the same file does not make it twice, and leaves nothing behind.
        let again = take_in(&app.other, bundel, Doel::Nieuw).await.unwrap_err();
        let ImportError::Fouten(fouten) = again else { panic!("{again}") };
        assert_eq!((fouten[0].herkomst.bestand, fouten[0].code.as_str()), ("Catalogus.json", "unique"));
        let found = list(&app.other, Soort::Zaaktype).await;
        assert_eq!(found.len(), 3);
    }
}

async fn list(db: &Db, soort: Soort) -> Vec<beheer::TypeRij> {
    let window = Window { limit: 100, offset: 0 };
    beheer::list_typen(&mut db.reader(), soort, &Zoekvraag::default(), window).await.unwrap().rows
}

#[tokio::test]
async fn one_zaaktype_comes_with_what_it_names_and_uses_what_is_there() {
    for app in start().await {
        let (catalogus, rijk) = enrich(&app).await;
        let bundel = export(&app.db, Omvang::Zaaktype(rijk)).await;
        assert_eq!((bundel.of(Soort::Catalogus).len(), bundel.of(Soort::Zaaktype).len()), (0, 1));
        assert!(!bundel.of(Soort::Besluittype).is_empty() && !bundel.of(Soort::Informatieobjecttype).is_empty());
        assert!(matches!(
            take_in(&app.other, bundel.clone(), Doel::Nieuw).await.unwrap_err(),
            ImportError::NoCatalogus
        ));

        let count = list(&app.db, Soort::Informatieobjecttype).await.len();
        let doel = Doel::Bestaand(catalogus);
        let proposal = proposal(&mut app.db.reader(), &bundel, doel).await.unwrap();
        assert!(proposal.iter().all(|one| one.gelijk.is_some()), "{proposal:?}");
        let hergebruik = proposal.into_iter().map(|one| (one.url, one.gelijk.unwrap())).collect();
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let uitslag = import(&mut tx, bundel, &ImportOpties { hergebruik, ..ImportOpties::new(doel) }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(list(&app.db, Soort::Informatieobjecttype).await.len(), count, "none was made");
        let (own, _) = uitslag.zaaktypen[0];
        let before = beheer::find(&mut app.db.reader(), Soort::Zaaktype, rijk).await.unwrap().unwrap();
        let after = beheer::find(&mut app.db.reader(), Soort::Zaaktype, own).await.unwrap().unwrap();
        for name in ["informatieobjecttypen", "besluittypen", "deelzaaktypen", "gerelateerdeZaaktypen", "loket"] {
            assert_eq!(before.velden[name], after.velden[name], "{name}");
        }
        assert_ne!(before.velden["statustypen"], after.velden["statustypen"]);
    }
}

/// A file as Open Zaak writes it: absolute URLs with a port, `null` where there is nothing, relations told on both sides, and fields
/// that only it has.
fn open_zaak() -> Bundel {
    let url = |path: &str| format!("http://openzaak.gemeente.local:8000/catalogi/api/v1/{path}");
    let catalogus = url("catalogussen/1b6a0c9e-6f0e-4b7c-8f0d-000000000001");
    let zaaktype = url("zaaktypen/1b6a0c9e-6f0e-4b7c-8f0d-000000000002");
    let iot = url("informatieobjecttypen/1b6a0c9e-6f0e-4b7c-8f0d-000000000003");
    let besluittype = url("besluittypen/1b6a0c9e-6f0e-4b7c-8f0d-000000000004");
    let statustype = |number: u8| url(&format!("statustypen/1b6a0c9e-6f0e-4b7c-8f0d-00000000001{number}"));
    let eigenschap = url("eigenschappen/1b6a0c9e-6f0e-4b7c-8f0d-000000000020");
    let elders = url("zaaktypen/1b6a0c9e-6f0e-4b7c-8f0d-000000000099");
    let files = [
        ("Catalogus.json", json!([{
            "url": catalogus, "domein": "OZAAK", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer",
            "contactpersoonBeheerTelefoonnummer": "", "contactpersoonBeheerEmailadres": "", "zaaktypen": [zaaktype],
            "besluittypen": [besluittype], "informatieobjecttypen": [iot], "naam": "Open", "versie": "", "begindatumVersie": null,
        }])),
        ("InformatieObjectType.json", json!([{
            "url": iot, "catalogus": catalogus, "omschrijving": "Brief", "vertrouwelijkheidaanduiding": "openbaar",
            "beginGeldigheid": "2024-01-01", "eindeGeldigheid": null, "beginObject": "2024-01-01", "eindeObject": null,
            "concept": false, "besluittypen": [besluittype], "informatieobjectcategorie": "brief", "trefwoord": ["post"],
            "omschrijvingGeneriek": {
                "informatieobjecttypeOmschrijvingGeneriek": "", "definitieInformatieobjecttypeOmschrijvingGeneriek": "",
                "herkomstInformatieobjecttypeOmschrijvingGeneriek": "", "hierarchieInformatieobjecttypeOmschrijvingGeneriek": "",
                "opmerkingInformatieobjecttypeOmschrijvingGeneriek": "",
            },
        }])),
        ("BesluitType.json", json!([{
            "url": besluittype, "catalogus": catalogus, "zaaktypen": [zaaktype], "omschrijving": "Besluit",
            "omschrijvingGeneriek": "", "besluitcategorie": "", "reactietermijn": "P14D", "publicatieIndicatie": false,
            "publicatietekst": "", "publicatietermijn": null, "toelichting": "", "informatieobjecttypen": [iot],
            "beginGeldigheid": "2024-01-01", "eindeGeldigheid": null, "concept": false, "resultaattypen": [], "vastgelegdIn": ["Brief"],
        }])),
        ("ZaakType.json", json!([{
            "url": zaaktype, "identificatie": "OZ-1", "omschrijving": "Melding", "omschrijvingGeneriek": "",
            "vertrouwelijkheidaanduiding": "openbaar", "doel": "d", "aanleiding": "a", "toelichting": "",
            "indicatieInternOfExtern": "extern", "handelingInitiator": "melden", "onderwerp": "Melding",
            "handelingBehandelaar": "behandelen", "doorlooptijd": "P8W", "servicenorm": null,
            "opschortingEnAanhoudingMogelijk": false, "verlengingMogelijk": false, "verlengingstermijn": null, "trefwoorden": [],
            "publicatieIndicatie": false, "publicatietekst": "", "verantwoordingsrelatie": [],
            "productenOfDiensten": ["https://example.nl/pdc"],
            "selectielijstProcestype": "https://selectielijst.openzaak.nl/api/v1/procestypen/1",
            "referentieproces": { "naam": "melding", "link": "" }, "concept": false, "verantwoordelijke": "team",
            "beginGeldigheid": "2024-01-01", "eindeGeldigheid": null, "versiedatum": "2024-01-01",
            "beginObject": "2024-01-01", "eindeObject": null, "catalogus": catalogus,
            "statustypen": [statustype(1), statustype(2)], "resultaattypen": [], "eigenschappen": [eigenschap],
            "informatieobjecttypen": [iot], "roltypen": [], "besluittypen": [], "deelzaaktypen": [elders],
            "gerelateerdeZaaktypen": [{ "zaaktype": zaaktype, "aardRelatie": "vervolg", "toelichting": "zelf" }],
            "broncatalogus": { "url": "", "domein": "", "rsin": "" },
            "bronzaaktype": { "url": "", "identificatie": "", "omschrijving": "" }, "selectielijstProcestypeJaar": 2020,
        }])),
        ("StatusType.json", json!([1, 2].map(|number| json!({
            "url": statustype(number), "omschrijving": format!("Stap {number}"), "omschrijvingGeneriek": "", "statustekst": "",
            "zaaktype": zaaktype, "zaaktypeIdentificatie": "OZ-1", "volgnummer": number, "isEindstatus": number == 2,
            "informeren": false, "doorlooptijd": null, "toelichting": "", "checklistitemStatustype": [],
            "eigenschappen": if number == 1 { json!([eigenschap]) } else { json!([]) },
        })))),
        ("RolType.json", json!([{
            "url": url("roltypen/1b6a0c9e-6f0e-4b7c-8f0d-000000000030"), "zaaktype": zaaktype, "omschrijving": "Melder",
            "omschrijvingGeneriek": "initiator",
        }])),
        ("ResultaatType.json", json!([{
            "url": url("resultaattypen/1b6a0c9e-6f0e-4b7c-8f0d-000000000040"), "zaaktype": zaaktype, "omschrijving": "Klaar",
            "resultaattypeomschrijving": "https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/1",
            "omschrijvingGeneriek": "Afgehandeld",
            "selectielijstklasse": "https://selectielijst.openzaak.nl/api/v1/resultaten/1", "toelichting": "",
            "archiefnominatie": "vernietigen", "archiefactietermijn": "P1Y",
            "brondatumArchiefprocedure": {
                "afleidingswijze": "afgehandeld", "datumkenmerk": "", "einddatumBekend": false, "objecttype": "",
                "registratie": "", "procestermijn": null,
            },
            "procesobjectaard": "", "indicatieSpecifiek": null, "procestermijn": null, "besluittypen": [besluittype],
            "besluittypeOmschrijving": ["Besluit"], "informatieobjecttypen": [], "informatieobjecttypeOmschrijving": [],
        }])),
        ("Eigenschap.json", json!([{
            "url": eigenschap, "naam": "plaats", "definitie": "waar", "toelichting": "", "zaaktype": zaaktype, "statustype": null,
            "specificatie": { "groep": "", "formaat": "tekst", "lengte": "50", "kardinaliteit": "1", "waardenverzameling": [] },
        }])),
        ("ZaakTypeInformatieObjectType.json", json!([{
            "url": url("zaaktype-informatieobjecttypen/1b6a0c9e-6f0e-4b7c-8f0d-000000000050"), "zaaktype": zaaktype,
            "informatieobjecttype": iot, "volgnummer": 1, "richting": "inkomend", "statustype": statustype(1),
        }])),
    ];
    read_zip(&zip_of(&files)).unwrap()
}

/// Packs files without the help of the code under test.
fn zip_of(files: &[(&str, Value)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, json) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(json.to_string().as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_of_open_zaak_is_tied_together_again() {
    for app in start().await {
        let uitslag = take_in(&app.other, open_zaak(), Doel::Nieuw).await.unwrap();
        let [Melding::Weggelaten { herkomst, wat }] = uitslag.meldingen.as_slice() else { panic!("{uitslag:?}") };
        assert_eq!((herkomst.veld.as_str(), wat.ends_with("0099")), ("deelzaaktypen", true));
        assert_eq!(uitslag.count_of(Soort::Statustype), 2);
        let (uuid, naam) = &uitslag.zaaktypen[0];
        assert_eq!(naam, "OZ-1");
        let mut db = app.other.reader();
        let zaaktype = beheer::find(&mut db, Soort::Zaaktype, *uuid).await.unwrap().unwrap();
        assert!(zaaktype.rond.concept && zaaktype.velden["doorlooptijd"] == "P8W");
        // Only the besluittype said that it belongs to the zaaktype, and only the statustype that it needs the eigenschap.
        assert_eq!(zaaktype.velden["besluittypeOmschrijving"], json!(["Besluit"]));
        assert_eq!(zaaktype.velden["gerelateerdeZaaktypen"][0]["zaaktypeIdentificatie"], "OZ-1");
        let statustypen = beheer::list_of(&mut db, Soort::Statustype, &[*uuid]).await.unwrap();
        let eigenschap = beheer::list_of(&mut db, Soort::Eigenschap, &[*uuid]).await.unwrap().remove(0);
        assert_eq!(eigenschap.velden["statustype"], statustypen[0].velden["url"]);
        let document = beheer::list_of(&mut db, Soort::ZaaktypeInformatieobjecttype, &[*uuid]).await.unwrap().remove(0);
        assert_eq!(document.velden["statustype"], statustypen[0].velden["url"]);
        let resultaattype = beheer::list_of(&mut db, Soort::Resultaattype, &[*uuid]).await.unwrap().remove(0);
        assert_eq!(resultaattype.velden["omschrijvingGeneriek"], "Afgehandeld");
        assert_eq!(resultaattype.velden["besluittypeOmschrijving"], json!(["Besluit"]));
        drop(db);

        // Kinds of documents and decisions go first, then it can be published.
        let mut tx = app.other.begin(&SYSTEEM).await.unwrap();
        for soort in [Soort::Informatieobjecttype, Soort::Besluittype, Soort::Zaaktype] {
            for one in beheer::list_of(&mut tx, soort, &[uitslag.catalogus]).await.unwrap() {
                beheer::publish(&mut tx, soort, one.uuid, false, &Klassen::default()).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn every_fault_of_a_file_names_its_file_and_field_and_nothing_is_made() {
    for app in start().await {
        let mut files: HashMap<&str, Vec<Value>> = HashMap::new();
        let whole = open_zaak();
        for (soort, name) in [
            (Soort::Catalogus, "Catalogus.json"),
            (Soort::Zaaktype, "ZaakType.json"),
            (Soort::Roltype, "RolType.json"),
            (Soort::Statustype, "StatusType.json"),
            (Soort::ZaaktypeInformatieobjecttype, "ZaakTypeInformatieObjectType.json"),
        ] {
            files.insert(name, whole.of(soort).iter().cloned().map(Value::Object).collect());
        }
        files.get_mut("RolType.json").unwrap()[0]["omschrijvingGeneriek"] = json!("baas");
        let statustypen = files.get_mut("StatusType.json").unwrap();
        statustypen[0]["zaaktype"] = json!("https://elders.nl/zaaktypen/1");
        statustypen[1]["volgnummer"] = json!("veel");
        let list: Vec<(&str, Value)> = files.into_iter().map(|(name, list)| (name, Value::Array(list))).collect();
        let bundel = read_zip(&zip_of(&list)).unwrap();
        let error = take_in(&app.other, bundel, Doel::Nieuw).await.unwrap_err();
        let ImportError::Fouten(fouten) = error else { panic!("{error}") };
        let told: Vec<String> = fouten.iter().map(|one| format!("{} {}", one.herkomst, one.code)).collect();
        let expected = [
            "StatusType.json, Stap 1: zaaktype does_not_exist",
            "StatusType.json, Stap 2: volgnummer invalid",
            "RolType.json, Melder: omschrijvingGeneriek invalid_choice",
            "ZaakTypeInformatieObjectType.json, 1: informatieobjecttype does_not_exist",
        ];
        assert_eq!(told, expected);
        assert!(list_all_empty(&app.other).await);
    }
}

#[tokio::test]
async fn faults_of_parts_come_along_with_those_of_what_they_belong_to() {
    for app in start().await {
        let whole = open_zaak();
        let of = |soort: Soort| whole.of(soort).iter().cloned().map(Value::Object).collect::<Vec<_>>();
        let mut catalogus = of(Soort::Catalogus);
        let mut zaaktypen = of(Soort::Zaaktype);
        let mut statustypen = of(Soort::Statustype);
        zaaktypen[0]["doorlooptijd"] = json!("lang");
        statustypen[0]["volgnummer"] = json!("veel");
        let take = async |catalogus: &[Value]| {
            let files = [
                ("Catalogus.json", Value::from(catalogus.to_vec())),
                ("ZaakType.json", Value::from(zaaktypen.clone())),
                ("StatusType.json", Value::from(statustypen.clone())),
            ];
            let error = take_in(&app.other, read_zip(&zip_of(&files)).unwrap(), Doel::Nieuw).await.unwrap_err();
            let ImportError::Fouten(fouten) = error else { panic!("{error}") };
            fouten.iter().map(|one| format!("{}: {}", one.herkomst.bestand, one.herkomst.veld)).collect::<Vec<_>>()
        };
        let parts = ["ZaakType.json: doorlooptijd", "StatusType.json: volgnummer"];
        assert_eq!(take(&catalogus).await, parts);
        catalogus[0]["domein"] = json!("veel te lang");
        assert_eq!(take(&catalogus).await, [&["Catalogus.json: domein"][..], &parts].concat());
    }
}

async fn list_all_empty(db: &Db) -> bool {
    beheer::list_catalogi(&mut db.reader()).await.unwrap().is_empty()
}

#[tokio::test]
async fn a_new_version_takes_over_from_the_one_before_it() {
    for app in start().await {
        let uuid = app.bezwaar.uuid.uuid();
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let sent = map(json!({ "beginGeldigheid": "2026-12-01" }));
        let new = beheer::copy(&mut tx, Soort::Zaaktype, uuid, sent).await.unwrap();
        tx.commit().await.unwrap();
        let old = beheer::find(&mut app.db.reader(), Soort::Zaaktype, uuid).await.unwrap().unwrap();
        let copy = beheer::find(&mut app.db.reader(), Soort::Zaaktype, new).await.unwrap().unwrap();
        assert!(copy.rond.concept && copy.naam == old.naam);
        for name in ["statustypen", "resultaattypen", "roltypen", "eigenschappen"] {
            let count = |velden: &Velden| velden[name].as_array().unwrap().len();
            assert_eq!(count(&old.velden), count(&copy.velden), "{name}");
        }
        let faults = beheer::publish_faults(&mut app.db.reader(), Soort::Zaaktype, new).await.unwrap();
        assert_eq!(faults.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["overlap"]);
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        assert!(beheer::publish(&mut tx, Soort::Zaaktype, new, false, &Klassen::default()).await.is_err());
        drop(tx);
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let ended = beheer::publish(&mut tx, Soort::Zaaktype, new, true, &Klassen::default()).await.unwrap();
        assert_eq!(ended.map(|day| day.to_string()), Some("2026-12-01".to_owned()));
        tx.commit().await.unwrap();
        let versies = beheer::list_versies(&mut app.db.reader(), &copy).await.unwrap();
        let told: Vec<_> =
            versies.iter().map(|one| (one.uuid == new, one.einde_geldigheid.map(|day| day.to_string()))).collect();
        assert_eq!(told, [(true, None), (false, Some("2026-12-01".to_owned()))]);

        // What is published stays as it is, also for administrators.
        let error = change(&app.db, Soort::Zaaktype, new, json!({ "doel": "iets anders" })).await.unwrap_err();
        let BeheerError::Invalid(faults) = error else { panic!("{error}") };
        assert_eq!(faults[0].code, "non-concept-object");
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        assert!(beheer::destroy(&mut tx, Soort::Zaaktype, new).await.is_err());
    }
}
