//! What a page costs: a bound on statements, and no more of them for more rows.

use crate::support::{Apply as _, World, anne};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_have_a_bound_on_statements() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let zaak = anne.bezwaar().await;
        let intake = [("ontvankelijk", "ja"), ("aanvullingNodig", "ja"), ("aanvullingVraag", "Stuur een foto.")];
        world.staff_does(zaak, &intake).await;
        world.run_jobs().await;
        let zaak = format!("/mijn/zaken/{zaak}");
        let costs = [("/mijn", 12), (&zaak, 17), ("/mijn/zaken", 10), ("/mijn/taken", 10)];
        for (path, statements_max) in costs {
            // The first visit fills the memory of zaaktypen and forms.
            anne.read(path).await;
            let statements = store::count_statements(anne.read(path)).await.1;
            assert!(statements <= statements_max, "{path} takes {statements} statements");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_zaken_take_no_more_statements() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        anne.bezwaar().await;
        let cost = async || {
            let mut costs = Vec::new();
            for path in ["/mijn", "/mijn/zaken", "/mijn/taken"] {
                anne.read(path).await;
                costs.push(store::count_statements(anne.read(path)).await.1);
            }
            costs
        };
        let one = cost().await;
        for _ in 0..4 {
            anne.bezwaar().await;
        }
        assert_eq!(cost().await, one);
    }
}
