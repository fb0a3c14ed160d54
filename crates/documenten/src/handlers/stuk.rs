//! The document that a body of another API names: one of ours, or one in another Documenten API.

use autorisaties::handlers::{Fields, Plaats, Urls};
use catalogi::paths::INFORMATIEOBJECTTYPEN;
use diensten::{Diensten, ElderFault, ExternObject, ObjectSoort};
use values::Id;
use web::{Problem, Tenant};

use crate::{Stuk, paths};

const NAME: &str = "informatieobject";

/// Finds the document that a body names; what is wrong is told of the field. Rules: zrc-003, brc-003 (informatieobject).
///
/// # Errors
/// When the fault is ours.
pub async fn find_stuk(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
    diensten: &Diensten,
) -> Result<Option<Stuk>, Problem> {
    let Some(plaats) = fields.plaats(NAME, urls, paths::ENKELVOUDIGINFORMATIEOBJECTEN) else { return Ok(None) };
    if let Plaats::Hier(uuid) = plaats {
        let document = crate::find(&mut tenant.db.reader(), Id::new(uuid)).await?;
        if document.is_none() {
            fields.fault(NAME, "bad-url", "Het informatieobject bestaat niet.");
        }
        return Ok(document.as_ref().map(Stuk::from));
    }
    let Some(object) = diensten.read(fields, tenant, (NAME, &plaats), ObjectSoort::Informatieobject).await? else {
        return Ok(None);
    };
    let found = stuk_elders(object, urls);
    if found.is_none() {
        fields.add(diensten::handlers::told(&ElderFault::InvalidResource, NAME)?);
    }
    Ok(found)
}

/// Returns a document of another register as relations name it; none when its informatieobjecttype is no URL of one.
pub fn stuk_elders(object: ExternObject, urls: &Urls) -> Option<Stuk> {
    let informatieobjecttype = urls.id_of(object.text("informatieobjecttype"), INFORMATIEOBJECTTYPEN).ok()?;
    Some(Stuk {
        uuid: Id::new(object.uuid),
        informatieobjecttype: Id::new(informatieobjecttype),
        titel: object.text("titel").to_owned(),
        elders: Some(object),
    })
}
