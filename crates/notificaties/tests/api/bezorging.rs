//! From what happens to what a subscriber gets.

use std::time::{Duration, Instant};

use jiff::ToSpan;
use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, SYSTEEM, TestApp};
use test_kit::outside::Ontvanger;
use values::Id;

use crate::{abonnement, api, bericht, start, work};

async fn subscribe(app: &TestApp, body: &Value) -> uuid::Uuid {
    let made = app.call("afnemer", "POST", &api("abonnement"), body).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    made.url().rsplit('/').next().unwrap().parse().unwrap()
}

async fn kanaal(app: &TestApp) {
    let new = json!({ "naam": "dingen", "filters": ["kleur"] });
    assert_eq!(app.call("bron", "POST", &api("kanaal"), &new).await.status_code, 201);
}

async fn publish(app: &TestApp, object: &str, actie: &str, kleur: &str) {
    app.tick();
    let sent = bericht("dingen", object, actie, json!({ "kleur": kleur }));
    let answer = app.call("bron", "POST", &api("notificaties"), &sent).await;
    assert_eq!(answer.status_code, 200, "{}", answer.json());
}

async fn new_zaak(app: &TestApp) -> String {
    let body = json!({
        "bronorganisatie": "002564440",
        "verantwoordelijkeOrganisatie": "002564440",
        "zaaktype": format!("{BASE}/catalogi/api/v1/zaaktypen/{}", app.bezwaar.uuid),
        "startdatum": "2026-11-25",
        "omschrijving": "Proef",
    });
    let made = app.post(ALLES, &format!("{BASE}/zaken/api/v1/zaken"), &body).await;
    assert_eq!(made.status_code, 201, "{}", made.json());
    made.url()
}

/// Moves the clock, so that pauses are over.
fn later(app: &TestApp) {
    app.clock.set(app.clock.now().checked_add(1.hours()).unwrap());
}

async fn overzicht(app: &TestApp) -> (i64, i64) {
    let all = notificaties::overzicht(&mut app.db.reader()).await.unwrap();
    (all[0].wachtend, all[0].dood)
}

