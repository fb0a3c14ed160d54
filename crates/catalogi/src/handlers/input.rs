//! Reading what bodies of several resources have in common.

use autorisaties::handlers::{Fields, UrlFault, Urls};
use serde_json::{Map, Value};
use values::{Id, Vertrouwelijkheidaanduiding};

use super::resource::Herkomst;
use crate::operations::schrijven::Verwijzing;
use crate::register::Soort;
use crate::{Selectielijst, rules};

/// How long the name or URL of a type may be.
const NAME_LENGTH_MAX: usize = 1000;

/// Returns what may be null in the body of a type: both what the standard and what Open Zaak allow.
pub(super) fn nullable(soort: Soort) -> &'static [&'static str] {
    match soort {
        Soort::Catalogus => &["begindatumVersie", "naam", "versie"],
        Soort::Zaaktype | Soort::Deelzaaktype | Soort::Gerelateerd => {
            &["beginObject", "eindeGeldigheid", "eindeObject", "servicenorm", "verlengingstermijn"]
        }
        Soort::Besluittype => &["beginObject", "eindeGeldigheid", "eindeObject", "publicatietermijn", "reactietermijn"],
        Soort::Informatieobjecttype => {
            &["beginObject", "eindeGeldigheid", "eindeObject", "opmerkingInformatieobjecttypeOmschrijvingGeneriek"]
        }
        Soort::Eigenschap | Soort::Zaakobjecttype => {
            &["beginGeldigheid", "beginObject", "eindeGeldigheid", "eindeObject", "statustype"]
        }
        Soort::ZaaktypeInformatieobjecttype => &["statustype"],
        Soort::Resultaattype => &[
            "archiefactietermijn",
            "beginGeldigheid",
            "beginObject",
            "brondatumArchiefprocedure",
            "catalogus",
            "eindeGeldigheid",
            "eindeObject",
            "indicatieSpecifiek",
            "procesobjectaard",
            "procestermijn",
        ],
        Soort::Roltype => &["beginGeldigheid", "beginObject", "catalogus", "eindeGeldigheid", "eindeObject"],
        // Also the toelichting of a checklistitem.
        Soort::Statustype => {
            &["beginGeldigheid", "beginObject", "doorlooptijd", "eindeGeldigheid", "eindeObject", "toelichting"]
        }
    }
}

/// Judges the days of use of a type, which follow from its versions: what is sent of them is not kept.
pub(super) fn days_of_use(fields: &mut Fields) {
    fields.date("beginObject");
    fields.date("eindeObject");
}

/// Judges the days of a part of a zaaktype, which are those of the zaaktype: what is sent of them is not kept.
pub(super) fn days_of_part(fields: &mut Fields) {
    fields.date("beginGeldigheid");
    fields.date("eindeGeldigheid");
    days_of_use(fields);
}

/// Judges the catalogus of a part of a zaaktype, which is that of the zaaktype: what is sent of it is not kept. Files and pages have paths.
pub(super) fn catalogus_of_part(fields: &mut Fields, herkomst: Herkomst) {
    if herkomst == Herkomst::Api {
        fields.url("catalogus");
    }
}

/// Reads the catalogus or zaaktype that a record belongs to.
pub(super) fn owner<T>(fields: &mut Fields, urls: &Urls, name: &str, soort: Soort) -> Option<Id<T>> {
    fields.reference(name, urls, soort.path()).map(Id::new)
}

/// Reads an optional statustype of the same zaaktype.
pub(super) fn statustype<T>(fields: &mut Fields, urls: &Urls) -> Option<Id<T>> {
    fields.reference_optional("statustype", urls, Soort::Statustype.path()).map(Id::new)
}

/// Reads a level.
pub(super) fn level(fields: &mut Fields) -> Option<Vertrouwelijkheidaanduiding> {
    let name = "vertrouwelijkheidaanduiding";
    if fields.text_required(name, 20).is_empty() {
        return None;
    }
    fields.parsed(name, "invalid_choice", "Dit is geen geldige keuze.")
}

/// Reads a type that is named by its URL or by its name.
pub(super) fn verwijzing(fields: &mut Fields, name: &str, urls: &Urls, soort: Soort) -> Option<Verwijzing> {
    let text = fields.text_required(name, NAME_LENGTH_MAX);
    if text.is_empty() {
        return None;
    }
    match urls.find(&text, soort.path()) {
        Ok(uuid) => Some(Verwijzing::Id(uuid)),
        Err(UrlFault::NotAUrl) => Some(Verwijzing::Naam(text)),
        Err(UrlFault::Elsewhere | UrlFault::Unreachable) => {
            fields.fault(name, "unknown-service", "Deze dienst is hier niet bekend.");
            None
        }
        Err(UrlFault::OtherResource) => {
            fields.fault(name, "invalid-resource", "De URL is van een ander soort object.");
            None
        }
    }
}

/// Decides whether a list is there to be read. Only the API must have it: pages and files may leave it out.
pub(super) fn is_listed(fields: &mut Fields, name: &str, herkomst: Herkomst) -> bool {
    herkomst != Herkomst::Api || fields.is_there(name)
}

/// Reads a list of types that must be there, unless a page or a file leaves it out.
pub(super) fn verwijzingen_required(
    fields: &mut Fields,
    name: &str,
    urls: &Urls,
    (soort, herkomst): (Soort, Herkomst),
) -> Vec<Verwijzing> {
    if herkomst != Herkomst::Api {
        return verwijzingen(fields, name, urls, soort);
    }
    if !is_listed(fields, name, herkomst) {
        return Vec::new();
    }
    let list = fields.list(name);
    read_list(fields, name, list, (urls, soort))
}

/// Reads a list of types, each named by its URL or by its name.
pub(super) fn verwijzingen(fields: &mut Fields, name: &str, urls: &Urls, soort: Soort) -> Vec<Verwijzing> {
    // A list may hold null where a type is not known, as in Open Zaak.
    let list = fields.list(name).into_iter().filter(|value| !value.is_null()).collect();
    read_list(fields, name, list, (urls, soort))
}

fn read_list(fields: &mut Fields, name: &str, list: Vec<Value>, (urls, soort): (&Urls, Soort)) -> Vec<Verwijzing> {
    let mut found = Vec::new();
    for (index, value) in list.into_iter().enumerate() {
        let key = index.to_string();
        let one = Map::from_iter([(key.clone(), value)]);
        found.extend(fields.within(name, one, |inner| verwijzing(inner, &key, urls, soort)));
    }
    found
}

/// Reads the URL of a resource of the selectielijst API.
pub(super) fn selectielijst(
    fields: &mut Fields,
    lijst: &Selectielijst,
    (name, collection): (&str, &str),
    length_max: usize,
) -> String {
    let text = fields.text(name, length_max);
    if text.is_empty() {
        return text;
    }
    if !text.starts_with("https://") && !text.starts_with("http://") {
        fields.fault(name, "bad-url", "Dit is geen URL.");
    } else if !rules::is_resource(&text, collection) {
        fields.fault(name, "invalid-resource", "De URL is van een ander soort object.");
    } else if let Some(fault) = lijst.fault(name) {
        fields.add(fault.clone());
    }
    text
}

/// Returns a group of fields; none when it is not there or says nothing at all.
pub(super) fn group(fields: &mut Fields, name: &str) -> Option<Map<String, Value>> {
    fields.object(name).filter(|map| {
        map.values().any(|value| match value {
            Value::Null | Value::Bool(false) => false,
            Value::String(text) => !text.is_empty(),
            _ => true,
        })
    })
}
