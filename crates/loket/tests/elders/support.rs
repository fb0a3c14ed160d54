//! The program on a database of each kind, served at a port of its own, and another system that answers what a test tells it to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use autorisaties::{Autorisatie, Sealer};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use diensten::{Bewijs, Diensten};
use identity::session_cookie;
use identity::sessions::{self, Who};
use loket::tenants::Entry;
use loket::{bouwstenen, wiring};
use notificaties::{AbonnementGegevens, KanaalFilter};
use serde_json::{Value, json};
use store::{Clock, Db, Sql, sql};
use test_kit::{Database, Place, answer, apis, outside};
use web::WebSettings;
use web::outbound::{Outbound, OutboundSettings};

use crate::serving::{Caller, gemeente, sealer, serve};

pub use test_kit::SYSTEEM;
pub use test_kit::apis::SECRET;
pub use test_kit::apis::token::client_of;

static LONG_AGO: Sql = sql("test.long_ago", "UPDATE extern_object SET opgehaald_op = 0");
static AGE_TYPES: Sql = sql(
    "test.age_types",
    "UPDATE type_elders SET gezien_op = gezien_op - $1, gelezen_op = gelezen_op - $1 WHERE gelezen_op > 0",
);
static NOTIFICATIES: Sql = sql("test.notificaties", "SELECT bericht FROM bezorging ORDER BY id");
pub const CLIENT: &str = "loket";
/// A municipality is known by its host, whatever the port: the other system has another.
const HERE: &str = "127.0.0.1";
const THERE: &str = "127.0.0.2";
pub const EARLIER: &str = "https://oud.example.nl/loket";

pub struct Instance {
    pub db: Db,
    pub base: String,
    pub diensten: Diensten,
    settings: WebSettings,
    pub sealer: Sealer,
    pub outbound: Outbound,
    _database: Database,
}

/// Nothing inside may be called but what the configuration of an installation names: here the tests themselves.
fn outbound(allowed: &[&str]) -> Outbound {
    let allowed = allowed.iter().map(|text| text.parse().unwrap()).collect();
    Outbound::new(OutboundSettings { allowed, ..OutboundSettings::default() }).unwrap()
}

/// Starts the program on each kind of database.
pub async fn start() -> Vec<Instance> {
    let mut all = Vec::new();
    for place in Place::each() {
        all.push(Instance::start(HERE, &place).await);
    }
    all
}

/// Starts a program on a file at a host of its own.
pub async fn start_at(host: &str) -> Instance {
    Instance::start(host, &Place::File).await
}

/// Starts two programs on each kind of database: registers of two municipalities, each a dienst of the other.
pub async fn start_pairs() -> Vec<(Instance, Instance)> {
    let mut pairs = Vec::new();
    for (place, other) in Place::each().iter().zip(&Place::each()) {
        let (here, there) = (Instance::start(HERE, place).await, Instance::start(THERE, other).await);
        here.add_dienst(&there.base, zgw(), true).await;
        there.add_dienst(&here.base, zgw(), true).await;
        pairs.push((here, there));
    }
    pairs
}

pub struct Answer {
    pub status_code: u16,
    pub json: Value,
}

impl Answer {
    /// The faults, as `name code`.
    pub fn faults(&self) -> Vec<String> {
        answer::faults(&self.json)
    }

    pub fn url(&self) -> String {
        self.json["url"].as_str().unwrap_or_else(|| panic!("no url in {}", self.json)).to_owned()
    }

    /// How many a list has.
    pub fn count(&self) -> usize {
        self.json.get("results").unwrap_or(&self.json).as_array().unwrap_or_else(|| panic!("{}", self.json)).len()
    }
}

