//! The facts of a document in a body.

use autorisaties::handlers::{Fields, Urls};
use catalogi::Informatieobjecttype;
use jiff::civil::Date;
use serde_json::{Map, Value};
use store::Db;
use store::files::Stored;
use uuid::Uuid;
use values::{Id, Rsin, Vertrouwelijkheidaanduiding};
use web::Problem;

use crate::{Document, DocumentGegevens, DocumentStatus, Integriteit, Ondertekening, rules};

const ALGORITMEN: [&str; 13] = [
    "crc_16",
    "crc_32",
    "crc_64",
    "fletcher_4",
    "fletcher_8",
    "fletcher_16",
    "fletcher_32",
    "hmac",
    "md5",
    "sha_1",
    "sha_256",
    "sha_512",
    "sha_3",
];

/// The fields of a body, before it is known which informatieobjecttype is meant.
pub(super) struct DocumentInput {
    identificatie: String,
    bronorganisatie: Option<Rsin>,
    creatiedatum: Option<Date>,
    titel: String,
    pub(super) vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    auteur: String,
    status: String,
    formaat: String,
    taal: String,
    bestandsnaam: String,
    pub(super) bestandsomvang: Option<i64>,
    beschrijving: String,
    ontvangstdatum: Option<Date>,
    verzenddatum: Option<Date>,
    is_gereed_voor_publicatie: Option<bool>,
    tonen_aan_initiator: bool,
    inhoud_is_vervallen: Option<bool>,
    link: String,
    indicatie_gebruiksrecht: Option<bool>,
    verschijningsvorm: String,
    ondertekening: Option<Ondertekening>,
    integriteit: Option<Integriteit>,
    trefwoorden: Vec<String>,
    pub(super) informatieobjecttype: Option<Uuid>,
}

impl DocumentInput {
    pub(super) fn read(fields: &mut Fields, urls: &Urls) -> Self {
        let input = Self {
            identificatie: fields.text("identificatie", 40),
            bronorganisatie: fields.rsin_required("bronorganisatie"),
            creatiedatum: fields.date_required("creatiedatum"),
            titel: fields.text_required("titel", 200),
            vertrouwelijkheidaanduiding: fields
                .parsed_choice("vertrouwelijkheidaanduiding", "Dit is geen geldige keuze."),
            auteur: fields.text_required("auteur", 200),
            status: fields.choice("status", &DocumentStatus::ALL.map(DocumentStatus::as_str)),
            formaat: fields.text("formaat", 255),
            taal: fields.text_required("taal", 3),
            bestandsnaam: fields.text("bestandsnaam", 255),
            bestandsomvang: fields.integer("bestandsomvang", 0, rules::UPLOAD_BYTES_MAX),
            beschrijving: fields.text("beschrijving", 1000),
            ontvangstdatum: fields.date("ontvangstdatum"),
            verzenddatum: fields.date("verzenddatum"),
            is_gereed_voor_publicatie: fields.boolean("isGereedVoorPublicatie"),
            tonen_aan_initiator: fields.boolean("tonenAanInitiator").unwrap_or(false),
            inhoud_is_vervallen: fields.boolean("inhoudIsVervallen"),
            link: fields.url_within("link", 200),
            indicatie_gebruiksrecht: fields.boolean("indicatieGebruiksrecht"),
            verschijningsvorm: fields.text("verschijningsvorm", 1000),
            ondertekening: read_ondertekening(fields),
            integriteit: read_integriteit(fields),
            trefwoorden: fields.texts("trefwoorden", 100),
            informatieobjecttype: fields.reference(
                "informatieobjecttype",
                urls,
                catalogi::paths::INFORMATIEOBJECTTYPEN,
            ),
        };
        let is_language = input.taal.len() == 3 && input.taal.bytes().all(|byte| byte.is_ascii_lowercase());
        if !input.taal.is_empty() && !is_language {
            fields.fault("taal", "invalid", "Hier hoort een taalcode van drie letters (ISO 639-2/B).");
        }
        input
    }

