//! A register is taken over from another Loket over HTTP: every resource is the same afterwards but for its host, twice gives no doubles,
//! and a run that is killed goes on where it was. From SQLite to each kind of database.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use autorisaties::Sealer;
use axum::http::Method;
use besluiten::NewBesluit;
use diensten::{Bewijs, Diensten};
use loket::commands::import::{Bron, Rapport, Roots, take_over};
use loket::tenants::Entry;
use loket::{bouwstenen, wiring};
use serde_json::{Value, json};
use serving::{Caller, sealer};
use store::{Clock, Db};
use test_kit::apis::{self, SECRET};
use test_kit::{Place, SYSTEEM, database, outside};
use web::outbound::{Outbound, OutboundSettings};

#[path = "serving/mod.rs"]
mod serving;

const CLIENT: &str = "import";
const ZAKEN: usize = 30;
/// Small, so that lists have pages.
const PAGE: u32 = 7;

/// Every list of the standard, with the query that shows all of it.
const LISTS: [&str; 28] = [
    "/catalogi/api/v1/catalogussen",
    "/catalogi/api/v1/zaaktypen?status=alles",
    "/catalogi/api/v1/statustypen?status=alles",
    "/catalogi/api/v1/resultaattypen?status=alles",
    "/catalogi/api/v1/roltypen?status=alles",
    "/catalogi/api/v1/eigenschappen?status=alles",
    "/catalogi/api/v1/zaakobjecttypen?status=alles",
    "/catalogi/api/v1/informatieobjecttypen?status=alles",
    "/catalogi/api/v1/besluittypen?status=alles",
    "/catalogi/api/v1/zaaktype-informatieobjecttypen?status=alles",
    "/documenten/api/v1/enkelvoudiginformatieobjecten",
    "/documenten/api/v1/gebruiksrechten",
    "/documenten/api/v1/verzendingen",
    "/documenten/api/v1/objectinformatieobjecten",
    "/zaken/api/v1/zaken?expand=eigenschappen",
    "/zaken/api/v1/statussen",
    "/zaken/api/v1/substatussen",
    "/zaken/api/v1/resultaten",
    "/zaken/api/v1/rollen",
    "/zaken/api/v1/zaakobjecten",
    "/zaken/api/v1/klantcontacten",
    "/zaken/api/v1/zaakinformatieobjecten",
    "/zaken/api/v1/zaakcontactmomenten",
    "/zaken/api/v1/zaakverzoeken",
    "/zaken/api/v1/zaaknotities",
    "/besluiten/api/v1/besluiten",
    "/besluiten/api/v1/besluitinformatieobjecten",
    "/autorisaties/api/v1/applicaties",
];

struct Instance {
    db: Db,
    sealer: Sealer,
    base: String,
    outbound: Outbound,
}

/// Opens a database that may be there already: each in a folder of its own.
async fn open(folder: &Path, key: &str, place: &Place) -> Db {
    let folder = folder.join(key);
    std::fs::create_dir_all(&folder).unwrap();
    let db = place.open(&folder, Arc::new(Clock::system())).await;
    if db.find_gemeente().is_none() {
        database::save_gemeente(&db, &serving::gemeente(key)).await;
    }
    store::numbers::prepare(&db).await.unwrap();
    db
}

/// Calls what is on this machine, and takes in the pages of a register.
fn outbound() -> Outbound {
    let allowed = vec!["127.0.0.0/8".parse().unwrap()];
    let settings = OutboundSettings { allowed, answer_bytes_max: 64 * 1024 * 1024, ..OutboundSettings::default() };
    Outbound::new(settings).unwrap()
}

/// Serves a database at a port of its own.
async fn serve(db: &Db, key: &str) -> Instance {
    let entry = Entry::new(key, vec!["127.0.0.1".into()]);
    let (base, _) = serving::serve(db, entry, "127.0.0.1", outbound()).await;
    Instance { db: db.clone(), sealer: sealer(), base, outbound: outbound() }
}

impl Instance {
    fn diensten(&self) -> Diensten {
        Diensten::new(outbound(), self.sealer.clone())
    }

