//! The work list.

use super::support::*;
use workplace::paths;

#[tokio::test]
async fn the_list_shows_free_tasks_own_tasks_and_running_zaken() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let fatima = app.log_in(FATIMA).await;

        let vrij = fatima.get(paths::VRIJE_TAKEN).await;
        assert!(vrij.text().contains(&paths::oppakken(taak.uuid)) && vrij.text().contains(&paths::zaak(zaak)));
        assert!(vrij.words().contains("nog 7 dagen"), "the deadline is in the list: {}", vrij.words());
        assert!(fatima.get(paths::MIJN_TAKEN).await.words().contains("U heeft nu geen taken"));

        fatima.press(&paths::oppakken(taak.uuid)).await;
        let mijn = fatima.get(paths::MIJN_TAKEN).await;
        assert!(mijn.words().contains("Neem bezwaar in behandeling") && mijn.words().contains("Ga verder"));
        assert!(fatima.get(paths::VRIJE_TAKEN).await.words().contains("geen vrije taken"));
        let zaken = fatima.get(paths::ZAKEN).await;
        assert!(zaken.text().contains(&paths::zaak(zaak)) && zaken.words().contains("ZAAK-2026-0000000001"));
    }
}

#[tokio::test]
async fn a_long_list_goes_on_with_older_zaken_and_costs_no_more_statements() {
    for app in start().await {
        let newest_first = |text: &str| -> Vec<String> {
            let parts = text.split("/werk/zaken/").skip(1);
            parts.filter_map(|part| part.split('"').next()).filter(|id| id.len() == 36).map(str::to_owned).collect()
        };
        let fatima = app.log_in(FATIMA).await;
        app.bezwaar().await;
        fatima.get(paths::ZAKEN).await;
        let cost = async |path| store::count_statements(fatima.get(path)).await.1;
        let few = [cost(paths::ZAKEN).await, cost(paths::VRIJE_TAKEN).await];
        for _ in 0..26 {
            app.bezwaar().await;
        }
        let many = [cost(paths::ZAKEN).await, cost(paths::VRIJE_TAKEN).await];
        assert_eq!(few, many);
        assert!(many.iter().all(|statements| *statements <= 6), "{many:?}");

        let page = fatima.get(paths::ZAKEN).await;
        let first = newest_first(page.text());
        assert_eq!(first.len(), 25);
        let more = format!("{}?na={}", paths::ZAKEN, first[24]);
        assert!(page.text().contains(&format!("href=\"{more}\"")), "Toon meer leads to what is older");
        let rest = fatima.get(&more).await;
        let second = newest_first(rest.text());
        assert_eq!(second.len(), 2);
        assert!(second.iter().all(|id| !first.contains(id)) && !rest.words().contains("Toon meer"));
    }
}

#[tokio::test]
async fn a_zaak_is_found_by_number_name_or_bsn_and_also_when_it_ended() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        let cases = [
            ("ZAAK-2026-0000000001", true),
            ("1", true),
            ("999900109", true),
            ("Boer", true),
            ("anne bóer", true),
            ("de Boer, A", true),
            ("2", false),
            ("999993653", false),
            ("Anneke Boer", false),
            ("Boe%", true),
            ("Pietersen", false),
        ];
        for (text, is_found) in cases {
            let answer = fatima.search(text).await;
            assert_eq!(answer.text().contains(&paths::zaak(zaak)), is_found, "{text}: {}", answer.words());
            assert_eq!(answer.words().contains("Anne de Boer"), is_found, "{text}");
        }
        for (text, sentence) in
            [("", "Vul in wat u zoekt"), ("b", "Vul in wat u zoekt"), (&"x".repeat(101), "Maak de tekst korter")]
        {
            let answer = fatima.search(text).await;
            assert!(answer.words().contains(sentence) && answer.text().contains("aria-invalid"), "{text}");
        }

        assert!(fatima.get(paths::AFGESLOTEN).await.words().contains("nog geen afgesloten zaken"));
        app.decide(&fatima, zaak).await;
        let ended = fatima.get(paths::AFGESLOTEN).await;
        assert!(ended.text().contains(&paths::zaak(zaak)) && ended.words().contains("25 november 2026"));
        assert!(!fatima.get(paths::ZAKEN).await.text().contains(&paths::zaak(zaak)));
        assert!(fatima.search("Boer").await.text().contains(&paths::zaak(zaak)));
    }
}

#[tokio::test]
async fn a_search_finds_nothing_of_another_group_and_leaves_a_trace_of_what_it_showed() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let ingrid = app.log_in(INGRID).await;
        assert!(ingrid.search("Boer").await.words().contains("Niets gevonden"));
        assert_eq!(app.inzagen(zaak).await, Vec::<(String, String)>::new());
        let fatima = app.log_in(FATIMA).await;
        fatima.search("999900109").await;
        assert_eq!(app.inzagen(zaak).await, [(FATIMA.to_owned(), "zoeken".to_owned())]);
        let refused = fatima.press_with(paths::ZOEKEN, "onzin").await;
        assert_eq!(refused.status_code, 403);
    }
}
