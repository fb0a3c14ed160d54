//! A form without JavaScript, from start to confirmation.

use axum::http::{StatusCode, header};

use crate::support::{Apply as _, Length, World, anne, karim_for_anne};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_is_walked_by_http_posts_from_start_to_confirmation() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let (location, overview) = anne.until_overview().await;
        assert!(location.ends_with("/overzicht"), "{location}");
        for shown in
            ["Anne de Boer", "anne@example.nl", "B-2026-17", "10 november 2026", "foto.png", "Wijzig", "Bevestiging"]
        {
            assert!(overview.text().contains(shown), "{shown} is not on the overview:\n{}", overview.text());
        }

        assert!(
            overview.text().contains("href=\"/privacy\">Lees hoe de gemeente met uw gegevens omgaat"),
            "{}",
            overview.text()
        );

        let refused = anne.submit(&overview.form("/overzicht")).await;
        assert_eq!(refused.status_code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("data-error-summary") && refused.text().contains("Zet een vinkje"));
        assert!(refused.text().contains("id=\"veld--truth-fout\""), "{}", refused.text());

        let mut form = overview.form("/overzicht");
        form.set("_privacy", "on");
        form.set("_truth", "on");
        let (location, page) = anne.follow(&form).await;
        assert!(location.ends_with("/bevestiging"));
        assert!(page.text().contains("ZAAK-2026-0000000001") && page.text().contains("/mijn/zaken/"));

        // A second click and the back button lead to the same confirmation, and there is one zaak.
        let again = anne.submit(&form).await;
        assert_eq!((again.status_code, again.location()), (StatusCode::SEE_OTHER, location.as_str()));
        let back = anne.get(&location.replace("bevestiging", "reden")).await;
        assert_eq!((back.status_code, back.location()), (StatusCode::SEE_OTHER, location.as_str()));
        assert!(anne.read("/mijn/zaken").await.text().contains("U heeft 1 lopende zaak."));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_stand_above_the_form_and_at_their_field_and_answers_stay() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let start = anne.read("/formulieren/bezwaar-maken").await;
        assert!(start.text().contains("Start met bezwaar maken"));
        let (step, page) = anne.follow(&start.form("/formulieren/bezwaar-maken")).await;
        assert!(page.text().contains("aria-current=\"step\"") && page.text().contains("Overzicht"));
        let mut form = page.form("/uw-gegevens");
        form.press("actie", "volgende");
        form.set("email", "anne.example.nl");
        let refused = anne.submit(&form).await;
        assert_eq!(refused.status_code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("href=\"#veld-email\"") && refused.text().contains("id=\"veld-email-fout\""));
        assert!(refused.text().contains("value=\"anne.example.nl\""), "what was typed is still there");
        assert!(refused.text().contains("<title>Fout: "));

        // Saving for later asks only that what is there is right.
        form.set("email", "anne@example.nl");
        form.press("actie", "bewaar");
        let (location, list) = anne.follow(&form).await;
        assert!(location.starts_with("/mijn/zaken") && list.text().contains("Nog niet verstuurd"));
        let page = anne.read(&step).await;
        assert_eq!(page.form("/uw-gegevens").value("email"), Some("anne@example.nl"));

        // What was begun can be found on the first page, and thrown away.
        assert!(anne.read("/formulieren/bezwaar-maken").await.text().contains("U was al begonnen"));
        let home = anne.read("/mijn").await.text().to_owned();
        assert!(
            home.contains("Nog niet verstuurd") && home.contains("href=\"/formulieren/bezwaar-maken/"),
            "home leads to what she began"
        );
        let (_, list) = anne.follow(&list.form("/verwijderen")).await;
        assert!(
            list.text().contains("Wij hebben het formulier weggegooid") && !list.text().contains("Nog niet verstuurd")
        );
        assert_eq!(anne.get(&step).await.status_code, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_can_not_be_skipped_and_a_file_can_be_removed() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let (overview, _) = anne.until_overview().await;
        let page = anne.read(&overview.replace("overzicht", "reden")).await;
        assert!(page.text().contains("foto.png"));
        let id = page.text().split("name=\"verwijder-bestand\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut form = page.form("/reden");
        form.press("verwijder-bestand", id);
        form.set("gronden", "Anders.");
        let (_, page) = anne.follow(&form).await;
        assert!(!page.text().contains("foto.png"), "the file is gone");
        assert_eq!(page.form("/reden").value("gronden"), Some("Anders."), "and the answers stay");

        let mut form = page.form("/reden");
        form.press("actie", "volgende");
        form.attach("bijlagen", "virus.exe", "application/pdf", b"MZ this is no document at all");
        let refused = anne.submit(&form).await;
        assert_eq!(refused.status_code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("id=\"veld-bijlagen-fout\""));
        let kinds = "Kies een pdf, een Word-bestand of een foto (jpg, png, heic).";
        let fault = format!("Het bestand virus.exe kunnen wij niet openen. {kinds}");
        assert!(refused.text().contains(&fault), "{}", refused.text());

        // What a question takes is said before somebody chooses; a file without a byte or over that size is told.
        let rules = format!("id=\"veld-bijlagen-eisen\">{kinds} Een bestand mag maximaal 10 MB groot zijn.");
        assert!(page.text().contains(&rules), "{}", page.text());
        let large = [b"%PDF-1.7 ", &vec![b'a'; 11 << 20][..]].concat();
        for (bytes, fault) in [
            (&b""[..], "Het bestand brief.pdf is leeg."),
            (&large[..], "dit bestand is te groot. Het mag maximaal 10 MB zijn."),
        ] {
            let mut form = page.form("/reden");
            form.press("actie", "volgende");
            form.attach("bijlagen", "brief.pdf", "application/pdf", bytes);
            let refused = anne.submit(&form).await;
            assert_eq!(refused.status_code, StatusCode::UNPROCESSABLE_ENTITY, "{fault}");
            assert!(refused.text().contains(fault), "{}", refused.text());
        }

        let other = world.browser(&crate::support::burger(crate::support::KARIM, "Karim Benali")).await;
        let start = other.read("/formulieren/bezwaar-maken").await;
        let (step, _) = other.follow(&start.form("/formulieren/bezwaar-maken")).await;
        for later in ["reden", "overzicht", "bevestiging"] {
            let answer = other.get(&step.replace("uw-gegevens", later)).await;
            assert_eq!((answer.status_code, answer.location()), (StatusCode::SEE_OTHER, step.as_str()), "{later}");
        }
        assert_eq!(other.get(&step.replace("uw-gegevens", "bestaat-niet")).await.status_code, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_in_an_older_tab_does_not_silently_overwrite() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let (overview, _) = anne.until_overview().await;
        let step = overview.replace("overzicht", "reden");
        let (old, new) = (anne.read(&step).await, anne.read(&step).await);
        let mut form = new.form("/reden");
        form.press("actie", "volgende");
        form.set("gronden", "Nieuw.");
        assert_eq!(anne.submit(&form).await.status_code, StatusCode::SEE_OTHER);
        let mut form = old.form("/reden");
        form.press("actie", "volgende");
        form.set("gronden", "Oud.");
        let refused = anne.submit(&form).await;
        assert_eq!(refused.status_code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("U heeft dit formulier ook ergens anders open"));
        assert_eq!(anne.read(&step).await.form("/reden").value("gronden"), Some("Nieuw."));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_login_a_form_is_tied_to_the_browser() {
    for world in World::start().await {
        let stranger = world.stranger();
        let start = stranger.read("/formulieren/bezwaar-maken").await;
        assert!(
            start.text().contains("/inloggen/digid?naar=/formulieren/bezwaar-maken")
                && start.text().contains("zonder inloggen"),
            "{}",
            start.text()
        );
        let answer = stranger.submit(&start.form("/formulieren/bezwaar-maken")).await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("__Host-") && cookie.contains("HttpOnly") && cookie.contains("Secure"), "{cookie}");
        let step = answer.location().to_owned();
        let page = stranger.read(&step).await;
        assert!(!page.text().contains("value=\"bewaar\""), "without login nothing can be found back later");
        let other = world.stranger().get(&step).await;
        assert_eq!(other.status_code, StatusCode::SEE_OTHER);
        assert!(other.location().starts_with("/inloggen?naar="));

        // A form that needs a login does not offer to go without.
        let page = stranger.read("/formulieren/parkeervergunning-aanvragen").await;
        assert!(!page.text().contains("zonder inloggen") && page.text().contains("Inloggen met DigiD"));
        let answer = stranger.submit(&stranger.filled("/formulieren/parkeervergunning-aanvragen", &[], false)).await;
        assert!(answer.location().starts_with("/inloggen"), "{}", answer.location());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_without_login_does_not_begin_forms_without_end() {
    let path = "/formulieren/bezwaar-maken";
    for world in World::start().await {
        let form = world.stranger().read(path).await.form(path);
        let begun = world.stranger_at("8.8.4.4");
        let step = begun.submit(&form).await.location().to_owned();
        for _ in 1..100 {
            assert_eq!(world.stranger_at("8.8.4.4").submit(&form).await.status_code, StatusCode::SEE_OTHER);
        }
        let refused = world.stranger_at("8.8.4.4").submit(&form).await;
        assert_eq!(refused.status_code, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.headers[header::RETRY_AFTER], "3600");
        assert!(refused.text().contains("Dit gebeurde te vaak"), "{}", refused.text());
        // What was begun goes on, and others are not touched: at another address, behind a proxy that says nothing, logged in.
        let save = begun.read(&step).await.form(&step);
        assert_ne!(begun.submit(&save).await.status_code, StatusCode::TOO_MANY_REQUESTS);
        let mut anne = world.browser(&anne()).await;
        anne.headers.push(("x-forwarded-for", "8.8.4.4"));
        let start = anne.read(path).await.form(path);
        for answer in [
            world.stranger_at("1.1.1.1").submit(&form).await,
            world.stranger().submit(&form).await,
            anne.submit(&start).await,
        ] {
            assert_eq!(answer.status_code, StatusCode::SEE_OTHER);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_logged_in_does_not_send_files_without_end_either() {
    let path = "/formulieren/bezwaar-maken";
    for world in World::start().await {
        let mut anne = world.browser(&anne()).await;
        let start = anne.read(path).await.form(path);
        let step = anne.submit(&start).await.location().to_owned();
        let save = anne.read(&step).await.form(&step);
        anne.length = Length::Claimed(200 << 20);
        for expected in [false, false, false, false, false, true] {
            let answer = anne.submit(&save).await;
            assert_eq!(answer.status_code == StatusCode::TOO_MANY_REQUESTS, expected, "{}", answer.status_code);
        }
        // What has no files goes on.
        anne.length = Length::Told;
        assert_ne!(anne.submit(&save).await.status_code, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_without_login_does_not_send_files_without_end() {
    let path = "/formulieren/bezwaar-maken";
    for world in World::start().await {
        let stranger = world.stranger_at("8.8.4.4");
        let start = stranger.read(path).await.form(path);
        let step = stranger.submit(&start).await.location().to_owned();
        let save = stranger.read(&step).await.form(&step);
        // These requests do not say how long they are, so each counts as the longest that there can be: 257 of the 1,000 of an hour.
        for expected in [false, false, false, true] {
            let answer = stranger.submit(&save).await;
            assert_eq!(answer.status_code == StatusCode::TOO_MANY_REQUESTS, expected, "{}", answer.status_code);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_representative_applies_for_what_the_mandate_covers_only() {
    for world in World::start().await {
        let karim = world.browser(&karim_for_anne(&["BEZWAAR"])).await;
        let start = karim.read("/formulieren/bezwaar-maken").await;
        assert!(
            start.text().contains("U vraagt dit aan namens Anne de Boer") && start.text().contains("loket-acting"),
            "{}",
            start.text()
        );
        let (_, page) = karim.follow(&start.form("/formulieren/bezwaar-maken")).await;
        assert!(page.text().contains("loket-acting") && page.text().contains("Anne de Boer"));
        let other = karim.read("/formulieren/parkeervergunning-aanvragen").await;
        assert!(other.text().contains("U mag dit niet doen voor Anne de Boer"));
        let refused = karim.submit(&karim.filled("/formulieren/parkeervergunning-aanvragen", &[], false)).await;
        assert_eq!(refused.status_code, StatusCode::NOT_FOUND);
        assert!(!karim.read("/mijn").await.text().contains("parkeervergunning"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_speaks_to_who_fills_it_in() {
    for world in World::start().await {
        let (own, other) = ("Woont u op dit adres", "Woont de bewoner op dit adres");
        for (burger, shown, hidden) in [(anne(), own, other), (karim_for_anne(&[]), other, own)] {
            let browser = world.browser(&burger).await;
            let start = browser.read("/formulieren/parkeervergunning-aanvragen").await;
            let (_, page) = browser.follow(&start.form("/formulieren/parkeervergunning-aanvragen")).await;
            assert!(page.text().contains(shown) && !page.text().contains(hidden), "{}", page.text());
            assert!(!page.text().contains("{%"), "{}", page.text());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_without_the_token_of_the_session_is_refused() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let start = anne.read("/formulieren/bezwaar-maken").await;
        let mut form = start.form("/formulieren/bezwaar-maken");
        form.set("csrf", "0000");
        assert_eq!(anne.submit(&form).await.status_code, StatusCode::FORBIDDEN);
        let (_, page) = anne.follow(&start.form("/formulieren/bezwaar-maken")).await;
        let mut form = page.form("/uw-gegevens");
        form.clear("csrf");
        assert_eq!(anne.submit(&form).await.status_code, StatusCode::FORBIDDEN);
    }
}
