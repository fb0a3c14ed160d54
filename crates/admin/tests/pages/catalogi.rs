//! Catalogi and types: looking, making, changing, publishing, ending, removing, and taking along as a file.

use super::support::*;
use admin::paths;
use autorisaties::Window;
use catalogi::beheer::{self, Document, TypeRij, Zoekvraag};
use catalogi::register::Soort;
use serde_json::Value;
use uuid::Uuid;

async fn list(app: &Site, soort: Soort) -> Vec<TypeRij> {
    let window = Window { limit: 100, offset: 0 };
    beheer::list_typen(&mut app.db.reader(), soort, &Zoekvraag::default(), window).await.unwrap().rows
}

async fn catalogus(app: &Site) -> Uuid {
    beheer::list_catalogi(&mut app.db.reader()).await.unwrap()[0].uuid
}

async fn find(app: &Site, soort: Soort, uuid: Uuid) -> Document {
    beheer::find(&mut app.db.reader(), soort, uuid).await.unwrap().unwrap()
}

fn to(soort: &str, uuid: Uuid, what: &str) -> String {
    paths::type_of(soort, uuid, what)
}

/// The id in the address that an answer leads to.
fn id_in(answer: &Answer) -> Uuid {
    let location = answer.header("location");
    let path = location.split(['?', '#']).next().unwrap();
    path.rsplit('/').next().unwrap().parse().unwrap_or_else(|_| panic!("{location} {}", answer.text()))
}

const ZAAKTYPE: &[(&str, &str)] = &[
    ("identificatie", "BOOM"),
    ("omschrijving", "Boom kappen"),
    ("onderwerp", "Kapvergunning"),
    ("doel", "Bomen beschermen"),
    ("aanleiding", "Iemand wil een boom kappen"),
    ("trefwoorden", "boom\nkap"),
    ("handelingInitiator", "Aanvragen"),
    ("handelingBehandelaar", "Behandelen"),
    ("verantwoordelijke", "Team groen"),
    ("indicatieInternOfExtern", "extern"),
    ("vertrouwelijkheidaanduiding", "openbaar"),
    ("loket.behandelrollen", "behandelaars"),
    ("doorlooptijd", "8 weken"),
    ("verlengingMogelijk", "on"),
    ("verlengingstermijn", "6 weken"),
    ("beginGeldigheid", "2026-01-01"),
    ("referentieproces.naam", "Vergunning"),
    ("gerelateerdeZaaktypen.0.zaaktype", "BEZWAAR"),
    ("gerelateerdeZaaktypen.0.aardRelatie", "vervolg"),
    ("gerelateerdeZaaktypen.0.toelichting", ""),
    ("gerelateerdeZaaktypen.1.zaaktype", ""),
    ("gerelateerdeZaaktypen.1.aardRelatie", ""),
    ("gerelateerdeZaaktypen.1.toelichting", ""),
];

fn without<'a>(answers: &[(&'a str, &'a str)], names: &[&str]) -> Vec<(&'a str, &'a str)> {
    answers.iter().filter(|(name, _)| !names.contains(name)).copied().collect()
}

