//! What another register shows of what we name, between two real ones: how old it may be, and who sees it.

use autorisaties::Autorisatie;
use serde_json::{Value, json};
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;
use values::actor::Component;

use crate::support::{Instance, start_pairs};

const BEPERKT: &str = "beperkt";

/// A zaak here that names one there.
async fn named(here: &Instance, there: &Instance) -> (String, String, String) {
    let (zaaktype, other) = (here.zaaktype().await, there.make_zaak(&there.zaaktype().await).await);
    let body = json!({
        "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
        "startdatum": "2026-01-02", "relevanteAndereZaken": [{ "url": other, "aardRelatie": "vervolg" }],
    });
    (here.make("/zaken/api/v1/zaken", body).await, other, zaaktype)
}

async fn shown(app: &Instance, client_id: &str, zaak: &str) -> Vec<Value> {
    let found = app.call_as(client_id, "GET", &format!("{zaak}?expand=relevanteAndereZaken"), &Value::Null).await;
    assert_eq!(found.status_code, 200, "{}", found.json);
    found.json["_expand"]["relevanteAndereZaken"].as_array().unwrap_or_else(|| panic!("{}", found.json)).clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_register_has_is_shown_as_it_was_minutes_ago() {
    for (here, there) in start_pairs().await {
        let (zaak, other, _) = named(&here, &there).await;
        let changed = there.call("PATCH", &other, &json!({ "omschrijving": "nieuw" })).await;
        assert_eq!(changed.status_code, 200, "{}", changed.json);
        let omschrijving = async || shown(&here, "loket", &zaak).await[0]["omschrijving"].clone();
        assert_eq!(omschrijving().await, json!(""));
        here.forget_when().await;
        assert_eq!(omschrijving().await, json!("nieuw"));
        // What it said last stays when it is gone.
        assert_eq!(there.call("DELETE", &other, &Value::Null).await.status_code, 204);
        here.forget_when().await;
        assert_eq!(omschrijving().await, json!("nieuw"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_register_has_is_shown_to_who_may_read_such_things() {
    for (here, there) in start_pairs().await {
        let (zaak, other, zaaktype) = named(&here, &there).await;
        let own = Uuid::try_parse(zaaktype.rsplit_once('/').unwrap().1).unwrap();
        let lezen = Autorisatie {
            component: Component::Zrc,
            scopes: vec!["zaken.lezen".into()],
            r#type: Some(own),
            max_vertrouwelijkheidaanduiding: Some(Vertrouwelijkheidaanduiding::ZeerGeheim),
        };
        here.add_applicatie(BEPERKT, &[lezen]).await;
        assert!(shown(&here, BEPERKT, &zaak).await.is_empty(), "the other register let us, not this application");

        // An autorisatie names the zaaktype there, with a level.
        let applicatie = here.list("/autorisaties/api/v1/applicaties/consumer", &[("clientId", BEPERKT)]).await.url();
        let level = there.get(&other).await.json["vertrouwelijkheidaanduiding"].clone();
        let vreemd = there.zaaktype().await;
        for (level, expected) in [(json!("openbaar"), level == json!("openbaar")), (level, true)] {
            let of = |zaaktype: &str, level: &Value| json!({ "component": "zrc", "scopes": ["zaken.lezen"], "zaaktype": zaaktype, "maxVertrouwelijkheidaanduiding": level });
            let rights = json!({ "autorisaties": [of(&zaaktype, &json!("zeer_geheim")), of(&vreemd, &level)] });
            let given = here.call("PATCH", &applicatie, &rights).await;
            assert_eq!(given.status_code, 200, "{}", given.json);
            assert_eq!(!shown(&here, BEPERKT, &zaak).await.is_empty(), expected, "{level}");
        }
        // It gives no right on what is here, and none there.
        assert_eq!(here.call_as(BEPERKT, "GET", &vreemd, &Value::Null).await.status_code, 403);
    }
}
