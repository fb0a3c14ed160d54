//! A register of many zaken: twelve zaaktypen from very common to very rare, eight years of zaken, most of them ended.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use autorisaties::{Autorisatie, NewApplicatie, Sealer};
use catalogi::Zaaktype;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Db, Gemeente};
use uuid::Uuid;
use values::actor::Component;
use values::{Actor, Vertrouwelijkheidaanduiding};
use zaken::operations::{Dossier, load_dossiers};
use zaken::{BetrokkeneType, RolGegevens, ZaakGegevens};

use super::super::seed::invented_bsn;
use super::SECRET;
use crate::config::StoreConfig;
use crate::tenants::{self, Entry, Opened};
use crate::{bouwstenen, sleutel, wiring};

/// The application that asks: rights on [`READABLE`], up to a level for each.
pub const CLIENT: &str = "bench-zaaksysteem";
/// An application with rights on the two rarest zaaktypen only.
pub const CLIENT_NARROW: &str = "bench-vakapplicatie";

/// The share of each zaaktype, in ten-thousandths of all zaken.
const SHARES: [usize; 12] = [3000, 2000, 1500, 1000, 800, 600, 500, 300, 200, 90, 9, 1];
/// The zaaktypen that [`CLIENT`] reaches, with the most confidential level of each.
const READABLE: [(usize, Vertrouwelijkheidaanduiding); 8] = [
    (0, Vertrouwelijkheidaanduiding::Vertrouwelijk),
    (1, Vertrouwelijkheidaanduiding::Zaakvertrouwelijk),
    (2, Vertrouwelijkheidaanduiding::Vertrouwelijk),
    (4, Vertrouwelijkheidaanduiding::Openbaar),
    (5, Vertrouwelijkheidaanduiding::ZeerGeheim),
    (7, Vertrouwelijkheidaanduiding::Vertrouwelijk),
    (9, Vertrouwelijkheidaanduiding::Vertrouwelijk),
    (11, Vertrouwelijkheidaanduiding::ZeerGeheim),
];
const NARROW: [usize; 2] = [10, 11];
/// Zaken of one transaction. In one of thousands SQLite walks a long list of what it would undo, at each statement that has triggers.
const BATCH: usize = 500;
/// Zaken whose ids are kept to ask for them.
const SAMPLES: usize = 2_000;
const YEARS: i64 = 8;

/// A zaak that the application may read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sample {
    pub uuid: Uuid,
    pub identificatie: String,
    pub bsn: String,
    /// The second statustype of its zaaktype.
    pub statustype: Uuid,
    pub is_open: bool,
}

/// What is known of a register that was filled: kept beside it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Facts {
    pub zaken: usize,
    /// How many the application reaches.
    pub reached: usize,
    pub samples: Vec<Sample>,
    /// The zaaktypen that the application reaches, the most common first.
    pub zaaktypen: Vec<Uuid>,
    pub informatieobjecttype: Uuid,
    /// How long it took, and how many zaken a second that is.
    pub seconds: f64,
}

/// A register that is ready to be measured.
pub struct Seeded {
    pub opened: Opened,
    pub sealer: Sealer,
    pub facts: Facts,
}

fn facts_path(store: &StoreConfig) -> PathBuf {
    store.data.join("bench-zgw.json")
}

/// Opens the register in this folder, filled when it was not yet.
///
/// # Errors
/// When it can't be made, or was filled with another number of zaken.
pub async fn open_or_fill(store: &StoreConfig, key: &str, zaken: usize) -> anyhow::Result<Seeded> {
    let path = facts_path(store);
    if path.exists() {
        let facts = read_facts(&path)?;
        let folder = store.data.display();
        anyhow::ensure!(facts.zaken == zaken, "{folder} holds {} zaken: ask for as many, or use another", facts.zaken);
        let opened = tenants::open_one(store, Some(key)).await?;
        wiring::prepare(&opened.db);
        return Ok(Seeded { opened, sealer: sleutel::sealer(&store.data)?, facts });
    }
    let opened = make(store, key).await?;
    let sealer = sleutel::sealer(&store.data)?;
    let typen = make_zaaktypen(&opened.db).await?;
    add_applicaties(&opened.db, &sealer, &typen).await?;
    let facts = fill(&opened.db, &typen, zaken).await?;
    std::fs::write(&path, serde_json::to_vec(&facts)?).with_context(|| format!("writing {}", path.display()))?;
    Ok(Seeded { opened, sealer, facts })
}

fn read_facts(path: &Path) -> anyhow::Result<Facts> {
    let doing = || format!("reading {}", path.display());
    serde_json::from_slice(&std::fs::read(path).with_context(doing)?).with_context(doing)
}

