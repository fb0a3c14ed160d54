//! Subscribers, and messages that they did not take.

use super::support::*;
use admin::paths;
use autorisaties::NewApplicatie;
use notificaties::{Abonnement, AbonnementGegevens, Base, Courier, KanaalFilter, Overzicht};
use tokio::sync::watch;
use web::outbound::{Outbound, OutboundSettings};

const SECRET: &str = "een-geheim-van-meer-dan-32-tekens-lang";

/// Subscribes at an address where nobody is.
async fn subscribe(app: &Site) -> Abonnement {
    let new = AbonnementGegevens {
        callback_url: "http://127.0.0.1:1/callback".into(),
        auth: "Bearer geheim".into(),
        kanalen: vec![KanaalFilter { naam: "autorisaties".into(), filters: Vec::new() }],
        ..AbonnementGegevens::default()
    };
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    let made = notificaties::create_abonnement(&mut tx, &sealer(), "afnemer", &new).await.unwrap();
    tx.commit().await.unwrap();
    made
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_that_were_not_taken_are_shown_and_sent_again() {
    for app in start(false).await {
        app.db.set_publish(notificaties::publish);
        let ingrid = app.staff(INGRID).await;
        assert!(ingrid.get(paths::ABONNEMENTEN).await.text().contains("Er zijn nog geen abonnementen"));
        let abonnement = subscribe(&app).await;
        let address = paths::abonnement(abonnement.uuid.uuid());
        let list = ingrid.get(paths::ABONNEMENTEN).await;
        assert!(
            list.text().contains(&address) && list.text().contains("127.0.0.1:1") && !list.text().contains("Bearer")
        );
        assert!(ingrid.get(&address).await.text().contains("Er zijn geen mislukte berichten"));

        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let new = NewApplicatie { label: "x", client_id: "x", secret: SECRET, alle: true, autorisaties: &[] };
        autorisaties::add_applicatie(&mut tx, &sealer(), &new).await.unwrap();
        tx.commit().await.unwrap();
        try_until(&app, |one| one.mislukt > 0).await;
        let ingrid = app.staff(INGRID).await;
        let page = ingrid.get(&address).await;
        for text in ["Dit systeem neemt nu niets aan", "Laatste antwoord", "Volgende poging", "Loket heeft het"] {
            assert!(page.text().contains(text), "{text} {}", page.text());
        }
        assert!(!page.text().contains("U hoeft niets te doen"));
        give_up(&app).await;
        // The session ended in the meantime.
        let ingrid = app.staff(INGRID).await;
        let page = ingrid.get(&address).await;
        assert!(page.text().contains("autorisaties: applicatie create"), "{}", page.text());
        assert!(ingrid.get(paths::ABONNEMENTEN).await.text().contains("Berichten mislukt"));

        let dead = notificaties::dead_letters(&mut app.db.reader(), abonnement.uuid).await.unwrap();
        let again = paths::abonnement_opnieuw(abonnement.uuid.uuid());
        let id = dead[0].id.to_string();
        let answer = ingrid.fill(&again, &[("bericht", &id)]).await;
        assert_eq!(answer.header("location"), format!("{address}?verstuurd=1"));
        assert!(ingrid.get(answer.header("location")).await.text().contains("Loket verstuurt 1 bericht opnieuw"));
        // A second press, or a message that is gone, changes nothing.
        assert_eq!(ingrid.fill(&again, &[("bericht", &id)]).await.header("location"), format!("{address}?verstuurd=0"));
        give_up(&app).await;
        // The session ended in the meantime.
        let ingrid = app.staff(INGRID).await;
        assert_eq!(ingrid.fill(&again, &[]).await.header("location"), format!("{address}?verstuurd=1"));

        let answer = ingrid.press(&paths::abonnement_verwijder(abonnement.uuid.uuid())).await;
        assert_eq!(answer.header("location"), "/beheer/abonnementen?gedaan=verwijderd");
        assert_eq!(ingrid.get(&address).await.status_code, 404);
    }
}

/// Lets time pass until the message was given up.
async fn give_up(app: &Site) {
    try_until(app, |one| one.dood > 0).await;
}

async fn try_until(app: &Site, is_done: fn(&Overzicht) -> bool) {
    let (stop, stopped) = watch::channel(false);
    let outbound = Outbound::new(OutboundSettings::default()).unwrap();
    let base = Base { url: "https://a.example.nl".into(), is_fixed: true };
    tokio::spawn(Courier::new(app.db.clone(), outbound, sealer(), base).run(stopped));
    let all = async || notificaties::overzicht(&mut app.db.reader()).await.unwrap();
    for _ in 0..2000 {
        if is_done(&all().await[0]) {
            stop.send(true).unwrap();
            return;
        }
        app.db.clock().set(app.db.clock().now().checked_add(jiff::SignedDuration::from_hours(1)).unwrap());
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{:?}", all().await);
}
