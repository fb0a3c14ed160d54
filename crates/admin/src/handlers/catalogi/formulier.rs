//! Making, changing and copying types and their parts: one form for all kinds, made from the tables in [`crate::vragen`].

use ::catalogi::beheer::{self, BeheerError, Document, Velden};
use ::catalogi::register::Soort;
use ::catalogi::{Keuzes, Selectielijst, list_selectielijst_keuzes};
use ::diensten::Diensten;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use identity::{StaffForm, StaffSession};
use serde::Deserialize;
use serde_json::{Value, json};
use store::Reader;
use uuid::Uuid;
use web::{InvalidParam, Page, PageCall, PageError, Pairs};

use super::super::{BEHEERDERS, Beheerder, tell_now};
use super::{bronnen, find, invalid, is_deel, read_id, read_soort, zaaktype_of};
use crate::views::{CatalogiFormPage, Fouten, Keuzemogelijkheid, Veld};
use crate::vragen::{self, Bronnen, groepen};
use crate::{paths, surroundings};

/// What a type is made in.
#[derive(Debug, Deserialize)]
pub(crate) struct Bij {
    bij: Option<String>,
}

/// What a form is about, besides its answers.
struct Plek {
    soort: Soort,
    catalogus: Uuid,
    zaaktype: Option<Uuid>,
    title: String,
    /// The name of what it is in or about, below the title.
    onder: String,
    action: String,
    terug: String,
    /// The zaaktype that a new part is for is published: nothing comes to it.
    is_vast: bool,
    /// How many other versions there are of what is changed.
    andere_versies: i64,
}

impl Plek {
    /// Returns where a new type comes.
    async fn of_new(call: &PageCall, db: &mut Reader, soort: Soort, bij: Option<&str>) -> Result<Self, PageError> {
        let title = call.text(&format!("catalogi-nieuw-{}", soort.resource()), &[]);
        if soort == Soort::Catalogus {
            let action = paths::type_nieuw("catalogus", None);
            let terug = paths::CATALOGI.to_owned();
            return Ok(Self {
                soort,
                catalogus: Uuid::nil(),
                zaaktype: None,
                title,
                onder: String::new(),
                action,
                terug,
                is_vast: false,
                andere_versies: 0,
            });
        }
        let owner = if is_deel(soort) { Soort::Zaaktype } else { Soort::Catalogus };
        let owner = find(db, owner.resource(), bij.ok_or(PageError::NotFound)?).await?;
        Ok(Self {
            soort,
            catalogus: owner.rond.catalogus.uuid(),
            zaaktype: is_deel(soort).then_some(owner.uuid),
            title,
            onder: name_of(&owner),
            action: paths::type_nieuw(soort.resource(), Some(owner.uuid)),
            terug: paths::type_of(owner.soort.resource(), owner.uuid, ""),
            is_vast: is_deel(soort) && !owner.rond.concept,
            andere_versies: 0,
        })
    }

    async fn of_change(call: &PageCall, document: &Document) -> Result<Self, PageError> {
        let soort = document.soort.resource();
        let mut andere_versies = 0;
        if !is_deel(document.soort) && document.soort != Soort::Catalogus {
            let mut db = call.tenant.db.reader();
            let all = beheer::list_versies(&mut db, document).await.map_err(|error| super::refused(&error))?;
            andere_versies = i64::try_from(all.len()).unwrap_or(i64::MAX) - 1;
        }
        Ok(Self {
            soort: document.soort,
            catalogus: document.rond.catalogus.uuid(),
            zaaktype: zaaktype_of(&document.velden),
            title: call.text(&format!("catalogi-wijzig-{soort}"), &[]),
            onder: name_of(document),
            action: paths::type_of(soort, document.uuid, "wijzig"),
            terug: page_of(document),
            is_vast: false,
            andere_versies,
        })
    }

