//! The scheme and host that the caller used, for absolute URLs in answers.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};

use crate::{App, WebSettings};

/// Scheme and host of this request, such as `https://loket.example.nl`. Use it in answers to the same caller only, never in mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    host_from: usize,
}

impl BaseUrl {
    /// Reads the host from the request; `None` when it is missing or holds more than a host name and a port.
    pub(crate) fn of(headers: &HeaderMap, uri: &Uri, settings: &WebSettings) -> Option<Self> {
        let forwarded = |name: &str| {
            let value = headers.get(name).filter(|_| settings.trust_forwarded)?.to_str().ok()?;
            // Proxies in a row append; the first is the one that the caller spoke to.
            value.split(',').next().map(str::trim).filter(|value| !value.is_empty())
        };
        // RFC 9112, 3.2: two hosts are none, and one in the line of the request counts before the header.
        let mut hosts = headers.get_all(header::HOST).iter();
        let (first, second) = (hosts.next(), hosts.next());
        if second.is_some() {
            return None;
        }
        let host = forwarded("x-forwarded-host")
            .or_else(|| uri.authority().map(|authority| authority.as_str()))
            .or_else(|| first?.to_str().ok())?;
        let is_host = !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
        if !is_host {
            return None;
        }
        let is_https = settings.public_https || forwarded("x-forwarded-proto") == Some("https");
        let scheme = if is_https { "https://" } else { "http://" };
        Some(Self { text: format!("{scheme}{}", host.to_ascii_lowercase()), host_from: scheme.len() })
    }

    /// Returns the base of nothing: what it makes are paths.
    pub const fn none() -> Self {
        Self { text: String::new(), host_from: 0 }
    }

    /// Returns scheme and host without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the absolute URL of a path that starts with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.text)
    }

    /// Returns the path and query of a URL of this program, or `None` for a URL of another system.
    pub fn find_path<'a>(&self, url: &'a str) -> Option<&'a str> {
        url.strip_prefix(self.text.as_str()).filter(|path| path.starts_with('/'))
    }

    /// Returns the port, when it is said.
    pub fn port(&self) -> Option<u16> {
        let (_, port) = self.host().rsplit_once(':')?;
        port.parse().ok()
    }

    /// Returns the host without its port.
    pub fn name(&self) -> &str {
        let host = self.host();
        self.port().and_then(|port| host.strip_suffix(&format!(":{port}"))).unwrap_or(host)
    }

    /// Returns the host, with its port if it has one.
    pub(crate) fn host(&self) -> &str {
        &self.text[self.host_from..]
    }
}

impl FromRequestParts<App> for BaseUrl {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        // A request that found its municipality has a host; for the others no URL is made.
        Ok(Self::of(&parts.headers, &parts.uri, app.settings()).unwrap_or(Self::none()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forwarded_headers_count_only_when_the_proxy_is_trusted() {
        let headers = |all: &[(&'static str, &str)]| -> HeaderMap {
            all.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
        };
        let direct = [("host", "A.example.nl:8080")];
        let proxied =
            [("host", "inside"), ("x-forwarded-host", "b.example.nl, inside"), ("x-forwarded-proto", "https")];
        let cases: [(&[_], bool, bool, Option<&str>); 7] = [
            (&direct, false, false, Some("http://a.example.nl:8080")),
            (&direct, true, false, Some("https://a.example.nl:8080")),
            (&proxied, false, false, Some("http://inside")),
            (&proxied, false, true, Some("https://b.example.nl")),
            (&[("host", "evil.nl/path?")], false, false, None),
            (&[("host", "a.example.nl"), ("host", "b.example.nl")], false, false, None),
            (&[], false, false, None),
        ];
        for (given, public_https, trust_forwarded, expected) in cases {
            let settings = WebSettings { public_https, trust_forwarded, ..WebSettings::default() };
            let base = BaseUrl::of(&headers(given), &Uri::from_static("/pad"), &settings);
            assert_eq!(base.as_ref().map(BaseUrl::as_str), expected, "{given:?}");
        }
        let absolute = Uri::from_static("http://b.example.nl/pad");
        let settings = WebSettings { public_https: false, ..WebSettings::default() };
        let base = BaseUrl::of(&headers(&direct), &absolute, &settings);
        assert_eq!(
            base.as_ref().map(BaseUrl::as_str),
            Some("http://b.example.nl"),
            "the line of the request counts first"
        );
    }

    #[test]
    fn only_own_urls_have_a_path_inside() {
        let with_port = |host: &str| BaseUrl { text: format!("http://{host}"), host_from: 7 }.port();
        assert_eq!(["a.nl:8080", "a.nl", "[::1]:80", "[::1]"].map(with_port), [Some(8080), None, Some(80), None]);
        let base = BaseUrl { text: "https://a.nl".into(), host_from: 8 };
        assert_eq!(base.find_path("https://a.nl/zaken/1"), Some("/zaken/1"));
        assert_eq!(base.find_path("https://a.nl.evil.nl/zaken/1"), None);
        assert_eq!(base.find_path("https://b.nl/zaken/1"), None);
    }
}
