//! What records name of a third register: fetched by the diensten of the municipality before the records are written, as the APIs do with what
//! a body names. Which dienst is missing is told in the report; what was refused for it comes with the next run.

use std::collections::{BTreeSet, HashSet};

use anyhow::Context;
use autorisaties::extern_id;
use autorisaties::handlers::import::Import;
use autorisaties::handlers::{Named, UrlFault, Urls};
use besluiten::import::Soort as Besluitsoort;
use diensten::{ElderFault, ExternObject, ObjectSoort};
use documenten::import::Soort as Documentsoort;
use documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN;
use futures_util::StreamExt;
use serde_json::{Map, Value};
use store::Tx;
use uuid::Uuid;
use values::actor::Component;
use zaken::import::Soort as Zaaksoort;
use zaken::paths::ZAKEN;

use super::ophalen::Pagina;
use super::overnemen::Overname;
use super::stappen::{EIGENSCHAPPEN, Stap, Wat, ZAAKDOCUMENTEN, ZAAKRELATIES};
use super::store::{Relatie, Verschil};

/// How many are asked for at the same time.
const AT_ONCE: usize = 8;

/// A URL, what it must lead to, and the path of that here.
type Wanted = (String, ObjectSoort, &'static str);

/// What was found out.
#[derive(Default)]
pub(super) struct Elders {
    named: Named,
    objects: Vec<ExternObject>,
}

impl Elders {
    /// Finds what the records of a page name.
    pub(super) async fn of_pagina(overname: &Overname<'_>, stap: Stap, pagina: &Pagina) -> anyhow::Result<Self> {
        let all =
            [(stap, &pagina.records), (EIGENSCHAPPEN, &pagina.eigenschappen), (ZAAKDOCUMENTEN, &pagina.documenten)];
        let urls = &overname.with.urls;
        let mut wanted = Vec::new();
        for (stap, records) in all {
            records.iter().for_each(|one| wanted.extend(named_by(stap, &one.fields)));
        }
        let mut found = Self::find(overname, wanted).await?;
        // Types of this register come before all else, and stay within it.
        if matches!(stap.component, Component::Zrc | Component::Drc | Component::Brc) {
            let records = all.into_iter().flat_map(|(_, records)| records).map(|one| &one.fields);
            let records = records.chain(pagina.versies.values().flat_map(|one| &one.older));
            let types = catalogi::find_types(urls, overname.db, overname.diensten, records).await;
            found.named.extend(types.map_err(|problem| anyhow::anyhow!("finding types elsewhere: {problem:?}"))?);
        }
        Ok(found)
    }

    /// Finds what zaken name of other zaken.
    pub(super) async fn of_relaties(overname: &Overname<'_>, all: &[Relatie]) -> anyhow::Result<Self> {
        let urls = all.iter().flat_map(|one| zaken::import::list_named(&one.gegevens));
        let wanted = urls.map(|url| (url.to_owned(), ObjectSoort::Zaak, ZAKEN)).collect();
        Self::find(overname, wanted).await
    }

    async fn find(overname: &Overname<'_>, mut wanted: Vec<Wanted>) -> anyhow::Result<Self> {
        let (urls, db) = (&overname.with.urls, overname.db);
        wanted.retain(|(url, _, path)| urls.find(url, path) == Err(UrlFault::Elsewhere));
        wanted.sort_unstable_by(|one, other| (&one.0, one.2).cmp(&(&other.0, other.2)));
        wanted.dedup_by(|one, other| (&one.0, one.2) == (&other.0, other.2));
        // What was fetched before is there: the next run does not ask for it once more.
        let ids: Vec<Uuid> = wanted.iter().map(|(url, ..)| extern_id(url)).collect();
        let known = diensten::list_objects(&mut db.reader(), &ids).await?;
        let mut found = Self::default();
        let mut calls = futures_util::stream::iter(wanted)
            .map(|(url, soort, path)| {
                let known = known.iter().find(|one| one.url == url && one.soort == soort).cloned();
                async move {
                    let object = match known {
                        Some(known) => Ok(known),
                        None => overname.diensten.find(db, &url, soort).await,
                    };
                    (url, path, object)
                }
            })
            .buffer_unordered(AT_ONCE);
        while let Some((url, path, outcome)) = calls.next().await {
            let fault = match outcome {
                Ok(object) => {
                    found.objects.push(object);
                    Ok(())
                }
                Err(ElderFault::UnknownService) => Err(UrlFault::Elsewhere),
                Err(ElderFault::InvalidResource) => Err(UrlFault::OtherResource),
                Err(ElderFault::BadUrl(_) | ElderFault::Gone) => Err(UrlFault::Unreachable),
                Err(fault) => return Err(fault).with_context(|| format!("fetching {url}")),
            };
            found.named.insert((url, path), fault);
        }
        Ok(found)
    }

    /// Returns how records are taken over that name these.
    pub(super) fn import(&self, with: &Import) -> Import {
        Import { urls: with.urls.clone().with_elders(self.named.clone()), is_published: with.is_published }
    }

    /// Keeps what is named.
    pub(super) async fn hold(&self, tx: &mut Tx) -> anyhow::Result<()> {
        for object in &self.objects {
            diensten::hold(tx, object).await?;
        }
        Ok(())
    }

    /// Returns which diensten are missing, a line for each.
    pub(super) fn missing(&self, stap: Stap) -> Vec<Verschil> {
        let of_none = self.named.iter().filter(|(_, outcome)| **outcome == Err(UrlFault::Elsewhere));
        let roots: BTreeSet<String> = of_none.map(|((url, _), _)| root_of(url)).collect();
        let reden = "deze dienst is hier niet bekend: voeg hem toe (`loket dienst add`) en draai opnieuw";
        roots
            .into_iter()
            .map(|root| Verschil { stap: stap.naam.to_owned(), url: root, reden: reden.to_owned() })
            .collect()
    }
}

/// Returns what a record of a step may name of another register, besides types.
fn named_by(stap: Stap, fields: &Map<String, Value>) -> Option<Wanted> {
    let text = |name: &str| fields.get(name)?.as_str().map(str::to_owned);
    match stap.wat {
        Wat::Zaak(Zaaksoort::Document) | Wat::Besluit(Besluitsoort::Document) => {
            Some((text("informatieobject")?, ObjectSoort::Informatieobject, ENKELVOUDIGINFORMATIEOBJECTEN))
        }
        Wat::Besluit(Besluitsoort::Besluit) => {
            Some((text("zaak").filter(|url| !url.is_empty())?, ObjectSoort::Zaak, ZAKEN))
        }
        Wat::Document(Documentsoort::ObjectInformatieObject) => match text("objectType")?.as_str() {
            "zaak" => Some((text("object")?, ObjectSoort::Zaak, ZAKEN)),
            "besluit" => Some((text("object")?, ObjectSoort::Besluit, besluiten::paths::BESLUITEN)),
            _ => None,
        },
        _ => None,
    }
}

/// Takes out what zaken name that is not here, nor was fetched.
pub(super) async fn split(overname: &Overname<'_>, urls: &Urls, all: &mut [Relatie]) -> anyhow::Result<Vec<Relatie>> {
    let named = all.iter().flat_map(|one| zaken::import::list_named(&one.gegevens));
    let ids: HashSet<Uuid> = named.filter_map(|url| urls.find(url, ZAKEN).ok()).collect();
    let present = zaken::import::list_present(&mut overname.db.reader(), ids).await?;
    let may_come = |url: &str| match urls.find(url, ZAKEN) {
        Ok(uuid) => !autorisaties::is_extern(uuid) && !present.contains(&uuid),
        Err(fault) => matches!(fault, UrlFault::Elsewhere | UrlFault::Unreachable),
    };
    let mut waiting = Vec::new();
    for one in all {
        let gegevens = zaken::import::split_relaties(&mut one.gegevens, |url| !may_come(url));
        if !gegevens.is_empty() {
            waiting.push(Relatie { zaak: one.zaak, url: one.url.clone(), gegevens });
        }
    }
    Ok(waiting)
}

/// Tells that a zaak names zaken that are not here yet.
pub(super) fn waits(relatie: &Relatie) -> Verschil {
    let count = zaken::import::list_named(&relatie.gegevens).len();
    let reden =
        format!("{count} zaken waar deze zaak naar wijst zijn hier niet; de volgende keer wordt opnieuw gekeken");
    Verschil { stap: ZAAKRELATIES.naam.to_owned(), url: relatie.url.clone(), reden }
}

/// Returns the root of the API that a URL seems to belong to: that is what a dienst has.
fn root_of(url: &str) -> String {
    match url.split_once("/api/v1/") {
        Some((before, _)) => format!("{before}/api/v1/"),
        None => {
            let mut parts = url.rsplitn(3, '/');
            let rest = parts.nth(2).filter(|rest| rest.len() > "https:/".len());
            rest.map_or_else(|| url.to_owned(), |rest| format!("{rest}/"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_of_a_missing_dienst_is_that_of_an_api() {
        for (url, expected) in [
            ("https://a.nl/catalogi/api/v1/zaaktypen/1", "https://a.nl/catalogi/api/v1/"),
            ("https://a.nl/ztc/zaaktypen/1", "https://a.nl/ztc/"),
            ("https://a.nl/zaaktypen/1", "https://a.nl/"),
            ("https://a.nl", "https://a.nl"),
        ] {
            assert_eq!(root_of(url), expected, "{url}");
        }
    }
}
