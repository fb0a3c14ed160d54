//! Somebody with a browser without script, at the pages of a router in this process: it keeps cookies and sends forms.

use std::cell::RefCell;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use store::Clock;

use crate::answer::{Answer, send};
use crate::database::tick;
use crate::form::Form;

/// The host of the municipality that is called, unless a test says another.
pub const HOST: &str = "a.example.nl";

/// What is said of the length of a body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Length {
    /// The truth, as browsers do.
    #[default]
    Told,
    /// Nothing, as programs may.
    Untold,
    /// So many bytes, true or not.
    Claimed(usize),
}

/// A browser.
pub struct Browser<'a> {
    router: &'a Router,
    csrf: Option<Box<dyn Fn() -> String + 'a>>,
    clock: Option<Arc<Clock>>,
    cookies: RefCell<Vec<(String, String)>>,
    /// Headers that go with each request.
    pub headers: Vec<(&'static str, &'static str)>,
    /// What it says of the length of what it sends.
    pub length: Length,
}

impl<'a> Browser<'a> {
    /// Opens a browser that was never here.
    pub fn new(router: &'a Router) -> Self {
        let (cookies, headers) = (RefCell::default(), Vec::new());
        Self { router, csrf: None, clock: None, cookies, headers, length: Length::Told }
    }

    /// Lets the forms that the test makes up hold what this says as the token against forgery.
    pub fn with_csrf(self, csrf: impl Fn() -> String + 'a) -> Self {
        Self { csrf: Some(Box::new(csrf)), ..self }
    }

    /// Moves this clock a second before each request, so that what comes later is later.
    pub fn ticking(self, clock: &Arc<Clock>) -> Self {
        Self { clock: Some(Arc::clone(clock)), ..self }
    }

    /// Returns a token against forgery, of the session; empty without one.
    pub fn csrf(&self) -> String {
        self.csrf.as_ref().map(|csrf| csrf()).unwrap_or_default()
    }

    /// Returns the value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
    }

    /// Keeps a cookie in place of the one with this name; an empty value takes it away.
    pub fn set_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.borrow_mut();
        cookies.retain(|(own, _)| own != name);
        if !value.is_empty() {
            cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Decides whether it keeps any cookie.
    pub fn has_cookies(&self) -> bool {
        !self.cookies.borrow().is_empty()
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// Asks for a page that must be there.
    pub async fn read(&self, path: &str) -> Answer {
        let answer = self.get(path).await;
        let (location, body) = (answer.location(), String::from_utf8_lossy(&answer.body));
        assert_eq!(answer.status_code, StatusCode::OK, "{path}: {location} {body}");
        answer
    }

    /// Sends a form.
    pub async fn submit(&self, form: &Form) -> Answer {
        self.send(Method::POST, &form.action, Some(form.body())).await
    }

    /// Sends a form and follows where it leads; the form must be accepted. Returns where it led to, and what is there.
    pub async fn follow(&self, form: &Form) -> (String, Answer) {
        let answer = self.submit(form).await;
        assert_eq!(answer.status_code, StatusCode::SEE_OTHER, "{}: {}", form.action, answer.text());
        let location = answer.location().to_owned();
        let page = self.read(&location).await;
        (location, page)
    }

    /// Sends a made-up form with these answers and nothing else.
    pub async fn post(&self, path: &str, answers: &[(&str, &str)]) -> Answer {
        let mut form = Form::to(path, false);
        for (name, value) in answers {
            form.add(name, value);
        }
        self.submit(&form).await
    }

    /// Sends a made-up form with the token of the session and these answers.
    pub async fn fill(&self, path: &str, answers: &[(&str, &str)]) -> Answer {
        self.submit(&self.filled(path, answers, false)).await
    }

    /// Presses a button that is a form of its own.
    pub async fn press(&self, path: &str) -> Answer {
        self.press_with(path, &self.csrf()).await
    }

    /// Presses such a button with this token.
    pub async fn press_with(&self, path: &str, csrf: &str) -> Answer {
        self.post(path, &[("csrf", csrf)]).await
    }

    /// Makes up a form with the token of the session and these answers, to be sent or to be changed first.
    pub fn filled(&self, path: &str, answers: &[(&str, &str)], is_multipart: bool) -> Form {
        let mut form = Form::to(path, is_multipart);
        form.set("csrf", &self.csrf());
        for (name, value) in answers {
            form.add(name, value);
        }
        form
    }

    async fn send(&self, method: Method, path: &str, body: Option<(&'static str, Vec<u8>)>) -> Answer {
        if let Some(clock) = &self.clock {
            tick(clock);
        }
        let mut request = Request::builder().method(method).uri(path);
        if !self.headers.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, HOST);
        }
        let jar: Vec<_> = self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !jar.is_empty() {
            request = request.header(header::COOKIE, jar.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some((content_type, body)) => {
                request = request.header(header::CONTENT_TYPE, content_type);
                request = match self.length {
                    Length::Told => request.header(header::CONTENT_LENGTH, body.len()),
                    Length::Untold => request,
                    Length::Claimed(length) => request.header(header::CONTENT_LENGTH, length),
                };
                Body::from(body)
            }
            None => Body::empty(),
        };
        let answer = send(self.router, request.body(body).unwrap()).await;
        for cookie in answer.cookies() {
            let (name, rest) = cookie.split_once('=').unwrap();
            self.set_cookie(name, rest.split(';').next().unwrap());
        }
        answer
    }
}
