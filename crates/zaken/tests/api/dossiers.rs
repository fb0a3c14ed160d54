//! Filling a register with zaken that were made elsewhere.

use ::zaken::operations::{self, Dossier, NewStatus, load_dossiers};
use ::zaken::{BetrokkeneType, RolGegevens, Zaak, ZaakGegevens};
use serde_json::{Value, json};
use test_kit::apis::{ALLES, SYSTEEM, TestApp};
use values::Id;

use crate::fixtures::{api, start};

fn rol() -> RolGegevens {
    RolGegevens {
        betrokkene_type: BetrokkeneType::NatuurlijkPersoon,
        betrokkene: String::new(),
        betrokkene_identificatie: json!({ "inpBsn": "999993653" }),
        afwijkende_naam_betrokkene: String::new(),
        roltoelichting: "indiener".to_owned(),
        indicatie_machtiging: String::new(),
        contactpersoon_rol: None,
        authenticatie_context: None,
        begin_geldigheid: None,
        einde_geldigheid: None,
    }
}

fn gegevens() -> ZaakGegevens {
    ZaakGegevens {
        omschrijving: "Proef".into(),
        ..ZaakGegevens::new("002564440".parse().unwrap(), "2026-11-25".parse().unwrap())
    }
}

/// The zaak as the API shows it and all below it, without what differs between any two zaken.
async fn shown(app: &TestApp, zaak: Id<Zaak>) -> Vec<Value> {
    let url = api(&format!("zaken/{zaak}"));
    let mut paths = vec![url.clone(), format!("{url}/zaakeigenschappen")];
    paths.extend(["statussen", "rollen", "resultaten"].map(|list| api(&format!("{list}?zaak={url}"))));
    let mut all = Vec::new();
    for path in paths {
        let answer = app.get(ALLES, &path).await;
        assert_eq!(answer.status_code, 200, "{path} {}", answer.json());
        let mut shown = answer.json();
        forget(&mut shown, &zaak.to_string());
        all.push(shown);
    }
    all
}

fn forget(value: &mut Value, zaak: &str) {
    match value {
        Value::Object(map) => {
            map.retain(|name, _| !matches!(name.as_str(), "url" | "uuid" | "identificatie"));
            map.values_mut().for_each(|value| forget(value, zaak));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| forget(value, zaak)),
        Value::String(text) if text.contains("/zaken/api/v1/") => {
            *text = text.rsplit_once('/').unwrap().0.replace(zaak, "")
        }
        _ => {}
    }
}

#[tokio::test]
async fn a_loaded_dossier_is_like_a_zaak_that_was_made_step_by_step() {
    for app in start().await {
        let zaaktype = app.bezwaar.clone();
        let (first, last) = (zaaktype.statustypen[0].uuid, zaaktype.statustypen.last().unwrap().uuid);
        let resultaattype = zaaktype.resultaattype("Gegrond").unwrap();
        let (roltype, eigenschap) = (zaaktype.roltype_generiek("initiator").unwrap(), &zaaktype.eigenschappen[0]);
        let begin = app.clock.now();

        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        let made = operations::register_zaak(&mut tx, &SYSTEEM, &zaaktype, gegevens()).await.unwrap().uuid;
        operations::register_rol(&mut tx, &SYSTEEM, made, roltype, rol()).await.unwrap();
        operations::set_eigenschappen(&mut tx, &SYSTEEM, made, &[(&eigenschap.naam, "M-1")]).await.unwrap();
        operations::set_resultaat(&mut tx, &SYSTEEM, made, resultaattype.uuid, "").await.unwrap();
        let status = |statustype, moment| NewStatus {
            zaak: made,
            statustype,
            datum_status_gezet: Some(moment),
            day: None,
            statustoelichting: "",
        };
        operations::set_status(&mut tx, &SYSTEEM, &status(first, begin)).await.unwrap();
        tx.commit().await.unwrap();
        app.tick();
        let end = app.clock.now();
        let mut tx = app.db.begin(&SYSTEEM).await.unwrap();
        operations::set_status(&mut tx, &SYSTEEM, &status(last, end)).await.unwrap();
        let dossier = Dossier {
            zaaktype: &zaaktype,
            identificatie: "ELDERS-1".into(),
            gegevens: gegevens(),
            moment: begin,
            statussen: vec![(first, begin), (last, end)],
            resultaattype: Some(resultaattype),
            rollen: vec![(roltype, rol())],
            eigenschappen: vec![(eigenschap, "M-1".into())],
        };
        let loaded = load_dossiers(&mut tx, vec![dossier]).await.unwrap()[0];
        tx.commit().await.unwrap();

        assert_eq!(shown(&app, loaded).await, shown(&app, made).await);
        let listed = app.get(ALLES, &api("zaken?identificatie=ELDERS-1&einddatum__isnull=false")).await;
        assert_eq!(listed.json()["count"], 1);
    }
}
