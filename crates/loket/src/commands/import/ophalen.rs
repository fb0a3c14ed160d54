//! Fetching a page with all that belongs to its records: eigenschappen and documents of zaken, versions and bytes of documents.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use autorisaties::handlers::import::Incoming;
use documenten::import::{Soort as Documentsoort, Versies};
use futures_util::StreamExt;
use serde_json::{Map, Value};
use store::Db;
use store::files::{PutError, Stored};
use uuid::Uuid;
use zaken::import::Soort as Zaaksoort;

use super::bron::{Bron, Lijst};
use super::stappen::{EIGENSCHAPPEN, Stap, Wat, ZAAKDOCUMENTEN};
use super::store::{Relatie, Verschil};

/// A file up to this size comes in one piece.
const SMALL_BYTES: i64 = 256 * 1024;
/// The largest file.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024 * 1024;
const EXPAND: &str = "expand=eigenschappen,zaakinformatieobjecten";

/// A page that can be written.
#[derive(Default)]
pub(super) struct Pagina {
    pub(super) nummer: i64,
    pub(super) records: Vec<Incoming>,
    /// Records of the list that could not be read or fetched.
    pub(super) geweigerd: Vec<Verschil>,
    /// How many records all pages have.
    pub(super) count: i64,
    /// How many records this page has.
    pub(super) size: usize,
    pub(super) has_next: bool,
    pub(super) is_paged: bool,
    /// What comes with documents.
    pub(super) versies: HashMap<Uuid, Versies>,
    /// What comes with zaken.
    pub(super) eigenschappen: Vec<Incoming>,
    pub(super) documenten: Vec<Incoming>,
    pub(super) relaties: Vec<Relatie>,
}

/// What fetches the pages of a step.
#[derive(Clone)]
pub(super) struct Ophaler {
    pub(super) bron: Bron,
    pub(super) db: Db,
    pub(super) stap: Stap,
    root: String,
    /// Whether the other register shows what belongs to zaken beside them.
    knows_expand: Arc<AtomicBool>,
}

/// Why a list can't be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Geen {
    /// The other register does not know the resource, or there is no such page.
    Onbekend,
    /// We may not read it.
    Verboden(u16),
}

impl Ophaler {
    pub(super) fn new(bron: Bron, db: Db, stap: Stap, root: &str) -> Self {
        Self { bron, db, stap, root: root.to_owned(), knows_expand: Arc::new(AtomicBool::new(true)) }
    }

    fn url(&self, vraag: &str, nummer: i64, expand: bool) -> String {
        let page = if nummer > 1 { format!("page={nummer}") } else { String::new() };
        let expand = if expand { EXPAND } else { "" };
        let query: Vec<&str> = [vraag, &page, expand].into_iter().filter(|part| !part.is_empty()).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{}{mark}{}", self.root, self.stap.pad, query.join("&"))
    }

    /// Finds the query that the other register understands, and returns it with the first page.
    pub(super) async fn first(&self) -> anyhow::Result<Result<(String, Pagina), Geen>> {
        let mut status_code = 400;
        for vraag in self.stap.vragen() {
            let vraag = vraag.replace("pageSize", &format!("pageSize={}", self.bron.page_size));
            match self.lijst(&vraag, 1).await? {
                Ok(lijst) => {
                    let first = self.prepare(1, lijst).await?;
                    return Ok(Ok((vraag, first)));
                }
                Err(400) => {}
                Err(404 | 405 | 410) => return Ok(Err(Geen::Onbekend)),
                Err(other) => status_code = other,
            }
            if status_code != 400 {
                break;
            }
        }
        Ok(Err(Geen::Verboden(status_code)))
    }

    /// Fetches a page; none when there is no such page any more.
    pub(super) async fn pagina(&self, vraag: &str, nummer: i64) -> anyhow::Result<Option<Pagina>> {
        match self.lijst(vraag, nummer).await? {
            Ok(lijst) => Ok(Some(self.prepare(nummer, lijst).await?)),
            Err(404) => Ok(None),
            // A list without pages knows no `page`; it comes as a whole again.
            Err(400) if nummer > 1 => match self.lijst(vraag, 1).await? {
                Ok(lijst) if !lijst.is_paged => Ok(Some(self.prepare(1, lijst).await?)),
                _ => anyhow::bail!("{} answers 400", self.url(vraag, nummer, false)),
            },
            Err(status_code) => anyhow::bail!("{} answers {status_code}", self.url(vraag, nummer, false)),
        }
    }

