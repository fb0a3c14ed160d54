//! What templates show: finished texts and links, made from the domain without asking anything of a database.

mod aanvraag;
mod berichten;
mod betrokkene;
mod formulier;
mod geschiedenis;
mod invullen;
mod samples;
mod taak;
mod werkvoorraad;
mod zaak;
mod zoeken;

pub use aanvraag::{Antwoord, AntwoordBestand, AntwoordGroep, antwoorden, kenmerken, van_aanvraag, van_taken};
pub use berichten::{BerichtRow, bericht};
pub use betrokkene::{BetrokkeneRow, betrokkene};
pub use formulier::{FormView, FoutItem, StapLink};
pub use geschiedenis::{Blad, Regel};
pub use invullen::{Feit, Ingevuld, Invul, InvulForm, InvulPage, Invullen, NOTITIE_MAX, ONDERWERP_MAX, TITEL_MAX};
pub use taak::{Opgeschort, TaakPage, TaakStaat, Zaakkop, may_do, staat};
pub use werkvoorraad::{TaakRow, Tab, TabLink, Termijn, WerkvoorraadPage, ZaakRow, tabs, termijn};
pub use zaak::{
    Acties, BesluitRow, DocumentRow, Herstel, NotitieRow, Proces, ZaakPage, ZaakTaak, besluit, document, notitie, taken,
};
pub use zoeken::{Gevonden, ZoekFout, ZoekPage, ZoekRow};

use catalogi::{Statustype, Zaaktype};
use jiff::Timestamp;
use values::Id;

/// Returns what staff calls a zaak: its own omschrijving, or else that of its type.
pub fn zaak_titel(omschrijving: &str, zaaktype: &Zaaktype) -> String {
    if omschrijving.is_empty() { zaaktype.omschrijving.clone() } else { omschrijving.to_owned() }
}

/// Returns the name of a status, empty when the zaak has none.
pub fn status_naam(zaaktype: &Zaaktype, statustype: Option<Id<Statustype>>) -> String {
    let found = statustype.and_then(|uuid| zaaktype.statustype_by_id(uuid));
    found.map(|statustype| statustype.omschrijving.clone()).unwrap_or_default()
}

/// Writes a moment as the filters of templates read it.
pub(crate) fn moment(at: Timestamp) -> String {
    at.to_string()
}
