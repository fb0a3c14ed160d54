//! Sending, over real connections to a server that behaves as mail servers do.

mod support;

use std::sync::Arc;

use messages::{MailTls, MailTransport};
use store::jobs;
use support::{JAN, worlds};
use test_kit::outside::smtp::{Mood, Server};

fn transport(server: &Server) -> MailTransport {
    MailTransport::Smtp { host: "127.0.0.1".into(), port: server.port, tls: MailTls::None, user: None, password: None }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_arrives_with_the_headers_and_both_parts() {
    let server = Server::start(&[]).await;
    for (index, world) in worlds(&transport(&server)).await.into_iter().enumerate() {
        let zaak = world.zaak(&JAN).await;
        world.run().await;
        let uit = world.uit(zaak).await.remove(0);
        let received = server.received();
        assert_eq!(received.len(), index + 1);
        let mail = &received[index];
        assert_eq!((mail.from.as_str(), mail.to.as_str()), ("mijndenhaag@gemeente.example", "jan@example.org"));
        let headers = [
            ("From", Some("\"Mijn Den Haag\" <mijndenhaag@gemeente.example>".to_owned())),
            ("To", Some("jan@example.org".to_owned())),
            ("Subject", Some("Wij hebben uw bezwaar ontvangen".to_owned())),
            ("Message-ID", Some(format!("<{}@gemeente.example>", uit.uuid))),
            ("Auto-Submitted", Some("auto-generated".to_owned())),
            ("Content-Language", Some("nl".to_owned())),
            ("Date", Some("Wed, 25 Nov 2026 09:00:00 +0000".to_owned())),
            ("Precedence", None),
            ("List-Unsubscribe", None),
        ];
        for (name, expected) in headers {
            assert_eq!(mail.header(name), expected, "{name}");
        }
        assert!(mail.header("Content-Type").unwrap().starts_with("multipart/alternative;"));
        assert_eq!(mail.part("text/plain").trim_end(), uit.tekst);
        let html = mail.part("text/html");
        assert!(html.contains("<html lang=\"nl\">") && html.contains("Beste Jan van der Berg,"));
        assert!(!html.contains("href") && !html.contains("http"));
        assert_eq!(world.outcome(zaak).await, [("ontvangen", "sent", String::new())]);
        // A node that died after the row was marked, and before the job was removed: the next one sends nothing.
        world.enqueue("messages.send", serde_json::json!({ "bericht": uit.uuid.to_string() })).await;
        world.run().await;
        assert_eq!(server.received().len(), index + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_broken_line_the_same_mail_comes_again_under_the_same_id() {
    let server = Server::start(&[Mood::DropsAfterData]).await;
    let mut worlds = worlds(&transport(&server)).await;
    let world = worlds.remove(0);
    let zaak = world.zaak(&JAN).await;
    world.set_status(zaak, "In behandeling").await;
    world.run().await;
    // The second mail of the zaak waits its turn; the inbox does not.
    let states: Vec<_> = world.outcome(zaak).await.into_iter().map(|(_, state, _)| state).collect();
    assert_eq!(states, ["queued", "queued"]);
    assert_eq!(messages::count_ongelezen(&mut world.db.reader(), &support::burger(support::BSN)).await.unwrap(), 2);
    world.run_at("2026-11-25T09:00:05Z").await;
    let received = server.received();
    let ids: Vec<_> = received.iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(ids[0], ids[1]);
    assert_eq!(received[0].part("text/plain"), received[1].part("text/plain"));
    assert_ne!(ids[1], ids[2]);
    let states: Vec<_> = world.outcome(zaak).await.into_iter().map(|(_, state, _)| state).collect();
    assert_eq!(states, ["sent", "sent"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_address_is_given_up_at_once_and_named_nowhere() {
    let server = Server::start(&[Mood::RefusesRecipient]).await;
    let mut worlds = worlds(&transport(&server)).await;
    let world = worlds.remove(0);
    let zaak = world.zaak(&JAN).await;
    world.run().await;
    let reden = "mailserver-weigert:550";
    assert_eq!(world.outcome(zaak).await, [("ontvangen", "failed", reden.to_owned())]);
    let dead = jobs::dead_jobs(&mut world.db.reader()).await.unwrap();
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0].last_error, "the mail server answered 550");

    // "Try again", after the address was mended at the other side.
    let mut tx = world.db.begin(&support::SYSTEEM).await.unwrap();
    assert!(jobs::retry(&mut tx, dead[0].id).await.unwrap());
    tx.commit().await.unwrap();
    world.run().await;
    assert_eq!(world.outcome(zaak).await, [("ontvangen", "sent", String::new())]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_server_is_tried_until_nobody_tries_any_more() {
    let moods = [Mood::Busy; 8];
    let server = Server::start(&moods).await;
    let mut worlds = worlds(&transport(&server)).await;
    let world = worlds.remove(0);
    let zaak = world.zaak(&JAN).await;
    world.run().await;
    for day in 26..=29 {
        assert_eq!(world.outcome(zaak).await[0].1, "queued");
        world.run_at(&format!("2026-11-{day}T09:00:00Z")).await;
        world.run_at(&format!("2026-11-{day}T21:00:00Z")).await;
    }
    let reden = "mailserver-weigert:452";
    assert_eq!(world.outcome(zaak).await, [("ontvangen", "failed", reden.to_owned())]);
    assert!(server.received().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_mail_server_mails_wait_and_are_given_up_in_sight() {
    for world in worlds(&MailTransport::Missing).await {
        let zaak = world.zaak(&JAN).await;
        world.run().await;
        for day in 26..=29 {
            assert_eq!(world.outcome(zaak).await[0].1, "queued", "nothing is called sent that was not");
            world.run_at(&format!("2026-11-{day}T09:00:00Z")).await;
            world.run_at(&format!("2026-11-{day}T21:00:00Z")).await;
        }
        let reden = "mailserver-onbereikbaar";
        assert_eq!(world.outcome(zaak).await, [("ontvangen", "failed", reden.to_owned())]);
        let dead = jobs::dead_jobs(&mut world.db.reader()).await.unwrap();
        assert_eq!((dead.len(), jobs::count_dead(&mut world.db.reader()).await.unwrap()), (1, 1));
        assert!(dead[0].last_error.contains("there is none"), "{}", dead[0].last_error);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_send_each_mail_once() {
    let server = Server::start(&[]).await;
    let mut worlds = worlds(&transport(&server)).await;
    // The last is on PostgreSQL when there is one: there nodes really are equal.
    let world = Arc::new(worlds.pop().unwrap());
    for (bsn, number) in support::bsns().zip(0..40) {
        let address = format!("{number}@example.org");
        world.zaak(&support::Aanvrager { bsn: &bsn, naam: "", emailadres: &address }).await;
    }
    let nodes: Vec<_> = (0..2)
        .map(|_| {
            let world = Arc::clone(&world);
            tokio::spawn(async move { world.run().await })
        })
        .collect();
    for node in nodes {
        node.await.unwrap();
    }
    world.run().await;
    let mut addresses: Vec<_> = server.received().into_iter().map(|mail| mail.to).collect();
    addresses.sort();
    addresses.dedup();
    assert_eq!((addresses.len(), server.received().len()), (40, 40));
}
