//! Kinds of documents and decisions in a package. They are shared over the zaaktypen of a catalogus.

use ::store::{Actie, Tx};
use uuid::Uuid;

use super::{Namen, duur, ids, make_room};
use crate::gegevens::{BesluittypeGegevens, InformatieobjecttypeGegevens};
use crate::operations::publiceren::take_rights_along;
use crate::operations::schrijven::tell_published;
use crate::package::{BesluittypePackage, InformatieobjecttypePackage, ZaaktypePackage};
use crate::register::Soort;
use crate::soorten::Gegeven;
use crate::store::{regels, relaties};
use crate::{CatalogiError, Catalogus};

/// Returns the kinds of documents of a package, by omschrijving. One that is valid in the catalogus is used again as it is.
pub(super) async fn informatieobjecttypen(
    tx: &mut Tx,
    catalogus: &Catalogus,
    package: &ZaaktypePackage,
) -> Result<Namen, CatalogiError> {
    let mut found = Namen::new();
    for packaged in &package.informatieobjecttypen {
        let valid = list_valid(tx, Soort::Informatieobjecttype, catalogus, &packaged.omschrijving).await?;
        let uuid = match valid.last() {
            Some(uuid) => *uuid,
            None => insert_informatieobjecttype(tx, catalogus, packaged, package).await?,
        };
        found.insert(packaged.omschrijving.clone(), uuid);
    }
    Ok(found)
}

/// Returns the versions of a name that are valid today: one at most, unless an older program wrote more.
async fn list_valid(
    tx: &mut Tx,
    soort: Soort,
    catalogus: &Catalogus,
    omschrijving: &str,
) -> Result<Vec<Uuid>, CatalogiError> {
    let today = tx.today();
    let published = regels::list_published(tx, soort, catalogus.uuid.uuid(), omschrijving).await?;
    Ok(published.into_iter().filter(|own| own.holds(today)).map(|own| own.van).collect())
}

async fn insert_informatieobjecttype(
    tx: &mut Tx,
    catalogus: &Catalogus,
    packaged: &InformatieobjecttypePackage,
    package: &ZaaktypePackage,
) -> Result<Uuid, CatalogiError> {
    let asked = (packaged.begin_geldigheid.unwrap_or(package.begin_geldigheid), packaged.einde_geldigheid);
    let days = make_room::<InformatieobjecttypeGegevens>(tx, catalogus, &packaged.omschrijving, asked).await?;
    let generiek = &packaged.omschrijving_generiek;
    let record = InformatieobjecttypeGegevens {
        uuid: tx.new_id(),
        catalogus: catalogus.uuid,
        omschrijving: packaged.omschrijving.clone(),
        vertrouwelijkheidaanduiding: packaged.vertrouwelijkheidaanduiding,
        informatieobjectcategorie: packaged.informatieobjectcategorie.clone(),
        trefwoord: packaged.trefwoord.clone(),
        generiek_omschrijving: generiek.informatieobjecttype_omschrijving_generiek.clone(),
        generiek_definitie: generiek.definitie_informatieobjecttype_omschrijving_generiek.clone(),
        generiek_herkomst: generiek.herkomst_informatieobjecttype_omschrijving_generiek.clone(),
        generiek_hierarchie: generiek.hierarchie_informatieobjecttype_omschrijving_generiek.clone(),
        generiek_opmerking: generiek.opmerking_informatieobjecttype_omschrijving_generiek.clone(),
        begin_geldigheid: days.begin,
        einde_geldigheid: days.einde,
        concept: false,
    };
    InformatieobjecttypeGegevens::tabel().insert(tx, &record).await?;
    tell_published(tx, &record, catalogus.uuid.uuid(), Actie::Create, None).await?;
    take_rights_along(tx, &record, catalogus.uuid.uuid()).await?;
    Ok(record.uuid.uuid())
}

