//! The parts of a packaged zaaktype.

use ::store::{Result, Tx};
use values::Id;

use super::{Namen, duur, find, ids};
use crate::Zaaktype;
use crate::gegevens::{
    Checklistitem, EigenschapGegevens, ResultaattypeGegevens, RoltypeGegevens, StatustypeGegevens,
    ZaakobjecttypeGegevens, ZaaktypeInformatieobjecttypeGegevens,
};
use crate::package::ZaaktypePackage;
use crate::register::Soort;
use crate::soorten::Gegeven;
use crate::store::relaties;

/// Returns the statustypen by omschrijving.
pub(super) async fn statustypen(tx: &mut Tx, zaaktype: Id<Zaaktype>, package: &ZaaktypePackage) -> Result<Namen> {
    let mut made = Namen::new();
    for statustype in &package.statustypen {
        let portal = package.loket.statustypen.get(&statustype.omschrijving);
        let items = statustype.checklistitem_statustype.iter().map(|item| Checklistitem {
            itemnaam: item.itemnaam.clone(),
            toelichting: item.toelichting.clone(),
            vraagstelling: item.vraagstelling.clone(),
            verplicht: item.verplicht,
        });
        let record = StatustypeGegevens {
            uuid: tx.new_id(),
            zaaktype,
            volgnummer: statustype.volgnummer,
            omschrijving: statustype.omschrijving.clone(),
            omschrijving_generiek: statustype.omschrijving_generiek.clone(),
            statustekst: statustype.statustekst.clone(),
            informeren: statustype.informeren,
            doorlooptijd: duur(statustype.doorlooptijd.as_deref()),
            toelichting: statustype.toelichting.clone(),
            checklistitems: items.collect(),
            toon_in_portaal: portal.is_none_or(|portal| portal.toon_in_portaal),
        };
        StatustypeGegevens::tabel().insert(tx, &record).await?;
        made.insert(statustype.omschrijving.clone(), record.uuid.uuid());
    }
    Ok(made)
}

pub(super) async fn resultaattypen(
    tx: &mut Tx,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
    soorten: &Namen,
    besluittypen: &Namen,
) -> Result<()> {
    for resultaattype in &package.resultaattypen {
        let brondatum = &resultaattype.brondatum_archiefprocedure;
        // Packages of before had the general name where the standard has the URL of it.
        let is_url = resultaattype.resultaattypeomschrijving.contains("://");
        let word = if is_url { "" } else { resultaattype.resultaattypeomschrijving.as_str() };
        let generiek = match resultaattype.omschrijving_generiek.as_str() {
            "" => word,
            generiek => generiek,
        };
        let record = ResultaattypeGegevens {
            uuid: tx.new_id(),
            zaaktype,
            omschrijving: resultaattype.omschrijving.clone(),
            resultaattypeomschrijving: if is_url {
                resultaattype.resultaattypeomschrijving.clone()
            } else {
                String::new()
            },
            omschrijving_generiek: generiek.to_owned(),
            selectielijstklasse: resultaattype.selectielijstklasse.clone(),
            toelichting: resultaattype.toelichting.clone(),
            archiefnominatie: resultaattype.archiefnominatie.clone(),
            archiefactietermijn: duur(resultaattype.archiefactietermijn.as_deref()),
            afleidingswijze: brondatum.afleidingswijze.clone(),
            datumkenmerk: brondatum.datumkenmerk.clone(),
            einddatum_bekend: brondatum.einddatum_bekend,
            objecttype: brondatum.objecttype.clone(),
            registratie: brondatum.registratie.clone(),
            procestermijn: duur(brondatum.procestermijn.as_deref()),
            procestermijn_dossier: duur(resultaattype.procestermijn.as_deref()),
            procesobjectaard: resultaattype.procesobjectaard.clone(),
            indicatie_specifiek: resultaattype.indicatie_specifiek,
        };
        ResultaattypeGegevens::tabel().insert(tx, &record).await?;
        let uuid = record.uuid.uuid();
        let named = ids(besluittypen, &resultaattype.besluittype_omschrijving);
        relaties::set_besluittypen(tx, Soort::Resultaattype, uuid, &named).await?;
        let named = ids(soorten, &resultaattype.informatieobjecttype_omschrijving);
        relaties::set_informatieobjecttypen(tx, Soort::Resultaattype, uuid, &named).await?;
    }
    Ok(())
}