    async fn call(&self, method: Method, url: &str, body: Value) -> (u16, Vec<u8>) {
        let now = self.db.clock().now().as_second();
        let caller = Caller { client_id: CLIENT, outbound: &self.outbound, base: &self.base, now };
        caller.call(method.as_str(), url, &body).await
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let (status_code, answer) = self.call(Method::POST, path, body).await;
        let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
        assert!((200..300).contains(&status_code), "{path} {status_code} {answer}");
        answer
    }

    async fn get(&self, url: &str) -> Value {
        let (status_code, answer) = self.call(Method::GET, url, Value::Null).await;
        assert_eq!(status_code, 200, "{url}");
        serde_json::from_slice(&answer).unwrap()
    }

    /// All records of a list by their path, with paths for URLs.
    async fn list(&self, path: &str) -> BTreeMap<String, Value> {
        let mut found = BTreeMap::new();
        let mut next = Some(path.to_owned());
        while let Some(url) = next {
            let answer = self.get(&url).await;
            next = answer["next"].as_str().map(str::to_owned);
            let results = if answer.is_array() { &answer } else { &answer["results"] };
            for record in results.as_array().unwrap() {
                let text = record.to_string().replace(&self.base, "");
                let mut record: Value = serde_json::from_str(&text).unwrap();
                sort_lists(&mut record);
                found.insert(record["url"].as_str().unwrap().to_owned(), record);
            }
        }
        found
    }
}

/// The order of what a record names may differ.
fn sort_lists(value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.iter_mut().for_each(sort_lists);
            list.sort_by_key(Value::to_string);
        }
        Value::Object(map) => map.values_mut().for_each(sort_lists),
        _ => {}
    }
}

fn bron(oud: &Instance, clock: &Arc<Clock>) -> Bron {
    Bron::new(outbound(), Roots::below(&oud.base), (CLIENT, SECRET), Arc::clone(clock), 8).with_page_size(PAGE)
}

async fn add_client(instance: &Instance) {
    apis::add_applicatie(&instance.db, &instance.sealer, CLIENT, true, &[]).await;
}

/// Starts another system, with contacts and requests, and adds it as a dienst. Returns its root.
async fn start_kcc(oud: &Instance) -> String {
    let root = outside::register::start("127.0.0.3").await;
    apis::add_dienst(&oud.db, &oud.sealer, &root, Bewijs::Geen, true).await;
    root
}

