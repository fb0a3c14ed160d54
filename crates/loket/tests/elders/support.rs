//! The program on a database of each kind, served at a port of its own, and another system that answers what a test tells it to.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use autorisaties::{Autorisatie, NewApplicatie, Sealer};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use diensten::{Bewijs, DienstGegevens, Diensten, Soort};
use identity::sessions::{self, Who};
use identity::{Logins, session_cookie};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use loket::config::{NotificatiesConfig, Web};
use loket::serve::{self, Serving};
use loket::tenants::{Entry, Opened};
use loket::{bouwstenen, wiring};
use messages::MailTransport;
use notificaties::{AbonnementGegevens, KanaalFilter};
use serde_json::{Value, json};
use store::{Clock, Db, Files, Gemeente, Location, Sql, sql};
use tempfile::TempDir;
use tokio::net::TcpListener;
use values::Actor;
use web::WebSettings;
use web::outbound::{Outbound, OutboundSettings};

pub const SYSTEEM: Actor = Actor::Systeem("test");
static LONG_AGO: Sql = sql("test.long_ago", "UPDATE extern_object SET opgehaald_op = 0");
static AGE_TYPES: Sql = sql(
    "test.age_types",
    "UPDATE type_elders SET gezien_op = gezien_op - $1, gelezen_op = gelezen_op - $1 WHERE gelezen_op > 0",
);
static NOTIFICATIES: Sql = sql("test.notificaties", "SELECT bericht FROM bezorging ORDER BY id");
pub const CLIENT: &str = "loket";
pub const SECRET: &str = "een-geheim-van-meer-dan-32-tekens-lang";
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
    _folder: TempDir,
}

async fn open(folder: &Path, postgres: Option<&str>) -> Db {
    let location = match postgres {
        Some(url) => {
            Location::Server { url: url.to_owned(), schema: Some(format!("elders_{:x}", Clock::system().random())) }
        }
        None => Location::File(folder.join("a.sqlite")),
    };
    let files = Files::on_disk(&folder.join("documenten")).unwrap();
    let db = Db::open(&location, files, Arc::new(Clock::system())).await.unwrap();
    let gemeente = Gemeente {
        key: "a".into(),
        naam: "Voorbeeldstad".into(),
        rsin: "002564440".parse().unwrap(),
        website: String::new(),
        telefoon: String::new(),
        postadres: "Postbus 1, 1000 AA Voorbeeldstad".to_owned(),
        openingstijden: String::new(),
        thema: "voorbeeld".into(),
        afzender: String::new(),
    };
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    store::gemeente::save(&mut tx, &gemeente).await.unwrap();
    tx.commit().await.unwrap();
    db.reload_gemeente().await.unwrap();
    store::numbers::prepare(&db).await.unwrap();
    db
}

/// Nothing inside may be called but what the configuration of an installation names: here the tests themselves.
pub fn outbound(allowed: &[&str]) -> Outbound {
    let allowed = allowed.iter().map(|text| text.parse().unwrap()).collect();
    Outbound::new(OutboundSettings { allowed, ..OutboundSettings::default() }).unwrap()
}

/// Starts the program on each kind of database.
pub async fn start() -> Vec<Instance> {
    let mut all = vec![serve(HERE, None).await];
    if let Ok(url) = std::env::var("LOKET_TEST_POSTGRES") {
        all.push(serve(HERE, Some(&url)).await);
    }
    all
}

/// Starts a program on a file at a host of its own.
pub async fn start_at(host: &str) -> Instance {
    serve(host, None).await
}

/// Starts two programs on each kind of database: registers of two municipalities, each a dienst of the other.
pub async fn start_pairs() -> Vec<(Instance, Instance)> {
    let mut pairs = vec![(serve(HERE, None).await, serve(THERE, None).await)];
    if let Ok(url) = std::env::var("LOKET_TEST_POSTGRES") {
        pairs.push((serve(HERE, Some(&url)).await, serve(THERE, Some(&url)).await));
    }
    for (here, there) in &pairs {
        here.add_dienst(&there.base, zgw(), true).await;
        there.add_dienst(&here.base, zgw(), true).await;
    }
    pairs
}

