//! The filters of documents, of the list and of `_zoek` alike.

use autorisaties::handlers::{Params, UrlFault, Urls};
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;

use crate::register::{DocumentFilter, ORDERS_MAX, Order};
use crate::{ObjectSoort, views};

/// Reads the filters.
pub(super) fn read(params: &mut Params, urls: &Urls) -> DocumentFilter {
    let words = |texts: Option<Vec<String>>| texts.filter(|texts| !texts.is_empty());
    // The standard writes one underscore, Open Zaak two.
    let soorten = ObjectSoort::ALL.map(ObjectSoort::as_str);
    let object_type = params.choice("objectinformatieobjecten_objectType", &soorten);
    let object_type = object_type.or_else(|| params.choice("objectinformatieobjecten__objectType", &soorten));
    DocumentFilter {
        uuids: params.uuids("uuid__in"),
        identificatie: params.text("identificatie"),
        bronorganisatie: params.text("bronorganisatie"),
        informatieobjecttype: params.reference("informatieobjecttype", urls, catalogi::paths::INFORMATIEOBJECTTYPEN),
        vertrouwelijkheidaanduiding: params
            .parsed::<Vertrouwelijkheidaanduiding>("vertrouwelijkheidaanduiding", "Dit is geen geldige keuze."),
        locked: params.boolean("locked"),
        titel: params.text("titel"),
        auteur: params.text("auteur"),
        beschrijving: params.text("beschrijving"),
        creatiedatum_gte: params.date("creatiedatum__gte"),
        creatiedatum_lte: params.date("creatiedatum__lte"),
        trefwoorden: words(params.texts("trefwoorden")),
        trefwoorden_overlap: words(params.texts("trefwoorden__overlap")),
        object: read_object(params, urls),
        object_type: object_type.as_deref().and_then(ObjectSoort::find),
        ordering: read_ordering(params),
    }
}

/// The object that documents are in. A URL that leads to nothing gives the id of nothing, so that the list is empty.
fn read_object(params: &mut Params, urls: &Urls) -> Option<Uuid> {
    let mut found = None;
    // The standard writes one underscore, Open Zaak two.
    for name in ["objectinformatieobjecten_object", "objectinformatieobjecten__object"] {
        let Some(url) = params.text(name) else { continue };
        if urls.find(&url, views::object_path(ObjectSoort::Zaak)) == Err(UrlFault::NotAUrl) {
            params.fault(name, "invalid", "Hier hoort een URL.");
        }
        found = Some(object_id(&url, urls));
    }
    found
}

/// Returns the kind and id of the object that a URL names.
pub(super) fn object_of(url: &str, urls: &Urls) -> Option<(ObjectSoort, Uuid)> {
    ObjectSoort::ALL.into_iter().find_map(|soort| Some((soort, urls.find(url, views::object_path(soort)).ok()?)))
}

/// Decides whether a URL leads to another register.
pub(super) fn is_elsewhere(url: &str, urls: &Urls) -> bool {
    urls.find(url, views::object_path(ObjectSoort::Zaak)) == Err(UrlFault::Elsewhere)
}

/// Returns the id by which an object is named here; that of nothing for a URL that leads to nothing.
pub(super) fn object_id(url: &str, urls: &Urls) -> Uuid {
    match object_of(url, urls) {
        Some((_, uuid)) => uuid,
        None if is_elsewhere(url, urls) => autorisaties::extern_id(url),
        None => Uuid::nil(),
    }
}

fn read_ordering(params: &mut Params) -> Vec<Order> {
    let Some(texts) = params.texts("ordering") else { return Vec::new() };
    let orders: Option<Vec<Order>> = texts.iter().map(|text| Order::find(text)).collect();
    match orders {
        Some(orders) if orders.len() <= ORDERS_MAX => orders,
        Some(_) => {
            params.fault("ordering", "max_length", "Gebruik hoogstens drie velden.");
            Vec::new()
        }
        None => {
            params.fault("ordering", "invalid_choice", "Dit is geen geldige keuze.");
            Vec::new()
        }
    }
}
