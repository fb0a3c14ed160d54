//! The APIs on fresh databases of each kind, with two zaaktypen and applications that call. The test hands in the routers.

mod calls;
pub mod token;

use std::sync::Arc;

use autorisaties::{Autorisatie, NewApplicatie, Sealer};
use axum::Router;
use catalogi::{Zaaktype, ZaaktypePackage};
use diensten::{Bewijs, DienstGegevens, Diensten, Soort};
use serde_json::Value;
use store::{Clock, Db, Gemeente};
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;
use values::actor::Component;

use web::outbound::{Outbound, OutboundSettings};
use web::{App, Tenant, Tenants, WebSettings};

use crate::database::{Database, Place, still_clock, voorbeeldstad};
use crate::{bouwstenen, outside};

pub use crate::answer::Answer;
pub use crate::browser::HOST;
pub use crate::database::SYSTEEM;
pub use token::sign;

/// What the URLs of the first municipality start with.
pub const BASE: &str = "https://a.example.nl";
/// The host of the second municipality, which has no applications.
pub const OTHER_HOST: &str = "b.example.nl";
/// The application that may do everything.
pub const ALLES: &str = "alles";
/// The secret of every application.
pub const SECRET: &str = "een-geheim-van-meer-dan-32-tekens-lang";

/// The APIs of two municipalities.
pub struct TestApp {
    /// All of it, as the program serves it.
    pub router: Router,
    /// The database of the first municipality.
    pub db: Db,
    /// The database of the second municipality.
    pub other: Db,
    /// The clock of the first.
    pub clock: Arc<Clock>,
    /// What seals the secrets.
    pub sealer: Sealer,
    /// A zaaktype of the sample catalogus: Bezwaarschrift.
    pub bezwaar: Arc<Zaaktype>,
    /// Another: Parkeervergunning voor bewoners.
    pub parkeren: Arc<Zaaktype>,
    _databases: [Database; 2],
}

/// Starts the APIs on each kind of database, with the application [`ALLES`].
pub async fn start(routers: fn(&Sealer) -> Vec<Router<App>>) -> Vec<TestApp> {
    let mut apps = Vec::new();
    for place in Place::each() {
        apps.push(TestApp::start(&place, routers).await);
    }
    apps
}

/// Installs the sample catalogus, of two zaaktypen.
async fn install_catalogus(db: &Db) -> [Arc<Zaaktype>; 2] {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &db.gemeente().rsin, "Test").await.unwrap();
    let mut typen = Vec::new();
    for key in ["bezwaarschrift", "parkeervergunning-bewoners"] {
        let package: ZaaktypePackage =
            serde_json::from_str(&bouwstenen::text(&format!("{key}/zaaktype.json"))).unwrap();
        let uuid = catalogi::import_zaaktype(&mut tx, &catalogus, &package).await.unwrap();
        typen.push(catalogi::read_zaaktype(&mut tx, uuid).await.unwrap());
    }
    tx.commit().await.unwrap();
    db.memo().clear();
    typen.try_into().unwrap_or_else(|_| panic!("two types"))
}

/// Adds an application whose secret is [`SECRET`].
pub async fn add_applicatie(db: &Db, sealer: &Sealer, client_id: &str, alle: bool, autorisaties: &[Autorisatie]) {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let new = NewApplicatie { label: client_id, client_id, secret: SECRET, alle, autorisaties };
    autorisaties::add_applicatie(&mut tx, sealer, &new).await.unwrap();
    tx.commit().await.unwrap();
}

/// Adds a dienst; who runs the installation may say that it is inside.
pub async fn add_dienst(db: &Db, sealer: &Sealer, api_root: &str, bewijs: Bewijs, is_intern: bool) {
    let new = DienstGegevens { naam: "Ander".into(), api_root: api_root.into(), soort: Soort::Orc, bewijs, is_intern };
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    diensten::add(&mut tx, sealer, &new).await.unwrap();
    tx.commit().await.unwrap();
}

/// Returns an autorisatie for one type.
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

/// Returns a body with some fields changed.
pub fn with(mut body: Value, changes: Value) -> Value {
    let fields = body.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        fields.insert(name.clone(), value.clone());
    }
    body
}

fn pages() -> ui::Pages {
    let texts = web::TEXTS.iter().fold(ui::Texts::builder(), |builder, (lang, source)| builder.add(lang, source));
    ui::Pages::new(&[], texts.build().unwrap()).unwrap()
}

fn gemeente(key: &str) -> Gemeente {
    Gemeente { key: key.into(), thema: "voorbeeld".into(), ..voorbeeldstad() }
}

impl TestApp {
    async fn start(place: &Place, routers: fn(&Sealer) -> Vec<Router<App>>) -> Self {
        let database = Database::open(place, &gemeente("a"), still_clock()).await;
        let neighbour = Database::open(&Place::File, &gemeente("b"), still_clock()).await;
        let (db, other) = (database.db.clone(), neighbour.db.clone());
        let [bezwaar, parkeren] = install_catalogus(&db).await;
        let tenants = Tenants::default()
            .add(Tenant::new("a", db.clone()), &[HOST, "www.a.example.nl"])
            .add(Tenant::new("b", other.clone()), &[OTHER_HOST]);
        let sealer = Sealer::new([9; 32]);
        let diensten = Diensten::new(Outbound::new(OutboundSettings::default()).unwrap(), sealer.clone());
        let routers = routers(&sealer).into_iter().map(|routes| diensten.lend(routes)).collect();
        let router = web::build(App::new(WebSettings::default(), tenants, pages()), routers);
        let clock = Arc::clone(&database.clock);
        let _databases = [database, neighbour];
        let app = Self { router, db, other, clock, sealer, bezwaar, parkeren, _databases };
        app.add(ALLES, true, &[]).await;
        app
    }

    /// Adds an application.
    pub async fn add(&self, client_id: &str, alle: bool, autorisaties: &[Autorisatie]) {
        add_applicatie(&self.db, &self.sealer, client_id, alle, autorisaties).await;
    }

    /// Starts another system that has whatever it is asked for, and adds it as a dienst. Returns its root, with a slash at the end.
    pub async fn ander(&self) -> String {
        let root = outside::register::start("127.0.0.1").await;
        add_dienst(&self.db, &self.sealer, &root, Bewijs::Geen, true).await;
        root
    }
}
