//! The body of a zaak: every field that a caller can send.

use autorisaties::handlers::{Fields, Plaats, Urls};
use catalogi::paths::ZAAKTYPEN;
use jiff::civil::Date;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::{Id, Rsin, Vertrouwelijkheidaanduiding};
use web::InvalidParam;

use crate::rules::geometrie::{self, GeometrieFault};
use crate::{
    Bijzonderheden, Kenmerk, NOG_TE_ARCHIVEREN, Opschorting, Processobject, RelevanteZaak, Verlenging, ZaakGegevens,
    paths,
};

pub(super) const ARCHIEFNOMINATIES: [&str; 2] = ["blijvend_bewaren", "vernietigen"];
pub(super) const ARCHIEFSTATUSSEN: [&str; 4] =
    ["nog_te_archiveren", "gearchiveerd", "gearchiveerd_procestermijn_onbekend", "overgedragen"];
/// The standard knows four; clients of Open Zaak also use the others.
const BETALINGSINDICATIES: [&str; 7] =
    ["nvt", "nog_niet", "gedeeltelijk", "geheel", "gefactureerd", "gecrediteerd", "betaald"];
/// How many a list of a zaak may have: all of them stand in each answer, each audit line and wherever the zaak is expanded.
const ITEMS_MAX: usize = 500;
pub(super) const RELEVANTE: &str = "relevanteAndereZaken";
pub(super) const GERELATEERDE: &str = "gerelateerdeZaken";

/// What was read: complete only when nothing is wrong with the fields.
pub(super) struct ZaakInput {
    pub(super) zaaktype: Option<Uuid>,
    pub(super) vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    bronorganisatie: Option<Rsin>,
    verantwoordelijke_organisatie: Option<Rsin>,
    startdatum: Option<Date>,
    rest: Rest,
}

/// The fields that may be left out.
struct Rest {
    identificatie: String,
    omschrijving: String,
    toelichting: String,
    registratiedatum: Option<Date>,
    einddatum_gepland: Option<Date>,
    uiterlijke_einddatum_afdoening: Option<Date>,
    betalingsindicatie: String,
    archiefnominatie: String,
    archiefstatus: String,
    archiefactiedatum: Option<Date>,
    startdatum_bewaartermijn: Option<Date>,
    hoofdzaak: Option<Uuid>,
    bijzonderheden: Bijzonderheden,
    kenmerken: Vec<Kenmerk>,
    relevante_andere_zaken: Vec<RelevanteZaak>,
    gerelateerde_zaken: Vec<Id<crate::Zaak>>,
}

impl ZaakInput {
    /// Reads a new zaak.
    pub(super) fn read(fields: &mut Fields, urls: &Urls) -> Self {
        Self::read_with(fields, urls, |fields, urls| fields.reference("zaaktype", urls, ZAAKTYPEN))
    }

    /// Reads what a zaak becomes, which keeps its zaaktype: that is not asked for again when it is of another register.
    pub(super) fn read_change(fields: &mut Fields, urls: &Urls) -> Self {
        Self::read_with(fields, urls, |fields, urls| {
            fields.plaats("zaaktype", urls, ZAAKTYPEN).map(|plaats| plaats.uuid())
        })
    }

