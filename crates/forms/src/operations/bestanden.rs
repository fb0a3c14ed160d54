//! Uploads of a submission that runs.

use ::store::Tx;
use form_logic::FileValue;
use values::Id;

use crate::rules::upload::{accept, rules_of};
use crate::{
    Bestand, FormsError, Formulier, Inzending, InzendingState, Upload, UploadError, operations::read_formulier, store,
};

/// How often a new id is made for a file to come after the ones of the same moment.
const ORDER_TRIES: usize = 100;

/// Adds an upload to a question. Its bytes are stored already; a refused upload leaves them as an orphan, which the sweep removes.
///
/// # Errors
/// [`UploadError::Refused`] with the field and the code when the file is not right; [`FormsError::StepNotFound`] when the form has no
/// such question.
pub async fn add_upload(tx: &mut Tx, inzending: &Inzending, upload: &Upload) -> Result<FileValue, UploadError> {
    let mut inzending = lock_open(tx, inzending.uuid).await?;
    let formulier = read_formulier(tx, inzending.formulier).await?;
    let added = add(tx, &formulier, &mut inzending, upload).await?;
    store::touch_inzending(tx, inzending.uuid).await?;
    Ok(added)
}

/// Adds an upload to a locked submission.
pub(super) async fn add(
    tx: &mut Tx,
    formulier: &Formulier,
    inzending: &mut Inzending,
    upload: &Upload,
) -> Result<FileValue, UploadError> {
    let component = formulier.definition.find_component(&upload.key);
    let Some((component, rules)) = component.and_then(|component| Some((component, rules_of(component)?))) else {
        return Err(FormsError::StepNotFound.into());
    };
    let present = inzending.bestanden.iter().filter(|bestand| bestand.component == upload.key).count();
    let accepted = accept(component, rules, present, upload).map_err(UploadError::Refused)?;
    // Files are read in the order of their ids, and two of one moment have ids in any order: this one comes last.
    let last = inzending.bestanden.iter().map(|bestand| bestand.uuid.uuid()).max();
    let mut uuid = tx.new_id::<Bestand>();
    for _ in 0..ORDER_TRIES {
        if last.is_none_or(|last| uuid.uuid() > last) {
            break;
        }
        uuid = tx.new_id();
    }
    let bestand = Bestand {
        uuid,
        component: upload.key.clone(),
        naam: accepted.naam,
        size: upload.stored.size,
        content_type: accepted.media_type.to_owned(),
        hash: upload.stored.hash.clone(),
    };
    store::insert_bestand(tx, inzending.uuid, &bestand).await?;
    let value = bestand.value();
    inzending.bestanden.push(bestand);
    Ok(value)
}

/// Removes an upload of a locked submission, if it is there.
pub(super) async fn remove(tx: &mut Tx, inzending: &mut Inzending, bestand: Id<Bestand>) -> Result<(), FormsError> {
    if store::delete_bestand(tx, inzending.uuid, bestand).await? {
        inzending.bestanden.retain(|own| own.uuid != bestand);
        store::touch_inzending(tx, inzending.uuid).await?;
    }
    Ok(())
}

/// Locks a submission that the caller found as its owner.
pub(super) async fn lock_open(tx: &mut Tx, uuid: Id<Inzending>) -> Result<Inzending, FormsError> {
    let inzending = store::lock_inzending(tx, uuid).await?.ok_or(FormsError::InzendingNotFound)?;
    match inzending.state {
        InzendingState::Concept => Ok(inzending),
        InzendingState::Verzonden => Err(FormsError::AlreadySent),
    }
}
