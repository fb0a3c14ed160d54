//! Importing a file: choose it, see what it holds and what takes the place of what, and make concepts of it.

use std::collections::HashMap;

use ::catalogi::Naslag;
use ::catalogi::beheer;
use ::catalogi::register::Soort;
use ::catalogi::uitwisseling::{
    self, BYTES_MAX, Bundel, Doel, Hergebruik, Herkomst, ImportError, ImportOpties, Melding, Naamgeving, Uitslag,
    ZipFout,
};
use ::diensten::Diensten;
use axum::response::{IntoResponse, Response};
use identity::{StaffForm, StaffSession};
use uuid::Uuid;
use web::{FileHead, Multipart, Page, PageCall, PageError, Pairs};

use super::super::{BEHEERDERS, Beheerder, failed};
use super::{SOORTEN, refused};
use crate::views::{Feit, Fouten, ImportKeuzePage, ImportKlaarPage, ImportPage, Keuzemogelijkheid, Link, Veld};
use crate::{paths, surroundings, vragen};

/// The file and what browsers put around it.
pub(crate) const BODY_BYTES_MAX: usize = BYTES_MAX + (64 << 10);
/// What is sent for "the catalogus of the file".
const NIEUW: &str = "nieuw";

/// `GET /beheer/catalogi/import`
pub(crate) async fn new(call: PageCall, Beheerder(session): Beheerder) -> Result<Page, PageError> {
    choose_page(&call, &session, "", Fouten::default()).await
}

async fn choose_page(call: &PageCall, session: &StaffSession, doel: &str, fouten: Fouten) -> Result<Page, PageError> {
    let catalogi =
        beheer::list_catalogi(&mut call.tenant.db.reader()).await.map_err(|error| refused(&error))?.into_iter();
    let option = |value: String, label: String| Keuzemogelijkheid { checked: value == doel, value, label };
    let existing = catalogi.map(|one| {
        let label = if one.naam.is_empty() { one.domein.clone() } else { format!("{} ({})", one.naam, one.domein) };
        option(one.uuid.to_string(), label)
    });
    let new = option(NIEUW.to_owned(), call.text("catalogi-import-nieuw", &[]));
    let page = ImportPage {
        velden: vec![
            Veld {
                required: true,
                options: existing.chain([new]).collect(),
                description: call.text("catalogi-import-doel-uitleg", &[]),
                ..Veld::new("select", "doel", call.text("catalogi-import-doel", &[]))
            },
            Veld {
                required: true,
                description: call.text("catalogi-import-bestand-uitleg", &[]),
                ..Veld::new("file", "bestand", call.text("catalogi-import-bestand", &[]))
            },
        ],
        fouten,
        action: paths::CATALOGI_IMPORT,
        terug_href: paths::CATALOGI,
    };
    let title = call.text("catalogi-import", &[]);
    let chrome = surroundings::with_flash(call, session, &title, paths::CATALOGI, None);
    call.page("admin/catalogi_import.html", page, &chrome)
}

/// `POST /beheer/catalogi/import`: shows what the file holds; nothing is made yet.
pub(crate) async fn upload(call: PageCall, session: StaffSession, form: Multipart) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let mut is_first = true;
    let let_in = |_: &Pairs, _: FileHead<'_>| Ok(std::mem::take(&mut is_first).then_some(BYTES_MAX as u64));
    let sent = form.read(&call.tenant, |pairs| session.check_csrf(pairs), let_in).await?;
    let doel = sent.pairs.find("doel").unwrap_or_default().to_owned();
    let mut fouten = Fouten::default();
    let chosen = read_doel(&doel);
    if chosen.is_none() {
        fouten.add("doel", call.text("catalogi-import-geen-doel", &[]));
    }
    if !sent.too_large.is_empty() {
        fouten.add("bestand", zip_text(&call, &ZipFout::TooLarge));
    }
    // In a file without content there is nothing to import.
    let file = sent.files.first().filter(|file| file.size > 0);
    if file.is_none() {
        fouten.add("bestand", call.text("catalogi-import-geen-bestand", &[]));
    }
    if let (Some(file), Some(doel)) = (file, chosen) {
        match read_file(&call, &file.hash).await? {
            Ok(bundel) if doel == Doel::Nieuw && bundel.of(Soort::Catalogus).len() != 1 => {
                fouten.add("doel", call.text("catalogi-import-zonder-catalogus", &[]));
            }
            Ok(bundel) => {
                let page = Keuze { bundel: &bundel, doel, hash: &file.hash, given: &Pairs::default() };
                return Ok(page.show(&call, &session, Fouten::default()).await?.into_response());
            }
            Err(fout) => fouten.add("bestand", zip_text(&call, &fout)),
        }
    }
    Ok(choose_page(&call, &session, &doel, fouten).await?.into_response())
}

fn read_doel(text: &str) -> Option<Doel> {
    if text == NIEUW { Some(Doel::Nieuw) } else { text.parse().ok().map(Doel::Bestaand) }
}