/// Fills a register by its API: each resource of the standard at least once.
async fn fill(oud: &Instance) {
    let kcc = start_kcc(oud).await;
    for bouwsteen in bouwstenen::embedded().unwrap() {
        bouwstenen::install(&oud.db, &bouwsteen).await.unwrap();
    }
    let first = |list: &BTreeMap<String, Value>, field: &str, value: &str| {
        let found = list.values().find(|one| one[field].as_str() == Some(value));
        format!("{}{}", oud.base, found.unwrap_or_else(|| panic!("{field} {value}"))["url"].as_str().unwrap())
    };
    let zaaktypen = oud.list("/catalogi/api/v1/zaaktypen").await;
    let zaaktype = first(&zaaktypen, "identificatie", "BEZWAAR");
    // Zaken of this type may be parts of one another.
    let deelzaaktypen = json!({ "deelzaaktypen": [zaaktype] });
    let (status_code, answer) = oud.call(Method::PATCH, &zaaktype, deelzaaktypen).await;
    assert_eq!(status_code, 200, "{}", String::from_utf8_lossy(&answer));
    let of_type = |list: BTreeMap<String, Value>| -> BTreeMap<String, Value> {
        list.into_iter().filter(|(_, one)| zaaktype.ends_with(one["zaaktype"].as_str().unwrap_or("-"))).collect()
    };
    let statustypen = of_type(oud.list("/catalogi/api/v1/statustypen").await);
    let resultaattypen = of_type(oud.list("/catalogi/api/v1/resultaattypen").await);
    let roltypen = of_type(oud.list("/catalogi/api/v1/roltypen").await);
    let eigenschappen = of_type(oud.list("/catalogi/api/v1/eigenschappen").await);
    let soorten = oud.list("/catalogi/api/v1/informatieobjecttypen").await;
    let soort = first(&soorten, "omschrijving", "Bijlage");

    // A concept that names another zaaktype.
    let mut concept: Value =
        zaaktypen.values().find(|one| zaaktype.ends_with(one["url"].as_str().unwrap())).unwrap().clone();
    concept["identificatie"] = "CONCEPT".into();
    concept["catalogus"] = format!("{}{}", oud.base, concept["catalogus"].as_str().unwrap()).into();
    concept["besluittypen"] = json!([]);
    concept["deelzaaktypen"] = json!([zaaktype]);
    concept["gerelateerdeZaaktypen"] = json!([{ "zaaktype": zaaktype, "aardRelatie": "vervolg", "toelichting": "t" }]);
    let concept = oud.post("/catalogi/api/v1/zaaktypen", concept).await;
    let part = json!({ "zaaktype": concept["url"], "anderObjecttype": true, "objecttype": "https://a.nl/b", "relatieOmschrijving": "gaat over" });
    oud.post("/catalogi/api/v1/zaakobjecttypen?status=alles", part).await;

    let mut zaken: Vec<Value> = Vec::new();
    for index in 0..ZAKEN {
        let mut body = json!({
            "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
            "startdatum": "2026-01-02", "registratiedatum": "2026-01-03", "omschrijving": format!("Zaak {index}"),
            "toelichting": "met \"aanhalingstekens\"", "zaakgeometrie": { "type": "Point", "coordinates": [4.3, 52.1] },
            "kenmerken": [{ "kenmerk": format!("k{index}"), "bron": "oud" }], "verlenging": { "reden": "druk", "duur": "P30D" },
            "opschorting": { "indicatie": true, "reden": "wacht" }, "communicatiekanaalNaam": "balie",
        });
        if let Some(hoofdzaak) = zaken.first().filter(|_| index % 3 == 1) {
            body["hoofdzaak"] = hoofdzaak["url"].clone();
        }
        if let Some(other) = zaken.last().filter(|_| index % 4 == 2) {
            body["relevanteAndereZaken"] = json!([{ "url": other["url"], "aardRelatie": "vervolg" }]);
            body["gerelateerdeZaken"] = json!([{ "url": other["url"] }]);
        }
        let zaak = oud.post("/zaken/api/v1/zaken", body).await;
        let url = zaak["url"].clone();
        let initiator = first(&roltypen, "omschrijvingGeneriek", "initiator");
        let rol = oud
            .post(
                "/zaken/api/v1/rollen",
                json!({
                    "zaak": url, "betrokkeneType": "natuurlijk_persoon", "roltype": initiator, "roltoelichting": "zelf",
                    "betrokkeneIdentificatie": { "inpBsn": "999993653", "voornamen": "Anne" },
                    "contactpersoonRol": { "naam": "Anne", "emailadres": "anne@example.nl" },
                }),
            )
            .await;
        let status = oud.post("/zaken/api/v1/statussen", json!({
            "zaak": url, "statustype": first(&statustypen, "omschrijving", "Geregistreerd"),
            "datumStatusGezet": "2026-01-03T09:00:00Z", "statustoelichting": "ontvangen", "gezetdoor": rol["url"],
        })).await;
        oud.post(
            &format!("{}/zaakeigenschappen", url.as_str().unwrap()),
            json!({
                "zaak": url, "eigenschap": first(&eigenschappen, "naam", "kenmerk"), "waarde": format!("W-{index}"),
            }),
        )
        .await;
        oud.post("/zaken/api/v1/substatussen", json!({ "zaak": url, "status": status["url"], "omschrijving": "stap" }))
            .await;
        oud.post(
            "/zaken/api/v1/zaakobjecten",
            json!({
                "zaak": url, "objectType": "overige", "objectTypeOverige": "boom", "relatieomschrijving": "staat er",
                "objectIdentificatie": { "overigeData": { "soort": "eik" } },
            }),
        )
        .await;
        oud.post(
            "/zaken/api/v1/klantcontacten",
            json!({ "zaak": url, "datumtijd": "2026-01-04T10:00:00Z", "kanaal": "telefoon" }),
        )
        .await;
        oud.post(
            "/zaken/api/v1/zaakcontactmomenten",
            json!({ "zaak": url, "contactmoment": format!("{kcc}contactmomenten/{index}") }),
        )
        .await;
        oud.post("/zaken/api/v1/zaakverzoeken", json!({ "zaak": url, "verzoek": format!("{kcc}verzoeken/{index}") }))
            .await;
        oud.post("/zaken/api/v1/zaaknotities", json!({ "gerelateerdAan": url, "onderwerp": "n", "tekst": "tekst" }))
            .await;
        fill_document(oud, &soort, &url, index).await;
        if index % 2 == 0 {
            let gegrond = first(&resultaattypen, "omschrijving", "Gegrond");
            oud.post("/zaken/api/v1/resultaten", json!({ "zaak": url, "resultaattype": gegrond, "toelichting": "ja" }))
                .await;
            let last = statustypen.values().find(|one| one["isEindstatus"] == true).unwrap()["url"].as_str().unwrap();
            let eind = format!("{}{last}", oud.base);
            oud.post(
                "/zaken/api/v1/statussen",
                json!({
                    "zaak": url, "statustype": eind, "datumStatusGezet": "2026-02-01T09:00:00Z",
                }),
            )
            .await;
        }
        zaken.push(zaak);
    }
    fill_besluit(oud, &zaken).await;
    let body = json!({
        "clientIds": ["leverancier"], "label": "Leverancier", "heeftAlleAutorisaties": false,
        "autorisaties": [{
            "component": "zrc", "scopes": ["zaken.lezen"], "zaaktype": zaaktype,
            "maxVertrouwelijkheidaanduiding": "zeer_geheim",
        }],
    });
    oud.post("/autorisaties/api/v1/applicaties", body).await;
}

