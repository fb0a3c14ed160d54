//! Writing a packaged zaaktype with all its parts, published at once.

use ::store::{Result, Tx};
use jiff::civil::Date;
use uuid::Uuid;
use values::{Duur, Id};

use crate::gegevens::{
    BesluittypeGegevens, EigenschapGegevens, InformatieobjecttypeGegevens, ResultaattypeGegevens, RoltypeGegevens,
    StatustypeGegevens, ZaaktypeGegevens, ZaaktypeInformatieobjecttypeGegevens,
};
use crate::package::ZaaktypePackage;
use crate::register::Soort;
use crate::soorten::Gegeven;
use crate::store::{self, relaties};
use crate::{Catalogus, Informatieobjecttype, Zaaktype};

/// Packages are checked before they are written, so what is no duration does not occur.
fn duur(text: Option<&str>) -> Option<Duur> {
    text.and_then(|text| text.parse().ok())
}

/// Writes a packaged zaaktype with all its parts.
pub(super) async fn insert(
    tx: &mut Tx,
    catalogus: &Catalogus,
    package: &ZaaktypePackage,
    begin: Date,
) -> Result<Id<Zaaktype>> {
    let uuid: Id<Zaaktype> = tx.new_id();
    let zaaktype = ZaaktypeGegevens {
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
        verantwoordingsrelatie: Vec::new(),
        producten_of_diensten: package.producten_of_diensten.clone(),
        selectielijst_procestype: String::new(),
        referentieproces_naam: package.referentieproces.naam.clone(),
        referentieproces_link: String::new(),
        verantwoordelijke: package.verantwoordelijke.clone(),
        broncatalogus_url: String::new(),
        broncatalogus_domein: String::new(),
        broncatalogus_rsin: String::new(),
        bronzaaktype_url: String::new(),
        bronzaaktype_identificatie: String::new(),
        bronzaaktype_omschrijving: String::new(),
        behandelrollen: package.loket.behandelrollen.clone(),
        begin_geldigheid: begin,
        einde_geldigheid: package.einde_geldigheid,
        versiedatum: package.versiedatum,
        concept: false,
    };
    ZaaktypeGegevens::tabel().insert(tx, &zaaktype).await?;
    insert_statustypen(tx, uuid, package).await?;
    insert_resultaattypen(tx, uuid, package).await?;
    for roltype in &package.roltypen {
        let record = RoltypeGegevens {
            uuid: tx.new_id(),
            zaaktype: uuid,
            omschrijving: roltype.omschrijving.clone(),
            omschrijving_generiek: roltype.omschrijving_generiek.clone(),
        };
        RoltypeGegevens::tabel().insert(tx, &record).await?;
    }
    insert_eigenschappen(tx, uuid, package).await?;
    insert_informatieobjecttypen(tx, catalogus, uuid, package).await?;
    insert_besluittypen(tx, catalogus, uuid, package).await?;
    Ok(uuid)
}

async fn insert_statustypen(tx: &mut Tx, zaaktype: Id<Zaaktype>, package: &ZaaktypePackage) -> Result<()> {
    for statustype in &package.statustypen {
        let portal = package.loket.statustypen.get(&statustype.omschrijving);
        let record = StatustypeGegevens {
            uuid: tx.new_id(),
            zaaktype,
            volgnummer: statustype.volgnummer,
            omschrijving: statustype.omschrijving.clone(),
            omschrijving_generiek: statustype.omschrijving_generiek.clone(),
            statustekst: statustype.statustekst.clone(),
            informeren: statustype.informeren,
            doorlooptijd: None,
            toelichting: statustype.toelichting.clone(),
            checklistitems: Vec::new(),
            toon_in_portaal: portal.is_none_or(|portal| portal.toon_in_portaal),
        };
        StatustypeGegevens::tabel().insert(tx, &record).await?;
    }
    Ok(())
}

