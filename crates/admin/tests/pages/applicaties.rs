//! Applications: adding one, its secret, its rights, removing it.

use super::support::*;
use admin::paths;
use autorisaties::{Applicatie, Bereik, Reikwijdte, TypeNaam};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::json;
use uuid::Uuid;
use values::Actor;
use values::actor::Component;

/// Answers, and what the page then says.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

async fn find(app: &Site, client_id: &str) -> Option<Applicatie> {
    autorisaties::find_by_client(&mut app.db.reader(), client_id).await.unwrap()
}

/// The secret that a page shows.
fn secret(page: &Answer) -> String {
    let is_hex = |text: &&str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = page.text().split(|character: char| !character.is_ascii_alphanumeric());
    words.into_iter().find(is_hex).unwrap_or_else(|| panic!("{}", page.text())).to_owned()
}

async fn opens(app: &Site, client_id: &str, secret: &str) -> Option<Actor> {
    let now = app.db.clock().now();
    let claims = json!({ "client_id": client_id, "iat": now.as_second() });
    let key = EncodingKey::from_secret(secret.as_bytes());
    let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).unwrap();
    let found = autorisaties::verify(&mut app.db.reader(), &sealer(), &token, now).await;
    found.ok().map(Actor::Applicatie)
}

#[tokio::test]
async fn an_application_gets_a_secret_that_is_shown_once_and_opens_the_apis() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        assert!(ingrid.get(paths::APPLICATIES).await.text().contains("Er zijn nog geen applicaties"));
        let form = ingrid.get(paths::APPLICATIE_NIEUW).await;
        assert_eq!(form.status_code, 200);
        for expected in ["zaken.lezen", "notificaties.consumeren", "LOKET", "zeer_geheim"] {
            assert!(form.text().contains(expected), "{expected}");
        }
        let catalogus = autorisaties::list_catalogi(&mut app.db.reader()).await.unwrap()[0].0.to_string();
        let answers = [
            ("label", "Zaaksysteem"),
            ("client", "zaaksysteem"),
            ("scopes-zrc", "zaken.lezen"),
            ("scopes-ztc", "catalogi.lezen"),
            ("catalogi", catalogus.as_str()),
            ("niveau", "intern"),
        ];
        let page = ingrid.fill(paths::APPLICATIES, &answers).await;
        assert_eq!(page.status_code, 200, "{}", page.text());
        let geheim = secret(&page);
        let actor = opens(&app, "zaaksysteem", &geheim).await.unwrap();
        assert!(matches!(Bereik::of(&actor, Component::Zrc, "zaken.lezen"), Bereik::Typen(typen) if !typen.is_empty()));

        let own = find(&app, "zaaksysteem").await.unwrap();
        let address = paths::applicatie(own.uuid.uuid());
        let page = ingrid.get(&address).await;
        assert!(
            !page.text().contains(&geheim)
                && page.text().contains("Alle typen van LOKET")
                && page.text().contains("intern")
        );
        let list = ingrid.get(paths::APPLICATIES).await;
        assert!(list.text().contains(&address) && list.text().contains("2 autorisaties"));

        let page = ingrid.fill(&paths::applicatie_geheim(own.uuid.uuid()), &[("client", "zaaksysteem")]).await;
        let other = secret(&page);
        assert!(
            opens(&app, "zaaksysteem", &geheim).await.is_none() && opens(&app, "zaaksysteem", &other).await.is_some()
        );
        let page = ingrid.fill(&paths::applicatie_geheim(own.uuid.uuid()), &[("client", "onbekend")]).await;
        assert_eq!(page.status_code, 404);

        let answer = ingrid.press(&paths::applicatie_verwijder(own.uuid.uuid())).await;
        assert_eq!(answer.header("location"), "/beheer/applicaties?gedaan=verwijderd");
        assert!(opens(&app, "zaaksysteem", &other).await.is_none());
        assert_eq!(ingrid.get(&address).await.status_code, 404);
    }
}