async fn fill_document(oud: &Instance, soort: &str, zaak: &Value, index: usize) {
    let mut body = json!({
        "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": format!("Document {index}"), "auteur": "Anne",
        "taal": "nld", "bestandsnaam": "brief.txt", "formaat": "text/plain", "informatieobjecttype": soort,
        "inhoud": "aGFsbG8=", "bestandsomvang": 5, "trefwoorden": ["een", "twee"], "indicatieGebruiksrecht": null,
    });
    let document = oud.post("/documenten/api/v1/enkelvoudiginformatieobjecten", body.clone()).await;
    let url = document["url"].as_str().unwrap();
    let lock = oud.post(&format!("{url}/lock"), json!({})).await;
    body["titel"] = format!("Document {index}, tweede").into();
    body["inhoud"] = "dmVyc2llIDI=".into();
    body["bestandsomvang"] = 8.into();
    body["lock"] = lock["lock"].clone();
    body["status"] = "definitief".into();
    let (status_code, answer) = oud.call(Method::PUT, url, body).await;
    assert_eq!(status_code, 200, "{}", String::from_utf8_lossy(&answer));
    if index % 10 != 1 {
        oud.post(&format!("{url}/unlock"), json!({ "lock": lock["lock"] })).await;
    }
    oud.post(
        "/zaken/api/v1/zaakinformatieobjecten",
        json!({ "zaak": zaak, "informatieobject": url, "titel": "In de zaak" }),
    )
    .await;
    oud.post(
        "/documenten/api/v1/gebruiksrechten",
        json!({
            "informatieobject": url, "startdatum": "2026-01-02T00:00:00Z", "omschrijvingVoorwaarden": "niet delen",
        }),
    )
    .await;
    oud.post(
        "/documenten/api/v1/verzendingen",
        json!({
            "informatieobject": url, "betrokkene": "https://klanten.nl/1", "aardRelatie": "geadresseerde",
            "contactPersoon": "https://klanten.nl/2", "emailadres": "anne@example.nl",
        }),
    )
    .await;
}

