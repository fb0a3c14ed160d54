//! `/zaakcontactmomenten` and `/zaakverzoeken`: bare lists of what is kept elsewhere.

use autorisaties::Window;
use autorisaties::handlers::{Caller, Fields, Key, Params, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{CHANGE, find_main, require};
use crate::access::{self, Scope};
use crate::register::{self, KoppelingFilter};
use crate::store::onderdelen as rows;
use crate::views::Koppelsoort;
use crate::{operations, paths, views};

/// The lists have no pages.
const ALL: Window = Window { limit: u32::MAX as u64, offset: 0 };

macro_rules! koppelingen {
    ($module:ident, $soort:expr, $rows:expr, $list:ident, $read:ident) => {
        pub(crate) mod $module {
            use super::*;

            pub(crate) async fn list(
                caller: Caller,
                tenant: Tenant,
                urls: Urls,
                mut params: Params,
            ) -> Result<Response, Problem> {
                require(&caller, &[Scope::Lezen])?;
                let filter = KoppelingFilter {
                    zaak: params.reference("zaak", &urls, paths::ZAKEN).map(Id::new),
                    url: params.text($soort.field).map(|url| urls.shorten(&url)),
                };
                params.finish()?;
                let found = register::$list(&mut tenant.db.reader(), &caller.0, &filter, ALL).await?;
                let views: Vec<_> = found.rows.iter().map(|one| views::koppeling($soort, one, &urls)).collect();
                Ok(Json(views).into_response())
            }

            pub(crate) async fn read(
                caller: Caller,
                tenant: Tenant,
                urls: Urls,
                known: IfNoneMatch,
                Key(uuid): Key,
                params: Params,
            ) -> Result<Response, Problem> {
                require(&caller, &[Scope::Lezen])?;
                params.finish()?;
                let one = register::$read(&mut tenant.db.reader(), &caller.0, uuid).await?;
                known.answer(&views::koppeling($soort, &one, &urls))
            }

            pub(crate) async fn create(
                caller: Caller,
                tenant: Tenant,
                urls: Urls,
                Json(map): Json<Map<String, Value>>,
            ) -> Result<Response, Problem> {
                require(&caller, &CHANGE)?;
                let mut fields = Fields::new(map);
                let zaak = find_main(&tenant, &urls, &mut fields, "zaak").await?;
                if let Some((zaak, zaaktype)) = &zaak {
                    access::require_change(&caller.0, zaaktype, zaak, &[])?;
                }
                let url = urls.shorten(&fields.url_required($soort.field));
                let (Some((zaak, _)), true) = (&zaak, fields.is_valid()) else { return Err(fields.refuse()) };
                let mut tx = tenant.db.begin(&caller.0).await?;
                let new = (zaak.uuid, url);
                let one = operations::add_koppeling(&mut tx, &caller.0, $soort, $rows, new).await?;
                tx.commit().await?;
                let url = urls.url($soort.path, one.uuid.uuid()).to_string();
                Ok(Created(views::koppeling($soort, &one, &urls)).at(&url))
            }

            pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
                require(&caller, &CHANGE)?;
                let mut tx = tenant.db.begin(&caller.0).await?;
                operations::remove_koppeling(&mut tx, &caller.0, $soort, $rows, uuid).await?;
                tx.commit().await?;
                Ok(StatusCode::NO_CONTENT.into_response())
            }
        }
    };
}

koppelingen!(
    contactmomenten,
    Koppelsoort::CONTACTMOMENT,
    &rows::CONTACTMOMENTEN,
    list_contactmomenten,
    read_contactmoment
);
koppelingen!(verzoeken, Koppelsoort::VERZOEK, &rows::VERZOEKEN, list_verzoeken, read_verzoek);
