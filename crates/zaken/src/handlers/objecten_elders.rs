//! Objects of other systems that zaken are about: what they say may tell how long a zaak is kept, so they are asked before it ends.
//! Rule: zrc-021 (archiveringsparameters).

use catalogi::{Afleidingswijze, Resultaattype, Statustype, Zaaktype};
use diensten::{Diensten, ExternObject, ObjectSoort};
use futures_util::{StreamExt, stream};
use values::Id;
use web::{Problem, Tenant};

use crate::{Zaak, Zaakobject, ZakenError, store};

/// How many are asked before a zaak ends, and how many at the same time.
const OBJECTS_MAX: usize = 50;
const AT_ONCE: usize = 8;

/// Asks for the objects that tell how long a zaak is kept, when this status ends it. What does not answer is known as it was, or not at all:
/// then the rule refuses the status.
pub(super) async fn ask_at_end(
    tenant: &Tenant,
    diensten: &Diensten,
    (zaak, zaaktype): (&Zaak, &Zaaktype),
    statustype: Id<Statustype>,
    resultaattype: Option<Id<Resultaattype>>,
) -> Result<(), Problem> {
    let is_looked_at = |one: &Resultaattype| one.brondatum.afleidingswijze == Afleidingswijze::Zaakobject;
    if !zaaktype.is_eindstatus(statustype) || !zaaktype.resultaattypen.iter().any(is_looked_at) {
        return Ok(());
    }
    let mut db = tenant.db.reader();
    let resultaattype = match resultaattype {
        Some(resultaattype) => Some(resultaattype),
        None => {
            let resultaat = store::read_resultaat(&mut db, zaak.uuid).await.map_err(ZakenError::from)?;
            resultaat.map(|resultaat| resultaat.resultaattype)
        }
    };
    let resultaattype =
        resultaattype.and_then(|uuid| zaaktype.resultaattype_by_id(uuid)).filter(|one| is_looked_at(one));
    let Some(resultaattype) = resultaattype else { return Ok(()) };
    let objecttype = &resultaattype.brondatum.objecttype;
    let urls = store::list_object_urls(&mut db, zaak.uuid, objecttype).await.map_err(ZakenError::from)?;
    let calls = urls.into_iter().filter(|url| url.contains("://")).take(OBJECTS_MAX);
    let calls = calls.map(|url| async move { find(tenant, diensten, &url).await });
    stream::iter(calls).buffer_unordered(AT_ONCE).collect::<Vec<_>>().await;
    Ok(())
}

/// Asks for an object that a zaak is to be about, when it may tell how long such zaken are kept.
pub(super) async fn ask_for(
    tenant: &Tenant,
    diensten: &Diensten,
    zaaktype: &Zaaktype,
    object: &Zaakobject,
) -> Option<ExternObject> {
    if is_looked_at(zaaktype, object) { find(tenant, diensten, &object.object).await } else { None }
}

/// Asks for those of these objects of a new zaak that may tell how long it is kept.
pub(super) async fn ask_for_all(
    tenant: &Tenant,
    diensten: &Diensten,
    zaaktype: &Zaaktype,
    objecten: &[Zaakobject],
) -> Vec<ExternObject> {
    let urls = objecten.iter().filter(|one| is_looked_at(zaaktype, one)).map(|one| one.object.clone());
    let urls: Vec<String> = urls.take(OBJECTS_MAX).collect();
    let calls = urls.into_iter().map(|url| async move { find(tenant, diensten, &url).await });
    stream::iter(calls).buffer_unordered(AT_ONCE).filter_map(std::future::ready).collect().await
}

fn is_looked_at(zaaktype: &Zaaktype, object: &Zaakobject) -> bool {
    let mut all = zaaktype.resultaattypen.iter().map(|one| &one.brondatum);
    object.object.contains("://")
        && all.any(|brondatum| {
            brondatum.afleidingswijze == Afleidingswijze::Zaakobject
                && (brondatum.objecttype == object.object_type || brondatum.objecttype == object.object_type_overige)
        })
}

/// Returns what another system says of an object; none when it does not say anything.
async fn find(tenant: &Tenant, diensten: &Diensten, url: &str) -> Option<ExternObject> {
    diensten.find(&tenant.db, url, ObjectSoort::Object).await.ok()
}
