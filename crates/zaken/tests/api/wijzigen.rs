//! Zaken with every field, changed and destroyed.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use store::{Db, Sql, sql, sql_pair};
use test_kit::apis::{ALLES, TestApp, autorisatie, with};
use uuid::Uuid;
use values::Actor;
use values::Vertrouwelijkheidaanduiding::ZeerGeheim;
use values::actor::{Betrouwbaarheidsniveau, Burger, Component};

use crate::fixtures::{api, make_document, make_zaak, rol_body, start, status_body, type_url, zaak_body};

/// Every field that a caller can send, apart from references to other zaken.
fn everything() -> Value {
    json!({
        "identificatie": "Z-1",
        "omschrijving": "Alles",
        "toelichting": "Met elk veld",
        "registratiedatum": "2026-11-19",
        "einddatumGepland": "2026-12-01",
        "uiterlijkeEinddatumAfdoening": "2026-12-31",
        "publicatiedatum": "2026-11-22",
        "laatstGeopend": "2026-11-24T10:00:00Z",
        "communicatiekanaalNaam": "Balie",
        "productenOfDiensten": [],
        "vertrouwelijkheidaanduiding": "openbaar",
        "betalingsindicatie": "gedeeltelijk",
        "laatsteBetaaldatum": "2026-11-24T09:00:00Z",
        "zaakgeometrie": { "type": "Point", "coordinates": [4.895, 52.37] },
        "verlenging": { "reden": "Meer onderzoek", "duur": "P30D" },
        "opschorting": { "indicatie": true, "reden": "Wacht op stukken" },
        "selectielijstklasse": "https://selectielijst.example.nl/api/v1/resultaten/1",
        "kenmerken": [{ "kenmerk": "B-2", "bron": "Oud" }, { "kenmerk": "A-1", "bron": "Nieuw" }],
        "archiefnominatie": "vernietigen",
        "archiefstatus": "nog_te_archiveren",
        "archiefactiedatum": "2030-01-01",
        "opdrachtgevendeOrganisatie": "002564440",
        "processobjectaard": "Vergunning",
        "startdatumBewaartermijn": "2027-01-01",
        "processobject": {
            "datumkenmerk": "einde", "identificatie": "V-1", "objecttype": "vergunning", "registratie": "VTH"
        },
    })
}

fn expect_fields(found: &Value, expected: &Value) {
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&found[name], value, "{name}");
    }
}

#[tokio::test]
async fn every_field_is_kept_and_answered() {
    for app in start().await {
        let other = make_zaak(&app, json!({})).await;
        let relaties = json!({
            "relevanteAndereZaken": [
                { "url": other, "aardRelatie": "vervolg", "overigeRelatie": "", "toelichting": "" },
                { "url": other, "aardRelatie": "overig", "overigeRelatie": "buren", "toelichting": "naast elkaar" },
            ],
            "gerelateerdeZaken": [{ "url": other }],
        });
        let zaak = make_zaak(&app, with(everything(), relaties.clone())).await;
        let found = app.get(ALLES, &zaak).await.json();
        let mut expected = with(everything(), relaties);
        expected["opschorting"]["eerdereOpschorting"] = json!(false);
        expect_fields(&found, &expected);
        assert_eq!(found["betalingsindicatieWeergave"], "De met de zaak gemoeide kosten zijn gedeeltelijk betaald.");
        assert_eq!(app.get(ALLES, &other).await.json()["gerelateerdeZaken"], json!([{ "url": zaak }]));
        let listed = app.get(ALLES, &api("zaken")).await.json();
        assert_eq!(listed["results"][0], found);

        // What was answered can be sent back as it is.
        let same = app.call(ALLES, "PUT", &zaak, &found).await;
        assert_eq!(same.status_code, 200, "{}", same.json());
        let mut expected = found.clone();
        expected["opschorting"]["eerdereOpschorting"] = json!(true);
        expected["laatstGemuteerd"] = same.json()["laatstGemuteerd"].clone();
        assert_eq!(same.json(), expected);
        assert_eq!(same.header("content-crs"), "EPSG:4326");

        // A PUT with only what is required takes the rest away.
        let plain = app.call(ALLES, "PUT", &zaak, &zaak_body(&app.bezwaar)).await.json();
        let empty = json!({
            "identificatie": "Z-1", "omschrijving": "Proef", "toelichting": "", "registratiedatum": "2026-11-19",
            "einddatumGepland": null, "publicatiedatum": null, "laatstGeopend": null, "communicatiekanaal": "",
            "communicatiekanaalNaam": "", "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "betalingsindicatie": "",
            "laatsteBetaaldatum": null, "zaakgeometrie": null, "verlenging": { "reden": "", "duur": null },
            "opschorting": { "indicatie": false, "eerdereOpschorting": true, "reden": "" }, "selectielijstklasse": "",
            "relevanteAndereZaken": [], "gerelateerdeZaken": [], "kenmerken": [], "archiefnominatie": null,
            "archiefactiedatum": null, "opdrachtgevendeOrganisatie": "", "processobjectaard": "",
            "startdatumBewaartermijn": null,
            "processobject": { "datumkenmerk": "", "identificatie": "", "objecttype": "", "registratie": "" },
        });
        expect_fields(&plain, &empty);
        assert_eq!(app.get(ALLES, &other).await.json()["gerelateerdeZaken"], json!([]));
    }
}

