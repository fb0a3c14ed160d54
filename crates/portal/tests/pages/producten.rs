//! What the municipality offers: on its home, on a page of its own, and to who is logged in.

use axum::http::StatusCode;

use crate::support::{World, anne, karim_for_anne};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_product_says_what_it_is_and_leads_to_its_form() {
    for world in World::start().await {
        let stranger = world.stranger();
        let home = stranger.read("/").await;
        for shown in ["Producten", "Bezwaar en klachten", "Parkeren", "Dan kunt u bezwaar maken."] {
            assert!(home.text().contains(shown), "{shown} is not on the home:\n{}", home.text());
        }
        assert!(!home.text().contains("href=\"/formulieren/"), "each form has a product");
        let page = stranger.read(&home.link("/producten/bezwaar")).await;
        for shown in
            ["Kosten", "Gratis", "<h2>Wat is het?</h2>", "<ol><li>U vult het formulier in.", "Start met bezwaar maken"]
        {
            assert!(page.text().contains(shown), "{shown} is not on the page:\n{}", page.text());
        }
        stranger.read(&page.link("/formulieren/bezwaar-maken")).await;
        assert_eq!(stranger.get("/producten/bestaat-niet").await.status_code, StatusCode::NOT_FOUND);

        let anne = world.browser(&anne()).await;
        assert!(anne.read("/mijn").await.text().contains("href=\"/producten/parkeervergunning-bewoners\""));
        assert!(
            anne.read("/mijn/themas/parkeren").await.text().contains("href=\"/producten/parkeervergunning-bewoners\"")
        );
        let karim = world.browser(&karim_for_anne(&["BEZWAAR"])).await;
        let offered = karim.read("/mijn").await;
        assert!(offered.text().contains("/producten/bezwaar-maken"));
        assert!(!offered.text().contains("/producten/parkeervergunning"), "the mandate does not cover it");
    }
}
