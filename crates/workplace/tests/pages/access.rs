//! A zaak and a task exist only for who has the role, and nothing changes without the token of the page.

use super::support::*;
use workplace::paths;

#[tokio::test]
async fn staff_of_another_role_finds_no_zaak_and_no_task_by_any_address() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let fatima = app.log_in(FATIMA).await;
        let document = zaken::list_documenten(&mut app.db.reader(), zaak).await.unwrap()[0].uuid;
        let pages = [paths::zaak(zaak), paths::taak(taak.uuid)];
        for page in &pages {
            assert_eq!(fatima.get(page).await.status_code, 200, "{page}");
        }

        let ingrid = app.log_in(INGRID).await;
        for page in pages.iter().chain([&paths::document(zaak, document)]) {
            assert_eq!(ingrid.get(page).await.status_code, 404, "{page}");
        }
        let herstel = paths::herstel(zaak, taak.token);
        for button in [paths::oppakken(taak.uuid), paths::teruggeven(taak.uuid), herstel] {
            assert_eq!(ingrid.press(&button).await.status_code, 404, "{button}");
        }
        assert_eq!(ingrid.fill_in(&paths::taak(taak.uuid), INTAKE).await.status_code, 404);
        for list in [paths::MIJN_TAKEN, paths::VRIJE_TAKEN, paths::ZAKEN] {
            let answer = ingrid.get(list).await;
            assert_eq!(answer.status_code, 200);
            assert!(!answer.text().contains("ZAAK-2026"), "{list}");
        }
        assert_eq!(app.open_taak(zaak).await.uuid, taak.uuid, "nothing has changed");
    }
}

#[tokio::test]
async fn an_address_that_names_nothing_is_not_found() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let other = app.bezwaar().await;
        let document = zaken::list_documenten(&mut app.db.reader(), other).await.unwrap()[0].uuid;
        let fatima = app.log_in(FATIMA).await;
        let nothing = uuid::Uuid::nil();
        let addresses = [
            format!("/werk/zaken/{nothing}"),
            "/werk/zaken/1".to_owned(),
            format!("/werk/taken/{nothing}"),
            "/werk/taken/x".to_owned(),
            // A document of another zaak is not in this one.
            paths::document(zaak, document),
        ];
        for address in addresses {
            assert_eq!(fatima.get(&address).await.status_code, 404, "{address}");
        }
    }
}

#[tokio::test]
async fn without_session_one_goes_to_the_login_page() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let stranger = app.stranger();
        for page in [paths::MIJN_TAKEN.to_owned(), paths::zaak(zaak), paths::taak(app.open_taak(zaak).await.uuid)] {
            let answer = stranger.get(&page).await;
            assert_eq!(answer.status_code, 303, "{page}");
            assert!(answer.location().starts_with("/werk/inloggen?naar="), "{}", answer.location());
        }
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_the_page_changes_nothing() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let fatima = app.log_in(FATIMA).await;
        for csrf in ["", "anders", &app.log_in(JOOST).await.csrf()] {
            for button in [paths::oppakken(taak.uuid), paths::teruggeven(taak.uuid), paths::herstel(zaak, taak.token)] {
                assert_eq!(fatima.press_with(&button, csrf).await.status_code, 403, "{button}");
            }
            let pairs = [("csrf", csrf.to_owned()), ("_stap", "intake".to_owned())];
            assert_eq!(fatima.fill_in_raw(&paths::taak(taak.uuid), &pairs).await.status_code, 403);
        }
        assert!(app.open_taak(zaak).await.behandelaar.is_none());
    }
}
