//! Bytes of documents of another register, passed on to staff and residents.

use diensten::Bewijs;
use identity::sessions::Who;
use serde_json::json;
use values::actor::{Betrouwbaarheidsniveau, Burger};

use crate::support::{Ander, CLIENT, Instance, client_of, start, zgw};

const DOCUMENT: &str = "/drc/enkelvoudiginformatieobjecten/1";
const RELATIES: &str = "/drc/objectinformatieobjecten";

pub fn anne() -> Who {
    let bsn = "999900109".parse().unwrap();
    Who::Burger(Burger {
        bsn,
        naam: "Anne de Boer".into(),
        loa: Betrouwbaarheidsniveau::Midden,
        vertegenwoordigt: None,
    })
}

pub fn fatima() -> Who {
    Who::Medewerker("fatima.yilmaz".into())
}

fn id_of(url: &str) -> &str {
    url.rsplit_once('/').unwrap().1
}

/// A zaak of Anne that has a status, with the types of that register.
pub async fn zaak_of_anne(app: &Instance, types: &Instance) -> String {
    let zaaktype = types.zaaktype().await;
    let zaak = app.make_zaak(&zaaktype).await;
    let roltypen = types.list("/catalogi/api/v1/roltypen", &[("zaaktype", &zaaktype)]).await.json;
    let initiator =
        roltypen["results"].as_array().unwrap().iter().find(|one| one["omschrijvingGeneriek"] == "initiator");
    let rol = json!({
        "zaak": zaak, "betrokkeneType": "natuurlijk_persoon", "roltype": initiator.unwrap()["url"], "roltoelichting": "zelf",
        "betrokkeneIdentificatie": { "inpBsn": "999900109" },
    });
    app.make("/zaken/api/v1/rollen", rol).await;
    let statustypen = types.list("/catalogi/api/v1/statustypen", &[("zaaktype", &zaaktype)]).await.json;
    let first = statustypen["results"].as_array().unwrap().iter().find(|one| one["volgnummer"] == 1).unwrap();
    let status = json!({ "zaak": zaak, "statustype": first["url"], "datumStatusGezet": "2026-01-02T10:00:00Z" });
    app.make("/zaken/api/v1/statussen", status).await;
    zaak
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_of_another_register_is_passed_on_to_who_may_see_it() {
    for app in start().await {
        let ander = Ander::start().await;
        app.add_dienst(&format!("{}/drc/", ander.base), zgw(), true).await;
        let soort = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
        let document = ander.has_document(DOCUMENT, &soort, json!({}));
        ander.tell(&format!("POST {RELATIES}"), 201, &[], json!({ "url": format!("{}{RELATIES}/9", ander.base) }));
        ander.tell(&format!("GET {DOCUMENT}/download"), 200, &[], "bytes van elders");
        let zaak = zaak_of_anne(&app, &app).await;
        let body = json!({ "zaak": zaak, "informatieobject": document });
        let relatie = app.make("/zaken/api/v1/zaakinformatieobjecten", body).await;
        let paths = ["werk", "mijn"].map(|who| format!("/{who}/zaken/{}/documenten/{}", id_of(&zaak), id_of(&relatie)));
        let [werk, mijn] = &paths;

        ander.heard();
        for (who, path) in [(fatima(), werk), (anne(), mijn)] {
            let (status_code, headers, bytes) = app.page(&who, path).await;
            assert_eq!((status_code, bytes.as_slice()), (200, &b"bytes van elders"[..]), "{path}");
            assert_eq!(headers["content-disposition"], "attachment; filename*=UTF-8''foto.jpg");
            assert_eq!(headers["content-type"], "image/jpeg");
            let asked = ander.heard();
            let clients: Vec<_> = asked.iter().map(|one| client_of(&one.headers)).collect();
            assert_eq!(clients, [Some(CLIENT.to_owned()), Some(CLIENT.to_owned())], "{asked:?}");
        }
        // The resident sees it in the list, and what the register says now decides.
        let list = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().contains("Foto van elders");
        let page = format!("/mijn/zaken/{}", id_of(&zaak));
        assert!(list(app.page(&anne(), &page).await.2));
        for hidden in [
            json!({ "vertrouwelijkheidaanduiding": "intern" }),
            json!({ "vertrouwelijkheidaanduiding": "geheim" }),
            json!({ "status": "in_bewerking" }),
        ] {
            ander.has_document(DOCUMENT, &soort, hidden.clone());
            ander.heard();
            assert_eq!(app.page(&anne(), mijn).await.0, 404, "{hidden}");
            assert!(ander.calls().iter().all(|call| !call.ends_with("/download")), "{hidden}");
            assert!(!list(app.page(&anne(), &page).await.2), "{hidden}");
            assert_eq!(app.page(&fatima(), werk).await.0, 200, "{hidden}");
        }

        // Its bytes are asked of the dienst that has the document, and nowhere else.
        let strange = Ander::start().await;
        app.add_dienst(&format!("{}/drc/", strange.base), Bewijs::Geen, true).await;
        ander.has_document(DOCUMENT, &soort, json!({ "inhoud": format!("{}/drc/geheim", strange.base) }));
        assert_eq!(app.page(&fatima(), werk).await.0, 503);
        assert!(strange.heard().is_empty());
        ander.tell(&format!("GET {DOCUMENT}"), 500, &[], "{}");
        assert_eq!(app.page(&fatima(), werk).await.0, 503);
    }
}