#[tokio::test]
async fn a_change_of_the_terms_is_told_whichever_call_makes_it() {
    static TOLD: Sql = sql(
        "test.told_termijnen",
        "SELECT kenmerken FROM event WHERE kanaal = 'loket.berichten' AND resource = 'termijn'",
    );
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let wait = |indicatie: bool| json!({ "opschorting": { "indicatie": indicatie, "reden": "Stukken" } });
        let longer = json!({ "verlenging": { "reden": "Advies", "duur": "P14D" } });
        let later = json!({ "uiterlijkeEinddatumAfdoening": "2031-01-01" });
        for changes in
            [json!({ "omschrijving": "Anders" }), wait(true), wait(true), wait(false), longer.clone(), later, longer]
        {
            let answer = app.call(ALLES, "PATCH", &zaak, &changes).await;
            assert_eq!(answer.status_code, 200, "{}", answer.json());
        }
        let told = app.db.reader().query(&TOLD, &[], |row| row.get::<String>(0)).await.unwrap();
        let mut told: Vec<Value> = told.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        // All of one moment: in no order.
        told.sort_by_key(|kenmerken| kenmerken["wat"].to_string());
        assert_eq!(told, ["hervat", "opgeschort", "verlengd"].map(|wat| json!({ "wat": wat })));
    }
}

#[tokio::test]
async fn a_patch_changes_what_is_sent() {
    for app in start().await {
        let zaak = make_zaak(&app, everything()).await;
        let before = app.get(ALLES, &zaak).await.json();
        app.tick();
        let changes = json!({ "omschrijving": "Anders", "kenmerken": [], "verlenging": null, "url": "x", "einddatum": "2026-11-25" });
        let answer = app.call(ALLES, "PATCH", &zaak, &changes).await;
        let mut expected = before.clone();
        expected["omschrijving"] = json!("Anders");
        expected["kenmerken"] = json!([]);
        expected["verlenging"] = json!({ "reden": "", "duur": null });
        expected["opschorting"]["eerdereOpschorting"] = json!(true);
        expected["laatstGemuteerd"] = json!("2026-11-25T10:00:02Z");
        assert_eq!(answer.json(), expected);
        assert_eq!(app.get(ALLES, &zaak).await.json(), expected);

        // The audit trail tells what it was and what it became, in the form of the API.
        let trail = app.get(ALLES, &format!("{zaak}/audittrail")).await.json();
        assert_eq!(trail[0]["actie"], "create");
        assert_eq!(trail[0]["wijzigingen"], json!({ "nieuw": before }));
        assert_eq!(trail[1]["actie"], "partial_update");
        assert_eq!(trail[1]["wijzigingen"], json!({ "oud": before, "nieuw": expected }));
    }
}

