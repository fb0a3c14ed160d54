//! Running the steps: pages are fetched ahead, and written one by one, each with its place in the journal.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use anyhow::Context;
use autorisaties::Sealer;
use autorisaties::handlers::import::{Import, Incoming, Outcome};
use diensten::Diensten;
use documenten::import::Soort as Documentsoort;
use futures_util::StreamExt;
use store::{Db, Tx};
use uuid::Uuid;
use values::Actor;
use zaken::import::Soort as Zaaksoort;

use super::bron::Bron;
use super::elders::{self, Elders};
use super::ophalen::{Geen, Ophaler, Pagina};
use super::stappen::{self, EIGENSCHAPPEN, Herkomst, Stap, Wat, ZAAKDOCUMENTEN};
use super::store::{Journaal, Relatie, Stand, Telling, Verschil};
use crate::output::say_aside;

/// How many relations between zaken are laid in one transaction.
const RELATIES: i64 = 500;
/// How many records of a list without pages are written in one transaction.
const CHUNK: usize = 500;

/// An import that runs.
pub(super) struct Overname<'a> {
    pub(super) db: &'a Db,
    pub(super) sealer: &'a Sealer,
    /// What calls the registers that the records name besides their own.
    pub(super) diensten: &'a Diensten,
    pub(super) bron: &'a Bron,
    pub(super) with: &'a Import,
    pub(super) actor: &'a Actor,
    pub(super) journaal: Journaal,
    /// How many pages are fetched ahead.
    pub(super) ahead: usize,
}

