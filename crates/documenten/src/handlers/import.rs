//! Documents of another register: each version is read as a body is, with what only answers hold.

use std::collections::{HashMap, HashSet};

use ::store::files::Stored;
use ::store::{Reader, Tx};
use autorisaties::handlers::import::{Import, Incoming, Outcome};
use autorisaties::handlers::{Fields, Urls};
use catalogi::Informatieobjecttype;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;

use super::invoer::DocumentInput;
use super::{filter, gebruiksrechten, verzendingen};
use crate::operations::import::{self, Overgenomen, Soort, Versie};
use crate::store::import::tabel;
use crate::{Document, DocumentenError, Gebruiksrechten, ObjectInformatieObject, ObjectSoort, Verzending, paths};

/// What comes with a document besides its newest version.
#[derive(Debug, Clone, Default)]
pub struct Versies {
    /// The fields of the earlier versions, oldest first.
    pub older: Vec<Map<String, Value>>,
    /// The bytes, by version. A version without is metadata only.
    pub bestanden: HashMap<i64, Stored>,
}

/// Returns which of these documents are here: of those no bytes need to be fetched.
///
/// # Errors
/// When the database fails.
pub async fn list_present(
    db: &mut Reader,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashSet<Uuid>, DocumentenError> {
    Ok(tabel(Soort::Document).list_present(db, ids).await?)
}

/// Takes documents over, each in its newest version, with what comes with them.
///
/// # Errors
/// When the database fails.
pub async fn import_documenten(
    tx: &mut Tx,
    with: &Import,
    incoming: Vec<Incoming>,
    mut versies: HashMap<Uuid, Versies>,
) -> Result<Vec<Outcome>, DocumentenError> {
    let present = list_present(tx, incoming.iter().map(|one| one.uuid)).await?;
    let maps = incoming.iter().map(|one| &one.fields).chain(versies.values().flat_map(|one| &one.older));
    let soorten = find_soorten(tx, with, maps).await?;
    let batch = with.read(incoming, &present, |fields, urls, uuid| {
        let is_locked = fields.boolean("locked").unwrap_or(false);
        let with = versies.remove(&uuid).unwrap_or_default();
        let mut all = Vec::with_capacity(with.older.len() + 1);
        for (index, map) in with.older.into_iter().enumerate() {
            let name = format!("versies.{index}");
            all.push(fields.within(&name, map, |inner| read_versie(inner, urls, &soorten, &with.bestanden)));
        }
        all.push(read_versie(fields, urls, &soorten, &with.bestanden));
        let mut all = all.into_iter().collect::<Option<Vec<Versie>>>()?;
        all.sort_by_key(|versie| versie.versie);
        let next = all.split_off(1);
        Some(Overgenomen { first: all.pop()?, next, is_locked })
    });
    import::take_documenten(tx, with, batch).await
}

/// Takes over what lies below documents.
///
/// # Errors
/// When the database fails.
pub async fn import(
    tx: &mut Tx,
    with: &Import,
    soort: Soort,
    incoming: Vec<Incoming>,
) -> Result<Vec<Outcome>, DocumentenError> {
    let present = tabel(soort).list_present(tx, incoming.iter().map(|one| one.uuid)).await?;
    match soort {
        Soort::Document => import_documenten(tx, with, incoming, HashMap::new()).await,
        Soort::Gebruiksrechten => {
            import::take_below(tx, with, with.read(incoming, &present, read_gebruiksrechten)).await
        }
        Soort::Verzending => import::take_below(tx, with, with.read(incoming, &present, read_verzending)).await,
        Soort::ObjectInformatieObject => {
            import::confirm_relaties(tx, with.read(incoming, &present, read_relatie)).await
        }
    }
}

async fn find_soorten<'a>(
    tx: &mut Tx,
    with: &Import,
    maps: impl Iterator<Item = &'a Map<String, Value>>,
) -> Result<HashMap<Uuid, Informatieobjecttype>, DocumentenError> {
    let wanted: HashSet<Uuid> = maps
        .filter_map(|map| {
            let url = map.get("informatieobjecttype")?.as_str()?;
            with.urls.find(url, catalogi::paths::INFORMATIEOBJECTTYPEN).ok()
        })
        .collect();
    let mut soorten = HashMap::new();
    for uuid in wanted {
        // A page has few types.
        if let Some(found) = catalogi::find_informatieobjecttype(tx, Id::new(uuid)).await? {
            soorten.insert(uuid, found);
        }
    }
    Ok(soorten)
}

fn read_versie(
    fields: &mut Fields,
    urls: &Urls,
    soorten: &HashMap<Uuid, Informatieobjecttype>,
    bestanden: &HashMap<i64, Stored>,
) -> Option<Versie> {
    let identificatie = fields.text_required("identificatie", 40);
    let versie = fields.integer_required("versie", 1, i64::from(i32::MAX));
    let begin_registratie = fields.moment_required("beginRegistratie").map(|(moment, _)| moment);
    let input = DocumentInput::read(fields, urls);
    let soort = soorten.get(&input.informatieobjecttype?);
    if soort.is_none() {
        fields.fault("informatieobjecttype", "bad-url", "Het informatieobjecttype is hier niet.");
    }
    let gegevens = input.gegevens(soort?.clone())?;
    let versie = versie?;
    let bestand = bestanden.get(&versie).cloned();
    Some(Versie { identificatie, gegevens, versie, begin_registratie: begin_registratie?, bestand })
}

fn document_of(fields: &mut Fields, urls: &Urls) -> Option<Id<Document>> {
    fields.reference("informatieobject", urls, paths::ENKELVOUDIGINFORMATIEOBJECTEN).map(Id::new)
}

fn read_gebruiksrechten(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Gebruiksrechten> {
    let document = document_of(fields, urls);
    let (startdatum, einddatum, omschrijving_voorwaarden) = gebruiksrechten::read_fields(fields);
    Some(Gebruiksrechten {
        uuid: Id::new(uuid),
        informatieobject: document?,
        startdatum: startdatum?,
        einddatum,
        omschrijving_voorwaarden,
    })
}

fn read_verzending(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Verzending> {
    let document = document_of(fields, urls);
    let gegevens = verzendingen::read_gegevens(fields);
    Some(Verzending { uuid: Id::new(uuid), informatieobject: document?, gegevens: gegevens? })
}

fn read_relatie(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<ObjectInformatieObject> {
    let document = document_of(fields, urls);
    let url = fields.url_required("object");
    let object_type = fields.choice_required("objectType", &ObjectSoort::ALL.map(ObjectSoort::as_str));
    let Some((_, object)) = filter::object_of(&url, urls) else {
        fields.fault("object", "bad-url", "Deze URL leidt niet naar een zaak of besluit.");
        return None;
    };
    let object_soort = ObjectSoort::find(&object_type)?;
    Some(ObjectInformatieObject { uuid: Id::new(uuid), informatieobject: document?, object_soort, object })
}