/// Zaken that a change can name.
struct Zaken {
    /// Of another organisation, and a hoofdzaak to be.
    main: String,
    /// The one that changes.
    own: String,
    /// One that is not there.
    nobody: String,
}

/// A change, and every fault that the answer must name.
type Refused = (Value, &'static [&'static str]);

/// Sends changes that must be refused, and sees that nothing came of them.
async fn refuse(changes: impl Fn(&TestApp, &Zaken) -> Vec<Refused>) {
    for app in start().await {
        let main = make_zaak(&app, json!({})).await;
        let own = make_zaak(&app, everything()).await;
        let zaken = Zaken { main, own, nobody: api("zaken/00000000-0000-7000-8000-000000000000") };
        let before = app.get(ALLES, &zaken.own).await.json();
        for (change, expected) in changes(&app, &zaken) {
            let answer = app.call(ALLES, "PATCH", &zaken.own, &change).await;
            assert_eq!(answer.faults(), expected, "{}", answer.json());
        }
        assert_eq!(app.get(ALLES, &zaken.own).await.json(), before);
    }
}

#[tokio::test]
async fn zrc_001_and_013_a_zaak_stays_of_its_zaaktype_and_below_no_zaak_that_is_not_there() {
    refuse(|app, zaken| {
        let parkeren = type_url("zaaktypen", app.parkeren.uuid);
        vec![
            (json!({ "zaaktype": parkeren }), &["zaaktype wijzigen-niet-toegelaten"]),
            (json!({ "hoofdzaak": zaken.own }), &["hoofdzaak self-forbidden"]),
            (json!({ "hoofdzaak": zaken.nobody }), &["hoofdzaak object-does-not-exist"]),
        ]
    })
    .await;
}

#[tokio::test]
async fn zrc_002_the_identificatie_stays_and_the_bronorganisatie_may_change() {
    refuse(|_, _| vec![(json!({ "identificatie": "Z-3" }), &["identificatie wijzigen-niet-toegelaten"])]).await;
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let moved = app.call(ALLES, "PATCH", &zaak, &json!({ "bronorganisatie": "999993653" })).await;
        assert_eq!(moved.status_code, 200);
        let named = make_zaak(&app, json!({ "identificatie": "Z-2" })).await;
        make_zaak(&app, json!({ "identificatie": "Z-2", "bronorganisatie": "999993653" })).await;
        let taken = app.call(ALLES, "PATCH", &named, &json!({ "bronorganisatie": "999993653" })).await;
        assert_eq!(taken.faults(), ["identificatie identificatie-niet-uniek"]);
    }
}

#[tokio::test]
async fn zrc_011_relevante_andere_zaken_are_there_and_matter_in_a_known_way() {
    refuse(|_, Zaken { main, nobody, .. }| {
        vec![
            (
                json!({ "relevanteAndereZaken": [{ "url": nobody, "aardRelatie": "vervolg" }] }),
                &["relevanteAndereZaken.0.url bad-url"],
            ),
            (
                json!({ "relevanteAndereZaken": [{ "url": main, "aardRelatie": "overig" }] }),
                &["relevanteAndereZaken.0.overigeRelatie required"],
            ),
            (
                json!({ "relevanteAndereZaken": [{ "url": main, "aardRelatie": "buur" }, 3] }),
                &["relevanteAndereZaken.0.aardRelatie invalid_choice", "relevanteAndereZaken.1 invalid"],
            ),
        ]
    })
    .await;
}

#[tokio::test]
async fn zrc_012_a_group_of_facts_is_judged_as_a_whole() {
    refuse(|_, _| {
        let group = json!({ "verlenging": { "reden": "x" }, "processobject": { "datumkenmerk": "a" } });
        vec![(
            group,
            &[
                "verlenging.duur required",
                "processobject.identificatie required",
                "processobject.objecttype required",
                "processobject.registratie required",
            ],
        )]
    })
    .await;
}

