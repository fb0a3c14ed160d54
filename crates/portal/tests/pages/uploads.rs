//! Files that come with a form: what is not let in leaves nothing behind.

use axum::http::StatusCode;

use crate::support::{Apply as _, Form, KARIM, World, anne, burger};

const PDF: &[u8] = b"%PDF-1.7 an ordinary document";

/// The form with a file, sent by the button that goes on.
fn with_file(form: &Form, key: &str, name: &str, bytes: &[u8]) -> Form {
    let mut form = form.clone();
    form.press("actie", "volgende");
    form.attach(key, name, "", bytes);
    form
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_judged_before_a_byte_is_stored() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let (overview, _) = anne.until_overview().await;
        let stored = world.stored_files();
        assert_eq!(stored, 1, "foto.png");
        let step = overview.replace("overzicht", "reden");
        let form = anne.read(&step).await.form("/reden");
        let cases: [(&str, &str, &[u8], u16); 7] = [
            ("nope", "brief.pdf", PDF, 400),
            // A question that takes no files, and one of another step.
            ("gronden", "brief.pdf", PDF, 400),
            ("machtiging", "brief.pdf", PDF, 400),
            ("bijlagen", "virus.exe", PDF, 422),
            ("bijlagen", "virus.pdf", b"MZ", 422),
            ("bijlagen", "leeg.pdf", b"", 422),
            ("bijlagen", "notitie.txt", b"text is not what it asks for", 422),
        ];
        for (key, name, bytes, expected) in cases {
            let answer = anne.submit(&with_file(&form, key, name, bytes)).await;
            assert_eq!(answer.status_code.as_u16(), expected, "{key} {name}: {}", answer.text());
            assert_eq!(world.stored_files(), stored, "{key} {name}");
        }
        let large = [PDF, &vec![b' '; 10 << 20]].concat();
        assert_eq!(anne.submit(&with_file(&form, "bijlagen", "groot.pdf", &large)).await.status_code, 422);
        assert_eq!(world.stored_files(), stored, "what turned out too large is gone");

        // Not hers, and not of a page of hers.
        let karim = world.browser(&burger(KARIM, "Karim Benali")).await;
        let answer = karim.submit(&with_file(&form, "bijlagen", "brief.pdf", PDF)).await;
        assert_eq!(answer.status_code, StatusCode::NOT_FOUND);
        let mut forged = with_file(&form, "bijlagen", "brief.pdf", PDF);
        forged.set("csrf", "0000");
        assert_eq!(anne.submit(&forged).await.status_code, StatusCode::FORBIDDEN);
        assert_eq!(world.stored_files(), stored);

        // The same file where it belongs.
        assert_eq!(anne.submit(&with_file(&form, "bijlagen", "brief.pdf", PDF)).await.status_code, 303);
        assert_eq!(world.stored_files(), stored + 1);

        // Sent is sent.
        let mut form = anne.read(&overview).await.form("/overzicht");
        form.set("_privacy", "on");
        form.set("_truth", "on");
        anne.follow(&form).await;
        let stored = world.stored_files();
        let mut late = Form::to(&step, true);
        late.set("csrf", form.value("csrf").unwrap());
        let answer = anne.submit(&with_file(&late, "bijlagen", "te-laat.pdf", b"%PDF-1.7 too late")).await;
        assert_eq!(answer.status_code, StatusCode::SEE_OTHER);
        assert_eq!(world.stored_files(), stored);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_that_the_page_does_not_show_takes_no_file() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let start = anne.read("/formulieren/bezwaar-maken").await;
        let (step, page) = anne.follow(&start.form("/formulieren/bezwaar-maken")).await;
        let mut form = page.form("/uw-gegevens");
        form.set("email", "anne@example.nl");
        form.set("telefoonnummer", "0612345678");
        form.set("namensWie", "mijzelf");
        let answer = anne.submit(&with_file(&form, "machtiging", "machtiging.pdf", PDF)).await;
        assert_eq!((answer.status_code, world.stored_files()), (StatusCode::SEE_OTHER, 0), "{}", answer.text());
        // Typed in the same post, an answer makes it appear.
        let mut form = anne.read(&step).await.form("/uw-gegevens");
        form.set("namensWie", "ander");
        form.set("naamVertegenwoordigde", "Jan de Boer");
        let answer = anne.submit(&with_file(&form, "machtiging", "machtiging.pdf", PDF)).await;
        assert_eq!((answer.status_code, world.stored_files()), (StatusCode::SEE_OTHER, 1), "{}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_many_files_as_the_question_takes_and_one_that_goes_makes_room() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let (overview, _) = anne.until_overview().await;
        let step = overview.replace("overzicht", "reden");
        let mut form = anne.read(&step).await.form("/reden");
        form.press("actie", "volgende");
        // Ten with the picture that is there.
        for number in 0..12 {
            form.attach("bijlagen", &format!("{number}.pdf"), "", format!("%PDF-1.7 {number}").as_bytes());
        }
        let answer = anne.submit(&form).await;
        assert_eq!(answer.status_code, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.stored_files(), 10);
        assert!(answer.text().contains("8.pdf") && !answer.text().contains("9.pdf"), "{}", answer.text());

        let page = anne.read(&step).await;
        let full = with_file(&page.form("/reden"), "bijlagen", "nog-een.pdf", PDF);
        assert_eq!(anne.submit(&full).await.status_code, StatusCode::UNPROCESSABLE_ENTITY);
        let id = page.text().split("name=\"verwijder-bestand\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut instead = with_file(&page.form("/reden"), "bijlagen", "nog-een.pdf", PDF);
        instead.press("verwijder-bestand", id);
        let (_, page) = anne.follow(&instead).await;
        assert!(page.text().contains("nog-een.pdf") && !page.text().contains("foto.png"), "{}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_that_is_not_hers_or_was_done_takes_no_file() {
    for world in World::start().await {
        let anne = world.browser(&anne()).await;
        let zaak = anne.bezwaar().await;
        let meer = [("ontvankelijk", "ja"), ("aanvullingNodig", "ja"), ("aanvullingVraag", "Wilt u meer sturen?")];
        world.staff_does(zaak, &meer).await;
        let list = anne.read("/mijn/taken").await;
        let task = list.link("/mijn/taken/");
        let page = anne.read(&task).await;
        let mut form = page.form("/uw-aanvulling");
        form.set("aanvulling", "Dit is er gebeurd.");
        let stored = world.stored_files();

        let karim = world.browser(&burger(KARIM, "Karim Benali")).await;
        let sent = with_file(&form, "aanvullingBijlagen", "bewijs.pdf", PDF);
        assert_eq!(karim.submit(&sent).await.status_code, StatusCode::NOT_FOUND);
        assert_eq!(anne.submit(&with_file(&form, "aanvullingBijlagen", "bewijs.exe", PDF)).await.status_code, 422);
        assert_eq!(anne.submit(&with_file(&form, "bijlagen", "bewijs.pdf", PDF)).await.status_code, 400);
        assert_eq!(world.stored_files(), stored);

        assert_eq!(anne.submit(&sent).await.status_code, StatusCode::SEE_OTHER);
        let stored = world.stored_files();
        let again = with_file(&form, "aanvullingBijlagen", "later.pdf", b"%PDF-1.7 later");
        assert_eq!(anne.submit(&again).await.status_code, StatusCode::SEE_OTHER);
        assert_eq!(world.stored_files(), stored, "it was done");
    }
}
