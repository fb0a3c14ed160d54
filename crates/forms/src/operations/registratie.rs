//! What an aanvraag and a task have in common when they are sent: checks, documents, eigenschappen.

use std::collections::HashMap;

use ::store::Tx;
use ::store::files::Stored;
use catalogi::{Informatieobjecttype, Zaaktype};
use documenten::{Content, DocumentStatus, NewDocument};
use form_logic::{SubmissionAllowed, data};
use uuid::Uuid;
use values::{Actor, Id};
use zaken::Zaak;

use crate::error::{IncompleteStep, StepError, html_id};
use crate::rules::answers::Answers;
use crate::rules::copy::{self, Papers};
use crate::{FormsError, Formulier, Inzending, Verzending};

/// Who made the documents of a submission; not a name, which the rollen have.
const AUTEUR: &str = "Aanvrager";

/// Refuses what can't be sent yet. Rules: all applicable steps were finished, all answers are right with the final logic, no rule
/// blocks, and the statements were made.
pub(super) fn check_complete(
    formulier: &Formulier,
    inzending: &Inzending,
    answers: &Answers<'_>,
    verzending: Option<&Verzending>,
) -> Result<(), FormsError> {
    let form = &formulier.definition;
    if form.submission_allowed != SubmissionAllowed::Yes {
        return Err(FormsError::Forbidden);
    }
    let mut steps: Vec<IncompleteStep> = Vec::new();
    let found = answers.faults();
    for (index, step) in form.steps.iter().enumerate().filter(|(index, _)| answers.applies(*index)) {
        let of_step = found.iter().filter(|(at, _)| *at == index);
        let errors: Vec<StepError> = of_step.map(|(_, error)| StepError::from(error.clone())).collect();
        if !errors.is_empty() || !inzending.is_done(&step.slug) {
            steps.push(IncompleteStep { step: step.slug.clone(), errors });
        }
    }
    if let Some(verzending) = verzending {
        let asked = [
            ("_privacy", formulier.asks_privacy(), verzending.accepts_privacy),
            ("_truth", formulier.asks_truth(), verzending.declares_truth),
        ];
        let missing = asked.into_iter().filter(|(_, is_asked, is_made)| *is_asked && !is_made);
        let errors: Vec<StepError> = missing
            .map(|(key, ..)| StepError {
                key: key.to_owned(),
                html_id: html_id(key),
                label: String::new(),
                code: "required",
                params: form_logic::Map::new(),
                custom_message: None,
            })
            .collect();
        if !errors.is_empty() {
            steps.push(IncompleteStep { step: String::new(), errors });
        }
    }
    if !steps.is_empty() {
        return Err(FormsError::Incomplete(steps));
    }
    match answers.blocked() {
        Some(reason) => Err(FormsError::Blocked(reason.to_owned())),
        None => Ok(()),
    }
}

/// A submission that is being sent, with everything that its documents need.
pub(super) struct Registratie<'a> {
    pub formulier: &'a Formulier,
    pub inzending: &'a Inzending,
    pub answers: &'a Answers<'a>,
    pub zaaktype: &'a Zaaktype,
    pub zaak: &'a Zaak,
    /// A member of staff filled it in: the copy of the answers did not come in from outside then. Files that she adds did.
    pub is_by_staff: bool,
}