async fn make(store: &StoreConfig, key: &str) -> anyhow::Result<Opened> {
    let entry = Entry { demo: true, ..Entry::new(key, vec!["localhost".to_owned()]) };
    let gemeente = Gemeente {
        key: key.to_owned(),
        naam: "Meetstad".to_owned(),
        rsin: super::RSIN.parse()?,
        website: "www.meetstad.example".to_owned(),
        telefoon: "14 000".to_owned(),
        postadres: String::new(),
        openingstijden: "altijd".to_owned(),
        thema: "denhaag".to_owned(),
        afzender: "Meetstad <meet@meetstad.example>".to_owned(),
    };
    let opened = tenants::add(store, entry, &gemeente).await?;
    wiring::prepare(&opened.db);
    Ok(opened)
}

async fn make_zaaktypen(db: &Db) -> anyhow::Result<Vec<Arc<Zaaktype>>> {
    let mut tx = db.begin(&Actor::Systeem("bench")).await?;
    let catalogus = catalogi::ensure_catalogus(&mut tx, "MEET", &db.gemeente().rsin, "Meetstad").await?;
    let mut typen = Vec::new();
    for number in 1..=SHARES.len() {
        let mut package = bouwstenen::zaaktype("bezwaarschrift")?;
        package.identificatie = format!("MEET-{number:02}");
        package.omschrijving = format!("Meetzaak {number}");
        package.begin_geldigheid = "2010-01-01".parse()?;
        let uuid = catalogi::import_zaaktype(&mut tx, &catalogus, &package).await?;
        typen.push(catalogi::read_zaaktype(&mut tx, uuid).await?);
    }
    tx.commit().await?;
    Ok(typen)
}