/// What the buttons of a page send that take a right away, in the order of the rows.
fn keys(page: &Answer) -> Vec<String> {
    let parts = page.text().split("name=\"sleutel\" value=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

async fn versions(app: &Site, component: Component) -> Vec<TypeNaam> {
    let mut all = autorisaties::list_type_names(&mut app.db.reader()).await.unwrap();
    all.retain(|one| one.component == component);
    all
}

#[tokio::test]
async fn rights_are_added_and_taken_away_one_by_one() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        ingrid.fill(paths::APPLICATIES, &[("label", "Alles"), ("client", "alles"), ("alle", "on")]).await;
        let own = find(&app, "alles").await.unwrap();
        assert!(own.heeft_alle_autorisaties && own.toekenningen.is_empty());
        let uuid = own.uuid.uuid();
        let page = ingrid.get(&paths::applicatie(uuid)).await;
        assert!(page.text().contains("Dan mag zij daarna alleen nog wat u hier kiest"));

        let bezwaar = versions(&app, Component::Zrc).await.remove(0).uuid.to_string();
        let rights = paths::applicatie_autorisaties(uuid);
        let answers = [
            ("scopes-zrc", "zaken.lezen"),
            ("scopes-zrc", "zaken.aanmaken"),
            ("zaaktypen", &bezwaar),
            ("niveau", "openbaar"),
        ];
        let answer = ingrid.fill(&rights, &answers).await;
        assert_eq!(answer.header("location"), format!("{}?gedaan=gewijzigd", paths::applicatie(uuid)));
        ingrid.fill(&rights, &[("scopes-nrc", "notificaties.consumeren")]).await;
        let own = find(&app, "alles").await.unwrap();
        assert!(!own.heeft_alle_autorisaties);
        assert_eq!(own.toekenningen.iter().map(|one| one.scopes.len()).collect::<Vec<_>>(), [2, 1]);

        let page = ingrid.get(&paths::applicatie(uuid)).await;
        assert!(
            page.text().contains("Bezwaarschrift (BEZWAAR), catalogus LOKET") && page.text().contains("Alle versies")
        );
        let shown = keys(&page);
        let weg = paths::applicatie_autorisatie_weg(uuid);
        let answer = ingrid.fill(&weg, &[("sleutel", "iets anders")]).await;
        assert_eq!(answer.status_code, 409);
        ingrid.fill(&weg, &[("sleutel", &shown[0])]).await;
        // The same page in another tab: what it shows is gone, and nothing else goes.
        assert_eq!(ingrid.fill(&weg, &[("sleutel", &shown[0])]).await.status_code, 409);
        let own = find(&app, "alles").await.unwrap();
        assert_eq!(
            own.toekenningen.iter().map(|one| one.scopes.join("")).collect::<Vec<_>>(),
            ["notificaties.consumeren"]
        );
        let page = ingrid.fill(&weg, &[("sleutel", &shown[1])]).await;
        assert!(page.text().contains("Een applicatie moet iets mogen"));

        let answers = [("label", "Ander"), ("clients", "alles\ntweede"), ("gereed", "on")];
        ingrid.change(&paths::applicatie(uuid), &answers).await;
        let own = find(&app, "tweede").await.unwrap();
        assert_eq!((own.label.as_str(), own.client_ids()), ("Ander", vec!["alles", "tweede"]));
        assert!(own.alleen_gereed_voor_publicatie && own.clients[0].has_secret && !own.clients[1].has_secret);
        assert!(ingrid.get(paths::APPLICATIES).await.text().contains("Nog geen geheim"));

        // Two administrators with the same page: the second is told, keeps her answers, and may save them then.
        let shown = mark(&ingrid.get(&paths::applicatie(uuid)).await);
        let first = [("label", "Eerste"), ("clients", "alles\ntweede"), ("merk", shown.as_str())];
        assert_eq!(ingrid.fill(&paths::applicatie(uuid), &first).await.status_code, 303);
        let mut second = first;
        second[0].1 = "Ander";
        let page = ingrid.fill(&paths::applicatie(uuid), &second).await;
        assert!(
            page.text().contains("Iemand anders heeft deze gegevens gewijzigd")
                && page.text().contains("value=\"Ander\"")
        );
        assert_eq!(find(&app, "alles").await.unwrap().label, "Eerste");
        let fresh = mark(&page);
        second[2].1 = fresh.as_str();
        assert_eq!(ingrid.fill(&paths::applicatie(uuid), &second).await.status_code, 303);

        // Who gets everything loses the rest, so that is asked.
        let everything = [("label", "Ander"), ("clients", "alles\ntweede"), ("alle", "on")];
        let page = ingrid.fill(&paths::applicatie(uuid), &everything).await;
        assert!(page.text().contains("Iemand anders heeft deze gegevens gewijzigd"), "without a mark nothing is saved");
        let page = ingrid.change(&paths::applicatie(uuid), &everything).await;
        assert!(
            page.text().contains("kies ook dat ze weg mogen")
                && page.text().contains("Haal daarvoor de autorisatie weg")
        );
        assert_eq!(find(&app, "alles").await.unwrap().toekenningen.len(), 1);
        let sure = [&everything[..], &[("vervang", "on")]].concat();
        ingrid.change(&paths::applicatie(uuid), &sure).await;
        let own = find(&app, "alles").await.unwrap();
        assert!(own.heeft_alle_autorisaties && own.toekenningen.is_empty());
    }
}

