//! The real router on fresh databases of each kind, with two zaaktypen and applications that call. Other crates use this file too.

#![allow(dead_code, reason = "each crate uses its own part")]

use std::sync::Arc;

use autorisaties::{Autorisatie, NewApplicatie, Sealer};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use catalogi::Zaaktype;
use diensten::{Bewijs, DienstGegevens, Diensten};
use jiff::{Timestamp, ToSpan};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use store::{Clock, Db, Files, Gemeente, Location};
use tower::ServiceExt;
use uuid::Uuid;
use values::actor::Component;
use values::{Actor, Vertrouwelijkheidaanduiding};
use web::outbound::{Outbound, OutboundSettings};
use web::{App, Tenant, Tenants, WebSettings};

pub const SYSTEEM: Actor = Actor::Systeem("test");
pub const HOST: &str = "a.example.nl";
pub const BASE: &str = "https://a.example.nl";
/// The application that may do everything.
pub const ALLES: &str = "alles";
pub const SECRET: &str = "een-geheim-van-meer-dan-32-tekens-lang";

pub struct TestApp {
    pub router: Router,
    pub db: Db,
    /// The database of the second municipality.
    pub other: Db,
    pub clock: Arc<Clock>,
    pub sealer: Sealer,
    pub bezwaar: Arc<Zaaktype>,
    pub parkeren: Arc<Zaaktype>,
    _folder: tempfile::TempDir,
}

#[derive(Debug)]
pub struct Answer {
    pub status_code: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Status code and, of a problem, its code.
    pub fn outcome(&self) -> (u16, String) {
        let json = self.json();
        (self.status_code.as_u16(), json["code"].as_str().unwrap_or_default().to_owned())
    }

    /// The faults, as `name code`.
    pub fn faults(&self) -> Vec<String> {
        let json = self.json();
        let params = json["invalidParams"].as_array().cloned().unwrap_or_default();
        params
            .iter()
            .map(|one| format!("{} {}", one["name"].as_str().unwrap(), one["code"].as_str().unwrap()))
            .collect()
    }

    pub fn url(&self) -> String {
        self.json()["url"].as_str().unwrap_or_else(|| panic!("no url in {}", self.json())).to_owned()
    }
}

fn pages() -> ui::Pages {
    let texts = web::TEXTS.iter().fold(ui::Texts::builder(), |builder, (lang, source)| builder.add(lang, source));
    ui::Pages::new(&[], texts.build().unwrap()).unwrap()
}

