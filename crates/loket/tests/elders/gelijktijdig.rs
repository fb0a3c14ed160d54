//! Several documents of another register in one call: they are asked for a few at a time, and what is at our own name is not asked for at all.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::samengesteld::statustype;
use crate::support::{Ander, Instance, start, zgw};

/// How many calls a register answers now, and how many it answered at once at most.
#[derive(Debug, Default)]
struct Busy {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// Has every document that it is asked for but one, and takes its time.
async fn slowly(State((busy, base, soort)): State<(Arc<Busy>, String, String)>, request: Request) -> Response {
    let now = busy.now.fetch_add(1, Ordering::SeqCst) + 1;
    busy.most.fetch_max(now, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(50)).await;
    busy.now.fetch_sub(1, Ordering::SeqCst);
    if request.uri().path().ends_with("/niets") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let found = json!({
        "url": format!("{base}{}", request.uri().path()), "informatieobjecttype": soort, "titel": "Foto", "locked": false,
        "bronorganisatie": "002564440", "formaat": "image/jpeg", "bestandsnaam": "foto.jpg", "bestandsomvang": 5,
        "status": "definitief", "vertrouwelijkheidaanduiding": "openbaar", "indicatieGebruiksrecht": false, "inhoud": "x",
    });
    Json(found).into_response()
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
        let document =
            |name: String| json!({ "informatieobject": format!("{base}/drc/enkelvoudiginformatieobjecten/{name}") });
        // The last one is not there, so that nothing is made.
        let named = |count: usize| -> Vec<Value> {
            let all = (1..count).map(|number| number.to_string()).chain(["niets".to_owned()]);
            all.map(document).collect()
        };
        let statustype = statustype(&app, &zaaktype).await;
        let body = json!({
            "zaak": {
                "bronorganisatie": "002564440", "verantwoordelijkeOrganisatie": "002564440", "zaaktype": zaaktype,
                "startdatum": "2026-01-02",
            },
            "status": { "statustype": statustype, "datumStatusGezet": "2026-01-03T10:00:00Z" },
            "rollen": [], "zaakobjecten": [], "zaakinformatieobjecten": named(20),
        });
        let answer = |path: &'static str, body: Value| {
            let app = &app;
            async move { app.post(path, &body).await.faults() }
        };
        let path = "/zaken/api/v1/zaak_registreren";
        assert_eq!(answer(path, body.clone()).await, ["zaakinformatieobjecten.19.informatieobject bad-url"]);
        assert_eq!(busy.most.swap(0, Ordering::SeqCst), 4);
        // One too many and a wrong field are told without a call.
        app.forget_when().await;
        let mut too_many = body.clone();
        too_many["zaakinformatieobjecten"] = named(21).into();
        let mut wrong = body;
        wrong["status"]["statustype"] = "geen url".into();
        for (body, expected) in
            [(too_many, "zaakinformatieobjecten.20.informatieobject max_length"), (wrong, "status.statustype bad-url")]
        {
            assert_eq!(answer(path, body).await, [expected]);
        }
        assert_eq!(busy.most.swap(0, Ordering::SeqCst), 0);

        let besluittype = app.list("/catalogi/api/v1/besluittypen", &[]).await.json["results"][0]["url"].clone();
        let body = json!({
            "besluit": {
                "verantwoordelijkeOrganisatie": "002564440", "besluittype": besluittype, "datum": "2026-01-02",
                "ingangsdatum": "2026-01-02",
            },
            "besluitinformatieobjecten": named(50),
        });
        let path = "/besluiten/api/v1/besluit_verwerken";
        let mut too_many = body.clone();
        too_many["besluitinformatieobjecten"] = named(51).into();
        assert_eq!(answer(path, too_many).await, ["besluitinformatieobjecten.50.informatieobject max_length"]);
        assert_eq!(busy.most.load(Ordering::SeqCst), 0);
        assert_eq!(answer(path, body).await, ["besluitinformatieobjecten.49.informatieobject bad-url"]);
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
