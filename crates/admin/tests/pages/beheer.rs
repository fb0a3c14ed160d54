//! What is installed, and jobs that failed.

use super::support::*;
use admin::paths;
use store::jobs;

#[tokio::test]
async fn the_overview_shows_the_municipality_and_what_is_installed() {
    for app in start(false).await {
        let page = app.staff(INGRID).await.get(paths::OVERZICHT).await;
        assert_eq!(page.status_code, 200);
        for expected in ["Voorbeeldstad", "002564440", "Bezwaar", app.db.kind()] {
            assert!(page.text().contains(expected), "{expected}");
        }
        assert!(!page.text().contains(paths::MAILS), "the menu has no page that does not exist");
    }
}

#[tokio::test]
async fn only_administrators_get_in() {
    for app in start(true).await {
        leave_failed_jobs(&app.db, 1).await;
        let job = jobs::dead_jobs(&mut app.db.reader()).await.unwrap().remove(0).id;
        let (fatima, stranger) = (app.staff(FATIMA).await, app.stranger());
        for page in [paths::OVERZICHT, paths::TAKEN, paths::MAILS] {
            assert_eq!(fatima.get(page).await.status_code, 403, "{page}");
            assert_eq!(stranger.get(page).await.status_code, 303, "{page}");
        }
        for button in [paths::ALLES_OPNIEUW.to_owned(), paths::opnieuw(job)] {
            assert_eq!(fatima.press(&button).await.status_code, 403, "{button}");
            assert_eq!(stranger.press_with(&button, "").await.status_code, 303, "{button}");
        }
        assert_eq!(jobs::dead_jobs(&mut app.db.reader()).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_failed_job_shows_its_error_and_is_tried_again() {
    for app in start(false).await {
        leave_failed_jobs(&app.db, 3).await;
        let ingrid = app.staff(INGRID).await;
        let page = ingrid.get(paths::TAKEN).await;
        assert!(page.text().contains("the printer is &lt;on fire&gt;") && page.text().contains("test.mislukt"));
        assert!(ingrid.get(paths::OVERZICHT).await.text().contains("3 achtergrondtaken zijn mislukt"));

        let job = jobs::dead_jobs(&mut app.db.reader()).await.unwrap().remove(0).id;
        let answer = ingrid.press(&paths::opnieuw(job)).await;
        assert_eq!(answer.header("location"), "/beheer/taken?opnieuw=1");
        assert!(ingrid.get("/beheer/taken?opnieuw=1").await.text().contains("Loket probeert 1 taak opnieuw"));
        // Pressing it again, or a job that is gone, changes nothing.
        let answer = ingrid.press(&paths::opnieuw(job)).await;
        assert_eq!(answer.header("location"), "/beheer/taken?opnieuw=0");
        assert!(ingrid.get("/beheer/taken?opnieuw=0").await.text().contains("Er was niets meer"));

        let answer = ingrid.press(paths::ALLES_OPNIEUW).await;
        assert_eq!(answer.header("location"), "/beheer/taken?opnieuw=2");
        assert!(jobs::dead_jobs(&mut app.db.reader()).await.unwrap().is_empty());
        assert_eq!(jobs::count_waiting(&mut app.db.reader()).await.unwrap(), 3);
        assert!(ingrid.get(paths::TAKEN).await.text().contains("Er zijn geen mislukte taken"));
    }
}

#[tokio::test]
async fn a_button_without_the_token_of_the_page_does_nothing() {
    for app in start(false).await {
        leave_failed_jobs(&app.db, 1).await;
        let ingrid = app.staff(INGRID).await;
        let job = jobs::dead_jobs(&mut app.db.reader()).await.unwrap().remove(0).id;
        for button in [paths::ALLES_OPNIEUW.to_owned(), paths::opnieuw(job)] {
            assert_eq!(ingrid.press_with(&button, "anders").await.status_code, 403, "{button}");
        }
        assert_eq!(jobs::dead_jobs(&mut app.db.reader()).await.unwrap().len(), 1);
    }
}