fn package(key: &str) -> catalogi::ZaaktypePackage {
    let path = format!("{}/../../bouwstenen/{key}/zaaktype.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

async fn open(location: Location, folder: &tempfile::TempDir, name: &str) -> (Db, Arc<Clock>) {
    let now: Timestamp = "2026-11-25T10:00:00Z".parse().unwrap();
    let clock = Arc::new(Clock::fixed(now, 7));
    let files = Files::on_disk(&folder.path().join(format!("documenten-{name}"))).unwrap();
    let db = Db::open(&location, files, Arc::clone(&clock)).await.unwrap();
    let gemeente = Gemeente {
        key: name.into(),
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
    (db, clock)
}

/// Starts the APIs on each kind of database. A second municipality, at `b.example.nl`, has no applications.
pub async fn start(routers: fn(&Sealer) -> Vec<Router<App>>) -> Vec<TestApp> {
    let mut locations = vec![None];
    locations.extend(std::env::var("LOKET_TEST_POSTGRES").ok().map(Some));
    let mut apps = Vec::new();
    for url in locations {
        let folder = tempfile::tempdir().unwrap();
        let location = match url {
            None => Location::File(folder.path().join("a.sqlite")),
            Some(url) => Location::Server { url, schema: Some(format!("zgw_{:x}", Clock::system().random())) },
        };
        let (db, clock) = open(location, &folder, "a").await;
        let (other, _) = open(Location::File(folder.path().join("b.sqlite")), &folder, "b").await;
        let sealer = Sealer::new([9; 32]);
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        let rsin = "002564440".parse().unwrap();
        let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &rsin, "Test").await.unwrap();
        let mut typen = Vec::new();
        for key in ["bezwaarschrift", "parkeervergunning-bewoners"] {
            let uuid = catalogi::import_zaaktype(&mut tx, &catalogus, &package(key)).await.unwrap();
            typen.push(catalogi::read_zaaktype(&mut tx, uuid).await.unwrap());
        }
        tx.commit().await.unwrap();
        db.memo().clear();
        let tenants = Tenants::default()
            .add(Tenant::new("a", db.clone()), &[HOST, "www.a.example.nl"])
            .add(Tenant::new("b", other.clone()), &["b.example.nl"]);
        let diensten = Diensten::new(Outbound::new(OutboundSettings::default()).unwrap(), sealer.clone());
        let routers = routers(&sealer).into_iter().map(|routes| diensten.lend(routes)).collect();
        let router = web::build(App::new(WebSettings::default(), tenants, pages()), routers);
        let [bezwaar, parkeren] = typen.try_into().unwrap_or_else(|_| panic!("two types"));
        let app = TestApp { router, db, other, clock, sealer, bezwaar, parkeren, _folder: folder };
        app.add(ALLES, true, &[]).await;
        apps.push(app);
    }
    apps
}

/// Has whatever it is asked for, and keeps what it is given.
async fn anything(request: Request<Body>) -> axum::Json<Value> {
    let host = request.headers()["host"].to_str().unwrap();
    let url = format!("http://{host}{}", request.uri().path());
    axum::Json(json!({ "url": url, "bronorganisatie": "002564440", "naam": "Iets", "omschrijving": "Iets" }))
}

/// A body with some fields changed.
pub fn with(mut body: Value, changes: Value) -> Value {
    let fields = body.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        fields.insert(name.clone(), value.clone());
    }
    body
}

/// An autorisatie for one type.
pub fn autorisatie(
    component: Component,
    scopes: &[&str],
    r#type: Uuid,
    level: Vertrouwelijkheidaanduiding,
) -> Autorisatie {
    Autorisatie {
        component,
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        r#type: Some(r#type),
        max_vertrouwelijkheidaanduiding: Some(level),
    }
}

/// A token with these claims.
pub fn sign(claims: &Value, secret: &str) -> String {
    let key = EncodingKey::from_secret(secret.as_bytes());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &key).unwrap()
}

impl TestApp {
    pub async fn add(&self, client_id: &str, alle: bool, autorisaties: &[Autorisatie]) {
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        let new = NewApplicatie { label: client_id, client_id, secret: SECRET, alle, autorisaties };
        autorisaties::add_applicatie(&mut tx, &self.sealer, &new).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Starts another system that has whatever it is asked for, and adds it as a dienst. Returns its root, with a slash at the end.
    pub async fn ander(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let root = format!("http://{}/", listener.local_addr().unwrap());
        let made = Router::new().fallback(anything);
        tokio::spawn(async move { axum::serve(listener, made).await });
        let new = DienstGegevens {
            naam: "Ander".into(),
            api_root: root.clone(),
            soort: diensten::Soort::Orc,
            bewijs: Bewijs::Geen,
            is_intern: true,
        };
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        diensten::add(&mut tx, &self.sealer, &new).await.unwrap();
        tx.commit().await.unwrap();
        root
    }

    /// Returns how many statements a read takes when the rights of the caller are in memory.
    pub async fn cost(&self, client: &str, url: &str) -> u32 {
        self.get(client, url).await;
        store::count_statements(self.get(client, url)).await.1
    }

    /// Moves the clock, so that what comes later has a later id.
    pub fn tick(&self) {
        self.clock.set(self.clock.now().checked_add(1.second()).unwrap());
    }

    pub fn now(&self) -> i64 {
        self.clock.now().as_second()
    }

    pub fn token(&self, client_id: &str) -> String {
        sign(
            &json!({ "iss": client_id, "client_id": client_id, "iat": self.now(), "user_id": "", "user_representation": "" }),
            SECRET,
        )
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status_code: parts.status, headers: parts.headers, body }
    }