/// Returns the kinds of decisions of a package, by omschrijving. One that the catalogus has in these words is used again; one in other
/// words gets a new version, which the other zaaktypen that name it follow.
pub(super) async fn besluittypen(
    tx: &mut Tx,
    catalogus: &Catalogus,
    package: &ZaaktypePackage,
    soorten: &Namen,
) -> Result<Namen, CatalogiError> {
    let mut found = Namen::new();
    for packaged in &package.besluittypen {
        let valid = list_valid(tx, Soort::Besluittype, catalogus, &packaged.omschrijving).await?;
        let uuid = match valid[..] {
            [uuid] if is_same(tx, uuid, catalogus, packaged).await? => uuid,
            _ => insert_besluittype(tx, catalogus, packaged, package, soorten).await?,
        };
        found.insert(packaged.omschrijving.clone(), uuid);
    }
    Ok(found)
}

/// Decides whether a kind of decision says the same as the one in the package, apart from its days.
async fn is_same(
    tx: &mut Tx,
    uuid: Uuid,
    catalogus: &Catalogus,
    packaged: &BesluittypePackage,
) -> Result<bool, CatalogiError> {
    let Some(current) = BesluittypeGegevens::tabel().find(tx, uuid).await? else { return Ok(false) };
    let current = current.gegevens;
    let same = BesluittypeGegevens {
        uuid: current.uuid,
        begin_geldigheid: current.begin_geldigheid,
        einde_geldigheid: packaged.einde_geldigheid.or(current.einde_geldigheid),
        ..besluittype(tx, catalogus, packaged, current.begin_geldigheid)
    };
    let today = tx.today();
    let relaties = relaties::list_relaties(tx, Soort::Besluittype, [uuid], today).await?;
    let mut documents: Vec<&str> = relaties
        .iter()
        .filter(|relatie| relatie.soort == Soort::Informatieobjecttype)
        .map(|relatie| relatie.naam.as_str())
        .collect();
    let mut named: Vec<&str> = packaged.informatieobjecttype_omschrijvingen.iter().map(String::as_str).collect();
    documents.sort_unstable();
    named.sort_unstable();
    Ok(current == same && documents == named)
}

fn besluittype(
    tx: &mut Tx,
    catalogus: &Catalogus,
    packaged: &BesluittypePackage,
    begin_geldigheid: jiff::civil::Date,
) -> BesluittypeGegevens {
    BesluittypeGegevens {
        uuid: tx.new_id(),
        catalogus: catalogus.uuid,
        omschrijving: packaged.omschrijving.clone(),
        omschrijving_generiek: packaged.omschrijving_generiek.clone(),
        besluitcategorie: packaged.besluitcategorie.clone(),
        reactietermijn: duur(packaged.reactietermijn.as_deref()),
        publicatie_indicatie: packaged.publicatie_indicatie,
        publicatietekst: packaged.publicatietekst.clone(),
        publicatietermijn: duur(packaged.publicatietermijn.as_deref()),
        toelichting: packaged.toelichting.clone(),
        begin_geldigheid,
        einde_geldigheid: packaged.einde_geldigheid,
        concept: false,
    }
}

async fn insert_besluittype(
    tx: &mut Tx,
    catalogus: &Catalogus,
    packaged: &BesluittypePackage,
    package: &ZaaktypePackage,
    soorten: &Namen,
) -> Result<Uuid, CatalogiError> {
    let asked = (packaged.begin_geldigheid.unwrap_or(package.begin_geldigheid), packaged.einde_geldigheid);
    let days = make_room::<BesluittypeGegevens>(tx, catalogus, &packaged.omschrijving, asked).await?;
    let record =
        BesluittypeGegevens { einde_geldigheid: days.einde, ..besluittype(tx, catalogus, packaged, days.begin) };
    BesluittypeGegevens::tabel().insert(tx, &record).await?;
    let uuid = record.uuid.uuid();
    let documents = ids(soorten, &packaged.informatieobjecttype_omschrijvingen);
    relaties::set_informatieobjecttypen(tx, Soort::Besluittype, uuid, &documents).await?;
    tell_published(tx, &record, catalogus.uuid.uuid(), Actie::Create, None).await?;
    take_rights_along(tx, &record, catalogus.uuid.uuid()).await?;
    Ok(uuid)
}
