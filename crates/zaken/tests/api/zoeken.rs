//! Filters, orders and searches of zaken.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, Answer, with};

use crate::fixtures::{api, make_zaak, rol_body, start, status_body, type_url};

fn names(answer: &Answer) -> String {
    let json = answer.json();
    let results = json["results"].as_array().unwrap_or_else(|| panic!("{json}"));
    results.iter().map(|one| one["omschrijving"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn every_filter_holds_in_a_list_and_in_a_search() {
    for app in start().await {
        let point = |x: f64, y: f64| json!({ "type": "Point", "coordinates": [x, y] });
        let a = make_zaak(&app, json!({ "omschrijving": "a", "identificatie": "Z-1", "startdatum": "2026-11-01",
            "registratiedatum": "2026-11-02", "einddatumGepland": "2026-12-01", "uiterlijkeEinddatumAfdoening": "2027-01-01",
            "vertrouwelijkheidaanduiding": "openbaar", "kenmerken": [{ "kenmerk": "k", "bron": "b" }],
            "publicatiedatum": "2026-11-03", "zaakgeometrie": point(4.9, 52.4) })).await;
        let b = make_zaak(&app, json!({ "omschrijving": "b", "identificatie": "Q_2", "startdatum": "2026-11-10",
            "registratiedatum": "2026-11-11", "einddatumGepland": "2026-12-10", "uiterlijkeEinddatumAfdoening": "2027-02-01",
            "bronorganisatie": "999993653", "archiefnominatie": "vernietigen", "archiefactiedatum": "2030-01-01",
            "zaaktype": type_url("zaaktypen", app.parkeren.uuid), "zaakgeometrie": point(5.1, 52.1) })).await;
        app.post(ALLES, &api("statussen"), &status_body(&app, &a, 0)).await;
        let rol = with(rol_body(&app, &a, "initiator"), json!({ "indicatieMachtiging": "gemachtigde" }));
        assert_eq!(app.post(ALLES, &api("rollen"), &rol).await.status_code, 201);
        let rol = json!({ "betrokkeneType": "medewerker", "betrokkeneIdentificatie": { "identificatie": "fatima" } });
        let rol = with(rol_body(&app, &a, "behandelaar"), rol);
        assert_eq!(app.post(ALLES, &api("rollen"), &rol).await.status_code, 201);
        let uuid = |url: &str| url.rsplit('/').next().unwrap().to_owned();
        let (bezwaar, parkeren) = (type_url("zaaktypen", app.bezwaar.uuid), type_url("zaaktypen", app.parkeren.uuid));
        let statustype = type_url("statustypen", app.bezwaar.statustypen[0].uuid);
        let bsn = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn";
        let medewerker = "rol__betrokkeneIdentificatie__medewerker__identificatie";
        let cases: Vec<(Value, &str)> = vec![
            (json!({ "identificatie": "Z-1" }), "a"),
            (json!({ "identificatie__icontains": "q_" }), "b"),
            (json!({ "identificatie__icontains": "%" }), ""),
            (json!({ "omschrijving": "B" }), "b"),
            (json!({ "bronorganisatie": "999993653" }), "b"),
            (json!({ "bronorganisatie__in": ["999993653", "002564440"] }), "b a"),
            (json!({ "zaaktype": bezwaar }), "a"),
            (json!({ "zaaktype__in": [bezwaar, parkeren] }), "b a"),
            (json!({ "zaaktype__omschrijving": app.parkeren.omschrijving }), "b"),
            (json!({ "archiefnominatie": "vernietigen" }), "b"),
            (json!({ "archiefnominatie__in": ["vernietigen", "blijvend_bewaren"] }), "b"),
            (json!({ "archiefactiedatum": "2030-01-01" }), "b"),
            (json!({ "archiefactiedatum__lt": "2030-01-01" }), ""),
            (json!({ "archiefactiedatum__gt": "2029-12-31" }), "b"),
            (json!({ "archiefactiedatum__isnull": true }), "a"),
            (json!({ "archiefstatus": "nog_te_archiveren" }), "b a"),
            (json!({ "archiefstatus__in": ["overgedragen"] }), ""),
            (json!({ "startdatum": "2026-11-01" }), "a"),
            (json!({ "startdatum__gt": "2026-11-01" }), "b"),
            (json!({ "startdatum__gte": "2026-11-01", "startdatum__lt": "2026-11-10" }), "a"),
            (json!({ "startdatum__lte": "2026-11-10" }), "b a"),
            (json!({ "registratiedatum__gt": "2026-11-02" }), "b"),
            (json!({ "einddatum__isnull": true }), "b a"),
            (json!({ "einddatum__gt": "2026-01-01" }), ""),
            (json!({ "einddatumGepland__lt": "2026-12-05" }), "a"),
            (json!({ "uiterlijkeEinddatumAfdoening__gt": "2027-01-15" }), "b"),
            (json!({ "maximaleVertrouwelijkheidaanduiding": "openbaar" }), "a"),
            (json!({ "kenmerk": "k", "kenmerk__bron": "b" }), "a"),
            (json!({ "kenmerk__bron": "b" }), "a"),
            (json!({ "kenmerk": "k", "kenmerk__bron": "x" }), ""),
            (json!({ "status__statustype": statustype }), "a"),
            (json!({ "resultaat__resultaattype": type_url("resultaattypen", app.bezwaar.resultaattypen[0].uuid) }), ""),
            (json!({ "rol__betrokkeneType": "medewerker" }), "a"),
            (json!({ "rol__omschrijvingGeneriek": "behandelaar" }), "a"),
            (json!({ bsn: "999993653" }), "a"),
            (json!({ bsn: "999993653", "rol__machtiging": "gemachtigde" }), "a"),
            (json!({ bsn: "999993653", "rol__machtiging": "eigen" }), ""),
            (json!({ medewerker: "fatima" }), "a"),
            // Two rollen do not make one.
            (json!({ bsn: "999993653", "rol__omschrijvingGeneriek": "behandelaar" }), ""),
            (json!({ bsn: "999993653", medewerker: "fatima" }), ""),
            (json!({ medewerker: "fatima", "rol__betrokkeneType": "natuurlijk_persoon" }), ""),
            (json!({ "uuid__in": [uuid(&a)] }), "a"),
        ];
        for (filter, expected) in cases {
            let query: Vec<String> = filter
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| {
                    let text = match value {
                        Value::Array(list) => {
                            list.iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>().join(",")
                        }
                        Value::String(text) => text.clone(),
                        value => value.to_string(),
                    };
                    format!("{name}={}", text.replace('%', "%25").replace(' ', "%20"))
                })
                .collect();
            let listed = app.get(ALLES, &api(&format!("zaken?{}", query.join("&")))).await;
            assert_eq!(names(&listed), expected, "{filter}");
            let counted = app.get(ALLES, &api(&format!("zaken?pageSize=1&{}", query.join("&")))).await;
            assert_eq!(counted.json()["count"], expected.split_whitespace().count(), "{filter}");
            let found = app.post(ALLES, &api("zaken/_zoek"), &filter).await;
            assert_eq!(names(&found), expected, "{filter}");
        }
        let orders = [
            ("startdatum", "a b"),
            ("-startdatum", "b a"),
            ("publicatiedatum", "b a"),
            ("-publicatiedatum", "a b"),
            ("archiefactiedatum", "a b"),
            ("einddatum,-startdatum", "b a"),
            ("einddatum,startdatum", "a b"),
            ("identificatie", "b a"),
        ];
        for (order, expected) in orders {
            let listed = app.get(ALLES, &api(&format!("zaken?ordering={order}"))).await;
            assert_eq!(names(&listed), expected, "{order}");
            let filtered = app.get(ALLES, &api(&format!("zaken?ordering={order}&startdatum__gt=2026-01-01"))).await;
            assert_eq!(names(&filtered), expected, "{order}");
        }
        let wrong = app.get(ALLES, &api("zaken?ordering=kleur&startdatum__gt=x&archiefstatus__in=y&uuid__in=z")).await;
        let mut faults = wrong.faults();
        faults.sort();
        let expected = [
            "archiefstatus__in invalid_choice",
            "ordering invalid_choice",
            "startdatum__gt invalid",
            "uuid__in invalid",
        ];
        assert_eq!(faults, expected);

        // Places.
        let square = |west: f64, south: f64, east: f64, north: f64| {
            json!({ "zaakgeometrie": { "within": { "type": "Polygon", "coordinates":
                [[[west, south], [east, south], [east, north], [west, north], [west, south]]] } } })
        };
        for (search, expected) in [
            (square(4.8, 52.3, 5.0, 52.5), "a"),
            (square(4.0, 52.0, 6.0, 53.0), "b a"),
            (square(0.0, 0.0, 1.0, 1.0), ""),
            (with(square(4.0, 52.0, 6.0, 53.0), json!({ "uuid__in": [uuid(&b)] })), "b"),
        ] {
            let found = app.post(ALLES, &api("zaken/_zoek"), &search).await;
            assert_eq!(names(&found), expected, "{search}");
        }
    }
}

#[tokio::test]
async fn a_search_shows_the_fields_that_are_asked() {
    for app in start().await {
        let zaak = make_zaak(&app, json!({ "omschrijving": "a" })).await;
        let search = async |body: Value| app.post(ALLES, &api("zaken/_zoek"), &body).await;
        assert_eq!(search(json!({ "uuid__in": [] })).await.json()["count"], 0, "no ids are not all ids");
        assert_eq!(search(json!({})).await.faults(), ["nonFieldErrors empty_search_body"]);
        let bsn = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn";
        for (nothing, code) in [(Value::Null, "null"), (json!(""), "blank"), (json!([]), "empty")] {
            assert_eq!(
                search(json!({ bsn: nothing })).await.faults(),
                [format!("{bsn} {code}")],
                "nobody is not everybody"
            );
        }
        assert_eq!(search(json!({ "kleur": "rood" })).await.faults(), ["nonFieldErrors unknown-parameters"]);
        let found = search(json!({ "startdatum__gt": "2026-01-01", "fields": ["url", "omschrijving"] })).await;
        assert_eq!(found.json()["results"], json!([{ "url": zaak, "omschrijving": "a" }]), "{}", found.json());
        // What is an object itself is shown in part, as the example of the standard asks.
        let part = search(json!({ "startdatum__gt": "2026-01-01", "fields": ["omschrijving", { "processobject": ["identificatie"] }] })).await;
        assert_eq!(
            part.json()["results"],
            json!([{ "omschrijving": "a", "processobject": { "identificatie": "" } }]),
            "{}",
            part.json()
        );
        let point = json!({ "zaakgeometrie": { "within": { "type": "Point", "coordinates": [4, 52] } } });
        assert_eq!(search(point).await.faults(), ["zaakgeometrie.within invalid"]);
    }
}

#[tokio::test]
async fn a_search_has_pages_and_types_that_are_not_wanted() {
    for app in start().await {
        let parkeren = type_url("zaaktypen", app.parkeren.uuid);
        for (omschrijving, zaaktype) in [("a", None), ("b", None), ("c", None), ("d", Some(&parkeren))] {
            let own = zaaktype.map_or(json!({}), |zaaktype| json!({ "zaaktype": zaaktype }));
            make_zaak(&app, with(own, json!({ "omschrijving": omschrijving }))).await;
        }
        let search = json!({ "zaaktype__not_in": [parkeren], "ordering": "registratiedatum", "pageSize": 2 });
        let ids = async |url: &str, body: &Value| names(&app.post(ALLES, url, body).await);
        let zoek = api("zaken/_zoek");
        let first = app.post(ALLES, &zoek, &search).await;
        let json = first.json();
        assert_eq!((&json["count"], &json["previous"]), (&json!(3), &Value::Null), "{json}");
        assert_eq!(names(&first).split(' ').count(), 2);
        let next = json["next"].as_str().unwrap();
        let second = ids(next, &search).await;
        assert_eq!(second.split(' ').count(), 1);
        assert!(!names(&first).contains(&second));
        assert_eq!(ids(&zoek, &with(search.clone(), json!({ "page": 2 }))).await, second);
        let zero = app.post(ALLES, &zoek, &with(search.clone(), json!({ "page": 0 }))).await;
        assert_eq!(zero.faults(), ["page invalid"]);
        let bezwaar = type_url("zaaktypen", app.bezwaar.uuid);
        let none = json!({ "zaaktype__not_in": [parkeren, bezwaar] });
        assert_eq!(ids(&zoek, &none).await, "");
        let rest = json!({ "zaaktype__in": [parkeren, bezwaar], "zaaktype__not_in": [bezwaar] });
        assert_eq!(ids(&zoek, &rest).await, "d");
        let listed = app.get(ALLES, &api(&format!("zaken?zaaktype__not_in={parkeren}"))).await;
        assert_eq!(listed.faults(), ["nonFieldErrors unknown-parameters"]);
    }
}