    pub async fn send_with(&self, method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let path = url.strip_prefix(BASE).unwrap_or(url);
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", HOST);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    pub async fn get(&self, client_id: &str, url: &str) -> Answer {
        let token = format!("Bearer {}", self.token(client_id));
        self.send_with("GET", url, &[("authorization", &token), ("accept-crs", "EPSG:4326")], "").await
    }

    pub async fn post(&self, client_id: &str, url: &str, body: &Value) -> Answer {
        self.call(client_id, "POST", url, body).await
    }

    pub async fn call(&self, client_id: &str, method: &str, url: &str, body: &Value) -> Answer {
        let token = format!("Bearer {}", self.token(client_id));
        let headers = [
            ("authorization", token.as_str()),
            ("accept-crs", "EPSG:4326"),
            ("content-crs", "EPSG:4326"),
            ("content-type", "application/json"),
        ];
        self.send_with(method, url, &headers, &body.to_string()).await
    }

    /// Publishes a next version of a type, valid from today, and returns its URL. Needs the routes of the Catalogi API.
    pub async fn next_version(&self, current: &str) -> String {
        let ended = self.call(ALLES, "PATCH", current, &json!({ "eindeGeldigheid": "2026-11-25" })).await;
        assert_eq!(ended.status_code, 200, "{}", ended.json());
        let next = with(ended.json(), json!({ "beginGeldigheid": "2026-11-25", "eindeGeldigheid": null }));
        let list = current.rsplit_once('/').unwrap().0;
        let made = self.post(ALLES, list, &next).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let published = self.post(ALLES, &format!("{}/publish", made.url()), &json!({})).await;
        assert_eq!(published.status_code, 200, "{}", published.json());
        made.url()
    }

    /// Walks the cases in which a token does not open this resource.
    pub async fn check_tokens(&self, url: &str) {
        let now = self.now();
        let with = |claims: Value, secret: &str| format!("Bearer {}", sign(&claims, secret));
        let good = json!({ "client_id": ALLES, "iat": now });
        let none_alg = "eyJhbGciOiJub25lIn0.eyJjbGllbnRfaWQiOiJhbGxlcyIsImlhdCI6MX0.";
        let cases = [
            (String::new(), "permission_denied"),
            ("Basic abc".into(), "permission_denied"),
            ("Bearer abc".into(), "jwt-decode-error"),
            (format!("Bearer {none_alg}"), "jwt-invalidalgorithmerror"),
            (with(json!({ "iat": now }), SECRET), "missing-client-identifier"),
            (with(json!({ "client_id": "onbekend", "iat": now }), SECRET), "invalid-client-identifier"),
            (with(good.clone(), "een-heel-ander-geheim-van-meer-dan-32-tekens"), "invalid-jwt-signature"),
            (with(json!({ "client_id": ALLES }), SECRET), "jwt-missing-iat-claim"),
            (with(json!({ "client_id": ALLES, "iat": now - 3600 }), SECRET), "jwt-expired"),
            (with(json!({ "client_id": ALLES, "iat": now, "exp": now - 1 }), SECRET), "jwt-expiredsignatureerror"),
        ];
        for (header, code) in cases {
            let mut headers = vec![("accept-crs", "EPSG:4326")];
            if !header.is_empty() {
                headers.push(("authorization", header.as_str()));
            }
            let answer = self.send_with("GET", url, &headers, "").await;
            assert_eq!(answer.outcome(), (403, code.to_owned()), "{url} {header}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert!(!answer.header("api-version").is_empty());
            assert_eq!(answer.header("www-authenticate"), "");
        }
        // The same token at another municipality is one of a stranger.
        let token = with(good, SECRET);
        let headers = [("authorization", token.as_str()), ("accept-crs", "EPSG:4326"), ("host", "b.example.nl")];
        let path = url.strip_prefix(BASE).unwrap_or(url);
        let answer = self.send_with("GET", path, &headers, "").await;
        assert_eq!(answer.outcome(), (403, "invalid-client-identifier".to_owned()), "{url}");
    }
}
