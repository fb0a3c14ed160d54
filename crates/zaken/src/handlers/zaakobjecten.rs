//! `/zaakobjecten`.

use autorisaties::handlers::{Caller, Fields, Key, Sent, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use store::{Actie, Tx};
use uuid::Uuid;
use values::Id;
use web::{Created, Json, Problem, Tenant};

use super::objecten_elders::{Call, Found};
use super::{CHANGE, NULLABLE, find_main, immutable, reading, require};
use crate::access::{self, Scope};
use crate::register::{self, ZaakobjectFilter};
use crate::views::objecten;
use crate::{Zaak, Zaakobject, lezingen, operations, paths, views};

reading!(
    paths::ZAAKOBJECTEN,
    list_zaakobjecten,
    read_zaakobject,
    |params, urls| ZaakobjectFilter {
        zaak: params.reference("zaak", urls, paths::ZAKEN).map(Id::new),
        object: params.url("object").map(|url| urls.shorten(&url)),
        object_type: params.choice("objectType", &objecten::soorten()),
    },
    |one, urls| views::zaakobject(one, urls),
    lezingen::of_zaakobjecten
);

/// Reads what a zaak is about; the ids are those of the zaak and of nothing yet.
pub(super) fn read_gegevens(fields: &mut Fields, urls: &Urls, zaak: Id<Zaak>) -> Zaakobject {
    let object = urls.shorten(&fields.url("object"));
    let zaakobjecttype = fields.reference_optional("zaakobjecttype", urls, paths::ZAAKOBJECTTYPEN);
    let object_type = fields.choice_required("objectType", &objecten::soorten());
    let object_type_overige = fields.text("objectTypeOverige", 100);
    if !object_type_overige.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-')) {
        fields.fault("objectTypeOverige", "invalid", "Gebruik alleen kleine letters, streepjes en liggende streepjes.");
    }
    let definitie = fields.object("objectTypeOverigeDefinitie").map(|map| {
        fields.within("objectTypeOverigeDefinitie", map, |inner| {
            let mut read = Map::new();
            read.insert("url".into(), inner.url_required("url").into());
            for name in ["schema", "objectData"] {
                read.insert(name.into(), inner.text_required(name, 100).into());
            }
            Value::Object(read)
        })
    });
    let relatieomschrijving = fields.text("relatieomschrijving", 80);
    let identificatie = fields.object("objectIdentificatie").map(|map| {
        let read = |inner: &mut Fields| objecten::read_identificatie(inner, &object_type);
        Value::Object(fields.within("objectIdentificatie", map, read))
    });
    judge(fields, &object_type, &object_type_overige, definitie.is_some());
    let has_identificatie = identificatie.as_ref().and_then(Value::as_object).is_some_and(|map| !map.is_empty());
    if object.is_empty() && !has_identificatie && fields.is_valid() {
        let reason = "Geef aan welk object het is: met een URL of met een identificatie.";
        fields.fault("nonFieldErrors", "invalid-zaakobject", reason);
    }
    if !object.is_empty() && has_identificatie {
        let reason = "Geef een URL of een identificatie, niet allebei.";
        fields.fault("nonFieldErrors", "invalid-zaakobject", reason);
    }
    if object.is_empty() && definitie.is_some() {
        fields.fault("object", "required", "Een definitie hoort bij de URL van een object.");
    }
    Zaakobject {
        uuid: Id::new(Uuid::nil()),
        zaak,
        object,
        zaakobjecttype,
        object_type,
        object_type_overige,
        object_type_overige_definitie: definitie,
        relatieomschrijving,
        object_identificatie: identificatie.filter(|_| has_identificatie),
    }
}

/// Reads what a zaak is to be about.
pub(super) fn read_new(fields: &mut Fields, urls: &Urls, zaak: Id<Zaak>) -> Zaakobject {
    let new = read_gegevens(fields, urls, zaak);
    judge_paths(fields, &new);
    new
}

/// Where to look in a resource may be a program (jq) by the standard; Loket takes a path, which can't keep it busy. What is there already, or
/// comes from another register, may be one.
fn judge_paths(fields: &mut Fields, new: &Zaakobject) {
    let Some(definitie) = &new.object_type_overige_definitie else { return };
    for name in ["schema", "objectData"] {
        let path = definitie.get(name).and_then(Value::as_str).unwrap_or_default();
        if !path.is_empty() && !diensten::schema::is_path(path) {
            let reason = "Gebruik een pad zoals `.record.data` of `.versions[0].jsonSchema`.";
            fields.fault(&format!("objectTypeOverigeDefinitie.{name}"), "invalid", reason);
        }
    }
}

