//! What can be started: products with their text, and forms that no product names.

use std::sync::Arc;

use ::store::Db;
use forms::Formulier;
use packages::Product;

use crate::views::product::{self as view, ProductGroep, ProductView};
use crate::views::rows::ActionRow;
use crate::words::Words;
use crate::{PortalError, paths};

/// What a municipality offers to somebody.
pub(crate) struct Aanbod {
    products: Vec<Product>,
    forms: Vec<Arc<Formulier>>,
}

/// Returns what is offered: a product when its form is, and the forms that have none.
pub(crate) async fn load(db: &Db, is_offered: impl Fn(&Formulier) -> bool) -> Result<Aanbod, PortalError> {
    let mut reader = db.reader();
    let mut forms = forms::list_aanvragen(&mut reader).await?;
    forms.retain(|formulier| is_offered(formulier));
    let mut products = packages::list_products(&mut reader).await?;
    products.retain(|product| forms.iter().any(|formulier| formulier.slug == product.formulier));
    forms.retain(|formulier| products.iter().all(|product| product.formulier != formulier.slug));
    Ok(Aanbod { products, forms })
}

impl Aanbod {
    /// The products by their thema.
    pub(crate) fn groups(&self) -> Vec<ProductGroep> {
        view::groups(&self.products)
    }

    /// The forms that no product names.
    pub(crate) fn forms(&self) -> Vec<ActionRow> {
        let row = |formulier: &Arc<Formulier>| ActionRow {
            title: formulier.naam.clone(),
            href: paths::formulier(&formulier.slug),
            ..ActionRow::default()
        };
        self.forms.iter().map(row).collect()
    }

    /// All of it as one list, for the personal pages.
    pub(crate) fn rows(&self) -> Vec<ActionRow> {
        self.products.iter().map(view::row).chain(self.forms()).collect()
    }
}

/// Gathers the page of one product.
pub(crate) async fn page(db: &Db, slug: &str, words: Words<'_>) -> Result<ProductView, PortalError> {
    let mut reader = db.reader();
    let product = packages::find_product(&mut reader, slug).await?.ok_or(PortalError::NotFound)?;
    let formulier = forms::find_formulier(&mut reader, &product.formulier).await?;
    let formulier = formulier.filter(|formulier| formulier.soort == forms::Soort::Aanvraag);
    Ok(view::page(&product, formulier.as_deref(), words))
}
