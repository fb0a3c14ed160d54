//! What surrounds every page of this crate: footer, login, menu.

use ui::Link;

use crate::paths;
use crate::words::Words;

/// Returns the links in the footer.
pub fn footer(words: Words<'_>) -> Vec<Link> {
    let links = [
        ("portaal-contact-titel", paths::CONTACT),
        ("portaal-toegankelijkheid-titel", paths::TOEGANKELIJKHEID),
        ("portaal-privacy-titel", paths::PRIVACY),
        ("portaal-proclaimer-titel", paths::PROCLAIMER),
        ("portaal-cookies-titel", paths::COOKIES),
    ];
    links.map(|(key, href)| Link { label: words.text(key), href: href.to_owned() }).into()
}