/// What another kind of object is called is said exactly when it is another kind.
fn judge(fields: &mut Fields, object_type: &str, object_type_overige: &str, has_definitie: bool) {
    let is_overige = object_type == "overige";
    if is_overige && object_type_overige.is_empty() && !has_definitie {
        fields.fault("objectTypeOverige", "missing-object-type-overige", "Dit veld is vereist bij 'overige'.");
    }
    if !is_overige && !object_type.is_empty() && !object_type_overige.is_empty() {
        fields.fault("objectTypeOverige", "invalid-object-type-overige-usage", "Dit veld hoort alleen bij 'overige'.");
    }
    if !is_overige && !object_type.is_empty() && has_definitie {
        let reason = "Dit veld hoort alleen bij 'overige'.";
        fields.fault("objectTypeOverigeDefinitie", "invalid-object-type-overige-definitie-usage", reason);
    }
}

pub(crate) async fn create(call: Call, Json(map): Json<Map<String, Value>>) -> Result<Response, Problem> {
    require(&call.caller, &[Scope::Aanmaken, Scope::Bijwerken, Scope::GeforceerdBijwerken])?;
    let call = call.with_types(&map).await?;
    let (caller, tenant, urls) = (&call.caller, &call.tenant, &call.urls);
    let mut fields = Fields::new(map).strict(NULLABLE);
    let zaak = find_main(tenant, urls, &mut fields, "zaak").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[Scope::Aanmaken])?;
    }
    let uuid = zaak.as_ref().map_or(Id::new(Uuid::nil()), |(zaak, _)| zaak.uuid);
    let new = read_new(&mut fields, urls, uuid);
    let (Some((_, zaaktype)), true) = (&zaak, fields.is_valid()) else { return Err(fields.refuse()) };
    let elders = match call.check(zaaktype, &new).await? {
        Found::There(elders) => elders,
        Found::Fault(fault) => return Err(Problem::invalid(vec![fault])),
    };
    let mut tx = tenant.db.begin(&caller.0).await?;
    if let Some(object) = &elders {
        diensten::hold(&mut tx, object).await?;
    }
    let one = operations::add_zaakobject(&mut tx, &caller.0, new).await?;
    tx.commit().await?;
    let url = urls.url(paths::ZAAKOBJECTEN, one.uuid.uuid()).to_string();
    Ok(Created(views::zaakobject(&one, urls)).at(&url))
}

pub(crate) async fn change(call: Call, Key(uuid): Key, sent: Sent) -> Result<Response, Problem> {
    let Call { caller, tenant, urls, .. } = &call;
    require(caller, &CHANGE)?;
    let (actie, map) = (sent.actie, sent.map.clone());
    let mut tx = tenant.db.begin(&caller.0).await?;
    let (mut current, mut new) = judge_change(&mut tx, (caller, urls), uuid, sent).await?;
    let is_same = new.object_type_overige_definitie == current.object_type_overige_definitie;
    if new.object_type_overige_definitie.is_some() && !(is_same && actie == Actie::PartialUpdate) {
        // Nobody is called while a transaction is open, so what is there is read again after it.
        drop(tx);
        if let Some(fault) = call.check_definitie(&new).await? {
            return Err(Problem::invalid(vec![fault]));
        }
        tx = tenant.db.begin(&caller.0).await?;
        (current, new) = judge_change(&mut tx, (caller, urls), uuid, Sent { actie, map }).await?;
    }
    let changed = operations::change_zaakobject(&mut tx, &caller.0, &current, new, actie).await?;
    tx.commit().await?;
    Ok(Json(views::zaakobject(&changed, urls)).into_response())
}

/// Returns what there is, and what it is to become.
async fn judge_change(
    tx: &mut Tx,
    (caller, urls): (&Caller, &Urls),
    uuid: Uuid,
    sent: Sent,
) -> Result<(Zaakobject, Zaakobject), Problem> {
    let current = register::find_zaakobject(tx, uuid).await?;
    super::require_change(tx, caller, current.zaak, &[]).await?;
    let mut fields = sent.over(&views::zaakobject(&current, urls))?.strict(NULLABLE);
    immutable(&mut fields, urls, ("zaak", paths::ZAKEN), current.zaak.uuid());
    let new = Zaakobject { uuid: current.uuid, ..read_gegevens(&mut fields, urls, current.zaak) };
    if new.object_type_overige_definitie != current.object_type_overige_definitie {
        judge_paths(&mut fields, &new);
    }
    let reason = "Dit veld kan niet worden gewijzigd.";
    if new.object != current.object {
        fields.fault("object", "wijzigen-niet-toegelaten", reason);
    }
    if new.object_type != current.object_type && !new.object_type.is_empty() {
        fields.fault("objectType", "wijzigen-niet-toegelaten", reason);
    }
    fields.finish()?;
    Ok((current, new))
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, &[Scope::Bijwerken, Scope::GeforceerdBijwerken, Scope::Verwijderen])?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_zaakobject(&mut tx, uuid).await?;
    operations::remove_zaakobject(&mut tx, &caller.0, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
