//! Writes the samples of all pages as HTML: `cargo run -p portal --example voorbeelden -- target/portaal`.
//! `crates/ui/assets/axe.mjs` checks them and takes the screenshots.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use portal::views::{
    berichten, contact, formulier, formulier_start, gegevens, home, product, publiek, samples, taken, thema, verzenden,
    zaak, zaken,
};
use portal::words::Words;
use portal::{TEMPLATES, TEXTS_EN, TEXTS_NL, paths};
use serde::Serialize;
use ui::{Pages, Texts};

struct Writer<'a> {
    pages: &'a Pages,
    folder: &'a Path,
}

impl Writer<'_> {
    fn write<V: Serialize>(
        &self,
        template: &str,
        path: &str,
        samples: Vec<(&'static str, V)>,
    ) -> Result<(), Box<dyn Error>> {
        for (name, view) in samples {
            let words = Words::new(self.pages.texts(), "nl");
            let acting_for = (name == "gewoon" && template == "zaak").then_some("S. de Vries");
            let chrome = samples::chrome(path, "Voorbeeld", acting_for, words);
            let html = self.pages.render(&format!("portal/{template}.html"), view, &chrome)?;
            fs::write(self.folder.join(format!("{template}-{name}.html")), html)?;
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("give the folder to write to")?);
    fs::create_dir_all(&folder)?;
    let texts = Texts::builder().add("nl", TEXTS_NL).add("en", TEXTS_EN).build()?;
    let pages = Pages::new(TEMPLATES, texts)?;
    let writer = Writer { pages: &pages, folder: &folder };
    writer.write("welkom", paths::WELKOM, publiek::WelkomView::samples())?;
    writer.write("product", paths::PRODUCT, product::ProductView::samples(Words::new(pages.texts(), "nl")))?;
    writer.write("tekst", paths::CONTACT, publiek::TekstView::samples(Words::new(pages.texts(), "nl")))?;
    writer.write("formulier_start", paths::FORMULIER, formulier_start::StartView::samples())?;
    writer.write("formulier_stap", paths::STAP, formulier::StapView::samples())?;
    writer.write("taak", paths::TAAK, formulier::StapView::samples())?;
    writer.write("formulier_overzicht", paths::OVERZICHT, verzenden::OverzichtView::samples())?;
    writer.write("formulier_bevestiging", paths::BEVESTIGING, verzenden::BevestigingView::samples())?;
    writer.write("home", paths::HOME, home::HomeView::samples())?;
    writer.write("zaken", paths::ZAKEN, zaken::ZakenView::samples())?;
    writer.write("zaak", paths::ZAAK, zaak::ZaakView::samples())?;
    writer.write("taken", paths::TAKEN, taken::TakenView::samples())?;
    writer.write("taak_gedaan", paths::TAAK, taken::TaakGedaanView::samples())?;
    writer.write("berichten", paths::BERICHTEN, berichten::BerichtenView::samples())?;
    writer.write("bericht", paths::BERICHT, berichten::BerichtView::samples())?;
    writer.write("contact", paths::CONTACTMOMENTEN, contact::ContactView::samples())?;
    writer.write("gegevens", paths::PROFIEL, gegevens::GegevensView::samples())?;
    writer.write("wie_keek", paths::WIE_KEEK, gegevens::WieKeekView::samples())?;
    writer.write("thema", paths::THEMA, thema::ThemaView::samples())?;
    Ok(())
}
