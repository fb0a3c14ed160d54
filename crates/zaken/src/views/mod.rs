//! What the resources look like on the wire: in answers, and in the audit trail, where paths stand for URLs.

pub(crate) mod authenticatie;
pub(crate) mod betrokkene;
pub(crate) mod objecten;
mod onderdelen;
mod rollen;
pub(crate) mod samengesteld;
mod velden;
mod zaken;

pub(crate) use objecten::zaakobject;
pub(crate) use onderdelen::{
    Koppelsoort, besluit, eigenschap, klantcontact, koppeling, notitie, relatie, resultaat, status, substatus,
};
pub(crate) use rollen::rol;
pub(crate) use zaken::{EigenschapUrl, ZAAK_FIELDS, zaak};

use autorisaties::handlers::{Url, Urls};
use serde::{Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;

/// Returns a view as it is kept in the audit trail. Our own types can always be written.
pub(crate) fn kept(view: &impl Serialize) -> Value {
    serde_json::to_value(view).unwrap_or_default()
}

/// A URL that the standard writes as an empty text when there is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OptionalUrl<'a>(Option<Url<'a>>);

impl Serialize for OptionalUrl<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(url) => url.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }
}

/// Writes the URL of something that may be one of our own, and is kept as a path then.
fn complete(urls: &Urls, kept: &str) -> String {
    if kept.starts_with('/') { urls.absolute(kept) } else { kept.to_owned() }
}

/// Returns what belongs to `uuid` of pairs that are sorted by it.
fn of(pairs: &[(Uuid, Uuid)], uuid: Uuid) -> impl Iterator<Item = Uuid> + '_ {
    let from = pairs.partition_point(|(own, _)| *own < uuid);
    pairs[from..].iter().take_while(move |(own, _)| *own == uuid).map(|(_, named)| *named)
}
