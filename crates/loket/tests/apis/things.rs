//! One of everything in the registers, to be asked for.

use std::collections::BTreeMap;

use catalogi::Zaaktype;
use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, TestApp, with};

const ZRC: &str = "/zaken/api/v1";
const DRC: &str = "/documenten/api/v1";
const BRC: &str = "/besluiten/api/v1";
const ZTC: &str = "/catalogi/api/v1";

/// The level of the zaak and of its documents.
pub const LEVEL: &str = "vertrouwelijk";

/// What there is.
pub struct Things {
    /// The id of one, by the path before it.
    ids: BTreeMap<String, String>,
    /// A body that makes one, by the path that it is sent to.
    bodies: BTreeMap<String, Value>,
}

/// The path with nothing between its braces.
fn nameless(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

fn url(root: &str, resource: &str, uuid: impl std::fmt::Display) -> String {
    format!("{BASE}{root}/{resource}/{uuid}")
}

fn id_of(url: &str) -> String {
    url.rsplit('/').next().unwrap().to_owned()
}

pub fn zaak_body(zaaktype: &Zaaktype) -> Value {
    json!({
        "bronorganisatie": "002564440",
        "verantwoordelijkeOrganisatie": "002564440",
        "zaaktype": url(ZTC, "zaaktypen", zaaktype.uuid),
        "startdatum": "2026-11-20",
        "vertrouwelijkheidaanduiding": LEVEL,
    })
}

pub fn document_body(zaaktype: &Zaaktype) -> Value {
    let soort = zaaktype.informatieobjecttypen[0].informatieobjecttype.uuid;
    json!({
        "bronorganisatie": "002564440",
        "creatiedatum": "2026-11-20",
        "titel": "Brief",
        "auteur": "Anne",
        "taal": "nld",
        "inhoud": "aGFsbG8=",
        "bestandsomvang": 5,
        "vertrouwelijkheidaanduiding": LEVEL,
        "informatieobjecttype": url(ZTC, "informatieobjecttypen", soort),
    })
}

/// Returns a body for a decision in a zaak of the first zaaktype.
fn besluit_body(app: &TestApp, zaak: &str) -> Value {
    json!({
        "verantwoordelijkeOrganisatie": "002564440",
        "besluittype": url(ZTC, "besluittypen", app.bezwaar.besluittypen[0].uuid),
        "zaak": zaak,
        "datum": "2026-11-20",
        "ingangsdatum": "2026-11-21",
    })
}

/// Takes a decision with a document in a zaak, and returns its URL and that of its document in it.
pub async fn decide(app: &TestApp, zaak: &str, document: &str) -> (String, String) {
    // Rule: brc-008 (informatieobjecttype bij besluittype).
    let besluittype = url(ZTC, "besluittypen", app.bezwaar.besluittypen[0].uuid);
    let soort = url(ZTC, "informatieobjecttypen", app.bezwaar.informatieobjecttypen[0].informatieobjecttype.uuid);
    let changed = app.call(ALLES, "PATCH", &besluittype, &json!({ "informatieobjecttypen": [soort] })).await;
    assert_eq!(changed.status_code, 200, "{}", changed.json());
    let mut made = Vec::new();
    for resource in ["besluiten", "besluitinformatieobjecten"] {
        let body = match made.first() {
            None => besluit_body(app, zaak),
            Some(besluit) => json!({ "besluit": besluit, "informatieobject": document }),
        };
        app.tick();
        let answer = app.post(ALLES, &format!("{BASE}{BRC}/{resource}"), &body).await;
        assert_eq!(answer.status_code, 201, "{resource}: {}", answer.json());
        made.push(answer.url());
    }
    let [besluit, vastgelegd] = made.try_into().unwrap();
    (besluit, vastgelegd)
}

impl Things {
    /// Makes one of everything, of the first zaaktype.
    pub async fn make_all(app: &TestApp) -> Self {
        let mut things = Self { ids: BTreeMap::new(), bodies: BTreeMap::new() };
        things.make_zaak(app).await;
        things.make_besluit(app).await;
        things.make_below_document(app).await;
        things.find_typen(app).await;
        things.find_others(app).await;
        for main in [format!("{ZRC}/zaken"), format!("{DRC}/enkelvoudiginformatieobjecten"), format!("{BRC}/besluiten")]
        {
            let trail = app.get(ALLES, &things.address(&format!("{main}/{{uuid}}/audittrail"))).await.json();
            things.ids.insert(format!("{main}/{{}}/audittrail"), trail[0]["uuid"].as_str().unwrap().to_owned());
        }
        things
    }

    /// Returns the URL of a route, with the ids of what there is.
    pub fn address(&self, path: &str) -> String {
        let mut before = String::new();
        let mut address = BASE.to_owned();
        for part in path.split('/').skip(1) {
            if part.starts_with('{') {
                let id = self.ids.get(&before).unwrap_or_else(|| panic!("there is nothing at {before}"));
                address.push_str(&format!("/{id}"));
                before.push_str("/{}");
            } else {
                address.push_str(&format!("/{part}"));
                before.push_str(&format!("/{part}"));
            }
        }
        address
    }

    /// Returns what to send to a route.
    pub fn body(&self, method: &str, path: &str) -> Value {
        let made = if method == "POST" { self.bodies.get(&nameless(path)) } else { None };
        made.cloned().unwrap_or_else(|| json!({}))
    }

    /// Makes one and returns its URL.
    async fn make(&mut self, app: &TestApp, path: &str, body: Value) -> String {
        app.tick();
        let made = app.post(ALLES, &self.address(path), &body).await;
        assert_eq!(made.status_code, 201, "{path}: {}", made.json());
        self.bodies.insert(nameless(path), body);
        self.ids.insert(nameless(path), id_of(&made.url()));
        made.url()
    }

    async fn make_zaak(&mut self, app: &TestApp) {
        let typ = |resource: &str, uuid: &dyn std::fmt::Display| url(ZTC, resource, uuid);
        let now = app.clock.now().to_string();
        let bezwaar = &app.bezwaar;
        let ander = app.ander().await;
        let zaak = self.make(app, &format!("{ZRC}/zaken"), zaak_body(bezwaar)).await;
        let document = self.make(app, &format!("{DRC}/enkelvoudiginformatieobjecten"), document_body(bezwaar)).await;
        let below = [
            (
                "statussen",
                json!({ "statustype": typ("statustypen", &bezwaar.statustypen[0].uuid), "datumStatusGezet": now }),
            ),
            ("substatussen", json!({ "omschrijving": "Wacht", "doelgroep": "betrokkenen", "tijdstip": now })),
            ("resultaten", json!({ "resultaattype": typ("resultaattypen", &bezwaar.resultaattypen[0].uuid) })),
            (
                "rollen",
                json!({
                    "betrokkeneType": "natuurlijk_persoon",
                    "roltype": typ("roltypen", &bezwaar.roltype_generiek("adviseur").unwrap().uuid),
                    "roltoelichting": "adviseur",
                    "betrokkeneIdentificatie": { "inpBsn": "999993653" },
                }),
            ),
            (
                "zaken/{zaak_uuid}/zaakeigenschappen",
                json!({ "eigenschap": typ("eigenschappen", &bezwaar.eigenschap("kenmerk").unwrap().uuid), "waarde": "B-1" }),
            ),
            ("zaakinformatieobjecten", json!({ "informatieobject": document })),
            (
                "zaakobjecten",
                json!({ "objectType": "pand", "objectIdentificatie": { "identificatie": "0518100000000001" } }),
            ),
            ("klantcontacten", json!({ "datumtijd": "2026-11-20T10:00:00Z", "kanaal": "Telefoon" })),
            ("zaakcontactmomenten", json!({ "contactmoment": format!("{ander}contactmomenten/1") })),
            ("zaakverzoeken", json!({ "verzoek": format!("{ander}verzoeken/1") })),
            (
                "zaaknotities",
                json!({ "gerelateerdAan": zaak, "onderwerp": "o", "tekst": "t", "notitieType": "intern", "status": "concept" }),
            ),
        ];
        for (resource, body) in below {
            self.make(app, &format!("{ZRC}/{resource}"), with(json!({ "zaak": zaak }), body)).await;
        }
        self.bodies.insert(format!("{ZRC}/zaken/_zoek"), json!({ "uuid__in": [id_of(&zaak)] }));
        let registered = json!({
            "enkelvoudiginformatieobject": document_body(bezwaar),
            "zaakinformatieobject": { "zaak": zaak },
        });
        self.bodies.insert(format!("{DRC}/document_registreren"), registered);
        let composite = json!({
            "zaak": zaak_body(bezwaar),
            "status": { "statustype": typ("statustypen", &bezwaar.statustypen[0].uuid), "datumStatusGezet": now },
        });
        self.bodies.insert(format!("{ZRC}/zaak_registreren"), composite);
        for change in ["afsluiten", "bijwerken", "opschorten", "verlengen"] {
            self.ids.insert(format!("{ZRC}/zaak_{change}"), id_of(&zaak));
        }
        for path in ["zaaknummer_reserveren", "reserveer_zaaknummer"] {
            self.bodies.insert(format!("{ZRC}/{path}"), json!({ "bronorganisatie": "002564440" }));
        }
    }

    async fn make_besluit(&mut self, app: &TestApp) {
        let zaak = self.address(&format!("{ZRC}/zaken/{{uuid}}"));
        let document = self.address(&format!("{DRC}/enkelvoudiginformatieobjecten/{{uuid}}"));
        let (besluit, vastgelegd) = decide(app, &zaak, &document).await;
        self.ids.insert(format!("{BRC}/besluiten"), id_of(&besluit));
        self.ids.insert(format!("{BRC}/besluitinformatieobjecten"), id_of(&vastgelegd));
        let of_zaak = app.get(ALLES, &format!("{zaak}/besluiten")).await.json();
        self.ids.insert(format!("{ZRC}/zaken/{{}}/besluiten"), id_of(of_zaak[0]["url"].as_str().unwrap()));
        self.bodies.insert(format!("{ZRC}/zaken/{{}}/besluiten"), json!({ "besluit": besluit }));
        let another = besluit_body(app, &zaak);
        let composite = json!({ "besluit": another, "besluitinformatieobjecten": [] });
        self.bodies.insert(format!("{BRC}/besluiten"), another);
        self.bodies.insert(format!("{BRC}/besluit_verwerken"), composite);
        let vastgelegd = json!({ "besluit": besluit, "informatieobject": document });
        self.bodies.insert(format!("{BRC}/besluitinformatieobjecten"), vastgelegd);
    }

    async fn make_below_document(&mut self, app: &TestApp) {
        let document = self.address(&format!("{DRC}/enkelvoudiginformatieobjecten/{{uuid}}"));
        let gebruiksrecht = json!({ "informatieobject": document, "startdatum": "2026-11-20T10:00:00Z", "omschrijvingVoorwaarden": "geen" });
        self.make(app, &format!("{DRC}/gebruiksrechten"), gebruiksrecht).await;
        let verzending = json!({
            "informatieobject": document,
            "betrokkene": "https://elders.example.nl/partijen/1",
            "aardRelatie": "geadresseerde",
            "contactPersoon": "https://elders.example.nl/partijen/2",
            "contactpersoonnaam": "Anne",
            "emailadres": "anne@example.nl",
        });
        self.make(app, &format!("{DRC}/verzendingen"), verzending).await;
        let zaak = self.address(&format!("{ZRC}/zaken/{{uuid}}"));
        let mirrored = app.get(ALLES, &format!("{BASE}{DRC}/objectinformatieobjecten?object={zaak}")).await.json();
        self.ids.insert(format!("{DRC}/objectinformatieobjecten"), id_of(mirrored[0]["url"].as_str().unwrap()));
        let again = json!({ "informatieobject": document, "object": zaak, "objectType": "zaak" });
        self.bodies.insert(format!("{DRC}/objectinformatieobjecten"), again);
        let large = with(document_body(&app.bezwaar), json!({ "inhoud": null, "bestandsomvang": 10 }));
        let large = app.post(ALLES, &format!("{BASE}{DRC}/enkelvoudiginformatieobjecten"), &large).await.json();
        let deel = large["bestandsdelen"][0]["url"].as_str().unwrap();
        self.ids.insert(format!("{DRC}/bestandsdelen"), id_of(deel));
        self.bodies
            .insert(format!("{DRC}/enkelvoudiginformatieobjecten/_zoek"), json!({ "uuid__in": [id_of(&document)] }));
    }

    /// The types are those of the packages; what they lack is made.
    async fn find_typen(&mut self, app: &TestApp) {
        let zaaktype = url(ZTC, "zaaktypen", app.bezwaar.uuid);
        for resource in [
            "catalogussen",
            "zaaktypen",
            "besluittypen",
            "informatieobjecttypen",
            "statustypen",
            "roltypen",
            "resultaattypen",
            "eigenschappen",
            "zaaktype-informatieobjecttypen",
        ] {
            let found = app.get(ALLES, &format!("{BASE}{ZTC}/{resource}")).await.json();
            let first = found["results"][0]["url"].as_str().unwrap_or_else(|| panic!("no {resource}")).to_owned();
            self.ids.insert(format!("{ZTC}/{resource}"), id_of(&first));
        }
        let zaakobjecttype = json!({ "zaaktype": zaaktype, "anderObjecttype": true, "objecttype": "https://example.nl/pand", "relatieOmschrijving": "gaat over" });
        self.make(app, &format!("{ZTC}/zaakobjecttypen"), zaakobjecttype).await;
    }

    async fn find_others(&mut self, app: &TestApp) {
        let applicatie = json!({ "clientIds": ["nieuw"], "label": "Nieuw", "heeftAlleAutorisaties": true });
        self.make(app, "/autorisaties/api/v1/applicaties", applicatie).await;
        let kanalen = app.get(ALLES, &format!("{BASE}/notificaties/api/v1/kanaal")).await.json();
        self.ids.insert("/notificaties/api/v1/kanaal".to_owned(), id_of(kanalen[0]["url"].as_str().unwrap()));
        // Nobody can be called back here, so there is no subscriber; who may ask hears that, and who may not hears no more.
        self.ids.insert("/notificaties/api/v1/abonnement".to_owned(), uuid::Uuid::nil().to_string());
        // Nor is there an import.
        self.ids.insert(format!("{DRC}/import"), uuid::Uuid::nil().to_string());
    }
}
