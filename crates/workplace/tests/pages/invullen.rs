//! What staff does with a zaak besides its tasks.

use super::support::*;
use store::{Sql, sql};
use workplace::paths;
use zaken::Zaak;

async fn zaak(app: &TestApp, uuid: values::Id<Zaak>) -> Zaak {
    zaken::find_zaak(&mut app.db.reader(), uuid).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_note_is_for_colleagues_and_stands_in_the_history() {
    for app in start().await {
        let uuid = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        let path = paths::notitie(uuid);
        let page = fatima.get(&paths::zaak(uuid)).await;
        assert!(page.text().contains(&path) && page.words().contains("Over deze zaak is nog niets genoteerd."));
        assert_eq!(fatima.get(&path).await.status_code, 200);
        for (onderwerp, tekst, fault) in [
            ("", "Zij belt terug.", "Vul in: Onderwerp."),
            ("Gebeld", "  ", "Vul in: Notitie."),
            (&*"x".repeat(256), "Zij belt terug.", "Onderwerp: gebruik maximaal 255 tekens."),
        ] {
            let pairs = [("_actie", "notitie"), ("onderwerp", onderwerp), ("tekst", tekst)];
            let refused = fatima.fill(&path, &pairs).await;
            assert_eq!(refused.status_code, 422);
            assert!(refused.words().contains(fault), "{fault}: {}", refused.words());
        }
        let pairs = [("_actie", "notitie"), ("onderwerp", "Gebeld"), ("tekst", "Zij belt\0 <b>terug</b>.")];
        let saved = fatima.fill(&path, &pairs).await;
        assert_eq!(saved.location(), format!("{}?melding=notitie-bewaard", paths::zaak(uuid)));
        let page = fatima.get(saved.location()).await;
        for expected in ["De notitie is bewaard", "Fatima Yilmaz, 25 november 2026", "Notitie geschreven: Gebeld"] {
            assert!(page.words().contains(expected), "{expected}: {}", page.words());
        }
        assert!(page.text().contains("Zij belt &lt;b&gt;terug"), "what people type stays text");
    }
}

#[tokio::test]
async fn a_document_is_added_for_all_to_see_or_for_colleagues_only() {
    for app in start().await {
        let uuid = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        let path = paths::document_toevoegen(uuid);
        assert!(fatima.get(&path).await.words().contains("Zichtbaar voor de aanvrager in het portaal"));
        let csrf = fatima.csrf();
        let pairs = |titel: &str, zichtbaar: &str| {
            let fixed = [("csrf", csrf.clone()), ("_actie", "document".into()), ("herkomst", "ontvangen".into())];
            let own = [("titel", titel.into()), ("soort", "Bijlage".into()), ("zichtbaar", zichtbaar.into())];
            [fixed, own].concat()
        };
        let before = app.stored_files();
        for (titel, zichtbaar, file, content, fault) in [
            ("", "ja", "brief.pdf", "%PDF-1.7 brief", "Vul in: Titel."),
            ("Brief", "", "brief.pdf", "%PDF-1.7 brief", "Vul in: Zichtbaar voor de aanvrager in het portaal."),
            ("Brief", "misschien", "brief.pdf", "%PDF-1.7 brief", "Vul in: Zichtbaar voor"),
            ("Brief", "ja", "brief.exe", "MZ", "Het bestand brief.exe kunnen wij niet openen."),
            ("Brief", "ja", "brief.pdf", "MZ", "Het bestand brief.pdf kunnen wij niet openen."),
            ("Brief", "ja", "brief.pdf", "", "Het bestand brief.pdf is leeg."),
        ] {
            let refused = fatima.fill_in_with(&path, &pairs(titel, zichtbaar), &[("bestand", file, content)]).await;
            assert_eq!(refused.status_code, 422, "{fault}");
            assert!(refused.words().contains(fault), "{fault}: {}", refused.words());
        }
        let other = fatima.fill_in_with(&path, &pairs("Brief", "ja"), &[("foto", "brief.pdf", "%PDF-1.7")]).await;
        assert_eq!(other.status_code, 400, "no such field");
        let none = fatima.fill_in_with(&path, &pairs("Brief", "ja"), &[]).await;
        assert!(none.words().contains("Vul in: Bestand."), "{}", none.words());
        assert_eq!(app.stored_files(), before, "what is refused leaves nothing behind");

        for (titel, zichtbaar) in [("Brief", "ja"), ("Advies", "nee")] {
            let file = ("bestand", "brief.pdf", &*format!("%PDF-1.7 {titel}"));
            let added = fatima.fill_in_with(&path, &pairs(titel, zichtbaar), &[file]).await;
            assert_eq!(added.location(), format!("{}?melding=document-toegevoegd", paths::zaak(uuid)));
        }
        app.run_jobs().await;
        let words = fatima.get(&paths::zaak(uuid)).await.words();
        for expected in
            ["Brief", "Document toegevoegd: Advies", "alleen voor collega", "Er staat een document voor u klaar"]
        {
            assert!(words.contains(expected), "{expected}: {words}");
        }
        let told = words.matches("Er staat een document voor u klaar").count();
        assert_eq!(told, 1, "only of what she may see");
        let mut db = app.db.reader();
        let burger = anne();
        let day = values::local_date(app.db.clock().now());
        let shown = zaken::portaal::find(&mut db, &burger, day, uuid).await.unwrap().unwrap();
        let shown = zaken::portaal::list_documenten(&mut db, &shown).await.unwrap();
        let titles: Vec<_> = shown.into_iter().map(|document| document.titel).collect();
        assert!(titles.contains(&"Brief".to_owned()) && !titles.contains(&"Advies".to_owned()), "{titles:?}");
    }
}

#[tokio::test]
async fn a_zaak_takes_longer_once_and_the_applicant_is_told() {
    for app in start().await {
        let uuid = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        let path = paths::termijn(uuid);
        let before = zaak(&app, uuid).await.uiterlijke_einddatum_afdoening.unwrap();
        assert!(fatima.get(&path).await.words().contains("Hoogstens 42 dagen."));
        for (duur, reden, fault) in [
            ("0", "Advies", "vul 1 of meer in"),
            ("veel", "Advies", "vul 1 of meer in"),
            ("43", "Advies", "vul 42 of minder in"),
            ("14", "", "Vul in: Reden."),
        ] {
            let refused = fatima.fill(&path, &[("_actie", "verleng"), ("duur", duur), ("reden", reden)]).await;
            assert_eq!(refused.status_code, 422);
            assert!(refused.words().contains(fault), "{fault}: {}", refused.words());
        }
        let pairs = [("_actie", "verleng"), ("duur", "14"), ("reden", "Het advies komt later.")];
        assert_eq!(fatima.fill(&path, &pairs).await.status_code, 303);
        let after = zaak(&app, uuid).await;
        assert_eq!(after.uiterlijke_einddatum_afdoening.map(|day| (day - before).get_days()), Some(14));
        assert_eq!(after.bijzonderheden.verlenging.map(|found| found.duur.to_string()).as_deref(), Some("P14D"));
        assert_eq!(fatima.fill(&path, &pairs).await.status_code, 409, "once");
        assert!(!fatima.get(&path).await.text().contains("value=\"verleng\""));
        app.run_jobs().await;
        let words = fatima.get(&paths::zaak(uuid)).await.words();
        for expected in [
            "Verlengd, omdat Het advies komt later.",
            "Zaak verlengd: Het advies komt later.",
            "Uw zaak Bezwaarschrift duurt langer",
        ] {
            assert!(words.contains(expected), "{expected}: {words}");
        }
    }
}

static SINCE: Sql = sql("test.since", "UPDATE zaak SET opschorting_sinds = '2026-11-15'");

#[tokio::test]
async fn a_zaak_waits_and_goes_on_with_the_days_that_it_waited() {
    for app in start().await {
        let uuid = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        let path = paths::termijn(uuid);
        let before = zaak(&app, uuid).await.uiterlijke_einddatum_afdoening;
        assert_eq!(fatima.fill(&path, &[("_actie", "hervat")]).await.status_code, 409, "it does not wait");
        let pairs = [("_actie", "schort-op"), ("reden", "Wij wachten op de machtiging.")];
        assert_eq!(fatima.fill(&path, &pairs).await.status_code, 303);
        let words = fatima.get(&paths::zaak(uuid)).await.words();
        for expected in
            ["Opgeschort sinds 25 november 2026", "Opgeschort, omdat Wij wachten", "Zaak opgeschort: Wij wachten"]
        {
            assert!(words.contains(expected), "{expected}: {words}");
        }
        app.run_jobs().await;
        assert!(fatima.get(&paths::zaak(uuid)).await.words().contains("Uw zaak Bezwaarschrift staat even stil"));
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&SINCE, &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(fatima.fill(&path, &[("_actie", "hervat")]).await.status_code, 303);
        let after = zaak(&app, uuid).await;
        assert!(after.bijzonderheden.opschorting.eerder && !after.bijzonderheden.opschorting.indicatie);
        let moved = after.uiterlijke_einddatum_afdoening.zip(before).map(|(after, before)| (after - before).get_days());
        assert_eq!((moved, after.bijzonderheden.opschorting.sinds), (Some(10), None));
        app.run_jobs().await;
        let words = fatima.get(&paths::zaak(uuid)).await.words();
        assert!(
            words.contains("Hij stond stil omdat: Wij wachten op de machtiging.")
                && words.contains("Wij gaan verder met"),
            "{words}"
        );
    }
}

#[tokio::test]
async fn a_zaak_that_ends_waits_no_longer() {
    for app in start().await {
        let uuid = app.bezwaar().await;
        let fatima = app.log_in(FATIMA).await;
        let pairs = [("_actie", "schort-op"), ("reden", "Wij wachten op de machtiging.")];
        assert_eq!(fatima.fill(&paths::termijn(uuid), &pairs).await.status_code, 303);
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        tx.execute(&SINCE, &[]).await.unwrap();
        tx.commit().await.unwrap();
        let before = zaak(&app, uuid).await.uiterlijke_einddatum_afdoening;
        app.decide(&fatima, uuid).await;
        let after = zaak(&app, uuid).await;
        let moved = after.uiterlijke_einddatum_afdoening.zip(before).map(|(after, before)| (after - before).get_days());
        assert_eq!(moved, Some(10), "the days that it waited");
        let opschorting = &after.bijzonderheden.opschorting;
        assert!(after.einddatum.is_some() && opschorting.eerder && !opschorting.indicatie, "{opschorting:?}");
        app.run_jobs().await;
        let words = fatima.get(&paths::zaak(uuid)).await.words();
        assert!(!words.contains("staat even stil"), "there is nothing to wait for any more: {words}");
        assert!(
            words.contains("Zaak gaat weer verder. Hij stond stil omdat") && !words.contains("Wij gaan verder"),
            "{words}"
        );
    }
}

#[tokio::test]
async fn nothing_is_done_with_a_zaak_that_ended_or_is_not_for_her() {
    for app in start().await {
        let uuid = app.bezwaar().await;
        let forms = [
            (paths::notitie(uuid), &[("_actie", "notitie"), ("onderwerp", "x"), ("tekst", "y")][..]),
            (paths::termijn(uuid), &[("_actie", "schort-op"), ("reden", "x")][..]),
        ];
        let ingrid = app.log_in(INGRID).await;
        for (path, pairs) in &forms {
            assert_eq!(ingrid.get(path).await.status_code, 404);
            assert_eq!(ingrid.fill(path, pairs).await.status_code, 404);
        }
        let document = paths::document_toevoegen(uuid);
        let csrf = [("csrf", ingrid.csrf())];
        let file = [("bestand", "brief.pdf", "%PDF-1.7")];
        assert_eq!(ingrid.fill_in_with(&document, &csrf, &file).await.status_code, 404);

        let fatima = app.log_in(FATIMA).await;
        app.decide(&fatima, uuid).await;
        for (path, pairs) in &forms {
            assert!(fatima.get(path).await.words().contains("U kunt hier niets veranderen"));
            assert_eq!(fatima.fill(path, pairs).await.status_code, 409);
        }
        let csrf = [("csrf", fatima.csrf())];
        let stored = app.stored_files();
        assert_eq!(fatima.fill_in_with(&document, &csrf, &file).await.status_code, 409);
        assert_eq!(app.stored_files(), stored);
        assert!(!fatima.get(&paths::zaak(uuid)).await.text().contains(&format!("{document}\"")));
    }
}