    /// Makes a choice of what is a URL in the selectielijst, where that can be asked. An answer that is not in the list stays.
    async fn offer_selectielijst(
        &self,
        call: &PageCall,
        diensten: &Diensten,
        groepen: &mut [Veld],
    ) -> Result<(), PageError> {
        let db = &call.tenant.db;
        let mut procestype = String::new();
        if let (Soort::Resultaattype, Some(zaaktype)) = (self.soort, self.zaaktype) {
            let own = find(&mut db.reader(), Soort::Zaaktype.resource(), &zaaktype.to_string()).await?;
            let text = own.velden.get("selectielijstProcestype").and_then(Value::as_str);
            procestype = text.unwrap_or_default().to_owned();
        }
        let lists = list_selectielijst_keuzes(diensten, db, self.soort, &procestype).await;
        for (name, keuzes) in lists.map_err(|fault| PageError::internal(&fault))? {
            for groep in &mut *groepen {
                // The list gives the general name with the URL.
                if name == "resultaattypeomschrijving" {
                    groep.children.retain(|veld| veld.key != "loket.omschrijvingGeneriek");
                }
                if let Some(veld) = groep.children.iter_mut().find(|veld| veld.key == name) {
                    choose(veld, &keuzes);
                    veld.description = call.text("catalogi-uit-selectielijst", &[]);
                }
            }
        }
        Ok(())
    }

    /// Says at the name that versions share what becomes of a version that gets another one.
    fn warn_of_renaming(&self, call: &PageCall, groepen: &mut [Veld]) {
        let shared = if self.soort == Soort::Zaaktype { "identificatie" } else { "omschrijving" };
        let naam = groepen.iter_mut().flat_map(|groep| &mut groep.children).find(|veld| veld.key == shared);
        if let (Some(veld), 1..) = (naam, self.andere_versies) {
            veld.description = call.text("catalogi-hernoem-uitleg", &[("aantal", self.andere_versies.into())]);
        }
    }

    /// Adds to what a new record belongs to.
    fn owned(&self, mut velden: Velden) -> Velden {
        match self.zaaktype {
            Some(zaaktype) => velden.insert("zaaktype".into(), format!("{}{zaaktype}", Soort::Zaaktype.path()).into()),
            None => velden.insert("catalogus".into(), format!("{}{}", Soort::Catalogus.path(), self.catalogus).into()),
        };
        velden
    }

    async fn page(
        &self,
        call: &PageCall,
        diensten: &Diensten,
        session: &StaffSession,
        velden: &Velden,
        faults: &[InvalidParam],
    ) -> Result<Page, PageError> {
        let fouten = vragen::faults(call, self.soort, groepen(self.soort), faults);
        self.page_with(call, diensten, session, (velden, fouten), String::new()).await
    }

    /// Shows the questions with answers. `merk` is that of what they are asked about; empty for something new.
    async fn page_with(
        &self,
        call: &PageCall,
        diensten: &Diensten,
        session: &StaffSession,
        (velden, fouten): (&Velden, Fouten),
        merk: String,
    ) -> Result<Page, PageError> {
        let bronnen = bronnen(&mut call.tenant.db.reader(), self.catalogus, self.zaaktype).await?;
        let groepen = groepen(self.soort);
        let mut vragen = vragen::show(call, self.soort, groepen, velden, &bronnen);
        self.warn_of_renaming(call, &mut vragen);
        self.offer_selectielijst(call, diensten, &mut vragen).await?;
        // The standard does not forbid a zaaktype to be a part of itself, but it says nothing.
        let own = velden.get("identificatie").and_then(Value::as_str).unwrap_or_default();
        if let Some(veld) =
            vragen.iter_mut().flat_map(|groep| &mut groep.children).find(|one| one.key == "deelzaaktypen")
        {
            veld.options.retain(|option| option.value != own);
        }
        let page = CatalogiFormPage {
            title: self.title.clone(),
            onder: self.onder.clone(),
            lead: String::new(),
            fouten: fouten.in_order_of(&vragen),
            velden: vragen,
            merk,
            action: self.action.clone(),
            terug_href: self.terug.clone(),
            knop: call.text("beheer-opslaan", &[]),
        };
        show(call, session, page)
    }
}

/// Makes a list to choose from of a line.
fn choose(veld: &mut Veld, keuzes: &Keuzes) {
    let value = std::mem::take(&mut veld.value);
    let option = |(url, label): &(String, String)| Keuzemogelijkheid {
        value: url.clone(),
        label: label.clone(),
        checked: *url == value,
    };
    veld.kind = "select";
    veld.options = keuzes.iter().map(option).collect();
    if !value.is_empty() && !veld.options.iter().any(|option| option.checked) {
        veld.options.push(Keuzemogelijkheid { label: value.clone(), value, checked: true });
    }
}