async fn add_applicaties(db: &Db, sealer: &Sealer, typen: &[Arc<Zaaktype>]) -> anyhow::Result<()> {
    let scopes = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let zaken = ["zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen"];
    let on_zaaktype = |index: usize, level| Autorisatie {
        component: Component::Zrc,
        scopes: scopes(&zaken),
        r#type: Some(typen[index].uuid.uuid()),
        max_vertrouwelijkheidaanduiding: Some(level),
    };
    let mut wide: Vec<Autorisatie> = READABLE.iter().map(|(index, level)| on_zaaktype(*index, *level)).collect();
    wide.push(Autorisatie {
        component: Component::Drc,
        scopes: scopes(&["documenten.lezen", "documenten.aanmaken"]),
        r#type: Some(informatieobjecttype(&typen[0])?),
        max_vertrouwelijkheidaanduiding: Some(Vertrouwelijkheidaanduiding::Vertrouwelijk),
    });
    wide.push(Autorisatie {
        component: Component::Nrc,
        scopes: scopes(&["notificaties.consumeren"]),
        r#type: None,
        max_vertrouwelijkheidaanduiding: None,
    });
    let narrow: Vec<Autorisatie> =
        NARROW.iter().map(|index| on_zaaktype(*index, Vertrouwelijkheidaanduiding::ZeerGeheim)).collect();
    let mut tx = db.begin(&Actor::Systeem("bench")).await?;
    for (client_id, autorisaties) in [(CLIENT, &wide), (CLIENT_NARROW, &narrow)] {
        let new = NewApplicatie { label: client_id, client_id, secret: SECRET, alle: false, autorisaties };
        autorisaties::add_applicatie(&mut tx, sealer, &new).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn informatieobjecttype(zaaktype: &Zaaktype) -> anyhow::Result<Uuid> {
    Ok(zaaktype.informatieobjecttype("Bijlage").context("the zaaktype has documents")?.uuid.uuid())
}

/// Numbers that look random and are the same on every run.
fn scramble(number: usize, salt: u64) -> usize {
    let mut z = (number as u64).wrapping_add(salt.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((z ^ (z >> 31)) >> 8).unwrap_or(0)
}

/// One zaak of the register, before it has an id.
struct Plan {
    number: usize,
    r#type: usize,
    level: Vertrouwelijkheidaanduiding,
    is_open: bool,
    bsn: String,
}

impl Plan {
    fn of(number: usize, zaken: usize) -> anyhow::Result<Self> {
        let place = scramble(number, 1) % SHARES.iter().sum::<usize>();
        let mut until = 0;
        let r#type = SHARES.iter().position(|share| {
            until += share;
            place < until
        });
        let level = match scramble(number, 2) % 100 {
            0..20 => Vertrouwelijkheidaanduiding::Openbaar,
            20..90 => Vertrouwelijkheidaanduiding::Zaakvertrouwelijk,
            90..98 => Vertrouwelijkheidaanduiding::Vertrouwelijk,
            _ => Vertrouwelijkheidaanduiding::Geheim,
        };
        let is_recent = number >= zaken - zaken / 8;
        let is_open = scramble(number, 3) % 100 < if is_recent { 60 } else { 2 };
        // Five zaken for each resident.
        let resident = scramble(number, 4) % (zaken / 5).max(1);
        let bsn = invented_bsn(resident)?.as_str().to_owned();
        Ok(Self { number, r#type: r#type.context("the shares add up")?, level, is_open, bsn })
    }

    fn is_reached(&self) -> bool {
        READABLE.iter().any(|(index, most)| *index == self.r#type && self.level.rank() <= most.rank())
    }

    fn dossier<'a>(&self, zaaktype: &'a Zaaktype, organisatie: &values::Rsin, moment: Timestamp) -> Dossier<'a> {
        let statustypen = &zaaktype.statustypen;
        let second = if self.is_open { &statustypen[1] } else { &statustypen[statustypen.len() - 1] };
        let later = moment.checked_add(self.after()).unwrap_or(moment);
        let rol = RolGegevens {
            betrokkene_type: BetrokkeneType::NatuurlijkPersoon,
            betrokkene: String::new(),
            betrokkene_identificatie: json!({ "inpBsn": self.bsn }),
            afwijkende_naam_betrokkene: String::new(),
            roltoelichting: "indiener".to_owned(),
            indicatie_machtiging: String::new(),
            contactpersoon_rol: None,
            authenticatie_context: None,
            begin_geldigheid: None,
            einde_geldigheid: None,
        };
        let initiator = zaaktype.roltype_generiek("initiator");
        let resultaattype = zaaktype.resultaattypen.get(self.number % zaaktype.resultaattypen.len());
        Dossier {
            zaaktype,
            identificatie: format!("MEET-{:09}", self.number),
            gegevens: ZaakGegevens {
                omschrijving: format!("Bezwaar tegen aanslag {}", self.number),
                vertrouwelijkheidaanduiding: Some(self.level),
                ..ZaakGegevens::new(organisatie.clone(), values::local_date(moment))
            },
            moment,
            statussen: vec![(statustypen[0].uuid, moment), (second.uuid, later)],
            resultaattype: resultaattype.filter(|_| !self.is_open),
            rollen: initiator.into_iter().map(|roltype| (roltype, rol.clone())).collect(),
            eigenschappen: zaaktype.eigenschappen.first().map(|one| (one, self.waarde())).into_iter().collect(),
        }
    }

    /// How long after the first the second status came: an hour to twelve weeks.
    fn after(&self) -> SignedDuration {
        let hours = 1 + scramble(self.number, 5) % (24 * 84);
        SignedDuration::from_hours(i64::try_from(hours).unwrap_or(1))
    }

    fn waarde(&self) -> String {
        format!("M-{}", self.number)
    }
}

async fn fill(db: &Db, typen: &[Arc<Zaaktype>], zaken: usize) -> anyhow::Result<Facts> {
    let started = Instant::now();
    let organisatie = db.gemeente().rsin.clone();
    // The newest zaak is a quarter of a year old, so that all that happened to it lies in the past.
    let until = db.clock().now().checked_sub((24 * 90).hours())?;
    let from = until.checked_sub((YEARS * 365 * 24).hours())?;
    let micros = until.duration_since(from).as_micros() / i128::try_from(zaken.max(1))?;
    let step = SignedDuration::from_micros(i64::try_from(micros)?);
    let (mut samples, mut reached) = (Vec::new(), 0);
    let every = (zaken / SAMPLES).max(1);
    let mut moment = from;
    for first in (0..zaken).step_by(BATCH) {
        let plans = (first..(first + BATCH).min(zaken)).map(|number| Plan::of(number, zaken));
        let plans = plans.collect::<anyhow::Result<Vec<_>>>()?;
        let mut dossiers = Vec::with_capacity(plans.len());
        for plan in &plans {
            dossiers.push(plan.dossier(&typen[plan.r#type], &organisatie, moment));
            moment = moment.checked_add(step)?;
        }
        let mut tx = db.begin(&Actor::Systeem("bench")).await?;
        let ids = load_dossiers(&mut tx, dossiers).await?;
        tx.commit().await?;
        for (plan, uuid) in plans.iter().zip(ids).filter(|(plan, _)| plan.is_reached()) {
            reached += 1;
            // Of the recent ones many more are open: those are asked for and changed most.
            if reached % every == 0 || plan.number + SAMPLES > zaken {
                samples.push(Sample {
                    uuid: uuid.uuid(),
                    identificatie: format!("MEET-{:09}", plan.number),
                    bsn: plan.bsn.clone(),
                    statustype: typen[plan.r#type].statustypen[1].uuid.uuid(),
                    is_open: plan.is_open,
                });
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    db.analyze().await?;
    let zaaktypen = READABLE.iter().map(|(index, _)| typen[*index].uuid.uuid()).collect();
    let informatieobjecttype = informatieobjecttype(&typen[0])?;
    Ok(Facts { zaken, reached, samples, zaaktypen, informatieobjecttype, seconds })
}
