//! A request to a router in this process, and what came back.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt;

use crate::form::Form;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status_code: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Vec<u8>,
}

/// Sends a request to a router, and reads the answer to its end.
pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status_code: parts.status, headers: parts.headers, body }
}

impl Answer {
    /// Returns the body as text, which it must be.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// Returns the body as JSON; `null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// Returns a header, when it is there.
    pub fn find_header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Returns a header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.find_header(name).unwrap_or_default()
    }

    /// Returns where it leads to; empty when it leads nowhere.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION.as_str())
    }

    /// Returns the cookies that it sets, with their attributes.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }
}

/// What an API answers.
impl Answer {
    /// Returns the HTTP status and, of a problem, its code.
    pub fn outcome(&self) -> (u16, String) {
        let json = self.json();
        (self.status_code.as_u16(), json["code"].as_str().unwrap_or_default().to_owned())
    }

    /// Returns the faults of a problem, as `name code`.
    pub fn faults(&self) -> Vec<String> {
        faults(&self.json())
    }

    /// Returns the `url` of a resource, which it must have.
    pub fn url(&self) -> String {
        self.json()["url"].as_str().unwrap_or_else(|| panic!("no url in {}", self.json())).to_owned()
    }
}

/// What a page shows.
impl Answer {
    /// Returns the page without tags and line breaks, to look for sentences in.
    pub fn words(&self) -> String {
        let mut words = String::new();
        let mut is_tag = false;
        for c in self.text().chars() {
            match c {
                '<' => is_tag = true,
                '>' => {
                    is_tag = false;
                    words.push(' ');
                }
                c if !is_tag => words.push(c),
                _ => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns the first link on the page that starts like this.
    pub fn link(&self, start: &str) -> String {
        let rest = self.text().split(&format!("href=\"{start}")).nth(1);
        let rest = rest.unwrap_or_else(|| panic!("no link to {start}:\n{}", self.text()));
        format!("{start}{}", rest.split('"').next().unwrap())
    }

    /// Returns the first form on the page whose address ends like this.
    pub fn form(&self, action: &str) -> Form {
        Form::find(self.text(), action).unwrap_or_else(|| panic!("no form to {action}:\n{}", self.text()))
    }

    /// Returns the value of the first hidden field with this name.
    pub fn field(&self, name: &str) -> String {
        let rest = self.text().split(&format!("name=\"{name}\" value=\"")).nth(1);
        let rest = rest.unwrap_or_else(|| panic!("no {name} in {}", self.text()));
        rest.split('"').next().unwrap().to_owned()
    }
}

/// Returns the faults of a problem, as `name code`.
pub fn faults(problem: &Value) -> Vec<String> {
    let params = problem["invalidParams"].as_array().cloned().unwrap_or_default();
    params.iter().map(|one| format!("{} {}", one["name"].as_str().unwrap(), one["code"].as_str().unwrap())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> Answer {
        Answer { status_code: StatusCode::OK, headers: HeaderMap::new(), body: body.into() }
    }

    #[test]
    fn a_page_is_read_for_what_a_person_sees_and_a_program_sends_back() {
        let page =
            answer("<h1>Mijn\n zaken</h1><a href=\"/mijn/zaken/1\">Bezwaar</a><input name=\"merk\" value=\"a1\">");
        assert_eq!(page.words(), "Mijn zaken Bezwaar");
        assert_eq!((page.link("/mijn/zaken/"), page.field("merk")), ("/mijn/zaken/1".to_owned(), "a1".to_owned()));
        assert_eq!((page.location(), page.find_header("etag")), ("", None));
    }

    #[test]
    fn a_problem_is_told_in_a_line_for_each_fault() {
        let problem = answer(r#"{"code": "invalid", "invalidParams": [{"name": "titel", "code": "blank"}]}"#);
        assert_eq!(
            (problem.outcome(), problem.faults()),
            ((200, "invalid".to_owned()), vec!["titel blank".to_owned()])
        );
    }
}
