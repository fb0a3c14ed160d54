//! Files on the disk, in S3 and in Azure Blob Storage: the same facts everywhere. S3 and Azure run when `LOKET_TEST_S3` and
//! `LOKET_TEST_AZURE` name a bucket and a container (see scripts/objectstores.sh).

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use store::files::{PutError, Service};
use store::{Clock, Cloud, CloudSettings, Db, Files, Location, Sql, sql};

/// The account that Azurite comes with; its key is in its documentation.
const AZURITE_ACCOUNT: &str = "devstoreaccount1";
const AZURITE_KEY: &str = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/// More than two parts of the largest size, and no whole number of them.
const LARGE: u32 = 20_000_003;

static NO_USE: Sql = sql("test.no_use", "SELECT naam FROM gemeente WHERE naam = $1");

/// Keys as the environment gives them.
fn keys(name: &str) -> Option<String> {
    let value = match name {
        "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => "test",
        "AZURE_STORAGE_ACCOUNT_KEY" => AZURITE_KEY,
        _ => return None,
    };
    Some(value.to_owned())
}

/// The object stores that are there, below a folder that nobody has used.
fn settings() -> Vec<CloudSettings> {
    let prefix = format!("proef/{:x}", Clock::system().random());
    let of = |url: &str, service: &dyn Fn(String) -> Service| {
        let (endpoint, room) = url.rsplit_once('/').expect("the URL of a bucket");
        CloudSettings {
            service: service(room.to_owned()),
            endpoint: Some(endpoint.to_owned()),
            prefix: prefix.clone(),
            allow_http: true,
            roots_pem: None,
        }
    };
    let s3 = |bucket| Service::S3 { bucket, region: "us-east-1".into(), virtual_host: false };
    let azure = |container| Service::Azure { account: AZURITE_ACCOUNT.into(), container };
    let mut found = Vec::new();
    if let Ok(url) = std::env::var("LOKET_TEST_S3") {
        found.push(of(&url, &s3));
    }
    if let Ok(url) = std::env::var("LOKET_TEST_AZURE") {
        found.push(of(&url, &azure));
    }
    found
}

/// Two municipalities in each object store; the name of one starts with that of the other.
fn stores(folder: &tempfile::TempDir) -> Vec<[Files; 2]> {
    let on_disk = |name: &str| Files::on_disk(&folder.path().join(name)).unwrap();
    let mut all = vec![[on_disk("ede"), on_disk("ede-2")]];
    for settings in settings() {
        let cloud = Cloud::new(settings, keys).unwrap();
        all.push([cloud.files("ede"), cloud.files("ede-2")]);
    }
    all
}

/// Opens a database in a time when everything that is stored now is old.
async fn later(folder: &tempfile::TempDir, files: &Files) -> Db {
    let clock = Clock::system();
    clock.set(clock.now() + Duration::from_secs(2 * 24 * 3600));
    let location = Location::File(folder.path().join(format!("{}.sqlite", Clock::system().random_name())));
    Db::open(&location, files.clone(), Arc::new(clock)).await.unwrap()
}

fn large() -> Bytes {
    (0..LARGE).map(|number| (number % 251) as u8).collect()
}

/// The bytes as they come in from a client.
fn chunks(bytes: &Bytes) -> impl futures_util::Stream<Item = Result<Bytes, String>> + Unpin {
    let all: Vec<_> = (0..bytes.len()).step_by(64 << 10).map(|at| at..bytes.len().min(at + (64 << 10))).collect();
    let bytes = bytes.clone();
    stream::iter(all.into_iter().map(move |range| Ok(bytes.slice(range))))
}

async fn whole(files: &Files, hash: &str) -> Vec<u8> {
    files.get(hash).await.unwrap().try_collect::<Vec<_>>().await.unwrap().concat()
}

#[tokio::test]
async fn what_goes_in_comes_out_whole_and_in_ranges() {
    let folder = tempfile::tempdir().unwrap();
    for [files, _] in stores(&folder) {
        let bytes = large();
        let stored = files.put_stream("groot", chunks(&bytes), u64::MAX).await.unwrap();
        assert_eq!(stored.size, u64::from(LARGE));
        assert_eq!(stored, files.put_stream("nog-eens", chunks(&bytes), u64::MAX).await.unwrap());
        assert!(whole(&files, &stored.hash).await == bytes);
        let last = u64::from(LARGE);
        for range in [0..1, 0..last, 5_000_000..13_000_000, last - 1..last, 7..7] {
            let found = files.get_range(&stored.hash, range.clone()).await.unwrap();
            let found = found.try_collect::<Vec<_>>().await.unwrap().concat();
            let expected = bytes.slice(usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap());
            assert!(found == expected, "{range:?}");
        }

        let small = files.put("hallo".into()).await.unwrap();
        let streamed = files.put_stream("klein", chunks(&Bytes::from_static(b"hallo")), 5).await.unwrap();
        assert_eq!((small.hash.as_str(), small.size), (streamed.hash.as_str(), 5));
        assert_eq!(files.get_all(&small.hash).await.unwrap(), "hallo");
        let nothing = files.put_stream("leeg", chunks(&Bytes::new()), 5).await.unwrap();
        assert_eq!((nothing.size, whole(&files, &nothing.hash).await.len()), (0, 0));

        // The large one, the small one and the empty one: nothing is left of what came in.
        let db = later(&folder, &files).await;
        assert_eq!(files.sweep(&db, &[&NO_USE]).await.unwrap(), 3);
        assert!(files.get(&stored.hash).await.is_err());
    }
}