async fn read_file(call: &PageCall, hash: &str) -> Result<Result<Bundel, ZipFout>, PageError> {
    if !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) || hash.is_empty() {
        return Err(PageError::BadRequest);
    }
    let bytes = call.tenant.db.files().get_all(hash).await.map_err(|error| failed(&error))?;
    Ok(uitwisseling::read_zip(&bytes))
}

fn zip_text(call: &PageCall, fout: &ZipFout) -> String {
    let plain = |key: &str| call.text(key, &[]);
    let of = |key: &str, bestand: &str| call.text(key, &[("bestand", bestand.to_owned().into())]);
    match fout {
        ZipFout::TooLarge => plain("catalogi-import-te-groot"),
        ZipFout::TooMany => plain("catalogi-import-te-veel"),
        ZipFout::NoZip => plain("catalogi-import-geen-zip"),
        ZipFout::NoTypes => plain("catalogi-import-geen-typen"),
        ZipFout::Locked { bestand } => of("catalogi-import-op-slot", bestand),
        ZipFout::NoList { bestand } => of("catalogi-import-geen-lijst", bestand),
        ZipFout::NoJson { bestand, regel } => {
            let regel = i64::try_from(*regel).unwrap_or(i64::MAX);
            call.text("catalogi-import-geen-json", &[("bestand", (*bestand).into()), ("regel", regel.into())])
        }
    }
}

/// What a file holds, and what is chosen so far.
struct Keuze<'a> {
    bundel: &'a Bundel,
    doel: Doel,
    hash: &'a str,
    given: &'a Pairs,
}

impl Keuze<'_> {
    /// Asks what a new catalogus is called: as in the file, when nobody says otherwise.
    fn name_questions(&self, call: &PageCall) -> Vec<Veld> {
        let Some(own) = self.bundel.of(Soort::Catalogus).first().filter(|_| self.doel == Doel::Nieuw) else {
            return Vec::new();
        };
        let veld = |name: &str, required| Veld {
            required,
            value: self.given.find(name).or_else(|| own.get(name)?.as_str()).unwrap_or_default().to_owned(),
            description: vragen::help(call, Soort::Catalogus, name),
            ..Veld::new("textfield", name, vragen::label(call, Soort::Catalogus, name))
        };
        vec![veld("naam", false), veld("domein", true)]
    }

    async fn proposal(&self, call: &PageCall) -> Result<Vec<Hergebruik>, PageError> {
        let mut db = call.tenant.db.reader();
        uitwisseling::proposal(&mut db, self.bundel, self.doel).await.map_err(|error| refused(&error))
    }

    async fn show(&self, call: &PageCall, session: &StaffSession, fouten: Fouten) -> Result<Page, PageError> {
        let proposal = self.proposal(call).await?;
        let veld = |(place, one): (usize, &Hergebruik)| {
            let key = format!("gebruik.{place}");
            let own = one.gelijk.map(|uuid| uuid.to_string()).unwrap_or_default();
            let chosen = self.given.find(&key).unwrap_or(&own).to_owned();
            let soort = call.text(&format!("catalogi-soort-{}", one.soort.resource()), &[]);
            Veld {
                required: true,
                placeholder: call.text("catalogi-import-maak-nieuw", &[]),
                options: one
                    .keuzes
                    .iter()
                    .map(|(uuid, naam)| Keuzemogelijkheid {
                        checked: uuid.to_string() == chosen,
                        value: uuid.to_string(),
                        label: call.text("catalogi-import-gebruik", &[("naam", naam.clone().into())]),
                    })
                    .collect(),
                ..Veld::new("select", &key, format!("{soort}: {}", one.omschrijving))
            }
        };
        let has_faults = !fouten.lijst.is_empty();
        let page = ImportKeuzePage {
            inhoud: SOORTEN
                .iter()
                .map(|soort| (soort, self.bundel.of(*soort).len()))
                .filter(|(_, count)| *count > 0)
                .map(|(soort, count)| how_many(call, *soort, count))
                .collect(),
            velden: proposal.iter().enumerate().filter(|(_, one)| !one.keuzes.is_empty()).map(veld).collect(),
            fouten,
            bestand: self.hash.to_owned(),
            doel: match self.doel {
                Doel::Nieuw => NIEUW.to_owned(),
                Doel::Bestaand(uuid) => uuid.to_string(),
            },
            action: (!has_faults || !proposal.is_empty() || self.doel == Doel::Nieuw)
                .then_some(paths::CATALOGI_IMPORT_BEVESTIG),
            naamvelden: self.name_questions(call),
            terug_href: paths::CATALOGI_IMPORT,
        };
        let title = call.text("catalogi-import", &[]);
        let chrome = surroundings::with_flash(call, session, &title, paths::CATALOGI, None);
        call.page("admin/catalogi_import_keuze.html", page, &chrome)
    }
}

fn how_many(call: &PageCall, soort: Soort, count: usize) -> Feit {
    Feit {
        term: call.text(&format!("catalogi-soorten-{}", soort.resource()), &[]),
        text: count.to_string(),
        is_date: false,
    }
}

