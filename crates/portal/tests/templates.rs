//! Every template renders from its context's samples, in both languages, as oneself and on behalf of another.

use portal::views::berichten::{BerichtView, BerichtenView};
use portal::views::contact::ContactView;
use portal::views::formulier::StapView;
use portal::views::formulier_start::StartView;
use portal::views::gegevens::{GegevensView, WieKeekView};
use portal::views::home::HomeView;
use portal::views::product::ProductView;
use portal::views::publiek::{TekstView, WelkomView};
use portal::views::samples;
use portal::views::taken::{TaakGedaanView, TakenView};
use portal::views::thema::{ThemaView, ThemasView};
use portal::views::verzenden::{BevestigingView, OverzichtView};
use portal::views::zaak::ZaakView;
use portal::views::zaken::ZakenView;
use portal::views::zoeken::ZoekenView;
use portal::words::Words;
use portal::{TEMPLATES, TEXTS_EN, TEXTS_NL, paths};
use serde::Serialize;
use ui::{Pages, Texts};

struct Sample {
    template: &'static str,
    name: String,
    path: &'static str,
    html: String,
}

fn pages() -> Pages {
    let texts = Texts::builder().add("nl", TEXTS_NL).add("en", TEXTS_EN).build().unwrap();
    Pages::new(TEMPLATES, texts).unwrap()
}

/// Renders all samples of all pages.
fn rendered(lang: &str, acting_for: Option<&str>) -> Vec<Sample> {
    let pages = pages();
    let words = Words::new(pages.texts(), lang);
    let mut all = Vec::new();
    macro_rules! add {
        ($template:literal, $path:expr, $samples:expr) => {
            for (name, view) in $samples {
                all.push(render(&pages, $template, name, $path, acting_for, lang, &view));
            }
        };
    }
    add!("portal/welkom.html", paths::WELKOM, WelkomView::samples());
    add!("portal/product.html", paths::PRODUCT, ProductView::samples(words));
    add!("portal/tekst.html", paths::CONTACT, TekstView::samples(words));
    add!("portal/formulier_start.html", paths::FORMULIER, StartView::samples());
    add!("portal/formulier_stap.html", paths::STAP, StapView::samples());
    add!("portal/taak.html", paths::TAAK, StapView::samples());
    add!("portal/formulier_overzicht.html", paths::OVERZICHT, OverzichtView::samples());
    add!("portal/formulier_bevestiging.html", paths::BEVESTIGING, BevestigingView::samples());
    add!("portal/home.html", paths::HOME, HomeView::samples());
    add!("portal/zaken.html", paths::ZAKEN, ZakenView::samples());
    add!("portal/zoeken.html", paths::ZOEKEN, ZoekenView::samples());
    add!("portal/zaak.html", paths::ZAAK, ZaakView::samples());
    add!("portal/taken.html", paths::TAKEN, TakenView::samples());
    add!("portal/taak_gedaan.html", paths::TAAK, TaakGedaanView::samples());
    add!("portal/berichten.html", paths::BERICHTEN, BerichtenView::samples());
    add!("portal/bericht.html", paths::BERICHT, BerichtView::samples());
    add!("portal/themas.html", paths::THEMAS, ThemasView::samples());
    add!("portal/contact.html", paths::CONTACTMOMENTEN, ContactView::samples());
    add!("portal/gegevens.html", paths::PROFIEL, GegevensView::samples());
    add!("portal/wie_keek.html", paths::WIE_KEEK, WieKeekView::samples());
    add!("portal/thema.html", paths::THEMA, ThemaView::samples());
    all
}

fn render(
    pages: &Pages,
    template: &'static str,
    name: &str,
    path: &'static str,
    acting_for: Option<&str>,
    lang: &str,
    view: &impl Serialize,
) -> Sample {
    let words = Words::new(pages.texts(), lang);
    let chrome = ui::Chrome { lang: lang.into(), ..samples::chrome(path, "Voorbeeld", acting_for, words) };
    let html = pages.render(template, view, &chrome).unwrap_or_else(|error| panic!("{template} {name}: {error}"));
    Sample { template, name: name.to_owned(), path, html }
}

#[test]
fn every_template_renders_from_its_samples() {
    let all = rendered("nl", None);
    for (template, _) in TEMPLATES.iter().filter(|(name, _)| !name.starts_with("portal/_")) {
        assert!(all.iter().any(|sample| sample.template == *template), "{template} has no samples");
    }
    for sample in all {
        let place = format!("{} {}", sample.template, sample.name);
        assert_eq!(sample.html.matches("<h1").count(), 1, "{place} has one h1");
        assert!(!sample.html.contains("portaal-"), "{place} shows the key of a text");
        assert!(sample.html.len() < 100_000, "{place} has {} bytes", sample.html.len());
        let mut ids: Vec<_> = sample.html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{place} uses an id twice");
    }
}

#[test]
fn every_template_renders_in_english() {
    for sample in rendered("en", None) {
        assert!(sample.html.contains("<html lang=\"en\""), "{}", sample.template);
    }
}

#[test]
fn the_bar_of_a_representative_is_on_every_personal_page() {
    for sample in rendered("nl", Some("S. de Vries")) {
        let has_bar = sample.html.contains("loket-acting");
        assert_eq!(has_bar, sample.path.starts_with(paths::HOME), "{} {}", sample.template, sample.name);
    }
}

#[test]
fn a_section_that_failed_says_so_and_shows_no_empty_list() {
    for sample in rendered("nl", None).iter().filter(|sample| sample.name == "stuk") {
        assert!(sample.html.contains("loket-empty--unavailable"), "{}", sample.template);
        for empty in ["U hoeft nu niets te doen", "U heeft nu geen"] {
            assert!(!sample.html.contains(empty), "{} says {empty}", sample.template);
        }
    }
}

#[test]
fn the_first_button_of_a_form_with_files_goes_on() {
    for sample in rendered("nl", None).iter().filter(|sample| sample.template.contains("stap")) {
        let form = sample.html.split("enctype=\"multipart/form-data\"").nth(1).unwrap();
        let first = form.split("<button").nth(1).unwrap();
        assert!(first.contains("value=\"volgende\""), "{}: Enter would press another button", sample.name);
    }
}
