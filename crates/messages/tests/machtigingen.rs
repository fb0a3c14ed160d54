//! Who acts for another: what reaches her and what she reads, on both databases.

mod support;

use messages::{Contact, Kanaal, MailTransport};
use serde_json::json;
use store::Tx;
use support::{BSN, JAN, OTHER, SYSTEEM, World, bsns, burger, gemachtigde, worlds};
use values::Id;
use values::actor::Burger;
use zaken::{BetrokkeneType, NewRol, Zaak};

const PAGE: MailTransport = MailTransport::DevelopmentPage;

/// Adds who acts for somebody; `representee` is what the login says of that: the kind of number, and the number.
async fn add_gemachtigde(
    tx: &mut Tx,
    world: &World,
    zaak: Id<Zaak>,
    (bsn, naam, emailadres): (&str, &str, &str),
    representee: Option<(&str, &str)>,
) {
    let context =
        representee.map(|(kind, number)| json!({ "representee": { "identifierType": kind, "identifier": number } }));
    let new = NewRol {
        zaak,
        roltype: world.zaaktype.roltype("Gemachtigde").unwrap(),
        betrokkene_type: BetrokkeneType::NatuurlijkPersoon,
        betrokkene_identificatie: json!({ "inpBsn": bsn }),
        roltoelichting: "",
        indicatie_machtiging: "gemachtigde",
        contactpersoon_rol: Some(json!({ "naam": naam, "emailadres": emailadres })),
        authenticatie_context: context,
    };
    zaken::operations::add_rol(tx, &SYSTEEM, new).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_inbox_is_the_residents_own_and_of_whom_the_mandate_covers() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        world.set_status(zaak, "In behandeling").await;
        world.run().await;
        let db = &world.db;
        let cases = [
            ("own", burger(BSN), 2),
            ("other", burger(OTHER), 0),
            ("on behalf", gemachtigde(BSN, &[]), 2),
            ("on behalf, this type", gemachtigde(BSN, &["BEZWAAR"]), 2),
            ("on behalf, another type", gemachtigde(BSN, &["PARKEREN"]), 0),
        ];
        let first = messages::list_berichten(&mut db.reader(), &burger(BSN), 1, 0).await.unwrap().remove(0);
        assert_eq!(first.onderwerp, "De status van uw zaak Bezwaarschrift is veranderd");
        assert!(!first.tekst.contains("Waarom geen link"));
        for (who, burger, count) in &cases {
            let inbox = messages::list_berichten(&mut db.reader(), burger, 10, 0).await.unwrap();
            assert_eq!(inbox.len(), *count, "{who}");
            let unread = messages::count_ongelezen(&mut db.reader(), burger).await.unwrap();
            assert_eq!(unread, i64::try_from(*count).unwrap(), "{who}");
            let found = messages::find_bericht(&mut db.reader(), burger, first.uuid).await.unwrap();
            assert_eq!(found.is_some(), *count > 0, "{who}");
        }
        let second = messages::list_berichten(&mut db.reader(), &burger(BSN), 10, 1).await.unwrap();
        assert_eq!(second.len(), 1);
        assert_ne!(second[0].uuid, first.uuid);

        // Who reads, whether she may, and how many are new after that to herself, who acts for her, and another who does.
        let two = Burger { bsn: "999990020".parse().unwrap(), ..gemachtigde(BSN, &[]) };
        let cases = [
            (burger(OTHER), false, [2, 2, 2]),
            (gemachtigde(BSN, &[]), true, [2, 1, 2]),
            (burger(BSN), true, [1, 1, 2]),
            (two.clone(), true, [1, 1, 1]),
        ];
        for (reader, expected, unread) in cases {
            let mut tx = db.begin(&SYSTEEM).await.unwrap();
            assert_eq!(messages::mark_gelezen(&mut tx, &reader, first.uuid).await.unwrap(), expected);
            tx.commit().await.unwrap();
            for (who, unread) in [burger(BSN), gemachtigde(BSN, &[]), two.clone()].iter().zip(unread) {
                assert_eq!(messages::count_ongelezen(&mut db.reader(), who).await.unwrap(), unread, "{}", db.kind());
                let inbox = messages::list_berichten(&mut db.reader(), who, 10, 0).await.unwrap();
                let new = inbox.iter().filter(|bericht| bericht.gelezen_op.is_none()).count();
                assert_eq!(new, usize::try_from(unread).unwrap(), "the list says what the count says");
            }
        }

        // Mails are contact moments; who may read the zaak may read what they were about.
        let cases = [
            ("own", burger(BSN), 2, true),
            ("other", burger(OTHER), 0, true),
            ("on behalf", gemachtigde(BSN, &["BEZWAAR"]), 2, true),
            ("on behalf, another type", gemachtigde(BSN, &["PARKEREN"]), 0, true),
        ];
        for (who, burger, count, has_subject) in cases {
            let all = messages::list_contactmomenten(&mut db.reader(), &burger, 10).await.unwrap();
            assert_eq!(all.len(), count, "{who}");
            assert!(all.iter().all(|moment| moment.onderwerp.is_some() == has_subject), "{who}");
            let own = messages::list_contactmomenten_zaak(&mut db.reader(), &burger, zaak, 1).await.unwrap();
            assert_eq!(own.len(), count.min(1), "{who}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_mandate_each_party_is_told_by_her_own_name_at_her_own_address() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        // Whom they act for, by the login: the last one is of another party.
        let others = bsns().take(3).collect::<Vec<_>>();
        let acting = [
            (OTHER, "Piet", "piet@example.org", BSN),
            (&others[0], "Karel", "karel@example.org", BSN),
            (&others[1], "Vreemde", "vreemde@example.org", &others[2]),
        ];
        let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
        for (bsn, naam, emailadres, voor) in acting {
            add_gemachtigde(&mut tx, &world, zaak, (bsn, naam, emailadres), Some(("bsn", voor))).await;
        }
        tx.commit().await.unwrap();
        // Karel wants no mail.
        world.set_contact(&others[0], Contact { kanaal_status: Kanaal::Geen, ..Contact::default() }).await;
        world.run().await;
        let mut mails = messages::list_recent_mails(&mut world.db.reader(), 10).await.unwrap();
        mails.sort_by(|one, other| one.aan.cmp(&other.aan));
        assert_eq!(
            mails.iter().map(|mail| mail.aan.as_str()).collect::<Vec<_>>(),
            ["jan@example.org", "piet@example.org"]
        );
        let namens = "U krijgt deze e-mail, omdat u deze zaak namens iemand anders regelt.";
        for (mail, naam, acts) in [(&mails[0], "Jan van der Berg", false), (&mails[1], "Piet", true)] {
            assert!(mail.tekst.starts_with(&format!("Beste {naam},")), "{}", mail.tekst);
            assert_eq!(mail.tekst.contains(namens), acts, "{}", mail.tekst);
            assert_eq!(mail.tekst.contains("Iemand regelt deze zaak namens u."), !acts, "{}", mail.tekst);
        }
        let outcome = world.outcome(zaak).await;
        assert!(outcome.contains(&("ontvangen", "not_sent", "niet-gewenst".to_owned())), "{outcome:?}");
        // Staff sees whom each is for and at which address; it is no contact of who acts with the municipality.
        let uit = world.uit(zaak).await;
        let to: Vec<_> = uit.iter().map(|uit| (uit.adres.as_deref(), uit.is_gemachtigde)).collect();
        let expected = [(Some("jan@example.org"), false), (Some("piet@example.org"), true), (None, true)];
        assert_eq!(to, expected);
        for (bsn, count) in [(BSN, 1), (OTHER, 0)] {
            let own = messages::list_contactmomenten(&mut world.db.reader(), &burger(bsn), 10).await.unwrap();
            assert_eq!(own.len(), count);
        }
        // The zaak is in one inbox.
        for (bsn, count) in [(BSN, 1), (OTHER, 0)] {
            let inbox = messages::list_berichten(&mut world.db.reader(), &burger(bsn), 10, 0).await.unwrap();
            assert_eq!(inbox.len(), count);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mandate_that_is_over_brings_no_mail_and_one_that_holds_does_whatever_the_rol_says() {
    for world in worlds(&PAGE).await {
        let zaak = world.zaak(&JAN).await;
        // What the rol says of whom she acts for, as (kind, number); what is known of the mandate now goes by her own BSN.
        let acting = [
            (support::HOLDS[0], "holds", Some(("bsn", BSN))),
            (support::IS_OVER, "over", Some(("bsn", BSN))),
            (support::HOLDS[1], "left-out", None),
            (support::IS_OVER, "left-out-over", None),
            (OTHER, "left-out-elsewhere", None),
            // Nine digits of another kind of number.
            (OTHER, "rsin", Some(("rsin", BSN))),
        ];
        let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
        for (bsn, naam, representee) in acting {
            let emailadres = format!("{naam}@example.org");
            add_gemachtigde(&mut tx, &world, zaak, (bsn, naam, &emailadres), representee).await;
        }
        tx.commit().await.unwrap();
        world.run().await;
        let mut mails = messages::list_recent_mails(&mut world.db.reader(), 10).await.unwrap();
        mails.sort_by(|one, other| one.aan.cmp(&other.aan));
        let mails: Vec<_> = mails.iter().map(|mail| mail.aan.as_str()).collect();
        assert_eq!(mails, ["holds@example.org", "jan@example.org", "left-out@example.org"]);
        // Staff sees why the others are not told.
        let mut reasons: Vec<_> = world.uit(zaak).await.into_iter().filter_map(|uit| uit.reden).collect();
        reasons.sort();
        assert_eq!(reasons, ["machtiging-onbekend", "machtiging-voorbij"], "{}", world.db.kind());
    }
}
