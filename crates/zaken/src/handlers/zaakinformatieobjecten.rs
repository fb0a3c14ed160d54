//! `/zaakinformatieobjecten`: bare lists, as the standard has them.

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, Urls};
use axum::response::{IntoResponse, Response};
use diensten::handlers::to_the_end;
use diensten::{Diensten, ObjectSoort, Spiegel};
use documenten::Stuk;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{CHANGE, NULLABLE, find_main, immutable, require};
use crate::access::{self, Scope};
use crate::operations::{self, RelatieGegevens};
use crate::{Relatie, Zaak, paths, register, views};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAAKINFORMATIEOBJECTEN);
    let zaak = params.reference("zaak", &urls, paths::ZAKEN).map(Id::new);
    let document =
        params.reference("informatieobject", &urls, documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN).map(Id::new);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_relaties(&mut db, &caller.0, zaak, document).await?;
    let views: Vec<_> = found.iter().map(|relatie| views::relatie(relatie, &urls)).collect();
    Ok(Json(expand.all(&mut db, &caller, &urls, views).await?).into_response())
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
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAAKINFORMATIEOBJECTEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let relatie = register::read_relatie(&mut db, &caller.0, Id::new(uuid)).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, views::relatie(&relatie, &urls)).await?)
}

/// Reads what a document is in a zaak.
pub(super) fn read_gegevens(fields: &mut Fields, urls: &Urls) -> RelatieGegevens {
    RelatieGegevens {
        titel: fields.text("titel", 200),
        beschrijving: fields.text("beschrijving", usize::MAX),
        vernietigingsdatum: fields.moment("vernietigingsdatum"),
        status: match fields.value("status") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if text.is_empty() => None,
            Some(_) => fields.own_reference("status", urls, paths::STATUSSEN).map(Id::new),
        },
    }
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken, Scope::Bijwerken, Scope::GeforceerdBijwerken])?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let zaak = find_main(&tenant, &urls, &mut fields, "zaak").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[Scope::Aanmaken])?;
    }
    let gegevens = read_gegevens(&mut fields, &urls);
    let stuk = documenten::find_stuk(&mut fields, &tenant, &urls, &diensten).await?;
    let (Some((zaak, _)), Some(stuk), true) = (&zaak, stuk, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let relatie = if stuk.elders.is_some() {
        let nieuw = Elders { zaak: zaak.uuid, stuk, gegevens };
        to_the_end(put_elsewhere(caller, tenant, urls.clone(), diensten, nieuw)).await?
    } else {
        let mut tx = tenant.db.begin(&caller.0).await?;
        let relatie = operations::put_document(&mut tx, &caller.0, zaak.uuid, stuk, gegevens).await?;
        tx.commit().await?;
        relatie
    };
    let url = urls.url(paths::ZAAKINFORMATIEOBJECTEN, relatie.uuid.uuid()).to_string();
    Ok(Created(views::relatie(&relatie, &urls)).at(&url))
}

/// A document of another register that is to be in a zaak.
struct Elders {
    zaak: Id<Zaak>,
    stuk: Stuk,
    gegevens: RelatieGegevens,
}

/// Puts a document of another register in a zaak, on both sides. Rule: zrc-005 (synchroniseren relaties).
async fn put_elsewhere(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Elders { zaak, stuk, gegevens }: Elders,
) -> Result<Relatie, Problem> {
    // The other register calls back to see it, so this commits first.
    let mut tx = tenant.db.begin(&caller.0).await?;
    let relatie = operations::lay_document(&mut tx, &caller.0, zaak, &stuk, gegevens).await?;
    tx.commit().await?;
    let spiegel = Spiegel {
        informatieobject: stuk.elders.as_ref().map(|object| object.url.clone()).unwrap_or_default(),
        object: urls.url(paths::ZAKEN, zaak.uuid()).to_string(),
        soort: ObjectSoort::Zaak,
    };
    let mirrored = diensten.mirror(&tenant.db, &spiegel).await;
    let mut tx = tenant.db.begin(&caller.0).await?;
    match &mirrored {
        Ok(url) => operations::confirm_document(&mut tx, &relatie, &stuk, url).await?,
        Err(_) => operations::withdraw_document(&mut tx, &relatie).await?,
    }
    tx.commit().await?;
    match mirrored {
        Ok(_) => Ok(relatie),
        Err(_) => Err(Problem::invalid(vec![diensten::handlers::pending("informatieobject")])),
    }
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_relatie(&mut tx, Id::new(uuid)).await?;
    super::require_change(&mut tx, &caller, current.zaak, &[]).await?;
    let actie = sent.actie;
    let mut fields = sent.over(&views::relatie(&current, &urls))?.strict(NULLABLE);
    let document = ("informatieobject", documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN);
    immutable(&mut fields, &urls, document, current.informatieobject.uuid());
    immutable(&mut fields, &urls, ("zaak", paths::ZAKEN), current.zaak.uuid());
    let gegevens = read_gegevens(&mut fields, &urls);
    fields.finish()?;
    let changed = operations::change_document(&mut tx, &caller.0, &current, gegevens, actie).await?;
    tx.commit().await?;
    Ok(Json(views::relatie(&changed, &urls)).into_response())
}

pub(crate) async fn destroy(
    caller: Caller,
    tenant: Tenant,
    diensten: Diensten,
    Key(uuid): Key,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Bijwerken, Scope::GeforceerdBijwerken, Scope::Verwijderen])?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_relatie(&mut tx, Id::new(uuid)).await?;
    diensten.remove_both(tx, uuid, async |tx| operations::unlink_document(tx, &caller.0, &current).await).await
}