    /// Returns how many records the other register has now.
    pub(super) async fn count(&self, vraag: &str) -> anyhow::Result<Option<usize>> {
        let query = vraag.replace(&format!("pageSize={}", self.bron.page_size), "pageSize=1");
        Ok(self.bron.lijst(&self.url(&query, 1, false)).await?.ok().map(|lijst| lijst.count))
    }

    async fn lijst(&self, vraag: &str, nummer: i64) -> anyhow::Result<Result<Lijst, u16>> {
        let may_expand = self.stap.wat == Wat::Zaak(Zaaksoort::Zaak) && self.knows_expand.load(Ordering::Relaxed);
        if may_expand {
            match self.bron.lijst(&self.url(vraag, nummer, true)).await? {
                Ok(lijst) => return Ok(Ok(lijst)),
                // An answer that would be too large is refused too: then what belongs to these zaken is asked for zaak by zaak.
                Err(400 | 404) if nummer == 1 => self.knows_expand.store(false, Ordering::Relaxed),
                Err(400) => {}
                Err(status_code) => return Ok(Err(status_code)),
            }
        }
        self.bron.lijst(&self.url(vraag, nummer, false)).await
    }

    async fn prepare(&self, nummer: i64, lijst: Lijst) -> anyhow::Result<Pagina> {
        let mut pagina = Pagina {
            nummer,
            count: i64::try_from(lijst.count)?,
            size: lijst.results.len(),
            has_next: lijst.has_next,
            is_paged: lijst.is_paged,
            ..Pagina::default()
        };
        for (index, value) in lijst.results.into_iter().enumerate() {
            match Incoming::of(value) {
                Some(record) => pagina.records.push(record),
                None => {
                    let url = format!("pagina {nummer}, nummer {}", index + 1);
                    pagina.geweigerd.push(self.verschil(url, "de URL eindigt niet op een id"));
                }
            }
        }
        match self.stap.wat {
            Wat::Zaak(Zaaksoort::Zaak) => self.complete_zaken(&mut pagina).await?,
            Wat::Document(Documentsoort::Document) => self.complete_documenten(&mut pagina).await?,
            _ => {}
        }
        Ok(pagina)
    }

    fn verschil(&self, url: String, reden: impl Into<String>) -> Verschil {
        Verschil { stap: self.stap.naam.to_owned(), url, reden: reden.into() }
    }

    /// Takes what the other register shows beside zaken, or asks for it zaak by zaak.
    async fn complete_zaken(&self, pagina: &mut Pagina) -> anyhow::Result<()> {
        for zaak in &mut pagina.records {
            if let Some(gegevens) = zaken::import::take_relaties(&mut zaak.fields) {
                pagina.relaties.push(Relatie { zaak: zaak.uuid, url: zaak.url.clone(), gegevens });
            }
            let expanded = zaak.fields.remove("_expand");
            for (field, stap, into) in [
                ("eigenschappen", EIGENSCHAPPEN, &mut pagina.eigenschappen),
                ("zaakinformatieobjecten", ZAAKDOCUMENTEN, &mut pagina.documenten),
            ] {
                let named = zaak.fields.get(field).and_then(Value::as_array);
                let shown = expanded.as_ref().and_then(|all| all.get(field)?.as_array());
                let is_complete = match (named, shown) {
                    (Some(named), Some(shown)) => named.len() == shown.len(),
                    // A register of an older release does not say which there are.
                    (Some(named), None) => named.is_empty(),
                    (None, _) => false,
                };
                let all = match shown.filter(|_| is_complete) {
                    Some(shown) => shown.clone(),
                    None if is_complete => Vec::new(),
                    None => self.of_zaak(stap, zaak).await?,
                };
                into.extend(all.into_iter().filter_map(Incoming::of));
            }
        }
        Ok(())
    }

    async fn of_zaak(&self, stap: Stap, zaak: &Incoming) -> anyhow::Result<Vec<Value>> {
        let url = match stap.wat {
            Wat::Zaak(Zaaksoort::Eigenschap) => format!("{}zaken/{}/{}", self.root, zaak.uuid, stap.pad),
            _ => format!("{}{}?zaak={}", self.root, stap.pad, zaak.url),
        };
        match self.bron.lijst(&url).await? {
            Ok(lijst) => Ok(lijst.results),
            Err(404) => Ok(Vec::new()),
            Err(status_code) => anyhow::bail!("{url} answers {status_code}"),
        }
    }