#[tokio::test]
async fn a_zaaktype_is_made_from_its_parts_published_and_followed_by_a_new_version() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let new = paths::type_nieuw("zaaktype", Some(catalogus(&app).await));
        let form = ingrid.get(&new).await;
        assert!(form.text().contains("Doorlooptijd") && form.text().contains("BEZWAAR"), "{}", form.text());
        let made = ingrid.fill(&new, ZAAKTYPE).await;
        let uuid = id_in(&made);
        let own = find(&app, Soort::Zaaktype, uuid).await;
        assert!(own.rond.concept);
        assert_eq!(own.velden["doorlooptijd"], "P8W");
        assert_eq!(own.velden["trefwoorden"], serde_json::json!(["boom", "kap"]));
        assert_eq!(own.velden["loket"]["behandelrollen"], serde_json::json!(["behandelaars"]));
        assert_eq!(own.velden["gerelateerdeZaaktypen"][0]["zaaktypeIdentificatie"], "BEZWAAR");

        // The page says what is lacking, and publishing says it as faults that lead to their part of the page.
        let address = to("zaaktype", uuid, "");
        let page = ingrid.get(&address).await;
        for text in ["8 weken", "1 januari 2026", "Voor het publiceren zijn nog 3 dingen nodig", "Vervolg"] {
            assert!(page.text().contains(text), "{text} {}", page.text());
        }
        let refused = ingrid.fill(&to("zaaktype", uuid, "publiceer"), &[]).await;
        for (text, href) in [
            ("Voeg een roltype toe.", "#roltype"),
            ("Voeg een resultaattype toe.", "#resultaattype"),
            ("Zorg voor ten minste 2 statustypen.", "#statustype"),
        ] {
            assert!(refused.text().contains(text) && refused.text().contains(&format!("href=\"{href}\"")), "{text}");
        }
        assert!(refused.text().contains("data-error-summary") && find(&app, Soort::Zaaktype, uuid).await.rond.concept);

        let add = |soort: &str| paths::type_nieuw(soort, Some(uuid));
        for (volgnummer, omschrijving) in [("1", "Ontvangen"), ("2", "Klaar")] {
            let answers = [("volgnummer", volgnummer), ("omschrijving", omschrijving), ("loket.toonInPortaal", "on")];
            let answer = ingrid.fill(&add("statustype"), &answers).await;
            assert_eq!(
                answer.header("location"),
                format!("{address}?gedaan=toegevoegd#statustype"),
                "{}",
                answer.text()
            );
        }
        let taken = ingrid.fill(&add("statustype"), &[("volgnummer", "2"), ("omschrijving", "Nog een")]).await;
        assert!(
            taken.text().contains("Er is al een statustype met dit volgnummer")
                && taken.text().contains("value=\"Nog een\"")
        );
        assert!(taken.text().contains("href=\"#volgnummer\"") && taken.text().contains("id=\"volgnummer-fout\""));
        assert_eq!(
            taken.text().matches("in een zin voor inwoners").count(),
            1,
            "not at the toelichting of a controlepunt"
        );
        let form = ingrid.get(&add("statustype")).await;
        assert!(form.text().contains("name=\"volgnummer\" type=\"text\" value=\"3\""), "{}", form.text());
        ingrid.fill(&add("roltype"), &[("omschrijving", "Aanvrager"), ("omschrijvingGeneriek", "initiator")]).await;
        let answers = [
            ("omschrijving", "Verleend"),
            ("resultaattypeomschrijving", "https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/1"),
            ("selectielijstklasse", "https://selectielijst.openzaak.nl/api/v1/resultaten/1"),
            ("archiefnominatie", "vernietigen"),
            ("archiefactietermijn", "5 jaar"),
            ("brondatumArchiefprocedure.afleidingswijze", "afgehandeld"),
        ];
        ingrid.fill(&add("resultaattype"), &answers).await;
        let statustypen = beheer::list_of(&mut app.db.reader(), Soort::Statustype, &[uuid]).await.unwrap();
        let klaar = format!("{}{}", Soort::Statustype.path(), statustypen[1].uuid);
        let answers = [
            ("naam", "hoogte"),
            ("definitie", "Hoe hoog de boom is"),
            ("statustype", klaar.as_str()),
            ("specificatie.formaat", "getal"),
            ("specificatie.lengte", "3"),
            ("specificatie.kardinaliteit", "1"),
        ];
        ingrid.fill(&add("eigenschap"), &answers).await;
        let answers = [("informatieobjecttype", "Besluit"), ("volgnummer", "1"), ("richting", "uitgaand")];
        ingrid.fill(&add("zaaktypeinformatieobjecttype"), &answers).await;
        let answers = [("relatieOmschrijving", "gaat over"), ("objecttype", "https://example.nl/boom")];
        ingrid.fill(&add("zaakobjecttype"), &answers).await;
        let page = ingrid.get(&address).await;
        for text in ["Eindstatus", "5 jaar", "Het einde van de zaak", "Initiator", "hoogte", "Uitgaand", "gaat over"] {
            assert!(page.text().contains(text), "{text} {}", page.text());
        }
        assert!(page.text().contains("Alles is ingevuld"));
        assert_eq!(ingrid.get(&to("statustype", statustypen[0].uuid, "")).await.status_code, 200);

        let answer = ingrid.fill(&to("zaaktype", uuid, "publiceer"), &[]).await;
        assert_eq!(answer.header("location"), format!("{address}?gedaan=gepubliceerd"), "{}", answer.text());
        let page = ingrid.get(&address).await;
        assert!(page.text().contains("Dit is gepubliceerd") && !page.text().contains(&to("zaaktype", uuid, "wijzig")));
        // What is published has no form, and its forms are refused.
        assert_eq!(ingrid.get(&to("zaaktype", uuid, "wijzig")).await.status_code, 303);
        assert_eq!(
            ingrid.fill(&to("zaaktype", uuid, "wijzig"), ZAAKTYPE).await.header("location"),
            to("zaaktype", uuid, "")
        );
        let refused = ingrid.fill(&to("statustype", statustypen[0].uuid, "verwijder"), &[]).await;
        assert!(refused.text().contains("Het zaaktype is gepubliceerd"), "{}", refused.text());
        let refused =
            ingrid.fill(&add("roltype"), &[("omschrijving", "A"), ("omschrijvingGeneriek", "adviseur")]).await;
        assert!(refused.text().contains("Het zaaktype is gepubliceerd"));

        // Nothing comes to what is published, so there is no form for it.
        assert_eq!(ingrid.get(&add("statustype")).await.header("location"), format!("{address}#statustype"));

        // A version that can't follow on the page says why, and publishing it ends nothing.
        for (begin, text) in [
            ("2026-02-01", "Op 1 februari 2026 gold al een andere versie"),
            ("2025-06-01", "Op 1 januari 2026 begint een andere versie"),
            ("2026-01-01", "Op 1 januari 2026 begint ook een andere versie"),
        ] {
            let versie = id_in(&ingrid.fill(&to("zaaktype", uuid, "versie"), &[("beginGeldigheid", begin)]).await);
            let page = ingrid.get(&to("zaaktype", versie, "")).await;
            assert!(
                page.text().contains(text) && !page.text().contains("Alles is ingevuld"),
                "{begin} {}",
                page.text()
            );
            let refused = ingrid.fill(&to("zaaktype", versie, "publiceer"), &[("vorige", "on")]).await;
            assert!(refused.text().contains(text), "{begin} {}", refused.text());
            assert_eq!(find(&app, Soort::Zaaktype, uuid).await.rond.einde_geldigheid, None, "{begin}");
            ingrid.fill(&to("zaaktype", versie, "verwijder"), &[]).await;
        }

        let answer = ingrid.fill(&to("zaaktype", uuid, "versie"), &[("beginGeldigheid", "2027-01-01")]).await;
        let versie = id_in(&answer);
        let form = ingrid.get(&to("zaaktype", versie, "wijzig")).await;
        assert!(form.text().contains("er is nog 1 versie met deze naam"), "{}", form.text());
        assert!(
            !form.text().contains("name=\"deelzaaktypen\" value=\"BOOM\""),
            "it is not offered as a part of itself"
        );
        let page = ingrid.get(&to("zaaktype", versie, "")).await;
        let question = "Laat de vorige versie, geldig sinds 1 januari 2026, eindigen op 1 januari 2027";
        assert!(page.text().contains(question) && page.text().contains("deze versie"), "{}", page.text());
        assert!(!page.text().contains("name=\"vorige\" value=\"on\" checked"), "nobody ends a version unasked");
        let refused = ingrid.fill(&to("zaaktype", versie, "publiceer"), &[]).await;
        assert!(refused.text().contains("De vorige versie geldt nog op 1 januari 2027"), "{}", refused.text());
        let published = ingrid.fill(&to("zaaktype", versie, "publiceer"), &[("vorige", "on")]).await;
        let page = ingrid.get(published.header("location")).await;
        assert!(page.text().contains("De vorige versie is geldig tot 1 januari 2027"), "{}", page.text());
        let rows: Vec<_> = list(&app, Soort::Zaaktype).await.into_iter().filter(|row| row.naam == "BOOM").collect();
        let told: Vec<_> =
            rows.iter().map(|row| (row.concept, row.einde_geldigheid.map(|day| day.to_string()))).collect();
        assert_eq!(told, [(false, None), (false, Some("2027-01-01".to_owned()))]);

        // The lines of the audit trail name the person.
        let trail = store::audit_trail(&mut app.db.reader(), uuid, 100).await.unwrap();
        assert!(trail.len() > 8 && trail.iter().all(|line| line.actor_naam == "Ingrid de Wit"), "{trail:?}");
    }
}