    fn read_with(fields: &mut Fields, urls: &Urls, read_zaaktype: fn(&mut Fields, &Urls) -> Option<Uuid>) -> Self {
        // In the order of the standard, so that faults are told in that order.
        let identificatie = fields.text("identificatie", 40);
        let bronorganisatie = fields.rsin_required("bronorganisatie");
        let omschrijving = fields.text("omschrijving", 80);
        let toelichting = fields.text("toelichting", 1000);
        let zaaktype = read_zaaktype(fields, urls);
        let registratiedatum = fields.date("registratiedatum");
        let verantwoordelijke_organisatie = fields.rsin_required("verantwoordelijkeOrganisatie");
        let startdatum = fields.date_required("startdatum");
        let einddatum_gepland = fields.date("einddatumGepland");
        let uiterlijke_einddatum_afdoening = fields.date("uiterlijkeEinddatumAfdoening");
        let reason = "Dit is geen geldige keuze.";
        let level = fields.parsed_choice("vertrouwelijkheidaanduiding", reason);
        let betalingsindicatie = fields.choice("betalingsindicatie", &BETALINGSINDICATIES);
        let bijzonderheden = read_bijzonderheden(fields);
        let hoofdzaak = match fields.value("hoofdzaak") {
            None => None,
            Some(_) => fields.own_reference("hoofdzaak", urls, paths::ZAKEN),
        };
        let relevante_andere_zaken = read_relevante(fields, urls, Fields::plaats);
        let gerelateerde_zaken = read_gerelateerde(fields, urls, Fields::plaats);
        let kenmerken = fields.items("kenmerken", |one| Kenmerk {
            kenmerk: one.text_required("kenmerk", 40),
            bron: one.text_required("bron", 40),
        });
        Self {
            zaaktype,
            vertrouwelijkheidaanduiding: level,
            bronorganisatie,
            verantwoordelijke_organisatie,
            startdatum,
            rest: Rest {
                identificatie,
                omschrijving,
                toelichting,
                registratiedatum,
                einddatum_gepland,
                uiterlijke_einddatum_afdoening,
                betalingsindicatie,
                archiefnominatie: fields.choice("archiefnominatie", &ARCHIEFNOMINATIES),
                archiefstatus: fields.choice("archiefstatus", &ARCHIEFSTATUSSEN),
                archiefactiedatum: fields.date("archiefactiedatum"),
                startdatum_bewaartermijn: fields.date("startdatumBewaartermijn"),
                hoofdzaak,
                bijzonderheden,
                kenmerken,
                relevante_andere_zaken,
                gerelateerde_zaken,
            },
        }
    }

    /// Returns the zaak as it is described, none when something that is required is missing.
    pub(super) fn into_gegevens(self) -> Option<ZaakGegevens> {
        let rest = self.rest;
        Some(ZaakGegevens {
            identificatie: Some(rest.identificatie).filter(|text| !text.is_empty()),
            bronorganisatie: self.bronorganisatie?,
            verantwoordelijke_organisatie: self.verantwoordelijke_organisatie?,
            omschrijving: rest.omschrijving,
            toelichting: rest.toelichting,
            registratiedatum: rest.registratiedatum,
            startdatum: self.startdatum?,
            einddatum_gepland: rest.einddatum_gepland,
            uiterlijke_einddatum_afdoening: rest.uiterlijke_einddatum_afdoening,
            vertrouwelijkheidaanduiding: self.vertrouwelijkheidaanduiding,
            betalingsindicatie: rest.betalingsindicatie,
            archiefnominatie: Some(rest.archiefnominatie).filter(|text| !text.is_empty()),
            archiefstatus: if rest.archiefstatus.is_empty() { NOG_TE_ARCHIVEREN.into() } else { rest.archiefstatus },
            archiefactiedatum: rest.archiefactiedatum,
            startdatum_bewaartermijn: rest.startdatum_bewaartermijn,
            hoofdzaak: rest.hoofdzaak.map(Id::new),
            bijzonderheden: rest.bijzonderheden,
            kenmerken: rest.kenmerken,
            relevante_andere_zaken: rest.relevante_andere_zaken,
            gerelateerde_zaken: rest.gerelateerde_zaken,
            elders: Vec::new(),
        })
    }
}

/// Returns what is wrong with the lists of a body that are too long. What a zaak has from before is not judged by a change of something else.
pub(super) fn too_long(body: &Map<String, Value>) -> Vec<InvalidParam> {
    let is_long = |name: &&str| body.get(*name).and_then(Value::as_array).is_some_and(|list| list.len() > ITEMS_MAX);
    let long = [RELEVANTE, GERELATEERDE, "kenmerken", "productenOfDiensten"].into_iter().filter(is_long);
    long.map(|name| InvalidParam::new(name, "max_length", format!("Gebruik hoogstens {ITEMS_MAX} elementen.")))
        .collect()
}

