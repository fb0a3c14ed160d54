//! Sending an aanvraag.

use forms::{AnoniemToken, Contact, Eigenaar, FormsError, Submitted, Verzending};
use serde_json::{Value, json};
use values::Id;
use values::actor::{Burger, Grond};
use zaken::{Rol, Zaak};

use crate::support::*;

async fn rollen(db: &store::Db, zaak: Id<Zaak>) -> Vec<Rol> {
    zaken::list_rollen(&mut db.reader(), zaak).await.unwrap()
}

async fn process_variables(db: &store::Db, zaak: Id<Zaak>) -> Value {
    static SNAPSHOT: store::Sql = store::sql("test.snapshot", "SELECT snapshot FROM procesinstantie WHERE zaak = $1");
    db.reader().query_one(&SNAPSHOT, &[zaak.into()], |row| row.get(0)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bezwaar_becomes_a_zaak_with_everything_in_it() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        for (key, name) in [("kopieBesluit", "besluit.pdf"), ("bijlagen", "een.pdf"), ("bijlagen", "twee.pdf")] {
            let file = upload(&db, key, name, "application/pdf", format!("%PDF-1.7 {name}").as_bytes()).await;
            let mut tx = db.begin(&person.actor).await.unwrap();
            forms::add_upload(&mut tx, &person.inzending, &file).await.unwrap();
            tx.commit().await.unwrap();
        }
        person.reload().await;
        person.fill_in().await;
        let Submitted { zaak, identificatie } = person.submit().await.unwrap();
        assert!(identificatie.starts_with("ZAAK-2026-"));

        let row = zaken::find_zaak(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert_eq!(
            (row.omschrijving.as_str(), row.bronorganisatie.as_str()),
            ("Bezwaar: Weigering parkeervergunning", "002564440")
        );
        assert_eq!(row.startdatum.to_string(), "2026-11-25");
        let statussen = zaken::list_statussen(&mut db.reader(), zaak).await.unwrap();
        assert_eq!(statussen.len(), 1);

        let rollen = rollen(&db, zaak).await;
        assert_eq!(rollen.len(), 1);
        let initiator = &rollen[0];
        assert_eq!(
            (initiator.omschrijving.as_str(), initiator.omschrijving_generiek.as_str()),
            ("Aanvrager", "initiator")
        );
        assert_eq!(
            initiator.betrokkene_identificatie,
            json!({"inpBsn": "999993653", "verblijfsadres": {
                "wplWoonplaatsNaam": "Voorbeeldstad", "gorOpenbareRuimteNaam": "Kerkstraat", "aoaPostcode": "1234AB",
                "aoaHuisletter": "a", "aoaIdentificatie": "", "aoaHuisnummer": 12}})
        );
        assert_eq!(
            initiator.contactpersoon_rol,
            Some(json!({"naam": "Anne de Boer", "emailadres": "anne@example.nl", "telefoonnummer": "06 12345678"}))
        );
        let login = json!({"source": "digid", "levelOfAssurance": "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"});
        assert_eq!(initiator.authenticatie_context, Some(login));
        assert_eq!(initiator.indicatie_machtiging, "");

        let eigenschappen = zaken::list_eigenschappen(&mut db.reader(), zaak).await.unwrap();
        let mut values: Vec<_> = eigenschappen.iter().map(|value| format!("{}={}", value.naam, value.waarde)).collect();
        values.sort();
        assert_eq!(
            values,
            [
                "datumBesluit=20261110",
                "hoorzitting=nee",
                "kenmerk=B-2026-17",
                "onderwerpBesluit=Weigering parkeervergunning",
                "proForma=false",
                "spoed=nee"
            ]
        );

        let documents = zaken::list_documenten(&mut db.reader(), zaak).await.unwrap();
        let mut told: Vec<_> = documents
            .iter()
            .map(|row| {
                format!("{} | {} | {} | {}", row.titel, row.informatieobjecttype, row.bestandsnaam, row.is_ontvangen)
            })
            .collect();
        told.sort();
        assert_eq!(
            told,
            [
                "Bezwaarschrift | Bezwaarschrift | bezwaarschrift.pdf | true",
                "Bijlage bij bezwaar 1 | Bijlage | een.pdf | true",
                "Bijlage bij bezwaar 2 | Bijlage | twee.pdf | true",
                "Kopie van het besluit | Kopie besluit | besluit.pdf | true",
            ]
        );
        let opmaak: Value = {
            static OPMAAK: store::Sql = store::sql("test.opmaak", "SELECT gegevens FROM opmaak");
            db.reader().query_one(&OPMAAK, &[], |row| row.get(0)).await.unwrap()
        };
        assert_eq!((&opmaak["titel"], &opmaak["kenmerk"]), (&json!("Bezwaarschrift"), &json!(identificatie)));
        assert_eq!((&opmaak["datum"], &opmaak["gemeente"]["naam"]), (&json!("2026-11-25"), &json!("Voorbeeldstad")));
        let rows = opmaak["stappen"][1]["rijen"].as_array().unwrap();
        assert!(rows.iter().any(|row| row["tekst"] == json!("10 november 2026")), "{rows:?}");
        assert!(rows.iter().any(|row| row["bestanden"] == json!(["besluit.pdf"])), "{rows:?}");

        let taken = process::list_taken_zaak(&mut db.reader(), zaak).await.unwrap();
        assert_eq!(taken.iter().map(|taak| taak.titel.as_str()).collect::<Vec<_>>(), ["Neem bezwaar in behandeling"]);
        let snapshot = process_variables(&db, zaak).await.to_string();
        for expected in
            ["\"kenmerk_besluit\":\"B-2026-17\"", "\"te_laat\":false", "\"pro_forma\":false", "\"spoed\":\"nee\""]
        {
            assert!(snapshot.contains(expected), "{expected}: {snapshot}");
        }
        // It was hidden, so the process does not have it.
        assert!(!snapshot.contains("reden_te_laat"));

        // Rollen, eigenschappen and documents are there before the first status tells the world.
        let events = events(&db).await;
        let status = events.iter().position(|event| event == "status create").unwrap();
        for earlier in ["rol create", "zaakeigenschap create", "zaakinformatieobject create"] {
            assert!(events.iter().rposition(|event| event == earlier).unwrap() < status, "{earlier}: {events:?}");
        }
        assert_eq!(events.iter().filter(|event| *event == "inzending partial_update").count(), 1);
        let expected = [
            ("zaak", 1),
            ("rol", 1),
            ("status", 1),
            ("zaakeigenschap", 6),
            ("document", 4),
            ("zaakinformatieobject", 4),
            ("procesinstantie", 1),
            ("taak", 1),
            ("job", 1),
        ];
        assert_eq!(counts(&db).await[..9], expected, "{}", db.kind());
        person.reload().await;
        let zaak = zaken::find_zaak(&mut db.reader(), zaak).await.unwrap().unwrap();
        let (formulier, inzending, ctx) = (&person.formulier, &person.inzending, person.ctx());
        let text = forms::confirmation_html(formulier, inzending, &zaak, &[], &db.gemeente(), &ctx);
        // The number itself stands on the page, above the designer's text, which tells what holds for the reader.
        assert!(text.contains("Wij hebben uw bezwaar ontvangen.") && text.contains("bij Mijn zaken"), "{text}");
        assert!(!text.contains("per post"), "{text}");
        assert!(forms::list_concepten(&mut db.reader(), &anne()).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sending_twice_makes_one_zaak() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        person.fill_in().await;
        let person = std::sync::Arc::new(person);
        let sends: Vec<_> = (0..4)
            .map(|_| {
                let person = std::sync::Arc::clone(&person);
                tokio::spawn(async move { person.submit().await.unwrap() })
            })
            .collect();
        let mut zaken = Vec::new();
        for send in sends {
            zaken.push(send.await.unwrap());
        }
        zaken.dedup();
        assert_eq!(zaken.len(), 1, "{}", db.kind());
        assert_eq!(counts(&db).await[..3], [("zaak", 1), ("rol", 1), ("status", 1)], "{}", db.kind());
        // The answers stand, and a new start is a new submission.
        let mut person = std::sync::Arc::try_unwrap(person).ok().unwrap();
        let late = person.post_full("reden", REDEN, &[], form_logic::Strictness::Next).await;
        assert!(matches!(late, Err(FormsError::AlreadySent)));
        let next = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        assert_ne!(next.inzending.uuid, person.inzending.uuid);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_saved_while_the_answers_were_judged_counts() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        person.fill_in().await;
        let earlier = person.inzending.clone();
        person.next("reden", &[("gronden", "Toch anders."), ("hoorzitting", "nee"), ("spoed", "nee")]).await;
        person.inzending = earlier;
        let Submitted { zaak, .. } = person.submit().await.unwrap();
        let aanvraag = forms::find_aanvraag(&mut db.reader(), zaak).await.unwrap().unwrap();
        assert_eq!(aanvraag.verzonden["antwoorden"]["gronden"], "Toch anders.");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mandate_gives_two_rollen() {
    for Database { db, .. } in databases().await {
        for grond in [Grond::Machtiging, Grond::Bewindvoering] {
            let piet = piet_for_anne(grond, &["BEZWAAR"]);
            let mut person = Person::start(&db, Eigenaar::Burger(piet), facts()).await;
            person.next("uw-gegevens", &CONTACT[..2]).await;
            person.next("besluit", BESLUIT).await;
            person.next("reden", REDEN).await;
            let zaak = person.submit().await.unwrap().zaak;
            let rollen = rollen(&db, zaak).await;
            assert_eq!(rollen.len(), 2);
            let (initiator, gemachtigde) = (&rollen[0], &rollen[1]);
            assert_eq!(initiator.betrokkene_identificatie["inpBsn"], json!("999993653"));
            assert_eq!(initiator.betrokkene_identificatie["verblijfsadres"]["aoaPostcode"], json!("1234AB"));
            assert_eq!(initiator.indicatie_machtiging, "machtiginggever");
            // The address in the form is of who filled it in.
            assert_eq!((initiator.naam(), initiator.emailadres()), (Some("Anne de Boer"), None));
            assert_eq!(initiator.authenticatie_context, None);
            assert_eq!(
                (gemachtigde.omschrijving.as_str(), gemachtigde.omschrijving_generiek.as_str()),
                ("Gemachtigde", "belanghebbende")
            );
            assert_eq!(gemachtigde.betrokkene_identificatie, json!({"inpBsn": "999990019"}));
            assert_eq!(gemachtigde.indicatie_machtiging, "gemachtigde");
            assert_eq!(
                (gemachtigde.naam(), gemachtigde.emailadres()),
                (Some("Piet Pietersen"), Some("anne@example.nl"))
            );
            let context = gemachtigde.authenticatie_context.as_ref().unwrap();
            assert_eq!(context["representee"]["identifier"], json!("999993653"));
            let role = (grond == Grond::Bewindvoering).then(|| json!("bewindvoerder"));
            assert_eq!(context["mandate"].get("role"), role.as_ref(), "{}", db.kind());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_login_the_form_asks_who_you_are() {
    for Database { db, .. } in databases().await {
        let token = AnoniemToken::generate(&db.begin(&SYSTEEM).await.unwrap());
        let mut person = Person::start(&db, Eigenaar::Anoniem(token), forms::Prefill::new()).await;
        let own = [
            ("naamZelf", "Jan Jansen"),
            ("adresZelf.postcode", "1234 ab"),
            ("adresZelf.houseNumber", "7"),
            ("adresZelf.streetName", "Dorpsstraat"),
            ("adresZelf.city", "Elders"),
        ];
        assert!(!codes(&person.refused("uw-gegevens", CONTACT, &[]).await).is_empty());
        let posted: Vec<_> = own.iter().chain(CONTACT).copied().collect();
        person.next("uw-gegevens", &posted).await;
        person.next("besluit", BESLUIT).await;
        person.next("reden", REDEN).await;
        let zaak = person.submit().await.unwrap().zaak;
        let rollen = rollen(&db, zaak).await;
        assert_eq!(rollen.len(), 1);
        assert_eq!(
            rollen[0].betrokkene_identificatie,
            json!({"verblijfsadres": {"wplWoonplaatsNaam": "Elders", "gorOpenbareRuimteNaam": "Dorpsstraat",
                "aoaPostcode": "1234AB", "aoaIdentificatie": "", "aoaHuisnummer": 7}})
        );
        assert_eq!(rollen[0].naam(), Some("Jan Jansen"));
        assert_eq!(rollen[0].authenticatie_context, None, "{}", db.kind());
        // The process knows that she gets no task in the portal.
        assert!(process_variables(&db, zaak).await.to_string().contains("\"klant_kan_inloggen\":false"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_complete_is_not_sent() {
    for Database { db, clock, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        let before = counts(&db).await;
        let steps = |outcome: Result<Submitted, FormsError>| match outcome {
            Err(FormsError::Incomplete(steps)) => {
                steps.into_iter().map(|step| (step.step, step.errors.len())).collect()
            }
            other => panic!("{other:?}"),
        };
        let missing: Vec<(String, usize)> = steps(person.submit().await);
        assert_eq!(missing, [("uw-gegevens".into(), 1), ("besluit".into(), 3), ("reden".into(), 3)]);
        person.fill_in().await;
        let statements = Verzending { accepts_privacy: true, ..Verzending::default() };
        let missing: Vec<(String, usize)> = steps(person.submit_with(&statements).await);
        assert_eq!(missing, [(String::new(), 1)]);
        // Weeks later the decision is too old: the final logic asks why.
        let then = clock.now();
        clock.set("2026-12-24T10:00:00Z".parse().unwrap());
        let missing: Vec<(String, usize)> = steps(person.submit().await);
        assert_eq!(missing, [("besluit".into(), 1)]);
        clock.set(then);
        assert_eq!(counts(&db).await, before, "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_fails_half_way_leaves_nothing() {
    let rename = |list: &'static str, omschrijving: &'static str| {
        move |zaaktype: &mut Value| {
            for part in zaaktype[list].as_array_mut().unwrap() {
                if part["omschrijving"] == json!(omschrijving) {
                    part["omschrijving"] = json!("Anders");
                }
            }
        }
    };
    let later = |zaaktype: &mut Value| zaaktype["beginGeldigheid"] = json!("2027-01-01");
    let intern = |zaaktype: &mut Value| zaaktype["indicatieInternOfExtern"] = json!("intern");
    type Change = Box<dyn Fn(&mut Value)>;
    let cases: [(Change, &str); 5] = [
        (Box::new(rename("roltypen", "Aanvrager")), "has no roltype `Aanvrager`"),
        (Box::new(rename("informatieobjecttypen", "Bezwaarschrift")), "has no informatieobjecttype `Bezwaarschrift`"),
        (Box::new(rename("informatieobjecttypen", "Bijlage")), "has no informatieobjecttype `Bijlage`"),
        (Box::new(later), "no version of zaaktype `BEZWAAR` is valid today"),
        (Box::new(intern), "the right `zaken.aanmaken` is missing"),
    ];
    for (change, expected) in cases {
        for Database { db, .. } in databases_with(change).await {
            let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
            person.fill_in().await;
            let file = upload(&db, "bijlagen", "een.pdf", "application/pdf", b"%PDF-1.7").await;
            let mut tx = db.begin(&person.actor).await.unwrap();
            forms::add_upload(&mut tx, &person.inzending, &file).await.unwrap();
            tx.commit().await.unwrap();
            let before = counts(&db).await;
            let error = person.submit().await.unwrap_err().to_string();
            assert!(error.contains(expected), "{expected}: {error}");
            assert_eq!(counts(&db).await, before, "{} {expected}", db.kind());
            person.reload().await;
            assert_eq!(person.inzending.state, forms::InzendingState::Concept);
            assert_eq!(person.open_step(), forms::NextStep::Overzicht);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_profile_fills_what_the_form_does_not_ask() {
    for Database { db, .. } in databases().await {
        let burger = Burger { naam: String::new(), ..anne() };
        let mut person = Person::start(&db, Eigenaar::Burger(burger), forms::Prefill::new()).await;
        person.next("uw-gegevens", &[("email", "anne@example.nl"), ("namensWie", "mijzelf")]).await;
        person.next("besluit", BESLUIT).await;
        person.next("reden", REDEN).await;
        let contact = Contact {
            naam: "A. de Boer".into(),
            emailadres: "profiel@example.nl".into(),
            telefoonnummer: "0612345678".into(),
        };
        assert_eq!(format!("{contact:?}"), "Contact(***)");
        let verzending = Verzending { accepts_privacy: true, declares_truth: true, contact };
        let zaak = person.submit_with(&verzending).await.unwrap().zaak;
        let initiator = &rollen(&db, zaak).await[0];
        // The form asks for a telephone number, and she left it empty.
        assert_eq!(initiator.contactpersoon_rol, Some(json!({"naam": "A. de Boer", "emailadres": "anne@example.nl"})));
        assert_eq!(initiator.betrokkene_identificatie, json!({"inpBsn": "999993653"}), "{}", db.kind());
    }
}