fn show(call: &PageCall, session: &StaffSession, page: CatalogiFormPage) -> Result<Page, PageError> {
    let chrome = surroundings::with_flash(call, session, &page.title, paths::CATALOGI, None);
    call.page("admin/catalogi_form.html", page, &chrome)
}

/// Returns the name of a type as people know it.
pub(super) fn name_of(document: &Document) -> String {
    let text = |name: &str| document.velden.get(name).and_then(Value::as_str).unwrap_or_default();
    match document.soort {
        Soort::Zaaktype => text("omschrijving").to_owned(),
        Soort::Catalogus if !text("naam").is_empty() => text("naam").to_owned(),
        _ => document.naam.clone(),
    }
}

/// Returns the page that shows a type: a part stands on that of its zaaktype.
pub(super) fn page_of(document: &Document) -> String {
    match zaaktype_of(&document.velden) {
        Some(zaaktype) => format!("{}#{}", paths::type_of("zaaktype", zaaktype, ""), document.soort.resource()),
        None => paths::type_of(document.soort.resource(), document.uuid, ""),
    }
}

/// Returns the answers that a new form starts with.
async fn start_of(call: &PageCall, db: &mut Reader, plek: &Plek) -> Result<Velden, PageError> {
    let today = values::local_date(call.tenant.db.clock().now()).to_string();
    let start = match plek.soort {
        Soort::Catalogus => json!({ "rsin": call.tenant.db.gemeente().rsin.as_str() }),
        Soort::Zaaktype => json!({ "beginGeldigheid": today, "versiedatum": today }),
        Soort::Informatieobjecttype | Soort::Besluittype => json!({ "beginGeldigheid": today }),
        Soort::Statustype | Soort::ZaaktypeInformatieobjecttype => {
            let owners: Vec<Uuid> = plek.zaaktype.into_iter().collect();
            let all = beheer::list_of(db, plek.soort, &owners).await.map_err(|error| super::refused(&error))?;
            let last = all.iter().filter_map(|one| one.velden.get("volgnummer").and_then(Value::as_i64)).max();
            json!({ "volgnummer": last.unwrap_or(0) + 1, "loket": { "toonInPortaal": true } })
        }
        Soort::Eigenschap => json!({ "specificatie": { "kardinaliteit": "1" } }),
        _ => json!({}),
    };
    Ok(start.as_object().cloned().unwrap_or_default())
}

/// `GET /beheer/catalogi/{soort}/nieuw`
pub(crate) async fn new(
    call: PageCall,
    diensten: Diensten,
    Beheerder(session): Beheerder,
    Path(soort): Path<String>,
    Query(bij): Query<Bij>,
) -> Result<Page, PageError> {
    let mut db = call.tenant.db.reader();
    let plek = Plek::of_new(&call, &mut db, read_soort(&soort)?, bij.bij.as_deref()).await?;
    if plek.is_vast {
        return Err(PageError::Redirect(format!("{}#{soort}", plek.terug)));
    }
    let start = start_of(&call, &mut db, &plek).await?;
    plek.page(&call, &diensten, &session, &start, &[]).await
}

/// `POST /beheer/catalogi/{soort}/nieuw`
pub(crate) async fn create(
    call: PageCall,
    diensten: Diensten,
    Path(soort): Path<String>,
    Query(bij): Query<Bij>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let soort = read_soort(&soort)?;
    let plek = Plek::of_new(&call, &mut call.tenant.db.reader(), soort, bij.bij.as_deref()).await?;
    let velden = vragen::read(groepen(soort), &pairs);
    let lijst = Selectielijst::ask(&diensten, &call.tenant.db, soort, None, &velden).await;
    let lijst = lijst.map_err(|fault| PageError::internal(&fault))?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let outcome = beheer::create(&mut tx, soort, plek.owned(velden.clone()), &lijst).await;
    match judge(soort, &velden, outcome)? {
        Ok(uuid) => {
            tx.commit().await?;
            Ok(Redirect::to(&after(soort, uuid, plek.zaaktype, "toegevoegd")).into_response())
        }
        Err(faults) => {
            drop(tx);
            Ok(plek.page(&call, &diensten, &session, &velden, &faults).await?.into_response())
        }
    }
}

