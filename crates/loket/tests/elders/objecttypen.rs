//! A zaakobject of a type of elsewhere: what the object says is held against the JSON Schema of that type.

use diensten::Bewijs;
use serde_json::{Value, json};

use crate::support::{Ander, CLIENT, Instance, client_of, start, zgw};

const ZAAKOBJECTEN: &str = "/zaken/api/v1/zaakobjecten";
const TYPE: &str = "/objecttypes/1/versions/1";
const BOOM: &str = "/objects/1";

/// Has a type of trees, and trees.
async fn bomen(app: &Instance, bewijs: Bewijs) -> Ander {
    let ander = Ander::start().await;
    app.add_dienst(&ander.base, bewijs, true).await;
    let schema = json!({ "type": "object", "required": ["soort"], "properties": { "soort": { "type": "string", "pattern": "^[a-z]+$" } } });
    let kring = json!({ "$ref": "#" });
    let objecttype = json!({ "url": "x", "jsonSchema": schema, "versions": [{ "jsonSchema": schema }], "naam": "boom",
        "elders": { "$ref": "https://elders.example.nl/schema.json" }, "kring": kring });
    ander.tell(&format!("GET {TYPE}"), 200, &[], objecttype);
    ander.tell(
        &format!("GET {BOOM}"),
        200,
        &[],
        json!({ "record": { "data": { "soort": "eik" } }, "ook": [{ "soort": "beuk" }] }),
    );
    ander.tell("GET /objects/2", 200, &[], json!({ "record": { "data": { "soort": 3 } } }));
    ander.tell("GET /objects/tekst", 200, &[], "geen JSON");
    ander.tell("GET /objecttypes/tekst", 200, &[], "geen JSON");
    ander.tell("GET /objecttypes/kapot", 500, &[], "{}");
    ander.heard();
    ander
}

fn definitie(ander: &Ander, path: &str, schema: &str, data: &str) -> Value {
    json!({ "url": format!("{}{path}", ander.base), "schema": schema, "objectData": data })
}

