//! Who sees what: what is another's does not exist, by any address.

use axum::http::{StatusCode, header};
use values::Id;
use zaken::Zaak;

use crate::support::{Apply as _, Browser, GRETA, World, anne, burger, karim_for_anne};

/// Everything that Anne has, by its address.
struct Addresses {
    zaak: Id<Zaak>,
    gets: Vec<String>,
}

async fn addresses(world: &World, anne: &Browser<'_>) -> Addresses {
    let zaak = anne.bezwaar().await;
    let intake = [("ontvankelijk", "ja"), ("aanvullingNodig", "ja"), ("aanvullingVraag", "Stuur een foto.")];
    world.staff_does(zaak, &intake).await;
    let page = anne.read(&format!("/mijn/zaken/{zaak}")).await;
    let document = page.link(&format!("/mijn/zaken/{zaak}/documenten/"));
    let open_task = page.link("/mijn/taken/");
    // A second zaak gets to its decision, so that there is a message.
    let second = anne.bezwaar().await;
    world.staff_does(second, &[("ontvankelijk", "ja"), ("aanvullingNodig", "nee")]).await;
    world.staff_does(second, &[("uitkomst", "gegrond"), ("motivering", "U heeft gelijk.")]).await;
    world.run_jobs().await;
    let message = anne.read("/mijn/berichten").await.link("/mijn/berichten/");
    let (overview, _) = anne.until_overview().await;
    let step = overview.replace("overzicht", "reden");
    let resume = overview.replace("/overzicht", "");
    let gets = vec![
        format!("/mijn/zaken/{zaak}"),
        document,
        open_task.clone(),
        format!("{open_task}/uw-aanvulling"),
        format!("{open_task}/bevestiging"),
        message,
        step.clone(),
        overview.clone(),
        overview.replace("overzicht", "bevestiging"),
        resume.clone(),
    ];
    Addresses { zaak, gets }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_and_searches_show_nothing_of_another() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let hers = addresses(&world, &anne).await;
        let others = [
            ("another resident", burger(GRETA, "Greta van Dongen")),
            ("a mandate for another zaaktype", karim_for_anne(&["PARKEERVERGUNNING-BEWONERS"])),
            ("the representative for herself", burger(crate::support::KARIM, "Karim Benali")),
        ];
        for (who, other) in others {
            let browser = world.browser(&other).await;
            for list in [
                "/mijn",
                "/mijn/zaken",
                "/mijn/zaken?zoek=bezwaar",
                "/mijn/zoeken?zoek=a",
                "/mijn/zoeken?zoek=bezwaar+aan",
                "/mijn/taken",
                "/mijn/berichten",
                "/mijn/contact",
            ] {
                let page = browser.read(list).await;
                assert!(
                    !page.text().contains("ZAAK-2026") && !page.text().contains("Vul uw bezwaar aan"),
                    "{who}: {list}"
                );
                assert!(!page.text().contains(&hers.zaak.to_string()), "{who}: {list}");
            }
            assert!(!browser.read("/mijn/profiel/wie-keek").await.text().contains("ZAAK-2026"), "{who}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_is_found_by_its_own_zaak_only() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let hers = addresses(&world, &anne).await;
        let other = anne.read("/mijn/zaken?toon=afgerond").await;
        let other = other.text().split("href=\"/mijn/zaken/").nth(1).unwrap().split('"').next().unwrap();
        let moved = hers.gets[1].replace(&hers.zaak.to_string(), other);
        assert_ne!(moved, hers.gets[1]);
        assert_eq!(anne.get(&moved).await.status_code, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_representative_sees_what_the_mandate_covers_with_the_bar_on_every_page() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let hers = addresses(&world, &anne).await;
        let karim = world.browser(&karim_for_anne(&["BEZWAAR"])).await;
        for path in [
            "/mijn",
            "/mijn/zaken",
            "/mijn/taken",
            "/mijn/berichten",
            "/mijn/contact",
            "/mijn/profiel",
            "/mijn/themas/parkeren",
            &hers.gets[0],
            &hers.gets[2],
            &hers.gets[5],
        ] {
            let page = karim.read(path).await;
            assert!(page.text().contains("loket-acting") && page.text().contains("Anne de Boer"), "{path}");
        }
        assert!(karim.read("/mijn").await.text().contains("Hallo, Karim!"));
        assert_eq!(karim.get(&hers.gets[1]).await.status_code, StatusCode::OK);
        // Her own submission is not the representative's.
        assert_eq!(karim.get(&hers.gets[6]).await.status_code, StatusCode::NOT_FOUND);
        // What belongs to the person as a whole is not covered by a mandate for one zaaktype, and never to be changed.
        let page = karim.read("/mijn/profiel").await;
        assert!(!page.text().contains("Voorbeeldlaan") && !page.text().contains("name=\"emailadres\""));
        let refused = karim.submit(&karim.filled("/mijn/profiel", &[("emailadres", "karim@example.nl")], false)).await;
        assert_eq!(refused.status_code, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_personal_page_asks_for_a_login_and_is_kept_by_no_cache() {
    for world in World::start().await {
        let pages = [
            "/mijn",
            "/mijn/zaken",
            "/mijn/taken",
            "/mijn/berichten",
            "/mijn/contact",
            "/mijn/profiel",
            "/mijn/profiel/wie-keek",
            "/mijn/themas/parkeren",
        ];
        let (stranger, anne) = (world.stranger(), world.browser(&anne()).await);
        for path in pages {
            let answer = stranger.get(path).await;
            assert_eq!(answer.status_code, StatusCode::SEE_OTHER, "{path}");
            assert!(answer.location().starts_with("/inloggen?naar="), "{path}: {}", answer.location());
            let page = anne.read(path).await;
            let value = |name: &str| page.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
            assert_eq!(value(header::CACHE_CONTROL.as_str()), "no-store", "{path}");
            assert_eq!(value("referrer-policy"), "same-origin", "{path}");
            assert!(value("content-security-policy").contains("default-src 'none'"), "{path}");
            assert!(
                !page.text().contains("999900109") && !page.text().contains("portaal-"),
                "{path}:\n{}",
                page.text()
            );
            assert!(page.text().contains("Mijn Voorbeeldstad</title>"), "{path}");
        }
        for path in
            ["/", "/contact", "/privacy", "/toegankelijkheid", "/proclaimer", "/cookies", "/formulieren/bezwaar-maken"]
        {
            let page = stranger.read(path).await;
            assert!(!page.text().contains("portaal-"), "{path}:\n{}", page.text());
            assert_eq!(anne.read(path).await.headers[header::CACHE_CONTROL], "no-store", "{path}");
        }
        for path in [
            "/formulieren/bestaat-niet",
            "/formulieren/bezwaar-aanvulling",
            "/mijn/zaken/geen-id",
            "/mijn/taken/geen-id",
        ] {
            assert_eq!(anne.get(path).await.status_code, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
