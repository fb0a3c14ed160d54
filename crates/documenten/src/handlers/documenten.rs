//! `/enkelvoudiginformatieobjecten`.

use autorisaties::Window;
use autorisaties::handlers::{Caller, Fields, Key, Params, Urls};
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use catalogi::Informatieobjecttype;
use jiff::civil::Date;
use serde_json::Value;
use store::files::Stored;
use values::actor::Component;
use values::{Id, Rsin, Vertrouwelijkheidaanduiding};
use web::{Created, Etag, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::inhoud::{self, Inhoud};
use super::view;
use crate::access::{self, Scope};
use crate::register::{self, DocumentFilter, DocumentRegel, Versie};
use crate::{Document, DocumentGegevens, DocumentStatus, DocumentenError, paths};

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

fn require(caller: &Caller, scope: Scope) -> Result<(), Problem> {
    caller.require_any(&[(Component::Drc, scope.as_str())])
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    params.paged();
    let filter =
        DocumentFilter { identificatie: params.text("identificatie"), bronorganisatie: params.text("bronorganisatie") };
    params.finish()?;
    let window = Window { limit: paging.limit(), offset: paging.offset() };
    let found = register::list(&mut tenant.db.reader(), &caller.0, &filter, window).await?;
    let views = found.rows.iter().map(|regel| view::document(regel, &urls)).collect();
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

fn read_versie(params: &mut Params) -> Versie {
    Versie {
        nummer: params.parsed("versie", "Hier hoort een getal."),
        registratie_op: params.parsed("registratieOp", "Hier hoort een tijdstip met zone."),
    }
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let versie = read_versie(&mut params);
    params.finish()?;
    let regel = register::read(&mut tenant.db.reader(), &caller.0, Id::new(uuid), versie).await?;
    known.answer(&view::document(&regel, &urls))
}

pub(crate) async fn download(
    caller: Caller,
    tenant: Tenant,
    known: IfNoneMatch,
    Key(uuid): Key,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let versie = read_versie(&mut params);
    params.finish()?;
    let found = register::read(&mut tenant.db.reader(), &caller.0, Id::new(uuid), versie).await?;
    if let Some(hash) = &found.document.inhoud {
        if known.matches(&etag(hash)) {
            return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag(hash).as_str().to_owned())]).into_response());
        }
        let bytes = tenant.db.files().get(hash).await?;
        return Ok(file(&found.document, Body::from_stream(bytes)));
    }
    match crate::open(&tenant.db, found.document.uuid).await {
        Ok((document, bytes)) => Ok(file(&document, Body::from_stream(bytes))),
        // The document is there, its bytes are not: only its metadata was registered.
        Err(DocumentenError::DocumentNotFound) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(error) => Err(error.into()),
    }
}

fn etag(hash: &str) -> Etag {
    Etag::named(format!("\"{hash}\""))
}

/// Answers with the bytes, their number and their checksum (`Repr-Digest`, RFC 9530).
fn file(document: &Document, body: Body) -> Response {
    let mut headers = HeaderMap::new();
    let mut add = |name: header::HeaderName, value: String| {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    };
    add(header::CONTENT_TYPE, "application/octet-stream".into());
    add(header::CONTENT_DISPOSITION, disposition(&document.bestandsnaam));
    if let Some(size) = document.bestandsomvang {
        add(header::CONTENT_LENGTH, size.to_string());
    }
    if let Some(hash) = &document.inhoud {
        add(header::ETAG, etag(hash).as_str().to_owned());
        add(header::HeaderName::from_static("repr-digest"), format!("sha-256=:{}:", STANDARD.encode(from_hex(hash))));
    }
    (headers, body).into_response()
}

fn from_hex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
    text.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

