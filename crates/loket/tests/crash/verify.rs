//! Counts what is there afterwards, and what the world outside was told.

use std::collections::{BTreeMap, BTreeSet};

use store::{Db, Row, Sql, sql};
use test_kit::outside::{Ontvanger, smtp};
use uuid::Uuid;

use super::writer::{AANVRAGEN, Stands};

static ALL: Sql = sql(
    "crash.all",
    "SELECT z.uuid, z.identificatie, t.identificatie,
            (SELECT count(*) FROM status s WHERE s.zaak = z.uuid),
            (SELECT count(*) FROM rol r WHERE r.zaak = z.uuid),
            (SELECT count(*) FROM zaakeigenschap e WHERE e.zaak = z.uuid),
            (SELECT count(*) FROM zaakinformatieobject d WHERE d.zaak = z.uuid),
            (SELECT count(*) FROM besluit b WHERE b.zaak = z.uuid),
            (SELECT count(*) FROM procesinstantie p WHERE p.zaak = z.uuid),
            (SELECT count(*) FROM taak t WHERE t.zaak = z.uuid),
            (SELECT count(*) FROM aanvraag a WHERE a.zaak = z.uuid),
            (SELECT min(adres) FROM bericht_uit b WHERE b.zaak = z.uuid)
     FROM zaak z JOIN zaaktype t ON t.uuid = z.zaaktype",
);
static AUDIT: Sql = sql("crash.audit", "SELECT resource_id FROM audit WHERE actie = 'create'");
static EVENTS: Sql = sql(
    "crash.events",
    "SELECT resource, resource_id, actie FROM event WHERE hoofd_object = $1 AND kanaal = 'zaken' ORDER BY id",
);
/// Whatever leaves a line when it is made.
static AUDITED: Sql = sql(
    "crash.audited",
    "SELECT uuid FROM zaak UNION ALL SELECT uuid FROM status UNION ALL SELECT uuid FROM rol
     UNION ALL SELECT uuid FROM zaakeigenschap UNION ALL SELECT uuid FROM zaakinformatieobject
     UNION ALL SELECT uuid FROM enkelvoudiginformatieobject UNION ALL SELECT uuid FROM besluit UNION ALL SELECT uuid FROM taak",
);
static BYTES: Sql = sql("crash.bytes", "SELECT inhoud, bestandsomvang FROM enkelvoudiginformatieobject_versie");

/// What was mailed: for each address the ids of the mails to it, each with its subject.
pub type Mails = BTreeMap<String, BTreeMap<String, String>>;

/// What was told: for each zaak what happened to which resource, in the order in which it first came.
pub type Told = BTreeMap<String, Vec<Notificatie>>;

/// What happened: the kind and id of the resource, and the deed.
pub type Notificatie = (String, String, String);

/// Returns what came to the mail server.
pub fn mails(server: &smtp::Server) -> Mails {
    let mut mails = Mails::new();
    for mail in server.received() {
        let id = mail.header("Message-ID").expect("every mail has a message id");
        let subject = mail.header("Subject").expect("every mail has a subject");
        mails.entry(mail.to).or_default().insert(id, subject);
    }
    mails
}

/// Returns what came to the subscriber.
pub fn told(subscriber: &Ontvanger) -> Told {
    let mut told = Told::new();
    for message in subscriber.received() {
        let text = |name: &str| message.body[name].as_str().unwrap().to_owned();
        let id = |name: &str| text(name).rsplit('/').next().unwrap().to_owned();
        let notificatie = (text("resource"), id("resourceUrl"), text("actie"));
        let own = told.entry(id("hoofdObject")).or_default();
        // It may come twice: then the sender was killed before it heard that it was taken.
        if !own.contains(&notificatie) {
            own.push(notificatie);
        }
    }
    told
}

/// A zaak: id, number, zaaktype, where it mails to and what stands.
type Zaak = (Uuid, String, String, Option<String>, Stands);

fn stands(row: &Row<'_>) -> store::Result<Zaak> {
    let stands = Stands {
        statussen: row.get(3)?,
        rollen: row.get(4)?,
        eigenschappen: row.get(5)?,
        documenten: row.get(6)?,
        besluiten: row.get(7)?,
        processen: row.get(8)?,
        taken: row.get(9)?,
        antwoorden: row.get(10)?,
        mails: &[],
    };
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(11)?, stands))
}

fn notificatie(row: &Row<'_>) -> store::Result<Notificatie> {
    Ok((row.get(0)?, row.get::<Uuid>(1)?.to_string(), row.get(2)?))
}

pub async fn verify(db: &Db, acknowledged: &BTreeSet<String>, mails: &Mails, told: &Told) {
    let kind = db.kind();
    let all = db.reader().query(&ALL, &[], stands).await.unwrap();
    let numbers: BTreeSet<String> = all.iter().map(|(_, number, ..)| number.clone()).collect();
    assert!(acknowledged.is_subset(&numbers), "every acknowledged zaak is there");

    let mut faults = Vec::new();
    for (uuid, number, zaaktype, address, found) in &all {
        let expected = &AANVRAGEN.iter().find(|aanvraag| aanvraag.zaaktype == zaaktype).unwrap().stands;
        let ids = address.as_ref().and_then(|address| mails.get(address)).cloned().unwrap_or_default();
        let mut subjects: Vec<&str> = ids.values().map(String::as_str).collect();
        subjects.sort_unstable();
        if subjects != expected.mails || *found != (Stands { mails: &[], ..*expected }) {
            faults.push(format!("{number}: {found:?} with mails {subjects:?}, not {expected:?}"));
        }

        let mut events: Vec<Notificatie> = Vec::new();
        for event in db.reader().query(&EVENTS, &[(*uuid).into()], notificatie).await.unwrap() {
            // The subscriber can't tell two of the same from one that came twice.
            if !events.contains(&event) {
                events.push(event);
            }
        }
        let heard = told.get(&uuid.to_string()).cloned().unwrap_or_default();
        assert_eq!(heard, events, "{number} on {kind}: all is told, in its order");
    }
    assert!(faults.is_empty(), "{} of {} zaken on {kind}:\n{}", faults.len(), all.len(), faults.join("\n"));
    assert_eq!(mails.len(), all.len(), "no mail about what does not stand");
    assert_eq!(told.len(), all.len(), "nothing is told of what does not stand");

    let lines: BTreeSet<Uuid> = db.reader().query(&AUDIT, &[], |row| row.get(0)).await.unwrap().into_iter().collect();
    let audited: Vec<Uuid> = db.reader().query(&AUDITED, &[], |row| row.get(0)).await.unwrap();
    let missing = audited.iter().filter(|uuid| !lines.contains(uuid)).count();
    assert_eq!(missing, 0, "all of {} things have a line on {kind}", audited.len());

    let bytes = |row: &Row<'_>| Ok((row.get::<Option<String>>(0)?, row.get::<Option<i64>>(1)?));
    let versions = db.reader().query(&BYTES, &[], bytes).await.unwrap();
    assert!(!versions.is_empty());
    for (hash, size) in versions {
        let hash = hash.expect("every letter is set");
        let bytes = db.files().get_all(&hash).await.unwrap();
        assert_eq!(i64::try_from(bytes.len()).unwrap(), size.unwrap(), "the bytes of {hash} are whole on {kind}");
    }
    println!("{kind}: {} zaken survived, {} of them acknowledged", all.len(), acknowledged.len());
}