/// Decisions are taken by the operations: the API only reads them.
async fn fill_besluit(oud: &Instance, zaken: &[Value]) {
    let uuid = zaken[1]["uuid"].as_str().unwrap().parse().unwrap();
    let mut tx = oud.db.begin(&SYSTEEM).await.unwrap();
    let zaak = zaken::find_zaak(&mut tx, values::Id::new(uuid)).await.unwrap().unwrap();
    let documents = zaken::list_documenten(&mut tx, zaak.uuid).await.unwrap();
    let ingangsdatum = "2026-03-01".parse().unwrap();
    let new = NewBesluit {
        zaak: &zaak,
        besluittype: "Beslissing op bezwaar",
        toelichting: "t",
        ingangsdatum,
        vervaldatum: None,
    };
    besluiten::create_besluit(&mut tx, &SYSTEEM, &new).await.unwrap();
    let besluit = besluiten::create_besluit(&mut tx, &SYSTEEM, &new).await.unwrap();
    let document = documenten::find(&mut tx, documents[0].informatieobject).await.unwrap().unwrap();
    let soort = catalogi::find_informatieobjecttype(&mut tx, document.informatieobjecttype).await.unwrap().unwrap();
    let other = documenten::NewDocument {
        informatieobjecttype: &soort,
        vertrouwelijkheidaanduiding: None,
        bronorganisatie: &"002564440".parse().unwrap(),
        titel: "Besluit",
        auteur: "Gemeente",
        status: documenten::DocumentStatus::Definitief,
        formaat: "text/plain",
        bestandsnaam: "besluit.txt",
        beschrijving: "",
        ontvangstdatum: None,
        verzenddatum: None,
        content: documenten::Content::Stored(&oud.db.files().put("besluit".into()).await.unwrap()),
    };
    let document = documenten::create(&mut tx, &other).await.unwrap();
    besluiten::link_document(&mut tx, &SYSTEEM, &besluit, &zaak, &document).await.unwrap();
    tx.commit().await.unwrap();
}

async fn compare(oud: &Instance, nieuw: &Instance) {
    for path in LISTS {
        let (there, here) = (oud.list(path).await, nieuw.list(path).await);
        assert_eq!(there.keys().collect::<Vec<_>>(), here.keys().collect::<Vec<_>>(), "{path}");
        for (url, record) in &there {
            assert_eq!(record, &here[url], "{url}");
        }
    }
    for (url, document) in oud.list("/documenten/api/v1/enkelvoudiginformatieobjecten").await {
        for versie in 1..=document["versie"].as_i64().unwrap() {
            let (there, here) = (format!("{url}?versie={versie}"), format!("{url}/download?versie={versie}"));
            let normal = |instance: &Instance, value: Value| value.to_string().replace(&instance.base, "");
            assert_eq!(normal(oud, oud.get(&there).await), normal(nieuw, nieuw.get(&there).await), "{there}");
            let bytes = oud.call(Method::GET, &here, Value::Null).await;
            assert_eq!(bytes.0, 200);
            assert_eq!(bytes, nieuw.call(Method::GET, &here, Value::Null).await, "{here}");
        }
    }
}

/// Nothing was told, mailed or started; the audit trail says where records come from; the next number is a new one.
async fn check_aftermath(oud: &Instance, nieuw: &Instance) {
    assert_eq!(store::jobs::count_due(&mut nieuw.db.reader()).await.unwrap(), 0);
    let (url, _) = oud.list("/zaken/api/v1/zaken").await.into_iter().next().unwrap();
    let trail = nieuw.get(&format!("{url}/audittrail")).await;
    let line = &trail.as_array().unwrap()[0];
    assert_eq!(line["toelichting"], format!("Geïmporteerd uit {}/zaken/api/v1/", oud.base));
    assert_eq!(line["wijzigingen"]["nieuw"]["url"], format!("{}{url}", nieuw.base));
    let zaaktype = nieuw.get(&url).await["zaaktype"].clone();
    let made = nieuw
        .post(
            "/zaken/api/v1/zaken",
            json!({
                "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
                "startdatum": "2026-01-02",
            }),
        )
        .await;
    let taken: Vec<Value> =
        oud.list("/zaken/api/v1/zaken").await.values().map(|zaak| zaak["identificatie"].clone()).collect();
    let highest = taken.iter().filter_map(Value::as_str).max().unwrap();
    assert!(made["identificatie"].as_str().unwrap() > highest, "{} {highest}", made["identificatie"]);
}

