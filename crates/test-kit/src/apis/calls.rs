//! How applications call the APIs of a [`TestApp`].

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::token::{sign, token};
use super::{ALLES, BASE, HOST, OTHER_HOST, SECRET, TestApp, with};
use crate::answer::{self, Answer};
use crate::database::tick;

impl TestApp {
    /// Moves the clock, so that what comes later has a later id.
    pub fn tick(&self) {
        tick(&self.clock);
    }

    /// Returns the moment, in seconds.
    pub fn now(&self) -> i64 {
        self.clock.now().as_second()
    }

    /// Returns a token of an application.
    pub fn token(&self, client_id: &str) -> String {
        token(client_id, self.now())
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        answer::send(&self.router, request).await
    }

    /// Sends a request with these headers; to the first municipality, unless they name another host.
    pub async fn send_with(&self, method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let path = url.strip_prefix(BASE).unwrap_or(url);
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", HOST);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Asks for a resource or a list.
    pub async fn get(&self, client_id: &str, url: &str) -> Answer {
        let token = format!("Bearer {}", self.token(client_id));
        self.send_with("GET", url, &[("authorization", &token), ("accept-crs", "EPSG:4326")], "").await
    }

    /// Makes a resource, or asks for an operation.
    pub async fn post(&self, client_id: &str, url: &str, body: &Value) -> Answer {
        self.call(client_id, "POST", url, body).await
    }

    /// Calls any method, with a body.
    pub async fn call(&self, client_id: &str, method: &str, url: &str, body: &Value) -> Answer {
        let token = format!("Bearer {}", self.token(client_id));
        let headers = [
            ("authorization", token.as_str()),
            ("accept-crs", "EPSG:4326"),
            ("content-crs", "EPSG:4326"),
            ("content-type", "application/json"),
        ];
        self.send_with(method, url, &headers, &body.to_string()).await
    }

    /// Returns how many statements a read takes when the rights of the caller are in memory.
    pub async fn cost(&self, client: &str, url: &str) -> u32 {
        self.get(client, url).await;
        store::count_statements(self.get(client, url)).await.1
    }

    /// Publishes a next version of a type, valid from today, and returns its URL. Needs the routes of the Catalogi API.
    pub async fn next_version(&self, current: &str) -> String {
        let ended = self.call(ALLES, "PATCH", current, &json!({ "eindeGeldigheid": "2026-11-25" })).await;
        assert_eq!(ended.status_code, 200, "{}", ended.json());
        let next = with(ended.json(), json!({ "beginGeldigheid": "2026-11-25", "eindeGeldigheid": null }));
        let list = current.rsplit_once('/').unwrap().0;
        let made = self.post(ALLES, list, &next).await;
        assert_eq!(made.status_code, 201, "{}", made.json());
        let published = self.post(ALLES, &format!("{}/publish", made.url()), &json!({})).await;
        assert_eq!(published.status_code, 200, "{}", published.json());
        made.url()
    }

    /// Walks the cases in which a token does not open this resource.
    pub async fn check_tokens(&self, url: &str) {
        let now = self.now();
        let with = |claims: Value, secret: &str| format!("Bearer {}", sign(&claims, secret));
        let good = json!({ "client_id": ALLES, "iat": now });
        let none_alg = "eyJhbGciOiJub25lIn0.eyJjbGllbnRfaWQiOiJhbGxlcyIsImlhdCI6MX0.";
        let cases = [
            (String::new(), "permission_denied"),
            ("Basic abc".into(), "permission_denied"),
            ("Bearer abc".into(), "jwt-decode-error"),
            (format!("Bearer {none_alg}"), "jwt-invalidalgorithmerror"),
            (with(json!({ "iat": now }), SECRET), "missing-client-identifier"),
            (with(json!({ "client_id": "onbekend", "iat": now }), SECRET), "invalid-client-identifier"),
            (with(good.clone(), "een-heel-ander-geheim-van-meer-dan-32-tekens"), "invalid-jwt-signature"),
            (with(json!({ "client_id": ALLES }), SECRET), "jwt-missing-iat-claim"),
            (with(json!({ "client_id": ALLES, "iat": now - 3600 }), SECRET), "jwt-expired"),
            (with(json!({ "client_id": ALLES, "iat": now, "exp": now - 1 }), SECRET), "jwt-expiredsignatureerror"),
        ];
        for (header, code) in cases {
            let mut headers = vec![("accept-crs", "EPSG:4326")];
            if !header.is_empty() {
                headers.push(("authorization", header.as_str()));
            }
            let answer = self.send_with("GET", url, &headers, "").await;
            assert_eq!(answer.outcome(), (403, code.to_owned()), "{url} {header}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert!(!answer.header("api-version").is_empty());
            assert_eq!(answer.header("www-authenticate"), "");
        }
        // The same token at another municipality is one of a stranger.
        let token = with(good, SECRET);
        let headers = [("authorization", token.as_str()), ("accept-crs", "EPSG:4326"), ("host", OTHER_HOST)];
        let path = url.strip_prefix(BASE).unwrap_or(url);
        let answer = self.send_with("GET", path, &headers, "").await;
        assert_eq!(answer.outcome(), (403, "invalid-client-identifier".to_owned()), "{url}");
    }
}
