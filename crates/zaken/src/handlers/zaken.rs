//! `/zaken`.

use autorisaties::handlers::{AcceptCrs, Caller, ContentCrs, Fields, Key, Params, Urls};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde_json::{Map, Value};
use values::{Bsn, Id, Rsin, Vertrouwelijkheidaanduiding};
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{refuse, require, window, zaken_view};
use crate::access::{self, Scope};
use crate::register::{self, Order, ZaakFilter};
use crate::{ZaakGegevens, operations, paths};

const GENERIEK: [&str; 8] = [
    "adviseur",
    "behandelaar",
    "belanghebbende",
    "beslisser",
    "initiator",
    "klantcontacter",
    "zaakcoordinator",
    "mede_initiator",
];

/// Facts of the standard that the register does not keep yet.
const NOT_KEPT: [&str; 14] = [
    "publicatiedatum",
    "communicatiekanaal",
    "communicatiekanaalNaam",
    "productenOfDiensten",
    "laatsteBetaaldatum",
    "zaakgeometrie",
    "verlenging",
    "opschorting",
    "selectielijstklasse",
    "relevanteAndereZaken",
    "kenmerken",
    "opdrachtgevendeOrganisatie",
    "processobjectaard",
    "processobject",
];

fn read_filter(params: &mut Params, urls: &Urls) -> ZaakFilter {
    params.paged();
    let order = params.choice("ordering", &["identificatie", "-identificatie", "startdatum", "-startdatum"]);
    let bsn: Option<String> = params.text("rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn");
    if bsn.as_deref().is_some_and(|bsn| bsn.parse::<Bsn>().is_err()) {
        params.fault("rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn", "invalid", "Dit is geen geldig BSN.");
    }
    ZaakFilter {
        identificatie: params.text("identificatie"),
        bronorganisatie: params.text("bronorganisatie"),
        zaaktype: params.reference("zaaktype", urls, catalogi::paths::ZAAKTYPEN),
        startdatum: params.date("startdatum"),
        is_open: params.boolean("einddatum__isnull"),
        rol_bsn: bsn,
        rol_omschrijving_generiek: params.choice("rol__omschrijvingGeneriek", &GENERIEK),
        order: match order.as_deref() {
            Some("identificatie") => Order::Identificatie,
            Some("-identificatie") => Order::IdentificatieDesc,
            Some("startdatum") => Order::Startdatum,
            Some("-startdatum") => Order::StartdatumDesc,
            _ => Order::Newest,
        },
    }
}