#[tokio::test]
async fn every_fault_stands_at_its_field_and_the_answers_stay() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let new = paths::type_nieuw("zaaktype", Some(catalogus(&app).await));
        let mut answers =
            without(ZAAKTYPE, &["identificatie", "doorlooptijd", "verlengingstermijn", "beginGeldigheid"]);
        answers.retain(|(name, _)| *name != "vertrouwelijkheidaanduiding");
        answers.extend([("doorlooptijd", "een maand"), ("beginGeldigheid", "1-1-2026"), ("broncatalogus.domein", "A")]);
        answers.extend([("gerelateerdeZaaktypen.1.toelichting", "half")]);
        answers.retain(|pair| *pair != ("gerelateerdeZaaktypen.1.toelichting", ""));
        let page = ingrid.fill(&new, &answers).await;
        assert_eq!(page.status_code, 200);
        for (text, href) in [
            ("Vul &quot;Identificatie&quot; in.", "identificatie"),
            ("Kies een antwoord bij &quot;Vertrouwelijkheid&quot;.", "vertrouwelijkheidaanduiding"),
            ("Vul een termijn in bij &quot;Doorlooptijd&quot;", "doorlooptijd"),
            ("Vul een datum in bij &quot;Geldig vanaf&quot;.", "beginGeldigheid"),
            ("Vul &quot;Internetadres van de catalogus&quot; in", "broncatalogus-url"),
            ("Kies een antwoord bij &quot;Soort relatie&quot;.", "gerelateerdeZaaktypen-1-aardRelatie"),
        ] {
            assert!(
                page.text().contains(text) && page.text().contains(&format!("href=\"#{href}\"")),
                "{text} {}",
                page.text()
            );
            assert!(page.text().contains(&format!("id=\"{href}-fout\"")), "{href}");
        }
        for kept in ["value=\"een maand\"", "value=\"Boom kappen\"", "value=\"half\""] {
            assert!(page.text().contains(kept), "{kept}");
        }
        // Rules that need all fields come when those can be read.
        let answers = without(ZAAKTYPE, &["verlengingstermijn"]);
        let page = ingrid.fill(&new, &answers).await;
        assert!(page.text().contains("Vul &quot;Verlenging&quot; in."));
        assert!(page.text().contains("href=\"#verlengingstermijn\""));
        assert_eq!(list(&app, Soort::Zaaktype).await.len(), 1, "nothing was made");

        // A name that the API does not ask for is asked for here.
        let new = paths::type_nieuw("besluittype", Some(catalogus(&app).await));
        let page = ingrid.fill(&new, &[("beginGeldigheid", "2026-01-01")]).await;
        assert!(page.text().contains("Vul &quot;Omschrijving&quot; in."), "{}", page.text());
    }
}