fn read_bijzonderheden(fields: &mut Fields) -> Bijzonderheden {
    Bijzonderheden {
        publicatiedatum: fields.date("publicatiedatum"),
        laatst_geopend: fields.moment("laatstGeopend"),
        communicatiekanaal: fields.url("communicatiekanaal"),
        communicatiekanaal_naam: fields.text("communicatiekanaalNaam", 250),
        producten_of_diensten: fields.urls("productenOfDiensten"),
        laatste_betaaldatum: fields.moment("laatsteBetaaldatum"),
        zaakgeometrie: read_geometrie(fields),
        verlenging: groep(fields, "verlenging").and_then(|map| {
            fields.within("verlenging", map, |inner| {
                let reden = read_reden(inner);
                Some(Verlenging { reden, duur: inner.duration_required("duur")? })
            })
        }),
        opschorting: match groep(fields, "opschorting") {
            None => Opschorting::default(),
            Some(map) => fields.within("opschorting", map, |inner| Opschorting {
                indicatie: inner.boolean_required("indicatie").unwrap_or_default(),
                eerder: false,
                reden: read_reden(inner),
                sinds: None,
            }),
        },
        selectielijstklasse: fields.url("selectielijstklasse"),
        opdrachtgevende_organisatie: fields
            .rsin("opdrachtgevendeOrganisatie")
            .map(|rsin| rsin.as_str().to_owned())
            .unwrap_or_default(),
        processobjectaard: fields.text("processobjectaard", 200),
        processobject: match groep(fields, "processobject") {
            None => Processobject::default(),
            Some(map) => fields.within("processobject", map, |inner| Processobject {
                datumkenmerk: inner.text_required("datumkenmerk", 250),
                identificatie: inner.text_required("identificatie", 250),
                objecttype: inner.text_required("objecttype", 250),
                registratie: inner.text_required("registratie", 250),
            }),
        },
    }
}

/// A reason must be there, and may be empty.
fn read_reden(group: &mut Fields) -> String {
    if group.is_there("reden") { group.text("reden", 200) } else { String::new() }
}

/// Returns a gegevensgroep. One whose fields all are empty, as answers show it, is the same as none. Rule: zrc-012 (gegevensgroepen).
fn groep(fields: &mut Fields, name: &str) -> Option<Map<String, Value>> {
    let is_empty = |value: &Value| matches!(value, Value::Null | Value::Bool(false)) || value.as_str() == Some("");
    // What only answers hold says nothing in a body.
    fields.object(name).filter(|map| {
        !map.iter().all(|(field, value)| field == "eerdereOpschorting" || is_empty(value)) || map.is_empty()
    })
}

/// Tells why a geometry is not taken; `reason` is for one that is none.
pub(super) fn geometrie_fault(fault: GeometrieFault, name: &str, reason: &str) -> InvalidParam {
    match fault {
        GeometrieFault::NoGeometry => InvalidParam::new(name, "invalid", reason),
        GeometrieFault::TooManyPoints => {
            let reason = format!("Gebruik hoogstens {} punten.", geometrie::POINTS_MAX);
            InvalidParam::new(name, "max_length", reason)
        }
    }
}

fn read_geometrie(fields: &mut Fields) -> Option<Value> {
    let given = fields.value("zaakgeometrie")?.clone();
    match geometrie::read(&given) {
        Ok(_) => Some(given),
        Err(fault) => {
            fields.add(geometrie_fault(fault, "zaakgeometrie", "Dit is geen GeoJSON-geometrie in WGS 84."));
            None
        }
    }
}

/// Reads the zaken that this one is related to.
pub(super) fn read_gerelateerde(fields: &mut Fields, urls: &Urls, read_zaak: ReadZaak) -> Vec<Id<crate::Zaak>> {
    let read = fields.items(GERELATEERDE, |one| read_zaak(one, "url", urls, paths::ZAKEN));
    read.into_iter().flatten().map(|plaats| Id::new(plaats.uuid())).collect()
}

/// How the URL of another zaak is read.
type ReadZaak = fn(&mut Fields, &str, &Urls, &'static str) -> Option<Plaats>;

/// Reads the zaken that matter to this one.
pub(super) fn read_relevante(fields: &mut Fields, urls: &Urls, read_zaak: ReadZaak) -> Vec<RelevanteZaak> {
    let read = fields.items(RELEVANTE, |one| {
        let zaak = read_zaak(one, "url", urls, paths::ZAKEN).map(|plaats| plaats.uuid());
        let aard_relatie = one.choice_required("aardRelatie", &["vervolg", "onderwerp", "bijdrage", "overig"]);
        let overige_relatie = one.text("overigeRelatie", 100);
        let toelichting = one.text("toelichting", 255);
        zaak.map(|zaak| RelevanteZaak { zaak: Id::new(zaak), aard_relatie, overige_relatie, toelichting })
    });
    read.into_iter().flatten().collect()
}
