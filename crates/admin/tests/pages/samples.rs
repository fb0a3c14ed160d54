//! Every template renders from the samples of its context.

use admin::views::{
    AbonnementPage, AbonnementenPage, ApplicatieNieuwPage, ApplicatiePage, ApplicatiesPage, CatalogiFormPage,
    CatalogiPage, DienstNieuwPage, DienstZaaktypePage, DienstenPage, GeheimPage, ImportKeuzePage, ImportKlaarPage,
    ImportPage, MailPage, MailsPage, OverzichtPage, TakenPage, TypePage,
};
use serde::Serialize;
use ui::{Chrome, Pages, Site, Texts};

fn all() -> Vec<String> {
    let texts = Texts::builder().add("nl", admin::TEXTS_NL).strict(true).build().unwrap();
    let pages = Pages::new(admin::TEMPLATES, texts).unwrap();
    let chrome = Chrome { title: "Proef".into(), ..ui::style_guide_chrome(Site::Admin) };
    fn render<T: Serialize>(pages: &Pages, chrome: &Chrome, template: &str, samples: Vec<T>) -> Vec<String> {
        samples.into_iter().map(|page| pages.render(template, page, chrome).unwrap()).collect()
    }
    [
        render(&pages, &chrome, "admin/overzicht.html", OverzichtPage::samples()),
        render(&pages, &chrome, "admin/taken.html", TakenPage::samples()),
        render(&pages, &chrome, "admin/mails.html", MailsPage::samples()),
        render(&pages, &chrome, "admin/mail.html", MailPage::samples()),
        render(&pages, &chrome, "admin/applicaties.html", ApplicatiesPage::samples()),
        render(&pages, &chrome, "admin/applicatie_nieuw.html", ApplicatieNieuwPage::samples()),
        render(&pages, &chrome, "admin/applicatie.html", ApplicatiePage::samples()),
        render(&pages, &chrome, "admin/geheim.html", GeheimPage::samples()),
        render(&pages, &chrome, "admin/diensten.html", DienstenPage::samples()),
        render(&pages, &chrome, "admin/dienst_nieuw.html", DienstNieuwPage::samples()),
        render(&pages, &chrome, "admin/dienst_zaaktype.html", DienstZaaktypePage::samples()),
        render(&pages, &chrome, "admin/abonnementen.html", AbonnementenPage::samples()),
        render(&pages, &chrome, "admin/abonnement.html", AbonnementPage::samples()),
        render(&pages, &chrome, "admin/catalogi.html", CatalogiPage::samples()),
        render(&pages, &chrome, "admin/catalogi_type.html", TypePage::samples()),
        render(&pages, &chrome, "admin/catalogi_form.html", CatalogiFormPage::samples()),
        render(&pages, &chrome, "admin/catalogi_import.html", ImportPage::samples()),
        render(&pages, &chrome, "admin/catalogi_import_keuze.html", ImportKeuzePage::samples()),
        render(&pages, &chrome, "admin/catalogi_import_klaar.html", ImportKlaarPage::samples()),
    ]
    .concat()
}

#[test]
fn every_sample_makes_a_page_with_one_heading_captions_tokens_and_unique_ids() {
    for html in all() {
        assert_eq!(html.matches("<h1").count(), 1);
        assert_eq!(html.matches("<table").count(), html.matches("<caption").count());
        for form in html.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()) {
            // Searching changes nothing, so it needs no token.
            let is_search = form.contains("method=\"get\"") && form.contains("role=\"search\"");
            let has_token = form.contains("method=\"post\"") && form.contains("name=\"csrf\" value=\"voorbeeld\"");
            assert!(is_search || has_token, "{form}");
        }
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "an id occurs twice: {ids:?}");
        assert!(!html.contains("onclick") && !html.contains(" style=\""));
    }
}

#[test]
fn a_page_that_says_what_is_wrong_says_so_in_its_title() {
    assert!(all().iter().any(|html| html.contains("data-error-summary")));
    for html in all() {
        assert_eq!(html.contains("<title>Fout: "), html.contains("data-error-summary"), "{html}");
    }
}