#[tokio::test]
async fn who_was_second_is_told_so_and_keeps_her_answers() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let uuid = id_in(&ingrid.fill(&paths::type_nieuw("zaaktype", Some(catalogus(&app).await)), ZAAKTYPE).await);
        let address = to("zaaktype", uuid, "wijzig");
        let merk = mark(&ingrid.get(&address).await);
        // What is made beside the form is no change of it.
        let answers = [("omschrijving", "Aanvrager"), ("omschrijvingGeneriek", "initiator")];
        ingrid.fill(&paths::type_nieuw("roltype", Some(uuid)), &answers).await;
        let with = |name: &'static str, text: &'static str, merk: &str| {
            let mut answers: Vec<(&str, String)> =
                without(ZAAKTYPE, &[name]).into_iter().map(|(name, text)| (name, text.to_owned())).collect();
            answers.extend([(name, text.to_owned()), ("merk", merk.to_owned())]);
            answers
        };
        let send = async |answers: Vec<(&str, String)>| {
            let answers: Vec<(&str, &str)> = answers.iter().map(|(name, text)| (*name, text.as_str())).collect();
            ingrid.fill(&address, &answers).await
        };
        assert_eq!(send(with("onderwerp", "Iets nieuws", &merk)).await.status_code, 303);
        let refused = send(with("doel", "Iets anders", "")).await;
        assert!(refused.text().contains("Iemand anders heeft dit gewijzigd"), "without a mark nothing is saved");
        let refused = send(with("doel", "Iets anders", &merk)).await;
        for text in ["Iemand anders heeft dit gewijzigd", "Onderwerp is nu: Iets nieuws", "Iets anders"] {
            assert!(refused.text().contains(text), "{text} {}", refused.text());
        }
        let now = find(&app, Soort::Zaaktype, uuid).await.velden;
        assert_eq!((&now["onderwerp"], &now["doel"]), (&"Iets nieuws".into(), &"Bomen beschermen".into()));
        // She has seen it now, also when something else was wrong first.
        let fresh = mark(&refused);
        let wrong = send(with("doel", "", &fresh)).await;
        assert_eq!(mark(&wrong), fresh);
        assert_eq!(send(with("doel", "Iets anders", &fresh)).await.status_code, 303);
        assert_eq!(find(&app, Soort::Zaaktype, uuid).await.velden["doel"], "Iets anders");
    }
}

