//! The mails of a demonstration.

use super::support::*;
use admin::paths;
use store::{Sql, sql};
use uuid::Uuid;

static INSERT: Sql = sql(
    "test.insert_mail",
    "INSERT INTO bericht_uit (uuid, partij_soort, partij, kanaal, scenario, bron, adres, onderwerp, tekst, html, state, created_at)
     VALUES ($1, 'bsn', '999900109', 'email', 'ontvangen', $1, 'anne@example.nl', 'Wij hebben <iets> ontvangen',
        $2, $3, 'sent', $4)",
);

async fn mail(app: &Site) -> Uuid {
    let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
    let (id, now) = (tx.new_uuid(), tx.now());
    let html = "<!doctype html><script>alert(1)</script><p>Beste Anne</p>";
    tx.execute(&INSERT, &[id.into(), "Beste Anne,\n<b>hallo</b>".into(), html.into(), now.into()]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn the_mails_exist_in_a_demonstration_only() {
    for app in start(false).await {
        let id = mail(&app).await;
        for who in [app.staff(INGRID).await, app.staff(FATIMA).await, app.stranger()] {
            for page in [paths::MAILS.to_owned(), paths::mail(id), paths::mail_html(id)] {
                assert_eq!(who.get(&page).await.status_code, 404, "{page}");
            }
        }
    }
}

#[tokio::test]
async fn a_mail_is_shown_in_a_frame_without_rights_and_as_text() {
    for app in start(true).await {
        let id = mail(&app).await;
        let ingrid = app.staff(INGRID).await;
        let list = ingrid.get(paths::MAILS).await;
        assert!(list.text().contains(&paths::mail(id)) && list.text().contains("Wij hebben &lt;iets&gt; ontvangen"));

        let page = ingrid.get(&paths::mail(id)).await;
        assert!(page.text().contains("sandbox=\"\"") && page.text().contains(&paths::mail_html(id)));
        assert!(page.text().contains("&lt;b&gt;hallo&lt;/b&gt;") && page.text().contains("anne@example.nl"));
        assert!(!page.text().contains("<script>alert"), "the mail itself is in the frame only");
        assert!(page.header("content-security-policy").contains("frame-src 'self'"));

        let html = ingrid.get(&paths::mail_html(id)).await;
        assert_eq!((html.status_code.as_u16(), html.header("content-type")), (200, "text/html; charset=utf-8"));
        let policy = html.header("content-security-policy");
        for rule in ["default-src 'none'", "sandbox", "form-action 'none'", "frame-ancestors 'self'"] {
            assert!(policy.contains(rule), "{rule} is not in {policy}");
        }
        assert!(!policy.contains("script-src") && html.text().contains("Beste Anne"));
        assert_eq!(ingrid.get(&paths::mail(Uuid::nil())).await.status_code, 404);
        assert_eq!(ingrid.get("/ontwikkel/mail/x/html").await.status_code, 404);
    }
}
