//! Other systems: adding one with its secret, what is wrong, removing it.

use super::support::*;
use admin::paths;

/// Answers, and what the page then says.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

#[tokio::test]
async fn a_system_is_added_without_its_secret_being_shown_and_removed_again() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        assert!(ingrid.get(paths::DIENSTEN).await.text().contains("Er zijn nog geen diensten"));
        assert_eq!(ingrid.get(paths::DIENST_NIEUW).await.status_code, 200);
        let good = [
            ("naam", "Archief"),
            ("adres", "https://Archief.example.nl/documenten/api/v1"),
            ("soort", "drc"),
            ("autorisatie", "zgw"),
            ("client", "loket"),
            ("geheim", "heel-geheim"),
        ];
        let cases: [Case<'_>; 8] = [
            (
                &[],
                &[
                    "Vul een naam in",
                    "Vul het adres van de API in",
                    "Kies welke API",
                    "Kies hoe Loket zich bij de dienst",
                ],
            ),
            (&good[..2], &["Kies welke API", "Kies hoe Loket zich bij de dienst"]),
            (&good[..4], &["Vul een client-id in", "Vul het geheim in"]),
            (&[("naam", "a"), ("adres", "https://a.nl"), ("autorisatie", "header")], &["naam van de header"]),
            (&[("naam", "a"), ("adres", "ftp://a.nl"), ("geheim", "heel-geheim")], &["Vul het adres van de API in"]),
            (
                &[("naam", "a"), ("adres", "http://169.254.169.254/"), ("soort", "orc"), ("autorisatie", "geen")],
                &["Dit adres ligt in het eigen netwerk"],
            ),
            // An address says itself where it is in more ways than one.
            (
                &[("naam", "a"), ("adres", "http://2130706433/"), ("soort", "orc"), ("autorisatie", "geen")],
                &["Dit adres ligt in het eigen netwerk"],
            ),
            (
                &[("naam", "a"), ("adres", "https://a.example.nl/zaken"), ("soort", "orc"), ("autorisatie", "geen")],
                &["Dit is het adres van Loket zelf"],
            ),
        ];
        // In the order of the fields.
        let page = ingrid.fill(paths::DIENSTEN, &[]).await;
        let order =
            ["#naam", "#adres", "#soort", "#autorisatie"].map(|href| page.text().find(&format!("href=\"{href}\"")));
        assert!(order.is_sorted() && order[0].is_some(), "{}", page.text());
        for (answers, expected) in cases {
            let page = ingrid.fill(paths::DIENSTEN, answers).await;
            assert!(expected.iter().all(|text| page.text().contains(text)), "{answers:?} {}", page.text());
            assert!(!page.text().contains("heel-geheim"));
        }
        let answer = ingrid.fill(paths::DIENSTEN, &good).await;
        assert_eq!(answer.header("location"), "/beheer/diensten?gedaan=toegevoegd");
        let page = ingrid.get(paths::DIENSTEN).await.text().to_owned();
        assert!(page.contains("https://archief.example.nl/documenten/api/v1/") && !page.contains("heel-geheim"));
        // Only who runs the installation lets a system inside be called.
        let own = diensten::list(&mut app.db.reader()).await.unwrap().remove(0);
        assert!(!own.is_intern);
        assert!(ingrid.fill(paths::DIENSTEN, &good).await.text().contains("Er is al een dienst met dit adres"));

        // What is changed keeps its secret, unless it would go to somebody else.
        let change = paths::dienst(own.uuid.uuid());
        let page = ingrid.get(&change).await;
        assert!(page.text().contains("value=\"Archief\"") && !page.text().contains("heel-geheim"), "{}", page.text());
        let mut changed = good[..5].to_vec();
        changed[0].1 = "Ander archief";
        // Without the mark of the page nothing is saved.
        let refused = ingrid.fill(&change, &changed).await;
        assert!(refused.text().contains("Iemand anders heeft deze gegevens gewijzigd"), "{}", refused.text());
        assert!(refused.text().contains("Naam is nu: Archief") && refused.text().contains("value=\"Ander archief\""));
        let old = mark(&refused);
        let answer = ingrid.change(&change, &changed).await;
        assert_eq!(answer.header("location"), "/beheer/diensten?gedaan=gewijzigd", "{}", answer.text());
        let named = diensten::list(&mut app.db.reader()).await.unwrap().remove(0);
        assert_eq!((named.naam.as_str(), &named.api_root), ("Ander archief", &own.api_root));
        changed[1].1 = "https://elders.example.nl/documenten/api/v1";
        let page = ingrid.change(&change, &changed).await;
        assert!(page.text().contains("Vul het geheim in") && page.text().contains("value=\"https://elders.example.nl"));
        // A secret was given to one client id.
        let mut renamed = good[..5].to_vec();
        renamed[4].1 = "loket-2";
        assert!(ingrid.change(&change, &renamed).await.text().contains("Vul het geheim in"));
        // A new secret alone is a change too, that who has the old page did not see.
        renamed.push(("geheim", "nog-geheimer"));
        assert_eq!(ingrid.change(&change, &renamed).await.status_code, 303);
        let now = mark(&ingrid.get(&change).await);
        assert_eq!(ingrid.change(&change, &renamed).await.status_code, 303);
        for seen in [old, now] {
            let page = ingrid.fill(&change, &[&renamed[..5], &[("merk", seen.as_str())]].concat()).await;
            assert!(page.text().contains("Iemand anders heeft deze gegevens gewijzigd"));
        }
        assert_eq!(app.staff(FATIMA).await.get(&change).await.status_code, 403);

        let address = paths::dienst_verwijder(own.uuid.uuid());
        assert_eq!(app.staff(FATIMA).await.press_with(&address, "x").await.status_code, 403);
        let answer = ingrid.press(&address).await;
        assert_eq!(answer.header("location"), "/beheer/diensten?gedaan=verwijderd");
        assert_eq!(ingrid.press(&address).await.status_code, 404);
    }
}