#[tokio::test]
async fn kinds_of_documents_and_decisions_are_made_changed_ended_and_removed_likewise() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let catalogus = catalogus(&app).await;
        let answers = [
            ("omschrijving", "Foto"),
            ("informatieobjectcategorie", "beeld"),
            ("vertrouwelijkheidaanduiding", "openbaar"),
            ("beginGeldigheid", "2026-01-01"),
        ];
        let foto = id_in(&ingrid.fill(&paths::type_nieuw("informatieobjecttype", Some(catalogus)), &answers).await);
        let mut changed = answers;
        changed[1].1 = "plaatje";
        let answer = ingrid.change(&to("informatieobjecttype", foto, "wijzig"), &changed).await;
        assert_eq!(answer.header("location"), format!("{}?gedaan=gewijzigd", to("informatieobjecttype", foto, "")));
        let answers =
            [("omschrijving", "Kapbesluit"), ("beginGeldigheid", "2026-01-01"), ("informatieobjecttypen", "Foto")];
        let besluit = id_in(&ingrid.fill(&paths::type_nieuw("besluittype", Some(catalogus)), &answers).await);
        let page = ingrid.get(&to("besluittype", besluit, "")).await;
        assert!(page.text().contains("Publiceer eerst de informatieobjecttypen") && page.text().contains("Foto"));
        assert!(ingrid.get(&to("informatieobjecttype", foto, "")).await.text().contains("plaatje"));
        ingrid.fill(&to("informatieobjecttype", foto, "publiceer"), &[]).await;
        ingrid.fill(&to("besluittype", besluit, "publiceer"), &[]).await;

        let page = ingrid.fill(&to("besluittype", besluit, "einde"), &[("eindeGeldigheid", "2025-01-01")]).await;
        assert!(
            page.text().contains("De dag bij &quot;Geldig tot&quot; ligt voor de dag bij")
                && page.text().contains("value=\"2025-01-01\"")
        );
        ingrid.fill(&to("besluittype", besluit, "einde"), &[("eindeGeldigheid", "2026-12-31")]).await;
        let own = find(&app, Soort::Besluittype, besluit).await;
        assert_eq!(own.velden["eindeGeldigheid"], "2026-12-31");
        assert_eq!(own.velden["informatieobjecttypeOmschrijvingen"], serde_json::json!(["Foto"]), "the rest stays");
        let list_page = ingrid.get("/beheer/catalogi?soort=besluittype&stand=gepubliceerd").await;
        assert!(list_page.text().contains("tot 31 december 2026"), "{}", list_page.text());

        let form = ingrid.get(&to("informatieobjecttype", foto, "kopie")).await;
        assert!(!form.text().contains("value=\"Foto\""), "a copy gets a name of its own");
        let answers = [("omschrijving", "Foto"), ("beginGeldigheid", "2026-02-01")];
        let refused = ingrid.fill(&to("informatieobjecttype", foto, "kopie"), &answers).await;
        assert!(refused.text().contains("Er is al een type met deze naam"), "{}", refused.text());
        let answers = [("omschrijving", "Andere foto"), ("beginGeldigheid", "2026-02-01")];
        let kopie = id_in(&ingrid.fill(&to("informatieobjecttype", foto, "kopie"), &answers).await);
        let own = find(&app, Soort::Informatieobjecttype, kopie).await;
        assert_eq!((&own.velden["informatieobjectcategorie"], own.rond.concept), (&Value::from("plaatje"), true));
        let answer = ingrid.fill(&to("informatieobjecttype", kopie, "verwijder"), &[]).await;
        assert_eq!(answer.header("location"), "/beheer/catalogi?gedaan=verwijderd&soort=informatieobjecttype");
        assert_eq!(ingrid.get(&to("informatieobjecttype", kopie, "")).await.status_code, 404);
        let refused = ingrid.fill(&to("besluittype", besluit, "verwijder"), &[]).await;
        assert!(refused.text().contains("Dit is gepubliceerd"));
    }
}

