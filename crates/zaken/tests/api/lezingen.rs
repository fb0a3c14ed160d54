//! Who read whose data: the log of processings (AVG).

use std::sync::Arc;

use serde_json::{Value, json};
use store::verwerkingen;
use test_kit::apis::{ALLES, TestApp};
use values::{Actor, Bsn};

use crate::fixtures::{api, make_zaak, rol_body, start};

const ANNE: &str = "999993653";
const BRAM: &str = "999990019";

/// Writes what waits and returns the lines about somebody: what was read, in which zaak.
async fn lines(app: &TestApp, bsn: &str) -> Vec<String> {
    verwerkingen::write(&app.db).await.unwrap();
    let bsn: Bsn = bsn.parse().unwrap();
    let mut all = verwerkingen::list(&mut app.db.reader(), &bsn, 100).await.unwrap();
    all.reverse();
    all.iter()
        .map(|one| format!("{} {}", one.handeling, one.zaak.map(|zaak| zaak.to_string()).unwrap_or_default()))
        .collect()
}

#[tokio::test]
async fn every_answer_that_shows_a_bsn_is_logged_once_and_no_other() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({})).await;
        let id = zaak.rsplit('/').next().unwrap().to_owned();
        let rol = app.post(ALLES, &api("rollen"), &rol_body(&app, &zaak, "initiator")).await.url();
        let bram =
            json!({ "zaak": zaak, "objectType": "natuurlijk_persoon", "objectIdentificatie": { "inpBsn": BRAM } });
        let object = app.post(ALLES, &api("zaakobjecten"), &bram).await.url();
        // Before it is plugged in nothing waits.
        app.get(ALLES, &rol).await;
        assert!(!app.db.logs_lezingen());
        let sealer = app.sealer.clone();
        app.db.set_pseudonym(Arc::new(move |bsn| sealer.pseudonym(bsn)));
        assert!(lines(&app, ANNE).await.is_empty());

        let bsn = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn";
        let own = format!("rollen {id}");
        let found = format!("zaken van een persoon {id}");
        // What is asked, with what body, and what is logged of each of the two.
        type Case<'a> = (&'a str, String, Value, Vec<&'a str>, Vec<&'a str>);
        let cases: Vec<Case<'_>> = vec![
            ("GET", zaak.clone(), Value::Null, vec![], vec![]),
            ("GET", api("zaken"), Value::Null, vec![], vec![]),
            ("GET", rol.clone(), Value::Null, vec![&own], vec![]),
            ("GET", api("rollen"), Value::Null, vec![&own], vec![]),
            ("GET", format!("{zaak}?expand=rollen"), Value::Null, vec![&own], vec![]),
            ("GET", api(&format!("zaken?{bsn}={ANNE}")), Value::Null, vec![&found], vec![]),
            ("GET", api(&format!("zaken?{bsn}={BRAM}")), Value::Null, vec![], vec!["zaken van een persoon "]),
            ("POST", api("zaken/_zoek"), json!({ bsn: ANNE }), vec![&found], vec![]),
            (
                "GET",
                api(&format!("rollen?betrokkeneIdentificatie__natuurlijkPersoon__inpBsn={BRAM}")),
                Value::Null,
                vec![],
                vec!["zaken van een persoon "],
            ),
            ("GET", object.clone(), Value::Null, vec![], vec!["zaakobjecten"]),
            ("GET", api("zaakobjecten"), Value::Null, vec![], vec!["zaakobjecten"]),
            ("GET", format!("{zaak}/audittrail"), Value::Null, vec!["audittrail"], vec!["audittrail"]),
        ];
        let (mut anne, mut bram) = (0, 0);
        for (method, url, body, of_anne, of_bram) in cases {
            app.tick();
            let answer = app.call(ALLES, method, &url, &body).await;
            assert_eq!(answer.status_code, 200, "{method} {url} {}", answer.json());
            for (person, seen, expected) in [(ANNE, &mut anne, of_anne), (BRAM, &mut bram, of_bram)] {
                let all = lines(&app, person).await;
                let new = &all[*seen..];
                let fits = new.len() == expected.len() && new.iter().zip(&expected).all(|(a, b)| a.starts_with(b));
                assert!(fits, "{person} {method} {url}: {new:?}, expected {expected:?}");
                *seen = all.len();
            }
        }
    }
}

