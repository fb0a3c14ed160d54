//! The fonts, as part of the program: a letter looks the same on every machine, and no font is fetched.

use typst::foundations::Bytes;
use typst::text::Font;

/// One family and its files.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    pub(crate) fonts: Vec<Font>,
}

/// Loads the families in the order in which `document.typ` names them.
///
/// Noto Sans has every Latin letter that Dutch registers use, with stacked accents, and Greek and Cyrillic.
/// DejaVu Sans adds Arabic, Hebrew, Armenian, Georgian and symbols, Noto Emoji what its name says; both in one weight.
/// Chinese, Japanese and Korean are left out: 5 MB or more each, and Dutch registers are kept in Latin script.
pub(crate) fn load() -> Vec<Family> {
    let families: [&[&'static [u8]]; 3] = [
        &[ttf_noto_sans::REGULAR, ttf_noto_sans::BOLD, ttf_noto_sans::ITALIC],
        &[dejavu::sans::regular()],
        &[epaint_default_fonts::NOTO_EMOJI_REGULAR],
    ];
    families
        .into_iter()
        .map(|files| Family {
            fonts: files
                .iter()
                .map(|file| {
                    Font::new(Bytes::new(*file), 0).expect("the fonts are part of the program, a test loads them")
                })
                .collect(),
        })
        .collect()
}
