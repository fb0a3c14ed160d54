//! `/statussen`.

use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Urls};
use axum::response::{IntoResponse, Response};
use catalogi::Zaaktype;
use diensten::Diensten;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{NULLABLE, find_main, objecten_elders, require};
use crate::access::Scope;
use crate::operations::{self, NewStatus};
use crate::register::{self, StatusFilter};
use crate::{Rol, paths, views};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.paged();
    let expand = resources.asked(&mut params, paths::STATUSSEN);
    let filter = StatusFilter {
        zaak: params.reference("zaak", &urls, paths::ZAKEN).map(Id::new),
        statustype: params.reference("statustype", &urls, catalogi::paths::STATUSTYPEN),
        is_newest: params.boolean("indicatieLaatstGezetteStatus"),
    };
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_statussen(&mut db, &caller.0, &filter, Window::from(&paging)).await?;
    let ids = found.rows.iter().map(|regel| regel.status.uuid.uuid());
    let documenten = register::list_documenten_van_statussen(&mut db, ids).await?;
    let views = found.rows.iter().map(|regel| views::status(regel, &documenten, &urls)).collect();
    Ok(Json(paging.listed(found.count, expand.all(&mut db, &caller, &urls, views).await?)?).into_response())
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
    let expand = resources.asked(&mut params, paths::STATUSSEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let regel = register::read_status(&mut db, &caller.0, uuid).await?;
    let documenten = register::list_documenten_van_statussen(&mut db, [uuid]).await?;
    let view = views::status(&regel, &documenten, &urls);
    known.answer(&expand.one(&mut db, &caller, &urls, view).await?)
}

/// What is read of a status; complete only when nothing is wrong with the fields.
pub(super) struct StatusInput {
    statustype: Option<Uuid>,
    moment: Option<(jiff::Timestamp, jiff::civil::Date)>,
    statustoelichting: String,
    gezetdoor: Option<Id<Rol>>,
}

impl StatusInput {
    pub(super) async fn read(
        fields: &mut Fields,
        tenant: &Tenant,
        urls: &Urls,
        zaaktype: Option<&Zaaktype>,
    ) -> Result<Self, Problem> {
        let statustype = fields.reference("statustype", urls, catalogi::paths::STATUSTYPEN);
        // One of the zaaktype of the zaak is in memory.
        if let Some(uuid) = statustype
            && zaaktype.is_none_or(|zaaktype| zaaktype.statustype_by_id(Id::new(uuid)).is_none())
            && catalogi::register::find_statustype(&mut tenant.db.reader(), uuid).await?.is_none()
        {
            fields.fault("statustype", "bad-url", "Het statustype bestaat niet.");
        }
        Ok(Self {
            statustype,
            moment: fields.moment_required("datumStatusGezet"),
            statustoelichting: fields.text("statustoelichting", 1000),
            gezetdoor: match fields.value("gezetdoor") {
                None => None,
                Some(Value::String(none)) if none.is_empty() => None,
                Some(_) => fields.own_reference("gezetdoor", urls, paths::ROLLEN).map(Id::new),
            },
        })
    }

    /// Returns the status for a zaak with the rol that set it, none when something that is required is missing.
    pub(super) fn of(&self, zaak: Id<crate::Zaak>) -> Option<(NewStatus<'_>, Option<Id<Rol>>)> {
        let (moment, day) = self.moment?;
        let new = NewStatus {
            zaak,
            statustype: Id::new(self.statustype?),
            datum_status_gezet: Some(moment),
            day: Some(day),
            statustoelichting: &self.statustoelichting,
        };
        Some((new, self.gezetdoor))
    }
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken, Scope::StatussenToevoegen, Scope::Heropenen])?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let zaak = find_main(&tenant, &urls, &mut fields, "zaak").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        operations::require_status(&caller.0, zaaktype, zaak)?;
    }
    let zaaktype = zaak.as_ref().map(|(_, zaaktype)| &**zaaktype);
    let input = StatusInput::read(&mut fields, &tenant, &urls, zaaktype).await?;
    let new = zaak.as_ref().and_then(|(zaak, _)| input.of(zaak.uuid));
    let (Some((new, gezetdoor)), true) = (new, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    if let Some((zaak, zaaktype)) = &zaak {
        objecten_elders::ask_at_end(&tenant, &diensten, (zaak, zaaktype), new.statustype, None).await?;
    }
    let mut tx = tenant.db.begin(&caller.0).await?;
    let status = operations::set_status_by(&mut tx, &caller.0, &new, gezetdoor).await?;
    let regel = register::find_status(&mut tx, status.uuid.uuid()).await?;
    tx.commit().await?;
    let url = urls.url(paths::STATUSSEN, status.uuid.uuid()).to_string();
    Ok(Created(views::status(&regel, &[], &urls)).at(&url))
}