#[tokio::test]
async fn lists_search_and_page() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let page = ingrid.get(paths::CATALOGI).await;
        assert!(page.text().contains("Bezwaarschrift") && page.text().contains("LOKET"), "{}", page.text());
        // None of the questions has to be answered.
        let search = page.text().split("role=\"search\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(!search.contains(" required"), "{search}");
        for (query, found) in
            [("zoek=bezw", true), ("zoek=BEZWAAR&stand=geldig", true), ("zoek=iets", false), ("stand=concept", false)]
        {
            let page = ingrid.get(&format!("/beheer/catalogi?{query}")).await;
            assert_eq!(page.text().contains("Bezwaarschrift"), found, "{query}");
            assert!(found || page.text().contains("Er is niets gevonden"), "{query}");
        }
        let page = ingrid.get("/beheer/catalogi?soort=informatieobjecttype&pagina=x").await;
        assert!(page.text().contains("Kopie besluit"));
        for wrong in [
            "/beheer/catalogi?soort=roltype",
            "/beheer/catalogi?soort=x",
            "/beheer/catalogi/x/nieuw",
            "/beheer/catalogi/zaaktype/nieuw",
        ] {
            assert_eq!(ingrid.get(wrong).await.status_code, 404, "{wrong}");
        }
    }
}

