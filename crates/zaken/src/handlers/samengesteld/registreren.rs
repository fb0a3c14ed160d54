//! `/zaak_registreren`: a zaak with its first status, rollen, documents and objects.

use std::sync::Arc;

use autorisaties::handlers::{AcceptCrs, AcceptCrsOptional, ContentCrs, Fields, Plaats, Urls};
use axum::response::{IntoResponse, Response};
use catalogi::{Roltype, Zaaktype};
use diensten::handlers::to_the_end;
use diensten::{Diensten, ExternObject, ObjectSoort, Spiegel};
use documenten::Stuk;
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, InvalidParam, Json, Problem, Tenant};

use super::super::objecten_elders::Call;
use super::super::statussen::StatusInput;
use super::super::{CHANGE, require, rollen, zaakinformatieobjecten, zaakobjecten, zaken};
use super::{ReadBack, read_back, read_status};
use crate::access::Scope;
use crate::handlers::NULLABLE;
use crate::operations::{self, Geregistreerd, Registratie, RelatieGegevens};
use crate::views::samengesteld::RegistratieView;
use crate::{RolGegevens, Zaak, ZaakGegevens, Zaakobject, paths, views};

const DOCUMENTEN: &str = "zaakinformatieobjecten";
/// How many documents of other registers a body may name: each is a call, which may take seconds.
const ELDERS_MAX: usize = 20;
/// How many mirrors are made at the same time.
const AT_ONCE: usize = 8;
/// How many documents of other registers are asked for at the same time.
const DOCUMENTS_AT_ONCE: usize = 4;

pub(crate) async fn registreren(
    call: Call,
    _: AcceptCrsOptional,
    _: ContentCrs,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&call.caller, &[Scope::Aanmaken])?;
    require(&call.caller, &CHANGE)?;
    let call = call.with_types(&map).await?;
    let Call { caller, tenant, urls, diensten, .. } = &call;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let (zaaktype, gegevens) = match fields.object_required("zaak") {
        None => (None, None),
        Some(map) => {
            let (part, zaaktype, gegevens) = zaken::read_new(caller, (tenant, urls, diensten), map).await?;
            fields.add_within("zaak", part);
            (zaaktype, gegevens)
        }
    };
    let status = read_status(&mut fields, tenant, urls, zaaktype.as_deref()).await?;
    let rollen = read_rollen(&mut fields, tenant, urls, zaaktype.as_deref()).await?;
    // Of which zaak they are is known when it is made.
    let objecten = fields.items("zaakobjecten", |one| zaakobjecten::read_new(one, urls, NOBODY));
    let documenten = read_documenten(&mut fields, &call, zaaktype.as_deref().zip(gegevens.as_ref())).await?;
    let (Some(zaaktype), Some(zaak), Some(status), true) = (zaaktype, gegevens, status, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let elders = call.check_all(&mut fields, &zaaktype, &objecten).await?;
    if !fields.is_valid() {
        return Err(fields.refuse());
    }
    let body = Body { zaaktype, zaak, status, rollen, documenten, objecten, elders };
    let has_elders = body.documenten.iter().any(|(stuk, _)| stuk.elders.is_some());
    let urls = call.urls.clone();
    let work = register(call, body);
    let (made, (zaak, named, regel)) = if has_elders { to_the_end(work).await? } else { work.await? };
    let view = RegistratieView {
        zaak: views::zaak(&zaak, &named, &urls),
        status: views::status(&regel, &[], &urls),
        rollen: made.rollen.iter().map(|rol| views::rol(rol, &[], &urls)).collect(),
        zaakinformatieobjecten: made.documenten.iter().map(|(one, _)| views::relatie(one, &urls)).collect(),
        zaakobjecten: made.objecten.iter().map(|one| views::zaakobject(one, &urls)).collect(),
    };
    let url = urls.url(paths::ZAKEN, made.zaak.uuid()).to_string();
    Ok((AcceptCrs::HEADER, Created(view).at(&url)).into_response())
}

const NOBODY: Id<Zaak> = Id::new(Uuid::nil());

/// What a body says, when nothing is wrong with it by itself.
struct Body {
    zaaktype: Arc<Zaaktype>,
    zaak: ZaakGegevens,
    status: StatusInput,
    rollen: Vec<(Roltype, RolGegevens)>,
    documenten: Vec<(Stuk, RelatieGegevens)>,
    objecten: Vec<Zaakobject>,
    elders: Vec<ExternObject>,
}

