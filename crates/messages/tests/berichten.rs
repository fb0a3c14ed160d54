//! From event to message, on both databases.

mod support;

use bytes::Bytes;
use documenten::{Content, DocumentStatus, NewDocument};
use messages::{BerichtSoort, Blok, Contact, Kanaal, MailTransport};
use serde_json::json;
use store::{Actie, Event, Sql, sql};
use support::{Aanvrager, BSN, DONE, JAN, OTHER, SYSTEEM, World, burger, worlds, worlds_with};
use uuid::Uuid;
use values::Id;
use zaken::{BetrokkeneType, Zaak};

const PAGE: MailTransport = MailTransport::DevelopmentPage;

/// The seed text of notificaties-aan-klanten.md section 5, in full.
const STATUS_GEWIJZIGD: &str = "Beste Jan van der Berg,

De status van uw zaak Bezwaarschrift met kenmerk ZAAK-2026-0000000001 is: In behandeling

Wat kunt u doen?

Wij lezen uw bezwaar. Hebben wij iets van u nodig? Dan krijgt u daarover nog een e-mail.

Waarom geen link in deze e-mail?

Gemeente Den Haag stuurt voor uw veiligheid geen e-mails met linkjes. Ontvangt u wel een e-mail met een link waarop u kunt klikken? Dan komt deze e-mail NIET van de gemeente Den Haag.

Heeft u vragen?

Kijk op www.denhaag.nl of bel naar 14070 (maandag tot en met vrijdag van 8.00 - 17.00 uur).

