//! Logging in and out, and what a session opens. PostgreSQL runs when `LOKET_TEST_POSTGRES` names a server.

mod support;

use identity::{Logins, SessionToken, Simulator};
use store::{Sql, sql};
use support::{Login as _, demo, start};
use test_kit::Browser;
use test_kit::people::{ANNE, GRETA, KARIM};
use values::actor::Grond;
use web::WebSettings;

const COOKIE: &str = "__Host-loket";
const STAFF_COOKIE: &str = "__Host-loket-werk";

static ALL_SESSIES: Sql = sql("test.sessies", "SELECT token_hash, kind, data FROM sessie ORDER BY token_hash");
static DISMISS: Sql = sql("test.dismiss", "UPDATE medewerker SET actief = FALSE WHERE id = $1");
static END_MACHTIGINGEN: Sql = sql("test.end_machtigingen", "UPDATE machtiging SET geldig_tot = $1");

#[tokio::test]
async fn a_login_gives_a_new_session_and_ends_the_one_before() {
    for app in start(demo()).await {
        let browser = app.browser();
        browser.log_in().await;
        let first = browser.cookie(COOKIE).unwrap();
        let page = browser.get("/mijn").await;
        assert!(
            page.text().contains("[Substantieel *****0109]") && page.text().contains("Anne de Boer"),
            "{}",
            page.text()
        );
        assert_eq!(page.headers["cache-control"], "no-store");

        browser.log_in().await;
        assert_ne!(browser.cookie(COOKIE).unwrap(), first);
        let old = app.browser();
        old.set_cookie(COOKIE, &first);
        assert_eq!(old.get("/mijn").await.location(), "/inloggen?naar=%2Fmijn");
    }
}

#[tokio::test]
async fn the_cookie_is_of_this_host_only_and_no_script_can_read_it() {
    for (public_https, name, secure) in [(true, COOKIE, true), (false, "loket", false)] {
        for app in start(WebSettings { public_https, ..demo() }).await {
            let answer = app.browser().log_in_at("/inloggen/digid", ANNE).await;
            let cookies = answer.cookies();
            let cookie = cookies.iter().find(|cookie| cookie.starts_with(&format!("{name}="))).unwrap();
            assert!(cookie.contains("; Path=/; HttpOnly; SameSite=Lax") && !cookie.contains("Domain"), "{cookie}");
            assert_eq!(cookie.contains("; Secure"), secure);
            assert!(!answer.text().contains(ANNE) && cookies.iter().all(|cookie| !cookie.contains(ANNE)));
        }
    }
}

