//! Texts that others wrote, as they go out.

use std::borrow::Cow;

/// Returns a text without what spoils the page, the mail or the file name that it stands in: control characters become spaces, but for
/// the ends of lines and tabs, and what turns the direction of all that follows is left out. What is kept stays as it was given.
///
/// Marks that turn one character (U+200E, U+200F, U+061C) stay: names in Arabic and Hebrew have them, and they reach no further.
pub fn plain(text: &str) -> Cow<'_, str> {
    // Most texts have none, which their bytes tell: of UTF-8, control characters are below 0x20, 0x7F, or begin with 0xC2; the others with 0xE2.
    if !text.bytes().any(|byte| byte < b' ' || matches!(byte, 0x7F | 0xC2 | 0xE2)) || !text.contains(is_spoiling) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|one| !turns_direction(*one));
    Cow::Owned(kept.map(|one| if is_spoiling(one) { ' ' } else { one }).collect())
}

fn is_spoiling(one: char) -> bool {
    let is_line = matches!(one, '\n' | '\r' | '\t');
    (one.is_control() && !is_line) || matches!(one, '\u{2028}' | '\u{2029}') || turns_direction(one)
}

/// Decides whether this is an embedding, an override or an isolate, or its end. Rule: Unicode annex 9 (explicit directional formatting).
fn turns_direction(one: char) -> bool {
    matches!(one, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Decides whether a text has no control signs: no ends of lines, no tabs. A name or number that is passed on must be such.
pub fn is_one_line(text: &str) -> bool {
    !text.chars().any(|one| one.is_control() || matches!(one, '\u{2028}' | '\u{2029}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spoils_a_page_goes_and_the_rest_stays() {
        for (given, expected) in [
            ("Vergunning", "Vergunning"),
            ("regel 1\r\nregel 2\tkolom", "regel 1\r\nregel 2\tkolom"),
            ("a\0b\u{1B}[31mc\u{7F}", "a b [31mc "),
            ("foto\u{202E}gpj.exe", "fotogpj.exe"),
            ("\u{2067}links\u{2069} en \u{202A}verder", "links en verder"),
            ("a\u{85}b\u{2028}c", "a b c"),
            ("«Élise» – café €", "«Élise» – café €"),
            ("\u{5D0}\u{200F}!", "\u{5D0}\u{200F}!"),
        ] {
            assert_eq!(plain(given), expected, "{given:?}");
        }
        assert!(matches!(plain("Élise – €"), Cow::Borrowed(_)));
    }
}
