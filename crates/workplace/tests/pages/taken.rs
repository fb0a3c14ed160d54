//! Taking a task, giving it back, doing it, and being too late.

use super::support::*;
use workplace::paths;

#[tokio::test]
async fn a_task_is_taken_given_back_and_done() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let href = paths::taak(taak.uuid);
        let fatima = app.log_in(FATIMA).await;

        let page = fatima.get(&href).await;
        assert!(page.words().contains("Pak deze taak op") && !page.text().contains("name=\"ontvankelijk\""));

        let answer = fatima.press(&paths::oppakken(taak.uuid)).await;
        assert_eq!(
            (answer.status_code.as_u16(), answer.location()),
            (303, format!("{href}?melding=opgepakt").as_str())
        );
        let page = fatima.get(answer.location()).await;
        assert!(page.text().contains("name=\"ontvankelijk\""), "the form is there now");
        assert!(page.words().contains("U heeft de taak opgepakt"));
        assert!(page.words().contains("B-2026-17"), "what Anne answered stands beside the form");

        let answer = fatima.press(&paths::teruggeven(taak.uuid)).await;
        assert_eq!(answer.location(), "/werk?melding=teruggegeven");
        assert!(app.open_taak(zaak).await.behandelaar.is_none());

        fatima.press(&paths::oppakken(taak.uuid)).await;
        let answer = fatima.fill_in(&href, INTAKE).await;
        let next = format!("{}?melding=afgerond", paths::zaak(zaak));
        assert_eq!((answer.status_code.as_u16(), answer.location()), (303, next.as_str()), "{}", answer.words());
        assert_eq!(app.open_taak(zaak).await.titel, "Beslis op het bezwaar");
        assert!(fatima.get(&next).await.words().contains("De taak is klaar"));
    }
}

#[tokio::test]
async fn a_step_with_faults_is_shown_again_with_what_was_typed() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let fatima = app.log_in(FATIMA).await;
        fatima.press(&paths::oppakken(taak.uuid)).await;
        let pairs = [
            ("_stap", "intake"),
            ("_actie", "volgende"),
            ("aanvullingNodig", "ja"),
            ("aanvullingVraag", "Waarom <b>?"),
        ];
        let answer = fatima.fill_in(&paths::taak(taak.uuid), &pairs).await;
        assert_eq!(answer.status_code, 422);
        assert!(answer.text().contains("data-error-summary") && answer.text().contains("href=\"#veld-ontvankelijk\""));
        assert!(answer.text().contains("Waarom &lt;b&gt;?"));
        assert_eq!(app.open_taak(zaak).await.uuid, taak.uuid);
    }
}

#[tokio::test]
async fn a_page_asks_what_follows_from_an_answer_and_nothing_is_saved() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let (fatima, joost) = (app.log_in(FATIMA).await, app.log_in(JOOST).await);
        let href = paths::taak(taak.uuid);
        fatima.press(&paths::oppakken(taak.uuid)).await;
        let page = fatima.get(&href).await;
        assert!(page.text().contains(" data-live") && !page.text().contains("name=\"aanvullingVraag\""));

        let ask = format!("{href}?actie=toon");
        static COUNT: store::Sql = store::sql("test.count", "SELECT count(*) FROM inzending WHERE taak IS NOT NULL");
        let begun = async || app.db.reader().query_one(&COUNT, &[], |row| row.get::<i64>(0)).await.unwrap();
        let before = begun().await;
        let pairs = [("_stap", "intake"), ("_field", "aanvullingNodig"), ("aanvullingNodig", "ja")];
        let shown = fatima.fill_in(&ask, &pairs).await;
        assert_eq!(shown.status_code, 200, "{}", shown.words());
        assert!(shown.text().contains("name=\"aanvullingVraag\"") && !shown.text().contains("data-error-summary"));
        assert!(!fatima.get(&href).await.text().contains("name=\"aanvullingVraag\""), "nothing was saved");

        assert_eq!(joost.fill_in(&ask, &pairs).await.status_code, 409, "it is a colleague's");
        assert_eq!(begun().await, before);
        let forged = [("csrf", "0000".to_owned()), ("_stap", "intake".to_owned())];
        assert_eq!(fatima.fill_in_raw(&ask, &forged).await.status_code, 403);
    }
}

#[tokio::test]
async fn answers_that_are_not_complete_can_be_kept_for_later() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let fatima = app.log_in(FATIMA).await;
        fatima.press(&paths::oppakken(taak.uuid)).await;
        let pairs =
            [("_stap", "intake"), ("_actie", "bewaar"), ("ontvankelijk", "nee"), ("redenNietOntvankelijk", "Te laat.")];
        let answer = fatima.fill_in(&paths::taak(taak.uuid), &pairs).await;
        assert_eq!(answer.location(), "/werk?melding=bewaard", "{}", answer.words());
        assert!(fatima.get(&paths::taak(taak.uuid)).await.text().contains("Te laat."));
    }
}

#[tokio::test]
async fn a_task_that_is_done_twice_says_who_did_it() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let href = paths::taak(taak.uuid);
        let (fatima, joost) = (app.log_in(FATIMA).await, app.log_in(JOOST).await);
        fatima.press(&paths::oppakken(taak.uuid)).await;
        assert_eq!(fatima.fill_in(&href, INTAKE).await.status_code, 303);

        for (who, answer) in [
            ("a second tab", fatima.fill_in(&href, INTAKE).await),
            ("a colleague", joost.fill_in(&href, INTAKE).await),
            ("a colleague who takes it", joost.press(&paths::oppakken(taak.uuid)).await),
            ("who gives it back", fatima.press(&paths::teruggeven(taak.uuid)).await),
        ] {
            assert_eq!(answer.status_code, 409, "{who}");
            let words = answer.words();
            assert!(words.contains("Deze taak is al gedaan") && words.contains("Fatima Yilmaz"), "{who}: {words}");
        }
        assert!(joost.get(&href).await.words().contains("Fatima Yilmaz heeft deze taak gedaan op 25 november 2026"));
    }
}

