//! The Notificaties API over HTTP with real subscribers, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

mod abonnementen;
mod bezorging;
mod gebeurtenissen;
mod kanalen;

use autorisaties::{Autorisatie, Sealer};
use axum::Router;
use notificaties::{Base, Courier, Settings};
use serde_json::{Value, json};
use test_kit::apis::{BASE, TestApp};
use tokio::sync::watch;
use values::actor::Component;
use web::App;
use web::outbound::{Outbound, OutboundSettings};

/// Programs on this machine may be called, and none may take long.
fn outbound() -> Outbound {
    let settings = OutboundSettings {
        allowed: vec!["127.0.0.0/8".parse().unwrap()],
        timeout: std::time::Duration::from_millis(500),
        ..OutboundSettings::default()
    };
    Outbound::new(settings).unwrap()
}

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    let receivers: Vec<notificaties::Receive> = vec![zaken::receive_cloudevent];
    let settings = Settings { outbound: outbound(), require_auth_on_callback: true, receivers };
    vec![
        notificaties::router(sealer.clone(), settings),
        autorisaties::router(sealer.clone()),
        zaken::router(sealer.clone()),
    ]
}

/// Starts the APIs, with two applications that may subscribe and publish, and one that may do neither.
async fn start() -> Vec<TestApp> {
    let apps = test_kit::apis::start(routers).await;
    for app in &apps {
        app.db.set_publish(notificaties::publish);
        for client in ["afnemer", "ander"] {
            app.add(client, false, &nrc(&["notificaties.consumeren"])).await;
        }
        app.add("bron", false, &nrc(&["notificaties.publiceren"])).await;
        app.add("vreemd", false, &[Autorisatie { component: Component::Ztc, ..nrc(&["catalogi.lezen"])[0].clone() }])
            .await;
    }
    apps
}

fn nrc(scopes: &[&str]) -> [Autorisatie; 1] {
    [Autorisatie {
        component: Component::Nrc,
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        r#type: None,
        max_vertrouwelijkheidaanduiding: None,
    }]
}

fn api(path: &str) -> String {
    format!("{BASE}/notificaties/api/v1/{path}")
}

/// A courier that works until it is dropped.
struct Working(watch::Sender<bool>);

impl Drop for Working {
    fn drop(&mut self) {
        let _ = self.0.send(true);
    }
}

fn work(app: &TestApp) -> Working {
    let (stop, stopped) = watch::channel(false);
    let base = Base { url: "https://loket.example.nl".into(), is_fixed: false };
    tokio::spawn(Courier::new(app.db.clone(), outbound(), app.sealer.clone(), base).run(stopped));
    Working(stop)
}

fn abonnement(callback_url: &str, kanaal: &str, filters: Value) -> Value {
    json!({ "callbackUrl": callback_url, "auth": "Bearer geheim", "kanalen": [{ "naam": kanaal, "filters": filters }] })
}

fn bericht(kanaal: &str, object: &str, actie: &str, kenmerken: Value) -> Value {
    json!({
        "kanaal": kanaal,
        "hoofdObject": format!("https://bron.nl/{object}"),
        "resource": "ding",
        "resourceUrl": format!("https://bron.nl/{object}"),
        "actie": actie,
        "aanmaakdatum": "2026-11-25T11:00:00+01:00",
        "kenmerken": kenmerken,
    })
}
