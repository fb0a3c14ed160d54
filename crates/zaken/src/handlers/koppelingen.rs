//! `/zaakcontactmomenten` and `/zaakverzoeken`: bare lists of what is kept elsewhere.

use autorisaties::Window;
use autorisaties::handlers::{Caller, Fields, Key, Params, Plaats, Urls};
use axum::response::{IntoResponse, Response};
use diensten::handlers::to_the_end;
use diensten::{Diensten, ExternObject, ObjectSoort};
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{CHANGE, NULLABLE, find_main, require};
use crate::access::{self, Scope};
use crate::register::{self, KoppelingFilter};
use crate::store::onderdelen::{self as rows, Koppelingen};
use crate::views::Koppelsoort;
use crate::{Koppeling, Zaak, operations, paths, views};

/// The lists have no pages.
const ALL: Window = Window { limit: u32::MAX as u64, offset: 0 };

macro_rules! koppelingen {
    ($module:ident, $soort:expr, $object:expr, $rows:expr, $list:ident, $read:ident) => {
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
                    url: params.url($soort.field).map(|url| urls.shorten(&url)),
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
                diensten: Diensten,
                Json(map): Json<Map<String, Value>>,
            ) -> Result<Response, Problem> {
                require(&caller, &CHANGE)?;
                let mut fields = Fields::new(map).strict(NULLABLE);
                let zaak = find_main(&tenant, &urls, &mut fields, "zaak").await?;
                if let Some((zaak, zaaktype)) = &zaak {
                    access::require_change(&caller.0, zaaktype, zaak, &[])?;
                }
                let url = fields.url_required($soort.field);
                let (Some((zaak, _)), true) = (&zaak, fields.is_valid()) else { return Err(fields.refuse()) };
                let plaats = Plaats::Elders(url);
                let found = diensten.read(&mut fields, &tenant, ($soort.field, &plaats), $object).await?;
                let Some(object) = found else { return Err(fields.refuse()) };
                let new = Nieuw { soort: $soort, rows: $rows, zaak: zaak.uuid, object };
                let one = to_the_end(put_elsewhere(caller, tenant, urls.clone(), diensten, new)).await?;
                let url = urls.url($soort.path, one.uuid.uuid()).to_string();
                Ok(Created(views::koppeling($soort, &one, &urls)).at(&url))
            }

            pub(crate) async fn destroy(
                caller: Caller,
                tenant: Tenant,
                diensten: Diensten,
                Key(uuid): Key,
            ) -> Result<Response, Problem> {
                require(&caller, &CHANGE)?;
                let tx = tenant.db.begin(&caller.0).await?;
                let remove =
                    async |tx: &mut ::store::Tx| operations::remove_koppeling(tx, &caller.0, $soort, $rows, uuid).await;
                diensten.remove_both(tx, uuid, remove).await
            }
        }
    };
}

/// What is kept elsewhere and is to be of a zaak.
struct Nieuw {
    soort: Koppelsoort,
    rows: &'static Koppelingen,
    zaak: Id<Zaak>,
    object: ExternObject,
}

/// Names what is kept elsewhere in a zaak, on both sides. Rules: zrc-024 (verzoeken), zrc-025 (contactmomenten).
async fn put_elsewhere(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Nieuw { soort, rows, zaak, object }: Nieuw,
) -> Result<Koppeling, Problem> {
    // The other system calls back to see it, so this commits first.
    let mut tx = tenant.db.begin(&caller.0).await?;
    let one = operations::lay_koppeling(&mut tx, &caller.0, rows, (zaak, object.url.clone())).await?;
    tx.commit().await?;
    let own = urls.url(paths::ZAKEN, zaak.uuid()).to_string();
    let mirrored = diensten.mirror_koppeling(&tenant.db, &object, &own).await;
    let mut tx = tenant.db.begin(&caller.0).await?;
    match &mirrored {
        Ok(url) => operations::confirm_koppeling(&mut tx, soort, &one, url).await?,
        Err(_) => operations::withdraw_koppeling(&mut tx, rows, &one).await?,
    }
    tx.commit().await?;
    match mirrored {
        Ok(_) => Ok(one),
        Err(_) => Err(Problem::invalid(vec![diensten::handlers::pending(soort.field)])),
    }
}

koppelingen!(
    contactmomenten,
    Koppelsoort::CONTACTMOMENT,
    ObjectSoort::Contactmoment,
    &rows::CONTACTMOMENTEN,
    list_contactmomenten,
    read_contactmoment
);
koppelingen!(verzoeken, Koppelsoort::VERZOEK, ObjectSoort::Verzoek, &rows::VERZOEKEN, list_verzoeken, read_verzoek);