async fn until(app: &TestApp, expected: (i64, i64)) {
    let start = Instant::now();
    while overzicht(app).await != expected {
        assert!(start.elapsed() < Duration::from_secs(10), "{:?} instead of {expected:?}", overzicht(app).await);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn who_waited_for_another_comes_after_it_though_it_began_before() {
    for app in start().await {
        // SQLite has one writer, and its transactions begin when it is theirs.
        if app.db.kind() == "sqlite" {
            continue;
        }
        let ontvanger = Ontvanger::start().await;
        let made =
            app.call("afnemer", "POST", &api("abonnement"), &abonnement(&ontvanger.url, "zaken", json!({}))).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let zaak = app.bezwaar.uuid.uuid();
        let tell = |tx: &mut store::Tx, actie| {
            let kenmerken = json!({ "bronorganisatie": "002564440" }).as_object().cloned().unwrap();
            let event = store::Event {
                kanaal: "zaken",
                resource: "zaak",
                actie,
                hoofd_object: zaak,
                resource_id: zaak,
                kenmerken,
            };
            tx.emit(event);
        };
        let systeem = values::Actor::Systeem("test");
        let mut early = app.db.begin(&systeem).await.unwrap();
        app.tick();
        let mut late = app.db.begin(&systeem).await.unwrap();
        tell(&mut late, store::Actie::Create);
        late.commit().await.unwrap();
        app.tick();
        tell(&mut early, store::Actie::Destroy);
        early.commit().await.unwrap();
        let _working = work(&app);
        let received = ontvanger.wait(2).await;
        let acties: Vec<_> = received.iter().map(|one| one.body["actie"].as_str().unwrap()).collect();
        assert_eq!(acties, ["create", "destroy"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_zaak_is_told_in_the_shape_of_the_standard_within_milliseconds() {
    for app in start().await {
        let ontvanger = Ontvanger::start().await;
        let soort = format!("https://oude-naam.nl/catalogi/api/v1/zaaktypen/{}", app.bezwaar.uuid);
        subscribe(&app, &abonnement(&ontvanger.url, "zaken", json!({ "zaaktype": soort }))).await;
        let other = Ontvanger::start().await;
        let soort = format!("{BASE}/catalogi/api/v1/zaaktypen/{}", app.parkeren.uuid);
        subscribe(&app, &abonnement(&other.url, "zaken", json!({ "zaaktype": soort }))).await;
        let _working = work(&app);

        let url = new_zaak(&app).await;
        let received = ontvanger.wait(1).await.remove(0);
        let expected = json!({
            "kanaal": "zaken",
            "source": "a",
            "hoofdObject": url,
            "resource": "zaak",
            "resourceUrl": url,
            "actie": "create",
            "aanmaakdatum": app.clock.now().to_string(),
            "kenmerken": {
                "bronorganisatie": "002564440",
                "zaaktype": format!("{BASE}/catalogi/api/v1/zaaktypen/{}", app.bezwaar.uuid),
                "zaaktype.catalogus": format!("{BASE}/catalogi/api/v1/catalogussen/{}", app.bezwaar.catalogus),
                "vertrouwelijkheidaanduiding": app.bezwaar.vertrouwelijkheidaanduiding.as_str(),
            },
        });
        assert_eq!(received.body, expected);
        assert_eq!(received.header("authorization"), "Bearer geheim");
        assert_eq!(received.header("content-type"), "application/json");
        until(&app, (0, 0)).await;
        assert!(other.received().is_empty());

        let mut delays = Vec::new();
        for number in 2..22 {
            app.tick();
            new_zaak(&app).await;
            let committed = Instant::now();
            let received = ontvanger.wait(number).await;
            delays.push(received[number - 1].at.saturating_duration_since(committed));
        }
        delays.sort();
        // Loose, because this machine may be busy; looking every half second would take far longer.
        assert!(delays[10] < Duration::from_millis(100), "{delays:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_request_caused_is_told_with_the_own_address() {
    for app in start().await {
        let ontvanger = Ontvanger::start().await;
        subscribe(&app, &abonnement(&ontvanger.url, "autorisaties", json!({}))).await;
        let _working = work(&app);
        app.add("nieuw", true, &[]).await;
        let received = ontvanger.wait(1).await.remove(0).body;
        let url = received["hoofdObject"].as_str().unwrap();
        assert!(url.starts_with("https://loket.example.nl/autorisaties/api/v1/applicaties/"), "{url}");
        assert_eq!((&received["actie"], &received["kenmerken"]), (&json!("create"), &json!({})));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_request_and_a_transaction_that_is_dropped_tell_nothing() {
    for app in start().await {
        let ontvanger = Ontvanger::start().await;
        subscribe(&app, &abonnement(&ontvanger.url, "autorisaties", json!({}))).await;
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let new = autorisaties::NewApplicatie {
            label: "x",
            client_id: "x",
            secret: "een-geheim-van-meer-dan-32-tekens-lang",
            alle: true,
            autorisaties: &[],
        };
        autorisaties::add_applicatie(&mut tx, &app.sealer, &new).await.unwrap();
        drop(tx);
        assert_eq!(overzicht(&app).await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_about_one_object_keep_their_order_and_a_failing_subscriber_delays_no_other() {
    for app in start().await {
        kanaal(&app).await;
        let (good, bad, silent) = (Ontvanger::start().await, Ontvanger::start().await, Ontvanger::start().await);
        for ontvanger in [&bad, &silent, &good] {
            subscribe(&app, &abonnement(&ontvanger.url, "dingen", json!({ "kleur": "rood" }))).await;
        }
        bad.answer(500);
        silent.silence();
        let _working = work(&app);
        let start = Instant::now();
        for (object, actie) in [("a", "1"), ("b", "1"), ("a", "2"), ("a", "3"), ("b", "2")] {
            publish(&app, object, actie, "rood").await;
        }
        publish(&app, "a", "4", "blauw").await;
        let order = |all: &[test_kit::outside::ontvanger::Received], object: &str| -> Vec<String> {
            let object = format!("https://bron.nl/{object}");
            let own = all.iter().filter(|one| one.body["hoofdObject"] == *object);
            own.map(|one| one.body["actie"].as_str().unwrap().to_owned()).collect()
        };
        let received = good.wait(5).await;
        assert!(start.elapsed() < Duration::from_secs(5));
        assert_eq!(
            (order(&received, "a"), order(&received, "b")),
            (["1", "2", "3"].map(str::to_owned).to_vec(), ["1", "2"].map(str::to_owned).to_vec(),)
        );

        // Once it takes messages again, it gets all of them, in order, with the id of the first attempt.
        let before = bad.wait(1).await;
        bad.answer(204);
        let start = Instant::now();
        loop {
            later(&app);
            tokio::time::sleep(Duration::from_millis(20)).await;
            let all = bad.received();
            let taken = &all[before.len()..];
            if order(taken, "b").len() >= 2 && order(taken, "a").last().is_some_and(|last| last == "3") {
                assert!(order(&all, "a").ends_with(&["1", "2", "3"].map(str::to_owned)), "{:?}", order(&all, "a"));
                let ids: Vec<&str> = all
                    .iter()
                    .filter(|one| one.body["hoofdObject"] == "https://bron.nl/a" && one.body["actie"] == "1")
                    .map(|one| one.header("idempotency-key"))
                    .collect();
                assert!(ids.len() >= 2 && ids.iter().all(|id| *id == ids[0] && !id.is_empty()), "{ids:?}");
                break;
            }
            assert!(start.elapsed() < Duration::from_secs(10), "{:?}", all.len());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_keeps_failing_becomes_a_dead_letter_that_can_be_sent_again() {
    for app in start().await {
        kanaal(&app).await;
        let ontvanger = Ontvanger::start().await;
        let uuid = Id::new(subscribe(&app, &abonnement(&ontvanger.url, "dingen", json!({}))).await);
        ontvanger.answer(503);
        publish(&app, "a", "create", "rood").await;
        let working = work(&app);
        let start = Instant::now();
        while overzicht(&app).await != (0, 1) {
            later(&app);
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert!(start.elapsed() < Duration::from_secs(30), "{:?}", overzicht(&app).await);
        }
        assert_eq!(ontvanger.received().len(), 12);
        let dead = notificaties::dead_letters(&mut app.db.reader(), uuid).await.unwrap();
        let [one] = dead.as_slice() else { panic!("{dead:?}") };
        assert_eq!((one.titel.as_str(), one.attempts), ("dingen: ding create", 12));
        assert_eq!(one.last_error, "the subscriber answered 503");

        ontvanger.answer(200);
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        assert_eq!(notificaties::resend(&mut tx, uuid, one.id).await.unwrap(), 1);
        tx.commit().await.unwrap();
        ontvanger.wait(13).await;
        until(&app, (0, 0)).await;
        drop(working);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cloudevents_go_to_who_asked_for_them() {
    for app in start().await {
        kanaal(&app).await;
        let (all, some) = (Ontvanger::start().await, Ontvanger::start().await);
        let mut body = abonnement(&all.url, "dingen", json!({}));
        body["sendCloudevents"] = json!(true);
        subscribe(&app, &body).await;
        let filters = json!([{ "typeSubstring": "dingen.ding", "filters": { "kleur": "rood" } }]);
        subscribe(&app, &json!({ "callbackUrl": some.url, "auth": "Bearer geheim", "cloudeventFilters": filters }))
            .await;
        let _working = work(&app);
        publish(&app, "a1", "create", "blauw").await;
        publish(&app, "a2", "create", "rood").await;
        let received = all.wait(2).await;
        let (one, other) = (&received[1], some.wait(1).await.remove(0));
        assert_eq!(one.header("content-type"), "application/cloudevents+json");
        let expected = json!({
            "specversion": "1.0",
            "id": one.body["id"],
            "source": "https://loket.example.nl",
            "type": "nl.overheid.dingen.ding.create",
            "subject": one.body["subject"],
            "time": "2026-11-25T10:00:00Z",
            "datacontenttype": "application/json",
            "data": one.body["data"],
        });
        assert!(received.iter().any(|one| one.body["subject"] == "a2" && one.body == other.body), "{received:?}");
        assert_eq!(one.body["type"], expected["type"]);
        assert_eq!(other.body["data"], json!({ "kleur": "rood", "hoofdObject": "https://bron.nl/a2" }));

        let event = json!({ "id": "7", "source": "bron", "specversion": "1.0", "type": "nl.dingen.ding", "subject": "x",
                            "data": { "kleur": "rood", "meer": [1] } });
        assert_eq!(app.call("bron", "POST", &api("cloudevents"), &event).await.status_code, 201);
        assert_eq!(some.wait(2).await[1].body, event);
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!((all.received().len(), some.received().len()), (2, 2));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_costs_one_statement_when_nobody_listens() {
    for app in start().await {
        let ontvanger = Ontvanger::start().await;
        new_zaak(&app).await;
        let nobody = store::count_statements(new_zaak(&app)).await.1;
        let uuid = subscribe(&app, &abonnement(&ontvanger.url, "zaken", json!({}))).await;
        new_zaak(&app).await;
        let one = store::count_statements(new_zaak(&app)).await.1;
        assert_eq!(one, nobody + 1);
        let url = api(&format!("abonnement/{uuid}"));
        assert_eq!(app.call("afnemer", "DELETE", &url, &Value::Null).await.status_code, 204);
        new_zaak(&app).await;
        assert_eq!(store::count_statements(new_zaak(&app)).await.1, nobody);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_deliver_each_message_once_and_in_order() {
    for app in start().await {
        // A file has one program that writes to it.
        if app.db.kind() == "sqlite" {
            continue;
        }
        kanaal(&app).await;
        let ontvanger = Ontvanger::start().await;
        subscribe(&app, &abonnement(&ontvanger.url, "dingen", json!({}))).await;
        let _working = [work(&app), work(&app)];
        for number in 0..60 {
            publish(&app, &format!("ding-{}", number % 5), &number.to_string(), "rood").await;
        }
        let received = ontvanger.wait(60).await;
        until(&app, (0, 0)).await;
        assert_eq!(ontvanger.received().len(), 60);
        for object in 0..5 {
            let object = format!("https://bron.nl/ding-{object}");
            let own = received.iter().filter(|one| one.body["hoofdObject"] == *object);
            let numbers: Vec<u32> = own.map(|one| one.body["actie"].as_str().unwrap().parse().unwrap()).collect();
            assert!(numbers.len() == 12 && numbers.is_sorted(), "{object} {numbers:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_stops_leaves_its_subscribers_to_the_next_and_what_waits_is_delivered() {
    for app in start().await {
        kanaal(&app).await;
        let ontvanger = Ontvanger::start().await;
        subscribe(&app, &abonnement(&ontvanger.url, "dingen", json!({}))).await;
        for number in 1..4 {
            let working = work(&app);
            publish(&app, "a", "create", "rood").await;
            ontvanger.wait(number * 2 - 1).await;
            drop(working);
            tokio::time::sleep(Duration::from_millis(200)).await;
            publish(&app, "a", "update", "rood").await;
            let _working = work(&app);
            ontvanger.wait(number * 2).await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        until(&app, (0, 0)).await;
        assert_eq!(ontvanger.received().len(), 6);
    }
}
