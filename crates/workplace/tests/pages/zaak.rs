//! One zaak with everything in it.

use super::support::*;
use store::{Sql, sql};
use workplace::paths;

#[tokio::test]
async fn the_page_shows_the_whole_zaak_and_says_that_somebody_looked() {
    static INZAGE: Sql = sql(
        "test.inzage",
        "SELECT count(*) FROM inzage WHERE resource = 'zaak' AND actor_id = 'fatima.yilmaz' AND doel = 'behandeling'",
    );
    for app in start().await {
        let zaak = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        fatima.press(&paths::oppakken(app.open_taak(zaak).await.uuid)).await;
        fatima.fill_in(&paths::taak(app.open_taak(zaak).await.uuid), INTAKE_MEER).await;
        app.answer(zaak, "Het besluit zit in de bijlage.").await;

        fatima.get(&paths::zaak(zaak)).await;
        let (page, statements) = store::count_statements(fatima.get(&paths::zaak(zaak))).await;
        assert_eq!(page.status_code, 200);
        assert!(statements <= 20, "{statements} statements");
        let words = page.words();
        for expected in [
            "ZAAK-2026-0000000001",
            "In behandeling",
            "Anne de Boer",
            "BSN eindigt op 109",
            "B-2026-17",
            "10 november 2026",
            "Antwoord van de inwoner: Vul uw bezwaar aan",
            "Het besluit zit in de bijlage.",
            "Gedaan door Fatima Yilmaz",
            "Beantwoord door Anne de Boer",
            "Het proces is nu bij: Beoordeel de aanvulling",
            "Status is nu: In behandeling",
            "Taak opgepakt: Neem bezwaar in behandeling",
            "Het proces is begonnen",
            "Redenen volgen later nee",
            "Formulier ingestuurd: Bezwaar maken",
            "In deze zaak is nog geen besluit genomen.",
        ] {
            assert!(words.contains(expected), "{expected} is not in {words}");
        }
        assert!(!page.text().contains("999900109"), "a BSN is never shown whole");
        assert!(page.text().contains("data-current=\"BeoordeelAanvulling\""));
        let count: i64 = app.db.reader().query_one(&INZAGE, &[], |row| row.get(0)).await.unwrap();
        assert!(count >= 2, "{count}");
    }
}

#[tokio::test]
async fn the_page_says_which_mails_were_sent_and_why_others_were_not() {
    static FORGET: Sql = sql("test.forget", "UPDATE rol SET contactpersoon_rol = NULL");
    for app in start().await {
        let zaak = app.bezwaar().await;
        app.run_jobs().await;
        let fatima = app.log_in(FATIMA).await;
        let words = fatima.get(&paths::zaak(zaak)).await.words();
        assert!(words.contains("Verstuurd") && !words.contains("Niet verstuurd"), "{words}");

        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&FORGET, &[]).await.unwrap();
        tx.commit().await.unwrap();
        fatima.press(&paths::oppakken(app.open_taak(zaak).await.uuid)).await;
        fatima.fill_in(&paths::taak(app.open_taak(zaak).await.uuid), INTAKE).await;
        app.run_jobs().await;
        let found = messages::list_uit_for_zaak(&mut app.db.reader(), zaak).await.unwrap();
        assert!(found.iter().any(|mail| mail.reden.as_deref() == Some("geen-adres")), "a mail was not sent");
        let words = fatima.get(&paths::zaak(zaak)).await.words();
        assert!(words.contains("Niet verstuurd") && words.contains("geen e-mailadres bekend"), "{words}");
    }
}

#[tokio::test]
async fn a_document_is_downloaded_under_its_own_name() {
    documenten::set_typesetter(|_| Ok(PDF.to_vec()));
    for app in start().await {
        let zaak = app.bezwaar().await;
        let found = zaken::list_documenten(&mut app.db.reader(), zaak).await.unwrap().remove(0);
        let fatima = app.log_in(FATIMA).await;
        assert!(fatima.get(&paths::zaak(zaak)).await.text().contains(&paths::document(zaak, found.uuid)));
        let answer = fatima.get(&paths::document(zaak, found.uuid)).await;
        assert_eq!((answer.status_code.as_u16(), answer.body.as_slice()), (200, PDF));
        let header = |name| answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
        assert_eq!(header("content-type"), "application/pdf");
        assert!(
            header("content-disposition").starts_with(&format!("attachment; filename*=UTF-8''{}", found.bestandsnaam))
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-security-policy"), "sandbox");
    }
}

#[tokio::test]
async fn an_ended_zaak_shows_its_decision_and_has_no_deadline() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        app.decide(&fatima, zaak).await;
        let words = fatima.get(&paths::zaak(zaak)).await.words();
        for expected in ["Afgesloten op 25 november 2026", "Gegrond", "Besluit genomen", "Het proces is klaar."] {
            assert!(words.contains(expected), "{expected} is not in {words}");
        }
        assert!(!words.contains("Streefdatum"));
        assert!(!fatima.get(paths::ZAKEN).await.words().contains("ZAAK-2026"), "an ended zaak is no work");
    }
}

#[tokio::test]
async fn what_stands_still_is_tried_again_by_a_button() {
    static BREAK: Sql = sql("test.break", "UPDATE sjabloon SET naam = 'weg' WHERE naam = 'besluit'");
    static REPAIR: Sql = sql("test.repair", "UPDATE sjabloon SET naam = 'besluit' WHERE naam = 'weg'");
    for app in start().await {
        let change = async |sql: &'static Sql| {
            let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
            tx.execute(sql, &[]).await.unwrap();
            tx.commit().await.unwrap();
        };
        let zaak = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        change(&BREAK).await;
        app.decide(&fatima, zaak).await;
        let page = fatima.get(&paths::zaak(zaak)).await;
        assert!(page.words().contains("Deze zaak staat stil bij:"), "{}", page.words());
        let diagram = process::diagram(&mut app.db.reader(), zaak).await.unwrap().unwrap();
        let button = paths::herstel(zaak, diagram.incidents[0].token);
        assert!(page.text().contains(&button));

        let answer = fatima.press(&button).await;
        assert!(answer.location().ends_with("?melding=staat-stil"), "{}", answer.location());
        change(&REPAIR).await;
        let diagram = process::diagram(&mut app.db.reader(), zaak).await.unwrap().unwrap();
        let answer = fatima.press(&paths::herstel(zaak, diagram.incidents[0].token)).await;
        assert!(answer.location().ends_with("?melding=hersteld"), "{}", answer.location());
        assert!(fatima.get(answer.location()).await.words().contains("De zaak gaat weer verder"));
        // A second press finds nothing to do.
        assert_eq!(fatima.press(&button).await.location(), paths::zaak(zaak));
    }
}