/// Registers it, on all sides when a document is of another register. Rule: zrc-005 (synchroniseren relaties).
async fn register(call: Call, body: Body) -> Result<(Geregistreerd, ReadBack), Problem> {
    let Call { caller, tenant, urls, diensten, .. } = &call;
    let Body { zaaktype, zaak, status, rollen, documenten, objecten, elders } = body;
    let (status, _) = status.of(NOBODY).ok_or_else(|| Problem::invalid(vec![InvalidParam::required("status")]))?;
    let new = Registratie { zaaktype: &zaaktype, zaak, status, rollen, documenten, objecten, elders };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let made = operations::register_with(&mut tx, &caller.0, new).await?;
    if made.documenten.iter().all(|(_, stuk)| stuk.elders.is_none()) {
        let read = read_back(&mut tx, made.zaak, &made.status).await?;
        tx.commit().await?;
        return Ok((made, read));
    }
    // The other registers call back to see it, so this commits first.
    let held = operations::hold_registratie(&mut tx, &made);
    tx.commit().await?;
    let (mirrors, failed) = mirror(tenant, urls, diensten, &made).await;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let Some(failed) = failed else {
        operations::confirm_registratie(&mut tx, &made, held, &mirrors).await?;
        let read = read_back(&mut tx, made.zaak, &made.status).await?;
        tx.commit().await?;
        return Ok((made, read));
    };
    operations::withdraw_registratie(&mut tx, &made, held, &mirrors).await?;
    tx.commit().await?;
    for (_, url) in mirrors {
        diensten.unmirror_now(&tenant.db, Some(url)).await;
    }
    let name = format!("{DOCUMENTEN}.{failed}.informatieobject");
    Err(Problem::invalid(vec![diensten::handlers::pending(&name)]))
}

/// Makes the mirrors. Returns those that were made, and the place of the first document of which it was not.
async fn mirror(
    tenant: &Tenant,
    urls: &Urls,
    diensten: &Diensten,
    made: &Geregistreerd,
) -> (Vec<(usize, String)>, Option<usize>) {
    let zaak = urls.url(paths::ZAKEN, made.zaak.uuid()).to_string();
    let elders =
        made.documenten.iter().enumerate().filter_map(|(index, (_, stuk))| Some((index, stuk.elders.as_ref()?)));
    let spiegels: Vec<_> = elders
        .map(|(index, document)| {
            let informatieobject = document.url.clone();
            (index, Spiegel { informatieobject, object: zaak.clone(), soort: ObjectSoort::Zaak })
        })
        .collect();
    let calls = spiegels
        .into_iter()
        .map(|(index, spiegel)| async move { (index, diensten.mirror(&tenant.db, &spiegel).await) });
    let mut calls = stream::iter(calls).buffered(AT_ONCE);
    let (mut mirrors, mut failed) = (Vec::new(), None);
    while let Some((index, outcome)) = calls.next().await {
        match outcome {
            Ok(url) => mirrors.push((index, url)),
            Err(_) => failed = failed.or(Some(index)),
        }
    }
    (mirrors, failed)
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

/// Reads the documents. Whether they are there is asked when nothing else is wrong, and of other registers when the zaak breaks no rule either.
async fn read_documenten(
    fields: &mut Fields,
    Call { caller, tenant, urls, diensten, .. }: &Call,
    zaak: Option<(&Zaaktype, &ZaakGegevens)>,
) -> Result<Vec<(Stuk, RelatieGegevens)>, Problem> {
    let (mut read, mut calls) = (Vec::new(), 0);
    for (name, mut part) in fields.parts(DOCUMENTEN) {
        let gegevens = zaakinformatieobjecten::read_gegevens(&mut part, urls);
        let plaats = documenten::plaats_of_stuk(&mut part, urls);
        calls += usize::from(matches!(plaats, Some(Plaats::Elders(_))));
        if calls > ELDERS_MAX {
            part.fault("informatieobject", "max_length", "Dit zijn te veel documenten van andere registers tegelijk.");
        }
        fields.add_within(&name, part);
        read.extend(plaats.map(|plaats| (name, plaats, gegevens)));
        if calls > ELDERS_MAX {
            break;
        }
    }
    if let (Some((zaaktype, new)), true) = (zaak, calls > 0 && fields.is_valid()) {
        // Only to read: nothing of it is kept.
        let mut tx = tenant.db.begin(&caller.0).await?;
        let faults = operations::list_faults(&mut tx, &caller.0, zaaktype, new, None).await?;
        let mut inner = Fields::default();
        inner.add_rules(faults);
        fields.add_within("zaak", inner);
    }
    if !fields.is_valid() {
        return Ok(Vec::new());
    }
    let found = read.into_iter().map(|(name, plaats, gegevens)| async move {
        let mut part = Fields::default();
        let stuk = documenten::find_stuk_at(&mut part, tenant, urls, diensten, &plaats, (&caller.0, &[])).await?;
        Ok::<_, Problem>((name, part, stuk.map(|stuk| (stuk, gegevens))))
    });
    let mut found = stream::iter(found).buffered(DOCUMENTS_AT_ONCE);
    let mut stukken = Vec::new();
    while let Some(one) = found.next().await {
        let (name, part, document) = one?;
        fields.add_within(&name, part);
        stukken.extend(document);
    }
    Ok(stukken)
}
