//! `/besluiten`.

use autorisaties::Window;
use autorisaties::handlers::{Caller, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use values::Id;
use web::{IfNoneMatch, Json, Paging, Problem, Tenant};

use super::require_lezen;
use crate::register::{self, BesluitFilter};
use crate::{Besluit, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BesluitView<'a> {
    url: Url<'a>,
    identificatie: &'a str,
    verantwoordelijke_organisatie: &'a str,
    besluittype: Url<'a>,
    zaak: OptionalUrl<'a>,
    datum: Date,
    toelichting: &'a str,
    bestuursorgaan: &'a str,
    ingangsdatum: Date,
    vervaldatum: Option<Date>,
    vervalreden: &'a str,
    vervalreden_weergave: &'static str,
    publicatiedatum: Option<Date>,
    verzenddatum: Option<Date>,
    uiterlijke_reactiedatum: Option<Date>,
}

/// A URL that the standard writes as an empty text when there is none.
struct OptionalUrl<'a>(Option<Url<'a>>);

impl Serialize for OptionalUrl<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(url) => url.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }
}

fn view<'a>(besluit: &'a Besluit, urls: &'a Urls) -> BesluitView<'a> {
    BesluitView {
        url: urls.url(paths::BESLUITEN, besluit.uuid.uuid()),
        identificatie: &besluit.identificatie,
        verantwoordelijke_organisatie: &besluit.verantwoordelijke_organisatie,
        besluittype: urls.url(catalogi::paths::BESLUITTYPEN, besluit.besluittype.uuid()),
        zaak: OptionalUrl(besluit.zaak.map(|zaak| urls.url(zaken::paths::ZAKEN, zaak.uuid()))),
        datum: besluit.datum,
        toelichting: &besluit.toelichting,
        bestuursorgaan: &besluit.bestuursorgaan,
        ingangsdatum: besluit.ingangsdatum,
        vervaldatum: besluit.vervaldatum,
        vervalreden: &besluit.vervalreden,
        vervalreden_weergave: vervalreden_weergave(&besluit.vervalreden),
        publicatiedatum: besluit.publicatiedatum,
        verzenddatum: besluit.verzenddatum,
        uiterlijke_reactiedatum: besluit.uiterlijke_reactiedatum,
    }
}

fn vervalreden_weergave(vervalreden: &str) -> &'static str {
    match vervalreden {
        "tijdelijk" => "Besluit met tijdelijke werking",
        "ingetrokken_overheid" => "Besluit ingetrokken door overheid",
        "ingetrokken_belanghebbende" => "Besluit ingetrokken o.v.v. belanghebbende",
        _ => "",
    }
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    mut params: Params,
) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    params.paged();
    let filter = BesluitFilter {
        identificatie: params.text("identificatie"),
        verantwoordelijke_organisatie: params.text("verantwoordelijkeOrganisatie"),
        besluittype: params.reference("besluittype", &urls, catalogi::paths::BESLUITTYPEN),
        zaak: params.reference("zaak", &urls, zaken::paths::ZAKEN).map(Id::new),
    };
    params.finish()?;
    let window = Window { limit: paging.limit(), offset: paging.offset() };
    let found = register::list(&mut tenant.db.reader(), &caller.0, &filter, window).await?;
    let views = found.rows.iter().map(|besluit| view(besluit, &urls)).collect();
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    params: Params,
) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    params.finish()?;
    let besluit = register::read(&mut tenant.db.reader(), &caller.0, Id::new(uuid)).await?;
    known.answer(&view(&besluit, &urls))
}
