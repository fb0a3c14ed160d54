//! `/besluiten`.

use ::store::Tx;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, UrlFault, Urls};
use autorisaties::{Window, is_extern};
use axum::response::{IntoResponse, Response};
use catalogi::Besluittype;
use diensten::Diensten;
use diensten::handlers::to_the_end;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, InvalidParam, Json, Paging, Problem, Tenant};

use super::besluit_input::{BesluitInput, ZAAK};
use super::zaak_elders::{Elsewhere, With};
use super::{NULLABLE, require};
use crate::access::{self, Scope};
use crate::domain::ZaakElders;
use crate::operations::{self, Opened};
use crate::register::{self, BesluitFilter};
use crate::{Besluit, BesluitGegevens, BesluitenError, paths, view};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    params.paged();
    let expand = resources.asked(&mut params, paths::BESLUITEN);
    let filter = BesluitFilter {
        identificatie: params.text("identificatie"),
        verantwoordelijke_organisatie: params.text("verantwoordelijkeOrganisatie"),
        besluittype: params.reference("besluittype", &urls, catalogi::paths::BESLUITTYPEN),
        zaak: params.reference("zaak", &urls, zaken::paths::ZAKEN).map(Id::new),
    };
    params.finish()?;
    let window = Window::from(&paging);
    let mut db = tenant.db.reader();
    let found = register::list(&mut db, &caller.0, &filter, window).await?;
    let views = found.rows.iter().map(|besluit| view::besluit(besluit, &urls)).collect();
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let expand = resources.asked(&mut params, paths::BESLUITEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let besluit = register::read(&mut db, &caller.0, Id::new(uuid)).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, view::besluit(&besluit, &urls)).await?)
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let input = BesluitInput::read(&mut fields, &urls);
    let besluittype = input.find_besluittype(&caller, &tenant, &mut fields, "besluittype").await?;
    // Nobody is called for a body that is refused anyway.
    let zaak = match (input.zaak_elders(), &besluittype, fields.is_valid()) {
        (Some(url), Some(besluittype), true) => {
            let with = With { tenant: &tenant, urls: &urls, diensten: &diensten };
            with.find_zaak(&mut fields, url, besluittype).await?
        }
        _ => None,
    };
    let gegevens = input.into_gegevens();
    if let (Some(besluittype), Some(new), false) = (&besluittype, &gegevens, fields.is_valid()) {
        // Only to read: nothing of it is kept.
        let mut tx = tenant.db.begin(&caller.0).await?;
        add_rules(&mut tx, &caller, &mut fields, (new, None), besluittype).await?;
    }
    let (Some(besluittype), Some(gegevens), true) = (besluittype, gegevens, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let besluit = match zaak {
        Some(zaak) => {
            let elsewhere = Elsewhere { caller, tenant, urls: urls.clone(), diensten, zaak };
            to_the_end(elsewhere.register(besluittype, gegevens)).await?
        }
        None => {
            let mut tx = tenant.db.begin(&caller.0).await?;
            let made = operations::register_besluit(&mut tx, &caller.0, besluittype, gegevens).await?;
            tx.commit().await?;
            made.besluit
        }
    };
    let url = urls.url(paths::BESLUITEN, besluit.uuid.uuid()).to_string();
    Ok(Created(view::besluit(&besluit, &urls)).at(&url))
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, Scope::Bijwerken)?;
    let uuid = Id::new(uuid);
    let with = With { tenant: &tenant, urls: &urls, diensten: &diensten };
    let (zaak, faults) = find_new_zaak(&caller, &with, uuid, &sent.map).await?;
    let changed = match zaak {
        Some(zaak) => {
            let elsewhere = Elsewhere { caller, tenant, urls: urls.clone(), diensten, zaak };
            to_the_end(change_elsewhere(elsewhere, uuid, sent)).await?
        }
        None => {
            let mirror = diensten::find_mirror(&mut tenant.db.reader(), uuid.uuid()).await?;
            let mut tx = tenant.db.begin(&caller.0).await?;
            let actie = sent.actie;
            let (current, mut fields, gegevens) = read_change(&mut tx, &caller, &urls, uuid, sent).await?;
            faults.into_iter().for_each(|fault| fields.add(fault));
            let (Some(gegevens), true) = (gegevens, fields.is_valid()) else { return Err(fields.refuse()) };
            let changed = operations::change_besluit(&mut tx, &caller.0, &current, gegevens, actie).await?;
            tx.commit().await?;
            diensten.unmirror_now(&tenant.db, mirror.filter(|_| changed.zaak.is_none())).await;
            changed
        }
    };
    Ok(Json(view::besluit(&changed, &urls)).into_response())
}