#[tokio::test]
async fn zrc_014_what_need_not_be_paid_for_was_not_paid_for() {
    refuse(|_, _| {
        vec![
            (
                json!({ "betalingsindicatie": "nvt", "laatsteBetaaldatum": "2026-11-20T00:00:00Z" }),
                &["laatsteBetaaldatum betaling-nvt"],
            ),
            (json!({ "laatsteBetaaldatum": "2026-11-26T00:00:00Z" }), &["laatsteBetaaldatum future_not_allowed"]),
        ]
    })
    .await;
    for app in start().await {
        let zaak = make_zaak(&app, everything()).await;
        let answer = app.call(ALLES, "PATCH", &zaak, &json!({ "betalingsindicatie": "nvt" })).await.json();
        assert_eq!(answer["laatsteBetaaldatum"], Value::Null);
    }
}

#[tokio::test]
async fn zrc_015_products_and_services_are_of_the_zaaktype() {
    refuse(|_, _| {
        let product = json!({ "productenOfDiensten": ["https://example.nl/pdc/1"] });
        vec![(product, &["productenOfDiensten invalid-products-services"])]
    })
    .await;
}

#[tokio::test]
async fn zrc_022_a_zaak_is_archived_with_its_documents_and_a_date() {
    refuse(|_, _| {
        let archived = json!({ "archiefstatus": "gearchiveerd", "archiefnominatie": null, "archiefactiedatum": null });
        vec![(archived, &["archiefnominatie archiefnominatie-not-set", "archiefactiedatum archiefactiedatum-not-set"])]
    })
    .await;
    for app in start().await {
        let zaak = make_zaak(&app, everything()).await;
        let document = make_document(&app).await;
        app.post(ALLES, &api("zaakinformatieobjecten"), &json!({ "zaak": zaak, "informatieobject": document })).await;
        let answer = app.call(ALLES, "PATCH", &zaak, &json!({ "archiefstatus": "gearchiveerd" })).await;
        assert_eq!(answer.faults(), ["archiefstatus documents-not-archived"]);
    }
}

#[tokio::test]
async fn a_place_is_in_wgs_84_and_texts_have_their_lengths() {
    refuse(|_, _| {
        vec![
            (
                json!({ "zaakgeometrie": { "type": "Point", "coordinates": [121000, 487000] } }),
                &["zaakgeometrie invalid"],
            ),
            (
                json!({ "communicatiekanaalNaam": "x".repeat(251), "kenmerken": [{ "kenmerk": "" }] }),
                &["communicatiekanaalNaam max_length", "kenmerken.0.kenmerk blank", "kenmerken.0.bron required"],
            ),
        ]
    })
    .await;
}

async fn count(app: &TestApp, list: &str) -> u64 {
    let json = app.get(ALLES, &api(list)).await.json();
    json["count"].as_u64().unwrap_or_else(|| json.as_array().unwrap().len() as u64)
}

const RESIDENT: &str = "999990019";

/// A resident looks at her zaak in the portal.
async fn look_as_resident(db: &Db, zaak: Uuid) {
    let burger = Burger {
        bsn: RESIDENT.parse().unwrap(),
        naam: "Piet Pietersen".into(),
        loa: Betrouwbaarheidsniveau::Midden,
        vertegenwoordigt: None,
    };
    let mut tx = db.begin(&Actor::Burger(burger)).await.unwrap();
    tx.log_inzage("zaak", zaak, "portaal").await.unwrap();
    tx.commit().await.unwrap();
}

