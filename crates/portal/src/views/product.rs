//! A product: what a municipality offers, in words for residents.

use forms::Formulier;
use packages::Product;
use serde::Serialize;

use super::berichten::{BlockView, blocks};
use super::rows::{ActionRow, Fact, LinkView};
use crate::paths;
use crate::words::Words;

/// Products with one thema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProductGroep {
    /// The thema.
    pub title: String,
    /// The products.
    pub products: Vec<ActionRow>,
}

/// The page of a product.
#[derive(Debug, Serialize)]
pub struct ProductView {
    /// The way to this page.
    pub breadcrumb: Vec<LinkView>,
    /// The name.
    pub title: String,
    /// One sentence.
    pub intro: String,
    /// What it costs, when that is known.
    pub facts: Vec<Fact>,
    /// The sections.
    pub blocks: Vec<BlockView>,
    /// Where one applies; none while the form is not available.
    pub button: Option<LinkView>,
}

/// Returns a product in a list.
pub fn row(product: &Product) -> ActionRow {
    ActionRow {
        title: product.titel.clone(),
        subtitle: product.samenvatting.clone(),
        is_dutch_subtitle: true,
        href: paths::product(&product.slug),
        ..ActionRow::default()
    }
}

/// Returns the products by thema, which they are in the order of.
pub fn groups(products: &[Product]) -> Vec<ProductGroep> {
    let by_thema = products.chunk_by(|one, other| one.thema == other.thema);
    by_thema
        .map(|group| ProductGroep {
            title: group.first().map(|product| product.thema.clone()).unwrap_or_default(),
            products: group.iter().map(row).collect(),
        })
        .collect()
}

/// Returns the page; without form it says that one can't apply here now.
pub fn page(product: &Product, formulier: Option<&Formulier>, words: Words<'_>) -> ProductView {
    let begin = |formulier: &Formulier| match formulier.definition.literals.begin.as_str() {
        "" => words.text("portaal-formulier-start"),
        own => own.to_owned(),
    };
    let kosten = Some(&product.kosten).filter(|kosten| !kosten.is_empty());
    ProductView {
        breadcrumb: vec![LinkView::new(words.text("portaal-home"), paths::WELKOM), LinkView::dutch(&product.titel, "")],
        title: product.titel.clone(),
        intro: product.samenvatting.clone(),
        facts: kosten.map(|kosten| Fact::dutch(words.text("portaal-product-kosten"), kosten)).into_iter().collect(),
        blocks: blocks(messages::parse_blokken(&product.tekst)),
        button: formulier.map(|formulier| LinkView::new(begin(formulier), paths::formulier(&formulier.slug))),
    }
}

/// A product with everything, for samples and tests.
fn sample() -> Product {
    Product {
        slug: "bezwaar-maken".into(),
        titel: "Bezwaar maken".into(),
        samenvatting: "Bent u het niet eens met een besluit van de gemeente? Dan kunt u bezwaar maken.".into(),
        formulier: "bezwaar-maken".into(),
        thema: "Bezwaar en klachten".into(),
        upl: String::new(),
        kosten: "Gratis".into(),
        tekst: "# Wat is het?\n\nWij kijken opnieuw naar het besluit.\n\n# Wat heeft u nodig?\n\n* de brief\n* uw DigiD\n\n\
                # Hoe gaat het?\n\n1. U vult het formulier in.\n2. U krijgt antwoord."
            .into(),
    }
}

impl ProductGroep {
    /// Two groups.
    pub fn samples() -> Vec<Self> {
        let parking = Product { titel: "Parkeervergunning".into(), thema: "Parkeren".into(), ..sample() };
        groups(&[sample(), Product { titel: "Klacht indienen".into(), ..sample() }, parking])
    }
}

impl ProductView {
    /// A product that one can apply for, and one whose form is not available.
    pub fn samples(words: Words<'_>) -> Vec<(&'static str, Self)> {
        let button = Some(LinkView::new("Start met bezwaar maken", paths::formulier("bezwaar-maken")));
        let page = || page(&sample(), None, words);
        vec![("gewoon", Self { button, ..page() }), ("dicht", page())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::testing::texts;

    #[test]
    fn products_stand_below_their_thema() {
        let shown: Vec<_> =
            ProductGroep::samples().into_iter().map(|group| (group.title, group.products.len())).collect();
        assert_eq!(shown, [("Bezwaar en klachten".to_owned(), 2), ("Parkeren".to_owned(), 1)]);
    }

    #[test]
    fn a_product_without_costs_says_nothing_of_them() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        assert_eq!(page(&sample(), None, words).facts.len(), 1);
        assert!(page(&Product { kosten: String::new(), ..sample() }, None, words).facts.is_empty());
    }
}
