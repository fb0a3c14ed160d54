//! Finding the placeholders.

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Text as it stands.
    Text(String),
    /// `((name))`
    Value(String),
    /// `((name??parts))`
    If(String, Vec<Part>),
}

/// Nested deeper than this is a mistake, not a text.
const DEPTH_MAX: usize = 8;

/// Takes a template apart, or says in Dutch what is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Vec<Part>, String> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    parser.parts()
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn parts(&mut self) -> Result<Vec<Part>, String> {
        let start = self.at;
        let mut parts = Vec::new();
        let mut literal = String::new();
        // Round brackets of the text itself that are open: inside `((x??…))` they decide which `))` is the end.
        let mut open = 0_usize;
        while let Some(character) = self.rest().chars().next() {
            // Of three brackets in a row the innermost two are the placeholder.
            if self.rest().starts_with("((") && !self.rest().starts_with("(((") {
                flush(&mut literal, &mut parts);
                parts.push(self.placeholder()?);
                continue;
            }
            if self.depth > 0 && open == 0 && self.rest().starts_with("))") {
                self.at += 2;
                flush(&mut literal, &mut parts);
                return Ok(parts);
            }
            match character {
                '(' => open += 1,
                ')' => open = open.saturating_sub(1),
                _ => {}
            }
            literal.push(character);
            self.at += character.len_utf8();
        }
        if self.depth > 0 {
            return Err(unclosed(&self.text[start..]));
        }
        flush(&mut literal, &mut parts);
        Ok(parts)
    }

    /// Reads one placeholder; the parser stands at its `((`.
    fn placeholder(&mut self) -> Result<Part, String> {
        let start = self.at;
        self.at += 2;
        let name: String = self
            .rest()
            .chars()
            .take_while(|character| character.is_alphanumeric() || "._- ".contains(*character))
            .collect();
        self.at += name.len();
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(format!("na '((' hoort een naam: '{}'", excerpt(&self.text[start..])));
        }
        if self.rest().starts_with("))") {
            self.at += 2;
            return Ok(Part::Value(name));
        }
        if !self.rest().starts_with("??") {
            return Err(unclosed(&self.text[start..]));
        }
        self.at += 2;
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(format!("te veel haakjes in elkaar: '{}'", excerpt(&self.text[start..])));
        }
        let parts = self.parts()?;
        self.depth -= 1;
        Ok(Part::If(name, parts))
    }
}

fn flush(literal: &mut String, parts: &mut Vec<Part>) {
    if !literal.is_empty() {
        parts.push(Part::Text(std::mem::take(literal)));
    }
}

fn unclosed(text: &str) -> String {
    format!("'((' zonder '))': '{}'", excerpt(text))
}

fn excerpt(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Part {
        Part::Text(text.into())
    }

    fn value(name: &str) -> Part {
        Part::Value(name.into())
    }

    #[test]
    fn the_innermost_brackets_are_the_placeholder() {
        let cases = [
            ("a", vec![text("a")]),
            ("((a))", vec![value("a")]),
            ("(((a)))", vec![text("("), value("a"), text(")")]),
            ("bel ((t)) (((o))).", vec![text("bel "), value("t"), text(" ("), value("o"), text(").")]),
            ("((a??ja))", vec![Part::If("a".into(), vec![text("ja")])]),
            ("((a??voor ((d)).))", vec![Part::If("a".into(), vec![text("voor "), value("d"), text(".")])]),
            ("((a??op (((d)))))!", vec![Part::If("a".into(), vec![text("op ("), value("d"), text(")")]), text("!")]),
            ("((a??b((c??d))))", vec![Part::If("a".into(), vec![text("b"), Part::If("c".into(), vec![text("d")])])]),
            ("wat? (ja) :)", vec![text("wat? (ja) :)")]),
        ];
        for (template, expected) in cases {
            assert_eq!(parse(template).unwrap(), expected, "{template}");
        }
    }

    #[test]
    fn what_is_not_closed_is_refused() {
        for template in ["((a", "((a)", "((a??b", "((a??b)", "(())", "((??a))", "((a*b))"] {
            assert!(parse(template).is_err(), "{template}");
        }
        assert!(parse(&"((a??".repeat(10_000)).is_err());
    }
}