#[tokio::test]
async fn a_type_is_chosen_in_one_catalogus_and_all_its_versions_come_along() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let answers =
            [("naam", "Proef"), ("domein", "PROEF"), ("rsin", "002564440"), ("contactpersoonBeheerNaam", "Team")];
        let made = ingrid.fill(&paths::type_nieuw("catalogus", None), &answers).await;
        let proef: Uuid =
            made.header("location").split('?').next().unwrap().rsplit('/').next().unwrap().parse().unwrap();
        let soort = versions(&app, Component::Drc).await.remove(0);
        let answers = [
            ("omschrijving", soort.naam.as_str()),
            ("informatieobjectcategorie", "beeld"),
            ("vertrouwelijkheidaanduiding", "openbaar"),
            ("beginGeldigheid", "2026-01-01"),
        ];
        ingrid.fill(&paths::type_nieuw("informatieobjecttype", Some(proef)), &answers).await;
        let all = versions(&app, Component::Drc).await;
        let own: Vec<_> = all.iter().filter(|one| one.naam == soort.naam).collect();
        assert_eq!(own.len(), 2);
        let form = ingrid.get(paths::APPLICATIE_NIEUW).await;
        for domein in ["LOKET", "PROEF"] {
            assert!(form.text().contains(&format!("{}, catalogus {domein}", soort.naam)), "{domein}");
        }
        let chosen = soort.uuid.to_string();
        let bezwaar = versions(&app, Component::Zrc).await.remove(0);
        let zaaktype = bezwaar.uuid.to_string();
        let answers = [
            ("label", "Lezer"),
            ("client", "lezer"),
            ("scopes-drc", "documenten.lezen"),
            ("informatieobjecttypen", chosen.as_str()),
            ("scopes-zrc", "zaken.lezen"),
            ("zaaktypen", zaaktype.as_str()),
            ("niveau", "openbaar"),
        ];
        ingrid.fill(paths::APPLICATIES, &answers).await;
        let reach = async || {
            let own = find(&app, "lezer").await.unwrap();
            own.toekenningen.into_iter().map(|one| (one.component, one.reikwijdte)).collect::<Vec<_>>()
        };
        let before = [(Component::Zrc, Reikwijdte::Type(bezwaar.uuid)), (Component::Drc, Reikwijdte::Type(soort.uuid))];
        assert_eq!(reach().await, before);

        // A new version takes the rights along when it is published, in the name of who did that.
        let to = |uuid, what: &str| paths::type_of("zaaktype", uuid, what);
        let made = ingrid.fill(&to(bezwaar.uuid, "versie"), &[("beginGeldigheid", "2027-01-01")]).await;
        let versie: Uuid =
            made.header("location").split('?').next().unwrap().rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(reach().await, before);
        let applicatie = find(&app, "lezer").await.unwrap().uuid.uuid();
        let page = ingrid.get(&paths::applicatie(applicatie)).await;
        assert!(page.text().contains("Bezwaarschrift (BEZWAAR), catalogus LOKET") && !page.text().contains("Vanaf "));
        let published = ingrid.fill(&to(versie, "publiceer"), &[("vorige", "on")]).await;
        assert_eq!(published.status_code, 303, "{}", published.text());
        let after = reach().await;
        assert!(after.len() == 3 && after.contains(&(Component::Zrc, Reikwijdte::Type(versie))), "{after:?}");
        let page = ingrid.get(&paths::applicatie(applicatie)).await;
        assert_eq!((keys(&page).len(), page.text().contains("Vanaf ")), (2, false), "one row for both versions");
        let trail = store::audit_trail(&mut app.db.reader(), applicatie, 10).await.unwrap();
        assert!(trail.iter().filter(|line| line.actor_naam == "Ingrid de Wit").count() > 1, "{trail:?}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_the_answers_stay() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        ingrid.fill(paths::APPLICATIES, &[("label", "Een"), ("client", "een"), ("alle", "on")]).await;
        let lezen = ("scopes-zrc", "zaken.lezen");
        let catalogus = autorisaties::list_catalogi(&mut app.db.reader()).await.unwrap()[0].0.to_string();
        let cases: [Case<'_>; 7] = [
            (&[], &["Vul een naam in.", "Vul een client-id in.", "Kies wat de applicatie mag"]),
            (
                &[("label", "Twee"), ("client", "een"), ("alle", "on")],
                &["hoort al bij een andere applicatie", "value=\"Twee\""],
            ),
            (
                &[("label", "Twee"), ("client", "twee"), ("scopes-zrc", "zaken.lezen")],
                &["Kies voor welke typen", "value=\"twee\""],
            ),
            (&[("label", "Twee"), ("client", "twee"), ("scopes-brc", "besluiten.lezen")], &["href=\"#besluittypen\""]),
            (
                &[("label", "Twee"), ("client", "twee"), lezen, ("catalogi", &catalogus), ("niveau", "")],
                &["Kies de hoogste vertrouwelijkheid.", "href=\"#niveau\""],
            ),
            (&[("label", "Twee"), ("client", "twee"), ("alle", "on"), lezen], &["Allebei kan niet."]),
            (
                &[("label", "Twee"), ("client", "twee"), ("audittrails", "on")],
                &["Kies ook wat de applicatie mag bij zaken", "href=\"#audittrails\""],
            ),
        ];
        for (answers, expected) in cases {
            let page = ingrid.fill(paths::APPLICATIES, answers).await;
            for text in expected {
                assert!(page.text().contains(text), "{text} {}", page.text());
            }
        }
        assert!(find(&app, "twee").await.is_none());
        let uuid = find(&app, "een").await.unwrap().uuid.uuid();
        let page = ingrid.fill(&paths::applicatie_autorisaties(uuid), &[]).await;
        assert!(page.text().contains("Kies eerst wat de applicatie mag."));
        let page = ingrid.change(&paths::applicatie(uuid), &[("label", ""), ("clients", "een"), ("alle", "on")]).await;
        assert!(page.text().contains("Vul een naam in."));
    }
}

