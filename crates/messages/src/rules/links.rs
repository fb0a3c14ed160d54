//! What a mail program would make clickable. Rule: notificaties-aan-klanten section 8 (no links).

/// What stands where a link stood.
pub(crate) const REMOVED: &str = "[link verwijderd]";

/// Endings that make a word with a dot an address on the internet, in the eyes of mail programs and of people.
const ENDINGS: &str = "nl com org net eu be de fr uk info biz io co app dev me tv ly to cc gl link click online site website \
    web shop store top xyz club live today page amsterdam frl gov edu int ru cn tk ml us ca es it pl ch \
    at se no dk zip mov cloud tech space icu vip gd is gg";
const SCHEMES: &[&str] = &["http:", "https:", "ftp:", "mailto:", "tel:", "sms:", "javascript:", "data:", "file:"];

/// Decides whether the text holds something that looks like a link, or like the start of one.
pub(crate) fn has_link(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["](", "://", "www."].iter().any(|start| lower.contains(start))
        || text.split_whitespace().any(|word| is_link(core(word)))
}

/// Replaces everything that looks like a link; the punctuation around it stays.
pub(crate) fn strip_links(text: &str) -> String {
    let stripped: Vec<String> = text
        .split(' ')
        .map(|word| {
            let link = core(word);
            if is_link(link) { word.replacen(link, REMOVED, 1) } else { word.to_owned() }
        })
        .collect();
    stripped.join(" ")
}

/// Returns the word without the punctuation that a sentence puts around it.
fn core(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

fn is_link(word: &str) -> bool {
    // The ideographic full stops are dots to a browser.
    let word = word.to_lowercase().replace(['\u{3002}', '\u{ff0e}', '\u{ff61}'], ".");
    // An address can stand behind a bracket, an `@` or a comma as well.
    let mut parts = word.split(|character: char| "@,;()[]<>\"'|=!".contains(character));
    word.contains("://") || parts.any(|part| part.starts_with("www.") || has_scheme(part) || is_host(part))
}

fn has_scheme(part: &str) -> bool {
    SCHEMES.iter().any(|scheme| part.len() > scheme.len() && part.starts_with(scheme))
}

/// Decides whether this is `name.ending`, or `name.anything/path`.
fn is_host(part: &str) -> bool {
    let end = part.find(['/', ':', '?', '#']).unwrap_or(part.len());
    let (host, rest) = part.split_at(end);
    let Some((name, ending)) = host.trim_end_matches('.').rsplit_once('.') else { return false };
    let is_name = name.chars().last().is_some_and(char::is_alphanumeric);
    let is_ending = ending.len() >= 2 && ending.chars().all(char::is_alphabetic);
    let has_path = rest.starts_with('/') && rest.len() > 1;
    is_name && is_ending && (ENDINGS.split(' ').any(|known| known == ending) || ending.starts_with("xn--") || has_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_link_is_removed_and_ordinary_text_stays() {
        let cases = [
            ("Kijk op https://evil.example/x?y=1.", "Kijk op [link verwijderd]."),
            ("(www.evil.nl)", "([link verwijderd])"),
            ("HTTP://EVIL", "[link verwijderd]"),
            ("ga naar evil.nl!", "ga naar [link verwijderd]!"),
            ("mail jan@example.com nu", "mail [link verwijderd] nu"),
            ("[klik](javascript:alert(1))", "[[link verwijderd]))"),
            ("evil\u{3002}nl", "[link verwijderd]"),
            ("evil.foo/pad", "[link verwijderd]"),
            ("bel 14 070, t.a.v. mevrouw De Vries", "bel 14 070, t.a.v. mevrouw De Vries"),
            ("12.345,67 euro en/of o.a. dit.", "12.345,67 euro en/of o.a. dit."),
            ("Klaar.Bedankt", "Klaar.Bedankt"),
            ("ZAAK-2026-0000000001", "ZAAK-2026-0000000001"),
        ];
        for (text, expected) in cases {
            assert_eq!(strip_links(text), expected);
            assert_eq!(has_link(text), text != expected, "{text}");
        }
    }
}
