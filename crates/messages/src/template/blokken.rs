//! The blocks of a text, and the text of blocks.

/// A block of a message. Pages show it with their own components; nothing in it is markup any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blok {
    /// A heading. There is one level.
    Kop(String),
    /// A paragraph, by line.
    Alinea(Vec<String>),
    /// A list with bullets.
    Lijst(Vec<String>),
    /// A list with numbers.
    Genummerd(Vec<String>),
}

/// Takes a text apart: of a message when its values are in it, or of a product.
pub fn parse_blokken(text: &str) -> Vec<Blok> {
    let mut blokken = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            is_open = false;
        } else if let Some(kop) = line.strip_prefix("# ").or_else(|| line.strip_prefix("## ")) {
            blokken.push(Blok::Kop(kop.trim().to_owned()));
            is_open = false;
        } else {
            let (item, make): (&str, fn(Vec<String>) -> Blok) =
                if let Some(item) = line.strip_prefix("* ").or_else(|| line.strip_prefix("- ")) {
                    (item, Blok::Lijst)
                } else if let Some(item) = numbered(line) {
                    (item, Blok::Genummerd)
                } else {
                    (line, Blok::Alinea)
                };
            add(&mut blokken, make(vec![item.trim().to_owned()]), is_open);
            is_open = true;
        }
    }
    blokken
}

/// Adds a line to the last block when both are of one kind, else as a block of its own.
fn add(blokken: &mut Vec<Blok>, new: Blok, is_open: bool) {
    match (blokken.last_mut(), new) {
        (Some(Blok::Alinea(lines)), Blok::Alinea(more))
        | (Some(Blok::Lijst(lines)), Blok::Lijst(more))
        | (Some(Blok::Genummerd(lines)), Blok::Genummerd(more))
            if is_open =>
        {
            lines.extend(more);
        }
        (_, new) => blokken.push(new),
    }
}

fn numbered(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
    // A year at the end of a sentence that starts a line is no list: numbers of lists are short.
    ((1..=2).contains(&(line.len() - rest.len()))).then(|| rest.strip_prefix(". ")).flatten()
}

/// Leaves out sections about the mail itself ("Waarom geen link in deze e-mail?"): in the inbox they make no sense.
pub(crate) fn without_mail_sections(blokken: Vec<Blok>) -> Vec<Blok> {
    let mut is_about_mail = false;
    blokken
        .into_iter()
        .filter(|blok| {
            if let Blok::Kop(kop) = blok {
                is_about_mail = kop.to_lowercase().contains("deze e-mail");
            }
            !is_about_mail
        })
        .collect()
}

/// Writes the plain text part of a mail: a heading is a line of its own.
pub(crate) fn to_text(blokken: &[Blok]) -> String {
    write(blokken, "")
}

/// Writes text that [`parse_blokken`] reads back.
pub(crate) fn to_markup(blokken: &[Blok]) -> String {
    write(blokken, "# ")
}

fn write(blokken: &[Blok], before_kop: &str) -> String {
    let blocks: Vec<String> = blokken
        .iter()
        .map(|blok| match blok {
            Blok::Kop(kop) => format!("{before_kop}{kop}"),
            Blok::Alinea(lines) => lines.join("\n"),
            Blok::Lijst(items) => items.iter().map(|item| format!("* {item}")).collect::<Vec<_>>().join("\n"),
            Blok::Genummerd(items) => {
                (1..).zip(items).map(|(number, item)| format!("{number}. {item}")).collect::<Vec<_>>().join("\n")
            }
        })
        .collect();
    blocks.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_and_written_back() {
        let text = "Beste Jan,\n\n# Wat kunt u doen?\n\n* een\n* twee\n\n1. eerst\n2. dan\n\n2026. Geen lijst.\n\nGroet,\nGemeente X";
        let blokken = parse_blokken(text);
        let expected = [
            Blok::Alinea(vec!["Beste Jan,".into()]),
            Blok::Kop("Wat kunt u doen?".into()),
            Blok::Lijst(vec!["een".into(), "twee".into()]),
            Blok::Genummerd(vec!["eerst".into(), "dan".into()]),
            Blok::Alinea(vec!["2026. Geen lijst.".into()]),
            Blok::Alinea(vec!["Groet,".into(), "Gemeente X".into()]),
        ];
        assert_eq!(blokken, expected);
        assert_eq!(to_markup(&blokken), text);
        assert_eq!(to_text(&blokken), text.replace("# ", ""));
    }

    #[test]
    fn the_inbox_has_no_sections_about_the_mail() {
        let blokken = parse_blokken("Een\n\n# Waarom geen link in deze e-mail?\n\nDaarom.\n\n# Vragen?\n\nBel.");
        assert_eq!(to_text(&without_mail_sections(blokken)), "Een\n\nVragen?\n\nBel.");
    }
}
