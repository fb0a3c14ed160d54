//! Installing the texts of a package.

mod support;

use messages::{MailTransport, MessagesError, check_templates, install_templates};
use support::{JAN, SYSTEEM, World, files_of, worlds};

fn file(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

async fn install(world: &World, zaaktype: Option<&str>, files: &[(String, String)]) -> Result<(), MessagesError> {
    let mut tx = world.db.begin(&SYSTEEM).await.unwrap();
    install_templates(&mut tx, zaaktype, files).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn first_subject(world: &World) -> String {
    let zaak = world.zaak(&JAN).await;
    world.run().await;
    world.uit(zaak).await[0].onderwerp.clone()
}

#[test]
fn the_packages_that_come_with_loket_are_valid() {
    for package in ["basis", "bezwaarschrift", "parkeervergunning-bewoners"] {
        assert_eq!(check_templates(&files_of(package)), Vec::<String>::new(), "{package}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_zaaktype_falls_back_on_the_basis_for_what_its_newest_package_lacks() {
    for world in worlds(&MailTransport::DevelopmentPage).await {
        assert_eq!(first_subject(&world).await, "Wij hebben uw bezwaar ontvangen");
        install(&world, Some("BEZWAAR"), &[]).await.unwrap();
        assert_eq!(first_subject(&world).await, "Wij hebben uw aanvraag Bezwaarschrift ontvangen");
        // Back to a text that was there before, and on to a new one.
        install(&world, Some("BEZWAAR"), &files_of("bezwaarschrift")).await.unwrap();
        assert_eq!(first_subject(&world).await, "Wij hebben uw bezwaar ontvangen");
        let own = [file("ontvangen.md", "Onderwerp: Binnen: ((zaak.identificatie))\n\nBeste ((klant.aanhef)),")];
        install(&world, Some("BEZWAAR"), &own).await.unwrap();
        assert!(first_subject(&world).await.starts_with("Binnen: ZAAK-2026-"));
        let wrong = [own[0].clone(), file("taak.md", "Onderwerp: a\n\nKlik op www.evil.nl")];
        let refused = install(&world, Some("BEZWAAR"), &wrong).await.unwrap_err();
        assert!(matches!(refused, MessagesError::Invalid(findings) if findings.len() == 1));
        assert!(first_subject(&world).await.starts_with("Binnen: ZAAK-2026-"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sensitive_zaaktype_is_not_named() {
    for world in worlds(&MailTransport::DevelopmentPage).await {
        install(&world, Some("BEZWAAR"), &[file("teksten.json", r#"{ "gevoelig": true }"#)]).await.unwrap();
        let zaak = world.zaak(&JAN).await;
        world.set_status(zaak, "In behandeling").await;
        world.run().await;
        let uit = world.uit(zaak).await;
        assert_eq!(uit[0].onderwerp, "Wij hebben uw aanvraag ontvangen");
        assert_eq!(uit[1].onderwerp, "De status van uw zaak is veranderd");
        assert!(uit.iter().all(|uit| !uit.tekst.contains("Bezwaar")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_text_staff_sees_why_there_is_no_mail() {
    for world in worlds(&MailTransport::DevelopmentPage).await {
        install(&world, None, &[]).await.unwrap();
        install(&world, Some("BEZWAAR"), &[]).await.unwrap();
        let zaak = world.zaak(&JAN).await;
        world.run().await;
        let reason = "geen-tekst";
        assert_eq!(world.outcome(zaak).await, [("ontvangen", "not_sent", reason.to_owned())]);
        // Nor without a value that the text needs.
        install(&world, Some("BEZWAAR"), &[file("status-gewijzigd.md", "Onderwerp: a\n\n((wat_kunt_u_doen))")])
            .await
            .unwrap();
        world.set_status(zaak, "In behandeling").await;
        world.run().await;
        let reason = "waarde-ontbreekt:wat_kunt_u_doen";
        assert_eq!(world.outcome(zaak).await[1], ("status-gewijzigd", "not_sent", reason.to_owned()));
    }
}