#[tokio::test]
async fn a_catalogus_is_made_and_goes_out_and_in_as_a_file() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let answers =
            [("naam", "Proef"), ("domein", "PROEF"), ("rsin", "002564440"), ("contactpersoonBeheerNaam", "Team")];
        let proef = id_in(&ingrid.fill(&paths::type_nieuw("catalogus", None), &answers).await);
        let page = ingrid.fill(&paths::type_nieuw("catalogus", None), &answers).await;
        assert!(
            page.text().contains("Er is al een catalogus met dit domein") && page.text().contains("href=\"#domein\"")
        );

        let bezwaar = list(&app, Soort::Zaaktype).await.remove(0).uuid;
        let file = ingrid.read(&to("zaaktype", bezwaar, "export")).await;
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"zaaktype-BEZWAAR.zip\"");
        let page = ingrid.upload(paths::CATALOGI_IMPORT, &[("doel", &proef.to_string())], "a.zip", &file.body).await;
        assert!(
            page.text().contains("Wat in het bestand staat") && page.text().contains("Importeer"),
            "{}",
            page.text()
        );
        assert_eq!(list(&app, Soort::Zaaktype).await.len(), 1, "nothing is made yet");
        let hash = page.text().split("name=\"bestand\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let answers = [("bestand", hash.as_str()), ("doel", &proef.to_string())];
        let page = ingrid.fill(paths::CATALOGI_IMPORT_BEVESTIG, &answers).await;
        assert!(page.text().contains("Het bestand is geïmporteerd"), "{}", page.text());
        assert_eq!(list(&app, Soort::Zaaktype).await.len(), 2);

        // In its own catalogus there is something to choose.
        let own = catalogus_of(&app, "LOKET").await;
        let page = ingrid.upload(paths::CATALOGI_IMPORT, &[("doel", &own.to_string())], "a.zip", &file.body).await;
        assert!(
            page.text().contains("Informatieobjecttype: Bezwaarschrift")
                && page.text().contains("Gebruik: Bezwaarschrift")
        );

        let whole = ingrid.read(&to("catalogus", own, "export")).await;
        for (doel, bytes, expected) in [
            ("nieuw", file.body.as_slice(), "In dit bestand staat geen catalogus"),
            ("", file.body.as_slice(), "Kies waar het moet komen."),
            ("nieuw", b"geen zip".as_slice(), "Dit is geen ZIP-bestand"),
            ("nieuw", b"".as_slice(), "Kies een bestand."),
            ("nieuw", whole.body.as_slice(), "Wat in het bestand staat"),
        ] {
            let page = ingrid.upload(paths::CATALOGI_IMPORT, &[("doel", doel)], "a.zip", bytes).await;
            assert!(page.text().contains(expected), "{expected} {}", page.text());
        }
        // The catalogus of the file is there already: its faults are told, with file and field.
        let page = ingrid.upload(paths::CATALOGI_IMPORT, &[("doel", "nieuw")], "a.zip", &whole.body).await;
        let hash = page.text().split("name=\"bestand\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let page = ingrid.fill(paths::CATALOGI_IMPORT_BEVESTIG, &[("bestand", &hash), ("doel", "nieuw")]).await;
        assert!(
            page.text().contains("Er is niets geïmporteerd") && page.text().contains("Catalogus.json, LOKET"),
            "{}",
            page.text()
        );
        // It can come in under another name, and the page asks which.
        let named = |domein: &'static str| {
            [
                ("bestand", hash.clone()),
                ("doel", "nieuw".to_owned()),
                ("naam", "Kopie".to_owned()),
                ("domein", domein.to_owned()),
            ]
        };
        for (domein, expected) in [
            ("LOKET", "Er is al een catalogus met dit domein"),
            ("TWEEDE", "href=\"#domein\""),
            ("TWEE", "Het bestand is geïmporteerd"),
        ] {
            let answers = named(domein);
            let answers: Vec<(&str, &str)> = answers.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let page = ingrid.fill(paths::CATALOGI_IMPORT_BEVESTIG, &answers).await;
            assert!(page.text().contains(expected), "{domein} {}", page.text());
        }
        let twee = catalogus_of(&app, "TWEE").await;
        assert_eq!(find(&app, Soort::Catalogus, twee).await.velden["naam"], "Kopie");
        let page = ingrid.fill(paths::CATALOGI_IMPORT_BEVESTIG, &[("bestand", "../x"), ("doel", "nieuw")]).await;
        assert_eq!(page.status_code, 400);
    }
}

#[tokio::test]
async fn a_page_and_a_file_cost_a_number_of_statements_that_does_not_hang_on_how_much_there_is() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let bezwaar = list(&app, Soort::Zaaktype).await.remove(0).uuid;
        let own = catalogus(&app).await;
        let cost = async |path: &str| store::count_statements(ingrid.get(path)).await.1;
        let before = [
            cost(paths::CATALOGI).await,
            cost(&to("zaaktype", bezwaar, "")).await,
            cost(&to("catalogus", own, "export")).await,
        ];
        for number in 1..4 {
            let naam = format!("KOPIE-{number}");
            let answers =
                [("identificatie", naam.as_str()), ("omschrijving", "Kopie"), ("beginGeldigheid", "2026-01-01")];
            id_in(&ingrid.fill(&to("zaaktype", bezwaar, "kopie"), &answers).await);
        }
        let after = [
            cost(paths::CATALOGI).await,
            cost(&to("zaaktype", bezwaar, "")).await,
            cost(&to("catalogus", own, "export")).await,
        ];
        assert_eq!(before, after);
        assert!(after.iter().all(|cost| *cost <= 30), "{after:?}");
    }
}

async fn catalogus_of(app: &Site, domein: &str) -> Uuid {
    let all = beheer::list_catalogi(&mut app.db.reader()).await.unwrap();
    all.iter().find(|one| one.domein == domein).unwrap().uuid
}

