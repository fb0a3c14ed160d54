//! A register is taken over whose records name types, documents and zaken of third registers.

use std::sync::Arc;

use diensten::Diensten;
use loket::commands::import::{Bron, Rapport, Roots, take_over};
use serde_json::{Value, json};

use crate::support::{Ander, CLIENT, Instance, SECRET, start, start_at, zgw};

const DOCUMENTEN: &str = "/documenten/api/v1/enkelvoudiginformatieobjecten";

/// What the old register has that names other registers.
struct Gevuld {
    zaak: String,
    document: String,
    besluit: String,
    zio: String,
}

async fn fill(oud: &Instance, types: &Instance, ander: &Ander) -> Gevuld {
    let (zaaktype, away) = (types.zaaktype().await, format!("{}/zrc/zaken/1", ander.base));
    let found = json!({
        "url": away, "zaaktype": zaaktype, "bronorganisatie": "002564440", "identificatie": "Z-1",
    });
    ander.tell("GET /zrc/zaken/1", 200, &[], found);
    let soort = types.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
    let foto = ander.has_document("/drc/enkelvoudiginformatieobjecten/1", &soort, json!({}));
    for list in ["drc/objectinformatieobjecten", "zrc/zaken/1/besluiten"] {
        ander.tell(&format!("POST /{list}"), 201, &[], json!({ "url": format!("{}/{list}/9", ander.base) }));
    }
    ander.tell("GET /zrc/zaakinformatieobjecten", 200, &[], json!([{ "zaak": away }]));

    let second = oud.make_zaak(&zaaktype).await;
    let zaak = json!({
        "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
        "startdatum": "2026-01-02", "gerelateerdeZaken": [{ "url": second }, { "url": away }],
        "relevanteAndereZaken": [{ "url": away, "aardRelatie": "vervolg" }],
    });
    let zaak = oud.make("/zaken/api/v1/zaken", zaak).await;
    let statustypen = types.list("/catalogi/api/v1/statustypen", &[("zaaktype", &zaaktype)]).await.json;
    let statustype = statustypen["results"].as_array().unwrap().iter().find(|one| one["isEindstatus"] == json!(false));
    let status = json!({
        "zaak": zaak, "statustype": statustype.unwrap()["url"], "datumStatusGezet": "2026-01-02T10:00:00Z",
    });
    oud.make("/zaken/api/v1/statussen", status).await;
    let zio = json!({ "zaak": zaak, "informatieobject": foto });
    let zio = oud.make("/zaken/api/v1/zaakinformatieobjecten", zio).await;
    let document = json!({
        "bronorganisatie": "002564440", "creatiedatum": "2026-01-02", "titel": "Brief", "auteur": "Anne",
        "taal": "nld", "informatieobjecttype": soort,
    });
    let document = oud.make(DOCUMENTEN, document).await;
    let relatie = json!({ "informatieobject": document, "object": away, "objectType": "zaak" });
    oud.make("/documenten/api/v1/objectinformatieobjecten", relatie).await;
    let soort = types.first("/catalogi/api/v1/besluittypen", "omschrijving", "Beslissing op bezwaar").await;
    let besluit = json!({
        "verantwoordelijkeOrganisatie": "002564440", "besluittype": soort, "datum": "2026-01-02",
        "ingangsdatum": "2026-01-03", "zaak": away,
    });
    let besluit = oud.make("/besluiten/api/v1/besluiten", besluit).await;
    Gevuld { zaak, document, besluit, zio }
}

async fn run(nieuw: &Instance, oud: &Instance) -> Rapport {
    let clock = Arc::clone(nieuw.db.clock());
    let bron = Bron::new(nieuw.outbound.clone(), Roots::below(&oud.base), (CLIENT, SECRET), clock, 4);
    let diensten: &Diensten = &nieuw.diensten;
    take_over(&nieuw.db, (&nieuw.sealer, diensten), &bron, false).await.unwrap()
}

