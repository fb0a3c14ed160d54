//! `/zaak_registreren`: a zaak with its first status, rollen, documents and objects.

use autorisaties::handlers::{AcceptCrs, AcceptCrsOptional, Caller, ContentCrs, Fields, Urls};
use axum::response::{IntoResponse, Response};
use catalogi::{Roltype, Zaaktype};
use diensten::Diensten;
use documenten::Document;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, Json, Problem, Tenant};

use super::super::{CHANGE, require, rollen, zaakinformatieobjecten, zaakobjecten, zaken};
use super::{read_back, read_status};
use crate::access::Scope;
use crate::handlers::NULLABLE;
use crate::operations::{self, Registratie, RelatieGegevens};
use crate::views::samengesteld::RegistratieView;
use crate::{RolGegevens, paths, views};

pub(crate) async fn registreren(
    caller: Caller,
    _: AcceptCrsOptional,
    _: ContentCrs,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken])?;
    require(&caller, &CHANGE)?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let (zaaktype, gegevens) = match fields.object_required("zaak") {
        None => (None, None),
        Some(map) => {
            let (part, zaaktype, gegevens) = zaken::read_new(&caller, (&tenant, &urls, &diensten), map).await?;
            fields.add_within("zaak", part);
            (zaaktype, gegevens)
        }
    };
    let status = read_status(&mut fields, &tenant, &urls, zaaktype.as_deref()).await?;
    let rollen = read_rollen(&mut fields, &tenant, &urls, zaaktype.as_deref()).await?;
    let documenten = read_documenten(&mut fields, &tenant, &urls).await?;
    // Of which zaak they are is known when it is made.
    let nobody = Id::new(Uuid::nil());
    let objecten = fields.items("zaakobjecten", |one| zaakobjecten::read_gegevens(one, &urls, nobody));
    let status = status.as_ref().and_then(|input| input.of(nobody));
    let (Some(zaaktype), Some(zaak), Some((status, _)), true) = (&zaaktype, gegevens, status, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let new = Registratie { zaaktype, zaak, status, rollen, documenten, objecten };
    let made = operations::register_with(&mut tx, &caller.0, new).await?;
    let (zaak, named, regel) = read_back(&mut tx, made.zaak, &made.status).await?;
    tx.commit().await?;
    let view = RegistratieView {
        zaak: views::zaak(&zaak, &named, &urls),
        status: views::status(&regel, &[], &urls),
        rollen: made.rollen.iter().map(|rol| views::rol(rol, &[], &urls)).collect(),
        zaakinformatieobjecten: made.documenten.iter().map(|one| views::relatie(one, &urls)).collect(),
        zaakobjecten: made.objecten.iter().map(|one| views::zaakobject(one, &urls)).collect(),
    };
    let url = urls.url(paths::ZAKEN, made.zaak.uuid()).to_string();
    Ok((AcceptCrs::HEADER, Created(view).at(&url)).into_response())
}

async fn read_rollen(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
    zaaktype: Option<&Zaaktype>,
) -> Result<Vec<(Roltype, RolGegevens)>, Problem> {
    let mut read = Vec::new();
    if !fields.is_there("rollen") {
        return Ok(read);
    }
    for (name, mut part) in fields.parts("rollen") {
        let roltype = rollen::find_roltype(&mut part, tenant, urls, zaaktype).await?;
        let gegevens = rollen::read_gegevens(&mut part, urls);
        fields.add_within(&name, part);
        read.extend(roltype.zip(gegevens));
    }
    Ok(read)
}

async fn read_documenten(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
) -> Result<Vec<(Document, RelatieGegevens)>, Problem> {
    let mut read = Vec::new();
    for (name, mut part) in fields.parts("zaakinformatieobjecten") {
        let document = zaakinformatieobjecten::find_document(&mut part, tenant, urls).await?;
        let gegevens = zaakinformatieobjecten::read_gegevens(&mut part, urls);
        fields.add_within(&name, part);
        read.extend(document.map(|document| (document, gegevens)));
    }
    Ok(read)
}