    /// Finds the informatieobjecttype that is named.
    pub(super) async fn find_soort(
        &self,
        db: &Db,
        fields: &mut Fields,
    ) -> Result<Option<Informatieobjecttype>, Problem> {
        let Some(uuid) = self.informatieobjecttype else { return Ok(None) };
        let found = catalogi::find_informatieobjecttype(&mut db.reader(), Id::new(uuid)).await?;
        if found.is_none() {
            fields.fault("informatieobjecttype", "bad-url", "Het informatieobjecttype bestaat niet.");
        }
        Ok(found)
    }

    /// Compares a SHA-256 with the bytes that came in. One that was there already is of an earlier version, and what is not written in
    /// digits is the sender's own.
    pub(super) fn check_integriteit(&self, fields: &mut Fields, stored: &Stored, current: Option<&Document>) {
        let is_new = |own: &&Integriteit| current.is_none_or(|current| current.integriteit.as_ref() != Some(*own));
        let Some(integriteit) = self.integriteit.as_ref().filter(is_new) else { return };
        let is_in_digits = integriteit.waarde.len() == 64 && integriteit.waarde.bytes().all(|b| b.is_ascii_hexdigit());
        let is_sha_256 = integriteit.algoritme == "sha_256" && is_in_digits;
        if is_sha_256 && !stored.hash.eq_ignore_ascii_case(&integriteit.waarde) {
            fields.fault("integriteit.waarde", "invalid", "De controlewaarde klopt niet met de inhoud.");
        }
    }

    /// Returns the facts, when nothing that must be there is missing.
    pub(super) fn gegevens(self, soort: Informatieobjecttype) -> Option<DocumentGegevens> {
        let mut trefwoorden = self.trefwoorden;
        let mut seen = std::collections::HashSet::new();
        trefwoorden.retain(|word| !word.is_empty() && seen.insert(word.clone()));
        Some(DocumentGegevens {
            uuid: None,
            identificatie: Some(self.identificatie).filter(|text| !text.is_empty()),
            bronorganisatie: self.bronorganisatie?,
            informatieobjecttype: soort,
            creatiedatum: self.creatiedatum?,
            titel: self.titel,
            vertrouwelijkheidaanduiding: self.vertrouwelijkheidaanduiding,
            auteur: self.auteur,
            status: DocumentStatus::find(&self.status),
            formaat: self.formaat,
            taal: self.taal,
            bestandsnaam: self.bestandsnaam,
            beschrijving: self.beschrijving,
            ontvangstdatum: self.ontvangstdatum,
            verzenddatum: self.verzenddatum,
            is_gereed_voor_publicatie: self.is_gereed_voor_publicatie,
            tonen_aan_initiator: self.tonen_aan_initiator,
            inhoud_is_vervallen: self.inhoud_is_vervallen,
            link: self.link,
            indicatie_gebruiksrecht: self.indicatie_gebruiksrecht,
            verschijningsvorm: self.verschijningsvorm,
            ondertekening: self.ondertekening,
            integriteit: self.integriteit,
            trefwoorden,
        })
    }
}

/// Returns a group of fields, none when it says nothing. Rule: zrc-012 (gegevensgroepen).
pub(super) fn group(fields: &mut Fields, name: &str) -> Option<Map<String, Value>> {
    let map = fields.object(name)?;
    let is_said = map.values().any(|value| !matches!(value, Value::Null) && value.as_str() != Some(""));
    is_said.then_some(map)
}

fn read_ondertekening(fields: &mut Fields) -> Option<Ondertekening> {
    let map = group(fields, "ondertekening")?;
    fields.within("ondertekening", map, |inner| {
        let soort = inner.choice_required("soort", &["analoog", "digitaal", "pki"]);
        inner.date_required("datum").map(|datum| Ondertekening { soort, datum })
    })
}

fn read_integriteit(fields: &mut Fields) -> Option<Integriteit> {
    let map = group(fields, "integriteit")?;
    fields.within("integriteit", map, |inner| {
        let algoritme = inner.choice_required("algoritme", &ALGORITMEN);
        let waarde = inner.text_required("waarde", 128);
        inner.date_required("datum").map(|datum| Integriteit { algoritme, waarde, datum })
    })
}
