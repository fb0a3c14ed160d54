//! `/zaaknotities`.

use ::store::like_pattern;
use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::{Timestamp, ToSpan};
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, Json, Problem, Tenant};

use super::{CHANGE, find_main, immutable, reading, require};
use crate::register::{self, Grenzen, NotitieFilter};
use crate::{Zaak, Zaaknotitie, access, operations, paths, views};

reading!(
    paths::ZAAKNOTITIES,
    list_notities,
    read_notitie,
    |params, urls| NotitieFilter {
        zaak: params.reference("gerelateerdAan", urls, paths::ZAKEN).map(Id::new),
        onderwerp: params.text("onderwerp"),
        tekst: params.text("tekst"),
        aangemaakt_door: params.text("aangemaaktDoor"),
        notitie_type: params.choice("notitieType", &["intern", "extern"]),
        status: params.choice("status", &["concept", "definitief"]),
        onderwerp_holds: params.text("onderwerp__icontains").map(|text| like_pattern(&text.to_lowercase())),
        tekst_holds: params.text("tekst__icontains").map(|text| like_pattern(&text.to_lowercase())),
        aangemaakt_door_holds: params.text("aangemaaktDoor__icontains").map(|text| like_pattern(&text.to_lowercase())),
        aanmaakdatum: grenzen(
            params,
            Some("aanmaakdatum"),
            ["aanmaakdatum__gt", "aanmaakdatum__gte", "aanmaakdatum__lt", "aanmaakdatum__lte"]
        ),
        wijzigingsdatum: grenzen(
            params,
            Some("wijzigingsdatum"),
            ["wijzigingsdatum__gt", "wijzigingsdatum__gte", "wijzigingsdatum__lt", "wijzigingsdatum__lte"]
        ),
    },
    |one, urls| views::notitie(one, urls)
);

/// Reads the bounds of a moment: exactly, later than, from, before, until. Moments are kept to the microsecond.
pub(super) fn grenzen(params: &mut Params, exact: Option<&'static str>, names: [&'static str; 4]) -> Grenzen {
    let reason = "Hier hoort een tijdstip met zone.";
    let mut read = |name| params.parsed::<Timestamp>(name, reason);
    let exact = exact.and_then(&mut read);
    let [gt, gte, lt, lte] = names.map(&mut read);
    let gt = gt.and_then(|moment| moment.checked_add(1.microsecond()).ok());
    let lt = lt.and_then(|moment| moment.checked_sub(1.microsecond()).ok());
    Grenzen { van: [exact, gt, gte].into_iter().flatten().max(), tot: [exact, lt, lte].into_iter().flatten().min() }
}

pub(super) fn read_gegevens(fields: &mut Fields, zaak: Id<Zaak>) -> Zaaknotitie {
    let or = |text: String, default: &str| if text.is_empty() { default.to_owned() } else { text };
    Zaaknotitie {
        uuid: Id::new(Uuid::nil()),
        zaak,
        onderwerp: fields.text_required("onderwerp", 255),
        tekst: fields.text_required("tekst", usize::MAX),
        aangemaakt_door: fields.text("aangemaaktDoor", 255),
        notitie_type: or(fields.choice("notitieType", &["intern", "extern"]), "intern"),
        status: or(fields.choice("status", &["concept", "definitief"]), "concept"),
        aanmaakdatum: Timestamp::UNIX_EPOCH,
        wijzigingsdatum: Timestamp::UNIX_EPOCH,
    }
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut fields = Fields::new(map).strict(&[]);
    let zaak = find_main(&tenant, &urls, &mut fields, "gerelateerdAan").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[])?;
    }
    let uuid = zaak.as_ref().map_or(Id::new(Uuid::nil()), |(zaak, _)| zaak.uuid);
    let new = read_gegevens(&mut fields, uuid);
    if zaak.is_none() || !fields.is_valid() {
        return Err(fields.refuse());
    }
    let mut tx = tenant.db.begin(&caller.0).await?;
    let one = operations::add_notitie(&mut tx, &caller.0, new).await?;
    tx.commit().await?;
    let url = urls.url(paths::ZAAKNOTITIES, one.uuid.uuid()).to_string();
    Ok(Created(views::notitie(&one, &urls)).at(&url))
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
    let current = register::find_notitie(&mut tx, uuid).await?;
    super::require_change(&mut tx, &caller, current.zaak, &[]).await?;
    let actie = sent.actie;
    let mut fields = sent.over(&views::notitie(&current, &urls))?.strict(&[]);
    immutable(&mut fields, &urls, ("gerelateerdAan", paths::ZAKEN), current.zaak.uuid());
    let read = read_gegevens(&mut fields, current.zaak);
    fields.finish()?;
    let new = Zaaknotitie { uuid: current.uuid, aanmaakdatum: current.aanmaakdatum, ..read };
    let changed = operations::change_notitie(&mut tx, &caller.0, &current, new, actie).await?;
    tx.commit().await?;
    Ok(Json(views::notitie(&changed, &urls)).into_response())
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_notitie(&mut tx, uuid).await?;
    operations::remove_notitie(&mut tx, &caller.0, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
