//! Where to go back to: only inside this site.

use std::fmt;

/// A path (with query) of this site, safe to redirect to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// Reads a path that came from outside; `None` for everything that a browser could take for another site.
    pub fn parse(text: &str) -> Option<Self> {
        // `//host`, `/\host` and `/<tab>/host` are other sites to a browser. A path that decodes to such a thing stays a path.
        let is_local = text.starts_with('/')
            && !text.starts_with("//")
            && text.len() <= LENGTH_MAX
            && text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>'));
        is_local.then(|| Self(text.to_owned()))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the path as the value of a query parameter.
    pub fn as_query_value(&self) -> String {
        form_urlencoded::byte_serialize(self.0.as_bytes()).collect()
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Longer ones don't fit in a cookie.
const LENGTH_MAX: usize = 1000;

#[cfg(test)]
mod tests {
    use super::LocalPath;

    #[test]
    fn only_paths_of_this_site_are_local() {
        for path in ["/", "/mijn", "/mijn/zaken/1?tab=2#x", "/mijn?x=https://evil.nl"] {
            assert!(LocalPath::parse(path).is_some(), "{path}");
        }
        let long = format!("/{}", "a".repeat(1000));
        for path in [
            "",
            "mijn",
            "//evil.nl",
            "/\\evil.nl",
            "\\\\evil.nl",
            "https://evil.nl",
            "/\t/evil.nl",
            " /mijn",
            "/a\r\nSet-Cookie: x",
            "javascript:alert(1)",
            "/é",
            &long,
        ] {
            assert!(LocalPath::parse(path).is_none(), "{path}");
        }
    }
}