fn body(zaak: &str, object: &str, definitie: &Value) -> Value {
    json!({ "zaak": zaak, "object": object, "objectType": "overige", "objectTypeOverigeDefinitie": definitie })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_object_keeps_to_the_schema_of_its_type() {
    for app in start().await {
        let ander = bomen(&app, Bewijs::Geen).await;
        let vreemd = Ander::start().await;
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        let (schema, data) = (".jsonSchema", ".record.data");
        let naar = |path: &str, schema: &str, data: &str| definitie(&ander, path, schema, data);
        for (object, definitie, expected) in [
            (BOOM, naar(TYPE, schema, data), ""),
            (BOOM, naar(TYPE, ".versions[0].jsonSchema", ".ook[0]"), ""),
            ("/objects/2", naar(TYPE, schema, data), "object invalid-schema"),
            ("/objects/tekst", naar(TYPE, schema, data), "object invalid-resource"),
            ("/objects/404", naar(TYPE, schema, data), "object bad-url"),
            (BOOM, naar("/objecttypes/404", schema, data), "objectTypeOverigeDefinitie.url bad-url"),
            (BOOM, naar("/objecttypes/kapot", schema, data), "objectTypeOverigeDefinitie.url bad-url"),
            (BOOM, naar("/objecttypes/tekst", schema, data), "objectTypeOverigeDefinitie.url invalid-resource"),
            (BOOM, definitie(&vreemd, TYPE, schema, data), "objectTypeOverigeDefinitie.url bad-url"),
            (BOOM, naar(TYPE, ".none", data), "objectTypeOverigeDefinitie.schema invalid"),
            (BOOM, naar(TYPE, ".naam", data), "objectTypeOverigeDefinitie.schema invalid-schema"),
            (BOOM, naar(TYPE, ".elders", data), "objectTypeOverigeDefinitie.schema invalid-schema"),
            (BOOM, naar(TYPE, ".kring", data), "objectTypeOverigeDefinitie.schema invalid-schema"),
            (BOOM, naar(TYPE, schema, ".record.none"), "objectTypeOverigeDefinitie.objectData invalid"),
        ] {
            let made = app.post(ZAAKOBJECTEN, &body(&zaak, &format!("{}{object}", ander.base), &definitie)).await;
            let expected: Vec<&str> = Some(expected).filter(|text| !text.is_empty()).into_iter().collect();
            assert_eq!(made.faults(), expected, "{object} {definitie}");
            assert_eq!(made.status_code, if expected.is_empty() { 201 } else { 400 });
        }
        assert!(vreemd.heard().is_empty(), "inside, and no dienst");
        // An object of ours is held against a schema of elsewhere as well.
        let own = app.post(ZAAKOBJECTEN, &body(&zaak, &zaak, &naar(TYPE, schema, "."))).await;
        assert_eq!(own.faults(), ["object invalid-schema"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_called_for_a_body_that_is_wrong_by_itself() {
    for app in start().await {
        let ander = bomen(&app, Bewijs::Geen).await;
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        let url = format!("{}{BOOM}", ander.base);
        let right = definitie(&ander, TYPE, ".jsonSchema", ".record.data");
        let with = |name: &str, value: Value| {
            let mut body = body(&zaak, &url, &right);
            body[name] = value;
            body
        };
        for (body, expected) in [
            (
                body(&zaak, &url, &definitie(&ander, TYPE, ".jsonSchema | .x", ".")),
                "objectTypeOverigeDefinitie.schema invalid",
            ),
            (
                body(&zaak, &url, &definitie(&ander, TYPE, ".", "range(9)")),
                "objectTypeOverigeDefinitie.objectData invalid",
            ),
            (
                with("objectType", json!("pand")),
                "objectTypeOverigeDefinitie invalid-object-type-overige-definitie-usage",
            ),
            (with("object", json!("")), "object required"),
            (with("objectIdentificatie", json!({ "overigeData": { "x": 1 } })), "nonFieldErrors invalid-zaakobject"),
            (
                with("objectTypeOverigeDefinitie", json!({ "url": url, "schema": "." })),
                "objectTypeOverigeDefinitie.objectData required",
            ),
            (with("relatieomschrijving", json!("x".repeat(81))), "relatieomschrijving max_length"),
        ] {
            let refused = app.post(ZAAKOBJECTEN, &body).await;
            assert!(refused.faults().contains(&expected.to_owned()), "{expected}: {}", refused.json);
        }
        assert_eq!(ander.calls(), [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_is_held_against_the_schema_and_what_is_known_of_a_type_is_not_asked_again() {
    for app in start().await {
        let ander = bomen(&app, zgw()).await;
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        let url = format!("{}{BOOM}", ander.base);
        let right = body(&zaak, &url, &definitie(&ander, TYPE, ".jsonSchema", ".record.data"));
        let made = app.make(ZAAKOBJECTEN, right.clone()).await;
        let heard = ander.heard();
        assert_eq!(heard.len(), 2);
        assert!(heard.iter().all(|one| client_of(&one.headers).as_deref() == Some(CLIENT)));

        let wrong = json!({ "objectTypeOverigeDefinitie": definitie(&ander, TYPE, ".jsonSchema", ".record") });
        let refused = app.call("PATCH", &made, &wrong).await;
        assert_eq!(refused.faults(), ["object invalid-schema"]);
        assert_eq!(ander.calls(), [format!("GET {BOOM}")]);
        let changed = app.call("PATCH", &made, &json!({ "relatieomschrijving": "de oude eik" })).await;
        assert_eq!((changed.status_code, ander.calls().len()), (200, 0), "{}", changed.json);
        let changed = app.call("PUT", &made, &right).await;
        assert_eq!((changed.status_code, ander.calls().len()), (200, 1), "{}", changed.json);

        ander.tell(&format!("GET {BOOM}"), 200, &[], json!({ "record": { "data": {} } }));
        let refused = app.call("PUT", &made, &right).await;
        assert_eq!(refused.faults(), ["object invalid-schema"]);
        let none = json!({ "objectTypeOverigeDefinitie": null, "objectTypeOverige": "boom" });
        let changed = app.call("PATCH", &made, &none).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn objects_of_a_new_zaak_keep_to_their_schemas() {
    for app in start().await {
        let ander = bomen(&app, Bewijs::Geen).await;
        let zaaktype = app.zaaktype().await;
        let statustypen = app.list("/catalogi/api/v1/statustypen", &[("zaaktype", &zaaktype)]).await.json;
        let first = statustypen["results"].as_array().unwrap().iter().find(|one| one["isEindstatus"] == false).unwrap();
        let register = async |objecten: &[(u8, &str)]| {
            let definitie = |schema| definitie(&ander, TYPE, schema, ".record.data");
            let objecten: Vec<Value> = objecten
                .iter()
                .map(|(id, schema)| {
                    json!({ "object": format!("{}/objects/{id}", ander.base), "objectType": "overige",
                        "objectTypeOverigeDefinitie": definitie(schema) })
                })
                .collect();
            let body = json!({
                "zaak": { "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
                    "startdatum": "2026-01-02" },
                "status": { "statustype": first["url"], "datumStatusGezet": "2026-01-03T10:00:00Z" },
                "rollen": [], "zaakinformatieobjecten": [], "zaakobjecten": objecten,
            });
            app.post("/zaken/api/v1/zaak_registreren", &body).await
        };
        let refused = register(&[(1, ".jsonSchema"), (2, ".jsonSchema"), (1, ".none")]).await;
        assert_eq!(
            refused.faults(),
            ["zaakobjecten.1.object invalid-schema", "zaakobjecten.2.objectTypeOverigeDefinitie.schema invalid"]
        );
        let made = register(&[(1, ".jsonSchema")]).await;
        assert_eq!(made.status_code, 201, "{}", made.json);
    }
}
