//! What a file is, by its first bytes and its name. The browser's word is only ever a reason to refuse.

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sniffed {
    Pdf,
    Png,
    Jpeg,
    Gif,
    Heic,
    /// Any zip.
    Zip,
    /// A zip of Office Open XML.
    OfficeXml,
    /// A zip of OpenDocument.
    OpenDocument,
    /// The container of old Office.
    Ole,
    Text,
    Unknown,
}

/// A type that we take.
pub(crate) struct FileType {
    extensions: &'static [&'static str],
    /// The media type that is kept.
    pub(crate) media_type: &'static str,
    sniffed: &'static [Sniffed],
    /// Other names that browsers give it.
    aliases: &'static [&'static str],
}

const ZIP_ALIASES: &[&str] = &["application/zip", "application/x-zip", "application/x-zip-compressed"];
const OLE_ALIASES: &[&str] = &["application/x-ole-storage", "application/vnd.ms-office", "application/cdfv2"];

const TYPES: &[FileType] = &[
    FileType {
        extensions: &["pdf"],
        media_type: "application/pdf",
        sniffed: &[Sniffed::Pdf],
        aliases: &["application/x-pdf"],
    },
    FileType { extensions: &["png"], media_type: "image/png", sniffed: &[Sniffed::Png], aliases: &["image/x-png"] },
    FileType {
        extensions: &["jpg", "jpeg"],
        media_type: "image/jpeg",
        sniffed: &[Sniffed::Jpeg],
        aliases: &["image/jpg", "image/pjpeg"],
    },
    FileType { extensions: &["gif"], media_type: "image/gif", sniffed: &[Sniffed::Gif], aliases: &[] },
    FileType {
        extensions: &["heic", "heif"],
        media_type: "image/heic",
        sniffed: &[Sniffed::Heic],
        aliases: &["image/heif"],
    },
    FileType {
        extensions: &["docx"],
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        sniffed: &[Sniffed::OfficeXml],
        aliases: ZIP_ALIASES,
    },
    FileType {
        extensions: &["xlsx"],
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        sniffed: &[Sniffed::OfficeXml],
        aliases: ZIP_ALIASES,
    },
    FileType {
        extensions: &["odt"],
        media_type: "application/vnd.oasis.opendocument.text",
        sniffed: &[Sniffed::OpenDocument],
        aliases: ZIP_ALIASES,
    },
    FileType {
        extensions: &["ods"],
        media_type: "application/vnd.oasis.opendocument.spreadsheet",
        sniffed: &[Sniffed::OpenDocument],
        aliases: ZIP_ALIASES,
    },
    FileType {
        extensions: &["zip"],
        media_type: "application/zip",
        sniffed: &[Sniffed::Zip, Sniffed::OfficeXml, Sniffed::OpenDocument],
        aliases: ZIP_ALIASES,
    },
    FileType { extensions: &["doc"], media_type: "application/msword", sniffed: &[Sniffed::Ole], aliases: OLE_ALIASES },
    FileType {
        extensions: &["xls"],
        media_type: "application/vnd.ms-excel",
        sniffed: &[Sniffed::Ole],
        aliases: OLE_ALIASES,
    },
    FileType {
        extensions: &["msg"],
        media_type: "application/vnd.ms-outlook",
        sniffed: &[Sniffed::Ole],
        aliases: OLE_ALIASES,
    },
    FileType { extensions: &["txt"], media_type: "text/plain", sniffed: &[Sniffed::Text], aliases: &[] },
    FileType {
        extensions: &["csv"],
        media_type: "text/csv",
        sniffed: &[Sniffed::Text],
        aliases: &["text/plain", "application/csv", "application/vnd.ms-excel", "text/comma-separated-values"],
    },
];

/// Returns all types that we take, for a question that takes any.
pub fn media_types() -> String {
    TYPES.iter().map(|known| known.media_type).collect::<Vec<_>>().join(",")
}

/// Returns the type of a file when its extension, its first bytes and the type that the browser declared agree.
pub(crate) fn file_type(name: &str, declared: &str, first_bytes: &[u8]) -> Option<&'static FileType> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let found = TYPES.iter().find(|known| known.extensions.contains(&extension.as_str()))?;
    let declared = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_declared = matches!(declared.as_str(), "" | "application/octet-stream" | "binary/octet-stream")
        || declared == found.media_type
        || found.aliases.contains(&declared.as_str());
    (is_declared && found.sniffed.contains(&sniff(first_bytes))).then_some(found)
}

