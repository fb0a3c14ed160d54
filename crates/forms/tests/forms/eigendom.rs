//! Whose a submission is, and how long it is kept.

use ::store::{Sql, sql};
use forms::{AnoniemToken, Eigenaar, FormsError};
use jiff::ToSpan;
use values::Id;
use values::actor::{Burger, Grond};

use crate::support::*;

async fn token(db: &store::Db) -> AnoniemToken {
    let tx = db.begin(&SYSTEEM).await.unwrap();
    AnoniemToken::generate(&tx)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_persons_submission_does_not_exist() {
    for Database { db, .. } in databases().await {
        let own = token(&db).await;
        let kept = AnoniemToken::parse(own.as_str()).unwrap();
        assert!(kept == own && AnoniemToken::parse("'; DROP TABLE").is_none());
        let owners = [
            Eigenaar::Burger(anne()),
            Eigenaar::Burger(Burger { bsn: "999990019".parse().unwrap(), ..anne() }),
            Eigenaar::Burger(piet_for_anne(Grond::Machtiging, &[])),
            Eigenaar::Medewerker(fatima()),
            Eigenaar::Anoniem(own),
            Eigenaar::Anoniem(token(&db).await),
        ];
        let mut submissions = Vec::new();
        for owner in &owners {
            submissions.push(Person::start(&db, owner.clone(), facts()).await.inzending.uuid);
        }
        for (index, owner) in owners.iter().enumerate() {
            for (other, uuid) in submissions.iter().enumerate() {
                let found = forms::find_inzending(&mut db.reader(), owner, *uuid).await.unwrap();
                assert_eq!(found.is_some(), index == other, "{} {index} {other}", db.kind());
                if index != other {
                    let mut tx = db.begin(&SYSTEEM).await.unwrap();
                    assert!(!forms::delete_concept(&mut tx, owner, *uuid).await.unwrap());
                }
            }
        }
        // Each resident has her own list; who acts for another has another list than that other.
        for (owner, expected) in [(anne(), submissions[0]), (piet_for_anne(Grond::Machtiging, &[]), submissions[2])] {
            let list = forms::list_concepten(&mut db.reader(), &owner).await.unwrap();
            assert_eq!(list.iter().map(|concept| concept.inzending).collect::<Vec<_>>(), [expected]);
            assert_eq!(list[0].naam, "Bezwaar maken");
        }
        // Sending somebody else's does not work either.
        let mut stranger = Person::start(&db, owners[1].clone(), facts()).await;
        stranger.inzending.uuid = submissions[0];
        assert!(matches!(stranger.submit().await, Err(FormsError::InzendingNotFound)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn starting_twice_continues_the_same_submission() {
    for Database { db, .. } in databases().await {
        let starts: Vec<_> = (0..8)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { Person::start(&db, Eigenaar::Burger(anne()), facts()).await.inzending.uuid })
            })
            .collect();
        let mut found = Vec::new();
        for start in starts {
            found.push(start.await.unwrap());
        }
        found.dedup();
        assert_eq!((found.len(), count!(&db, "inzending")), (1, 1), "{}", db.kind());
        assert_eq!(events(&db).await.iter().filter(|event| *event == "inzending create").count(), 1);
        // The facts of the first start stay.
        let again = Person::start(&db, Eigenaar::Burger(anne()), forms::Prefill::new()).await;
        assert_eq!(again.inzending.prefill, facts());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_is_only_for_whom_it_is_for() {
    for Database { db, .. } in databases().await {
        let aanvraag = forms::find_formulier(&mut db.reader(), "bezwaar-maken").await.unwrap().unwrap();
        let klanttaak = forms::find_formulier(&mut db.reader(), "bezwaar-aanvulling").await.unwrap().unwrap();
        let intake = forms::find_formulier(&mut db.reader(), "medewerker-intake").await.unwrap().unwrap();
        let mandate = |zaaktypen: &[&str]| Eigenaar::Burger(piet_for_anne(Grond::Machtiging, zaaktypen));
        let taak = Some(Id::new(uuid::Uuid::from_u128(1)));
        let cases = [
            (mandate(&["PARKEERVERGUNNING-BEWONERS"]), &aanvraag, None),
            (Eigenaar::Burger(anne()), &intake, taak),
            (Eigenaar::Anoniem(token(&db).await), &klanttaak, taak),
        ];
        for (owner, formulier, taak) in cases {
            let mut tx = db.begin(&SYSTEEM).await.unwrap();
            let refused = forms::start(&mut tx, &owner, formulier, taak).await;
            assert!(matches!(refused, Err(FormsError::Forbidden)), "{}", formulier.slug);
        }
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        let refused = forms::start(&mut tx, &Eigenaar::Burger(anne()), &klanttaak, None).await;
        assert!(matches!(refused, Err(FormsError::Misconfigured(_))));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_answers_live_as_long_as_the_zaak() {
    static DELETE_ZAAK: Sql = sql("test.delete_zaak", "DELETE FROM zaak WHERE uuid = $1");
    for Database { db, clock, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        person.fill_in().await;
        let zaak = person.submit().await.unwrap().zaak;
        clock.set(clock.now().checked_add((100 * 24).hours()).unwrap());
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        forms::delete_expired(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count!(&db, "inzending"), 0);
        let aanvraag = forms::find_aanvraag(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert_eq!((aanvraag.formulier.as_str(), aanvraag.ingediend_door.as_str()), ("Bezwaar maken", "Anne de Boer"));
        assert_eq!(aanvraag.verzonden["antwoorden"]["gronden"], "Het besluit klopt niet.");
        assert_eq!(aanvraag.verzonden["stappen"][2]["titel"], "Reden");

        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&DELETE_ZAAK, &[zaak.into()]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(forms::find_aanvraag(&mut db.reader(), zaak).await.unwrap(), None, "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn submissions_past_their_date_are_gone_with_their_uploads() {
    for Database { db, clock, .. } in databases().await {
        let mut sent = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        sent.fill_in().await;
        sent.submit().await.unwrap();
        let person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        let file = upload(&db, "bijlagen", "a.pdf", "application/pdf", b"%PDF-1.7").await;
        let mut tx = db.begin(&person.actor).await.unwrap();
        forms::add_upload(&mut tx, &person.inzending, &file).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(forms::list_concepten(&mut db.reader(), &anne()).await.unwrap().len(), 1);

        let start = clock.now();
        // day, submissions left, uploads left
        for (day, left, uploads) in [(6, 2, 1), (7, 1, 1), (29, 1, 1), (30, 0, 0)] {
            clock.set(start.checked_add((day * 24).hours()).unwrap());
            let found = forms::find_inzending(&mut db.reader(), &person.eigenaar, person.inzending.uuid).await.unwrap();
            assert_eq!(found.is_some(), day < 30);
            let mut tx = db.begin(&SYSTEEM).await.unwrap();
            forms::delete_expired(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(
                (count!(&db, "inzending"), count!(&db, "inzending_bestand")),
                (left, uploads),
                "{} {day}",
                db.kind()
            );
        }
        // The zaak stays.
        assert_eq!(count!(&db, "zaak"), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_anonymous_submission_without_an_answer_is_kept_for_a_day() {
    for Database { db, clock, .. } in databases().await {
        let own = [
            ("naamZelf", "Jan Jansen"),
            ("adresZelf.postcode", "1234 ab"),
            ("adresZelf.houseNumber", "7"),
            ("adresZelf.streetName", "Dorpsstraat"),
            ("adresZelf.city", "Elders"),
        ];
        let posted: Vec<_> = own.iter().chain(CONTACT).copied().collect();
        let mut filled = Person::start(&db, Eigenaar::Anoniem(token(&db).await), forms::Prefill::new()).await;
        filled.next("uw-gegevens", &posted).await;
        let mut refused = Person::start(&db, Eigenaar::Anoniem(token(&db).await), forms::Prefill::new()).await;
        refused.refused("uw-gegevens", &[], &[]).await;
        let empty = Person::start(&db, Eigenaar::Anoniem(token(&db).await), forms::Prefill::new()).await;
        let known = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;

        let start = clock.now();
        // hours after the start, and whether there still is: filled, refused, empty, known
        let cases =
            [(23, [true; 4]), (24, [true, false, false, true]), (719, [true, false, false, true]), (720, [false; 4])];
        for (hours, expected) in cases {
            clock.set(start.checked_add(hours.hours()).unwrap());
            let mut tx = db.begin(&SYSTEEM).await.unwrap();
            forms::delete_expired(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
            let mut found = [false; 4];
            for (is_there, person) in found.iter_mut().zip([&filled, &refused, &empty, &known]) {
                let inzending =
                    forms::find_inzending(&mut db.reader(), &person.eigenaar, person.inzending.uuid).await.unwrap();
                *is_there = inzending.is_some();
            }
            assert_eq!(found, expected, "{} {hours}", db.kind());
            assert_eq!(count!(&db, "inzending"), expected.iter().filter(|one| **one).count() as i64);
        }
    }
}