/// The file name as RFC 6266 writes it: every character that could end the header or a path is encoded.
fn disposition(bestandsnaam: &str) -> String {
    let mut encoded = String::new();
    for byte in bestandsnaam.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    if encoded.is_empty() { "attachment".into() } else { format!("attachment; filename*=UTF-8''{encoded}") }
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    // The bytes are in the object store before the transaction begins; when it refuses, they are swept.
    let (map, inhoud) = inhoud::read(&headers, body, &tenant).await?;
    let mut fields = Fields::new(map);
    let input = DocumentInput::read(&mut fields, &urls);
    let soort = match input.informatieobjecttype {
        Some(uuid) => find_soort(&tenant, uuid, &mut fields).await?,
        None => None,
    };
    if let Some(soort) = &soort {
        let level = input.vertrouwelijkheidaanduiding.unwrap_or(soort.vertrouwelijkheidaanduiding);
        access::require(&caller.0, Scope::Aanmaken, soort.uuid, level)?;
    }
    let stored = read_stored(&mut fields, inhoud, input.bestandsomvang, &tenant).await?;
    check_integriteit(&mut fields, stored.as_ref());
    let (Some(soort), Some(bronorganisatie), Some(creatiedatum), true) =
        (&soort, &input.bronorganisatie, input.creatiedatum, fields.is_valid())
    else {
        fields.finish()?;
        return Err(Problem::internal(&NoFault));
    };

    let gegevens = DocumentGegevens {
        identificatie: Some(input.identificatie.as_str()).filter(|text| !text.is_empty()),
        bronorganisatie,
        informatieobjecttype: soort,
        creatiedatum,
        titel: &input.titel,
        vertrouwelijkheidaanduiding: input.vertrouwelijkheidaanduiding,
        auteur: &input.auteur,
        status: DocumentStatus::find(&input.status),
        formaat: &input.formaat,
        taal: &input.taal,
        bestandsnaam: &input.bestandsnaam,
        beschrijving: &input.beschrijving,
        ontvangstdatum: input.ontvangstdatum,
        verzenddatum: input.verzenddatum,
        stored: stored.as_ref(),
    };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let document = crate::register_document(&mut tx, &caller.0, &gegevens).await?;
    tx.commit().await?;
    let regel = DocumentRegel { document, is_locked: false };
    let url = urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, regel.document.uuid.uuid()).to_string();
    Ok(Created(view::created(&regel, &urls)).at(&url))
}

/// A field is missing and yet no fault was told: a mistake of ours.
#[derive(Debug, thiserror::Error)]
#[error("a body lacks a field, but no fault was found")]
struct NoFault;

/// The fields of the body that the register keeps.
struct DocumentInput {
    identificatie: String,
    bronorganisatie: Option<Rsin>,
    creatiedatum: Option<Date>,
    titel: String,
    vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    auteur: String,
    status: String,
    formaat: String,
    taal: String,
    bestandsnaam: String,
    bestandsomvang: Option<u64>,
    beschrijving: String,
    ontvangstdatum: Option<Date>,
    verzenddatum: Option<Date>,
    informatieobjecttype: Option<uuid::Uuid>,
}

