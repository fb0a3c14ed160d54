//! Serving: the HTTP server and the jobs of all municipalities, from start to clean stop.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Context;
use autorisaties::Sealer;
use axum::Router;
use diensten::Diensten;
use identity::Logins;
use messages::MailTransport;
use notificaties::{Base, Courier};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use web::outbound::Outbound;
use web::{App, Tenant, Tenants, WebSettings};

use crate::config::{NotificatiesConfig, Web};
use crate::output::say;
use crate::tenants::Opened;
use crate::{open_files, wiring};

/// What is served.
pub struct Serving {
    /// Address and port.
    pub listen: String,
    /// The municipalities.
    pub tenants: Vec<Opened>,
    /// Whether logging in is simulated and mails can be read on a page.
    pub demo: bool,
    /// How requests reach us.
    pub web: Web,
    /// How mails leave.
    pub mail: MailTransport,
    /// What seals the secrets of applications.
    pub sealer: Sealer,
    /// Calls other systems.
    pub outbound: Outbound,
    /// How people log in; a demonstration has its simulators instead.
    pub logins: Logins,
    /// Which subscribers are taken.
    pub notificaties: NotificatiesConfig,
}

impl Serving {
    /// Returns what calls the registers that resources of ours name.
    fn diensten(&self) -> Diensten {
        Diensten::new(self.outbound.clone(), self.sealer.clone())
    }
}

/// Requests that run when we stop get this long, and so do the jobs after them: together under the five seconds that supervisors give.
const STOP_WITHIN: Duration = Duration::from_secs(2);

/// Expired forms are removed this often.
const CLEAN_EVERY: Duration = Duration::from_secs(3600);

/// Serves until the program is asked to stop. `ready` is called once the first request can be answered.
///
/// # Errors
/// When the address is taken or a page template is broken.
pub async fn run(serving: Serving, started: Instant, ready: impl FnOnce(SocketAddr)) -> anyhow::Result<()> {
    wiring::plug_typesetter();
    let app = app(&serving)?;
    let router = router(&app, &serving)?;
    let listener =
        TcpListener::bind(&serving.listen).await.with_context(|| format!("listening on {}", serving.listen))?;
    let address = listener.local_addr()?;

    let mut limits = serving.web.limits();
    limits.connections_max = open_files::make_room(limits.connections_max);

    let (stop, stopped) = watch::channel(false);
    let mut workers = JoinSet::new();
    let handlers = wiring::handlers(serving.mail.clone(), &serving.diensten(), serving.demo);
    for tenant in &serving.tenants {
        workers.spawn(wiring::runner(&tenant.db, &handlers).run(stopped.clone()));
        workers.spawn(clean(tenant.clone(), stopped.clone()));
        wiring::log_lezingen(&tenant.db, &serving.sealer);
        workers.spawn(store::verwerkingen::run(tenant.db.clone(), stopped.clone()));
        let base = base_of(tenant, &serving.web, address);
        let courier = Courier::new(tenant.db.clone(), serving.outbound.clone(), serving.sealer.clone(), base);
        workers.spawn(courier.run(stopped.clone()));
    }

    say(format_args!("Loket is ready at http://{address} in {} ms", started.elapsed().as_millis()));
    ready(address);
    let mut stopping = stopped.clone();
    let server = tokio::spawn(web::serve(listener, router, limits, async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    }));
    asked_to_stop().await;
    tracing::info!("Stopping");
    let tenants = &serving.tenants;
    let _ = stop.send(true);
    let _ = tokio::time::timeout(STOP_WITHIN, server).await;
    // What the last requests read: before the jobs, of which one slow mail may take all the time there is.
    for tenant in tenants {
        if let Err(error) = store::verwerkingen::write(&tenant.db).await {
            tracing::error!(%error, tenant = %tenant.entry.key, "The end of the log of processings is lost");
        }
    }
    let _ = tokio::time::timeout(STOP_WITHIN, async { while workers.join_next().await.is_some() {} }).await;
    Ok(())
}

