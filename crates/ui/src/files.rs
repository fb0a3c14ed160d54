//! Which files a question takes, in words that a resident knows.

use crate::{Arg, Texts};

/// Kinds of files with the key of their name and, where it says more, how each file ends. In the order in which they are named.
const KINDS: &[(&str, &[(&str, &str)])] = &[
    ("bestand-pdf", &[("application/pdf", "")]),
    (
        "bestand-word",
        &[
            ("application/msword", ""),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ""),
            ("application/vnd.oasis.opendocument.text", "odt"),
        ],
    ),
    (
        "bestand-excel",
        &[
            ("application/vnd.ms-excel", ""),
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""),
            ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
        ],
    ),
    (
        "bestand-foto",
        &[("image/jpeg", "jpg"), ("image/png", "png"), ("image/heic", "heic"), ("image/gif", "gif"), ("image/*", "")],
    ),
    ("bestand-tekst", &[("text/plain", "txt"), ("text/csv", "csv")]),
    ("bestand-mail", &[("application/vnd.ms-outlook", "msg")]),
    ("bestand-zip", &[("application/zip", "zip")]),
];

/// Returns "een pdf, een Word-bestand of een foto (jpg, png)" for a list of media types as in the `accept` of HTML.
/// Types that nobody knows by name are left out; "een ander bestand" when nothing is left.
pub(crate) fn kinds(texts: &Texts, lang: &str, accept: &str) -> String {
    let types: Vec<&str> = accept.split(',').map(str::trim).collect();
    let mut named: Vec<String> = Vec::new();
    for (key, known) in KINDS {
        let found: Vec<&str> = known.iter().filter(|(own, _)| types.contains(own)).map(|(_, ending)| *ending).collect();
        if found.is_empty() {
            continue;
        }
        let endings: Vec<&str> = found.into_iter().filter(|ending| !ending.is_empty()).collect();
        let name = texts.text(lang, key, &[]);
        named.push(if endings.is_empty() { name } else { format!("{name} ({})", endings.join(", ")) });
    }
    match named.split_last() {
        None => texts.text(lang, "bestand-ander", &[]),
        Some((only, [])) => only.clone(),
        Some((last, others)) => {
            let args = [("eerste", Arg::from(others.join(", "))), ("laatste", Arg::from(last.as_str()))];
            texts.text(lang, "bestand-keuze", &args)
        }
    }
}

/// Returns a limit as a number of MB, as forms set it: of 1,048,576 bytes.
pub(crate) fn megabytes(lang: &str, bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) / (1 << 20);
    let decimal = if lang == "en" { "." } else { "," };
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}{decimal}{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_named_as_people_name_them() {
        let texts = Texts::builder().build().unwrap();
        let word = "application/msword,application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        let all = format!("application/pdf,image/jpeg,image/png,image/heic,{word}");
        let cases = [
            (all.as_str(), "een pdf, een Word-bestand of een foto (jpg, png, heic)"),
            ("application/pdf", "een pdf"),
            ("image/*", "een foto"),
            ("text/csv, application/pdf", "een pdf of een tekstbestand (csv)"),
            ("application/x-onbekend", "een ander bestand"),
            ("", "een ander bestand"),
        ];
        for (accept, expected) in cases {
            assert_eq!(kinds(&texts, "nl", accept), expected);
        }
        assert_eq!(kinds(&texts, "en", &all), "a PDF, a Word file or a photo (jpg, png, heic)");
    }

    #[test]
    fn limits_read_as_people_write_them() {
        for (bytes, expected) in [(10 << 20, "10"), ((5 << 20) / 2, "2,5"), (1 << 20, "1")] {
            assert_eq!(megabytes("nl", bytes), expected);
        }
    }
}
