//! Everything in one zaak: one statement for each kind of thing.

use ::store::Reader;
use uuid::Uuid;
use values::Id;
use values::actor::Medewerker;
use web::PageError;
use zaken::Zaak;

use super::internal;
use crate::views::{self, AntwoordGroep, Blad, ZaakPage};

/// Lines of the audit trail on one page of the history.
const AUDIT_MAX: usize = 50;
/// Notes that a page shows.
const NOTITIES_MAX: i64 = 100;

/// Finds a zaak that this member of staff may see.
///
/// # Errors
/// [`PageError::NotFound`] when there is none, or when it is not for her roles: nobody can tell the two apart.
pub(crate) async fn find(db: &mut Reader, medewerker: &Medewerker, uuid: &str) -> Result<Zaak, PageError> {
    let uuid: Id<Zaak> = crate::paths::parse_id(uuid).ok_or(PageError::NotFound)?;
    let found = zaken::werkvoorraad::find(db, medewerker, uuid).await.map_err(internal)?;
    found.ok_or(PageError::NotFound)
}

/// Gathers the page of a zaak that passed [`find`]. `voor` is the last line of the page of its history before this one.
pub(crate) async fn page(
    db: &mut Reader,
    medewerker: &Medewerker,
    zaak: &Zaak,
    voor: Option<Uuid>,
) -> Result<ZaakPage, PageError> {
    let today = values::local_date(db.db().clock().now());
    let zaaktype = catalogi::read_zaaktype(db, zaak.zaaktype).await.map_err(internal)?;
    let mut page = ZaakPage::new(zaak, &zaaktype, today);

    if let Some(status) = zaak.status {
        let status = zaken::find_status(db, status).await?;
        page.status = views::status_naam(&zaaktype, status.map(|status| status.statustype));
    }
    if zaak.resultaat.is_some() {
        let resultaat = zaken::read_resultaat(db, zaak.uuid).await?;
        let resultaattype = resultaat.and_then(|resultaat| zaaktype.resultaattype_by_id(resultaat.resultaattype));
        page.resultaat = resultaattype.map(|resultaattype| resultaattype.omschrijving.clone());
    }
    let taken = process::list_taken_zaak(db, zaak.uuid).await.map_err(internal)?;
    let waarden = zaken::list_eigenschappen(db, zaak.uuid).await?;
    page.taken = views::taken(&taken, medewerker, today);
    let waits = zaak.bijzonderheden.opschorting.sinds.filter(|_| page.is_opgeschort);
    page.beantwoord_op = waits.and_then(|since| process::answered_since(&taken, since)).map(|day| day.to_string());
    let aanvraag = forms::find_aanvraag(db, zaak.uuid).await.map_err(internal)?;
    let aanvraag = aanvraag.map(|aanvraag| views::van_aanvraag(zaak.uuid, &aanvraag));
    page.antwoorden = AntwoordGroep::all(&zaaktype, aanvraag, &waarden, &taken);
    page.set_rollen(&zaken::list_rollen(db, zaak.uuid).await?);
    page.documenten = zaken::list_documenten(db, zaak.uuid).await?.iter().rev().map(views::document).collect();
    let besluiten = besluiten::list_besluiten(db, zaak.uuid).await?;
    page.besluiten = besluiten.iter().map(views::besluit).collect();

    let (diagram, history) = process::overview(db, zaak.uuid).await.map_err(internal)?.unzip();
    if let Some(diagram) = diagram {
        page.set_diagram(zaak.uuid, diagram);
    }
    let history = history.unwrap_or_default();
    let newest = voor.unwrap_or(Uuid::max());
    let limit = i64::try_from(AUDIT_MAX + 2).unwrap_or(i64::MAX);
    let audit = ::store::audit_trail_from(db, zaak.uuid.uuid(), newest, limit).await?;
    let kenmerk =
        |naam: &str| zaaktype.eigenschap(naam).map_or(naam, |eigenschap| eigenschap.publieke_naam()).to_owned();
    page.set_geschiedenis(zaak.uuid, Blad::new(kenmerk, &history, audit, (voor, AUDIT_MAX)), voor.is_some());
    let berichten = messages::list_uit_for_zaak(db, zaak.uuid).await.map_err(internal)?;
    page.berichten = berichten.iter().rev().map(views::bericht).collect();
    let notities = zaken::list_notities(db, zaak.uuid, NOTITIES_MAX).await?;
    page.notities = notities.into_iter().map(views::notitie).collect();
    Ok(page)
}