fn taken_over(rapport: &Rapport) -> i64 {
    // What zaaktypen name of one another is laid anew each time.
    let records = rapport.resources.iter().filter(|one| one.resource != "zaaktyperelaties");
    records.map(|one| one.overgenomen).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_is_taken_over_whole_and_twice_gives_no_doubles() {
    let folder = tempfile::tempdir().unwrap();
    let oud = serve(&open(folder.path(), "oud", &Place::File).await, "oud").await;
    wiring::prepare(&oud.db);
    add_client(&oud).await;
    fill(&oud).await;
    for place in Place::each() {
        let nieuw = serve(&open(folder.path(), "nieuw", &place).await, "nieuw").await;
        let bron = bron(&oud, nieuw.db.clock());
        let rapport = take_over(&nieuw.db, (&nieuw.sealer, &nieuw.diensten()), &bron, false).await.unwrap();
        assert_eq!(rapport.verschillen, [], "{}", rapport.text());
        assert!(rapport.is_volledig && taken_over(&rapport) > 300, "{}", rapport.text());
        for one in &rapport.resources {
            assert_eq!(one.bij_bron, Some(one.hier), "{}\n{}", one.resource, rapport.text());
        }
        // Secrets do not come along.
        let mut tx = nieuw.db.begin(&SYSTEEM).await.unwrap();
        autorisaties::set_secret(&mut tx, &nieuw.sealer, CLIENT, SECRET).await.unwrap();
        tx.commit().await.unwrap();
        compare(&oud, &nieuw).await;

        let again = take_over(&nieuw.db, (&nieuw.sealer, &nieuw.diensten()), &bron, false).await.unwrap();
        assert_eq!((taken_over(&again), again.verschillen.len()), (0, 0), "{}", again.text());
        compare(&oud, &nieuw).await;
        check_aftermath(&oud, &nieuw).await;
    }
}

/// The child: takes the register over, until it is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn import_child() {
    let Ok(folder) = std::env::var("IMPORT_FOLDER") else { return };
    let place = Place::named(std::env::var("IMPORT_SCHEMA").ok());
    let db = open(Path::new(&folder), "nieuw", &place).await;
    let roots = Roots::below(&std::env::var("IMPORT_FROM").unwrap());
    let bron = Bron::new(outbound(), roots, (CLIENT, SECRET), Arc::clone(db.clock()), 8).with_page_size(PAGE);
    let rapport = take_over(&db, (&sealer(), &Diensten::default()), &bron, false).await.unwrap();
    assert_eq!(rapport.verschillen, [], "{}", rapport.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_is_killed_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let oud = serve(&open(folder.path(), "oud", &Place::File).await, "oud").await;
    add_client(&oud).await;
    fill(&oud).await;
    for place in Place::each() {
        drop(open(folder.path(), "nieuw", &place).await);
        let mut killed = 0;
        for round in 0_u64.. {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command
                .args(["--exact", "import_child", "--nocapture", "--test-threads=1"])
                .env("IMPORT_FOLDER", folder.path())
                .env("IMPORT_FROM", &oud.base)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            if let Some(schema) = place.schema() {
                command.env("IMPORT_SCHEMA", schema);
            }
            let mut child = command.spawn().unwrap();
            // Each round a little longer, so that the kills fall in every step.
            tokio::time::sleep(Duration::from_millis(60 + round * 45)).await;
            let ended = child.try_wait().unwrap();
            if ended.is_none() {
                killed += 1;
                child.kill().unwrap();
            }
            let status = child.wait().unwrap();
            if let Some(status) = ended {
                assert!(status.success(), "round {round}");
                break;
            }
            assert!(!status.success() && round < 200, "round {round}");
        }
        assert!(killed > 2, "{killed}");
        let nieuw = serve(&open(folder.path(), "nieuw", &place).await, "nieuw").await;
        let mut tx = nieuw.db.begin(&SYSTEEM).await.unwrap();
        autorisaties::set_secret(&mut tx, &nieuw.sealer, CLIENT, SECRET).await.unwrap();
        tx.commit().await.unwrap();
        compare(&oud, &nieuw).await;
    }
}
