//! Other systems: adding one with its secret, what is wrong, removing it.

use super::support::*;
use admin::paths;

/// Answers, and what the page then says.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

#[tokio::test]
async fn a_system_is_added_without_its_secret_being_shown_and_removed_again() {
    for app in start(false).await {
        let ingrid = app.log_in(INGRID).await;
        assert!(ingrid.get(paths::DIENSTEN).await.text.contains("Er zijn nog geen diensten"));
        assert_eq!(ingrid.get(paths::DIENST_NIEUW).await.status_code, 200);
        let good = [
            ("naam", "Archief"),
            ("adres", "https://Archief.example.nl/documenten/api/v1"),
            ("soort", "drc"),
            ("autorisatie", "zgw"),
            ("client", "loket"),
            ("geheim", "heel-geheim"),
        ];
        let cases: [Case<'_>; 5] = [
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
        ];
        for (answers, expected) in cases {
            let page = ingrid.fill(paths::DIENSTEN, answers).await;
            assert!(expected.iter().all(|text| page.text.contains(text)), "{answers:?} {}", page.text);
            assert!(!page.text.contains("heel-geheim"));
        }
        let answer = ingrid.fill(paths::DIENSTEN, &good).await;
        assert_eq!(answer.header("location"), "/beheer/diensten?gedaan=toegevoegd");
        let page = ingrid.get(paths::DIENSTEN).await.text;
        assert!(page.contains("https://archief.example.nl/documenten/api/v1/") && !page.contains("heel-geheim"));
        // Only who runs the installation lets a system inside be called.
        let own = diensten::list(&mut app.db.reader()).await.unwrap().remove(0);
        assert!(!own.is_intern);
        assert!(ingrid.fill(paths::DIENSTEN, &good).await.text.contains("Er is al een dienst met dit adres"));

        let address = paths::dienst_verwijder(own.uuid.uuid());
        assert_eq!(app.log_in(FATIMA).await.press(&address, "x").await.status_code, 403);
        let answer = ingrid.press(&address, &ingrid.csrf()).await;
        assert_eq!(answer.header("location"), "/beheer/diensten?gedaan=verwijderd");
        assert_eq!(ingrid.press(&address, &ingrid.csrf()).await.status_code, 404);
    }
}