    /// Fetches the earlier versions and the bytes of documents that are not here.
    async fn complete_documenten(&self, pagina: &mut Pagina) -> anyhow::Result<()> {
        let ids: Vec<Uuid> = pagina.records.iter().map(|one| one.uuid).collect();
        let present = documenten::import::list_present(&mut self.db.reader(), ids).await?;
        let new: Vec<Incoming> = pagina.records.iter().filter(|one| !present.contains(&one.uuid)).cloned().collect();
        let fetched = futures_util::stream::iter(new)
            .map(|one| async move {
                let versies = self.versies(&one).await;
                (one.uuid, one.url, versies)
            })
            .buffer_unordered(8)
            .collect::<Vec<_>>()
            .await;
        for (uuid, url, outcome) in fetched {
            match outcome? {
                Ok(versies) => drop(pagina.versies.insert(uuid, versies)),
                Err(reden) => {
                    pagina.records.retain(|one| one.uuid != uuid);
                    pagina.geweigerd.push(self.verschil(url, reden));
                }
            }
        }
        Ok(())
    }

    async fn versies(&self, newest: &Incoming) -> anyhow::Result<Result<Versies, String>> {
        let mut versies = Versies::default();
        let last = newest.fields.get("versie").and_then(Value::as_i64).unwrap_or(1);
        for versie in 1..last {
            let url = format!("{}{}/{}?versie={versie}", self.root, self.stap.pad, newest.uuid);
            match self.bron.json(&url).await? {
                Ok(Value::Object(fields)) => versies.older.push(fields),
                // Versions may have been removed there.
                Ok(_) | Err(404) => {}
                Err(status_code) => return Ok(Err(format!("versie {versie}: de bron antwoordt {status_code}"))),
            }
        }
        let all = versies.older.iter().chain([&newest.fields]);
        let wanted: Vec<(i64, Option<i64>)> = all.filter_map(with_bytes).collect();
        for (versie, omvang) in wanted {
            match self.bestand(newest.uuid, versie, omvang).await? {
                Ok(Some(stored)) => drop(versies.bestanden.insert(versie, stored)),
                Ok(None) => {}
                Err(status_code) => {
                    return Ok(Err(format!("de inhoud van versie {versie}: de bron antwoordt {status_code}")));
                }
            }
        }
        Ok(Ok(versies))
    }

    /// Fetches the bytes of a version into the object store; none when it has none.
    async fn bestand(
        &self,
        uuid: Uuid,
        versie: i64,
        omvang: Option<i64>,
    ) -> anyhow::Result<Result<Option<Stored>, u16>> {
        let url = format!("{}{}/{uuid}/download?versie={versie}", self.root, self.stap.pad);
        let files = self.db.files();
        if omvang.is_some_and(|omvang| omvang <= SMALL_BYTES) {
            let answer = self.bron.get(&url).await?;
            return match answer.status_code {
                200 => Ok(Ok(Some(files.put(answer.body).await?))),
                204 => Ok(Ok(None)),
                status_code => Ok(Err(status_code)),
            };
        }
        // What breaks off halfway is begun again by the next run.
        let (status_code, pieces) = self.bron.download(&url).await?;
        match status_code {
            200 => {
                let name = format!("import-{uuid}-{versie}");
                let stored = files.put_stream(&name, pieces, FILE_BYTES_MAX).await;
                let stored = stored.map_err(|error: PutError| anyhow::anyhow!("{error}"));
                Ok(Ok(Some(stored.with_context(|| format!("fetching {url}"))?)))
            }
            204 => Ok(Ok(None)),
            status_code => Ok(Err(status_code)),
        }
    }
}

/// Returns a version that has bytes, and how many it says that it has.
fn with_bytes(fields: &Map<String, Value>) -> Option<(i64, Option<i64>)> {
    fields.get("inhoud").filter(|value| value.is_string())?;
    let omvang = fields.get("bestandsomvang").and_then(Value::as_i64);
    Some((fields.get("versie").and_then(Value::as_i64).unwrap_or(1), omvang))
}
