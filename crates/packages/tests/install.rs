//! The bouwstenen that come with Loket are in order, install on both databases, and install twice without a change.

use std::path::Path;

use packages::{Bouwsteen, Outcome, PackageError};
use store::{Clock, Db, Sql, sql};
use test_kit::{Database, SYSTEEM, bouwstenen, voorbeeldstad};

const ALL: [&str; 3] = ["basis", "bezwaarschrift", "parkeervergunning-bewoners"];

fn bouwsteen(key: &str) -> Bouwsteen {
    Bouwsteen::read_folder(&bouwstenen::folder(key)).unwrap()
}

async fn databases() -> Vec<Database> {
    test_kit::databases(&voorbeeldstad(), Clock::system).await
}

async fn install(db: &Db, bouwsteen: &Bouwsteen) -> Result<Outcome, PackageError> {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let rsin = db.gemeente().rsin.clone();
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &rsin, "Test").await.unwrap();
    let outcome = packages::install(&mut tx, &catalogus, bouwsteen).await?;
    tx.commit().await.unwrap();
    Ok(outcome)
}

#[test]
fn the_bouwstenen_of_loket_have_no_faults() {
    for key in ALL {
        assert_eq!(packages::check(&bouwsteen(key)), Vec::<String>::new(), "{key}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn installing_the_same_again_changes_nothing() {
    static COUNT: Sql = sql("test.count", "SELECT (SELECT count(*) FROM zaaktype) + (SELECT count(*) FROM audit)");
    for Database { db, .. } in databases().await {
        for key in ALL {
            assert_eq!(install(&db, &bouwsteen(key)).await.unwrap(), Outcome::Installed, "{key}");
        }
        let before: i64 = db.reader().query_one(&COUNT, &[], |row| row.get(0)).await.unwrap();
        for key in ALL {
            assert_eq!(install(&db, &bouwsteen(key)).await.unwrap(), Outcome::Unchanged, "{key}");
        }
        let after: i64 = db.reader().query_one(&COUNT, &[], |row| row.get(0)).await.unwrap();
        assert_eq!(before, after, "{}", db.kind());
        let mut reader = db.reader();
        assert_eq!(packages::list_installed(&mut reader).await.unwrap().len(), ALL.len());
        let products = packages::list_products(&mut reader).await.unwrap();
        let slugs: Vec<_> = products.iter().map(|product| product.slug.as_str()).collect();
        assert_eq!(slugs, ["bezwaar-maken", "parkeervergunning-bewoners"], "{}", db.kind());
        let product = packages::find_product(&mut reader, "bezwaar-maken").await.unwrap().unwrap();
        assert_eq!((&product, product.formulier.as_str()), (&products[0], "bezwaar-maken"));
        assert_eq!(packages::find_product(&mut reader, "weg").await.unwrap(), None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newer_package_replaces_its_products_and_a_wrong_one_is_refused_with_the_place() {
    for database in databases().await {
        let db = &database.db;
        install(db, &bouwsteen("bezwaarschrift")).await.unwrap();
        let source = bouwstenen::folder("bezwaarschrift");
        let copy = database.folder().join("kopie");
        copy_folder(&source, &copy);
        let path = |name: &str| copy.join("producten").join(name);
        let text = std::fs::read_to_string(path("bezwaar-maken.md")).unwrap();
        std::fs::write(path("bezwaar-maken.md"), text.replace("Formulier: bezwaar-maken", "Formulier: bezwaar"))
            .unwrap();
        let Err(PackageError::Invalid(faults)) = install(db, &Bouwsteen::read_folder(&copy).unwrap()).await else {
            panic!("the package was not refused");
        };
        assert_eq!(faults, ["producten/bezwaar-maken.md: Formulier names `bezwaar`, which the package lacks"]);

        std::fs::remove_file(path("bezwaar-maken.md")).unwrap();
        std::fs::write(path("bezwaar.md"), text).unwrap();
        install(db, &Bouwsteen::read_folder(&copy).unwrap()).await.unwrap();
        let products = packages::list_products(&mut db.reader()).await.unwrap();
        assert_eq!(products.into_iter().map(|product| product.slug).collect::<Vec<_>>(), ["bezwaar"], "{}", db.kind());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_with_a_typing_error_is_refused_whole_with_the_place() {
    static COUNT: Sql = sql("test.count_zaaktypen", "SELECT count(*) FROM zaaktype");
    for database in databases().await {
        let db = &database.db;
        let source = bouwstenen::folder("bezwaarschrift");
        let copy = database.folder().join("kopie");
        copy_folder(&source, &copy);
        let path = copy.join("processen/bezwaarschrift.koppelingen.json");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("\"Afgehandeld\"", "\"Afgehandelt\"")).unwrap();
        let Err(PackageError::Invalid(faults)) = install(db, &Bouwsteen::read_folder(&copy).unwrap()).await else {
            panic!("the package was not refused");
        };
        let expected = "processen/bezwaarschrift.bpmn: ZetAfgehandeld names the statustype `Afgehandelt`";
        assert!(faults.iter().any(|fault| fault.starts_with(expected)), "{faults:?}");
        assert_eq!(db.reader().query_one(&COUNT, &[], |row| row.get::<i64>(0)).await.unwrap(), 0, "{}", db.kind());
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