Met vriendelijke groet,
Gemeente Den Haag";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statuses_lead_to_mails_in_order_with_the_words_of_the_reference() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        for status in ["In behandeling", "Afgehandeld"] {
            world.run().await;
            world.set_status(zaak, status).await;
        }
        world.run().await;
        let uit = world.uit(zaak).await;
        let subjects: Vec<_> = uit.iter().map(|uit| (uit.scenario.as_str(), uit.onderwerp.as_str())).collect();
        let expected = [
            ("ontvangen", "Wij hebben uw bezwaar ontvangen"),
            ("status-gewijzigd", "De status van uw zaak Bezwaarschrift is veranderd"),
            ("afgesloten", "Uw zaak Bezwaarschrift is klaar"),
        ];
        assert_eq!(subjects, expected, "{}", world.db.kind());
        assert_eq!(uit[1].tekst, STATUS_GEWIJZIGD);
        assert!(uit[0].tekst.contains("U krijgt uiterlijk 17 februari 2027 antwoord."), "{}", uit[0].tekst);
        assert!(uit.iter().all(|uit| uit.state.as_str() == "sent" && uit.sent_at.is_some()));
        // The page for development shows each with its address; nothing in it can be clicked.
        let mails = messages::list_recent_mails(&mut world.db.reader(), 10).await.unwrap();
        assert_eq!(mails.len(), 3);
        for mail in mails {
            assert_eq!(mail.aan, "jan@example.org");
            for forbidden in ["href", "<a", "http", "<img", "<table"] {
                assert!(!mail.html.contains(forbidden) && !mail.tekst.contains(forbidden), "{forbidden}");
            }
            assert!(messages::find_mail(&mut world.db.reader(), mail.uuid).await.unwrap().is_some());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_event_or_job_twice_makes_one_message() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        let status = world.set_status(zaak, "In behandeling").await;
        world.run().await;
        for _ in 0..2 {
            world.enqueue("messages.status", json!({ "status": status.to_string() })).await;
            world.run().await;
        }
        let sent = world.uit(zaak).await;
        world.enqueue("messages.send", json!({ "bericht": sent[1].uuid.to_string() })).await;
        world.run().await;
        assert_eq!(sent.len(), 2);
        assert_eq!(world.uit(zaak).await[1].sent_at, sent[1].sent_at);
        let inbox = messages::list_berichten(&mut world.db.reader(), &burger(BSN), 10, 0).await.unwrap();
        assert_eq!(inbox.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_of_two_hundred_parallel_mails_holds_only_its_own_name() {
    for world in worlds(&PAGE).await {
        let people: Vec<(String, String, String)> = support::bsns()
            .take(200)
            .enumerate()
            .map(|(number, bsn)| (bsn, format!("Naam{number:03}"), format!("adres{number:03}@example.org")))
            .collect();
        let mut zaken = Vec::new();
        for (bsn, naam, emailadres) in &people {
            zaken.push(world.zaak(&Aanvrager { bsn, naam, emailadres }).await);
        }
        world.run().await;
        let mails = messages::list_recent_mails(&mut world.db.reader(), 1000).await.unwrap();
        assert_eq!(mails.len(), 200);
        for mail in mails {
            let number = mail.aan.trim_start_matches("adres").split('@').next().unwrap();
            assert!(mail.tekst.starts_with(&format!("Beste Naam{number},")), "{}", mail.tekst);
            assert_eq!(mail.tekst.matches("Naam").count(), 1);
            assert_eq!(mail.html.matches("Naam").count(), 1);
        }
        // And each inbox too.
        for (bsn, naam, _) in &people {
            let inbox = messages::list_berichten(&mut world.db.reader(), &burger(bsn), 10, 0).await.unwrap();
            assert_eq!(inbox.len(), 1);
            assert!(inbox[0].tekst.starts_with(&format!("Beste {naam},")));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_no_is_a_row_with_its_reason() {
    for world in worlds(&PAGE).await {
        let no_address = world.zaak(&Aanvrager { emailadres: "", ..JAN }).await;
        let wrong_address = world.zaak(&Aanvrager { emailadres: "jan@@example", ..JAN }).await;
        let nobody = world.zaak_of(None, &JAN).await;
        let silent = Aanvrager { bsn: OTHER, naam: "", emailadres: "" };
        let contact =
            Contact { emailadres: Some("stil@example.org".into()), kanaal_status: Kanaal::Geen, ..Contact::default() };
        world.set_contact(OTHER, contact).await;
        let unwanted = world.zaak(&silent).await;
        world.run().await;
        let cases = [
            (no_address, "geen-adres"),
            (wrong_address, "adres-klopt-niet"),
            (nobody, "geen-initiator"),
            (unwanted, "niet-gewenst"),
        ];
        for (zaak, reason) in cases {
            assert_eq!(world.outcome(zaak).await, [("ontvangen", "not_sent", reason.to_owned())]);
        }
        // "Geen" silences the mail, never the inbox, and a task is another kind of message.
        assert_eq!(messages::count_ongelezen(&mut world.db.reader(), &burger(OTHER)).await.unwrap(), 1);
        world.emit_taak(unwanted, Uuid::from_u128(1), None).await;
        world.run().await;
        assert_eq!(world.outcome(unwanted).await[1], ("taak", "sent", String::new()));
        let mail = messages::list_recent_mails(&mut world.db.reader(), 1).await.unwrap().remove(0);
        assert_eq!(mail.aan, "stil@example.org");
        assert!(mail.tekst.starts_with("Beste heer/mevrouw/persoon,"), "{}", mail.tekst);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_portal_does_not_show_is_not_told() {
    type Change = fn(&mut serde_json::Value);
    let cases: [(Change, &str); 3] = [
        (|package| package["indicatieInternOfExtern"] = json!("intern"), "niet-voor-inwoners"),
        (|package| package["vertrouwelijkheidaanduiding"] = json!("vertrouwelijk"), "te-vertrouwelijk"),
        (|package| package["statustypen"][0]["informeren"] = json!(false), "geen-bericht-bij-status"),
    ];
    for (change, reason) in cases {
        for world in worlds_with(&PAGE, change).await {
            let zaak = world.zaak(&JAN).await;
            world.run().await;
            assert_eq!(world.outcome(zaak).await, [("ontvangen", "not_sent", reason.to_owned())]);
            let inbox = messages::list_berichten(&mut world.db.reader(), &burger(BSN), 10, 0).await.unwrap();
            assert!(inbox.is_empty(), "{reason}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_typed_name_can_bring_no_link_and_no_markup() {
    for world in worlds(&PAGE).await {
        let nasty = Aanvrager { naam: "https://evil.example/", ..JAN };
        let markup = Aanvrager { naam: "<b>Jan</b>\r\nBcc: x\n# Kop ((code))", ..JAN };
        let (nasty, markup) = (world.zaak(&nasty).await, world.zaak(&markup).await);
        world.run().await;
        assert!(world.uit(nasty).await[0].tekst.starts_with("Beste heer/mevrouw/persoon,\n"));
        let uit = world.uit(markup).await.remove(0);
        assert!(uit.tekst.starts_with("Beste <b>Jan</b> Bcc: x # Kop ((code)),\n"), "{}", uit.tekst);
        let mail = messages::find_mail(&mut world.db.reader(), uit.uuid).await.unwrap().unwrap();
        assert!(mail.html.contains("Beste &lt;b&gt;Jan&lt;/b&gt; Bcc: x # Kop ((code)),"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_is_told_and_reminded_of_until_it_is_done() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        let done = world.zaak(&JAN).await;
        let deadline = Some("2026-12-09T12:00:00Z");
        world.emit_taak(zaak, Uuid::from_u128(1), deadline).await;
        world.emit_taak(done, Uuid::from_u128(DONE), deadline).await;
        world.run().await;
        // A later message does not wait for the reminder.
        world.set_status(zaak, "In behandeling").await;
        world.run().await;
        assert_eq!(world.uit(zaak).await.len(), 3);
        for moment in ["2026-12-02T11:59:00Z", "2026-12-02T12:01:00Z", "2026-12-08T12:01:00Z", "2026-12-10T12:00:00Z"] {
            world.run_at(moment).await;
        }
        let uit = world.uit(zaak).await;
        let subjects: Vec<_> = uit.iter().map(|uit| uit.onderwerp.as_str()).collect();
        let expected = [
            "Wij hebben uw bezwaar ontvangen",
            "Wij hebben iets van u nodig voor uw zaak Bezwaarschrift",
            "De status van uw zaak Bezwaarschrift is veranderd",
            "Vergeet uw taak niet: nog 7 dagen",
            "Vergeet uw taak niet: nog 1 dag",
        ];
        assert_eq!(subjects, expected);
        assert!(uit[1].tekst.contains("staat een taak voor u klaar: Stuur een bijlage.\n"));
        assert!(uit[1].tekst.contains("ga naar Mijn taken. Doe dit uiterlijk 9 december 2026."), "{}", uit[1].tekst);
        assert_eq!(world.uit(done).await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_of_a_task_is_told_whoever_ended_it() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        for (number, status) in [(1, "afgerond"), (2, "gesloten"), (3, "verwerkt")] {
            world.end_taak(zaak, Uuid::from_u128(number), status).await;
        }
        world.run().await;
        let uit = world.uit(zaak).await;
        let told: Vec<_> = uit.iter().map(|uit| (uit.scenario.as_str(), uit.onderwerp.as_str())).collect();
        let expected = [
            ("ontvangen", "Wij hebben uw bezwaar ontvangen"),
            ("taak-gedaan", "Wij hebben ontvangen wat wij nodig hadden voor uw zaak Bezwaarschrift"),
            ("taak-vervallen", "Een taak voor uw zaak Bezwaarschrift is vervallen"),
        ];
        assert_eq!(told, expected);
        assert!(uit[2].tekst.contains("U hoeft deze taak niet meer te doen."), "{}", uit[2].tekst);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_wait_its_end_and_a_longer_term_are_told_with_the_day_that_holds() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        world.run().await;
        for wait in ["Wij wachten op stukken.", "Wij wachten op advies."] {
            let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
            zaken::operations::schort_zaak_op(&mut tx, &SYSTEEM, zaak, wait).await.unwrap();
            tx.commit().await.unwrap();
            world.run().await;
            let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
            zaken::operations::hervat_zaak(&mut tx, &SYSTEEM, zaak).await.unwrap();
            tx.commit().await.unwrap();
            world.run().await;
        }
        let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
        zaken::operations::verleng_zaak(&mut tx, &SYSTEEM, zaak, 14, "Advies").await.unwrap();
        tx.commit().await.unwrap();
        world.run().await;
        let uit = world.uit(zaak).await;
        let told: Vec<_> = uit.iter().map(|uit| uit.scenario.as_str()).collect();
        // The last word is what holds.
        assert_eq!(told, ["ontvangen", "opgeschort", "hervat", "opgeschort", "hervat", "vertraging"]);
        for (index, shown) in [(2, "Wij gaan nu verder. U krijgt uiterlijk "), (5, "Wij hebben meer tijd nodig")] {
            assert!(uit[index].tekst.contains(shown), "{}", uit[index].tekst);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_names_day_time_and_place() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        world.run().await;
        let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
        let kenmerken =
            json!({ "datum": "2026-12-03", "tijd": "10.30 uur", "plaats": "Stadhuis, kamer 2 www.evil.nl" });
        tx.emit(Event {
            kanaal: "loket.berichten",
            resource: "uitnodiging",
            actie: Actie::Create,
            hoofd_object: zaak.uuid(),
            resource_id: Uuid::from_u128(5),
            kenmerken: kenmerken.as_object().cloned().unwrap(),
        });
        tx.commit().await.unwrap();
        world.run().await;
        let uit = world.uit(zaak).await;
        assert_eq!(uit[1].onderwerp, "Uitnodiging voor een gesprek over uw zaak Bezwaarschrift");
        for shown in ["Dag: 3 december 2026", "Tijd: 10.30 uur", "Plaats: Stadhuis, kamer 2 [link verwijderd]"] {
            assert!(uit[1].tekst.contains(shown), "{shown}: {}", uit[1].tekst);
        }
        let inbox = messages::list_berichten(&mut world.db.reader(), &burger(BSN), 10, 0).await.unwrap();
        assert_eq!(inbox.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_in_the_inbox_and_the_mail_says_only_that() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        world.run().await;
        take_decision(&world, zaak).await;
        world.run().await;
        let uit = world.uit(zaak).await;
        assert_eq!(uit.len(), 2, "{:?}", world.outcome(zaak).await);
        assert_eq!(uit[1].onderwerp, "Er staat een bericht voor u klaar");
        for shown in [
            "staat een nieuw bericht over uw zaak Bezwaarschrift met kenmerk",
            "Log in en ga naar Mijn berichten.",
            "in het besluit staat tot wanneer",
        ] {
            assert!(uit[1].tekst.contains(shown), "{shown}: {}", uit[1].tekst);
        }
        assert!(!uit[1].tekst.contains("Gegrond"));

        let inbox = messages::list_berichten(&mut world.db.reader(), &burger(BSN), 10, 0).await.unwrap();
        let bericht = &inbox[0];
        assert_eq!(bericht.onderwerp, "Besluit over uw zaak Bezwaarschrift");
        assert_eq!(bericht.soort, BerichtSoort::Notificatie);
        assert_eq!(bericht.handelingsperspectief, "informatie ontvangen");
        assert!(bericht.blokken().contains(&Blok::Kop("Bent u het niet eens met het besluit?".into())));
        // Two documents were linked: the draft is not for the resident.
        let documents = zaken::list_documenten(&mut world.db.reader(), zaak).await.unwrap();
        assert_eq!(documents.len(), 2);
        let letter = documents.iter().find(|document| document.titel == "Besluit").unwrap();
        assert_eq!(bericht.bijlagen, [letter.uuid]);
    }
}

static SET_SENT: Sql = sql("test.set_sent", "UPDATE besluit SET verzenddatum = $2 WHERE zaak = $1");

/// Says when the decision of a zaak was sent, as another system does.
async fn set_sent(world: &World, zaak: Id<Zaak>, day: Option<&str>) {
    let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
    let besluit = besluiten::list_besluiten(&mut tx, zaak).await.unwrap()[0].besluit.uuid.uuid();
    tx.execute(&SET_SENT, &[zaak.into(), day.into()]).await.unwrap();
    tx.emit(Event {
        kanaal: "besluiten",
        resource: "besluit",
        actie: Actie::PartialUpdate,
        hoofd_object: besluit,
        resource_id: besluit,
        kenmerken: serde_json::Map::new(),
    });
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_that_is_sent_later_is_told_then_and_once() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        world.run().await;
        take_decision(&world, zaak).await;
        set_sent(&world, zaak, None).await;
        world.run().await;
        let told = async || {
            let inbox = messages::list_berichten(&mut world.db.reader(), &burger(BSN), 10, 0).await.unwrap();
            let uit = world.uit(zaak).await;
            let in_inbox = inbox.iter().filter(|one| one.onderwerp == "Besluit over uw zaak Bezwaarschrift").count();
            (in_inbox, uit.iter().filter(|one| one.onderwerp == "Er staat een bericht voor u klaar").count())
        };
        assert_eq!(told().await, (0, 0), "{:?}", world.outcome(zaak).await);
        for _ in 0..2 {
            set_sent(&world, zaak, Some("2026-11-01")).await;
            world.run().await;
            assert_eq!(told().await, (1, 1), "{:?}", world.outcome(zaak).await);
        }
    }
}

async fn take_decision(world: &World, zaak: Id<Zaak>) {
    let stored = world.db.files().put(Bytes::from_static(b"Gegrond")).await.unwrap();
    let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
    let zaak = zaken::find_zaak(&mut tx, zaak).await.unwrap().unwrap();
    let new = besluiten::NewBesluit {
        zaak: &zaak,
        besluittype: "Beslissing op bezwaar",
        toelichting: "Gegrond",
        ingangsdatum: tx.today(),
        vervaldatum: None,
    };
    let besluit = besluiten::create_besluit(&mut tx, &SYSTEEM, &new).await.unwrap();
    for (titel, status) in [("Concept", DocumentStatus::InBewerking), ("Besluit", DocumentStatus::Definitief)] {
        let new = NewDocument {
            informatieobjecttype: world.zaaktype.informatieobjecttype("Besluit").unwrap(),
            vertrouwelijkheidaanduiding: None,
            bronorganisatie: &world.db.gemeente().rsin,
            titel,
            auteur: "Gemeente",
            status,
            formaat: "application/pdf",
            bestandsnaam: "besluit.pdf",
            beschrijving: "",
            ontvangstdatum: None,
            verzenddatum: None,
            content: Content::Stored(&stored),
        };
        let document = documenten::create(&mut tx, &new).await.unwrap();
        besluiten::link_document(&mut tx, &SYSTEEM, &besluit, &zaak, &document).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_gets_mail_at_the_address_of_the_zaak() {
    for world in worlds(&PAGE).await {
        let wie = (BetrokkeneType::NietNatuurlijkPersoon, json!({ "kvkNummer": "12345678" }));
        let zaak = world.zaak_of(Some(wie), &JAN).await;
        world.run().await;
        take_decision(&world, zaak).await;
        world.run().await;
        let uit = world.uit(zaak).await;
        assert!(uit[0].tekst.starts_with("Beste heer/mevrouw/persoon,"));
        let reason = "geen-mijn-berichten";
        assert_eq!(world.outcome(zaak).await[1], ("besluit", "not_sent", reason.to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_to_log_in_who_can_not_or_did_already() {
    for world in worlds(&PAGE).await {
        let jan = world.zaak(&JAN).await;
        let piet = (BetrokkeneType::NatuurlijkPersoon, json!({ "geslachtsnaam": "Pietersen" }));
        let piet = world.zaak_of(Some(piet), &Aanvrager { emailadres: "piet@example.org", ..JAN }).await;
        for zaak in [jan, piet] {
            let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
            zaken::operations::set_eigenschappen(&mut tx, &SYSTEEM, zaak, &[("proForma", "true")]).await.unwrap();
            tx.commit().await.unwrap();
        }
        world.run().await;
        for zaak in [jan, piet] {
            world.emit_taak(zaak, Uuid::from_u128(zaak.uuid().as_u128() ^ 1), None).await;
            world.run().await;
            world.set_status(zaak, "Afgehandeld").await;
            world.run().await;
        }
        // What each of both mails says.
        let cases = [
            ("bij Mijn taken. Wij sturen u daarover nog een e-mail.", "Wij sturen u daarover nog een brief."),
            ("Log in bij Mijn Den Haag en ga naar Mijn taken.", "Stuur het ons per post, of bel ons."),
            ("Log in bij Mijn Den Haag om de uitkomst te lezen.", "U krijgt de uitkomst per post."),
        ];
        let (uit_jan, uit_piet) = (world.uit(jan).await, world.uit(piet).await);
        for (index, (can, can_not)) in cases.into_iter().enumerate() {
            let (jan, piet) = (&uit_jan[index].tekst, &uit_piet[index].tekst);
            assert!(jan.contains(can) && !jan.contains(can_not), "{jan}");
            assert!(piet.contains(can_not) && !piet.contains(can) && !piet.contains("Mijn taken"), "{piet}");
        }
        for bericht in messages::list_berichten(&mut world.db.reader(), &burger(BSN), 10, 0).await.unwrap() {
            assert!(!bericht.tekst.contains("Log in") && !bericht.tekst.contains("per post"), "{}", bericht.tekst);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_status_that_another_follows_at_once_is_told_only_when_a_package_wants_it() {
    for (teksten, first) in [(None, "nieuwere-status"), (Some(r#"{ "alleen_nieuwste_status": false }"#), "")] {
        for world in worlds(&PAGE).await {
            if let Some(teksten) = teksten {
                let own = [("teksten.json".to_owned(), teksten.to_owned())];
                let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
                messages::install_templates(&mut tx, Some("BEZWAAR"), &own).await.unwrap();
                tx.commit().await.unwrap();
            }
            let zaak = world.zaak(&JAN).await;
            world.set_status(zaak, "In behandeling").await;
            world.set_status(zaak, "Geaccepteerd").await;
            world.run().await;
            world.set_status(zaak, "Afgehandeld").await;
            world.run().await;
            let told = world.outcome(zaak).await;
            let told: Vec<_> = told.iter().map(|(scenario, _, reason)| (*scenario, reason.as_str())).collect();
            let expected =
                [("ontvangen", ""), ("status-gewijzigd", first), ("status-gewijzigd", ""), ("afgesloten", "")];
            assert_eq!(told, expected);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_address_is_told_to_the_old_one() {
    for world in worlds(&PAGE).await {
        let contact = |address: &str| Contact { emailadres: Some(address.into()), ..Contact::default() };
        world.set_contact(BSN, contact("oud@example.org")).await;
        world.set_contact(BSN, contact(" oud@example.org ")).await;
        world.set_contact(BSN, contact("nieuw@example.org")).await;
        world.run().await;
        let mails = messages::list_recent_mails(&mut world.db.reader(), 10).await.unwrap();
        let sent: Vec<_> = mails.iter().map(|mail| (mail.aan.as_str(), mail.onderwerp.as_str())).collect();
        assert_eq!(sent, [("oud@example.org", "Uw e-mailadres is veranderd")]);
        let found = messages::find_contact(&mut world.db.reader(), &BSN.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!(found, contact("nieuw@example.org"));
        let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
        assert!(messages::set_contact(&mut tx, &BSN.parse().unwrap(), contact("geen adres")).await.is_err());
    }
}