/// Returns the tables that name this object or this resident, in whatever column. The log of processings is left out: it must outlive what was
/// read, and knows persons by a code.
async fn tables_naming(db: &Db, object: Uuid) -> Vec<String> {
    static COLUMNS: Sql = sql_pair(
        "test.columns",
        "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name",
        "SELECT table_name::TEXT, column_name::TEXT FROM information_schema.columns
         WHERE table_schema = current_schema() ORDER BY 1",
    );
    let read = |row: &store::Row<'_>| Ok((row.get::<String>(0)?, row.get::<String>(1)?));
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in db.reader().query(&COLUMNS, &[], read).await.unwrap() {
        tables.entry(table).or_default().push(column);
    }
    tables.remove("verwerking_persoon");
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02X}")).collect::<String>();
    let names = match db.kind() {
        "sqlite" => [object.simple().to_string().to_uppercase(), hex(&object.to_string()), hex(RESIDENT)],
        _ => [object.to_string(), object.simple().to_string(), RESIDENT.to_owned()],
    };
    let mut naming = Vec::new();
    for (table, columns) in tables {
        let any = |shown: fn(&str) -> String| {
            let conditions = columns
                .iter()
                .flat_map(|column| (1..=3).map(move |name| shown(column).replace('#', &format!("${name}"))));
            let text =
                format!("SELECT count(*) FROM \"{table}\" WHERE {}", conditions.collect::<Vec<_>>().join(" OR "));
            &*text.leak()
        };
        let sqlite = any(|column| format!("instr(hex(CAST(\"{column}\" AS BLOB)), #) > 0"));
        let postgres = any(|column| format!("strpos(\"{column}\"::TEXT, #) > 0"));
        let statement: &'static Sql = Box::leak(Box::new(sql_pair("test.naming", sqlite, postgres)));
        let values = names.each_ref().map(|name| name.into());
        if db.reader().query_one(statement, &values, |row| row.get::<i64>(0)).await.unwrap() > 0 {
            naming.push(table);
        }
    }
    naming
}

#[tokio::test]
async fn zrc_023_a_zaak_is_destroyed_with_all_below_it() {
    for app in start().await {
        let zaak = make_zaak(&app, everything()).await;
        let document = make_document(&app).await;
        app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, 0)).await;
        app.post(ALLES, &api("rollen"), &rol_body(&app, &zaak, "initiator")).await;
        app.post(ALLES, &api("zaakinformatieobjecten"), &json!({ "zaak": zaak, "informatieobject": document })).await;
        let uuid: Uuid = zaak.rsplit('/').next().unwrap().parse().unwrap();
        look_as_resident(&app.db, uuid).await;
        assert!(tables_naming(&app.db, uuid).await.contains(&"inzage".to_owned()));
        let own = app.bezwaar.uuid.uuid();
        app.add("bijwerker", false, &[autorisatie(Component::Zrc, &["zaken.bijwerken"], own, ZeerGeheim)]).await;
        assert_eq!(
            app.call("bijwerker", "DELETE", &zaak, &json!({})).await.outcome(),
            (403, "permission_denied".into())
        );
        app.add("vernietiger", false, &[autorisatie(Component::Zrc, &["zaken.verwijderen"], own, ZeerGeheim)]).await;
        // Coordinates are of no use here.
        let token = format!("Bearer {}", app.token("vernietiger"));
        let answer = app.send_with("DELETE", &zaak, &[("authorization", &token)], "").await;
        assert_eq!((answer.status_code.as_u16(), answer.body.len()), (204, 0));
        assert_eq!(app.get(ALLES, &zaak).await.outcome(), (404, "not_found".into()));
        for list in ["zaken", "statussen", "rollen", "zaakinformatieobjecten"] {
            assert_eq!(count(&app, list).await, 0, "{list}");
        }
        assert!(store::audit_records(&mut app.db.reader(), "zrc", uuid, 1).await.unwrap().is_empty());
        assert_eq!(tables_naming(&app.db, uuid).await, Vec::<String>::new(), "{}", app.db.kind());
        assert_eq!(app.call("vernietiger", "DELETE", &zaak, &json!({})).await.outcome(), (404, "not_found".into()));
    }
}

