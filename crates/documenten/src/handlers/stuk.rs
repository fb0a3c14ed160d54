//! The document that a body of another API names: one of ours, or one in another Documenten API.

use autorisaties::handlers::{Fields, Plaats, Urls};
use catalogi::paths::INFORMATIEOBJECTTYPEN;
use diensten::{Diensten, ElderFault, ExternObject, ObjectSoort};
use uuid::Uuid;
use values::{Actor, Id};
use web::{Problem, Tenant};

use crate::register::DocumentRegel;
use crate::{Stuk, paths};

const NAME: &str = "informatieobject";
/// Whoever asks: the operation judges it.
const ANYBODY: Actor = Actor::Systeem("documenten");

/// Returns the place of the document that a body names; what is wrong with the URL is told of the field.
pub fn plaats_of_stuk(fields: &mut Fields, urls: &Urls) -> Option<Plaats> {
    fields.plaats(NAME, urls, paths::ENKELVOUDIGINFORMATIEOBJECTEN)
}

/// Finds the document that a body names; what is wrong is told of the field. Only when nothing else is wrong with the body so far, for an operation
/// that first asks whether the actor may put it anywhere: else she would learn that it exists. See [`find_stuk_at`].
///
/// # Errors
/// When the fault is ours.
pub async fn find_stuk(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
    diensten: &Diensten,
) -> Result<Option<Stuk>, Problem> {
    let plaats = plaats_of_stuk(fields, urls);
    match plaats.filter(|_| fields.is_valid()) {
        Some(plaats) => find_stuk_at(fields, tenant, urls, diensten, &plaats, (&ANYBODY, &[])).await,
        None => Ok(None),
    }
}

/// Finds the document at a place. Rules: zrc-003, brc-003 (informatieobject).
///
/// For a body with which nothing else is wrong: else other registers would be called for nothing. A document that the actor may put in nothing but
/// `among` is not there for her: see [`crate::may_relate`].
///
/// # Errors
/// When the fault is ours.
pub async fn find_stuk_at(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
    diensten: &Diensten,
    plaats: &Plaats,
    (actor, among): (&Actor, &[Uuid]),
) -> Result<Option<Stuk>, Problem> {
    if let Plaats::Hier(uuid) = plaats {
        let mut db = tenant.db.reader();
        if let Some(regel) = crate::find(&mut db, Id::new(*uuid)).await?.map(DocumentRegel::new)
            && crate::may_hand_on(&mut db, actor, &regel, among).await?
        {
            return Ok(Some(Stuk::from(&regel.document)));
        }
        fields.fault(NAME, "bad-url", "Het informatieobject bestaat niet.");
        return Ok(None);
    }
    let Some(object) = diensten.read(fields, tenant, (NAME, plaats), ObjectSoort::Informatieobject).await? else {
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