#[tokio::test]
async fn only_administrators_with_the_token_of_the_page_get_in() {
    for app in start(false).await {
        let (ingrid, fatima, stranger) = (app.staff(INGRID).await, app.staff(FATIMA).await, app.stranger());
        ingrid.fill(paths::APPLICATIES, &[("label", "Een"), ("client", "een"), ("alle", "on")]).await;
        let uuid = find(&app, "een").await.unwrap().uuid.uuid();
        for page in [paths::APPLICATIES, paths::APPLICATIE_NIEUW, &paths::applicatie(uuid), paths::ABONNEMENTEN] {
            assert_eq!(fatima.get(page).await.status_code, 403, "{page}");
            assert_eq!(stranger.get(page).await.status_code, 303, "{page}");
        }
        for button in [
            paths::APPLICATIES.to_owned(),
            paths::applicatie(uuid),
            paths::applicatie_geheim(uuid),
            paths::applicatie_autorisaties(uuid),
            paths::applicatie_autorisatie_weg(uuid),
            paths::applicatie_verwijder(uuid),
            paths::abonnement_opnieuw(uuid),
            paths::abonnement_verwijder(uuid),
        ] {
            assert_eq!(fatima.press(&button).await.status_code, 403, "{button}");
            assert_eq!(ingrid.press_with(&button, "anders").await.status_code, 403, "{button}");
            assert_eq!(stranger.press_with(&button, "").await.status_code, 303, "{button}");
        }
        assert!(find(&app, "een").await.is_some());
    }
}
