//! Writing a packaged zaaktype with all its parts, published at once. A version that was there before ends where the new one begins.

mod onderdelen;
mod soorten;

use std::collections::HashMap;

use ::store::{Actie, Tx};
use jiff::civil::Date;
use uuid::Uuid;
use values::{Duur, Id};

use super::publiceren::take_rights_along;
use super::schrijven::tell_published;
use crate::gegevens::ZaaktypeGegevens;
use crate::package::ZaaktypePackage;
use crate::register::{Gerelateerd, Soort};
use crate::rules::versies::{self, Plaats};
use crate::soorten::Gegeven;
use crate::store::{regels, relaties};
use crate::{CatalogiError, Catalogus, Zaaktype};

/// The ids of what a package names.
type Namen = HashMap<String, Uuid>;

/// Packages are checked before they are written, so what is no duration does not occur.
fn duur(text: Option<&str>) -> Option<Duur> {
    text.and_then(|text| text.parse().ok())
}

/// Returns the ids of the names that the package was checked to have.
fn ids(of: &Namen, named: &[String]) -> Vec<Uuid> {
    named.iter().filter_map(|name| of.get(name).copied()).collect()
}

fn find<T>(of: &Namen, name: Option<&str>) -> Option<Id<T>> {
    name.and_then(|name| of.get(name)).map(|uuid| Id::new(*uuid))
}

/// Writes a packaged zaaktype with all its parts.
pub(super) async fn insert(
    tx: &mut Tx,
    catalogus: &Catalogus,
    package: &ZaaktypePackage,
) -> Result<Id<Zaaktype>, CatalogiError> {
    regels::lock(tx).await?;
    let asked = (package.begin_geldigheid, package.einde_geldigheid);
    let days = make_room::<ZaaktypeGegevens>(tx, catalogus, &package.identificatie, asked).await?;
    let zaaktype = record(tx.new_id(), catalogus, package, &days);
    let uuid = zaaktype.uuid;
    ZaaktypeGegevens::tabel().insert(tx, &zaaktype).await?;
    tell_published(tx, &zaaktype, catalogus.uuid.uuid(), Actie::Create, None).await?;
    take_rights_along(tx, &zaaktype, catalogus.uuid.uuid()).await?;
    insert_verwijzingen(tx, catalogus, uuid, package).await?;

    let soorten = soorten::informatieobjecttypen(tx, catalogus, package).await?;
    let besluittypen = soorten::besluittypen(tx, catalogus, package, &soorten).await?;
    let named: Vec<Uuid> = besluittypen.values().copied().collect();
    relaties::set_besluittypen(tx, Soort::Zaaktype, uuid.uuid(), &named).await?;
    let statustypen = onderdelen::statustypen(tx, uuid, package).await?;
    onderdelen::resultaattypen(tx, uuid, package, &soorten, &besluittypen).await?;
    onderdelen::roltypen(tx, uuid, package).await?;
    onderdelen::eigenschappen(tx, uuid, package, &statustypen).await?;
    onderdelen::zaakobjecttypen(tx, uuid, package, &statustypen).await?;
    onderdelen::informatieobjecttypen(tx, uuid, package, &soorten, &statustypen).await?;
    Ok(uuid)
}

fn record(
    uuid: Id<Zaaktype>,
    catalogus: &Catalogus,
    package: &ZaaktypePackage,
    days: &Plaats<Uuid>,
) -> ZaaktypeGegevens {
    ZaaktypeGegevens {
        uuid,
        catalogus: catalogus.uuid,
        identificatie: package.identificatie.clone(),
        omschrijving: package.omschrijving.clone(),
        omschrijving_generiek: package.omschrijving_generiek.clone(),
        vertrouwelijkheidaanduiding: package.vertrouwelijkheidaanduiding,
        doel: package.doel.clone(),
        aanleiding: package.aanleiding.clone(),
        toelichting: package.toelichting.clone(),
        indicatie_intern_of_extern: package.indicatie_intern_of_extern.clone(),
        handeling_initiator: package.handeling_initiator.clone(),
        onderwerp: package.onderwerp.clone(),
        handeling_behandelaar: package.handeling_behandelaar.clone(),
        doorlooptijd: duur(Some(&package.doorlooptijd)).expect("the package was checked"),
        servicenorm: duur(package.servicenorm.as_deref()),
        opschorting_en_aanhouding_mogelijk: package.opschorting_en_aanhouding_mogelijk,
        verlenging_mogelijk: package.verlenging_mogelijk,
        verlengingstermijn: duur(package.verlengingstermijn.as_deref()),
        trefwoorden: package.trefwoorden.clone(),
        publicatie_indicatie: package.publicatie_indicatie,
        publicatietekst: package.publicatietekst.clone(),
        verantwoordingsrelatie: package.verantwoordingsrelatie.clone(),
        producten_of_diensten: package.producten_of_diensten.clone(),
        selectielijst_procestype: package.selectielijst_procestype.clone(),
        referentieproces_naam: package.referentieproces.naam.clone(),
        referentieproces_link: package.referentieproces.link.clone(),
        verantwoordelijke: package.verantwoordelijke.clone(),
        broncatalogus_url: package.broncatalogus.url.clone(),
        broncatalogus_domein: package.broncatalogus.domein.clone(),
        broncatalogus_rsin: package.broncatalogus.rsin.clone(),
        bronzaaktype_url: package.bronzaaktype.url.clone(),
        bronzaaktype_identificatie: package.bronzaaktype.identificatie.clone(),
        bronzaaktype_omschrijving: package.bronzaaktype.omschrijving.clone(),
        behandelrollen: package.loket.behandelrollen.clone(),
        begin_geldigheid: days.begin,
        einde_geldigheid: days.einde,
        versiedatum: package.versiedatum,
        concept: false,
    }
}

