//! Text as an archive may hold it: each character can be seen.
//!
//! PDF/A refuses a document with a character that the font lacks, and a resident's strange character may not stop a letter.

use serde_json::{Map, Value};
use typst::text::Coverage;
use unicode_segmentation::UnicodeSegmentation;

use crate::fonts::Family;

/// Stands for a character that can't be shown.
const REPLACEMENT: char = '\u{FFFD}';

/// Knows which characters the fonts have.
#[derive(Debug)]
pub(crate) struct Displayable {
    /// Per family the coverage of each of its fonts: bold text needs the character too.
    families: Vec<Vec<Coverage>>,
}

impl Displayable {
    pub(crate) fn new(families: &[Family]) -> Self {
        let coverages =
            |family: &Family| family.fonts.iter().map(|font| font.info().coverage.clone()).collect::<Vec<_>>();
        Self { families: families.iter().map(coverages).collect() }
    }

    /// Returns the value with every text in it, keys included, made displayable.
    pub(crate) fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(items) => Value::Array(items.iter().map(|item| self.value(item)).collect()),
            Value::Object(fields) => Value::Object(
                fields.iter().map(|(key, value)| (self.text(key), self.value(value))).collect::<Map<_, _>>(),
            ),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    /// Returns the text with one kind of line end, and `�` for whatever can't be shown.
    pub(crate) fn text(&self, text: &str) -> String {
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte) || byte == b'\n') {
            return text.to_owned();
        }

        // A letter and its accents are drawn from one font, so they are looked up together.
        let mut shown = String::with_capacity(text.len());
        for cluster in text.graphemes(true) {
            match cluster {
                "\r\n" | "\r" | "\u{85}" | "\u{2028}" | "\u{2029}" | "\u{B}" | "\u{C}" => shown.push('\n'),
                "\t" => shown.push(' '),
                _ => self.push_cluster(&mut shown, cluster),
            }
        }
        shown
    }

    fn push_cluster(&self, shown: &mut String, cluster: &str) {
        let is_shown = |family: usize, c: char| is_invisible_helper(c) || self.has(family, c);
        let families = 0..self.families.len();
        if families.clone().any(|family| cluster.chars().all(|c| is_shown(family, c))) {
            shown.push_str(cluster);
            return;
        }
        // The family of the first character decides; what it lacks becomes visible as missing.
        let base = cluster.chars().next().and_then(|first| families.clone().find(|&family| self.has(family, first)));
        match base {
            Some(family) => shown.extend(cluster.chars().map(|c| if is_shown(family, c) { c } else { REPLACEMENT })),
            None => shown.push(REPLACEMENT),
        }
    }

    fn has(&self, family: usize, c: char) -> bool {
        c == '\n' || !is_refused(c) && self.families[family].iter().all(|coverage| coverage.contains(c.into()))
    }
}

/// Joins or shapes its neighbours and has no glyph of its own.
fn is_invisible_helper(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE0E}' | '\u{FE0F}')
}

/// May not be in an archive (no meaning outside its font), or makes text read differently from what it says.
fn is_refused(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts;

    #[test]
    fn what_can_be_shown_stays_and_the_rest_is_marked() {
        let displayable = Displayable::new(&fonts::load());
        let cases = [
            ("Prinses Máxima, Bíj́voorbeeld, Ĳsselstein, 25 €", "Prinses Máxima, Bíj́voorbeeld, Ĳsselstein, 25 €"),
            ("Łukasz Şahin Đặng ẞ Ǧ ǩ Ȝ", "Łukasz Şahin Đặng ẞ Ǧ ǩ Ȝ"),
            ("Ελένη Иван", "Ελένη Иван"),
            ("שלום مرحبا", "שלום مرحبا"),
            ("👍 😀 🎉", "👍 😀 🎉"),
            ("één\r\ntwee\rdrie\tvier", "één\ntwee\ndrie vier"),
            ("nul\0bel\u{7}", "nul\u{FFFD}bel\u{FFFD}"),
            ("中文", "\u{FFFD}\u{FFFD}"),
            ("\u{E000}\u{FEFF}x", "\u{FFFD}\u{FFFD}x"),
            ("omge\u{202E}keerd", "omge\u{FFFD}keerd"),
        ];
        for (text, expected) in cases {
            assert_eq!(displayable.text(text), expected);
        }
    }
}
