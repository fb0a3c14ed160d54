//! The whole portal by route and by who asks: one table. A route that is not in the table fails.

use std::collections::BTreeMap;

use axum::http::StatusCode;

use crate::support::{Answer, Apply as _, Browser, GRETA, KARIM, World, anne, burger, karim_for, karim_for_anne};

/// What a route shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The same for everybody.
    Open,
    /// One's own; without login one is asked to log in.
    Own,
    /// Something of one person, whose zaak a mandate may cover.
    OfZaak,
    /// What one person is filling in: of who is at the keyboard, for whom.
    OfForm,
}

/// Every route of the portal: its constant in `paths.rs`, its method, and what it shows.
const ROUTES: &[(&str, &str, Kind)] = &[
    ("WELKOM", "get", Kind::Open),
    ("TOEGANKELIJKHEID", "get", Kind::Open),
    ("PRIVACY", "get", Kind::Open),
    ("PROCLAIMER", "get", Kind::Open),
    ("COOKIES", "get", Kind::Open),
    ("CONTACT", "get", Kind::Open),
    ("PRODUCT", "get", Kind::Open),
    ("FORMULIER", "get", Kind::Open),
    ("FORMULIER", "post", Kind::Open),
    ("INZENDING", "get", Kind::OfForm),
    ("STAP", "get", Kind::OfForm),
    ("STAP", "post", Kind::OfForm),
    ("OVERZICHT", "get", Kind::OfForm),
    ("OVERZICHT", "post", Kind::OfForm),
    ("BEVESTIGING", "get", Kind::OfForm),
    ("CONCEPT_WEG", "post", Kind::OfForm),
    ("HOME", "get", Kind::Own),
    ("ZOEKEN", "get", Kind::Own),
    ("ZAKEN", "get", Kind::Own),
    ("ZAAK", "get", Kind::OfZaak),
    ("DOCUMENT", "get", Kind::OfZaak),
    ("TAKEN", "get", Kind::Own),
    ("TAAK", "get", Kind::OfZaak),
    ("TAAK_STAP", "get", Kind::OfZaak),
    ("TAAK_STAP", "post", Kind::OfZaak),
    ("TAAK_BEVESTIGING", "get", Kind::OfZaak),
    ("BERICHTEN", "get", Kind::Own),
    ("BERICHT", "get", Kind::OfZaak),
    ("CONTACTMOMENTEN", "get", Kind::Own),
    ("PROFIEL", "get", Kind::Own),
    ("PROFIEL", "post", Kind::Own),
    ("WIE_KEEK", "get", Kind::Own),
    ("THEMAS", "get", Kind::Own),
    ("THEMA", "get", Kind::Own),
];

/// Returns what the router mounts, as its own text says it: constant and method.
fn mounted() -> Vec<(String, String)> {
    let source = include_str!("../../src/router.rs");
    let mut found = Vec::new();
    for route in source.split(".route(paths::").skip(1) {
        let (name, rest) = route.split_once(',').unwrap();
        let handlers = rest.split(".route(").next().unwrap();
        for method in ["get", "post"] {
            if handlers.contains(&format!("{method}(")) {
                found.push((name.to_owned(), method.to_owned()));
            }
        }
    }
    found
}

#[test]
fn every_route_is_in_the_table() {
    let mut mounted = mounted();
    let mut table: Vec<_> = ROUTES.iter().map(|(name, method, _)| ((*name).to_owned(), (*method).to_owned())).collect();
    mounted.sort();
    table.sort();
    assert_eq!(mounted, table, "a route was added or taken away: say in the table who may see it");
}

