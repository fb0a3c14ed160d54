//! A page asks what its step shows with the answers so far. Nothing is saved by that.

use axum::http::StatusCode;

use crate::support::{Apply as _, Form, World, anne, burger};

/// The form of a step as the script of the page posts it.
fn asking(mut form: Form) -> Form {
    form.action = format!("{}?actie=toon", form.action);
    form
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_that_follows_from_an_answer_is_shown_and_nothing_is_saved() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let start = anne.read("/formulieren/bezwaar-maken").await;
        let (step, page) = anne.follow(&start.form("/formulieren/bezwaar-maken")).await;
        assert!(page.text().contains(" data-live"), "{}", page.text());
        assert!(!page.text().contains("name=\"naamVertegenwoordigde\""));

        let mut form = asking(page.form("/uw-gegevens"));
        form.set("namensWie", "ander");
        form.set("email", "geen adres");
        let shown = anne.submit(&form).await;
        assert_eq!(shown.status_code, StatusCode::OK, "{}", shown.text());
        assert!(
            shown.text().contains("name=\"naamVertegenwoordigde\"") && shown.text().contains("name=\"machtiging\"")
        );
        assert!(shown.text().contains("value=\"geen adres\""), "what was typed is there as it was");
        assert!(
            !shown.text().contains("data-error-summary") && !shown.text().contains("-fout\""),
            "it is no try to go on"
        );
        assert_eq!(shown.form("/uw-gegevens").value("_versie"), page.form("/uw-gegevens").value("_versie"));

        let again = anne.read(&step).await;
        assert!(!again.text().contains("name=\"naamVertegenwoordigde\"") && !again.text().contains("geen adres"));

        // The step was not finished by it.
        assert_eq!(anne.get(&step.replace("uw-gegevens", "besluit")).await.location(), step);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_asks_brings_no_files() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let (overview, _) = anne.until_overview().await;
        let step = overview.replace("overzicht", "reden");
        let page = anne.read(&step).await;
        let mut form = asking(page.form("/reden"));
        form.set("spoed", "ja");
        form.attach("bijlagen", "tweede.png", "image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR another picture");
        let shown = anne.submit(&form).await;
        assert_eq!(shown.status_code, StatusCode::OK, "{}", shown.text());
        assert!(shown.text().contains("voorlopige voorziening") && shown.text().contains("foto.png"));
        for page in [shown, anne.read(&step).await] {
            assert!(!page.text().contains("tweede.png"));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_asks_only_about_a_form_of_its_own_session() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let start = anne.read("/formulieren/bezwaar-maken").await;
        let (_, page) = anne.follow(&start.form("/formulieren/bezwaar-maken")).await;
        let form = asking(page.form("/uw-gegevens"));
        let karim = world.browser(&burger(crate::support::KARIM, "Karim Benali")).await;
        assert_eq!(karim.submit(&karim.filled(&form.action, &[], true)).await.status_code, StatusCode::NOT_FOUND);
        let stranger = world.stranger().submit(&form).await;
        assert!(stranger.location().starts_with("/inloggen?naar="), "{}", stranger.location());
        let mut forged = form.clone();
        forged.set("csrf", "0000");
        assert_eq!(anne.submit(&forged).await.status_code, StatusCode::FORBIDDEN);
        let elsewhere = form.action.replace("uw-gegevens", "bestaat-niet");
        assert_eq!(anne.submit(&anne.filled(&elsewhere, &[], true)).await.status_code, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asking_about_a_task_begins_no_form() {
    static COUNT: store::Sql = store::sql("test.count", "SELECT count(*) FROM inzending WHERE taak IS NOT NULL");
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let zaak = anne.bezwaar().await;
        let meer = [("ontvankelijk", "ja"), ("aanvullingNodig", "ja"), ("aanvullingVraag", "Wilt u meer sturen?")];
        world.staff_does(zaak, &meer).await;
        let task = anne.read("/mijn/taken").await.link("/mijn/taken/");
        let ask = format!("{task}/uw-aanvulling?actie=toon");
        let begun = async || world.db.reader().query_one(&COUNT, &[], |row| row.get::<i64>(0)).await.unwrap();
        let before = begun().await;
        assert_eq!(
            anne.submit(&anne.filled(&ask, &[("aanvulling", "Dus")], true)).await.status_code,
            StatusCode::NOT_FOUND
        );
        assert_eq!(begun().await, before);
        anne.read(&task).await;
        let shown = anne.submit(&anne.filled(&ask, &[("aanvulling", "Dus")], true)).await;
        assert_eq!(shown.status_code, StatusCode::OK);
        assert!(shown.text().contains("Dus") && !anne.read(&task).await.text().contains("Dus"));
        assert_eq!(begun().await, before + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asking_without_login_is_counted_apart_from_saving() {
    let path = "/formulieren/bezwaar-maken";
    for world in World::start().await {
        let stranger = world.stranger_at("8.8.4.4");
        let start = stranger.read(path).await.form(path);
        let step = stranger.submit(&start).await.location().to_owned();
        let save = stranger.read(&step).await.form(&step);
        let ask = asking(save.clone());
        // Without a length each counts as the longest: 257 of the 10,000 of an hour.
        for number in 1..=39 {
            let answer = stranger.submit(&ask).await;
            assert_eq!(
                answer.status_code == StatusCode::TOO_MANY_REQUESTS,
                number == 39,
                "{number}: {}",
                answer.text()
            );
        }
        assert_ne!(stranger.submit(&save).await.status_code, StatusCode::TOO_MANY_REQUESTS);
    }
}
