//! Where the pages are: the only place that knows an address of this crate.

use bpmn::TokenId;
use process::Taak;
use uuid::Uuid;
use values::Id;
use zaken::{Zaak, ZaakInformatieobject};

/// The tasks that somebody took; also the first page after login.
pub const MIJN_TAKEN: &str = "/werk";
/// The tasks that nobody took.
pub const VRIJE_TAKEN: &str = "/werk/vrij";
/// The running zaken.
pub const ZAKEN: &str = "/werk/zaken";
/// The zaken that ended.
pub const AFGESLOTEN: &str = "/werk/zaken/afgesloten";
/// Finding a zaak. What is looked for is posted: a BSN may not stand in an address.
pub const ZOEKEN: &str = "/werk/zoeken";

/// The pages of functional administrators.
pub const BEHEER: &str = "/beheer";

/// One zaak, as a pattern.
pub const ZAAK: &str = "/werk/zaken/{uuid}";
/// Writing a note about a zaak, as a pattern.
pub const NOTITIE: &str = "/werk/zaken/{uuid}/notitie";
/// Adding a document to a zaak, as a pattern.
pub const DOCUMENT_TOEVOEGEN: &str = "/werk/zaken/{uuid}/document";
/// Moving the terms of a zaak, as a pattern.
pub const TERMIJN: &str = "/werk/zaken/{uuid}/termijn";
/// One document of a zaak, as a pattern.
pub const DOCUMENT: &str = "/werk/zaken/{uuid}/documenten/{id}";
/// Trying a process again that stands still, as a pattern.
pub const HERSTEL: &str = "/werk/zaken/{uuid}/herstel/{token}";
/// One task, as a pattern.
pub const TAAK: &str = "/werk/taken/{id}";
/// Taking a task, as a pattern.
pub const OPPAKKEN: &str = "/werk/taken/{id}/oppakken";
/// Giving a task back, as a pattern.
pub const TERUGGEVEN: &str = "/werk/taken/{id}/teruggeven";

/// Returns the address of the zaken of a list that are older than this one.
pub fn zaken_na(list: &str, laatste: Id<Zaak>) -> String {
    format!("{list}?na={laatste}")
}

/// Returns the address of a zaak.
pub fn zaak(uuid: Id<Zaak>) -> String {
    format!("{ZAKEN}/{uuid}")
}

/// Returns the history of a zaak: the newest page, or what came before this line of the audit trail.
pub fn geschiedenis(uuid: Id<Zaak>, voor: Option<Uuid>) -> String {
    let voor = voor.map(|voor| format!("?voor={voor}")).unwrap_or_default();
    format!("{ZAKEN}/{uuid}{voor}#geschiedenis")
}

/// Returns where a note about a zaak is written.
pub fn notitie(uuid: Id<Zaak>) -> String {
    format!("{ZAKEN}/{uuid}/notitie")
}

/// Returns where a document is added to a zaak.
pub fn document_toevoegen(uuid: Id<Zaak>) -> String {
    format!("{ZAKEN}/{uuid}/document")
}

/// Returns where the terms of a zaak are moved.
pub fn termijn(uuid: Id<Zaak>) -> String {
    format!("{ZAKEN}/{uuid}/termijn")
}

/// Returns the address of a document of a zaak.
pub fn document(zaak: Id<Zaak>, relation: Id<ZaakInformatieobject>) -> String {
    format!("{ZAKEN}/{zaak}/documenten/{relation}")
}

/// Returns where "Probeer opnieuw" posts to.
pub fn herstel(zaak: Id<Zaak>, token: TokenId) -> String {
    format!("{ZAKEN}/{zaak}/herstel/{}", token.0)
}

/// Returns the address of a task.
pub fn taak(uuid: Id<Taak>) -> String {
    format!("/werk/taken/{uuid}")
}

/// Returns where "Pak op" posts to.
pub fn oppakken(uuid: Id<Taak>) -> String {
    format!("/werk/taken/{uuid}/oppakken")
}

/// Returns where "Geef terug" posts to.
pub fn teruggeven(uuid: Id<Taak>) -> String {
    format!("/werk/taken/{uuid}/teruggeven")
}

/// Reads an id from an address; what is no id names nothing.
pub fn parse_id<T>(text: &str) -> Option<Id<T>> {
    text.parse::<Uuid>().ok().map(Id::new)
}
