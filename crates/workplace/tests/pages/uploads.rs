//! Files that staff sends with the form of a task: what is not let in leaves nothing behind.

use super::support::*;
use workplace::paths;

const PDF: &str = "%PDF-1.7 an ordinary document";

/// A bezwaar in which the resident must add something; Fatima may do that for her.
async fn klanttaak(app: &TestApp, fatima: &Browser<'_>) -> String {
    let zaak = app.bezwaar().await;
    fatima.press(&paths::oppakken(app.open_taak(zaak).await.uuid)).await;
    fatima.fill_in(&paths::taak(app.open_taak(zaak).await.uuid), INTAKE_MEER).await;
    paths::taak(app.open_taak(zaak).await.uuid)
}

fn pairs(of: &Browser<'_>, action: &str) -> Vec<(&'static str, String)> {
    let aanvulling = "Zij belt: het besluit volgt.".to_owned();
    let stap = "uw-aanvulling".to_owned();
    vec![("csrf", of.csrf()), ("_stap", stap), ("_actie", action.to_owned()), ("aanvulling", aanvulling)]
}

#[tokio::test]
async fn a_file_is_judged_before_a_byte_is_stored() {
    for app in start().await {
        let fatima = app.log_in(FATIMA).await;
        let href = klanttaak(&app, &fatima).await;
        let stored = app.stored_files();
        let pairs = pairs(&fatima, "volgende");
        for (key, name, content, expected) in [
            ("nope", "brief.pdf", PDF, 400),
            ("aanvulling", "brief.pdf", PDF, 400),
            ("aanvullingBijlagen", "virus.exe", PDF, 422),
            ("aanvullingBijlagen", "virus.pdf", "MZ", 422),
            ("aanvullingBijlagen", "leeg.pdf", "", 422),
        ] {
            let answer = fatima.fill_in_with(&href, &pairs, &[(key, name, content)]).await;
            assert_eq!(answer.status_code, expected, "{key} {name}: {}", answer.words());
            assert_eq!(app.stored_files(), stored, "{key} {name}");
        }
        let large = format!("{PDF}{}", " ".repeat(10 << 20));
        let answer = fatima.fill_in_with(&href, &pairs, &[("aanvullingBijlagen", "groot.pdf", &large)]).await;
        assert_eq!(answer.status_code, 422);
        assert!(answer.words().contains("dit bestand is te groot"), "{}", answer.words());
        let forged = [("csrf", "0000".to_owned()), ("_stap", "uw-aanvulling".to_owned())];
        let good = [("aanvullingBijlagen", "brief.pdf", PDF)];
        assert_eq!(fatima.fill_in_with(&href, &forged, &good).await.status_code, 403);
        assert_eq!(app.stored_files(), stored);

        assert_eq!(fatima.fill_in_with(&href, &pairs, &good).await.status_code, 303);
        let stored = app.stored_files();
        let late = [("aanvullingBijlagen", "later.pdf", "%PDF-1.7 later")];
        assert_eq!(fatima.fill_in_with(&href, &pairs, &late).await.status_code, 409, "it was done");
        assert_eq!(app.stored_files(), stored);
    }
}

#[tokio::test]
async fn a_file_that_goes_makes_room_for_one_that_comes() {
    for app in start().await {
        let fatima = app.log_in(FATIMA).await;
        let href = klanttaak(&app, &fatima).await;
        let names: Vec<_> = (0..10).map(|number| (format!("{number}.pdf"), format!("%PDF-1.7 {number}"))).collect();
        let ten: Vec<_> = names.iter().map(|(name, bytes)| ("aanvullingBijlagen", &**name, &**bytes)).collect();
        assert_eq!(fatima.fill_in_with(&href, &pairs(&fatima, "bewaar"), &ten).await.status_code, 303);
        let page = fatima.get(&href).await;
        let id = page.text().split("name=\"verwijder-bestand\" value=\"").nth(1).unwrap().split('"').next().unwrap();

        let (stored, one) = (app.stored_files(), [("aanvullingBijlagen", "nieuw.pdf", PDF)]);
        let mut pairs = pairs(&fatima, "bewaar");
        assert_eq!(fatima.fill_in_with(&href, &pairs, &one).await.status_code, 422);
        assert_eq!(app.stored_files(), stored);
        pairs.push(("verwijder-bestand", id.to_owned()));
        let answer = fatima.fill_in_with(&href, &pairs, &one).await;
        assert_eq!(answer.location(), format!("{href}?stap=uw-aanvulling"), "{}", answer.words());
        let page = fatima.get(answer.location()).await;
        assert!(page.text().contains("nieuw.pdf") && !page.text().contains("0.pdf"), "{}", page.words());
    }
}

#[tokio::test]
async fn staff_does_not_send_files_without_end() {
    for app in start().await {
        let mut fatima = app.log_in(FATIMA).await;
        let href = klanttaak(&app, &fatima).await;
        let pairs = pairs(&fatima, "bewaar");
        fatima.length = Length::Claimed(200 << 20);
        for is_too_much in [false, false, false, false, false, true] {
            let answer = fatima.fill_in_with(&href, &pairs, &[]).await;
            assert_eq!(answer.status_code == 429, is_too_much, "{}", answer.status_code);
        }
        // What has no files goes on.
        fatima.length = Length::Told;
        assert_eq!(fatima.fill_in_with(&href, &pairs, &[]).await.status_code, 303);
    }
}
