//! Filling a database before measuring.

use serde_json::json;
use store::{Db, Gemeente};
use values::actor::{Betrouwbaarheidsniveau, Burger};
use values::{Actor, Bsn, Id};
use zaken::operations::{self, NewStatus};
use zaken::{BetrokkeneType, NewRol, NewZaak, Zaak};

use crate::config::StoreConfig;
use crate::tenants::{self, Entry};
use crate::{bouwstenen, sleutel, wiring};

/// A database that is ready to be measured.
pub struct Seeded {
    /// It.
    pub db: Db,
    /// The municipality.
    pub entry: Entry,
    /// The resident whose pages are asked.
    pub burger: Burger,
    /// One of her zaken.
    pub zaak: Id<Zaak>,
    /// What seals the secrets of applications.
    pub sealer: autorisaties::Sealer,
}

/// Zaken of the one resident whose pages are asked; the others belong to others.
const OWN_ZAKEN: usize = 12;

/// Makes a municipality of its own with this many zaken, each with a rol, a status and a running process.
///
/// # Errors
/// When the database can't be made.
pub async fn seed(store: &StoreConfig, zaken: usize) -> anyhow::Result<Seeded> {
    let key = format!("bench-{}", std::process::id());
    let entry = Entry { demo: true, ..Entry::new(key.clone(), vec!["localhost".to_owned()]) };
    let gemeente = Gemeente {
        key,
        naam: "Meetstad".to_owned(),
        rsin: "002564440".parse()?,
        website: "www.meetstad.example".to_owned(),
        telefoon: "14 000".to_owned(),
        postadres: String::new(),
        openingstijden: "altijd".to_owned(),
        thema: "denhaag".to_owned(),
        afzender: "Meetstad <meet@meetstad.example>".to_owned(),
    };
    let opened = tenants::add(store, entry, &gemeente).await?;
    wiring::prepare(&opened.db);
    for bouwsteen in bouwstenen::embedded()? {
        bouwstenen::install(&opened.db, &bouwsteen).await?;
    }
    let mut tx = opened.db.begin(&Actor::Systeem("bench")).await?;
    identity::seed_demo(&mut tx).await?;
    tx.commit().await?;

    let sealer = sleutel::sealer(&store.data)?;
    let new = autorisaties::NewApplicatie {
        label: "bench",
        client_id: super::CLIENT_ID,
        secret: super::SECRET,
        alle: true,
        autorisaties: &[],
    };
    let mut tx = opened.db.begin(&Actor::Systeem("bench")).await?;
    autorisaties::add_applicatie(&mut tx, &sealer, &new).await?;
    tx.commit().await?;

    let mut own = None;
    for index in 0..zaken.max(OWN_ZAKEN) {
        let is_own = index < OWN_ZAKEN;
        let made = make_zaak(&opened.db, &resident(if is_own { 0 } else { index })?).await?;
        own = own.or(is_own.then_some(made));
    }
    let zaak = own.ok_or_else(|| anyhow::anyhow!("there is a zaak"))?;
    Ok(Seeded { db: opened.db, entry: opened.entry, burger: resident(0)?, zaak, sealer })
}

/// Returns an invented resident; each number another one.
///
/// # Errors
/// Never for numbers below a million.
pub fn resident(number: usize) -> anyhow::Result<Burger> {
    Ok(Burger {
        bsn: invented_bsn(number)?,
        naam: format!("Inwoner {number}"),
        loa: Betrouwbaarheidsniveau::Substantieel,
        vertegenwoordigt: None,
    })
}

/// A number that passes the elfproef, in the range that is kept for tests.
///
/// # Errors
/// Never for numbers below a million.
pub fn invented_bsn(number: usize) -> anyhow::Result<Bsn> {
    // Of ten numbers with one last digit each about one in eleven passes; going up by the number keeps them apart.
    let first = 90_000_000 + number;
    let digits = format!("{first:08}");
    let sum: i32 =
        digits.bytes().zip([9, 8, 7, 6, 5, 4, 3, 2]).map(|(digit, weight)| i32::from(digit - b'0') * weight).sum();
    match sum.rem_euclid(11) {
        10 => invented_bsn(number + 1_000_000),
        last => Ok(format!("{digits}{last}").parse()?),
    }
}

async fn make_zaak(db: &Db, burger: &Burger) -> anyhow::Result<Id<Zaak>> {
    let actor = Actor::Burger(burger.clone());
    let mut tx = db.begin(&actor).await?;
    let today = tx.today();
    let zaaktype = catalogi::find_valid_zaaktype(&mut tx, "BEZWAAR", today)
        .await?
        .ok_or_else(|| anyhow::anyhow!("the zaaktype is installed"))?;
    let organisatie = db.gemeente().rsin.clone();
    let new = NewZaak {
        zaaktype: &zaaktype,
        organisatie: &organisatie,
        omschrijving: "Bezwaar tegen naheffing parkeren",
        toelichting: "",
        startdatum: today,
    };
    let zaak = operations::create_zaak(&mut tx, &actor, &new).await?;
    let roltype = zaaktype.roltype_generiek("initiator").ok_or_else(|| anyhow::anyhow!("there is an initiator"))?;
    let rol = NewRol {
        zaak: zaak.uuid,
        roltype,
        betrokkene_type: BetrokkeneType::NatuurlijkPersoon,
        betrokkene_identificatie: json!({ "inpBsn": burger.bsn.as_str() }),
        roltoelichting: "",
        indicatie_machtiging: "",
        contactpersoon_rol: Some(json!({ "naam": burger.naam, "emailadres": "inwoner@example.nl" })),
        authenticatie_context: None,
    };
    operations::add_rol(&mut tx, &actor, rol).await?;
    let status = NewStatus {
        zaak: zaak.uuid,
        statustype: zaaktype.statustypen[0].uuid,
        datum_status_gezet: None,
        day: None,
        statustoelichting: "",
    };
    operations::set_status(&mut tx, &actor, &status).await?;
    let start = process::StartProcess { key: "bezwaarschrift", zaak: zaak.uuid, variables: serde_json::Map::new() };
    process::start(&mut tx, &actor, &start).await?;
    tx.commit().await?;
    Ok(zaak.uuid)
}