/// Finds the days on which a new version can be valid, and ends the versions that it follows. Rule: ztc-016 (geen overlap).
async fn make_room<T: Gegeven>(
    tx: &mut Tx,
    catalogus: &Catalogus,
    naam: &str,
    asked: (Date, Option<Date>),
) -> Result<Plaats<Uuid>, CatalogiError> {
    let own = catalogus.uuid.uuid();
    let published = regels::list_published(tx, T::SOORT, own, naam).await?;
    let days = versies::place(&published, asked, tx.today());
    if days.einde.is_some_and(|einde| einde <= days.begin) {
        let fault =
            format!("eindeGeldigheid of {naam}: this version would begin on {}, which is not before it", days.begin);
        return Err(CatalogiError::Invalid(vec![fault]));
    }
    for uuid in &days.ends {
        let Some(current) = T::tabel().find(tx, *uuid).await? else { continue };
        let mut ended = current.gegevens.clone();
        if let Some(versie) = ended.versie() {
            *versie.einde = Some(days.begin);
        }
        T::tabel().update(tx, &ended).await?;
        tell_published(tx, &ended, own, Actie::PartialUpdate, Some(&current.gegevens)).await?;
    }
    Ok(days)
}

/// Writes which other zaaktypen this one names. They are in the catalogus already, or it is the zaaktype itself.
async fn insert_verwijzingen(
    tx: &mut Tx,
    catalogus: &Catalogus,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
) -> Result<(), CatalogiError> {
    let gerelateerd = package.gerelateerde_zaaktypen.iter().map(|one| one.zaaktype_identificatie.as_str());
    let named: Vec<&str> = package.deelzaaktype_identificaties.iter().map(String::as_str).chain(gerelateerd).collect();
    if named.is_empty() {
        return Ok(());
    }
    let (own, today) = (catalogus.uuid.uuid(), tx.today());
    let rows = regels::resolve(tx, Soort::Zaaktype, [], own, &named, today).await?;
    let found = |naam: &str| match naam == package.identificatie {
        true => Some(zaaktype.uuid()),
        // The version that is valid today comes first.
        false => rows.iter().find(|row| row.naam == naam).map(|row| row.uuid),
    };
    let missing = named.iter().filter(|naam| found(naam).is_none());
    let faults: Vec<String> =
        missing.map(|naam| format!("zaaktype {naam} is not in the catalogus: install it first")).collect();
    if !faults.is_empty() {
        return Err(CatalogiError::Invalid(faults));
    }
    let deelzaaktypen: Vec<Uuid> = package.deelzaaktype_identificaties.iter().filter_map(|naam| found(naam)).collect();
    relaties::set_deelzaaktypen(tx, zaaktype.uuid(), &deelzaaktypen).await?;
    let gerelateerd: Vec<Gerelateerd> = package
        .gerelateerde_zaaktypen
        .iter()
        .filter_map(|one| {
            let (aard, toelichting) = (one.aard_relatie.clone(), one.toelichting.clone());
            Some(Gerelateerd { zaaktype: found(&one.zaaktype_identificatie)?, aard, toelichting })
        })
        .collect();
    Ok(relaties::set_gerelateerd(tx, zaaktype.uuid(), &gerelateerd).await?)
}