/// The addresses of what is Anne's, by the constant of the route.
async fn hers(world: &World, anne: &Browser<'_>) -> BTreeMap<&'static str, String> {
    let (first, second) = (anne.bezwaar().await, anne.bezwaar().await);
    let intake = [("ontvankelijk", "ja"), ("aanvullingNodig", "ja"), ("aanvullingVraag", "Stuur een foto.")];
    world.staff_does(first, &intake).await;
    world.staff_does(second, &[("ontvankelijk", "ja"), ("aanvullingNodig", "nee")]).await;
    world.staff_does(second, &[("uitkomst", "gegrond"), ("motivering", "U heeft gelijk.")]).await;
    world.run_jobs().await;
    let zaak = format!("/mijn/zaken/{first}");
    let page = anne.read(&zaak).await;
    let taak = page.link("/mijn/taken/");
    let (overview, _) = anne.until_overview().await;
    let inzending = overview.replace("/overzicht", "");
    BTreeMap::from([
        ("INZENDING", inzending.clone()),
        ("STAP", format!("{inzending}/reden")),
        ("OVERZICHT", overview),
        ("BEVESTIGING", format!("{inzending}/bevestiging")),
        ("CONCEPT_WEG", format!("{inzending}/verwijderen")),
        ("DOCUMENT", page.link(&format!("{zaak}/documenten/"))),
        ("ZAAK", zaak),
        ("TAAK_STAP", format!("{taak}/uw-aanvulling")),
        ("TAAK_BEVESTIGING", format!("{taak}/bevestiging")),
        ("TAAK", taak),
        ("BERICHT", anne.read("/mijn/berichten").await.link("/mijn/berichten/")),
        ("HOME", "/mijn".to_owned()),
        ("ZOEKEN", "/mijn/zoeken?zoek=a".to_owned()),
        ("ZAKEN", "/mijn/zaken".to_owned()),
        ("TAKEN", "/mijn/taken".to_owned()),
        ("BERICHTEN", "/mijn/berichten".to_owned()),
        ("CONTACTMOMENTEN", "/mijn/contact".to_owned()),
        ("PROFIEL", "/mijn/profiel".to_owned()),
        ("WIE_KEEK", "/mijn/profiel/wie-keek".to_owned()),
        ("THEMAS", "/mijn/themas".to_owned()),
        ("THEMA", "/mijn/themas/parkeren".to_owned()),
    ])
}

async fn ask(browser: &Browser<'_>, method: &str, path: &str) -> Answer {
    match method {
        "post" => {
            let is_multipart = path.ends_with("/reden") || path.ends_with("/uw-aanvulling");
            browser
                .submit(&browser.filled(
                    path,
                    &[("aanvulling", "x"), ("_truth", "on"), ("actie", "volgende")],
                    is_multipart,
                ))
                .await
        }
        _ => browser.get(path).await,
    }
}

/// The page without what differs by address: links to other languages and back.
fn without_address(body: &str, path: &str) -> String {
    let encoded: String = path
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    body.replace(path, "").replace(&encoded, "")
}

/// Refused like what is not there: 404, and the same page as for an id that nobody has.
async fn is_absent(browser: &Browser<'_>, method: &str, path: &str, who: &str) {
    let answer = ask(browser, method, path).await;
    assert_eq!(answer.status_code, StatusCode::NOT_FOUND, "{who}: {method} {path}: {}", answer.location());
    // The same address with an id that nobody has.
    let unknown =
        path.split('/').map(|part| if part.len() == 36 { "0199d0a0-0000-7000-8000-000000000000" } else { part });
    let unknown = unknown.collect::<Vec<_>>().join("/");
    let absent = ask(browser, method, &unknown).await;
    assert_eq!(absent.status_code, StatusCode::NOT_FOUND, "{who}: {method} {unknown}");
    let (seen, never) = (without_address(answer.text(), path), without_address(absent.text(), &unknown));
    assert_eq!(seen, never, "{who}: {method} {path} differs from what is not there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_anothers_is_not_there() {
    let worlds = World::start().await;
    // The same person with the same ids, at another municipality.
    let elsewhere = World::start().await;
    for (world, elsewhere) in worlds.iter().zip(&elsewhere) {
        let owner = world.browser(&anne()).await;
        let hers = hers(world, &owner).await;
        let absent_for = [
            ("another resident", world.browser(&burger(GRETA, "Greta van Dongen")).await),
            ("the representative of another", world.browser(&karim_for(GRETA, "Greta van Dongen", &[])).await),
            ("a mandate for another zaaktype", world.browser(&karim_for_anne(&["PARKEERVERGUNNING-BEWONERS"])).await),
            ("the representative without mandate", world.browser(&burger(KARIM, "Karim Benali")).await),
            ("the same person elsewhere", elsewhere.browser(&anne()).await),
        ];
        for (name, method, kind) in ROUTES.iter().filter(|(.., kind)| matches!(kind, Kind::OfZaak | Kind::OfForm)) {
            for (who, browser) in &absent_for {
                is_absent(browser, method, &hers[name], &format!("{who}, {name} ({kind:?})")).await;
            }
        }
        // A mandate for the zaaktype opens the zaak, and not what she is filling in herself.
        let mandated = world.browser(&karim_for_anne(&["BEZWAAR"])).await;
        for (name, method, kind) in ROUTES {
            match kind {
                Kind::OfForm => is_absent(&mandated, method, &hers[name], &format!("the representative, {name}")).await,
                Kind::OfZaak if *method == "get" => {
                    let answer = mandated.get(&hers[name]).await;
                    let is_there = answer.status_code.is_success() || answer.status_code.is_redirection();
                    assert!(is_there, "the representative: {name} {}", answer.text());
                }
                _ => {}
            }
        }
        // Without login one is asked to log in, whatever the id.
        let stranger = world.stranger();
        for (name, method, kind) in ROUTES.iter().filter(|(.., kind)| *kind != Kind::Open) {
            let answer = ask(&stranger, method, &hers[name]).await;
            assert_eq!(answer.status_code, StatusCode::SEE_OTHER, "{name} {method} {kind:?}: {}", answer.text());
            let (to, is_post) = (answer.location(), *method == "post");
            // A form of a session that is over leads to the page that says so, which leads to the login.
            assert!(
                to.starts_with("/inloggen?naar=") || (is_post && to == "/sessie-verlopen"),
                "{name} {method}: {to}"
            );
        }
        // And all of it is still hers, unchanged.
        for (name, method, _) in ROUTES.iter().filter(|(.., kind)| *kind != Kind::Open) {
            if *method == "get" {
                let answer = owner.get(&hers[name]).await;
                let is_there = answer.status_code.is_success() || answer.status_code.is_redirection();
                assert!(is_there, "her own {name}: {}", answer.text());
            }
        }
        assert!(owner.read("/mijn/zaken").await.text().contains("Nog niet verstuurd"));
    }
}