async fn serve(host: &str, postgres: Option<&str>) -> Instance {
    let folder = tempfile::tempdir().unwrap();
    let db = open(folder.path(), postgres).await;
    wiring::prepare(&db);
    for bouwsteen in bouwstenen::embedded().unwrap() {
        bouwstenen::install(&db, &bouwsteen).await.unwrap();
    }
    let sealer = Sealer::new([5; 32]);
    let hosts = vec![host.to_owned()];
    let entry = Entry { bekend_als: vec![EARLIER.into()], ..Entry::new("a", hosts) };
    let serving = Serving {
        listen: String::new(),
        tenants: vec![Opened { entry, db: db.clone() }],
        demo: false,
        web: Web::default(),
        mail: MailTransport::DevelopmentPage,
        sealer: sealer.clone(),
        outbound: outbound(&[]),
        logins: Logins::none(),
        notificaties: NotificatiesConfig::default(),
    };
    let app = serve::app(&serving).unwrap();
    let settings = app.settings().clone();
    let router = serve::router(&app, &serving).unwrap();
    let listener = TcpListener::bind((host, 0)).await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let diensten = Diensten::new(outbound(&[]), sealer.clone());
    let outbound = outbound(&["127.0.0.0/8"]);
    let instance = Instance { db, base, diensten, settings, sealer, outbound, _folder: folder };
    let mut tx = instance.db.begin(&SYSTEEM).await.unwrap();
    identity::seed_demo(&mut tx).await.unwrap();
    let new = NewApplicatie { label: CLIENT, client_id: CLIENT, secret: SECRET, alle: true, autorisaties: &[] };
    autorisaties::add_applicatie(&mut tx, &instance.sealer, &new).await.unwrap();
    tx.commit().await.unwrap();
    instance
}

fn bearer(client_id: &str, iat: i64) -> String {
    let claims = json!({ "client_id": client_id, "iat": iat });
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    format!("Bearer {}", jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).unwrap())
}

/// The client id of a token that was signed with our secret.
pub fn client_of(headers: &HeaderMap) -> Option<String> {
    let token = headers.get("authorization")?.to_str().ok()?.strip_prefix("Bearer ")?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(SECRET.as_bytes());
    let claims = jsonwebtoken::decode::<Value>(token, &key, &validation).ok()?.claims;
    Some(claims["client_id"].as_str()?.to_owned())
}

pub struct Answer {
    pub status_code: u16,
    pub json: Value,
}

impl Answer {
    /// The faults, as `name code`.
    pub fn faults(&self) -> Vec<String> {
        let params = self.json["invalidParams"].as_array().cloned().unwrap_or_default();
        params
            .iter()
            .map(|one| format!("{} {}", one["name"].as_str().unwrap(), one["code"].as_str().unwrap()))
            .collect()
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
    pub async fn call(&self, method: &str, url: &str, body: &Value) -> Answer {
        self.call_as(CLIENT, method, url, body).await
    }

    pub async fn call_as(&self, client_id: &str, method: &str, url: &str, body: &Value) -> Answer {
        let url = if url.starts_with('/') { format!("{}{url}", self.base) } else { url.to_owned() };
        let request = axum::http::Request::builder()
            .method(method)
            .uri(&url)
            .header("authorization", bearer(client_id, self.db.clock().now().as_second()))
            .header("accept-crs", "EPSG:4326")
            .header("content-crs", "EPSG:4326")
            .header("content-type", "application/json")
            .body(if body.is_null() { String::new() } else { body.to_string() }.into())
            .unwrap();
        let answer = self.outbound.call(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let json = serde_json::from_slice(&body).unwrap_or_default();
        Answer { status_code: parts.status.as_u16(), json }
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
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        let new = NewApplicatie { label: client_id, client_id, secret: SECRET, alle: false, autorisaties };
        autorisaties::add_applicatie(&mut tx, &self.sealer, &new).await.unwrap();
        tx.commit().await.unwrap();
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
        let new =
            DienstGegevens { naam: "Ander".into(), api_root: api_root.into(), soort: Soort::Orc, bewijs, is_intern };
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        diensten::add(&mut tx, &self.sealer, &new).await.unwrap();
        tx.commit().await.unwrap();
    }
}

pub fn zgw() -> Bewijs {
    Bewijs::Zgw { client_id: CLIENT.into(), geheim: SECRET.into() }
}

/// What another system answers: HTTP status, headers and body.
type Told = (u16, Vec<(&'static str, String)>, String);

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
    answers: Arc<Mutex<HashMap<String, Told>>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Ander {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.9:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let own = Self { base, answers: Arc::default(), heard: Arc::default() };
        let router = Router::new().fallback(answer).with_state(own.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        own
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

async fn answer(State(own): State<Ander>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let heard = Heard {
        method: parts.method.clone(),
        path: parts.uri.to_string(),
        headers: parts.headers.clone(),
        body: serde_json::from_slice(&body).unwrap_or_default(),
    };
    own.heard.lock().unwrap().push(heard);
    let call = format!("{} {}", parts.method, parts.uri.path());
    let told = own.answers.lock().unwrap().get(&call).cloned();
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