impl Overname<'_> {
    /// Runs all steps that are not done. Returns those that could not be: the other register does not let us read them.
    pub(super) async fn run(&self) -> anyhow::Result<Vec<(Stap, u16)>> {
        let mut open = Vec::new();
        for stap in stappen::alle() {
            let Some(root) = self.bron.roots.find(stap.component) else { continue };
            let mut tx = self.db.begin(self.actor).await?;
            self.journaal.begin_stap(&mut tx, stap.naam).await?;
            tx.commit().await?;
            let stand = self.journaal.find_stap(&mut self.db.reader(), stap.naam).await?;
            if stand.is_klaar {
                continue;
            }
            let started = Instant::now();
            let outcome = match stap.herkomst {
                Herkomst::Lijst => Box::pin(self.run_lijst(stap, stand, root)).await,
                // What comes with zaken is done when the zaken are, and those come before.
                Herkomst::MetZaken => self.finish_stap(stap, stand).await.map(|()| None),
                Herkomst::Journaal => self.run_relaties(stap, stand).await.map(|()| None),
            };
            match outcome.with_context(|| format!("taking over {}", stap.naam))? {
                None => self.say_done(stap, started).await?,
                Some(status_code) => open.push((stap, status_code)),
            }
        }
        Ok(open)
    }

    async fn say_done(&self, stap: Stap, started: Instant) -> anyhow::Result<()> {
        let stand = self.journaal.find_stap(&mut self.db.reader(), stap.naam).await?;
        let Telling { overgenomen, aanwezig, geweigerd } = stand.telling;
        let seconds = started.elapsed().as_secs_f64();
        say_aside(format_args!(
            "{}: {overgenomen} taken over, {aanwezig} were here, {geweigerd} refused ({seconds:.1} s)",
            stap.naam
        ));
        Ok(())
    }

    async fn finish_stap(&self, stap: Stap, stand: Stand) -> anyhow::Result<()> {
        let before = stand.volgende;
        let mut tx = self.db.begin(self.actor).await?;
        self.save(&mut tx, stap, before, &Stand { is_klaar: true, ..stand }).await?;
        Ok(tx.commit().await?)
    }

    /// Takes over a list. Returns the status code when the other register does not let us read it.
    async fn run_lijst(&self, stap: Stap, mut stand: Stand, root: &str) -> anyhow::Result<Option<u16>> {
        let ophaler = Ophaler::new(self.bron.clone(), self.db.clone(), stap, root);
        let (vraag, first) = match stand.vraag.clone() {
            Some(vraag) => {
                let first = ophaler.pagina(&vraag, stand.volgende).await?;
                (vraag, first)
            }
            None => match ophaler.first().await? {
                Ok((vraag, first)) => (vraag, Some(first)),
                Err(Geen::Onbekend) => {
                    self.finish_stap(stap, stand).await?;
                    return Ok(None);
                }
                Err(Geen::Verboden(status_code)) => return Ok(Some(status_code)),
            },
        };
        stand.vraag = Some(vraag.clone());
        let Some(first) = first else {
            self.finish_stap(stap, stand).await?;
            return Ok(None);
        };
        if !first.is_paged {
            self.write_all(stap, stand, first).await?;
            return Ok(None);
        }
        let mut progress = Progress::new(stap.naam);
        let last = match first.has_next && first.size > 0 {
            true => first.count.unsigned_abs().div_ceil(first.size as u64).cast_signed(),
            false => first.nummer,
        };
        let next = first.nummer + 1;
        let mut has_next = first.has_next;
        self.write(stap, &mut stand, first, !has_next).await?;
        let mut ahead = futures_util::stream::iter(next..=last)
            .map(|nummer| {
                let (ophaler, vraag) = (ophaler.clone(), vraag.clone());
                // On a thread of its own, so that reading one page goes on while another is written.
                let fetched = tokio::spawn(async move { ophaler.pagina(&vraag, nummer).await });
                async move { fetched.await? }
            })
            .buffered(self.ahead.max(1));
        while let Some(pagina) = ahead.next().await {
            let Some(pagina) = pagina? else { break };
            has_next = pagina.has_next;
            self.write(stap, &mut stand, pagina, !has_next).await?;
            progress.say(stand.telling.gelezen(), stand.bij_bron);
        }
        // The list grew while it was read.
        while has_next {
            let Some(pagina) = ophaler.pagina(&vraag, stand.volgende).await? else { break };
            // A page without anything is the last, whatever it says of a next one.
            has_next = pagina.has_next && pagina.size > 0;
            self.write(stap, &mut stand, pagina, !has_next).await?;
        }
        if !stand.is_klaar {
            self.finish_stap(stap, stand).await?;
        }
        Ok(None)
    }

    /// Writes a list without pages, piece by piece. A run that was broken off begins again: what is here is passed over.
    async fn write_all(&self, stap: Stap, mut stand: Stand, lijst: Pagina) -> anyhow::Result<()> {
        let Pagina { records, mut geweigerd, count, mut versies, .. } = lijst;
        let mut records = records.into_iter().peekable();
        let mut nummer = 0;
        loop {
            nummer += 1;
            let chunk: Vec<Incoming> = records.by_ref().take(CHUNK).collect();
            let is_last = records.peek().is_none();
            if nummer >= stand.volgende || is_last {
                let own = chunk.iter().filter_map(|one| Some((one.uuid, versies.remove(&one.uuid)?))).collect();
                let pagina = Pagina {
                    nummer: nummer.max(stand.volgende),
                    records: chunk,
                    geweigerd: std::mem::take(&mut geweigerd),
                    count,
                    versies: own,
                    ..Pagina::default()
                };
                self.write(stap, &mut stand, pagina, is_last).await?;
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// Writes a page and its place in the journal, in one transaction.
    async fn write(&self, stap: Stap, stand: &mut Stand, pagina: Pagina, is_last: bool) -> anyhow::Result<()> {
        // On the heap: what fetches types is large.
        let elders = Box::pin(Elders::of_pagina(self, stap, &pagina)).await?;
        let with = &elders.import(self.with);
        let mut tx = self.db.begin(self.actor).await?;
        elders.hold(&mut tx).await?;
        self.journaal.add_verschillen(&mut tx, &elders.missing(stap)).await?;
        let telling = self.write_records(&mut tx, with, stap, pagina.records, pagina.versies).await?;
        let telling = self.keep_relaties(&mut tx, stap, telling, &pagina.relaties).await?;
        let refused = i64::try_from(pagina.geweigerd.len())?;
        self.journaal.add_verschillen(&mut tx, &pagina.geweigerd).await?;
        for (other, records) in [(EIGENSCHAPPEN, pagina.eigenschappen), (ZAAKDOCUMENTEN, pagina.documenten)] {
            if !records.is_empty() {
                // Their steps come later; the zaken that they belong to are written by now.
                self.journaal.begin_stap(&mut tx, other.naam).await?;
                let telling = self.write_records(&mut tx, with, other, records, HashMap::new()).await?.telling;
                self.journaal.add_to_stap(&mut tx, other.naam, telling).await?;
            }
        }
        let before = stand.volgende;
        let next = Stand {
            vraag: stand.vraag.clone(),
            volgende: pagina.nummer + 1,
            is_klaar: is_last,
            bij_bron: Some(pagina.count),
            telling: stand.telling.plus(telling).plus(Telling { geweigerd: refused, ..Telling::default() }),
        };
        self.save(&mut tx, stap, before, &next).await?;
        tx.commit().await?;
        *stand = next;
        Ok(())
    }

    async fn write_records(
        &self,
        tx: &mut Tx,
        with: &Import,
        stap: Stap,
        records: Vec<Incoming>,
        versies: HashMap<Uuid, documenten::import::Versies>,
    ) -> anyhow::Result<Geschreven> {
        let urls: Vec<(Uuid, String)> = records.iter().map(|one| (one.uuid, one.url.clone())).collect();
        let outcomes = match stap.wat {
            Wat::Document(Documentsoort::Document) => {
                documenten::import::import_documenten(tx, with, records, versies).await?
            }
            _ => stap.write(tx, with, self.sealer, records).await?,
        };
        let mut telling = Telling::default();
        let mut verschillen = Vec::new();
        let mut taken = Vec::new();
        for ((uuid, url), outcome) in urls.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Taken => {
                    telling.overgenomen += 1;
                    taken.push(uuid);
                }
                Outcome::Present => telling.aanwezig += 1,
                Outcome::Refused(reden) => {
                    telling.geweigerd += 1;
                    verschillen.push(Verschil { stap: stap.naam.to_owned(), url, reden });
                }
            }
        }
        self.journaal.add_verschillen(tx, &verschillen).await?;
        Ok(Geschreven { telling, taken })
    }

    /// Keeps what zaken that were taken over name of other zaken, until all are here.
    async fn keep_relaties(
        &self,
        tx: &mut Tx,
        stap: Stap,
        Geschreven { telling, taken }: Geschreven,
        relaties: &[Relatie],
    ) -> anyhow::Result<Telling> {
        if stap.wat == Wat::Zaak(Zaaksoort::Zaak) {
            let new = relaties.iter().filter(|one| taken.contains(&one.zaak));
            // What it says now counts, and not what waited of an earlier time.
            self.journaal.remove_relaties(tx, &taken).await?;
            self.journaal.add_relaties(tx, new, false).await?;
        }
        Ok(telling)
    }

    async fn save(&self, tx: &mut Tx, stap: Stap, before: i64, stand: &Stand) -> anyhow::Result<()> {
        let is_ours = self.journaal.save_stap(tx, stap.naam, before, stand).await?;
        anyhow::ensure!(is_ours, "another import from this source is running");
        Ok(())
    }

    /// Lays what zaken name of one another, now that all are here. What is not here, nor can be fetched, waits for a later import.
    async fn run_relaties(&self, stap: Stap, mut stand: Stand) -> anyhow::Result<()> {
        loop {
            let mut all = self.journaal.list_relaties(&mut self.db.reader(), RELATIES).await?;
            let zaken: Vec<Uuid> = all.iter().map(|one| one.zaak).collect();
            let is_last = all.len() < usize::try_from(RELATIES)?;
            let elders = Box::pin(Elders::of_relaties(self, &all)).await?;
            let with = &elders.import(self.with);
            let waiting = elders::split(self, &with.urls, &mut all).await?;
            let records: Vec<Incoming> = all
                .into_iter()
                .filter(|one| !one.gegevens.is_empty())
                .map(|one| Incoming { uuid: one.zaak, url: one.url, fields: one.gegevens })
                .collect();
            let mut tx = self.db.begin(self.actor).await?;
            elders.hold(&mut tx).await?;
            self.journaal.add_verschillen(&mut tx, &elders.missing(stap)).await?;
            self.journaal.remove_relaties(&mut tx, &zaken).await?;
            self.journaal.add_relaties(&mut tx, waiting.iter(), true).await?;
            let partly: HashSet<Uuid> = records.iter().map(|one| one.uuid).collect();
            let telling = self.write_records(&mut tx, with, stap, records, HashMap::new()).await?.telling;
            // After what is refused for good: a zaak has one line.
            self.journaal.add_verschillen(&mut tx, &waiting.iter().map(elders::waits).collect::<Vec<_>>()).await?;
            let geweigerd = i64::try_from(waiting.iter().filter(|one| !partly.contains(&one.zaak)).count())?;
            let telling = telling.plus(Telling { geweigerd, ..Telling::default() });
            let count = stand.bij_bron.unwrap_or(0) + telling.gelezen();
            let before = stand.volgende;
            stand = Stand {
                volgende: before + 1,
                is_klaar: is_last,
                bij_bron: Some(count),
                telling: stand.telling.plus(telling),
                ..stand
            };
            self.save(&mut tx, stap, before, &stand).await?;
            tx.commit().await?;
            if is_last {
                return Ok(());
            }
        }
    }

    /// Completes what was taken over, and closes the import.
    pub(super) async fn settle(&self) -> anyhow::Result<()> {
        let mut tx = self.db.begin(self.actor).await?;
        zaken::import::settle(&mut tx).await?;
        documenten::import::settle(&mut tx).await?;
        besluiten::import::settle(&mut tx).await?;
        self.journaal.finish(&mut tx).await?;
        Ok(tx.commit().await?)
    }
}

/// What became of records, and which were taken over.
struct Geschreven {
    telling: Telling,
    taken: Vec<Uuid>,
}

/// Says on standard error how far a step is, at most once in two seconds.
struct Progress {
    naam: &'static str,
    started: Instant,
    said: Instant,
    first: Option<i64>,
}

impl Progress {
    fn new(naam: &'static str) -> Self {
        Self { naam, started: Instant::now(), said: Instant::now(), first: None }
    }

    fn say(&mut self, gelezen: i64, bij_bron: Option<i64>) {
        let first = *self.first.get_or_insert(gelezen);
        if self.said.elapsed().as_secs() < 2 {
            return;
        }
        self.said = Instant::now();
        let seconds = self.started.elapsed().as_secs().max(1).cast_signed();
        let rate = (gelezen - first) / seconds;
        say_aside(format_args!("{}: {gelezen} of {} ({rate}/s)", self.naam, bij_bron.unwrap_or(gelezen)));
    }
}