#[tokio::test]
async fn a_task_of_a_colleague_can_not_be_taken_or_done() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let (fatima, joost) = (app.log_in(FATIMA).await, app.log_in(JOOST).await);
        fatima.press(&paths::oppakken(taak.uuid)).await;
        for answer in
            [joost.press(&paths::oppakken(taak.uuid)).await, joost.fill_in(&paths::taak(taak.uuid), INTAKE).await]
        {
            assert_eq!(answer.status_code, 409);
            assert!(answer.words().contains("Fatima Yilmaz doet deze taak"), "{}", answer.words());
        }
        assert_eq!(joost.press(&paths::teruggeven(taak.uuid)).await.status_code, 403);
        assert_eq!(app.open_taak(zaak).await.behandelaar.as_deref(), Some(FATIMA));
    }
}

#[tokio::test]
async fn staff_may_answer_for_a_resident_who_phones() {
    for app in start().await {
        let zaak = app.bezwaar().await;
        let taak = app.open_taak(zaak).await;
        let fatima = app.log_in(FATIMA).await;
        fatima.press(&paths::oppakken(taak.uuid)).await;
        fatima.fill_in(&paths::taak(taak.uuid), INTAKE_MEER).await;

        let klanttaak = app.open_taak(zaak).await;
        let page = fatima.get(&paths::taak(klanttaak.uuid)).await;
        assert!(page.words().contains("Deze taak is voor de inwoner"), "{}", page.words());
        let pairs =
            [("_stap", "uw-aanvulling"), ("_actie", "volgende"), ("aanvulling", "Zij belt: het besluit volgt.")];
        let answer = fatima.fill_in(&paths::taak(klanttaak.uuid), &pairs).await;
        assert_eq!(answer.status_code, 303, "{}", answer.words());
        assert!(fatima.get(&paths::zaak(zaak)).await.words().contains("Zij belt: het besluit volgt."));
    }
}

#[tokio::test]
async fn the_appointment_and_how_it_went_stand_at_the_zaak() {
    let afspraak = |zaak: Vec<zaken::Eigenschapswaarde>| zaak.into_iter().find(|own| own.naam == "gesprek");
    let day = |key: &str, day: &str| {
        [("day", day), ("month", "11"), ("year", "2026")]
            .map(|(part, value)| (format!("{key}-{part}"), value.to_owned()))
    };
    for app in start().await {
        let zaak = app.bezwaar_with("ja").await;
        let fatima = app.log_in(FATIMA).await;
        let plan = [
            &[("_stap", "gesprek"), ("_actie", "volgende"), ("gesprek", "ja"), ("gesprekTijd", "10:30")][..],
            &[("gesprekPlaats", "Stadhuis, Spui 70")],
        ]
        .concat();
        let no_time: Vec<_> =
            plan.iter().map(|(key, value)| (*key, if *key == "gesprekTijd" { "25.99" } else { *value })).collect();
        let report = [
            &[("_stap", "verslag"), ("_actie", "volgende"), ("gesprekGeweest", "ja"), ("gesprekVerslag", "Besproken.")]
                [..],
            &[("gesprekOpTijd", "10:45"), ("gesprekOpPlaats", "Per telefoon")],
        ]
        .concat();
        let fell_through = [("_stap", "verslag"), ("_actie", "volgende"), ("gesprekGeweest", "opnieuw")];
        // Answers, with a day of November; what comes of it.
        let steps = [
            (INTAKE, None, ""),
            (&no_time[..], Some(("gesprekDatum", "26")), "refused: Vul een tijd in tussen 7.00 en 22.00 uur"),
            (&plan[..], Some(("gesprekDatum", "26")), "26 november 2026, 10.30 uur, Stadhuis, Spui 70"),
            (&fell_through[..], None, "Ging niet door. Wij maken een nieuwe afspraak met u."),
            (&plan[..], Some(("gesprekDatum", "25")), "25 november 2026, 10.30 uur, Stadhuis, Spui 70"),
            (&report[..], Some(("gesprekOpDag", "26")), "refused: Kies vandaag of een eerdere dag."),
            (&report[..], Some(("gesprekOpDag", "25")), "Geweest op 25 november 2026"),
        ];
        for (answers, on, expected) in steps {
            let parts = on.map(|(key, number)| day(key, number)).into_iter().flatten().collect::<Vec<_>>();
            let parts = parts.iter().map(|(name, value)| (&**name, &**value));
            let pairs: Vec<(&str, &str)> = answers.iter().copied().chain(parts).collect();
            let answer = app.do_taak(&fatima, zaak, &pairs).await;
            if let Some(why) = expected.strip_prefix("refused: ") {
                assert_eq!(answer.status_code, 422);
                assert!(answer.words().contains(why), "{}", answer.words());
                continue;
            }
            assert_eq!(answer.status_code, 303, "{expected}: {}", answer.words());
            let found = afspraak(zaken::list_eigenschappen(&mut app.db.reader(), zaak).await.unwrap());
            assert_eq!(found.map(|own| own.waarde).unwrap_or_default(), expected);
        }
    }
}