/// Returns scheme and host of our own URLs for what no request caused: those of the list, or the first host name.
fn base_of(tenant: &Opened, web: &Web, address: SocketAddr) -> Base {
    if let Some(url) = &tenant.entry.url {
        return Base { url: url.trim_end_matches('/').to_owned(), is_fixed: true };
    }
    let host = tenant.entry.hosts.first().map_or("localhost", String::as_str);
    let url = if web.is_https() { format!("https://{host}") } else { format!("http://{host}:{}", address.port()) };
    Base { url, is_fixed: false }
}

/// Returns the state that all pages share.
///
/// # Errors
/// When a page template or text is broken: a fault of ours, found at the start.
pub fn app(serving: &Serving) -> anyhow::Result<App> {
    let own: [(&str, &str); 4] =
        [("nl", portal::TEXTS_NL), ("en", portal::TEXTS_EN), ("nl", workplace::TEXTS_NL), ("nl", admin::TEXTS_NL)];
    let texts = [web::TEXTS, identity::TEXTS, &own]
        .into_iter()
        .flatten()
        .fold(ui::Texts::builder(), |texts, (lang, source)| texts.add(lang, source))
        .build()?;
    let templates = [identity::TEMPLATES, portal::TEMPLATES, workplace::TEMPLATES, admin::TEMPLATES].concat();
    let pages = ui::Pages::new(&templates, texts)?;
    let settings = WebSettings {
        demo: serving.demo,
        public_https: serving.web.is_https(),
        trust_forwarded: serving.web.trust_proxy,
        metrics_token: serving.web.metrics_token(),
        ..WebSettings::default()
    };
    let tenants = serving.tenants.iter().fold(Tenants::default(), |tenants, opened| {
        let hosts: Vec<&str> = opened.entry.hosts.iter().map(String::as_str).collect();
        let known: Vec<&str> = opened.entry.bekend_als.iter().map(String::as_str).collect();
        let known: Vec<&str> = known.into_iter().chain(opened.entry.url.as_deref()).collect();
        tenants.add(Tenant::new(&opened.entry.key, opened.db.clone()), &hosts).add_known(&opened.entry.key, &known)
    });
    let tenants = tenants.at_port(port_of(&serving.listen));
    Ok(App::new(settings, tenants, pages))
}

/// Returns the port in an address to listen at.
pub fn port_of(listen: &str) -> Option<u16> {
    listen.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).filter(|port| *port > 0)
}

/// Returns all routes of the program.
///
/// # Errors
/// When simulated logins are asked for outside a demonstration.
pub fn router(app: &App, serving: &Serving) -> anyhow::Result<Router> {
    let sealer = &serving.sealer;
    let settings_of_notificaties = notificaties::Settings {
        outbound: serving.outbound.clone(),
        require_auth_on_callback: !serving.notificaties.callback_without_auth,
        receivers: vec![zaken::receive_cloudevent],
    };
    let settings = app.settings();
    let logins = if settings.demo { Logins::simulated(settings)? } else { serving.logins.clone() };
    let diensten = serving.diensten();
    let (portal, workplace) = (diensten.lend(portal::router()), diensten.lend(workplace::router()));
    let admin = diensten.lend(admin::router(sealer.clone()));
    let mut routers = vec![identity::router(logins), portal, workplace, admin];
    let apis = wiring::apis(sealer, settings_of_notificaties, &diensten).into_iter();
    routers.extend(apis.map(|routes| diensten.wrap(app, routes)));
    Ok(web::build(app.clone(), routers))
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

/// Removes what has expired, now and then.
async fn clean(tenant: Opened, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(CLEAN_EVERY) => {}
            _ = stop.changed() => return,
        }
        if let Err(error) = clean_once(&tenant).await {
            tracing::warn!(%error, tenant = %tenant.entry.key, "Removing what expired failed; it is tried again in an hour");
        }
    }
}

async fn clean_once(tenant: &Opened) -> anyhow::Result<()> {
    store::numbers::prepare(&tenant.db).await?;
    zaken::register::add_up(&tenant.db).await?;
    let mut tx = tenant.db.begin(&values::Actor::Systeem("opruimen")).await?;
    forms::delete_expired(&mut tx).await?;
    notificaties::delete_old(&mut tx).await?;
    store::verwerkingen::delete_old(&mut tx).await?;
    diensten::forget_old(&mut tx).await?;
    wiring::ask_for_sweep(&mut tx);
    tx.commit().await?;
    store::retention::delete_old(&tenant.db).await?;
    Ok(())
}
