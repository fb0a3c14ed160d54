//! Several documents of another register in one call: they are asked for a few at a time, and what is at our own name is not asked for at all.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::{Ander, Instance, start, zgw};

/// How many calls a register answers now, and how many it answered at once at most.
#[derive(Debug, Default)]
struct Busy {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// Has every document that it is asked for, but takes its time.
async fn slowly(State((busy, base, soort)): State<(Arc<Busy>, String, String)>, request: Request) -> Json<Value> {
    let now = busy.now.fetch_add(1, Ordering::SeqCst) + 1;
    busy.most.fetch_max(now, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(50)).await;
    busy.now.fetch_sub(1, Ordering::SeqCst);
    Json(json!({
        "url": format!("{base}{}", request.uri().path()), "informatieobjecttype": soort, "titel": "Foto", "locked": false,
        "bronorganisatie": "002564440", "formaat": "image/jpeg", "bestandsnaam": "foto.jpg", "bestandsomvang": 5,
        "status": "definitief", "vertrouwelijkheidaanduiding": "openbaar", "indicatieGebruiksrecht": false, "inhoud": "x",
    }))
}

async fn start_slow(app: &Instance) -> (String, Arc<Busy>) {
    let listener = TcpListener::bind("127.0.0.9:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let soort = app.first("/catalogi/api/v1/informatieobjecttypen", "omschrijving", "Bijlage").await;
    let busy: Arc<Busy> = Arc::default();
    let router = Router::new().fallback(slowly).with_state((Arc::clone(&busy), base.clone(), soort));
    tokio::spawn(async move { axum::serve(listener, router).await });
    app.add_dienst(&format!("{base}/"), zgw(), true).await;
    (base, busy)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_of_elsewhere_are_asked_for_four_at_a_time_in_their_order() {
    for app in start().await {
        let (base, busy) = start_slow(&app).await;
        let zaaktype = app.zaaktype().await;
        let document = |number: usize| format!("{base}/drc/enkelvoudiginformatieobjecten/{number}");
        // The last one is one too many, so that nothing is made.
        let named = |count: usize| -> Vec<Value> {
            (0..count).map(|number| json!({ "informatieobject": document(number) })).collect()
        };
        let body = json!({
            "zaak": {
                "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
                "startdatum": "2026-01-02",
            },
            "status": { "statustype": "geen url", "datumStatusGezet": "2026-01-03T10:00:00Z" },
            "rollen": [], "zaakobjecten": [], "zaakinformatieobjecten": named(21),
        });
        let refused = app.post("/zaken/api/v1/zaak_registreren", &body).await;
        let expected = ["status.statustype bad-url", "zaakinformatieobjecten.20.informatieobject max_length"];
        assert_eq!(refused.faults(), expected);
        assert_eq!(busy.most.swap(0, Ordering::SeqCst), 4);

        let besluittype = app.list("/catalogi/api/v1/besluittypen", &[]).await.json["results"][0]["url"].clone();
        let body = json!({
            "besluit": {
                "verantwoordelijkeOrganisatie": "002564440", "besluittype": besluittype, "datum": "2026-01-02",
                "ingangsdatum": "2026-01-02",
            },
            "besluitinformatieobjecten": named(51),
        });
        app.forget_when().await;
        let refused = app.post("/besluiten/api/v1/besluit_verwerken", &body).await;
        assert_eq!(refused.faults(), ["besluitinformatieobjecten.50.informatieobject max_length"]);
        assert_eq!(busy.most.load(Ordering::SeqCst), 4);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_at_our_own_name_is_not_asked_for_unless_it_is_a_dienst() {
    for app in start().await {
        let zaak = app.make_zaak(&app.zaaktype().await).await;
        let object = |url: &str| json!({ "zaak": zaak, "object": url, "objectType": "pand" });
        let list = "/zaken/api/v1/zaakobjecten";
        // It would answer: this program serves these pages.
        for path in ["/openapi", "/zaken/api/v1/openapi.json", "/gezondheid"] {
            let answer = app.post(list, &object(&format!("{}{path}", app.base))).await;
            assert_eq!(answer.faults(), ["object bad-url"], "{path}");
        }
        // Another system behind the same name, as a proxy has it, can be added.
        let ander = Ander::start().await;
        app.add_dienst(&format!("{}/objecten/", ander.base), zgw(), true).await;
        ander.tell("GET /objecten/1", 200, &[], json!({ "url": "x" }));
        let answer = app.post(list, &object(&format!("{}/objecten/1", ander.base))).await;
        assert_eq!(answer.status_code, 201, "{}", answer.json);
        // With a query it is no resource: nobody is asked.
        ander.heard();
        let document = format!("{}/objecten/enkelvoudiginformatieobjecten/1?versie=2", ander.base);
        let body = json!({ "zaak": zaak, "informatieobject": document });
        assert_eq!(
            app.post("/zaken/api/v1/zaakinformatieobjecten", &body).await.faults(),
            ["informatieobject bad-url"]
        );
        assert_eq!(ander.calls(), Vec::<String>::new());
    }
}
