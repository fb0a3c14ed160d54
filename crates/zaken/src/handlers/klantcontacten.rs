//! `/klantcontacten`.

use autorisaties::handlers::{Caller, Fields, Urls};
use axum::response::Response;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, Json, Problem, Tenant};

use super::{CHANGE, NULLABLE, find_main, reading, require};
use crate::register::KlantcontactFilter;
use crate::{Klantcontact, access, operations, paths, views};

reading!(
    paths::KLANTCONTACTEN,
    list_klantcontacten,
    read_klantcontact,
    |params, urls| KlantcontactFilter { zaak: params.reference("zaak", urls, paths::ZAKEN).map(Id::new) },
    |one, urls| views::klantcontact(one, urls)
);

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let zaak = find_main(&tenant, &urls, &mut fields, "zaak").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[])?;
    }
    let identificatie = fields.text("identificatie", 14);
    let datumtijd = fields.moment_required("datumtijd");
    let (kanaal, onderwerp) = (fields.text("kanaal", 20), fields.text("onderwerp", 200));
    let toelichting = fields.text("toelichting", 1000);
    let (Some((zaak, _)), Some((datumtijd, _)), true) = (&zaak, datumtijd, fields.is_valid()) else {
        return Err(fields.refuse());
    };
    let uuid = Id::new(Uuid::nil());
    let new = Klantcontact { uuid, zaak: zaak.uuid, identificatie, datumtijd, kanaal, onderwerp, toelichting };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let one = operations::add_klantcontact(&mut tx, &caller.0, new).await?;
    tx.commit().await?;
    let url = urls.url(paths::KLANTCONTACTEN, one.uuid.uuid()).to_string();
    Ok(Created(views::klantcontact(&one, &urls)).at(&url))
}