/// `POST /beheer/catalogi/import/bevestig`
pub(crate) async fn confirm(
    call: PageCall,
    diensten: Diensten,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let hash = pairs.find("bestand").unwrap_or_default();
    let doel = pairs.find("doel").and_then(read_doel).ok_or(PageError::BadRequest)?;
    let bundel = read_file(&call, hash).await?.map_err(|_| PageError::BadRequest)?;
    let keuze = Keuze { bundel: &bundel, doel, hash, given: &pairs };
    let proposal = keuze.proposal(&call).await?;
    let mut hergebruik = HashMap::new();
    for (place, one) in proposal.iter().enumerate() {
        let chosen: Option<Uuid> = pairs.find(&format!("gebruik.{place}")).and_then(|text| text.parse().ok());
        let is_there = |uuid: &Uuid| one.keuzes.iter().any(|(own, _)| own == uuid);
        if let Some(uuid) = chosen.filter(is_there) {
            hergebruik.insert(one.url.clone(), uuid);
        }
    }
    let sent = |name: &str| pairs.find(name).map(|text| text.trim().to_owned());
    let als = sent("domein").filter(|_| doel == Doel::Nieuw);
    let als = als.map(|domein| Naamgeving { domein, naam: sent("naam").unwrap_or_default() });
    let naslag = Naslag::ask(&diensten, &call.tenant.db, bundel.of(Soort::Resultaattype).iter()).await;
    let naslag = naslag.map_err(|fault| PageError::internal(&fault))?;
    let opties = ImportOpties { doel, hergebruik, als, naslag };
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    match uitwisseling::import(&mut tx, bundel.clone(), &opties).await {
        Ok(uitslag) => {
            tx.commit().await?;
            done(&call, &session, &uitslag)
        }
        Err(ImportError::Fouten(all)) => {
            drop(tx);
            let mut fouten = Fouten::default();
            for fout in &all {
                // The name of the catalogus is asked on this page.
                if fout.herkomst.bestand == "Catalogus.json" && opties.als.is_some() {
                    let is_naam = fout.herkomst.veld == "naam";
                    let text = match fout.code.as_str() {
                        "unique" => call.text("catalogi-fout-unique-catalogus", &[]),
                        _ => fout.reason.clone(),
                    };
                    if matches!(fout.herkomst.veld.as_str(), "naam" | "domein" | "nonFieldErrors") {
                        fouten.add(if is_naam { "naam" } else { "domein" }, text);
                        continue;
                    }
                }
                let text = format!("{}: {}", fout.herkomst, fout.reason);
                fouten.lijst.push(crate::views::Fout { text, href: "#inhoud-bestand".to_owned() });
            }
            Ok(keuze.show(&call, &session, fouten).await?.into_response())
        }
        Err(ImportError::NoCatalogus | ImportError::UnknownCatalogus) => Err(PageError::BadRequest),
        Err(ImportError::Beheer(error)) => Err(refused(&error)),
    }
}

fn done(call: &PageCall, session: &StaffSession, uitslag: &Uitslag) -> Result<Response, PageError> {
    let of = |key: &str, herkomst: &Herkomst| call.text(key, &[("naam", herkomst.naam.clone().into())]);
    let melding = |melding: &Melding| match melding {
        Melding::Weggelaten { herkomst, wat } => {
            let plek = herkomst.to_string();
            call.text("catalogi-import-weggelaten", &[("plek", plek.into()), ("wat", wat.clone().into())])
        }
        Melding::GeenSelectielijst { herkomst } => of("catalogi-import-geen-selectielijst", herkomst),
        Melding::AnderProcestype { herkomst } => of("catalogi-import-ander-procestype", herkomst),
        Melding::GeenOmschrijvingGeneriek { herkomst } => of("catalogi-import-geen-generiek", herkomst),
    };
    let mut gemaakt: Vec<Feit> = uitslag.gemaakt.iter().map(|(soort, count)| how_many(call, *soort, *count)).collect();
    if uitslag.hergebruikt > 0 {
        let term = call.text("catalogi-import-hergebruikt", &[]);
        gemaakt.push(Feit { term, text: uitslag.hergebruikt.to_string(), is_date: false });
    }
    let link = |(uuid, naam): &(Uuid, String)| Link {
        label: naam.clone(),
        href: paths::type_of("zaaktype", *uuid, ""),
        bij: String::new(),
    };
    let page = ImportKlaarPage {
        gemaakt,
        zaaktypen: uitslag.zaaktypen.iter().map(link).collect(),
        meldingen: uitslag.meldingen.iter().map(melding).collect(),
        catalogus_href: paths::type_of("catalogus", uitslag.catalogus, ""),
    };
    let title = call.text("catalogi-import-klaar", &[]);
    let chrome = surroundings::with_flash(call, session, &title, paths::CATALOGI, None);
    Ok(call.page("admin/catalogi_import_klaar.html", page, &chrome)?.into_response())
}
