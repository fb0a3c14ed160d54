//! Files that come with a form.

use form_logic::Strictness;
use forms::{Eigenaar, FILE_USES, PostedFiles, StepOutcome, Upload, UploadError};
use store::files::Stored;

use crate::support::*;

async fn add(person: &mut Person, upload: &Upload) -> Result<String, String> {
    let mut tx = person.db.begin(&person.actor).await.unwrap();
    let outcome = forms::add_upload(&mut tx, &person.inzending, upload).await;
    tx.commit().await.unwrap();
    person.reload().await;
    match outcome {
        Ok(value) => Ok(format!("{} {}", value.name, value.content_type)),
        Err(UploadError::Refused(error)) => Err(format!("{} {}", error.key, error.code)),
        Err(UploadError::Forms(error)) => Err(error.to_string()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_taken_when_name_bytes_and_question_agree() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        let pdf = b"%PDF-1.7".as_slice();
        let png = b"\x89PNG\r\n\x1a\n".as_slice();
        // key, name, declared, bytes, outcome
        type Case<'a> = (&'a str, &'a str, &'a str, &'a [u8], Result<&'a str, &'a str>);
        let cases: &[Case<'_>] = &[
            (
                "bijlagen",
                "../Brief aan\u{202e} mij.PDF",
                "application/pdf",
                pdf,
                Ok("Brief aan mij.PDF application/pdf"),
            ),
            ("bijlagen", "foto.png", "image/png", png, Ok("foto.png image/png")),
            ("bijlagen", "brief.pdf", "application/pdf", png, Err("bijlagen invalid_file_type")),
            ("bijlagen", "notitie.txt", "text/plain", b"tekst", Err("bijlagen invalid_file_type")),
            ("bijlagen", "eicar.com", "", b"X5O!P%@AP[4", Err("bijlagen invalid_file_type")),
            ("bijlagen", "eicar.pdf.exe", "application/pdf", pdf, Err("bijlagen invalid_file_type")),
            ("bijlagen", "eicar.pdf", "application/pdf", b"X5O!P%@AP[4", Err("bijlagen invalid_file_type")),
            ("bijlagen", "leeg.pdf", "application/pdf", b"", Err("bijlagen file_empty")),
            ("machtiging", "een.pdf", "application/pdf", pdf, Ok("een.pdf application/pdf")),
            ("machtiging", "twee.pdf", "application/pdf", pdf, Err("machtiging maxNumberOfFiles")),
            ("email", "a.pdf", "application/pdf", pdf, Err("step not found")),
            ("weg", "a.pdf", "application/pdf", pdf, Err("step not found")),
        ];
        for (key, name, declared, bytes, expected) in cases {
            let file = upload(&db, key, name, declared, bytes).await;
            let outcome = add(&mut person, &file).await;
            assert_eq!(outcome.as_deref().map_err(String::as_str), *expected, "{} {name}", db.kind());
        }
        let large = Upload {
            stored: Stored { hash: "00".into(), size: 10 * 1024 * 1024 + 1 },
            ..upload(&db, "bijlagen", "groot.pdf", "application/pdf", pdf).await
        };
        assert_eq!(add(&mut person, &large).await, Err("bijlagen fileMaxSize".into()));
        assert_eq!(count!(&db, "inzending_bestand"), 3);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_are_right_stand_when_the_step_is_refused() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        person.next("uw-gegevens", CONTACT).await;
        person.next("besluit", BESLUIT).await;
        let good = upload(&db, "bijlagen", "goed.pdf", "application/pdf", b"%PDF-1.7 goed").await;
        let bad = upload(&db, "bijlagen", "fout.exe", "application/pdf", b"MZ").await;
        let refused = person.refused("reden", &[("spoed", "nee")], &[good, bad]).await;
        assert_eq!(codes(&refused), ["gronden required", "hoorzitting required", "bijlagen invalid_file_type"]);
        assert_eq!(refused.errors[2].params["name"], "fout.exe");
        let shown =
            forms::step_view(&person.formulier, &person.inzending, "reden", Some(&refused.input), &person.ctx());
        let fields = shown.unwrap().fields;
        let files = &fields.iter().find(|field| field.key == "bijlagen").unwrap().files;
        assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["goed.pdf"]);

        // A page that posts the step again need not send the file again.
        person.next("reden", REDEN).await;
        assert_eq!(person.inzending.bestanden.len(), 1);
        let hash = &person.inzending.bestanden[0].hash;
        let asked = serde_json::json!([hash, "ander"]).to_string();
        let used = db.reader().query(FILE_USES[0], &[asked.into()], |row| row.get::<String>(0)).await;
        assert_eq!(used.unwrap(), std::slice::from_ref(hash));

        let files = PostedFiles { remove: Some(person.inzending.bestanden[0].uuid), ..PostedFiles::default() };
        // The second time there is nothing to remove.
        for _ in 0..2 {
            person.post_files("reden", REDEN, &files, Strictness::Save).await.unwrap();
            assert!(!person.inzending.data.contains_key("bijlagen"), "{}", db.kind());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_required_file_that_was_refused_is_not_also_missing() {
    for Database { db, .. } in databases().await {
        let mut person = Person::start(&db, Eigenaar::Burger(anne()), facts()).await;
        let posted = [("email", "a@example.nl"), ("namensWie", "ander"), ("naamVertegenwoordigde", "Jan")];
        let bad = upload(&db, "machtiging", "machtiging.gif", "image/gif", b"GIF89a").await;
        assert_eq!(codes(&person.refused("uw-gegevens", &posted, &[bad]).await), ["machtiging invalid_file_type"]);
        let good = upload(&db, "machtiging", "machtiging.jpg", "image/jpeg", b"\xff\xd8\xff\xe0").await;
        let outcome = person.post_full("uw-gegevens", &posted, &[good], Strictness::Next).await.unwrap();
        assert!(matches!(outcome, StepOutcome::Saved(_)), "{outcome:?}");
    }
}
