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
        let [one, one_free] = [fatima.get(paths::ZAKEN).await, fatima.get(paths::VRIJE_TAKEN).await];
        for _ in 0..26 {
            app.bezwaar().await;
        }
        let [many, many_free] = [fatima.get(paths::ZAKEN).await, fatima.get(paths::VRIJE_TAKEN).await];
        assert_eq!((one.statements, one_free.statements), (many.statements, many_free.statements));
        assert!(many.statements <= 6 && many_free.statements <= 6, "{} {}", many.statements, many_free.statements);

        let first = newest_first(many.text());
        assert_eq!(first.len(), 25);
        let more = format!("{}?na={}", paths::ZAKEN, first[24]);
        assert!(many.text().contains(&format!("href=\"{more}\"")), "Toon meer leads to what is older");
        let rest = fatima.get(&more).await;
        let second = newest_first(rest.text());
        assert_eq!(second.len(), 2);
        assert!(second.iter().all(|id| !first.contains(id)) && !rest.words().contains("Toon meer"));
    }
}