/// The resources for which this dienst is missing.
fn missing<'a>(rapport: &'a Rapport, root: &str) -> Vec<&'a str> {
    let all = rapport.verschillen.iter().filter(|one| one.url == root && one.reden.contains("loket dienst add"));
    all.map(|one| one.resource.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_names_a_third_register_is_taken_over_once_that_is_a_dienst() {
    let (oud, types) = (start_at("127.0.0.2").await, start_at("127.0.0.4").await);
    let ander = Ander::start().await;
    for root in [&types.base, &ander.base] {
        oud.add_dienst(root, zgw(), true).await;
    }
    let gevuld = fill(&oud, &types, &ander).await;
    let away = format!("{}/zrc/zaken/1", ander.base);
    for nieuw in start().await {
        let here = |url: &str| url.replace(&oud.base, &nieuw.base);
        let catalogi = format!("{}/catalogi/api/v1/", types.base);
        let (drc, zrc) = (format!("{}/drc/", ander.base), format!("{}/zrc/", ander.base));

        let rapport = run(&nieuw, &oud).await;
        assert!(rapport.is_volledig, "{}", rapport.text());
        let expected = ["besluiten", "enkelvoudiginformatieobjecten", "statussen", "zaken"];
        assert_eq!(missing(&rapport, &catalogi), expected, "{}", rapport.text());
        assert_eq!(nieuw.get(&here(&gevuld.zaak)).await.status_code, 404);

        // One dienst more: the zaken come, and what they name of the other register waits.
        nieuw.add_dienst(&types.base, zgw(), true).await;
        let rapport = run(&nieuw, &oud).await;
        assert_eq!(missing(&rapport, &catalogi), Vec::<&str>::new(), "{}", rapport.text());
        assert_eq!(missing(&rapport, &drc), ["zaken"], "{}", rapport.text());
        assert_eq!(
            missing(&rapport, &zrc),
            ["besluiten", "objectinformatieobjecten", "zaakrelaties"],
            "{}",
            rapport.text()
        );
        let zaak = nieuw.get(&here(&gevuld.zaak)).await.json;
        assert_eq!(zaak["zaaktype"], json!(types.zaaktype().await), "{zaak}");
        assert_eq!(zaak["gerelateerdeZaken"].as_array().unwrap().len(), 1, "{zaak}");
        assert_eq!(zaak["relevanteAndereZaken"], json!([]));
        assert_ne!(zaak["status"], Value::Null);

        // And the other, once it answers: a zaak that was here gets what it named all along.
        nieuw.add_dienst(&ander.base, zgw(), true).await;
        let rapport = run(&nieuw, &oud).await;
        for root in [&catalogi, &drc, &zrc] {
            assert_eq!(missing(&rapport, root), Vec::<&str>::new(), "{}", rapport.text());
        }
        for (url, field) in
            [(&gevuld.zio, "informatieobject"), (&gevuld.besluit, "zaak"), (&gevuld.document, "informatieobjecttype")]
        {
            let (there, here) = (oud.get(url).await.json, nieuw.get(&here(url)).await.json);
            assert_eq!(here[field], there[field], "{url} {here}");
        }
        let zaak = nieuw.get(&here(&gevuld.zaak)).await.json;
        assert_eq!(zaak["relevanteAndereZaken"][0]["url"], json!(away), "{zaak}");
        assert_eq!(zaak["gerelateerdeZaken"].as_array().unwrap().len(), 2, "{zaak}");
        let query = [("object", away.as_str())];
        assert_eq!(nieuw.list("/documenten/api/v1/objectinformatieobjecten", &query).await.count(), 1);

        // Nothing is asked or laid again.
        ander.heard();
        let again = run(&nieuw, &oud).await;
        assert!(
            again.resources.iter().all(|one| one.overgenomen == 0 || one.resource == "zaaktyperelaties"),
            "{}",
            again.text()
        );
        assert_eq!(ander.calls(), Vec::<String>::new());
    }
}
