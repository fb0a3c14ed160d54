//! `/zaak_opschorten/{uuid}`, `/zaak_verlengen/{uuid}`, `/zaak_bijwerken/{uuid}` and `/zaak_afsluiten/{uuid}`: a zaak with a status.

use ::store::Actie;
use autorisaties::handlers::{AcceptCrs, AcceptCrsOptional, Caller, ContentCrs, Fields, Key, Sent, Urls};
use axum::response::{IntoResponse, Response};
use catalogi::Zaaktype;
use diensten::Diensten;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Json, Problem, Tenant};

use super::super::{CHANGE, find_with_type, lock_with_type, objecten_elders, require, resultaten, rollen, zaken};
use super::{read_back, read_status};
use crate::access::{self, Scope};
use crate::handlers::NULLABLE;
use crate::operations::{self, RolWijziging, Soort, Wijziging};
use crate::views::samengesteld::WijzigingView;
use crate::{Rol, register, views};

type Body = Json<Map<String, Value>>;

pub(crate) async fn opschorten(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
    Json(map): Body,
) -> Result<Response, Problem> {
    change(Soort::Opschorten, &caller, (&tenant, &urls, &diensten), (uuid, map)).await
}

pub(crate) async fn verlengen(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
    Json(map): Body,
) -> Result<Response, Problem> {
    change(Soort::Verlengen, &caller, (&tenant, &urls, &diensten), (uuid, map)).await
}

pub(crate) async fn afsluiten(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
    Json(map): Body,
) -> Result<Response, Problem> {
    change(Soort::Afsluiten, &caller, (&tenant, &urls, &diensten), (uuid, map)).await
}

/// The only one of the four whose geometry has its headers, as Open Zaak has it.
#[expect(clippy::too_many_arguments, reason = "each is one thing that the request carries")]
pub(crate) async fn bijwerken(
    caller: Caller,
    _: AcceptCrsOptional,
    _: ContentCrs,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
    Json(map): Body,
) -> Result<Response, Problem> {
    let answer = change(Soort::Bijwerken, &caller, (&tenant, &urls, &diensten), (uuid, map)).await?;
    Ok((AcceptCrs::HEADER, answer).into_response())
}

/// The field of the zaak that is changed, when it is only that one.
fn only_field(soort: Soort) -> Option<&'static str> {
    match soort {
        Soort::Opschorten => Some("opschorting"),
        Soort::Verlengen => Some("verlenging"),
        Soort::Bijwerken | Soort::Afsluiten => None,
    }
}

async fn change(
    soort: Soort,
    caller: &Caller,
    with: (&Tenant, &Urls, &Diensten),
    (uuid, map): (Uuid, Map<String, Value>),
) -> Result<Response, Problem> {
    let (tenant, urls, diensten) = with;
    require(caller, &CHANGE)?;
    require(caller, &[Scope::Aanmaken, Scope::StatussenToevoegen, Scope::Heropenen])?;
    let (zaak, zaaktype) = find_with_type(tenant, uuid).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, &zaaktype, &zaak, &[])?;
    operations::require_status(&caller.0, &zaaktype, &zaak)?;

    let urls = &catalogi::with_types(urls.clone(), tenant, diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let sent = read_zaak(&mut fields, soort);
    let status = read_status(&mut fields, tenant, urls, Some(&zaaktype)).await?;
    let resultaat = match soort {
        Soort::Afsluiten => match fields.part("resultaat") {
            None => None,
            Some(mut part) => {
                let read = resultaten::read_gegevens(&mut part, tenant, urls, Some(&zaaktype)).await?;
                fields.add_within("resultaat", part);
                read
            }
        },
        _ => None,
    };
    let rollen = match soort {
        Soort::Bijwerken if fields.value("rollen").is_some() => {
            Some(read_rollen(&mut fields, tenant, urls, &zaaktype).await?)
        }
        _ => None,
    };

    let elders = match &sent {
        Some(map) => zaken::find_elders(caller, with, uuid, map).await?,
        None => Default::default(),
    };
    if let Some((new, _)) = status.as_ref().and_then(|input| input.of(zaak.uuid)) {
        let resultaattype = resultaat.as_ref().map(|(resultaattype, _)| *resultaattype);
        objecten_elders::ask_at_end(tenant, diensten, (&zaak, &zaaktype), new.statustype, resultaattype).await?;
    }
    let mut tx = tenant.db.begin(&caller.0).await?;
    let (current, _) = lock_with_type(&mut tx, uuid).await?;
    let gegevens = match sent {
        Some(map) => {
            let sent = Sent { actie: Actie::PartialUpdate, map };
            let (part, gegevens) = zaken::read_change(&mut tx, (caller, urls), &current, sent, elders).await?;
            fields.add_within("zaak", part);
            gegevens
        }
        None => None,
    };
    let status = status.as_ref().and_then(|input| input.of(current.uuid));
    let (Some((status, gezetdoor)), true) = (status, fields.is_valid()) else { return Err(fields.refuse()) };
    let new = Wijziging { soort, zaak: gegevens, status, gezetdoor, resultaat, rollen };
    let changed = operations::change_with(&mut tx, &caller.0, current.uuid, new).await?;
    let (zaak, named, regel) = read_back(&mut tx, current.uuid, &changed.status).await?;
    let ids = changed.rollen.iter().flatten().map(|rol| rol.uuid.uuid());
    let statussen = register::list_statussen_van_rollen(&mut tx, ids.collect::<Vec<_>>()).await?;
    tx.commit().await?;
    let view = WijzigingView {
        zaak: views::zaak(&zaak, &named, urls),
        status: views::status(&regel, &[], urls),
        resultaat: changed.resultaat.as_ref().map(|resultaat| views::resultaat(resultaat, urls)),
        rollen: changed.rollen.as_ref().map(|all| all.iter().map(|rol| views::rol(rol, &statussen, urls)).collect()),
    };
    Ok(Json(view).into_response())
}

/// Returns what is sent of the zaak, none when nothing of it changes.
fn read_zaak(fields: &mut Fields, soort: Soort) -> Option<Map<String, Value>> {
    // Only who brings a zaak up to date may leave it out.
    let mut map = match soort {
        Soort::Bijwerken => fields.object("zaak"),
        _ => fields.object_required("zaak"),
    }?;
    if let Some(name) = only_field(soort) {
        if !map.contains_key(name) {
            fields.within("zaak", Map::new(), |zaak| zaak.is_there(name));
            return None;
        }
        map.retain(|own, _| own == name);
    }
    Some(map).filter(|map| !map.is_empty())
}

async fn read_rollen(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
    zaaktype: &Zaaktype,
) -> Result<Vec<RolWijziging>, Problem> {
    let mut read = Vec::new();
    for (name, mut part) in fields.parts("rollen") {
        let uuid = part.parsed::<Uuid>("uuid", "invalid", "Dit is geen geldige UUID.").map(Id::<Rol>::new);
        let roltype = rollen::find_roltype(&mut part, tenant, urls, Some(zaaktype)).await?;
        let gegevens = rollen::read_gegevens(&mut part, urls);
        fields.add_within(&name, part);
        read.extend(roltype.zip(gegevens).map(|(roltype, gegevens)| RolWijziging { uuid, roltype, gegevens }));
    }
    Ok(read)
}
