//! Tokens for clients that speak OAuth2.

use autorisaties::paths::TOKEN;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::ToSpan;
use test_kit::apis::{ALLES, SECRET, TestApp};

use crate::{api, start};

async fn ask(app: &TestApp, authorization: Option<&str>, body: &str) -> test_kit::apis::Answer {
    let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
    headers.extend(authorization.map(|value| ("authorization", value)));
    app.send_with("POST", TOKEN, &headers, body).await
}

#[tokio::test]
async fn a_client_gets_a_token_for_its_secret_and_it_opens_the_apis_for_a_while() {
    for app in start().await {
        let basic = format!("Basic {}", STANDARD.encode(format!("{ALLES}:{SECRET}")));
        let in_body = format!("grant_type=client_credentials&client_id={ALLES}&client_secret={SECRET}");
        for (authorization, body) in [(Some(basic.as_str()), "grant_type=client_credentials"), (None, in_body.as_str())]
        {
            let answer = ask(&app, authorization, body).await;
            let json = answer.json();
            assert_eq!((answer.status_code.as_u16(), &json["token_type"]), (200, &"Bearer".into()), "{json}");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(json["expires_in"], 900);
            let bearer = format!("Bearer {}", json["access_token"].as_str().unwrap());
            let call =
                async || app.send_with("GET", &api("applicaties"), &[("authorization", &bearer)], "").await.outcome();
            assert_eq!(call().await.0, 200);
            app.clock.set(app.clock.now().checked_add(900.seconds()).unwrap());
            assert_eq!(call().await, (403, "jwt-expiredsignatureerror".into()));
        }
    }
}

#[tokio::test]
async fn what_is_no_client_or_no_such_request_gets_no_token() {
    for app in start().await {
        let with = |client: &str, secret: &str| {
            format!("grant_type=client_credentials&client_id={client}&client_secret={secret}")
        };
        let cases = [
            (with(ALLES, "een-ander-geheim"), 401, "invalid_client"),
            (with("onbekend", SECRET), 401, "invalid_client"),
            (with("a%00b", SECRET), 401, "invalid_client"),
            (with(ALLES, ""), 401, "invalid_client"),
            ("grant_type=client_credentials".into(), 401, "invalid_client"),
            ("grant_type=password&username=a&password=b".into(), 400, "unsupported_grant_type"),
            (String::new(), 400, "invalid_request"),
        ];
        for (body, status_code, error) in cases {
            let answer = ask(&app, None, &body).await;
            assert_eq!((answer.status_code.as_u16(), &answer.json()["error"]), (status_code, &error.into()), "{body}");
            assert_eq!(answer.header("www-authenticate").is_empty(), status_code != 401);
        }
    }
}
