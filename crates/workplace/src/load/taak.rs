//! One task, with what its zaak is about.

use ::store::{Reader, Tx};
use forms::{Eigenaar, FormContext, Formulier, Getoond, Inzending, NextStep};
use process::Taak;
use values::actor::Medewerker;
use web::{PageCall, PageError};

use super::internal;
use crate::views::{self, AntwoordGroep, FormView, TaakPage, Zaakkop};

/// Finds a task that this member of staff may do or see.
///
/// # Errors
/// [`PageError::NotFound`] when there is none, or when it is not for his roles: nobody can tell the two apart.
pub(crate) async fn find(db: &mut Reader, medewerker: &Medewerker, uuid: &str) -> Result<Taak, PageError> {
    let uuid = crate::paths::parse_id(uuid).ok_or(PageError::NotFound)?;
    let found = process::find_taak_medewerker(db, medewerker, uuid).await.map_err(internal)?;
    found.ok_or(PageError::NotFound)
}

/// Gathers the page of a task that passed [`find`], without its form.
pub(crate) async fn page(db: &mut Reader, medewerker: &Medewerker, taak: &Taak) -> Result<TaakPage, PageError> {
    let today = values::local_date(db.db().clock().now());
    let is_visible = zaken::werkvoorraad::find(db, medewerker, taak.zaak).await.map_err(internal)?.is_some();
    // Who may do a task needs to know what it is about, also when the rest of the zaak is not for her.
    let zaak = zaken::find_zaak(db, taak.zaak).await?.ok_or(PageError::NotFound)?;
    let zaaktype = catalogi::read_zaaktype(db, zaak.zaaktype).await.map_err(internal)?;
    let status = match zaak.status {
        Some(status) => zaken::find_status(db, status).await?.map(|status| status.statustype),
        None => None,
    };
    let initiator = zaken::find_rol_initiator(db, zaak.uuid).await?;
    let aanvrager = initiator.map(|rol| views::betrokkene(&rol).naam).unwrap_or_default();
    let status = views::status_naam(&zaaktype, status);
    let kop = Zaakkop::new(&zaak, &zaaktype, status, aanvrager, is_visible);
    let mut page = TaakPage::new(taak, medewerker, kop, today);

    let taken = process::list_taken_zaak(db, zaak.uuid).await.map_err(internal)?;
    let waarden = zaken::list_eigenschappen(db, zaak.uuid).await?;
    let aanvraag = forms::find_aanvraag(db, zaak.uuid).await.map_err(internal)?;
    let aanvraag = aanvraag.map(|aanvraag| views::van_aanvraag(zaak.uuid, &aanvraag));
    page.antwoorden = AntwoordGroep::all(&zaaktype, aanvraag, &waarden, &taken);
    Ok(page)
}

/// The form of a task in the hands of one member of staff.
pub(crate) struct TaakForm {
    pub(crate) formulier: std::sync::Arc<Formulier>,
    pub(crate) inzending: Inzending,
    pub(crate) eigenaar: Eigenaar,
    pub(crate) ctx: FormContext,
}

impl TaakForm {
    /// Returns the form of a task as it was begun; only reads.
    pub(crate) async fn find(db: &mut Reader, medewerker: &Medewerker, taak: &Taak) -> Result<Option<Self>, PageError> {
        let Some(slug) = &taak.formulier else { return Ok(None) };
        let eigenaar = Eigenaar::Medewerker(medewerker.clone());
        let found = forms::find_taak_concept(db, &eigenaar, slug, taak.uuid).await.map_err(internal)?;
        let Some(inzending) = found else { return Ok(None) };
        Ok(Some(Self::of(db, eigenaar, inzending).await?))
    }

    /// Starts the form of a task, or goes on with it; none when the task has none that can be used.
    pub(crate) async fn open(tx: &mut Tx, medewerker: &Medewerker, taak: &Taak) -> Result<Option<Self>, PageError> {
        let Some(slug) = &taak.formulier else { return Ok(None) };
        let Some(formulier) = forms::find_formulier(tx, slug).await.map_err(internal)? else { return Ok(None) };
        let eigenaar = Eigenaar::Medewerker(medewerker.clone());
        let inzending = forms::start(tx, &eigenaar, &formulier, Some(taak.uuid)).await.map_err(internal)?;
        Ok(Some(Self::of(tx, eigenaar, inzending).await?))
    }

    async fn of(db: &mut Reader, eigenaar: Eigenaar, inzending: Inzending) -> Result<Self, PageError> {
        // A submission stays on the version of the form that it started with.
        let formulier = forms::read_formulier(db, inzending.formulier).await.map_err(internal)?;
        let ctx = FormContext::of(db.db().clock().now(), &eigenaar, &inzending);
        Ok(Self { formulier, inzending, eigenaar, ctx })
    }

    /// Returns what files of a post are judged by.
    pub(crate) fn open_for_files(&self) -> forms::Open<'_> {
        forms::Open { formulier: &self.formulier, inzending: &self.inzending, ctx: &self.ctx }
    }

    /// Reads the answers again after they were saved.
    pub(crate) async fn reload(&mut self, db: &mut Reader) -> Result<(), PageError> {
        let found = forms::find_inzending(db, &self.eigenaar, self.inzending.uuid).await.map_err(internal)?;
        self.inzending = found.ok_or(PageError::NotFound)?;
        Ok(())
    }

    /// Returns the step to show: the one that is wished if it can be reached, else the first that is not finished, else the last.
    pub(crate) fn step(&self, wish: Option<&str>) -> Option<String> {
        let is_reachable = |step: &str| {
            forms::step_view(&self.formulier, &self.inzending, step, None, &self.ctx).is_some_and(|view| view.reachable)
        };
        if let Some(wish) = wish.filter(|wish| is_reachable(wish)) {
            return Some(wish.to_owned());
        }
        match forms::next_open_step(&self.formulier, &self.inzending, &self.ctx) {
            NextStep::Step(step) => Some(step),
            NextStep::Overzicht => {
                let steps = self.formulier.definition.steps.iter().rev();
                steps.map(|step| step.slug.clone()).find(|step| is_reachable(step))
            }
        }
    }

    /// Returns a step as the template shows it.
    pub(crate) fn view(&self, call: &PageCall, action: &str, step: &str, getoond: Getoond<'_>) -> Option<FormView> {
        let view = forms::step_view(&self.formulier, &self.inzending, step, getoond.input(), &self.ctx)?;
        Some(FormView::new(view, action, getoond.refused(), call.app.pages().texts(), &call.lang.0))
    }
}