impl Registratie<'_> {
    fn informatieobjecttype(&self, omschrijving: &str) -> Result<&Informatieobjecttype, FormsError> {
        self.zaaktype.informatieobjecttype(omschrijving).ok_or_else(|| {
            FormsError::Misconfigured(format!(
                "zaaktype {} has no informatieobjecttype `{omschrijving}`",
                self.zaaktype.identificatie
            ))
        })
    }

    /// Puts the copy of the answers in the zaak, if the form has one. It is typeset after the commit.
    pub(super) async fn add_copy(&self, tx: &mut Tx, actor: &Actor, papers: &mut Papers) -> Result<(), FormsError> {
        let Some(pdf) = &self.formulier.loket.pdf else { return Ok(()) };
        let sjabloon = process::find_sjabloon(tx, &self.zaaktype.identificatie, &pdf.sjabloon)
            .await?
            .ok_or_else(|| FormsError::Misconfigured(format!("there is no template `{}`", pdf.sjabloon)))?;
        let (gemeente, today) = (tx.db().gemeente(), tx.today());
        let gegevens = papers.take_gegevens(&gemeente, &pdf.titel, &self.zaak.identificatie, today);
        let new = NewDocument {
            informatieobjecttype: self.informatieobjecttype(&pdf.informatieobjecttype)?,
            vertrouwelijkheidaanduiding: None,
            bronorganisatie: &gemeente.rsin,
            titel: &pdf.titel,
            auteur: if self.is_by_staff { &gemeente.naam } else { AUTEUR },
            status: DocumentStatus::Definitief,
            formaat: "application/pdf",
            bestandsnaam: &copy::file_name(&pdf.titel),
            beschrijving: &pdf.beschrijving,
            ontvangstdatum: (!self.is_by_staff).then_some(today),
            verzenddatum: None,
            content: Content::Opmaak { sjabloon: &sjabloon, gegevens: &gegevens },
        };
        let document = documenten::create(tx, &new).await?;
        zaken::operations::link_document(tx, actor, self.zaak.uuid, &document).await?;
        Ok(())
    }

    /// Puts the visible uploads in the zaak. Returns the question and the zaakinformatieobject of each by the id of the upload.
    pub(super) async fn add_bestanden(
        &self,
        tx: &mut Tx,
        actor: &Actor,
    ) -> Result<HashMap<String, (String, Uuid)>, FormsError> {
        let (gemeente, today) = (tx.db().gemeente(), tx.today());
        let mut relations = HashMap::new();
        for koppeling in &self.formulier.loket.bestanden {
            let files = self.answers.files(&koppeling.key);
            for (index, file) in files.iter().enumerate() {
                let bestand = self.inzending.bestanden.iter().find(|bestand| bestand.uuid.to_string() == file.id);
                let bestand = bestand.ok_or_else(|| FormsError::Broken("an answer names no upload".into()))?;
                let titel = match files.len() {
                    1 => koppeling.titel.clone(),
                    _ => format!("{} {}", koppeling.titel, index + 1),
                };
                let new = NewDocument {
                    informatieobjecttype: self.informatieobjecttype(&koppeling.informatieobjecttype)?,
                    vertrouwelijkheidaanduiding: None,
                    bronorganisatie: &gemeente.rsin,
                    titel: &titel,
                    auteur: AUTEUR,
                    status: DocumentStatus::Definitief,
                    formaat: &bestand.content_type,
                    bestandsnaam: &bestand.naam,
                    beschrijving: &koppeling.beschrijving,
                    ontvangstdatum: Some(today),
                    verzenddatum: None,
                    content: Content::Stored(&Stored { hash: bestand.hash.clone(), size: bestand.size }),
                };
                let document = documenten::create(tx, &new).await?;
                let relation = zaken::operations::link_document(tx, actor, self.zaak.uuid, &document).await?;
                relations.insert(file.id.clone(), (koppeling.key.clone(), relation));
            }
        }
        Ok(relations)
    }

    /// Keeps answers as eigenschappen of the zaak. An eigenschap that the zaaktype does not know is left out.
    pub(super) async fn set_eigenschappen(&self, tx: &mut Tx, actor: &Actor) -> Result<(), FormsError> {
        let mut named = Vec::new();
        for koppeling in &self.formulier.loket.eigenschappen {
            let Some(eigenschap) = self.zaaktype.eigenschap(&koppeling.eigenschap) else { continue };
            let Some(waarde) = self.answers.find_text(&koppeling.component_key) else { continue };
            // The form has the whole answer; what is too long for the eigenschap must not stop the person.
            let length_max = match eigenschap.formaat.as_str() {
                "tekst" => eigenschap.lengte.parse().unwrap_or(usize::MAX),
                _ => usize::MAX,
            };
            named.push((&*koppeling.eigenschap, waarde.chars().take(length_max).collect::<String>()));
        }
        let named: Vec<(&str, &str)> = named.iter().map(|(naam, waarde)| (*naam, &**waarde)).collect();
        zaken::operations::set_eigenschappen(tx, actor, self.zaak.uuid, &named).await?;
        Ok(())
    }
}

/// Returns the zaak that a submission became.
pub(super) async fn read_zaak(tx: &mut Tx, zaak: Id<Zaak>) -> Result<Zaak, FormsError> {
    let found = zaken::find_zaak(tx, zaak).await?;
    found.ok_or(FormsError::Zaken(zaken::ZakenError::ZaakNotFound))
}

/// Fills in a text of the designer, cut to what the register takes.
pub(super) fn rendered(formulier: &Formulier, answers: &Answers<'_>, option: &str) -> Option<String> {
    let backend = formulier.definition.registration_backends.first()?;
    let source = backend.options.get(option)?.as_str().filter(|source| !source.trim().is_empty())?;
    let text = form_logic::render_text(source, &answers.template_values(), "nl");
    (!data::is_empty(&text.as_str().into())).then_some(text)
}
