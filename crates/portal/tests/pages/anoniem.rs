//! Who applies without login: from the form to the decision that comes by post.

use zaken::Zaak;

use crate::support::{Answer, Browser, World, anne};

/// Fills in the steps of an objection of which the reasons come later, sends it and returns the page after that.
async fn pro_forma(browser: &Browser<'_>, own: &[(&str, &str)]) -> Answer {
    let start = browser.read("/formulieren/bezwaar-maken").await;
    let (_, page) = browser.follow(&start.form("/formulieren/bezwaar-maken")).await;
    let contact = [("namensWie", "mijzelf"), ("email", "piet@example.nl")];
    let besluit = [
        ("kenmerkBesluit", "B-2026-17"),
        ("onderwerpBesluit", "Weigering"),
        ("datumBesluit", "2026-11-10"),
        ("datumBesluit-day", "10"),
        ("datumBesluit-month", "11"),
        ("datumBesluit-year", "2026"),
    ];
    let reden = [("proForma", "on"), ("hoorzitting", "nee"), ("spoed", "nee")];
    let mut page = page;
    let first: Vec<_> = own.iter().chain(&contact).copied().collect();
    for (step, answers) in [("/uw-gegevens", &first[..]), ("/besluit", &besluit), ("/reden", &reden)] {
        let mut form = page.form(step);
        form.press("actie", "volgende");
        for (name, value) in answers {
            form.set(name, value);
        }
        page = browser.follow(&form).await.1;
    }
    let mut form = page.form("/overzicht");
    form.set("_privacy", "on");
    form.set("_truth", "on");
    browser.follow(&form).await.1
}

async fn newest(world: &World) -> Zaak {
    let mut db = world.db.reader();
    zaken::find_zaak_by_identificatie(&mut db, "ZAAK-2026-0000000001").await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_login_reasons_and_decision_go_by_post() {
    for world in World::start().await {
        let piet = [
            ("naamZelf", "Piet Pietersen"),
            ("adresZelf.postcode", "1234 AB"),
            ("adresZelf.houseNumber", "7"),
            ("adresZelf.streetName", "Dorpsstraat"),
            ("adresZelf.city", "Elders"),
        ];
        let page = pro_forma(&world.stranger(), &piet).await;
        for shown in [
            "Stuur ons nog de redenen van uw bezwaar, uiterlijk 23 december 2026.",
            "Dat doet u per post. Ons adres is Postbus 1, 1000 AA Voorbeeldstad.",
            "Ons besluit krijgt u per post.",
            "U krijgt uiterlijk 17 februari 2027 antwoord.",
        ] {
            assert!(page.text().contains(shown), "{shown}:\n{}", page.text());
        }
        world.run_jobs().await;
        let zaak = newest(&world).await.uuid;
        let mails = messages::list_recent_mails(&mut world.db.reader(), 10).await.unwrap();
        assert_eq!(mails.len(), 1, "no task was told that he can't do");
        assert!(mails[0].tekst.contains("Wij sturen u daarover nog een brief."), "{}", mails[0].tekst);

        world.staff_does_one(zaak, "bezwaar-redenen", &[("redenen", "Omdat het niet klopt.")]).await;
        world.staff_does(zaak, &[("ontvankelijk", "ja"), ("aanvullingNodig", "nee")]).await;
        world.staff_does(zaak, &[("uitkomst", "gegrond"), ("motivering", "U heeft gelijk.")]).await;
        assert!(newest(&world).await.einddatum.is_none(), "the letter is not on its way yet");
        let sent = [("verstuurdOp-day", "25"), ("verstuurdOp-month", "11"), ("verstuurdOp-year", "2026")];
        world.staff_does(zaak, &sent).await;
        assert!(newest(&world).await.einddatum.is_some(), "{}", world.db.kind());
        world.run_jobs().await;
        let mails = messages::list_recent_mails(&mut world.db.reader(), 10).await.unwrap();
        let last = mails.iter().find(|mail| mail.onderwerp.ends_with("is klaar")).unwrap();
        assert!(
            last.tekst.contains("U krijgt de uitkomst per post.") && !last.tekst.contains("Log in"),
            "{}",
            last.tekst
        );
        // What staff wrote down for him did not come in from him.
        let documents = zaken::list_documenten(&mut world.db.reader(), zaak).await.unwrap();
        let of = |titel: &str| documents.iter().find(|document| document.titel == titel).unwrap().is_ontvangen;
        assert!(!of("Redenen van het bezwaar"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_logged_in_reads_after_sending_what_she_must_do() {
    for world in World::start().await {
        let page = pro_forma(&world.browser(&anne()).await, &[]).await;
        for shown in
            ["Stuur ons nog de redenen van uw bezwaar, uiterlijk 23 december 2026.", "Dat doet u bij Mijn taken."]
        {
            assert!(page.text().contains(shown), "{shown}:\n{}", page.text());
        }
    }
}
