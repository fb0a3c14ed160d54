//! How a document leaves the site: as a file with a name that harms nobody.

/// Longer names are cut by some systems, and then lose their extension.
const NAME_LENGTH_MAX: usize = 120;

/// Returns a name that is safe in a header and on a disk: no path, quotes or line breaks. A document without a name gets its title.
pub fn file_name(bestandsnaam: &str, titel: &str, formaat: &str) -> String {
    let name = match bestandsnaam.trim() {
        "" if format_word(formaat) == "bestand" => titel.to_owned(),
        "" => format!("{titel}.{}", format_word(formaat)),
        name => name.to_owned(),
    };
    let is_unsafe =
        |c: char| c.is_control() || matches!(c, '/' | '\\' | '"' | '\'' | '<' | '>' | '|' | ':' | '*' | '?' | ';');
    let clean: String = name.chars().filter(|c| !is_unsafe(*c)).take(NAME_LENGTH_MAX).collect();
    let clean = clean.trim_matches(['.', ' ']);
    if clean.is_empty() { "document".to_owned() } else { clean.to_owned() }
}

/// Returns the media type for the header; what is none is bytes.
pub fn media_type(formaat: &str) -> &str {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-' | b'_'))
    };
    match formaat.split_once('/') {
        Some((kind, rest)) if is_token(kind) && is_token(rest) => formaat,
        _ => "application/octet-stream",
    }
}

/// Returns a word for a media type, as people know it.
pub fn format_word(media_type: &str) -> &str {
    let kind = media_type.split(';').next().unwrap_or_default().trim();
    match kind {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "application/msword" => "doc",
        "application/octet-stream" | "" => "bestand",
        "image/jpeg" => "jpg",
        "text/plain" => "txt",
        other => other.rsplit('/').next().unwrap_or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_safe_in_a_header_and_on_a_disk() {
        let cases = [
            ("besluit.pdf", "Besluit", "application/pdf", "besluit.pdf"),
            ("", "Besluit", "application/pdf", "Besluit.pdf"),
            ("", "Besluit", "", "Besluit"),
            ("../../etc/\"pass\r\nwd\"", "x", "", "etcpasswd"),
            ("a\r\nSet-Cookie: b=c;.pdf", "x", "", "aSet-Cookie b=c.pdf"),
            ("...", "x", "", "document"),
            ("überzicht é.pdf", "x", "", "überzicht é.pdf"),
        ];
        for (bestandsnaam, titel, formaat, expected) in cases {
            assert_eq!(file_name(bestandsnaam, titel, formaat), expected, "{bestandsnaam:?}");
        }
    }

    #[test]
    fn what_is_no_media_type_is_bytes() {
        let cases = [
            ("application/pdf", "application/pdf"),
            ("image/svg+xml", "image/svg+xml"),
            ("", "application/octet-stream"),
            ("pdf", "application/octet-stream"),
            ("text/html\r\nX: y", "application/octet-stream"),
        ];
        for (formaat, expected) in cases {
            assert_eq!(media_type(formaat), expected, "{formaat:?}");
        }
    }

    #[test]
    fn a_media_type_becomes_a_word() {
        let cases = [
            ("application/pdf", "pdf"),
            ("image/jpeg", "jpg"),
            ("text/plain; charset=utf-8", "txt"),
            ("", "bestand"),
            ("application/octet-stream", "bestand"),
        ];
        for (media_type, expected) in cases {
            assert_eq!(format_word(media_type), expected);
        }
    }
}
