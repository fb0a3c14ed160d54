//! How long a zaak is kept: zrc-021 (archiveringsparameters) over HTTP, each afleidingswijze a row.

use std::sync::Arc;

use ::store::{Actie, Sql, sql};
use catalogi::{Zaaktype, ZaaktypePackage};
use serde_json::{Value, json};
use test_kit::apis::{ALLES, Answer, SYSTEEM, TestApp};
use uuid::Uuid;
use values::Id;

use crate::fixtures::{api, make_zaak, start, type_url};

/// Whatever the zaaktypen say about parts: how a zaak is kept does not depend on it.
pub(crate) static MAKE_DEELZAAK: Sql = sql("test.make_deelzaak", "UPDATE zaak SET hoofdzaak = $2 WHERE uuid = $1");
static ADD_BESLUIT: Sql = sql(
    "test.add_besluit",
    "INSERT INTO besluit (uuid, identificatie, verantwoordelijke_organisatie, besluittype, zaak, datum, toelichting, bestuursorgaan,
        ingangsdatum, vervaldatum, vervalreden)
     VALUES ($1, $2, '002564440', $3, $4, '2026-11-25', '', '', $5, $6, '')",
);

/// Something that tells from when a zaak is kept.
#[derive(Clone, Copy)]
enum Fact {
    Nothing,
    Eigenschap(&'static str),
    /// The value of the eigenschap is another one.
    EigenschapBecomes(&'static str),
    Object(&'static str),
    /// From when it holds, and until when.
    Besluit(&'static str, Option<&'static str>),
    RelevantClosed,
    RelevantOpen,
    Hoofdzaak,
    /// The hoofdzaak ends.
    HoofdzaakEnds,
    /// The hoofdzaak runs again.
    HoofdzaakReopens,
    Bewaartermijn(&'static str),
    ByHand(&'static str),
}

const KEPT: &str = "blijvend_bewaren";
const GONE: &str = "vernietigen";

/// Each afleidingswijze with the fields that it needs: datumkenmerk, objecttype, procestermijn.
const WIJZEN: [(&str, &str, &str, Option<&str>); 9] = [
    ("afgehandeld", "", "", None),
    ("ander_datumkenmerk", "einde", "overige", None),
    ("eigenschap", "datumBesluit", "", None),
    ("gerelateerde_zaak", "", "", None),
    ("hoofdzaak", "", "", None),
    ("ingangsdatum_besluit", "", "", None),
    ("termijn", "", "", Some("P1M")),
    ("vervaldatum_besluit", "", "", None),
    ("zaakobject", "periode/einde", "overige", None),
];

/// The name of a resultaattype: 20 characters at most.
fn name_of(wijze: &str, nominatie: &str) -> String {
    format!("{:.12} {nominatie:.4}", wijze)
}

/// A zaaktype with a resultaattype for each afleidingswijze and nominatie, and one without a term.
async fn zaaktype(app: &TestApp) -> Arc<Zaaktype> {
    let path = format!("{}/../../bouwstenen/bezwaarschrift/zaaktype.json", env!("CARGO_MANIFEST_DIR"));
    let mut package: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    package["identificatie"] = json!("ARCHIEF");
    let mut resultaattypen = Vec::new();
    for (wijze, datumkenmerk, objecttype, procestermijn) in WIJZEN {
        for (nominatie, termijn) in [(KEPT, Some("P1Y")), (GONE, Some("P1Y")), ("zonder", None)] {
            resultaattypen.push(json!({
                "omschrijving": name_of(wijze, nominatie),
                "archiefnominatie": if nominatie == "zonder" { GONE } else { nominatie },
                "archiefactietermijn": termijn,
                "brondatumArchiefprocedure": {
                    "afleidingswijze": wijze, "datumkenmerk": datumkenmerk, "einddatumBekend": false, "objecttype": objecttype,
                    "registratie": if wijze == "ander_datumkenmerk" { "elders" } else { "" }, "procestermijn": procestermijn,
                },
            }));
        }
    }
    package["resultaattypen"] = Value::Array(resultaattypen);
    let package: ZaaktypePackage = serde_json::from_value(package).unwrap();
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    let rsin = "002564440".parse().unwrap();
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &rsin, "Test").await.unwrap();
    let uuid = catalogi::import_zaaktype(&mut tx, &catalogus, &package).await.unwrap();
    let zaaktype = catalogi::read_zaaktype(&mut tx, uuid).await.unwrap();
    tx.commit().await.unwrap();
    app.db.memo().clear();
    zaaktype
}

struct Dossier<'a> {
    app: &'a TestApp,
    zaaktype: &'a Zaaktype,
    zaak: String,
    hoofdzaak: Option<String>,
}

fn id(url: &str) -> Uuid {
    url.rsplit('/').next().unwrap().parse().unwrap()
}

impl Dossier<'_> {
    async fn made(&self, list: &str, body: Value) -> Answer {
        self.app.tick();
        let answer = self.app.post(ALLES, list, &body).await;
        assert_eq!(answer.status_code, 201, "{list} {}", answer.json());
        answer
    }

    async fn new_zaak(&self) -> String {
        make_zaak(self.app, json!({ "zaaktype": type_url("zaaktypen", self.zaaktype.uuid) })).await
    }

    /// Sets a status by its place; a zaak that ends gets this resultaat first.
    async fn set_status(&self, zaak: &str, index: usize, resultaattype: Option<&str>) -> Answer {
        if let Some(omschrijving) = resultaattype {
            let uuid = self.zaaktype.resultaattype(omschrijving).unwrap().uuid;
            let body = json!({ "zaak": zaak, "resultaattype": type_url("resultaattypen", uuid) });
            self.made(&api("resultaten"), body).await;
        }
        self.app.tick();
        let body = json!({ "zaak": zaak, "statustype": type_url("statustypen", self.zaaktype.statustypen[index].uuid),
            "datumStatusGezet": self.app.clock.now().to_string() });
        self.app.post(ALLES, &api("statussen"), &body).await
    }

    async fn patch(&self, changes: Value) {
        let answer = self.app.call(ALLES, "PATCH", &self.zaak, &changes).await;
        assert_eq!(answer.status_code, 200, "{}", answer.json());
    }

    async fn add(&mut self, fact: Fact) {
        match fact {
            Fact::Nothing => {}
            Fact::Eigenschap(waarde) => {
                let uuid = self.zaaktype.eigenschap("datumBesluit").unwrap().uuid;
                let body =
                    json!({ "zaak": self.zaak, "eigenschap": type_url("eigenschappen", uuid), "waarde": waarde });
                self.made(&format!("{}/zaakeigenschappen", self.zaak), body).await;
            }
            Fact::EigenschapBecomes(waarde) => {
                let all = self.app.get(ALLES, &format!("{}/zaakeigenschappen", self.zaak)).await.json();
                let url = all[0]["url"].as_str().unwrap();
                let answer = self.app.call(ALLES, "PATCH", url, &json!({ "waarde": waarde })).await;
                assert_eq!(answer.status_code, 200, "{}", answer.json());
            }
            Fact::Object(einde) => {
                let body = json!({ "zaak": self.zaak, "objectType": "overige", "objectTypeOverige": "vergunning",
                    "objectIdentificatie": { "overigeData": { "periode": { "einde": einde } } } });
                self.made(&api("zaakobjecten"), body).await;
            }
            Fact::Besluit(ingang, verval) => {
                let mut tx = self.app.db.begin(&SYSTEEM).await.unwrap();
                let (uuid, zaak) = (tx.new_uuid(), id(&self.zaak));
                let besluittype = self.zaaktype.besluittypen[0].uuid;
                let number = uuid.to_string();
                let values =
                    [uuid.into(), number.into(), besluittype.into(), zaak.into(), ingang.into(), verval.into()];
                tx.execute(&ADD_BESLUIT, &values).await.unwrap();
                zaken::operations::mirror_besluit(&mut tx, Id::new(zaak), uuid, Actie::Create).await.unwrap();
                tx.commit().await.unwrap();
            }
            Fact::RelevantClosed | Fact::RelevantOpen => {
                let other = self.new_zaak().await;
                if matches!(fact, Fact::RelevantClosed) {
                    let closed = self.set_status(&other, 3, Some(&name_of("afgehandeld", GONE))).await;
                    assert_eq!(closed.status_code, 201, "{}", closed.json());
                }
                self.patch(json!({ "relevanteAndereZaken": [{ "url": other, "aardRelatie": "vervolg" }] })).await;
            }
            Fact::Hoofdzaak => {
                let main = self.new_zaak().await;
                let mut tx = self.app.db.begin(&SYSTEEM).await.unwrap();
                tx.execute(&MAKE_DEELZAAK, &[id(&self.zaak).into(), id(&main).into()]).await.unwrap();
                tx.commit().await.unwrap();
                self.hoofdzaak = Some(main);
            }
            Fact::HoofdzaakEnds => {
                let main = self.hoofdzaak.clone().unwrap();
                let closed = self.set_status(&main, 3, Some(&name_of("afgehandeld", GONE))).await;
                assert_eq!(closed.status_code, 201, "{}", closed.json());
            }
            Fact::HoofdzaakReopens => {
                self.add_all(Fact::HoofdzaakEnds).await;
                let main = self.hoofdzaak.clone().unwrap();
                assert_eq!(self.set_status(&main, 0, None).await.status_code, 201);
            }
            Fact::Bewaartermijn(day) => self.patch(json!({ "startdatumBewaartermijn": day })).await,
            Fact::ByHand(day) => self.patch(json!({ "archiefactiedatum": day })).await,
        }
    }

    async fn add_all(&mut self, fact: Fact) {
        Box::pin(self.add(fact)).await;
    }
}

#[tokio::test]
async fn zrc_021_and_026_the_archive_date_follows_each_afleidingswijze_also_when_its_fact_comes_later() {
    use Fact::*;
    // Afleidingswijze, nominatie, what is known when the zaak ends, the archiefactiedatum or the fault, what comes later, the date then.
    type Case = (&'static str, &'static str, Fact, Result<Option<&'static str>, ()>, Fact, Option<&'static str>);
    let cases: Vec<Case> = vec![
        ("afgehandeld", GONE, Nothing, Ok(Some("2027-11-25")), Nothing, Some("2027-11-25")),
        ("afgehandeld", KEPT, Nothing, Ok(Some("2027-11-25")), Nothing, Some("2027-11-25")),
        ("afgehandeld", "zonder", Nothing, Ok(None), Nothing, None),
        // Rule: zrc-026 (bewaren).
        ("afgehandeld", GONE, Bewaartermijn("2020-02-29"), Ok(Some("2021-02-28")), Nothing, Some("2021-02-28")),
        ("ander_datumkenmerk", GONE, Nothing, Ok(None), ByHand("2031-01-01"), Some("2031-01-01")),
        ("eigenschap", GONE, Nothing, Ok(None), Eigenschap("2026-03-01"), Some("2027-03-01")),
        ("eigenschap", KEPT, Nothing, Ok(None), Eigenschap("2026-03-01"), Some("2027-03-01")),
        ("eigenschap", GONE, Eigenschap("20260301"), Ok(Some("2027-03-01")), Nothing, Some("2027-03-01")),
        (
            "eigenschap",
            GONE,
            Eigenschap("20260301"),
            Ok(Some("2027-03-01")),
            EigenschapBecomes("2024-02-29"),
            Some("2025-02-28"),
        ),
        // What is no day says nothing.
        (
            "eigenschap",
            GONE,
            Eigenschap("20260301"),
            Ok(Some("2027-03-01")),
            EigenschapBecomes("geen datum"),
            Some("2027-03-01"),
        ),
        ("gerelateerde_zaak", GONE, Nothing, Err(()), Nothing, None),
        ("gerelateerde_zaak", KEPT, Nothing, Ok(None), Nothing, None),
        ("gerelateerde_zaak", GONE, RelevantOpen, Err(()), Nothing, None),
        ("gerelateerde_zaak", GONE, RelevantClosed, Ok(Some("2027-11-25")), Nothing, Some("2027-11-25")),
        ("hoofdzaak", GONE, Nothing, Err(()), Nothing, None),
        ("hoofdzaak", KEPT, Nothing, Ok(None), Nothing, None),
        ("hoofdzaak", GONE, Hoofdzaak, Ok(None), HoofdzaakEnds, Some("2027-11-25")),
        ("hoofdzaak", GONE, Hoofdzaak, Ok(None), HoofdzaakReopens, None),
        ("ingangsdatum_besluit", GONE, Nothing, Err(()), Nothing, None),
        ("ingangsdatum_besluit", KEPT, Nothing, Ok(None), Besluit("2026-06-01", None), Some("2027-06-01")),
        (
            "ingangsdatum_besluit",
            GONE,
            Besluit("2026-06-01", None),
            Ok(Some("2027-06-01")),
            Besluit("2026-07-01", None),
            Some("2027-07-01"),
        ),
        ("termijn", GONE, Nothing, Ok(Some("2027-12-25")), Nothing, Some("2027-12-25")),
        ("vervaldatum_besluit", GONE, Nothing, Ok(None), Besluit("2026-06-01", Some("2027-06-01")), Some("2028-06-01")),
        ("vervaldatum_besluit", GONE, Besluit("2026-06-01", None), Ok(None), Nothing, None),
        (
            "vervaldatum_besluit",
            GONE,
            Besluit("2026-06-01", Some("2027-06-01")),
            Ok(Some("2028-06-01")),
            Besluit("2026-06-01", Some("2026-12-01")),
            Some("2028-06-01"),
        ),
        ("zaakobject", GONE, Nothing, Err(()), Nothing, None),
        ("zaakobject", GONE, Object("geen dag"), Err(()), Nothing, None),
        ("zaakobject", KEPT, Nothing, Ok(None), Object("2027-03-01"), Some("2028-03-01")),
        ("zaakobject", GONE, Object("2027-03-01"), Ok(Some("2028-03-01")), Nothing, Some("2028-03-01")),
    ];
    for app in start().await {
        let zaaktype = zaaktype(&app).await;
        for (row, (wijze, nominatie, before, expected, later, at_last)) in cases.iter().enumerate() {
            let name = format!("row {row}: {wijze} {nominatie} on {}", app.db.kind());
            app.tick();
            let mut dossier = Dossier { app: &app, zaaktype: &zaaktype, zaak: String::new(), hoofdzaak: None };
            dossier.zaak = dossier.new_zaak().await;
            dossier.add(*before).await;
            let closed = dossier.set_status(&dossier.zaak, 3, Some(&name_of(wijze, nominatie))).await;
            let found = app.get(ALLES, &dossier.zaak).await.json();
            let Ok(date) = expected else {
                assert_eq!(closed.faults(), ["nonFieldErrors archiefactiedatum-error"], "{name}");
                assert_eq!((&found["einddatum"], &found["status"]), (&Value::Null, &Value::Null), "{name}");
                continue;
            };
            assert_eq!(closed.status_code, 201, "{name} {}", closed.json());
            assert_eq!(found["archiefactiedatum"], json!(date), "{name}");
            assert_eq!(found["archiefnominatie"], json!(if *nominatie == KEPT { KEPT } else { GONE }), "{name}");
            assert_eq!(found["startdatumBewaartermijn"].is_null(), date.is_none(), "{name}");
            dossier.add(*later).await;
            let found = app.get(ALLES, &dossier.zaak).await.json();
            assert_eq!(found["archiefactiedatum"], json!(at_last), "{name}, later");
        }
    }
}
