//! Products: what a municipality offers, in words for residents. A file `producten/<slug>.md` is one: lines with a name and a value, an
//! empty line, and then sections as in a message.

use crate::Bouwsteen;

/// What a municipality offers. Open Formulieren has a product with name, price and information too; here its text is in sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Part of its address.
    pub slug: String,
    /// The name, as residents know it.
    pub titel: String,
    /// One sentence.
    pub samenvatting: String,
    /// The slug of the form that one applies with.
    pub formulier: String,
    /// The heading that it stands below.
    pub thema: String,
    /// The uniform product name of the government, or empty.
    pub upl: String,
    /// What it costs, in words, or empty.
    pub kosten: String,
    /// The sections: [`messages::parse_blokken`] takes them apart.
    pub tekst: String,
}

/// The names of the first lines, and whether each must be there.
const VELDEN: [(&str, bool); 6] =
    [("Titel", true), ("Samenvatting", true), ("Formulier", true), ("Thema", true), ("UPL", false), ("Kosten", false)];

/// Reads the products of a package, or tells every fault with its file and line.
pub(crate) fn products(bouwsteen: &Bouwsteen) -> (Vec<Product>, Vec<String>) {
    let (mut products, mut faults) = (Vec::new(), Vec::new());
    for (name, text) in bouwsteen.folder("producten") {
        match parse(name, text) {
            Ok(product) => products.push(product),
            Err(found) => faults.extend(found.into_iter().map(|fault| format!("producten/{name}: {fault}"))),
        }
    }
    for product in &products {
        if bouwsteen.file(&format!("formulieren/{}/forms.json", product.formulier)).is_none() {
            faults.push(format!(
                "producten/{}.md: Formulier names `{}`, which the package lacks",
                product.slug, product.formulier
            ));
        }
    }
    (products, faults)
}

fn parse(name: &str, text: &str) -> Result<Product, Vec<String>> {
    let mut faults = Vec::new();
    let slug = name.strip_suffix(".md").unwrap_or_default();
    let is_slug_byte = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if slug.is_empty() || !slug.bytes().all(is_slug_byte) {
        faults.push("the name of the file has only lower-case letters, digits and -, and ends in .md".to_owned());
    }
    let mut values: [Option<&str>; VELDEN.len()] = [None; VELDEN.len()];
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    for (index, line) in lines.by_ref().take_while(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        let (field, value) =
            line.split_once(':').map_or((line.trim(), ""), |(field, value)| (field.trim(), value.trim()));
        match VELDEN.iter().position(|(known, _)| *known == field) {
            None => faults
                .push(format!("line {number}: `{field}` is none of {}", VELDEN.map(|(known, _)| known).join(", "))),
            Some(_) if value.is_empty() => faults.push(format!("line {number}: {field} is empty")),
            Some(at) if values[at].is_some() => faults.push(format!("line {number}: {field} is there twice")),
            Some(at) => values[at] = Some(value),
        }
    }
    for ((field, is_required), value) in VELDEN.iter().zip(values) {
        if *is_required && value.is_none() {
            faults.push(format!("line 1: {field} is missing"));
        }
    }
    let rest: Vec<(usize, &str)> = lines.skip_while(|(_, line)| line.trim().is_empty()).collect();
    match rest.first() {
        None => faults.push(format!("line {}: there are no sections", text.lines().count() + 1)),
        Some((index, line)) if !line.starts_with("# ") => {
            faults.push(format!("line {}: the sections begin with a heading, such as `# Wat is het?`", index + 1));
        }
        Some(_) => {}
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let [titel, samenvatting, formulier, thema, upl, kosten] = values.map(|value| value.unwrap_or_default().to_owned());
    let tekst = rest.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
    Ok(Product { slug: slug.to_owned(), titel, samenvatting, formulier, thema, upl, kosten, tekst })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_read_or_says_where_it_is_wrong() {
        let head = "Titel: Bezwaar maken\nSamenvatting: Kort.\nFormulier: bezwaar\nThema: Bezwaar";
        let body = "# Wat is het?\n\nTekst: met een dubbele punt.";
        let cases = [
            ("bezwaar.md", format!("{head}\nKosten: Gratis\n\n{body}"), vec![]),
            ("bezwaar.md", format!("{head}\n\n\n{body}"), vec![]),
            (
                "Bezwaar.md",
                format!("{head}\n\n{body}"),
                vec!["the name of the file has only lower-case letters, digits and -, and ends in .md"],
            ),
            (
                "bezwaar.md",
                format!("{head}\nPrijs: 1\n\n{body}"),
                vec!["line 5: `Prijs` is none of Titel, Samenvatting, Formulier, Thema, UPL, Kosten"],
            ),
            (
                "bezwaar.md",
                format!("{head}\nUPL:\nThema: Weer\n\n{body}"),
                vec!["line 5: UPL is empty", "line 6: Thema is there twice"],
            ),
            (
                "bezwaar.md",
                format!("Titel: A\n\n{body}"),
                vec!["line 1: Samenvatting is missing", "line 1: Formulier is missing", "line 1: Thema is missing"],
            ),
            ("bezwaar.md", head.to_owned(), vec!["line 5: there are no sections"]),
            (
                "bezwaar.md",
                format!("{head}\n\nTekst zonder kop."),
                vec!["line 6: the sections begin with a heading, such as `# Wat is het?`"],
            ),
        ];
        for (name, text, expected) in cases {
            let found = parse(name, &text);
            let faults = found.as_ref().err().cloned().unwrap_or_default();
            assert_eq!(faults, expected, "{text}");
            if let Ok(product) = found {
                assert_eq!((product.slug.as_str(), product.titel.as_str()), ("bezwaar", "Bezwaar maken"));
                assert_eq!(product.tekst, body);
            }
        }
    }
}