/// Changes a decision that gets a zaak of another register, on both sides.
async fn change_elsewhere(elsewhere: Elsewhere, uuid: Id<Besluit>, sent: Sent) -> Result<Besluit, Problem> {
    let mut tx = elsewhere.tenant.db.begin(&elsewhere.caller.0).await?;
    let actie = sent.actie;
    let (before, fields, gegevens) = read_change(&mut tx, &elsewhere.caller, &elsewhere.urls, uuid, sent).await?;
    let (Some(gegevens), true) = (gegevens, fields.is_valid()) else { return Err(fields.refuse()) };
    // The other register calls back to see it, so this commits first.
    let after = operations::lay_change(&mut tx, &elsewhere.caller.0, &before, gegevens, &elsewhere.zaak).await?;
    tx.commit().await?;
    elsewhere.finish_change(&before, after, actie).await
}

/// Reads the body of a change of a decision, and returns the decision, and the fields with what is wrong with them.
async fn read_change(
    tx: &mut Tx,
    caller: &Caller,
    urls: &Urls,
    uuid: Id<Besluit>,
    sent: Sent,
) -> Result<(Opened, Fields, Option<BesluitGegevens>), Problem> {
    let current = operations::open(tx, &caller.0, Scope::Bijwerken, uuid).await?;
    let mut fields = sent.over(&view::besluit(&current.besluit, urls))?.strict(NULLABLE);
    let input = BesluitInput::read_change(&mut fields, urls);
    // Rule: brc-001 (valideren besluittype).
    if input.besluittype.is_some_and(|named| named != current.besluittype.uuid.uuid()) {
        fields.fault("besluittype", "wijzigen-niet-toegelaten", "Het besluittype kan niet worden gewijzigd.");
    }
    let gegevens = input.into_gegevens();
    if let Some(new) = gegevens.as_ref().filter(|_| !fields.is_valid()) {
        let facts = (new, Some(&current.besluit));
        add_rules(tx, caller, &mut fields, facts, &current.besluittype).await?;
    }
    Ok((current, fields, gegevens))
}

/// Adds the rules that a body breaks to what is wrong with its fields. Whether a zaak of another register is there was not asked, and who may do
/// nothing in the zaak hears that when the fields are right.
pub(super) async fn add_rules(
    tx: &mut Tx,
    caller: &Caller,
    fields: &mut Fields,
    (new, current): (&BesluitGegevens, Option<&Besluit>),
    besluittype: &Besluittype,
) -> Result<(), Problem> {
    let is_elsewhere = new.zaak.is_some_and(|zaak| is_extern(zaak.uuid()));
    let faults = match operations::list_faults(tx, &caller.0, (new, current), besluittype, None).await {
        Err(BesluitenError::Forbidden(_)) => return Ok(()),
        outcome => outcome?,
    };
    fields.add_rules(faults.into_iter().filter(|fault| !(is_elsewhere && fault.name == ZAAK)));
    Ok(())
}

/// Fetches the zaak of another register that a change gives to a decision without a zaak, for who may change it.
async fn find_new_zaak(
    caller: &Caller,
    with: &With<'_>,
    uuid: Id<Besluit>,
    map: &Map<String, Value>,
) -> Result<(Option<ZaakElders>, Vec<InvalidParam>), Problem> {
    let nothing = (None, Vec::new());
    let Some(url) = map.get(ZAAK).and_then(Value::as_str) else { return Ok(nothing) };
    if with.urls.find(url, zaken::paths::ZAKEN) != Err(UrlFault::Elsewhere) {
        return Ok(nothing);
    }
    let mut db = with.tenant.db.reader();
    let besluit = register::find(&mut db, uuid).await?.ok_or_else(Problem::not_found)?;
    access::require(&caller.0, Scope::Bijwerken, besluit.besluittype)?;
    // Another zaak than the one that it has is refused without looking.
    if besluit.zaak.is_some() {
        return Ok(nothing);
    }
    let besluittype = catalogi::find_besluittype(&mut db, besluit.besluittype).await.map_err(BesluitenError::from)?;
    drop(db);
    let mut fields = Fields::default();
    let found = match besluittype {
        Some(besluittype) => with.find_zaak(&mut fields, url, &besluittype).await?,
        None => None,
    };
    let faults = fields.finish().err().map(|problem| problem.invalid_params().to_vec()).unwrap_or_default();
    Ok((found, faults))
}

pub(crate) async fn destroy(
    caller: Caller,
    tenant: Tenant,
    diensten: Diensten,
    Key(uuid): Key,
) -> Result<Response, Problem> {
    require(&caller, Scope::Verwijderen)?;
    let tx = tenant.db.begin(&caller.0).await?;
    diensten.remove_both(tx, uuid, async |tx| operations::destroy_besluit(tx, &caller.0, Id::new(uuid)).await).await
}
