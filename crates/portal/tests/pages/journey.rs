//! From application to decision, as the resident sees it.

use axum::http::{StatusCode, header};
use store::{Sql, sql};
use values::Actor;

use crate::support::{Apply as _, World, anne};

const INTAKE: &[(&str, &str)] =
    &[("ontvankelijk", "ja"), ("aanvullingNodig", "ja"), ("aanvullingVraag", "Stuur een foto van de schade.")];
const BESLISSING: &[(&str, &str)] = &[("uitkomst", "gegrond"), ("motivering", "U heeft gelijk.")];

static WAITS: Sql = sql(
    "test.waits",
    "UPDATE zaak SET opschorting_indicatie = TRUE, opschorting_reden = 'Wij wachten op de foto.', opschorting_sinds = '2026-11-20'",
);
static GOES_ON: Sql = sql(
    "test.goes_on",
    "UPDATE zaak SET opschorting_indicatie = FALSE, opschorting_reden = '', opschorting_sinds = NULL",
);

async fn set(world: &World, statement: &'static Sql) {
    let mut tx = world.db.begin(&Actor::Systeem("test")).await.unwrap();
    tx.execute(statement, &[]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resident_applies_does_a_task_and_reads_the_decision() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let zaak = anne.bezwaar().await;
        let path = format!("/mijn/zaken/{zaak}");
        let page = anne.read(&path).await;
        for shown in [
            "Bezwaarschrift",
            "ZAAK-2026-0000000001",
            "Geregistreerd",
            "Daarna: In behandeling.",
            "B-2026-17",
            "Uw aanvraag",
        ] {
            assert!(page.text().contains(shown), "{shown} is not on the page of the zaak:\n{}", page.text());
        }
        assert!(
            page.text().contains("<title>") && page.text().contains("Mijn Voorbeeldstad</title>"),
            "the title names the site"
        );

        world.staff_does(zaak, INTAKE).await;
        world.run_jobs().await;
        let home = anne.read("/mijn").await;
        for shown in ["Hallo, Anne!", "Vul uw bezwaar aan", "Actie nodig", "In behandeling"] {
            assert!(home.text().contains(shown), "{shown} is not on the home page:\n{}", home.text());
        }
        // Found by its words, from the header of every personal page.
        assert!(home.text().contains("href=\"/mijn/zoeken\""));
        for (words, found) in [("bezwaar+zaak-2026", 1), ("vul+AAN", 1), ("iets+nodig", 1), ("parkeerplaats+heks", 0)] {
            let page = anne.read(&format!("/mijn/zoeken?zoek={words}")).await;
            let expected = if found == 1 { "keer iets gevonden voor" } else { "Wij hebben niets gevonden voor" };
            assert!(page.text().contains(expected), "{words}: {}", page.text());
        }
        let page = anne.read(&path).await;
        assert!(page.text().contains("Wij hebben iets van u nodig") && page.text().contains("Start deze taak"));
        assert!(page.text().contains("E-mail"), "what was sent is contact");
        assert!(page.text().contains("Heeft u vragen?"), "and what the mail said");
        assert!(!page.text().contains(&format!("href=\"{path}\"")), "and links to no page that one is on");
        assert!(anne.read("/mijn/contact").await.text().contains(&format!("href=\"{path}\"")));

        let task_path = page.text().split("href=\"/mijn/taken/").nth(1).unwrap().split('"').next().unwrap();
        let task_path = format!("/mijn/taken/{task_path}");
        let task = anne.read(&task_path).await;
        assert!(task.text().contains("Stuur een foto van de schade.") && task.text().contains("Verstuur"));
        assert!(
            task.text().contains("Deze taak hoort bij uw zaak") && task.text().contains(&format!("href=\"{path}\""))
        );
        let mut form = task.form("/uw-aanvulling");
        form.press("actie", "volgende");
        let refused = anne.submit(&form).await;
        assert_eq!(refused.status_code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("id=\"veld-aanvulling-fout\""));
        // A page that asks what the step shows does not do the task.
        let mut ask = form.clone();
        ask.action = format!("{}?actie=toon", form.action);
        ask.set("aanvulling", "Nog niet klaar.");
        let shown = anne.submit(&ask).await;
        assert_eq!(shown.status_code, StatusCode::OK);
        assert!(
            shown.text().contains("Nog niet klaar.") && !anne.read(&task_path).await.text().contains("Nog niet klaar.")
        );
        set(&world, &WAITS).await;
        assert!(!anne.read(&path).await.text().contains("iets van u gekregen"), "nothing came since it waits");
        form.set("aanvulling", "Hierbij de foto.");
        form.attach("aanvullingBijlagen", "schade.png", "image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR a picture");
        let (location, done) = anne.follow(&form).await;
        assert_eq!(location, format!("{task_path}/bevestiging"));
        assert!(done.text().contains("Wij hebben uw antwoord ontvangen"), "{}", done.text());
        // A double click leads to the same page; the task itself says that it was done.
        assert_eq!(anne.submit(&form).await.location(), location);
        assert!(anne.read(&task_path).await.text().contains("Deze taak heeft u al gedaan op 25 november 2026."));
        assert!(anne.read("/mijn/taken").await.text().contains("Gedaan op 25 november 2026"));
        let page = anne.read(&path).await;
        assert!(page.text().contains("Bijlage bij aanvulling") && page.text().contains("Wij wachten op de foto."));
        assert!(page.text().contains("Wij hebben op 25 november 2026 iets van u gekregen."), "{}", page.text());
        set(&world, &GOES_ON).await;

        world.run_jobs().await;
        world.staff_does(zaak, &[("ontvankelijk", "ja")]).await;
        world.run_jobs().await;
        world.staff_does(zaak, BESLISSING).await;
        world.run_jobs().await;
        let page = anne.read(&path).await;
        for shown in [
            "Beslissing op bezwaar",
            "Beslissing op uw bezwaar",
            "bezwaar maken of in beroep gaan",
            "Deze zaak is klaar sinds",
        ] {
            assert!(page.text().contains(shown), "{shown} is not on the page of the zaak:\n{}", page.text());
        }
        assert!(anne.read("/mijn/zaken?toon=afgerond").await.text().contains("U heeft 1 afgeronde zaak."));
        assert!(
            anne.read("/mijn/zaken?toon=afgerond&zoek=niets").await.text().contains("Wij hebben niets gevonden voor")
        );
        assert!(
            anne.read("/mijn/zaken?toon=afgerond&zoek=0000000001").await.text().contains("Wij hebben 1 zaak gevonden")
        );

        let inbox = anne.read("/mijn/berichten").await;
        assert!(inbox.text().contains("U heeft 5 nieuwe berichten."), "{}", inbox.text());
        let rows = inbox.text().split("href=\"/mijn/berichten/").skip(1);
        let message = rows.into_iter().find(|row| row.contains("Besluit over uw zaak")).unwrap();
        let message = anne.read(&format!("/mijn/berichten/{}", message.split('"').next().unwrap())).await;
        assert!(message.text().contains("Bijlagen"), "{}", message.text());
        assert!(anne.read("/mijn/berichten").await.text().contains("U heeft 4 nieuwe berichten."));

        let document = message.text().split("href=\"/mijn/zaken/").find(|rest| rest.contains("/documenten/")).unwrap();
        let document = format!("/mijn/zaken/{}", document.split('"').next().unwrap());
        let file = anne.read(&document).await;
        assert!(file.text().starts_with("%PDF"));
        let value = |name| file.headers.get(name).unwrap().to_str().unwrap();
        assert!(value(header::CONTENT_DISPOSITION).starts_with("attachment; filename*=UTF-8''"));
        assert_eq!(value(header::CONTENT_TYPE), "application/pdf");
        assert_eq!(value(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(value(header::CACHE_CONTROL), "no-store");
        assert_eq!(value(header::CONTENT_SECURITY_POLICY), "sandbox");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contact_details_are_changed_and_faults_told() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let page = anne.read("/mijn/profiel").await;
        for shown in ["Anne de Boer", "12 april 1985", "Voorbeeldlaan 12", "*****0109"] {
            assert!(page.text().contains(shown), "{shown}:\n{}", page.text());
        }
        assert!(!page.text().contains("999900109"), "the BSN is masked");
        let mut form = page.form("/mijn/profiel");
        form.set("emailadres", "geen adres");
        let refused = anne.submit(&form).await;
        assert_eq!(refused.status_code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("href=\"#veld-emailadres\"") && refused.text().contains("value=\"geen adres\"")
        );
        form.set("emailadres", "anne@voorbeeld.nl");
        form.clear("voorkeur-status");
        let (_, page) = anne.follow(&form).await;
        assert!(page.text().contains("Wij hebben uw gegevens bewaard"));
        let form = page.form("/mijn/profiel");
        assert_eq!(form.value("emailadres"), Some("anne@voorbeeld.nl"));
        // A form that asks for her address starts with it.
        let start = anne.read("/formulieren/parkeervergunning-aanvragen").await;
        let (step, page) = anne.follow(&start.form("/formulieren/parkeervergunning-aanvragen")).await;
        assert_eq!(page.form(&step).value("email"), Some("anne@voorbeeld.nl"));
        assert_eq!((form.value("voorkeur-status"), form.value("voorkeur-taak")), (None, Some("on")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_looked_is_told_by_role_and_never_by_name() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let zaak = anne.bezwaar().await;
        let staff =
            values::actor::Medewerker { id: "fatima.yilmaz".into(), naam: "Fatima Yilmaz".into(), rollen: vec![] };
        let mut tx = world.db.begin(&values::Actor::Medewerker(staff)).await.unwrap();
        for _ in 0..3 {
            tx.log_inzage("zaak", zaak.uuid(), "behandeling").await.unwrap();
        }
        tx.commit().await.unwrap();
        let karim = world.browser(&crate::support::karim_for_anne(&[])).await;
        karim.read(&format!("/mijn/zaken/{zaak}")).await;
        let page = anne.read("/mijn/profiel/wie-keek").await;
        assert!(page.text().contains("Een medewerker van de gemeente") && !page.text().contains("Fatima"));
        assert!(page.text().contains("Karim Benali, namens u"));
        assert_eq!(page.text().matches("Een medewerker van de gemeente").count(), 1);
        assert!(page.text().contains(", 3 keer"), "what one person did on one day is one line");
        let today = values::local_date(world.db.clock().now());
        let older = anne.read(&format!("/mijn/profiel/wie-keek?voor={today}")).await;
        assert!(!older.text().contains("Een medewerker") && older.text().contains("Terug naar het nieuwste"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn subjects_come_from_the_installed_packages() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let zaak = anne.bezwaar().await;
        let home = anne.read("/mijn").await;
        assert!(!home.text().contains("/mijn/themas/parkeren"), "she has nothing in it");
        assert!(anne.read("/mijn/themas").await.text().contains("href=\"/mijn/themas/parkeren\""));
        let page = anne.read("/mijn/themas/parkeren").await;
        assert!(page.text().contains("/producten/parkeervergunning-bewoners"));
        assert!(!page.text().contains(&zaak.to_string()), "a bezwaar is no parking");
        assert_eq!(anne.get("/mijn/themas/bestaat-niet").await.status_code, StatusCode::NOT_FOUND);
    }
}