#[tokio::test]
async fn only_administrators_with_the_token_of_the_page_get_in() {
    for app in start(false).await {
        let (ingrid, fatima, stranger) = (app.staff(INGRID).await, app.staff(FATIMA).await, app.stranger());
        let bezwaar = list(&app, Soort::Zaaktype).await.remove(0).uuid;
        let own = |what: &str| to("zaaktype", bezwaar, what);
        let new = paths::type_nieuw("zaaktype", Some(catalogus(&app).await));
        for page in [
            paths::CATALOGI.to_owned(),
            paths::CATALOGI_IMPORT.to_owned(),
            new.clone(),
            own(""),
            own("wijzig"),
            own("kopie"),
            own("versie"),
            own("export"),
        ] {
            assert_eq!(fatima.get(&page).await.status_code, 403, "{page}");
            assert_eq!(stranger.get(&page).await.status_code, 303, "{page}");
        }
        for button in [
            new,
            own("wijzig"),
            own("kopie"),
            own("versie"),
            own("publiceer"),
            own("einde"),
            own("verwijder"),
            paths::CATALOGI_IMPORT_BEVESTIG.to_owned(),
        ] {
            assert_eq!(fatima.press(&button).await.status_code, 403, "{button}");
            assert_eq!(ingrid.press_with(&button, "anders").await.status_code, 403, "{button}");
            assert_eq!(stranger.press_with(&button, "").await.status_code, 303, "{button}");
        }
        let upload = fatima.upload(paths::CATALOGI_IMPORT, &[("doel", "nieuw")], "a.zip", b"x").await;
        assert_eq!(upload.status_code, 403);
        let upload = ingrid.upload_as("anders", paths::CATALOGI_IMPORT, &[("doel", "nieuw")], "a.zip", b"x").await;
        assert_eq!(upload.status_code, 403);
    }
}

#[tokio::test]
async fn every_question_of_every_kind_has_words() {
    for app in start(false).await {
        let ingrid = app.staff(INGRID).await;
        let bezwaar = list(&app, Soort::Zaaktype).await.remove(0).uuid;
        let sent = [("beginGeldigheid", "2027-01-01")];
        let concept = id_in(&ingrid.fill(&to("zaaktype", bezwaar, "versie"), &sent).await);
        let catalogus = catalogus(&app).await;
        let forms = [
            ("catalogus", None),
            ("zaaktype", Some(catalogus)),
            ("informatieobjecttype", Some(catalogus)),
            ("besluittype", Some(catalogus)),
            ("statustype", Some(concept)),
            ("resultaattype", Some(concept)),
            ("roltype", Some(concept)),
            ("eigenschap", Some(concept)),
            ("zaakobjecttype", Some(concept)),
            ("zaaktypeinformatieobjecttype", Some(concept)),
        ];
        for (soort, owner) in forms {
            let page = ingrid.get(&paths::type_nieuw(soort, owner)).await;
            assert_eq!(page.status_code, 200, "{soort}");
            // A text that is missing shows its key, a question without a text the name of its field.
            let found =
                page.text().split("catalogi-").skip(1).find(|rest| {
                    ["groep", "veld", "keuze", "nieuw", "soort"].iter().any(|start| rest.starts_with(start))
                });
            assert!(found.is_none(), "{soort} catalogi-{:.60}", found.unwrap_or_default());
            // The labels of choices are names of types.
            let labels = page.text().split("<label class=\"utrecht-form-label").skip(1);
            for part in labels.filter(|part| !part.starts_with(" utrecht-form-label--")) {
                let label = part.split('>').nth(1).unwrap().split('<').next().unwrap();
                let is_name = label.contains('.') || label.chars().next().is_some_and(char::is_lowercase);
                assert!(!is_name, "{soort}: {label}");
            }
        }
        for soort in [Soort::Statustype, Soort::Resultaattype, Soort::Eigenschap, Soort::ZaaktypeInformatieobjecttype] {
            for one in beheer::list_of(&mut app.db.reader(), soort, &[concept]).await.unwrap() {
                for what in ["", "wijzig"] {
                    let page = ingrid.get(&to(soort.resource(), one.uuid, what)).await;
                    assert_eq!(page.status_code, 200, "{soort:?} {what}");
                }
            }
        }
    }
}