async fn insert_resultaattypen(tx: &mut Tx, zaaktype: Id<Zaaktype>, package: &ZaaktypePackage) -> Result<()> {
    for resultaattype in &package.resultaattypen {
        let brondatum = &resultaattype.brondatum_archiefprocedure;
        let record = ResultaattypeGegevens {
            uuid: tx.new_id(),
            zaaktype,
            omschrijving: resultaattype.omschrijving.clone(),
            resultaattypeomschrijving: resultaattype.resultaattypeomschrijving.clone(),
            omschrijving_generiek: resultaattype.omschrijving_generiek.clone(),
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
            procestermijn_dossier: None,
            procesobjectaard: String::new(),
            indicatie_specifiek: None,
        };
        ResultaattypeGegevens::tabel().insert(tx, &record).await?;
    }
    Ok(())
}

async fn insert_eigenschappen(tx: &mut Tx, zaaktype: Id<Zaaktype>, package: &ZaaktypePackage) -> Result<()> {
    for eigenschap in &package.eigenschappen {
        let specificatie = &eigenschap.specificatie;
        let portal = package.loket.eigenschappen.get(&eigenschap.naam);
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
            statustype: None,
            toon_in_portaal: portal.is_none_or(|portal| portal.toon_in_portaal),
            label: portal.map(|portal| portal.label.clone()).unwrap_or_default(),
        };
        EigenschapGegevens::tabel().insert(tx, &record).await?;
    }
    Ok(())
}

/// Kinds of documents are shared over the zaaktypen of a catalogus: one that exists is used again.
async fn insert_informatieobjecttypen(
    tx: &mut Tx,
    catalogus: &Catalogus,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
) -> Result<()> {
    let today = tx.today();
    for packaged in &package.informatieobjecttypen {
        let found = store::find_informatieobjecttype_by_omschrijving(tx, &packaged.omschrijving, today).await?;
        let informatieobjecttype = match found {
            Some(found) => found.uuid,
            None => insert_informatieobjecttype(tx, catalogus, packaged, package).await?,
        };
        let record = ZaaktypeInformatieobjecttypeGegevens {
            uuid: tx.new_id(),
            zaaktype,
            informatieobjecttype,
            volgnummer: packaged.volgnummer,
            richting: packaged.richting.clone(),
            statustype: None,
        };
        ZaaktypeInformatieobjecttypeGegevens::tabel().insert(tx, &record).await?;
    }
    Ok(())
}

async fn insert_informatieobjecttype(
    tx: &mut Tx,
    catalogus: &Catalogus,
    packaged: &crate::package::InformatieobjecttypePackage,
    package: &ZaaktypePackage,
) -> Result<Id<Informatieobjecttype>> {
    let record = InformatieobjecttypeGegevens {
        uuid: tx.new_id(),
        catalogus: catalogus.uuid,
        omschrijving: packaged.omschrijving.clone(),
        vertrouwelijkheidaanduiding: packaged.vertrouwelijkheidaanduiding,
        informatieobjectcategorie: packaged.informatieobjectcategorie.clone(),
        trefwoord: Vec::new(),
        generiek_omschrijving: String::new(),
        generiek_definitie: String::new(),
        generiek_herkomst: String::new(),
        generiek_hierarchie: String::new(),
        generiek_opmerking: String::new(),
        begin_geldigheid: package.begin_geldigheid,
        einde_geldigheid: package.einde_geldigheid,
        concept: false,
    };
    InformatieobjecttypeGegevens::tabel().insert(tx, &record).await?;
    Ok(record.uuid)
}

async fn insert_besluittypen(
    tx: &mut Tx,
    catalogus: &Catalogus,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
) -> Result<()> {
    let mut all: Vec<Uuid> = Vec::with_capacity(package.besluittypen.len());
    for packaged in &package.besluittypen {
        let record = BesluittypeGegevens {
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
            begin_geldigheid: package.begin_geldigheid,
            einde_geldigheid: package.einde_geldigheid,
            concept: false,
        };
        BesluittypeGegevens::tabel().insert(tx, &record).await?;
        all.push(record.uuid.uuid());
    }
    relaties::set_besluittypen(tx, Soort::Zaaktype, zaaktype.uuid(), &all).await
}
