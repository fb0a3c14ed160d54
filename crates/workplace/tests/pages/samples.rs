//! Every template renders from the samples of its context, and names only classes that the stylesheet has.

use serde::Serialize;
use ui::{Chrome, Pages, Site, Texts};
use workplace::views::{InvulPage, TaakPage, WerkvoorraadPage, ZaakPage, ZoekPage};

fn pages() -> Pages {
    let texts = Texts::builder().add("nl", workplace::TEXTS_NL).strict(true).build().unwrap();
    Pages::new(workplace::TEMPLATES, texts).unwrap()
}

fn render(pages: &Pages, template: &str, context: impl Serialize) -> String {
    let chrome = Chrome { title: "Proef".into(), ..ui::style_guide_chrome(Site::Workplace) };
    pages.render(template, context, &chrome).unwrap()
}

fn all() -> Vec<String> {
    let pages = pages();
    let lists = WerkvoorraadPage::samples().into_iter().map(|page| render(&pages, "workplace/werkvoorraad.html", page));
    let zaken = ZaakPage::samples().into_iter().map(|page| render(&pages, "workplace/zaak.html", page));
    let taken = TaakPage::samples().into_iter().map(|page| render(&pages, "workplace/taak.html", page));
    let zoeken = ZoekPage::samples().into_iter().map(|page| render(&pages, "workplace/zoeken.html", page));
    let samples = InvulPage::samples(pages.texts());
    let invullen = samples.into_iter().map(|page| render(&pages, "workplace/invullen.html", page));
    lists.chain(zaken).chain(taken).chain(zoeken).chain(invullen).collect()
}

#[test]
fn every_sample_makes_a_page_with_one_heading_and_unique_ids() {
    for html in all() {
        assert_eq!(html.matches("<h1").count(), 1);
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "an id occurs twice: {ids:?}");
        for anchor in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.binary_search(&anchor).is_ok(), "nothing has the id {anchor}");
        }
    }
}

#[test]
fn every_form_carries_the_token_and_every_table_a_caption() {
    for html in all() {
        for form in html.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()) {
            assert!(form.contains("method=\"post\"") && form.contains("name=\"csrf\" value=\"voorbeeld\""), "{form}");
        }
        assert_eq!(html.matches("<table").count(), html.matches("<caption").count());
    }
}

#[test]
fn a_page_works_without_script() {
    for html in all() {
        assert!(!html.contains("onclick") && !html.contains("javascript:") && !html.contains(" style=\""));
    }
}

#[test]
fn a_page_that_says_what_is_wrong_says_so_in_its_title() {
    assert!(all().iter().any(|html| html.contains("data-error-summary")));
    for html in all() {
        assert_eq!(html.contains("<title>Fout: "), html.contains("data-error-summary"), "{html}");
    }
}