/// Returns what was made, or everything that is wrong.
fn judge<T>(
    soort: Soort,
    velden: &Velden,
    outcome: Result<T, BeheerError>,
) -> Result<Result<T, Vec<InvalidParam>>, PageError> {
    let mut missing = vragen::missing(groepen(soort), velden);
    match outcome {
        Ok(made) if missing.is_empty() => Ok(Ok(made)),
        Ok(_) => Ok(Err(missing)),
        Err(error) => {
            let faults = invalid(error)?;
            missing.retain(|one| !faults.iter().any(|fault| fault.name == one.name));
            Ok(Err([faults, missing].concat()))
        }
    }
}

/// Returns the page to show after a change, with what was done.
fn after(soort: Soort, uuid: Uuid, zaaktype: Option<Uuid>, gedaan: &str) -> String {
    match zaaktype {
        Some(zaaktype) => {
            let page = paths::type_of("zaaktype", zaaktype, "");
            format!("{page}?gedaan={gedaan}#{}", soort.resource())
        }
        None => format!("{}?gedaan={gedaan}", paths::type_of(soort.resource(), uuid, "")),
    }
}

/// `GET /beheer/catalogi/{soort}/{id}/wijzig`
pub(crate) async fn edit(
    call: PageCall,
    diensten: Diensten,
    Beheerder(session): Beheerder,
    Path((soort, id)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let document = find(&mut call.tenant.db.reader(), &soort, &id).await?;
    may_change(&document)?;
    let merk = vragen::mark(groepen(document.soort), &document.velden);
    let plek = Plek::of_change(&call, &document).await?;
    plek.page_with(&call, &diensten, &session, (&document.velden, Fouten::default()), merk).await
}

/// What is published has no form: its page says why. Rule: ztc-009 (published is fixed).
fn may_change(document: &Document) -> Result<(), PageError> {
    let may_change = document.rond.concept || document.soort == Soort::Catalogus;
    if may_change { Ok(()) } else { Err(PageError::Redirect(page_of(document))) }
}

/// `POST /beheer/catalogi/{soort}/{id}/wijzig`
pub(crate) async fn update(
    call: PageCall,
    diensten: Diensten,
    Path((soort, id)): Path<(String, String)>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let document = find(&mut call.tenant.db.reader(), &soort, &id).await?;
    let soort = document.soort;
    let plek = Plek::of_change(&call, &document).await?;
    let velden = vragen::read(groepen(soort), &pairs);
    let lijst = Selectielijst::ask(&diensten, &call.tenant.db, soort, Some(document.uuid), &velden).await;
    let lijst = lijst.map_err(|fault| PageError::internal(&fault))?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let shown = pairs.find("merk").unwrap_or_default().to_owned();
    // A form that does not say what it was made from is refused as one of before a change.
    let outcome = beheer::change_as_shown(&mut tx, soort, document.uuid, (velden.clone(), &lijst), &shown).await;
    if let Err(BeheerError::Changed) = outcome {
        drop(tx);
        let now = find(&mut call.tenant.db.reader(), soort.resource(), &document.uuid.to_string()).await?;
        may_change(&now)?;
        let fouten = changed_meanwhile(&call, &now, &velden);
        // Who saves again has seen that it was changed.
        let merk = vragen::mark(groepen(soort), &now.velden);
        return Ok(plek.page_with(&call, &diensten, &session, (&velden, fouten), merk).await?.into_response());
    }
    match judge(soort, &velden, outcome)? {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to(&after(soort, document.uuid, plek.zaaktype, "gewijzigd")).into_response())
        }
        Err(faults) => {
            drop(tx);
            let fouten = vragen::faults(&call, soort, groepen(soort), &faults);
            Ok(plek.page_with(&call, &diensten, &session, (&velden, fouten), shown).await?.into_response())
        }
    }
}

/// Says that somebody else was first, and where the answers differ from what there is now.
fn changed_meanwhile(call: &PageCall, now: &Document, given: &Velden) -> Fouten {
    let mut fouten = Fouten::default();
    fouten.add("formulier", call.text("catalogi-fout-intussen-gewijzigd", &[]));
    for vraag in vragen::differing(groepen(now.soort), &now.velden, given) {
        let text = vragen::text_of(call, vraag, vragen::value_at(&now.velden, vraag.naam), &Bronnen::default());
        tell_now(call, &mut fouten, vraag.naam, vragen::label(call, now.soort, vraag.naam), &text);
    }
    fouten
}

/// Whether a copy is a type of its own, or a version of the same type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Soortkopie {
    Kopie,
    Versie,
}