/// Decides what the first bytes are.
pub(crate) fn sniff(bytes: &[u8]) -> Sniffed {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Sniffed::Pdf,
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Sniffed::Png,
        [0xff, 0xd8, 0xff, ..] => Sniffed::Jpeg,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Sniffed::Gif,
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heic(brand) => Sniffed::Heic,
        [b'P', b'K', 3, 4, ..] => zip(bytes),
        // An empty zip has only its end record.
        [b'P', b'K', 5, 6, ..] => Sniffed::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Sniffed::Ole,
        bytes if is_text(bytes) => Sniffed::Text,
        _ => Sniffed::Unknown,
    }
}

fn is_heic(brand: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] = [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"];
    BRANDS.iter().any(|known| brand.starts_with(known))
}

/// The name of the first entry tells what kind of zip it is.
fn zip(bytes: &[u8]) -> Sniffed {
    let number =
        |at: usize| bytes.get(at..at + 2).map_or(0, |pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])));
    let name = bytes.get(30..).map(|rest| &rest[..number(26).min(rest.len())]).unwrap_or_default();
    const OFFICE: [&[u8]; 6] = [b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"customXml/"];
    if name == b"mimetype" {
        let content = bytes.get(30 + name.len() + number(28)..).unwrap_or_default();
        return if content.starts_with(b"application/vnd.oasis.opendocument.") {
            Sniffed::OpenDocument
        } else {
            Sniffed::Zip
        };
    }
    if OFFICE.iter().any(|prefix| name.starts_with(prefix)) { Sniffed::OfficeXml } else { Sniffed::Zip }
}

/// Text has no control characters but tab, line ends and form feed. Old files are not UTF-8, so other bytes are allowed.
fn is_text(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| !matches!(byte, 0..=8 | 11 | 14..=31 | 127))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip_of(name: &str, content: &str) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([0; 22]);
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        bytes.extend(content.as_bytes());
        bytes
    }

    #[test]
    fn extension_bytes_and_declared_type_must_agree() {
        let docx = zip_of("[Content_Types].xml", "");
        let odt = zip_of("mimetype", "application/vnd.oasis.opendocument.text");
        let jar = zip_of("META-INF/MANIFEST.MF", "");
        let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".as_slice();
        let heic = b"\0\0\0\x18ftypheic\0\0".as_slice();
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        let cases: &[(&str, &str, &[u8], Option<&str>)] = &[
            ("besluit.pdf", "application/pdf", b"%PDF-1.7", Some("application/pdf")),
            ("BESLUIT.PDF", "", b"%PDF-1.7", Some("application/pdf")),
            ("besluit.pdf", "application/octet-stream", b"%PDF-1.7", Some("application/pdf")),
            ("besluit.pdf", "image/png", b"%PDF-1.7", None),
            ("besluit.pdf", "application/pdf", b"MZ\x90\0", None),
            ("besluit.pdf", "application/pdf", b"", None),
            ("besluit.pdf.exe", "application/pdf", b"%PDF-1.7", None),
            ("eicar.com", "", b"X5O!P%@AP", None),
            ("besluit", "application/pdf", b"%PDF-1.7", None),
            ("foto.png", "image/png", b"\x89PNG\r\n\x1a\n", Some("image/png")),
            ("foto.jpg", "image/pjpeg", b"\xff\xd8\xff\xe0", Some("image/jpeg")),
            ("foto.jpeg", "image/jpeg", b"\xff\xd8\xff\xe0", Some("image/jpeg")),
            ("foto.jpg", "image/jpeg", b"\x89PNG\r\n\x1a\n", None),
            ("foto.gif", "image/gif", b"GIF89a", Some("image/gif")),
            ("foto.heic", "image/heif", heic, Some("image/heic")),
            ("brief.docx", word, &docx, Some(word)),
            ("brief.docx", "application/zip", &docx, Some(word)),
            ("brief.docx", word, &jar, None),
            ("brief.odt", "", &odt, Some("application/vnd.oasis.opendocument.text")),
            ("brief.odt", "", &docx, None),
            ("alles.zip", "application/x-zip-compressed", &jar, Some("application/zip")),
            ("brief.doc", "application/msword", ole, Some("application/msword")),
            ("lijst.xls", "application/vnd.ms-excel", ole, Some("application/vnd.ms-excel")),
            ("lijst.csv", "application/vnd.ms-excel", b"a;b\r\n1;2", Some("text/csv")),
            ("notitie.txt", "text/plain; charset=utf-8", "één".as_bytes(), Some("text/plain")),
            ("notitie.txt", "text/plain", b"a\0b", None),
            ("plaatje.svg", "image/svg+xml", b"<svg/>", None),
        ];
        for (name, declared, bytes, expected) in cases {
            let found = file_type(name, declared, bytes).map(|found| found.media_type);
            assert_eq!(found, *expected, "{name} {declared}");
        }
    }
}