#[tokio::test]
async fn what_came_in_is_found_when_it_is_kept_and_goes_when_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    for [files, _] in stores(&folder) {
        let bytes = large();
        for (name, bytes) in [("groot", bytes.clone()), ("klein", Bytes::from_static(b"hallo"))] {
            let refused = files.receive(name, chunks(&bytes), u64::MAX).await.unwrap();
            let hash = refused.stored().hash.clone();
            drop(refused);
            assert!(files.get(&hash).await.is_err(), "{name}");
            let arrived = files.receive(name, chunks(&bytes), u64::MAX).await.unwrap();
            let stored = arrived.keep().await.unwrap();
            assert_eq!((&stored.hash, stored.size), (&hash, bytes.len() as u64));
            assert!(whole(&files, &hash).await == bytes, "{name}");
        }
        // Refused bytes go beside the work that refused them.
        let db = later(&folder, &files).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(files.sweep(&db, &[&NO_USE]).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn what_is_too_large_or_breaks_off_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    for [files, _] in stores(&folder) {
        let bytes = large();
        let refused = files.put_stream("te-groot", chunks(&bytes), u64::from(LARGE) - 1).await;
        assert!(matches!(refused, Err(PutError::TooLarge)), "{refused:?}");
        let broken = chunks(&bytes).chain(stream::iter([Err("the line went dead".to_owned())]));
        let refused = files.put_stream("gebroken", broken, u64::MAX).await;
        assert!(matches!(&refused, Err(PutError::Incoming(why)) if why == "the line went dead"), "{refused:?}");
        let db = later(&folder, &files).await;
        assert_eq!(files.sweep(&db, &[]).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_municipality_neither_reads_nor_sweeps_what_is_anothers() {
    let folder = tempfile::tempdir().unwrap();
    for [files, other] in stores(&folder) {
        let own = files.put("van ons".into()).await.unwrap();
        let theirs = other.put("van hen".into()).await.unwrap();
        assert!(files.get(&theirs.hash).await.is_err() && other.get(&own.hash).await.is_err());
        for escape in ["../../ede-2", "..", "/", "%2e%2e/x"] {
            assert!(files.get(escape).await.is_err(), "{escape}");
        }
        let db = later(&folder, &files).await;
        assert_eq!(files.sweep(&db, &[&NO_USE]).await.unwrap(), 1);
        assert!(files.get(&own.hash).await.is_err());
        assert_eq!(other.get_all(&theirs.hash).await.unwrap(), "van hen");
    }
}

#[tokio::test]
async fn a_wrong_setting_is_found_at_the_start() {
    for settings in settings() {
        Cloud::new(settings.clone(), keys).unwrap().check().await.unwrap();

        let mut elsewhere = settings.clone();
        let room = match &mut elsewhere.service {
            Service::S3 { bucket, .. } => bucket,
            Service::Azure { container, .. } => container,
        };
        *room = "bestaat-niet".into();
        let fault = Cloud::new(elsewhere, keys).unwrap().check().await.unwrap_err().to_string();
        assert!(fault.contains("`bestaat-niet` does not exist"), "{fault}");

        if let Service::Azure { .. } = &settings.service {
            let wrong = |name: &str| (name == "AZURE_STORAGE_ACCOUNT_KEY").then(|| "AAAA".to_owned());
            let fault = Cloud::new(settings.clone(), wrong).unwrap().check().await.unwrap_err().to_string();
            assert!(fault.contains("AZURE_STORAGE_ACCOUNT_KEY") && !fault.contains("AAAA"), "{fault}");
        }

        let started = Instant::now();
        let encrypted = CloudSettings { allow_http: false, ..settings.clone() };
        let fault = Cloud::new(encrypted, keys).unwrap().check().await.unwrap_err().to_string();
        assert!(fault.contains("http is not allowed"), "{fault}");
        let nowhere = CloudSettings { endpoint: Some("http://127.0.0.1:9".into()), ..settings };
        let fault = Cloud::new(nowhere, keys).unwrap().check().await.unwrap_err().to_string();
        assert!(fault.contains("http://127.0.0.1:9"), "{fault}");
        assert!(started.elapsed() < Duration::from_secs(45), "a start that fails does not keep anybody waiting");
    }
}