impl Instance {
    async fn start(host: &str, place: &Place) -> Self {
        let database = Database::open(place, &gemeente("a"), Clock::system()).await;
        let db = database.db.clone();
        store::numbers::prepare(&db).await.unwrap();
        wiring::prepare(&db);
        for bouwsteen in bouwstenen::embedded().unwrap() {
            bouwstenen::install(&db, &bouwsteen).await.unwrap();
        }
        let entry = Entry { bekend_als: vec![EARLIER.into()], ..Entry::new("a", vec![host.to_owned()]) };
        let (base, settings) = serve(&db, entry, host, outbound(&[])).await;
        let sealer = sealer();
        let diensten = Diensten::new(outbound(&[]), sealer.clone());
        let outbound = outbound(&["127.0.0.0/8"]);
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        identity::seed_demo(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        apis::add_applicatie(&db, &sealer, CLIENT, true, &[]).await;
        Self { db, base, diensten, settings, sealer, outbound, _database: database }
    }

    pub async fn call(&self, method: &str, url: &str, body: &Value) -> Answer {
        self.call_as(CLIENT, method, url, body).await
    }

    pub async fn call_as(&self, client_id: &str, method: &str, url: &str, body: &Value) -> Answer {
        let now = self.db.clock().now().as_second();
        let caller = Caller { client_id, outbound: &self.outbound, base: &self.base, now };
        let (status_code, body) = caller.call(method, url, body).await;
        Answer { status_code, json: serde_json::from_slice(&body).unwrap_or_default() }
    }

    /// Asks for a page or a file of it with a session, and returns the HTTP status, the headers and the bytes.
    pub async fn page(&self, who: &Who, path: &str) -> (u16, HeaderMap, Vec<u8>) {
        let token = sessions::open(&self.db, who, None).await.unwrap();
        let cookie = session_cookie(&token, matches!(who, Who::Medewerker(_)), &self.settings);
        let request = axum::http::Request::get(format!("{}{path}", self.base)).header("cookie", cookie);
        let answer = self.outbound.call(request.body(Vec::new().into()).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        (parts.status.as_u16(), parts.headers, body.to_vec())
    }

    /// Sends a form, whose answers are written as such, and returns the HTTP status.
    pub async fn fill(&self, who: &Who, path: &str, answers: &[(&str, &str)]) -> u16 {
        let token = sessions::open(&self.db, who, None).await.unwrap();
        let cookie = session_cookie(&token, matches!(who, Who::Medewerker(_)), &self.settings);
        let csrf = token.csrf(self.db.clock());
        let own = [("csrf", csrf.as_str())];
        let pairs = answers.iter().chain(&own);
        let body: Vec<String> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
        let request = axum::http::Request::post(format!("{}{path}", self.base))
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = self.outbound.call(request.body(body.join("&").into()).unwrap()).await.unwrap();
        answer.status().as_u16()
    }

    /// What the program calls diensten by.
    pub fn calling(&self) -> Diensten {
        Diensten::new(self.outbound.clone(), self.sealer.clone())
    }

    pub async fn get(&self, url: &str) -> Answer {
        self.call("GET", url, &Value::Null).await
    }

    /// Asks for a list with these parameters.
    pub async fn list(&self, path: &str, query: &[(&str, &str)]) -> Answer {
        let query: Vec<String> =
            query.iter().map(|(name, value)| format!("{name}={}", value.replace(':', "%3A"))).collect();
        self.get(&format!("{path}?{}", query.join("&"))).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, body).await
    }

    /// Makes something, which must succeed.
    pub async fn make(&self, path: &str, body: Value) -> String {
        let made = self.post(path, &body).await;
        assert_eq!(made.status_code, 201, "{path} {}", made.json);
        made.url()
    }

    /// The URL of the first of a list whose field has this value.
    pub async fn first(&self, path: &str, field: &str, value: &str) -> String {
        let list = self.get(path).await.json;
        let all = list["results"].as_array().unwrap();
        let found = all.iter().find(|one| one[field].as_str() == Some(value));
        found.unwrap_or_else(|| panic!("{field} {value}"))["url"].as_str().unwrap().to_owned()
    }

    pub async fn zaaktype(&self) -> String {
        self.first("/catalogi/api/v1/zaaktypen", "identificatie", "BEZWAAR").await
    }

    pub async fn make_zaak(&self, zaaktype: &str) -> String {
        let body = json!({
            "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
            "startdatum": "2026-01-02",
        });
        self.make("/zaken/api/v1/zaken", body).await
    }

    /// Adds an application that may do only this.
    pub async fn add_applicatie(&self, client_id: &str, autorisaties: &[Autorisatie]) {
        apis::add_applicatie(&self.db, &self.sealer, client_id, false, autorisaties).await;
    }

    /// Lets all that was fetched be so long ago that it is asked for again.
    pub async fn forget_when(&self) {
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&LONG_AGO, &[]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Lets all types of other registers be fetched so long ago.
    pub async fn age_types(&self, minutes: i64) {
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&AGE_TYPES, &[(minutes * 60 * 1_000_000).into()]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Adds a subscriber to what a kanaal tells with these kenmerken; nothing is delivered.
    pub async fn subscribe(&self, kanaal: &str, filters: &[(&str, &str)]) {
        let filters = filters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let new = AbonnementGegevens {
            callback_url: "https://abonnee.example.nl/".into(),
            auth: "Bearer geheim".into(),
            kanalen: vec![KanaalFilter { naam: kanaal.into(), filters }],
            send_cloudevents: false,
            cloudevent_filters: Vec::new(),
        };
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        notificaties::create_abonnement(&mut tx, &self.sealer, CLIENT, &new).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The messages that wait for subscribers.
    pub async fn notificaties(&self) -> Vec<Value> {
        let rows = self.db.reader().query(&NOTIFICATIES, &[], |row| row.get::<String>(0)).await.unwrap();
        rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect()
    }

    /// Adds a dienst; who runs the installation may say that it is inside.
    pub async fn add_dienst(&self, api_root: &str, bewijs: Bewijs, is_intern: bool) {
        apis::add_dienst(&self.db, &self.sealer, api_root, bewijs, is_intern).await;
    }
}

pub fn zgw() -> Bewijs {
    Bewijs::Zgw { client_id: CLIENT.into(), geheim: SECRET.into() }
}

/// What another system answers: HTTP status, headers and body.
type Told = (u16, Vec<(&'static str, String)>, String);

/// What another system answers, by `METHOD path`.
type Answers = Arc<Mutex<HashMap<String, Told>>>;

/// A call that another system got.
#[derive(Debug, Clone)]
pub struct Heard {
    pub method: Method,
    pub path: String,
    pub headers: HeaderMap,
    pub body: Value,
}

/// Another system.
#[derive(Clone)]
pub struct Ander {
    pub base: String,
    answers: Answers,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Ander {
    pub async fn start() -> Self {
        let (answers, heard) = (Answers::default(), Arc::default());
        let state = (Arc::clone(&answers), Arc::clone(&heard));
        let base = outside::serve("127.0.0.9", Router::new().fallback(tell).with_state(state)).await;
        Self { base, answers, heard }
    }

    /// Says what a method of a path answers.
    pub fn tell(&self, call: &str, status_code: u16, headers: &[(&'static str, &str)], body: impl ToString) {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.answers.lock().unwrap().insert(call.to_owned(), (status_code, headers, body.to_string()));
    }

    /// Has a document, and answers its URL.
    pub fn has_document(&self, path: &str, informatieobjecttype: &str, changes: Value) -> String {
        let url = format!("{}{path}", self.base);
        let mut document = json!({
            "url": url, "informatieobjecttype": informatieobjecttype, "titel": "Foto van elders", "locked": false,
            "bronorganisatie": "002564440", "formaat": "image/jpeg", "bestandsnaam": "foto.jpg", "bestandsomvang": 5,
            "status": "definitief", "vertrouwelijkheidaanduiding": "openbaar", "indicatieGebruiksrecht": false,
            "inhoud": format!("{url}/download"),
        });
        document.as_object_mut().unwrap().extend(changes.as_object().cloned().unwrap());
        self.tell(&format!("GET {path}"), 200, &[], &document);
        url
    }

    /// The calls that came, which are forgotten.
    pub fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }

    /// The calls that came, as `METHOD path`.
    pub fn calls(&self) -> Vec<String> {
        self.heard().iter().map(|one| format!("{} {}", one.method, one.path)).collect()
    }
}

async fn tell(State((answers, calls)): State<(Answers, Arc<Mutex<Vec<Heard>>>)>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let heard = Heard {
        method: parts.method.clone(),
        path: parts.uri.to_string(),
        headers: parts.headers.clone(),
        body: serde_json::from_slice(&body).unwrap_or_default(),
    };
    calls.lock().unwrap().push(heard);
    let call = format!("{} {}", parts.method, parts.uri.path());
    let told = answers.lock().unwrap().get(&call).cloned();
    let (status_code, headers, body) = told.unwrap_or((404, Vec::new(), "{}".to_owned()));
    if status_code == 0 {
        std::future::pending::<()>().await;
    }
    let etag = headers.iter().find(|(name, _)| *name == "etag").map(|(_, value)| value.as_str());
    let known = parts.headers.get("if-none-match").and_then(|value| value.to_str().ok());
    let mut response = Response::builder().header("content-type", "application/json");
    for (name, value) in &headers {
        response = response.header(*name, value);
    }
    if etag.is_some() && etag == known {
        return response.status(304).body(Body::empty()).unwrap();
    }
    response.status(status_code).body(Body::from(body)).unwrap()
}