impl Soortkopie {
    const fn word(self) -> &'static str {
        match self {
            Self::Kopie => "kopie",
            Self::Versie => "versie",
        }
    }

    /// Returns the fields that a copy differs in.
    fn names(self, soort: Soort) -> &'static [&'static str] {
        match (self, soort) {
            (Self::Versie, _) => &["beginGeldigheid"],
            (Self::Kopie, Soort::Zaaktype) => &["identificatie", "omschrijving", "beginGeldigheid"],
            (Self::Kopie, _) => &["omschrijving", "beginGeldigheid"],
        }
    }
}

/// `GET /beheer/catalogi/{soort}/{id}/kopie`
pub(crate) async fn new_copy(
    call: PageCall,
    Beheerder(session): Beheerder,
    Path((soort, id)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let document = find(&mut call.tenant.db.reader(), &soort, &id).await?;
    copy_page(&call, &session, &document, Soortkopie::Kopie, &Pairs::default(), Fouten::default())
}

/// `GET /beheer/catalogi/{soort}/{id}/versie`
pub(crate) async fn new_version(
    call: PageCall,
    Beheerder(session): Beheerder,
    Path((soort, id)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let document = find(&mut call.tenant.db.reader(), &soort, &id).await?;
    copy_page(&call, &session, &document, Soortkopie::Versie, &Pairs::default(), Fouten::default())
}

fn copy_page(
    call: &PageCall,
    session: &StaffSession,
    document: &Document,
    kopie: Soortkopie,
    given: &Pairs,
    fouten: Fouten,
) -> Result<Page, PageError> {
    let soort = document.soort;
    if is_deel(soort) || soort == Soort::Catalogus {
        return Err(PageError::NotFound);
    }
    let today = values::local_date(call.tenant.db.clock().now()).to_string();
    let veld = |name: &&str| {
        let is_day = *name == "beginGeldigheid";
        // A copy has a name of its own, so what it is a copy of suggests none.
        let own = if is_day { today.as_str() } else { "" };
        Veld {
            required: true,
            value: given.find(name).unwrap_or(own).to_owned(),
            description: vragen::help(call, soort, name),
            ..Veld::new(if is_day { "date" } else { "textfield" }, name, vragen::label(call, soort, name))
        }
    };
    let word = kopie.word();
    let page = CatalogiFormPage {
        title: call.text(&format!("catalogi-{word}-titel"), &[]),
        onder: name_of(document),
        lead: call.text(&format!("catalogi-{word}-uitleg"), &[]),
        velden: kopie.names(soort).iter().map(veld).collect(),
        fouten,
        merk: String::new(),
        action: paths::type_of(soort.resource(), document.uuid, word),
        terug_href: page_of(document),
        knop: call.text(&format!("catalogi-{word}-knop"), &[]),
    };
    show(call, session, page)
}

/// `POST /beheer/catalogi/{soort}/{id}/kopie`
pub(crate) async fn copy(
    call: PageCall,
    Path((soort, id)): Path<(String, String)>,
    form: StaffForm,
) -> Result<Response, PageError> {
    make_copy(&call, &soort, &id, form, Soortkopie::Kopie).await
}

/// `POST /beheer/catalogi/{soort}/{id}/versie`
pub(crate) async fn version(
    call: PageCall,
    Path((soort, id)): Path<(String, String)>,
    form: StaffForm,
) -> Result<Response, PageError> {
    make_copy(&call, &soort, &id, form, Soortkopie::Versie).await
}

async fn make_copy(
    call: &PageCall,
    soort: &str,
    id: &str,
    StaffForm { session, pairs }: StaffForm,
    kopie: Soortkopie,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let (soort, id) = (read_soort(soort)?, read_id(id)?);
    let sent = |name: &&str| ((*name).to_owned(), Value::from(pairs.find(name).unwrap_or_default().trim()));
    let velden = kopie.names(soort).iter().map(sent).collect();
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    match beheer::copy(&mut tx, soort, id, velden).await {
        Ok(uuid) => {
            tx.commit().await?;
            Ok(Redirect::to(&after(soort, uuid, None, kopie.word())).into_response())
        }
        Err(error) => {
            let faults = invalid(error)?;
            drop(tx);
            let document = find(&mut call.tenant.db.reader(), soort.resource(), &id.to_string()).await?;
            let fouten = vragen::faults(call, soort, groepen(soort), &faults);
            Ok(copy_page(call, &session, &document, kopie, &pairs, fouten)?.into_response())
        }
    }
}