#[tokio::test]
async fn the_database_does_not_hold_the_token() {
    for app in start(demo()).await {
        let browser = app.browser();
        browser.log_in().await;
        let token = browser.cookie(COOKIE).unwrap();
        let rows: Vec<(String, String, String)> =
            app.db.reader().query(&ALL_SESSIES, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await.unwrap();
        let [(hash, kind, data)] = rows.as_slice() else { panic!("one session") };
        assert_eq!((hash.len(), kind.as_str()), (64, "burger"));
        assert!(*hash != token && !data.contains(&token));
        // What the database does hold opens nothing.
        browser.set_cookie(COOKIE, hash);
        assert_eq!(browser.get("/mijn").await.status_code, 303);
    }
}

#[tokio::test]
async fn a_session_ends_after_15_minutes_of_nothing() {
    for app in start(demo()).await {
        let browser = app.browser();
        browser.log_in().await;
        for minute in [14, 28, 42] {
            app.at_minute(minute);
            let page = browser.get("/mijn").await;
            assert!(page.text().contains("data-session-seconds=\"900\""), "{minute}");
        }
        app.at_minute(57);
        let over = browser.get("/mijn?tab=2").await;
        assert_eq!(over.location(), "/inloggen?naar=%2Fmijn%3Ftab%3D2&reden=sessie");
        let login = browser.get(over.location()).await;
        assert!(login.text().contains("U was 15 minuten niet actief."));
        assert_eq!(browser.get("/start").await.text(), "false");
        let lost = browser.post("/mijn/form", &[("naam", "Anne")]).await;
        assert_eq!(lost.location(), "/sessie-verlopen");
    }
}

#[tokio::test]
async fn the_page_that_says_that_one_is_logged_out_makes_it_true() {
    for app in start(demo()).await {
        let browser = app.browser();
        browser.log_in().await;
        let token = browser.cookie(COOKIE).unwrap();
        app.at_minute(10);
        let busy = browser.get("/sessie-verlopen?naar=%2Fmijn%2Fzaken").await;
        assert!(busy.text().contains("U bent nog ingelogd") && busy.text().contains("href=\"/mijn/zaken\""));
        app.at_minute(15);
        let over = browser.get("/sessie-verlopen").await;
        assert!(over.text().contains("U bent uitgelogd"), "looking at that page was no activity");

        let browser = app.browser();
        browser.log_in().await;
        let last = browser.cookie(COOKIE).unwrap();
        app.at_second(15 * 60 + 14 * 60 + 45);
        assert!(browser.get("/sessie-verlopen").await.text().contains("U bent uitgelogd"));
        assert_eq!(browser.cookie(COOKIE), None);
        for token in [token, last] {
            browser.set_cookie(COOKIE, &token);
            assert_eq!(browser.get("/mijn").await.status_code, 303);
        }
    }
}

#[tokio::test]
async fn a_session_ends_after_two_hours_whatever_happens() {
    for app in start(demo()).await {
        let browser = app.browser();
        browser.log_in().await;
        for minute in (10..120).step_by(10) {
            app.at_minute(minute);
            assert_eq!(browser.get("/mijn").await.status_code, 200, "{minute}");
        }
        app.at_minute(115);
        assert!(browser.get("/mijn").await.text().contains("data-session-seconds=\"300\""));
        app.at_minute(120);
        assert_eq!(browser.get("/mijn").await.status_code, 303);
    }
}

#[tokio::test]
async fn a_script_that_asks_for_news_does_not_keep_a_session_alive() {
    for app in start(demo()).await {
        let mut browser = app.browser();
        browser.log_in().await;
        app.at_minute(10);
        browser.headers = vec![("sec-fetch-mode", "cors")];
        assert_eq!(browser.get("/mijn").await.status_code, 200);
        app.at_minute(15);
        assert_eq!(browser.get("/mijn").await.status_code, 303);
    }
}

#[tokio::test]
async fn i_am_still_here_extends_the_session() {
    for app in start(demo()).await {
        let mut browser = app.browser();
        browser.log_in().await;
        let csrf = browser.get("/mijn").await.field("csrf");
        app.at_minute(14);
        browser.headers = vec![("referer", "https://a.example.nl/mijn/zaken?tab=1")];
        let answer = browser.post("/sessie/verlengen", &[("csrf", &csrf)]).await;
        assert_eq!((answer.status_code.as_u16(), answer.location()), (303, "/mijn/zaken?tab=1"));
        app.at_minute(28);
        browser.headers = vec![("sec-fetch-mode", "cors"), ("referer", "https://evil.nl/mijn")];
        assert_eq!(browser.post("/sessie/verlengen", &[("csrf", &csrf)]).await.status_code, 204);
        app.at_minute(42);
        browser.headers = vec![("referer", "https://evil.nl/mijn")];
        assert_eq!(browser.post("/sessie/verlengen", &[("csrf", &csrf)]).await.location(), "/mijn");
        assert_eq!(browser.post("/sessie/verlengen", &[]).await.status_code, 403);
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_its_session_is_refused() {
    for app in start(demo()).await {
        let (mut anne, other) = (app.browser(), app.browser());
        anne.log_in().await;
        other.log_in().await;
        let own = anne.get("/mijn").await.field("csrf");
        let foreign = other.get("/mijn").await.field("csrf");
        for (pairs, status) in [
            (vec![("naam", "Anne")], 403),
            (vec![("naam", "Anne"), ("csrf", "")], 403),
            (vec![("naam", "Anne"), ("csrf", foreign.as_str())], 403),
            (vec![("naam", "Anne"), ("csrf", own.as_str())], 200),
            (vec![("naam", "Anne"), ("_csrf", own.as_str())], 200),
        ] {
            let answer = anne.post("/mijn/form", &pairs).await;
            assert_eq!(answer.status_code.as_u16(), status);
            assert_eq!(answer.text().contains("Dit formulier is verlopen"), status == 403);
        }
        anne.headers = vec![("origin", "https://evil.nl")];
        assert_eq!(anne.post("/mijn/form", &[("csrf", &own)]).await.status_code, 403);
    }
}

#[tokio::test]
async fn logging_out_ends_the_session_at_once() {
    for app in start(demo()).await {
        let browser = app.browser();
        browser.log_in().await;
        let token = browser.cookie(COOKIE).unwrap();
        let csrf = browser.get("/mijn").await.field("csrf");
        let by_link = browser.get("/uitloggen").await;
        assert!(by_link.status_code == 405 && by_link.text().contains("Deze pagina bestaat niet"));
        assert_eq!(browser.post("/uitloggen", &[]).await.status_code, 403);
        let answer = browser.post("/uitloggen", &[("csrf", &csrf)]).await;
        assert_eq!((answer.location(), browser.cookie(COOKIE)), ("/uitgelogd", None));
        assert!(browser.get("/uitgelogd").await.text().contains("U bent uitgelogd"));
        browser.set_cookie(COOKIE, &token);
        assert_eq!(browser.get("/mijn").await.status_code, 303);
        assert_eq!(browser.post("/uitloggen", &[("csrf", &csrf)]).await.location(), "/uitgelogd");
        assert_eq!(browser.get("/uitgelogd?reden=sessie").await.location(), "/sessie-verlopen");
    }
}

#[tokio::test]
async fn after_login_one_comes_back_but_never_on_another_site() {
    for app in start(demo()).await {
        for (naar, expected) in [
            ("%2Fmijn%2Fzaken%3Ftab%3D2", "/mijn/zaken?tab=2"),
            ("https%3A%2F%2Fevil.nl", "/mijn"),
            ("%2F%2Fevil.nl", "/mijn"),
            ("%2F%5Cevil.nl", "/mijn"),
            ("%2F%09%2Fevil.nl", "/mijn"),
            ("", "/mijn"),
        ] {
            let browser = app.browser();
            let page = browser.get(&format!("/inloggen?naar={naar}")).await;
            let link = page.text().split("href=\"/inloggen/digid").nth(1).unwrap().split('"').next().unwrap();
            assert!(!link.contains("evil"), "{naar}: {link}");
            let answer = browser.log_in_at(&format!("/inloggen/digid?naar={naar}"), ANNE).await;
            assert_eq!(answer.location(), expected, "{naar}");
        }
        // A cookie that was changed by hand is judged again.
        let browser = app.browser();
        let leaving = browser.get("/inloggen/digid").await;
        let state = browser.get(leaving.location()).await.field("state");
        let changed = format!("{}%2F%2Fevil.nl", browser.cookie("__Host-loket-inlog").unwrap());
        browser.set_cookie("__Host-loket-inlog", &changed);
        let answer = browser.post("/simulator/digid", &[("state", &state), ("keuze", ANNE)]).await;
        assert_eq!(answer.location(), "/mijn");
    }
}

#[tokio::test]
async fn a_login_counts_only_in_the_browser_that_started_it() {
    for app in start(demo()).await {
        let attacker = app.browser();
        let leaving = attacker.get("/inloggen/digid").await;
        let state = attacker.get(leaving.location()).await.field("state");
        let victim = app.browser();
        for _ in 0..2 {
            let answer = victim.post("/simulator/digid", &[("state", &state), ("keuze", ANNE)]).await;
            assert_eq!((answer.status_code.as_u16(), victim.cookie(COOKIE)), (403, None));
            assert_eq!(victim.get(leaving.location()).await.location(), "/inloggen");
            let back = victim.get(&format!("/inloggen/digid/terug?state={state}&keuze={ANNE}")).await;
            assert_eq!((back.status_code.as_u16(), victim.cookie(COOKIE)), (403, None));
            // Also not when the victim has a login of its own on its way.
            victim.get("/inloggen/digid").await;
        }
        let staff = victim.post("/werk/inloggen", &[("state", &state), ("medewerker", "fatima.yilmaz")]).await;
        assert_eq!((staff.status_code.as_u16(), victim.cookie(STAFF_COOKIE)), (403, None));
    }
}

#[tokio::test]
async fn one_acts_for_another_only_with_a_machtiging() {
    for app in start(demo()).await {
        let browser = app.browser();
        let leaving = browser.get("/inloggen/digid?namens=ja").await;
        let choice = browser.get(leaving.location()).await;
        assert!(choice.text().contains("Log in als Karim Benali, met een machtiging van Greta van Dongen"));
        assert!(choice.text().contains("Log in als Sanne Vermeulen, als bewindvoerder van Pieter Hofstra"));
        assert!(choice.text().contains("Dit is niet echt") && !choice.text().contains("Anne de Boer"));

        let namens = format!("{KARIM}/{GRETA}");
        browser.log_in_at("/inloggen/digid?namens=ja", &namens).await;
        let page = browser.get("/mijn").await;
        assert!(page.text().contains("Karim Benali") && page.text().contains("Greta van Dongen"));
        assert!(page.text().contains("[Substantieel *****1217]"));

        let other = app.browser();
        for keuze in [&format!("{ANNE}/{GRETA}"), &format!("{GRETA}/{KARIM}"), "999993653", "x", ""] {
            let answer = other.log_in_at("/inloggen/digid", keuze).await;
            assert_eq!((answer.status_code.as_u16(), other.cookie(COOKIE)), (400, None), "{keuze}");
            assert!(answer.text().contains("Deze keuze is er niet"));
        }

        let mut tx = app.db.begin(&values::Actor::Systeem("test")).await.unwrap();
        tx.execute(&END_MACHTIGINGEN, &["2026-11-24".into()]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(other.log_in_at("/inloggen/digid", &namens).await.status_code, 400);
    }
}

#[tokio::test]
async fn a_mandate_that_ends_stops_working_within_the_session() {
    static WITHDRAW: Sql = sql("test.withdraw", "DELETE FROM machtiging WHERE gemachtigde = $1");
    static NARROW: Sql = sql("test.narrow", "UPDATE machtiging SET zaaktypen = $1");
    // What happens to the mandate, and whether acting goes on. Its last day still counts.
    let cases = [
        (&END_MACHTIGINGEN, "2026-11-25", true),
        (&END_MACHTIGINGEN, "2026-11-24", false),
        (&WITHDRAW, KARIM, false),
        (&WITHDRAW, ANNE, true),
        (&NARROW, "[\"BEZWAAR\"]", false),
    ];
    for (change, value, goes_on) in cases {
        for is_form in [false, true] {
            for app in start(demo()).await {
                let browser = app.browser();
                browser.log_in_at("/inloggen/digid?namens=ja", &format!("{KARIM}/{GRETA}")).await;
                let page = browser.get("/mijn").await;
                assert_eq!(page.status_code, 200);
                let mut tx = app.db.begin(&values::Actor::Systeem("test")).await.unwrap();
                tx.execute(change, &[value.into()]).await.unwrap();
                tx.commit().await.unwrap();

                let fields = [("csrf", page.field("csrf")), ("naam", "Karim".to_owned())];
                let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
                let answer = match is_form {
                    true => browser.post("/mijn/form", &fields).await,
                    false => browser.get("/mijn").await,
                };
                if goes_on {
                    assert_eq!(answer.status_code, 200, "{value}");
                    continue;
                }
                assert_eq!(answer.status_code, 403, "{value}");
                assert!(answer.text().contains("U kunt niet meer namens deze persoon handelen"), "{}", answer.text());
                // The session is gone: not even her own pages open by it.
                assert_eq!(browser.get("/mijn").await.location(), "/inloggen?naar=%2Fmijn");
                assert_eq!(browser.get("/start").await.text(), "false");
            }
        }
    }
}

#[tokio::test]
async fn stopping_at_the_login_is_said_and_can_be_undone() {
    for app in start(demo()).await {
        let browser = app.browser();
        let leaving = browser.get("/inloggen/digid?naar=/mijn/zaken").await;
        let state = browser.get(leaving.location()).await.field("state");
        let answer = browser.post("/simulator/digid", &[("state", &state), ("annuleer", "ja")]).await;
        assert_eq!(answer.location(), "/inloggen/gestopt?naar=%2Fmijn%2Fzaken");
        assert!(!browser.has_cookies());
        let page = browser.get(answer.location()).await;
        assert!(page.text().contains("U heeft het inloggen gestopt"));
        assert!(page.text().contains("href=\"/inloggen?naar=%2Fmijn%2Fzaken\""), "{}", page.text());
    }
}

#[tokio::test]
async fn a_page_that_needs_a_surer_login_gets_one_with_a_new_session() {
    for app in start(demo()).await {
        let browser = app.browser();
        browser.log_in().await;
        let before = browser.cookie(COOKIE).unwrap();
        let step_up = browser.get("/mijn/zeker").await;
        assert_eq!(step_up.location(), "/inloggen?naar=%2Fmijn%2Fzeker&niveau=hoog");
        let page = browser.get(step_up.location()).await;
        assert!(page.text().contains("/inloggen/digid?naar=%2Fmijn%2Fzeker&amp;niveau=hoog"), "{}", page.text());
        let answer = browser.log_in_at("/inloggen/digid?naar=%2Fmijn%2Fzeker&niveau=hoog", ANNE).await;
        assert_eq!(answer.location(), "/mijn/zeker");
        assert_ne!(browser.cookie(COOKIE).unwrap(), before);
        assert_eq!(browser.get("/mijn/zeker").await.text(), "zeker");
    }
}

#[tokio::test]
async fn residents_and_staff_do_not_open_each_others_pages() {
    for app in start(demo()).await {
        let resident = app.browser();
        resident.log_in().await;
        let token = resident.cookie(COOKIE).unwrap();
        assert_eq!(resident.get("/werk").await.location(), "/werk/inloggen?naar=%2Fwerk");
        resident.set_cookie(STAFF_COOKIE, &token);
        assert_eq!(resident.get("/werk").await.location(), "/werk/inloggen?naar=%2Fwerk");
        assert_eq!(resident.post("/werk/form", &[]).await.location(), "/werk/sessie-verlopen");

        let staff = app.browser();
        staff.log_in_staff().await;
        let token = staff.cookie(STAFF_COOKIE).unwrap();
        let page = staff.get("/werk").await;
        assert!(page.text().contains("[behandelaars]") && page.text().contains("action=\"/werk/uitloggen\""));
        assert_eq!(staff.get("/werk/beheer").await.status_code, 403);
        staff.set_cookie(COOKIE, &token);
        assert_eq!(staff.get("/mijn").await.location(), "/inloggen?naar=%2Fmijn");

        let csrf = page.field("csrf");
        assert_eq!(staff.post("/werk/form", &[]).await.status_code, 403);
        assert_eq!(staff.post("/werk/form", &[("csrf", &csrf)]).await.status_code, 200);
        assert_eq!(staff.post("/werk/uitloggen", &[]).await.status_code, 403);
        assert_eq!(staff.post("/werk/uitloggen", &[("csrf", &csrf)]).await.location(), "/werk/uitgelogd");
        assert_eq!(staff.get("/werk").await.status_code, 303);
    }
}

#[tokio::test]
async fn who_no_longer_works_here_is_out_at_once() {
    for app in start(demo()).await {
        let staff = app.browser();
        staff.log_in_staff().await;
        let mut tx = app.db.begin(&values::Actor::Systeem("test")).await.unwrap();
        tx.execute(&DISMISS, &["fatima.yilmaz".into()]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(staff.get("/werk").await.location(), "/werk/inloggen?naar=%2Fwerk");
        let login = staff.get("/werk/inloggen").await;
        assert!(!login.text().contains("Fatima") && login.text().contains("Joost Bakker"));
    }
}

#[tokio::test]
async fn outside_a_demonstration_there_is_no_simulator() {
    let settings = WebSettings { demo: false, ..WebSettings::default() };
    assert!(Simulator::new(&settings).is_err() && Logins::simulated(&settings).is_err());
    for app in start(settings).await {
        let browser = app.browser();
        assert_eq!(browser.get("/inloggen").await.status_code, 200);
        let away = browser.get("/inloggen/digid").await;
        assert!(away.status_code == 503 && away.text().contains("DigiD is nu niet beschikbaar"));
        let away = browser.get("/werk/inloggen").await;
        assert!(away.status_code == 503 && away.text().contains("Inloggen kan nu niet"));
        for (path, status_code) in [("/simulator/digid", 404), ("/werk/inloggen", 405)] {
            assert_eq!(browser.post(path, &[("keuze", ANNE)]).await.status_code, status_code, "{path}");
        }
        assert_eq!(browser.get("/simulator/digid").await.status_code, 404);
        // Not even when the routes are there by mistake.
        let tenants = web::Tenants::default().add(web::Tenant::new("v", app.db.clone()), &["a.example.nl"]);
        let lax = web::App::new(WebSettings::default(), tenants, support::pages());
        let router = web::build(lax, vec![identity::router(Logins::simulated(&demo()).unwrap())]);
        let browser = Browser::new(&router);
        for path in ["/simulator/digid", "/werk/inloggen"] {
            assert_eq!(browser.get(path).await.status_code, 404, "{path}");
            assert_eq!(browser.post(path, &[("keuze", ANNE)]).await.status_code, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn the_simulated_brp_knows_the_invented_people() {
    for app in start(demo()).await {
        let mut db = app.db.reader();
        let anne = identity::persons::find(&mut db, &ANNE.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!((anne.volledige_naam().as_str(), anne.email.as_str()), ("Anne de Boer", "anne@example.nl"));
        assert_eq!(anne.attribute("verblijfplaats.verblijfadres.woonplaats").as_deref(), Some("Voorbeeldstad"));
        assert!(identity::persons::find(&mut db, &"999993653".parse().unwrap()).await.unwrap().is_none());
        let machtigingen = identity::persons::machtigingen_of(&mut db, &KARIM.parse().unwrap()).await.unwrap();
        assert_eq!(machtigingen.len(), 1);
        for (zaaktype, is_covered) in
            [("BEZWAAR", machtigingen[0].covers("BEZWAAR")), ("ANDERS", machtigingen[0].covers("ANDERS"))]
        {
            let (karim, greta) = (KARIM.parse().unwrap(), machtigingen[0].bsn.clone());
            let mandated = identity::persons::is_mandated(&mut db, &karim, &greta, zaaktype).await.unwrap();
            assert_eq!(mandated, is_covered, "{zaaktype}");
            assert!(!identity::persons::is_mandated(&mut db, &greta, &karim, zaaktype).await.unwrap());
        }
        assert_eq!((machtigingen[0].grond, machtigingen[0].naam.as_str()), (Grond::Machtiging, "Greta van Dongen"));
        let staff: Vec<_> =
            identity::list_medewerkers(&mut db).await.unwrap().into_iter().map(|one| one.naam).collect();
        assert_eq!(staff, ["Fatima Yilmaz", "Ingrid de Wit", "Joost Bakker"]);
    }
}

#[tokio::test]
async fn a_test_of_another_crate_can_skip_the_login() {
    for app in start(demo()).await {
        let who = identity::sessions::Who::Medewerker("joost.bakker".into());
        let token: SessionToken = identity::sessions::open(&app.db, &who, None).await.unwrap();
        let cookie = identity::session_cookie(&token, true, &demo());
        let (name, value) = cookie.split_once('=').unwrap();
        let staff = app.browser();
        staff.set_cookie(name, value);
        assert!(staff.get("/werk").await.text().contains("[behandelaars,parkeren]"));
        let csrf = token.csrf(app.db.clock());
        assert_eq!(staff.post("/werk/form", &[("csrf", &csrf)]).await.status_code, 200);
    }
}
