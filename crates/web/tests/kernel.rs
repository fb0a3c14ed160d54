//! What holds for every request, with the real layers. PostgreSQL runs when `LOKET_TEST_POSTGRES` names a server.

mod support;

use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{body::Body, http::Request};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use support::start;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;
use web::{
    App, Created, FileCall, FileFacts, FormPairs, IfNoneMatch, InvalidParam, Json, Multipart, PageCall, PageError,
    Pairs, Problem, PublicPage, ServerLimits, Tenant, WebSettings, slow_body,
};

#[derive(Deserialize)]
struct ZaakInput {
    rollen: Vec<RolInput>,
}

#[derive(Deserialize)]
struct RolInput {
    omschrijving: String,
}

#[derive(Debug, thiserror::Error)]
#[error("statement zaken.insert failed")]
struct Failed(#[source] std::io::Error);

async fn create(Json(input): Json<ZaakInput>) -> Result<Created<Vec<String>>, Problem> {
    let rollen: Vec<_> = input.rollen.into_iter().map(|rol| rol.omschrijving).collect();
    match rollen.iter().position(String::is_empty) {
        Some(index) => Err(Problem::invalid(vec![
            InvalidParam::required(format!("rollen.{index}.omschrijving")),
            InvalidParam::whole("unique", "Dit bestaat al."),
        ])),
        None => Ok(Created(rollen)),
    }
}

async fn page(call: PageCall) -> Result<PublicPage, PageError> {
    call.public_page("fout.html", serde_json::json!({"code": 200, "title": "Hallo", "text": ""}), &call.chrome("Hallo"))
}

async fn upload(tenant: Tenant, form: Multipart) -> Result<String, PageError> {
    let is_allowed =
        |pairs: &Pairs| if pairs.find("csrf") == Some("x") { Ok(()) } else { Err(PageError::stale_form()) };
    let mut refused = Vec::new();
    let submitted = form
        .read(&tenant, is_allowed, |before, file| {
            if before.find("naam").is_some() && file.file_name.ends_with(".png") && !file.first_bytes.starts_with(b"MZ")
            {
                return Ok(Some(10));
            }
            if file.field == "weg" {
                return Err(PageError::NotFound);
            }
            refused.push(format!("{} {}", file.field, file.content_type));
            Ok(None)
        })
        .await?;
    let files: Vec<_> =
        submitted.files.iter().map(|file| format!("{}={} {}", file.field, file.file_name, file.size)).collect();
    Ok(format!("{files:?} {:?} {refused:?} {:?}", submitted.too_large, submitted.pairs.find("naam")))
}

fn routes() -> Router<App> {
    Router::new()
        .route("/zaken/api/v1/zaken", get(async |known: IfNoneMatch| known.answer(&[1, 2])).post(create))
        .route("/zaken/api/v1/zaken/{uuid}", get(async |Path(_): Path<Uuid>| "gevonden"))
        .route(
            "/zaken/api/v1/kapot",
            get(async || -> Problem { Problem::internal(&Failed(std::io::Error::other("disk is full"))) }),
        )
        .route("/zaken/api/v1/paniek", get(async || -> String { panic!("geheim") }))
        .route("/mijn/paniek", get(async || -> String { panic!("geheim") }))
        .route("/mijn/traag", get(async || tokio::time::sleep(Duration::from_secs(60)).await))
        .route("/mijn/niet-van-u", get(async || PageError::NotFound))
        .route(
            "/mijn/form",
            post(async |FormPairs(pairs): FormPairs| pairs.find("naam").unwrap_or_default().to_owned()),
        )
        .route("/mijn/bestand", post(upload))
        .route("/zaken/api/v1/snel", post(async |body: Bytes| body.len().to_string()))
        .route("/zaken/api/v1/langzaam", post(async |body: Bytes| body.len().to_string()).layer(slow_body()))
        .route("/zaken/api/v1/bestand", get(file))
        .route("/welkom", get(page))
}

async fn file(tenant: Tenant, call: FileCall) -> Result<Response, Problem> {
    let stored = tenant.db.files().put(Bytes::from(vec![b'a'; 5000])).await?;
    let facts = FileFacts { hash: &stored.hash, size: stored.size, media_type: "text/plain", name: "a.txt" };
    Ok(call.answer(tenant.db.files(), &facts).await?)
}

fn demo() -> WebSettings {
    WebSettings { demo: true, request_timeout_s: 1, request_bytes_max: 4096, ..WebSettings::default() }
}

#[tokio::test]
async fn every_answer_tells_the_browser_what_it_may_not_do() {
    for app in start(demo(), routes).await {
        for path in ["/welkom", "/bestaat-niet", "/mijn/paniek", "/zaken/api/v1/zaken", "/health/live"] {
            let answer = app.get(path, &[]).await;
            let csp = answer.find_header("content-security-policy").unwrap();
            assert!(
                csp.starts_with("default-src 'none'; style-src 'self'") && csp.ends_with("base-uri 'none'"),
                "{csp}"
            );
            assert_eq!(answer.find_header("x-content-type-options"), Some("nosniff"), "{path}");
            assert_eq!(answer.find_header("referrer-policy"), Some("same-origin"));
            assert_eq!(answer.find_header("cross-origin-opener-policy"), Some("same-origin"));
            assert_eq!(answer.find_header("strict-transport-security"), Some("max-age=31536000"));
            assert!(answer.find_header("permissions-policy").is_some() && answer.find_header("x-request-id").is_some());
            let expected = if path == "/welkom" { "no-cache" } else { "no-store" };
            assert_eq!(answer.find_header("cache-control"), Some(expected), "{path}");
        }
    }
    for app in start(WebSettings { public_https: false, ..demo() }, routes).await {
        assert_eq!(app.get("/welkom", &[]).await.find_header("strict-transport-security"), None);
    }
}

#[tokio::test]
async fn an_unknown_host_has_nothing_and_a_known_one_shows_its_municipality() {
    for app in start(demo(), routes).await {
        let known = app.get("/welkom", &[("host", "A.example.nl:8080")]).await;
        assert_eq!(known.status_code, 200);
        assert!(known.text().contains("Gemeente Voorbeeldstad") && known.text().contains("voorbeeld-theme"));
        for host in ["b.example.nl", "a.example.nl/x", ""] {
            let answer = app.get("/welkom", &[("host", host)]).await;
            assert_eq!(
                (answer.status_code.as_u16(), answer.find_header("content-type")),
                (404, Some("text/html; charset=utf-8"))
            );
            assert!(
                answer.text().contains("Deze pagina bestaat niet") && !answer.text().contains("Voorbeeldstad"),
                "{host}"
            );
        }
        // Whoever does not trust its proxy does not listen to this header.
        let forwarded = app.get("/welkom", &[("host", "b.example.nl"), ("x-forwarded-host", "a.example.nl")]).await;
        assert_eq!(forwarded.status_code, 404);
    }
}

#[tokio::test]
async fn not_found_and_not_yours_are_the_same_page() {
    for app in start(demo(), routes).await {
        let (absent, hidden) = (app.get("/mijn/bestaat-niet", &[]).await, app.get("/mijn/niet-van-u", &[]).await);
        assert_eq!((absent.status_code, hidden.status_code), (404.try_into().unwrap(), 404.try_into().unwrap()));
        let same = |text: &str| text.replace("bestaat-niet", "").replace("niet-van-u", "");
        assert_eq!(same(absent.text()), same(hidden.text()));
        let english = app.get("/mijn/niet-van-u", &[("cookie", "loket-taal=en")]).await;
        assert!(english.text().contains("lang=\"en\"") && english.text().contains("Municipality of Voorbeeldstad"));
    }
}

#[tokio::test]
async fn a_problem_has_the_shape_of_the_standard() {
    for app in start(demo(), routes).await {
        let answer = app.post("/zaken/api/v1/zaken", "application/json", r#"{"rollen":[{"omschrijving":""}]}"#).await;
        assert_eq!(answer.find_header("content-type"), Some("application/problem+json"));
        let mut problem = answer.json();
        let instance = problem["instance"].take();
        assert!(instance.as_str().unwrap().starts_with("urn:uuid:"));
        let expected = serde_json::json!({
            "type": "https://a.example.nl/ref/fouten/ValidationError",
            "code": "invalid",
            "title": "Invalid input.",
            "status": 400,
            "detail": "Een of meer velden zijn niet geldig.",
            "instance": null,
            "invalidParams": [
                {"name": "rollen.0.omschrijving", "code": "required", "reason": "Dit veld is vereist."},
                {"name": "nonFieldErrors", "code": "unique", "reason": "Dit bestaat al."},
            ],
        });
        assert_eq!(problem, expected);
        assert_eq!(app.get("/ref/fouten/ValidationError", &[]).await.status_code, 200);

        let missing = app.post("/zaken/api/v1/zaken", "application/json", r#"{"rollen":[{}]}"#).await.json();
        assert_eq!(missing["invalidParams"][0]["name"], "rollen.0.omschrijving");
        let created = app.post("/zaken/api/v1/zaken", "application/json", r#"{"rollen":[]}"#).await;
        assert_eq!((created.status_code.as_u16(), created.text()), (201, "[]"));
    }
}

#[tokio::test]
async fn what_the_router_refuses_is_a_problem_for_programs() {
    for app in start(demo(), routes).await {
        let large = format!("{{\"rollen\":[{{\"omschrijving\":\"{}\"}}]}}", "a".repeat(5000));
        let cases = [
            (app.get("/zaken/api/v1/bestaat-niet", &[]).await, 404, "not_found"),
            (app.get("/zaken/api/v1/zaken/geen-uuid", &[]).await, 400, "parse_error"),
            (app.post("/zaken/api/v1/kapot", "application/json", "").await, 405, "method_not_allowed"),
            (app.post("/zaken/api/v1/zaken", "text/plain", "{}").await, 415, "unsupported_media_type"),
            (app.post("/zaken/api/v1/zaken", "application/json", "{").await, 400, "parse_error"),
            (app.post("/zaken/api/v1/zaken", "application/json", large).await, 413, "request_too_large"),
            (app.get("/zaken/api/v1/kapot", &[]).await, 500, "error"),
            (app.get("/zaken/api/v1/paniek", &[]).await, 500, "error"),
        ];
        for (answer, status, code) in cases {
            assert_eq!(answer.find_header("content-type"), Some("application/problem+json"), "{code}");
            let problem = answer.json();
            assert_eq!((answer.status_code.as_u16(), problem["code"].as_str()), (status, Some(code)));
            assert_eq!(problem["invalidParams"].is_array(), status == 400, "{code}");
            assert!(!answer.text().contains("disk is full") && !answer.text().contains("geheim"));
        }
    }
}

#[tokio::test]
async fn a_page_that_panics_or_takes_too_long_says_so_in_dutch() {
    for app in start(demo(), routes).await {
        for (path, status, words) in
            [("/mijn/paniek", 500, "Er ging iets mis"), ("/mijn/traag", 503, "Deze pagina werkt nu niet")]
        {
            let answer = app.get(path, &[]).await;
            assert_eq!(answer.status_code.as_u16(), status);
            assert!(answer.text().contains(words) && !answer.text().contains("geheim"), "{}", answer.text());
        }
    }
}

#[tokio::test]
async fn a_file_may_come_in_slowly_but_not_stand_still() {
    for app in start(demo(), routes).await {
        // The limit is one second: pieces that come faster than that, or not, or all in time.
        for (path, pieces, pause_ms, status) in [
            ("/zaken/api/v1/langzaam", 6, 300, 200),
            ("/zaken/api/v1/langzaam", 2, 1500, 503),
            ("/zaken/api/v1/snel", 6, 300, 503),
            ("/zaken/api/v1/snel", 2, 100, 200),
        ] {
            let body = stream::iter(0..pieces).then(move |_| async move {
                tokio::time::sleep(Duration::from_millis(pause_ms)).await;
                Ok::<_, std::io::Error>(Bytes::from_static(b"stuk"))
            });
            let request = Request::post(path).header("host", "a.example.nl");
            let answer = app.send(request.body(Body::from_stream(body)).unwrap()).await;
            assert_eq!(answer.status_code.as_u16(), status, "{path} {pieces} {pause_ms}");
            if status == 200 {
                assert_eq!(answer.text(), (pieces * 4).to_string());
            }
        }
    }
}

#[tokio::test]
async fn a_browser_finds_the_mark_for_its_tab() {
    for app in start(demo(), routes).await {
        let mark = app.get("/favicon.ico", &[]).await;
        assert_eq!((mark.status_code.as_u16(), mark.find_header("content-type")), (200, Some("image/svg+xml")));
        assert!(mark.text().starts_with("<svg "));
        let page = app.get("/mijn/zaken", &[]).await;
        assert!(page.text().contains("<link rel=\"icon\" type=\"image/svg+xml\" href=\"/static/"), "{}", page.text());
    }
}

#[tokio::test]
async fn a_file_goes_out_as_it_is_whole_or_in_part() {
    for app in start(demo(), routes).await {
        let path = "/zaken/api/v1/bestand";
        let accept = ("accept-encoding", "gzip, br");
        let whole = app.get(path, &[accept]).await;
        assert_eq!((whole.find_header("content-encoding"), whole.find_header("content-length")), (None, Some("5000")));
        assert_eq!((whole.body.len(), whole.find_header("accept-ranges")), (5000, Some("bytes")));
        let etag = whole.find_header("etag").unwrap();
        for (headers, status, length, range) in [
            (vec![accept, ("range", "bytes=10-19")], 206, 10, Some("bytes 10-19/5000")),
            (vec![accept, ("range", "bytes=-1"), ("if-range", etag)], 206, 1, Some("bytes 4999-4999/5000")),
            (vec![("range", "bytes=0-9"), ("if-range", "\"x\"")], 200, 5000, None),
            (vec![("range", "bytes=0-9"), ("if-none-match", etag)], 304, 0, None),
        ] {
            let answer = app.get(path, &headers).await;
            let found = (answer.status_code.as_u16(), answer.body.len(), answer.find_header("content-range"));
            assert_eq!(found, (status, length, range), "{headers:?}");
        }
        let beyond = app.get(path, &[("range", "bytes=5000-")]).await;
        assert_eq!((beyond.status_code.as_u16(), beyond.find_header("content-range")), (416, Some("bytes */5000")));
        assert!(beyond.text().contains("range_not_satisfiable"), "{}", beyond.text());
        let head = Request::head(path).header("host", "a.example.nl").header("range", "bytes=0-9");
        let head = app.send(head.body(Body::empty()).unwrap()).await;
        assert_eq!((head.status_code.as_u16(), head.find_header("content-length")), (200, Some("5000")));
        assert_eq!((head.text(), head.find_header("etag")), ("", Some(etag)));
    }
}

#[tokio::test]
async fn forms_of_other_sites_and_too_large_forms_are_refused() {
    let form = "application/x-www-form-urlencoded";
    for app in start(demo(), routes).await {
        let from = async |name: &'static str, value: &'static str| {
            let request = Request::post("/mijn/form").header("host", "a.example.nl").header("content-type", form);
            app.send(request.header(name, value).body(Body::from("naam=Anne")).unwrap()).await
        };
        for (name, value, status) in [
            ("origin", "https://a.example.nl", 200),
            ("origin", "https://evil.example.nl", 403),
            ("origin", "null", 403),
            ("sec-fetch-site", "cross-site", 403),
            ("sec-fetch-site", "same-origin", 200),
        ] {
            let answer = from(name, value).await;
            assert_eq!(answer.status_code.as_u16(), status, "{name} {value}");
            assert_eq!(answer.text().contains("Dit formulier is verlopen"), status == 403);
        }
        let large = app.post("/mijn/form", form, format!("naam={}", "a".repeat(5000))).await;
        assert_eq!(large.status_code, 413);
        assert!(large.text().contains("Dit is te groot"));
    }
}

#[tokio::test]
async fn files_go_to_the_object_store_only_after_the_form_was_judged() {
    let part = |name: &str, file: Option<&str>, text: &str| {
        let file = file.map(|file| format!("; filename=\"{file}\"\r\nContent-Type: image/png")).unwrap_or_default();
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n")
    };
    let kind = "multipart/form-data; boundary=b";
    for app in start(demo(), routes).await {
        let body = [
            part("csrf", None, "x"),
            part("naam", None, "Anne"),
            part("foto", Some("..\\a.png"), "0123456789"),
            part("leeg", Some(""), ""),
            part("nul", Some("nul.png"), ""),
            part("groot", Some("b.png"), "01234567890"),
            part("tweede", Some("c.exe"), "1"),
            part("derde", Some("d.png"), "MZ1"),
            "--b--\r\n".to_owned(),
        ];
        let answer = app.post("/mijn/bestand", kind, body.concat()).await;
        let expected = concat!(
            r#"["foto=a.png 10", "nul=nul.png 0"] ["groot"] ["tweede image/png", "derde image/png"] "#,
            r#"Some("Anne")"#
        );
        assert_eq!((answer.status_code.as_u16(), answer.text()), (200, expected));
        assert_eq!(app.stored_files(), 2, "nothing is stored of what was not let in or turned out too large");

        let elsewhere =
            [part("csrf", None, "x"), part("weg", Some("e.txt"), &"1".repeat(2000)), "--b--\r\n".to_owned()];
        assert_eq!(app.post("/mijn/bestand", kind, elsewhere.concat()).await.status_code, 404);
        assert_eq!(app.stored_files(), 2);

        let unjudged = [part("foto", Some("a.png"), "0"), part("csrf", None, "x"), "--b--\r\n".to_owned()];
        assert_eq!(app.post("/mijn/bestand", kind, unjudged.concat()).await.status_code, 403);
        let endless = part("foto", None, &"a".repeat(5000));
        assert_eq!(app.post("/mijn/bestand", kind, endless).await.status_code, 413);
        assert_eq!(app.post("/mijn/bestand", kind, "--b\r\nonzin").await.status_code, 400);
    }
}

#[tokio::test]
async fn a_known_representation_is_not_sent_again() {
    for app in start(demo(), routes).await {
        let first = app.get("/zaken/api/v1/zaken", &[]).await;
        let etag = first.find_header("etag").unwrap().to_owned();
        let again = app.get("/zaken/api/v1/zaken", &[("if-none-match", &etag)]).await;
        assert_eq!(
            (again.status_code.as_u16(), again.text(), again.find_header("etag")),
            (304, "", Some(etag.as_str()))
        );
    }
}

#[tokio::test]
async fn static_files_are_compressed_and_kept_for_ever() {
    for app in start(demo(), routes).await {
        let path = ui::asset_url("loket.css");
        let (plain, small) = (app.get(&path, &[]).await, app.get(&path, &[("accept-encoding", "gzip, br")]).await);
        assert_eq!(plain.find_header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(plain.find_header("content-type"), Some("text/css; charset=utf-8"));
        assert_eq!((plain.find_header("content-encoding"), small.find_header("content-encoding")), (None, Some("br")));
        assert!(small.body.len() < plain.body.len());
        let etag = plain.find_header("etag").unwrap();
        assert_eq!(app.get(&path, &[("if-none-match", etag)]).await.status_code, 304);
        assert_eq!(app.get("/static/0/loket.css", &[]).await.status_code, 404);
        let page = app.get("/welkom", &[("accept-encoding", "br")]).await;
        assert_eq!(page.find_header("content-encoding"), Some("br"));
    }
}

#[tokio::test]
async fn health_and_metrics_tell_how_the_program_is() {
    for app in start(demo(), routes).await {
        for path in ["/health/live", "/health/ready"] {
            // A probe knows no host name.
            let answer = app.get(path, &[("host", "10.0.0.1")]).await;
            assert_eq!((answer.status_code.as_u16(), answer.text()), (200, "{\"status\":\"ok\"}"));
        }
        app.get("/welkom", &[]).await;
        app.get("/zaken/api/v1/zaken/999993653?bsn=999993653", &[]).await;
        let metrics = app.get("/metrics", &[]).await;
        assert_eq!(metrics.find_header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
        for line in [
            "# TYPE loket_http_requests_total counter",
            "loket_http_requests_total{route=\"/welkom\",status=\"200\"} 1",
            "loket_http_requests_total{route=\"/zaken/api/v1/zaken/{uuid}\",status=\"400\"} 1",
            "loket_http_request_duration_seconds_bucket{route=\"/welkom\",le=\"+Inf\"} 1",
            "loket_http_request_duration_seconds_count{route=\"/welkom\"} 1",
            "loket_http_requests_in_flight 1",
            "loket_jobs_waiting{tenant=\"voorbeeldstad\"} 0",
            "loket_jobs_dead{tenant=\"voorbeeldstad\"} 0",
            "process_resident_memory_bytes ",
        ] {
            assert!(metrics.text().contains(line), "{line} is not in\n{}", metrics.text());
        }
        assert!(!metrics.text().contains("999993653"));
        assert_eq!(app.db.gemeente().naam, "Voorbeeldstad");
    }
}

#[tokio::test]
async fn metrics_outside_a_demonstration_need_their_token() {
    for app in start(WebSettings::default(), routes).await {
        assert_eq!(app.get("/metrics", &[]).await.status_code, 404);
    }
    let settings = WebSettings { metrics_token: Some("sesam".into()), ..WebSettings::default() };
    for app in start(settings, routes).await {
        let cases = [("Bearer sesam", 200), ("Bearer sesa", 404), ("sesam", 404)];
        for (given, status) in cases {
            assert_eq!(app.get("/metrics", &[("authorization", given)]).await.status_code.as_u16(), status, "{given}");
        }
    }
}

#[tokio::test]
async fn the_language_is_chosen_and_goes_back_to_this_site_only() {
    for app in start(demo(), routes).await {
        let chosen = app.get("/taal/en?naar=/welkom", &[]).await;
        assert_eq!((chosen.status_code.as_u16(), chosen.find_header("location")), (303, Some("/welkom")));
        assert!(chosen.find_header("set-cookie").unwrap().contains("loket-taal=en; Path=/"));
        assert_eq!(app.get("/taal/en?naar=//evil.nl", &[]).await.find_header("location"), Some("/"));
        assert_eq!(app.get("/taal/xx", &[]).await.status_code, 404);
    }
}

/// Reads one answer of a connection: its status line and whether the connection ends.
async fn read_answer(connection: &mut (impl AsyncRead + Unpin)) -> (String, bool) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(connection.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap().to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    connection.read_exact(&mut body).await.unwrap();
    (head.lines().next().unwrap().to_owned(), head.contains("connection: close"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_can_be_used_again_when_the_body_was_not_read() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = start(WebSettings::default(), Router::new).await.remove(0);
    tokio::spawn(web::serve(listener, app.router.clone(), ServerLimits::default(), std::future::pending()));
    // Bytes of the body, whether it is asked first, and whether the connection ends: what is far too long is not taken in.
    for (length, expect, ends) in
        [(2, "", false), (100_000, "", false), (2_000_000, "", true), (2, "expect: 100-continue\r\n", true)]
    {
        let (mut reader, mut writer) = TcpStream::connect(address).await.unwrap().into_split();
        let head = format!(
            "POST /zaken/api/v1/nergens HTTP/1.1\r\nhost: a.example.nl\r\n{expect}content-length: {length}\r\n\r\n"
        );
        writer.write_all(head.as_bytes()).await.unwrap();
        // As clients do: head and body in packets of their own.
        tokio::time::sleep(Duration::from_millis(20)).await;
        let sent = tokio::spawn(async move {
            // The other side may be gone before all of it is sent.
            let is_sent = writer.write_all(&vec![b' '; length]).await.is_ok();
            (is_sent, writer)
        });
        let answer = read_answer(&mut reader).await;
        assert_eq!(answer, ("http/1.1 404 not found".to_owned(), ends), "{length}");
        if ends {
            continue;
        }
        let (is_sent, mut writer) = sent.await.unwrap();
        assert!(is_sent, "{length}");
        writer.write_all(b"GET /health/live HTTP/1.1\r\nhost: a.example.nl\r\n\r\n").await.unwrap();
        assert_eq!(read_answer(&mut reader).await.0, "http/1.1 200 ok", "{length}");
    }
}