impl DocumentInput {
    fn read(fields: &mut Fields, urls: &Urls) -> Self {
        let input = Self {
            identificatie: fields.text("identificatie", 40),
            bronorganisatie: fields.rsin_required("bronorganisatie"),
            creatiedatum: fields.date_required("creatiedatum"),
            titel: fields.text_required("titel", 200),
            vertrouwelijkheidaanduiding: fields.parsed(
                "vertrouwelijkheidaanduiding",
                "invalid_choice",
                "Dit is geen geldige keuze.",
            ),
            auteur: fields.text_required("auteur", 200),
            status: fields.choice("status", &DocumentStatus::ALL.map(DocumentStatus::as_str)),
            formaat: fields.text("formaat", 255),
            taal: fields.text_required("taal", 3),
            bestandsnaam: fields.text("bestandsnaam", 255),
            bestandsomvang: match fields.value("bestandsomvang") {
                None => None,
                Some(value) => {
                    let size = value.as_u64();
                    if size.is_none() {
                        fields.fault("bestandsomvang", "invalid", "Hier hoort een getal vanaf 0.");
                    }
                    size
                }
            },
            beschrijving: fields.text("beschrijving", 1000),
            ontvangstdatum: fields.date("ontvangstdatum"),
            verzenddatum: fields.date("verzenddatum"),
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
        if fields.value("tonenAanInitiator").is_some_and(|value| *value != Value::Bool(false)) {
            fields.fault("tonenAanInitiator", "invalid", "Dit gegeven kan hier nog niet worden bewaard.");
        }
        fields.not_kept(&[
            "isGereedVoorPublicatie",
            "inhoudIsVervallen",
            "link",
            "indicatieGebruiksrecht",
            "verschijningsvorm",
            "ondertekening",
            "trefwoorden",
        ]);
        input
    }
}

async fn find_soort(
    tenant: &Tenant,
    uuid: uuid::Uuid,
    fields: &mut Fields,
) -> Result<Option<Informatieobjecttype>, Problem> {
    let found = catalogi::find_informatieobjecttype(&mut tenant.db.reader(), Id::new(uuid)).await?;
    if found.is_none() {
        fields.fault("informatieobjecttype", "bad-url", "Het informatieobjecttype bestaat niet.");
    }
    Ok(found)
}

/// Decides what the document's bytes are, by the cases of zgw.md section 11.
async fn read_stored(
    fields: &mut Fields,
    inhoud: Inhoud,
    size: Option<u64>,
    tenant: &Tenant,
) -> Result<Option<Stored>, Problem> {
    match (inhoud, size) {
        (Inhoud::Stored(stored), Some(size)) if stored.size != size => {
            fields.fault("nonFieldErrors", "file-size", "De bestandsomvang klopt niet met de inhoud.");
            Ok(None)
        }
        (Inhoud::Stored(stored), _) => Ok(Some(stored)),
        (Inhoud::Invalid(fault), _) => {
            fields.fault("inhoud", fault.code(), "De inhoud is geen geldige base64.");
            Ok(None)
        }
        (Inhoud::None, _) if fields.value("inhoud").is_some() => {
            fields.fault("inhoud", "invalid", "Hier hoort een tekst in base64.");
            Ok(None)
        }
        (Inhoud::None, Some(0)) => Ok(Some(tenant.db.files().put(Bytes::new()).await?)),
        (Inhoud::None, Some(_)) => {
            fields.fault("inhoud", "invalid", "Uploaden in bestandsdelen kan hier nog niet.");
            Ok(None)
        }
        (Inhoud::None, None) => Ok(None),
    }
}

/// Compares the checksum that the sender gave with ours. Other checksums than SHA-256 are not kept.
fn check_integriteit(fields: &mut Fields, stored: Option<&Stored>) {
    let Some(map) = fields.object("integriteit") else { return };
    let is_said = map.values().any(|value| !matches!(value, Value::Null) && value.as_str() != Some(""));
    if !is_said {
        return;
    }
    fields.within("integriteit", map, |integriteit| {
        let algoritme = integriteit.choice_required("algoritme", &ALGORITMEN);
        let waarde = integriteit.text_required("waarde", 128);
        integriteit.date_required("datum");
        if !algoritme.is_empty() && algoritme != "sha_256" {
            integriteit.fault("algoritme", "invalid", "Alleen sha_256 kan hier worden bewaard.");
        } else if !waarde.is_empty() && stored.is_none_or(|stored| !stored.hash.eq_ignore_ascii_case(&waarde)) {
            integriteit.fault("waarde", "invalid", "De controlewaarde klopt niet met de inhoud.");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_can_not_break_out_of_its_header() {
        for (name, expected) in [
            ("brief.pdf", "attachment; filename*=UTF-8''brief.pdf"),
            ("a\"\r\nX: y", "attachment; filename*=UTF-8''a%22%0D%0AX%3A%20y"),
            ("é/..", "attachment; filename*=UTF-8''%C3%A9%2F.."),
            ("", "attachment"),
        ] {
            assert_eq!(disposition(name), expected);
        }
        assert_eq!(from_hex("00ff1a"), [0, 255, 26]);
    }
}