#[tokio::test]
async fn a_line_says_who_read_why_and_by_which_request() {
    for app in start().await {
        let sealer = app.sealer.clone();
        app.db.set_pseudonym(Arc::new(move |bsn| sealer.pseudonym(bsn)));
        let zaak = make_zaak(&app, json!({})).await;
        let rol = app.post(ALLES, &api("rollen"), &rol_body(&app, &zaak, "initiator")).await.url();
        let token = format!("Bearer {}", app.token(ALLES));
        let long = "x".repeat(300);
        let headers = [
            ("authorization", token.as_str()),
            ("x-audit-toelichting", "Bezwaar behandelen"),
            ("x-nlx-logrecord-id", "abc"),
            ("x-nlx-request-user-id", "j.jansen"),
            ("x-nlx-request-process-id", long.as_str()),
        ];
        // The same reader for the same reason is one line, whose statements are two whenever they are written.
        let other = headers.map(|(name, value)| (name, if name == "x-nlx-logrecord-id" { "def" } else { value }));
        for headers in [&headers, &headers, &headers, &other] {
            assert_eq!(app.send_with("GET", &rol, headers, "").await.status_code, 200);
        }
        let (written, statements) = store::count_statements(verwerkingen::write(&app.db)).await;
        assert_eq!((written.unwrap(), statements), (2, 2));
        let anne: Bsn = ANNE.parse().unwrap();
        let found = verwerkingen::list(&mut app.db.reader(), &anne, 100).await.unwrap();
        assert_eq!(found.len(), 2);
        let line = found.iter().find(|line| line.herkomst.contains("abc")).unwrap();
        assert_eq!(
            (line.actor_kind.as_str(), line.actor_id.as_str(), line.actor_naam.as_str()),
            ("applicatie", ALLES, ALLES)
        );
        assert_eq!((line.at, line.toelichting.as_str()), (app.clock.now(), "Bezwaar behandelen"));
        assert_eq!(line.herkomst, r#"{"logrecordId":"abc","userId":"j.jansen"}"#);

        // The table tells nobody who was read.
        static CODES: store::Sql = store::sql("test.codes", "SELECT persoon FROM verwerking_persoon");
        let codes: Vec<uuid::Uuid> = app.db.reader().query(&CODES, &[], |row| row.get(0)).await.unwrap();
        assert!(codes.iter().all(|code| *code == app.sealer.pseudonym(ANNE) && !code.to_string().contains(ANNE)));

        // Residents are not logged here; lines go after three years.
        let burger = Actor::Burger(values::actor::Burger {
            bsn: anne.clone(),
            naam: "Anne".into(),
            loa: values::actor::Betrouwbaarheidsniveau::Midden,
            vertegenwoordigt: None,
        });
        app.db.log_lezing(&burger, "x", vec![(ANNE.to_owned(), None)]);
        assert_eq!(verwerkingen::write(&app.db).await.unwrap(), 0);
        app.clock.set("2029-11-20T10:00:00Z".parse().unwrap());
        for (moment, expected) in [("2028-11-20T10:00:00Z", 0), ("2029-11-26T10:00:00Z", 2)] {
            app.clock.set(moment.parse().unwrap());
            let mut tx = app.db.begin(&test_kit::apis::SYSTEEM).await.unwrap();
            assert_eq!(verwerkingen::delete_old(&mut tx).await.unwrap(), expected, "{moment}");
            tx.commit().await.unwrap();
        }
        assert!(app.db.reader().query(&CODES, &[], |row| row.get::<uuid::Uuid>(0)).await.unwrap().is_empty());
    }
}