pub(super) async fn roltypen(tx: &mut Tx, zaaktype: Id<Zaaktype>, package: &ZaaktypePackage) -> Result<()> {
    for roltype in &package.roltypen {
        let record = RoltypeGegevens {
            uuid: tx.new_id(),
            zaaktype,
            omschrijving: roltype.omschrijving.clone(),
            omschrijving_generiek: roltype.omschrijving_generiek.clone(),
        };
        RoltypeGegevens::tabel().insert(tx, &record).await?;
    }
    Ok(())
}

pub(super) async fn eigenschappen(
    tx: &mut Tx,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
    statustypen: &Namen,
) -> Result<()> {
    for eigenschap in &package.eigenschappen {
        let specificatie = &eigenschap.specificatie;
        let portal = package.loket.eigenschappen.get(&eigenschap.naam);
        // Either side may say which status needs a value.
        let needed_by = package.statustypen.iter().find(|status| status.eigenschappen.contains(&eigenschap.naam));
        let statustype = eigenschap.statustype.as_deref().or(needed_by.map(|status| status.omschrijving.as_str()));
        let record = EigenschapGegevens {
            uuid: tx.new_id(),
            zaaktype,
            naam: eigenschap.naam.clone(),
            definitie: eigenschap.definitie.clone(),
            toelichting: eigenschap.toelichting.clone(),
            groep: specificatie.groep.clone(),
            formaat: specificatie.formaat.clone(),
            lengte: specificatie.lengte.clone(),
            kardinaliteit: specificatie.kardinaliteit.clone(),
            waardenverzameling: specificatie.waardenverzameling.clone(),
            statustype: find(statustypen, statustype),
            toon_in_portaal: portal.is_none_or(|portal| portal.toon_in_portaal),
            label: portal.map(|portal| portal.label.clone()).unwrap_or_default(),
        };
        EigenschapGegevens::tabel().insert(tx, &record).await?;
    }
    Ok(())
}

pub(super) async fn zaakobjecttypen(
    tx: &mut Tx,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
    statustypen: &Namen,
) -> Result<()> {
    for packaged in &package.zaakobjecttypen {
        let record = ZaakobjecttypeGegevens {
            uuid: tx.new_id(),
            zaaktype,
            ander_objecttype: packaged.ander_objecttype,
            objecttype: packaged.objecttype.clone(),
            relatie_omschrijving: packaged.relatie_omschrijving.clone(),
            statustype: find(statustypen, packaged.statustype.as_deref()),
        };
        ZaakobjecttypeGegevens::tabel().insert(tx, &record).await?;
    }
    Ok(())
}

/// Writes which kinds of documents can be in zaken of the type.
pub(super) async fn informatieobjecttypen(
    tx: &mut Tx,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
    soorten: &Namen,
    statustypen: &Namen,
) -> Result<()> {
    for packaged in &package.informatieobjecttypen {
        let Some(informatieobjecttype) = find(soorten, Some(&packaged.omschrijving)) else { continue };
        let record = ZaaktypeInformatieobjecttypeGegevens {
            uuid: tx.new_id(),
            zaaktype,
            informatieobjecttype,
            volgnummer: packaged.volgnummer,
            richting: packaged.richting.clone(),
            statustype: find(statustypen, packaged.statustype.as_deref()),
        };
        ZaaktypeInformatieobjecttypeGegevens::tabel().insert(tx, &record).await?;
    }
    Ok(())
}
