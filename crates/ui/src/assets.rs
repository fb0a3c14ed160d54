//! The built styles and scripts, embedded in the program.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use rust_embed::RustEmbed;
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "assets/dist"]
pub(crate) struct Dist;

/// A static file, ready to be sent. Its URL holds a hash of its content, so that it may be cached for ever.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The path in the URL, as [`asset_url`] gives it.
    pub path: String,
    /// The media type with its character set.
    pub content_type: &'static str,
    /// The content.
    pub bytes: Cow<'static, [u8]>,
    /// The same content, compressed with brotli.
    pub brotli: Option<Cow<'static, [u8]>>,
    /// The strong entity tag, with its quotes.
    pub etag: String,
}

#[derive(Deserialize)]
struct ManifestEntry {
    hash: String,
}

/// The manifest of the build: file name to the hash of its content.
fn manifest() -> &'static HashMap<String, ManifestEntry> {
    static MANIFEST: OnceLock<HashMap<String, ManifestEntry>> = OnceLock::new();
    MANIFEST.get_or_init(|| {
        let file = Dist::get("manifest.json").expect("build.rs checked that the assets are built");
        serde_json::from_slice(&file.data).expect("the asset build writes a valid manifest")
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Finds the file at a path such as `/static/1f2e3d4c/loket.css`; a path with an outdated hash is not found.
pub fn find_asset(path: &str) -> Option<Asset> {
    let (hash, name) = path.strip_prefix("/static/")?.split_once('/')?;
    let entry = manifest().get(name).filter(|entry| entry.hash == hash)?;
    let file = Dist::get(name)?;
    Some(Asset {
        path: path.to_owned(),
        content_type: content_type(name),
        bytes: file.data,
        brotli: Dist::get(&format!("{name}.br")).map(|file| file.data),
        etag: format!("\"{}\"", entry.hash),
    })
}

/// Returns the URL path of an asset, or `None` when the build made no such file.
pub(crate) fn find_asset_url(name: &str) -> Option<String> {
    manifest().get(name).map(|entry| format!("/static/{}/{name}", entry.hash))
}

/// Returns the URL path of an asset such as `loket.css`. An unknown name yields a path that will not be found.
pub fn asset_url(name: &str) -> String {
    find_asset_url(name).unwrap_or_else(|| format!("/static/onbekend/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_by_its_own_url_only() {
        for name in
            ["loket.css", "theme-denhaag.css", "theme-voorbeeld.css", "theme-loket.css", "loket.js", "workplace.js"]
        {
            let asset = find_asset(&asset_url(name)).unwrap_or_else(|| panic!("{name} is missing"));
            assert!(!asset.bytes.is_empty());
            assert!(asset.brotli.is_some_and(|brotli| brotli.len() < asset.bytes.len()));
            assert!(asset.path.contains(asset.etag.trim_matches('"')));
        }
        for path in
            ["/static/0000/loket.css", "/static/onbekend/weg.css", "/static/../Cargo.toml", "loket.css", "/static/"]
        {
            assert!(find_asset(path).is_none(), "{path}");
        }
    }
}