pub(crate) async fn list(
    caller: Caller,
    _: AcceptCrs,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let filter = read_filter(&mut params, &urls);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_zaken(&mut db, &caller.0, &filter, window(&paging)).await?;
    let verwijzingen = register::list_verwijzingen(&mut db, found.rows.iter().map(|zaak| zaak.uuid.uuid())).await?;
    let views = found.rows.iter().map(|zaak| zaken_view::zaak(zaak, &verwijzingen, &urls)).collect();
    Ok((AcceptCrs::HEADER, Json(paging.listed(found.count, views)?)).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    _: AcceptCrs,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.finish()?;
    let mut db = tenant.db.reader();
    let zaak = register::read_zaak(&mut db, &caller.0, Id::new(uuid)).await?;
    let verwijzingen = register::list_verwijzingen(&mut db, [uuid]).await?;
    Ok((AcceptCrs::HEADER, known.answer(&zaken_view::zaak(&zaak, &verwijzingen, &urls))?).into_response())
}

/// The fields of the body that the register keeps.
struct ZaakInput {
    identificatie: String,
    bronorganisatie: Option<Rsin>,
    omschrijving: String,
    toelichting: String,
    zaaktype: Option<uuid::Uuid>,
    registratiedatum: Option<Date>,
    verantwoordelijke_organisatie: Option<Rsin>,
    startdatum: Option<Date>,
    einddatum_gepland: Option<Date>,
    uiterlijke_einddatum_afdoening: Option<Date>,
    vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    betalingsindicatie: String,
    hoofdzaak: Option<uuid::Uuid>,
    archiefnominatie: String,
    archiefstatus: String,
    archiefactiedatum: Option<Date>,
    startdatum_bewaartermijn: Option<Date>,
}

impl ZaakInput {
    fn read(fields: &mut Fields, urls: &Urls) -> Self {
        let input = Self {
            identificatie: fields.text("identificatie", 40),
            bronorganisatie: fields.rsin_required("bronorganisatie"),
            omschrijving: fields.text("omschrijving", 80),
            toelichting: fields.text("toelichting", 1000),
            zaaktype: fields.reference("zaaktype", urls, catalogi::paths::ZAAKTYPEN),
            registratiedatum: fields.date("registratiedatum"),
            verantwoordelijke_organisatie: fields.rsin_required("verantwoordelijkeOrganisatie"),
            startdatum: fields.date_required("startdatum"),
            einddatum_gepland: fields.date("einddatumGepland"),
            uiterlijke_einddatum_afdoening: fields.date("uiterlijkeEinddatumAfdoening"),
            vertrouwelijkheidaanduiding: fields.parsed(
                "vertrouwelijkheidaanduiding",
                "invalid_choice",
                "Dit is geen geldige keuze.",
            ),
            betalingsindicatie: fields.choice("betalingsindicatie", &["nvt", "nog_niet", "gedeeltelijk", "geheel"]),
            hoofdzaak: match fields.value("hoofdzaak") {
                None => None,
                Some(_) => fields.own_reference("hoofdzaak", urls, paths::ZAKEN),
            },
            archiefnominatie: fields.choice("archiefnominatie", &["blijvend_bewaren", "vernietigen"]),
            archiefstatus: fields.choice(
                "archiefstatus",
                &["nog_te_archiveren", "gearchiveerd", "gearchiveerd_procestermijn_onbekend", "overgedragen"],
            ),
            archiefactiedatum: fields.date("archiefactiedatum"),
            startdatum_bewaartermijn: fields.date("startdatumBewaartermijn"),
        };
        fields.not_kept(&NOT_KEPT);
        input
    }
}

pub(crate) async fn create(
    caller: Caller,
    _: AcceptCrs,
    _: ContentCrs,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken])?;
    let mut fields = Fields::new(map);
    let input = ZaakInput::read(&mut fields, &urls);
    let mut db = tenant.db.reader();
    let mut zaaktype = None;
    if let Some(uuid) = input.zaaktype {
        zaaktype = catalogi::find_zaaktype(&mut db, Id::new(uuid)).await?;
        if zaaktype.is_none() {
            fields.fault("zaaktype", "bad-url", "Het zaaktype bestaat niet.");
        }
    }
    // Whether the application may make such a zaak at all is judged before the rest.
    if let Some(zaaktype) = &zaaktype {
        let level = input.vertrouwelijkheidaanduiding.unwrap_or(zaaktype.vertrouwelijkheidaanduiding);
        if !access::is_allowed(&caller.0, Scope::Aanmaken, zaaktype, level) {
            return Err(Caller::refusal());
        }
    }
    let mut hoofdzaak = None;
    if let Some(uuid) = input.hoofdzaak {
        hoofdzaak = crate::find_zaak(&mut db, Id::new(uuid)).await?;
        if hoofdzaak.is_none() {
            fields.fault("hoofdzaak", "object-does-not-exist", "De hoofdzaak bestaat niet.");
        }
    }
    let (Some(zaaktype), Some(bronorganisatie), Some(verantwoordelijke_organisatie), Some(startdatum), true) =
        (&zaaktype, &input.bronorganisatie, &input.verantwoordelijke_organisatie, input.startdatum, fields.is_valid())
    else {
        return Err(refuse(fields));
    };

    let gegevens = ZaakGegevens {
        zaaktype,
        identificatie: Some(input.identificatie.as_str()).filter(|text| !text.is_empty()),
        bronorganisatie,
        verantwoordelijke_organisatie,
        omschrijving: &input.omschrijving,
        toelichting: &input.toelichting,
        registratiedatum: input.registratiedatum,
        startdatum,
        einddatum_gepland: input.einddatum_gepland,
        uiterlijke_einddatum_afdoening: input.uiterlijke_einddatum_afdoening,
        vertrouwelijkheidaanduiding: input.vertrouwelijkheidaanduiding,
        betalingsindicatie: &input.betalingsindicatie,
        archiefnominatie: Some(input.archiefnominatie.as_str()).filter(|text| !text.is_empty()),
        archiefstatus: if input.archiefstatus.is_empty() { "nog_te_archiveren" } else { &input.archiefstatus },
        archiefactiedatum: input.archiefactiedatum,
        startdatum_bewaartermijn: input.startdatum_bewaartermijn,
        hoofdzaak: hoofdzaak.as_ref(),
    };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let zaak = operations::register_zaak(&mut tx, &caller.0, &gegevens).await?;
    tx.commit().await?;
    let url = urls.url(paths::ZAKEN, zaak.uuid.uuid()).to_string();
    Ok((AcceptCrs::HEADER, Created(zaken_view::zaak(&zaak, &[], &urls)).at(&url)).into_response())
}