#[tokio::test]
async fn a_closed_zaak_changes_only_by_force() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let resultaattype = app.bezwaar.resultaattype("Gegrond").unwrap().uuid;
        let body = json!({ "zaak": zaak, "resultaattype": type_url("resultaattypen", resultaattype) });
        app.post(ALLES, &api("resultaten"), &body).await;
        let last = app.bezwaar.statustypen.len() - 1;
        let closed = app.post(ALLES, &api("statussen"), &status_body(&app, &zaak, last)).await;
        assert_eq!(closed.status_code, 201, "{}", closed.json());
        let own = app.bezwaar.uuid.uuid();
        for (client, scopes, expected) in [
            ("lezer", ["zaken.lezen"], 403),
            ("bijwerker", ["zaken.bijwerken"], 403),
            ("forceerder", ["zaken.geforceerd-bijwerken"], 200),
        ] {
            app.add(client, false, &[autorisatie(Component::Zrc, &scopes, own, ZeerGeheim)]).await;
            let answer = app.call(client, "PATCH", &zaak, &json!({ "toelichting": client })).await;
            assert_eq!(answer.status_code.as_u16(), expected, "{client} {}", answer.json());
        }
        let found = app.get(ALLES, &zaak).await.json();
        assert_eq!((&found["toelichting"], &found["einddatum"]), (&json!("forceerder"), &json!("2026-11-25")));
    }
}

static MORE_KENMERKEN: Sql =
    sql("test.more_kenmerken", "INSERT INTO zaakkenmerk (zaak, plaats, kenmerk, bron) VALUES ($1, 9999, 'K', 'B')");

#[tokio::test]
async fn lists_of_a_zaak_have_an_end() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let many = |one: Value, count: usize| Value::Array(vec![one; count]);
        let kenmerk = json!({ "kenmerk": "K", "bron": "B" });
        let relevant = json!({ "url": make_zaak(&app, json!({})).await, "aardRelatie": "vervolg" });
        let product = json!("https://example.nl/producten/1");
        for (field, one) in
            [("kenmerken", kenmerk), ("relevanteAndereZaken", relevant), ("productenOfDiensten", product)]
        {
            let refused = app.call(ALLES, "PATCH", &zaak, &json!({ field: many(one, 501) })).await;
            assert!(refused.faults().contains(&format!("{field} max_length")), "{field} {:?}", refused.faults());
        }
        let most = json!({ "kenmerken": many(json!({ "kenmerk": "K", "bron": "B" }), 500) });
        assert_eq!(app.call(ALLES, "PATCH", &zaak, &most).await.status_code, 200);
        // What it has from before is no matter of another field.
        let id: Uuid = zaak.rsplit('/').next().unwrap().parse().unwrap();
        let mut tx = app.db.begin(&test_kit::apis::SYSTEEM).await.unwrap();
        tx.execute(&MORE_KENMERKEN, &[id.into()]).await.unwrap();
        tx.commit().await.unwrap();
        let other = app.call(ALLES, "PATCH", &zaak, &json!({ "toelichting": "x" })).await;
        assert_eq!(other.status_code, 200, "{}", other.json());
        assert_eq!(other.json()["kenmerken"].as_array().unwrap().len(), 501);
    }
}

#[tokio::test]
async fn an_audit_trail_shows_what_changed_of_the_newest_lines_and_of_each_by_itself() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        for text in ["een", "twee", "drie"] {
            app.tick();
            let changed = app.call(ALLES, "PATCH", &zaak, &json!({ "toelichting": text })).await;
            assert_eq!(changed.status_code, 200);
        }
        let uuid = zaak.rsplit('/').next().unwrap().parse().unwrap();
        let read = async |bytes_max| store::audit_records(&mut app.db.reader(), "zrc", uuid, bytes_max).await.unwrap();
        let all = read(1_000_000).await;
        assert!(all.len() == 4 && all.iter().all(|line| line.nieuw.is_some()));
        let size = |line: &store::AuditRecord| {
            [&line.oud, &line.nieuw].into_iter().flatten().map(|state| state.to_string().len()).sum::<usize>()
        };
        // Room for the newest, and not for one more.
        let room = i64::try_from(size(&all[3]) + 100).unwrap();
        let shown: Vec<bool> = read(room).await.iter().map(|line| line.nieuw.is_some()).collect();
        assert_eq!(shown, [false, false, false, true]);
        let first = store::find_audit_record(&mut app.db.reader(), "zrc", uuid, all[0].uuid).await.unwrap().unwrap();
        assert_eq!(first.nieuw, all[0].nieuw);
    }
}
